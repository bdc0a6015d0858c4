"""What records of other countries say: their negations, their names of tests, their specimens.

The displays are those of examples of NHS England, of Danish, Belgian and Taiwanese records, and of
the guideline of the WHO for antenatal care; the meaning is that of the words themselves.
"""

from decimal import Decimal

import pytest

SNOMED = "http://snomed.info/sct"
NPU = "urn:oid:1.2.208.176.2.1"
V2 = "http://terminology.hl7.org/CodeSystem/v2-0487"
LOINC_B12 = {"coding": [{"system": "http://loinc.org", "code": "2132-9"}]}


def coded(display, *, system=SNOMED, code="1"):
    return {"coding": [{"system": system, "code": code, "display": display}]}


def condition(code):
    return {"resourceType": "Condition", "code": code if isinstance(code, dict) else {"text": code}}


def ordered(code, **more):
    return {
        "resourceType": "MedicationRequest",
        "status": "active",
        "intent": "order",
        "authoredOn": "2026-11-01",
        "medicationCodeableConcept": code if isinstance(code, dict) else {"text": code},
        **more,
    }


def measured(code, value, unit, **more):
    return {
        "resourceType": "Observation",
        "status": "final",
        "effectiveDateTime": "2026-11-01",
        "code": code,
        "valueQuantity": {"value": value, "unit": unit},
        **more,
    }


def stated(reading):
    return {(one.concept, one.present) for one in reading.person.statements}


def results(reading):
    return [(one.analyte, one.value, one.unit) for one in reading.person.results]


# --- Words of other languages -------------------------------------------------------------------


def test_the_danish_word_for_on_is_no_pernicious_anaemia(read):
    reading = read(condition("Tryksår, siddende på venstre lår, ingen infektion"))

    assert stated(reading) == {("infection", False)}
    assert {one.value for one in reading.not_understood} == {
        "Tryksår",
        "siddende på venstre lår",
    }


def test_the_danish_word_for_of_is_no_atrial_fibrillation(read):
    assert stated(read(condition("brud af"))) == set()
    assert stated(read(condition("AF"))) == {("arrhythmia", True)}


@pytest.mark.parametrize("words", ["PA", "pa"])
def test_the_short_name_of_pernicious_anaemia_is_still_understood(read, words):
    assert stated(read(condition(words))) == {("pernicious_anaemia", True)}


@pytest.mark.parametrize(
    "words",
    [
        "ingen diabetes",
        "ikke diabetes",
        "inte diabetes",
        "uden diabetes",
        "utan diabetes",
        "ilman diabetes",
        "sem diabetes",
        "não diabetes",
        "ninguna diabetes",
        "aucun diabetes",
        "nessun diabetes",
        "bez diabetes",
    ],
)
def test_a_fact_that_is_denied_in_another_language_is_absent(read, words):
    assert stated(read(condition(words))) == {("diabetes", False)}


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("anémie pernicieuse", "pernicious_anaemia"),
        ("Anemia perniciosa", "pernicious_anaemia"),
        ("perniziöse Anämie", "pernicious_anaemia"),
        ("perniciøs anæmi", "pernicious_anaemia"),
        ("悪性貧血", "pernicious_anaemia"),
        ("Vitamin-B12-Mangel", "b12_deficiency"),
        ("B12-vitamiinin puutos", "b12_deficiency"),
        ("déficit de vitamina B12", "b12_deficiency"),
        ("Zöliakie", "coeliac"),
        ("celiaki", "coeliac"),
        ("Crohns sygdom", "crohns"),
        ("atrophische Gastritis", "atrophic_gastritis"),
        ("gastrite atrophique", "atrophic_gastritis"),
        ("embarazada", "pregnancy"),
        ("raskaana", "pregnancy"),
    ],
)
def test_what_matters_most_in_other_languages(read, words, concept):
    reading = read(condition(words))

    assert stated(reading) == {(concept, True)}
    assert reading.not_understood == ()


def test_a_number_of_pregnancies_is_no_pregnancy(read):
    assert ("pregnancy", True) not in stated(read(condition("Gravida 3 para 2")))


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("metformiini", "metformin"),
        ("メトホルミン", "metformin"),
        ("omepratsoli", "omeprazole"),
        ("pantoprazolo", "pantoprazole"),
        ("cyanokobalamin", "cyanocobalamin"),
        ("hydroksokobalamin", "hydroxocobalamin"),
    ],
)
def test_medicines_in_other_languages(read, words, concept):
    assert stated(read(ordered(words))) == {(concept, True)}


# --- Medicines ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("Metformin not prescribed", "metformin"),
        ("omeprazole not given", "omeprazole"),
        ("Reason iron and folic acid not prescribed", "iron_folic_acid"),
    ],
)
def test_a_medicine_that_was_not_prescribed_is_not_taken(read, words, concept):
    assert stated(read(ordered(words))) == {(concept, False)}


@pytest.mark.parametrize(
    "product",
    [
        "Neomycin 5 mg/g cutaneous ointment",
        "Neomycin 0.5% cream",
        "Bacitracin 0.4 UNT/MG / Neomycin 0.0035 MG/MG / Polymyxin B 5 UNT/MG Topical Ointment",
        "neomycin sulfate 3.5 MG/ML Ophthalmic Solution",
    ],
)
@pytest.mark.parametrize("code", [coded, lambda words: {"text": words}])
def test_neomycin_on_the_skin_or_in_the_eye_does_not_reach_the_bowel(read, product, code):
    assert stated(read(ordered(code(product)))) == {("neomycin_topical", True)}


@pytest.mark.parametrize(
    ("route", "concept"), [("6064005", "neomycin_topical"), ("26643006", "neomycin")]
)
def test_the_route_says_where_neomycin_is_put(read, route, concept):
    dosage = [{"route": {"coding": [{"system": SNOMED, "code": route}]}}]

    assert stated(read(ordered("Neomycin", dosageInstruction=dosage))) == {(concept, True)}


@pytest.mark.parametrize(
    "product",
    [
        "hydrocortisone 10 MG/ML Topical Cream",
        "Hydrocortisone 1% cream",
        "Betamethasone valerate 0.1% ointment",
        "Beclometasone 0.025% cream",
        "mometasone 50 micrograms/dose nasal spray",
        "fluticasone propionate 0.05 MG/ACTUAT Metered Dose Nasal Spray",
        "dexamethasone 1 MG/ML Ophthalmic Suspension",
    ],
)
@pytest.mark.parametrize("code", [coded, lambda words: {"text": words}])
def test_a_steroid_that_is_put_outside_is_not_taken(read, product, code):
    assert stated(read(ordered(code(product)))) == {("corticosteroid_topical", True)}


@pytest.mark.parametrize(
    ("product", "concept"),
    [
        ("prednisone 5 MG Oral Tablet", "corticosteroid"),
        ("dexamethasone 1 MG/ML Oral drops", "corticosteroid"),
        ("beclometasone 50 micrograms/dose inhaler", "inhaled_steroid"),
    ],
)
def test_a_steroid_that_is_swallowed_or_inhaled_is_so(read, product, concept):
    found = {one for one, _ in stated(read(ordered(coded(product))))}

    assert concept in found
    assert "corticosteroid_topical" not in found


@pytest.mark.parametrize(
    "route",
    [
        {"text": "both eyes"},
        {"coding": [{"system": SNOMED, "code": "54485002", "display": "Ophthalmic route"}]},
        {"coding": [{"system": SNOMED, "code": "46713006"}]},
        {"coding": [{"system": SNOMED, "code": "6064005"}]},
    ],
)
def test_the_route_says_that_a_steroid_is_put_outside(read, route):
    reading = read(ordered("Dexamethasone", dosageInstruction=[{"route": route}]))

    assert stated(reading) == {("corticosteroid_topical", True)}


ATC = "http://www.whocc.no/atc"


@pytest.mark.parametrize(
    ("code", "display", "concept"),
    [
        ("D06AX04", "neomycin", "neomycin_topical"),
        ("S01AA01", "chloramphenicol", "chloramphenicol_topical"),
        ("S01BA04", "prednisolone", "corticosteroid_topical"),
        ("S02BA01", "hydrocortisone", "corticosteroid_topical"),
        ("S03BA01", "dexamethasone", "corticosteroid_topical"),
        ("C05AA01", "hydrocortisone", "corticosteroid_topical"),
        ("R01AD05", "budesonide", "corticosteroid_topical"),
        ("D07AA02", "hydrocortisone", "corticosteroid_topical"),
        ("H02AB06", "prednisolone", "corticosteroid"),
    ],
)
def test_atc_says_in_its_code_where_a_substance_is_put(read, code, display, concept):
    """Codes and names are those of WHO's index of 2026."""
    reading = read(ordered(coded(display, system=ATC, code=code)))

    assert stated(reading) == {(concept, True)}
    assert not reading.warnings


def test_neomycin_tablets_are_taken_by_mouth(read):
    assert stated(read(ordered(coded("Neomycin 500 mg tablets")))) == {("neomycin", True)}


def test_a_brand_of_lansoprazole_of_east_asia(read):
    assert stated(read(ordered("TAKEPRON OD 30MG TABLETS"))) == {("lansoprazole", True)}


# --- Conditions ---------------------------------------------------------------------------------


def test_an_inborn_error_that_is_not_named_is_none_of_cobalamin(read):
    reading = read(condition(coded("Inborn error of metabolism", code="86095007")))

    assert stated(reading) == set()


@pytest.mark.parametrize(
    ("display", "concepts"),
    [
        (
            "Complication of pregnancy, childbirth and/or the puerperium",
            {("pregnancy_or_after", True)},
        ),
        (
            "Anemia complicating pregnancy, childbirth and the puerperium",
            {("anaemia", True), ("pregnancy_or_after", True)},
        ),
        ("Anemia complicating pregnancy", {("anaemia", True), ("pregnancy", True)}),
    ],
)
def test_pregnancy_or_the_time_after_it_is_neither(read, display, concepts):
    assert stated(read(condition(coded(display)))) == concepts


def test_the_smoke_of_others_is_not_the_persons_own(read):
    assert stated(read(condition("Exposure to second-hand smoke"))) == {("passive_smoking", True)}


def test_what_is_not_small_cell_is_still_cancer(read):
    reading = read(condition(coded("Non-small cell lung cancer (disorder)", code="254637007")))

    assert stated(reading) == {("solid_cancer", True)}


# --- Results ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "display", "value", "unit", "result"),
    [
        ("1022431000000105", "Haemoglobin estimation", 108, "g/L", "haemoglobin"),
        ("1107511000000100", "Haemoglobin mass concentration in blood", 108, "g/L", "haemoglobin"),
        ("1022491000000106", "MCV - Mean corpuscular volume", 97, "fL", "mcv"),
        (
            "1491000237105",
            "Erythrocytes MCV (mean corpuscular volume) in blood",
            97,
            "fL",
            "mcv",
        ),
        (
            "1107001000000108",
            "Creatinine substance concentration in serum",
            73,
            "umol/L",
            "creatinine",
        ),
    ],
)
def test_laboratories_of_the_united_kingdom(read, code, display, value, unit, result):
    by_code = read(measured(coded(display, code=code), value, unit))
    by_words = read(measured({"text": display}, value, unit))

    assert results(by_code) == [(result, Decimal(value), unit)]
    if code != "1022431000000105":
        assert results(by_words) == [(result, Decimal(value), unit)]


def test_the_rate_of_filtration_by_its_code(read):
    display = "eGFR (estimated glomerular filtration rate) using CKD-Epi formula"
    value = {
        "value": 100,
        "unit": "mL/min/1.73m2",
        "system": "http://unitsofmeasure.org",
        "code": "mL/min/((173/100).m2)",
    }
    code = coded(display, code="857971000000104")
    reading = read(measured(code, 0, "", valueQuantity=value))

    assert results(reading) == [("egfr", Decimal(100), "mL/min/{1.73_m2}")]


@pytest.mark.parametrize(
    ("display", "value", "unit", "result"),
    [
        ("P—Cobalamin; stofk. = ? pmol/L", "150", "pmol/L", "total_b12"),
        ("P-Ferritin; massek. = ? µg/L", "15", "ug/L", "ferritin"),
        ("B—Hæmoglobin(Fe); stofk. = ? mmol/L", "7.8", "mmol/L", "haemoglobin"),
        ("P—Creatininium; subst.c. = ? µmol/L", "70", "umol/L", "creatinine"),
        ("P—Potassium ion; subst.c. = ? mmol/L", "3.0", "mmol/L", "potassium"),
    ],
)
def test_properties_as_nordic_laboratories_write_them(read, display, value, unit, result):
    reading = read(measured(coded(display, system=NPU, code="NPU00001"), float(value), unit))

    assert results(reading) == [(result, Decimal(value), unit)]


@pytest.mark.parametrize(
    "display", ["U—Cobalamin; stofk. = ? pmol/L", "B—Folat; stofk. = ? nmol/L"]
)
def test_another_sample_is_another_test(read, display):
    reading = read(measured(coded(display, system=NPU, code="NPU00001"), 150, "pmol/L"))

    assert results(reading) == []


@pytest.mark.parametrize(
    ("test", "unit", "result", "ucum"),
    [
        ("MCH", "pg/{cell}", "mch", "pg"),
        ("MCHC", "g/dL{RBC}", "mchc", "g/dL"),
        ("Platelets", "1000/uL", "platelets", "10*3/uL"),
        ("White cell count", "1000/uL", "white_cells", "10*3/uL"),
    ],
)
def test_units_with_a_remark_or_a_thousand_written_out(read, test, unit, result, ucum):
    assert results(read(measured({"text": test}, 31, unit))) == [(result, Decimal(31), ucum)]


@pytest.mark.parametrize(("system", "code"), [(SNOMED, "122575003"), (V2, "UR")])
def test_a_specimen_that_has_only_a_code_is_what_its_code_says(read, system, code):
    kind = {"coding": [{"system": system, "code": code}]}
    inside = [{"resourceType": "Specimen", "id": "s", "type": kind}]
    of = {"contained": inside, "specimen": {"reference": "#s"}}

    glucose = read(measured({"text": "Glucose"}, 5, "mmol/L", **of))
    b12 = read(measured(LOINC_B12, 300, "pg/mL", **of))

    assert results(glucose) == results(b12) == []
    assert glucose.ledger[1].outcome == "not_relevant"
    assert b12.ledger[1].outcome == "refused"


@pytest.mark.parametrize(("system", "code"), [(SNOMED, "119364003"), (V2, "SER")])
def test_a_specimen_of_blood_that_has_only_a_code(read, system, code):
    kind = {"coding": [{"system": system, "code": code}]}
    inside = [{"resourceType": "Specimen", "id": "s", "type": kind}]
    of = {"contained": inside, "specimen": {"reference": "#s"}}

    reading = read(measured(LOINC_B12, 300, "pg/mL", **of))

    assert results(reading) == [("total_b12", Decimal(300), "pg/mL")]


@pytest.mark.parametrize(
    ("code", "display"),
    [
        ("20563-3", "Carboxyhemoglobin/Hemoglobin.total in Blood"),
        ("2614-6", "Methemoglobin/Hemoglobin.total in Blood"),
    ],
)
def test_a_part_of_haemoglobin_is_not_haemoglobin_whatever_it_is_called(read, code, display):
    """A Belgian example calls the first "Hemoglobin" and gives 14.1 g/dl."""
    named = coded(display, system="http://loinc.org", code=code) | {"text": "Hemoglobin"}
    reading = read(measured(named, 14.1, "g/dL"))

    assert results(reading) == []
    assert reading.ledger[1].outcome == "not_understood"


@pytest.mark.parametrize(
    ("display", "words", "value", "unit"),
    [
        ("Hemoglobin [Mass/volume] in Arterial blood", "Hemoglobin", 14.1, "g/dL"),
        ("Hemoglobin A1c/Hemoglobin.total in Blood by IFCC protocol", "HbA1c", 41, "mmol/mol"),
    ],
)
def test_a_test_by_a_code_that_is_not_known_is_read_by_its_display(
    read, display, words, value, unit
):
    named = coded(display, system="http://loinc.org", code="1-8") | {"text": words}

    assert len(results(read(measured(named, value, unit)))) == 1
