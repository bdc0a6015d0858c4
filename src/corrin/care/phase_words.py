"""How often a dose falls due and when a phase ends, in words."""

from typing import assert_never

from corrin.domain.regimen import (
    AfterDoses,
    Ends,
    EveryDays,
    EveryMonths,
    Never,
    OnEvent,
    Timing,
    WeekdayOffsets,
)

UNTIL = {
    "counts_normal": "until the blood count is normal",
    "no_further_improvement": "until there is no further improvement",
    "cause_resolved": "for as long as the cause lasts",
    "review": "until a review decides",
}


def how_often(timing: Timing) -> str:
    """How often a dose falls due."""
    match timing:
        case EveryDays(days=days, days_max=int(most)):
            return f"every {days} to {most} days"
        case EveryDays(days=1):
            return "every day"
        case EveryDays(days=2):
            return "on alternate days"
        case EveryDays(days=7):
            return "every week"
        case EveryDays(days=days) if days % 7 == 0:
            return f"every {days // 7} weeks"
        case EveryDays(days=days):
            return f"every {days} days"
        case EveryMonths(months=months, months_max=int(most)):
            return f"every {months} to {most} months"
        case EveryMonths(months=1):
            return "every month"
        case EveryMonths(months=months):
            return f"every {months} months"
        case WeekdayOffsets(offsets=offsets):
            return f"{len(offsets)} times a week"
        case _ as never:
            assert_never(never)


def until(ends: Ends, *, lifelong: bool = False) -> str:
    """When a phase ends; for life where treatment is, and nothing else ends the phase."""
    match ends:
        case OnEvent(event="cause_resolved" | "review") if lifelong:
            return "for life"
        case AfterDoses(count=count):
            return f"{count} {'dose' if count == 1 else 'doses'}"
        case OnEvent(event=event):
            return UNTIL[event]
        case Never():
            return "for life"
        case _ as never:
            assert_never(never)
