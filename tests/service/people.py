"""People as a record system sends them: the parts that a case is about, the rest absent."""

from typing import Any

Json = dict[str, Any]
LOINC, RXNORM, SNOMED = (
    "http://loinc.org",
    "http://www.nlm.nih.gov/research/umls/rxnorm",
    "http://snomed.info/sct",
)
TODAY = "2026-11-20"
KEYS = (
    "conditions",
    "observations",
    "requests",
    "statements",
    "administrations",
    "procedures",
    "allergies",
    "family",
)
OF = {"reference": "Patient/p1"}


def condition(words: str, **more: Any) -> Json:
    return {
        "resourceType": "Condition",
        "clinicalStatus": {"coding": [{"code": "active"}]},
        "code": {"text": words},
        "subject": OF,
        **more,
    }


def result(code: str, value: float, unit: str, on: str = "2026-11-10") -> Json:
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": LOINC, "code": code}]},
        "subject": OF,
        "effectiveDateTime": on,
        "valueQuantity": {
            "value": value,
            "unit": unit,
            "system": "http://unitsofmeasure.org",
            "code": unit,
        },
    }


def b12(value: float, on: str = "2026-11-10") -> Json:
    """Total vitamin B12 in ng/L."""
    return result("2132-9", value, "ng/L", on)


def request(words: str, since: str = "2026-11-01", **more: Any) -> Json:
    return {
        "resourceType": "MedicationRequest",
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": {"text": words},
        "subject": OF,
        "authoredOn": since,
        **more,
    }


def taken(words: str, since: str) -> Json:
    return {
        "resourceType": "MedicationStatement",
        "status": "active",
        "medicationCodeableConcept": {"text": words},
        "subject": OF,
        "effectivePeriod": {"start": since},
    }


def given(words: str, on: str) -> Json:
    return {
        "resourceType": "MedicationAdministration",
        "status": "completed",
        "medicationCodeableConcept": {"text": words},
        "subject": OF,
        "effectiveDateTime": on,
        "dosage": {
            "route": {"text": "intramuscular"},
            "dose": {"value": 1, "unit": "mg", "code": "mg"},
        },
    }


def allergy(words: str) -> Json:
    return {
        "resourceType": "AllergyIntolerance",
        "clinicalStatus": {"coding": [{"code": "active"}]},
        "verificationStatus": {"coding": [{"code": "confirmed"}]},
        "code": {"text": words},
        "patient": OF,
    }


def procedure(words: str, on: str = "2019-05-02") -> Json:
    return {
        "resourceType": "Procedure",
        "status": "completed",
        "code": {"text": words},
        "subject": OF,
        "performedDateTime": on,
    }


def draft(
    words: str,
    *,
    route: str | None = None,
    often: Json | None = None,
    dose: Json | None = None,
    status: str = "draft",
    name: str = "d1",
) -> Json:
    dosage: Json = {}
    if route:
        dosage["route"] = {"text": route}
    if often:
        dosage["timing"] = {"repeat": often}
    if dose:
        dosage["doseAndRate"] = [{"doseQuantity": dose}]
    made = request(words, TODAY, status=status, id=name)
    return {**made, "dosageInstruction": [dosage]} if dosage else made


DAILY = {"frequency": 1, "period": 1, "periodUnit": "d"}
KINDS = {
    "Condition": "conditions",
    "Observation": "observations",
    "MedicationRequest": "requests",
    "MedicationStatement": "statements",
    "MedicationAdministration": "administrations",
    "Procedure": "procedures",
    "AllergyIntolerance": "allergies",
    "FamilyMemberHistory": "family",
}


def bundle(*resources: Json) -> Json:
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        "entry": [{"resource": one} for one in resources],
    }


def prefetch(*resources: Json, born: str = "1968-03-04", sex: str = "female") -> Json:
    """Everything that is asked for; a search without a match is an empty Bundle."""
    found: dict[str, list[Json]] = {key: [] for key in KEYS}
    for index, one in enumerate(resources):
        found[KINDS[one["resourceType"]]].append({"id": f"r{index}", **one})
    person = {"resourceType": "Patient", "id": "p1", "gender": sex, "birthDate": born}
    return {"patient": person, **{key: bundle(*ones) for key, ones in found.items()}}


def call(hook: str, record: Json, *drafts: Json, selected: list[str] | None = None) -> Json:
    context: Json = {"userId": "Practitioner/1", "patientId": "p1"}
    if hook != "patient-view":
        context["draftOrders"] = bundle(*drafts)
    if hook == "order-select":
        context["selections"] = (
            [f"MedicationRequest/{one['id']}" for one in drafts] if selected is None else selected
        )
    return {
        "hook": hook,
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "context": context,
        "prefetch": record,
    }
