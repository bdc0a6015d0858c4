"""Every conclusion rests on entries of the person, and falls when they are not known."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import fields

from corrin import person_file
from corrin.canaries.firing import firing, watched
from corrin.canaries.panel import Canary, panel
from corrin.canaries.selfcheck import recorded
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.domain.plan import Because, Plan
from corrin.knowledge.load import knowledge

HERE = knowledge()
PEOPLE = panel()
GUIDELINES = {name: Guideline.of(HERE, name) for name in HERE.packs}
DEFAULT = {
    rule.id
    for rules in (
        *(table.rules for table in HERE.rules.values()),
        *(pack.offers for pack in HERE.packs.values()),
        HERE.monitoring,
    )
    for rule in rules
    if rule.when is None
}
"""Rows for everybody: they hold when nothing else does, and rest on nothing."""


@cache
def planned(name: str) -> Plan:
    canary = next(canary for canary in PEOPLE.people if canary.id == name)
    reading = person_file.read(json.dumps(canary.person).encode(), knowledge=HERE, on=PEOPLE.on)
    assert reading.person is not None
    return plan(
        reading.person, on=PEOPLE.on, guideline=GUIDELINES[canary.pack], ledger=reading.ledger
    )


def reasons(part: Any) -> Iterator[Because]:
    """Every reason in a plan, wherever it stands."""
    if isinstance(part, Because):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from reasons(item)
    elif isinstance(part, Struct):
        for field in fields(part):
            yield from reasons(getattr(part, field.name))


def fires_in(row: tuple[str, str]) -> Iterator[tuple[Canary, Because]]:
    """The canaries whose plan gives a row as its reason."""
    for canary in PEOPLE.people:
        if row in recorded(canary):
            for because in reasons(planned(canary.id)):
                if because.rule == row[1]:
                    yield canary, because
                    break


def not_known(person: dict[str, Any], entries: set[str]) -> dict[str, Any]:
    """The person without some entries; a list that lost an item is no longer complete."""
    left: dict[str, Any] = {}
    for key, value in person.items():
        if key in entries:
            continue
        if isinstance(value, list):
            value = ["unknown" if f"{key}[{i}]" in entries else v for i, v in enumerate(value)]
        left[key] = value
    return left


ROWS = [row for row in watched(HERE) if row[0] != "missing" and row[1] not in DEFAULT]


def reason(row: tuple[str, str], person: dict[str, Any], pack: str) -> Because | None:
    """Why a row fires for a person, or None where it does not.

    When a result is taken away an older one may stand in its place: then that one is named.
    """
    reading = person_file.read(json.dumps(person).encode(), knowledge=HERE, on=PEOPLE.on)
    assert reading.person is not None
    if row[1] not in firing(reading.person, PEOPLE.on, GUIDELINES[pack]).get(row[0], ()):
        return None
    made = plan(reading.person, on=PEOPLE.on, guideline=GUIDELINES[pack], ledger=reading.ledger)
    return next(because for because in reasons(made) if because.rule == row[1])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_a_conclusion_names_entries_and_falls_without_them(row):
    canary, because = next(fires_in(row))
    person = canary.person
    while because is not None:
        entries = {entry.field for entry in because.entries}
        assert entries
        person = not_known(person, entries)
        because = reason(row, person, canary.pack)


def test_every_conclusion_but_the_defaults_names_an_entry_of_the_person():
    for canary in PEOPLE.people:
        for because in reasons(planned(canary.id)):
            assert because.entries or because.rule in DEFAULT, (canary.id, because.rule)


def test_entries_are_quoted_in_the_words_of_the_person():
    for canary in PEOPLE.people:
        ledger = {entry.field: entry.value for entry in planned(canary.id).basis.ledger}
        for because in reasons(planned(canary.id)):
            assert all(entry.words == ledger.get(entry.field, "") for entry in because.entries)


def test_every_reason_names_its_sources():
    for canary in PEOPLE.people:
        for because in reasons(planned(canary.id)):
            assert because.sources, because.rule
