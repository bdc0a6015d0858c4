"""One person before any result (the prior), and what results say: arrays only.

A person is a vector z of standard normal numbers. Each moves one parameter of kinetics.yaml by
its spread between people; the last moves serum B12 at the start. docs/model.md, (38) to (41).
"""

from enum import StrEnum

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import log_ndtr  # pyright: ignore[reportMissingTypeStubs]

from corrin.kinetics.course import Course
from corrin.kinetics.equations import Floats
from corrin.kinetics.errors import NotSimulated
from corrin.kinetics.parameters import Parameters, changed
from corrin.kinetics.simulate import Outputs, simulate
from corrin.kinetics.start import at_serum

MOST_ABOVE = 9_000.0
"""pmol/L above the background: more is no start of anybody's course."""
LEAST = 1e-9
"""A prediction of nothing is taken as this, so that its logarithm exists."""


class Marker(StrEnum):
    """What can be measured, by the name of `Outputs`, and the share of red cells."""

    SERUM_B12 = "serum_b12"
    HOLOTC = "holotc"
    MMA = "mma"
    HOMOCYSTEINE = "homocysteine"
    HAEMOGLOBIN = "haemoglobin"
    MCV = "mcv"
    RETICULOCYTES = "reticulocytes"
    RETICULOCYTE_SHARE = "reticulocyte_share"


class Prior(msgspec.Struct, frozen=True, kw_only=True):
    """People like this person, before any result."""

    typical: Parameters
    """Shape (1,)."""
    varying: tuple[str, ...]
    spread: Floats
    """SD of the logarithm of each of `varying`, shape (varying,)."""
    serum_above_background: float
    """pmol/L, the median at the start."""
    serum_spread: float
    """SD of its logarithm."""
    micrograms_per_day: float
    """What is eaten before the start."""

    @property
    def size(self) -> int:
        """How many numbers make a person."""
        return len(self.varying) + 1


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured; every array has shape (results,)."""

    day: Floats
    marker: tuple[Marker, ...]
    value: Floats
    """In the unit of `Outputs`; %, for the share of reticulocytes."""
    sd: Floats
    """Of the logarithm: the person from day to day, and the assay."""
    side: NDArray[np.int64]
    """0 for a value, -1 where the truth is below it ("<"), 1 where it is above (">")."""

    @property
    def size(self) -> int:
        return len(self.marker)

    def where(self, keep: NDArray[np.bool_]) -> "Results":
        """The results chosen."""
        markers = tuple(m for m, kept in zip(self.marker, keep, strict=True) if kept)
        return Results(
            day=self.day[keep],
            marker=markers,
            value=self.value[keep],
            sd=self.sd[keep],
            side=self.side[keep],
        )


def results(
    day: ArrayLike, marker: tuple[Marker, ...], value: ArrayLike, sd: ArrayLike, side: ArrayLike
) -> Results:
    """Results, once they are possible.

    Raises:
        NotSimulated: a day before the start, a value that is not above 0, no error at all, or
            arrays of unequal length.
    """
    found = Results(
        day=np.asarray(day, np.float64),
        marker=marker,
        value=np.asarray(value, np.float64),
        sd=np.asarray(sd, np.float64),
        side=np.asarray(side, np.int64),
    )
    shapes = {a.shape for a in (found.day, found.value, found.sd, found.side)}
    if shapes != {(len(marker),)}:
        raise NotSimulated("results", shapes, "arrays of one length")
    _all("results.day", found.day, found.day >= 0, "a day from the start on")
    _all("results.value", found.value, found.value > 0, "a value above 0")
    _all("results.sd", found.sd, found.sd > 0, "an error above 0")
    return found


def _all(field: str, values: Floats, accepted: NDArray[np.bool_], would_do: str) -> None:
    wrong = ~(accepted & np.isfinite(values))
    if wrong.any():
        raise NotSimulated(field, values[wrong][0], would_do)


def people(prior: Prior, z: Floats) -> tuple[Parameters, Floats]:
    """Parameters (n,) and states at the start (n, STATES) of people z (n, size)."""
    logs = z[:, :-1] * prior.spread
    one = np.repeat(prior.typical, z.shape[0])
    moved = {name: one[name] * np.exp(logs[:, i]) for i, name in enumerate(prior.varying)}
    parameters = changed(one, **moved)
    above = prior.serum_above_background * np.exp(prior.serum_spread * z[:, -1])
    serum = parameters["background"] + np.minimum(above, MOST_ABOVE)
    return at_serum(parameters, serum, prior.micrograms_per_day)


def predicted(prior: Prior, z: Floats, course: Course, days: Floats) -> Outputs:
    """What is expected of people z at some days, in order."""
    parameters, start = people(prior, z)
    return simulate(parameters, course, days, start)


def marker(of: Outputs, name: Marker, mchc: Floats) -> Floats:
    """One marker of the outputs, shape (n, times); `mchc` is (n,)."""
    if name is Marker.RETICULOCYTE_SHARE:
        cells = 1e6 * of.haemoglobin / (mchc[:, None] * of.mcv)
        return 100 * of.reticulocytes / cells
    return getattr(of, name)


def at_results(of: Outputs, found: Results, mchc: Floats) -> Floats:
    """The logarithm of what is expected of each result, shape (n, results)."""
    columns = [
        marker(of, name, mchc)[:, np.searchsorted(of.days, day)]
        for name, day in zip(found.marker, found.day, strict=True)
    ]
    return np.log(np.maximum(np.column_stack(columns), LEAST))


def misfits(log_expected: Floats, found: Results) -> Floats:
    """How far each result is from what was expected, in standard deviations, (n, results).

    The log likelihood is minus half the sum of their squares. For a censored result the misfit is
    the number that gives the probability of what was reported.
    """
    away = (log_expected - np.log(found.value)) / found.sd
    censored = np.sqrt(np.maximum(-2 * log_ndtr(found.side * away), 0.0)) * -found.side
    return np.where(found.side == 0, away, censored)
