"""From prior and results to draws: the mode, a proposal shaped like it, weights that are checked.

Results tell of few directions among the numbers that make a person. In all others the proposal is
the prior itself, so that the weights depend on what was measured alone; in those few it is
Student's t about the mode given the rest, which a step or two of Newton finds for each draw.
A further round gives the proposal the spread that the weights of the one before ask for.
docs/model.md, (38) to (41).
"""

import msgspec
import numpy as np
from numpy.typing import NDArray

from corrin.kinetics import pareto
from corrin.kinetics.course import Course
from corrin.kinetics.equations import Floats
from corrin.kinetics.parameters import Parameters
from corrin.kinetics.personal import Prior, Results, at_results, misfits, people
from corrin.kinetics.simulate import Outputs, simulate

STEP = 0.02
"""Of a finite difference, in standard deviations of the prior."""
ITERATIONS, SETTLED = 15, 1e-3
DAMPING, EASE, STIFFEN = 1.0, 0.2, 5.0
TRIES = 5
FREEDOM = 8.0
WIDER = 1.1
"""The proposal is wider than the mode suggests by this factor."""
WIDEST = 2.0
LEAST_INFORMED = 0.05
"""A direction that results narrow by less is left to the prior."""
TRUSTED = 0.7
"""The shape of the tail above which weights are not trusted (Vehtari 2024)."""
ENOUGH = 0.4
"""The share of effective draws below which another round is made."""
CORRECTIONS = 2
"""Steps of Newton to the mode given the rest of a person."""
ROUNDS = 4
LEAST_SPREAD = 1e-6
"""Of a proposal, so that its triangle exists."""


class NotTrusted(ValueError):
    """The draws do not describe the person well enough to be shown."""


class Mode(msgspec.Struct, frozen=True, kw_only=True):
    """The most probable person, and how the misfits change about it."""

    z: Floats
    misfits: Floats
    """Shape (results,)."""
    slope: Floats
    """Of the misfits by z, shape (results, size)."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """Where draws are made: t in the directions of `basis`, the prior in all others."""

    basis: Floats
    """Shape (directions, size), orthonormal."""
    centre: Floats
    """The mode in the directions, shape (directions,)."""
    slope: Floats
    """Of the misfits by the directions, shape (results, directions)."""
    shift: Floats
    """From the mode given the rest to the centre of the draws, shape (directions,)."""
    root: Floats
    """Of their covariance about it; lower triangle, shape (directions, directions)."""


class Draws(msgspec.Struct, frozen=True, kw_only=True):
    """People who fit the results, all alike probable, with their markers."""

    z: Floats
    """Shape (draws, size); who is more probable stands in it more often."""
    parameters: Parameters
    outputs: Outputs
    tail: float
    """Shape k of the tail of the weights."""
    effective: float
    """How many independent draws they are worth."""
    rounds: int


def missed(prior: Prior, found: Results, course: Course, z: Floats) -> Floats:
    """How far the results are from what is expected of people z, (n, results), in SD."""
    parameters, start = people(prior, z)
    out = simulate(parameters, course, np.unique(found.day), start)
    return misfits(at_results(out, found, parameters["mchc"]), found)


def mode(prior: Prior, found: Results, course: Course) -> Mode:
    """The most probable person, by damped Gauss-Newton."""

    def with_slope(z: Floats) -> tuple[Floats, Floats]:
        nearby = np.vstack([z, z + STEP * np.eye(prior.size)])
        at = missed(prior, found, course, nearby)
        return at[0], ((at[1:] - at[0]) / STEP).T

    z, damping = np.zeros(prior.size), DAMPING
    away, slope = with_slope(z)
    for _ in range(ITERATIONS):
        worst = away @ away + z @ z
        hessian = slope.T @ slope + np.eye(prior.size)
        gradient = slope.T @ away + z
        dampings = damping * STIFFEN ** np.arange(TRIES)
        stiff = [hessian + each * np.eye(prior.size) for each in dampings]
        steps: list[Floats] = [np.linalg.solve(each, gradient) for each in stiff]
        trials = z - np.array(steps)
        at = missed(prior, found, course, trials)
        totals = (at**2).sum(axis=1) + (trials**2).sum(axis=1)
        best = int(np.argmin(totals))
        if not totals[best] < worst:
            break
        z, damping = trials[best], float(dampings[best]) * EASE
        away, slope = with_slope(z)
        if worst - totals[best] < SETTLED:
            break
    return Mode(z=z, misfits=away, slope=slope)


def proposed(at: Mode) -> Proposal:
    """The proposal that the mode suggests: Laplace's, in the directions that results narrow."""
    _, narrowed, directions = np.linalg.svd(at.slope, full_matrices=False)
    told = narrowed**2 > LEAST_INFORMED
    basis = directions[told]
    return Proposal(
        basis=basis,
        centre=basis @ at.z,
        slope=at.slope @ basis.T,
        shift=np.zeros(len(basis)),
        root=np.diag(WIDER / np.sqrt(1 + narrowed[told] ** 2)),
    )


def _drawn(
    of: Proposal, prior: Prior, found: Results, course: Course, count: int, rng: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """Draws (count, size), where they lie about their centres (count, directions), and the log
    of prior times likelihood over proposal, (count,)."""
    free = rng.standard_normal((count, prior.size))
    outside = free - (free @ of.basis.T) @ of.basis
    hessian = of.slope.T @ of.slope + np.eye(of.centre.size)
    inside = np.repeat(of.centre[None, :], count, axis=0)
    for _ in range(CORRECTIONS):
        away = missed(prior, found, course, outside + inside @ of.basis)
        inside = inside - np.linalg.solve(hessian, (away @ of.slope + inside).T).T
    stretch = np.sqrt(rng.chisquare(FREEDOM, count) / FREEDOM)
    standard = rng.standard_normal((count, of.centre.size)) / stretch[:, None]
    about = of.shift + standard @ of.root.T
    inside = inside + about
    z = outside + inside @ of.basis
    log_target = -((missed(prior, found, course, z) ** 2).sum(axis=1) + (inside**2).sum(axis=1)) / 2
    reach = np.log1p((standard**2).sum(axis=1) / FREEDOM)
    return z, about, log_target + (FREEDOM + of.centre.size) / 2 * reach


def draw(
    prior: Prior,
    found: Results,
    course: Course,
    days: Floats,
    *,
    count: int,
    seed: int,
    at: Mode | None = None,
) -> Draws:
    """People who fit the results, with their markers at `days` (times,), in order.

    Deterministic for a seed. Without results the draws are those of the prior. `at` is the mode,
    where it is known already.

    Raises:
        NotTrusted: after the last round the weights still hang on a few draws.
    """
    rng = np.random.default_rng(seed)
    if not found.size:
        z, tail, effective, rounds = rng.standard_normal((count, prior.size)), -np.inf, count, 0
    else:
        start = at or mode(prior, found, course)
        z, tail, effective, rounds = _weighted(prior, found, course, start, count, rng)
    different, back = np.unique(z, axis=0, return_inverse=True)
    parameters, states = people(prior, different)
    out = simulate(parameters, course, days, states)
    return Draws(
        z=z,
        parameters=parameters[back],
        outputs=repeated(out, back),
        tail=tail,
        effective=effective,
        rounds=rounds,
    )


def _weighted(
    prior: Prior,
    found: Results,
    course: Course,
    at: Mode,
    count: int,
    rng: np.random.Generator,
) -> tuple[Floats, float, float, int]:
    """Draws that weigh alike, the tail of the weights that made them, their worth, the rounds."""
    proposal, rounds = proposed(at), 1
    while True:
        z, about, log_ratio = _drawn(proposal, prior, found, course, count, rng)
        weights, tail = pareto.smoothed(log_ratio)
        worth = pareto.effective(weights)
        if rounds == ROUNDS or (tail < TRUSTED and worth >= ENOUGH * count):
            break
        proposal, rounds = _moved(proposal, about, weights), rounds + 1
    if tail >= TRUSTED:
        raise NotTrusted(f"the tail of the weights has shape {tail:.2f}, from {ROUNDS} rounds")
    steps = (np.arange(count) + rng.random()) / count
    chosen = np.searchsorted(np.cumsum(weights), steps).clip(0, count - 1)
    return z[chosen], tail, worth, rounds


def _moved(of: Proposal, about: Floats, weights: Floats) -> Proposal:
    """The proposal with the shift and the spread of weighted draws about their centres."""
    shift = weights @ about
    apart = about - shift
    covariance = (weights[:, None] * apart).T @ apart
    root = np.linalg.cholesky(covariance + LEAST_SPREAD * np.eye(shift.size)) * np.sqrt(WIDER)
    return msgspec.structs.replace(of, shift=shift, root=root)


def repeated(of: Outputs, back: NDArray[np.intp]) -> Outputs:
    """The outputs of some people, each as often as `back` names them."""
    fields = {name: getattr(of, name)[back] for name in of.__struct_fields__ if name != "days"}
    return Outputs(days=of.days, **fields)
