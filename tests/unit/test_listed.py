"""The list in which a thing was said: what calls for help at once is heard from both inputs."""

import json
from datetime import date
from typing import Any

import pytest

from corrin import fhir, person_file
from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.domain.person import Person
from corrin.knowledge.load import knowledge

ON = date(2026, 11, 20)


def fact(person: Person | None, name: str) -> bool | None:
    assert person is not None
    return Facts.of(person, ON, Guideline.of(knowledge(), "general")).value(name)


def of_file(**lists: Any) -> Person | None:
    data = json.dumps({"age_years": 50, "sex": "female", **lists}).encode()
    return person_file.read(data, knowledge=knowledge(), on=ON).person


def of_record(**resource: Any) -> Person | None:
    return fhir.read(json.dumps(resource).encode(), knowledge=knowledge(), on=ON).person


def condition(words: str, **more: Any) -> dict[str, Any]:
    return {"resourceType": "Condition", "code": {"text": words}, **more}


def observation(words: str, **more: Any) -> dict[str, Any]:
    return {"resourceType": "Observation", "status": "final", "code": {"text": words}, **more}


ACTIVE = {"clinicalStatus": {"coding": [{"code": "active"}]}}
RESOLVED = {"clinicalStatus": {"coding": [{"code": "resolved"}]}}
PROBLEM = {"category": [{"coding": [{"code": "problem-list-item"}]}]}


@pytest.mark.parametrize(
    ("name", "lists"),
    [
        ("anaphylaxis_now", {"symptoms": ["anaphylaxis"]}),
        ("stroke_sign", {"symptoms": ["facial droop"]}),
        ("stroke_sign", {"signs": ["facial droop"]}),
        ("stroke_sign", {"notes": ["facial droop"]}),
        ("reaction_to_b12", {"prior_treatment": ["anaphylaxis"]}),
    ],
)
def test_a_file_says_it_in_its_lists(name, lists):
    assert fact(of_file(**lists), name) is True


@pytest.mark.parametrize(
    ("name", "lists"),
    [
        ("anaphylaxis_now", {"conditions": ["anaphylaxis"]}),
        ("anaphylaxis_now", {"notes": ["anaphylaxis"]}),
        ("stroke_sign", {"conditions": ["facial droop"]}),
        ("reaction_to_b12", {"symptoms": ["urticaria"]}),
    ],
)
def test_in_another_list_it_is_history(name, lists):
    assert fact(of_file(**lists), name) is not True


@pytest.mark.parametrize(
    ("name", "resource"),
    [
        ("anaphylaxis_now", condition("Anaphylaxis", **ACTIVE, onsetDateTime="2026-11-20")),
        ("anaphylaxis_now", condition("Anaphylaxis", **ACTIVE, recordedDate="2026-11-13")),
        ("anaphylaxis_now", condition("Anaphylaxis", **ACTIVE)),
        ("stroke_sign", condition("Slurred speech", **ACTIVE, onsetDateTime="2026-11-20")),
        (
            "stroke_sign",
            observation("Facial droop", effectiveDateTime="2026-11-20", valueBoolean=True),
        ),
        (
            "stroke_sign",
            observation(
                "Facial droop",
                effectiveDateTime="2026-11-20",
                valueCodeableConcept={"text": "Present"},
            ),
        ),
        (
            "stroke_sign",
            {
                "resourceType": "QuestionnaireResponse",
                "status": "completed",
                "authored": "2026-11-20",
                "item": [{"text": "Facial droop?", "answer": [{"valueBoolean": True}]}],
            },
        ),
        (
            "reaction_to_b12",
            {
                "resourceType": "MedicationStatement",
                "status": "stopped",
                "medicationCodeableConcept": {"text": "Hydroxocobalamin"},
                "statusReason": [{"text": "Urticaria"}],
            },
        ),
        (
            "b12_allergy",
            {
                "resourceType": "MedicationStatement",
                "status": "stopped",
                "medicationCodeableConcept": {"text": "Hydroxocobalamin"},
                "note": [{"text": "Anaphylaxis after hydroxocobalamin"}],
            },
        ),
        (
            "reaction_to_b12",
            {
                "resourceType": "MedicationAdministration",
                "status": "stopped",
                "effectiveDateTime": "2026-10-01",
                "medicationCodeableConcept": {"text": "Hydroxocobalamin"},
                "note": [{"text": "Anaphylaxis within minutes"}],
            },
        ),
    ],
)
def test_a_record_says_it_in_its_resources(name, resource):
    assert fact(of_record(**resource), name) is True


@pytest.mark.parametrize(
    ("name", "resource"),
    [
        ("anaphylaxis_now", condition("Anaphylaxis", **ACTIVE, onsetDateTime="2009-03-01")),
        ("anaphylaxis_now", condition("Anaphylaxis", **ACTIVE, recordedDate="2026-11-12")),
        ("anaphylaxis_now", condition("Anaphylaxis", **ACTIVE, **PROBLEM)),
        ("anaphylaxis_now", condition("Anaphylaxis", **RESOLVED)),
        (
            "stroke_sign",
            observation("Facial droop", effectiveDateTime="2026-11-20", valueBoolean=False),
        ),
        (
            "stroke_sign",
            observation("Facial droop", effectiveDateTime="2025-11-20", valueBoolean=True),
        ),
        (
            "reaction_to_b12",
            {
                "resourceType": "MedicationStatement",
                "status": "stopped",
                "medicationCodeableConcept": {"text": "Metformin"},
                "statusReason": [{"text": "Urticaria"}],
            },
        ),
        (
            "reaction_to_b12",
            {
                "resourceType": "MedicationStatement",
                "status": "active",
                "medicationCodeableConcept": {"text": "Hydroxocobalamin"},
                "note": [{"text": "No allergic reaction"}],
            },
        ),
    ],
)
def test_what_is_over_denied_or_of_another_medicine_raises_no_alarm(name, resource):
    assert fact(of_record(**resource), name) is not True


LINKS = [
    "to",
    "after",
    "after the",
    "after a",
    "after an",
    "after each",
    "after every",
    "due to",
    "from",
    "following",
    "caused by",
    "because of",
    "secondary to",
]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("listed", ["symptoms", "signs", "conditions", "notes"])
def test_a_reaction_put_down_to_a_medicine_is_an_allergy_in_every_list(listed, link):
    assert fact(of_file(**{listed: [f"hives {link} hydroxocobalamin"]}), "b12_allergy") is True


@pytest.mark.parametrize(
    "words",
    ["no hives after hydroxocobalamin", "hives, on hydroxocobalamin", "hydroxocobalamin for hives"],
)
def test_a_reaction_that_is_denied_or_only_beside_a_medicine_is_none(words):
    assert fact(of_file(symptoms=[words]), "b12_allergy") is not True
