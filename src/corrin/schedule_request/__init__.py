"""A request for a dated schedule: a tree of texts into what the core can date.

Every problem is found in one pass and refused with the path of its field, its value and what
would be accepted. A key that is not understood is a problem too: `stop_afte` silently left aside
would date a course without an end.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time, tzinfo
from typing import get_args

from msgspec import Struct

from corrin.domain.regimen import (
    DAYS_OF_WEEK,
    AfterDoses,
    EveryDays,
    Phase,
    Timing,
    WeekdayOffsets,
)
from corrin.domain.schedule import (
    Anchor,
    Event,
    Given,
    GivenPolicy,
    Missed,
    ScheduleRequest,
    SchedulingRules,
    Shift,
    ShiftPolicy,
)
from corrin.errors import Refusal, Refused
from corrin.reading.section import Section
from corrin.reading.zone import A_ZONE, NO_ZONE, zone_named
from corrin.schedule_request.events import read_events
from corrin.schedule_request.phases import read_phases

ASKED = (
    "start",
    "anchor",
    "phases",
    "shift",
    "timezone",
    "local_time",
    "stop_after",
    "events",
    "policy",
)
ABOUT = ("schema_version", "id", "set", "title", "note", "protocol_source", "product")
"""Words about a request; no date depends on them."""

ANCHORS: dict[str, Anchor] = {name: name for name in get_args(Anchor)}
SHIFTS: dict[str, ShiftPolicy] = {name: name for name in get_args(ShiftPolicy)}
POLICIES: dict[str, GivenPolicy] = {
    "rebase_on_actual": "rebase_on_actual",
    "keep_nominal": "keep_nominal",
    "resume_on_date_continue_count": "rebase_on_actual",
    "switch_to_oral_at_next_due": "rebase_on_actual",
    "stop_oral_same_day": "rebase_on_actual",
    "blocked_by_alert": "rebase_on_actual",
    "stop_on_event": "rebase_on_actual",
}
"""What each policy means for recorded doses; other events follow their own whatever is named."""

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORTEST = 2
A_WEEKDAY = "days such as Sat or Saturday"
TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::00)?")
A_TIME = "a time of day from 00:00 to 23:59"
A_SHIFT = "{policy: next_open_day, closed_weekdays: [Sat, Sun]}"


def read(
    tree: Mapping[str, object], rules: SchedulingRules, also: Iterable[Refusal] = ()
) -> ScheduleRequest:
    """The request that a tree states.

    Args:
        also: what the parser has refused already, so that all is said at once.

    Raises:
        Refused: something in it cannot be used; every problem is named.
    """
    refusals = [*also]
    request = Section({**tree}, "", refusals, (rules.earliest, rules.latest))
    request.only((*ASKED, *ABOUT))
    request.need("start", "the date of the first dose, such as 2026-12-07")
    start = request.day("start")
    phases, dose_warnings = read_phases(request, rules, start)
    events, event_warnings = read_events(request, rules)
    stop_after = request.day("stop_after")
    anchor = request.word("anchor", dict(ANCHORS)) or "interval_after_last"
    policy = request.word("policy", dict(zip(POLICIES, POLICIES, strict=True)))
    shift = _shift(request, rules)
    zone, zone_warnings = _zone(request)
    local_time = _local_time(request)
    if start is not None:
        _within_reach(request, rules, Span(start, stop_after, phases, events))
    if refusals or start is None:
        raise Refused(refusals)
    return ScheduleRequest(
        start=start,
        phases=phases,
        anchor=ANCHORS[anchor],
        shift=shift,
        zone=zone,
        local_time=local_time,
        stop_after=stop_after,
        events=events,
        given_policy=POLICIES[policy or "rebase_on_actual"],
        warnings=(*dose_warnings, *event_warnings, *zone_warnings),
    )


class Span(Struct, frozen=True):
    """Over which days doses may have to be dated."""

    start: date
    stop_after: date | None
    phases: tuple[Phase, ...]
    events: tuple[Event, ...]


def _within_reach(request: Section, rules: SchedulingRules, span: Span) -> None:
    """Refuse a last day before the start, and more doses or records than can be dated."""
    if span.stop_after is not None and span.stop_after < span.start:
        request.refuse("stop_after", "it is before the start", f"{span.start} or later")
    days = [event.on for event in span.events]
    first, last = min((span.start, *days)), max((span.stop_after or span.start, *days))
    possible = 0
    for phase in span.phases:
        doses = _doses_in(phase.timing, (last - first).days)
        if not isinstance(phase.ends, AfterDoses) and doses > rules.most_doses:
            at = "stop_after" if last == span.stop_after else "events"
            accepted = f"days between which {rules.most_doses} doses are enough"
            request.refuse(at, f"from {first} to {last} a phase may have {doses} doses", accepted)
        possible += max(doses, phase.ends.count if isinstance(phase.ends, AfterDoses) else 1)
    records = sum(isinstance(event, Given | Missed) for event in span.events)
    if records * possible > rules.most_work:
        why = f"{records} records for {possible} doses are too many"
        request.refuse("events", why, f"{rules.most_work // possible} records, or fewer doses")


def _doses_in(timing: Timing, days: int) -> int:
    """About how many doses fall into so many days; no fewer where intervals are in days."""
    match timing:
        case EveryDays(every):
            return days // every
        case WeekdayOffsets(offsets):
            return days * len(offsets) // DAYS_OF_WEEK
        case _:
            return 0


def _shift(request: Section, rules: SchedulingRules) -> Shift:
    section = request.section("shift", A_SHIFT)
    if section is None:
        return Shift()
    section.only(("policy", "rebase", "closed_weekdays", "closed_dates"))
    policy = section.word("policy", dict(SHIFTS)) or "next_open_day"
    weekdays = _weekdays(section)
    if len(weekdays) == DAYS_OF_WEEK:
        section.refuse("closed_weekdays", "every day of the week is closed", "at most six days")
    return Shift(
        policy=SHIFTS[policy],
        rebase=section.truth("rebase") or False,
        closed_weekdays=weekdays,
        closed_dates=frozenset(section.day_list("closed_dates", rules.most_doses)),
    )


def _weekdays(section: Section) -> frozenset[int]:
    found: set[int] = set()
    for text in section.texts("closed_weekdays", DAYS_OF_WEEK, A_WEEKDAY):
        plain = text.lower().rstrip(".")
        days = [
            n for n, name in enumerate(WEEK) if len(plain) >= SHORTEST and name.startswith(plain)
        ]
        if len(days) == 1:
            found.update(days)
        else:
            section.refuse("closed_weekdays", "it is not a day of the week", A_WEEKDAY, text)
    return frozenset(found)


def _zone(request: Section) -> tuple[tzinfo | None, list[str]]:
    """The time zone, and a warning where it or the time of day stands alone."""
    name = request.words("timezone")
    if name is None:
        alone = request.has("local_time")
        return None, ["A local_time without a timezone: no instants are given."] if alone else []
    zone = zone_named(name)
    if zone is None:
        request.refuse("timezone", NO_ZONE, A_ZONE)
        return None, []
    if not request.has("local_time"):
        return zone, ["A timezone without a local_time: no instants are given."]
    return zone, []


def _local_time(request: Section) -> time | None:
    text = request.words("local_time")
    if text is None:
        return None
    match = TIME.fullmatch(text)
    if match is None:
        request.refuse("local_time", "it is not a time of day", A_TIME)
        return None
    return time(int(match[1]), int(match[2]))
