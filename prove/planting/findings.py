"""Conditions, procedures, allergies, and what relatives have."""

from typing import Any

from prove import planted as p
from prove.planted import Planted, Resource, Said, Soil, coded, name, state


def condition_of(soil: Soil, row: Any, **more: Any) -> Resource:
    return {
        "resourceType": "Condition",
        "id": soil.id(),
        "clinicalStatus": state("condition-clinical", "active"),
        "verificationStatus": state("condition-ver-status", "confirmed"),
        "code": coded(soil, *row[:3]),
        "subject": soil.subject,
        "onsetDateTime": str(soil.day()),
        **more,
    }


def condition(soil: Soil) -> Planted | None:
    if (row := soil.pick(p.CONDITIONS, name)) is None:
        return None
    told = condition_of(soil, row)
    if soil.random.random() < 0.3:
        del told["verificationStatus"]
    said = Said(concept=row[3])
    return Planted(kind="condition", resources=(told,), outcomes=(p.USED,), said=(said,))


def condition_denied(soil: Soil) -> Planted | None:
    if (row := soil.pick(p.CONDITIONS, name)) is None:
        return None
    status = soil.random.choice(("refuted", "entered-in-error"))
    told = condition_of(soil, row, verificationStatus=state("condition-ver-status", status))
    del told["clinicalStatus"]
    return Planted(
        kind=f"condition {status}",
        resources=(told,),
        outcomes=(p.ANY,),
        not_believed=(row[3],),
    )


def condition_over(soil: Soil) -> Planted | None:
    if (row := soil.pick(p.CONDITIONS, name)) is None:
        return None
    status = soil.random.choice(("resolved", "inactive", "remission"))
    told = condition_of(soil, row, clinicalStatus=state("condition-clinical", status))
    return Planted(
        kind=f"condition {status}",
        resources=(told,),
        outcomes=(p.ANY,),
        not_believed=(row[3],),
    )


def procedure(soil: Soil) -> Planted | None:
    if (row := soil.pick(p.PROCEDURES, name)) is None:
        return None
    told = _procedure(soil, row, "completed")
    said = Said(concept=row[3], statuses=("current", "past"))
    return Planted(kind="procedure", resources=(told,), outcomes=(p.USED,), said=(said,))


def procedure_not_done(soil: Soil) -> Planted | None:
    if (row := soil.pick(p.PROCEDURES, name)) is None:
        return None
    status = soil.random.choice(("not-done", "entered-in-error"))
    told = _procedure(soil, row, status)
    return Planted(
        kind=f"procedure {status}", resources=(told,), outcomes=(p.ANY,), not_believed=(row[3],)
    )


def _procedure(soil: Soil, row: Any, status: str) -> Resource:
    return {
        "resourceType": "Procedure",
        "id": soil.id(),
        "status": status,
        "code": coded(soil, *row[:3]),
        "subject": soil.subject,
        "performedDateTime": str(soil.day()),
    }


def _allergy(soil: Soil, row: Any, verification: str) -> Resource:
    return {
        "resourceType": "AllergyIntolerance",
        "id": soil.id(),
        "clinicalStatus": state("allergyintolerance-clinical", "active"),
        "verificationStatus": state("allergyintolerance-verification", verification),
        "code": coded(soil, *row[:3]),
        "patient": soil.subject,
    }


def allergy(soil: Soil) -> Planted | None:
    if (row := soil.pick(p.ALLERGIES, lambda row: f"allergy {row[3]}")) is None:
        return None
    said = Said(concept=row[3], allergy=True, statuses=("current", "past"))
    told = _allergy(soil, row, "confirmed")
    return Planted(kind="allergy", resources=(told,), outcomes=(p.USED,), said=(said,))


def allergy_denied(soil: Soil) -> Planted | None:
    if (row := soil.pick(p.ALLERGIES, lambda row: f"allergy {row[3]}")) is None:
        return None
    status = soil.random.choice(("refuted", "entered-in-error"))
    told = _allergy(soil, row, status)
    if status == "entered-in-error":
        del told["clinicalStatus"]
    return Planted(
        kind=f"allergy {status}", resources=(told,), outcomes=(p.ANY,), not_believed=(row[3],)
    )


def _relative(soil: Soil, row: Any, role: str, status: str) -> Resource:
    system = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
    return {
        "resourceType": "FamilyMemberHistory",
        "id": soil.id(),
        "status": status,
        "patient": soil.subject,
        "relationship": {"coding": [{"system": system, "code": role}]},
        "condition": [{"code": coded(soil, *row[:3])}],
    }


def relative(soil: Soil) -> Planted | None:
    role, subject = soil.random.choice(p.RELATIVES)
    if (row := soil.pick(p.CONDITIONS[:3], lambda row: f"{subject} {row[3]}")) is None:
        return None
    told = _relative(soil, row, role, soil.random.choice(("completed", "partial")))
    said = Said(concept=row[3], subject=subject, statuses=("current", "past"))
    return Planted(kind="relative", resources=(told,), outcomes=(p.USED,), said=(said,))


def relative_in_error(soil: Soil) -> Planted | None:
    role, subject = soil.random.choice(p.RELATIVES)
    if (row := soil.pick(p.CONDITIONS[:3], lambda row: f"{subject} {row[3]}")) is None:
        return None
    told = _relative(soil, row, role, "entered-in-error")
    return Planted(
        kind="relative entered-in-error",
        resources=(told,),
        outcomes=(p.ASIDE,),
        not_believed=(row[3],),
    )
