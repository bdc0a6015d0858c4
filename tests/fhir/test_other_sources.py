"""What public records of other sources say, by the meaning that their own terminology gives it.

The displays are those of Synthea's modules, SYNDERAI, AU Core, QI-Core and others; where a thing is
only a word inside another thing, the person does not have it.
"""

from decimal import Decimal

import pytest

SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
NEGATIVE = {"coding": [{"system": SNOMED, "code": "260385009", "display": "Negative"}]}
POSITIVE = {"coding": [{"system": SNOMED, "code": "10828004", "display": "Positive"}]}


def coded(display, *, system=SNOMED, code="1"):
    return {"coding": [{"system": system, "code": code, "display": display}]}


def observed(display, value, **more):
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": coded(display, system=LOINC),
        "effectiveDateTime": "2026-11-01T10:00:00Z",
        **({"valueCodeableConcept": value} if isinstance(value, dict) else {"valueBoolean": value}),
        **more,
    }


def named(reading):
    return {
        (one.concept, one.present) for one in reading.person.statements if one.subject == "self"
    }


def outcomes(reading):
    return [entry.outcome for entry in reading.ledger[1:]]


# --- Observations that no rule asks for ---------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Type of Body temperature device", "Capillary patient thermometer, mercury"),
        ("Body position with respect to gravity", "Orthostatic body position"),
        ("Emergency severity index [ESI]", "High risk or confused/lethargic/disoriented"),
        ("Medical equipment used", "Self-propelled wheelchair (physical object)"),
        ("Adolescent depression screening assessment", "Depression screening positive (finding)"),
    ],
)
def test_a_word_inside_an_answer_is_not_what_the_person_has(read, question, answer):
    reading = read(observed(question, coded(answer)))

    assert named(reading) == set()
    assert outcomes(reading) == ["not_relevant"]


@pytest.mark.parametrize(
    "answer", ["Improving (qualifier value)", "Worsening", "Patient's condition improved (finding)"]
)
def test_how_a_tumour_responds_is_not_how_vitamin_b12_does(read, answer):
    assert named(read(observed("Response to cancer treatment", coded(answer)))) == set()


def test_a_finding_that_answers_a_question_is_what_the_person_has(read):
    dyspnoea = read(observed("Symptom", coded("Dyspnea (finding)", code="267036007")))

    assert named(dyspnoea) == {("dyspnoea", True)}


@pytest.mark.parametrize("said", ["Nil", "None", "none known"])
def test_nothing_in_a_sample_is_no_answer_to_what_is_eaten(read, said):
    reading = read(observed("Epithelial cells [#/volume] in Urine", {"text": said}))

    assert reading.person.asked == frozenset()
    assert outcomes(reading) == ["not_relevant"]


@pytest.mark.parametrize("value", [NEGATIVE, POSITIVE])
@pytest.mark.parametrize(
    "test",
    [
        "Influenza virus A RNA [Presence] in Respiratory system specimen by NAA",
        "Drugs of abuse 5 panel - Urine by Screen method",
        "Blood group antibody screen [Presence] in Serum or Plasma",
        "Second hand smoke exposure CPHS",
    ],
)
def test_a_test_is_neither_the_thing_nor_its_absence(read, test, value):
    assert named(read(observed(test, value))) == set()


def test_a_food_whose_allergen_is_tested_is_nothing_of_the_person(read):
    oyster = coded("Vibrio parahaemolyticus DNA", system=LOINC) | {"text": "OYSTER TESTING"}

    assert named(read(observed("", POSITIVE, code=oyster))) == set()


def test_a_ratio_that_is_there_is_no_blood_product(read):
    assert named(read(observed("Albumin/Creatinine [Mass Ratio] in 24 hour Urine", True))) == set()


def test_a_symptom_that_is_named_by_itself_is_asked_for(read):
    absent = coded("Absent (qualifier value)", code="2667000")

    assert named(read(observed("Vomiting [Minimum Data Set]", absent))) == {
        ("nausea_vomiting", False)
    }


# --- Words that are spelt as they are meant -----------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("Condition", "Brain stem contusion (disorder)"),
        ("Condition", "Placenta accreta (disorder)"),
        ("Procedure", "Referral to substance use disorder treatment program (procedure)"),
        ("Procedure", "Excision of intestinal structure (procedure)"),
    ],
)
def test_words_of_a_terminology_hold_no_typing_error(read, kind, words):
    found = {concept for concept, _ in named(read({"resourceType": kind, "code": coded(words)}))}

    assert found.isdisjoint({"delirium_confusion", "calcium_product", "immunosuppressant"})
    assert not any("stricture" in concept for concept in found)


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("Legal aid (finding)", set()),
        ("First aid training (procedure)", {("aid_used", True)}),
        ("AIDS (disorder)", {("hiv", True)}),
        ("Oedème maculaire et rétinopathie (trouble)", set()),
        ("Diabetes mellitus als Folge einer Pankreatitis", {("diabetes", True)}),
        ("ALS (disorder)", {("neurodegenerative", True)}),
        ("Pot belly (finding)", set()),
        ("POTS (disorder)", {("orthostatic_hypotension", True)}),
    ],
)
def test_a_short_name_is_one_only_where_it_is_written_so(read, words, there):
    assert named(read({"resourceType": "Condition", "code": coded(words)})) == there


# --- Conditions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("Pernicious anemia due to absent intrinsic factor", ("pernicious_anaemia", True)),
        (
            "Severe combined immunodeficiency due to absent T cell maturation (disorder)",
            ("immunodeficiency", True),
        ),
        ("Peripheral neuropathy with absent pulses", ("peripheral_neuropathy", True)),
        ("Peripheral neuropathy absent", ("peripheral_neuropathy", False)),
        ("Disorder of kidney due to diabetes mellitus (disorder)", ("renal_disease", True)),
        ("Disorder of kidney due to diabetes mellitus (disorder)", ("diabetes", True)),
    ],
)
def test_what_is_absent_in_a_disease_is_not_the_disease(read, words, there):
    assert there in named(read({"resourceType": "Condition", "code": coded(words)}))


@pytest.mark.parametrize(
    ("words", "never"),
    [
        ("End stage renal failure untreated by renal replacement therapy (disorder)", "dialysis"),
        ("Anaphylaxis due to Hepatitis B vaccine (disorder)", "liver_disease"),
        ("Immunity to hepatitis A by positive serology (finding)", "liver_disease"),
        ("Fall on or from stairs or steps (event)", "balance_loss"),
        ("Acute infarction of papillary muscle (disorder)", "imaging_stroke"),
    ],
)
def test_a_word_inside_a_condition_is_not_the_condition(read, words, never):
    assert (never, True) not in named(read({"resourceType": "Condition", "code": coded(words)}))


def test_an_intolerance_that_is_no_allergy_by_its_kind_is_one_still(read):
    words = "Non-allergic hypersensitivity to cyanocobalamin (finding)"
    found = read({"resourceType": "Condition", "code": coded(words)}).person.statements

    assert [(one.concept, one.present, one.allergy) for one in found] == [
        ("cyanocobalamin", True, True)
    ]


# --- Procedures ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Referral to bariatric surgery service (procedure)",
        "Bariatric surgery education (procedure)",
        "Gastrectomy education",
        "Referral to cardiac surgery service (procedure)",
        "Pre-surgery testing (procedure)",
        "Admission to trauma surgery department",
        "Kidney transplant assessment",
        "Hepatitis B vaccine (HepB), dialysis or immunosuppressed patient dosage, 3 dose schedule",
    ],
)
@pytest.mark.parametrize("system", [SNOMED, None])
def test_what_is_said_or_arranged_about_an_operation_is_none(read, words, system):
    code = coded(words, system=system) if system else {"text": words}
    reading = read({"resourceType": "Procedure", "status": "completed", "code": code})

    assert named(reading) == set()
    assert outcomes(reading) == ["not_relevant" if system else "not_understood"]


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("Hemigastrectomy by abdominal approach (procedure)", "gastrectomy_partial"),
        ("Follow-up of gastrectomy", "gastrectomy"),
    ],
)
def test_an_operation_that_was_done_is_one(read, words, there):
    reading = read({"resourceType": "Procedure", "status": "completed", "code": coded(words)})

    assert named(reading) == {(there, True)}


# --- Medicines ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("losartan potassium 50 MG Oral Tablet [Cozaar]", {"arb"}),
        ("Atorvastatin (as atorvastatin calcium) 20 mg oral tablet", {"statin"}),
        ("rosuvastatin calcium 10 MG Oral Tablet", {"statin"}),
        ("salbutamol 0.1 MG/ACTUAT Inhalant Solution", {"beta_agonist"}),
        ("potassium chloride 20 MEQ Extended Release Oral Tablet", {"potassium_chloride_sr"}),
        ("Potassium chloride ER 20 mEq", {"potassium_chloride_sr"}),
        ("potassium chloride 2 MEQ/ML Injectable Solution", {"potassium_supplement"}),
        ("metformin 500 MG / potassium chloride", {"metformin", "potassium_supplement"}),
    ],
)
def test_the_salt_of_a_medicine_is_not_another(read, words, there):
    request = {"resourceType": "MedicationRequest", "status": "active", "intent": "order"}
    found = read({**request, "medicationCodeableConcept": coded(words)})

    assert {concept for concept, _ in named(found)} == there


def test_a_medicine_of_extended_release_is_not_one_for_long(read):
    words = "24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet"
    request = {"resourceType": "MedicationRequest", "status": "active", "intent": "order"}
    (found,) = read({**request, "medicationCodeableConcept": coded(words)}).person.statements

    assert (found.concept, found.qualifiers) == ("metformin", frozenset())


# --- Results ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "code", "result"),
    [
        ("Positive (qualifier value)", "10828004", "positive"),
        ("Negative (qualifier value)", "260385009", "negative"),
        ("Negatief", "260385009", "negative"),
        ("nicht nachgewiesen", "260415000", "negative"),
        ("Aangetoond", "260373001", "positive"),
    ],
)
def test_an_answer_in_any_language_is_what_its_code_says(read, said, code, result):
    antibody = coded("Intrinsic factor blocking Ab", system=LOINC, code="31444-3")

    (found,) = read(observed("", coded(said, code=code), code=antibody)).person.results

    assert (found.analyte, found.interpretation) == ("if_antibody", result)


def test_an_answer_whose_words_say_the_opposite_of_its_code_is_refused(read):
    antibody = coded("Intrinsic factor blocking Ab", system=LOINC, code="31444-3")
    reading = read(observed("", coded("Negative", code="10828004"), code=antibody))

    assert outcomes(reading) == ["refused"]
    assert reading.person.results == ()


@pytest.mark.parametrize("unit", ["[lb_av]", "lb", "lbs"])
def test_a_weight_in_pounds_is_read_by_the_definition_of_the_pound(read, unit):
    weight = {
        "resourceType": "Observation",
        "status": "final",
        "code": coded("Body weight", system=LOINC, code="29463-7"),
        "effectiveDateTime": "2026-11-01",
        "valueQuantity": {"value": 150, "unit": unit, "code": unit},
    }

    assert read(weight).person.weight_kg == Decimal("68.0388555")


# --- Records of other countries -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("190634004", "Vitamin-B12-Mangel"),
        ("190634004", "Carence en vitamine B12"),
        ("190634004", "déficit de vitamina B12 (trastorno)"),
        ("190634004", "vitamine B12-deficiëntie"),
        ("999", "Niedobór witaminy B12"),
    ],
)
def test_a_lack_of_vitamin_b12_is_no_vitamin_b12_that_is_taken(read, code, words):
    reading = read({"resourceType": "Condition", "code": coded(words, code=code)})

    assert named(reading) == ({("b12_deficiency", True)} if code == "190634004" else set())
    assert not reading.warnings


@pytest.mark.parametrize("words", ["Vitamin B12 measurement (procedure)", "Vitamin B12 level"])
def test_a_measurement_of_vitamin_b12_gives_none(read, words):
    procedure = {"resourceType": "Procedure", "status": "completed", "code": coded(words)}

    assert named(read(procedure)) == set()


@pytest.mark.parametrize(
    "words", ["Administration of vitamin B12", "Injection of vitamin B12 (procedure)"]
)
def test_an_injection_that_was_done_gives_it(read, words):
    procedure = {"resourceType": "Procedure", "status": "completed", "code": coded(words)}
    (found,) = read({**procedure, "performedDateTime": "2026-10-01"}).person.statements

    assert found.concept in ("b12_unspecified", "b12_injection")
    assert found.status == "past"


@pytest.mark.parametrize(
    ("words", "present", "possible"),
    [
        ("Kein Diabetes mellitus", False, False),
        ("Diabetes ausgeschlossen", False, False),
        ("Geen diabetes", False, False),
        ("Sans diabète", False, False),
        ("Verdacht auf Hashimoto-Thyreoiditis", True, True),
        ("Suspicion of Hashimoto thyroiditis", True, True),
        ("Suspected malignancy (situation)", True, True),
        ("Suspected cancer", True, True),
        ("Provisional diagnosis: coeliac disease", True, True),
        ("Mistanke om cøliaki", True, True),
        ("Misstänkt celiaki", True, True),
    ],
)
def test_what_is_denied_or_suspected_in_another_language_is_so(read, words, present, possible):
    (found,) = read({"resourceType": "Condition", "code": coded(words)}).person.statements

    assert (found.present, "possible" in found.qualifiers) == (present, possible)


@pytest.mark.parametrize(
    ("code", "display", "concept"),
    [
        ("714628002", "Prediabetes (finding)", "prediabetes"),
        ("9414007", "Impaired glucose tolerance (disorder)", "prediabetes"),
        ("390951007", "Impaired fasting glycaemia (disorder)", "prediabetes"),
        ("11687002", "Gestational diabetes mellitus (disorder)", "gestational_diabetes"),
    ],
)
def test_raised_glucose_that_is_no_lasting_diabetes_is_none(read, code, display, concept):
    condition = {"resourceType": "Condition", "code": coded(display, code=code)}

    assert named(read(condition)) == {(concept, True)}


@pytest.mark.parametrize(
    "words", ["Diabetes mellitus in der Familienanamnese", "Familienanamnese für Diabetes"]
)
def test_a_family_history_in_german_is_a_relatives(read, words):
    (found,) = read({"resourceType": "Condition", "code": coded(words)}).person.statements

    assert (found.concept, found.subject) == ("diabetes", "relative")


@pytest.mark.parametrize(
    ("beside", "outcome"),
    [
        ({"system": SNOMED, "code": "410605003"}, "used"),
        ({"system": "http://local", "code": "sure"}, "used"),
        ({"system": SNOMED, "code": "410516002"}, "refused"),
        ({"system": "http://terminology.hl7.org/x", "code": "sure"}, "refused"),
        ({"code": "sure"}, "refused"),
    ],
)
def test_a_profile_may_say_in_its_own_codes_that_a_diagnosis_is_verified(read, beside, outcome):
    verified = {
        "system": "http://terminology.hl7.org/CodeSystem/condition-ver-status",
        "code": "confirmed",
    }
    pregnancy = {
        "resourceType": "Condition",
        "code": coded("zwangerschap", code="77386006"),
        "verificationStatus": {"coding": [verified, beside]},
    }

    assert outcomes(read(pregnancy)) == [outcome]


@pytest.mark.parametrize(
    ("specimen", "outcome"),
    [
        ("Serumprobe", "used"),
        ("EDTA-Blut", "used"),
        ("Urinprobe", "not_relevant"),
        ("Sammelurin", "not_relevant"),
        ("orina", "not_relevant"),
        ("Other Body Fluid", "not_relevant"),
        ("Bone Marrow", "not_relevant"),
        ("Joint Fluid", "not_relevant"),
    ],
)
def test_only_what_was_measured_in_blood_counts(read, specimen, outcome):
    creatinine = observed(
        "",
        True,
        code=coded("Creatinine", system="http://mimic.mit.edu/fhir/labitems"),
        valueQuantity={"value": 1, "unit": "mg/dL"},
        specimen={"reference": "#s"},
        contained=[{"resourceType": "Specimen", "id": "s", "type": {"text": specimen}}],
    )
    del creatinine["valueBoolean"]

    assert outcomes(read(creatinine))[:1] == [outcome]


@pytest.mark.parametrize(
    ("words", "unit", "analyte"),
    [
        ("Estimated GFR (MDRD equation)", "mL/min/1.73m2", "egfr"),
        ("B-Hæmoglobin", "mmol/L", "haemoglobin"),
        ("P-Kobalaminer", "pmol/L", "total_b12"),
        ("Kreatinin i.S.", "umol/L", "creatinine"),
    ],
)
def test_results_are_known_by_the_names_of_a_laboratory(read, words, unit, analyte):
    of_value = {"egfr": 60, "haemoglobin": 8, "total_b12": 200, "creatinine": 80}
    result = observed("", True, code={"text": words})
    result["valueQuantity"] = {"value": of_value[analyte], "unit": unit}
    del result["valueBoolean"]

    (found,) = read(result).person.results
    assert found.analyte == analyte


def test_the_stage_of_a_tumour_is_no_disease_of_its_own(read):
    stage = coded("INRG Stage MS", system="http://ncithesaurus-stage.nci.nih.gov", code="C133426")
    code = coded("Risk Group Staging System", system="http://ncithesaurus.nci.nih.gov")

    assert named(read(observed("", stage, code=code))) == set()


@pytest.mark.parametrize(
    ("question", "answer", "there"),
    [
        ("Diagnosis", coded("Vitamin-B12-Mangel", code="190634004"), {("b12_deficiency", True)}),
        ("Diagnosis", coded("Pernicious anemia (disorder)"), {("pernicious_anaemia", True)}),
        (
            "Nutrition status",
            coded("Anorexia nervosa, restricting type (disorder)"),
            {("eating_disorder", True)},
        ),
        ("History of family member diseases", coded("Pernicious anemia (disorder)"), set()),
        (
            "Protein in Urine by Test strip",
            coded("Urine protein test = ++ (finding)"),
            {("proteinuria", True)},
        ),
    ],
)
def test_a_disorder_that_answers_is_the_persons_unless_a_relative_is_asked_for(
    read, question, answer, there
):
    assert named(read(observed(question, answer))) == there


# --- Names of SNOMED CT that hold the name of another thing --------------------------------------


@pytest.mark.parametrize(
    ("kind", "words", "there"),
    [
        ("Procedure", "Revision of bypass for one coronary artery (procedure)", "heart_operation"),
        ("Procedure", "Roux-en-Y hepaticojejunostomy (procedure)", "biliary_bypass"),
        ("Procedure", "Roux-en-Y drainage of pancreatic cyst (procedure)", "biliary_bypass"),
        ("Procedure", "Bypass of stomach with short limb Roux-en-Y (procedure)", "bariatric_rygb"),
        ("Procedure", "Sleeve resection of stomach (procedure)", "bariatric_sleeve"),
        (
            "Condition",
            "Acute myeloid leukemia in remission (disorder)",
            "haematological_malignancy",
        ),
        ("Condition", "Plasma cell leukemia in relapse (disorder)", "haematological_malignancy"),
        ("Condition", "Asymptomatic coronary heart disease (disorder)", "heart_disease"),
        ("Condition", "Bullous emphysema with collapse of lung (disorder)", "lung_disease"),
        ("Condition", "Fall due to wet surface (event)", "accidental_fall"),
        ("Condition", "Unexplained falls (finding)", "balance_loss"),
        (
            "Condition",
            "Dissociative neurological symptom disorder (disorder)",
            "functional_disorder",
        ),
        ("Condition", "Hemolytic streptococcal pneumonia (disorder)", "infection"),
        ("Condition", "Instability-high solid malignant tumor (disorder)", "solid_cancer"),
    ],
)
def test_a_name_is_of_one_thing_and_of_no_other_whose_word_it_holds(read, kind, words, there):
    assert named(read({"resourceType": kind, "code": coded(words)})) == {(there, True)}


def test_a_sleeve_of_a_bronchus_is_no_operation_on_the_stomach(read):
    words = "Bronchial sleeve resection with pulmonary resection (procedure)"
    found = read({"resourceType": "Procedure", "code": coded(words)}).person.statements

    assert {one.concept for one in found} == {"recent_anaesthesia"}


@pytest.mark.parametrize("disorder", ["Conduct disorder", "Hodgkin's disease"])
def test_a_disorder_in_remission_of_which_nothing_is_known_says_nothing(read, disorder):
    words = f"{disorder} in remission (disorder)"

    assert named(read({"resourceType": "Condition", "code": coded(words)})) == set()


# --- What is measured in something else than blood -----------------------------------------------


@pytest.mark.parametrize(
    ("words", "unit", "specimen", "analyte"),
    [
        ("Urine MMA", "mmol/mol creatinine", "Urine", "urine_methylmalonic_acid"),
        ("Urine MMA", "mmol/mol creatinine", None, "urine_methylmalonic_acid"),
        ("Methylmalonic acid", "mmol/mol creatinine", "Urine", "urine_methylmalonic_acid"),
        ("Urine MMA", "mmol/mol creatinine", "Serum", None),
        ("CSF B12", "pg/mL", "Cerebrospinal fluid", "csf_b12"),
        ("Vitamin B12", "pg/mL", "Urine", None),
        ("Vitamin B12", "pg/mL", "Serum", "total_b12"),
        ("Methylmalonic acid", "nmol/L", "Urine", None),
    ],
)
def test_a_result_is_of_the_sample_that_its_test_is_of(read, words, unit, specimen, analyte):
    result = observed("", True, code={"text": words}, valueQuantity={"value": 150, "unit": unit})
    del result["valueBoolean"]
    if specimen:
        result["contained"] = [{"resourceType": "Specimen", "id": "s", "type": {"text": specimen}}]
        result["specimen"] = {"reference": "#s"}

    found = [one.analyte for one in read(result).person.results]

    assert found == ([analyte] if analyte else [])


def test_protein_in_urine_is_measured_in_urine(read):
    result = observed(
        "",
        True,
        code=coded("Protein [Mass/volume] in Urine by Test strip", system=LOINC, code="5804-0"),
        valueQuantity={"value": 165.5, "unit": "mg/dL", "code": "mg/dL"},
        contained=[{"resourceType": "Specimen", "id": "s", "type": {"text": "Urine specimen"}}],
        specimen={"reference": "#s"},
    )
    del result["valueBoolean"]

    assert [one.analyte for one in read(result).person.results] == ["urine_protein"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Twin pregnancy - delivered (disorder)", "past"),
        ("Hypertension in pregnancy - not delivered (disorder)", "current"),
        ("Anemia during pregnancy - baby not yet delivered (disorder)", "current"),
    ],
)
def test_a_pregnancy_that_was_delivered_is_over(read, words, status):
    found = read({"resourceType": "Condition", "code": coded(words)}).person.statements

    assert [one.status for one in found if one.concept == "pregnancy"] == [status]


# --- Codes beside the words of their own terminologies -------------------------------------------

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"


@pytest.mark.parametrize(
    ("kind", "system", "code", "words", "there"),
    [
        ("Condition", SNOMED, "89362005", "Weight loss (finding)", {"weight_loss"}),
        ("Procedure", SNOMED, "287816003", "Radical gastrectomy (procedure)", {"gastrectomy"}),
        ("Condition", ICD10CM, "E05.00", "Thyrotoxicosis with diffuse goiter", {"graves"}),
        (
            "Condition",
            ICD10CM,
            "E11.22",
            "Type 2 diabetes mellitus with diabetic chronic kidney disease",
            {"type2_diabetes", "renal_disease"},
        ),
        (
            "Condition",
            ICD10CM,
            "O99.842",
            "Bariatric surgery status complicating pregnancy, second trimester",
            {"pregnancy", "bariatric"},
        ),
        (
            "Condition",
            ICD10CM,
            "O26.50",
            "Maternal hypotension syndrome, unspecified trimester",
            {"pregnancy"},
        ),
        (
            "Condition",
            ICD10CM,
            "O31.12X0",
            "Continuing pregnancy after spontaneous abortion of one fetus or more",
            {"pregnancy"},
        ),
        (
            "Condition",
            ICD10CM,
            "O09.12",
            "Supervision of pregnancy with history of ectopic pregnancy, second trimester",
            {"pregnancy"},
        ),
    ],
)
def test_a_code_stands_beside_the_words_of_its_terminology(read, kind, system, code, words, there):
    reading = read({"resourceType": kind, "code": coded(words, system=system, code=code)})

    assert {concept for concept, present in named(reading) if present} == there


@pytest.mark.parametrize("other", ["sitagliptin", "alogliptin", "pioglitazone", "saxagliptin"])
def test_metformin_in_a_combination_is_found_by_its_code(read, other):
    codes = {
        "sitagliptin": "729717",
        "alogliptin": "1368384",
        "pioglitazone": "607999",
        "saxagliptin": "1043562",
    }
    words = " / ".join(sorted(("metformin", other)))
    request = {"resourceType": "MedicationRequest", "status": "active", "intent": "order"}
    code = coded(words, system=RXNORM, code=codes[other])

    found = read({**request, "medicationCodeableConcept": code})

    assert named(found) == {(f"{other}_metformin", True)}


def test_the_anaemia_of_a_fetus_is_not_the_mothers(read):
    words = "Fetal anemia and thrombocytopenia, unspecified trimester, fetus 2"
    code = coded(words, system=ICD10CM, code="O36.8292")
    found = {concept for concept, _ in named(read({"resourceType": "Condition", "code": code}))}

    assert "pregnancy" in found
    assert found.isdisjoint({"anaemia", "bicytopenia", "thrombocytopenia"})
