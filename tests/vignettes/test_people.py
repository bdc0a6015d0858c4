"""Whole people of published reports: person file in, plan out, row by row under each guideline."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.knowledge.load import knowledge
from corrin.person_file import read

FILE = yaml.safe_load(Path(__file__).with_name("people.yaml").read_text(encoding="utf-8"))
PEOPLE = FILE["people"]
ON = date(2026, 11, 20)
PACKS = ("general", "uk", "us")

ROWS = [
    (person, pack, row)
    for person in PEOPLE
    for row in person["expect"]
    for pack in row.get("packs", PACKS)
]
STRICT = [case for case in ROWS if case[2]["strength"] != "should"]
SHOULD = [case for case in ROWS if case[2]["strength"] == "should"]


def holds(op: str, got: Any, value: Any) -> bool:
    """Whether a value of a summary stands in the relation that a row asks for."""
    match op:
        case "eq":
            return got == value
        case "ne":
            return got != value
        case "in":
            return got in value
        case "not_in":
            return got not in value
        case "all":
            return all(any(has(item, wanted) for item in got) for wanted in value)
        case "any":
            return any(wanted in got for wanted in value)
        case "none":
            return not any(wanted in got for wanted in value)
    raise ValueError(f"{op!r} is not a relation that a row can ask for")


def has(item: Any, wanted: Any) -> bool:
    """Whether an item of a list is the one wanted; of a mapping, the keys named are compared."""
    if isinstance(wanted, dict):
        return all(item.get(key) == value for key, value in wanted.items())
    return item == wanted


@cache
def summary(index: int, pack: str) -> dict[str, object]:
    text = json.dumps(PEOPLE[index]["person"])
    reading = read(text.encode(), on=ON, knowledge=knowledge())
    assert reading.person is not None
    return plan(reading.person, on=ON, guideline=Guideline.of(knowledge(), pack)).summary


def outcome(person: dict[str, Any], pack: str, row: dict[str, Any]) -> tuple[bool, str]:
    """Whether a row holds, and the sentence that says so."""
    got = summary(PEOPLE.index(person), pack)[row["key"]]
    says = (
        f"{person['id']} ({person['case']}) under {pack}: {row['key']} {row['strength']} "
        f"{row['op']} {row['value']!r}, and is {got!r}. Because: {', '.join(row['basis'])}"
        f"{'; ' + row['why'] if 'why' in row else ''}"
    )
    return holds(row["op"], got, row["value"]), says


def name(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value.get("case") or f"{value['key']} {value['op']}")


@pytest.mark.parametrize(("person", "pack", "row"), STRICT, ids=name)
def test_what_must_hold(person: dict[str, Any], pack: str, row: dict[str, Any]):
    held, says = outcome(person, pack, row)

    assert held, says


@pytest.mark.parametrize(("person", "pack", "row"), SHOULD, ids=name)
def test_what_should_hold(person: dict[str, Any], pack: str, row: dict[str, Any]):
    held, says = outcome(person, pack, row)

    assert held, says


def test_every_person_is_read_whole():
    for person in PEOPLE:
        reading = read(json.dumps(person["person"]).encode(), on=ON, knowledge=knowledge())

        assert not reading.refused, person["id"]
        assert not reading.not_understood, person["id"]


def test_every_row_has_a_basis_that_is_listed():
    listed = {"CASE", *FILE["references"]}

    assert all(row["basis"] and listed.issuperset(row["basis"]) for _, _, row in ROWS)
    assert all(person["source"]["title"] and person["source"]["locator"] for person in PEOPLE)


def test_every_person_stands_once():
    ids = [person["id"] for person in PEOPLE]

    assert len(ids) == len(set(ids)) == 20
