"""Doses and diet in, markers over time out: the one function a forecast calls."""

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

from corrin.kinetics import equations, exact
from corrin.kinetics.compiled import compiled
from corrin.kinetics.course import Course, NitrousOxide
from corrin.kinetics.course import checked as checked_course
from corrin.kinetics.equations import FUNCTIONAL, HAEMOGLOBIN, STATES, Floats
from corrin.kinetics.errors import NotSimulated
from corrin.kinetics.parameters import Parameters
from corrin.kinetics.parameters import checked as checked_parameters
from corrin.kinetics.timeline import ticks, timeline


class Outputs(msgspec.Struct, frozen=True, kw_only=True):
    """Markers just after what happens at each time; `days` is (times,), the rest (n, times)."""

    days: Floats
    serum_b12: Floats
    """pmol/L"""
    holotc: Floats
    """pmol/L"""
    mma: Floats
    """nmol/L"""
    homocysteine: Floats
    """µmol/L"""
    haemoglobin: Floats
    """g/L"""
    mcv: Floats
    """fL"""
    reticulocytes: Floats
    """10^9/L"""
    functional: Floats
    """The functional pool over that of the healthy typical adult."""
    states: Floats
    """(n, times, STATES), as in corrin.kinetics.equations"""


def inactive(parameters: Parameters, exposures: tuple[NitrousOxide, ...], days: Floats) -> Floats:
    """Share of methionine synthase that nitrous oxide holds inactive, (n, times). (19)"""
    lost = np.zeros((parameters.size, days.size))
    for exposure in sorted(exposures, key=lambda each: each.day):
        kept = 0.5 ** (exposure.hours / parameters["t_n2o"])[:, None]
        since = np.maximum(days - exposure.day, 0.0)
        recovered = np.exp(-parameters["k_n2o"][:, None] * since)
        lost = np.where(days < exposure.day, lost, 1 - (1 - lost) * (1 - (1 - kept) * recovered))
    return lost


@compiled
def _markers(parameters: NDArray[np.void], states: Floats, lost: Floats, out: Floats) -> None:
    for i in range(states.shape[0]):
        p = parameters[i]
        for j in range(states.shape[1]):
            y = states[i, j]
            out[0, i, j] = equations.serum_b12(y, p)
            out[1, i, j] = equations.holotc(y, p)
            out[2, i, j] = equations.mma(y[FUNCTIONAL], p)
            out[3, i, j] = equations.homocysteine(y[FUNCTIONAL], lost[i, j], p)
            out[4, i, j] = equations.reticulocytes(y, p)
            out[5, i, j] = equations.mcv(y, p)


def outputs(parameters: Parameters, course: Course, days: Floats, states: Floats) -> Outputs:
    """What would be measured in these states (n, times, STATES)."""
    lost = inactive(parameters, course.nitrous_oxide, days)
    out = np.empty((6, *states.shape[:2]))
    _markers(parameters, states, lost, out)
    return Outputs(
        days=days,
        serum_b12=out[0],
        holotc=out[1],
        mma=out[2],
        homocysteine=out[3],
        reticulocytes=out[4],
        mcv=out[5],
        haemoglobin=states[..., HAEMOGLOBIN] * parameters["hb_normal"][:, None],
        functional=states[..., FUNCTIONAL] / parameters["c_reference"][:, None],
        states=states,
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
    people = checked_parameters(parameters)
    course = checked_course(course)
    days = np.asarray(times, np.float64)
    at = ticks(days)
    if start.shape != (people.size, STATES) or not np.isfinite(start).all():
        raise NotSimulated("start", start.shape, f"finite states, shape ({people.size}, {STATES})")
    events = timeline(course, days[-1])
    return outputs(people, course, days, exact.run(people, start, events, at))
