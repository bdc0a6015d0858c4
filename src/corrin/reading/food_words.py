"""What is eaten, in words: "2 eggs a day, 200 ml milk, salmon once a week".

A clause is one food with how much and how often, in any order; commas, stops, "and", "or" and
"but" part them, and a quantity behind a comma or in brackets belongs to the food before it. It is
read only whole. Nothing is guessed. A number without a unit counts pieces where the food comes in
pieces; a food without a quantity is one usual portion of it; without how often, it may be anything
up to once a day. Foods joined by "or" are a choice. What is over, planned, in doubt or of somebody
else is not eaten. A food that is not counted is said, with the reason.
"""

from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from corrin.domain.food import Food
from corrin.reading.food_names import FoodLookup, FoodNames
from corrin.reading.food_parts import Part, another_time, below_nothing, parts
from corrin.reading.food_portion import Helping, NotCounted, helping, helping_not_read
from corrin.reading.line import Line

TURNED = "said of the past, of what is planned, in doubt, denied or of somebody else: not counted"
BARE = "a food that is not counted: how much of it and how often is not said"
NOT_WHOLE = "a food that is not counted: not all that is said of it is understood"
LOOSE = "not counted: it is not said of which food"
BELOW = "a quantity cannot be less than nothing"
KIND = "kind_not_said"
"""The category of words that name many foods: without a quantity they say how somebody eats."""
NO_FOOD = NotCounted("the food is not known", "a name that `corrin foods find` shows")
QUANTITY = ("number", "measure", "often")


class FoodSaid(Struct, frozen=True):
    """A clause that names a food: how much of it, or why it cannot be counted."""

    words: str
    at: int
    """Where the words begin in the text."""
    food: Food | None
    helping: Helping | NotCounted
    often: tuple[Decimal, Decimal] | None
    """Times a day, least and most; None where it was not said."""
    choice: int | None = None
    """The number of the choice of which it is one."""


class FoodAside(Struct, frozen=True):
    """Words about food that are not counted, and why."""

    words: str
    at: int
    """Where the words begin in the text."""
    why: str


class FoodsSaid(Struct, frozen=True):
    """What a text says of foods."""

    said: tuple[FoodSaid, ...] = ()
    aside: tuple[FoodAside, ...] = ()
    chosen: tuple[int, ...] = ()
    """How many foods each choice is between, those that are not counted included."""


class _Clause(Struct):
    """The parts of a clause, and what stands before it."""

    opened: Literal["comma", "break", "and", "or", "but"]
    parts: list[Part]
    turned: bool = False

    def of(self, *roles: str) -> list[Part]:
        return [part for part in self.parts if part.role in roles]

    @property
    def quantified(self) -> bool:
        return any(not part.article for part in self.of(*QUANTITY))


def read_foods(line: Line, names: FoodNames, lookup: FoodLookup | None = None) -> FoodsSaid:
    """The clauses of a text that are foods, those that are not counted with the reason."""
    clauses = _joined(_clauses(line, names))
    if not any(clause.of("food") or clause.quantified for clause in clauses):
        return FoodsSaid()
    _turn(line, clauses)
    choices = _choices(clauses)
    said: list[FoodSaid] = []
    aside: list[FoodAside] = []
    often: Part | None = None
    for at in reversed(range(len(clauses))):
        clause = clauses[at]
        often = next(iter(clause.of("often")), often)
        found = None if clause.turned else _said(line, clause, often, lookup)
        if found is not None:
            said.append(replace(found, choice=choices.get(at)))
        elif why := _aside(clauses, at):
            aside.append(FoodAside(_words(line, clause), _begins(line, clause), why))
        if clause.opened not in ("and", "or"):
            often = None
    sizes = [list(choices.values()).count(one) for one in dict.fromkeys(choices.values())]
    return FoodsSaid(tuple(reversed(said)), tuple(reversed(aside)), tuple(sizes))


def _clauses(line: Line, names: FoodNames) -> list[_Clause]:
    """The clauses of a text: parted by commas and stops, and by "and", "or" and "but" where what
    stands before holds a food or something unknown."""
    clauses = [_Clause("break", [])]
    start = 0
    for end in range(len(line) + 1):
        if end < len(line) and line.tokens[end].kind not in ("comma", "break"):
            continue
        for part in parts(line, names, start, end):
            last = clauses[-1]
            if part.role not in ("and", "or", "but"):
                last.parts.append(part)
            elif part.role == "but" or last.of("food", "unknown", "turning", "ended"):
                clauses.append(_Clause(part.role, []))
            elif not last.parts:
                last.opened = part.role
        if end < len(line):
            clauses.append(_Clause("comma" if line.tokens[end].kind == "comma" else "break", []))
        start = end + 1
    return _without_empty(clauses)


def _without_empty(clauses: list[_Clause]) -> list[_Clause]:
    """The clauses that say something; a stop before nothing stands before what follows."""
    kept: list[_Clause] = []
    stopped = True
    for clause in clauses:
        stopped = stopped or clause.opened == "break"
        if clause.parts:
            if stopped and clause.opened == "comma":
                clause.opened = "break"
            kept.append(clause)
            stopped = False
    return kept


def _joined(clauses: list[_Clause]) -> list[_Clause]:
    """The clauses, each quantity behind a comma with the food before it."""
    joined: list[_Clause] = []
    for clause in clauses:
        last = joined[-1] if joined else None
        alone = clause.quantified and not clause.of("food", "unknown", "turning", "ended")
        if last is not None and alone and clause.opened in ("comma", "or") and _lacks(last, clause):
            last.parts += clause.parts
        else:
            joined.append(clause)
    return joined


def _lacks(last: _Clause, clause: _Clause) -> bool:
    """Whether a clause is of one thing, and has none of the quantities of the next."""
    numbers = any(not part.article for part in last.of("number"))
    if (numbers or last.of("measure")) and clause.of("number", "measure"):
        return False
    twice = last.of("often") and clause.of("often")
    return not twice and (bool(last.of("food")) or bool(last.of("unknown")))


def _turn(line: Line, clauses: list[_Clause]) -> None:
    """Mark what is not eaten: turned by words of its own, by those before that reach on to it, or
    by words behind it that are of no food."""
    reaches = False
    for at, clause in enumerate(clauses):
        ended, turning = clause.of("ended"), clause.of("turning")
        if clause.opened in ("break", "but"):
            reaches = False
        current = any("status.current" in line.marks[part.start][1] for part in clause.of("small"))
        reaches = reaches and not current
        clause.turned = bool(ended or turning) or reaches
        if clause.of("food"):
            reaches = reaches or (bool(ended) and clause.quantified)
        elif at and _turns_back(line, clause):
            _back(clauses, at)


def _turns_back(line: Line, clause: _Clause) -> bool:
    """Whether a clause without a food says that what stands before it is not eaten now."""
    if clause.of("ended") or any(another_time(line, part) for part in clause.parts):
        return True
    return bool(clause.of("turning")) and all(part.named for part in clause.of("unknown"))


def _back(clauses: list[_Clause], at: int) -> None:
    """Turn the clauses before one, as far as "and" and "or" join them."""
    for before in range(at - 1, -1, -1):
        clauses[before].turned = True
        if clauses[before].opened not in ("and", "or"):
            return


def _choices(clauses: list[_Clause]) -> dict[int, int]:
    """The number of the choice to which each clause belongs that is one of several."""
    found: dict[int, int] = {}
    for at in range(1, len(clauses)):
        if clauses[at].opened != "or" or not clauses[at].of("food", "unknown"):
            continue
        number = found.get(at - 1, len(set(found.values())))
        found[at - 1] = found[at] = number
        before = at - 1
        while clauses[before].opened == "comma" and not clauses[before - 1].of("often"):
            before -= 1
            found[before] = number
    return found


def _aside(clauses: list[_Clause], at: int) -> str | None:
    """Why a clause that was not read is about food, and not counted; None where it is not."""
    clause = clauses[at]
    foods = clause.of("food")
    if not foods:
        loose = clause.quantified and not clause.of("unknown", "turning", "ended")
        return LOOSE if loose and any(before.of("food") for before in clauses[:at]) else None
    if clause.turned:
        return TURNED if clause.quantified else None
    if clause.quantified:
        return NOT_WHOLE
    nearby = _segment(clauses, at)
    kinds = all(part.food is not None and part.food.category == KIND for part in foods)
    listed = not any(each.of("unknown") for each in nearby) and not kinds
    return BARE if listed or any(each.quantified for each in nearby) else None


def _segment(clauses: list[_Clause], at: int) -> list[_Clause]:
    """The clauses that "and", "or" and "but" join with one."""
    first = at
    while first and clauses[first].opened not in ("comma", "break"):
        first -= 1
    last = at + 1
    while last < len(clauses) and clauses[last].opened not in ("comma", "break"):
        last += 1
    return clauses[first:last]


def _said(
    line: Line, clause: _Clause, often: Part | None, lookup: FoodLookup | None
) -> FoodSaid | None:
    """What a clause says of a food; None where it is not about one, or not read whole."""
    foods, numbers, measures = clause.of("food"), clause.of("number"), clause.of("measure")
    if len(numbers) > 1:
        numbers = [part for part in numbers if not part.article]
    unknown = clause.of("unknown")
    if len(foods) > 1 or len(numbers) > 1 or len(clause.of("often")) > 1:
        return None
    words, start = _words(line, clause), _begins(line, clause)
    times = None if often is None else (often.low, often.high)
    if not foods:
        return _unknown_food(line, clause, FoodSaid(words, start, None, NO_FOOD, times), lookup)
    if unknown or not (numbers or measures or often is not None):
        return None
    return FoodSaid(words, start, foods[0].food, _counted(line, foods[0].food, clause), times)


def _words(line: Line, clause: _Clause) -> str:
    return line.raw(clause.parts[0].start, clause.parts[-1].end)


def _begins(line: Line, clause: _Clause) -> int:
    return line.tokens[clause.parts[0].start].start


def _counted(line: Line, food: Food | None, clause: _Clause) -> Helping | NotCounted:
    numbers, measures = clause.of("number"), clause.of("measure")
    if any(below_nothing(line, part) for part in numbers):
        return NotCounted(BELOW, "more than nothing, or no entry")
    numbers = [part for part in numbers if not part.article] or numbers
    number = (numbers[0].low, numbers[0].high) if numbers else None
    return helping(food, number, [part.measure for part in measures if part.measure])


def _unknown_food(
    line: Line, clause: _Clause, said: FoodSaid, lookup: FoodLookup | None
) -> FoodSaid | None:
    """A weight or volume of something whose name is not known here; perhaps an imported food."""
    unknown, measures = clause.of("unknown"), clause.of("measure")
    weighed = any(p.measure and p.measure.kind in ("mass", "volume") for p in measures)
    if not (weighed and clause.of("number") and unknown):
        return None
    name = line.raw(unknown[0].start, unknown[-1].end)
    found = lookup(name) if lookup is not None else ()
    if len(found) == 1:
        return replace(said, food=found[0], helping=_counted(line, found[0], clause))
    return replace(said, helping=not_one(name, found))


def read_amount(line: Line, names: FoodNames, food: Food) -> Helping | NotCounted:
    """The helping that a whole text is, of a food that is known: "120 g", "2 slices", "a cup"."""
    said = list(parts(line, names, 0, len(line)))
    clause = _Clause("break", said)
    numbers, measures = clause.of("number"), clause.of("measure")
    known = all(part.role in ("number", "measure", "small") for part in said)
    if not known or len(numbers) > 1 or not (numbers or measures):
        return helping_not_read(food)
    return _counted(line, food, clause)


def read_often(line: Line, names: FoodNames) -> tuple[Decimal, Decimal] | None:
    """How often a day, least and most, if a whole text says so."""
    said = [part for part in parts(line, names, 0, len(line)) if part.role != "small"]
    if len(said) == 1 and said[0].role == "often":
        return said[0].low, said[0].high
    return None


def not_one(name: str, found: tuple[Food, ...]) -> NotCounted:
    """Why a name is not that of one food."""
    if not found:
        return NotCounted(
            f"no food of the name “{name}” is known", "a name that `corrin foods find` shows"
        )
    some = "; ".join(f"{food.id} ({food.name})" for food in found[:3])
    return NotCounted(f"{len(found)} foods are called so", f"one of them by its id: {some} …")
