"""The coverage of forecasts, on a hundred people; the full count is `prove.coverage_forecast`."""

import pytest

from prove import coverage_forecast

PEOPLE = 108
"""Three times every cause, route and number of results."""


@pytest.fixture(scope="module")
def found():
    return [coverage_forecast.judge(one, draws=300) for one in coverage_forecast.persons(PEOPLE)]


def test_intervals_hold_the_truth_nine_times_in_ten(found):
    everybody = coverage_forecast.shares(found)[0]

    assert everybody.people >= 0.95 * PEOPLE  # the rest may be refused
    assert 0.84 <= everybody.held <= 0.96  # four standard errors of 540 markers, some alike


def test_draws_are_worth_what_they_should(found):
    enough = [one.effective >= 0.4 * 300 for one in found]

    assert sum(enough) >= 0.95 * PEOPLE


def test_a_spread_that_is_halved_is_caught(found):
    rows = coverage_forecast.shares(found, widened=0.5)

    assert not coverage_forecast.met(rows)
    assert rows[0].held < 0.75
