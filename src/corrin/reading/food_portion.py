"""How much of a food a number and a unit are, in grams; nothing is guessed."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from msgspec import Struct
from msgspec.structs import replace

from corrin.domain.food import Food, Measure, Portion


class Helping(Struct, frozen=True):
    """So much of a food at a time."""

    grams: Decimal
    says: str
    """How the grams were found."""
    micrograms: Decimal | None
    """None where the food varies too widely to count."""
    count: Decimal = Decimal(1)
    """How many such helpings were spoken of together."""
    apart: bool = False
    """Whether they are eaten at different times."""
    more: Decimal = Decimal(1)
    """By how much the greatest quantity of a range is more than the least, which is this."""
    assumed: bool = False
    """Whether no quantity was said, and the usual portion was taken."""


class NotCounted(Struct, frozen=True):
    """Why a quantity cannot be counted, and what would be accepted."""

    why: str
    accepted: str


def helping(
    food: Food | None, number: tuple[Decimal, Decimal] | None, measures: Sequence[Measure]
) -> Helping | NotCounted:
    """A helping of a food.

    Args:
        number: the least and the most of a range; None where no number was said.
        measures: the units beside it; of two, one is the size of a piece ("2 large slices").
    """
    if food is None:
        return NotCounted("the food is not known", "a name that `corrin foods find` shows")
    count, most = (Decimal(1), Decimal(1)) if number is None else number
    if count <= 0:
        return NotCounted("nothing of it is eaten", "more than nothing, or no entry")
    found = _found(food, count, measures, said=number is not None)
    if isinstance(found, Helping) and most != count:
        return replace(found, more=most / count)
    return found


def helping_not_read(food: Food) -> NotCounted:
    """Why words are no quantity of a food."""
    return NotCounted("it is not a quantity", _accepted(food))


def _found(
    food: Food, count: Decimal, measures: Sequence[Measure], *, said: bool
) -> Helping | NotCounted:
    if not measures:
        return _without_unit(food, count, said=said)
    for measure in measures:
        portion = _own(food, measure)
        if portion is not None:
            return _of_portion(food, portion, count, apart=measure.apart)
    first = measures[0]
    if first.kind == "mass" and first.grams is not None:
        grams = count * first.grams
        return Helping(grams, f"{_plain(grams)} g", _micrograms(food, grams))
    if first.kind == "volume" and first.millilitres is not None:
        return _poured(food, count, first, first.millilitres)
    if first.kind == "usual" and food.usual is not None:
        return _of_portion(food, food.usual, count, apart=True, assumed=True)
    return NotCounted(f"how much a {first.names[0]} of it is, is not known", _accepted(food))


def _without_unit(food: Food, count: Decimal, *, said: bool) -> Helping | NotCounted:
    piece = next((portion for portion in food.portions if portion.piece), None)
    if piece is not None:
        return _of_portion(food, piece, count, assumed=not said)
    if said and count != 1:
        return NotCounted(
            "the number has no unit, and this does not come in pieces", _accepted(food)
        )
    if food.usual is None:
        return NotCounted("no usual portion of it is known", _accepted(food))
    return _of_portion(food, food.usual, count, assumed=True)


def _poured(
    food: Food, count: Decimal, measure: Measure, millilitres: Decimal
) -> Helping | NotCounted:
    if food.grams_per_ml is None:
        return NotCounted(
            "it is not poured, and its weight by volume is not known", _accepted(food)
        )
    volume = count * millilitres
    if measure.apart and count == count.to_integral_value() and count > 1:
        grams = millilitres * food.grams_per_ml
        says = f"{_plain(count)} × {measure.names[0]} of {_plain(millilitres)} ml"
        return Helping(grams, says, _micrograms(food, grams), count, apart=True)
    grams = volume * food.grams_per_ml
    says = (
        f"{_plain(volume)} ml"
        if measure.millilitres == 1
        else (f"{_plain(count)} {measure.names[0]} ({_plain(volume)} ml)")
    )
    return Helping(grams, says, _micrograms(food, grams))


def _of_portion(
    food: Food,
    portion: Portion,
    count: Decimal,
    *,
    apart: bool = False,
    assumed: bool = False,
) -> Helping:
    """So many of a portion; the number with which its name begins is taken out."""
    of, unit = _counted(portion)
    grams = portion.grams / of if not assumed or of == 1 or portion.piece else portion.grams
    name = unit if grams != portion.grams else portion.says
    says = f"{name} ({_plain(grams)} g)"
    if count != 1:
        says = f"{_plain(count)} × {says}"
    whole = count == count.to_integral_value()
    if whole and count > 1:
        return Helping(grams, says, _micrograms(food, grams), count, apart=apart, assumed=assumed)
    total = grams * count
    return Helping(total, says, _micrograms(food, total), assumed=assumed)


def _own(food: Food, measure: Measure) -> Portion | None:
    """The portion of the food itself that a measure names: slice, tin, large, cup."""
    if measure.kind == "mass" or (measure.kind == "volume" and food.grams_per_ml is not None):
        return None
    words = {name for name in measure.names if " " not in name}
    fits = [p for p in food.portions if words & set(_words(p))]
    return min(fits, key=lambda p: (not p.usual, len(_words(p))), default=None)


def _words(portion: Portion) -> list[str]:
    """The words of a portion, before what stands in brackets, in the singular."""
    said = portion.says.partition("(")[0].replace(",", " ").lower().split()
    return [word.removesuffix("s") if len(word) > 2 else word for word in said]


def _counted(portion: Portion) -> tuple[Decimal, str]:
    """How many of its unit a portion is, and the unit: "6 medium" are 6 of "medium"."""
    number, _, unit = portion.says.partition(" ")
    try:
        if "/" in number:
            over, under = number.split("/")
            return Decimal(over) / Decimal(under), unit
        return Decimal(number), unit
    except (InvalidOperation, ZeroDivisionError, ValueError):
        return Decimal(1), portion.says


def _micrograms(food: Food, grams: Decimal) -> Decimal | None:
    """Vitamin B12 in so much: by weight, or else by the portion of which it is known."""
    if food.b12_micrograms_per_100_g is not None:
        return grams * food.b12_micrograms_per_100_g / 100
    known = next((p for p in food.portions if p.b12_micrograms is not None), None)
    if known is None or known.b12_micrograms is None:
        return None
    return grams * known.b12_micrograms / known.grams


def _accepted(food: Food) -> str:
    """What a quantity of a food may be, in its own portions."""
    portions = [portion.says for portion in food.portions[:3]]
    units = ["grams", *(["millilitres"] if food.grams_per_ml is not None else []), *portions]
    return f"{', '.join(units)}, or a portion"


def _plain(number: Decimal) -> str:
    whole = number.to_integral_value()
    return format(whole if whole == number else number.quantize(Decimal("0.1")).normalize(), "f")
