"""The course that is offered: a MedicationRequest for each phase, a Task for each dated dose."""

from collections.abc import Iterator
from itertools import pairwise

from corrin.domain.plan import OfferMade, PlannedDose
from corrin.domain.regimen import AfterDoses, Phase
from corrin.fhir_out.dosage import dosage, in_words, routes_of
from corrin.fhir_out.frame import Frame, definition_id
from corrin.fhir_out.values import Json, codings_of, notes, words

DRUG_CODES = ("rxnorm", "atc")
PROPOSED = {"status": "draft", "intent": "proposal"}
"""Of every request: whoever is responsible makes it an order, or does not."""
WRITTEN_FOR = frozenset({"ready", "ask_first"})
PROVISIONAL = "Provisional, until what is to be asked first is answered."


def request_item(index: int) -> str:
    """The name of the request for a phase, among the items of the plan."""
    return f"phase-{index + 1}"


def requests(frame: Frame) -> Iterator[Json]:
    """The phases of the offer, where the plan stands at one that may be given."""
    offer = offered(frame)
    if offer is None:
        return
    dated = doses_of_phases(frame)
    for index, phase in enumerate(frame.phases):
        yield _request(frame, offer, index, phase, dated[index])


def offered(frame: Frame) -> OfferMade | None:
    """The offer, unless something stands against giving it."""
    treatment = frame.plan.treatment
    return treatment.offer if treatment.schedule_status in WRITTEN_FOR else None


def _request(
    frame: Frame, offer: OfferMade, index: int, phase: Phase, doses: tuple[PlannedDose, ...]
) -> Json:
    said = offer.phases[index]
    treatment = frame.plan.treatment
    prior = frame.to("MedicationRequest", request_item(index - 1)) if index else None
    first_taken = next((i for i, one in enumerate(frame.phases) if not one.injected), None)
    course = treatment.courses[0] if treatment.courses and index == first_taken else None
    return frame.resource(
        "MedicationRequest",
        request_item(index),
        {
            **PROPOSED,
            "instantiatesCanonical": [
                frame.canonical("ActivityDefinition", activity_id(offer.regimen, index))
            ],
            "medicationCodeableConcept": medicine(frame, offer),
            "subject": frame.subject,
            "authoredOn": frame.on,
            "reasonCode": [words(offer.says)],
            "dosageInstruction": [
                dosage(phase, routes_of(frame.knowledge), said.ends, doses, course)
            ],
            "priorPrescription": prior,
            "note": notes(
                PROVISIONAL if treatment.provisional else None,
                offer.note,
                *treatment.notes,
                treatment.continues if phase is frame.phases[-1] else None,
            ),
        },
    )


def medicine(frame: Frame, offer: OfferMade) -> Json:
    """What is given, as far as it is chosen."""
    return words(
        offer.product_name or "Vitamin B12; the product is to be chosen",
        codings_of(offer.product or "", frame.knowledge, DRUG_CODES),
    )


def activity_id(regimen: str, index: int) -> str:
    """The id of the ActivityDefinition of a phase."""
    return f"{definition_id(regimen)}-{index + 1}"


def doses_of_phases(frame: Frame) -> list[tuple[PlannedDose, ...]]:
    """The dated doses by phase, in the order in which they fall; names of phases may repeat."""
    doses = list(frame.plan.treatment.doses)
    ends: list[int] = [0]
    for phase in frame.phases:
        at = ends[-1]
        most = phase.ends.count if isinstance(phase.ends, AfterDoses) else len(doses)
        while at < len(doses) and doses[at].phase == phase.name and at - ends[-1] < most:
            at += 1
        ends.append(at)
    return [tuple(doses[first:last]) for first, last in pairwise(ends)]


def tasks(frame: Frame) -> Iterator[Json]:
    """The work-list: a Task for each dated dose."""
    if offered(frame) is None:
        return
    for index, doses in enumerate(doses_of_phases(frame)):
        for number, dose in enumerate(doses):
            yield task(
                frame,
                f"{request_item(index)}-dose-{number + 1}",
                on=dose.on.isoformat(),
                code="Give vitamin B12",
                says=in_words(frame.phases[index]),
                focus=frame.to("MedicationRequest", request_item(index)),
                note=dose.note,
            )


def task(
    frame: Frame,
    item: str,
    *,
    on: str,
    code: str,
    says: str,
    focus: Json | None = None,
    note: str | None = None,
) -> Json:
    """Something to do on a day."""
    return frame.resource(
        "Task",
        item,
        {
            **PROPOSED,
            "code": words(code),
            "description": says,
            "focus": focus,
            "for": frame.subject,
            "authoredOn": frame.on,
            "restriction": {"period": {"start": on, "end": on}},
            "note": notes(note),
        },
    )
