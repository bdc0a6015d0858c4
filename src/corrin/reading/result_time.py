"""When a sample was taken: an ISO date, a date with its time, or days from the assessment.

The civil date is the one printed, whatever the offset. A date that can be read in two ways is
refused, and so is one that cannot be: in the future, before birth, or longer ago than anybody
lives. A month or a year alone is read as its first day, the reading that makes a result oldest,
and says so.
"""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Literal

from msgspec import Struct

ACCEPTED = "a date such as 2026-11-10, not after the assessment"
ACCEPTED_DAY = "a whole number of days before the assessment, such as -30, or 0"
ACCEPTED_TIME = "a time such as 09:30"
DAYS_PER_YEAR = 366
SEPARATORS = "--T::"
"""Of an instant such as 2026-11-20T11:00:00: each third character from the year on."""
YEAR, SECONDS = len("2026"), len("2026-11-20T11:00:00")
OFFSET = len("2026-11-20T11:00:00+01")

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DATETIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)\s?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?",
    re.IGNORECASE,
)
_DAY = re.compile(r"-?[0-9]{1,6}")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_TWO_DIGIT_YEAR = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}")
_DAY_OR_MONTH = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}")


class Taken(Struct, frozen=True):
    """The day, the moment where it was printed, and how much of the date was printed."""

    on: date
    at: datetime | None = None
    printed: Literal["day", "month", "year"] = "day"


class NotTaken(Struct, frozen=True):
    """Why a date, day or time was refused, and what would be accepted."""

    why: str
    accepted: str = ACCEPTED


class Limits(Struct, frozen=True, kw_only=True):
    """Between which days a sample can have been taken."""

    on: date
    birth: date | None
    oldest_years: int

    def check(self, taken: Taken) -> Taken | NotTaken:
        """The same time, or why it cannot be."""
        if taken.on > self.on:
            return NotTaken("it is in the future")
        if self.birth is not None and _last_day(taken) < self.birth:
            return NotTaken("it is before birth")
        if (self.on - taken.on).days > self.oldest_years * DAYS_PER_YEAR:
            return NotTaken(f"it is more than {self.oldest_years} years ago")
        if self.birth is not None and taken.on < self.birth:
            return Taken(self.birth, taken.at, taken.printed)
        return taken


def read_date(text: str) -> Taken | NotTaken:
    """The day of a date as printed, not yet checked against limits."""
    text = text.strip()
    if (at := written_out(text)) is not None:
        return Taken(at.date(), at)
    try:
        if found := _DATETIME.fullmatch(text):
            day, moment, zone = found.groups("")
            at = datetime.fromisoformat(f"{day}T{moment}{zone.upper()}")
            return Taken(at.date(), at)
        if found := _DATE.fullmatch(text):
            year, month, day = found.groups()
            printed = "day" if day else "month" if month else "year"
            return Taken(date(int(year), int(month or 1), int(day or 1)), None, printed)
    except ValueError:
        return NotTaken("there is no such date or time")
    if _TWO_DIGIT_YEAR.fullmatch(text):
        return NotTaken("a year of two digits can be read in several ways")
    if _DAY_OR_MONTH.fullmatch(text):
        return NotTaken("day and month can be read in two ways")
    return NotTaken("it is not a date in the form year-month-day")


def written_out(text: str) -> datetime | None:
    """An instant that is written in full, to the second; None for any other text."""
    if text[YEAR:SECONDS:3] != SEPARATORS:
        return None
    zone = len(text) - SECONDS
    if not (text[OFFSET:-2] == ":" or (zone == 1 and text[-1] == "Z") or not zone):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def read_day(text: str, on: date) -> Taken | NotTaken:
    """The day that lies so many days from the assessment; negative is before it."""
    if not _DAY.fullmatch(text.strip()):
        return NotTaken("it is not a whole number of days", ACCEPTED_DAY)
    try:
        return Taken(on + timedelta(days=int(text)))
    except OverflowError:
        return NotTaken("it lies outside the calendar", ACCEPTED_DAY)


def read_time(text: str) -> time | NotTaken:
    """A time of day."""
    found = _TIME.fullmatch(text.strip())
    try:
        if found:
            hour, minute, second = (int(part or 0) for part in found.groups())
            return time(hour, minute, second)
    except ValueError:
        return NotTaken("there is no such time of day", ACCEPTED_TIME)
    return NotTaken("it is not a time of day", ACCEPTED_TIME)


def _last_day(taken: Taken) -> date:
    """The last day that a date, printed in part, can mean."""
    match taken.printed:
        case "day":
            return taken.on
        case "month":
            return taken.on.replace(day=monthrange(taken.on.year, taken.on.month)[1])
        case "year":
            return date(taken.on.year + 1, 1, 1) - timedelta(days=1)
