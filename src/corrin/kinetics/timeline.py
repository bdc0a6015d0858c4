"""A course as arrays of events in the order of time, the same for everybody."""

from enum import IntEnum

import msgspec
import numpy as np
from numpy.typing import NDArray

from corrin.kinetics.absorption import MEALS
from corrin.kinetics.course import Course
from corrin.kinetics.errors import NotSimulated

TICKS = 256
"""Ticks in a day; a power of two, so that squaring a propagator reaches a day."""
RESOLVED = 2
"""Events fall on every second tick, so that the middle between two of them is a tick."""
MEAL_TICKS = TICKS // (MEALS + 1)
"""Meals come this long after midnight, and after one another."""
WIDTH = 3
"""Numbers that say what happens."""
NO_TIMES = "finite days from 0 on, none before the one in front of it"


class Kind(IntEnum):
    """What happens at a tick besides meals; at the same tick, in this order, a meal between."""

    ABSORPTION = 0
    DOSE = 1


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """Events by tick: `tick` and `kind` (events,), `what` (events, 3); `meals` (days, MEALS).

    `what` holds (intrinsic factor, food, bile) or (micrograms, route, form); meals, micrograms.
    """

    tick: NDArray[np.int64]
    kind: NDArray[np.int64]
    what: NDArray[np.float64]
    meals: NDArray[np.float64]


def tick(day: float) -> int:
    """The nearest tick at which anything can happen."""
    return RESOLVED * round(day * (TICKS / RESOLVED))


def ticks(days: NDArray[np.float64]) -> NDArray[np.int64]:
    """The nearest ticks.

    Raises:
        NotSimulated: a time is not finite, before the start, or earlier than the one in front.
    """
    if days.ndim != 1 or not days.size:
        raise NotSimulated("times", days, NO_TIMES)
    wrong = ~np.isfinite(days) | (days < 0)
    wrong[1:] |= ~(np.diff(days) >= 0)
    if wrong.any():
        raise NotSimulated("times", days[wrong][0], NO_TIMES)
    return RESOLVED * np.rint(days * (TICKS / RESOLVED)).astype(np.int64)


def _meals(course: Course, days: int) -> NDArray[np.float64]:
    steps = sorted(course.diet, key=lambda diet: diet.day)
    begins = np.array([step.day for step in steps])
    amounts = np.array([step.micrograms_per_day / MEALS for step in steps])
    at = (np.arange(1, MEALS + 1) * MEAL_TICKS) / TICKS + np.arange(days)[:, None]
    return amounts[np.searchsorted(begins, at, side="right") - 1]


def timeline(course: Course, last: float) -> Timeline:
    """Everything that happens up to `last` (days)."""
    events = [
        (
            tick(change.day),
            Kind.ABSORPTION,
            (change.intrinsic_factor, change.food, change.bile),
        )
        for change in course.absorption
    ]
    events += [
        (tick(dose.day), Kind.DOSE, (dose.micrograms, float(dose.route), float(dose.form)))
        for dose in course.doses
    ]
    events.sort()
    return Timeline(
        tick=np.array([event[0] for event in events], np.int64),
        kind=np.array([event[1] for event in events], np.int64),
        what=np.array([event[2] for event in events], np.float64).reshape(-1, WIDTH),
        meals=_meals(course, int(np.ceil(last)) + 1),
    )
