"""Records in which a careless reader believes too much."""

from decimal import Decimal

from prove import planted as p
from prove.planted import Found, Planted, Resource, Soil, coded, name
from prove.planting.findings import condition_of
from prove.planting.results import a_result, observation, quantity


def result_of_two_units(soil: Soil) -> Planted | None:
    """The unit that is shown is not the unit that is coded."""
    row = soil.pick((("total_b12", "2132-9", "Vitamin B12"),), lambda row: row[0])
    if row is None:
        return None
    units = soil.random.choice((("pmol/L", "pg/mL"), ("pg/mL", "pmol/L")))
    told = observation(
        soil,
        coded(soil, p.LOINC, row[1], row[2]),
        effectiveDateTime=str(soil.day()),
        valueQuantity={
            "value": 180,
            "unit": units[0],
            "system": "http://unitsofmeasure.org",
            "code": units[1],
        },
    )
    return Planted(
        kind="result of two units", resources=(told,), outcomes=(p.LEFT,), not_believed=(row[0],)
    )


def result_beyond_belief(soil: Soil) -> Planted | None:
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    value = soil.random.choice((Decimal(-5), Decimal(900000000)))
    told = observation(
        soil,
        coded(soil, p.LOINC, row[1], row[2]),
        effectiveDateTime=at,
        valueQuantity={"value": value, "unit": found.unit},
    )
    return Planted(
        kind="result beyond belief",
        resources=(told,),
        outcomes=(p.BROKEN,),
        not_believed=(found.analyte,),
    )


def result_by_code_of_its_unit(soil: Soil) -> Planted | None:
    """The unit stands in its code alone."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    unit = {"system": "http://unitsofmeasure.org", "code": found.unit}
    told = observation(
        soil,
        coded(soil, p.LOINC, row[1], row[2]),
        effectiveInstant=at if "T" in at else f"{at}T10:00:00Z",
        valueQuantity={"value": found.value, **unit},
    )
    return Planted(
        kind="result with a coded unit", resources=(told,), outcomes=(p.USED,), found=(found,)
    )


def result_at_least(soil: Soil) -> Planted | None:
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    found = Found(
        analyte=found.analyte, value=found.value, unit=found.unit, comparator=">=", on=found.on
    )
    told = observation(
        soil,
        coded(soil, p.LOINC, row[1], row[2]),
        effectiveDateTime=at,
        valueQuantity=quantity(soil, found),
    )
    return Planted(kind="result of at least", resources=(told,), outcomes=(p.USED,), found=(found,))


def result_about_another(soil: Soil) -> Planted | None:
    """In the record of the person, about somebody else: the focus."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    told = observation(
        soil,
        coded(soil, p.LOINC, row[1], row[2]),
        effectiveDateTime=at,
        focus=[{"reference": "Patient/the-newborn"}],
        valueQuantity=quantity(soil, found),
    )
    return Planted(
        kind="result about another",
        resources=(told,),
        outcomes=(p.LEFT,),
        not_believed=(found.analyte,),
    )


DENIALS = (
    "No evidence of {}",
    "{} ruled out",
    "Family history of {}",
    "No {}",
    "Suspected {}",
    "? {}",
)


def condition_denied_in_words(soil: Soil) -> Planted | None:
    """Words that do not say that the person has it."""
    if (row := soil.pick(p.CONDITIONS[:6], name)) is None:
        return None
    words = soil.random.choice(DENIALS)
    told = condition_of(soil, row)
    told["code"] = {"text": words.format(row[2].lower())}
    return Planted(
        kind=f"condition as “{words}”",
        resources=(told,),
        outcomes=(p.ANY,),
        only_possible=(row[3],),
    )


def medicine_that_ended(soil: Soil) -> Planted | None:
    """A statement that is still called active, with an end that has passed."""
    if (row := soil.pick(p.MEDICINES, name)) is None:
        return None
    told: Resource = {
        "resourceType": "MedicationStatement",
        "id": soil.id(),
        "status": "active",
        "subject": soil.subject,
        "medicationCodeableConcept": coded(soil, *row[:3]),
        "effectivePeriod": {"start": "2018-01-01", "end": "2019-05-01"},
    }
    return Planted(
        kind="medicine that ended", resources=(told,), outcomes=(p.ANY,), not_believed=(row[3],)
    )


def record_in_a_record(soil: Soil) -> Planted | None:
    """A Bundle, or Parameters, in an entry: what is in it may not be passed over in silence."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    inside = observation(
        soil,
        coded(soil, p.LOINC, row[1], row[2]),
        effectiveDateTime=at,
        valueQuantity=quantity(soil, found),
    )
    if soil.random.random() < 0.5:
        told: Resource = {
            "resourceType": "Bundle",
            "id": soil.id(),
            "type": "collection",
            "entry": [{"resource": inside}],
        }
    else:
        told = {
            "resourceType": "Parameters",
            "id": soil.id(),
            "parameter": [{"name": "record", "resource": inside}],
        }
    return Planted(
        kind=f"{told['resourceType']} in an entry",
        resources=(told,),
        outcomes=(p.BROKEN | p.USED,),
        may_be=(found,),
    )


ELSEWHERE = (
    ("creatinine", "2161-8", "Creatinine", "mg/dL", 98),
    ("potassium", "2828-2", "Potassium", "mmol/L", 4),
    ("white_cells", "5821-4", "White blood cells", "10*3/uL", 5),
    ("haemoglobin", "40719-7", "Haemoglobin", "g/L", 150),
    ("total_b12", "16695-9", "Vitamin B12", "pg/mL", 150),
)
"""Analyte, LOINC of another specimen, the same name, and a value that blood could have."""


def result_of_another_specimen(soil: Soil) -> Planted | None:
    """Urine, cord blood, whole blood: only the code says so."""
    if (row := soil.pick(ELSEWHERE, lambda row: row[0])) is None:
        return None
    analyte, code, text, unit, value = row
    coding = {"system": soil.random.choice(p.LOINC), "code": code}
    told = observation(
        soil,
        {"coding": [coding], "text": text},
        effectiveDateTime=str(soil.day()),
        valueQuantity={"value": value, "unit": unit},
    )
    return Planted(
        kind="result of another specimen",
        resources=(told,),
        outcomes=(p.LEFT,),
        not_believed=(analyte,),
    )
