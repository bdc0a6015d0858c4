"""The minutes of a day and its neighbours as places on one line of elapsed minutes.

A day is counted from that on which the window starts: 0 is that day, -1 the one before. Without a
date and a time zone every day has all its minutes, each once. With them a time may be missing or
come twice: what is missing moves to the next minute that exists, and of what comes twice the
first is taken, as in a dated schedule; of a minute in a window both occurrences count.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from corrin.care.schedule_instants import MINUTE, instant

HOUR = 60
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

    def places(self, day: int, minute: int) -> tuple[int, ...]:
        """Every place at which the clocks show a time of a day."""
        return ((day + LEAD) * DAY + minute,)

    def existing(self, day: int, minute: int) -> tuple[int, int]:
        """The day and minute themselves, or the next that the clocks show."""
        return day, minute


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

    def places(self, day: int, minute: int) -> tuple[int, ...]:
        wall = datetime.combine(self._date(day), time(*divmod(minute, HOUR)), self._zone)
        first, second = wall.utcoffset(), wall.replace(fold=1).utcoffset()
        if first is None or second is None or first == second:
            return (self._place(wall.astimezone(UTC)),)
        if first < second:  # the clocks skip it
            return ()
        return tuple(self._place(wall.replace(fold=fold).astimezone(UTC)) for fold in (0, 1))

    def existing(self, day: int, minute: int) -> tuple[int, int]:
        if self.places(day, minute):
            return day, minute
        at, _ = instant(self._date(day), time(*divmod(minute, HOUR)), self._zone)
        wall = at.astimezone(self._zone)
        return (wall.date() - self._on).days, wall.hour * HOUR + wall.minute

    def _date(self, day: int) -> date:
        return self._on + timedelta(days=day)

    def _place(self, at: datetime) -> int:
        return (at - self._start) // MINUTE
