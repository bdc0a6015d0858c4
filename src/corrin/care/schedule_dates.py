"""Where the doses of a phase fall: the pattern of its timing on the civil calendar.

A dose is named by its ordinal, its place in the pattern of its phase, from 0. Dates are counted
from a base, the date of some ordinal, and never from the dose before: months keep the day of
month of the base, clamped to the month, without drift. Ordinal -1 stands for the last dose of the
phase before.
"""

from calendar import monthrange
from datetime import date, timedelta

from corrin.domain.regimen import EveryDays, EveryMonths, Timing, WeekdayOffsets

WEEK = 7
YEAR = 12
DAY = timedelta(days=1)


def add_months(on: date, months: int) -> date:
    """The same day of month, or the last day of a month that is too short.

    >>> add_months(date(2027, 1, 31), 1)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(on.year * YEAR + on.month - 1 + months, YEAR)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def counted(timing: Timing, base: date, base_ordinal: int, ordinal: int) -> date:
    """The date of an ordinal, given the date of another."""
    if isinstance(timing, EveryDays):
        return base + timedelta(days=timing.days * (ordinal - base_ordinal))
    if isinstance(timing, EveryMonths):
        return add_months(base, timing.months * (ordinal - base_ordinal))
    return base + timedelta(days=_day(timing.offsets, ordinal) - _day(timing.offsets, base_ordinal))


def first_after(timing: Timing, last: date) -> tuple[date, int]:
    """The base and its ordinal for a phase that starts one of its own intervals after a dose."""
    if isinstance(timing, WeekdayOffsets) and timing.offsets[0] > 0:
        return last + timedelta(days=timing.offsets[0]), 0
    return last, -1


def block_end(timing: Timing, base: date, base_ordinal: int, doses: int) -> date:
    """The day on which a phase is over as a block: its doses or weeks, times their length."""
    if isinstance(timing, WeekdayOffsets):
        weeks = -(-doses // len(timing.offsets))
        return base + timedelta(days=weeks * WEEK - _day(timing.offsets, base_ordinal))
    return counted(timing, base, base_ordinal, doses)


def over_days(timing: Timing, days: int) -> bool:
    """Whether an interval is longer than so many days, a month counting as no more than that."""
    if isinstance(timing, EveryDays):
        return timing.days > days
    return isinstance(timing, EveryMonths) and timing.months > 1


def _day(offsets: tuple[int, ...], ordinal: int) -> int:
    """Days from ordinal 0 to another ordinal."""
    week, place = divmod(ordinal, len(offsets))
    return week * WEEK + offsets[place] - offsets[0]
