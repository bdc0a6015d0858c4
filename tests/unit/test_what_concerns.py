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


def test_foods_of_no_maker_are_named_before_products():
    foods = knowledge().foods.values()
    products = {food.name: food.brand for food in foods}

    named = [products[food.says.partition(": ")[0]] for food in plan_of(VEGAN).risk.foods]

    assert len(named) == 5
    assert named == sorted(named)
    assert not all(named)


def test_an_energy_drink_is_not_named_as_a_food():
    assert "Energy" not in " ".join(food.says for food in plan_of(VEGAN).risk.foods)


def test_liver_is_named_to_everybody_but_in_pregnancy():
    woman = {**VEGAN, "diet": ["omnivore"], "sex": "female", "age_years": 30, "pregnant": False}

    def names_liver(file: dict[str, Any]) -> bool:
        return any("liver" in food.says for food in plan_of(file).risk.foods)

    assert names_liver(woman)
    assert not names_liver({**woman, "pregnant": True, "gestation_weeks": 9})
    assert not names_liver({**woman, "conditions": ["planning pregnancy"]})


@pytest.mark.parametrize(
    ("more", "words", "who"),
    [
        ({"preferences": ["refuses injections"]}, "Injections are refused", "clinician"),
        ({"conditions": ["pernicious anaemia", "needle phobia"]}, "Fear of needles", "nurse"),
    ],
)
def test_a_caution_at_the_top_names_who_must_act(more, words, who):
    (step,) = (s for s in plan_of({**PERNICIOUS, **more}).do_first if s.says.startswith(words))

    assert step.who == who


def test_what_is_awaited_is_said_and_not_drawn_again():
    pending = {"name": "intrinsic factor antibody", "interpretation": "pending", "day": -2}
    waiting = {**VEGAN, "diet": ["omnivore"], "labs": [*VEGAN["labs"], pending]}

    first = [step.says for step in plan_of(waiting).do_first]

    assert "Already sent, and not drawn again: Intrinsic factor antibody." in first
    assert not any("antibody" in says for says in first if says.startswith("Draw blood"))


def test_a_result_that_came_later_ends_the_waiting():
    pending = {"name": "ferritin", "interpretation": "pending", "day": -9}
    came = {"name": "ferritin", "value": 80, "unit": "ug/L", "day": -2}
    known = {**VEGAN, "labs": [*VEGAN["labs"], pending, came]}

    assert not any(step.says.startswith("Already sent") for step in plan_of(known).do_first)


@pytest.mark.parametrize(
    "more",
    [
        {"conditions": ["pernicious anaemia"]},
        {"procedures": ["total gastrectomy"]},
        {"allergies": ["hydroxocobalamin"]},
    ],
)
def test_no_food_is_named_where_none_helps(more):
    assert plan_of({**VEGAN, "diet": ["omnivore"]}).risk.foods
    assert not plan_of({**VEGAN, "diet": ["omnivore"], **more}).risk.foods


def test_a_block_at_the_top_names_who_must_act():
    (block,) = (s for s in plan_of({**VEGAN, "age_years": 9}).do_first if s.kind == "block")

    assert (block.says, block.who) == ("A paediatrician decides the dose.", "specialist")


def test_an_allergy_is_said_once_at_the_top():
    told = [s.says for s in plan_of({**PERNICIOUS, "allergies": ["hydroxocobalamin"]}).do_first]

    assert sum("allergy service" in says for says in told) == 1


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


# --- What is told of an entry is what the entry says ----------------------------------------------

SICK = {
    **VEGAN,
    "age_years": 66,
    "conditions": ["coeliac disease", "heart failure"],
    "medicines": ["metformin for 6 years", "furosemide", "iron", "phenytoin"],
    "labs": [
        {"name": "total vitamin B12", "value": 90, "unit": "ng/L", "day": -2},
        {"name": "haemoglobin", "value": 85, "unit": "g/L", "day": -2},
        {"name": "MCV", "value": 118, "unit": "fL", "day": -2},
    ],
}


def documents(cited: Any) -> list[str]:
    return [used.id for used in cited]


@pytest.mark.parametrize("person", [VEGAN, PERNICIOUS, KEPT, SICK])
def test_checks_expectations_hours_and_care_are_told_as_they_stand(person):
    known, made = knowledge(), plan_of(person)
    monitoring = {each.id: each for each in known.monitoring}
    recovery = {each.id: each for each in known.recovery}
    practice = {each.says: each for each in known.practice}
    interactions = {each.says: each for each in known.interactions.values()}

    assert made.monitoring
    for check in made.monitoring:
        entry = monitoring[check.id]
        assert (check.name, check.tests, check.wanted) == (entry.name, entry.tests, entry.wanted)
        assert (check.expect, check.otherwise) == (entry.expect, entry.otherwise)
        assert check.repeat_months == entry.repeat_months
        assert (check.because.rule, check.because.verified) == (entry.id, entry.verified)
        assert documents(check.because.sources) == [c.document for c in entry.sources]
    assert made.expectation
    for said in made.expectation:
        entry = recovery[said.id]
        assert (said.marker, said.says) == (entry.marker, entry.says)
        assert (said.onset, said.full) == (entry.onset, entry.full)
        assert said.may_be_incomplete is entry.may_be_incomplete
        assert (said.verified, documents(said.sources)) == (entry.verified, [*entry.sources])
    for rule in made.timing:
        entry = interactions[rule.says]
        assert (rule.agent, rule.evidence) == (entry.agent, entry.evidence)
        assert rule.enforced is ("general" in entry.enforced_by)
        assert (rule.verified, documents(rule.sources)) == (entry.verified, [*entry.sources])
    for advice in made.administration:
        taken = advice.topic == "interaction"
        entry = interactions[advice.says] if taken else practice[advice.says]
        assert taken or advice.topic == entry.topic
        assert (advice.verified, documents(advice.sources)) == (entry.verified, [*entry.sources])


@pytest.mark.parametrize("person", [VEGAN, PERNICIOUS, KEPT, SICK])
def test_conclusions_are_told_as_their_rules_stand(person):
    known, made = knowledge(), plan_of(person)
    rules = {rule.id: rule for table in known.rules.values() for rule in table.rules}

    assert made.alerts or person is not SICK
    for alert in made.alerts:
        rule = rules[alert.because.rule]
        assert (alert.id, alert.says, alert.rank) == (rule.gives, rule.says, rule.rank)
        assert (alert.who, alert.within) == (rule.who, rule.within)
    assert made.tests or person is KEPT
    for test in made.tests:
        rule = rules[test.because.rule]
        assert (test.id, test.says) == (rule.gives, rule.says)
    concluded = (
        *(made.assessment.status_because, made.cause.conclusion),
        *(*made.referral, *made.actions, *made.risk.factors, *made.cause.differential),
    )
    for conclusion in concluded:
        rule = rules[conclusion.because.rule]
        assert (conclusion.id, conclusion.says) == (rule.gives, rule.says)
        assert (conclusion.part, conclusion.because.verified) == (rule.part, rule.verified)
        assert documents(conclusion.because.sources) == [c.document for c in rule.sources]


def test_what_is_taken_and_disturbs_b12_is_told_with_the_care():
    told = [each.says for each in plan_of(SICK).administration if each.topic == "interaction"]
    interactions = knowledge().interactions

    assert told == [interactions[name].says for name in ("metformin", "anticonvulsants")]
