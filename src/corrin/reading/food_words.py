"""What is eaten, in words: "2 eggs a day, 200 ml milk, salmon once a week".

A clause is one food with how much and how often, in any order; commas, stops and "and" part them.
It is read only whole. A word that denies, doubts, or speaks of the past or of others leaves it to
the reader of the diet; another word without a part in it is a reason why nothing is counted.
Nothing is guessed. A number without a unit counts pieces where the food comes in pieces; a food
without a quantity is one usual portion of it; without how often, it may be anything up to once a
day. A clause that is a food and cannot be counted says why.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from corrin.domain.food import Food, Measure
from corrin.reading.amount import Frequency, frequency_at
from corrin.reading.food_names import FoodLookup, FoodNames
from corrin.reading.food_portion import Helping, NotCounted, helping, helping_not_read
from corrin.reading.line import Line

Role = Literal["food", "number", "measure", "often", "small", "and", "turning", "unknown"]
SMALL = ("stop", "self", "asserting", "time.about")
"""The roles of words without a meaning of their own here."""
ACCEPTED = "a food, how much and how often, such as 2 eggs a day"
JOINING = frozenset({"with", "in", "on"})
"""Words that part two foods as "and" does: porridge with milk."""


class Part(Struct, frozen=True):
    """A run of words and its role in a clause."""

    role: Role
    start: int
    end: int
    food: Food | None = None
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    """Of a number, itself; of how often, times a day."""
    measure: Measure | None = None


class FoodSaid(Struct, frozen=True):
    """A clause that names a food: how much of it, or why it cannot be counted."""

    words: str
    food: Food | None
    helping: Helping | NotCounted
    often: tuple[Decimal, Decimal] | None
    """Times a day, least and most; None where it was not said."""


def read_foods(line: Line, names: FoodNames, lookup: FoodLookup | None = None) -> list[FoodSaid]:
    """The clauses of a text that are foods with a quantity or with how often."""
    found: list[FoodSaid] = []
    for segment in _segments(line):
        clauses = _clauses(list(_parts(line, names, *segment)))
        if found and found[-1].often is None and (only := _only_often(clauses)) is not None:
            found[-1] = replace(found[-1], often=(only.low, only.high))
            continue
        often: Part | None = None
        for clause in reversed(clauses):
            often = next((part for part in clause if part.role == "often"), often)
            said = _said(line, clause, often, lookup)
            if said is not None:
                found.append(said)
    return sorted(found, key=lambda said: line.text.find(said.words))


def _only_often(clauses: list[list[Part]]) -> Part | None:
    """How often, where a segment says nothing else: "100 g salmon, twice a week"."""
    parts = [part for clause in clauses for part in clause if part.role != "small"]
    return parts[0] if len(parts) == 1 and parts[0].role == "often" else None


def _segments(line: Line) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(len(line) + 1):
        if at == len(line) or line.tokens[at].kind in ("comma", "break"):
            if at > start:
                yield start, at
            start = at + 1


def _parts(line: Line, names: FoodNames, start: int, end: int) -> Iterator[Part]:
    """The parts of a segment; at each word the longest of what it can be."""
    at = start
    while at < end:
        part = _part(line, names, at)
        yield part
        at = part.end


def _part(line: Line, names: FoodNames, at: int) -> Part:
    food, measure = names.food_at(line, at), names.measure_at(line, at)
    frequency, number = frequency_at(line, at), _fraction(line, at) or line.span(at)
    if measure is not None and measure[1].kind == "often":
        low, high = _a_day(measure[1])
        return Part("often", at, measure[0], low=low, high=high)
    if food is not None and (measure is None or food[0] >= measure[0]):
        return Part("food", at, food[0], food=food[1])
    if frequency is not None:
        times = times_a_day(frequency[1])
        return Part("often", at, frequency[0], low=times, high=times)
    if number is not None:
        return Part("number", at, number[0], low=number[1], high=number[2])
    if measure is not None:
        return Part("measure", at, measure[0], measure=measure[1])
    if line.fold(at) in JOINING or line.end(at, "coordinator") is not None:
        return Part("and", at, at + 1)
    small = line.end(at, *SMALL)
    if not _plain(line, at):
        return Part("turning", at, at + 1)
    return Part("unknown", at, at + 1) if small is None else Part("small", at, small)


def _fraction(line: Line, at: int) -> tuple[int, Decimal, Decimal] | None:
    """A fraction in digits: 1/2, 3/4."""
    over, under = line.digits(at), line.digits(at + 2)
    if not over or not under or line.fold(at + 1) != "/" or not int(under):
        return None
    value = Decimal(over) / Decimal(under)
    return at + 3, value, value


def _plain(line: Line, at: int) -> bool:
    """Whether a word has no meaning that could turn the clause: no negation, doubt, past."""
    turning = {"negation", "possible", "hypothetical", "subject", "status", "break"}
    return not any(role.partition(".")[0] in turning for role in line.marks[at][1])


def _a_day(often: Measure) -> tuple[Decimal, Decimal]:
    low, high = often.times_a_week_low or Decimal(0), often.times_a_week_high or Decimal(0)
    return low / 7, high / 7


def times_a_day(often: Frequency) -> Decimal:
    """How often a day; a month is a twelfth of a year."""
    if often.every_months is not None:
        return 12 / (often.every_months * 366)
    if often.every_days is not None:
        return (often.times_per_day or 1) / often.every_days
    return often.times_per_day or Decimal(1)


def _clauses(parts: list[Part]) -> list[list[Part]]:
    """The parts of a segment, parted where "and" stands between what each holds a food or a
    quantity, or where a second food begins."""
    clauses: list[list[Part]] = [[]]
    for part in parts:
        last = clauses[-1]
        if part.role == "and":
            if any(each.role in ("food", "unknown") for each in last):
                clauses.append([])
        else:
            last.append(part)
    return [clause for clause in clauses if clause]


def _said(
    line: Line, clause: list[Part], often: Part | None, lookup: FoodLookup | None
) -> FoodSaid | None:
    """What a clause says of a food; None where it is not about one, or not read whole."""
    foods = [part for part in clause if part.role == "food"]
    numbers = [part for part in clause if part.role == "number"]
    measures = [part for part in clause if part.role == "measure"]
    unknown = [part for part in clause if part.role == "unknown"]
    times = [part for part in clause if part.role == "often"]
    words = line.raw(clause[0].start, clause[-1].end)
    if any(part.role == "turning" for part in clause):
        return None
    if len(foods) > 1:
        return None
    if not foods:
        return _unknown_food(line, words, numbers, measures, unknown, often, lookup)
    if not (numbers or measures or often is not None):
        return None
    if unknown:
        odd = line.raw(unknown[0].start, unknown[-1].end)
        why = f"the words “{odd}” are not understood here"
        return FoodSaid(words, None, NotCounted(why, ACCEPTED), None)
    if len(numbers) > 1 or len(times) > 1:
        why = "it says more than one quantity, or more than one time"
        return FoodSaid(words, None, NotCounted(why, ACCEPTED), None)
    return FoodSaid(
        words,
        foods[0].food,
        _counted(foods[0].food, numbers, measures),
        None if often is None else (often.low, often.high),
    )


def _counted(food: Food | None, numbers: list[Part], measures: list[Part]) -> Helping | NotCounted:
    number = (numbers[0].low, numbers[0].high) if numbers else None
    return helping(food, number, [part.measure for part in measures if part.measure])


def _unknown_food(
    line: Line,
    words: str,
    numbers: list[Part],
    measures: list[Part],
    unknown: list[Part],
    often: Part | None,
    lookup: FoodLookup | None,
) -> FoodSaid | None:
    """A weight or volume of something whose name is not known here; perhaps an imported food."""
    weighed = any(p.measure and p.measure.kind in ("mass", "volume") for p in measures)
    if not (weighed and numbers and unknown):
        return None
    name = line.raw(unknown[0].start, unknown[-1].end)
    found = lookup(name) if lookup is not None else ()
    times = None if often is None else (often.low, often.high)
    if len(found) == 1:
        return FoodSaid(words, found[0], _counted(found[0], numbers, measures), times)
    return FoodSaid(words, None, not_one(name, found), times)


def read_amount(line: Line, names: FoodNames, food: Food) -> Helping | NotCounted:
    """The helping that a whole text is, of a food that is known: "120 g", "2 slices", "a cup"."""
    parts = list(_parts(line, names, 0, len(line)))
    numbers = [part for part in parts if part.role == "number"]
    measures = [part for part in parts if part.role == "measure"]
    known = all(part.role in ("number", "measure", "small") for part in parts)
    if not known or len(numbers) > 1 or not (numbers or measures):
        return helping_not_read(food)
    return _counted(food, numbers, measures)


def read_often(line: Line, names: FoodNames) -> tuple[Decimal, Decimal] | None:
    """How often a day, least and most, if a whole text says so."""
    parts = [part for part in _parts(line, names, 0, len(line)) if part.role != "small"]
    if len(parts) == 1 and parts[0].role == "often":
        return parts[0].low, parts[0].high
    return None


def not_one(name: str, found: tuple[Food, ...]) -> NotCounted:
    """Why a name is not that of one food."""
    if not found:
        return NotCounted(
            f"no food of the name “{name}” is known", "a name that `corrin foods find` shows"
        )
    some = "; ".join(f"{food.id} ({food.name})" for food in found[:3])
    return NotCounted(f"{len(found)} foods are called so", f"one of them by its id: {some} …")
