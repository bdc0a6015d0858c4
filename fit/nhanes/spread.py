"""Total B12, haemoglobin and cell volume of a person from age, sex, pregnancy, kidneys, intake.

For each of them, log y = base + slopes . covariates + e, by weighted least squares; what is left
over of all five analytes is correlated between them (`correlation`), the two metabolites given
total B12.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri
from scipy.stats import norm

from fit.nhanes import layers
from fit.nhanes.layers import ANALYTES as METABOLITES
from fit.nhanes.survey import Floats, Survey

ANALYTES = ("total_b12", "haemoglobin", "mcv")
COVARIATES = (
    "child",
    "adult",
    "old",
    "female",
    "pregnant",
    "renal",
    "diet",
    "supplement",
)
EDGE = 1e-6
"""A probability is kept this far from 0 and 1 before it becomes a normal score."""


@dataclass(frozen=True, slots=True)
class Spread:
    """log y of one analyte: base and slopes, their standard errors, and what is left over."""

    analyte: str
    values: Floats  # base, then COVARIATES
    errors: Floats
    residual: float
    persons: int

    def predicted(self, survey: Survey) -> Floats:
        """log y, shape (persons,)."""
        return design(survey) @ self.values


def design(survey: Survey) -> Floats:
    """Shape (persons, 1 + covariates): ones, age as in the layers, and log(1 + micrograms)."""
    shared = layers.covariates(survey, METABOLITES[0])[:, :6]  # child .. renal
    intake = np.column_stack([np.log1p(survey.diet), np.log1p(survey.supplement)])
    return np.column_stack([np.ones(survey.age.size), shared, intake])


def usable(survey: Survey, analyte: str) -> Survey:
    """Persons of whom the analyte and every covariate are known."""
    renal = np.isfinite(survey.egfr) | (survey.age < 20) | (survey.pregnant == 1)
    known = np.isfinite(design(survey)).all(axis=1) & np.isfinite(getattr(survey, analyte))
    return survey.where(renal & known & (survey.weight > 0))


def fit(survey: Survey, analyte: str) -> Spread:
    """Weighted least squares; the errors are those of the clusters of the survey."""
    survey = usable(survey, analyte)
    x, y, w = design(survey), np.log(getattr(survey, analyte)), survey.weight
    bread = np.linalg.inv(x.T @ (w[:, None] * x))
    values = bread @ (x.T @ (w * y))
    left = y - x @ values
    _, cluster = np.unique(survey.cluster, return_inverse=True)
    sums = np.zeros((cluster.max() + 1, values.size))
    np.add.at(sums, cluster, (w * left)[:, None] * x)
    errors = np.sqrt(np.diag(bread @ (sums.T @ sums) @ bread))
    return Spread(analyte, values, errors, float(np.sqrt(w @ left**2 / w.sum())), y.size)


def correlation(survey: Survey, spreads: dict[str, Spread], found: layers.Fit) -> Floats:
    """Shape (5, 5), in the order of `ANALYTES`, then the metabolites; persons with all five.

    Normal scores: of the ranks of what the regressions leave over, and of the probabilities
    that the layers give to each metabolite.
    """
    for analyte in (*ANALYTES, *METABOLITES):
        survey = usable(survey, analyte)
    scores = [
        (np.log(getattr(survey, name)) - spread.predicted(survey)) / spread.residual
        for name, spread in spreads.items()
    ]
    for analyte in METABOLITES:
        log_y = np.log(getattr(survey, analyte))[:, None]
        below = layers.distribution(found, survey, analyte, log_y)[:, 0]
        scores.append(ndtri(np.clip(below, EDGE, 1 - EDGE)))
    return np.cov(np.array(scores), aweights=survey.weight)


def below(spread: Spread, survey: Survey) -> Floats:
    """The predicted probability of being at most what was measured, shape (persons,)."""
    left = np.log(getattr(survey, spread.analyte)) - spread.predicted(survey)
    return norm.cdf(left / spread.residual)
