"""Doses and diet in, markers over time out: the one function a forecast calls."""

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from corrin.kinetics import equations, fast
from corrin.kinetics.compiled import compiled
from corrin.kinetics.course import Course, NitrousOxide
from corrin.kinetics.course import checked as checked_course
from corrin.kinetics.equations import ACTIVE, FUNCTIONAL, HAEMOGLOBIN, KINETIC, STATES, Floats
from corrin.kinetics.errors import NotSimulated
from corrin.kinetics.injected import memory
from corrin.kinetics.parameters import Parameters
from corrin.kinetics.parameters import checked as checked_parameters
from corrin.kinetics.timeline import ticks, timeline

METABOLITES, MARKERS = 5, 8
"""Rows of what is measured: without the blood, and with it."""
CHUNK_BYTES = 800_000
"""Of states that are worked out before their markers are read, so that they stay in the cache."""


class Metabolites(msgspec.Struct, frozen=True, kw_only=True):
    """Cobalamin and what depends on it; `days` is (times,), `end` (n, STATES), the rest (n, times).

    Each is the value just after what happens at its time.
    """

    days: Floats
    serum_b12: Floats
    """pmol/L"""
    holotc: Floats
    """pmol/L"""
    mma: Floats
    """nmol/L"""
    homocysteine: Floats
    """µmol/L"""
    functional: Floats
    """The functional pool over that of the healthy typical adult."""
    end: Floats
    """The states at the last time, to go on from."""


class Outputs(Metabolites, frozen=True, kw_only=True):
    """Cobalamin, what depends on it, and the blood."""

    haemoglobin: Floats
    """g/L"""
    mcv: Floats
    """fL"""
    reticulocytes: Floats
    """10^9/L"""


def inactive(parameters: Parameters, exposures: tuple[NitrousOxide, ...], days: Floats) -> Floats:
    """Share of methionine synthase that nitrous oxide holds inactive, (n, times). (20)"""
    lost = np.zeros((parameters.size, days.size))
    for exposure in sorted(exposures, key=lambda each: each.day):
        kept = 0.5 ** (exposure.hours / parameters["t_n2o"])[:, None]
        since = np.maximum(days - exposure.day, 0.0)
        recovered = np.exp(-parameters["k_n2o"][:, None] * since)
        lost = np.where(days < exposure.day, lost, 1 - (1 - lost) * (1 - (1 - kept) * recovered))
    return lost


@compiled
def _markers(parameters: Parameters, states: Floats, lost: Floats, out: Floats) -> None:
    """Fill `out` (n, 5 or 8, times) from `states` (n, times, KINETIC or STATES)."""
    for i in range(states.shape[0]):
        p = parameters[i]
        half_mma = np.log(p.c_mma * p.c_reference)
        half_hcy = np.log(p.c_hcy * p.c_reference)
        for j in range(states.shape[1]):
            y = states[i, j]
            out[i, 0, j] = equations.serum_b12(y, p)
            out[i, 1, j] = equations.holotc(y, p)
            log_active = np.log(y[ACTIVE])
            out[i, 2, j] = equations.mma(log_active - half_mma, p)
            out[i, 3, j] = equations.homocysteine(log_active - half_hcy, lost[i, j], p)
            out[i, 4, j] = y[FUNCTIONAL] / p.c_reference
            if out.shape[1] > METABOLITES:
                out[i, 5, j] = y[HAEMOGLOBIN] * p.hb_normal
                out[i, 6, j] = equations.mcv(y, p)
                out[i, 7, j] = equations.reticulocytes(y, p)


def measured(
    parameters: Parameters, course: Course, days: Floats, states: Floats, out: Floats
) -> None:
    """Fill `out` (n, METABOLITES or MARKERS, times) with what would be measured in `states`.

    They are (n, times, KINETIC or STATES).
    """
    _markers(parameters, states, inactive(parameters, course.nitrous_oxide, days), out)


def _run(
    parameters: Parameters, course: Course, times: ArrayLike, start: Floats, markers: int
) -> tuple[Floats, Floats, Floats]:
    people = checked_parameters(parameters)
    course = checked_course(course)
    days = np.asarray(times, np.float64)
    at = ticks(days)
    if start.shape != (people.size, STATES) or not np.isfinite(start).all():
        raise NotSimulated("start", start.shape, f"finite states, shape ({people.size}, {STATES})")
    events = timeline(course, days[-1])
    width = STATES if markers > METABOLITES else KINETIC
    chunk = max(1, min(people.size, CHUNK_BYTES // (days.size * width * start.itemsize)))
    room, states = memory(), np.empty((chunk, days.size, width))
    out = np.empty((people.size, markers, days.size))
    end = start.copy()
    for first in range(0, people.size, chunk):
        some = slice(first, first + chunk)
        found = states[: people.size - first]
        fast.run(people[some], start[some], events, at, room, found)
        measured(people[some], course, days, found, out[some])
        end[some, :width] = found[:, -1]
    return days, out.swapaxes(0, 1), end


def metabolites(
    parameters: Parameters, course: Course, times: ArrayLike, start: Floats
) -> Metabolites:
    """As `simulate`, without the blood: several times faster."""
    days, out, end = _run(parameters, course, times, start, METABOLITES)
    return Metabolites(
        days=days,
        serum_b12=out[0],
        holotc=out[1],
        mma=out[2],
        homocysteine=out[3],
        functional=out[4],
        end=end,
    )


def simulate(parameters: Parameters, course: Course, times: ArrayLike, start: Floats) -> Outputs:
    """Markers of n people on one course.

    Args:
        parameters: n records, as from `corrin.kinetics.parameters.typical`.
        course: what happens, on days counted from the start.
        times: days at which markers are wanted, from 0 on, in order.
        start: states (n, STATES), as from `corrin.kinetics.start`.

    Raises:
        NotSimulated: an impossible parameter, dose, diet or time, by name.
    """
    days, out, end = _run(parameters, course, times, start, MARKERS)
    return Outputs(
        days=days,
        serum_b12=out[0],
        holotc=out[1],
        mma=out[2],
        homocysteine=out[3],
        functional=out[4],
        haemoglobin=out[5],
        mcv=out[6],
        reticulocytes=out[7],
        end=end,
    )
