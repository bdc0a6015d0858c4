"""Medicines: ordered, stated, dispensed and given, or not."""

from collections.abc import Callable
from typing import Any

from prove import planted as p
from prove.planted import Planted, Resource, Said, Soil, coded, name

Carrier = Callable[[Soil, Any], tuple[Resource, tuple[Resource, ...]]]
"""How a resource names its medicine: what it holds itself, and what stands beside it."""


def _by_code(soil: Soil, row: Any) -> tuple[Resource, tuple[Resource, ...]]:
    return {"medicationCodeableConcept": coded(soil, *row[:3])}, ()


def _contained(soil: Soil, row: Any) -> tuple[Resource, tuple[Resource, ...]]:
    inside = {"resourceType": "Medication", "id": "med", "code": coded(soil, *row[:3])}
    return {"contained": [inside], "medicationReference": {"reference": "#med"}}, ()


def _referenced(soil: Soil, row: Any) -> tuple[Resource, tuple[Resource, ...]]:
    beside = {"resourceType": "Medication", "id": soil.id(), "code": coded(soil, *row[:3])}
    return {"medicationReference": {"reference": f"Medication/{beside['id']}"}}, (beside,)


CARRIERS: tuple[Carrier, ...] = (_by_code, _contained, _referenced)


def _medicine(
    soil: Soil, row: Any, kind: str, **more: Any
) -> tuple[tuple[Resource, ...], tuple[frozenset[str], ...]]:
    carried, beside = soil.random.choice(CARRIERS)(soil, row)
    told = {
        "resourceType": kind,
        "id": soil.id(),
        "subject": soil.subject,
        **carried,
        **more,
    }
    return (told, *beside), (p.USED, *(p.PART for _ in beside))


def medicine(soil: Soil) -> Planted | None:
    """What is taken now: an order that is active, or a statement."""
    if (row := soil.pick(p.MEDICINES, name)) is None:
        return None
    on = str(soil.day())
    if soil.random.random() < 0.5:
        more = {"status": "active", "intent": "order", "authoredOn": on}
        resources, outcomes = _medicine(soil, row, "MedicationRequest", **more)
    else:
        more = {"status": "active", "effectivePeriod": {"start": on}}
        resources, outcomes = _medicine(soil, row, "MedicationStatement", **more)
    return Planted(
        kind=f"medicine by {resources[0]['resourceType']}",
        resources=resources,
        outcomes=outcomes,
        said=(Said(concept=row[3]),),
    )


NOT_TAKEN: tuple[tuple[str, Resource], ...] = (
    ("MedicationRequest", {"status": "entered-in-error", "intent": "order"}),
    ("MedicationRequest", {"status": "cancelled", "intent": "order"}),
    ("MedicationRequest", {"status": "draft", "intent": "order"}),
    ("MedicationRequest", {"status": "stopped", "intent": "order"}),
    ("MedicationRequest", {"status": "active", "intent": "proposal"}),
    ("MedicationRequest", {"status": "active", "intent": "plan"}),
    ("MedicationRequest", {"status": "active", "intent": "option"}),
    ("MedicationRequest", {"status": "active", "intent": "order", "doNotPerform": True}),
    ("MedicationStatement", {"status": "entered-in-error"}),
    ("MedicationStatement", {"status": "not-taken"}),
    ("MedicationStatement", {"status": "intended"}),
    ("MedicationStatement", {"status": "stopped"}),
    ("MedicationAdministration", {"status": "entered-in-error"}),
    ("MedicationAdministration", {"status": "not-done"}),
    ("MedicationDispense", {"status": "cancelled"}),
    ("MedicationDispense", {"status": "declined"}),
    ("MedicationDispense", {"status": "entered-in-error"}),
)

DATED = {
    "MedicationRequest": "authoredOn",
    "MedicationStatement": "effectiveDateTime",
    "MedicationAdministration": "effectiveDateTime",
    "MedicationDispense": "whenHandedOver",
}


def medicine_not_taken(soil: Soil) -> Planted | None:
    if (row := soil.pick(p.MEDICINES, name)) is None:
        return None
    kind, said = soil.random.choice(NOT_TAKEN)
    resources, outcomes = _medicine(soil, row, kind, **{DATED[kind]: str(soil.day())}, **said)
    word = "doNotPerform" if "doNotPerform" in said else said["status"]
    if said.get("intent") not in (None, "order"):
        word = said["intent"]
    return Planted(
        kind=f"{kind} {word}",
        resources=resources,
        outcomes=(p.ANY, *outcomes[1:]),
        not_believed=(row[3],),
    )


def injection(soil: Soil) -> Planted | None:
    """A dose of vitamin B12 that was given."""
    if (row := soil.pick(p.COBALAMINS, name)) is None:
        return None
    on = str(soil.day())
    more: Resource = {"status": "completed", "effectiveDateTime": on}
    more["dosage"] = {
        "route": {"text": "Intramuscular"},
        "dose": {
            "value": 1,
            "unit": "mg",
            "system": "http://unitsofmeasure.org",
            "code": "mg",
        },
    }
    resources, outcomes = _medicine(soil, row, "MedicationAdministration", **more)
    said = Said(concept=row[3], statuses=("current", "past"))
    return Planted(kind="injection given", resources=resources, outcomes=outcomes, said=(said,))
