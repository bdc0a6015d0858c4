"""One person's parameters, many people's, and where each typical value comes from."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import get_type_hints

import msgspec
import numpy as np
import yaml
from numpy.typing import ArrayLike, NDArray

from corrin.kinetics.errors import NotSimulated

Parameters = NDArray[np.void]
"""Shape (n,): a record a person or draw, with the fields of `Person`; each field is (n,) too."""


class Person:
    """One record of `Parameters`, as compiled code sees it; kinetics.yaml says what each is."""

    nmol_per_ug: float
    v_plasma: float
    v_free_cn: float
    v_free_oh: float
    k_renal_cn: float
    k_renal_oh: float
    c_renal: float
    k_uptake_cn: float
    k_uptake_oh: float
    k_depot_cn: float
    k_depot_oh: float
    f_depot_oh: float
    v_max: float
    k_m: float
    f_bound_oh: float
    k_bound: float
    f_hc_free: float
    k_gut: float
    k_tc: float
    tc_total: float
    f_hc: float
    f_functional: float
    k_bile: float
    r_bile: float
    k_other: float
    k_store_tc: float
    k_store_hc: float
    k_hc: float
    k_functional: float
    c_reference: float
    hc_max: float
    background: float
    i_max: float
    d_half: float
    f_passive: float
    f_if: float
    f_food: float
    t_recover: float
    f_tc_oh: float
    f_tc_food: float
    f_nasal: float
    diet: float
    k_active: float
    mma_floor: float
    c_mma: float
    g_mma: float
    hcy_floor: float
    c_hcy: float
    g_hcy: float
    hcy_n2o: float
    t_n2o: float
    k_n2o: float
    c_erythroid: float
    k_mature: float
    k_die: float
    k_transit: float
    t_reticulocyte: float
    m_reticulocyte: float
    epo_max: float
    k_red: float
    d_red: float
    hb_normal: float
    mcv_normal: float
    mcv_excess: float
    mchc: float


NAMES = tuple(get_type_hints(Person))
RECORD = np.dtype([(name, np.float64) for name in NAMES])
FRACTIONS = frozenset(
    {"f_depot_oh", "f_bound_oh", "f_hc_free", "f_hc", "f_functional", "r_bile", "f_passive"}
    | {"f_tc_oh", "f_tc_food", "f_nasal"}
)
"""Shares of one flow: no more than the whole can go one way."""
MAY_BE_NOTHING = frozenset({"f_if", "f_food", "diet", "background", "f_bound_oh", "r_bile"})
_LEAST = np.array([0.0 if name in MAY_BE_NOTHING else np.nextafter(0.0, 1.0) for name in NAMES])
_MOST = np.array([1.0 if name in FRACTIONS else np.inf for name in NAMES])


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A parameter in kinetics.yaml: its typical value, and how anybody knows."""

    value: float
    unit: str
    set: str
    source: str
    spread: float = 0.0
    prior: tuple[float, float] | None = None


@cache
def entries() -> Mapping[str, Entry]:
    """Every parameter of kinetics.yaml, in the order of the equations."""
    text = resources.files("corrin.kinetics").joinpath("kinetics.yaml").read_text("utf-8")
    return msgspec.convert(yaml.safe_load(text), dict[str, Entry])


def typical(people: int = 1) -> Parameters:
    """The typical adult, so many times; shape (people,)."""
    one = np.array([tuple(entries()[name].value for name in NAMES)], RECORD)
    return np.repeat(one, people)


def changed(parameters: Parameters, **values: ArrayLike) -> Parameters:
    """A copy with some parameters set, each a number or shape (n,)."""
    copy = parameters.copy()
    for name, value in values.items():
        if name not in NAMES:
            raise NotSimulated("parameter", name, f"one of {', '.join(NAMES)}")
        copy[name] = value
    return copy


def checked(parameters: Parameters) -> Parameters:
    """The parameters, contiguous.

    Raises:
        NotSimulated: a parameter is missing, not finite, or outside what it can be.
    """
    if parameters.dtype != RECORD or parameters.ndim != 1:
        raise NotSimulated("parameters", parameters.dtype, "an array of records as from `typical`")
    contiguous = np.ascontiguousarray(parameters)
    values = contiguous.view(np.float64).reshape(contiguous.size, len(NAMES))
    wrong = ~(np.isfinite(values) & (values >= _LEAST) & (values <= _MOST))
    if wrong.any():
        at = int(wrong.any(axis=0).argmax())
        accepted = "more than 0" if _LEAST[at] else "0 or more"
        if NAMES[at] in FRACTIONS:
            accepted += " and at most 1"
        raise NotSimulated(NAMES[at], values[wrong[:, at], at][0], accepted)
    return contiguous
