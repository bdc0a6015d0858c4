"""The phases of a course in words: how often, and until when."""

from corrin.domain.plan import PhasePlan
from corrin.domain.regimen import (
    AfterDoses,
    EveryDays,
    EveryMonths,
    OnEvent,
    Phase,
    Timing,
    WeekdayOffsets,
)

UNTIL = {
    "counts_normal": "until the blood count is normal",
    "no_further_improvement": "until there is no further improvement",
    "cause_resolved": "for as long as the cause lasts",
    "review": "until a review decides",
}


def phase_timing(timing: Timing) -> str:
    """How often, in words."""
    match timing:
        case EveryDays(days=1):
            return "every day"
        case EveryDays(days=2):
            return "on alternate days"
        case EveryDays(days=7):
            return "every week"
        case EveryDays(days=days) if days % 7 == 0:
            return f"every {days // 7} weeks"
        case EveryDays(days=days, days_max=None):
            return f"every {days} days"
        case EveryDays(days=days, days_max=most):
            return f"every {days} to {most} days"
        case EveryMonths(months=1, months_max=None):
            return "every month"
        case EveryMonths(months=months, months_max=None):
            return f"every {months} months"
        case EveryMonths(months=months, months_max=most):
            return f"every {months} to {most} months"
        case WeekdayOffsets(offsets=offsets):
            return f"{len(offsets)} times a week"


def phase_plan(phase: Phase, *, lifelong: bool) -> PhasePlan:
    """A phase in words and numbers."""
    match phase.ends:
        case OnEvent(event="cause_resolved" | "review") if lifelong:
            ends = "for life"
        case AfterDoses(count=count):
            ends = f"{count} doses"
        case OnEvent(event=event):
            ends = UNTIL[event]
        case _:
            ends = "for life"
    daily = f", {phase.times_per_day} times a day" if phase.times_per_day > 1 else ""
    return PhasePlan(
        name=phase.name,
        says=f"{phase_timing(phase.timing)}{daily}, {ends}",
        route=phase.route,
        dose_micrograms=phase.dose_micrograms,
        ends=ends,
    )
