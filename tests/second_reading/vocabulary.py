"""The words and the numbers of which random people are made."""

from collections.abc import Sequence
from dataclasses import dataclass

FileEntry = dict[str, object]

SYMPTOMS = [
    "tingling feet",
    "numbness",
    "burning feet",
    "fatigue",
    "fatigue",
    "brain fog",
    "low mood",
    "unsteady walking",
    "leg weakness",
    "sore tongue",
    "blurred vision",
    "visual loss",
    "memory loss",
    "cognitive impairment",
    "dementia",
    "psychosis",
    "hallucinations",
    "confusion",
    "urinary incontinence",
    "breathlessness",
    "palpitations",
    "chest pain",
    "facial droop",
    "loss of balance",
    "rapid cognitive decline",
    "weight loss",
    "tremor",
    "diarrhoea",
    "headache",
    "dizziness",
    "general weakness",
    "difficulty concentrating",
    "restless legs",
]
SIGNS = [
    "reduced vibration sense",
    "loss of position sense",
    "ataxic gait",
    "spasticity",
    "extensor plantar response",
    "hyperreflexia",
    "absent ankle jerks",
    "optic atrophy",
    "glossitis",
    "pallor",
    "pallor",
    "Romberg sign",
    "peripheral neuropathy",
    "myelopathy",
    "subacute combined degeneration",
    "jaundice",
    "angular cheilitis",
    "visual field loss",
]
CONDITIONS = [
    "type 2 diabetes",
    "hypertension",
    "hypothyroidism",
    "pernicious anaemia",
    "pernicious anaemia",
    "coeliac disease",
    "Crohn's disease",
    "chronic pancreatitis",
    "small intestinal bacterial overgrowth",
    "fish tapeworm",
    "Leber hereditary optic neuropathy",
    "polycythaemia vera",
    "liver disease",
    "heart disease",
    "heart failure",
    "chronic kidney disease",
    "vitamin B12 deficiency",
    "methylmalonic acidaemia",
    "transcobalamin deficiency",
    "atrophic gastritis",
    "vitiligo",
]
PROCEDURES = [
    "total gastrectomy",
    "partial gastrectomy",
    "Roux-en-Y gastric bypass",
    "sleeve gastrectomy",
    "biliopancreatic diversion",
    "ileal resection 30 cm",
    "ileal resection 10 cm",
    "cholecystectomy",
]
TWO_RESECTIONS = {"ileal resection 10 cm", "ileal resection 30 cm"}
"""Never drawn together: of two resections corrin takes the shorter, a fault that is reported."""
MEDICINES = [
    "metformin",
    "metformin",
    "metformin",
    "omeprazole",
    "omeprazole",
    "famotidine",
    "colchicine",
    "topiramate",
    "furosemide",
    "bendroflumethiazide",
    "combined oral contraceptive",
    "chloramphenicol",
    "folic acid",
    "zinc",
    "ramipril",
    "paracetamol",
    "vitamin B12 supplement",
]
DURATIONS = (None, 2, 3, 4, 5, 11, 12, 13, 23, 24, 25, 47, 48, 49, 108)
EXPOSURES = [
    "recreational nitrous oxide",
    "recreational nitrous oxide",
    "nitrous oxide anaesthesia",
    "heavy alcohol use",
    "tobacco smoking",
]
ALLERGIES = ["hydroxocobalamin", "cyanocobalamin", "cobalt", "penicillin", "penicillin"]
FAMILY = ["pernicious anaemia", "Leber hereditary optic neuropathy", "diabetes"]
MRI = "MRI: posterior column hyperintensity"
TREATMENTS: dict[str, FileEntry | str] = {
    "im": {
        "name": "hydroxocobalamin",
        "dose": "1 mg",
        "route": "im",
        "frequency": "every 3 months",
        "duration": "2 years",
        "status": "current",
    },
    "oral": {
        "name": "cyanocobalamin",
        "dose": "1000 micrograms",
        "route": "oral",
        "frequency": "daily",
        "duration": "2 years",
        "status": "current",
    },
    "refused": "refuses injections",
}


@dataclass(frozen=True)
class Measure:
    """How a result is printed: bounds in one unit, the step beside a bound, and a usual span."""

    unit: str
    bounds: Sequence[str]
    step: str
    span: tuple[int, int]
    chance: float = 1.0
    low: str | None = None
    high: str | None = None


TOTAL = (
    Measure("ng/L", ("100", "180", "350", "1000"), "0.1", (40, 1500)),
    Measure("pg/mL", ("100", "180", "350", "1000"), "0.1", (40, 1500)),
    Measure("pmol/L", ("133", "258", "738"), "0.1", (30, 1100)),
)
ACTIVE = (Measure("pmol/L", ("25", "70"), "0.1", (5, 150)),)
MEASURES: dict[str, tuple[float, tuple[Measure, ...]]] = {
    "haemoglobin": (
        0.6,
        (
            Measure("g/L", ("70", "80", "100", "105", "110", "115", "120", "130"), "1", (45, 165)),
            Measure("g/dL", ("7", "8", "10", "10.5", "11", "12", "13"), "0.1", (5, 16)),
        ),
    ),
    "MCV": (0.4, (Measure("fL", ("80", "100", "115"), "0.1", (70, 130)),)),
    "platelets": (0.3, (Measure("10*9/L", ("150",), "1", (30, 400)),)),
    "neutrophils": (0.2, (Measure("10*9/L", ("1", "1.8"), "0.1", (1, 8)),)),
    "white cell count": (0.2, (Measure("10*9/L", ("4",), "0.1", (1, 11)),)),
    "methylmalonic acid": (
        0.25,
        (
            Measure("umol/L", ("0.28",), "0.01", (0, 1), high="0.28"),
            Measure("nmol/L", ("280",), "1", (100, 900), high="280"),
            Measure("nmol/L", ("271", "400"), "1", (100, 900)),
        ),
    ),
    "homocysteine": (
        0.25,
        (
            Measure("umol/L", ("15",), "0.1", (5, 60), high="15"),
            Measure("umol/L", ("10", "15"), "0.1", (5, 60)),
        ),
    ),
    "eGFR": (0.45, (Measure("mL/min/1.73m2", ("60",), "1", (15, 110)),)),
    "ferritin": (0.3, (Measure("ug/L", ("15", "30"), "1", (4, 300)),)),
    "folate": (0.3, (Measure("ug/L", ("3",), "0.1", (1, 20)),)),
    "potassium": (0.2, (Measure("mmol/L", ("3.0", "3.5"), "0.1", (2, 5)),)),
    "copper": (0.08, (Measure("umol/L", ("11",), "0.1", (3, 22), low="11", high="22"),)),
    "LDH": (0.08, (Measure("U/L", ("250",), "1", (120, 1500), high="250"),)),
    "bilirubin": (0.08, (Measure("umol/L", ("21",), "1", (5, 60), high="21"),)),
}
WORDS: dict[str, tuple[float, tuple[str, ...]]] = {
    "intrinsic factor antibody": (0.25, ("positive", "negative", "pending")),
    "tissue transglutaminase IgA": (0.08, ("positive", "negative")),
    "blood film": (0.08, ("megaloblastic", "hypersegmented neutrophils", "schistocytes", "normal")),
    "haptoglobin": (0.06, ("low", "normal")),
}
TOTAL_WORDS = ("low", "very_low", "undetectable", "normal", "high", "pending")
DAYS = (0, 0, 0, 0, -7, -30, -200, -364, -366, -500)
