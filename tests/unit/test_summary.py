"""The summary of a plan: what no plan that is right ever says is tried on plans changed by hand."""

from datetime import timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from corrin.care.summary import no_plan, summary
from corrin.domain.because import FactUsed
from corrin.domain.plan import Plan
from corrin.domain.regimen import (
    AfterDoses,
    EveryDays,
    EveryMonths,
    Never,
    OnEvent,
    Phase,
    WeekdayOffsets,
)

PHASE = Phase(
    name="loading", route="im", dose_micrograms=Decimal(1000), timing=EveryDays(7), ends=Never()
)


def row(made: Plan, *phases: Phase, asymptomatic=False, folate_ordered=False) -> dict[str, object]:
    return summary(made, phases, asymptomatic=asymptomatic, folate_ordered=folate_ordered)


def treated(made: Plan, **changed: object) -> Plan:
    return replace(made, treatment=replace(made.treatment, **changed))


def assessed(made: Plan, **changed: object) -> Plan:
    return replace(made, assessment=replace(made.assessment, **changed))


@pytest.fixture
def untreated(plan) -> Plan:
    """As the plan by hand, without anything that is given."""
    return treated(plan, doses=(), courses=(), offer=None)


# --- What a plan commits itself to ----------------------------------------------------------------


def test_doses_or_courses_start_b12(plan, untreated):
    assert row(untreated)["commits"] == []
    assert row(treated(untreated, doses=plan.treatment.doses))["commits"] == ["start_b12"]


@pytest.mark.parametrize("status", ["confirmed", "probable"])
def test_folic_acid_alone_is_folate_accepted_in_a_deficiency_without_b12(untreated, status):
    deficient = assessed(untreated, status=status)

    assert row(deficient, folate_ordered=True)["commits"] == ["folic_acid_alone"]
    assert row(deficient)["commits"] == []


def test_folic_acid_is_not_alone_after_b12_or_without_a_deficiency(plan, untreated):
    given = treated(untreated, given=plan.treatment.because.entries)
    normal = assessed(untreated, status="unlikely")

    assert row(given, folate_ordered=True)["commits"] == []
    assert row(normal, folate_ordered=True)["commits"] == []


@pytest.mark.parametrize("test", ["total_b12", "active_b12"])
def test_a_test_of_everybody_is_one_without_symptom_or_result(plan, untreated, test):
    tests = (replace(plan.tests[0], id=test),)
    well = assessed(replace(untreated, tests=tests), markers=())

    assert row(well, asymptomatic=True)["commits"] == ["routine_b12_test"]
    assert row(well)["commits"] == []
    assert row(replace(untreated, tests=tests), asymptomatic=True)["commits"] == []
    assert row(assessed(untreated, markers=()), asymptomatic=True)["commits"] == []


@pytest.mark.parametrize("status", ["confirmed", "probable"])
def test_to_wait_is_to_offer_treatment_after_the_results_though_a_red_flag_is_there(plan, status):
    flag = plan.assessment.status_because
    waiting = treated(assessed(plan, red_flags=(flag,), status=status), doses=())

    assert row(waiting)["commits"] == ["wait_for_results"]
    assert row(treated(waiting, start_before_results=True))["commits"] == []
    assert row(treated(waiting, offer=None))["commits"] == []
    assert row(assessed(waiting, red_flags=()))["commits"] == []
    assert row(assessed(waiting, status="possible"))["commits"] == []


def test_treatment_that_ends_with_its_loading_is_told_where_the_cause_is_for_life(plan):
    offer = plan.treatment.offer
    for_life = replace(treated(plan, doses=()), cause=replace(plan.cause, lifelong=True))
    goes_on = replace(offer, phases=(*offer.phases, replace(offer.phases[0], name="maintenance")))

    assert row(for_life)["commits"] == ["stop_after_loading"]
    assert row(treated(for_life, offer=goes_on))["commits"] == []
    assert row(treated(for_life, offer=replace(offer, phases=())))["commits"] == []
    assert row(treated(for_life, offer=None))["commits"] == []


@pytest.mark.parametrize("alert", ["assay_interference", "normal_b12_does_not_exclude"])
def test_a_doubted_normal_result_is_not_to_be_dismissed(plan, untreated, alert):
    unlikely = assessed(untreated, status="unlikely")
    doubted = replace(unlikely, alerts=(replace(plan.alerts[0], id=alert),))
    functional = assessed(unlikely, functional_deficiency=plan.assessment.status_because)

    assert row(unlikely)["commits"] == []
    assert row(doubted)["commits"] == ["dismiss_normal_b12"]
    assert row(functional)["commits"] == ["dismiss_normal_b12"]
    assert row(assessed(doubted, status="possible"))["commits"] == []


# --- The phases -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("timing", "said"),
    [
        (EveryDays(1), {"every_days": 1}),
        (EveryDays(14), {"every_weeks": 2}),
        (EveryDays(2, 3), {"every_days": "2-3"}),
        (EveryDays(7, 14), {"every_days": "7-14"}),
        (EveryMonths(2), {"every_months": 2}),
        (EveryMonths(2, 3), {"every_months": "2-3"}),
        (WeekdayOffsets((0, 2, 4)), {"times_per_week": 3}),
        (WeekdayOffsets((0, 2, 4), 2), {"times_per_week": 3, "for_weeks": 2}),
    ],
)
def test_how_often_a_phase_is_given(plan, timing, said):
    assert row(plan, replace(PHASE, timing=timing))["regimen_phases"] == [
        {"dose_ug": 1000, "route": "im", **said, "until": "lifelong"}
    ]


@pytest.mark.parametrize(
    ("ends", "said", "for_life"),
    [
        (AfterDoses(6), {"count": 6}, {"count": 6}),
        (OnEvent("review"), {"until": "review"}, {"until": "lifelong"}),
        (OnEvent("cause_resolved"), {"until": "cause_resolved"}, {"until": "lifelong"}),
        (
            OnEvent("no_further_improvement"),
            {"until": "no_further_improvement"},
            {"until": "no_further_improvement"},
        ),
        (Never(), {"until": "lifelong"}, {"until": "lifelong"}),
    ],
)
def test_how_long_a_phase_lasts(plan, ends, said, for_life):
    lasting = replace(plan, cause=replace(plan.cause, lifelong=True))
    phase = replace(PHASE, ends=ends)
    before = {"dose_ug": 1000, "route": "im", "every_weeks": 1}

    assert row(plan, phase)["regimen_phases"] == [{**before, **said}]
    assert row(lasting, phase)["regimen_phases"] == [{**before, **for_life}]


def test_a_dose_that_is_no_whole_number_stays_so(plan):
    (said,) = row(plan, replace(PHASE, dose_micrograms=Decimal("2.5")))["regimen_phases"]

    assert said["dose_ug"] == 2.5


# --- Single keys ----------------------------------------------------------------------------------


def test_every_key_of_a_plan_stands_where_there_is_none(plan):
    """With what a value of its kind is where nothing is concluded."""
    none = no_plan()

    assert none.keys() == row(plan).keys()
    assert (none["status"], none["cause"], none["route"]) == ("not_assessable", "unknown", "none")
    assert none["schedule_status"] == "not_indicated"
    said = {"status", "cause", "route", "schedule_status"}
    assert {repr(value) for key, value in none.items() if key not in said} == {
        "False",
        "None",
        "[]",
    }
    for key, value in row(plan).items():
        assert isinstance(none[key], type(value)) or none[key] is None


def test_the_first_of_the_reviews_is_counted_in_whole_weeks(plan):
    check = plan.monitoring[0]

    def reviewed(**after: int) -> object:
        checks = tuple(
            replace(check, id=name, on=plan.basis.start + timedelta(days=days))
            for name, days in after.items()
        )
        return row(replace(plan, monitoring=checks))["review_at_weeks"]

    assert reviewed(first_review=60, early_review=20) == 2
    assert reviewed(first_review=56) == 8
    assert reviewed(potassium_48h=2) is None


def test_a_refusal_is_respected_where_a_caution_says_it(plan):
    refusal = replace(plan.assessment.status_because, id="refusal")

    assert row(plan)["respect_refusal"] is None
    assert row(treated(plan, cautions=(refusal,)))["respect_refusal"] == "im_refused_recorded"


def test_only_checks_that_are_wanted_are_named(plan):
    check = plan.monitoring[0]
    checks = (check, replace(check, id="other", wanted=False))

    assert row(replace(plan, monitoring=checks))["monitoring"] == ["potassium_48h"]


def test_a_referral_is_named_once(plan):
    referral = replace(plan.assessment.status_because, id="neurology")

    assert row(replace(plan, referral=(referral, referral)))["referral_to"] == ["neurology"]


def test_a_conversion_is_told_in_numbers_without_the_comparator(plan):
    marker = replace(
        plan.assessment.markers[0], printed=">150 pmol/L", in_units=(">203 ng/L", ">203 pg/mL")
    )

    assert row(assessed(plan, markers=(plan.assessment.markers[0], marker)))["unit_conversion"] == [
        {"test": "total_b12", "from": ">150 pmol/L", "to_ng_L": 203.0, "to_pg_mL": 203.0}
    ]


def test_the_plan_by_hand_in_one_row(plan):
    used = FactUsed(id="b12_low", asks="total B12 below the bound", value=True)
    assert plan.assessment.status_because.because.facts == (used,)

    said = row(plan)

    assert said["status"] == "confirmed"
    assert said["functional_deficiency"] is False
    assert said["neuro_involvement"] is True
    assert (said["cause"], said["lifelong"]) == ("medicine_metformin", False)
    assert (said["route"], said["product"]) == ("im", "cyanocobalamin_im")
    assert said["regimen"] == "daily_weekly_monthly"
    assert said["urgent_referral"] is False
    assert said["test_next"] == ["if_antibody"]
    assert said["alerts"] == ["metformin_b12"]
