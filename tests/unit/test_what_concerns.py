"""A plan says to each person only what concerns the treatment that is offered."""

import json
from datetime import date
from typing import Any

import pytest

from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.domain.plan import Plan
from corrin.knowledge.load import knowledge
from corrin.person_file import read
from corrin.render.plan_page import plan_page
from corrin.render.text import text

ON = date(2026, 11, 20)
VEGAN = {
    "age_years": 40,
    "sex": "male",
    "diet": ["vegan"],
    "conditions": [],
    "procedures": [],
    "medicines": [],
    "symptoms": ["tiredness"],
    "signs": [],
    "allergies": [],
    "exposures": [],
    "prior_treatment": [],
    "labs": [
        {"name": "total vitamin B12", "value": 150, "unit": "ng/L", "day": -2},
        {"name": "haemoglobin", "value": 140, "unit": "g/L", "day": -2},
    ],
}
PERNICIOUS = {**VEGAN, "diet": ["omnivore"], "conditions": ["pernicious anaemia"]}
KEPT = {
    **PERNICIOUS,
    "symptoms": [],
    "labs": [{"name": "total vitamin B12", "value": 600, "unit": "ng/L", "day": -2}],
    "prior_treatment": ["hydroxocobalamin 1 mg IM every 8 weeks since 2020"],
}


def plan_of(person: dict[str, Any], pack: str = "general") -> Plan:
    found = read(json.dumps(person).encode(), knowledge=knowledge(), on=ON)
    assert found.person is not None
    made = Guideline.of(knowledge(), pack)
    return plan(found.person, on=ON, guideline=made, ledger=found.ledger, refused=found.refused)


def agents(**more: Any) -> set[str]:
    return {rule.agent for rule in plan_of({**VEGAN, **more}).timing}


def test_hours_are_kept_from_what_is_taken():
    usual = {"Time of day", "Food, with cyanocobalamin tablets"}

    assert agents() == usual
    assert agents(medicines=["ferrous sulfate 200 mg daily"]) == usual | {
        "Calcium, iron or magnesium in high doses"
    }
    assert agents(medicines=["vitamin C 100 mg daily"]) == usual
    assert agents(medicines=["vitamin C 500 mg daily"]) == usual | {
        "Vitamin C, 500 mg or more at once"
    }
    assert plan_of(PERNICIOUS).timing == ()


@pytest.mark.parametrize(
    ("person", "missed", "checked"),
    [(VEGAN, "By mouth", "levels_seed"), (PERNICIOUS, "Injections", "repeat_total_b12")],
)
def test_care_and_checks_follow_the_route(person, missed, checked):
    made = plan_of(person)
    said = {each.says.split(",")[0].split(":")[0] for each in made.administration
            if each.topic == "missed_dose"}  # fmt: skip
    checks = {check.id for check in made.monitoring}

    assert said == {missed}
    assert checks & {"levels_seed", "repeat_total_b12"} == {checked}


def test_a_kept_interval_names_itself():
    offer = plan_of(KEPT).treatment.offer

    assert offer is not None
    assert offer.name == "Maintenance by injection every 8 weeks"
    assert offer.phases[-1].says == "every 8 weeks, for life"


def test_a_remark_is_for_those_whom_it_concerns():
    def notes(person: dict[str, Any]) -> str:
        made = plan_of(person, "uk").treatment
        offers = (made.offer, *made.alternatives)
        return " ".join(f"{offer.note} {offer.says}" for offer in offers if offer is not None)

    bypass = {**KEPT, "conditions": [], "procedures": ["Roux-en-Y gastric bypass 2019"]}
    assert "Roux-en-Y" in notes(bypass)
    assert "Roux-en-Y" not in notes(KEPT)


def test_a_refused_order_names_its_field():
    order = {
        "drug": "hydroxocobalamin",
        "dose": "1 mg",
        "route": "im",
        "frequency": "now and again",
    }
    first = [step.says for step in plan_of({**PERNICIOUS, "regimen_request": order}).do_first]

    assert any(said.startswith("Order refused: frequency “now and again”: ") for said in first)


def test_questions_with_the_same_answers_are_one():
    """Two kinds of nerve sign lead to the same course; a pregnancy and a diet lead elsewhere."""
    made = plan_of({"age_years": 40, "sex": "female", "labs": VEGAN["labs"]}, "uk")
    asked = [step.says for step in made.do_first if step.kind == "ask"]

    assert len(made.treatment.ask_first) == 4
    assert len(asked) == 3
    assert "? If any of these: Alternate days" in asked[1]
    assert " ".join(text(plan_page(made)).split()).count("If any of these: ") == 2


def test_advice_on_injecting_is_not_shown_while_doses_are_blocked():
    shown = text(plan_page(plan_of({**PERNICIOUS, "allergies": ["hydroxocobalamin"]})))

    assert "Blocked: no dated doses" in shown
    assert "Deltoid" not in shown


def test_old_results_of_no_bearing_are_counted():
    """A haemoglobin of two years ago says nothing here; a B12 of then is part of the story."""
    labs = [
        {"name": "haemoglobin", "value": 141, "unit": "g/L", "day": -730},
        {"name": "total vitamin B12", "value": 210, "unit": "ng/L", "day": -730},
    ]
    shown = text(plan_page(plan_of({"age_years": 40, "sex": "male", "labs": labs})))

    assert "141 g/L" not in shown
    assert "1 older than a year, of no bearing here." in shown
    assert "210 ng/L" in shown
