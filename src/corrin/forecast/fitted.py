"""The draws of one person: results that do not fit set aside, the rest believed."""

import msgspec
import numpy as np
from numpy.typing import NDArray

from corrin.errors import Refusal, Refused
from corrin.forecast.course import PrintedResults
from corrin.forecast.settings import settings
from corrin.kinetics.course import Course
from corrin.kinetics.equations import Floats
from corrin.kinetics.personal import Prior, Results
from corrin.kinetics.posterior import Draws, Mode, NotTrusted, draw, mode

LEAST_LEFT = 1e-6
"""Of the variance of a misfit, once the person is drawn to the result."""


class Fitted(msgspec.Struct, frozen=True, kw_only=True):
    """Draws, and the results that they rest on."""

    draws: Draws
    used: Results
    kept: NDArray[np.bool_]
    """Which of the results were used, shape (results,)."""


def fitted(
    prior: Prior, measured: PrintedResults, course: Course, days: Floats, *, count: int, seed: int
) -> Fitted:
    """People who fit the results, with their markers at `days`.

    Raises:
        Refused: too many results contradict the others, or the draws cannot be trusted.
    """
    kept, at = believed(prior, measured, course)
    used = measured.found.where(kept)
    try:
        draws = draw(prior, used, course, days, count=count, seed=seed, at=at)
    except NotTrusted as error:
        raise Refused(
            [
                Refusal(
                    field="labs",
                    value=None,
                    why=f"the results lie so far from what the model knows that {error}",
                    accepted="results that are checked, each with its date and unit",
                )
            ]
        ) from None
    return Fitted(draws=draws, used=used, kept=kept)


def apart(at: Mode) -> Floats:
    """How far each result is from the person whom all others describe, in SD, shape (results,).

    A result that says much draws the person towards itself, and so hides its own misfit: the share
    it has in its own expectation (its leverage) is taken out again. docs/model.md, Personalisation.
    """
    slope = at.slope
    hessian = slope.T @ slope + np.eye(slope.shape[1])
    own = np.sum(slope * np.linalg.solve(hessian, slope.T).T, axis=1)
    return np.abs(at.misfits) / np.sqrt(np.maximum(1 - own, LEAST_LEFT))


def believed(
    prior: Prior, measured: PrintedResults, course: Course
) -> tuple[NDArray[np.bool_], Mode | None]:
    """Which results to use, and the most probable person by them.

    The worst is set aside while it is too far from what all others describe.

    Raises:
        Refused: more would have to be set aside than forecast.yaml allows.
    """
    worst_allowed = settings().outlier["misfit"].value
    share = settings().outlier["share_most"].value
    kept = np.ones(measured.found.size, bool)
    while kept.any():
        at = mode(prior, measured.found.where(kept), course)
        misfits = apart(at)
        if misfits.max() <= worst_allowed:
            return kept, at
        kept[np.flatnonzero(kept)[np.argmax(misfits)]] = False
        if (~kept).sum() > share * kept.size:
            aside = [p for p, there in zip(measured.printed, kept, strict=True) if not there]
            raise Refused(
                Refusal(
                    field=result.source,
                    value=f"{result.value} {result.unit}",
                    why="it contradicts the other results, or all that is known of such people",
                    accepted="results that are checked, each with its date and unit",
                )
                for result in aside
            )
    return kept, None
