"""The hours of the day are told to whoever takes doses by mouth, about what that person takes."""

import json
from datetime import date
from typing import Any

import pytest

from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.knowledge.load import knowledge
from corrin.person_file import read

ON = date(2026, 11, 20)
VEGAN: dict[str, Any] = {
    "age_years": 40,
    "sex": "male",
    "diet": ["vegan"],
    "labs": [{"name": "total B12", "value": "120", "unit": "ng/L", "day": 0}],
    "symptoms": [],
    "conditions": [],
    "procedures": [],
    "family_history": [],
    "allergies": [],
    "exposures": [],
    "prior_treatment": [],
}


def agents(**said: Any) -> set[str]:
    """The agents of the rules of timing that a vegan with low B12 is given in the general pack."""
    reading = read(json.dumps(VEGAN | said).encode(), on=ON, knowledge=knowledge())
    assert reading.person is not None
    made = plan(reading.person, on=ON, guideline=Guideline.of(knowledge(), "general"))
    return {rule.agent.partition(",")[0] for rule in made.timing}


BY_MOUTH = {"Time of day", "Food"}


@pytest.mark.parametrize(
    ("medicines", "told"),
    [
        ([], BY_MOUTH),
        (["colestyramine"], {*BY_MOUTH, "Colestyramine"}),
        (["vitamin C 1000 mg daily"], {*BY_MOUTH, "Vitamin C"}),
        (["no colestyramine"], BY_MOUTH),
    ],
)
def test_a_rule_is_told_to_whoever_takes_its_agent(medicines, told):
    assert agents(medicines=medicines) == told


def test_every_rule_is_told_to_whoever_has_not_been_asked():
    assert agents() >= {*BY_MOUTH, "Colestyramine", "Vitamin C", "Calcium"}


def test_the_rule_of_one_product_is_not_told_of_another():
    """Food concerns cyanocobalamin; with Leber's disease in the family another one is offered."""
    leber = ["brother with Leber's disease"]

    assert agents(medicines=[], labs=[], family_history=leber) == {"Time of day"}
    assert agents(medicines=[], labs=[]) == BY_MOUTH


def test_injections_have_no_hours():
    assert agents(symptoms=["unsteady gait"]) == set()
