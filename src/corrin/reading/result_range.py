"""The reference range that the laboratory printed, in the unit of its result."""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import cast

from corrin.domain.analyte import Analyte
from corrin.domain.person import Result
from corrin.domain.quantity import compare
from corrin.reading.analyte_index import AnalyteIndex
from corrin.reading.gathered import Gathered, text_of
from corrin.reading.numbers import NotNumber, Number, read_bound, read_number
from corrin.reading.result_value import Read, outside
from corrin.reading.strict import SHOWN

KEY = "reference_range"
Range = tuple[Decimal | None, Decimal | None]
NO_RANGE: Range = (None, None)

_WORDS = re.compile(r"^(reference|ref|normal|range|interval|values?|[\s:.=()\[\]])+", re.IGNORECASE)
_BETWEEN = re.compile(r"([0-9.,]+)\s*(?:-|–|—|\bto\b)\s*([0-9.,]+)\s*(.*?)[)\]]?", re.IGNORECASE)


def read_range(found: Gathered, index: AnalyteIndex, read: Read) -> Range:
    """The printed range; one that cannot be read is not used, and a warning says so.

    A range that is impossible in the printed unit shows that the unit is wrong: the entry is
    refused.
    """
    given = found.entry.get(KEY)
    if text_of(given) is None:
        return NO_RANGE
    if isinstance(given, Mapping):
        bounds = _of_mapping(cast(Mapping[object, object], given))
    else:
        bounds = _of_text(given, index, read)
    if isinstance(bounds, str):
        found.warn(KEY, f"the range was not used: {bounds}")
        return NO_RANGE
    low, high = bounds
    if low is not None and high is not None and low > high:
        found.warn(KEY, "the range was not used: its lower end is above its upper end")
        return NO_RANGE
    if not found.refusals and _impossible(bounds, read):
        for key in ("unit", KEY):
            found.refuse(key, "the range is not possible in this unit", "one unit for both")
    return bounds


def _of_mapping(given: Mapping[object, object]) -> Range | str:
    if set(given) - {"low", "high"}:
        return "it has other keys than low and high"
    bounds: list[Decimal | None] = []
    for key in ("low", "high"):
        value = given.get(key)
        bound = read_bound(value)
        if bound is None and text_of(value) is not None:
            return f"its {key} end is not a plain number"
        bounds.append(bound)
    return bounds[0], bounds[1]


def _of_text(given: object, index: AnalyteIndex, read: Read) -> Range | str:
    if not isinstance(given, str) or len(given) > SHOWN:
        return "it is not a text such as 120-900"
    text = _WORDS.sub("", given.strip())
    if between := _BETWEEN.fullmatch(text):
        low, high, unit = read_bound(between[1]), read_bound(between[2]), between[3]
    else:
        number = read_number(text.rstrip(")]"))
        if number is None or isinstance(number, NotNumber) or number.comparator is None:
            return "it is not a text such as 120-900 or <271"
        low, high = _one_end(number)
        unit = number.after
    if low is None and high is None:
        return "it is not a text such as 120-900 or <271"
    if unit and (read.unit is None or index.unit(read.analyte, unit) is not read.unit):
        return "it is printed in another unit than the result"
    return low, high


def _one_end(number: Number) -> Range:
    if number.comparator in ("<", "<="):
        return None, number.value
    return number.value, None


def _impossible(bounds: Range, read: Read) -> bool:
    """Whether the whole range lies where no value can be."""
    unit, analyte = read.unit, read.analyte
    if unit is None or unit.own_scale:
        return False
    factor = Fraction(unit.numerator) / Fraction(unit.denominator)
    low, high = bounds
    return (high is not None and outside(Fraction(high) * factor, analyte.hard_low, None)) or (
        low is not None and outside(Fraction(low) * factor, None, analyte.hard_high)
    )


def contradiction(result: Result, analyte: Analyte) -> bool:
    """Whether the word of a result contradicts its number, by the printed range or the usual."""
    if result.value is None or result.unit is None or result.interpretation is None:
        return False
    printed = (result.reference_low, result.reference_high) != NO_RANGE
    unit = result.unit if printed else analyte.unit
    low = result.reference_low if printed else analyte.usual_low
    high = result.reference_high if printed else analyte.usual_high
    below = low is not None and compare(result, low, unit, analyte) == "below"
    above = high is not None and compare(result, high, unit, analyte) == "above"
    middle = (low * high).sqrt() if low is not None and high is not None else None
    side = None if middle is None else compare(result, middle, unit, analyte)
    match result.interpretation:
        case "low" | "very_low" | "undetectable":
            return above or side == "above" or (printed and low is not None and not below)
        case "high" | "very_high":
            return below or side == "below" or (printed and high is not None and not above)
        case "normal":
            return below or above
        case _:
            return False
