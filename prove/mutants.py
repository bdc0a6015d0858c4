"""Mutants of the knowledge: each is the knowledge with one thing in it changed.

    number      a number one step of its precision up or down; a rank only where the order changes
    strictness  a bound moved by less than anybody measures, so that the bound itself changes side
    condition   negated; an `and` for an `or` or the other way round; a part of it left out
    comparison  below for above, at least for below, low for high
    unit        the unit of a bound, an interval or a conversion exchanged for another
    deletion    a row of a table left out
    flag        a yes or no that an entry states turned round

Not mutated: what is only shown (names, texts, the years of sources), and the lists of words and
codes, which hold no numbers and no conditions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import fields, replace

from corrin.domain.analyte import Analyte, Band, Bound, UnitOf
from corrin.domain.beside import DoseLimit, Interaction, Monitoring, Practice, Recovery
from corrin.domain.code import Code
from corrin.domain.knowledge import Fact, Knowledge, Offer, Rule
from corrin.domain.regimen import EveryDays, EveryMonths
from corrin.domain.rule import Condition
from corrin.domain.words import Pattern

Path = tuple[str | int, ...]
"""Fields, keys and places that lead from the knowledge to what is changed."""

SKIPPED = frozenset(
    {"version", "edition", "reviews", "sources", "evidence", "words", "codes", "code_systems"}
)
"""Sections that hold nothing but what is shown, or dates of review."""
ROWS = (Rule, Offer, Monitoring, Band, DoseLimit, Interaction, Practice, Recovery, Pattern)
CONDITIONS = frozenset({"when", "condition"})
RANK = "rank"
SHOWN = frozenset({(Code, "verified")})
"""Fields that are shown, or kept for those who look after the knowledge, and nothing else."""
BOUNDS: dict[type, dict[str, int]] = {
    Bound: {"low": 1, "high": -1},
    Fact: {"at_least": 1, "below": 1, "max_length_cm": -1, "order_min_days": 1},
    DoseLimit: {"warn_below": 1, "warn_above": -1, "reject_below": 1, "reject_above": -1},
    Analyte: {"hard_low": 1, "hard_high": -1, "soft_low": 1, "soft_high": -1},
    Pattern: {"below": 1, "at_least": 1},
}
"""Bounds, and to which side each is moved so that a value equal to it changes side."""
LEAST = Decimal("0.0000001")
OTHER_SIDE = {
    "below": "above",
    "above": "below",
    "reaches": "above",
    "low": "high",
    "high": "low",
    "normal": "low",
    "confirmed": "unlikely",
    "unlikely": "confirmed",
    "indeterminate": "confirmed",
    "positive": "negative",
    "negative": "positive",
    "low_on_treatment": "high_on_treatment",
    "high_on_treatment": "low_on_treatment",
    "unlikely_on_treatment": "low_on_treatment",
    "indeterminate_on_treatment": "low_on_treatment",
    "twice": "above",
}


class Gone:
    """Stands for what is left out."""


GONE = Gone()


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where, of what kind, and what stands there instead."""

    id: str
    kind: str
    path: Path
    value: object

    @property
    def section(self) -> str:
        return str(self.path[0])

    def applied(self, knowledge: Knowledge) -> Knowledge:
        """The knowledge with the change.

        Raises:
            ValueError: the types of the knowledge do not admit it.
        """
        return cast(Knowledge, _changed(knowledge, self.path, self.value))


def mutants(knowledge: Knowledge) -> Iterator[Mutant]:
    """Every mutant, in the order of the knowledge."""
    for section in fields(Knowledge):
        if section.name not in SKIPPED:
            held = getattr(knowledge, section.name)
            yield from _of(held, (section.name,), section.name)


def at(value: Any, path: Path) -> Any:
    """What stands at the end of a path."""
    for step in path:
        value = value[step] if isinstance(value, dict | tuple) else getattr(value, str(step))
    return value


def _changed(value: Any, path: Path, new: object) -> object:
    """A value with what stands at the end of a path replaced, or left out."""
    step, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {**value, step: _changed_or(value[step], rest, new)}
    if isinstance(value, tuple):
        number = int(step)
        kept = () if not rest and new is GONE else (_changed_or(value[number], rest, new),)
        return (*value[:number], *kept, *value[number + 1 :])
    return replace(value, **{str(step): _changed_or(getattr(value, str(step)), rest, new)})


def _changed_or(value: Any, path: Path, new: object) -> object:
    return _changed(value, path, new) if path else new


# --- what is changed in each kind of value --------------------------------------------------------


def _of(value: Any, path: Path, name: str) -> Iterator[Mutant]:
    """The mutants of a value and of all within it."""
    if isinstance(value, Struct):
        yield from _of_entry(value, path, name)
    elif isinstance(value, dict):
        for key, item in cast(dict[Any, Any], value).items():
            yield from _of(item, (*path, key), f"{name}.{key}")
    elif isinstance(value, tuple):
        items = cast(tuple[Any, ...], value)
        for number, (item, label) in enumerate(zip(items, _labels(items), strict=True)):
            inner = f"{name}.{label}"
            if isinstance(item, ROWS):
                yield Mutant(f"{inner}: gone", "deletion", (*path, number), GONE)
            yield from _of(item, (*path, number), inner)
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | Decimal):
        yield from _shifted(value, path, name)


def _labels(items: tuple[Any, ...]) -> Iterator[str]:
    """What to call each item: its id or name, with a number where several share it."""
    names = [_said(item) for item in items]
    for number, name in enumerate(names):
        if not name:
            yield str(number)
        elif names.count(name) > 1:
            yield f"{name}.{names[:number].count(name)}"
        else:
            yield name


def _said(item: Any) -> str:
    match item:
        case UnitOf():
            return item.ucum
        case Bound():
            return item.unit
        case DoseLimit():
            return "_".join(word for word in (item.route, item.product, item.purpose) if word)
        case Pattern():
            return item.concept
        case _:
            return str(getattr(item, "id", None) or getattr(item, "name", None) or "")


def _of_entry(entry: Any, path: Path, name: str) -> Iterator[Mutant]:
    for field in fields(entry):
        value = getattr(entry, field.name)
        place, label = (*path, field.name), f"{name} {field.name}"
        if (type(entry), field.name) in SHOWN or value is None:
            continue
        if field.name in CONDITIONS:
            for said, flipped in flips(value):
                yield Mutant(f"{label}: {said}", "condition", place, flipped)
        elif isinstance(value, bool):
            if value is not field.default:
                yield Mutant(f"{label}: {not value}", "flag", place, not value)
        elif field.name != RANK:
            yield from _of(value, place, label)
    yield from _bounds(entry, path, name)
    yield from _units(entry, path, name)
    yield from _comparisons(entry, path, name)


def _shifted(value: int | Decimal, path: Path, name: str) -> Iterator[Mutant]:
    step = _step(value)
    for sign, by in (("+", step), ("-", -step)):
        yield Mutant(f"{name}: {value} {sign} {step}", "number", path, value + by)


def _step(value: int | Decimal) -> int | Decimal:
    """One step of the precision in which a number is written."""
    if isinstance(value, int):
        return 1
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0))


def _bounds(entry: Any, path: Path, name: str) -> Iterator[Mutant]:
    for field, side in BOUNDS.get(type(entry), {}).items():
        value = getattr(entry, field)
        values = cast(tuple[Any, ...], value) if isinstance(value, tuple) else (value,)
        for place, bound in enumerate(values):
            if isinstance(bound, Decimal):
                inner = (field, place) if isinstance(value, tuple) else (field,)
                label = f"{name} {'.'.join(map(str, inner))}: strict"
                yield Mutant(label, "strictness", (*path, *inner), bound + side * LEAST)


# --- conditions -----------------------------------------------------------------------------------


def flips(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """A condition negated, with each operator exchanged, and with each part left out."""
    yield "negated", condition[1] if condition[0] == "not" else ("not", condition)
    for place, part in enumerate(_parts(condition)):
        if isinstance(part, tuple) and part[0] in ("and", "or"):
            other = "or" if part[0] == "and" else "and"
            yield f"{other} at {place}", _with(condition, place, (other, *part[1:]))
            for number, left_out in enumerate(part[1:], 1):
                kept = (*part[:number], *part[number + 1 :])
                new = kept[1] if len(kept) == 2 else kept
                yield f"without {_text(left_out)} at {place}", _with(condition, place, new)


def _parts(condition: Condition) -> Iterator[Condition]:
    """A condition and every condition within it, the outer before the inner."""
    yield condition
    if isinstance(condition, tuple):
        for operand in condition[1:]:
            yield from _parts(operand)


def _with(condition: Condition, place: int, new: Condition) -> Condition:
    """A condition with the part at a place of `_parts` exchanged."""
    if place == 0:
        return new
    assert isinstance(condition, tuple)
    operands: list[Condition] = [condition[0]]
    place -= 1
    for operand in condition[1:]:
        size = sum(1 for _ in _parts(operand))
        operands.append(_with(operand, place, new) if 0 <= place < size else operand)
        place -= size
    return tuple(operands)


def _text(condition: Condition) -> str:
    if isinstance(condition, str):
        return condition
    if condition[0] in ("and", "or"):
        return f"({f' {condition[0]} '.join(_text(part) for part in condition[1:])})"
    return f"{condition[0]} {_text(condition[1])}"


# --- comparisons and units ------------------------------------------------------------------------


def _comparisons(entry: Any, path: Path, name: str) -> Iterator[Mutant]:
    match entry:
        case Fact(marker=str(marker)):
            analyte, _, prop = marker.partition(" ")
            side, colon, band = prop.partition(":")
            if other := OTHER_SIDE.get(side):
                new = f"{analyte} {other}{colon}{band}"
                yield Mutant(f"{name} marker: {new}", "comparison", (*path, "marker"), new)
        case Fact(at_least=at_least, below=below) if (at_least is None) != (below is None):
            new = replace(entry, at_least=below, below=at_least)
            yield Mutant(f"{name}: other side", "comparison", path, new)
        case _:
            pass


def _units(entry: Any, path: Path, name: str) -> Iterator[Mutant]:
    match entry:
        case EveryDays(days=days, days_max=most):
            yield Mutant(f"{name}: in months", "unit", path, EveryMonths(days, most))
        case EveryMonths(months=months, months_max=most):
            yield Mutant(f"{name}: in days", "unit", path, EveryDays(months, most))
        case Monitoring():
            yield from _unit_of_offset(entry, path, name)
        case Analyte(units=units):
            own = [unit.ucum for unit in units if unit.ucum != entry.unit]
            for unit in own[:1]:
                yield Mutant(f"{name} unit: {unit}", "unit", (*path, "unit"), unit)
            yield from _swapped_factors(units, path, name)
        case Band(bounds=bounds):
            for number, bound in enumerate(bounds):
                for unit in _other_units(bounds, bound):
                    place = (*path, "bounds", number, "unit")
                    yield Mutant(f"{name} bounds.{number} unit: {unit}", "unit", place, unit)
        case _:
            pass


def _unit_of_offset(entry: Monitoring, path: Path, name: str) -> Iterator[Mutant]:
    names = ("after_days", "after_weeks", "after_months")
    for number, field in enumerate(names):
        value = getattr(entry, field)
        if value is not None:
            other = names[(number + 1) % len(names)]
            new = replace(entry, **{field: None, other: value})
            yield Mutant(f"{name}: {other}", "unit", path, new)


def _swapped_factors(units: tuple[UnitOf, ...], path: Path, name: str) -> Iterator[Mutant]:
    """Two neighbouring units of one analyte with the factors of each other."""
    for number in range(len(units) - 1):
        one, other = units[number], units[number + 1]
        factors = (one.numerator, one.denominator), (other.numerator, other.denominator)
        if factors[0] == factors[1]:
            continue
        swapped = (
            replace(one, numerator=other.numerator, denominator=other.denominator),
            replace(other, numerator=one.numerator, denominator=one.denominator),
        )
        new = (*units[:number], *swapped, *units[number + 2 :])
        label = f"{name} units: {one.ucum} as {other.ucum}"
        yield Mutant(label, "unit", (*path, "units"), new)


def _other_units(bounds: tuple[Bound, ...], bound: Bound) -> Iterator[str]:
    """A unit for which other bounds stand."""
    mine = (bound.low, bound.high)
    others = (b.unit for b in bounds if (b.low, b.high) != mine)
    unit = next(others, None)
    if unit is not None:
        yield unit
