"""B17: nothing in a Bundle is lost, and the proof sees it where something is."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from corrin.record.reading import Reading
from prove import conservation

BUNDLES = 300
SAMPLE = 250
SEED = 17

READ = conservation.reader()


def faults(read: Callable[[bytes], Reading]) -> str:
    return "\n".join(conservation.figure(SAMPLE, seed=SEED, read=read).faults)


SOUND = faults(READ)
"""What is seen of the reader as it is: a planted fault is not mistaken for one of its own."""


def seen(fault: str, read: Callable[[bytes], Reading]) -> bool:
    """Whether a fault is told of a reader, and was not told of it before."""
    return fault not in SOUND and fault in faults(read)


def test_nothing_is_lost_and_nothing_withdrawn_is_believed() -> None:
    assert conservation.figure(BUNDLES, seed=SEED).faults == ()


def test_every_way_of_planting_is_used() -> None:
    tally = conservation.measured(BUNDLES, seed=SEED, read=READ)
    assert tally.bundles == BUNDLES
    assert len(tally.planted) >= 70
    assert min(tally.planted.values()) >= 1


# --- planted faults -----------------------------------------------------------------------------


def without(resource_type: str) -> Callable[[bytes], Reading]:
    """A reader that passes over the entries of one type, as a `continue` in its loop would."""

    def read(data: bytes) -> Reading:
        reading = READ(data)
        ledger = tuple(line for line in reading.ledger if not line.value.startswith(resource_type))
        return replace(reading, ledger=ledger)

    return read


def kind(resource: Any) -> str:
    return str(resource.get("resourceType")) if isinstance(resource, dict) else ""


def changed(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[bytes], Reading]:
    """A reader that sees every resource otherwise than it is."""

    def read(data: bytes) -> Reading:
        bundle = json.loads(data)
        for entry in bundle["entry"]:
            if isinstance(entry["resource"], dict):
                entry["resource"] = change(entry["resource"])
        return READ(json.dumps(bundle).encode())

    return read


def test_a_dropped_entry_is_seen() -> None:
    fault = "Encounter, no concern: the entry is in no line of the ledger"
    assert seen(fault, without("Encounter"))


@pytest.mark.parametrize(
    ("resource_type", "fact"),
    [
        ("Observation", "result: "),
        ("Condition", "condition: "),
        ("Procedure", "procedure: "),
        ("AllergyIntolerance", "allergy: "),
        ("FamilyMemberHistory", "relative: "),
        ("MedicationRequest", "medicine by MedicationRequest: "),
        ("MedicationStatement", "medicine by MedicationStatement: "),
        ("MedicationAdministration", "injection given: "),
    ],
)
def test_a_resource_type_that_is_ignored_is_seen(resource_type: str, fact: str) -> None:
    def ignored(resource: dict[str, Any]) -> dict[str, Any]:
        same = kind(resource) == resource_type
        return {**resource, "resourceType": "Basic"} if same else resource

    assert seen(fact, changed(ignored))


@pytest.mark.parametrize(
    ("element", "value", "fact"),
    [
        ("status", "final", "result entered-in-error: believed"),
        ("status", "completed", "procedure not-done: believed"),
        ("status", "active", "MedicationRequest cancelled: believed"),
        ("verificationStatus", None, "condition refuted: believed"),
        ("clinicalStatus", None, "condition resolved: believed"),
        ("doNotPerform", None, "MedicationRequest doNotPerform: believed"),
        ("intent", "order", "MedicationRequest proposal: believed"),
        ("modifierExtension", None, "result with an unknown modifier: believed"),
        ("implicitRules", None, "result under rules of its own: believed"),
    ],
)
def test_a_reader_that_does_not_look_at_a_modifier_is_seen(
    element: str, value: str | None, fact: str
) -> None:
    def blind(resource: dict[str, Any]) -> dict[str, Any]:
        if element not in resource:
            return resource
        rest = {key: item for key, item in resource.items() if key != element}
        return rest if value is None else {**rest, element: value}

    assert seen(fact, changed(blind))


def test_a_value_that_is_rounded_is_seen() -> None:
    def rounded(resource: dict[str, Any]) -> dict[str, Any]:
        quantity = resource.get("valueQuantity")
        if not quantity or not isinstance(quantity["value"], float):
            return resource
        return {**resource, "valueQuantity": {**quantity, "value": round(quantity["value"])}}

    assert seen("result: found 0 times, not once", changed(rounded))


def test_a_result_that_is_read_twice_is_seen() -> None:
    def twice(data: bytes) -> Reading:
        reading = READ(data)
        assert reading.person
        person = replace(reading.person, results=reading.person.results * 2)
        return replace(reading, person=person)

    assert seen("found 2 times, not once", twice)
