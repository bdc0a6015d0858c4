"""How long one personalised forecast takes, and what its draws are worth.

Two years, one core: 1,000 draws, three results, injections of hydroxocobalamin. Beside it what is
published of Tucuxi: 1,000 a-posteriori percentiles of a drug of one compartment over 60 days in
0.43 s. Its model is another, so only the kind of work is the same.
"""

import statistics
import sys
from time import perf_counter, process_time

import numpy as np

from corrin.forecast.settings import settings
from corrin.forecast.subject import prior
from corrin.kinetics.population import Covariates
from corrin.kinetics.posterior import NotTrusted, draw
from prove.coverage_forecast import LABS, Course, Diet, Dose, Form, Route, measured

DRAWS, YEARS, TIMES = 1000, 2, 5
PEOPLE = 200
ENOUGH = 400


def two_years() -> Course:
    """Six loading injections, then one every ten weeks."""
    days = [1.0, 3, 5, 8, 10, 12, *(82.0 + 70 * k for k in range(10))]
    doses = (
        Dose(day=d, micrograms=1000, route=Route.INTRAMUSCULAR, form=Form.HYDROXOCOBALAMIN)
        for d in days
    )
    return Course(diet=(Diet(day=0, micrograms_per_day=4.0),), doses=tuple(doses))


def main() -> None:
    """Print the table."""
    like = Covariates(age_years=65, female=1, egfr=80)
    of = prior(like, settings().cause["pernicious_anaemia"], 4.0, None)
    what = two_years()
    rng = np.random.default_rng(1)
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    found = [measured(of, what, rng.standard_normal((1, of.size)), 1, rng) for _ in range(people)]
    weeks = np.arange(0, 365 * YEARS, 7.0)
    begun = perf_counter()
    draw(of, found[0], what, weeks, count=DRAWS, seed=1)
    first = perf_counter() - begun
    times: list[float] = []
    busy: list[float] = []
    for one in found[:TIMES]:
        begun, worked = perf_counter(), process_time()
        draw(of, one, what, weeks, count=DRAWS, seed=1)
        times.append(perf_counter() - begun)
        busy.append(process_time() - worked)
    print(f"{DRAWS:,} draws, {len(LABS[1])} results, {YEARS} years, one core")
    print(f"first forecast of the process {first:8.2f} s")
    print(f"warm, best of {TIMES}              {min(times):8.2f} s")
    print(f"of that the processor, best   {min(busy):8.2f} s")
    print(f"warm, median                  {statistics.median(times):8.2f} s")
    worth: list[float] = []
    rounds: list[int] = []
    for seed, one in enumerate(found):
        try:
            made = draw(of, one, what, np.array([1.0]), count=DRAWS, seed=seed)
        except NotTrusted:
            worth.append(0.0)
            continue
        worth.append(made.effective)
        rounds.append(made.rounds)
    enough = np.mean(np.array(worth) >= ENOUGH)
    print(f"{ENOUGH} effective draws or more       {enough:8.1%} of {people} simulated people")
    print(f"effective draws, median       {statistics.median(worth):8.0f}")
    print(f"one round was enough          {np.mean(np.array(rounds) == 1):8.1%}")
    print(f"no forecast                   {sum(w == 0 for w in worth):8d}")


if __name__ == "__main__":
    main()
