"""Exact conversion and comparison of what a laboratory printed.

A value is converted with one rational factor for each analyte and unit, and nothing is rounded.
Units are UCUM codes of the analyte; they are never guessed. Values of different analytes are
never compared: that is a broken promise between our own functions, a `ValueError`.
"""

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal, TypeVar

from corrin.domain.analyte import Analyte, UnitOf
from corrin.domain.person import Comparator, Result

Place = Literal["below", "at", "above"]
Exact = TypeVar("Exact", Decimal, int)


def to_unit(value: Decimal, unit: str, target: str, analyte: Analyte) -> Fraction:
    """A value of an analyte in another of its units, exactly.

    Args:
        value: a finite number, in `unit`.
        unit, target: UCUM codes of units of the analyte.

    Raises:
        ValueError: a unit is not one of the analyte's, or no factor joins the two.
    """
    if (found := factor(unit, target, analyte)) is None:
        raise ValueError(f"{analyte.id}: no factor joins {unit} and {target}")
    return Fraction(value) * found


def compare(result: Result, bound: Decimal, bound_unit: str, analyte: Analyte) -> Place | None:
    """Where a result certainly lies against a bound; None where that cannot be said.

    A comparator counts: "<50" is below 180, but against 30 it says nothing. A result that is
    undetectable, by word alone, is below every bound; other words are not compared. Neither is
    a value on a scale of its own with a bound on another.

    Raises:
        ValueError: the result is of another analyte, or a unit is not one of the analyte's.
    """
    if result.analyte != analyte.id:
        raise ValueError(f"a result of {result.analyte} cannot be compared as {analyte.id}")
    if result.value is None or result.unit is None:
        return "below" if result.interpretation == "undetectable" else None
    if result.unit == bound_unit:
        _unit(bound_unit, analyte)
        return _place(result.value, result.comparator, bound)
    found = factor(result.unit, bound_unit, analyte)
    if found is None:
        return None
    above, under = result.value.as_integer_ratio()
    bound_above, bound_under = bound.as_integer_ratio()
    value = above * found.numerator * bound_under
    return _place(value, result.comparator, bound_above * found.denominator * under)


def factor(unit: str, target: str, analyte: Analyte) -> Fraction | None:
    """What a value is multiplied by; None between scales that no factor joins.

    Raises:
        ValueError: a unit is not one of the analyte's.
    """
    source, wanted = _unit(unit, analyte), _unit(target, analyte)
    if source is wanted:
        return Fraction(1)
    if source.own_scale or wanted.own_scale:
        return None
    return _ratio(source.numerator, wanted.denominator, source.denominator, wanted.numerator)


@cache
def _ratio(one: Decimal, other: Decimal, under: Decimal, and_under: Decimal) -> Fraction:
    """The factor that four numbers of the knowledge make: the units join in a few ways only."""
    return Fraction(one) * Fraction(other) / (Fraction(under) * Fraction(and_under))


def _unit(ucum: str, analyte: Analyte) -> UnitOf:
    for unit in analyte.units:
        if unit.ucum == ucum:
            return unit
    raise ValueError(f"{ucum} is not a unit of {analyte.id}")


def _place(value: Exact, comparator: Comparator | None, bound: Exact) -> Place | None:
    """The side of the bound on which every value lies that the comparator leaves open."""
    match comparator:
        case None:
            return "below" if value < bound else "above" if value > bound else "at"
        case "<":
            return "below" if value <= bound else None
        case "<=":
            return "below" if value < bound else None
        case ">":
            return "above" if value >= bound else None
        case _:  # >=
            return "above" if value > bound else None
