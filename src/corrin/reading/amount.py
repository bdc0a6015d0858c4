"""Doses, frequencies, counts and lengths in words: "1 g twice daily", "6 injections", "40 cm".

A dose needs a number above zero and a unit of mass. What looks like a dose and is none (no unit, a
volume, international units, a range, a sign before it) is `Unreadable`, with the reason and what
would be accepted.
"""

import re
from decimal import Decimal
from typing import cast, get_args

from msgspec import Struct
from msgspec.structs import replace

from corrin.domain.person import Dose, Route
from corrin.reading.dates import date_at
from corrin.reading.line import Line

DOSE_ACCEPTED = "a number and its unit: micrograms, mg or g"
INJECTED = ("route.im", "route.sc", "route.iv")
MOST_A_DAY = 24
"""Hours of a day; nothing is taken more often."""
ROUTES = tuple(f"route.{route}" for route in get_args(Route))
BEFORE = re.compile(r"(?:^|(?<=[\s:,;(\[=]))(?:[-–]|−\s*|[-–−]?\.)$")
"""At the end of what stands before a number: a dash that makes it negative, or the point of a
decimal without its nought. A dash that is joined to the word before it, or apart from the number,
only separates: "B12-1000 mcg", "B12 - 1 mg"."""


class Unreadable(Struct, frozen=True):
    """Why words are not what was asked for, and what would be."""

    why: str
    accepted: str
    impossible: str = ""
    """The amount as printed, where no dose is: zero, less, or with nothing before its point."""


class Frequency(Struct, frozen=True):
    """How often: so many times a day, or once in so many days or months."""

    times_per_day: Decimal | None = None
    every_days: Decimal | None = None
    every_months: Decimal | None = None


def dose_at(line: Line, at: int) -> tuple[int, Dose | Unreadable] | None:
    """A number and the unit after it; None where no number begins or something else is counted."""
    found = line.span(at) if line.tokens[at].kind == "number" else None
    if found is None:
        return None
    after, low, high = found
    if unit := line.named(after, "dose_unit"):
        end = unit[0]
        if low != high:
            return end, Unreadable("a range, not one dose", DOSE_ACCEPTED)
        printed = line.raw(at, end)
        if before := _before(line, at):
            why = (
                "a number has a digit before its point"
                if "." in before
                else "a dose is not negative"
            )
            return end, Unreadable(why, DOSE_ACCEPTED, before + printed)
        micrograms = low * line.language.dose_units[unit[1]]
        if micrograms <= 0:
            return end, Unreadable("a dose is more than nothing", DOSE_ACCEPTED, printed)
        return end, Dose(micrograms=micrograms, printed=printed)
    if unit := line.named(after, "not_dose_unit"):
        if line.end(after, "dose_word"):
            return None
        return unit[0], Unreadable(line.language.not_dose_units[unit[1]], DOSE_ACCEPTED)
    return None


def _before(line: Line, at: int) -> str:
    """The minus or point before a number, as printed; not the dash within a range."""
    lower = line.span(at - 1) if at else None
    found = BEFORE.search(line.text, 0, line.tokens[at].start)
    return "" if found is None or (lower and lower[0] > at) else found.group()


def frequency_at(line: Line, at: int) -> tuple[int, Frequency] | None:
    """How often: "twice daily", "every 3 months", "3 times a week", "12-weekly", "x2 daily"."""
    language = line.language
    if found := line.named(at, "per_day"):
        return found[0], Frequency(times_per_day=language.times_per_day[found[1]])
    if found := line.named(at, "every_days"):
        return found[0], Frequency(every_days=language.every_days[found[1]])
    if found := line.named(at, "every_months"):
        return found[0], Frequency(every_months=language.every_months[found[1]])
    if line.end(at, "time.every"):
        return _every(line, at + 1)
    if line.fold(at) == "/" and at and line.named(at - 1, "dose_unit"):
        return _every(line, at + 1) if line.number(at + 1) else None
    if line.end(at, "time.times"):
        return _times(line, at + 1)
    if (
        line.fold(at)[:1] == "x"
        and line.fold(at)[1:].isdigit()
        and len(line.fold(at)) == 2
        and not line.end(at + 1, "dose_word")
    ):
        often = _per(line, at + 1, Decimal(line.fold(at)[1:]))
        return _not_a_count(line, at, often, at + 1)
    if (noted := line.noted(at)) and line.end(noted[0], "time.ly"):
        return noted[0] + 1, _once_in(noted[2], noted[1])
    found_number = line.counted(at)
    if found_number is None:
        return None
    end, number = found_number
    if (tablets := _tablets(line, at, end, number)) is not None:
        return tablets
    if line.end(end, "time.times"):
        return _per(line, end + 1, number)
    dosed = line.end(end, "dose_word")
    if dosed and line.end(dosed, "time.rate"):
        return _per(line, dosed, number)
    if line.end(end, "time.hourly") and 0 < number <= MOST_A_DAY:
        return end + 1, Frequency(times_per_day=24 / number)
    weekly = line.named(end, "every_days")
    if weekly and weekly[1] == "weekly":
        return weekly[0], Frequency(every_days=number * 7)
    monthly = line.named(end, "every_months")
    if monthly and monthly[1] == "monthly":
        return monthly[0], Frequency(every_months=number)
    return None


def _tablets(line: Line, at: int, end: int, number: Decimal) -> tuple[int, Frequency] | None:
    """`two a day`, `2 tablets bd` behind the dose of one: how many times that dose is taken."""
    unit = line.named(end, "not_dose_unit")
    after = unit[0] if unit and line.end(end, "route.oral") else end
    found = line.named(after, "per_day")
    whole = number == number.to_integral_value() and 0 < number <= MOST_A_DAY
    if found is None or not whole or not _dose_before(line, at):
        return None
    return found[0], Frequency(times_per_day=number * line.language.times_per_day[found[1]])


def _dose_before(line: Line, at: int) -> bool:
    """Whether a unit of mass stands before a token, in the same sentence."""
    for before in range(at - 1, -1, -1):
        if line.tokens[before].kind == "break":
            return False
        if line.end(before, "coordinator"):
            return False
        if line.named(before, "dose_unit"):
            return True
    return False


def _every(line: Line, at: int) -> tuple[int, Frequency] | None:
    """`every 3 months`; of a range ("every 2-3 months") the shorter, which is the one in force."""
    found = line.span(at)
    unit = line.named(found[0], "unit") if found else line.named(at, "unit")
    if noted := line.noted(at):
        unit, found = noted[:2], (at, noted[2], noted[2])
    if unit is None:
        return None
    number = found[1] if found else Decimal(1)
    if not 0 < number <= line.language.bounds["most_counted"]:
        return None
    return unit[0], _once_in(number, unit[1])


def _once_in(number: Decimal, unit: str) -> Frequency:
    if unit in ("month", "year"):
        return Frequency(every_months=number * (12 if unit == "year" else 1))
    return Frequency(every_days=number * (7 if unit == "week" else 1))


def _times(line: Line, at: int) -> tuple[int, Frequency] | None:
    """`x 2`: twice a day, unless a unit of time makes it a length of time."""
    found = line.number(at)
    if found is None or line.named(found[0], "unit") or line.fold(found[0]) == "/":
        return None
    return _not_a_count(line, at, _per(line, found[0], found[1]), found[0])


def _not_a_count(
    line: Line, at: int, often: tuple[int, Frequency] | None, bare: int
) -> tuple[int, Frequency] | None:
    """What "x 6" says of how often; nothing where it counts injections."""
    counted = often is not None and often[0] == bare and _injected(line, at)
    return None if counted else often


def _injected(line: Line, at: int) -> bool:
    """Whether an injection is spoken of before: "1 mg IM x 6" are six doses."""
    for before in range(at - 1, -1, -1):
        if line.tokens[before].kind in ("comma", "break"):
            return False
        if line.end(before, *INJECTED, "dose_word"):
            return True
    return False


def _per(line: Line, at: int, number: Decimal) -> tuple[int, Frequency] | None:
    """`3 times a week`, `2 x daily`, `x2`."""
    if not 0 < number <= MOST_A_DAY or line.end(at, "dose_word"):
        return None
    if line.end(at, "time.per") and (unit := line.named(at + 1, "unit")):
        return unit[0], _in(number, unit[1])
    for group in ("per_day", "every_days", "every_months"):
        named = line.named(at, group)
        if named is not None and group == "per_day":
            return named[0], _in(number * line.language.times_per_day[named[1]], "day")
        if named is not None:
            word = {"per_day": "day", "every_days": "week", "every_months": "month"}[group]
            return named[0], _in(number, word)
    return at, Frequency(times_per_day=number)


def _in(number: Decimal, unit: str) -> Frequency:
    if unit == "day":
        return Frequency(times_per_day=number)
    if unit == "week":
        return Frequency(every_days=7 / number)
    return Frequency(every_months=(12 if unit == "year" else 1) / number)


def count_at(line: Line, at: int) -> tuple[int, int] | None:
    """How many doses were given: "6 injections", "dose 2", "x6 doses", "second dose"."""
    if end := line.end(at, "dose_word"):
        number = line.number(end)
        if number is None or _measured(line, number[0]) or date_at(line, end, line.clock.on):
            return None
        if frequency_at(line, end):
            return None
        return _whole(line, number[0], number[1])
    times = line.fold(at)
    if times[:1] == "x" and times[1:].isdigit():
        after = line.end(at + 1, "dose_word") or (at + 1 if _injected(line, at) else None)
        if after and not _measured(line, after) and not _often(line, after):
            return _whole(line, after, Decimal(times[1:]))
    start = line.end(at, "time.times") or at
    ordinal = line.named(start, "ordinal")
    found = (ordinal[0], line.language.ordinals[ordinal[1]]) if ordinal else line.counted(start)
    if found is None:
        return None
    end = found[0]
    if line.named(end, "route") and not line.end(end, "dose_word"):
        end += 1
    if after := line.end(end, "dose_word"):
        return None if line.end(after, "time.rate") else _whole(line, after, found[1])
    if start > at and _injected(line, at) and not _measured(line, end) and not _often(line, end):
        return _whole(line, end, found[1])
    kind = line.end(end, "qualifier.loading", "qualifier.maintenance")
    if kind and line.end(kind - 1, "dose_word") == kind:
        return _whole(line, end, found[1])
    return None


def _measured(line: Line, at: int) -> bool:
    """Whether a unit follows a number, which is then no count."""
    groups = ("unit", "dose_unit", "not_dose_unit", "length")
    return any(line.named(at, group) for group in groups) or line.fold(at) == "/"


def _often(line: Line, at: int) -> bool:
    """Whether words for how often follow."""
    groups = ("per_day", "every_days", "every_months")
    return bool(line.end(at, "time.per")) or any(line.named(at, group) for group in groups)


def _whole(line: Line, end: int, number: Decimal) -> tuple[int, int] | None:
    if (
        number != number.to_integral_value()
        or not 0 < number <= line.language.bounds["most_counted"]
    ):
        return None
    return end, int(number)


def length_cm_at(line: Line, at: int) -> tuple[int, Decimal] | None:
    """A length in centimetres, at least: "40 cm", "15-20 cm", "25cm"."""
    start = line.end(at, "time.more", "time.less", "time.about") or at
    found = line.span(start) if start < len(line) else None
    unit = line.named(found[0], "length") if found else None
    if found is None or unit is None or line.end(unit[0], "time.ago"):
        return None
    return unit[0], found[1] * line.language.lengths_cm[unit[1]]


def first_length(line: Line) -> Decimal | None:
    """The first length that a line says, in centimetres."""
    found = (length_cm_at(line, at) for at in range(len(line)))
    return next((length[1] for length in found if length is not None), None)


def whole_dose(line: Line) -> Dose | Unreadable:
    """The one dose that a whole text is: "1 g twice daily", "1000 mcg IM every 3 months"."""
    dose: Dose | None = None
    often: Frequency | None = None
    at = 0
    while at < len(line):
        frequency = frequency_at(line, at)
        found = dose_at(line, at)
        if frequency is not None and (found is None or frequency[0] > found[0]):
            if often is not None:
                return Unreadable("it says twice how often", DOSE_ACCEPTED)
            at, often = frequency
        elif found is not None:
            at, amount = found
            if isinstance(amount, Unreadable):
                return amount
            if dose is not None:
                return Unreadable("it names two doses", DOSE_ACCEPTED)
            dose = amount
        elif line.tokens[at].kind == "number":
            return Unreadable("the number has no unit of mass", DOSE_ACCEPTED)
        elif line.tokens[at].kind in ("comma", "break"):
            at += 1
        elif end := line.end(at, "stop", "coordinator", "dose_word", *ROUTES):
            at = end
        else:
            return Unreadable("it is not a dose", DOSE_ACCEPTED)
    if dose is None:
        return Unreadable("it names no amount", DOSE_ACCEPTED)
    return timed(replace(dose, printed=line.text.strip()), often)


def whole_frequency(line: Line) -> Frequency | None:
    """How often, if a whole text says so."""
    found = frequency_at(line, 0) if len(line) else None
    return found[1] if found is not None and line.only_small(found[0]) else None


def one_route(line: Line) -> Route | None:
    """The one route that a text names; an injection is taken as "im" only if none is said."""
    exact: set[str] = set()
    loose: set[str] = set()
    at = 0
    while at < len(line):
        found = line.named(at, "route")
        if found is not None:
            (loose if line.end(at, "dose_word") else exact).add(found[1])
        at = found[0] if found else at + 1
    named = exact or loose
    return cast(Route, named.pop()) if len(named) == 1 else None


def timed(dose: Dose, often: Frequency | None) -> Dose:
    """A dose with how often it is taken."""
    if often is None:
        return dose
    return replace(
        dose,
        times_per_day=often.times_per_day,
        every_days=often.every_days,
        every_months=often.every_months,
    )
