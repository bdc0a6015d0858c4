"""The paths agree with each other, with a stiff solver, and with what must be so."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from corrin.kinetics.absorption import give, still_taken
from corrin.kinetics.course import Absorption, Course, Diet, Dose, Form, Route
from corrin.kinetics.equations import (
    ACTIVE,
    FUNCTIONAL,
    KINETIC,
    LOST,
    STATES,
    STORE,
    blood,
    supply,
)
from corrin.kinetics.linear import matrix
from corrin.kinetics.parameters import changed, typical
from corrin.kinetics.simulate import metabolites, simulate
from corrin.kinetics.start import at_serum, steady_state
from prove.courses import begun, course, people
from prove.numerics import BLOOD, MARKERS, METABOLITES, by_exact, by_stiff_solver, markers

DAYS = 60
TIMES = np.linspace(0, DAYS, 25)
DIET = (Diet(day=0, micrograms_per_day=5.0),)


@pytest.fixture(scope="module")
def drawn():
    random = np.random.default_rng(1)
    parameters, start = begun(random, people(random, 6))
    return [(parameters[[i]], start[[i]], course(random, DAYS)) for i in range(parameters.size)]


def test_the_exact_path_agrees_with_a_stiff_solver(drawn):
    """To 1e-6 on every output; `make prove` does it for 200 people over two years."""
    parameters, start, what = drawn[0]
    times = np.array([0.0, 1.3, 5.0, 12.0])

    exact = markers(parameters, what, times, by_exact(parameters, start, what, times))

    stiff = markers(parameters, what, times, by_stiff_solver(parameters, start, what, times))
    for name in MARKERS:
        assert_allclose(exact[name], stiff[name], rtol=1e-6, err_msg=name)


def test_the_fast_path_agrees_with_the_exact_path(drawn):
    """To 1e-6 in kinetics and metabolites, to 1e-4 in blood."""
    for parameters, start, what in drawn:
        wanted = markers(parameters, what, TIMES, by_exact(parameters, start, what, TIMES))
        fast = simulate(parameters, what, TIMES, start)
        for name in MARKERS:
            tolerance = 1e-4 if name in BLOOD else 1e-6
            assert_allclose(getattr(fast, name), wanted[name], rtol=tolerance, err_msg=name)


def test_without_the_blood_the_rest_is_the_same(drawn):
    parameters, start, what = drawn[1]

    assert_allclose(
        metabolites(parameters, what, TIMES, start).mma,
        simulate(parameters, what, TIMES, start).mma,
        rtol=1e-9,
    )


def test_a_day_holds_injections_tablets_and_a_change_of_absorption(drawn):
    """Without the blood an injection alone does not end a step; beside anything else it does."""
    parameters, start, _ = drawn[2]

    def dose(day, route, form=Form.CYANOCOBALAMIN):
        return Dose(day=day, micrograms=1000, route=route, form=form)

    what = Course(
        diet=DIET,
        doses=(
            dose(2.4, Route.INTRAMUSCULAR),
            dose(40.3, Route.INTRAMUSCULAR),
            dose(40.7, Route.INTRAMUSCULAR),
            dose(60.3, Route.INTRAVENOUS, Form.HYDROXOCOBALAMIN),
            dose(60.5, Route.ORAL),
            dose(80.1, Route.ORAL),
            dose(80.6, Route.INTRAMUSCULAR),
            dose(100.6, Route.INTRAMUSCULAR),
        ),
        absorption=(Absorption(day=100.2, intrinsic_factor=0.5, bile=0.9),),
    )
    times = np.array([3.0, 41.0, 61.0, 62.0, 81.0, 100.5, 101.0, 120.0])

    fast = metabolites(parameters, what, times, start)

    wanted = markers(parameters, what, times, by_exact(parameters, start, what, times))
    for name in METABOLITES:
        assert_allclose(getattr(fast, name), wanted[name], rtol=1e-6, err_msg=name)


def test_people_do_not_see_each_other(drawn):
    random = np.random.default_rng(2)
    parameters, start = begun(random, people(random, 40))
    what = drawn[0][2]

    together = simulate(parameters, what, [30.0, 60.0], start)

    for i in (0, 31, 32, 39):
        alone = simulate(parameters[[i]], what, [30.0, 60.0], start[[i]])
        assert_allclose(together.mma[i], alone.mma[0], rtol=1e-12)


def test_going_on_from_the_end_is_the_same_as_not_stopping(drawn):
    parameters, start, _ = drawn[2]
    dose = (Dose(day=3.0, micrograms=500, route=Route.ORAL, form=Form.CYANOCOBALAMIN),)
    whole = simulate(parameters, Course(diet=DIET, doses=dose), [40.0], start)

    first = simulate(parameters, Course(diet=DIET, doses=dose), [10.0], start)
    second = simulate(parameters, Course(diet=DIET), [30.0], first.end)

    assert_allclose(second.serum_b12, whole.serum_b12, rtol=1e-9)


def test_nothing_is_lost_and_nothing_made(drawn):
    """Mass balance to 1e-9: what is there, and what has left, is what was there and what came."""
    parameters, start, _ = drawn[3]
    given = (
        Dose(day=1.25, micrograms=1000, route=Route.INTRAMUSCULAR, form=Form.HYDROXOCOBALAMIN),
        Dose(day=9.5, micrograms=100, route=Route.INTRAVENOUS, form=Form.CYANOCOBALAMIN),
    )
    what = Course(diet=(Diet(day=0, micrograms_per_day=0.0),), doses=given)
    came = 1100 * parameters["nmol_per_ug"]

    fast = metabolites(parameters, what, TIMES, start).end[:, : LOST + 1].sum(axis=1)
    states = by_exact(parameters, start, what, TIMES)

    before = start[:, : LOST + 1].sum(axis=1)
    assert_allclose(fast, before + came, rtol=1e-9)
    assert_allclose(states[:, -1, : LOST + 1].sum(axis=1), before + came, rtol=1e-9)


def test_the_linear_rates_lose_nothing():
    """What leaves a state arrives in another, or among the lost: the rows sum to nothing.

    The last row and column are of what is active, which is no amount but follows one.
    """
    rows = np.zeros((KINETIC, KINETIC))
    matrix(typical()[0], rows)

    amounts = rows[: LOST + 1, : LOST + 1]
    assert_allclose(amounts.sum(axis=1), 0.0, atol=1e-13)


def test_what_is_always_eaten_keeps_everything_as_it_is():
    """Months later all is as on the first day. By hand, the store is intake over losses."""
    p = typical()
    start = steady_state(p, 5.0)

    seen = simulate(p, Course(diet=DIET), [100.0, 500.0], start)

    assert_allclose(seen.serum_b12[0, 1], seen.serum_b12[0, 0], rtol=1e-3)
    assert_allclose(seen.end[0, STORE], start[0, STORE], rtol=1e-3)
    meal = 5.0 / 3
    carried = p["i_max"] * meal / (p["d_half"] + meal)
    absorbed = 3 * (carried + p["f_passive"] * meal) * p["nmol_per_ug"]
    losses = p["k_bile"] * (1 - p["r_bile"]) + p["k_other"]
    assert_allclose(start[:, STORE], absorbed / losses, rtol=1e-12)


def test_what_is_active_follows_the_functional_pool_with_its_half_life():
    """Equation 18 by hand: half of the distance is left after one, a quarter after two."""
    p = typical()
    start = steady_state(p, 5.0)
    start[:, ACTIVE] = 2 * start[:, FUNCTIONAL]
    half_life = float(np.log(2) / p["k_active"][0])

    after = [metabolites(p, Course(diet=DIET), [n * half_life], start).end[0] for n in (1, 2)]

    assert [y[ACTIVE] / y[FUNCTIONAL] - 1 for y in after] == pytest.approx([0.5, 0.25], abs=0.01)


@pytest.mark.parametrize("serum", [60.0, 90.0, 300.0])
def test_the_blood_begins_at_rest(serum):
    """Equation 32: nothing of the blood changes while supply stays as it is."""
    parameters, start = at_serum(typical(), serum, 4.0)
    p, y = parameters[0], start[0]
    rates = np.empty(STATES - KINETIC)

    blood(supply(y[FUNCTIONAL], p), y[KINETIC:], p, rates)

    assert_allclose(rates, 0.0, atol=1e-9)


def test_the_start_shows_the_serum_that_was_measured():
    p, start = at_serum(typical(3), [80.0, 200.0, 600.0], 4.0)

    seen = simulate(p, Course(diet=(Diet(day=0, micrograms_per_day=4.0),)), [0.0], start)

    assert_allclose(seen.serum_b12[:, 0], [80.0, 200.0, 600.0], rtol=1e-9)


def test_a_diet_that_would_hold_more_is_lowered():
    """Nobody who eats and absorbs 50 µg a day reads 60 pmol/L: the intake was overstated."""
    p, _ = at_serum(typical(), 60.0, 50.0)

    assert p["diet"][0] < 1


def test_tablets_far_apart_add_up():
    """Superposition: below saturation of transport, the rises of two tablets add."""
    p = typical()
    start = steady_state(p, 5.0)

    def rise(*days):
        given = tuple(
            Dose(day=day, micrograms=50, route=Route.ORAL, form=Form.CYANOCOBALAMIN) for day in days
        )
        seen = metabolites(p, Course(diet=DIET, doses=given), [20.0], start).holotc
        return seen - metabolites(p, Course(diet=DIET), [20.0], start).holotc

    assert_allclose(rise(2.0, 9.0), rise(2.0) + rise(9.0), rtol=1e-9)


def test_tablets_close_together_share_the_intrinsic_factor():
    """By hand, equation 14: an hour after a filling dose, exp(-1/2) of the capacity is taken."""
    p = changed(typical(), f_passive=1e-12, t_recover=2.0)[0]
    y = np.zeros(STATES)

    first = give(y, 1e6, int(Route.ORAL), int(Form.CYANOCOBALAMIN), 0.0, p)
    once = y.sum()
    give(y, 1e6, int(Route.ORAL), int(Form.CYANOCOBALAMIN), still_taken(first, 1 / 24, p), p)

    assert first == pytest.approx(1.0, rel=1e-5)
    assert y.sum() / once - 1 == pytest.approx(1 - np.exp(-0.5), rel=1e-5)


def test_the_order_in_which_doses_are_told_does_not_matter(drawn):
    parameters, start, what = drawn[4]
    turned = Course(
        diet=what.diet[::-1],
        doses=what.doses[::-1],
        absorption=what.absorption[::-1],
        nitrous_oxide=what.nitrous_oxide,
    )

    assert_allclose(
        simulate(parameters, turned, TIMES, start).mma,
        simulate(parameters, what, TIMES, start).mma,
        rtol=1e-9,
    )


def test_an_extra_dose_never_lowers_serum_b12(drawn):
    for parameters, start, what in drawn:
        more = (*what.doses, Dose(day=20.0, micrograms=500, route=Route.SUBCUTANEOUS, form=Form(1)))
        extra = Course(diet=what.diet, doses=more, absorption=what.absorption)

        with_it = metabolites(parameters, extra, TIMES, start).serum_b12
        without = metabolites(parameters, what, TIMES, start).serum_b12

        assert (with_it >= without * (1 - 1e-9)).all()


def test_every_output_is_a_number(drawn):
    for parameters, start, what in drawn:
        seen = simulate(parameters, what, TIMES, start)
        assert all(
            (np.isfinite(values) & (values > 0)).all()
            for values in (getattr(seen, name) for name in MARKERS)
        )


def test_a_change_of_absorption_at_a_meal_serves_the_meal_once():
    """With traces of an injection left, a response that ends as it begins ate the meal twice."""
    p = changed(typical(), f_if=0.5)
    start = steady_state(p, 5.0)
    what = Course(
        diet=DIET,
        doses=(Dose(day=2.3, micrograms=1000, route=Route.SUBCUTANEOUS, form=Form.CYANOCOBALAMIN),),
        absorption=(Absorption(day=4.75, intrinsic_factor=0.7),),
    )
    times = np.array([4.0, 5.0, 6.0])

    exact = markers(p, what, times, by_exact(p, start, what, times))

    assert_allclose(simulate(p, what, times, start).functional, exact["functional"], rtol=1e-8)


def test_somebody_short_of_b12_without_a_dose_is_followed_to_the_end():
    """Where nothing happens and supply is short, the steps of the blood are shortest."""
    parameters, start = at_serum(typical(), 80.0, 0.2)
    nothing = Course(diet=(Diet(day=0, micrograms_per_day=0.2),))
    times = np.array([200.0])

    wanted = markers(parameters, nothing, times, by_exact(parameters, start, nothing, times))
    fast = simulate(parameters, nothing, times, start)
    for name in BLOOD:
        assert_allclose(getattr(fast, name), wanted[name], rtol=1e-4, err_msg=name)
