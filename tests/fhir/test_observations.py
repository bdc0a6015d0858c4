"""Observation: results with their numbers, units, words and days; each component by itself."""

from datetime import date
from decimal import Decimal

import pytest

from corrin.reading import ledger

LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"


def b12(**more):
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": LOINC, "code": "2132-9"}]},
        "effectiveDateTime": "2026-11-10",
        "valueQuantity": {"value": 148, "unit": "pg/mL", "system": UCUM, "code": "pg/mL"},
        **more,
    }


def in_pg(value):
    return {"value": value, "unit": "pg/mL"}


def without(resource, *keys):
    return {key: value for key, value in resource.items() if key not in keys}


def one(reading):
    assert len(reading.person.results) == 1, (reading.refused, reading.not_understood)
    return reading.person.results[0]


def test_a_quantity_keeps_its_digits_its_unit_and_its_day(read):
    found = one(read(b12(valueQuantity={"value": 148.50, "unit": "pg/mL", "code": "pg/mL"})))

    assert (found.analyte, found.value, found.unit) == ("total_b12", Decimal("148.5"), "pg/mL")
    assert (found.on, found.source) == (date(2026, 11, 10), "Bundle.entry[1].resource")


def test_the_day_is_the_civil_day_as_written_in_the_instant(read):
    found = one(read(b12(effectiveDateTime="2026-11-10T23:59:59-08:00")))

    assert found.on == date(2026, 11, 10)


@pytest.mark.parametrize("day", ["2021-11-10", "2021-11-10T09:30:00Z", "2026-11-10T09:30:00Z"])
def test_a_result_of_any_age_was_tested_however_its_day_is_written(read, day):
    assert read(b12(effectiveDateTime=day)).person.tested == {"total_b12"}


@pytest.mark.parametrize("fraction", [".5", ".123", ".123456", ".0000000", ".123456789"])
@pytest.mark.parametrize("more", [{}, {"interpretation": [{"text": "low"}]}])
def test_a_fraction_of_a_second_may_have_any_number_of_digits(read, fraction, more):
    found = one(read(b12(effectiveDateTime=f"2026-11-10T09:30:00{fraction}+01:00", **more)))

    assert found.on == date(2026, 11, 10)


@pytest.mark.parametrize(
    "instant",
    ["2026-11-10T09:30:Z", "2026-11-10T09:30:0Z", "2026-11-10T0930:00Z", "2026-11-10T09:30:00+01"],
)
def test_an_instant_that_fhir_does_not_know_is_refused(read, instant):
    reading = read(b12(effectiveDateTime=instant))

    assert not reading.person.results
    assert [one.value for one in reading.refused] == [instant]


def test_a_leap_day_is_a_day(read):
    assert one(read(b12(effectiveDateTime="2024-02-29"))).on == date(2024, 2, 29)
    assert read(b12(effectiveDateTime="2025-02-29")).refused[0].field.endswith("effectiveDateTime")


def test_a_month_alone_is_read_as_its_first_day_and_said(read):
    reading = read(b12(effectiveDateTime="2026-05"))

    assert one(reading).on == date(2026, 5, 1)
    assert reading.warnings[0].field == "Bundle.entry[1].resource.effectiveDateTime"


def test_the_end_of_a_period_is_the_day_of_the_sample(read):
    period = {"start": "2026-11-01", "end": "2026-11-09T10:00:00Z"}

    found = one(read({**without(b12(), "effectiveDateTime"), "effectivePeriod": period}))
    assert found.on == date(2026, 11, 9)


def test_without_the_day_of_the_sample_that_of_the_report_is_taken_and_said(read):
    reading = read({**without(b12(), "effectiveDateTime"), "issued": "2026-11-12T09:00:00Z"})

    assert one(reading).on == date(2026, 11, 12)
    assert reading.warnings[0].field == "Bundle.entry[1].resource.issued"


def test_a_result_in_the_future_is_refused(read):
    refused = read(b12(effectiveDateTime="2027-03-01")).refused

    assert [(r.field, r.value) for r in refused] == [
        ("Bundle.entry[1].resource.effectiveDateTime", "2027-03-01")
    ]


@pytest.mark.parametrize(("value", "comparator"), [("<150", "<"), ("> 2000", ">"), ("≤ 150", "<=")])
def test_a_comparator_in_a_text_stays(read, value, comparator):
    reading = read({**without(b12(), "valueQuantity"), "valueString": f"{value} ng/L"})

    assert one(reading).comparator == comparator


def test_a_comparator_beside_the_number_stays(read):
    quantity = {"value": 150, "comparator": "<", "unit": "ng/L"}

    assert one(read(b12(valueQuantity=quantity))).comparator == "<"


def test_a_number_written_as_text_is_a_number(read):
    quantity = {"value": "148.50", "unit": "ng/L"}

    assert one(read(b12(valueQuantity=quantity))).value == Decimal("148.50")


def test_a_decimal_comma_is_refused_and_not_guessed(read):
    refused = read(b12(valueQuantity={"value": "1,485", "unit": "ng/L"})).refused

    assert [(r.field, r.value) for r in refused] == [
        ("Bundle.entry[1].resource.valueQuantity.value", "1,485")
    ]


def test_a_unit_that_begins_with_a_power_of_ten_is_no_part_of_the_number(read):
    reading = read(
        {
            **without(b12(), "valueQuantity"),
            "code": {"coding": [{"system": LOINC, "code": "6690-2"}]},
            "valueString": ">423 10*3/uL",
        }
    )

    found = one(reading)
    assert (found.comparator, found.value, found.unit) == (">", 423, "10*3/uL")


def test_a_number_without_a_unit_is_refused(read):
    reading = read(b12(valueQuantity={"value": 148}))

    assert {(r.field, r.value) for r in reading.refused} == {
        ("Bundle.entry[1].resource.valueQuantity.value", "148"),
        ("Bundle.entry[1].resource.valueQuantity.unit", None),
    }
    assert reading.person.results == ()


def test_a_unit_and_its_code_that_differ_are_refused(read):
    quantity = {"value": 148, "unit": "pmol/L", "system": UCUM, "code": "pg/mL"}

    assert [r.value for r in read(b12(valueQuantity=quantity)).refused] == ["pmol/L", "pg/mL"]


def test_a_unit_in_words_alone_is_read(read):
    assert one(read(b12(valueQuantity={"value": 148, "unit": "ng/l"}))).unit == "ng/L"


def test_what_cannot_be_is_refused(read):
    reading = read(b12(valueQuantity={"value": 0, "unit": "pg/mL", "code": "pg/mL"}))

    assert reading.ledger[1].outcome == "refused"


@pytest.mark.parametrize("status", ["entered-in-error"])
def test_what_was_entered_in_error_is_left_aside(outcome, status):
    assert outcome(b12(status=status)) == ("not_relevant", ledger.RULED_OUT)


def test_what_was_cancelled_is_left_aside(outcome):
    assert outcome(b12(status="cancelled")) == ("not_relevant", ledger.NOT_DONE)


def test_a_preliminary_result_is_taken_and_said_to_be_so(read):
    reading = read(b12(status="preliminary"))

    assert one(reading).value == 148
    assert [w.value for w in reading.warnings] == ["preliminary"]


def test_a_status_that_is_not_one_is_refused(outcome):
    assert outcome(b12(status="done"))[0] == "refused"


def test_a_result_that_is_only_registered_is_pending(read):
    reading = read({**without(b12(), "valueQuantity"), "status": "registered"})

    assert one(reading).interpretation == "pending"


def test_a_value_that_is_said_to_be_absent_is_none(outcome):
    absent = {**without(b12(), "valueQuantity"), "dataAbsentReason": {"text": "unknown"}}

    assert outcome(absent) == ("not_relevant", ledger.NO_VALUE)


def test_two_values_are_refused(read):
    reading = read(b12(valueString="620 pg/mL"))

    assert {r.value for r in reading.refused} == {None, "620 pg/mL"}
    assert reading.person.results == ()


def test_each_component_is_an_entry_of_its_own(read):
    blood = {"unit": "g/L", "system": UCUM, "code": "g/L"}
    panel = {
        **without(b12(), "valueQuantity"),
        "code": {"text": "Full blood count"},
        "component": [
            {
                "code": {"coding": [{"system": LOINC, "code": "718-7"}]},
                "valueQuantity": {"value": 96, **blood},
            },
            {"code": {"text": "colour"}, "valueString": "red"},
        ],
    }

    reading = read(panel)

    assert [(r.analyte, r.source) for r in reading.person.results] == [
        ("haemoglobin", "Bundle.entry[1].resource.component[0]")
    ]
    assert [(e.field, e.outcome) for e in reading.ledger[1:]] == [
        ("Bundle.entry[1].resource", "not_relevant"),
        ("Bundle.entry[1].resource.component[0]", "used"),
        ("Bundle.entry[1].resource.component[1]", "not_understood"),
    ]


def test_a_group_of_others_has_no_value_of_its_own(outcome):
    group = {**without(b12(), "valueQuantity"), "hasMember": [{"reference": "Observation/x"}]}

    assert outcome(group) == ("not_relevant", ledger.IN_PARTS)


@pytest.mark.parametrize("flag", ["L", "l"])
def test_the_interpretation_and_the_range_are_kept(read, flag):
    found = one(
        read(
            b12(
                interpretation=[{"coding": [{"code": flag}]}],
                referenceRange=[
                    {
                        "low": {"value": 180, "unit": "pg/mL"},
                        "high": {"value": 900, "unit": "pg/mL"},
                    }
                ],
            )
        )
    )

    assert (found.interpretation, found.reference_low, found.reference_high) == ("low", 180, 900)


def test_a_range_in_another_unit_is_not_used(read):
    ranges = [{"low": {"value": 133, "unit": "pmol/L"}, "high": {"value": 675, "unit": "pmol/L"}}]

    assert one(read(b12(referenceRange=ranges))).reference_low is None


def test_a_word_in_place_of_a_number_is_a_result(read):
    reading = read(
        {
            **without(b12(), "valueQuantity"),
            "code": {"coding": [{"system": LOINC, "code": "31444-3"}]},
            "valueCodeableConcept": {"text": "Positive"},
        }
    )

    assert one(reading).interpretation == "positive"


def test_a_local_code_is_read_by_its_words(read):
    code = {
        "coding": [{"system": "http://lab.example/tests", "code": "B12"}],
        "text": "Vitamin B12",
    }

    assert one(read(b12(code=code))).analyte == "total_b12"


def test_a_name_with_its_specimen_behind_is_read(read):
    assert one(read(b12(code={"text": "Vitamin B12, Serum"}))).analyte == "total_b12"


def test_a_loinc_name_is_read_where_the_code_is_not_known(read):
    name = "Cobalamin (Vitamin B12) [Moles/volume] in Serum or Plasma"
    code = {"coding": [{"system": LOINC, "code": "14685-8", "display": name}]}
    quantity = {"value": 110, "unit": "pmol/L", "code": "pmol/L"}

    assert one(read(b12(code=code, valueQuantity=quantity))).analyte == "total_b12"


def test_a_code_without_its_system_is_no_result(read):
    reading = read(b12(code={"coding": [{"code": "2132-9"}]}))

    assert reading.person.results == ()
    assert reading.ledger[1].outcome == "not_understood"


def test_what_was_measured_in_urine_is_not_taken_for_blood(read):
    code = {"coding": [{"system": "http://lab.example", "code": "7"}], "text": "Creatinine"}
    specimen = {"display": "Urine"}

    reading = read(b12(code=code, specimen=specimen, valueQuantity={"value": 1, "unit": "mg/dL"}))

    assert reading.person.results == ()


def test_a_code_and_words_of_different_tests_are_refused(read):
    code = {"coding": [{"system": LOINC, "code": "2823-3"}], "text": "Hemoglobin"}
    quantity = {"value": 4.1, "unit": "mmol/L", "code": "mmol/L"}

    reading = read(b12(code=code, valueQuantity=quantity))

    assert [(r.field, r.value) for r in reading.refused] == [
        ("Bundle.entry[1].resource.code", "Hemoglobin")
    ]


def test_total_and_active_b12_are_never_taken_for_one_another(outcome):
    code = {"coding": [{"system": LOINC, "code": "72160-5"}], "text": "Vitamin B12"}

    assert outcome(b12(code=code, valueQuantity={"value": 30, "unit": "pmol/L"}))[0] == "refused"


def test_a_vital_sign_is_of_no_concern(outcome):
    code = {"coding": [{"system": LOINC, "code": "8302-2", "display": "Body height"}]}

    assert outcome(b12(code=code)) == ("not_relevant", ledger.NO_RULE)


def test_the_same_result_again_is_a_duplicate(read):
    reading = read(b12(id="a"), b12(id="b"))

    assert [e.outcome for e in reading.ledger] == ["used", "used", "duplicate"]
    assert len(reading.person.results) == 1


def test_two_results_of_one_moment_that_disagree_are_both_kept_and_named(read):
    other = {"value": 620, "unit": "pg/mL", "code": "pg/mL"}

    reading = read(b12(id="a"), b12(id="b", valueQuantity=other))

    assert [r.value for r in reading.person.results] == [148, 620]
    assert {(w.field, w.value) for w in reading.warnings} == {
        ("Bundle.entry[1].resource.valueQuantity.value", "148"),
        ("Bundle.entry[2].resource.valueQuantity.value", "620"),
    }


def test_the_latest_weight_counts(read):
    def weight(kilograms, on):
        return b12(
            code={"coding": [{"system": LOINC, "code": "29463-7"}]},
            effectiveDateTime=on,
            valueQuantity={"value": kilograms, "unit": "kg", "code": "kg"},
        )

    reading = read(weight(70, "2025-01-01"), weight(64.5, "2026-10-01"), weight(80, "2020-01-01"))

    assert reading.person.weight_kg == Decimal("64.5")
    assert [e.why for e in reading.ledger[1:]] == [ledger.OLDER, None, ledger.OLDER]


@pytest.mark.parametrize(
    ("answer", "present"),
    [
        ({"coding": [{"system": "http://snomed.info/sct", "code": "77386006"}]}, True),
        ({"text": "Not pregnant"}, False),
    ],
)
def test_whether_there_is_a_pregnancy_is_what_the_answer_says(read, answer, present):
    asked = {
        **without(b12(), "valueQuantity"),
        "code": {"coding": [{"system": LOINC, "code": "82810-3"}]},
        "valueCodeableConcept": answer,
    }

    stated = read(asked).person.statements

    assert [(s.concept, s.present) for s in stated] == [("pregnancy", present)]


def test_a_diet_that_is_observed_is_stated(read):
    diet = {
        **without(b12(), "valueQuantity"),
        "code": {"text": "Diet"},
        "valueCodeableConcept": {"text": "Vegan diet"},
    }

    assert [s.concept for s in read(diet).person.statements] == ["vegan"]


@pytest.mark.parametrize(
    "code",
    [
        {"text": "hCG"},
        {"text": "Beta-hCG"},
        {"coding": [{"system": LOINC, "code": "2118-8"}]},
        {"coding": [{"system": LOINC, "code": "21198-7"}], "text": "hCG"},
        {"coding": [{"system": LOINC, "code": "19080-1"}], "text": "hCG"},
    ],
)
def test_an_amount_of_hcg_is_left_aside_and_not_refused(outcome, code):
    """Of a pregnancy test only words are known, and no rule asks for it."""
    amount = {"value": 1200, "unit": "IU/L", "system": UCUM, "code": "[IU]/L"}

    assert outcome(b12(code=code, valueQuantity=amount)) == ("not_relevant", ledger.NO_RULE)


def test_the_words_of_a_pregnancy_test_are_read(read):
    code = {"coding": [{"system": LOINC, "code": "2118-8"}]}
    answered = without(b12(code=code, valueCodeableConcept={"text": "Positive"}), "valueQuantity")
    found = one(read(answered))

    assert (found.analyte, found.interpretation) == ("pregnancy_test", "positive")


def test_a_number_of_a_test_that_decides_and_is_known_by_words_is_refused(outcome):
    amount = {"value": 12, "unit": "U/mL", "system": UCUM, "code": "U/mL"}
    found, _ = outcome(b12(code={"text": "H. pylori serology"}, valueQuantity=amount))

    assert found == "refused"
