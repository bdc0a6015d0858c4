"""The smallest changes that close a gap, within what a person eats."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct

from corrin.care.absorption import Absorption, Meals, cents
from corrin.care.intake_avoided import proposed
from corrin.care.reasons import Reasons
from corrin.domain.food import Food, Portion
from corrin.domain.intake import Change
from corrin.domain.regimen import EveryDays, Regimen

DAYS_A_WEEK = 7


class Gap(Struct, frozen=True):
    """What is eaten, and what there must be: micrograms a day."""

    eaten: float
    target: float
    needs: float
    """What must be absorbed."""


class Addition(NamedTuple):
    """A portion of a food, so many times a week."""

    food: Food
    portion: Portion
    times: int

    @property
    def grams(self) -> Decimal:
        """In a week."""
        return self.portion.grams * self.times

    @property
    def each(self) -> float:
        """Micrograms in a portion."""
        return float(self.portion.b12_micrograms or 0)

    def says(self) -> str:
        """The portion and how often."""
        return (
            f"{self.food.name}: {self.portion.says} ({self.portion.grams} g,"
            f" {self.portion.b12_micrograms} micrograms), {often(self.times)}"
        )


def often(times: int) -> str:
    """So many times a week, in words."""
    if times % DAYS_A_WEEK == 0:
        daily = times // DAYS_A_WEEK
        return "once a day" if daily == 1 else f"{daily} times a day"
    return "once a week" if times == 1 else f"{times} times a week"


def changes(
    reasons: Reasons, absorption: Absorption, meals: Meals, apart: float, gap: Gap
) -> Iterator[Change]:
    """Ways to close a gap: one food where one can, else two together; and a supplement.

    Args:
        meals: the food of a day as it is.
        apart: micrograms absorbed a day of what is taken apart from food.
    """
    settings = reasons.facts.guideline.knowledge.settings
    named = int(settings["intake_changes_named"].value)
    most = int(settings["intake_helpings_most"].value)
    search = _Search(absorption, meals, apart, gap)
    foods = [Addition(food, food.usual, DAYS_A_WEEK) for food in proposed(reasons) if food.usual]
    single = [found for food in foods if (found := search.fewest(food, most)) is not None]
    ways: list[tuple[Addition, ...]] = [(each,) for each in _one_of_each(single)]
    if not ways:
        ways = search.pairs(_one_of_each(foods))
    for way in sorted(ways, key=lambda way: sum(each.grams for each in way))[:named]:
        yield search.change(reasons, way)
    doses = _doses(reasons)
    dose = search.dose(sorted(doses))
    if dose is not None:
        yield search.supplement(dose, reasons, doses[dose])


class _Search:
    """What is absorbed after one change or another."""

    def __init__(self, absorption: Absorption, meals: Meals, apart: float, gap: Gap) -> None:
        self._absorption = absorption
        self._meals = meals
        self._apart = apart
        self._gap = gap
        self._now = absorption.of_meals(meals) + apart

    def _after(self, way: Sequence[Addition]) -> tuple[float, float]:
        """Eaten and absorbed in a day after additions."""
        meals, eaten = self._meals, self._gap.eaten
        for each in way:
            per_day = each.times / DAYS_A_WEEK
            meals = self._absorption.with_food(meals, each.each, each.food.category, per_day)
            eaten += each.each * per_day
        return eaten, self._absorption.of_meals(meals) + self._apart

    def _closes(self, *way: Addition) -> bool:
        eaten, absorbed = self._after(way)
        return eaten >= self._gap.target and absorbed >= self._gap.needs

    def fewest(self, food: Addition, most: int) -> Addition | None:
        """The fewest times a week that close the gap; more food is never less absorbed, so that
        halving finds it."""
        if not self._closes(food._replace(times=most)):
            return None
        low, high = 0, most
        while high - low > 1:
            middle = (low + high) // 2
            closed = self._closes(food._replace(times=middle))
            low, high = (low, middle) if closed else (middle, high)
        return food._replace(times=high)

    def pairs(self, foods: Sequence[Addition]) -> list[tuple[Addition, ...]]:
        """Two foods a day that close the gap together."""
        return [pair for pair in combinations(foods, 2) if self._closes(*pair)]

    def dose(self, doses: Sequence[Decimal]) -> Decimal | None:
        """The smallest dose a day that closes the gap."""
        for dose in doses:
            absorbed = self._now + self._absorption.of_dose(float(dose))
            eaten = self._gap.eaten + float(dose)
            if absorbed >= self._gap.needs and eaten >= self._gap.target:
                return dose
        return None

    def change(self, reasons: Reasons, way: tuple[Addition, ...]) -> Change:
        """A way as it is told."""
        eaten, absorbed = self._after(way)
        foods = [each.food for each in way]
        return Change(
            kind="food",
            says="; and ".join(each.says() for each in way),
            eaten=cents(eaten - self._gap.eaten),
            absorbed=cents(absorbed - self._now),
            absorbed_after=cents(absorbed),
            verified=_weakest(foods),
            sources=reasons.cite_ids([source for food in foods for source in food.sources]),
        )

    def supplement(self, dose: Decimal, reasons: Reasons, regimen: Regimen) -> Change:
        """A supplement as it is told."""
        absorbed = self._absorption.of_dose(float(dose))
        return Change(
            kind="supplement",
            says=f"A supplement of {dose} micrograms, {often(DAYS_A_WEEK)}",
            eaten=cents(dose),
            absorbed=cents(absorbed),
            absorbed_after=cents(self._now + absorbed),
            verified=regimen.verified,
            sources=reasons.cite(regimen.sources),
        )


def _one_of_each(ways: list[Addition]) -> list[Addition]:
    """Of each category the smallest: the products of no single maker first."""
    best: dict[str, Addition] = {}
    for each in sorted(ways, key=lambda way: (way.food.brand, way.grams, way.food.id)):
        best.setdefault(each.food.category, each)
    return list(best.values())


def _doses(reasons: Reasons) -> Mapping[Decimal, Regimen]:
    """The daily doses by mouth that the regimens of maintenance name, each with its regimen."""
    knowledge = reasons.facts.guideline.knowledge
    found: dict[Decimal, Regimen] = {}
    for each in knowledge.maintenance.values():
        regimen = knowledge.regimens[each.regimen]
        phase = regimen.phases[-1]
        if phase.route == "oral" and phase.timing == EveryDays(days=1):
            found.setdefault(phase.dose_micrograms, regimen)
            found.setdefault(phase.dose_low or phase.dose_micrograms, regimen)
    return found


def _weakest(foods: Iterable[Food]) -> str:
    """How far the least checked of some foods was checked."""
    return max((food.verified for food in foods), key=("true", "partial", "project", "false").index)
