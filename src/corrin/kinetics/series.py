"""Free cobalamin and all that it feeds, by Taylor's series.

The rates are linear but for two quotients of polynomials of free cobalamin, so every coefficient
of the series follows from those before it, and the last ones say how far the series reaches.
"""

from typing import NamedTuple

import numpy as np

from corrin.kinetics.compiled import compiled
from corrin.kinetics.equations import FREE_CN, FREE_OH, FUNCTIONAL, KINETIC, Floats, flows
from corrin.kinetics.parameters import Person
from corrin.kinetics.timeline import TICKS

TERMS = 14
LAST_TERM = 1e-7
"""nmol that the last two terms of a series may come to in any state."""
END = 1e-14
"""Days that are no more than rounding."""


class Series(NamedTuple):
    """Room for the coefficients of one step."""

    states: Floats
    """(TERMS + 1, KINETIC)"""
    free: Floats
    """(3, TERMS): the free concentration, what of it saturates transport, and the tubules."""


def series() -> Series:
    """Room for one step at a time."""
    return Series(states=np.empty((TERMS + 1, KINETIC)), free=np.empty((3, TERMS)))


@compiled
def _expand(c: Series, form: int, p: Person) -> None:
    """Fill the coefficients from the states in the first row. (1)-(10)"""
    y, (f, transport, tubules) = c.states, c.free
    free = FREE_OH if form else FREE_CN
    volume = p.v_free_oh if form else p.v_free_cn
    k_renal = p.k_renal_oh if form else p.k_renal_cn
    room, room_tubules = 1 / (p.k_m + y[0, free] / volume), 1 / (p.c_renal + y[0, free] / volume)
    for n in range(TERMS):
        f[n] = carried = returned = y[n, free] / volume
        for j in range(1, n + 1):
            carried -= f[j] * transport[n - j]
            returned -= f[j] * tubules[n - j]
        transport[n], tubules[n] = carried * room, returned * room_tubules
        saturable = p.v_max * transport[n]
        urine = k_renal * volume * (f[n] - p.c_renal * tubules[n])
        if form:
            flows(y[n], 0.0, urine, 0.0, saturable, p, y[n + 1])
        else:
            flows(y[n], urine, 0.0, saturable, 0.0, p, y[n + 1])
        share = 1 / (n + 1)
        for i in range(KINETIC):
            y[n + 1, i] *= share


@compiled
def _reach(c: Series) -> float:
    """Days over which the last two terms stay small."""
    last, before = 0.0, 0.0
    for i in range(KINETIC):
        last = max(last, abs(c.states[TERMS, i]))
        before = max(before, abs(c.states[TERMS - 1, i]))
    return min((LAST_TERM / last) ** (1 / TERMS), (LAST_TERM / before) ** (1 / (TERMS - 1)))


@compiled
def _at(c: Series, state: int, days: float) -> float:
    value = c.states[TERMS, state]
    for n in range(TERMS - 1, -1, -1):
        value = c.states[n, state] + days * value
    return value


@compiled
def follow(y: Floats, form: int, p: Person, days: float, c: Series, between: Floats) -> None:
    """Move `y`, in which only this form is free, on by some days, in place.

    Fills `between`, unless it is empty, with the functional pool after each tick on the way.
    """
    done, filled = 0.0, 0
    while days - done > END:
        for i in range(KINETIC):
            c.states[0, i] = y[i]
        _expand(c, form, p)
        h = (days - done) / np.ceil((days - done) / _reach(c))
        while filled < between.size and (filled + 1) / TICKS <= done + h:
            between[filled] = _at(c, FUNCTIONAL, (filled + 1) / TICKS - done)
            filled += 1
        for i in range(KINETIC):
            y[i] = _at(c, i, h)
        done += h
