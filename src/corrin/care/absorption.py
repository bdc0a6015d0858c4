"""How much vitamin B12 is absorbed from food and supplements, as `absorption.yaml` states it.

Intrinsic factor carries across at most `capacity` in a meal, and half of it at `half_saturation`;
a small share of every dose crosses without it. Food is at any of the day's meals by chance, each
food as often as it is eaten, and foods that meet share the capacity of that meal. The mean over
all ways in which they can meet is

    capacity · (1 - ∫₀¹ Π (1 - p + p·u^(d/half_saturation)) du)

with, for each food, d the micrograms set free by a helping and p the share of meals that hold one;
it follows from 1/(k + x) = ∫₀¹ u^(k + x - 1) du. Every step is exact but the integral, of which the
error is below a millionth. All amounts are micrograms.
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from math import cosh, pi, sinh, tanh
from typing import Literal

from msgspec import Struct

from corrin.domain.food import Parameter

CENT = Decimal("0.01")

Way = Literal["intact", "food_bound", "passive_only"]
"""How a person absorbs: whole; food only in part; without intrinsic factor."""


class Absorption(Struct, frozen=True):
    """The numbers of the model, and the way in which one person absorbs."""

    capacity: float
    half_saturation: float
    passive: float
    meals: float
    released: Mapping[str, float]
    """The share set free, by the category of a food; of any other category, by ""."""

    @classmethod
    def of(cls, parameters: Mapping[str, Parameter], way: Way) -> "Absorption":
        """The model of a person who absorbs in such a way."""
        value = {name: float(each.value) for name, each in parameters.items()}
        without_acid = value["released_without_acid"] if way == "food_bound" else 1.0
        added = parameters["released_added"].categories
        released = {
            category: value[name] * (1.0 if category in added else without_acid)
            for name in ("released_food", "released_egg", "released_added")
            for category in parameters[name].categories or ("",)
        }
        return cls(
            0.0 if way == "passive_only" else value["capacity"],
            value["half_saturation"],
            value["passive"],
            value["meals_a_day"],
            released,
        )

    def release(self, category: str) -> float:
        """The share that is set free from a food of a category."""
        return self.released.get(category, self.released[""])

    def of_dose(self, micrograms: float) -> float:
        """What is absorbed of one dose taken by itself, all of it free."""
        active = self.capacity * micrograms / (self.half_saturation + micrograms)
        return active + self.passive * micrograms

    def with_food(
        self, meals: "Meals", micrograms: float, category: str, per_day: float
    ) -> "Meals":
        """The meals of a day with another food.

        Args:
            micrograms: in one helping.
            per_day: helpings a day.
        """
        freed = micrograms * self.release(category)
        share = per_day / self.meals
        certain = share // 1
        chance = share - certain
        power = freed / self.half_saturation
        without = tuple(
            product * u ** (certain * power) * (1 - chance + chance * u**power)
            for product, (u, _) in zip(meals.without, nodes(), strict=True)
        )
        return Meals(without, meals.freed + freed * per_day)

    def of_meals(self, meals: "Meals") -> float:
        """What is absorbed of the food of a day."""
        taken = sum(
            weight * (1 - product)
            for product, (_, weight) in zip(meals.without, nodes(), strict=True)
        )
        return self.meals * self.capacity * taken + self.passive * meals.freed


@cache
def nodes() -> tuple[tuple[float, float], ...]:
    """Places in (0, 1) and weights that sum to 1: tanh-sinh quadrature, which bears powers near 0.

    Source: Takahasi H, Mori M, Publ RIMS 9:721-741 (1974).
    """
    step, reach = 1 / 8, 26
    found: list[tuple[float, float]] = []
    for number in range(-reach, reach + 1):
        t = step * number
        inner = pi / 2 * sinh(t)
        weight = step * pi / 4 * cosh(t) / cosh(inner) ** 2
        found.append(((1 + tanh(inner)) / 2, weight))
    whole = sum(weight for _, weight in found)
    return tuple((u, weight / whole) for u, weight in found)


class Meals(Struct, frozen=True):
    """The food of a day, at each node of the integral and in sum."""

    without: tuple[float, ...] = tuple(1.0 for _ in nodes())
    """The product of the integral."""
    freed: float = 0.0
    """Micrograms set free in a day."""


def taken_apart(doses: Iterable[tuple[float, float]], absorption: Absorption) -> float:
    """What is absorbed in a day of doses taken by themselves: micrograms, and how often a day."""
    return sum(per_day * absorption.of_dose(micrograms) for micrograms, per_day in doses)


def cents(micrograms: float | Decimal) -> Decimal:
    """An amount to a hundredth of a microgram, a half upwards."""
    return Decimal(f"{micrograms:.6f}").quantize(CENT, ROUND_HALF_UP)
