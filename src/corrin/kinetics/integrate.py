"""Dormand and Prince's pair of order 5(4), with the step chosen by the error."""

from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import RK45  # pyright: ignore[reportMissingTypeStubs]

from corrin.kinetics.compiled import compiled
from corrin.kinetics.equations import FUNCTIONAL, KINETIC, Floats, blood, kinetics, supply
from corrin.kinetics.parameters import Person

_A = np.ascontiguousarray(cast(NDArray[np.float64], RK45.A))
_B = np.ascontiguousarray(cast(NDArray[np.float64], RK45.B))
_ERROR = np.ascontiguousarray(cast(NDArray[np.float64], RK45.E))
STAGES = 6
ORDER = 5
NOTHING = 1e-14
SAFETY, SHRINK, GROW = 0.9, 0.2, 4.0


@compiled
def rates(y: Floats, p: Person, dy: Floats) -> None:
    """Rates of change of the kinetic states, and of the blood where `y` holds it."""
    kinetics(y, p, dy)
    if y.size > KINETIC:
        blood(supply(y[FUNCTIONAL], p), y[KINETIC:], p, dy[KINETIC:])


@compiled
def advance(
    y: Floats, p: Person, days: float, step: float, relative: float, absolute: float, k: Floats
) -> float:
    """Integrate `y` in place over some days; returns the step to begin with next.

    `k` is memory, (STAGES + 2, y.size).
    """
    trial = k[STAGES + 1]
    done = 0.0
    rates(y, p, k[0])
    while days - done > NOTHING:
        h = min(step, days - done)
        for stage in range(1, STAGES + 1):
            for i in range(y.size):
                trial[i] = y[i]
            for j in range(stage):
                weight = h * (_A[stage, j] if stage < STAGES else _B[j])
                if weight != 0:
                    for i in range(y.size):
                        trial[i] += weight * k[j, i]
            rates(trial, p, k[stage])
        worst = 0.0
        for i in range(y.size):
            error = 0.0
            for j in range(STAGES + 1):
                error += _ERROR[j] * k[j, i]
            scale = absolute + relative * max(abs(y[i]), abs(trial[i]))
            worst = max(worst, abs(h * error) / scale)
        if worst <= 1:
            done += h
            for i in range(y.size):
                y[i] = trial[i]
                k[0, i] = k[STAGES, i]
        following = h * min(GROW, max(SHRINK, SAFETY * (worst + NOTHING) ** (-1 / ORDER)))
        step = max(step, following) if worst <= 1 and h < step else following
    return step
