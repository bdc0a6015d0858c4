"""The oracle: every equation integrated as it stands, by an explicit pair of order 5(4).

Nothing is linearised, cached or split, so it shares only the equations with the fast path.
"""

from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import RK45  # pyright: ignore[reportMissingTypeStubs]

from corrin.kinetics.absorption import from_a_meal, give, still_taken
from corrin.kinetics.compiled import compiled
from corrin.kinetics.equations import (
    FUNCTIONAL,
    GUT,
    KINETIC,
    STATES,
    STORE,
    Floats,
    blood,
    kinetics,
    supply,
)
from corrin.kinetics.parameters import Parameters, Person
from corrin.kinetics.timeline import TICKS, Kind, Timeline

_A = np.ascontiguousarray(cast(NDArray[np.float64], RK45.A))
_B = np.ascontiguousarray(cast(NDArray[np.float64], RK45.B))
_ERROR = np.ascontiguousarray(cast(NDArray[np.float64], RK45.E))
"""Dormand and Prince's pair, as scipy has it."""
STAGES = 6
ORDER = 5
SMALLEST = 1e-14
"""nmol, g/L or fL that is nothing."""
SAFETY, SHRINK, GROW = 0.9, 0.2, 4.0
FIRST_STEP = 1e-4
ABSORPTION, MEAL = int(Kind.ABSORPTION), int(Kind.MEAL)


@compiled
def rates(y: Floats, p: Person, dy: Floats) -> None:
    """Rates of change of all states."""
    kinetics(y, p, dy)
    blood(supply(y[FUNCTIONAL], p), y[KINETIC:], p, dy[KINETIC:])


@compiled
def advance(y: Floats, p: Person, days: float, step: float, tolerance: float) -> float:
    """Integrate `y` in place over some days; returns the step to begin with next."""
    k = np.empty((STAGES + 1, STATES))
    trial = np.empty(STATES)
    done = 0.0
    rates(y, p, k[0])
    while days - done > SMALLEST:
        h = min(step, days - done)
        for stage in range(1, STAGES + 1):
            for i in range(STATES):
                total = 0.0
                for j in range(stage):
                    total += (_A[stage, j] if stage < STAGES else _B[j]) * k[j, i]
                trial[i] = y[i] + h * total
            rates(trial, p, k[stage])
        worst = 0.0
        for i in range(STATES):
            error = 0.0
            for j in range(STAGES + 1):
                error += _ERROR[j] * k[j, i]
            scale = SMALLEST / tolerance + max(abs(y[i]), abs(trial[i]))
            worst = max(worst, abs(h * error) / (tolerance * scale))
        if worst <= 1:
            done += h
            y[:] = trial
            k[0] = k[STAGES]
        factor = SAFETY * (worst + SMALLEST) ** (-1 / ORDER)
        following = h * min(GROW, max(SHRINK, factor))
        step = max(step, following) if worst <= 1 and h < step else following
    return step


@compiled
def _one(
    p: Person,
    whole: Person,
    y: Floats,
    tick: NDArray[np.int64],
    kind: NDArray[np.int64],
    what: Floats,
    out_ticks: NDArray[np.int64],
    tolerance: float,
    out: Floats,
) -> None:
    """Fill `out` (times, STATES); `whole` is the person before anything changed absorption."""
    now, event, load, loaded_at, step = 0, 0, 0.0, 0, FIRST_STEP
    for row in range(out_ticks.size):
        while True:
            while event < tick.size and tick[event] <= now:
                a, b, c = what[event]
                if kind[event] == ABSORPTION:
                    p.f_if = whole.f_if * a
                    p.f_food = whole.f_food * b
                    p.r_bile = whole.r_bile * c
                elif kind[event] == MEAL:
                    absorbed = from_a_meal(a, p)
                    y[GUT] += p.f_tc_food * absorbed
                    y[STORE] += (1 - p.f_tc_food) * absorbed
                else:
                    load = still_taken(load, (now - loaded_at) / TICKS, p)
                    load += give(y, a, int(b), int(c), load, p)
                    loaded_at = now
                step = min(step, FIRST_STEP)
                event += 1
            if now >= out_ticks[row]:
                break
            until = out_ticks[row]
            if event < tick.size:
                until = min(until, tick[event])
            step = advance(y, p, (until - now) / TICKS, step, tolerance)
            now = until
        out[row] = y


def run(
    parameters: Parameters,
    start: Floats,
    events: Timeline,
    out_ticks: NDArray[np.int64],
    tolerance: float,
) -> Floats:
    """States (n, times, STATES) just after what happens at each time, from `start` (n, STATES)."""
    out = np.empty((parameters.size, out_ticks.size, STATES))
    now, before = parameters.copy(), parameters.copy()
    for i in range(parameters.size):
        state = start[i].copy()
        _one(
            now[i],
            before[i],
            state,
            events.tick,
            events.kind,
            events.what,
            out_ticks,
            tolerance,
            out[i],
        )
    return out
