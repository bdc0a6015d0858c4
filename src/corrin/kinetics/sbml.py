"""The model as SBML, for other people's programs: one person, one course.

The kinetic equations are written out once more here, in Antimony's language, and not derived from
the compiled ones: a test runs both and compares.
"""

from collections.abc import Iterator
from typing import Any, cast

import antimony  # pyright: ignore[reportMissingTypeStubs]
import numpy as np

from corrin.kinetics.absorption import MEALS, eat, give, still_taken
from corrin.kinetics.course import Course
from corrin.kinetics.course import checked as checked_course
from corrin.kinetics.equations import GUT, STATES, STORE, Floats
from corrin.kinetics.equations import NAMES as STATE_NAMES
from corrin.kinetics.errors import NotSimulated
from corrin.kinetics.parameters import NAMES, Parameters
from corrin.kinetics.parameters import checked as checked_parameters
from corrin.kinetics.timeline import MEAL_TICKS, TICKS, Kind, Timeline, timeline

EQUATIONS = """
  conc_cn := free_cn / v_free_cn
  conc_oh := free_oh / v_free_oh
  saturable_cn := v_max * conc_cn / (k_m + conc_cn)
  saturable_oh := v_max * conc_oh / (k_m + conc_oh)
  saturable := saturable_cn + saturable_oh
  urine_cn := k_renal_cn * free_cn * conc_cn / (c_renal + conc_cn)
  urine_oh := k_renal_oh * free_oh * conc_oh / (c_renal + conc_oh)
  to_bound := f_bound_oh * k_uptake_oh * free_oh
  linear := k_uptake_cn * free_cn + k_uptake_oh * free_oh - to_bound
  carried := k_tc * tc
  f_tc := min(1, k_tc * v_plasma * tc_total / v_max)
  depot_cn' = -k_depot_cn * depot_cn
  free_cn' = k_depot_cn * depot_cn - urine_cn - k_uptake_cn * free_cn - saturable_cn
  depot_oh' = -k_depot_oh * depot_oh
  free_oh' = k_depot_oh * depot_oh - urine_oh - k_uptake_oh * free_oh - saturable_oh
  bound' = to_bound - k_bound * bound
  gut' = -k_gut * gut
  tc' = k_gut * gut + f_tc * saturable + (r_bile * k_bile + k_store_tc) * store - carried
  hc' = f_hc * carried + f_hc_free * linear + k_store_hc * store - k_hc * hc
  store' = (1 - f_hc - f_functional) * carried + (1 - f_hc_free) * linear \
    + (1 - f_tc) * saturable + k_functional * functional + k_hc * hc + k_bound * bound \
    - (k_bile + k_other + k_store_tc + k_store_hc) * store
  functional' = f_functional * carried - k_functional * functional
  active' = k_active * (functional - active)
  lost' = urine_cn + urine_oh + ((1 - r_bile) * k_bile + k_other) * store

  c := functional / c_reference
  e := c^2 / (c^2 + c_erythroid^2)
  drive := epo_max / (1 + (epo_max - 1) * haemoglobin^3)
  stay := t_reticulocyte * (1 + m_reticulocyte * (1 - haemoglobin))
  born := k_red * late
  precursors' = drive - k_mature * e * precursors - k_die * (1 - e) * precursors
  early' = k_transit * (k_mature * e * precursors - early)
  middle' = k_transit * (early - middle)
  late' = k_transit * (middle - late)
  reticulocytes' = born - reticulocytes / stay
  haemoglobin' = born - k_red * (1 + d_red * macrocytosis^2) * haemoglobin
  macrocytosis' = born / haemoglobin * (1 - e - macrocytosis) \
    - k_red * d_red * macrocytosis^2 * (1 - macrocytosis)

  serum_hc := 1000 * hc / v_plasma
  serum_b12 := 1000 * (tc + bound) / v_plasma + serum_hc / (1 + serum_hc / hc_max) \
    + 1000 * (conc_cn + conc_oh) + background
  holotc := 1000 * tc / v_plasma
  mma := mma_floor * (1 + (c_mma * c_reference / active)^g_mma)
  homocysteine := hcy_floor * (1 + (c_hcy * c_reference / active)^g_hcy) + hcy_n2o * inactive
  hb := hb_normal * haemoglobin
  mcv := mcv_normal + mcv_excess * macrocytosis
  retics := 1e6 * hb_normal * reticulocytes / (mchc * mcv)
"""
OUTPUTS = {
    "serum_b12": "serum_b12",
    "holotc": "holotc",
    "mma": "mma",
    "homocysteine": "homocysteine",
    "functional": "c",
    "haemoglobin": "hb",
    "mcv": "mcv",
    "reticulocytes": "retics",
}
"""Marker, and the variable of the SBML that holds it."""


def _added(day: float, y: Floats) -> Iterator[str]:
    for name, amount in zip(STATE_NAMES, y, strict=True):
        if amount:
            yield f"  at (time >= {day!r}), t0=false: {name} = {name} + {float(amount)!r}"


def _doses(person: Parameters, events: Timeline) -> Iterator[str]:
    """What each dose brings, worked out here: absorption has no place in the equations."""
    p, load, loaded_at = person.copy(), 0.0, 0
    for tick, kind, what in zip(events.tick, events.kind, events.what, strict=True):
        day = float(tick / TICKS)
        if kind == Kind.ABSORPTION:
            p["f_if"], p["f_food"], p["r_bile"] = (
                person[name] * factor
                for name, factor in zip(("f_if", "f_food", "r_bile"), what, strict=True)
            )
            yield f"  at (time >= {day!r}), t0=false: r_bile = {float(p['r_bile'][0])!r}"
            continue
        y = np.zeros(STATES)
        load = still_taken(load, float(tick - loaded_at) / TICKS, p[0])
        loaded_at = tick
        load += give(y, what[0], int(what[1]), int(what[2]), load, p[0])
        yield from _added(day, y)


def _meals(person: Parameters, events: Timeline) -> Iterator[str]:
    """Three repeating events, and an event where a meal begins to bring something else."""
    changes = [
        (tick, what)
        for tick, kind, what in zip(events.tick, events.kind, events.what, strict=True)
        if kind == Kind.ABSORPTION
    ]
    before: dict[int, tuple[float, float]] = {}
    p = person.copy()
    for day, meals in enumerate(events.meals):
        for meal, micrograms in enumerate(meals):
            tick = day * TICKS + (meal + 1) * MEAL_TICKS
            for name, position in (("f_if", 0), ("f_food", 1)):
                factors = [1.0, *(what[position] for at, what in changes if at <= tick)]
                p[name] = person[name] * factors[-1]
            y = np.zeros(STATES)
            eat(y, micrograms, p[0])
            gut, store = float(y[GUT]), float(y[STORE])
            if before.get(meal) != (gut, store):
                if meal not in before:
                    yield f"  gut_{meal} = {gut!r}; store_{meal} = {store!r}"
                else:
                    since = float((tick - MEAL_TICKS // 2) / TICKS)
                    then = f"gut_{meal} = {gut!r}, store_{meal} = {store!r}"
                    yield f"  at (time >= {since!r}), t0=false: {then}"
                before[meal] = gut, store
    for meal in range(MEALS):
        first = float((meal + 1) * MEAL_TICKS / TICKS)
        yield f"  next_{meal} = {first!r}"
        yield (
            f"  at (time >= next_{meal}), t0=false: gut = gut + gut_{meal},"
            f" store = store + store_{meal}, next_{meal} = next_{meal} + 1"
        )


def _nitrous_oxide(person: Parameters, course: Course) -> Iterator[str]:
    active = "1"
    for index, exposure in enumerate(course.nitrous_oxide):
        lost = 1 - 0.5 ** (exposure.hours / float(person["t_n2o"][0]))
        yield f"  lost_{index} = 0; lost_{index}' = -k_n2o * lost_{index}"
        yield f"  at (time >= {float(exposure.day)!r}): lost_{index} = {lost!r}"
        active += f" * (1 - lost_{index})"
    yield f"  inactive := 1 - {active}"


def antimony_text(person: Parameters, start: Floats, course: Course, until: float) -> str:
    """The model in Antimony's language: one person, from `start` (1, STATES), up to a day."""
    one = checked_parameters(person)
    if one.size != 1 or start.shape != (1, STATES):
        raise NotSimulated("people", one.size, "one person and that person's start")
    events = timeline(checked_course(course), until)
    lines = [
        "model corrin_b12()",
        *(f"  {name} = {float(one[name][0])!r}" for name in NAMES),
        *(
            f"  {name} = {float(value)!r}"
            for name, value in zip(STATE_NAMES, start[0], strict=True)
        ),
        EQUATIONS,
        *_meals(one, events),
        *_doses(one, events),
        *_nitrous_oxide(one, course),
        "end",
    ]
    return "\n".join(lines)


def sbml(person: Parameters, start: Floats, course: Course, until: float) -> str:
    """The same as SBML Level 3.

    Raises:
        NotSimulated: more than one person, or anything `simulate` refuses.
    """
    library = cast(Any, antimony)
    library.clearPreviousLoads()
    if library.loadAntimonyString(antimony_text(person, start, course, until)) < 0:
        raise ValueError(f"Antimony does not read our model: {library.getLastError()}")
    return library.getSBMLString("corrin_b12")
