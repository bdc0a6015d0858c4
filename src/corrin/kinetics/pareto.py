"""Importance weights made fit for use, and whether they can be trusted.

Pareto-smoothed importance sampling: Vehtari, Simpson, Gelman, Yao, Gabry 2024 (JMLR 25:72); the
shape of the tail by Zhang and Stephens 2009 (Technometrics 51:316).
"""

import numpy as np

from corrin.kinetics.equations import Floats

TAIL_SHARE, TAIL_ROOT = 0.2, 3.0
"""The tail is the smaller of a fifth of the draws and three times their root (Vehtari 2024)."""
FEWEST_TAIL = 5
PRIOR_SHAPES, PRIOR_WEIGHT, PRIOR_SHAPE = 30, 10.0, 0.5
"""Constants of Zhang and Stephens, and the weak prior of Vehtari on the shape."""


def smoothed(log_ratios: Floats) -> tuple[Floats, float]:
    """Weights that sum to 1, shape (draws,), and the shape k of their tail.

    Above k = 0.7 the weights, and all that is made of them, are not to be trusted.
    """
    log_weights = log_ratios - log_ratios.max()
    size = int(min(TAIL_SHARE * log_weights.size, TAIL_ROOT * np.sqrt(log_weights.size)))
    shape = np.inf
    if size >= FEWEST_TAIL:
        order = np.argsort(log_weights)
        tail, cut = order[-size:], np.exp(log_weights[order[-size - 1]])
        over = np.exp(log_weights[tail]) - cut
        if over[-1] <= np.finfo(np.float64).eps:
            shape = -np.inf  # all alike: there is no tail
        else:
            shape, scale = _generalised_pareto(np.maximum(over, np.finfo(np.float64).tiny))
            at = (np.arange(size) + 0.5) / size
            smooth = cut + _quantile(at, shape, scale)
            log_weights[tail] = np.minimum(np.log(smooth), 0.0)
    weights = np.exp(log_weights)
    return weights / weights.sum(), float(shape)


def effective(weights: Floats) -> float:
    """How many independent draws the weights are worth."""
    return float(1 / np.sum(weights**2))


def _quantile(at: Floats, shape: float, scale: float) -> Floats:
    if shape == 0:
        return -scale * np.log1p(-at)
    return scale * np.expm1(-shape * np.log1p(-at)) / shape


def _generalised_pareto(over: Floats) -> tuple[float, float]:
    """Shape and scale of what lies over a threshold; `over` in rising order, all positive."""
    n = over.size
    grid = PRIOR_SHAPES + int(np.sqrt(n))
    quartile = over[int(n / 4 + 0.5) - 1]
    theta = 1 / over[-1] + (1 - np.sqrt(grid / (np.arange(1, grid + 1) - 0.5))) / (3 * quartile)
    shapes = np.log1p(-theta[:, None] * over).mean(axis=1)
    profile = n * (np.log(-theta / shapes) - shapes - 1)
    share = np.exp(profile - profile.max())
    best = float(theta @ share / share.sum())
    shape = float(np.log1p(-best * over).mean())
    scale = -shape / best
    return (shape * n + PRIOR_SHAPE * PRIOR_WEIGHT) / (n + PRIOR_WEIGHT), scale
