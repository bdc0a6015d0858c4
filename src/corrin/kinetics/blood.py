"""The blood along a course of the functional pool that drives it."""

import numpy as np

from corrin.kinetics.compiled import compiled
from corrin.kinetics.equations import KINETIC, PRECURSORS, STATES, Floats, blood, supply
from corrin.kinetics.injected import Ints
from corrin.kinetics.parameters import Person
from corrin.kinetics.timeline import TICKS

BLOOD = STATES - KINETIC
STAGES = 4


@compiled
def _step(y: Floats, e: Floats, days: float, p: Person, k: Floats) -> None:
    """Runge and Kutta's step; `e` is supply at its begin, middle and end."""
    trial = k[STAGES]
    blood(e[0], y, p, k[0])
    for stage in range(1, STAGES):
        reach = days if stage == STAGES - 1 else days / 2
        for i in range(BLOOD):
            trial[i] = y[i] + reach * k[stage - 1, i]
        blood(e[stage // 2 + stage % 2], trial, p, k[stage])
    for i in range(BLOOD):
        y[i] += days / 6 * (k[0, i] + 2 * k[1, i] + 2 * k[2, i] + k[3, i])


@compiled
def fill(
    p: Person, start: Floats, ends: Ints, pools: Floats, steps: int, out_ticks: Ints, out: Floats
) -> None:
    """Fill the blood states of `out` (times, STATES).

    `ends` are the ticks at which so many steps end, every time of `out` among them; `pools`
    (steps + 1, 2) holds the functional pool in the middle and at the end of each, row 0 the first.
    """
    k, e, y = np.empty((STAGES + 1, BLOOD)), np.empty(3), np.empty(BLOOD)
    for i in range(BLOOD):
        y[i] = start[PRECURSORS + i]
    now, row = 0, 0
    e[2] = supply(pools[0, 1], p)
    for step in range(steps + 1):
        if step > 0:
            e[0] = e[2]
            e[1] = supply(pools[step, 0], p)
            e[2] = supply(pools[step, 1], p)
            _step(y, e, (ends[step] - now) / TICKS, p, k)
            now = ends[step]
        while row < out_ticks.size and out_ticks[row] <= now:
            for i in range(BLOOD):
                out[row, PRECURSORS + i] = y[i]
            row += 1
