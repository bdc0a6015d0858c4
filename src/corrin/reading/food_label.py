"""What the label of a food says of its vitamin B12, in words: "0.38 µg/100 ml"."""

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from corrin.domain.food import Food
from corrin.reading.amount import dose_at
from corrin.reading.line import Line

LABEL_ACCEPTED = "micrograms per 100 g, per 100 ml or per portion, such as 0.38 ug per 100 ml"
WEIGHED_ACCEPTED = "micrograms per 100 g or per portion"
_OF = (
    r"(?:\s*(?:of\s+)?(?:vitamin\s+)?b-?12)?\s*(?:/|\bper\b|\ba\b|\bin\b)\s*"
    r"(?:(?P<hundred>100)\s*(?P<unit>g|ml)\b|(?:a\s+)?(?:portion|serving|helping)\b)"
)
WHOLE = re.compile(rf"(?P<dose>.+?){_OF}", re.IGNORECASE)
WITHIN = re.compile(rf"(?P<dose>\d[\d.,]*\s*[^\W\d]+?){_OF}", re.IGNORECASE)
PARTED = re.compile(r"[,;.()\[\]\n]")


class Label(Struct, frozen=True):
    """A label among other words, and where it stands."""

    words: str
    start: int
    end: int


def labels_in(line: Line) -> tuple[Label, ...]:
    """The labels that a text names."""
    found = (Label(match.group(), *match.span()) for match in WITHIN.finditer(line.text))
    return tuple(label for label in found if _doses(line, label.start, label.end))


def without(text: str, labels: Sequence[Label]) -> str:
    """The text with the labels made blank; all else stays where it is."""
    for label in labels:
        text = text[: label.start] + " " * (label.end - label.start) + text[label.end :]
    return text


def doses_in(line: Line) -> tuple[Label, ...]:
    """The amounts in micrograms or milligrams that a text names."""
    return tuple(_doses(line, 0, len(line.text)))


def _doses(line: Line, start: int, end: int) -> list[Label]:
    found: list[Label] = []
    for at, token in enumerate(line.tokens):
        dose = dose_at(line, at) if start <= token.start < end else None
        if dose is not None and not _weighed(line, dose[0]):
            last = line.tokens[dose[0] - 1].end
            found.append(Label(line.text[token.start : last], token.start, last))
    return found


def _weighed(line: Line, end: int) -> bool:
    """Whether the unit before a place is the gram, in which food is weighed, or no mass at all."""
    unit = line.named(end - 1, "dose_unit")
    grams = line.language.dose_units["g"]
    return unit is None or line.language.dose_units[unit[1]] >= grams


def belongs_to(label: Label, text: str, places: Sequence[tuple[int, int]]) -> int | None:
    """Of the places at which foods are named, the one to which a label belongs: the one before it,
    unless only the one behind it is not parted from it."""
    before = max((n for n, (start, _) in enumerate(places) if start < label.start), default=None)
    after = next((n for n, (start, _) in enumerate(places) if start >= label.end), None)
    if before is None or after is None:
        return after if before is None else before
    parted = PARTED.search(text[places[before][1] : label.start])
    joined = PARTED.search(text[label.end : places[after][0]]) is None
    return after if parted and joined else before


def labelled(food: Food, grams: Decimal, micrograms: Decimal, unit: str | None) -> Decimal | None:
    """Micrograms in a helping of so many grams, by a label; None where it is not known how heavy
    it is.

    Args:
        micrograms: in a hundred of the unit, "g" or "ml"; of None, in a helping.
    """
    if not unit:
        return micrograms
    per = food.grams_per_ml if unit.lower() == "ml" else Decimal(1)
    return None if per is None else micrograms * grams / per / 100
