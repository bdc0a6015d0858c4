"""The oracle: every equation integrated as it stands.

Nothing is linearised, cached or split, so it shares only the equations with the fast path.
"""

import numpy as np
from numpy.typing import NDArray

from corrin.kinetics.absorption import MEALS, eat, give, still_taken
from corrin.kinetics.compiled import compiled
from corrin.kinetics.equations import STATES, Floats
from corrin.kinetics.integrate import STAGES, advance
from corrin.kinetics.parameters import Parameters, Person
from corrin.kinetics.timeline import MEAL_TICKS, TICKS, Kind, Timeline

RELATIVE, ABSOLUTE = 1e-10, 1e-13
FIRST_STEP = 1e-4
ABSORPTION = int(Kind.ABSORPTION)


@compiled
def _one(
    p: Person,
    whole: Person,
    y: Floats,
    tick: NDArray[np.int64],
    kind: NDArray[np.int64],
    what: Floats,
    meals: Floats,
    out_ticks: NDArray[np.int64],
    out: Floats,
) -> None:
    """Fill `out` (times, STATES); `whole` is the person before anything changed absorption."""
    memory = np.empty((STAGES + 2, STATES))
    now, event, eaten, load, loaded_at, step = 0, 0, 0, 0.0, 0, FIRST_STEP
    next_meal = MEAL_TICKS
    for row in range(out_ticks.size):
        while True:
            while event < tick.size and tick[event] <= now and kind[event] == ABSORPTION:
                p.f_if = whole.f_if * what[event, 0]
                p.f_food = whole.f_food * what[event, 1]
                p.r_bile = whole.r_bile * what[event, 2]
                event += 1
            if now == next_meal:
                eat(y, meals[eaten // MEALS, eaten % MEALS], p)
                eaten += 1
                next_meal = (eaten // MEALS) * TICKS + (eaten % MEALS + 1) * MEAL_TICKS
                step = min(step, FIRST_STEP)
            while event < tick.size and tick[event] <= now:
                load = still_taken(load, (now - loaded_at) / TICKS, p)
                loaded_at = now
                load += give(y, what[event, 0], int(what[event, 1]), int(what[event, 2]), load, p)
                step = min(step, FIRST_STEP)
                event += 1
            if now >= out_ticks[row]:
                break
            until = min(out_ticks[row], next_meal)
            if event < tick.size:
                until = min(until, tick[event])
            step = advance(y, p, (until - now) / TICKS, step, RELATIVE, ABSOLUTE, memory)
            now = until
        out[row] = y


def run(
    parameters: Parameters, start: Floats, events: Timeline, out_ticks: NDArray[np.int64]
) -> Floats:
    """States (n, times, STATES) just after what happens at each time, from `start` (n, STATES)."""
    out = np.empty((parameters.size, out_ticks.size, STATES))
    now = parameters.copy()
    for i in range(parameters.size):
        _one(
            now[i],
            parameters[i],
            start[i].copy(),
            events.tick,
            events.kind,
            events.what,
            events.meals,
            out_ticks,
            out[i],
        )
    return out
