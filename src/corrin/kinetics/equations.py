"""The equations of docs/model.md, each under its number there. nmol, days, litres."""

import numpy as np
from numpy.typing import NDArray

from corrin.kinetics.compiled import compiled
from corrin.kinetics.parameters import Person

Floats = NDArray[np.float64]

DEPOT_CN, FREE_CN, DEPOT_OH, FREE_OH, BOUND, GUT, TC, HC, STORE, FUNCTIONAL, LOST, ACTIVE = range(
    12
)
"""The kinetic states; LOST counts all that has left the body. ACTIVE holds nothing: it follows the
functional pool."""
PRECURSORS, EARLY, MIDDLE, LATE, RETICULOCYTES, HAEMOGLOBIN, MACROCYTOSIS = range(12, 19)
"""The blood states, as shares of the person's own normal; macrocytosis, of the most there is."""
KINETIC = 12
STATES = 19
NAMES = (
    *("depot_cn", "free_cn", "depot_oh", "free_oh", "bound", "gut", "tc", "hc", "store"),
    *("functional", "lost", "active", "precursors", "early", "middle", "late", "reticulocytes"),
    *("haemoglobin", "macrocytosis"),
)


@compiled
def tc_share(p: Person) -> float:
    """Share of saturable uptake that returns on transcobalamin, never beyond its total. (4)"""
    return min(1.0, p.k_tc * p.v_plasma * p.tc_total / p.v_max)


@compiled
def kinetics(y: Floats, p: Person, dy: Floats) -> None:
    """Rates of change of the kinetic states. (1)-(10), (18)"""
    cn = y[FREE_CN] / p.v_free_cn
    oh = y[FREE_OH] / p.v_free_oh
    urine_cn = p.k_renal_cn * y[FREE_CN] * cn / (p.c_renal + cn)
    urine_oh = p.k_renal_oh * y[FREE_OH] * oh / (p.c_renal + oh)
    saturable_cn = p.v_max * cn / (p.k_m + cn)
    saturable_oh = p.v_max * oh / (p.k_m + oh)
    flows(y, urine_cn, urine_oh, saturable_cn, saturable_oh, p, dy)


@compiled
def flows(
    y: Floats,
    urine_cn: float,
    urine_oh: float,
    saturable_cn: float,
    saturable_oh: float,
    p: Person,
    dy: Floats,
) -> None:
    """Rates of change of the kinetic states, linear in all but what is given. (1)-(10), (18)"""
    linear_cn = p.k_uptake_cn * y[FREE_CN]
    linear_oh = p.k_uptake_oh * y[FREE_OH]
    saturable = saturable_cn + saturable_oh
    to_bound = p.f_bound_oh * linear_oh
    linear = linear_cn + linear_oh - to_bound
    carried = p.k_tc * y[TC]
    on_tc = tc_share(p)
    from_store = p.k_bile + p.k_other + p.k_store_tc + p.k_store_hc

    dy[DEPOT_CN] = -p.k_depot_cn * y[DEPOT_CN]
    dy[FREE_CN] = p.k_depot_cn * y[DEPOT_CN] - urine_cn - linear_cn - saturable_cn
    dy[DEPOT_OH] = -p.k_depot_oh * y[DEPOT_OH]
    dy[FREE_OH] = p.k_depot_oh * y[DEPOT_OH] - urine_oh - linear_oh - saturable_oh
    dy[BOUND] = to_bound - p.k_bound * y[BOUND]
    dy[GUT] = -p.k_gut * y[GUT]
    dy[TC] = (
        p.k_gut * y[GUT]
        + on_tc * saturable
        + (p.r_bile * p.k_bile + p.k_store_tc) * y[STORE]
        - carried
    )
    dy[HC] = p.f_hc * carried + p.f_hc_free * linear + p.k_store_hc * y[STORE] - p.k_hc * y[HC]
    dy[STORE] = (
        (1 - p.f_hc - p.f_functional) * carried
        + (1 - p.f_hc_free) * linear
        + (1 - on_tc) * saturable
        + p.k_functional * y[FUNCTIONAL]
        + p.k_hc * y[HC]
        + p.k_bound * y[BOUND]
        - from_store * y[STORE]
    )
    dy[FUNCTIONAL] = p.f_functional * carried - p.k_functional * y[FUNCTIONAL]
    dy[LOST] = urine_cn + urine_oh + ((1 - p.r_bile) * p.k_bile + p.k_other) * y[STORE]
    dy[ACTIVE] = p.k_active * (y[FUNCTIONAL] - y[ACTIVE])


@compiled
def supply(functional: float, p: Person) -> float:
    """How far the functional pool supplies red-cell making, 0 to 1. (21)"""
    c = functional / p.c_reference
    return c * c / (c * c + p.c_erythroid * p.c_erythroid)


@compiled
def drive(haemoglobin: float, p: Person) -> float:
    """Erythropoietin's drive: 1 at the person's own haemoglobin, up to `epo_max`. (22)"""
    return p.epo_max / (1 + (p.epo_max - 1) * haemoglobin * haemoglobin * haemoglobin)


@compiled
def stay(haemoglobin: float, p: Person) -> float:
    """Days that a reticulocyte is one in the blood: longer when it leaves the marrow early. (26)"""
    return p.t_reticulocyte * (1 + p.m_reticulocyte * (1 - haemoglobin))


@compiled
def blood(e: float, y: Floats, p: Person, dy: Floats) -> None:
    """Rates of change of the blood states, which begin at y[0], under supply `e`. (23)-(28)"""
    o = PRECURSORS
    precursors, haemoglobin, macrocytosis = y[0], y[HAEMOGLOBIN - o], y[MACROCYTOSIS - o]
    matured = p.k_mature * e * precursors
    born = p.k_red * y[LATE - o]
    dy[0] = drive(haemoglobin, p) - matured - p.k_die * (1 - e) * precursors
    dy[EARLY - o] = p.k_transit * (matured - y[EARLY - o])
    dy[MIDDLE - o] = p.k_transit * (y[EARLY - o] - y[MIDDLE - o])
    dy[LATE - o] = p.k_transit * (y[MIDDLE - o] - y[LATE - o])
    dy[RETICULOCYTES - o] = born - y[RETICULOCYTES - o] / stay(haemoglobin, p)
    early = p.d_red * macrocytosis * macrocytosis
    dy[HAEMOGLOBIN - o] = born - p.k_red * (1 + early) * haemoglobin
    renewed = born / haemoglobin * (1 - e - macrocytosis)
    dy[MACROCYTOSIS - o] = renewed - p.k_red * early * (1 - macrocytosis)


@compiled
def serum_b12(y: Floats, p: Person) -> float:
    """What a serum B12 assay reads, pmol/L. (15)-(16)"""
    hc = 1000 * y[HC] / p.v_plasma
    free = y[FREE_CN] / p.v_free_cn + y[FREE_OH] / p.v_free_oh
    carried = 1000 * (y[TC] + y[BOUND]) / p.v_plasma
    return carried + hc / (1 + hc / p.hc_max) + 1000 * free + p.background


@compiled
def holotc(y: Floats, p: Person) -> float:
    """Holotranscobalamin, pmol/L. (17)"""
    return 1000 * y[TC] / p.v_plasma


@compiled
def mma(log_above: float, p: Person) -> float:
    """Methylmalonic acid, nmol/L; `log_above` is log(x / c_mma). (19)"""
    return p.mma_floor * (1 + np.exp(-p.g_mma * log_above))


@compiled
def homocysteine(log_above: float, inactive: float, p: Person) -> float:
    """Homocysteine, µmol/L; `log_above` is log(x / c_hcy), `inactive` the share of methionine
    synthase that is lost. (20)"""
    return p.hcy_floor * (1 + np.exp(-p.g_hcy * log_above)) + p.hcy_n2o * inactive


@compiled
def mcv(y: Floats, p: Person) -> float:
    """Mean cell volume, fL. (29)"""
    return p.mcv_normal + p.mcv_excess * y[MACROCYTOSIS]


@compiled
def reticulocytes(y: Floats, p: Person) -> float:
    """Reticulocytes, 10^9/L. (30)"""
    return 1e6 * p.hb_normal * y[RETICULOCYTES] / (p.mchc * mcv(y, p))
