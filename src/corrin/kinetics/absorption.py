"""From what is swallowed, sprayed or injected to what arrives where. (11)-(14)"""

import numpy as np
from numpy.typing import NDArray

from corrin.kinetics.compiled import compiled
from corrin.kinetics.course import Form, Route
from corrin.kinetics.equations import DEPOT_CN, DEPOT_OH, FREE_CN, FREE_OH, GUT, STORE, Floats
from corrin.kinetics.parameters import Person

Ints = NDArray[np.int64]

INJECTED = (int(Route.INTRAMUSCULAR), int(Route.SUBCUTANEOUS))
INTRAVENOUS, NASAL = int(Route.INTRAVENOUS), int(Route.NASAL)
HYDROXO = int(Form.HYDROXOCOBALAMIN)
MEALS = 3
HOURS = 24


@compiled
def through_the_gut(micrograms: float, free_capacity: float, p: Person) -> float:
    """Micrograms carried through by intrinsic factor. (11)"""
    return p.f_if * p.i_max * free_capacity * micrograms / (p.d_half + micrograms)


@compiled
def from_a_meal(micrograms: float, p: Person) -> float:
    """nmol absorbed from a meal. (12)"""
    meal = p.diet * micrograms
    carried = through_the_gut(p.f_food * meal, 1.0, p)
    return p.nmol_per_ug * (carried + p.f_passive * meal)


@compiled
def eat(y: Floats, micrograms: float, p: Person) -> None:
    """Add a meal to the states."""
    absorbed = from_a_meal(micrograms, p)
    y[GUT] += p.f_tc_food * absorbed
    y[STORE] += (1 - p.f_tc_food) * absorbed


@compiled
def give(y: Floats, micrograms: float, route: int, form: int, load: float, p: Person) -> float:
    """Add a dose to the states; returns the load it puts on the gut, 0 to 1. (13)-(14)

    `load` is the share of the intrinsic-factor capacity still taken by earlier doses.
    """
    amount = micrograms * p.nmol_per_ug
    oh = form == HYDROXO
    if route in INJECTED:
        if oh:
            y[DEPOT_OH] += p.f_depot_oh * amount
            y[FREE_OH] += (1 - p.f_depot_oh) * amount
        else:
            y[DEPOT_CN] += amount
        return 0.0
    if route in (INTRAVENOUS, NASAL):
        arrived = amount * p.f_nasal if route == NASAL else amount
        y[FREE_OH if oh else FREE_CN] += arrived
        return 0.0
    carried = through_the_gut(micrograms, max(0.0, 1 - load), p)
    absorbed = p.nmol_per_ug * (carried + p.f_passive * micrograms)
    on_tc = p.f_tc_oh if oh else 1.0
    y[GUT] += on_tc * absorbed
    y[STORE] += (1 - on_tc) * absorbed
    return carried / (p.f_if * p.i_max) if p.f_if > 0 else 0.0


@compiled
def still_taken(load: float, days: float, p: Person) -> float:
    """What is left of a load on the gut after some days. (14)"""
    return load * np.exp(-days * HOURS / p.t_recover)
