"""What is no concern of vitamin B12, and what is no resource at all."""

from typing import Any

from prove import planted as p
from prove.planted import Planted, Soil
from prove.planting.findings import condition_of
from prove.planting.results import observation


def vital_sign(soil: Soil) -> Planted | None:
    if (row := soil.pick(p.VITALS, lambda row: row[0])) is None:
        return None
    code, name, unit, value = row
    told = observation(
        soil,
        {"coding": [{"system": p.LOINC[0], "code": code, "display": name}], "text": name},
        effectiveDateTime=str(soil.day()),
        valueQuantity={"value": value, "unit": unit},
    )
    return Planted(kind="vital sign", resources=(told,), outcomes=(p.IRRELEVANT,))


def other_resource(soil: Soil) -> Planted | None:
    kind = soil.random.choice(p.OTHER_RESOURCES)
    told = {"resourceType": kind, "id": soil.id(), "status": "active", "subject": soil.subject}
    return Planted(kind=f"{kind}, no concern", resources=(told,), outcomes=(p.IRRELEVANT,))


def other_condition(soil: Soil) -> Planted | None:
    systems, code, text = soil.random.choice(p.OTHER_CONDITIONS)
    told = condition_of(soil, (systems, code, text))
    told["code"] = {"coding": [{"system": systems[0], "code": code, "display": text}], "text": text}
    return Planted(kind="condition, no concern", resources=(told,), outcomes=(p.PART,))


def broken(soil: Soil) -> Planted | None:
    """An entry that is no resource at all."""
    forms: dict[str, Any] = {
        "without a type": {"id": soil.id(), "status": "final"},
        "of an unknown type": {"resourceType": "Bloodtest", "id": soil.id()},
        "of a type that is no word": {"resourceType": 7, "id": soil.id()},
        "a number": 5,
        "a list": [],
        "nothing": None,
    }
    name = soil.random.choice(sorted(forms))
    return Planted(kind=f"resource {name}", resources=(forms[name],), outcomes=(p.LEFT,))
