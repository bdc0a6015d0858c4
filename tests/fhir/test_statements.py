"""Condition, Procedure, AllergyIntolerance and the rest that states things of the person."""

import json
from datetime import date

import pytest

from corrin import person_file
from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.knowledge.load import knowledge
from corrin.reading import ledger

SNOMED = "http://snomed.info/sct"
COELIAC = {"coding": [{"system": SNOMED, "code": "396331005"}]}
GASTRECTOMY = {"coding": [{"system": SNOMED, "code": "26452005"}]}
CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category"
VERIFIED = "http://terminology.hl7.org/CodeSystem/condition-ver-status"


def condition(**more):
    return {"resourceType": "Condition", "code": COELIAC, **more}


def status(code):
    return {"coding": [{"code": code}]}


def only(reading):
    assert len(reading.person.statements) == 1, (reading.refused, reading.not_understood)
    return reading.person.statements[0]


# --- Condition ----------------------------------------------------------------------------------


def test_a_condition_is_stated_by_its_code(read):
    found = only(read(condition(onsetDateTime="2019")))

    assert (found.concept, found.status, found.present) == ("coeliac", "current", True)
    assert found.source == "Bundle.entry[1].resource"


def test_a_year_is_no_longer_than_was_said(read):
    assert only(read(condition(onsetDateTime="2019"))).since == date(2019, 12, 31)


def test_an_age_is_counted_from_birth(read):
    onset = {"value": 40, "unit": "years", "system": "http://unitsofmeasure.org", "code": "a"}

    assert only(read(condition(onsetAge=onset))).since == date(2001, 2, 27)


def test_words_for_the_beginning_are_read(read):
    assert only(read(condition(onsetString="3 years ago"))).since == date(2023, 11, 20)


def of_category(code, words, **more):
    category = [{"coding": [{"system": CATEGORY, "code": code}]}] if code else []
    said = {"category": category, "code": {"text": words}, **more}
    return {"resourceType": "Condition", "clinicalStatus": status("active"), **said}


@pytest.mark.parametrize(
    ("category", "listed", "warned"),
    [
        ("problem-list-item", "conditions", False),
        ("encounter-diagnosis", "conditions", True),
        (None, "symptoms", False),
    ],
)
def test_what_has_no_date_is_of_now_in_a_problem_list_and_of_no_known_time_in_a_visit(
    read, category, listed, warned
):
    reading = read(of_category(category, "chest pain"))

    found = only(reading)
    assert (found.listed, found.status, found.since) == (listed, "current", None)
    assert any("does not say when" in warning.why for warning in reading.warnings) is warned


def test_a_dated_diagnosis_of_a_visit_is_of_its_day(read):
    reading = read(of_category("encounter-diagnosis", "chest pain", recordedDate="2026-11-19"))

    assert only(reading).listed == "symptoms"
    assert not reading.warnings


@pytest.mark.parametrize(
    ("start", "listed", "warned"),
    [
        ("2026-11-19T08:15:00+00:00", "symptoms", False),
        ("2019-03-04", "conditions", False),
        ("2027-01-10", "conditions", True),
        (None, "conditions", True),
    ],
)
def test_a_diagnosis_without_a_date_is_of_the_day_of_its_visit(read, start, listed, warned):
    visit = {"resourceType": "Encounter", "id": "v1", "period": {"start": start} if start else {}}
    said = of_category("encounter-diagnosis", "chest pain", encounter={"reference": "Encounter/v1"})
    reading = read(said, visit)

    assert only(reading).listed == listed
    assert any("does not say when" in warning.why for warning in reading.warnings) is warned


def test_a_nerve_sign_of_an_undated_visit_still_counts(read):
    reading = read(of_category("encounter-diagnosis", "paraesthesia of feet"))
    facts = Facts.of(reading.person, reading.on, Guideline.of(knowledge(), "uk"))

    assert facts.value("neuro_involvement") is True


@pytest.mark.parametrize("listed", ["conditions", "notes"])
def test_an_undated_condition_of_a_person_file_is_of_now(listed):
    data = json.dumps({listed: ["coeliac disease"]}).encode()

    found = only(person_file.read(data, knowledge=knowledge(), on=date(2026, 11, 20)))
    assert (found.concept, found.status, found.since) == ("coeliac", "current", None)


@pytest.mark.parametrize("code", ["resolved", "inactive", "remission"])
def test_what_is_not_active_is_past(read, code):
    assert only(read(condition(clinicalStatus=status(code)))).status == "past"


def test_what_has_ended_is_past(read):
    found = only(read(condition(onsetDateTime="2010-01-01", abatementDateTime="2012-05-06")))

    assert (found.status, found.until) == ("past", date(2012, 5, 6))


@pytest.mark.parametrize("code", ["refuted", "entered-in-error"])
def test_what_is_refuted_is_left_aside(outcome, code):
    assert outcome(condition(verificationStatus=status(code))) == (
        "not_relevant",
        ledger.RULED_OUT,
    )


@pytest.mark.parametrize("code", ["unconfirmed", "provisional", "differential"])
def test_what_is_not_confirmed_is_possible(read, code):
    assert "possible" in only(read(condition(verificationStatus=status(code)))).qualifiers


def test_a_condition_is_read_by_its_words_where_no_code_is_known(read):
    assert only(read(condition(code={"text": "Pernicious anaemia"}))).concept == (
        "pernicious_anaemia"
    )


def test_how_severe_it_is_counts(read):
    reading = read(condition(severity={"text": "Severe"}))

    assert only(reading).qualifiers == {"severe"}


def test_a_denial_in_the_words_is_not_overlooked(read):
    reading = read(condition(code={**COELIAC, "text": "No coeliac disease"}))

    assert reading.person.statements == ()
    assert reading.refused[0].value == "No coeliac disease"


def test_a_code_and_words_of_different_things_are_refused(read):
    reading = read(condition(code={**COELIAC, "text": "Pernicious anaemia"}))

    assert reading.person.statements == ()
    assert [(r.field, r.value) for r in reading.refused] == [
        ("Bundle.entry[1].resource.code", "Pernicious anaemia")
    ]


def test_a_coded_condition_that_no_rule_knows_is_of_no_concern(outcome):
    code = {"coding": [{"system": SNOMED, "code": "44465007", "display": "Sprain of ankle"}]}

    assert outcome(condition(code=code)) == ("not_relevant", ledger.NO_RULE)


def test_words_that_are_not_understood_are_reported(read):
    reading = read(condition(code={"text": "Perniziöse Störung unklarer Genese"}))

    assert reading.ledger[1].outcome == "not_understood"
    assert reading.not_understood[0].field == "Bundle.entry[1].resource.code"


def test_a_coding_without_a_system_is_believed_of_a_condition_and_said(read):
    reading = read(condition(code={"coding": [{"code": "396331005"}]}))

    assert only(reading).concept == "coeliac"
    assert reading.warnings[0].field == "Bundle.entry[1].resource.code"


def test_a_condition_that_begins_in_the_future_is_refused(outcome):
    assert outcome(condition(onsetDateTime="2027-01-01"))[0] == "refused"


def test_the_same_condition_again_is_a_duplicate(read):
    reading = read(condition(onsetDateTime="2019-01-01"), condition(onsetDateTime="2019-01-01"))

    assert [entry.outcome for entry in reading.ledger[1:]] == ["used", "duplicate"]
    assert len(reading.person.statements) == 1


# --- Procedure, Immunization --------------------------------------------------------------------


def procedure(**more):
    return {"resourceType": "Procedure", "status": "completed", "code": GASTRECTOMY, **more}


def test_an_operation_that_was_done_stays(read):
    found = only(read(procedure(performedDateTime="2015-06-01")))

    assert (found.concept, found.status) == ("gastrectomy_total", "current")
    assert found.since == date(2015, 6, 1)


def test_an_operation_that_was_not_done_is_left_aside(outcome):
    assert outcome(procedure(status="not-done")) == ("not_relevant", ledger.NOT_DONE)


def test_an_operation_that_is_prepared_is_planned(read):
    assert only(read(procedure(status="preparation"))).status == "planned"


def test_an_operation_that_was_stopped_is_only_possible(read):
    reading = read(procedure(status="stopped"))

    assert "possible" in only(reading).qualifiers
    assert reading.warnings


def test_a_test_for_a_disease_is_not_the_disease(outcome):
    name = "Human immunodeficiency virus antigen test"
    code = {"coding": [{"system": SNOMED, "code": "31676001", "display": name}]}

    assert outcome(procedure(code=code)) == ("not_relevant", ledger.NO_RULE)


def test_an_injection_recorded_as_a_procedure_is_a_dose_given(read):
    code = {"text": "Hydroxocobalamin 1 mg injection"}

    found = only(read(procedure(code=code, performedDateTime="2026-10-01")))

    assert (found.concept, found.status) == ("hydroxocobalamin", "past")
    assert (found.since, found.until) == (date(2026, 10, 1), date(2026, 10, 1))


def test_a_vaccine_is_of_no_concern(outcome):
    cvx = {"system": "http://hl7.org/fhir/sid/cvx", "code": "140", "display": "Influenza"}
    vaccine = {
        "resourceType": "Immunization",
        "status": "completed",
        "vaccineCode": {"coding": [cvx]},
    }

    assert outcome(vaccine) == ("not_relevant", ledger.NO_RULE)


def test_a_dose_recorded_as_an_immunization_is_a_dose_given(read):
    given = {
        "resourceType": "Immunization",
        "status": "completed",
        "vaccineCode": {"text": "Hydroxocobalamin"},
        "occurrenceDateTime": "2026-10-01",
        "doseQuantity": {"value": 1, "unit": "mg"},
    }

    found = only(read(given))

    assert (found.concept, found.status, found.until) == (
        "hydroxocobalamin",
        "past",
        date(2026, 10, 1),
    )
    assert found.dose is not None
    assert found.dose.micrograms == 1000


# --- AllergyIntolerance -------------------------------------------------------------------------


def allergy(**more):
    return {"resourceType": "AllergyIntolerance", "code": {"text": "hydroxocobalamin"}, **more}


def test_an_allergy_is_stated(read):
    found = only(read(allergy(criticality="high")))

    assert (found.concept, found.allergy, found.present) == ("hydroxocobalamin", True, True)


def test_an_allergy_that_is_not_confirmed_stands_and_is_named(read):
    reading = read(allergy(verificationStatus=status("unconfirmed")))

    assert "possible" not in only(reading).qualifiers
    assert reading.warnings[0].value == "hydroxocobalamin"


def test_an_allergy_that_is_refuted_is_left_aside(outcome):
    assert outcome(allergy(verificationStatus=status("refuted"))) == (
        "not_relevant",
        ledger.RULED_OUT,
    )


def test_an_allergy_by_a_coding_without_a_system_is_believed_and_said(read):
    reading = read(allergy(code={"coding": [{"code": "5514"}]}))

    assert only(reading).concept == "hydroxocobalamin"
    assert reading.warnings


def test_of_a_code_and_words_that_differ_both_are_allergies(read):
    code = {
        "coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "5514"}],
        "text": "cyanocobalamin",
    }

    reading = read(allergy(code=code))

    assert {s.concept for s in reading.person.statements} == {"hydroxocobalamin", "cyanocobalamin"}
    assert reading.warnings


@pytest.mark.parametrize(
    "code",
    [
        {"coding": [{"system": SNOMED, "code": "716186003"}]},
        {"text": "No known allergies"},
        {
            "coding": [
                {
                    "system": "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips",
                    "code": "no-known-allergies",
                }
            ]
        },
    ],
)
def test_no_known_allergy_means_asked_and_none(read, code):
    reading = read(allergy(code=code))

    assert reading.person.asked == {"allergies"}
    assert reading.person.statements == ()


def test_without_a_word_on_allergies_they_are_not_known(read):
    assert read().person.asked == frozenset()


def test_an_allergy_beside_no_known_allergy_stands(read):
    none = {"coding": [{"system": SNOMED, "code": "716186003"}]}

    reading = read(allergy(), allergy(code=none))

    assert reading.person.asked == frozenset()
    assert reading.warnings


# --- The rest -----------------------------------------------------------------------------------


def test_what_a_relative_has_is_the_relatives(read):
    history = {
        "resourceType": "FamilyMemberHistory",
        "status": "completed",
        "relationship": {"coding": [{"code": "MTH"}]},
        "condition": [{"code": {"text": "Pernicious anaemia"}}],
    }

    found = only(read(history))

    assert (found.concept, found.subject) == ("pernicious_anaemia", "mother")
    assert found.source == "Bundle.entry[1].resource.condition[0]"


@pytest.mark.parametrize(("answer", "present"), [(True, True), (False, False)])
def test_an_answer_is_what_its_question_asks(read, answer, present):
    response = {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "item": [
            {"linkId": "1", "text": "Numb feet?", "answer": [{"valueBoolean": answer}]},
        ],
    }

    assert only(read(response)).present is present


def test_an_answer_in_words_is_read(read):
    response = {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "item": [
            {
                "linkId": "1",
                "item": [{"linkId": "1.1", "text": "Diet", "answer": [{"valueString": "vegan"}]}],
            }
        ],
    }

    reading = read(response)

    assert only(reading).concept == "vegan"
    assert only(reading).source == "Bundle.entry[1].resource.item[0].item[0].answer[0]"


@pytest.mark.parametrize(
    ("answer", "element", "said"),
    [
        ({"valueDecimal": 128}, "valueDecimal", "128"),
        ({"valueInteger": 128}, "valueInteger", "128"),
        ({"valueQuantity": {"value": 128, "code": "foo"}}, "valueQuantity.code", "foo"),
        ({"valueQuantity": {"value": 128, "unit": "foo"}}, "valueQuantity.unit", "foo"),
    ],
)
def test_a_refused_number_names_an_element_that_is_there(read, answer, element, said):
    response = {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "authored": "2026-05-10",
        "item": [{"linkId": "1", "text": "Vitamin B12", "answer": [answer]}],
    }

    refused = {one.field: one.value for one in read(response).refused}

    place = "Bundle.entry[1].resource.item[0].answer[0]"
    quantity = {f"{place}.valueQuantity.value": "128"} if "valueQuantity" in answer else {}
    assert refused == {f"{place}.{element}": said, **quantity}


def test_an_empty_section_of_a_summary_answers_its_list(read):
    summary = {
        "resourceType": "Composition",
        "status": "final",
        "section": [
            {
                "code": {"coding": [{"system": "http://loinc.org", "code": "48765-2"}]},
                "emptyReason": {"coding": [{"code": "nilknown"}]},
            },
            {
                "code": {"coding": [{"system": "http://loinc.org", "code": "10160-0"}]},
                "emptyReason": {"coding": [{"code": "notasked"}]},
            },
        ],
    }

    assert read(summary).person.asked == {"allergies"}


def test_the_conclusion_of_a_report_is_read(read):
    report = {
        "resourceType": "DiagnosticReport",
        "status": "final",
        "code": {"text": "Bone marrow"},
        "conclusion": "Megaloblastic marrow",
    }

    reading = read(report)

    assert only(reading).source == "Bundle.entry[1].resource.conclusion"


def test_a_kind_of_entry_that_no_rule_reads_is_of_no_concern(outcome):
    assert outcome({"resourceType": "Encounter", "status": "finished"}) == (
        "not_relevant",
        ledger.KIND,
    )


def answer(code: str, words: str) -> dict[str, object]:
    asked = {"coding": [{"system": "http://loinc.org", "code": code}]}
    said = {
        "code": asked,
        "effectiveDateTime": "2026-10-01",
        "valueCodeableConcept": {"text": words},
    }
    return {"resourceType": "Observation", "status": "final", **said}


def test_who_wants_to_become_pregnant_is_not_pregnant(read):
    """US Core's own example of 86645-9 has the text "Pregnant" beside "not sure of desire"."""
    reading = read(answer("86645-9", "Pregnant"))

    assert not reading.person.statements
    assert [one.why for one in reading.not_understood] == ["it does not answer what is asked"]
    assert only(read(answer("86645-9", "Wants to become pregnant"))).concept == "planning_pregnancy"
    assert only(read(answer("82810-3", "Pregnant"))).concept == "pregnancy"


def test_a_work_is_no_state_of_the_person(read):
    reading = read(answer("86188-0", "Home nursing services"))

    assert not reading.person.statements


@pytest.mark.parametrize("words", ["Intramuscular injection", "im injections"])
def test_an_injection_is_of_vitamin_b12_only_where_it_says_so(read, words):
    """Records are full of injections: vaccines, contraceptives, antibiotics."""
    done = {"resourceType": "Procedure", "status": "completed", "performedDateTime": "2026-10-01"}
    assert not read({**done, "code": {"text": words}}).person.statements
    named = only(read({**done, "code": {"text": "Vitamin B12 injection"}}))
    assert named.concept == "b12_injection"
    data = json.dumps({"prior_treatment": [words]}).encode()
    own = only(person_file.read(data, knowledge=knowledge(), on=date(2026, 11, 20)))
    assert own.concept == "b12_injection"


@pytest.mark.parametrize(
    "words",
    [
        "Miscarriage in first trimester",
        "Tubal pregnancy",
        "Ectopic pregnancy",
        "Induced termination of pregnancy",
    ],
)
def test_a_pregnancy_that_has_ended_is_none(read, words):
    her = {"resourceType": "Patient", "id": "p", "birthDate": "1995-01-01", "gender": "female"}
    said = condition(code={"text": words}, onsetDateTime="2026-10-01")
    reading = read(said, patient=her)
    facts = Facts.of(reading.person, reading.on, Guideline.of(knowledge(), "uk"))

    assert facts.value("pregnancy") is None


@pytest.mark.parametrize("words", ["Threatened abortion", "Threatened miscarriage"])
def test_a_pregnancy_that_may_end_goes_on(read, words):
    reading = read(condition(code={"text": words}, onsetDateTime="2026-10-01"))

    assert only(reading).concept == "pregnancy"


def test_an_injury_of_the_spinal_cord_is_no_sign_of_a_lack_of_vitamin_b12(read):
    words = "Chronic paralysis due to lesion of spinal cord"
    reading = read(condition(code={"text": words}, onsetDateTime="2020-10-01"))
    facts = Facts.of(reading.person, reading.on, Guideline.of(knowledge(), "uk"))

    assert facts.value("cord_or_gait") is None


ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"


@pytest.mark.parametrize(
    ("code", "display", "concepts"),
    [
        ("D51.3", "Other dietary vitamin B12 deficiency anemia", {"dietary_b12_deficiency"}),
        ("E53.8", "Deficiency of other specified B group vitamins", {"b12_deficiency"}),
        ("Z39.1", "Encounter for care and examination of lactating mother", {"breastfeeding"}),
        ("O24.92", "Unspecified diabetes mellitus in childbirth", {"pregnancy", "diabetes"}),
        ("O11.9", "Pre-existing hypertension with pre-eclampsia", {"pregnancy", "pre_eclampsia"}),
        ("K29.80", "Duodenitis without bleeding", {"gastritis"}),
        ("C92.21", "Atypical chronic myeloid leukemia, BCR/ABL-negative, in remission", None),
        ("F10.259", "Alcohol dependence with alcohol-induced psychotic disorder", None),
    ],
)
def test_a_code_with_the_name_that_its_terminology_gives_it_is_believed(
    read, code, display, concepts
):
    """The names are those of ICD-10-CM 2025; each of these was refused once."""
    coding = {"system": ICD_10_CM, "code": code, "display": display}
    reading = read(condition(code={"coding": [coding]}, onsetDateTime="2026-10-01"))

    assert not reading.refused
    found = {one.concept for one in reading.person.statements}
    assert found >= (concepts or set())
    assert found


@pytest.mark.parametrize("system", ["http://hl7.org/fhir/sid/icd-10", ICD_10_CM])
@pytest.mark.parametrize(
    ("code", "concept"),
    [("Z39.0", "postpartum"), ("Z39.1", "breastfeeding"), ("Z39.2", "postpartum")],
)
def test_a_nursing_mother_is_told_from_other_women_after_childbirth(read, system, code, concept):
    """ICD-10: Z39.0 immediately after delivery, Z39.1 of lactating mother, Z39.2 routine."""
    coding = {"system": system, "code": code}
    reading = read(condition(code={"coding": [coding]}, onsetDateTime="2026-10-01"))

    assert [one.concept for one in reading.person.statements] == [concept]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("D51.0", "No pernicious anaemia"),
        ("D51.0", "Iron deficiency anaemia"),
        ("D51.0", "Mother has pernicious anaemia"),
        ("E10.9", "Type 2 diabetes"),
    ],
)
def test_words_that_deny_a_code_or_name_another_thing_in_its_place_refuse_it(read, code, words):
    said = {"coding": [{"system": ICD_10_CM, "code": code}], "text": words}
    reading = read(condition(code=said, onsetDateTime="2026-10-01"))

    assert not reading.person.statements
    assert reading.refused


@pytest.mark.parametrize(
    ("words", "never"),
    [
        ("Spinal stenosis, lumbar region", "cord_or_gait"),
        ("Retained metal fragments", "tma_word"),
        ("Collapsed vertebra, not elsewhere classified", "any_finding"),
        ("Paralysis of vocal cords and larynx", "motor_sign"),
        ("Electrolyte imbalance", "gait_sign"),
        ("Fall from ladder", "gait_sign"),
        ("Prickly heat", "sensory_sign"),
        ("Mitral valve regurgitation", "any_finding"),
    ],
)
def test_a_word_of_a_sign_inside_another_thing_is_no_sign(read, words, never):
    reading = read(condition(code={"text": words}, onsetDateTime="2026-10-01"))
    facts = Facts.of(reading.person, reading.on, Guideline.of(knowledge(), "uk"))

    assert facts.value(never) is not True


@pytest.mark.parametrize(
    ("words", "read_as"),
    [
        ("Lung cancer", "Cancer"),
        ("Suspected lung cancer (situation)", "Cancer (possible)"),
        ("Mother has lung cancer", "Cancer (mother)"),
    ],
)
def test_an_entry_says_of_whom_and_how_surely_it_was_used(read, words, read_as):
    reading = read(condition(code={"text": words}))

    assert reading.ledger[1].read_as == (read_as,)


PERNICIOUS = {"system": "http://snomed.info/sct", "code": "84027009"}
OF_NO_KNOWN_CODE = {**PERNICIOUS, "code": "1", "display": "Pernicious anemia (disorder)"}


@pytest.mark.parametrize("coding", [PERNICIOUS, OF_NO_KNOWN_CODE])
@pytest.mark.parametrize("words", ["Suspected", "?", "query", "Not confirmed", "provisional"])
def test_a_word_beside_a_code_that_doubts_it_is_heard(read, words, coding):
    (found,) = read(condition(code={"coding": [coding], "text": words})).person.statements

    assert (found.concept, found.qualifiers) == ("pernicious_anaemia", {"possible"})


@pytest.mark.parametrize("coding", [PERNICIOUS, OF_NO_KNOWN_CODE])
@pytest.mark.parametrize("words", ["ruled out", "Excluded", "refuted"])
def test_a_word_beside_a_code_that_denies_it_is_refused(read, words, coding):
    reading = read(condition(code={"coding": [coding], "text": words}))

    assert not reading.person.statements
    assert reading.refused[0].why == "its words deny what its code, or words beside them, name"


@pytest.mark.parametrize("words", ["PA", "seen in clinic", "confirmed", ",", "long-standing"])
def test_other_words_beside_a_code_leave_it_as_it_is(read, words):
    (found,) = read(condition(code={"coding": [PERNICIOUS], "text": words})).person.statements

    assert (found.concept, "possible" in found.qualifiers) == ("pernicious_anaemia", False)
