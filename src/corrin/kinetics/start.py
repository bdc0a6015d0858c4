"""Where a person begins: at rest on a diet, or with the serum B12 that was measured."""

import numpy as np
from numpy.typing import ArrayLike

from corrin.kinetics.absorption import MEALS, from_a_meal
from corrin.kinetics.compiled import compiled
from corrin.kinetics.course import MOST_DIET_MICROGRAMS
from corrin.kinetics.equations import (
    ACTIVE,
    EARLY,
    FUNCTIONAL,
    GUT,
    HAEMOGLOBIN,
    HC,
    LATE,
    MACROCYTOSIS,
    MIDDLE,
    PRECURSORS,
    RETICULOCYTES,
    STATES,
    STORE,
    TC,
    Floats,
    drive,
    serum_b12,
    stay,
    supply,
)
from corrin.kinetics.errors import NotSimulated
from corrin.kinetics.parameters import Parameters, Person, changed
from corrin.kinetics.parameters import checked as checked_parameters

HALVINGS = 80
"""Bisections: enough for the last bit."""
LEAST_STORE, MOST_STORE = 1e-3, 1e6
"""nmol between which the store is looked for."""
LEAST_BLOOD = 0.02
"""The least haemoglobin looked for, as a share of the person's own."""
LEAST_DIET = 1e-9
LEAST_SUPPLY = 1e-12


@compiled
def _fill(y: Floats, store: float, absorbed: float, p: Person) -> None:
    """The carried states in balance with a store and a day's absorption. (31)"""
    on_tc = p.f_tc_food * absorbed
    carried = on_tc + (p.r_bile * p.k_bile + p.k_store_tc) * store
    quarter = np.exp(-p.k_gut / (MEALS + 1))
    remaining = 0.0
    for meal in range(1, MEALS + 1):
        remaining += quarter**meal
    y[:] = 0.0
    y[GUT] = on_tc / MEALS * remaining / (1 - quarter ** (MEALS + 1))
    y[TC] = carried / p.k_tc
    y[HC] = (p.f_hc * carried + p.k_store_hc * store) / p.k_hc
    y[STORE] = store
    y[FUNCTIONAL] = y[ACTIVE] = p.f_functional * carried / p.k_functional


@compiled
def _macrocytosis(e: float, p: Person) -> float:
    """The share of haemoglobin in large cells under a lasting supply `e`. (32)"""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        m = (low + high) / 2
        if m * (1 + p.d_red * m) < (1 - e) * (1 + p.d_red * m * m):
            low = m
        else:
            high = m
    return low


@compiled
def _fill_blood(y: Floats, p: Person) -> None:
    """The blood in balance with the functional pool. (32)"""
    e = max(supply(y[FUNCTIONAL], p), LEAST_SUPPLY)
    effective = p.k_mature * e / (p.k_mature * e + p.k_die * (1 - e))
    macrocytosis = _macrocytosis(e, p)
    lifetime = 1 / (1 + p.d_red * macrocytosis * macrocytosis)
    low, high = LEAST_BLOOD, 2.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if drive(middle, p) * effective * lifetime > middle:
            low = middle
        else:
            high = middle
    made = drive(low, p) * effective
    y[PRECURSORS] = made / (p.k_mature * e)
    y[EARLY] = y[MIDDLE] = y[LATE] = made
    y[RETICULOCYTES] = p.k_red * made * stay(low, p)
    y[HAEMOGLOBIN] = low
    y[MACROCYTOSIS] = macrocytosis


@compiled
def _rest(p: Person, diet: float, y: Floats) -> None:
    absorbed = MEALS * from_a_meal(diet / MEALS, p)
    _fill(y, absorbed / ((1 - p.r_bile) * p.k_bile + p.k_other), absorbed, p)
    _fill_blood(y, p)


@compiled
def _reading(y: Floats, store: float, absorbed: float, p: Person) -> float:
    _fill(y, store, absorbed, p)
    return serum_b12(y, p)


@compiled
def _meet(p: Person, serum: float, diet: float, y: Floats) -> bool:
    """Find the store, or else the diet, that reads so; sets `p.diet`. False: none does."""
    absorbed = MEALS * from_a_meal(diet / MEALS, p)
    low, high = LEAST_STORE, MOST_STORE
    if _reading(y, low, 0.0, p) >= serum or _reading(y, high, absorbed, p) <= serum:
        return False
    if _reading(y, low, absorbed, p) > serum:
        own, low, high = p.diet, 0.0, p.diet
        for _ in range(HALVINGS):
            p.diet = max((low + high) / 2, LEAST_DIET * own)
            absorbed = MEALS * from_a_meal(diet / MEALS, p)
            if _reading(y, LEAST_STORE, absorbed, p) > serum:
                high = p.diet
            else:
                low = p.diet
    else:
        for _ in range(HALVINGS):
            middle = np.sqrt(low * high)
            if _reading(y, middle, absorbed, p) > serum:
                high = middle
            else:
                low = middle
    _fill_blood(y, p)
    return True


def _each(name: str, value: ArrayLike, people: int, most: float) -> Floats:
    values = np.broadcast_to(np.asarray(value, np.float64), (people,))
    wrong = ~(np.isfinite(values) & (values >= 0) & (values <= most))
    if wrong.any():
        raise NotSimulated(name, values[wrong][0], f"0 to {most:g}")
    return values


def steady_state(parameters: Parameters, micrograms_per_day: ArrayLike) -> Floats:
    """States (n, STATES) of people who have always eaten so, at midnight. (31)-(32)

    Raises:
        NotSimulated: an impossible diet, or none at all: nobody is at rest without intake.
    """
    people = checked_parameters(parameters)
    diet = _each("micrograms_per_day", micrograms_per_day, people.size, MOST_DIET_MICROGRAMS)
    out = np.zeros((people.size, STATES))
    for i in range(people.size):
        _rest(people[i], diet[i], out[i])
    nothing = out[:, FUNCTIONAL] <= 0
    if nothing.any():
        raise NotSimulated("micrograms_per_day", diet[nothing][0], "more than nothing absorbed")
    return out


MOST_SERUM = 10_000.0


def at_serum(
    parameters: Parameters, serum_b12_pmol_l: ArrayLike, micrograms_per_day: ArrayLike
) -> tuple[Parameters, Floats]:
    """People whose depletion is slow: in balance but for the store, with this serum B12.

    Where the stated diet alone would hold serum B12 higher, the person's `diet` is lowered.

    Returns:
        The parameters, `diet` perhaps lowered, and the states (n, STATES) at midnight.

    Raises:
        NotSimulated: no store and no diet give that reading: it is at or below the background.
    """
    people = checked_parameters(parameters).copy()
    serum = _each("serum_b12_pmol_l", serum_b12_pmol_l, people.size, MOST_SERUM)
    diet = _each("micrograms_per_day", micrograms_per_day, people.size, MOST_DIET_MICROGRAMS)
    out = np.zeros((people.size, STATES))
    for i in range(people.size):
        if not _meet(people[i], serum[i], diet[i], out[i]):
            accepted = f"more than the background of {people[i]['background']:.0f} pmol/L"
            raise NotSimulated("serum_b12_pmol_l", serum[i], accepted)
    return people, out


def with_reference(parameters: Parameters, micrograms_per_day: float) -> Parameters:
    """`c_reference` set to the functional pool of the healthy on that diet."""
    states = steady_state(changed(parameters, f_if=1.0, f_food=1.0), micrograms_per_day)
    return changed(parameters, c_reference=states[:, FUNCTIONAL])
