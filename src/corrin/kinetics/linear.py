"""The kinetic equations without what saturates: a matrix, and its exponential over ticks.

Free cobalamin saturates its transport only while it is plenty. Once it is nearly gone, and always
for the states behind it, the equations are linear, and solved exactly (docs/model.md).
"""

from math import ceil, log2

import numpy as np

from corrin.kinetics.compiled import compiled
from corrin.kinetics.equations import (
    ACTIVE,
    BOUND,
    DEPOT_CN,
    DEPOT_OH,
    FREE_CN,
    FREE_OH,
    FUNCTIONAL,
    GUT,
    HC,
    KINETIC,
    LOST,
    STORE,
    TC,
    Floats,
    tc_share,
)
from corrin.kinetics.parameters import Parameters, Person
from corrin.kinetics.timeline import TICKS

DOUBLINGS = 9
"""Propagators over 1, 2, 4 … 256 ticks: the last is a day."""
DAY = DOUBLINGS - 1
QUARTER = DOUBLINGS - 3
QUARTERS = 4
MEAL = DOUBLINGS
PROPAGATORS = DOUBLINGS + 1
AHEAD = TICKS // QUARTERS
"""Ticks over which the functional pool is looked up one by one."""
ROWS_AHEAD = AHEAD + QUARTERS
TERMS = 10
SMALL = 0.05
"""Norm of the matrix at which that many terms of the series reach the last bit."""


@compiled
def _free(a: Floats, free: int, linear: float, taken: float, p: Person) -> None:
    on_tc = tc_share(p)
    a[free, free] = -linear - taken
    a[free, TC] = on_tc * taken
    a[free, HC] = p.f_hc_free * linear
    a[free, STORE] = (1 - p.f_hc_free) * linear + (1 - on_tc) * taken


@compiled
def matrix(p: Person, a: Floats) -> None:
    """Set `a` (KINETIC, KINETIC), nothing so far, to the rates from row to column, 1/d. (33)"""
    a[DEPOT_CN, DEPOT_CN] = -p.k_depot_cn
    a[DEPOT_CN, FREE_CN] = p.k_depot_cn
    a[DEPOT_OH, DEPOT_OH] = -p.k_depot_oh
    a[DEPOT_OH, FREE_OH] = p.k_depot_oh
    _free(a, FREE_CN, p.k_uptake_cn, p.v_max / (p.k_m * p.v_free_cn), p)
    _free(a, FREE_OH, p.k_uptake_oh * (1 - p.f_bound_oh), p.v_max / (p.k_m * p.v_free_oh), p)
    a[FREE_OH, BOUND] = p.k_uptake_oh * p.f_bound_oh
    a[FREE_OH, FREE_OH] -= p.k_uptake_oh * p.f_bound_oh
    a[BOUND, BOUND] = -p.k_bound
    a[BOUND, STORE] = p.k_bound
    a[GUT, GUT] = -p.k_gut
    a[GUT, TC] = p.k_gut
    a[TC, TC] = -p.k_tc
    a[TC, HC] = p.f_hc * p.k_tc
    a[TC, FUNCTIONAL] = p.f_functional * p.k_tc
    a[TC, STORE] = (1 - p.f_hc - p.f_functional) * p.k_tc
    a[HC, HC] = -p.k_hc
    a[HC, STORE] = p.k_hc
    a[FUNCTIONAL, FUNCTIONAL] = -p.k_functional
    a[FUNCTIONAL, STORE] = p.k_functional
    a[FUNCTIONAL, ACTIVE] = p.k_active
    a[ACTIVE, ACTIVE] = -p.k_active
    a[STORE, TC] = p.r_bile * p.k_bile + p.k_store_tc
    a[STORE, HC] = p.k_store_hc
    a[STORE, LOST] = (1 - p.r_bile) * p.k_bile + p.k_other
    a[STORE, STORE] = -(p.k_bile + p.k_other + p.k_store_tc + p.k_store_hc)


@compiled
def _times(a: Floats, b: Floats, factor: float, out: Floats) -> None:
    """The product of matrices that are mostly nothing, times a factor."""
    for i in range(KINETIC):
        for j in range(KINETIC):
            out[i, j] = 0.0
        for k in range(KINETIC):
            if a[i, k] != 0:
                for j in range(KINETIC):
                    out[i, j] += factor * a[i, k] * b[k, j]


@compiled
def _propagators(p: Person, out: Floats, a: Floats, term: Floats) -> None:
    """Scaling and squaring; the doublings of the day are the last of the squarings. (34)"""
    total, other = out[0], out[1]
    for i in range(KINETIC):
        for j in range(KINETIC):
            a[i, j] = 0.0
            total[i, j] = term[i, j] = 1.0 if i == j else 0.0
    matrix(p, a)
    norm = 0.0
    for j in range(KINETIC):
        for i in range(KINETIC):
            norm = max(norm, KINETIC * abs(a[i, j]) / TICKS)
    squarings = max(0, ceil(log2(norm / SMALL)))
    scale = 1 / (TICKS * 2.0**squarings)
    for n in range(1, TERMS + 1):
        _times(a, term, scale / n, other)
        for i in range(KINETIC):
            for j in range(KINETIC):
                term[i, j] = other[i, j]
                total[i, j] += other[i, j]
    for _ in range(squarings):
        _times(total, total, 1.0, other)
        for i in range(KINETIC):
            for j in range(KINETIC):
                total[i, j] = other[i, j]
    for n in range(1, DOUBLINGS):
        _times(out[n - 1], out[n - 1], 1.0, out[n])
    add_meals(p, out)


@compiled
def add_meals(p: Person, out: Floats) -> None:
    """Set what a meal of 1 nmol comes to, its row's quarters of a day later. (35)

    The last row: three meals a day, at the end of it.
    """
    for j in range(KINETIC):
        out[MEAL, 0, j] = 0.0
        out[MEAL, QUARTERS, j] = 0.0
    out[MEAL, 0, GUT] = p.f_tc_food
    out[MEAL, 0, STORE] = 1 - p.f_tc_food
    for quarter in range(1, QUARTERS):
        for j in range(KINETIC):
            value = 0.0
            for k in range(KINETIC):
                value += out[MEAL, quarter - 1, k] * out[QUARTER, k, j]
            out[MEAL, quarter, j] = value
            out[MEAL, QUARTERS, j] += value


@compiled
def propagators(parameters: Parameters, out: Floats) -> None:
    """Fill `out` (n, PROPAGATORS, KINETIC, KINETIC): what states become of states. (34)

    After 1, 2, 4 … 256 ticks, which is a day; then MEAL.
    """
    a, term = np.empty((KINETIC, KINETIC)), np.empty((KINETIC, KINETIC))
    for i in range(parameters.size):
        _propagators(parameters[i], out[i], a, term)


@compiled
def look_ahead(propagator: Floats, out: Floats) -> None:
    """Fill `out` (n, ROWS_AHEAD, KINETIC): what each state adds to the functional pool later.

    After 0, 1, 2 … 64 ticks, half a day, three quarters and a day; `out` may have no rows.
    """
    for person in range(out.shape[0]):
        for row in range(out.shape[1]):
            by = propagator[person, 0 if row <= AHEAD else QUARTER]
            for i in range(KINETIC):
                value = 1.0 if i == FUNCTIONAL else 0.0
                if row > 0:
                    value = 0.0
                    for j in range(KINETIC):
                        value += by[i, j] * out[person, row - 1, j]
                out[person, row, i] = value


@compiled
def step(y: Floats, by: Floats, clear: bool, work: Floats) -> None:
    """Move `y` on by the time of a propagator; `clear`: no depot and no free cobalamin is left."""
    if not clear:
        for i in range(KINETIC):
            work[i] = 0.0
        for j in range(BOUND):
            for i in range(KINETIC):
                work[i] += y[j] * by[j, i]
    bound, gut, tc, hc = y[BOUND], y[GUT], y[TC], y[HC]
    store, functional, lost, active = y[STORE], y[FUNCTIONAL], y[LOST], y[ACTIVE]
    for i in range(BOUND, KINETIC):
        y[i] = ((bound * by[BOUND, i] + gut * by[GUT, i]) + (tc * by[TC, i] + hc * by[HC, i])) + (
            (store * by[STORE, i] + functional * by[FUNCTIONAL, i])
            + (lost * by[LOST, i] + active * by[ACTIVE, i])
        )
    if not clear:
        for i in range(BOUND):
            y[i] = work[i]
        for i in range(BOUND, KINETIC):
            y[i] += work[i]


@compiled
def carry(y: Floats, ticks: int, propagator: Floats, clear: bool, work: Floats) -> None:
    """Move `y` on by some ticks. (34)"""
    left = ticks
    n = DAY
    while left > 0:
        if left >= 1 << n:
            left -= 1 << n
            step(y, propagator[n], clear, work)
        else:
            n -= 1
