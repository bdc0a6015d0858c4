"""What the plan tells of each result, and which results it weighs together.

Conversions are worked out by hand from the molar masses that the analytes name: vitamin B12
1355.37 g/mol, methylmalonic acid 118.09 g/mol.
"""

import json
from datetime import date

import pytest

from corrin import person_file
from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.domain.plan import MarkerReading
from corrin.knowledge.load import knowledge

ON = date(2026, 11, 20)
UK = Guideline.of(knowledge(), "uk")
INJECTED = "hydroxocobalamin 1 mg im every 3 months from 2026-11-05"


def b12(value: float | str, day: str, unit: str = "ng/L", **more: object) -> dict[str, object]:
    number = {"value": value} if isinstance(value, str) else {"value": value, "unit": unit}
    return {"name": "total vitamin B12", **number, "date": day, **more}


def person_of(labs, **said: object):
    tree = {"age_years": 45, "sex": "male", "labs": labs, **said}
    reading = person_file.read(json.dumps(tree).encode(), on=ON, knowledge=knowledge())
    assert reading.person is not None
    return reading.person


def told(*labs, **said: object) -> list[MarkerReading]:
    return list(plan(person_of(labs, **said), on=ON, guideline=UK).assessment.markers)


def answer(marker: str, *labs, **said: object) -> tuple[bool | None, tuple[str, ...]]:
    return Facts.of(person_of(labs, **said), ON, UK).markers.answer(marker)


# --- What is said of a result ---------------------------------------------------------------------

AGES = (
    *("under 6 months of age", "under 24 months of age", "under 5 years of age"),
    *("under 12 years of age", "under 15 years of age"),
)
OF_PREGNANCY = ("pregnancy", "in the second trimester")


@pytest.mark.parametrize(
    ("said", "bounds", "if_not"),
    [
        ({}, "below 130 g/L", ()),
        ({"sex": "female"}, "below 120 g/L", OF_PREGNANCY),
        ({"sex": "female", "pregnant": False}, "below 120 g/L", ()),
        # What is said of pregnant women goes before what is said of ages.
        (
            {"sex": "female", "pregnant": True, "age_years": None},
            *("below 110 g/L", ("in the second trimester",)),
        ),
        ({"age_years": None}, None, AGES),
        ({"sex": "female", "age_years": None}, None, (*OF_PREGNANCY, *AGES)),
        ({"sex": None, "age_years": None}, None, (*OF_PREGNANCY, *AGES, "female")),
        # Of the bounds that may be meant those tried first are shown.
        ({"sex": None}, "below 120 g/L", (*OF_PREGNANCY, "female")),
    ],
)
def test_what_would_change_the_bounds_of_haemoglobin_is_named(said, bounds, if_not):
    """WHO 2024: 130 in men and 120 in women; in pregnancy 110, and 105 in its second trimester."""
    (marker,) = told({"name": "haemoglobin", "value": 108, "unit": "g/L", "day": 0}, **said)

    assert (marker.bounds, marker.bounds_if_not) == (bounds, if_not)


UNJUDGED = "Not judged: no bound in its unit is known, and no range was printed with it."
ONLY_ITS_OWN = "Only the laboratory's own range or its words are used."
ONLY_A_RATIO = (
    "Only a ratio to creatinine has a bound. A concentration says little by itself, and the amount"
    " of a day is judged by the body surface."
)
CALLED_HIGH = "The laboratory calls it high, and its own range goes first."


@pytest.mark.parametrize(
    ("lab", "band", "remarks"),
    [
        ({"name": "urine protein", "value": 1.2, "unit": "g/L"}, None, (UNJUDGED, ONLY_A_RATIO)),
        (
            {"name": "urine protein", "value": 1.2, "unit": "g/L", "interpretation": "high"},
            *("high", (CALLED_HIGH,)),
        ),
        (
            {"name": "intrinsic factor antibody", "value": 30, "unit": "U/mL"},
            *(None, (UNJUDGED, ONLY_ITS_OWN)),
        ),
        (
            {
                "name": "intrinsic factor antibody",
                "value": 30,
                "unit": "U/mL",
                "reference_range": "0-20",
            },
            *("high", ()),
        ),
        ({"name": "intrinsic factor antibody", "interpretation": "positive"}, "positive", ()),
        (
            {"name": "ALT", "value": 30, "unit": "U/L", "interpretation": "high"},
            "high",
            (CALLED_HIGH,),
        ),
    ],
)
def test_a_number_without_a_bound_is_judged_by_the_laboratory_or_said_not_to_be(lab, band, remarks):
    (said,) = told({**lab, "day": 0})

    assert (said.band, said.confounders) == (band, remarks)


def test_of_several_results_one_counts_and_the_others_say_why_they_do_not():
    said = told(b12(110, "2024-01-01"), b12(300, "2026-10-01"), b12(150, "2026-11-01"))

    assert [(each.on.year, each.counts, each.says) for each in said] == [
        (2024, False, "Older than a year: history."),
        (2026, False, "A later result counts."),
        (2026, True, "Counts."),
    ]
    assert [each.band for each in said] == [None, None, "confirmed"]


def test_a_result_of_the_first_day_that_counts_is_no_history():
    """A result counts for 365 days, the last of them included: ON is 2026-11-20."""
    days = ("2025-11-19", "2025-11-20", "2026-11-01")

    assert [each.says for each in told(*(b12(150, day) for day in days))] == [
        "Older than a year: history.",
        "A later result counts.",
        "Counts.",
    ]


def test_a_result_that_has_not_come_is_awaited():
    (said,) = told(b12("pending", "2026-11-18"))

    assert (said.says, said.printed, said.bounds) == (
        "Awaited.",
        "pending",
        "below 180 or above 350 ng/L",
    )


def test_results_on_treatment_are_told_by_whether_they_are_low():
    """Treatment begins on 5 November: one of that day is of treatment too, unless it is low."""
    before, first, low, fine = told(
        b12(150, "2026-11-01"),
        b12(810, "2026-11-05"),
        b12(110, "2026-11-10"),
        b12(810, "2026-11-15"),
        medicines=[INJECTED],
    )

    assert before.says == "Counts."
    assert low.says == "Low on treatment: deficiency persists."
    neither = "Taken on treatment: it neither proves nor excludes deficiency."
    assert (first.says, fine.says) == (neither, neither)


def test_a_low_result_of_the_first_day_of_treatment_was_drawn_before_it():
    (said,) = told(b12(110, "2026-11-05"), medicines=[INJECTED])

    assert said.says == "Counts."


def test_what_is_too_old_is_told_of_b12_alone():
    ferritin = {"name": "ferritin", "value": 5, "unit": "ug/L", "date": "2024-01-01"}

    assert [each.analyte for each in told(ferritin, b12(110, "2024-01-01"))] == ["total_b12"]


def test_a_result_is_told_in_the_unit_of_the_bounds_and_in_every_other():
    (said,) = told(b12(200, "2026-11-01", "pmol/L", reference_range="145-569"))

    assert said.printed == "200 pmol/L"
    assert said.shown_as == "271.1 ng/L"
    assert said.in_units == ("271.1 ng/L", "271.1 pg/mL")
    assert said.bounds == "below 133 or above 258 pmol/L"
    assert (said.reference, said.by_reference) == ("145-569 pmol/L", "normal")


@pytest.mark.parametrize(
    ("printed", "reference", "band"),
    [("145-569", "145-569", "low"), ("> 145", "145-", "low"), ("< 100", "-100", "high")],
)
def test_a_printed_range_is_told_with_the_ends_that_it_has(printed, reference, band):
    (said,) = told(b12(120, "2026-11-01", "pmol/L", reference_range=printed))

    assert (said.reference, said.by_reference) == (f"{reference} pmol/L", band)


def test_a_range_beside_a_word_has_no_unit():
    (said,) = told(b12("low", "2026-11-01", reference_range="180-900"))

    assert (said.printed, said.reference) == ("low", "180-900")


def test_a_result_in_the_unit_of_the_bounds_is_not_told_twice():
    (said,) = told(b12(150, "2026-11-01"))

    assert said.shown_as is None
    assert said.in_units == ("150 pg/mL", "110.7 pmol/L")


def test_a_comparator_stays_with_what_is_converted():
    (said,) = told(b12("<150 ng/L", "2026-11-01"))

    assert said.printed == "<150 ng/L"
    assert said.in_units == ("<150 pg/mL", "<110.7 pmol/L")


def test_a_bound_on_one_side_is_told_alone():
    acid = {"name": "MMA", "value": 0.5, "unit": "umol/L", "date": "2026-11-01"}
    (said,) = told(acid)

    assert said.bounds == "above 0.271 umol/L"
    assert said.band == "high"
    assert said.in_units == ("500 nmol/L", "0.5000 nmol/mL", "59.04 ng/mL", "59.04 ug/L")


def test_results_stand_in_the_order_of_the_knowledge_and_then_of_their_days():
    acid = {"name": "MMA", "value": 0.5, "unit": "umol/L", "date": "2026-10-01"}

    said = told(acid, b12(160, "2026-11-02"), b12(150, "2026-11-01"))

    assert [(each.analyte, each.on.day) for each in said] == [
        ("total_b12", 1),
        ("total_b12", 2),
        ("methylmalonic_acid", 1),
    ]


# --- Which results are weighed together -----------------------------------------------------------


@pytest.mark.parametrize(
    ("labs", "conflict"),
    [
        ([b12(110, "2026-11-01")], False),
        ([b12(110, "2026-11-01"), b12(620, "2026-11-01")], True),
        ([b12(110, "2026-11-01"), b12(120, "2026-11-01")], False),
        ([b12(110, "2026-11-01"), b12(120, "2026-11-01"), b12(620, "2026-11-01")], True),
        ([b12(110, "2026-11-01"), b12(620, "2026-11-02")], False),
        ([b12(110, "2025-11-01"), b12(620, "2025-11-01")], False),
        ([b12(110, "2026-11-01"), b12("pending", "2026-11-01")], False),
    ],
)
def test_results_of_one_day_conflict_where_they_lie_in_different_bands(labs, conflict):
    assert answer("total_b12 conflict", *labs) == (
        conflict,
        tuple(f"labs[{number}]" for number in range(len(labs))) if conflict else (),
    )


def test_a_result_of_no_day_may_be_of_any():
    undated = {"name": "total vitamin B12", "value": 620, "unit": "ng/L"}

    assert answer("total_b12 conflict", undated, b12(110, "2026-11-01"))[0] is True


@pytest.mark.parametrize(
    ("labs", "pending"),
    [
        ([b12("pending", "2026-11-10")], ("labs[0]",)),
        ([b12("pending", "2026-11-10"), b12(150, "2026-11-09")], ("labs[0]",)),
        ([b12("pending", "2026-11-10"), b12(150, "2026-11-10")], ("labs[0]",)),
        ([b12("pending", "2026-11-10"), b12(150, "2026-11-11")], ()),
        ([b12("pending", "2024-11-10")], ()),
        ([b12(150, "2026-11-11")], ()),
    ],
)
def test_a_result_is_awaited_until_a_later_one_has_come(labs, pending):
    assert answer("total_b12 pending", *labs) == (bool(pending), pending)


@pytest.mark.parametrize(
    ("labs", "known"),
    [
        ([b12(150, "2026-11-11")], (True, ("labs[0]",))),
        ([b12(150, "2025-11-20")], (True, ("labs[0]",))),
        ([b12(150, "2025-11-19")], (False, ())),
        ([b12("pending", "2026-11-10")], (False, ())),
        ([], (False, ())),
    ],
)
def test_a_result_is_known_for_a_year(labs, known):
    """365 days, the first and the last included."""
    assert answer("total_b12 known", *labs) == known


@pytest.mark.parametrize(
    ("labs", "fell"),
    [
        ([b12(200, "2026-10-01"), b12(150, "2026-11-01")], True),
        ([b12(200, "2026-10-01"), b12(200, "2026-11-01")], False),
        ([b12(150, "2026-10-01"), b12(200, "2026-11-01")], False),
        ([b12(150, "2026-11-01")], None),
        ([b12("low", "2026-10-01"), b12(150, "2026-11-01")], None),
        ([b12(100, "2026-10-01"), b12("<150 ng/L", "2026-11-01")], None),
        ([b12(300, "2026-10-01"), b12("<150 ng/L", "2026-11-01")], True),
        ([b12(200, "2026-09-01"), b12(100, "2026-10-01"), b12(150, "2026-11-01")], False),
        ([b12(900, "2024-10-01"), b12(150, "2026-11-01")], None),
    ],
)
def test_a_result_fell_where_it_is_well_below_the_one_before(labs, fell):
    assert answer("total_b12 fell", *labs)[0] is fell


@pytest.mark.parametrize(
    ("said", "properties"),
    [
        ("low", {"low": True, "normal": False, "high": False, "low_by_word": True}),
        ("normal", {"low": False, "normal": True, "high": False, "low_by_word": False}),
        ("high", {"low": False, "normal": False, "high": True, "low_by_word": False}),
        ("undetectable", {"low": True, "confirmed": True, "number": False}),
        ("low", {"confirmed": False, "number": False}),
        (150, {"low": True, "confirmed": True, "number": True, "low_by_word": False}),
        (250, {"low": False, "indeterminate": True, "unlikely": False, "confirmed": False}),
        (400, {"low": False, "indeterminate": False, "unlikely": True}),
    ],
)
def test_the_properties_of_one_result(said, properties):
    """The bounds of the United Kingdom are 180 and 350 ng/L."""
    labs = [b12(said, "2026-11-01")]

    assert {name: answer(f"total_b12 {name}", *labs)[0] for name in properties} == properties


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        ({"value": "positive"}, (True, False, False)),
        ({"value": "negative"}, (False, True, False)),
        ({"value": "borderline"}, (False, False, False)),
        ({"value": "high"}, (True, False, False)),
        ({"value": "normal"}, (False, True, False)),
        ({"value": 5, "unit": "U/mL", "reference_range": "0-6"}, (False, True, False)),
        ({"value": 7, "unit": "U/mL", "reference_range": "0-6"}, (True, False, False)),
        ({"value": 5, "unit": "U/mL"}, (None, None, None)),
    ],
)
def test_an_antibody_is_positive_by_its_word_or_by_the_range_printed_with_it(said, answers):
    """A number alone, without a range, is neither."""
    lab = {"name": "intrinsic factor antibody", "date": "2026-11-01", **said}
    asked = ("positive", "negative", "indeterminate_word")

    assert tuple(answer(f"if_antibody {word}", lab)[0] for word in asked) == answers


@pytest.mark.parametrize(
    ("day", "raised"), [("11-09", None), ("11-10", True), ("11-21", True), ("11-22", None)]
)
def test_reticulocytes_rise_from_the_tenth_day_to_the_third_week(day, raised):
    """Treatment began on 31 October; the labels name the tenth day and the third week."""
    facts = Facts.of(
        person_of(
            [{"name": "reticulocytes", "value": 6, "unit": "%", "date": f"2025-{day}"}],
            prior_treatment=["hydroxocobalamin 1 mg im every 3 months from 2025-10-31"],
        ),
        date(2025, 11, 25),
        UK,
    )

    assert facts.value("reticulocytes_raised_treated") is raised
