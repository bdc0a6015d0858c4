"""A small calendar of our own: days counted without the standard library's dates.

Written for the proof, from the rules of the Gregorian calendar, so that month arithmetic has a
second hand. Days are numbered from 0001-01-01, as in `date.toordinal`.
"""

from typing import NamedTuple

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Day(NamedTuple):
    year: int
    month: int
    day: int


def leap(year: int) -> bool:
    return year % 400 == 0 or (year % 4 == 0 and year % 100 != 0)


def length(year: int, month: int) -> int:
    """Days in a month."""
    return LENGTHS[month - 1] + (month == 2 and leap(year))


def number(of: Day) -> int:
    """The number of a day."""
    before = of.year - 1
    years = before * 365 + before // 4 - before // 100 + before // 400
    return years + sum(length(of.year, month) for month in range(1, of.month)) + of.day


def day(of: int) -> Day:
    """The day of a number."""
    year = of // 366 + 1
    while number(Day(year + 1, 1, 1)) <= of:
        year += 1
    month = 1
    while month < 12 and number(Day(year, month + 1, 1)) <= of:
        month += 1
    return Day(year, month, of - number(Day(year, month, 1)) + 1)


def months_after(of: int, months: int) -> int:
    """The same day of the month so many months later, or the last day of a shorter month."""
    year, month, wanted = day(of)
    month += months
    while month > 12:
        year, month = year + 1, month - 12
    return number(Day(year, month, min(wanted, length(year, month))))
