"""How published figures and the people of a study are put before the model: hand calculations."""

import pytest

from corrin.kinetics import population
from corrin.kinetics.parameters import typical
from corrin.kinetics.population import Covariates
from fit.figure import middle, reported
from fit.scenarios import person


def test_a_mean_with_a_standard_deviation_is_read_as_the_median_of_a_log_normal():
    """By hand, Sharabi 2003, sublingual at day 0: 94 / root(1 + (30 / 94)^2) = 89.55."""
    assert reported("sharabi2003", "sublingual", "serum_b12", 0) == 94
    assert middle("sharabi2003", "sublingual", "serum_b12", 0) == pytest.approx(89.55, abs=0.005)


def test_a_figure_that_is_not_there_is_not_made_up():
    with pytest.raises(KeyError):
        reported("sharabi2003", "sublingual", "serum_b12", 29)


def test_the_people_of_a_study_age_as_the_people_of_a_forecast_do():
    """A forecast at 65 years and an eGFR of 80 has the floors of kinetics.yaml: so has a study."""
    p = typical()

    there = person(p, age=65)
    older = person(p, age=80)

    assert there["mma_floor"][0] == pytest.approx(p["mma_floor"][0], rel=0.005)
    assert there["hcy_floor"][0] == pytest.approx(p["hcy_floor"][0], rel=0.005)
    like = Covariates(age_years=80, female=0.5, egfr=population.usual_egfr(80))
    for name, analyte in (("mma_floor", "methylmalonic_acid"), ("hcy_floor", "homocysteine")):
        ratio = older[name][0] / p[name][0]
        assert ratio == pytest.approx(population.relative(analyte, like))
        assert ratio > 1.05
