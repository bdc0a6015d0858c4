"""References of every form, and answers to questionnaires."""

from typing import Any

from prove import planted as p
from prove.planted import Planted, Resource, Said, Soil, coded, name
from prove.planting.findings import condition_of
from prove.planting.results import a_result, observation, quantity


def result_of_nobody_named(soil: Soil) -> Planted | None:
    """No subject is stated; the Bundle is of one person."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    told = observation(
        soil,
        coded(soil, p.LOINC, row[1], row[2]),
        effectiveDateTime=at,
        valueQuantity=quantity(soil, found),
    )
    del told["subject"]
    return Planted(
        kind="result without a subject", resources=(told,), outcomes=(p.ANY,), may_be=(found,)
    )


def result_of_the_subject_by_display(soil: Soil) -> Planted | None:
    """The subject has a name beside the reference, and a type."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    told = observation(
        soil,
        coded(soil, p.LOINC, row[1], row[2]),
        effectiveDateTime=at,
        valueQuantity=quantity(soil, found),
    )
    told["subject"] = {**soil.subject, "display": "A. Person", "type": "Patient"}
    return Planted(
        kind="result with a named subject", resources=(told,), outcomes=(p.USED,), found=(found,)
    )


def result_issued_only(soil: Soil) -> Planted | None:
    """It has no day of its own, only that of its report."""
    if (made := a_result(soil)) is None:
        return None
    row, found, at = made
    instant = at if "T" in at else f"{at}T09:00:00Z"
    told = observation(
        soil,
        coded(soil, p.LOINC, row[1], row[2]),
        issued=instant,
        valueQuantity=quantity(soil, found),
    )
    return Planted(
        kind="result that was only issued", resources=(told,), outcomes=(p.ANY,), may_be=(found,)
    )


def medicine_that_is_missing(soil: Soil) -> Planted | None:
    """A statement that refers to a Medication which is not there."""
    told: Resource = {
        "resourceType": "MedicationStatement",
        "id": soil.id(),
        "status": "active",
        "subject": soil.subject,
        "medicationReference": {"reference": "Medication/not-here"},
    }
    return Planted(kind="medicine that is missing", resources=(told,), outcomes=(p.LEFT,))


def medicine_in_error(soil: Soil) -> Planted | None:
    """A statement that stands, of a Medication that was entered in error."""
    if (row := soil.pick(p.MEDICINES, name)) is None:
        return None
    medicine: Resource = {
        "resourceType": "Medication",
        "id": soil.id(),
        "status": "entered-in-error",
        "code": coded(soil, *row[:3]),
    }
    told: Resource = {
        "resourceType": "MedicationStatement",
        "id": soil.id(),
        "status": "active",
        "subject": soil.subject,
        "medicationReference": {"reference": f"Medication/{medicine['id']}"},
    }
    return Planted(
        kind="medicine entered in error",
        resources=(told, medicine),
        outcomes=(p.ANY, p.ANY),
        not_believed=(row[3],),
    )


def medicine_by_urn(soil: Soil) -> Planted | None:
    """A Medication named by the identifier of its entry."""
    if (row := soil.pick(p.MEDICINES, name)) is None:
        return None
    url = f"urn:uuid:00000000-0000-4000-8000-{soil.random.randrange(10**12):012}"
    medicine: Resource = {"resourceType": "Medication", "code": coded(soil, *row[:3])}
    told: Resource = {
        "resourceType": "MedicationRequest",
        "id": soil.id(),
        "status": "active",
        "intent": "order",
        "authoredOn": str(soil.day()),
        "subject": soil.subject,
        "medicationReference": {"reference": url},
    }
    return Planted(
        kind="medicine by urn",
        resources=(told, medicine),
        outcomes=(p.USED, p.PART),
        urls={1: url},
        said=(Said(concept=row[3]),),
    )


def condition_without_an_id(soil: Soil) -> Planted | None:
    if (row := soil.pick(p.CONDITIONS, name)) is None:
        return None
    told = condition_of(soil, row)
    del told["id"]
    return Planted(
        kind="condition without an id",
        resources=(told,),
        outcomes=(p.USED,),
        said=(Said(concept=row[3]),),
    )


ASKED = (
    ("Are you vegan?", "vegan"),
    ("Do you have coeliac disease?", "coeliac"),
    ("Do you take metformin?", "metformin"),
)


def answers(soil: Soil) -> Planted | None:
    """A question that is answered with yes, or with no."""
    if (row := soil.pick(ASKED, lambda row: row[1])) is None:
        return None
    question, concept = row
    yes = soil.random.random() < 0.5
    told: dict[str, Any] = {
        "resourceType": "QuestionnaireResponse",
        "id": soil.id(),
        "status": "completed",
        "subject": soil.subject,
        "authored": str(soil.day()),
        "item": [{"linkId": "1", "text": question, "answer": [{"valueBoolean": yes}]}],
    }
    return Planted(
        kind=f"answer {'yes' if yes else 'no'}",
        resources=(told,),
        outcomes=(p.ANY,),
        said=(Said(concept=concept),) if yes else (),
        not_believed=() if yes else (concept,),
    )


def answers_in_error(soil: Soil) -> Planted | None:
    if (row := soil.pick(ASKED, lambda row: row[1])) is None:
        return None
    made = answers(Soil(random=soil.random, patient=soil.patient))
    assert made is not None
    told = {**made.resources[0], "id": soil.id(), "status": "entered-in-error"}
    told["item"] = [{"linkId": "1", "text": row[0], "answer": [{"valueBoolean": True}]}]
    return Planted(
        kind="answer entered in error",
        resources=(told,),
        outcomes=(p.ASIDE,),
        not_believed=(row[1],),
    )
