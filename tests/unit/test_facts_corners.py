"""Corners of facts, and of what rests on them, that no person of the vectors comes to."""

import json
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from corrin import person_file
from corrin.care.facts import Facts, before_first
from corrin.care.guideline import Guideline, independent, per_portion, unmeasured
from corrin.care.intake_report import intake_report
from corrin.care.plan import plan
from corrin.domain.person import Person
from corrin.knowledge.load import knowledge

ON = date(2026, 11, 20)
HERE = knowledge()
UK = Guideline.of(HERE, "uk")
INJECTED = "hydroxocobalamin 1 mg im every 3 months"


def person(**said: object) -> Person:
    data = {"age_years": 45, "sex": "male", **said}
    reading = person_file.read(json.dumps(data).encode(), on=ON, knowledge=HERE)
    assert reading.person is not None
    assert not reading.not_understood
    return reading.person


def value(fact: str, **said: object) -> bool | None:
    return Facts.of(person(**said), ON, UK).value(fact)


# --- Orders and treatments ------------------------------------------------------------------------


def test_nothing_is_true_of_an_order_that_is_not_there():
    assert value("order_is_sparse") is False


@pytest.mark.parametrize(
    ("course", "sparse"),
    [
        ({}, False),  # nobody said how often
        ({"every_days": 15}, True),
        ({"phases": [{"every_days": 15, "count": 4}, {"every_days": 7, "count": 4}]}, True),
        ({"regimen": "uk_bnf_no_neuro"}, False),  # three times a week at first
        ({"regimen": "uk_prophylaxis_3_monthly"}, True),
    ],
)
def test_how_far_apart_doses_are_is_said_by_the_order_or_its_course(course, sparse):
    order = {"drug": "hydroxocobalamin", "dose": "1 mg", "route": "im", **course}

    assert value("order_is_sparse", regimen_request=order) is sparse


@pytest.mark.parametrize(
    ("given", "late"),
    [
        (f"{INJECTED}, current", None),  # it goes on, and nobody said when the last was given
        (f"{INJECTED} for 2 years", None),  # nor here, where only it began is known
        ("hydroxocobalamin 1 mg im daily, started 2026-01-05, stopped", None),  # nor here
        (f"{INJECTED} from 2024-01-01 to 2026-11-01", False),
        (f"{INJECTED} from 2024-01-01 to 2026-08-01", True),  # 111 days; 107 are too many
    ],
)
def test_an_injection_is_late_only_where_the_last_one_is_dated(given, late):
    assert value("injections_late", medicines=[], prior_treatment=[given]) is late


def test_the_product_stays_where_the_record_names_none():
    said = person(
        conditions=["pernicious anaemia"],
        symptoms=[],
        signs=[],
        prior_treatment=["vitamin B12 1 mg im every 3 months for 2 years"],
    )
    made = plan(said, on=ON, guideline=UK)

    assert made.treatment.offer is not None
    assert made.treatment.offer.product == "hydroxocobalamin"


@pytest.mark.parametrize(
    ("given", "treats"),
    [
        ("cyanocobalamin 50 micrograms orally daily", True),
        ("cyanocobalamin 49 micrograms orally daily", False),
        ("cyanocobalamin 49 micrograms daily", False),
        ("cyanocobalamin 49 micrograms sublingually daily", False),
        ("cyanocobalamin 49 micrograms im daily", True),
        ("cyanocobalamin orally daily", True),
        ("cyanocobalamin 1 mg orally daily from 2025-01-01 to 2025-11-20", True),
        ("cyanocobalamin 1 mg orally daily from 2025-01-01 to 2025-11-19", False),
    ],
)
def test_b12_treats_from_fifty_micrograms_up_and_for_a_year(given, treats):
    """BNF: cyanocobalamin from 50 micrograms a day. 365 days before the plan is the 20th."""
    assert value("b12_given", medicines=[], prior_treatment=[given]) is treats


@pytest.mark.parametrize(
    ("said", "known", "grounds"),
    [
        ({"conditions": ["pernicious anaemia"]}, True, ("conditions[0]",)),
        ({"conditions": []}, False, ("conditions",)),
        ({}, None, ()),
        ({"conditions": ["possible pernicious anaemia"]}, False, ("conditions",)),
    ],
)
def test_a_fact_rests_on_the_entry_or_on_the_list_that_was_answered(said, known, grounds):
    facts = Facts.of(person(**said), ON, UK)

    assert facts.value("pa_stated") is known
    assert facts.grounds("pa_stated") == grounds


def test_what_is_said_of_the_person_rests_on_its_field_where_that_is_known():
    said = person()

    assert Facts.of(said, ON, UK).grounds("under_16") == ("age_years",)
    assert Facts.of(said, ON, UK).grounds("female") == ("sex",)
    assert Facts.of(replace(said, sources={}), ON, UK).grounds("under_16") == ()


@pytest.mark.parametrize(
    ("months", "ages"),
    [
        (5, {"under_6_months", "under_12_months", "under_24_months", "under_5"}),
        (6, {"under_12_months", "under_24_months", "under_5"}),
        (24, {"under_5"}),
        (59, {"under_5"}),
        (60, set()),
        (50 * 12 - 1, set()),
        (50 * 12, {"over_50"}),
    ],
)
def test_ages_are_counted_in_whole_months(months, ages):
    of_age = Facts.of(person(age_years=None, age_months=months), ON, UK)
    asked = ("under_6_months", "under_12_months", "under_24_months", "under_5", "over_50")

    assert {fact for fact in asked if of_age.value(fact)} == ages


# --- What could still be said ---------------------------------------------------------------------


def test_all_that_a_table_hangs_on_and_a_person_can_say_is_found():
    """Which cause leads hangs on the diet, on operations, on antibodies known, and on gas."""
    open_ones = set(Facts.of(person(), ON, UK).undecided("cause_dietary"))

    assert {
        "bariatric",
        "diet_strict",
        "gastrectomy_partial",
        "gastrectomy_total",
        "n2o_recreational",
        "pa_stated",
    } <= open_ones


# --- Entries --------------------------------------------------------------------------------------


def test_a_supplement_of_no_stated_dose_counts_once_beside_itself():
    """It is said with the diet and among the medicines, and is one supplement."""
    said = person(diet=["vegan", "vitamin B12 tablets"], medicines=["vitamin B12 tablets"])
    found = intake_report(said, on=ON, guideline=UK).intake

    assert [each.source for each in found.counted] == ["medicines[0]"]


@pytest.mark.parametrize(
    ("holds", "changed"), [("no", {"holds_for": "somebody"}), ("yes", {"holds_for": None})]
)
def test_a_claim_that_holds_and_no_other_says_for_whom(holds, changed):
    entry = next(each for each in HERE.evidence.values() if each.claim_holds == holds)

    says = "a claim that holds, and no other, says in `holds_for` for whom"
    with pytest.raises(ValueError, match=f"^{says}$"):
        replace(entry, **changed)


# --- Whose it is ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "related"),
    [
        ("mother", True),
        ("father", True),
        ("sibling", True),
        ("child", True),
        ("relative", True),
        ("partner", False),
        ("wife", False),
    ],
)
def test_a_partner_is_no_blood_relative(subject, related):
    said = [{"name": "pernicious anaemia", "subject": subject}]

    assert (value("family_b12", family_history=said) is True) is related


@pytest.mark.parametrize(
    ("holds", "before"),
    [
        ((True,), 0),
        ((None, True, False), 1),
        ((False, None, True, True), 2),
        ((False, None), 2),
        ((), 0),
    ],
)
def test_how_many_rules_come_before_the_first_that_certainly_holds(holds, before):
    assert before_first(holds) == before


# --- Without a result -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marker", "value"),
    [
        ("total_b12 known", False),
        ("total_b12 pending", False),
        ("total_b12 conflict", False),
        ("total_b12 on_treatment", False),
        ("total_b12 low_on_treatment", False),
        ("total_b12 twice:high", False),
        ("total_b12 low", None),
        ("total_b12 confirmed", None),
        ("haemoglobin below:severe_anaemia", None),
    ],
)
def test_without_a_result_no_band_is_known_and_that_there_is_none_is(marker, value):
    assert unmeasured(marker) is value


# --- What rests on what ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "alone"),
    [
        ("pa_stated", True),  # from statements
        ("injected_b12_now", True),  # from the treatment on record
        ("order_is_folate", True),  # from the order
        ("order_is_sparse", True),
        ("pack_uk", True),  # from the pack
        ("pregnant_or_lactating", False),  # from others
        ("severe_anaemia", False),  # from results, whose bounds hang on others
        ("cause_dietary", False),  # from a table
    ],
)
def test_what_is_stated_or_ordered_hangs_on_nothing_else(fact, alone):
    assert independent(HERE.facts[fact]) is alone


def test_two_raised_results_count_whatever_their_age():
    """Of other properties a result of more than a year ago says nothing."""
    raised = [
        {"name": "total B12", "value": 1200, "unit": "ng/L", "date": day}
        for day in ("2023-01-10", "2024-01-10")
    ]

    assert value("b12_raised_twice", labs=raised) is True
    assert value("b12_raised_twice", labs=raised[:1]) is False
    assert value("b12_known", labs=raised) is False


def test_a_food_of_the_least_portion_is_named_and_one_of_less_is_not():
    egg = HERE.foods["ndb_01129"]
    setting = HERE.settings["food_portion_lowest"]

    def named(least: Decimal) -> bool:
        settings = {**HERE.settings, setting.id: replace(setting, value=least)}
        known = replace(HERE, settings=settings, foods={egg.id: replace(egg, named=True)})
        return [food.id for food in Guideline.of(known, "uk").foods] == [egg.id]

    assert named(per_portion(egg))
    assert not named(per_portion(egg) + Decimal("0.001"))


def test_a_food_without_a_portion_counts_for_nothing():
    """A portion of 100 g of what holds 5 micrograms in 100 g gives 5."""
    food = HERE.foods["oat_drink_fortified_eu"]

    assert per_portion(food) == food.portions[0].b12_micrograms
    assert per_portion(replace(food, portions=())) == 0
