"""Simulated people: does the central 90 % of a forecast hold the truth nine times in ten?

    python -m prove.coverage_forecast --people 2000

Each person is drawn from the prior of a cause, is treated by a route, and gives a number of
results with the error of results; the forecast sees the results alone. Judged are the markers
half a year on, together and by cause, route and number of results.
"""

import argparse
import sys
from collections.abc import Iterator
from multiprocessing import Pool
from typing import NamedTuple

import numpy as np

from corrin.forecast.course import error
from corrin.forecast.settings import settings
from corrin.forecast.subject import prior
from corrin.kinetics.course import Course, Diet, Dose, Form, Route
from corrin.kinetics.personal import Marker, Prior, Results, at_results, people, results
from corrin.kinetics.population import Covariates
from corrin.kinetics.posterior import NotTrusted, draw
from corrin.kinetics.simulate import simulate

CAUSES = ("pernicious_anaemia", "dietary", "medicine_metformin", "food_bound_malabsorption")
ROUTES = ("hydroxocobalamin im", "cyanocobalamin im", "cyanocobalamin oral")
LABS: tuple[tuple[tuple[float, Marker], ...], ...] = (
    ((0.3, Marker.SERUM_B12),),
    ((0.3, Marker.SERUM_B12), (0.3, Marker.HAEMOGLOBIN), (0.3, Marker.MCV)),
    (
        (0.3, Marker.SERUM_B12),
        (0.3, Marker.MMA),
        (0.3, Marker.HAEMOGLOBIN),
        (28.3, Marker.HAEMOGLOBIN),
        (84.3, Marker.MMA),
    ),
)
JUDGED = (Marker.SERUM_B12, Marker.MMA, Marker.HOMOCYSTEINE, Marker.HAEMOGLOBIN, Marker.MCV)
DAY = 182.3
LOW, HIGH = 0.05, 0.95
WHOLE, GROUP = (0.87, 0.93), 0.85
"""Between which the share of all must lie, and what it is at least in a group."""
FEWEST = 60
"""A group of fewer is not judged."""


class Person(NamedTuple):
    """Which simulated person."""

    seed: int
    cause: str
    route: str
    labs: int


class Judged(NamedTuple):
    """What became of one simulated person."""

    person: Person
    reach: tuple[float, ...]
    """How far the truth is from the median, as a share of the way to the end of the interval, in
    the order of `JUDGED`; empty where no forecast was made."""
    effective: float


def course(route: str) -> Course:
    """Six loading injections and one every ten weeks, or a tablet a day."""
    days = [1.0, 3, 5, 8, 10, 12, *(82.0 + 70 * k for k in range(2))]
    kind = Route.INTRAMUSCULAR
    form = Form.HYDROXOCOBALAMIN if route.startswith("hydroxo") else Form.CYANOCOBALAMIN
    if route.endswith("oral"):
        days, kind = [float(day) for day in range(1, int(DAY) + 1)], Route.ORAL
    doses = (Dose(day=d + 0.375, micrograms=1000, route=kind, form=form) for d in days)
    return Course(diet=(Diet(day=0, micrograms_per_day=4.0),), doses=tuple(doses))


def measured(
    of: Prior, what: Course, truth: np.ndarray, labs: int, rng: np.random.Generator
) -> Results:
    """The results of a person, each with its error."""
    wanted = LABS[labs]
    days, markers = [day for day, _ in wanted], tuple(marker for _, marker in wanted)
    sd = [error(marker) for marker in markers]
    exact = results(days, markers, np.ones(len(days)), sd, np.zeros(len(days), int))
    parameters, start = people(of, truth)
    out = simulate(parameters, what, np.unique(days), start)
    logs = at_results(out, exact, parameters["mchc"])[0]
    noisy = np.exp(logs + np.array(sd) * rng.standard_normal(len(days)))
    return results(days, markers, noisy, sd, np.zeros(len(days), int))


def judge(person: Person, draws: int) -> Judged:
    """One person drawn from the prior, measured, forecast and judged."""
    rng = np.random.default_rng(person.seed)
    like = Covariates(
        age_years=float(rng.uniform(25, 85)),
        female=float(rng.integers(2)),
        egfr=float(rng.uniform(45, 110)),
    )
    of = prior(like, settings().cause[person.cause], 4.0, None)
    what = course(person.route)
    truth = rng.standard_normal((1, of.size))
    found = measured(of, what, truth, person.labs, rng)
    parameters, start = people(of, truth)
    real = simulate(parameters, what, [DAY], start)
    try:
        made = draw(of, found, what, np.array([DAY]), count=draws, seed=person.seed)
    except NotTrusted:
        return Judged(person, (), 0.0)
    reach: list[float] = []
    for marker in JUDGED:
        low, centre, high = np.quantile(getattr(made.outputs, marker)[:, 0], [LOW, 0.5, HIGH])
        truth_is = getattr(real, marker)[0, 0]
        end = high if truth_is > centre else low
        reach.append(float((truth_is - centre) / (end - centre)))
    return Judged(person, tuple(reach), made.effective)


def persons(count: int) -> Iterator[Person]:
    """So many people, causes, routes and numbers of results in turn."""
    for seed in range(count):
        cause = CAUSES[seed % len(CAUSES)]
        route = ROUTES[seed // len(CAUSES) % len(ROUTES)]
        labs = seed // (len(CAUSES) * len(ROUTES)) % len(LABS)
        yield Person(seed, cause, route, labs)


class Share(NamedTuple):
    """How often the truth was held in a group."""

    group: str
    people: int
    held: float


def shares(found: list[Judged], widened: float = 1.0) -> list[Share]:
    """All people first, then by cause, route, number of results and marker.

    Args:
        widened: by what the intervals are multiplied; 1 but for a planted fault.
    """
    made = [one for one in found if one.reach]
    by = [("all", made)]
    for name in ("cause", "route", "labs"):
        for value in sorted({getattr(one.person, name) for one in made}, key=str):
            said = f"{len(LABS[value])} results" if name == "labs" else value
            by.append((said, [one for one in made if getattr(one.person, name) == value]))
    held = {name: np.array([one.reach for one in some]) <= widened for name, some in by}
    rows = [Share(name, len(some), float(held[name].mean())) for name, some in by]
    each = held["all"].mean(axis=0)
    rows += [Share(m, len(made), float(one)) for m, one in zip(JUDGED, each, strict=True)]
    return rows


def met(found: list[Share]) -> bool:
    """Whether all together lie within `WHOLE` and each group of enough people above `GROUP`."""
    everybody, *groups = found
    large = [share for share in groups if share.people >= FEWEST]
    return WHOLE[0] <= everybody.held <= WHOLE[1] and all(s.held >= GROUP for s in large)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m prove.coverage_forecast")
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    work = [(person, asked.draws) for person in persons(asked.people)]
    with Pool(asked.jobs) as pool:
        found = pool.starmap(judge, work, chunksize=4)
    rows = shares(found)
    for row in rows:
        print(f"{row.group:28} {row.people:6,} people {row.held:7.1%} held")
    worth = np.array([one.effective for one in found])
    enough = float(np.mean(worth >= 0.4 * asked.draws))
    none = sum(1 for one in found if not one.reach)
    print(
        f"90 % intervals held the truth {rows[0].held:.1%} of {rows[0].people:,} people;"
        f" {enough:.1%} had 40 % effective draws; no forecast of {none}"
    )
    sys.exit(0 if met(rows) else 1)


if __name__ == "__main__":
    main()
