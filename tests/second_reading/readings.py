"""What a person's entries say, as yes, no or not decided: the words that the tables ask for."""

from tests.second_reading.facts import Person
from tests.second_reading.results import results
from tests.second_reading.three_valued import NO, OPEN, YES, Facts, Truth, yes_if

ADULT_YEARS = 16  # DECISIONS 20; NG239 title
FERTILE = (10 * 12, 60 * 12)  # outside it, pregnancy that is not stated is taken as no


# symptoms.yaml (neuro: true); DECISIONS 17: any peripheral, cord, gait, optic finding, cognitive
# impairment, dementia or psychosis.
PERIPHERAL = frozenset(
    [
        "tingling feet",
        "numbness",
        "burning feet",
        "reduced vibration sense",
        "loss of position sense",
        "absent ankle jerks",
        "peripheral neuropathy",
    ]
)
CORD_SURE = frozenset({"myelopathy", "subacute combined degeneration"})
CORD_SIGN = frozenset({"spasticity", "extensor plantar response", "urinary incontinence"})
CORD = CORD_SURE | CORD_SIGN
CORD_OPEN = frozenset({"hyperreflexia", "leg weakness", "loss of position sense", "Romberg sign"})
GAIT = frozenset({"unsteady walking", "ataxic gait", "loss of balance"})
OPTIC = frozenset({"visual loss", "optic atrophy", "visual field loss"})
MIND_URGENT = frozenset({"psychosis", "hallucinations", "confusion"})
RAPID = frozenset({"rapid cognitive decline"})
MIND = frozenset({"cognitive impairment", "dementia"})
NEURO = (
    PERIPHERAL | CORD | GAIT | OPTIC | MIND_URGENT | RAPID | MIND
    | {"hyperreflexia", "leg weakness", "Romberg sign", "blurred vision"}
)  # fmt: skip
# "tremor" and "orthostatic hypotension" are neuro in symptoms.yaml, but not in DECISIONS 17;
# memory loss is not called neurological in symptoms.yaml, though cognitive impairment is.
NEURO_OPEN = frozenset(
    ["tremor", "orthostatic hypotension", "memory loss", "stroke", "facial droop", "slurred speech"]
)
STROKE = frozenset({"stroke", "facial droop", "slurred speech"})
BASIC = frozenset({"chest pain", "heart failure", "angina"})
# symptoms.yaml, ng239_box1: a common symptom or sign
COMMON = frozenset(
    [
        "tingling feet",
        "numbness",
        "peripheral neuropathy",
        "unsteady walking",
        "ataxic gait",
        "loss of balance",
        "fatigue",
        "glossitis",
        "sore tongue",
        "blurred vision",
        "optic atrophy",
        "visual field loss",
    ]
)

# risk_factors.yaml
COBALAMINS = frozenset({"hydroxocobalamin", "cyanocobalamin", "cobalt"})
DIURETICS = frozenset({"furosemide", "bendroflumethiazide"})
HEART = frozenset({"heart disease", "heart failure", "angina"})
ACID = frozenset({"omeprazole", "famotidine"})
OTHER_MEDICINE = frozenset({"colchicine", "phenobarbital", "primidone", "pregabalin", "topiramate"})
BYPASS = frozenset({"Roux-en-Y gastric bypass", "sleeve gastrectomy"})
BARIATRIC = BYPASS | {"biliopancreatic diversion"}
MALABSORPTION_OTHER = {
    "coeliac": "coeliac disease",
    "crohns": "Crohn's disease",
    "pancreatic": "chronic pancreatitis",
    "sibo": "small intestinal bacterial overgrowth",
    "tapeworm": "fish tapeworm",
}
METABOLIC = frozenset({"methylmalonic acidaemia"})


def has(known: frozenset[str] | None, *asked: str) -> Truth:
    """Whether one of these is among what is known."""
    return OPEN if known is None else yes_if(not known.isdisjoint(asked))


def months(person: Person, medicines: frozenset[str], sure: int, never: int) -> Truth:
    """Whether one of these is taken for `sure` months or more; below `never`, no."""
    if person.medicines is None:
        return OPEN
    held = NO
    for name, taken in person.medicines.items():
        if name in medicines:
            held |= (
                OPEN if taken is None else YES if taken >= sure else NO if taken < never else OPEN
            )
    return held


def facts_of(person: Person) -> Facts:
    """Every word that the tables ask for, with its truth value."""
    words: dict[str, Truth] = {}
    _body(person, words)
    _findings(person, words)
    _history(person, words)
    results(person, words)
    return words


def _body(person: Person, words: dict[str, Truth]) -> None:
    years, months_old = person.age_months // 12, person.age_months
    words["child"] = yes_if(years < ADULT_YEARS)
    words["infant"] = yes_if(months_old < 12)
    words["toddler"] = yes_if(months_old < 24)
    words["older"] = yes_if(years >= 50)
    fertile = FERTILE[0] <= months_old <= FERTILE[1] and person.sex != "male"
    words["pregnant"] = yes_if(person.pregnant) if fertile or person.pregnant else NO
    words["lactating"] = yes_if(person.lactating) if fertile or person.lactating else NO
    words["pregnancy_unknown"] = yes_if(words["pregnant"] == OPEN)
    words["body_known"] = yes_if(OPEN not in (words["pregnant"], words["lactating"]))


def _findings(person: Person, words: dict[str, Truth]) -> None:
    symptoms, signs = person.symptoms, person.signs
    shown = (symptoms or frozenset()) | (signs or frozenset()) | (person.imaging or frozenset())
    absent = OPEN if symptoms is None or signs is None else NO

    def finding(asked: frozenset[str]) -> Truth:
        return absent if shown.isdisjoint(asked) else YES

    def only_open(asked: frozenset[str]) -> Truth:
        return NO if shown.isdisjoint(asked) else OPEN

    mri = yes_if("MRI: posterior column hyperintensity" in shown)
    words["cord"] = finding(CORD) | only_open(CORD_OPEN) | mri
    words["cord_disease"] = finding(CORD_SURE) | only_open(CORD_SIGN | CORD_OPEN | GAIT) | mri
    words["myelopathy"] = finding(CORD_SURE) | only_open(CORD_SIGN | CORD_OPEN | GAIT) | mri
    words["gait"] = finding(GAIT) | only_open(frozenset({"Romberg sign"}))
    words["optic"] = finding(OPTIC)
    words["blurred"] = finding(frozenset({"blurred vision"}))
    words["psychosis"] = finding(frozenset({"psychosis", "hallucinations"}))
    words["confusion"] = finding(frozenset({"confusion"}))
    words["rapid_decline"] = finding(RAPID)
    words["adherence_doubt"] = finding(MIND | RAPID) | only_open(MIND_URGENT)
    words["stroke"] = finding(STROKE)
    words["chest_pain"] = finding(frozenset({"chest pain"}))
    words["breathless"] = finding(frozenset({"breathlessness", "palpitations", "dizziness"}))
    words["peripheral"] = finding(PERIPHERAL)
    words["neuro"] = finding(NEURO) | only_open(NEURO_OPEN) | mri
    # "a nerve sign" (D 16, 46): whether the mind's signs are meant is open.
    words["nerve_sign"] = finding(NEURO - MIND - MIND_URGENT - RAPID) | only_open(NEURO) | mri
    words["symptom_of_child"] = finding(shown - STROKE) if shown - STROKE else absent
    words["glossitis"] = finding(frozenset({"glossitis", "sore tongue"}))
    words["weight_loss"] = finding(frozenset({"weight loss", "difficulty swallowing"}))
    words["soft_weakness"] = only_open(
        frozenset({"leg weakness", "hyperreflexia", "blurred vision"})
    )
    words["position_or_romberg"] = only_open(frozenset({"loss of position sense", "Romberg sign"}))
    words["any_finding"] = YES if shown else absent
    words["common"] = finding(COMMON)
    words["findings_unknown"] = yes_if(symptoms is None and signs is None)
    words["imaged"] = mri
    words["sex_known"] = yes_if(person.sex is not None)
    words["findings_known"] = yes_if(symptoms is not None and signs is not None)


def _history(person: Person, words: dict[str, Truth]) -> None:
    diet, conditions, procedures = person.diet, person.conditions, person.procedures
    medicines = None if person.medicines is None else frozenset(person.medicines)
    words["vegan"] = has(diet, "vegan")
    words["vegetarian"] = has(diet, "vegetarian")
    words["pa_known"] = has(conditions, "pernicious anaemia")
    for word, name in MALABSORPTION_OTHER.items():
        words[word] = has(conditions, name)
    words["leber"] = has(conditions or frozenset(), "Leber hereditary optic neuropathy")
    words["family_pa"] = has(person.family_history or frozenset(), "pernicious anaemia")
    words["family_leber"] = has(
        person.family_history or frozenset(), "Leber hereditary optic neuropathy"
    )
    words["polycythaemia"] = has(conditions, "polycythaemia vera")
    words["liver"] = has(conditions, "liver disease")
    words["heart"] = has(conditions, *HEART)
    words["heart_failing"] = has(conditions, "heart failure", "angina")
    words["kidney"] = has(conditions, "chronic kidney disease")
    words["thyroid"] = has(conditions, "hypothyroidism")
    words["b12_deficiency_known"] = has(conditions, "vitamin B12 deficiency")
    words["metabolic"] = has(conditions, *METABOLIC)
    words["transcobalamin"] = has(conditions, "transcobalamin deficiency")
    words["atrophic"] = has(conditions, "atrophic gastritis", "Helicobacter pylori infection")
    words["gastrectomy_total"] = has(procedures, "total gastrectomy")
    words["gastrectomy_partial"] = has(procedures, "partial gastrectomy")
    words["bypass"] = has(procedures, *BYPASS)
    words["bariatric"] = has(procedures, *BARIATRIC)
    words["ileum_long"] = has(procedures, "ileal resection 30 cm")
    words["ileum_short"] = has(procedures, "ileal resection 10 cm")
    words["metformin"] = has(medicines, "metformin")
    words["metformin_unless_short"] = months(person, frozenset({"metformin"}), 5, 4)
    words["metformin_long"] = months(person, frozenset({"metformin"}), 48, 4)
    words["acid"] = has(medicines, *ACID)
    words["acid_alert"] = months(person, ACID, 24, 12)
    words["acid_long"] = months(person, ACID, 24, 12)
    words["medicine_unknown_duration"] = yes_if(
        any(taken is None for taken in (person.medicines or {}).values())
    )
    words["other_medicine"] = has(medicines, *OTHER_MEDICINE)
    words["diuretic"] = has(medicines, *DIURETICS)
    words["pill"] = has(medicines, "combined oral contraceptive")
    words["chloramphenicol"] = has(medicines, "chloramphenicol")
    words["folic_acid"] = has(medicines, "folic acid")
    words["zinc"] = has(medicines, "zinc")
    words["supplement"] = has(medicines, "vitamin B12 supplement")
    words["n2o"] = has(person.exposures, "recreational nitrous oxide")
    words["n2o_medical"] = has(person.exposures, "nitrous oxide anaesthesia")
    words["alcohol"] = has(person.exposures, "heavy alcohol use")
    # D 11: an allergy or Leber's disease that is not known never holds a plan back.
    words["allergy_cobalamin"] = has(person.allergies or frozenset(), *COBALAMINS)
    # labs.yaml r7: "already on B12 by any route". Whether a supplement without a dose is one: open.
    words["treated"] = has(person.treatment, "im", "oral") | (OPEN & words["supplement"])
    words["treated_im"] = has(person.treatment, "im")
    words["treatment_stated"] = yes_if(
        person.treatment is not None and not person.treatment.isdisjoint({"im", "oral"})
    )
    words["refuses"] = yes_if(person.treatment is not None and "refused" in person.treatment)
    words["operations_or_conditions_unknown"] = yes_if(conditions is None or procedures is None)
    words["diet_unknown"] = yes_if(diet is None)
    words["history_but_diet_known"] = yes_if(
        None not in (conditions, procedures, person.medicines, person.exposures)
    )
    words["history_known"] = yes_if(
        None not in (diet, conditions, procedures, person.medicines, person.exposures)
    )
