"""One row for one person: the plan in the words of the vocabulary, every key always there."""

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from corrin.domain.plan import MarkerReading, Plan
from corrin.domain.regimen import (
    AfterDoses,
    EveryDays,
    EveryMonths,
    Never,
    OnEvent,
    Phase,
    Timing,
    WeekdayOffsets,
)

URGENT = frozenset({"now", "same_day"})
DAYS_IN_WEEK = 7
REVIEWS = ("early_review", "first_review")
"""The checks that are the review of treatment, the earlier first."""


def summary(
    plan: Plan, phases: tuple[Phase, ...], *, asymptomatic: bool, folate_ordered: bool
) -> dict[str, object]:
    """The summary of a plan.

    Args:
        phases: of the leading offer.
        asymptomatic: whether the person is known to have no symptom or sign.
        folate_ordered: whether folic acid is about to be prescribed.
    """
    treatment = plan.treatment
    offer = treatment.offer
    review = next((c for name in REVIEWS for c in plan.monitoring if c.id == name), None)
    return {
        "status": plan.assessment.status,
        "functional_deficiency": bool(plan.assessment.functional_deficiency),
        "neuro_involvement": bool(plan.assessment.neuro_involvement),
        "cause": plan.cause.leading,
        "route": offer.route if offer else "none",
        "product": offer.product if offer else None,
        "regimen": offer.regimen if offer else None,
        "regimen_phases": list(_phases(phases, lifelong=plan.cause.lifelong is True)),
        "start_before_results": treatment.start_before_results,
        "urgent_referral": any(flag for flag in plan.assessment.red_flags),
        "referral_to": list(dict.fromkeys(c.id for c in plan.referral)),
        "lifelong": plan.cause.lifelong is True,
        "review_at_weeks": (review.on - plan.basis.start).days // DAYS_IN_WEEK
        if review and review.on
        else None,
        "schedule_status": treatment.schedule_status,
        "respect_refusal": "im_refused_recorded" if _refused(plan) else None,
        "unit_conversion": list(_conversions(plan.assessment.markers)),
        "test_next": [test.id for test in plan.tests],
        "monitoring": [check.id for check in plan.monitoring if check.wanted],
        "differential": [conclusion.id for conclusion in plan.cause.differential],
        "alerts": [alert.id for alert in plan.alerts],
        "actions": [conclusion.id for conclusion in plan.actions],
        "commits": list(_commits(plan, asymptomatic=asymptomatic, folate_ordered=folate_ordered)),
        "claims": [said.id for said in plan.expectation],
    }


def no_plan() -> dict[str, object]:
    """The summary where no plan was possible: every key, and nothing concluded."""
    return {
        "status": "not_assessable",
        "functional_deficiency": False,
        "neuro_involvement": False,
        "cause": "unknown",
        "route": "none",
        "product": None,
        "regimen": None,
        "regimen_phases": [],
        "start_before_results": False,
        "urgent_referral": False,
        "referral_to": [],
        "lifelong": False,
        "review_at_weeks": None,
        "schedule_status": "not_indicated",
        "respect_refusal": None,
        "unit_conversion": [],
        "test_next": [],
        "monitoring": [],
        "differential": [],
        "alerts": [],
        "actions": [],
        "commits": [],
        "claims": [],
    }


def _refused(plan: Plan) -> bool:
    return any(conclusion.id == "refusal" for conclusion in plan.treatment.cautions)


def _phases(phases: tuple[Phase, ...], *, lifelong: bool) -> Iterator[dict[str, object]]:
    for phase in phases:
        yield {
            "dose_ug": _number(phase.dose_micrograms),
            "route": phase.route,
            **_timing(phase.timing),
            **_end(phase, lifelong),
        }


def _timing(timing: Timing) -> dict[str, object]:
    match timing:
        case EveryDays(days=days, days_max=None) if days % DAYS_IN_WEEK == 0:
            return {"every_weeks": days // DAYS_IN_WEEK}
        case EveryDays(days=days, days_max=None):
            return {"every_days": days}
        case EveryDays(days=days, days_max=most):
            return {"every_days": f"{days}-{most}"}
        case EveryMonths(months=months, months_max=None):
            return {"every_months": months}
        case EveryMonths(months=months, months_max=most):
            return {"every_months": f"{months}-{most}"}
        case WeekdayOffsets(offsets=offsets, weeks=weeks):
            times: dict[str, object] = {"times_per_week": len(offsets)}
            return times if weeks is None else {**times, "for_weeks": weeks}
        case _ as never:
            assert_never(never)


def _end(phase: Phase, lifelong: bool) -> dict[str, object]:
    match phase.ends:
        case AfterDoses(count=count):
            return {"count": count}
        case OnEvent(event="cause_resolved" | "review") if lifelong:
            return {"until": "lifelong"}
        case OnEvent(event=event):
            return {"until": event}
        case Never():
            return {"until": "lifelong"}
        case _ as never:
            assert_never(never)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral() else float(value)


def _conversions(markers: tuple[MarkerReading, ...]) -> Iterator[dict[str, object]]:
    for marker in markers:
        if not marker.in_units:
            continue
        values: dict[str, object] = {}
        for text in marker.in_units:
            value, _, unit = text.lstrip("<>=").partition(" ")
            values[f"to_{unit.replace('/', '_')}"] = float(value)
        yield {"test": marker.analyte, "from": marker.printed, **values}


def _commits(plan: Plan, *, asymptomatic: bool, folate_ordered: bool) -> Iterator[str]:
    """What the plan would do that may be unsafe, worked out from what it says."""
    treatment = plan.treatment
    tests = {test.id for test in plan.tests}
    if treatment.doses or treatment.courses:
        yield "start_b12"
    deficient = plan.assessment.status in ("confirmed", "probable")
    accepted = folate_ordered and all(check.accepted for check in treatment.order)
    if accepted and deficient and not treatment.given:
        yield "folic_acid_alone"
    if asymptomatic and tests & {"total_b12", "active_b12"} and not plan.assessment.markers:
        yield "routine_b12_test"
    if treatment.schedule_status == "blocked" and (treatment.doses or treatment.courses):
        yield "schedule_same_product"
    offer = treatment.offer
    waits = offer is not None and not treatment.start_before_results
    if waits and plan.assessment.red_flags and deficient:
        yield "wait_for_results"
    last = offer.phases[-1].name if offer is not None and offer.phases else "maintenance"
    if plan.cause.lifelong and last != "maintenance":
        yield "stop_after_loading"
    doubted = {"assay_interference", "normal_b12_does_not_exclude"}
    alerts = {alert.id for alert in plan.alerts}
    if plan.assessment.status == "unlikely" and (
        alerts & doubted or plan.assessment.functional_deficiency
    ):
        yield "dismiss_normal_b12"
