"""Doses and diet in, markers over time out: the one function a forecast calls."""

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from corrin.kinetics import equations, fast
from corrin.kinetics.compiled import compiled
from corrin.kinetics.course import Course, NitrousOxide
from corrin.kinetics.course import checked as checked_course
from corrin.kinetics.equations import ACTIVE, FUNCTIONAL, HAEMOGLOBIN, STATES, Floats
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
    """Fill `out` (5 or 8, n, times) from `states` (n, times, KINETIC or STATES)."""
    for i in range(states.shape[0]):
        p = parameters[i]
        for j in range(states.shape[1]):
            y = states[i, j]
            out[0, i, j] = equations.serum_b12(y, p)
            out[1, i, j] = equations.holotc(y, p)
            out[2, i, j] = equations.mma(y[ACTIVE], p)
            out[3, i, j] = equations.homocysteine(y[ACTIVE], lost[i, j], p)
            out[4, i, j] = y[FUNCTIONAL] / p.c_reference
            if out.shape[0] > METABOLITES:
                out[5, i, j] = y[HAEMOGLOBIN] * p.hb_normal
                out[6, i, j] = equations.mcv(y, p)
                out[7, i, j] = equations.reticulocytes(y, p)


def measured(
    parameters: Parameters, course: Course, days: Floats, states: Floats, markers: int
) -> Floats:
    """What would be measured in states (n, times, KINETIC or STATES): (markers, n, times)."""
    lost = inactive(parameters, course.nitrous_oxide, days)
    out = np.empty((markers, *states.shape[:2]))
    _markers(parameters, states, lost, out)
    return out


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
    room = memory()
    out = np.empty((markers, people.size, days.size))
    end = start.copy()
    chunk = max(1, CHUNK_BYTES // (days.size * start[0].nbytes))
    for first in range(0, people.size, chunk):
        some = slice(first, first + chunk)
        with_blood = markers > METABOLITES
        states = fast.run(people[some], start[some], events, at, room, with_blood=with_blood)
        out[:, some] = measured(people[some], course, days, states, markers)
        end[some, : states.shape[2]] = states[:, -1]
    return days, out, end


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
