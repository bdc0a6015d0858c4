"""Another program runs the exported model and finds the same."""

import json
from datetime import date

import numpy as np
import pytest
from click.testing import CliRunner
from numpy.testing import assert_allclose

from corrin.cli import corrin
from corrin.kinetics.course import Course, Diet, Dose, Form, Route
from corrin.kinetics.equations import NAMES
from corrin.kinetics.errors import NotSimulated
from corrin.kinetics.parameters import typical
from corrin.kinetics.simulate import simulate
from corrin.kinetics.start import at_serum, steady_state
from prove.courses import begun, course, people
from prove.numerics import by_exact, markers

sbml = pytest.importorskip("corrin.kinetics.sbml", reason="antimony has no wheel here")
roadrunner = pytest.importorskip("roadrunner", reason="libRoadRunner has no wheel here")


def run(text: str, times: np.ndarray) -> np.ndarray:
    model = roadrunner.RoadRunner(text)
    model.timeCourseSelections = ["time", *sbml.OUTPUTS.values()]
    model.integrator.setValue("relative_tolerance", 1e-10)
    model.integrator.setValue("maximum_num_steps", 1_000_000)
    for name in NAMES:
        model.integrator.setIndividualTolerance(name, 1e-12)
    return np.asarray(model.simulate(times=[0.0, *times]))[1:, 1:]


@pytest.mark.parametrize("seed", [3, 4])
def test_libroadrunner_finds_the_same(seed):
    """To 1e-5 in every marker; the times fall on no meal and no dose."""
    random = np.random.default_rng(seed)
    p, start = begun(random, people(random, 1))
    what = course(random, 40)
    times = np.arange(0, 40, 2) + 13 / 128

    theirs = run(sbml.sbml(p, start, what, 42.0), times)

    ours = markers(p, what, times, by_exact(p, start, what, times))
    for column, name in enumerate(sbml.OUTPUTS):
        assert_allclose(theirs[:, column], ours[name][0], rtol=1e-5, err_msg=name)


def test_a_dose_at_the_very_start_is_given():
    p, start = at_serum(typical(), 200.0, 5.0)
    dose = Dose(day=0, micrograms=1000, route=Route.INTRAMUSCULAR, form=Form.HYDROXOCOBALAMIN)
    what = Course(diet=(Diet(day=0, micrograms_per_day=5),), doses=(dose,))

    theirs = run(sbml.sbml(p, start, what, 2.0), np.array([0.1]))

    assert_allclose(theirs[0, 0], simulate(p, what, [0.1015625], start).serum_b12[0, 0], rtol=0.01)
    assert theirs[0, 0] > 5000


def exported(*arguments):
    result = CliRunner().invoke(corrin, ["forecast", *arguments, "--sbml"])
    assert result.exit_code == 0
    return result.output


def test_the_command_writes_the_typical_adult_at_rest():
    """On 4 micrograms a day; as steady as equation 31 says, and where `simulate` has it."""
    p = typical()
    start = steady_state(p, 4.0)
    what = Course(diet=(Diet(day=0, micrograms_per_day=4),))
    times = np.array([100, 300]) + 13 / 128

    theirs = run(exported(), times)

    ours = simulate(p, what, times, start)
    assert_allclose(theirs[:, 0], ours.serum_b12[0], rtol=1e-5)
    assert_allclose(theirs[:, 5], ours.haemoglobin[0], rtol=1e-4)


def test_the_command_writes_a_person_on_a_course():
    """In another program Amina's markers stay inside the bands of her own forecast."""
    amina = ("examples/amina.yaml", "--on", "2026-11-20", "--until", "2027-03-20")
    forecast = CliRunner().invoke(corrin, ["forecast", *amina, "--format", "json"])
    markers = {one["marker"]: one for one in json.loads(forecast.output)["markers"]}
    curve = markers["haemoglobin"]["curve"]
    first = date.fromisoformat(curve["on"][0])
    times = [(date.fromisoformat(on) - first).days + 1 / 3 for on in curve["on"]]

    theirs = run(exported(*amina), np.array(times))

    for column, name in ((0, "total_b12"), (2, "methylmalonic_acid"), (5, "haemoglobin")):
        curve = markers[name]["curve"]
        assert np.all(theirs[:, column] >= np.array(curve["low"]))
        assert np.all(theirs[:, column] <= np.array(curve["high"]))
    assert theirs[-1, 5] > theirs[0, 5] + 20


def test_of_whom_there_is_no_forecast_there_is_no_model():
    result = CliRunner().invoke(corrin, ["forecast", "examples/chioma.yaml", "--sbml"])

    assert result.exit_code == 3
    assert "pregnant" in result.output
    assert "<sbml" not in result.output


def test_only_one_person_is_written():
    p, start = at_serum(typical(2), 200.0, 5.0)

    with pytest.raises(NotSimulated, match=r"^people"):
        sbml.sbml(p, start, Course(diet=(Diet(day=0, micrograms_per_day=5),)), 10.0)
