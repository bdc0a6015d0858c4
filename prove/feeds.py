"""Calendar feeds for other people's programs to read, with the instants that were meant.

Each row is {"planted": name or null, "by": who must find it, "feed": iCalendar, "events": [[title,
day or instant, cancelled], ...]}. The instants come from the time zone database, by counting
minutes: nothing of the writer is asked.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from corrin.domain.plan import Plan
from corrin.domain.visit import Visits
from corrin.render.calendar import Entry, of_plan
from corrin.render.feed import feed, merged

RULED = (
    "Europe/London",
    "Europe/Dublin",
    "Europe/Lisbon",
    "Europe/Berlin",
    "America/New_York",
    "America/Santiago",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Asia/Kolkata",
    "Asia/Tehran",
)
WITHOUT_RULE = "Africa/Casablanca"
"""It changes its clocks by the month of Ramadan: written in universal time."""
ZONES = (*RULED, WITHOUT_RULE)
FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)
AROUND = range(-7, 8)
"""The days round a change."""
TIMES = tuple(time(*at) for at in ((0, 0), (0, 30), (1, 30), (2, 15), (2, 50), (9, 30), (23, 45)))
VISIT = time(9, 30)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
BOTH = ("ical.js", "libical")


def of_plans(plans: Iterable[tuple[str, Plan]], at: datetime) -> Iterator[dict[str, Any]]:
    """The feed of each plan: one of two with whole days, the rest in one zone after another."""
    for number, (name, plan) in enumerate(plans):
        index, timed = divmod(number, 2)
        visits = Visits(at=VISIT, zone=ZONES[index % len(ZONES)]) if timed else None
        yield row(name, of_plan(plan, visits), [*planned(plan, visits)], at)


def planned(plan: Plan, visits: Visits | None) -> Iterator[list[Any]]:
    """The events that the plan names."""
    days = [("Appointment", dose.on) for dose in plan.treatment.doses]
    days += [
        ("Blood test" if check.tests else "Review", check.on)
        for check in plan.monitoring
        if check.wanted and check.on is not None
    ]
    for title, on in days:
        yield [title, meant(on, visits), False]
    for course in plan.treatment.courses:
        yield ["Reminder", meant(course.first, None), False]


def of_zones(at: datetime) -> Iterator[dict[str, Any]]:
    """For each zone a feed: every day round every change, at odd hours and at a usual one."""
    for name in ZONES:
        entries = [
            Entry("Appointment", on, f"{on} {clock}", visits=Visits(at=clock, zone=name))
            for on in days_round_changes(name)
            for clock in TIMES
        ]
        events = [["Appointment", meant(one.on, one.visits), False] for one in entries]
        yield row(name, entries, events, at)


def planted(at: datetime) -> Iterator[dict[str, Any]]:
    """A feed whose zone is wrong, one with the dates of a library for it, and a wrong row."""
    sound = next(of_zones(at))
    wrong = sound["feed"].replace("TZOFFSETTO:+0100", "TZOFFSETTO:+0200", 1)
    yield {**sound, "planted": "a wrong offset", "by": BOTH, "feed": wrong}
    listed = icalendar.Calendar.from_ical(sound["feed"])
    ours = next(one for one in listed.subcomponents if one.name == "VTIMEZONE")
    listed.subcomponents.remove(ours)
    listed.add_missing_timezones()
    text = listed.to_ical().decode()
    yield {**sound, "planted": "a zone of dates", "by": BOTH, "feed": text}
    late = {
        **sound,
        "events": [["Appointment", one[1].replace("00Z", "01Z"), False] for one in sound["events"]],
    }
    yield {**late, "planted": "another instant", "by": BOTH}


def row(
    name: str, entries: Iterable[Entry], events: list[list[Any]], at: datetime
) -> dict[str, Any]:
    """One sound feed."""
    kept = merged(name, (), entries, at.date())
    return {"planted": None, "by": [], "feed": feed(kept, at=at).decode(), "events": events}


def days_round_changes(name: str) -> list[date]:
    """The days round each change of the clocks; of a zone without one, the first days."""
    zone, days = ZoneInfo(name), (LAST - FIRST).days
    noons = [datetime.combine(FIRST + n * DAY, time(12), zone) for n in range(days + 1)]
    changed = [
        then.date() for before, then in pairwise(noons) if before.utcoffset() != then.utcoffset()
    ]
    found = {on + n * DAY for on in changed or [FIRST + 7 * DAY] for n in AROUND}
    return sorted(on for on in found if FIRST <= on <= LAST)


def meant(on: date, visits: Visits | None) -> str:
    """The day, or the instant: the first minute of universal time at which the clocks show it.

    Where they skip it, the first minute at which they show what is later.
    """
    if visits is None:
        return on.isoformat()
    wanted, zone = datetime.combine(on, visits.at), ZoneInfo(visits.zone)
    near = [(wanted + n * DAY).replace(tzinfo=zone).utcoffset() or timedelta() for n in (-1, 1)]
    instant = wanted.replace(tzinfo=UTC) - max(near)
    while instant.astimezone(zone).replace(tzinfo=None) < wanted:
        instant += MINUTE
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")
