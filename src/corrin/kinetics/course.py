"""What happens to a person: doses, diet, what changes absorption, nitrous oxide."""

from enum import IntEnum
from math import isfinite

import msgspec

from corrin.kinetics.errors import NotSimulated

LONGEST_DAYS = 36_525
"""A hundred years: a time beyond it is a mistake."""
MOST_MICROGRAMS = 20_000.0
"""Gram doses (cyanide poisoning) follow other laws."""
MOST_DIET_MICROGRAMS = 1_000.0
"""More a day than any diet holds; a tablet is a dose."""


class Route(IntEnum):
    """How a dose is given."""

    INTRAMUSCULAR = 0
    SUBCUTANEOUS = 1
    INTRAVENOUS = 2
    NASAL = 3
    ORAL = 4
    SUBLINGUAL = 5


class Form(IntEnum):
    """Which cobalamin. Methylcobalamin is taken as cyanocobalamin: no data tell them apart."""

    CYANOCOBALAMIN = 0
    HYDROXOCOBALAMIN = 1
    METHYLCOBALAMIN = 2


class Dose(msgspec.Struct, frozen=True, kw_only=True):
    """An amount given once, on a day counted from the start (0.5 is noon)."""

    day: float
    micrograms: float
    route: Route
    form: Form


class Diet(msgspec.Struct, frozen=True, kw_only=True):
    """What is eaten each day from a day on, until the next: equal meals at 6, 12 and 18 h."""

    day: float
    micrograms_per_day: float


class Absorption(msgspec.Struct, frozen=True, kw_only=True):
    """From a day on, the person's own `f_if`, `f_food` and `r_bile` times these, until the next.

    A medicine begun lowers them, stopped sets them back to 1; an operation lowers them for good.
    """

    day: float
    intrinsic_factor: float = 1.0
    food: float = 1.0
    bile: float = 1.0


class NitrousOxide(msgspec.Struct, frozen=True, kw_only=True):
    """Nitrous oxide breathed: the end of it, and for how many hours."""

    day: float
    hours: float


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """All that happens, in any order. Times are met to the nearest 1/128 day (11 minutes)."""

    diet: tuple[Diet, ...]
    doses: tuple[Dose, ...] = ()
    absorption: tuple[Absorption, ...] = ()
    nitrous_oxide: tuple[NitrousOxide, ...] = ()


def _within(field: str, value: float, most: float, unit: str) -> None:
    if not (isfinite(value) and 0 <= value <= most):
        raise NotSimulated(field, value, f"0 to {most:g} {unit}")


def checked(course: Course) -> Course:
    """The course, once everything in it is possible.

    Raises:
        NotSimulated: a day before the start or beyond a century, an impossible amount, a factor
            outside 0 to 1, or no diet known on day 0.
    """
    for dose in course.doses:
        _within("dose.day", dose.day, LONGEST_DAYS, "days")
        _within("dose.micrograms", dose.micrograms, MOST_MICROGRAMS, "micrograms")
    for diet in course.diet:
        _within("diet.day", diet.day, LONGEST_DAYS, "days")
        _within("diet.micrograms_per_day", diet.micrograms_per_day, MOST_DIET_MICROGRAMS, "a day")
    if not any(diet.day == 0 for diet in course.diet):
        raise NotSimulated("diet", course.diet, "a diet from day 0 on")
    for change in course.absorption:
        _within("absorption.day", change.day, LONGEST_DAYS, "days")
        _within("absorption.intrinsic_factor", change.intrinsic_factor, 1, "times the person's own")
        _within("absorption.food", change.food, 1, "times the person's own")
        _within("absorption.bile", change.bile, 1, "times the person's own")
    for exposure in course.nitrous_oxide:
        _within("nitrous_oxide.day", exposure.day, LONGEST_DAYS, "days")
        _within("nitrous_oxide.hours", exposure.hours, 24, "hours")
    return course
