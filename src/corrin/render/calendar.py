"""Dated doses and tests as an iCalendar file that gives nothing away.

A calendar is shared, synchronised and shown on locked screens. So every entry has a neutral
title, no text comes from the person, and an identifier holds no more than a digest. What is planned
is a civil date; it has an hour only where somebody has said at what time visits are, and where.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time

from icalendar import CLASS, TRANSP, Calendar, Event, vRecur
from msgspec import Struct
from msgspec.structs import replace

from corrin import __version__
from corrin.domain.plan import Check, Plan
from corrin.domain.schedule import Schedule
from corrin.domain.visit import Visits
from corrin.render.moment import moment, rules_of
from corrin.render.zone import Rules, vtimezones

APPOINTMENT = "Appointment"
BLOOD_TEST = "Blood test"
REVIEW = "Review"
AT_HOME = "Reminder"
DETAILS = "Details are in the plan."
OVERDUE = "The guidance behind it was due for review on {}."


class Entry(Struct, frozen=True):
    """A day in the calendar; a repeated one has its interval in days and its last day."""

    title: str
    on: date
    kind: str
    """What of the plan it stands for, such as the phase: for the identifier, never shown."""
    every_days: int | None = None
    until: date | None = None
    """The last day of what repeats; with no interval, nothing does."""
    due: date | None = None
    """The nominal day, where it differs: what is moved keeps its identity."""
    details: str = DETAILS
    visits: Visits | None = None
    """At what time of the day; None for the whole of it."""


def calendar(entries: Iterable[Entry], *, of: str, stamp: date) -> bytes:
    """The iCalendar file of some entries.

    Args:
        of: whatever tells this person or request from others; only a digest of it is written.
        stamp: the day on which the plan was made.
    """
    entries = list(entries)
    zones = rules_of((entry.on, entry.visits) for entry in entries)
    seen: Counter[tuple[str, date]] = Counter()
    events: list[Event] = []
    for entry in entries:
        nominal = entry.due or entry.on
        seen[entry.kind, nominal] += 1
        number = str(seen[entry.kind, nominal])
        uid = _uid(of, entry.kind, nominal.isoformat(), number)
        events.append(_event(entry, uid, stamp, zones))
    product = f"-//corrin//corrin {__version__}//EN"
    parts = [*vtimezones(zones.values()), *events]
    return Calendar.new(prodid=product, uid=_uid(of), subcomponents=parts).to_ical()


def of_plan(plan: Plan, visits: Visits | None = None) -> Iterator[Entry]:
    """The doses, courses, tests and reviews of a plan; overdue knowledge is said in each.

    Args:
        visits: at what time visits are; what is taken at home keeps the whole day.
    """
    overdue = plan.basis.overdue_since
    details = DETAILS if overdue is None else f"{DETAILS} {OVERDUE.format(overdue.isoformat())}"
    return (_at(replace(entry, details=details), visits) for entry in _entries(plan))


def _at(entry: Entry, visits: Visits | None) -> Entry:
    return entry if entry.title == AT_HOME else replace(entry, visits=visits)


def _entries(plan: Plan) -> Iterator[Entry]:
    for dose in plan.treatment.doses:
        yield Entry(APPOINTMENT, dose.on, f"dose {dose.phase}")
    for course in plan.treatment.courses:
        every = max(1, int(course.every_days))
        until = course.last or _a_year_after(course.first)
        yield Entry(AT_HOME, course.first, "course", every, until)
    for check in plan.monitoring:
        if check.wanted and check.on is not None:
            yield Entry(_title(check), check.on, f"check {check.id}")


def of_schedule(schedule: Schedule, visits: Visits | None = None) -> Iterator[Entry]:
    """The doses, tablets and follow-up of a dated schedule; what was given is past.

    Args:
        visits: at what time the doses are given; reviews keep the whole day.
    """
    for dose in schedule.doses:
        if not dose.given:
            kind = f"dose {dose.phase_index} {dose.phase_name}"
            yield Entry(APPOINTMENT, dose.on, kind, due=dose.nominal, visits=visits)
    oral = schedule.oral
    if oral is not None and oral.first is not None:
        until = oral.last or _a_year_after(oral.first)
        yield Entry(AT_HOME, oral.first, "course", oral.every_days or 1, until)
    for each in schedule.follow_up:
        yield Entry(REVIEW, each.on, f"follow-up {each.name}")


def _a_year_after(first: date) -> date:
    """Where a course without an end stops in a calendar, which is written anew before then."""
    return first + (date(first.year + 1, 1, 1) - date(first.year, 1, 1))


def _title(check: Check) -> str:
    return BLOOD_TEST if check.tests else REVIEW


def _uid(*identity: str) -> str:
    """An identifier that is the same whenever the same thing is written again."""
    digest = hashlib.sha256(repr(identity).encode(), usedforsecurity=False).digest()
    return f"{int.from_bytes(digest[:16])}@corrin"  # digits: no word can arise by chance


def _event(entry: Entry, uid: str, stamp: date, zones: dict[str, Rules]) -> Event:
    begin = moment(entry.on, entry.visits, zones)
    event = Event.new(
        uid=uid,
        stamp=datetime.combine(stamp, time(), UTC),
        summary=entry.title,
        description=begin.described(entry.details),
        transparency=TRANSP.TRANSPARENT,
        classification=CLASS.PRIVATE,
    )
    begin.begins(event)
    if entry.every_days is not None:
        rule: dict[str, list[object]] = {"FREQ": ["DAILY"], "INTERVAL": [entry.every_days]}
        if entry.until is not None:
            rule["UNTIL"] = [entry.until]
        event["RRULE"] = vRecur(rule)
    return event
