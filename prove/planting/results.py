"""Results: numbers with their units, in each form that R4 has for them."""

from decimal import Decimal
from typing import Any

from prove import planted as p
from prove.planted import Found, Planted, Resource, Soil, coded


def observation(soil: Soil, code: Resource, **more: Any) -> Resource:
    return {
        "resourceType": "Observation",
        "id": soil.id(),
        "status": "final",
        "code": code,
        "subject": soil.subject,
        **more,
    }


def _number(soil: Soil, low: int, high: int, decimals: int) -> Decimal:
    return Decimal(soil.random.randint(low * 10**decimals, high * 10**decimals)).scaleb(-decimals)


def a_result(soil: Soil) -> tuple[Any, Found, str] | None:
    """A row of the table, the result to be found, and its instant as it is written."""
    row = soil.pick(p.RESULTS, lambda row: row[0])
    if row is None:
        return None
    analyte, _, _, unit, low, high, decimals = row
    on = soil.day()
    clock = soil.random.choice(("", "T08:30:00Z", "T23:50:00-05:00", "T00:10:00+13:00"))
    value = _number(soil, low, high, decimals)
    return (
        row,
        Found(analyte=analyte, value=value, unit=unit, comparator=None, on=on),
        f"{on}{clock}",
    )


def quantity(soil: Soil, found: Found) -> Resource:
    quantity: Resource = {"value": found.value, "unit": found.unit}
    if soil.random.random() < 0.7:
        quantity |= {"system": "http://unitsofmeasure.org", "code": found.unit}
    if found.comparator:
        quantity["comparator"] = found.comparator
    return quantity


def _analyte(soil: Soil, row: Any) -> Resource:
    return coded(soil, p.LOINC, row[1], row[2])


def result(soil: Soil) -> Planted | None:
    """A number with its unit; its status is one of those that stand."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    status = soil.random.choice(("final", "final", "amended", "corrected"))
    told = observation(
        soil,
        _analyte(soil, row),
        status=status,
        effectiveDateTime=at,
        valueQuantity=quantity(soil, found),
    )
    return Planted(kind="result", resources=(told,), outcomes=(p.USED,), found=(found,))


def result_beyond_a_bound(soil: Soil) -> Planted | None:
    """A comparator, in its element or in a string."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    sign = soil.random.choice(("<", ">"))
    found = Found(
        analyte=found.analyte, value=found.value, unit=found.unit, comparator=sign, on=found.on
    )
    if soil.random.random() < 0.5:
        value: Resource = {"valueQuantity": quantity(soil, found)}
    else:
        value = {"valueString": f"{sign}{found.value} {found.unit}"}
    told = observation(soil, _analyte(soil, row), effectiveDateTime=at, **value)
    return Planted(
        kind="result with a comparator", resources=(told,), outcomes=(p.USED,), found=(found,)
    )


def result_as_string(soil: Soil) -> Planted | None:
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    words = f"{found.value} {found.unit}"
    told = observation(soil, _analyte(soil, row), effectiveDateTime=at, valueString=words)
    return Planted(kind="result as a string", resources=(told,), outcomes=(p.USED,), found=(found,))


def results_as_components(soil: Soil) -> Planted | None:
    """A panel that holds its results; they are of its day."""
    rows = [made for made in (a_result(soil), a_result(soil)) if made]
    if not rows:
        return None
    at = rows[0][2]
    found = tuple(
        Found(analyte=f.analyte, value=f.value, unit=f.unit, comparator=None, on=rows[0][1].on)
        for _, f, _ in rows
    )
    components = [
        {"code": _analyte(soil, row), "valueQuantity": quantity(soil, one)}
        for (row, _, _), one in zip(rows, found, strict=True)
    ]
    panel = {"coding": [{"system": p.LOINC[0], "code": "58410-2"}], "text": "Full blood count"}
    told = observation(soil, panel, effectiveDateTime=at, component=components)
    return Planted(kind="results as components", resources=(told,), outcomes=(p.PART,), found=found)


def results_of_a_panel(soil: Soil) -> Planted | None:
    """A panel that only names its members, and a report that names it."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    member = observation(
        soil, _analyte(soil, row), effectiveDateTime=at, valueQuantity=quantity(soil, found)
    )
    panel = observation(
        soil,
        {"text": "Blood tests"},
        effectiveDateTime=at,
        hasMember=[{"reference": f"Observation/{member['id']}"}],
    )
    report = {
        "resourceType": "DiagnosticReport",
        "id": soil.id(),
        "status": "final",
        "code": {"text": "Laboratory report"},
        "subject": soil.subject,
        "effectiveDateTime": at,
        "result": [{"reference": f"Observation/{member['id']}"}],
    }
    return Planted(
        kind="result of a panel",
        resources=(panel, member, report),
        outcomes=(p.PART, p.USED, p.PART),
        found=(found,),
    )


def result_twice(soil: Soil) -> Planted | None:
    """The same resource again, or the same content under another id."""
    once = result(soil)
    if once is None:
        return None
    again = dict(once.resources[0])
    if soil.random.random() < 0.5:
        again["id"] = soil.id()
    return Planted(
        kind="result twice",
        resources=(once.resources[0], again),
        outcomes=(p.USED, p.TWICE),
        found=once.found,
    )


def result_withdrawn(soil: Soil) -> Planted | None:
    """A result whose status says that it must not be believed."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    status = soil.random.choice(("entered-in-error", "cancelled"))
    told = observation(
        soil,
        _analyte(soil, row),
        status=status,
        effectiveDateTime=at,
        valueQuantity=quantity(soil, found),
    )
    return Planted(
        kind=f"result {status}",
        resources=(told,),
        outcomes=(p.ASIDE,),
        not_believed=(found.analyte,),
    )


def result_without_value(soil: Soil) -> Planted | None:
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    reason = {
        "coding": [
            {
                "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
                "code": "not-performed",
            }
        ]
    }
    told = observation(soil, _analyte(soil, row), effectiveDateTime=at, dataAbsentReason=reason)
    return Planted(
        kind="result without a value",
        resources=(told,),
        outcomes=(p.ASIDE,),
        not_believed=(found.analyte,),
    )


def result_of_another(soil: Soil) -> Planted | None:
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    told = observation(
        soil, _analyte(soil, row), effectiveDateTime=at, valueQuantity=quantity(soil, found)
    )
    told["subject"] = {"reference": "Patient/somebody-else"}
    return Planted(
        kind="result of another person",
        resources=(told,),
        outcomes=(p.ASIDE,),
        not_believed=(found.analyte,),
    )


def _spoilt(soil: Soil, told: Resource, at: str) -> tuple[str, Resource]:
    """An Observation with one thing in it that makes it unbelievable, and which."""
    value = told["valueQuantity"]["value"]
    faults: dict[str, Resource] = {
        "without a unit": {"valueQuantity": {"value": value}},
        "in a unit of something else": {"valueQuantity": {"value": value, "unit": "mm[Hg]"}},
        "that is no number": {"valueQuantity": {"value": "plenty", "unit": "pg/mL"}},
        "of no day": {"effectiveDateTime": "2026-13-45"},
        "of the future": {"effectiveDateTime": "2031-01-01"},
        "with an unknown modifier": {
            "modifierExtension": [{"url": "http://example.org/not", "valueBoolean": True}]
        },
        "under rules of its own": {"implicitRules": "http://example.org/rules"},
    }
    name = soil.random.choice(sorted(faults))
    return name, {**told, "effectiveDateTime": at, **faults[name]}


def result_spoilt(soil: Soil) -> Planted | None:
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    whole = observation(soil, _analyte(soil, row), valueQuantity=quantity(soil, found))
    fault, told = _spoilt(soil, whole, at)
    return Planted(
        kind=f"result {fault}",
        resources=(told,),
        outcomes=(p.BROKEN,),
        not_believed=(found.analyte,),
    )
