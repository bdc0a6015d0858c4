"""A record of one person, to which a test adds what it is about."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from corrin import fhir
from corrin.knowledge.load import knowledge
from corrin.reading import ledger
from corrin.record.reading import Reading

ON = date(2026, 11, 20)
Json = dict[str, Any]
Read = Callable[..., Reading]

PATIENT: Json = {
    "resourceType": "Patient",
    "id": "p",
    "birthDate": "1960-02-29",
    "gender": "female",
    "name": [{"family": "Person", "given": ["Any"]}],
}


def of(resource: Json, subject: str = "Patient/p") -> Json:
    """A resource with its subject, unless it has one."""
    if resource["resourceType"] == "Patient":
        return resource
    key = "patient" if resource["resourceType"] in OF_PATIENT else "subject"
    return {key: {"reference": subject}, **resource}


OF_PATIENT = ("AllergyIntolerance", "FamilyMemberHistory", "Immunization")


@pytest.fixture
def read() -> Read:
    """Reads a Bundle of the person and some resources; the ledger is checked each time."""

    def reader(*resources: Json, patient: Json | None = PATIENT, on: date = ON) -> Reading:
        entries = [] if patient is None else [patient]
        entries += [of(resource) for resource in resources]
        bundle = {
            "resourceType": "Bundle",
            "type": "collection",
            "entry": [{"resource": entry} for entry in entries],
        }
        reading = fhir.read(json.dumps(bundle).encode(), knowledge=knowledge(), on=on)
        assert sum(ledger.counts(reading.ledger).values()) == len(reading.ledger)
        assert {entry.field for entry in reading.ledger} >= {
            f"Bundle.entry[{index}].resource" for index in range(len(entries))
        }
        return reading

    return reader


@pytest.fixture
def outcome(read: Read) -> Callable[..., tuple[str, str | None]]:
    """What becomes of one resource in a record of the person: outcome and reason."""

    def found(resource: Json, **more: Any) -> tuple[str, str | None]:
        entry = read(resource, **more).ledger[1]
        return entry.outcome, entry.why

    return found
