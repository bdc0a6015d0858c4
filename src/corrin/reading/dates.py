"""Dates in words and numbers, each as the first and the last day that it can mean.

"2015" is the whole year, "March 2021" the month, "March" the last March that has begun, and
"05/03/2021" both the fifth of March and the third of May.
"""

from calendar import monthrange
from datetime import date

from corrin.reading.line import Line

Dated = tuple[int, date, date]
"""Where a date ends, its first and its last possible day."""

YEAR_DIGITS = len("YYYY")


def date_at(line: Line, at: int, on: date) -> Dated | None:
    """The date at a token, if one begins there."""
    return (
        _in_numbers(line, at)
        or _with_month(line, at, on)
        or _decade(line, at, on)
        or _year(line, at)
    )


def _decade(line: Line, at: int, on: date) -> Dated | None:
    """The 1980s; "the 80s" too, but not "her 80s", which is an age."""
    said = line.digits(at)
    if line.fold(at + 1) != "s" or said[-1:] != "0":
        return None
    if len(said) == 2 and line.fold(at - 1) == "the":
        century, now = str(on.year)[:2], str(on.year)[2:]
        said = f"{int(century) - (said > now)}{said}"
    if len(said) != YEAR_DIGITS or not _possible(line, int(said)):
        return None
    last = int(said[:-1] + "9")
    return at + 2, date(int(said), 1, 1), date(last, date.max.month, date.max.day)


def _year(line: Line, at: int) -> Dated | None:
    said = line.digits(at)
    if len(said) != YEAR_DIGITS or not _possible(line, int(said)):
        return None
    if line.named(at + 1, "dose_unit") or line.named(at + 1, "not_dose_unit"):
        return None
    return _days(at + 1, int(said), None, None)


def _possible(line: Line, year: int) -> bool:
    return line.language.bounds["oldest_year"] <= year <= line.language.bounds["latest_year"]


def _with_month(line: Line, at: int, on: date) -> Dated | None:
    """March, March 2021, 5 March 2021, March 5 2021, 5th of March."""
    day = _day(line, at)
    start = at
    if day is not None:
        start += 1
        start += line.fold(start) in ("th", "st", "nd", "rd")
        start += line.fold(start) == "of"
    month = line.named(start, "month")
    if month is None:
        return None
    end, number = month[0], line.language.months[month[1]]
    if day is None and (later := _day(line, end)) and _year(line, end + 1):
        day, end = later, end + 1
    if year := _year(line, end):
        return _days(year[0], year[1].year, number, day)
    if day is None and line.fold(start) == "may":
        return None
    return _days(end, on.year - ((number, day or 1) > (on.month, on.day)), number, day)


def _day(line: Line, at: int) -> int | None:
    said = line.digits(at)
    return int(said) if 0 < len(said) <= 2 and 1 <= int(said) <= date.max.day else None


def _in_numbers(line: Line, at: int) -> Dated | None:
    """2021-03-05, 05/03/2021, 5.3.2021, 03/2021, 2021-03."""
    end, parts = _parts(line, at)
    years = [n for n, part in enumerate(parts) if len(part) == YEAR_DIGITS]
    if len(parts) not in (2, len("YMD")) or len(years) != 1:
        return None
    place = years[0]
    year = int(parts.pop(place))
    if not _possible(line, year):
        return None
    if len(parts) == 1:
        return _days(end, year, int(parts[0]), None)
    if place == 1:
        return None
    one, other = int(parts[0]), int(parts[1])
    readings = [_days(end, year, one, other)]
    if place:
        readings.append(_days(end, year, other, one))
    found = [reading for reading in readings if reading is not None]
    if not found:
        return None
    return end, min(day for _, day, _ in found), max(day for _, _, day in found)


def _parts(line: Line, at: int) -> tuple[int, list[str]]:
    """Up to three numbers of two or four digits with a dash, a stroke or points between them."""
    dotted = line.fold(at).split(".")
    if len(dotted) > 2 and all(part.isdecimal() and part.isascii() for part in dotted):
        return at + 1, dotted if all(len(part) <= YEAR_DIGITS for part in dotted[:3]) else []
    parts: list[str] = []
    end = at
    while line.digits(end) and len(line.digits(end)) in (1, 2, YEAR_DIGITS) and not parts[2:]:
        parts.append(line.digits(end))
        end += 1
        if line.fold(end) == "/" and line.digits(end + 1) and not parts[2:]:
            end += 1
        elif not line.dashed(end):
            break
    return end, parts


def _days(end: int, year: int, month: int | None, day: int | None) -> Dated | None:
    """The days of a year, a month or one day, if there is such a day."""
    if month is None:
        return end, date(year, 1, 1), date(year, date.max.month, date.max.day)
    if not 1 <= month <= date.max.month:
        return None
    last = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= last:
        return None
    return end, date(year, month, day or 1), date(year, month, day or last)
