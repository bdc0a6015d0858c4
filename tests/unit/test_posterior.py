"""From prior and results to draws: against what can be worked out by hand, and bad results."""

import numpy as np
import pytest

from corrin.forecast.settings import settings
from corrin.forecast.subject import prior
from corrin.kinetics import posterior
from corrin.kinetics.course import Course, Diet, Dose, Form, Route
from corrin.kinetics.errors import NotSimulated
from corrin.kinetics.personal import Marker, misfits, results
from corrin.kinetics.population import Covariates

MAN = Covariates(age_years=50, female=0, egfr=90)
OF = prior(MAN, settings().cause["dietary"], 4.0, None)
DAYS = (1.375, 3.375, 5.375, 82.375)
INJECTIONS = Course(
    diet=(Diet(day=0, micrograms_per_day=4.0),),
    doses=tuple(
        Dose(day=d, micrograms=1000, route=Route.INTRAMUSCULAR, form=Form.HYDROXOCOBALAMIN)
        for d in DAYS
    ),
)
TABLETS = Course(
    diet=(Diet(day=0, micrograms_per_day=4.0),),
    doses=tuple(
        Dose(day=d + 0.4, micrograms=1000, route=Route.ORAL, form=Form.CYANOCOBALAMIN)
        for d in range(400)
    ),
)
NONE = results([], (), [], [], [])


def haemoglobin(value, *, day=400.0, sd=0.0289, side=0):
    return results([day], (Marker.HAEMOGLOBIN,), [value], [sd], [side])


def z_of(draws, name):
    return draws.z[:, OF.varying.index(name)]


def test_without_results_the_draws_are_the_prior():
    draws = posterior.draw(OF, NONE, INJECTIONS, np.array([90.0]), count=2000, seed=1)

    assert draws.effective == 2000
    assert draws.z.mean(axis=0) == pytest.approx(0, abs=0.1)
    assert draws.z.std(axis=0) == pytest.approx(1, abs=0.08)


def test_one_result_of_a_well_supplied_person_weighs_as_in_a_textbook():
    """After a year of tablets haemoglobin is the person's own: a normal prior with a normal
    result, so that the mean is the result weighed with the share of the prior's variance."""
    usual = posterior.draw(OF, NONE, TABLETS, np.array([400.0]), count=2000, seed=1)
    spread = float(np.std(np.log(usual.outputs.haemoglobin)))
    median = float(np.median(usual.outputs.haemoglobin))

    draws = posterior.draw(
        OF, haemoglobin(median * 1.1), TABLETS, np.array([400.0]), count=2000, seed=2
    )

    share = spread**2 / (spread**2 + 0.0289**2)
    logs = np.log(draws.outputs.haemoglobin[:, 0])
    assert np.mean(logs) - np.log(median) == pytest.approx(share * np.log(1.1), abs=0.004)
    assert np.std(logs) == pytest.approx(spread * np.sqrt(1 - share), rel=0.1)


def test_the_same_seed_gives_the_same_draws():
    found = results(
        [0.3, 0.3], (Marker.SERUM_B12, Marker.HAEMOGLOBIN), [90, 100], [0.18, 0.03], [0, 0]
    )

    one, same, other = (
        posterior.draw(OF, found, INJECTIONS, np.array([60.0]), count=200, seed=seed)
        for seed in (5, 5, 6)
    )

    assert np.array_equal(one.outputs.haemoglobin, same.outputs.haemoglobin)
    assert not np.array_equal(one.outputs.haemoglobin, other.outputs.haemoglobin)


def test_a_censored_result_pushes_to_its_side_alone():
    low = results([0.3], (Marker.SERUM_B12,), [60.0], [0.18], [-1])
    usual = posterior.draw(OF, NONE, INJECTIONS, np.array([0.3]), count=1000, seed=3)

    draws = posterior.draw(OF, low, INJECTIONS, np.array([0.3]), count=1000, seed=3)

    # a truth two errors above the bound would have been read as below it 1 time in 44
    assert np.quantile(draws.outputs.serum_b12, 0.9) < 60 * np.exp(2 * 0.18)
    assert np.median(draws.outputs.serum_b12) < np.median(usual.outputs.serum_b12)


def test_a_censored_result_that_is_met_says_nothing():
    met = results([0.3], (Marker.SERUM_B12,), [2000.0], [0.18], [-1])

    assert misfits(np.log([[200.0]]), met) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("field", "arguments"),
    [
        ("results.day", ([-1.0], (Marker.MMA,), [300.0], [0.2], [0])),
        ("results.value", ([1.0], (Marker.MMA,), [0.0], [0.2], [0])),
        ("results.value", ([1.0], (Marker.MMA,), [float("nan")], [0.2], [0])),
        ("results.sd", ([1.0], (Marker.MMA,), [300.0], [0.0], [0])),
        ("results", ([1.0, 2.0], (Marker.MMA,), [300.0], [0.2], [0])),
    ],
)
def test_an_impossible_result_is_refused_by_name(field, arguments):
    with pytest.raises(NotSimulated, match=field.replace(".", r"\.")):
        results(*arguments)
