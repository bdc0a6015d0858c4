"""The parameters least surprising under their priors that meet the published figures."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import OptimizeResult, least_squares

from corrin.kinetics.parameters import FRACTIONS, Parameters, changed, entries, typical
from corrin.kinetics.start import with_reference
from fit.figure import Figure
from fit.scenarios import Floats
from fit.trials import figures

REFERENCE_DIET = 5.0
"""Micrograms a day of the healthy person whose functional pool is 1."""
STEP = 1e-3
"""Of a logarithm, for the slopes."""
WHOLE = 0.97
"""The most that a fitted share can be."""

FITTED = tuple(name for name, entry in entries().items() if entry.prior)
MEDIANS = np.log([entry.prior[0] for entry in entries().values() if entry.prior])
SPREADS = np.array([entry.prior[1] for entry in entries().values() if entry.prior])


def parameters(x: Floats) -> Parameters:
    """Parameter sets from logarithms of the fitted ones, (sets, fitted)."""
    x = np.atleast_2d(x)
    values = {
        name: np.minimum(np.exp(column), WHOLE) if name in FRACTIONS else np.exp(column)
        for name, column in zip(FITTED, x.T, strict=True)
    }
    return with_reference(changed(typical(len(x)), **values), REFERENCE_DIET)


Chosen = Callable[[Figure], bool]


def residuals(x: Floats, chosen: Chosen) -> Floats:
    """How far off each set is, in standard deviations: (sets, figures + fitted)."""
    sets = np.atleast_2d(x)
    off = [
        np.log(np.maximum(figure.predicted, 1e-9) / figure.observed) / figure.sd
        for figure in figures(parameters(sets))
        if chosen(figure)
    ]
    return np.concatenate([np.array(off).T, (sets - MEDIANS) / SPREADS], axis=1)


def estimate(
    begin: Floats = MEDIANS, chosen: Chosen = lambda _: True, most: int = 60
) -> OptimizeResult:
    """The mode, robust to single studies; `jac` gives what the figures say of each parameter."""

    def slopes(x: Floats) -> Floats:
        moved = residuals(np.vstack([x, x + STEP * np.eye(x.size)]), chosen)
        return (moved[1:] - moved[0]).T / STEP

    return least_squares(
        lambda x: residuals(x, chosen)[0],
        begin,
        slopes,
        loss="soft_l1",
        x_scale=SPREADS,
        max_nfev=most,
        ftol=1e-5,
    )


def folds(these: Sequence[Figure]) -> Floats:
    """Predicted over observed of the first parameter set, as factors of 1 or more."""
    ratio = np.array([max(figure.predicted[0], 1e-9) / figure.observed for figure in these])
    return np.exp(np.abs(np.log(ratio)))
