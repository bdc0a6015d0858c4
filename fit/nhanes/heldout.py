"""How well the layers predict a cycle that they were not fitted to, and in whom they do not."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from fit.nhanes import layers
from fit.nhanes.layers import ANALYTES, Fit
from fit.nhanes.survey import Floats, Survey

Mask = npt.NDArray[np.bool_]
FEWEST = 100
"""A group of fewer persons is not judged."""
EVEN = 0.05
"""A distribution of predicted probabilities no farther from even than this passes."""
ONCE_IN = 20
"""So often chance alone may take a distribution farther than what is allowed."""
FARTHEST, HALVINGS = 0.5, 14
"""The logarithm of the farthest level of an assay that is looked for, by bisection."""

GROUPS: dict[str, Callable[[Survey], Mask]] = {
    "everybody": lambda s: s.age >= 0,
    "under 20 years": lambda s: s.age < 20,
    "women of 20-69": lambda s: (s.female == 1) & (s.age >= 20) & (s.age < 70) & (s.pregnant == 0),
    "men of 20-69": lambda s: (s.female == 0) & (s.age >= 20) & (s.age < 70),
    "70 years and over": lambda s: s.age >= 70,
    "pregnant": lambda s: s.pregnant == 1,
    "eGFR 30-59": lambda s: (s.egfr >= 30) & (s.egfr < 60),
    "eGFR under 30": lambda s: s.egfr < 30,
    "B12 under 180 pmol/L": lambda s: s.total_b12 < 180,
    "B12 180-299 pmol/L": lambda s: (s.total_b12 >= 180) & (s.total_b12 < 300),
    "B12 300-599 pmol/L": lambda s: (s.total_b12 >= 300) & (s.total_b12 < 600),
    "B12 600 pmol/L and over": lambda s: s.total_b12 >= 600,
    "supplement": lambda s: s.supplement > 0,
    "no supplement": lambda s: s.supplement == 0,
}


class Row(NamedTuple):
    """One analyte in one group of one cycle that was held out."""

    cycle: str
    analyte: str
    group: str
    persons: int
    fold_of_median: float
    """How far the median of the group is from the median predicted, as a factor of at least 1."""
    median_fold: float
    ninetieth_fold: float
    """Of single persons, from the median predicted for each."""
    within_90: float
    """The share of persons in the central 90 % that was predicted for each."""
    uneven: float
    """The farthest that the distribution of predicted probabilities is from even (PIT)."""
    levelled: float
    """The same once the cycle has its own level, one number for all its groups."""
    worth: float
    """How many persons the weights are worth (Kish); that neighbours are alike is not counted."""

    def chance(self, groups: int = 1) -> float:
        """As far as chance alone takes the farthest of so many groups, once in twenty: Kolmogorov's
        bound, shared out (Bonferroni)."""
        return float(np.sqrt(np.log(2 * ONCE_IN * groups) / (2 * self.worth)))

    def passes(self, uneven: float, groups: int = 1) -> bool:
        """Whether such a distance is small, or no more than chance."""
        return uneven <= max(EVEN, self.chance(groups))


def held_out(survey: Survey) -> Iterator[Row]:
    """Each cycle predicted from the layers fitted to the others."""
    survey = layers.usable(survey)
    for cycle in np.unique(survey.cycle):
        there = survey.cycle == cycle
        yield from rows(layers.fit(survey.where(~there)), survey.where(there), str(cycle))


def rows(found: Fit, survey: Survey, cycle: str) -> Iterator[Row]:
    """A cycle under the layers, by group.

    Methylmalonic acid by LC-MS/MS is predicted as if by GC/MS where the layers never saw it.
    """
    for analyte in ANALYTES:
        measured = survey.where(np.isfinite(getattr(survey, analyte)))
        if not measured.age.size:
            continue
        observed = np.log(getattr(measured, analyte))
        middle = layers.quantiles(found, measured, analyte, (0.5,))[:, 0]
        below = layers.distribution(found, measured, analyte, observed[:, None])[:, 0]
        level = _level(found, measured, analyte, observed)
        levelled = layers.distribution(found, measured, analyte, (observed - level)[:, None])[:, 0]
        for name, chosen in GROUPS.items():
            mask = chosen(measured)
            if mask.sum() >= FEWEST:
                yield _row(
                    cycle,
                    analyte,
                    name,
                    measured.weight[mask],
                    *(values[mask] for values in (observed, middle, below, levelled)),
                )


def _level(found: Fit, survey: Survey, analyte: str, observed: Floats) -> float:
    """By how much the logarithms of a cycle lie above what is predicted, all groups together."""
    low, high = -FARTHEST, FARTHEST
    share = survey.weight / survey.weight.sum()
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        below = layers.distribution(found, survey, analyte, (observed - middle)[:, None])[:, 0]
        above = 2 * share @ below > 1
        low, high = (middle, high) if above else (low, middle)
    return (low + high) / 2


def _row(
    cycle: str, analyte: str, group: str, weight: Floats, observed: Floats, middle: Floats,
    below: Floats, levelled: Floats,
) -> Row:  # fmt: skip
    share = weight / weight.sum()
    fold = np.abs(observed - middle)
    return Row(
        cycle=cycle,
        analyte=analyte,
        group=group,
        persons=weight.size,
        fold_of_median=float(
            np.exp(abs(quantile(observed, share, 0.5) - quantile(middle, share, 0.5)))
        ),
        median_fold=float(np.exp(quantile(fold, share, 0.5))),
        ninetieth_fold=float(np.exp(quantile(fold, share, 0.9))),
        within_90=float(share[(below > 0.05) & (below < 0.95)].sum()),
        uneven=_uneven(below, share),
        levelled=_uneven(levelled, share),
        worth=float(1 / (share @ share)),
    )


def _uneven(below: Floats, share: Floats) -> float:
    """The farthest that predicted probabilities are from even."""
    order = np.argsort(below)
    return float(np.abs(np.cumsum(share[order]) - below[order]).max())


def quantile(values: Floats, share: Floats, at: float) -> float:
    """The value below which the share `at` of the weights lies."""
    order = np.argsort(values)
    return float(np.interp(at, np.cumsum(share[order]), values[order]))


def table(found: list[Row]) -> str:
    """The rows as Markdown."""
    head = (
        "| held out | analyte | group | persons | median, fold | person, median fold | 90th"
        " | in the 90 % interval | PIT, farthest from even | with the cycle's level | by chance |"
    )
    lines = [*_passed(found), "", head, "|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|"]
    lines += [
        f"| {r.cycle} | {r.analyte.replace('_', ' ')} | {r.group} | {r.persons:,}"
        f" | {r.fold_of_median:.2f} | {r.median_fold:.2f} | {r.ninetieth_fold:.2f}"
        f" | {r.within_90:.1%} | {_shown(r, r.uneven)} | {_shown(r, r.levelled)}"
        f" | {r.chance():.3f} |"
        for r in found
    ]
    return "\n".join(lines)


def _shown(row: Row, uneven: float) -> str:
    return f"{uneven:.3f}" if row.passes(uneven) else f"**{uneven:.3f}**"


def _passed(found: list[Row]) -> Iterator[str]:
    yield (
        "| analyte | groups | PIT passes, each by itself | with the cycle's level"
        " | all together | with the cycle's level |"
    )
    yield "|---|--:|--:|--:|--:|--:|"
    for analyte in ANALYTES:
        rows = [r for r in found if r.analyte == analyte]
        counts = [
            sum(r.passes(uneven(r), groups) for r in rows)
            for groups in (1, len(rows))
            for uneven in (lambda r: r.uneven, lambda r: r.levelled)
        ]
        shown = " | ".join(str(count) for count in counts)
        yield f"| {analyte.replace('_', ' ')} | {len(rows)} | {shown} |"
