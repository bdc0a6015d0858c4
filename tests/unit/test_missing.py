"""What is not known: each question once, with all that hangs on it."""

import json
from datetime import date

import pytest

from corrin import person_file
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.knowledge.load import knowledge

ON = date(2026, 11, 20)
NOTHING = {
    "procedures": [],
    "medicines": [],
    "symptoms": [],
    "signs": [],
    "allergies": [],
    "family_history": [],
    "exposures": [],
    "prior_treatment": [],
}
LOW = {"name": "total B12", "value": 120, "unit": "ng/L", "day": 0}


def missing(person, pack="uk"):
    data = json.dumps(person).encode()
    read = person_file.read(data, knowledge=knowledge(), on=ON)
    return plan(read.person, on=ON, guideline=Guideline.of(knowledge(), pack)).basis.missing


def test_a_question_on_which_two_things_hang_stands_once_and_names_both():
    person = {"age_years": 30, "sex": "female", "conditions": [], "labs": [LOW], **NOTHING}

    said = {each.id: (each.asks, each.would_change) for each in missing(person)}

    assert said["pregnancy"] == (
        "pregnancy",
        "the treatment offered; which test is used and the dose by mouth",
    )
    assert said["diet"] == (
        "the diet: a vegan diet, or one without animal food",
        "the treatment offered; the cause and the route",
    )


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        (["hypertension", "unknown"], "further diagnoses, as the list may not be complete"),
        (["unknown"], "the diagnoses"),
        (None, "the diagnoses"),
    ],
)
def test_a_list_that_was_begun_is_not_said_to_be_unknown(said, asks):
    person = {"age_years": 60, "sex": "male", "labs": [LOW], "conditions": said, **NOTHING}

    assert [each.asks for each in missing(person) if each.id == "conditions"] == [asks]


@pytest.mark.parametrize("pack", ["general", "uk", "us"])
def test_no_question_stands_twice(pack):
    found = missing({"labs": [LOW]}, pack)

    assert len({each.id for each in found}) == len(found)
    assert len({each.asks for each in found}) == len(found)
