"""People in whom one thing differs, and what follows for what they absorb, take and eat."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.care.intake import intake
from corrin.care.intake_avoided import proposed
from corrin.care.reasons import Reasons
from corrin.domain.intake import Intake
from corrin.domain.knowledge import Knowledge
from corrin.knowledge.load import knowledge
from corrin.person_file import read

ON = date(2026, 11, 20)
FILE = yaml.safe_load(Path(__file__).with_name("people.yaml").read_text(encoding="utf-8"))
PEOPLE: dict[str, dict[str, Any]] = {row["id"]: row for row in FILE["people"]}


@cache
def general() -> Guideline:
    return Guideline.of(knowledge(), "general")


def differences(row: dict[str, Any], known: Knowledge, guideline: Guideline) -> list[str]:
    """What of a row is not so."""
    said = {**FILE["person"], **row.get("person", {})}
    data = yaml.safe_dump({key: value for key, value in said.items() if value is not None}).encode()
    reading = read(data, knowledge=known, on=ON)
    if reading.person is None or reading.refused or reading.not_understood:
        return [f"not read whole: {reading.refused} {reading.not_understood}"]
    reasons = Reasons(Facts.of(reading.person, ON, guideline), {})
    found = intake(reasons)
    foods = proposed(reasons)
    return [*_amiss(row, found), *_wrong_food(row, foods, known)]


def _amiss(row: dict[str, Any], found: Intake) -> list[str]:
    ways = [found.way.id] if "way" in row else []
    groups = {each.conclusion.id for each in found.maintenance}
    notes = {each.id for each in found.notes}
    return [
        *(f"way {way}" for way in ways if way != row["way"]),
        *(f"{each} is not taken" for each in row.get("takes", ()) if each not in groups),
        *(f"{each} is taken" for each in row.get("not_takes", ()) if each in groups),
        *(f"{each} is not said" for each in row.get("notes", ()) if each not in notes),
        *(f"{each} is said" for each in row.get("not_notes", ()) if each in notes),
    ]


def _wrong_food(row: dict[str, Any], foods: list[Any], known: Knowledge) -> list[str]:
    categories = {food.category for food in foods}
    livers = {food.id for food in known.foods.values() if "liver" in food.name.lower()}
    wanted = {"all": livers, "none": set[str]()}
    offered = livers & {food.id for food in foods}
    return [
        *(f"{each} is not offered" for each in row.get("offers", ()) if each not in categories),
        *(f"{each} is offered" for each in row.get("never", ()) if each in categories),
        *(
            f"liver: {offered}"
            for liver in [row.get("liver")]
            if liver and offered != wanted[liver]
        ),
    ]


@pytest.mark.parametrize("name", PEOPLE)
def test_what_follows_is_as_typed_from_the_source(name: str):
    assert differences(PEOPLE[name], knowledge(), general()) == []


def test_what_must_not_be_offered_is_offered_to_whom_nothing_is_wrong():
    """Else it would be missing whatever the row says."""
    never = {each for row in PEOPLE.values() for each in row.get("never", ())}

    assert never <= set(PEOPLE["whole"]["offers"])
