"""The kinetic equations without what saturates: a matrix, and its exponential over ticks.

Free cobalamin saturates its transport only while it is plenty. Once it is nearly gone, and always
for the states behind it, the equations are linear and their solution is exact (model.md, section 5).
"""

from math import ceil, log2

import numpy as np

from corrin.kinetics.compiled import compiled
from corrin.kinetics.equations import (
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

DOUBLINGS = 8
"""Propagators over 1, 2, 4 … 128 ticks: the last is a day."""
DAY = DOUBLINGS - 1
HALF_DAY = DOUBLINGS - 2
QUARTER = DOUBLINGS - 3
NODE = TICKS >> 3
"""Ticks between the functional pools that the blood is driven by."""
NODES = TICKS // NODE
BY_NODE = DOUBLINGS - 4
THREE_QUARTERS, AHEAD = DOUBLINGS, DOUBLINGS + 1
PROPAGATORS = DOUBLINGS + 2
"""The last holds, in row n, the functional pool after n nodes."""
TERMS = 10
SMALL = 0.05
"""Norm of the matrix at which that many terms of the series reach the last bit."""


@compiled
def _free(a: Floats, free: int, linear: float, taken: float, p: Person) -> None:
    on_tc = tc_share(p)
    a[free, free] -= linear + taken
    a[TC, free] = on_tc * taken
    a[STORE, free] += (1 - on_tc) * taken


@compiled
def matrix(p: Person, a: Floats) -> None:
    """Set `a` (KINETIC, KINETIC), nothing so far, to the rates between states, 1/d. (30)"""
    a[DEPOT_CN, DEPOT_CN] = -p.k_depot_cn
    a[FREE_CN, DEPOT_CN] = p.k_depot_cn
    a[DEPOT_OH, DEPOT_OH] = -p.k_depot_oh
    a[FREE_OH, DEPOT_OH] = p.k_depot_oh
    _free(a, FREE_CN, p.k_uptake_cn, p.v_max / (p.k_m * p.v_free_cn), p)
    _free(a, FREE_OH, p.k_uptake_oh, p.v_max / (p.k_m * p.v_free_oh), p)
    unbound = p.k_uptake_oh * (1 - p.f_bound_oh)
    a[BOUND, FREE_OH] = p.k_uptake_oh * p.f_bound_oh
    a[HC, FREE_CN] = p.f_hc_free * p.k_uptake_cn
    a[HC, FREE_OH] = p.f_hc_free * unbound
    a[STORE, FREE_CN] += (1 - p.f_hc_free) * p.k_uptake_cn
    a[STORE, FREE_OH] += (1 - p.f_hc_free) * unbound
    a[BOUND, BOUND] = -p.k_bound
    a[STORE, BOUND] = p.k_bound
    a[GUT, GUT] = -p.k_gut
    a[TC, GUT] = p.k_gut
    a[TC, TC] = -p.k_tc
    a[HC, TC] = p.f_hc * p.k_tc
    a[FUNCTIONAL, TC] = p.f_functional * p.k_tc
    a[STORE, TC] = (1 - p.f_hc - p.f_functional) * p.k_tc
    a[HC, HC] = -p.k_hc
    a[STORE, HC] = p.k_hc
    a[FUNCTIONAL, FUNCTIONAL] = -p.k_functional
    a[STORE, FUNCTIONAL] = p.k_functional
    a[TC, STORE] = p.r_bile * p.k_bile + p.k_store_tc
    a[HC, STORE] = p.k_store_hc
    a[LOST, STORE] = (1 - p.r_bile) * p.k_bile + p.k_other
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
    """Scaling and squaring; the doublings of the day are the last of the squarings. (31)"""
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
    _times(out[QUARTER], out[HALF_DAY], 1.0, out[THREE_QUARTERS])
    ahead = out[AHEAD]
    for j in range(KINETIC):
        ahead[0, j] = 1.0 if j == FUNCTIONAL else 0.0
    for node in range(1, NODES + 1):
        for j in range(KINETIC):
            value = 0.0
            for k in range(KINETIC):
                value += ahead[node - 1, k] * out[BY_NODE, k, j]
            ahead[node, j] = value


@compiled
def propagators(parameters: Parameters, out: Floats) -> None:
    """Fill `out` (n, PROPAGATORS, KINETIC, KINETIC): what states become of states. (31)

    After 1, 2, 4 … 128 ticks, which is a day, and after three quarters of a day; then AHEAD.
    """
    a, term = np.empty((KINETIC, KINETIC)), np.empty((KINETIC, KINETIC))
    for i in range(parameters.size):
        _propagators(parameters[i], out[i], a, term)


@compiled
def carry(y: Floats, ticks: int, first: int, propagator: Floats, work: Floats) -> None:
    """Move `y` on by some ticks; the states before `first` are nothing. (31)"""
    left = ticks
    n = DAY
    while left > 0:
        if left >= 1 << n:
            left -= 1 << n
            for i in range(first, KINETIC):
                total = 0.0
                for j in range(first, KINETIC):
                    total += propagator[n, i, j] * y[j]
                work[i] = total
            for i in range(first, KINETIC):
                y[i] = work[i]
        else:
            n -= 1
