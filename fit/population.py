"""What the survey says of people at rest, and what the model makes of it.

The survey's layers are those of src/corrin/kinetics/population.yaml, which are fitted to persons.
"""

from collections.abc import Iterable

import numpy as np
from scipy.special import ndtri

from corrin.kinetics.equations import FUNCTIONAL
from corrin.kinetics.parameters import Parameters
from corrin.kinetics.population import value
from corrin.kinetics.start import steady_state
from fit.figure import Figure
from fit.scenarios import Floats, follow, person

YOUNG = 25.5
"""The middle of 21 to 30 years."""
SCORES = ndtri((np.arange(99) + 0.5) / 99)
"""Normal scores, alike probable."""
USUAL = 4.0
"""Micrograms eaten a day: the median of adults."""
DIETS = np.geomspace(0.05, 60.0, 40)
SERUM = (100.0, 150.0, 200.0, 300.0)
ENOUGH = 600.0
"""pmol/L, to which the lower ones are compared, so that floors do not matter."""
METABOLITES = {
    "mma": ("methylmalonic_acid", "c_mma", "g_mma"),
    "thcy": ("homocysteine", "c_hcy", "g_hcy"),
}


def _pool_at(p: Parameters, serum: tuple[float, ...]) -> Floats:
    """The functional pool of people at rest with such serum B12, (sets, serum)."""
    seen, pool = [], []
    for diet in DIETS:
        start = steady_state(p, diet)
        seen.append(follow(p, start, diet, (), [0.0]).serum_b12[:, 0])
        pool.append(start[:, FUNCTIONAL] / p["c_reference"])
    logs = np.log(seen).T, np.log(pool).T
    return np.exp([np.interp(np.log(serum), one, other) for one, other in zip(*logs, strict=True)])


def young_mma(p: Parameters) -> Floats:
    """The geometric mean of MMA of people of 21 to 30 years on the usual diet.

    Few of them are low in cobalamin, but their MMA lifts the mean: the pool differs between people
    as total B12 does, and as what of it is of use.
    """
    young = person(p, age=YOUNG)
    pool = steady_state(young, USUAL)[:, FUNCTIONAL] / p["c_reference"]
    spread = np.hypot(value("total_b12", "residual"), value("functional_pool", "scatter"))
    pools = pool[:, None] * np.exp(spread * SCORES)
    excess = np.log1p((p["c_mma"][:, None] / pools) ** p["g_mma"][:, None]).mean(axis=1)
    return young["mma_floor"] * np.exp(excess)


def at_rest(p: Parameters) -> Iterable[Figure]:
    """The metabolites along serum B12, and serum B12 on the usual diet."""
    healthy = person(p, age=50)
    pools = _pool_at(healthy, (*SERUM, ENOUGH))
    for analyte, (layer, half, power) in METABOLITES.items():
        c0, g = value(layer, "c0"), value(layer, "g")
        surveyed = 1 + (c0 / np.array([*SERUM, ENOUGH])) ** g
        ours = 1 + (p[half][:, None] / pools) ** p[power][:, None]
        for i, serum in enumerate(SERUM):
            observed = float(surveyed[i] / surveyed[-1])
            predicted = ours[:, i] / ours[:, -1]
            name = f"population_{analyte}"
            yield Figure("nhanes", f"{serum:g}_to_{ENOUGH:g}", name, None, observed, predicted, 0.1)
    start = steady_state(healthy, USUAL)
    observed = value("total_b12", "level") * (1 + USUAL) ** value("total_b12", "diet")
    seen = follow(healthy, start, USUAL, (), [0.0]).serum_b12[:, 0]
    yield Figure("nhanes", "usual_diet", "population_serum_b12", None, observed, seen, 0.15)
