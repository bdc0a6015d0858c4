"""The dated doses of a treatment: from when, up to when, and how it goes on."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from msgspec.structs import replace

from corrin.care.facts import Facts
from corrin.care.given import treatments
from corrin.care.schedule import schedule
from corrin.care.schedule_dates import add_months
from corrin.care.schedule_rules import scheduling_rules
from corrin.domain.plan import Course, OfferMade, PlannedDose
from corrin.domain.regimen import DAYS_OF_WEEK, EveryDays, EveryMonths, OnEvent, Phase, Timing
from corrin.domain.schedule import Schedule, ScheduleRequest

LASTS = {
    "lifelong": "Treatment is for life.",
    "while_cause_persists": "Treatment lasts as long as the cause; a review decides, never a high "
    "B12 level.",
    "until_review": "The review decides how long.",
}


def latest_day(facts: Facts, phases: tuple[Phase, ...], start: date, review: date | None) -> date:
    """Up to when doses are dated: a review that decides, otherwise so many months ahead.

    A review decides about a phase that ends when something is seen, and about any course that
    follows a treatment that has failed.
    """
    months = int(facts.guideline.knowledge.settings["dated_months"].value)
    latest = add_months(start, months)
    failing = facts.value("treatment_failing") is True
    if review is not None and (failing or any(_seen(phase) for phase in phases)):
        return min(latest, review)
    return latest


def dates(facts: Facts, phases: tuple[Phase, ...], start: date, latest: date) -> Schedule:
    dated = tuple(replace(phase, timing=_dated(phase.timing)) for phase in phases)
    request = ScheduleRequest(
        start=_first_due(facts, dated[0], start), phases=dated, stop_after=latest
    )
    return schedule(request, scheduling_rules(facts.guideline.knowledge))


def _dated(timing: Timing) -> Timing:
    """The timing by which doses are dated, of a range that the source leaves."""
    if isinstance(timing, EveryMonths) and timing.months_dated is not None:
        return EveryMonths(timing.months_dated)
    return timing


def _seen(phase: Phase) -> bool:
    """Whether a phase ends when a blood count or a clinician's judgement says so."""
    return isinstance(phase.ends, OnEvent) and phase.ends.event in (
        "counts_normal",
        "no_further_improvement",
    )


def _first_due(facts: Facts, phase: Phase, start: date) -> date:
    """The start, or the day on which the next maintenance dose falls due after the last given."""
    given = treatments(facts.by_group, facts.on, facts.guideline)
    dated = [s.until for s in given if s.until is not None and s.route in ("im", "sc")]
    last = max(dated, default=None)
    if last is None:
        return start
    match phase.timing:
        case EveryMonths(months=months):
            return max(start, add_months(last, months))
        case EveryDays(days=days) if days >= DAYS_OF_WEEK:
            return max(start, last + timedelta(days=days))
        case _:
            return start


def doses(dated: Schedule) -> Iterator[PlannedDose]:
    for dose in dated.doses:
        yield PlannedDose(
            on=dose.on,
            phase=dose.phase_name,
            dose_micrograms=dose.dose_micrograms,
            route=dose.route,
            note=dose.why_moved,
        )


def courses(dated: Schedule, offer: OfferMade, latest: date) -> Iterator[Course]:
    oral = dated.oral
    if oral is None or oral.first is None or oral.dose_micrograms is None or offer.route is None:
        return
    yield Course(
        first=oral.first,
        last=oral.last or latest,
        every_days=Decimal(oral.every_days or 1),
        dose_micrograms=oral.dose_micrograms,
        route=offer.route,
    )


def continues(phases: tuple[Phase, ...], duration: str, review: date | None, latest: date) -> str:
    """How it goes on after the last date."""
    seen = next((phase for phase in phases if _seen(phase)), None)
    if review is not None and (seen is not None or review == latest):
        what = f"The {seen.name} phase is" if seen else "Doses are"
        return (
            f"{what} dated up to the review on {review.isoformat()}, which "
            f"decides how it goes on. {LASTS[duration]}"
        )
    return LASTS[duration]
