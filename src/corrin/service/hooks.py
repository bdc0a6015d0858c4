"""CDS Hooks 2.0: what is offered, what is asked for beforehand, and the answer to a call.

Three hooks share one id, so that what is said while an order is signed takes the place of what was
said before. What is needed and was not sent is asked for by a 412; it is never taken for "none".
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, cast

import msgspec

from corrin.domain.card import Hook
from corrin.fhir.values import Json, mapping, mappings, text
from corrin.service.answers import refused

SERVICE = "corrin-b12"
HOOKS: dict[Hook, str] = {
    "patient-view": "Vitamin B12: what must not be missed in this person",
    "order-select": "Vitamin B12: the order that was chosen",
    "order-sign": "Vitamin B12: the orders that are about to be signed",
}
OWN_IDS = {hook: f"{SERVICE}-{hook}" for hook in HOOKS}
"""For pages such as the Sandbox, which keep one service for each address and forget the others."""
PATIENT_ID = "{{context.patientId}}"
PREFETCH = {
    "patient": f"Patient/{PATIENT_ID}",
    "conditions": f"Condition?patient={PATIENT_ID}",
    "observations": f"Observation?patient={PATIENT_ID}",
    "requests": f"MedicationRequest?patient={PATIENT_ID}",
    "statements": f"MedicationStatement?patient={PATIENT_ID}",
    "administrations": f"MedicationAdministration?patient={PATIENT_ID}",
    "procedures": f"Procedure?patient={PATIENT_ID}",
    "allergies": f"AllergyIntolerance?patient={PATIENT_ID}",
    "family": f"FamilyMemberHistory?patient={PATIENT_ID}",
}
NEEDED: dict[Hook, tuple[str, ...]] = {
    "patient-view": ("patient", "conditions", "observations", "requests"),
    "order-select": ("patient", "conditions", "observations", "requests", "allergies"),
    "order-sign": ("patient", "conditions", "observations", "requests", "allergies"),
}
"""Without these nothing is said: their absence must not pass for health."""
ID = re.compile(r"[A-Za-z0-9.-]{1,64}")
NAMED = re.compile(r"[!-~](?:[ -~]{0,198}[!-~])?")
"""A name that a program gives, as `openapi.yaml` has it: printable ASCII."""
REFERENCE = "{kind}/{id}"


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A call of a hook, once it has been read."""

    hook: Hook
    instance: str
    patient: str
    prefetch: Json
    drafts: tuple[Json, ...] = ()
    """The orders of the draft that are to be looked at."""


def discovery(*, own_ids: bool = False) -> Json:
    """What `GET /cds-services` answers: three hooks under one id, or each under its own."""
    return {
        "services": [
            {
                "hook": hook,
                "title": "corrin, vitamin B12",
                "description": f"{says}. It supports a clinician and decides nothing.",
                "id": OWN_IDS[hook] if own_ids else SERVICE,
                "prefetch": PREFETCH,
                "usageRequirements": "FHIR R4 4.0.1. Nothing is fetched: all is prefetched.",
            }
            for hook, says in HOOKS.items()
        ]
    }


def call_of(body: Json) -> Call:
    """The call that a body is.

    Raises:
        Answer: 400, it is none.
    """
    hook = _hook(body)
    context = mapping(body.get("context"))
    instance = _named(body, "hookInstance")
    patient = _patient(context)
    _ = _named(context, "userId", "context.")
    return Call(
        hook=hook,
        instance=instance,
        patient=patient,
        prefetch=mapping(body.get("prefetch")),
        drafts=() if hook == "patient-view" else _drafts(context, hook),
    )


def _hook(body: Json) -> Hook:
    said = text(body.get("hook"))
    for hook in HOOKS:
        if hook == said:
            return hook
    raise refused(400, "hook", "it is not a hook of this service", ", ".join(HOOKS), value=said)


def _named(holder: Json, name: str, where: str = "") -> str:
    value = holder.get(name)
    if not isinstance(value, str) or not NAMED.fullmatch(value):
        accepted = "a text of up to 200 printable ASCII characters"
        raise refused(400, f"{where}{name}", "it is missing, or no such text", accepted)
    return value


def _patient(context: Json) -> str:
    value = context.get("patientId")
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise refused(400, "context.patientId", "it is not the id of a Patient", "an id of FHIR")
    return value


def _drafts(context: Json, hook: Hook) -> tuple[Json, ...]:
    orders = mapping(context.get("draftOrders"))
    if orders.get("resourceType") != "Bundle":
        raise refused(400, "context.draftOrders", "it is not a Bundle", "a Bundle of draft orders")
    listed = orders.get("entry", [])
    if not isinstance(listed, list):
        raise refused(400, "context.draftOrders.entry", "it is not a list", "draft orders")
    found = tuple(_resources(cast("list[Any]", listed)))
    if hook == "order-sign":
        return found
    selected = context.get("selections")
    if not isinstance(selected, list):
        raise refused(400, "context.selections", "it is missing", "references to draft orders")
    wanted = {one for one in cast("list[Any]", selected) if isinstance(one, str)}
    return tuple(one for one in found if _reference(one) in wanted)


def _reference(resource: Json) -> str:
    kind, name = text(resource.get("resourceType")), text(resource.get("id"))
    return REFERENCE.format(kind=kind, id=name)


def record_of(call: Call) -> list[Json]:
    """The resources of the person that were sent beforehand.

    Raises:
        Answer: 412, some are missing without which nothing is said; 422, they are of another.
    """
    found: list[Json] = []
    missing: list[str] = []
    for name in PREFETCH:
        resources = _of_key(call.prefetch.get(name), name)
        if resources is None and name in NEEDED[call.hook]:
            missing.append(name)
        found += resources or ()
    if missing:
        raise refused(
            412,
            ", ".join(f"prefetch.{name}" for name in missing),
            "no advice: it was not sent whole, and nothing is fetched",
            "every page of " + "; ".join(PREFETCH[name] for name in missing),
            code="required",
        )
    if text(found[0].get("id")) != call.patient:
        raise refused(
            422, "prefetch.patient.id", "it is not the patient of the context", "one person"
        )
    return found


def _of_key(value: Any, name: str) -> Sequence[Json] | None:
    """The resources under a key; None where they cannot be had, or not all of them."""
    resource = mapping(value)
    kind = text(resource.get("resourceType"))
    if name == "patient":
        return [resource] if kind == "Patient" else None
    if kind != "Bundle":
        return None
    if any(link.get("relation") == "next" for link in mappings(resource.get("link"))):
        return None
    listed = resource.get("entry", [])
    if not isinstance(listed, list):
        return None
    found = _resources(cast("list[Any]", listed))
    return [one for one in found if one.get("resourceType") != "OperationOutcome"]


def _resources(entries: Sequence[Any]) -> Iterator[Json]:
    """The resources of entries; what is none stays as an empty one, which is said to be unread."""
    return (mapping(mapping(entry).get("resource")) for entry in entries)
