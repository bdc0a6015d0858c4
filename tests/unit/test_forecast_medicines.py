"""Medicines that lower absorption: taken, begun and ended in a forecast."""

import json

import numpy as np
import pytest
import yaml
from click.testing import CliRunner
from msgspec.structs import replace
from numpy.testing import assert_allclose

from corrin.cli import corrin
from corrin.forecast.medicines import absorption
from corrin.forecast.settings import settings
from corrin.forecast.subject import prior
from corrin.kinetics.course import Course, Diet
from corrin.kinetics.personal import people
from corrin.kinetics.population import Covariates, value
from corrin.kinetics.simulate import simulate

LIKE = Covariates(age_years=60, female=1.0, egfr=80)
BOTH = frozenset({"metformin", "acid-suppression"})
PERSON = """
age_years: 60
sex: female
diet: [non-vegetarian]
conditions: [type 2 diabetes]
medicines: {medicines}
prior_treatment: []
labs:
  - {{name: total vitamin B12, value: 110, unit: ng/L, day: -3}}
  - {{name: haemoglobin, value: 98, unit: g/L, day: -3}}
  - {{name: eGFR, value: 80, unit: mL/min/1.73m2, day: -3}}
"""


def forecast(medicines, *compared):
    text = PERSON.format(medicines=yaml.safe_dump(medicines, default_flow_style=True).strip())
    command = ["forecast", "-", "--on", "2026-11-20", "--until", "2027-02-20", "--format", "json"]
    asked = [word for one in compared for word in ("--compare", one)]
    return json.loads(CliRunner().invoke(corrin, [*command, *asked], input=text).output)


def test_what_two_medicines_leave_is_the_product():
    """By hand from forecast.yaml: 0.8 x 0.9, 0.9 x 0.4, 0.8 x 1.0."""
    left = absorption(BOTH, 3.0)

    assert (left.day, left.bile) == (3.0, 0.8)
    assert_allclose([left.intrinsic_factor, left.food], [0.72, 0.36])


def test_who_takes_one_begins_with_the_serum_b12_that_was_measured():
    """Without the medicine in the balance of the start, more would seem to be eaten."""
    cause = settings().cause["dietary"]
    before = prior(LIKE, cause, 4.0, None, BOTH)
    parameters, start = people(before, np.zeros((1, before.size)))
    diet = (Diet(day=0, micrograms_per_day=before.micrograms_per_day),)
    course = Course(diet=diet, absorption=(before.before,))

    seen = simulate(parameters, course, [0.0, 20.0], start).serum_b12[0]

    wanted = parameters["background"][0] + before.serum_above_background
    assert seen[0] == pytest.approx(wanted, rel=1e-6)
    assert seen[1] == pytest.approx(wanted, rel=0.03)
    without = replace(before, before=absorption(frozenset(), 0))
    parameters, start = people(without, np.zeros((1, before.size)))
    drops = simulate(parameters, course, [0.0, 20.0], start).serum_b12[0]
    assert drops[1] < seen[1]


def last(of, marker):
    return next(one for one in of["markers"] if one["marker"] == marker)["curve"]["median"][-1]


def test_ending_it_raises_and_beginning_another_lowers_b12():
    found = forecast(["metformin 2 g daily since 2015"], "end:metformin", "begin:acid-suppression")
    ended, begun = found["what_if"]

    assert last(begun, "active_b12") < last(found, "active_b12") < last(ended, "active_b12")
    assert any("metformin" in said for said in found["assumed"])


@pytest.mark.parametrize("what", ["end:metformin", "begin:aspirin", "stop:metformin"])
def test_what_cannot_be_begun_or_ended_is_refused(what):
    refused = forecast([], what)["refused"]

    assert [one["field"] for one in refused] == ["compare"]


def floor(found):
    return next(one["typical"] for one in found["parameters"] if one["name"] == "hcy_floor")


@pytest.mark.parametrize("medicine", ["folic acid 5 mg daily", "a daily multivitamin"])
def test_who_takes_folic_acid_is_like_those_who_do(medicine):
    """In the survey they have less homocysteine: population.yaml, homocysteine, folic_acid."""
    lower = np.exp(value("homocysteine", "folic_acid"))

    assert floor(forecast([medicine])) == pytest.approx(lower * floor(forecast([])), rel=1e-3)
    assert floor(forecast(["ramipril 5 mg daily"])) == floor(forecast([]))


def test_folic_acid_of_which_nobody_asked_is_said_to_be_assumed_away():
    nothing_asked = PERSON.replace("medicines: {medicines}\n", "")

    assert nothing_asked != PERSON
    assert "no folic acid, as none is named" in assumed(nothing_asked.format())
    assert "no folic acid, as none is named" not in assumed(PERSON.format(medicines="[]"))
    assert "no folic acid, as none is named" not in assumed(
        PERSON.format(medicines='["folic acid 5 mg daily"]')
    )


def assumed(text: str) -> list[str]:
    command = ["forecast", "-", "--on", "2026-11-20", "--until", "2027-02-20", "--format", "json"]
    return json.loads(CliRunner().invoke(corrin, command, input=text).output)["assumed"]


def test_kidneys_that_nobody_measured_are_those_of_the_age():
    """By hand at 60: 92.61 - 8.26 = 84."""
    text = PERSON.replace("eGFR", "ferritin").replace("mL/min/1.73m2", "ug/L")

    assert "an eGFR of 84 mL/min/1.73 m2, usual at that age" in assumed(text.format(medicines="[]"))
