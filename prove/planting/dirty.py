"""What real exports are like: other references, several codings, parts of dates, contradictions."""

from typing import Any

from prove import planted as p
from prove.planted import Found, Planted, Resource, Said, Soil, coded, name, state
from prove.planting.findings import condition_of
from prove.planting.results import a_result, observation, quantity

LOCAL = {"system": "http://example.org/local-tests", "code": "X17", "display": "local test"}


def result_among_local_codes(soil: Soil) -> Planted | None:
    """A LOINC code behind, or before, a code of the laboratory's own."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    codings = [{"system": p.LOINC[0], "code": row[1], "display": row[2]}, LOCAL]
    soil.random.shuffle(codings)
    told = observation(
        soil, {"coding": codings}, effectiveDateTime=at, valueQuantity=quantity(soil, found)
    )
    return Planted(
        kind="result among local codes", resources=(told,), outcomes=(p.USED,), found=(found,)
    )


def result_with_its_range(soil: Soil) -> Planted | None:
    """A reference range and the word of the laboratory beside the number."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    low, high = found.value / 2, found.value * 2
    unit = {"unit": found.unit, "system": "http://unitsofmeasure.org", "code": found.unit}
    told = observation(
        soil,
        coded(soil, p.LOINC, row[1], row[2]),
        effectivePeriod={"start": at},
        valueQuantity=quantity(soil, found),
        referenceRange=[{"low": {"value": low, **unit}, "high": {"value": high, **unit}}],
        interpretation=[state("v3-ObservationInterpretation", "N")],
    )
    return Planted(
        kind="result with its range", resources=(told,), outcomes=(p.USED,), found=(found,)
    )


def result_still_preliminary(soil: Soil) -> Planted | None:
    """It may be shown or left aside; it may not be lost."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    told = observation(
        soil,
        coded(soil, p.LOINC, row[1], row[2]),
        status=soil.random.choice(("preliminary", "registered", "unknown")),
        effectiveDateTime=at,
        valueQuantity=quantity(soil, found),
    )
    return Planted(
        kind=f"result {told['status']}",
        resources=(told,),
        outcomes=(p.PART | p.ASIDE,),
        may_be=(found,),
    )


def result_of_two_versions(soil: Soil) -> Planted | None:
    """A resource in two versions: the newer one counts."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    older = Found(
        analyte=found.analyte, value=found.value + 1, unit=found.unit, comparator=None, on=found.on
    )
    code = coded(soil, p.LOINC, row[1], row[2])
    first = observation(soil, code, effectiveDateTime=at, valueQuantity=quantity(soil, older))
    second = {**first, "status": "corrected", "valueQuantity": quantity(soil, found)}
    first |= {"meta": {"versionId": "1", "lastUpdated": "2026-11-01T08:00:00Z"}}
    second |= {"meta": {"versionId": "2", "lastUpdated": "2026-11-02T08:00:00Z"}}
    return Planted(
        kind="result in two versions",
        resources=(first, second),
        outcomes=(p.TWICE | p.LEFT, p.USED | p.LEFT),
        may_be=(found,),
        never=(older,),
    )


def result_that_contradicts_itself(soil: Soil) -> Planted | None:
    """A code of one test and the words of another: neither may be believed in silence."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    other = "Hemoglobin" if found.analyte != "haemoglobin" else "Vitamin B12"
    code = {"coding": [{"system": p.LOINC[0], "code": row[1]}], "text": other}
    told = observation(soil, code, effectiveDateTime=at, valueQuantity=quantity(soil, found))
    return Planted(
        kind="result whose code and words disagree",
        resources=(told,),
        outcomes=(p.LEFT,),
        not_believed=(found.analyte, "haemoglobin", "total_b12"),
    )


def result_without_system(soil: Soil) -> Planted | None:
    """A code of no system is no code, and there are no words."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    told = observation(
        soil,
        {"coding": [{"code": row[1]}]},
        effectiveDateTime=at,
        valueQuantity=quantity(soil, found),
    )
    return Planted(
        kind="result of a code without a system",
        resources=(told,),
        outcomes=(p.LEFT,),
        not_believed=(found.analyte,),
    )


def antibody(soil: Soil) -> Planted | None:
    """A result in a word: the antibody to intrinsic factor."""
    word, code = soil.random.choice((("positive", "10828004"), ("negative", "260385009")))
    if soil.pick((("if_antibody",),), lambda row: row[0]) is None:
        return None
    on = soil.day()
    value: Resource
    if soil.random.random() < 0.5:
        display = word.capitalize()
        coding = {"system": p.SNOMED[0], "code": code, "display": display}
        value = {"valueCodeableConcept": {"coding": [coding], "text": display}}
    else:
        value = {"valueString": word.capitalize()}
    told = observation(
        soil,
        coded(soil, p.LOINC, "31444-3", "Intrinsic factor antibody"),
        effectiveDateTime=str(on),
        **value,
    )
    found = Found(
        analyte="if_antibody", value=None, unit=None, comparator=None, on=on, interpretation=word
    )
    return Planted(kind="result in a word", resources=(told,), outcomes=(p.USED,), found=(found,))


def condition_without_a_dot(soil: Soil) -> Planted | None:
    """ICD-10 as it is exported without its dot."""
    rows = tuple(row for row in p.CONDITIONS if row[0] in (p.ICD_10, p.ICD_10_CM))
    if (row := soil.pick(rows, name)) is None:
        return None
    code = {"coding": [{"system": row[0][0], "code": row[1].replace(".", "")}]}
    told = {**condition_of(soil, row), "code": code}
    return Planted(
        kind="condition without its dot",
        resources=(told,),
        outcomes=(p.USED,),
        said=(Said(concept=row[3]),),
    )


def condition_of_two_codes(soil: Soil) -> Planted | None:
    """One condition in SNOMED CT and in ICD-10-CM."""
    if soil.pick((("", "", "", "coeliac"),), name) is None:
        return None
    codings = [
        {"system": p.SNOMED[0], "code": "396331005"},
        {"system": p.ICD_10_CM[0], "code": "K90.0"},
    ]
    soil.random.shuffle(codings)
    told = {**condition_of(soil, p.CONDITIONS[3]), "code": {"coding": codings}}
    return Planted(
        kind="condition of two codes",
        resources=(told,),
        outcomes=(p.USED,),
        said=(Said(concept="coeliac"),),
    )


def condition_that_ended(soil: Soil) -> Planted | None:
    """It has a day on which it ended, and no status."""
    if (row := soil.pick(p.CONDITIONS, name)) is None:
        return None
    told = condition_of(soil, row, onsetDateTime="2012-03", abatementDateTime="2019-06-01")
    del told["clinicalStatus"]
    return Planted(
        kind="condition that ended", resources=(told,), outcomes=(p.ANY,), not_believed=(row[3],)
    )


def condition_only_suspected(soil: Soil) -> Planted | None:
    """Unconfirmed, provisional or differential: possible at most."""
    if (row := soil.pick(p.CONDITIONS, name)) is None:
        return None
    status = soil.random.choice(("unconfirmed", "provisional", "differential"))
    told = condition_of(soil, row, verificationStatus=state("condition-ver-status", status))
    return Planted(
        kind=f"condition {status}", resources=(told,), outcomes=(p.ANY,), only_possible=(row[3],)
    )


def condition_of_an_ambiguous_code(soil: Soil) -> Planted | None:
    """A code that covers the lack of several vitamins: possible at most."""
    if soil.pick((("", "", "", "b12_deficiency"),), name) is None:
        return None
    code = {"coding": [{"system": soil.random.choice(p.ICD_10_CM), "code": "E53.8"}]}
    told = {**condition_of(soil, p.CONDITIONS[0]), "code": code}
    return Planted(
        kind="condition of an ambiguous code",
        resources=(told,),
        outcomes=(p.USED,),
        only_possible=("b12_deficiency",),
    )


def condition_of_another(soil: Soil) -> Planted | None:
    if (row := soil.pick(p.CONDITIONS, name)) is None:
        return None
    told = condition_of(soil, row, subject={"reference": "Patient/somebody-else"})
    return Planted(
        kind="condition of another person",
        resources=(told,),
        outcomes=(p.ASIDE,),
        not_believed=(row[3],),
    )


def no_known_allergy(soil: Soil) -> Planted | None:
    """Asked, and there is none: not an allergy."""
    if any(one.startswith("allergy") for one in soil.taken):
        return None
    soil.taken |= {f"allergy {name(row)}" for row in p.ALLERGIES}
    told: dict[str, Any] = {
        "resourceType": "AllergyIntolerance",
        "id": soil.id(),
        "clinicalStatus": state("allergyintolerance-clinical", "active"),
        "code": {"coding": [{"system": p.SNOMED[0], "code": "716186003"}]},
        "patient": soil.subject,
    }
    return Planted(kind="no known allergy", resources=(told,), outcomes=(p.PART,))


def vaccine(soil: Soil) -> Planted | None:
    told = {
        "resourceType": "Immunization",
        "id": soil.id(),
        "status": soil.random.choice(("completed", "not-done")),
        "vaccineCode": {
            "coding": [
                {
                    "system": "http://hl7.org/fhir/sid/cvx",
                    "code": "140",
                    "display": "Influenza, seasonal, injectable, preservative free",
                }
            ]
        },
        "patient": soil.subject,
        "occurrenceDateTime": str(soil.day()),
    }
    return Planted(kind="vaccine", resources=(told,), outcomes=(p.PART,))


def blood_pressure(soil: Soil) -> Planted | None:
    """A panel of two components, none of which is of concern."""
    if soil.pick((("blood pressure",),), lambda row: row[0]) is None:
        return None
    pressure = {"unit": "mm[Hg]", "system": "http://unitsofmeasure.org", "code": "mm[Hg]"}

    def part(code: str, value: int) -> Resource:
        coding = {"system": p.LOINC[0], "code": code}
        return {"code": {"coding": [coding]}, "valueQuantity": {"value": value, **pressure}}

    told = observation(
        soil,
        {"coding": [{"system": p.LOINC[0], "code": "85354-9", "display": "Blood pressure"}]},
        effectiveDateTime=str(soil.day()),
        component=[part("8480-6", 121), part("8462-4", 78)],
    )
    return Planted(kind="blood pressure", resources=(told,), outcomes=(p.IRRELEVANT,))
