"""The courses that may be given in place of the one offered: options of the RequestGroup.

They are contained in it, with the intent that R4 has for them, so that nobody who takes the
requests of a plan takes an alternative for a second course.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from corrin.domain.plan import OfferMade
from corrin.domain.regimen import Phase
from corrin.fhir_out.dosage import dosage, routes_of
from corrin.fhir_out.frame import Frame
from corrin.fhir_out.medicines import activity_id, medicine, offered
from corrin.fhir_out.values import Json, filled, notes, words

OPTION = {"status": "draft", "intent": "option"}


def choices(frame: Frame) -> list[tuple[str, OfferMade]]:
    """The alternatives that have phases, each with its name in the group; none without an offer."""
    if offered(frame) is None:
        return []
    found = [one for one in frame.plan.treatment.alternatives if phases_of(frame, one)]
    return [(f"alternative-{number}", one) for number, one in enumerate(found, start=1)]


def phases_of(frame: Frame, other: OfferMade) -> tuple[Phase, ...]:
    """The phases of an alternative with the doses and routes that are meant for this person."""
    known = frame.knowledge.regimens.get(other.regimen)
    if known is None or len(known.phases) != len(other.phases):
        return ()
    return tuple(
        replace(phase, dose_micrograms=said.dose_micrograms)
        for phase, said in zip(known.phases, other.phases, strict=True)
    )


def contained(frame: Frame) -> Iterator[Json]:
    """A MedicationRequest for each phase of each alternative."""
    routes = routes_of(frame.knowledge)
    for name, other in choices(frame):
        for index, phase in enumerate(phases_of(frame, other)):
            yield filled(
                {
                    "resourceType": "MedicationRequest",
                    "id": _item(name, index),
                    **OPTION,
                    "instantiatesCanonical": [
                        frame.canonical("ActivityDefinition", activity_id(other.regimen, index))
                    ],
                    "medicationCodeableConcept": medicine(frame, other),
                    "subject": frame.subject,
                    "authoredOn": frame.on,
                    "reasonCode": [words(other.says)],
                    "dosageInstruction": [dosage(phase, routes, other.phases[index].ends)],
                    "note": notes(other.note),
                }
            )


def actions(frame: Frame) -> Iterator[Json]:
    """An action for each alternative, whose phases follow one another."""
    for name, other in choices(frame):
        yield {
            "id": name,
            "title": other.name,
            "textEquivalent": other.says,
            "action": [
                filled(
                    {
                        "id": _item(name, index),
                        "title": f"{phase.name.capitalize()} phase",
                        "textEquivalent": phase.says,
                        "relatedAction": after(_item(name, index - 1)) if index else [],
                        "resource": {"reference": f"#{_item(name, index)}"},
                    }
                )
                for index, phase in enumerate(other.phases)
            ],
        }


def after(action: str) -> list[Json]:
    """That an action comes after the end of another one."""
    return [{"actionId": action, "relationship": "after-end"}]


def _item(name: str, index: int) -> str:
    return f"{name}-phase-{index + 1}"
