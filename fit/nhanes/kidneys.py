"""The filtration that is usual at an age, for those in whom nobody measured it."""

from dataclasses import dataclass

import numpy as np

from fit.nhanes.survey import Survey

CENTRE, DECADE = 50.0, 10.0
GROWN = 20


@dataclass(frozen=True, slots=True)
class Kidneys:
    """eGFR = level + slope * decades beyond 50 years, mL/min/1.73 m2."""

    level: float
    slope: float
    persons: int


def fit(survey: Survey) -> Kidneys:
    """Weighted least squares over adults who are not pregnant."""
    survey = survey.where(
        np.isfinite(survey.egfr)
        & (survey.age >= GROWN)
        & (survey.pregnant == 0)
        & (survey.weight > 0)
    )
    slope, level = np.polyfit(
        (survey.age - CENTRE) / DECADE, survey.egfr, 1, w=np.sqrt(survey.weight)
    )
    return Kidneys(float(level), float(slope), survey.age.size)
