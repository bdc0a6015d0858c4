"""How much each next test would narrow the forecast, so that only useful ones are proposed.

With draws that are near normal in the logarithm, a test of error s about a marker whose log has
spread t among the draws takes a share r^2 t^2 / (t^2 + s^2) from the variance of what it is
correlated with by r (docs/model.md, 42).
"""

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from corrin.forecast.course import error
from corrin.forecast.made import Case, Drawn, Planned
from corrin.forecast.says import TestWorth
from corrin.forecast.settings import settings
from corrin.forecast.values import MARKERS
from corrin.kinetics.equations import Floats
from corrin.kinetics.personal import LEAST, Marker, marker

ABOUT = (Marker.HAEMOGLOBIN, Marker.MCV, Marker.MMA, Marker.HOMOCYSTEINE, Marker.SERUM_B12)


def worth(of: Case, planned: Planned, arrays: Drawn) -> tuple[TestWorth, ...]:
    """The tests that would narrow the forecast noticeably: of each marker the soonest that tells
    nearly as much as any later one. A test that the plan says is not needed is not proposed."""
    least, nearly = settings().show["useful"].value, settings().show["nearly"].value
    unwanted = {name for check in of.made.monitoring if not check.wanted for name in check.tests}
    by_marker: dict[str, list[TestWorth]] = {}
    for test in _tests(of, planned, arrays):
        if test.narrows >= least and test.marker not in unwanted:
            by_marker.setdefault(test.marker, []).append(test)
    soonest = [
        next(test for test in tests if test.narrows >= nearly * max(t.narrows for t in tests))
        for tests in by_marker.values()
    ]
    return tuple(sorted(soonest, key=lambda test: -test.narrows))


def _tests(of: Case, planned: Planned, arrays: Drawn) -> Iterator[TestWorth]:
    """Every test on every day that is tried, with what it would narrow most."""
    wanted = {name: _log(arrays, name, arrays.outputs.days[-1]) for name in ABOUT}
    for days in settings().tests.days:
        on = planned.start + timedelta(days=days)
        if not of.facts.on < on < planned.until:
            continue
        for name in map(Marker, settings().tests.markers):
            seen = _log(arrays, name, arrays.clock.day(on, 0))
            narrowed = {about: _narrowed(seen, what, error(name)) for about, what in wanted.items()}
            most = max(narrowed, key=lambda about: narrowed[about])
            yield TestWorth(
                marker=MARKERS[name][0],
                on=on,
                about=MARKERS[most][0],
                narrows=round(narrowed[most], 2),
            )


def _log(arrays: Drawn, name: Marker, day: float) -> Floats:
    """The logarithm of a marker at the first time shown from a day on, shape (draws,)."""
    column = min(int(np.searchsorted(arrays.outputs.days, day)), arrays.outputs.days.size - 1)
    return np.log(np.maximum(marker(arrays.outputs, name, arrays.mchc)[:, column], LEAST))


def _narrowed(seen: Floats, wanted: Floats, sd: float) -> float:
    """The share by which the standard deviation of `wanted` is expected to shrink."""
    spread = float(np.var(seen))
    if spread == 0 or np.var(wanted) == 0:
        return 0.0
    explained = float(np.corrcoef(seen, wanted)[0, 1]) ** 2 * spread / (spread + sd**2)
    return 1 - float(np.sqrt(1 - explained))
