"""People and courses drawn at random, for whatever must hold of all of them."""

import numpy as np

from corrin.kinetics.course import (
    Absorption,
    Course,
    Diet,
    Dose,
    Form,
    NitrousOxide,
    Route,
)
from corrin.kinetics.equations import Floats
from corrin.kinetics.parameters import NAMES, Parameters, changed, entries, typical
from corrin.kinetics.start import at_serum


def people(random: np.random.Generator, count: int) -> Parameters:
    """Draws from the spread between people, with causes from intact to total malabsorption."""
    values = {
        name: entries()[name].value * np.exp(entries()[name].spread * random.normal(size=count))
        for name in NAMES
    }
    values["f_if"] = random.choice([0.0, 0.05, 0.5, 1.0], count)
    values["f_food"] = random.choice([0.2, 1.0], count)
    return changed(typical(count), **values)


def course(random: np.random.Generator, days: int) -> Course:
    """Some doses of every route and form, a diet that changes, a medicine, nitrous oxide."""
    injections = [
        Dose(
            day=float(day) + float(random.integers(0, 128)) / 128,
            micrograms=float(random.choice([100, 500, 1000])),
            route=Route(int(random.integers(0, 4))),
            form=Form(int(random.integers(0, 3))),
        )
        for day in np.cumsum(random.integers(1, 40, size=days))
        if day < days
    ]
    tablets = [
        Dose(
            day=day + 0.3125,
            micrograms=float(random.choice([2.5, 50, 1000])),
            route=Route.ORAL,
            form=Form(int(random.integers(0, 2))),
        )
        for day in range(int(random.integers(0, days)), days, int(random.choice([1, 7])))
    ]
    changes = np.sort(random.uniform(0, days, 2))
    return Course(
        diet=(
            Diet(day=0, micrograms_per_day=float(random.uniform(0.5, 8))),
            Diet(
                day=float(random.uniform(0, days)), micrograms_per_day=float(random.uniform(0, 8))
            ),
        ),
        doses=tuple(injections + tablets),
        absorption=(
            Absorption(day=float(changes[0]), intrinsic_factor=0.7, bile=0.7),
            Absorption(day=float(changes[1])),
        ),
        nitrous_oxide=(NitrousOxide(day=float(random.uniform(0, days)), hours=2.0),),
    )


def begun(random: np.random.Generator, parameters: Parameters) -> tuple[Parameters, Floats]:
    """With a first serum B12 from very low to normal."""
    serum = np.maximum(random.uniform(60, 400, parameters.size), parameters["background"] + 20)
    return at_serum(parameters, serum, 4.0)
