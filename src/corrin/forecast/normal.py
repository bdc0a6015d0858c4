"""Between which bounds a marker is normal for this person, and when it is so again."""

from decimal import Decimal

import msgspec
import numpy as np
from numpy.typing import NDArray

from corrin.care.facts import Facts
from corrin.domain.analyte import Band
from corrin.domain.person import Result
from corrin.forecast.values import MARKERS, in_unit
from corrin.kinetics.equations import Floats
from corrin.kinetics.personal import Marker

STATUS_MARKERS = frozenset({"total_b12", "active_b12"})
"""Of these the band is confirmed, indeterminate, unlikely: normal is above both bounds."""


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """Normal from `low` to `high`, in the unit of the model; None where there is no such bound."""

    low: float | None
    high: float | None
    printed: bool = False
    """Whether the range printed with the result was used."""

    def hold(self, values: Floats) -> NDArray[np.bool_]:
        """Whether values of any shape are normal."""
        within = np.ones(values.shape, bool)
        if self.low is not None:
            within &= values >= self.low
        if self.high is not None:
            within &= values <= self.high
        return within


def bounds(facts: Facts, marker: Marker) -> Bounds | None:
    """Where the marker is normal for this person, by the bands of the pack; None without a band."""
    analyte, unit = MARKERS[marker]
    band = facts.markers.band_of(analyte)
    if band is None:
        return None
    result = facts.markers.counting(analyte)
    low, high, printed_unit, printed = _limits(band, result, unit)
    known = facts.guideline.knowledge.analytes[analyte]

    def converted(value: Decimal | None) -> float | None:
        return None if value is None else in_unit(value, printed_unit, unit, known)

    least, most = converted(low), converted(high)
    if analyte in STATUS_MARKERS and most is not None and not printed:
        least, most = most, None
    if least is None and most is None:
        return None
    return Bounds(low=least, high=most, printed=printed)


def _limits(
    band: Band, result: Result | None, unit: str
) -> tuple[Decimal | None, Decimal | None, str, bool]:
    """Lower and upper limit, their unit, and whether they were printed with the result."""
    if band.printed_first and result is not None and result.unit is not None:
        low, high = result.reference_low, result.reference_high
        if low is not None or high is not None:
            return low, high, result.unit, True
    bound = next((b for b in band.bounds if b.unit == unit), None)
    bound = bound or (band.bounds[0] if band.bounds else None)
    if bound is None:
        return None, None, unit, False
    return bound.low, bound.high, bound.unit, False


def first_normal(values: Floats, days: Floats, normal: Bounds, stays: float) -> Floats:
    """The first day from which a marker stays normal for so many days, or to the end.

    Args:
        values: shape (draws, times).
        days: shape (times,), rising.

    Returns:
        Shape (draws,); infinity where it is never so.
    """
    return _first(normal.hold(values), days, stays)


def first_lost(values: Floats, days: Floats, normal: Bounds, stays: float, after: Floats) -> Floats:
    """The first day from which a marker that was normal is not, for so many days, or to the end.

    Args:
        values: shape (draws, times).
        days: shape (times,), rising.
        after: from when each is normal, shape (draws,); infinity where it is never so.

    Returns:
        Shape (draws,); infinity where it stays normal, or never is.
    """
    return _first(~normal.hold(values) & (days > after[:, None]), days, stays)


def _first(true: NDArray[np.bool_], days: Floats, stays: float) -> Floats:
    """The first day of each row from which something stays true for so long, or to the end."""
    until = np.where(true, np.inf, days)
    next_false = np.minimum.accumulate(until[:, ::-1], axis=1)[:, ::-1]
    lasting = true & (next_false - days >= stays)
    return np.where(lasting, days, np.inf).min(axis=1)
