"""What cannot be is refused by name, before anything is computed."""

import numpy as np
import pytest

from corrin.kinetics.course import (
    Absorption,
    Course,
    Diet,
    Dose,
    Form,
    NitrousOxide,
    Route,
)
from corrin.kinetics.errors import NotSimulated
from corrin.kinetics.parameters import changed, typical
from corrin.kinetics.simulate import simulate
from corrin.kinetics.start import at_serum, steady_state

DIET = (Diet(day=0, micrograms_per_day=5.0),)


def dose(day=1.0, micrograms=1000.0):
    return (Dose(day=day, micrograms=micrograms, route=Route.ORAL, form=Form.CYANOCOBALAMIN),)


@pytest.mark.parametrize(
    ("field", "course"),
    [
        ("dose.day", Course(diet=DIET, doses=dose(day=-1.0))),
        ("dose.day", Course(diet=DIET, doses=dose(day=float("nan")))),
        ("dose.day", Course(diet=DIET, doses=dose(day=1e6))),
        ("dose.micrograms", Course(diet=DIET, doses=dose(micrograms=-1.0))),
        ("dose.micrograms", Course(diet=DIET, doses=dose(micrograms=5e6))),
        ("dose.micrograms", Course(diet=DIET, doses=dose(micrograms=float("inf")))),
        ("diet", Course(diet=())),
        ("diet", Course(diet=(Diet(day=3, micrograms_per_day=5.0),))),
        ("diet.micrograms_per_day", Course(diet=(Diet(day=0, micrograms_per_day=-1.0),))),
        ("absorption.bile", Course(diet=DIET, absorption=(Absorption(day=1, bile=1.5),))),
        ("nitrous_oxide.hours", Course(diet=DIET, nitrous_oxide=(NitrousOxide(day=1, hours=99),))),
    ],
)
def test_an_impossible_course_is_refused(field, course):
    p = typical()

    with pytest.raises(NotSimulated) as refusal:
        simulate(p, course, [10.0], steady_state(p, 5.0))

    assert refusal.value.field == field
    assert refusal.value.accepted in str(refusal.value)


@pytest.mark.parametrize("times", [[], [-1.0], [2.0, 1.0], [float("nan")], [[1.0]]])
def test_impossible_times_are_refused(times):
    p = typical()

    with pytest.raises(NotSimulated, match=r"^times"):
        simulate(p, Course(diet=DIET), times, steady_state(p, 5.0))


@pytest.mark.parametrize(
    ("name", "value"),
    [("v_plasma", 0.0), ("k_tc", -1.0), ("r_bile", 1.2), ("mma_floor", np.nan), ("f_if", -0.1)],
)
def test_an_impossible_parameter_is_refused(name, value):
    p = typical()
    start = steady_state(p, 5.0)

    with pytest.raises(NotSimulated, match=rf"^{name}"):
        simulate(changed(p, **{name: value}), Course(diet=DIET), [1.0], start)


def test_a_parameter_that_does_not_exist_is_refused():
    with pytest.raises(NotSimulated, match=r"^parameter k_tx"):
        changed(typical(), k_tx=1.0)


def test_a_start_of_other_people_is_refused():
    with pytest.raises(NotSimulated, match=r"^start"):
        simulate(typical(2), Course(diet=DIET), [1.0], steady_state(typical(), 5.0))


@pytest.mark.parametrize("serum", [0.0, 20.0, -5.0, 1e6, np.nan])
def test_a_serum_that_no_store_gives_is_refused(serum):
    with pytest.raises(NotSimulated, match=r"^serum_b12_pmol_l"):
        at_serum(typical(), serum, 5.0)


def test_nobody_is_at_rest_on_nothing():
    with pytest.raises(NotSimulated, match=r"^micrograms_per_day"):
        steady_state(typical(), 0.0)
