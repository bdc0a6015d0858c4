"""Clinical vectors: one statement of a source, one person, one answer; typed by hand.

Every file here is `{people, vectors}`. A vector says a sentence with its source; its `cases` are
people in whom it is tried. `expect` names keys of the summary, or a path through the plan, with
the value wanted or its relations, `{relation: value}`. In `alerts`, `tests` and `referrals` a
vector is an id of the vocabulary: people in whom it must be `present`, and people in whom it must
be `absent`.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import Struct

from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.domain.plan import Plan
from corrin.knowledge.load import knowledge
from corrin.person_file import read

HERE = Path(__file__).parent
ON = date(2026, 11, 20)
PACKS = ("general", "uk", "us")
IDS = {"alerts": "alerts", "tests": "test_next", "referrals": "referral_to"}
"""Files whose vectors are ids, and the list of the summary in which an id is looked for."""
DOCUMENTS = yaml.safe_load((HERE / "documents.yaml").read_text(encoding="utf-8"))
NAMES = (
    "thresholds",
    "ranges",
    "status",
    "causes",
    "treatment",
    "orders",
    "remarks",
    "dates",
    "follow_up",
    "safety",
    "parts",
    "deciding",
    *IDS,
)
FILES = {
    name: yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))["vectors"]
    for name in NAMES
}


@dataclass(frozen=True)
class Vector:
    """One person under one guideline, and what the plan must say."""

    id: str
    says: str
    source: dict[str, str]
    pack: str
    person: dict[str, Any]
    expect: dict[str, Any]
    options: dict[str, Any]
    about: str = ""
    """Facts that are tried, where what is expected does not name them."""


def vectors() -> Iterator[Vector]:
    for name, entries in FILES.items():
        for entry in entries:
            cases = by_id(entry, IDS[name]) if name in IDS else by_value(entry)
            for case in cases:
                for pack in case.get("packs") or entry.get("packs") or PACKS:
                    yield Vector(
                        id=f"{name}-{entry['id']}-{case['id']}-{pack}",
                        says=f"{entry.get('says', '')} {case.get('says', '')}".strip(),
                        source=entry["source"] if "source" not in case else case["source"],
                        pack=pack,
                        person=case["person"],
                        expect=case["expect"],
                        options={k: case[k] for k in ("start", "regimen") if k in case},
                        about=entry.get("about", ""),
                    )


def by_value(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The cases of a statement, each the person of the statement with what differs."""
    shared = {key: entry[key] for key in ("start", "regimen") if key in entry}
    for number, case in enumerate(entry["cases"], 1):
        person = {**entry.get("person", {}), **case.get("person", {})}
        yield {"id": number, **shared, **case, "person": person}


def by_id(entry: dict[str, Any], where: str) -> Iterator[dict[str, Any]]:
    """The people in whom an id must stand in a list of the summary, and those in whom not."""
    for side, relation in (("present", "all"), ("absent", "none")):
        for number, case in enumerate(entry[side], 1):
            says = f"{entry['id']} {side}: {case['says']}."
            yield {
                **case,
                "id": f"{side}-{number}",
                "says": says,
                "expect": {where: {relation: [entry["id"]]}},
            }


VECTORS = list(vectors())


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.id)
def test_vector(vector: Vector):
    source = f"{vector.source['document']}, {vector.source['locator']}"

    faults = list(differences(vector, planned(vector)))

    assert not faults, f"{vector.says} [{source}]\nUnder {vector.pack}: " + "\n".join(faults)


def differences(vector: Vector, made: Plan) -> Iterator[str]:
    """What a plan says that is not what a vector expects."""
    for key, wanted in vector.expect.items():
        got = found(made, key)
        for relation, value in relations(wanted):
            if not holds(relation, got, value):
                yield f"{key} {relation} {value!r} was expected, and it is {got!r}."


def planned(vector: Vector) -> Plan:
    """The plan of a person who was read whole."""
    reading = read(json.dumps(vector.person).encode(), on=ON, knowledge=knowledge())
    assert not reading.refused, reading.refused
    assert not reading.not_understood, reading.not_understood
    assert reading.person is not None
    return plan(reading.person, on=ON, guideline=guideline(vector.pack), **options_of(vector))


def options_of(vector: Vector) -> dict[str, Any]:
    """The start and the course that a vector names."""
    options = dict(vector.options)
    if "start" in options:
        options["start"] = date.fromisoformat(options["start"])
    return options


@cache
def guideline(pack: str) -> Guideline:
    return Guideline.of(knowledge(), pack)


def relations(wanted: Any) -> Iterable[tuple[str, Any]]:
    """The relations in which a value must stand; a value by itself must be equal."""
    return wanted.items() if isinstance(wanted, dict) else [("eq", wanted)]


def found(made: Plan, key: str) -> Any:
    """A value of the summary, or what a path through the plan leads to; lists are mapped over."""
    if key in made.summary:
        return made.summary[key]
    value: Any = made
    for step in key.split("."):
        if value is None:
            return None
        value = (
            [getattr(item, step) for item in value]
            if isinstance(value, list | tuple)
            else (getattr(value, step))
        )
    return plain(value)


def plain(value: Any) -> Any:
    """A value as a vector writes it: dates in words, numbers as numbers."""
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case list() | tuple():
            return [plain(item) for item in value]
        case _:
            assert not isinstance(value, Struct), "a path must lead to a value"
            return value


def holds(relation: str, got: Any, value: Any) -> bool:
    """Whether a value of a plan stands in the relation that a vector asks for."""
    match relation:
        case "eq":
            return got == value
        case "ne":
            return got != value
        case "in":
            return got in value
        case "not_in":
            return got not in value
        case "all":
            return all(any(has(item, one) for item in got) for one in value)
        case "any":
            return any(has(item, one) for item in got for one in value)
        case "none":
            return not any(has(item, one) for item in got for one in value)
        case "mentions":
            return any(value in one for one in ([got] if isinstance(got, str) else got or ()))
        case "at_most":
            return 0 < len(got) <= value
        case "begins":
            return got[: len(value)] == value
        case "before":
            # [day, dates]: the dates before a day are exactly these
            return [one for one in got if one < value[0]] == value[1]
        case "before_either":
            return [one for one in got if one < value[0]] in value[1:]
    raise ValueError(f"{relation!r} is not a relation that a vector can ask for")


def has(item: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return all(item.get(key) == value for key, value in wanted.items())
    return item == wanted


# --- The vectors themselves --------------------------------------------------------------------


def test_every_vector_names_a_document_and_a_place_in_it():
    for vector in VECTORS:
        assert vector.source["document"] in DOCUMENTS, vector.id
        assert vector.source["locator"], vector.id
        assert vector.says, vector.id


def test_every_vector_stands_once():
    ids = [vector.id for vector in VECTORS]

    assert len(ids) == len(set(ids))


def test_every_document_is_cited():
    assert set(DOCUMENTS) == {vector.source["document"] for vector in VECTORS}
