"""Is the interval short enough? The longest at which markers stay normal; never the best one."""

from datetime import timedelta

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from corrin.domain.regimen import Phase
from corrin.forecast import given
from corrin.forecast.course import clock
from corrin.forecast.made import Case, Drawn, Planned, course_of
from corrin.forecast.normal import bounds
from corrin.forecast.says import Interval
from corrin.forecast.settings import settings
from corrin.forecast.values import MARKERS
from corrin.kinetics.personal import Marker, marker, people
from corrin.kinetics.simulate import simulate

JUDGED = (Marker.MMA, Marker.HOMOCYSTEINE, Marker.HAEMOGLOBIN, Marker.MCV)
"""Serum B12 is left out: between injections it tells of the last one, not of the person."""
Flags = NDArray[np.bool_]
ROUNDS = 2
"""How many intervals are looked at, once the course has come to rest."""
SAYS = (
    "Markers are flat over the usual range of intervals, so this can only show that an interval is"
    " not too long for the blood. It is not the interval that is best: symptoms decide that."
)


def longest(
    of: Case, planned: Planned, arrays: Drawn, phases: tuple[Phase, ...], product: str, draws: int
) -> Interval:
    """The longest interval of the last phase at which every marker stays normal.

    Args:
        draws: how many people like this one are followed.
    """
    intervals = settings().intervals.days
    wanted = settings().show["short_enough"].value
    normal = {name: bounds(of.facts, name) for name in JUDGED}
    kept = {
        days: _kept_normal(of, planned, arrays, phases, product, days, draws) for days in intervals
    }
    shortest = kept[intervals[0]]
    judged = [
        name for name in JUDGED if normal[name] is not None and shortest[name].mean() >= wanted
    ]
    chances = {
        days: float(np.mean(np.array([kept[days][name] for name in judged]).all(axis=0)))
        for days in intervals
        if judged
    }
    long_enough = [days for days in chances if chances[days] >= wanted]
    return Interval(
        longest_days=max(long_enough, default=None),
        tried=tuple((days, round(chance, 2)) for days, chance in chances.items()),
        markers=tuple(MARKERS[name][0] for name in judged),
        left_out=tuple(MARKERS[name][0] for name in JUDGED if name not in judged),
    )


def _kept_normal(
    of: Case,
    planned: Planned,
    arrays: Drawn,
    phases: tuple[Phase, ...],
    product: str,
    days: int,
    draws: int,
) -> dict[Marker, Flags]:
    """Whether each marker of each person is normal all through the last intervals, (draws,)."""
    settled = timedelta(days=int(settings().show["horizon"].value))
    until = planned.start + settled + timedelta(days=ROUNDS * days)
    changed = given.with_interval(phases, days)
    doses = given.by_regimen(of.facts, changed, product, planned.start, until)
    at = clock(of.facts, (*of.before, *planned.doses))
    what = course_of(of, replace(planned, doses=doses), at)
    z = arrays.fitted.draws.z
    some = z[:: z.shape[0] // draws]
    parameters, start = people(of.subject.prior, some)
    times = np.linspace(at.day(until, 0) - ROUNDS * days, at.day(until, 0), ROUNDS * ROUNDS + 1)
    out = simulate(parameters, what, times, start)
    found: dict[Marker, Flags] = {}
    for name in JUDGED:
        normal = bounds(of.facts, name)
        if normal is not None:
            held = normal.hold(marker(out, name, parameters["mchc"]))
            found[name] = np.logical_and.reduce(held, axis=1)
    return found
