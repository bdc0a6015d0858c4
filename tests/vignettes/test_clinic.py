"""Invented people with a trap each: person file in, plan out, row by row under each guideline."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.domain.plan import Plan
from corrin.knowledge.load import knowledge
from corrin.person_file import read
from tests.vignettes.test_people import FILE, PACKS, holds

CLINIC = Path(__file__).with_name("clinic.yaml")
PEOPLE = yaml.safe_load(CLINIC.read_text(encoding="utf-8"))["people"]
ON = date(2026, 11, 20)
ROWS = [
    (number, pack, row)
    for number, person in enumerate(PEOPLE)
    for row in person["expect"]
    for pack in row.get("packs", PACKS)
]


@cache
def made(number: int, pack: str) -> Plan:
    data = json.dumps(PEOPLE[number]["person"]).encode()
    reading = read(data, on=ON, knowledge=knowledge())
    assert reading.person is not None
    assert not reading.not_understood
    return plan(reading.person, on=ON, guideline=Guideline.of(knowledge(), pack))


def name(value: Any) -> str:
    if isinstance(value, int):
        return PEOPLE[value]["id"]
    return value if isinstance(value, str) else f"{value['key']} {value['op']}"


@pytest.mark.parametrize(("number", "pack", "row"), ROWS, ids=name)
def test_what_is_said_of_a_person(number: int, pack: str, row: dict[str, Any]):
    got = made(number, pack).summary[row["key"]]

    assert holds(row["op"], got, row["value"]), f"{PEOPLE[number]['about']}: {got!r}"


def test_every_row_has_a_basis_that_is_listed():
    assert all(row["basis"] and set(row["basis"]) <= set(FILE["references"]) for _, _, row in ROWS)
    assert len({person["id"] for person in PEOPLE}) == len(PEOPLE)
