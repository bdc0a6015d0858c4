"""The model of one person on one course as SBML, so that other programs can run it."""

import numpy as np

from corrin.forecast import made
from corrin.forecast.made import Case, Planned
from corrin.forecast.settings import settings
from corrin.kinetics.course import Course, Diet
from corrin.kinetics.parameters import typical
from corrin.kinetics.personal import people
from corrin.kinetics.sbml import sbml
from corrin.kinetics.start import steady_state


def of_person(of: Case, planned: Planned, *, seed: int) -> str:
    """The person in the middle of the draws, on a course, from the first day that the model knows.

    Raises:
        Refused: no forecast is made of this person.
        NotSimulated: the model cannot take the course.
    """
    count = int(settings().show["draws"].value)
    arrays = made.drawn(of, planned, count=count, seed=seed)
    middle = np.mean(arrays.fitted.draws.z, axis=0, keepdims=True)
    parameters, start = people(of.subject.prior, middle)
    until = arrays.clock.day(planned.until, 0)
    return sbml(parameters, start, made.course_of(of, planned, arrays.clock), until)


def of_typical_adult() -> str:
    """The adult of kinetics.yaml, untreated and at rest on the usual diet."""
    diet = settings().diet["usual"].value
    course = Course(diet=(Diet(day=0, micrograms_per_day=diet),))
    person = typical()
    return sbml(person, steady_state(person, diet), course, settings().show["horizon"].value)
