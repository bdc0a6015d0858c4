"""The minutes of a day and its neighbours as places on one line of elapsed minutes.

A day is counted from that on which the window starts: 0 is that day, -1 the one before. Without a
date and a time zone every day has all its minutes, each once. With them a time may be missing or
come twice: what is missing moves to the next minute that exists, and of what comes twice the
first is taken, as in a dated schedule; of a minute in a window both occurrences count.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from corrin.care.schedule_instants import MINUTE, instant

HOUR = 60
HALF_HOUR = HOUR // 2
DAY = 24 * HOUR
LEAD = 2
"""Days on the line before the day of the window, so that nothing lies before its beginning."""


def shown(minute: int) -> str:
    """A time of day, such as 09:05."""
    return f"{minute // HOUR:02}:{minute % HOUR:02}"


class Clock:
    """Days whose minutes are all there, each once."""

    def taken(self, day: int, minute: int) -> tuple[int, str | None]:
        """Where something taken at a time lies, and what is to be said where that time is odd."""
        return (day + LEAD) * DAY + minute, None

    def existing(self, day: int, minute: int) -> tuple[int, int]:
        """The day and minute themselves, or the next that the clocks show."""
        return day, minute

    def runs(self, first: int, last: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """The minutes from one to another in runs: from, before, and where its first lies.

        Minutes are counted from midnight of day 0. A run that the clocks skip lies nowhere, one
        that they show twice at two places.
        """
        yield first, last + 1, (LEAD * DAY + first,)


class ZoneClock(Clock):
    """The days round a date in a time zone, some of which may be longer or shorter."""

    def __init__(self, on: date, zone: tzinfo) -> None:
        self._on, self._zone = on, zone
        self._start = datetime.combine(on - timedelta(days=LEAD), time(), UTC)
        self._found: dict[tuple[int, int], tuple[int, str | None]] = {}

    def taken(self, day: int, minute: int) -> tuple[int, str | None]:
        found = self._found.get((day, minute))
        if found is None:
            at, said = instant(self._date(day), time(*divmod(minute, HOUR)), self._zone)
            found = self._found[day, minute] = self._place(at), said
        return found

    def existing(self, day: int, minute: int) -> tuple[int, int]:
        if self._places(day * DAY + minute):
            return day, minute
        at, _ = instant(self._date(day), time(*divmod(minute, HOUR)), self._zone)
        wall = at.astimezone(self._zone)
        return (wall.date() - self._on).days, wall.hour * HOUR + wall.minute

    def runs(self, first: int, last: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        start, at = first, self._steps(first)
        for minute in self._looked_at(first, last):
            found = self._steps(minute)
            if found != at:
                yield start, minute, tuple(start + step for step in at)
                start, at = minute, found
        yield start, last + 1, tuple(start + step for step in at)

    def _looked_at(self, first: int, last: int) -> Iterator[int]:
        """Every minute beside a change of the clocks, and some of the others.

        Where nothing differs between two minutes half an hour apart, nothing changed between.
        """
        minute = first
        while minute < last:
            after = min(minute + HALF_HOUR, last)
            if self._steps(after) == self._steps(minute):
                yield after
            else:
                yield from range(minute + 1, after + 1)
            minute = after

    def _steps(self, minute: int) -> tuple[int, ...]:
        """How far on the line a minute lies from its number, at each of its places."""
        return tuple(place - minute for place in self._places(minute))

    def _places(self, minute: int) -> tuple[int, ...]:
        """Every place at which the clocks show a time, counted from midnight of day 0."""
        day, of_day = divmod(minute, DAY)
        wall = datetime.combine(self._date(day), time(*divmod(of_day, HOUR)), self._zone)
        first, second = (self._place(wall.replace(fold=fold)) for fold in (0, 1))
        if first > second:  # the clocks skip it
            return ()
        return (first,) if first == second else (first, second)

    def _date(self, day: int) -> date:
        return self._on + timedelta(days=day)

    def _place(self, at: datetime) -> int:
        return (at - self._start) // MINUTE
