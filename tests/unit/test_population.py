"""The population of the kinetic model: hand calculations from its published and fitted numbers."""

from math import log

import pytest

from corrin.kinetics import population
from corrin.kinetics.population import Covariates


def test_egfr_is_that_of_ckd_epi_2021():
    # Inker 2021: 142 x (Scr/0.7)^-0.241 .. at Scr = 0.7 mg/dL only age and sex are left.
    assert population.egfr(0.7, 50, female=True) == pytest.approx(142 * 0.9938**50 * 1.012)
    assert population.egfr(1.8, 60, female=False) == pytest.approx(142 * 2**-1.2 * 0.9938**60)
    assert population.egfr(0.45, 40, female=False) == pytest.approx(142 * 2**0.302 * 0.9938**40)


def test_a_man_of_50_with_healthy_kidneys_is_the_reference():
    man = Covariates(age_years=50, female=0, egfr=90)

    for analyte in ("methylmalonic_acid", "homocysteine", "haemoglobin", "mcv"):
        assert population.log_effect(analyte, man) == 0


def test_age_sex_and_kidneys_add_up():
    old_woman = Covariates(age_years=80, female=1, egfr=45)
    of = {n: e.value for n, e in population.estimates()["methylmalonic_acid"].items()}

    expected = 2 * of["adult"] + of["old"] + of["female"]  # 20 years to 70, then 10 more
    expected += of["renal"] * log(2) + of["renal_low"] * log(60 / 45)
    assert population.log_effect("methylmalonic_acid", old_woman) == pytest.approx(expected)


def test_kidneys_do_not_count_in_a_child_or_in_pregnancy():
    child, ill_child = (Covariates(age_years=8, female=0, egfr=e) for e in (90, 30))
    mother, ill_mother = (
        Covariates(age_years=30, female=1, egfr=e, pregnant=True) for e in (90, 30)
    )

    for analyte in ("methylmalonic_acid", "homocysteine"):
        assert population.log_effect(analyte, child) == population.log_effect(analyte, ill_child)
        assert population.log_effect(analyte, mother) == population.log_effect(analyte, ill_mother)


def test_who_is_below_20_years_has_a_step_in_place_of_kidneys():
    """By hand: a boy of 18 is two tenths of ten years below 20, and three tens below 50."""
    boy = Covariates(age_years=18, female=0, egfr=60)
    of = {n: e.value for n, e in population.estimates()["methylmalonic_acid"].items()}

    expected = -0.2 * of["child"] - 3 * of["adult"] + of["young"]
    assert population.log_effect("methylmalonic_acid", boy) == pytest.approx(expected)


def test_worse_kidneys_raise_the_metabolites_and_lower_haemoglobin():
    well, ill = (Covariates(age_years=60, female=1, egfr=e) for e in (90, 40))

    assert population.relative("methylmalonic_acid", ill) > population.relative(
        "methylmalonic_acid", well
    )
    assert population.relative("homocysteine", ill) > population.relative("homocysteine", well)
    assert population.level("haemoglobin", ill) < population.level("haemoglobin", well)


def test_folic_acid_lowers_homocysteine_alone():
    without, given = (
        Covariates(age_years=60, female=1, egfr=80, folic_acid=taken) for taken in (False, True)
    )

    assert population.relative("homocysteine", given) < population.relative("homocysteine", without)
    for analyte in ("methylmalonic_acid", "haemoglobin", "mcv"):
        assert population.log_effect(analyte, given) == population.log_effect(analyte, without)


def test_the_usual_filtration_falls_with_age_and_is_that_of_the_trials_at_65():
    """CKD-EPI in NHANES: medians of 112 at 27, 92 at 54 and 58 at 85 and more."""
    assert population.usual_egfr(65) == pytest.approx(population.trial_person().egfr, abs=1)
    assert population.usual_egfr(27) == pytest.approx(112, abs=3)
    assert population.usual_egfr(54) == pytest.approx(92, abs=3)
    assert population.usual_egfr(90) == population.usual_egfr(85)


def test_women_have_less_haemoglobin_than_men():
    # NHANES 1999-2012, ages 20 and over: medians about 151 g/L in men and 134 g/L in women.
    assert population.level("haemoglobin", Covariates(age_years=50, female=0, egfr=90)) == (
        pytest.approx(151, abs=2)
    )
    assert population.level("haemoglobin", Covariates(age_years=50, female=1, egfr=90)) == (
        pytest.approx(134, abs=2)
    )


def test_every_coefficient_says_how_it_was_set():
    for section in population.estimates().values():
        for name, estimate in section.items():
            assert estimate.set in ("measured", "fitted", "assumed"), name
            assert estimate.source
            assert estimate.unit
