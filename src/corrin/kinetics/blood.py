"""The blood along a course of the functional pool that drives it."""

import numpy as np

from corrin.kinetics.compiled import compiled
from corrin.kinetics.equations import KINETIC, PRECURSORS, STATES, Floats, blood, supply
from corrin.kinetics.injected import Ints
from corrin.kinetics.linear import NODE
from corrin.kinetics.parameters import Parameters, Person
from corrin.kinetics.timeline import TICKS

STEP = 2 * NODE
BLOOD = STATES - KINETIC


def nodes_until(tick: int) -> int:
    """How many functional pools are needed for the blood up to a tick."""
    return -(-tick // STEP) * STEP // NODE + 1


@compiled
def _step(y: Floats, e: Floats, days: float, p: Person, k: Floats) -> None:
    """Runge and Kutta's step; `e` is supply at its begin, middle and end."""
    trial = k[4]
    blood(e[0], y, p, k[0])
    for stage in range(1, 4):
        reach = days if stage == 3 else days / 2
        for i in range(BLOOD):
            trial[i] = y[i] + reach * k[stage - 1, i]
        blood(e[2] if stage == 3 else e[1], trial, p, k[stage])
    for i in range(BLOOD):
        y[i] += days / 6 * (k[0, i] + 2 * k[1, i] + 2 * k[2, i] + k[3, i])


@compiled
def _between(nodes: Floats, node: int, at: float) -> float:
    """The parabola through three nodes, `at` from 0 (the first) to 1 (the last)."""
    a, b, c = nodes[node], nodes[node + 1], nodes[node + 2]
    return a + at * (4 * b - 3 * a - c + at * 2 * (a - 2 * b + c))


@compiled
def fill(
    parameters: Parameters, start: Floats, nodes: Floats, out_ticks: Ints, out: Floats
) -> None:
    """Fill the blood states of `out` (n, times, STATES) from `nodes` (n, nodes)."""
    k, e = np.empty((5, BLOOD)), np.empty(3)
    y, part = np.empty(BLOOD), np.empty(BLOOD)
    for person in range(parameters.size):
        p = parameters[person]
        for i in range(BLOOD):
            y[i] = start[person, PRECURSORS + i]
        now = 0
        for row in range(out_ticks.size):
            while now + STEP <= out_ticks[row]:
                for i in range(3):
                    e[i] = supply(nodes[person, now // NODE + i], p)
                _step(y, e, STEP / TICKS, p, k)
                now += STEP
            left = out_ticks[row] - now
            for i in range(BLOOD):
                part[i] = y[i]
            if left > 0:
                for i in range(3):
                    c = _between(nodes[person], now // NODE, i * left / (2 * STEP))
                    e[i] = supply(c, p)
                _step(part, e, left / TICKS, p, k)
            for i in range(BLOOD):
                out[person, row, PRECURSORS + i] = part[i]
