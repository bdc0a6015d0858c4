"""Facts to plant in a Bundle, each with what must become of it.

Written from the definitions of FHIR R4 and from the terminologies, without a look at the reader:
codes, concepts and units are written out here, so that a fault of the knowledge is seen too.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

ON = date(2026, 11, 20)
"""The day of the assessment."""

Resource = dict[str, Any]

LOINC = ("http://loinc.org", "urn:oid:2.16.840.1.113883.6.1", "http://loinc.org/")
SNOMED = ("http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96")
RXNORM = ("http://www.nlm.nih.gov/research/umls/rxnorm", "urn:oid:2.16.840.1.113883.6.88")
ATC = ("http://www.whocc.no/atc", "urn:oid:2.16.840.1.113883.6.73")
ICD_10 = ("http://hl7.org/fhir/sid/icd-10", "urn:oid:2.16.840.1.113883.6.3")
ICD_10_CM = ("http://hl7.org/fhir/sid/icd-10-cm", "urn:oid:2.16.840.1.113883.6.90")


@dataclass(frozen=True, kw_only=True)
class Found:
    """A result that must be among the results of the person, exactly once."""

    analyte: str
    value: Decimal | None
    unit: str | None
    comparator: str | None
    on: date
    interpretation: str | None = None
    """The word in place of a number."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """A statement that must be among the statements of the person."""

    concept: str
    subject: str = "self"
    allergy: bool = False
    statuses: tuple[str, ...] = ("current",)


@dataclass(frozen=True, kw_only=True)
class Planted:
    """A fact: its entries, and for each entry the outcomes that are right."""

    kind: str
    """What was planted, for the report: "result, component"."""
    resources: tuple[Any, ...]
    outcomes: tuple[frozenset[str], ...]
    """For each resource, the outcomes of which its own ledger entries must be."""
    found: tuple[Found, ...] = ()
    said: tuple[Said, ...] = ()
    not_believed: tuple[str, ...] = ()
    """Analytes and concepts of which nothing current may come from these entries."""
    urls: dict[int, str] = field(default_factory=dict[int, str])
    """The fullUrl of a resource, where it is not made of its type and id."""
    only_possible: tuple[str, ...] = ()
    """Concepts that may be said as possible at most."""
    may_be: tuple[Found, ...] = ()
    """Results that may be found or left aside."""
    never: tuple[Found, ...] = ()
    """Results that may not be found, though others of the analyte may."""


USED = frozenset({"used"})
ASIDE = frozenset({"not_relevant", "refused"})
BROKEN = frozenset({"refused", "not_understood"})
LEFT = frozenset({"not_relevant", "refused", "not_understood"})
IRRELEVANT = frozenset({"not_relevant"})
PART = frozenset({"used", "not_relevant"})
TWICE = frozenset({"duplicate", "not_relevant"})
ANY = frozenset({"used", "duplicate", "not_relevant", "refused", "not_understood"})


# --- what is planted: written out, each code as its terminology gives it --------------------------

RESULTS: tuple[tuple[str, str, str, str, int, int, int], ...] = (
    # analyte, LOINC, name, unit, from, to, decimals
    ("total_b12", "2132-9", "Vitamin B12", "pg/mL", 90, 900, 0),
    ("total_b12", "14685-2", "Cobalamin, serum", "pmol/L", 70, 600, 1),
    ("active_b12", "72160-5", "Holotranscobalamin", "pmol/L", 15, 120, 1),
    ("methylmalonic_acid", "13964-2", "Methylmalonic acid", "nmol/L", 80, 2000, 0),
    ("methylmalonic_acid", "13964-2", "Methylmalonic acid", "umol/L", 1, 3, 2),
    ("homocysteine", "13965-9", "Homocysteine", "umol/L", 6, 60, 1),
    ("haemoglobin", "718-7", "Hemoglobin", "g/dL", 7, 17, 1),
    ("haemoglobin", "59260-0", "Haemoglobin", "mmol/L", 5, 10, 1),
    ("mcv", "787-2", "MCV", "fL", 70, 125, 1),
    ("folate", "2284-8", "Folate, serum", "ng/mL", 2, 20, 1),
    ("folate", "14732-2", "Serum folate", "nmol/L", 5, 45, 1),
    ("creatinine", "2160-0", "Creatinine", "mg/dL", 1, 3, 2),
    ("creatinine", "14682-9", "Creatinine", "umol/L", 50, 300, 0),
    ("ferritin", "2276-4", "Ferritin", "ng/mL", 5, 400, 0),
    ("potassium", "2823-3", "Potassium", "mmol/L", 3, 5, 1),
    ("platelets", "777-3", "Platelets", "10*3/uL", 60, 450, 0),
    ("white_cells", "6690-2", "Leukocytes", "10*3/uL", 2, 12, 1),
    ("tsh", "3016-3", "TSH", "m[IU]/L", 1, 9, 2),
    ("ldh", "2532-0", "LDH", "U/L", 120, 900, 0),
    ("egfr", "98979-8", "eGFR", "mL/min/{1.73_m2}", 16, 110, 0),
)

CONDITIONS: tuple[tuple[tuple[str, ...], str, str, str], ...] = (
    # systems, code, text, concept
    (SNOMED, "84027009", "Pernicious anaemia", "pernicious_anaemia"),
    (ICD_10_CM, "D51.0", "Pernicious anemia", "pernicious_anaemia"),
    (ICD_10, "D51.0", "Pernicious anaemia", "pernicious_anaemia"),
    (SNOMED, "396331005", "Coeliac disease", "coeliac"),
    (ICD_10_CM, "K90.0", "Celiac disease", "coeliac"),
    (SNOMED, "34000006", "Crohn's disease", "crohns"),
    (ICD_10_CM, "K50.90", "Crohn's disease", "crohns"),
    (ICD_10, "N18.4", "Chronic kidney disease", "renal_disease"),
    (ICD_10_CM, "E11.9", "Type 2 diabetes", "type2_diabetes"),
    (SNOMED, "44054006", "Type 2 diabetes mellitus", "type2_diabetes"),
    (SNOMED, "40930008", "Hypothyroidism", "hypothyroidism"),
    (ICD_10, "D45", "Polycythaemia vera", "polycythaemia_vera"),
    (SNOMED, "109992005", "Polycythaemia vera", "polycythaemia_vera"),
    (ICD_10_CM, "H47.22", "Leber's hereditary optic neuropathy", "leber_optic_atrophy"),
    (SNOMED, "56727007", "Vitiligo", "vitiligo"),
    (SNOMED, "302226006", "Peripheral neuropathy", "peripheral_neuropathy"),
    (ICD_10_CM, "G32.0", "Subacute combined degeneration", "subacute_combined_degeneration"),
    (SNOMED, "85102008", "Cerebellar ataxia", "ataxia"),
    (ICD_10_CM, "D52.9", "Folate deficiency anemia", "folate_deficiency"),
    (SNOMED, "363732003", "Addison's disease", "addison"),
)

MEDICINES: tuple[tuple[tuple[str, ...], str, str, str], ...] = (
    (RXNORM, "6809", "Metformin", "metformin"),
    (RXNORM, "860975", "24 HR metformin hydrochloride 500 MG Extended Release Tablet", "metformin"),
    (ATC, "A10BA02", "metformin", "metformin"),
    (RXNORM, "7646", "Omeprazole", "omeprazole"),
    (ATC, "A02BC02", "pantoprazole", "pantoprazole"),
    (RXNORM, "40790", "pantoprazole", "pantoprazole"),
    (RXNORM, "4278", "Famotidine", "famotidine"),
    (RXNORM, "2683", "Colchicine", "colchicine"),
    (ATC, "N03AB02", "phenytoin", "phenytoin"),
    (RXNORM, "6851", "Methotrexate", "methotrexate"),
    (ATC, "B01AA03", "warfarin", "warfarin"),
    (RXNORM, "1364430", "apixaban", "apixaban"),
    (RXNORM, "4511", "Folic Acid", "folic_acid"),
    (ATC, "C03CA01", "furosemide", "loop_diuretic"),
    (ATC, "A10BD07", "metformin and sitagliptin", "sitagliptin_metformin"),
)

COBALAMINS: tuple[tuple[tuple[str, ...], str, str, str], ...] = (
    (RXNORM, "5514", "Hydroxocobalamin", "hydroxocobalamin"),
    (ATC, "B03BA03", "hydroxocobalamin", "hydroxocobalamin"),
    (RXNORM, "11248", "Cyanocobalamin", "cyanocobalamin"),
    (ATC, "B03BA01", "cyanocobalamin", "cyanocobalamin"),
)

PROCEDURES: tuple[tuple[tuple[str, ...], str, str, str], ...] = (
    (SNOMED, "26452005", "Total gastrectomy", "gastrectomy_total"),
    (SNOMED, "53442002", "Gastrectomy", "gastrectomy"),
    (SNOMED, "443906008", "Roux-en-Y gastric bypass", "bariatric_rygb"),
    (SNOMED, "427074001", "Sleeve gastrectomy", "bariatric_sleeve"),
    (SNOMED, "307193005", "Ileal resection", "ileal_resection"),
    (SNOMED, "173958005", "Bypass of ileum", "ileal_bypass"),
)

ALLERGIES: tuple[tuple[tuple[str, ...], str, str, str], ...] = (
    (RXNORM, "5514", "Hydroxocobalamin", "hydroxocobalamin"),
    (RXNORM, "11248", "Cyanocobalamin", "cyanocobalamin"),
    (ATC, "B03BA03", "hydroxocobalamin", "hydroxocobalamin"),
)

RELATIVES = (
    ("MTH", "mother"),
    ("FTH", "father"),
    ("SIS", "sibling"),
    ("BRO", "sibling"),
    ("CHILD", "child"),
)

VITALS = (
    ("8867-4", "Heart rate", "/min", 72),
    ("8302-2", "Body Height", "cm", 170),
    ("39156-5", "Body Mass Index", "kg/m2", 24),
    ("9279-1", "Respiratory rate", "/min", 14),
    ("8310-5", "Body temperature", "Cel", 37),
    ("72514-3", "Pain severity", "{score}", 2),
)

OTHER_RESOURCES = (
    "Encounter",
    "Organization",
    "Practitioner",
    "Location",
    "Claim",
    "ExplanationOfBenefit",
    "CareTeam",
    "Goal",
    "CarePlan",
    "Device",
    "ImagingStudy",
    "Provenance",
    "Coverage",
)

OTHER_CONDITIONS = (
    (SNOMED, "44465007", "Sprain of ankle"),
    (SNOMED, "65966004", "Fracture of forearm"),
    (SNOMED, "283371005", "Laceration of forearm"),
)


@dataclass
class Soil:
    """What one Bundle has used up: no thing is planted twice, unless as a duplicate."""

    random: Random
    patient: str
    taken: set[str] = field(default_factory=set[str])
    days: int = 20
    number: int = 0

    def pick(self, among: tuple[Any, ...], name: Callable[[Any], str]) -> Any:
        """One of the things whose name is not used up, and its name is; None where none is left."""
        left = [thing for thing in among if name(thing) not in self.taken]
        if not left:
            return None
        chosen = self.random.choice(left)
        self.taken.add(name(chosen))
        return chosen

    def day(self) -> date:
        """Another day of the past year at each call."""
        self.days += self.random.randint(1, 5)
        return ON - timedelta(days=self.days)

    def id(self) -> str:
        self.number += 1
        return f"r{self.number}"

    @property
    def subject(self) -> Resource:
        """The person, by a reference that is relative or whole."""
        whole = f"http://example.org/fhir/{self.patient}"
        return {"reference": self.random.choice((self.patient, whole))}


def coded(soil: Soil, systems: tuple[str, ...], code: str, text: str) -> Resource:
    """A CodeableConcept: a coding, with or without its display and a text; or only the text."""
    way = soil.random.random()
    if way < 0.15:
        return {"text": text}
    coding: Resource = {"system": soil.random.choice(systems), "code": code}
    if soil.random.random() < 0.6:
        coding["display"] = text
    return {"coding": [coding], "text": text} if way < 0.5 else {"coding": [coding]}


def state(system: str, code: str) -> Resource:
    return {"coding": [{"system": f"http://terminology.hl7.org/CodeSystem/{system}", "code": code}]}


def name(row: Any) -> str:
    """The concept of a row of a table."""
    return str(row[3])
