"""The number of a result with its comparator and unit, checked against what is possible.

Nothing is assumed: a number without a unit is refused, and so is one outside the hard bounds of
its analyte. A number outside the soft bounds is kept with a warning.
"""

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from corrin.domain.analyte import Analyte, UnitOf
from corrin.domain.person import Comparator, Interpretation
from corrin.reading.analyte_index import DIMENSIONLESS, AnalyteIndex
from corrin.reading.gathered import Gathered
from corrin.reading.numbers import (
    COMPARATORS_ACCEPTED,
    PLAIN,
    NotNumber,
    Number,
    read_comparator,
    read_number,
)
from corrin.reading.result_words import ACCEPTED, FAILED, Said, read_words

VALUE_ACCEPTED = f"{PLAIN}, with its unit; or {ACCEPTED} as `interpretation`"


class Read(Struct, frozen=True, kw_only=True):
    """What stands in `value`, `comparator` and `unit`."""

    analyte: Analyte
    value: Decimal | None = None
    comparator: Comparator | None = None
    unit: UnitOf | None = None
    word: Interpretation | None = None
    """A word in the place of the number, or a flag printed behind it."""
    rest: str | None = None
    """Words of `value` of which nothing was made."""
    unit_refused: bool = False
    """The number has no unit that could be used; a word beside it still counts."""


def read_value(found: Gathered, index: AnalyteIndex, candidates: tuple[Analyte, ...]) -> Read:
    """The number, comparator and unit of an entry; what is wrong with them is gathered.

    Of several candidates, the first is meant that has the printed unit.
    """
    text = found.text("value", VALUE_ACCEPTED)
    unit_text = found.text("unit", "the unit as the laboratory printed it")
    number = None if text is None else read_number(text)
    if isinstance(number, Number):
        return _in_number(found, index, candidates, number, unit_text)
    analyte, unit = _unit(index, candidates, unit_text)
    if isinstance(number, NotNumber):
        found.refuse("value", number.why, number.accepted)
        return Read(analyte=analyte, unit=unit)
    return _in_words(found, analyte, text, unit_text, unit)


def _in_words(
    found: Gathered, analyte: Analyte, text: str | None, unit_text: str | None, unit: UnitOf | None
) -> Read:
    """What a value without a number says."""
    if unit_text is not None and unit is None:
        found.not_read("unit", f"it is not a unit of {analyte.name}")
    found.text("comparator", COMPARATORS_ACCEPTED)
    if text is None:
        return Read(analyte=analyte, unit=unit)
    if FAILED.search(text):
        found.refuse("value", "the laboratory gave no result", "the result of another sample")
        return Read(analyte=analyte, unit=unit)
    said = read_words(text, analyte)
    if said.conflict or said.interpretation is None:
        why = (
            "its words contradict each other"
            if said.conflict
            else "it is no number and no known word"
        )
        found.refuse("value", why, VALUE_ACCEPTED)
        return Read(analyte=analyte, unit=unit, rest=text)
    _warn_of_weak(found, "value", said)
    return Read(
        analyte=analyte,
        unit=unit,
        word=said.interpretation,
        rest=None if said.whole else text,
    )


def _in_number(
    found: Gathered,
    index: AnalyteIndex,
    candidates: tuple[Analyte, ...],
    number: Number,
    beside: str | None,
) -> Read:
    """A number with its unit, printed beside it or behind it, and its comparator."""
    comparator = _comparator(found, number)
    if number.comma:
        found.warn("value", f"its comma was read as a decimal point: {number.value}")
    inside, word = _behind(index, candidates, number.after)
    if number.after and inside is None and word is None:
        _refuse_behind(found, candidates, number.after)
        return Read(analyte=candidates[0], unit_refused=not FAILED.search(number.after))
    printed = inside if beside is None else beside
    analyte, unit = _unit(index, candidates, printed)
    if unit is None:
        _refuse_unit(found, candidates, printed)
        return Read(analyte=analyte, word=word, unit_refused=True)
    if inside is not None and index.unit(analyte, inside) is not unit:
        for key in ("value", "unit"):
            found.refuse(key, "the value and the unit name different units", "one unit")
    read = Read(analyte=analyte, value=number.value, comparator=comparator, unit=unit, word=word)
    _check_bounds(found, read)
    if unit.caution is not None:
        found.warn("unit", unit.caution)
    return read


def _comparator(found: Gathered, number: Number) -> Comparator | None:
    """The comparator of a number, which may stand in it or beside it but not differ."""
    text = found.text("comparator", COMPARATORS_ACCEPTED)
    if text is None:
        return number.comparator
    beside = read_comparator(text)
    if isinstance(beside, NotNumber):
        found.refuse("comparator", beside.why, beside.accepted)
        return None
    stated = number.comparator is not None or number.exact
    if stated and beside != number.comparator:
        for key in ("value", "comparator"):
            found.refuse(key, "the value and the comparator contradict each other", "one of them")
    return beside


def _behind(
    index: AnalyteIndex, candidates: tuple[Analyte, ...], after: str
) -> tuple[str | None, Interpretation | None]:
    """What is printed behind a number: its unit, a flag such as H, or both."""
    if not after:
        return None, None
    if _unit(index, candidates, after)[1] is not None:
        return after, None
    *unit, flag = after.split()
    word = read_words(flag, candidates[0]).interpretation
    if word is not None and _unit(index, candidates, " ".join(unit))[1] is not None:
        return " ".join(unit), word
    return None, read_words(after, candidates[0]).interpretation


def _refuse_behind(found: Gathered, candidates: tuple[Analyte, ...], after: str) -> None:
    if FAILED.search(after):
        found.refuse("value", "the laboratory doubts the result", "the result of another sample")
        return
    found.refuse("value", "what follows the number is not a unit of it", _units_of(candidates))
    found.refuse("unit", "no unit that is known was given", _units_of(candidates))


def _unit(
    index: AnalyteIndex, candidates: tuple[Analyte, ...], text: str | None
) -> tuple[Analyte, UnitOf | None]:
    """The first candidate that has a unit, and the unit; a ratio needs none."""
    for analyte in candidates:
        unit = index.unit(analyte, DIMENSIONLESS if text is None else text)
        if unit is not None:
            return analyte, unit
    return candidates[0], None


def _units_of(candidates: tuple[Analyte, ...]) -> str:
    units = [unit.ucum for analyte in candidates for unit in analyte.units]
    if not units:
        return f"words: {ACCEPTED}"
    return f"{candidates[0].name} in " + " or ".join(units)


def _refuse_unit(found: Gathered, candidates: tuple[Analyte, ...], text: str | None) -> None:
    if not any(analyte.units for analyte in candidates):
        why = f"{candidates[0].name} is known by words, not by a number"
        found.refuse("value", why, _units_of(candidates))
        return
    missing = "the number has no unit, and a unit is never guessed"
    unknown = f"it is not a unit in which {candidates[0].name} is reported"
    why = missing if text is None else unknown
    for key in ("unit", "value"):
        found.refuse(key, why, _units_of(candidates))


def _check_bounds(found: Gathered, read: Read) -> None:
    """Refuse what cannot be, warn of what is hardly ever seen; both name value and unit."""
    analyte, unit, comparator = read.analyte, read.unit, read.comparator
    if read.value is None or unit is None:
        return
    if read.value == 0 and comparator == "<":
        found.refuse("value", "nothing lies below zero", PLAIN)
    if unit.own_scale:
        return
    value = Fraction(read.value) * Fraction(unit.numerator) / Fraction(unit.denominator)
    if outside(value, analyte.hard_low, analyte.hard_high):
        possible = f"{analyte.hard_low} to {analyte.hard_high} {analyte.unit}"
        for key in ("value", "unit"):
            found.refuse(key, f"{analyte.name} so printed is not possible", possible)
        return
    low = None if comparator in ("<", "<=") else analyte.soft_low
    high = None if comparator in (">", ">=") else analyte.soft_high
    if outside(value, low, high):
        for key in ("value", "unit"):
            found.warn(key, f"{analyte.name} so printed is very unusual: check number and unit")


def outside(value: Fraction, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether a value lies below the lower bound or above the upper; None is no bound."""
    return (low is not None and value < Fraction(low)) or (
        high is not None and value > Fraction(high)
    )


def _warn_of_weak(found: Gathered, key: str, said: Said) -> None:
    if said.weak:
        found.warn(key, "a weak positive was read as positive; a repeat would make it certain")


def read_interpretation(found: Gathered, read: Read) -> tuple[Interpretation | None, str | None]:
    """The word of `interpretation`, joined with the word of `value`; and words left over."""
    text = found.text("interpretation", ACCEPTED)
    if text is None:
        return read.word, read.rest
    if FAILED.search(text):
        found.refuse("interpretation", "the laboratory doubts the result", "another sample")
        return None, None
    said = read_words(text, read.analyte)
    if said.conflict:
        found.refuse("interpretation", "its words contradict each other", ACCEPTED)
        return None, None
    if said.interpretation is None:
        found.not_read("interpretation", f"it is not {ACCEPTED}, or not said of this test")
        return read.word, text
    _warn_of_weak(found, "interpretation", said)
    if read.word is not None and read.word != said.interpretation:
        for key in ("value", "interpretation"):
            found.refuse(key, "the words of value and interpretation differ", "one of them")
    return said.interpretation, None if said.whole else text
