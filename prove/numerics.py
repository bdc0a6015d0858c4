"""The fast path against the exact one, and the exact one against a stiff solver.

python -m prove.numerics --people 200      200 people, each on a course of two years
"""

import argparse
import sys

import numpy as np
from scipy.integrate import solve_ivp

from corrin.kinetics import exact
from corrin.kinetics.absorption import eat, give, still_taken
from corrin.kinetics.course import Course
from corrin.kinetics.equations import LOST, STATES, Floats
from corrin.kinetics.integrate import rates
from corrin.kinetics.parameters import Parameters
from corrin.kinetics.simulate import MARKERS as COUNT
from corrin.kinetics.simulate import measured, metabolites, simulate
from corrin.kinetics.timeline import MEAL_TICKS, TICKS, Kind, ticks, timeline
from prove.courses import begun, course, people
from prove.figure import Figure

METABOLITES = ("serum_b12", "holotc", "mma", "homocysteine", "functional")
BLOOD = ("haemoglobin", "mcv", "reticulocytes")
MARKERS = METABOLITES + BLOOD
DAYS = 730
STIFF = 1e-6
FAST = dict.fromkeys(METABOLITES, 1e-6) | dict.fromkeys(BLOOD, 1e-4)


def by_exact(parameters: Parameters, start: Floats, what: Course, times: Floats) -> Floats:
    """States (n, times, STATES) by the oracle."""
    return exact.run(parameters, start, timeline(what, times[-1]), ticks(times))


def markers(
    parameters: Parameters, what: Course, times: Floats, states: Floats
) -> dict[str, Floats]:
    """What would be measured in those states."""
    values = np.empty((parameters.size, COUNT, times.size))
    measured(parameters, what, times, states, values)
    return dict(zip(MARKERS, values.swapaxes(0, 1), strict=True))


def by_stiff_solver(
    parameters: Parameters,
    start: Floats,
    what: Course,
    times: Floats,
    method: str = "Radau",
    relative: float = 1e-10,
) -> Floats:
    """States (1, times, STATES) by scipy between events, which are applied here in Python."""
    p, whole, y = parameters.copy()[0], parameters[0], start[0].copy()
    events = timeline(what, times[-1])
    at = ticks(times)
    meals = [
        day * TICKS + (meal + 1) * MEAL_TICKS
        for day in range(len(events.meals))
        for meal in range(events.meals.shape[1])
    ]
    load, loaded_at, rows = 0.0, 0, []

    def slope(_, y):
        dy = np.empty(STATES)
        rates(y, p, dy)
        return dy

    stops = sorted({0, *at.tolist(), *meals, *events.tick.tolist()})
    for now, following in zip(stops, [*stops[1:], stops[-1]], strict=True):
        happening = [i for i in range(events.tick.size) if events.tick[i] == now]
        for i in happening:
            if events.kind[i] == Kind.ABSORPTION:
                p["f_if"], p["f_food"], p["r_bile"] = (
                    whole[name] * factor
                    for name, factor in zip(
                        ("f_if", "f_food", "r_bile"), events.what[i], strict=True
                    )
                )
        if now in meals:
            eat(y, events.meals.ravel()[meals.index(now)], p)
        for i in happening:
            if events.kind[i] == Kind.DOSE:
                load = still_taken(load, (now - loaded_at) / TICKS, p)
                loaded_at = now
                micrograms, route, form = events.what[i]
                load += give(y, micrograms, int(route), int(form), load, p)
        rows += [y.copy()] * int(np.count_nonzero(at == now))
        if len(rows) == at.size:
            break
        span = (now / TICKS, following / TICKS)
        y = solve_ivp(slope, span, y, method, rtol=relative, atol=relative / 100).y[:, -1]
    return np.array(rows)[None]


def by_fast(
    p: Parameters, what: Course, times: Floats, start: Floats, oracle: dict[str, Floats]
) -> dict[str, float]:
    """How far the fast path is from the oracle: with the blood, and without it, the farther."""
    whole, without = simulate(p, what, times, start), metabolites(p, what, times, start)
    off = worst({name: getattr(whole, name) for name in MARKERS}, oracle)
    other = worst({name: getattr(without, name) for name in METABOLITES}, oracle)
    return off | {name: max(off[name], other[name]) for name in METABOLITES}


def worst(one: dict[str, Floats], other: dict[str, Floats]) -> dict[str, float]:
    """The largest relative difference of each marker of `one`."""
    return {name: float(np.max(np.abs(one[name] / other[name] - 1))) for name in one}


def measure(count: int, *, seed: int, stiff: int | None = None) -> Figure:
    """So many people, each on a course of two years; the first `stiff` by the stiff solver too."""
    random = np.random.default_rng(seed)
    parameters, start = begun(random, people(random, count))
    times = np.linspace(0, DAYS, 53)
    faults: list[str] = []
    fast_off, stiff_off = dict.fromkeys(MARKERS, 0.0), dict.fromkeys(MARKERS, 0.0)
    for i in range(count):
        p, y, what = parameters[[i]], start[[i]], course(random, DAYS)
        states = by_exact(p, y, what, times)
        oracle = markers(p, what, times, states)
        off = by_fast(p, what, times, y, oracle)
        fast_off = {name: max(fast_off[name], off[name]) for name in MARKERS}
        faults += [
            f"fast, person {i}, {name}: {off[name]:.1e}"
            for name in MARKERS
            if not off[name] <= FAST[name]
        ]
        if stiff is None or i < stiff:
            wanted = markers(p, what, times, by_stiff_solver(p, y, what, times, "LSODA"))
            off = worst(oracle, wanted)
            stiff_off = {name: max(stiff_off[name], off[name]) for name in MARKERS}
            faults += [
                f"exact, person {i}, {name}: {off[name]:.1e}"
                for name in MARKERS
                if not off[name] <= STIFF
            ]
        if not np.isfinite(states[:, :, : LOST + 1]).all():
            faults.append(f"person {i}: not a number")
    kinetic = max(fast_off[name] for name in METABOLITES)
    blood = max(fast_off[name] for name in BLOOD)
    return Figure(
        measured=(
            f"{count} people over two years: exact and stiff solver differ by"
            f" {max(stiff_off.values()):.1e} at most; fast and exact by {kinetic:.1e} in kinetics"
            f" and metabolites, {blood:.1e} in blood"
        ),
        faults=tuple(faults),
    )


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--people", type=int, default=200)
    arguments.add_argument(
        "--stiff", type=int, help="how many by the stiff solver; all if not said"
    )
    arguments.add_argument("--seed", type=int, default=1)
    wanted = arguments.parse_args()
    return measure(wanted.people, seed=wanted.seed, stiff=wanted.stiff).show()


if __name__ == "__main__":
    sys.exit(main())
