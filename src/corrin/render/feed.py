"""A calendar that is subscribed to: the days of a plan, kept in step while the plan changes.

What a client has seen must never vanish, or clients differ: an event that is no longer planned
stays for a time as cancelled. An event keeps its identity when it moves, by its kind and its number
in it, and its SEQUENCE rises. Nothing in it tells of whom or of what it is.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import (
    CLASS,
    STATUS,
    TRANSP,
    Alarm,
    Calendar,
    Event,
    vDDDTypes,
    vDuration,
    vRecur,
    vText,
)
from msgspec import Struct
from msgspec.structs import replace

from corrin import __version__
from corrin.domain.visit import Visits
from corrin.render.calendar import Entry
from corrin.render.moment import moment, rules_of
from corrin.render.zone import Rules, vtimezones

KEPT_DAYS = 90
"""How long an event that was taken back stays in the feed as cancelled."""
REFRESH = timedelta(hours=6)
NOON_BEFORE, DAY_BEFORE = timedelta(hours=-12), timedelta(days=-1)
NAME = "Reminders"


class Kept(Struct, frozen=True, kw_only=True):
    """One event of a feed as it was last published."""

    uid: str
    title: str
    on: date
    every_days: int | None = None
    until: date | None = None
    details: str
    visits: Visits | None = None
    sequence: int = 0
    cancelled: date | None = None
    """Since when it is no longer planned."""


def merged(feed: str, before: Iterable[Kept], now: Iterable[Entry], today: date) -> list[Kept]:
    """The events of a feed after a plan was made anew.

    Args:
        feed: what tells this feed from every other; only a digest of it is published.
        before: the events as they were last published.
    """
    known = {one.uid: one for one in before}
    kept: list[Kept] = []
    seen: Counter[str] = Counter()
    for entry in now:
        seen[entry.kind] += 1
        uid = _uid(feed, entry.kind, seen[entry.kind])
        kept.append(_after(known.pop(uid, None), _fresh(uid, entry)))
    gone = (_cancelled(one, today) for one in known.values())
    first = today - timedelta(days=KEPT_DAYS)
    kept += (one for one in gone if one.cancelled is not None and one.cancelled >= first)
    return sorted(kept, key=lambda one: (one.on, one.uid))


def _fresh(uid: str, entry: Entry) -> Kept:
    return Kept(
        uid=uid,
        title=entry.title,
        on=entry.on,
        every_days=entry.every_days,
        until=entry.until,
        details=entry.details,
        visits=entry.visits,
    )


def _after(before: Kept | None, now: Kept) -> Kept:
    """An event, its number raised where anything of it has changed."""
    if before is None:
        return now
    same = replace(now, sequence=before.sequence)
    return same if same == before else replace(now, sequence=before.sequence + 1)


def _cancelled(one: Kept, today: date) -> Kept:
    if one.cancelled is not None:
        return one
    return replace(one, cancelled=today, sequence=one.sequence + 1)


def _uid(feed: str, kind: str, number: int) -> str:
    digest = hashlib.sha256(repr((feed, kind, number)).encode(), usedforsecurity=False).digest()
    return f"{int.from_bytes(digest[:16])}@corrin"  # digits: no word can arise by chance


def feed(kept: Iterable[Kept], *, at: datetime) -> bytes:
    """The feed as iCalendar. It carries no METHOD: that is for invitations.

    Args:
        at: when the events were last changed.
    """
    kept = list(kept)
    zones = rules_of((one.on, one.visits) for one in kept)
    calendar = Calendar.new(
        prodid=f"-//corrin//corrin {__version__}//EN",
        name=NAME,
        refresh_interval=REFRESH,
        subcomponents=[*vtimezones(zones.values()), *(_event(one, at, zones) for one in kept)],
    )
    calendar["X-WR-CALNAME"] = vText(NAME)
    calendar["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    return calendar.to_ical()


def _event(one: Kept, at: datetime, zones: dict[str, Rules]) -> Event:
    begin = moment(one.on, one.visits, zones)
    event = Event.new(
        uid=one.uid,
        stamp=at.astimezone(UTC),
        summary=one.title,
        description=begin.described(one.details),
        sequence=one.sequence,
        last_modified=at.astimezone(UTC),
        transparency=TRANSP.TRANSPARENT,
        classification=CLASS.PRIVATE,
        status=STATUS.CONFIRMED if one.cancelled is None else STATUS.CANCELLED,
    )
    begin.begins(event)
    if one.visits is None:
        event["DTEND"] = vDDDTypes(one.on + timedelta(days=1))
    if one.every_days is not None:
        rule: dict[str, Any] = {"FREQ": ["DAILY"], "INTERVAL": [one.every_days]}
        if one.until is not None:
            rule["UNTIL"] = [one.until]
        event["RRULE"] = vRecur(rule)
    if one.cancelled is None:
        event.add_component(_alarm(one))
    return event


def _alarm(one: Kept) -> Alarm:
    """A reminder a day before, at noon where the event has the whole of its day.

    A client may strip it, so it is never the only one.
    """
    alarm = Alarm.new(description=one.title)
    alarm["ACTION"] = vText("DISPLAY")
    alarm["TRIGGER"] = vDuration(NOON_BEFORE if one.visits is None else DAY_BEFORE)
    return alarm
