"""Another program runs the exported model and finds the same."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from corrin.kinetics.course import Course, Diet, Dose, Form, Route
from corrin.kinetics.equations import NAMES
from corrin.kinetics.errors import NotSimulated
from corrin.kinetics.parameters import typical
from corrin.kinetics.simulate import simulate
from corrin.kinetics.start import at_serum
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


def test_only_one_person_is_written():
    p, start = at_serum(typical(2), 200.0, 5.0)

    with pytest.raises(NotSimulated, match=r"^people"):
        sbml.sbml(p, start, Course(diet=(Diet(day=0, micrograms_per_day=5),)), 10.0)
