"""A time zone as a VTIMEZONE of our own: rules that hold in every year, or none at all.

Lists of dates (RDATE), as libraries write them, are read one hour wrong by some calendars; a rule
(RRULE) is read alike by all. Whether the rules hold is not believed: each instant is asked of them
and of the time zone database.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import (
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vDatetime,
    vRecur,
    vText,
    vUTCOffset,
)
from msgspec import Struct

WEEK = timedelta(days=7)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1
"""The last such day of a month."""
CYCLE = 28
"""Years in which every date has fallen on every weekday: what holds in them is a rule."""
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


class Onset(Struct, frozen=True, kw_only=True):
    """What begins every year on one weekday of a month, and the offsets before and after."""

    name: str
    month: int
    weekday: int
    first: int
    """The earliest day of the month on which it begins; it is the first such weekday from there."""
    nth: int | None
    """Which such weekday of the month that is, where it is always the same one."""
    at: time
    """By the clocks of before."""
    before: timedelta
    after: timedelta

    def on(self, year: int) -> datetime:
        """The clock time of before at which it begins."""
        month = date(year, self.month, 1)
        start = _next_month(month) - WEEK if self.nth == LAST else month.replace(day=self.first)
        start += timedelta(days=(self.weekday - start.weekday()) % WEEK.days)
        return datetime.combine(start, self.at)

    def rule(self) -> dict[str, Any]:
        """Every year, as an RRULE."""
        day = DAYS[self.weekday]
        if self.nth is not None:
            return {"FREQ": "YEARLY", "BYMONTH": self.month, "BYDAY": f"{self.nth}{day}"}
        days = [self.first + n for n in range(WEEK.days)]
        return {"FREQ": "YEARLY", "BYMONTH": self.month, "BYMONTHDAY": days, "BYDAY": day}


class Rules(Struct, frozen=True, kw_only=True):
    """A zone with the onsets of its year; with none, one offset holds all the time."""

    zone: str
    since: int
    """The year from which they are written."""
    name: str
    offset: timedelta
    onsets: tuple[Onset, ...]

    def instant(self, wall: datetime) -> datetime:
        """The instant of a clock time, as who reads the VTIMEZONE finds it."""
        years = (wall.year - 1, wall.year)
        begun = [(one.on(year), one.after) for one in self.onsets for year in years]
        _, offset = max(
            (one for one in begun if one[0] <= wall), default=(None, self.offset), key=_when
        )
        return (wall - offset).replace(tzinfo=UTC)


def _when(begun: tuple[datetime | None, timedelta]) -> datetime:
    return begun[0] or datetime.min


@lru_cache(maxsize=256)
def rules(name: str, first: int, last: int) -> Rules | None:
    """The yearly rules of a zone that hold in some years and a cycle beyond; None where none do.

    Args:
        first: the year of the earliest instant.
        last: the year of the latest instant.
    """
    zone, since, until = ZoneInfo(name), first - 1, max(last, first + CYCLE)
    changes = list(_changes(zone, since, until))
    begin = datetime(since, 1, 1, tzinfo=zone)
    offset = begin.utcoffset() or timedelta()
    kinds = {(before, after) for _, before, after in changes}
    onsets = [
        _onset(zone, [at for at, *both in changes if tuple(both) == kind], *kind, since, until)
        for kind in sorted(kinds)
    ]
    known = tuple(one for one in onsets if one is not None)
    odd = len(known) < len(onsets) or len(known) == 1 or offset % MINUTE
    if odd or any(one.after % MINUTE for one in known):
        return None
    return Rules(zone=name, since=since, name=begin.tzname() or name, offset=offset, onsets=known)


def _changes(
    zone: ZoneInfo, since: int, until: int
) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """Every instant of some years at which the offset changes, with both offsets."""
    at, end = datetime(since, 1, 1, tzinfo=UTC), datetime(until + 1, 1, 1, tzinfo=UTC)
    while at < end:
        then = min(at + WEEK, end)
        before, after = _offset(zone, at), _offset(zone, then)
        if before != after:
            low, high = at, then
            while high - low > SECOND:
                middle = low + (high - low) // 2
                low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
            yield high.replace(microsecond=0), before, after
        at = then


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _onset(
    zone: ZoneInfo,
    instants: list[datetime],
    before: timedelta,
    after: timedelta,
    since: int,
    until: int,
) -> Onset | None:
    """The onset that all changes of a kind are, one in every year; None where they are not."""
    walls = [(at + before).replace(tzinfo=None) for at in instants]
    first = walls[0]
    days = [wall.day for wall in walls]
    nths = {(day - 1) // WEEK.days + 1 for day in days}
    lasts = {_next_month(wall.date()) - wall.date() <= WEEK for wall in walls}
    one = Onset(
        name=instants[0].astimezone(zone).tzname() or zone.key,
        month=first.month,
        weekday=first.weekday(),
        first=min(days),
        nth=LAST if lasts == {True} else nths.pop() if len(nths) == 1 else None,
        at=first.time(),
        before=before,
        after=after,
    )
    every = [one.on(year) for year in range(since, until + 1)]
    return one if every == walls else None


def _next_month(day: date) -> date:
    begin = day.replace(day=1)
    return date(begin.year + begin.month // 12, begin.month % 12 + 1, 1)


def vtimezone(of: Rules) -> Timezone:
    """The rules as a component; what is later than the other offset is DAYLIGHT."""
    component = Timezone()
    component["TZID"] = vText(of.zone)
    latest = max((one.after for one in of.onsets), default=None)
    for one in of.onsets:
        part = TimezoneDaylight() if one.after == latest else TimezoneStandard()
        _fill(part, one.name, one.on(of.since), one.before, one.after)
        part["RRULE"] = vRecur(one.rule())
        component.add_component(part)
    if not of.onsets:
        part = TimezoneStandard()
        _fill(part, of.name, datetime(of.since, 1, 1), of.offset, of.offset)
        component.add_component(part)
    return component


def _fill(
    part: TimezoneStandard | TimezoneDaylight,
    name: str,
    start: datetime,
    before: timedelta,
    after: timedelta,
) -> None:
    part["DTSTART"] = vDatetime(start)
    part["TZOFFSETFROM"] = vUTCOffset(before)
    part["TZOFFSETTO"] = vUTCOffset(after)
    part["TZNAME"] = vText(name)


def vtimezones(zones: Iterable[Rules]) -> list[Timezone]:
    """A component for each zone, by name."""
    return [vtimezone(one) for one in sorted(zones, key=lambda one: one.zone)]
