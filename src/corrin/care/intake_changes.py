"""The smallest changes that close a gap, within what a person eats."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice
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
    """Ways to close a gap, each by one food, and by the smallest supplement; no food where none
    can.

    Args:
        meals: the food of a day as it is.
        apart: micrograms absorbed a day of what is taken apart from food.
    """
    settings = reasons.facts.guideline.knowledge.settings
    named = int(settings["intake_changes_named"].value)
    most = int(settings["intake_helpings_most"].value)
    search = _Search(absorption, meals, apart, gap)
    foods = [Addition(food, food.usual, DAYS_A_WEEK) for food in proposed(reasons) if food.usual]
    closing = [found for food in foods if (found := search.fewest(food, most)) is not None]
    for each in _one_of_each(closing)[:named]:
        yield search.change(reasons, each)
    doses = _doses(reasons)
    for dose in islice(filter(search.enough, sorted(doses)), 1):
        yield search.supplement(dose, reasons, doses[dose])


class _Search:
    """What is absorbed after one change or another."""

    def __init__(self, absorption: Absorption, meals: Meals, apart: float, gap: Gap) -> None:
        self._absorption = absorption
        self._meals = meals
        self._apart = apart
        self._gap = gap
        self._now = absorption.of_meals(meals) + apart

    def _after(self, food: Addition) -> tuple[float, float]:
        """Eaten and absorbed in a day with another food."""
        per_day = food.times / DAYS_A_WEEK
        meals = self._absorption.with_food(self._meals, food.each, food.food.category, per_day)
        eaten = self._gap.eaten + food.each * per_day
        return eaten, self._absorption.of_meals(meals) + self._apart

    def _closes(self, food: Addition) -> bool:
        eaten, absorbed = self._after(food)
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

    def enough(self, dose: Decimal) -> bool:
        """Whether a dose a day closes the gap."""
        absorbed = self._now + self._absorption.of_dose(float(dose))
        eaten = self._gap.eaten + float(dose)
        return absorbed >= self._gap.needs and eaten >= self._gap.target

    def change(self, reasons: Reasons, food: Addition) -> Change:
        """A food as it is told."""
        eaten, absorbed = self._after(food)
        return Change(
            kind="food",
            says=food.says(),
            eaten=cents(eaten - self._gap.eaten),
            absorbed=cents(absorbed - self._now),
            absorbed_after=cents(absorbed),
            verified=food.food.verified,
            sources=reasons.cite_ids(food.food.sources),
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
    """Of each category the smallest, products of no single maker first; in the order of weight."""
    best: dict[str, Addition] = {}
    for each in sorted(ways, key=lambda way: (way.food.brand, way.grams, way.food.id)):
        best.setdefault(each.food.category, each)
    return sorted(best.values(), key=lambda way: way.grams)


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
