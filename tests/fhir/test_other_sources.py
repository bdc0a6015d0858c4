"""What public records of other sources say, by the meaning that their own terminology gives it.

The displays are those of Synthea's modules, SYNDERAI, AU Core, QI-Core and others; where a thing is
only a word inside another thing, the person does not have it.
"""

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
