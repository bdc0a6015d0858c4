"""From prior and results to draws: the mode, a proposal shaped like it, weights that are checked.

Results tell of few directions among the numbers that make a person. In those the proposal is
Student's t about the mode; in all others it is the prior itself, so that the weights depend on
what was measured alone. A second round moves the proposal to where the first one's weight lies.
docs/model.md, personalisation.
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
ROUNDS = 4


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
    """In the directions, shape (directions,)."""
    root: Floats
    """Lower triangle, shape (directions, directions)."""


class Draws(msgspec.Struct, frozen=True, kw_only=True):
    """People who fit the results, each as probable as its weight."""

    z: Floats
    """Shape (draws, size)."""
    weights: Floats
    """Shape (draws,); they sum to 1."""
    parameters: Parameters
    outputs: Outputs
    """At the times asked for."""
    tail: float
    """Shape k of the tail of the weights."""
    effective: float
    rounds: int


def mode(prior: Prior, found: Results, course: Course) -> Mode:
    """The most probable person, by damped Gauss-Newton."""
    days = np.unique(found.day)

    def misfit(z: Floats) -> Floats:
        parameters, start = people(prior, z)
        out = simulate(parameters, course, days, start)
        return misfits(at_results(out, found, parameters["mchc"]), found)

    def with_slope(z: Floats) -> tuple[Floats, Floats]:
        nearby = np.vstack([z, z + STEP * np.eye(prior.size)])
        at = misfit(nearby)
        return at[0], ((at[1:] - at[0]) / STEP).T

    z, damping = np.zeros(prior.size), DAMPING
    missed, slope = with_slope(z)
    for _ in range(ITERATIONS):
        worst = missed @ missed + z @ z
        hessian = slope.T @ slope + np.eye(prior.size)
        gradient = slope.T @ missed + z
        dampings = damping * STIFFEN ** np.arange(TRIES)
        steps = [
            np.linalg.solve(hessian + d * np.eye(prior.size), gradient) for d in dampings
        ]
        trials = np.array([z - step for step in steps])
        at = misfit(trials)
        totals = (at**2).sum(axis=1) + (trials**2).sum(axis=1)
        best = int(np.argmin(totals))
        if not totals[best] < worst:
            break
        z, damping = trials[best], float(dampings[best]) * EASE
        missed, slope = with_slope(z)
        if worst - totals[best] < SETTLED:
            break
    return Mode(z=z, misfits=missed, slope=slope)


def proposed(at: Mode) -> Proposal:
    """The proposal that the mode suggests: Laplace's, in the directions that results narrow."""
    _, narrowed, directions = np.linalg.svd(at.slope, full_matrices=False)
    told = narrowed**2 > LEAST_INFORMED
    basis = directions[told]
    root = np.diag(WIDER / np.sqrt(1 + narrowed[told] ** 2))
    return Proposal(basis=basis, centre=basis @ at.z, root=root)


def _drawn(of: Proposal, count: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Draws (count, size), and the log of prior over proposal, (count,)."""
    free = rng.standard_normal((count, of.basis.shape[1]))
    size = of.basis.shape[0]
    if not size:
        return free, np.zeros(count)
    stretch = np.sqrt(rng.chisquare(FREEDOM, count) / FREEDOM)
    standard = rng.standard_normal((count, size)) / stretch[:, None]
    inside = of.centre + standard @ of.root.T
    outside = free - (free @ of.basis.T) @ of.basis
    log_prior = -(inside**2).sum(axis=1) / 2
    log_proposal = -(FREEDOM + size) / 2 * np.log1p((standard**2).sum(axis=1) / FREEDOM)
    return outside + inside @ of.basis, log_prior - log_proposal


def _moved(of: Proposal, z: Floats, weights: Floats) -> Proposal:
    """The proposal moved to the mean and spread of weighted draws."""
    inside = z @ of.basis.T
    centre = weights @ inside
    apart = inside - centre
    covariance = (weights[:, None] * apart).T @ apart
    floor = 1e-6 * np.eye(centre.size)
    root = np.linalg.cholesky(covariance + floor) * np.sqrt(WIDER)
    return msgspec.structs.replace(of, centre=centre, root=root)


def draw(
    prior: Prior,
    found: Results,
    course: Course,
    days: Floats,
    *,
    count: int,
    seed: int,
) -> Draws:
    """People who fit the results, with their markers at `days` (times,), in order.

    Deterministic for a seed. Without results the draws are those of the prior.

    Raises:
        NotTrusted: after the last round the weights still hang on a few draws.
    """
    rng = np.random.default_rng(seed)
    times = np.union1d(days, found.day)
    wanted = np.searchsorted(times, days)
    proposal = proposed(mode(prior, found, course)) if found.size else _nothing(prior)
    for attempt in range(1, ROUNDS + 1):
        z, log_ratio = _drawn(proposal, count, rng)
        parameters, start = people(prior, z)
        out = simulate(parameters, course, times, start)
        if found.size:
            missed = misfits(at_results(out, found, parameters["mchc"]), found)
            log_ratio = log_ratio - (missed**2).sum(axis=1) / 2
        weights, tail = pareto.smoothed(log_ratio)
        worth = pareto.effective(weights)
        if tail < TRUSTED and worth >= ENOUGH * count:
            break
        if attempt < ROUNDS:
            proposal = _moved(proposal, z, weights)
    if tail >= TRUSTED:
        raise NotTrusted(f"the tail of the weights has shape {tail:.2f}, from {ROUNDS} rounds")
    return Draws(
        z=z,
        weights=weights,
        parameters=parameters,
        outputs=_at(out, wanted),
        tail=tail,
        effective=worth,
        rounds=attempt,
    )


def _nothing(prior: Prior) -> Proposal:
    empty = np.zeros((0, prior.size))
    return Proposal(basis=empty, centre=np.zeros(0), root=np.zeros((0, 0)))


def _at(out: Outputs, columns: NDArray[np.intp]) -> Outputs:
    """The outputs at some of their times."""
    fields = {name: getattr(out, name)[:, columns] for name in out.__struct_fields__[1:]}
    return Outputs(days=out.days[columns], **fields)
