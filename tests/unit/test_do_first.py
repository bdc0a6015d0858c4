"""What to do first: each kind of step with who does it and how soon, in order."""

import json
from datetime import date

import pytest

from corrin import person_file
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.domain.plan import Step
from corrin.knowledge.load import knowledge

ON = date(2026, 11, 20)
ANSWERED = ("allergies", "conditions", "diet", "exposures", "medicines", "procedures", "symptoms")
BLOOD = "Full blood count; Intrinsic factor antibody; Folate; Ferritin."
"""What is taken from everybody who is deficient and whose cause is not known."""


def b12(value: int | str) -> dict[str, object]:
    unit = {} if isinstance(value, str) else {"unit": "ng/L"}
    return {"name": "total vitamin B12", "value": value, "day": 0, **unit}


def steps(pack: str, *labs, **said: object) -> list[Step]:
    tree = {"age_years": 45, "sex": "male", "labs": labs, **{name: [] for name in ANSWERED}, **said}
    reading = person_file.read(json.dumps(tree).encode(), on=ON, knowledge=knowledge())
    assert reading.person is not None
    guideline = Guideline.of(knowledge(), pack)
    return list(plan(reading.person, on=ON, guideline=guideline, refused=reading.refused).do_first)


def told(found: list[Step]) -> list[tuple[str, str, str, str]]:
    return [(step.kind, step.within, step.who, step.says) for step in found]


def test_nothing_is_first_where_nothing_is_due():
    assert steps("uk", b12(250)) == []


def test_a_red_flag_comes_before_blood_and_a_dose_that_does_not_wait():
    flag, *others = steps("uk", b12(90), symptoms=["numb feet", "difficulty walking"])

    assert (flag.kind, flag.within, flag.who) == ("red_flag", "same_day", "specialist")
    assert told(others) == [
        ("blood", "same_day", "nurse", f"Draw blood before the first dose: {BLOOD}"),
        (
            "dose",
            "same_day",
            "nurse",
            "First dose on 2026-11-20: HYDROXOcobalamin 1000 micrograms, im."
            " Do not wait for the results.",
        ),
    ]
    assert others[1].because is not None


def test_the_dose_of_somebody_on_treatment_is_the_next_one():
    found = steps("us", b12(90), medicines=["cyanocobalamin 1 mg im monthly"])

    assert told(found) == [
        ("blood", "before_first_dose", "nurse", f"Draw blood before the first dose: {BLOOD}"),
        (
            "dose",
            "days",
            "nurse",
            "Next dose on 2026-11-20: CYANOcobalamin 1000 micrograms, im.",
        ),
    ]


def test_tablets_are_begun_by_the_person():
    *_, dose = steps("uk", b12(90), diet=["vegan"])

    assert (dose.kind, dose.within, dose.who) == ("dose", "days", "person")
    assert dose.says.startswith("First dose from 2026-11-20: ")
    assert dose.says.endswith(" micrograms, oral.")


def test_behind_a_block_blood_is_drawn_and_further_tests_follow_but_no_dose():
    block, *others = steps("uk", b12(90), allergies=["hydroxocobalamin"])

    assert (block.kind, block.within, block.who) == ("block", "now", "clinician")
    assert told(others) == [
        ("blood", "days", "nurse", f"Draw blood: {BLOOD}"),
        ("blood", "days", "clinician", "Next tests: Creatinine and eGFR."),
        ("blood", "weeks", "clinician", "Next tests: Coeliac serology."),
    ]


def test_what_was_sent_already_is_not_drawn_again():
    *_, awaited, blood = steps("uk", b12("pending"), symptoms=["numb feet"])

    assert told([awaited, blood]) == [
        (
            "check",
            "days",
            "clinician",
            "Already sent, and not drawn again: Total vitamin B12.",
        ),
        ("blood", "days", "nurse", "Draw blood: Full blood count."),
    ]


@pytest.mark.parametrize(("part", "value"), [("every_days", 200), ("every_months", 7)])
def test_an_order_is_refused_by_the_field_that_says_how_often(part, value):
    """Beyond three months, which are at most 93 days."""
    order = {"drug": "hydroxocobalamin", "dose": "1 mg", "route": "im", part: value}

    refused = [
        step
        for step in steps("uk", b12(90), conditions=["pernicious anaemia"], regimen_request=order)
        if step.says.startswith(f"Order refused: {part} “{value}”: ")
    ]

    assert any("3 months, each reckoned as 31 days" in step.says for step in refused)
    assert {(step.kind, step.within, step.who) for step in refused} == {
        ("block", "now", "clinician")
    }


BLOOD_FIRST = (
    *("blood", "before_first_dose", "nurse"),
    f"Draw blood before the first dose: {BLOOD}",
)


@pytest.mark.parametrize(
    ("order", "medicines", "kind", "says"),
    [
        (
            {"drug": "folic acid", "dose": "5 mg"},
            [],
            "block",
            "Order refused: drug “folic acid”: Folic acid is not given alone or first while B12 is"
            " low or not known.",
        ),
        (
            {"drug": "wonder drug"},
            [],
            "block",
            "Order refused: drug “wonder drug”: it is not a medicine that is known",
        ),
        ("hydroxocobalamin 1 mg im", [], "block", "Order refused: it is not a mapping"),
        (
            {"drug": "cyanocobalamin", "dose": "50 micrograms", "route": "oral", "every_days": 1},
            ["metformin for 8 years"],
            "check",
            "Order, a warning: dose “50 micrograms”: Less than 1 mg a day by mouth treats a"
            " deficiency of the diet, and in pregnancy and breast-feeding not even that.",
        ),
    ],
)
def test_what_is_wrong_with_an_order_is_said_with_its_field_before_all_else(
    order, medicines, kind, says
):
    """A deficiency by metformin is not one of the diet."""
    first, blood, dose = steps("uk", b12(90), medicines=medicines, regimen_request=order)

    assert told([first, blood]) == [(kind, "now", "clinician", says), BLOOD_FIRST]
    assert first.because is not None
    assert dose.kind == "dose"


@pytest.mark.parametrize(
    ("order", "field"),
    [
        ({"drug": "hydroxocobalamin", "every_months": 3}, "every_months “3”"),
        ({"drug": "hydroxocobalamin", "every_days": 84}, "every_days “84”"),
        (
            {"drug": "hydroxocobalamin", "regimen": "uk_prophylaxis_3_monthly"},
            "regimen “uk_prophylaxis_3_monthly”",
        ),
        ({"regimen": "uk_prophylaxis_3_monthly"}, "regimen “uk_prophylaxis_3_monthly”"),
    ],
)
def test_an_interval_that_was_not_enough_is_named_where_it_stands(order, field):
    whole = order if "regimen" in order else {**order, "dose": "1 mg", "route": "im"}
    first = steps(
        "uk",
        b12(90),
        conditions=["pernicious anaemia"],
        symptoms=["symptoms returning before the next injection"],
        prior_treatment=["hydroxocobalamin 1 mg im every 3 months since 2020"],
        regimen_request=whole,
    )
    (warning,) = [step.says for step in first if step.says.startswith("Order")]

    assert warning == (
        f"Order, a warning: {field}: Injections at this interval have not been enough. The order"
        " repeats it, or makes it longer."
    )


def test_an_order_that_nothing_speaks_against_is_no_step():
    order = {"drug": "hydroxocobalamin", "dose": "1 mg", "route": "im"}

    assert [step.kind for step in steps("uk", b12(90), regimen_request=order)] == ["blood", "dose"]


def test_what_nobody_asked_is_asked_with_what_hangs_on_it_and_the_dose_is_provisional():
    """Nerves ask for loading on alternate days; a vegan has tablets."""
    found = steps("uk", b12(90), symptoms=None, diet=None, allergies=None)
    usual = "Three times a week for two weeks, then every two to three months"

    assert told(found) == [
        (
            *("ask", "before_first_dose", "clinician"),
            "Ask first: numbness, tingling, unsteadiness, weakness of a limb, a visual symptom,"
            " memory loss, confusion or psychosis; unsteady gait or other cord signs, loss of"
            " vision, psychosis or rapid confusion? If any of these: Alternate days until no"
            f" further improvement, then every two months. If none: {usual}.",
        ),
        (
            *("ask", "before_first_dose", "clinician"),
            "Ask first: a vegan diet, or one without animal food? If yes: Low-dose tablets for a"
            f" deficiency of diet. If no: {usual}.",
        ),
        (
            *("check", "before_first_dose", "nurse"),
            "Ask before the first dose: any allergy to vitamin B12, cobalt or an excipient?",
        ),
        BLOOD_FIRST,
        (
            *("dose", "days", "nurse"),
            "First dose: HYDROXOcobalamin 1000 micrograms, im. Provisional, until what is asked"
            " above is answered.",
        ),
    ]


def test_what_must_be_done_now_stands_before_what_must_be_done_today():
    """Walking and sight are for the same day, a stroke for now."""
    found = steps(
        "uk", b12(90), symptoms=["difficulty walking", "loss of vision", "sudden facial droop"]
    )
    flags = [step for step in found if step.kind == "red_flag"]

    assert found[: len(flags)] == flags
    assert [(flag.within, flag.who) for flag in flags] == [
        ("now", "emergency"),
        ("same_day", "specialist"),
        ("same_day", "specialist"),
    ]
    assert [flag.says.partition(":")[0].partition(".")[0] for flag in flags] == [
        "Signs of a stroke or of anaphylaxis",
        "Unsteady gait or a sign of the cord",
        "Loss of vision",
    ]


def test_low_potassium_is_replaced_before_the_first_dose():
    potassium = {"name": "potassium", "value": 3.0, "unit": "mmol/L", "day": 0}
    found = steps("uk", b12(90), potassium)
    (caution,) = [
        step for step in found if "potassium" in step.says.lower() and step.kind == "check"
    ]
    dose = found[-1]

    assert caution.within == "before_first_dose"
    assert dose.says == (
        "First dose on 2026-11-20: HYDROXOcobalamin 1000 micrograms, im. After potassium, as above."
    )
