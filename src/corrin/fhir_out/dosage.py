"""A phase of a regimen as Dosage and Timing, with words that say the same.

What a Timing cannot hold, such as "until there is no further improvement", stands in the words; the
review that decides is a resource of its own.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, assert_never

from corrin.care.phase_words import how_often, until
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import Route
from corrin.domain.plan import Course, PlannedDose
from corrin.domain.regimen import (
    DAYS_OF_WEEK,
    AfterDoses,
    EveryDays,
    EveryMonths,
    Phase,
    Timing,
    WeekdayOffsets,
)
from corrin.fhir_out.values import UCUM, Json, filled, words
from corrin.render.phrases import dose, route

EVENTS_MOST = 20
"""How many dates one Timing carries; more of them stand in the Tasks alone."""


def routes_of(knowledge: Knowledge) -> Mapping[Route, list[Json]]:
    """The coding of each route that has a code."""
    return {
        code.route: [{"system": knowledge.code_systems[code.system].uri, "code": code.code}]
        for code in knowledge.codes.values()
        if code.route is not None
    }


def dosage(
    phase: Phase,
    routes: Mapping[Route, list[Json]],
    says: str | None = None,
    doses: tuple[PlannedDose, ...] = (),
    course: Course | None = None,
) -> Json:
    """One dosage instruction.

    Args:
        routes: the codings of routes, as `routes_of` gives them.
        says: when the phase ends, as the plan says it of this person; None as the source says.
        doses: the dated doses of the phase.
        course: the course of daily doses that the phase is, where it is one.
    """
    return {
        "sequence": 1,
        "text": in_words(phase, says),
        "timing": timing(phase, tuple(one.on for one in doses), course),
        "route": words(route(phase.route), routes.get(phase.route, ())),
        "doseAndRate": [{"doseQuantity": quantity(phase)}],
    }


def in_words(phase: Phase, says: str | None = None) -> str:
    """The dosage as one reads it aloud."""
    often = how_often(phase.timing)
    if phase.times_per_day > 1:
        often = f"{phase.times_per_day} times a day"
    ends = says or until(phase.ends)
    return f"{dose(phase.dose_micrograms)} {route(phase.route)} {often}; {ends}"


def quantity(phase: Phase) -> Json:
    """The single dose in micrograms."""
    return {
        "value": phase.dose_micrograms,
        "unit": "micrograms",
        "system": UCUM,
        "code": "ug",
    }


def timing(phase: Phase, days: tuple[date, ...], course: Course | None = None) -> Json:
    """The Timing of a phase: how often, how many, from when, and the dates where they are few."""
    repeat: Json = {"boundsPeriod": _bounds(phase, days, course)}
    if isinstance(phase.ends, AfterDoses):
        repeat["count"] = phase.ends.count
    events = [day.isoformat() for day in days] if len(days) <= EVENTS_MOST else []
    return filled({"event": events, "repeat": filled({**repeat, **_every(phase)})})


def _bounds(phase: Phase, days: tuple[date, ...], course: Course | None) -> Json:
    """From when, and until when where a count of doses decides that."""
    counted = isinstance(phase.ends, AfterDoses)
    if course is not None:
        last = course.last.isoformat() if counted else None
        return filled({"start": course.first.isoformat(), "end": last})
    if not days:
        return {}
    return filled({"start": days[0].isoformat(), "end": days[-1].isoformat() if counted else None})


def _every(phase: Phase) -> Json:
    period, most, unit = _period(phase.timing)
    frequency: Any = phase.times_per_day
    if isinstance(phase.timing, WeekdayOffsets):
        frequency = len(phase.timing.offsets)
    return filled({"frequency": frequency, "period": period, "periodMax": most, "periodUnit": unit})


def _period(timing: Timing) -> tuple[int, int | None, str]:
    """Period, longest period and UCUM unit."""
    match timing:
        case EveryDays(days=days, days_max=None) if days % DAYS_OF_WEEK == 0:
            return days // DAYS_OF_WEEK, None, "wk"
        case EveryDays(days=days, days_max=most):
            return days, most, "d"
        case EveryMonths(months=months, months_max=most):
            return months, most, "mo"
        case WeekdayOffsets():
            return 1, None, "wk"
        case _ as never:
            assert_never(never)
