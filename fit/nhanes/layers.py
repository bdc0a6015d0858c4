"""Methylmalonic acid and homocysteine of a person, given total B12, age, sex and kidneys.

For analyte a of person i (docs/model.md, the population layers):

    log y_ai = base_a + covariates_i . slopes_a + log(1 + (c0_a / c_i) ** g_a) + e_ai
    log c_i  = log(total B12_i) + u_i        u_i ~ Normal(0, scatter)

c is the functional pool, on the scale of total B12: how much of what is measured is of use. Its
scatter u is one for both analytes; e is Student's t, with a scale and degrees of freedom each.
The fit maximises the survey-weighted likelihood of both analytes together, u integrated out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import digamma, expit, gammaln, stdtr

from corrin.forecast.settings import settings
from fit.nhanes.survey import Floats, Survey

ANALYTES = ("methylmalonic_acid", "homocysteine")
COVARIATES = (
    "child",
    "adult",
    "old",
    "female",
    "pregnant",
    "renal",
    "renal_low",
    "young",
)
OWN = {"methylmalonic_acid": "lcms", "homocysteine": "folic_acid"}
"""Homocysteine was never measured beside LC-MS/MS; methylmalonic acid does not hang on folate."""
SHAPE = ("log_c0", "log_g", "log_scale", "log_freedom")
NAMES = {analyte: ("base", *COVARIATES, OWN[analyte], *SHAPE) for analyte in ANALYTES}
PLACES = {
    "methylmalonic_acid": slice(0, len(NAMES["methylmalonic_acid"])),
    "homocysteine": slice(len(NAMES["methylmalonic_acid"]), -1),
}
START = {
    "methylmalonic_acid": {
        "base": np.log(110.0),
        "renal": 0.5,
        "log_c0": np.log(130.0),
        "log_g": np.log(1.8),
        "log_scale": np.log(0.3),
        "log_freedom": np.log(6.0),
    },
    "homocysteine": {
        "base": np.log(7.5),
        "renal": 0.5,
        "log_c0": np.log(100.0),
        "log_g": np.log(1.3),
        "log_scale": np.log(0.2),
        "log_freedom": np.log(6.0),
    },
}
SCATTER_START = np.log(0.5)
NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(11)
LOG_WEIGHTS = np.log(_WEIGHTS / _WEIGHTS.sum())
RENAL_KNEE = np.log(90.0 / 60.0)
"""Below an eGFR of 60 the slope may be another."""


def covariates(survey: Survey, analyte: str) -> Floats:
    """Shape (persons, covariates): decades of age in three pieces, sex, pregnancy, kidneys where
    they are known, and what is the analyte's own."""
    decades = (survey.age - 50.0) / 10.0
    return np.column_stack(
        [
            np.minimum(decades + 3.0, 0.0),  # below 20 years
            np.clip(decades, -3.0, 2.0),
            np.maximum(decades - 2.0, 0.0),  # above 70 years
            survey.female * np.clip((survey.age - 10.0) / 10.0, 0.0, 1.0),
            survey.pregnant,
            survey.renal,
            np.maximum(survey.renal - RENAL_KNEE, 0.0),
            survey.age < 20.0,  # whose kidneys are not known
            getattr(survey, OWN[analyte]),
        ]
    )


@dataclass(frozen=True, slots=True)
class Fit:
    """Values of `names`, with the covariance that the clusters of the survey give."""

    names: tuple[str, ...]
    values: Floats
    covariance: Floats
    persons: int

    def value(self, analyte: str, name: str) -> float:
        return float(self.values[self.names.index(f"{analyte}.{name}")])

    def error(self, name: str) -> float:
        at = self.names.index(name)
        return float(np.sqrt(self.covariance[at, at]))

    @property
    def scatter(self) -> float:
        return float(np.exp(self.values[-1]))


def usable(survey: Survey) -> Survey:
    """Persons with total B12, either analyte, a weight, and renal function where it is asked."""
    renal = np.isfinite(survey.egfr) | (survey.age < 20) | (survey.pregnant == 1)
    measured = np.isfinite(survey.methylmalonic_acid) | np.isfinite(survey.homocysteine)
    return survey.where(renal & measured & np.isfinite(survey.total_b12) & (survey.weight > 0))


def fit(survey: Survey) -> Fit:
    """The parameters at which the weighted likelihood of the persons is greatest.

    Persons whose kidneys are too ill for a forecast are left out: other laws hold for them.

    Raises:
        ValueError: the search did not come to an end.
    """
    survey = usable(survey)
    survey = survey.where(~(survey.egfr < settings().range["egfr_least"].value))
    names = (*(f"{a}.{n}" for a in ANALYTES for n in NAMES[a]), "log_scatter")
    data = _Data.of(survey)

    def objective(parameters: Floats) -> tuple[float, Floats]:
        log_likelihood, scores = data.scored(parameters)
        total = survey.weight.sum()
        return -(survey.weight @ log_likelihood) / total, -(survey.weight @ scores) / total

    start = np.array([START[a].get(n, 0.0) for a in ANALYTES for n in NAMES[a]])
    found = minimize(objective, np.append(start, SCATTER_START), method="L-BFGS-B", jac=True)
    if not found.success:
        raise ValueError(f"the layers were not fitted: {found.message}")
    return Fit(names, found.x, _sandwich(survey, data.scored(found.x)[1]), survey.age.size)


@dataclass(frozen=True, slots=True)
class _Data:
    """What the likelihood reads: covariates, log total B12, and the log of each analyte."""

    covariates: tuple[Floats, ...]
    log_b12: Floats
    log_y: tuple[Floats, ...]

    @classmethod
    def of(cls, survey: Survey) -> "_Data":
        logs = tuple(np.log(getattr(survey, analyte)) for analyte in ANALYTES)
        given = tuple(covariates(survey, analyte) for analyte in ANALYTES)
        return cls(given, np.log(survey.total_b12), logs)

    def _by_analyte(self) -> Iterator[tuple[str, Floats, Floats]]:
        return zip(ANALYTES, self.covariates, self.log_y, strict=True)

    def scored(self, parameters: Floats) -> tuple[Floats, Floats]:
        """The log likelihood of each person, shape (persons,), and its gradient,
        shape (persons, parameters); u is integrated by Gauss-Hermite."""
        scatter = np.exp(parameters[-1])
        log_pool = self.log_b12[:, None] + scatter * NODES
        joint = np.broadcast_to(LOG_WEIGHTS, log_pool.shape).copy()
        parts = [
            _part(parameters[PLACES[analyte]], given, log_pool, log_y)
            for analyte, given, log_y in self._by_analyte()
        ]
        for part in parts:
            joint[part.there] += part.log_density
        top = joint.max(axis=1, keepdims=True)
        share = np.exp(joint - top)
        total = share.sum(axis=1, keepdims=True)
        share /= total
        scores = np.zeros((self.log_b12.size, parameters.size))
        for (analyte, given, _), part in zip(self._by_analyte(), parts, strict=True):
            mine, there = share[part.there], part.there
            scores[there, PLACES[analyte]] = part.scores(mine, given[there])
            scores[there, -1] += scatter * ((mine * -part.by_pool) @ NODES)
        return (top + np.log(total))[:, 0], scores


@dataclass(frozen=True, slots=True)
class _Part:
    """One analyte at the nodes, for the persons in whom it was measured; (persons, nodes)."""

    there: npt.NDArray[np.bool_]
    log_density: Floats
    by_mean: Floats
    by_pool: Floats
    by_log_g: Floats
    by_log_scale: Floats
    by_log_freedom: Floats

    def scores(self, share: Floats, given: Floats) -> Floats:
        """The gradient by the analyte's own parameters, shape (persons, own)."""
        by_base = (share * self.by_mean).sum(axis=1, keepdims=True)
        shapes = (self.by_pool, self.by_log_g, self.by_log_scale, self.by_log_freedom)
        by_shape = [(share * by).sum(axis=1) for by in shapes]
        return np.column_stack([by_base, by_base * given, *by_shape])


def _part(own: Floats, covariates: Floats, log_pool: Floats, log_y: Floats) -> _Part:
    there = np.isfinite(log_y)
    scale, freedom = np.exp(own[-2]), 1.0 + np.exp(own[-1])
    pool = log_pool[there]
    mean = _mean(own, covariates[there], pool)
    z2 = ((log_y[there, None] - mean) / scale) ** 2
    by_mean = (freedom + 1) * (log_y[there, None] - mean) / scale**2 / (freedom + z2)
    log_c0, g = own[-4], np.exp(own[-3])
    short = expit(g * (log_c0 - pool))
    by_freedom = (
        (digamma((freedom + 1) / 2) - digamma(freedom / 2) - 1 / freedom) / 2
        - np.log1p(z2 / freedom) / 2
        + (freedom + 1) / 2 * z2 / (freedom * (freedom + z2))
    )
    return _Part(
        there=there,
        log_density=_log_student(z2, freedom) - own[-2],
        by_mean=by_mean,
        by_pool=by_mean * g * short,
        by_log_g=by_mean * g * (log_c0 - pool) * short,
        by_log_scale=(freedom + 1) * z2 / (freedom + z2) - 1,
        by_log_freedom=by_freedom * (freedom - 1),
    )


def _mean(own: Floats, given: Floats, log_pool: Floats) -> Floats:
    """Shape (persons, nodes)."""
    log_c0, log_g = own[-len(SHAPE)], own[1 - len(SHAPE)]
    base = own[0] + given @ own[1 : -len(SHAPE)]
    return base[:, None] + np.log1p(np.exp(np.exp(log_g) * (log_c0 - log_pool)))


def _log_student(z2: Floats, freedom: float) -> Floats:
    constant = gammaln((freedom + 1) / 2) - gammaln(freedom / 2) - np.log(freedom * np.pi) / 2
    return constant - (freedom + 1) / 2 * np.log1p(z2 / freedom)


def _sandwich(survey: Survey, scores: Floats) -> Floats:
    """The covariance of the estimate, from the scores of the clusters (Binder 1983).

    What the persons say nothing about, such as an assay that none had, is given no error.
    """
    weighted = scores * survey.weight[:, None]
    _, cluster = np.unique(survey.cluster, return_inverse=True)
    sums = np.zeros((cluster.max() + 1, scores.shape[1]))
    np.add.at(sums, cluster, weighted)
    bread = np.linalg.pinv(scores.T @ weighted, hermitian=True)
    return bread @ (sums.T @ sums) @ bread


def medians(found: Fit, survey: Survey, analyte: str) -> Floats:
    """The median predicted for each person, shape (persons,)."""
    return np.exp(quantiles(found, survey, analyte, (0.5,))[:, 0])


def quantiles(found: Fit, survey: Survey, analyte: str, at: Sequence[float]) -> Floats:
    """Log quantiles predicted for each person, shape (persons, at), by bisection."""
    low = np.full((survey.age.size, len(at)), np.log(1e-2))
    high = np.full((survey.age.size, len(at)), np.log(1e6))
    for _ in range(40):
        middle = (low + high) / 2
        below = distribution(found, survey, analyte, middle) < np.asarray(at)
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


def distribution(found: Fit, survey: Survey, analyte: str, log_y: Floats) -> Floats:
    """The predicted probability of being at most exp(log_y), shape (persons, columns)."""
    own = found.values[PLACES[analyte]]
    pool = np.log(survey.total_b12)[:, None] + found.scatter * NODES
    mean = _mean(own, covariates(survey, analyte), pool)  # (persons, nodes)
    z = (log_y[:, :, None] - mean[:, None, :]) / np.exp(own[-2])
    return stdtr(1.0 + np.exp(own[-1]), z) @ np.exp(LOG_WEIGHTS)
