"""Where a dose goes whose nominal date is closed or taken."""

from collections.abc import Callable, Iterator
from datetime import date

from corrin.care.schedule_dates import DAY
from corrin.domain.schedule import Shift

Free = Callable[[date], bool]

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Names that no locale changes, as `strftime` would let it."""


def placed(
    nominal: date, shift: Shift, free: Free, *, after: date | None, not_before: date | None
) -> date:
    """The day of a dose.

    Args:
        free: whether a day is open and holds no other dose.
        after: the dose before; this one is later.
        not_before: the first day to which the dose may move back; None where there is no such day.
    """
    if (after is None or nominal > after) and free(nominal):
        return nominal
    later = _first(free, _forward(nominal if after is None else max(nominal, after)))
    if shift.policy in ("next_open_day", "cascade_next_open_day"):
        return later
    if shift.policy == "next_open_day_same_month_else_previous" and _same_month(later, nominal):
        return later
    floor = max((day for day in (not_before, after and after + DAY) if day), default=None)
    earlier = _first(free, _backward(nominal, floor), otherwise=later)
    if shift.policy == "nearest_open_day" and later - nominal < nominal - earlier:
        return later
    return earlier


def reason(nominal: date, shift: Shift) -> str:
    """Why a dose does not fall on its nominal date."""
    if nominal.weekday() in shift.closed_weekdays:
        return f"{WEEK[nominal.weekday()]} is closed"
    if nominal in shift.closed_dates:
        return "the day is closed"
    return "the day is not free: each dose is later than the one before, one a day"


def _forward(after: date) -> Iterator[date]:
    while True:
        after += DAY
        yield after


def _backward(before: date, floor: date | None) -> Iterator[date]:
    while floor is None or before > floor:
        before -= DAY
        yield before


def _first(free: Free, days: Iterator[date], otherwise: date = date.max) -> date:
    return next((day for day in days if free(day)), otherwise)


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)
