"""Importance weights: against tails that are known."""

import numpy as np
import pytest

from corrin.kinetics import pareto


def ratios(shape, count=20_000):
    """Log weights whose tail is Pareto with this shape: exp(k x) for x exponential."""
    at = (np.arange(count) + 0.5) / count
    return -shape * np.log1p(-at)


@pytest.mark.parametrize("shape", [0.3, 0.5, 0.9])
def test_the_shape_of_a_tail_is_found(shape):
    assert pareto.smoothed(ratios(shape))[1] == pytest.approx(shape, abs=0.05)


def test_even_weights_are_worth_every_draw():
    weights, shape = pareto.smoothed(np.zeros(400))

    assert pareto.effective(weights) == pytest.approx(400)
    assert shape < 0


def test_one_draw_that_outweighs_all_is_not_trusted():
    logs = np.zeros(400)
    logs[7] = 60.0

    _, shape = pareto.smoothed(logs)

    assert shape > 0.7


def test_weights_sum_to_one_and_keep_their_order():
    logs = ratios(0.6, 1000)

    weights, _ = pareto.smoothed(logs)

    assert weights.sum() == pytest.approx(1)
    assert np.all(np.diff(weights) >= 0)
