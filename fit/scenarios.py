"""Who was in a study, as parameters and a start: what its report says, and what we assume."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from corrin.kinetics.course import Course, Diet, Dose, Form, Route
from corrin.kinetics.equations import FUNCTIONAL
from corrin.kinetics.parameters import Parameters, changed
from corrin.kinetics.population import Covariates, relative, trial_person, usual_egfr
from corrin.kinetics.simulate import Metabolites, metabolites
from corrin.kinetics.start import at_serum

Floats = NDArray[np.float64]

PICOGRAMS = 1.3554
"""pg in a pmol of cyanocobalamin."""
CN, OH = Form.CYANOCOBALAMIN, Form.HYDROXOCOBALAMIN
IM, ORAL, SUBLINGUAL = Route.INTRAMUSCULAR, Route.ORAL, Route.SUBLINGUAL
MORNING = 0.328125
"""When tablets are taken and blood is drawn: about 8 h."""


def person(
    p: Parameters, *, f_if: float = 1.0, f_food: float = 1.0, age: float = 50.0
) -> Parameters:
    """Typical people with this cause and age; bile is reabsorbed with the root of `f_if`.

    What age and kidneys do to the floors of the metabolites is what a forecast takes them to do.
    """
    like = Covariates(age_years=age, female=trial_person().female, egfr=usual_egfr(age))
    return changed(
        p,
        f_if=f_if,
        f_food=f_food,
        r_bile=p["r_bile"] * min(1.0, f_if) ** 0.5,
        mma_floor=p["mma_floor"] * relative("methylmalonic_acid", like),
        hcy_floor=p["hcy_floor"] * relative("homocysteine", like),
    )


def _split(
    ratio_of: Floats, seen: float, floor: Floats, half: Floats, power: Floats, spread: float
):
    """The floor and half-point that give the metabolite seen, least surprising under the prior."""
    deviations = np.linspace(-3, 3, 241)[:, None] * spread
    floors = floor * np.exp(deviations)
    excess = seen / floors - 1
    with np.errstate(invalid="ignore"):
        halves = ratio_of * excess ** (1 / power)
        cost = (deviations / spread) ** 2 + (np.log(halves / half) / 0.5) ** 2
    best = np.nanargmin(np.where(excess > 1e-4, cost, np.nan), axis=0)
    each = np.arange(floor.size)
    return floors[best, each], halves[best, each]


def seen_before(
    p: Parameters,
    serum_b12: float,
    diet: float,
    *,
    mma: float | None = None,
    homocysteine: float | None = None,
) -> tuple[Parameters, Floats]:
    """People and their start as the first blood samples show them."""
    p, start = at_serum(p, serum_b12, diet)
    c = start[:, FUNCTIONAL] / p["c_reference"]
    if mma is not None:
        floor, half = _split(c, mma, p["mma_floor"], p["c_mma"], p["g_mma"], 0.25)
        p = changed(p, mma_floor=floor, c_mma=half)
    if homocysteine is not None:
        floor, half = _split(c, homocysteine, p["hcy_floor"], p["c_hcy"], p["g_hcy"], 0.22)
        p = changed(p, hcy_floor=floor, c_hcy=half)
    return p, start


def doses(
    days: Iterable[float], micrograms: float, route: Route, form: Form, hour: float = MORNING
) -> tuple[Dose, ...]:
    """The same dose on several days."""
    return tuple(
        Dose(day=day + hour, micrograms=micrograms, route=route, form=form) for day in days
    )


def follow(
    p: Parameters, start: Floats, diet: float, given: tuple[Dose, ...], times: Iterable[float]
) -> Metabolites:
    """What is measured on a diet and doses."""
    course = Course(diet=(Diet(day=0, micrograms_per_day=diet),), doses=given)
    return metabolites(p, course, sorted(times), start)


def around(
    p: Parameters, start: Floats, diet: float, given: tuple[Dose, ...], day: float
) -> dict[str, Floats]:
    """Means over a day, where the hour of sampling is not known."""
    seen = follow(p, start, diet, given, day + np.arange(8) / 8)
    names = ("serum_b12", "holotc", "mma", "homocysteine")
    return {name: getattr(seen, name).mean(axis=1) for name in names}


def crossing(times: Floats, values: Floats, threshold: float) -> float:
    """When falling values first meet a threshold; the last time if they do not."""
    below = np.flatnonzero(values < threshold)
    if not below.size:
        return float(times[-1])
    i = max(int(below[0]), 1)
    share = (values[i - 1] - threshold) / (values[i - 1] - values[i])
    return float(times[i - 1] + share * (times[i] - times[i - 1]))


def day_of_crossing(times: Floats, rows: Floats, threshold: float) -> Floats:
    """When each row of falling values, (sets, times), first meets a threshold."""
    return np.array([crossing(times, row, threshold) for row in rows])
