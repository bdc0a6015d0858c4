"""The parts of what is said of food: food, number, unit, how often, and what turns its meaning."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from corrin.domain.food import Food, Measure
from corrin.reading.amount import Frequency, frequency_at
from corrin.reading.food_names import FoodNames
from corrin.reading.line import Line
from corrin.reading.tokens import DASHES

Role = Literal[
    "food", "number", "measure", "often", "small", "and", "or", "but", "turning", "ended", "unknown"
]
"""`turning`: denied, doubted, of another; `ended`: over, not begun, or of another time."""
SMALL = ("stop", "self", "asserting", "time.about", "status.current")
"""The roles of words without a meaning of their own here."""
JOINING = frozenset({"with", "in", "on"})
"""Words that part two foods as "and" does: porridge with milk."""
ARTICLES = frozenset({"a", "an"})
PAIR = frozenset({"couple of", "a couple of"})
TURNING = frozenset({"negation", "possible", "hypothetical", "subject"})
ANOTHER_TIME = ("time.last", "time.ago", "stage", "young")


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
    article: bool = False
    """Whether it is a number only as "a" is one."""
    named: bool = False
    """Whether an unknown word is one of the language: of time, of a body, of a course."""


def parts(line: Line, names: FoodNames, start: int, end: int) -> Iterator[Part]:
    """The parts of a segment; at each word the longest of what it can be."""
    at = start
    while at < end:
        part = _part(line, names, at)
        yield part
        at = part.end


def _part(line: Line, names: FoodNames, at: int) -> Part:
    food, measure = names.food_at(line, at), names.measure_at(line, at)
    frequency, number = frequency_at(line, at), _number_at(line, at)
    if measure is not None and measure[1].kind == "often":
        low, high = _a_day(measure[1])
        return Part("often", at, measure[0], low=low, high=high)
    if food is not None and (measure is None or food[0] >= measure[0]):
        return Part("food", at, food[0], food=food[1])
    if frequency is not None:
        times = times_a_day(frequency[1])
        return Part("often", at, frequency[0], low=times, high=times)
    if number is not None:
        end, least, most = number
        article = end == at + 1 and line.fold(at) in ARTICLES
        return Part("number", at, end, low=least, high=most, article=article)
    if measure is not None:
        return Part("measure", at, measure[0], measure=measure[1])
    return _word(line, at)


def _word(line: Line, at: int) -> Part:
    """A word that is no quantity."""
    if turned := _turned(line, at):
        return turned
    if end := line.end(at, "alternative"):
        return Part("or", at, end)
    if line.fold(at) in JOINING or line.end(at, "coordinator") is not None:
        return Part("and", at, at + 1)
    if end := line.end(at, "break"):
        return Part("but", at, end)
    small = line.end(at, *SMALL)
    if small is not None:
        return Part("small", at, small)
    return Part("unknown", at, at + 1, named=bool(line.marks[at][1]))


def _turned(line: Line, at: int) -> Part | None:
    """Words by which what is eaten was eaten, will be, may be, or is eaten by another."""
    end, roles = line.marks[at]
    if "status.current" in roles:
        return None
    groups = {role.partition(".")[0] for role in roles}
    until = "time.until" in roles and groups.isdisjoint({"body"}) and "time.range" not in roles
    if "status" in groups or until:
        return Part("ended", at, end)
    if groups & TURNING and "negation.none" not in roles:
        return Part("turning", at, end)
    if any(line.end(at, role) for role in ANOTHER_TIME) or "stage" in groups:
        return Part("unknown", at, end, named=True)
    return None


def another_time(line: Line, part: Part) -> bool:
    """Whether a part speaks of another time than now: last year, as a child, before."""
    roles = line.marks[part.start][1]
    groups = {role.partition(".")[0] for role in roles}
    return part.role == "unknown" and (
        "stage" in groups or any(role in roles for role in ANOTHER_TIME)
    )


def below_nothing(line: Line, part: Part) -> bool:
    """Whether a minus stands before a number: not a bullet, nor the dash of a range."""
    at = line.tokens[part.start].start
    before = line.text[max(at - 2, 0) : at]
    return before[-1:] in DASHES and not before[:-1].strip()


def _number_at(line: Line, at: int) -> tuple[int, Decimal, Decimal] | None:
    """A number, range or fraction, or a pair."""
    pair = line.named(at, "vague")
    if pair is not None and pair[1] in PAIR:
        couple = Decimal(line.language.vague[pair[1]])
        return pair[0], couple, couple
    over, under = line.digits(at), line.digits(at + 2)
    if over and line.fold(at + 1) == "/" and under.strip("0") and not line.end(at + 1, "time.rate"):
        fraction = Decimal(over) / Decimal(under)
        return at + 3, fraction, fraction
    return line.span(at)


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
