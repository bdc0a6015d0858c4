"""Sound calls of the demonstration patients: what a record system sends, as examples to try."""

from collections.abc import Iterator, Mapping
from functools import cache

from corrin.fhir.values import Json
from corrin.fhir_out import BASE
from corrin.knowledge import load
from corrin.service import demo, hooks
from corrin.service.feedback import uuid_of
from corrin.service.feedback_body import OUTCOMES

WHO = "amina"
INSTANCE = "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea"
ORDER: Json = {
    "resourceType": "MedicationRequest",
    "id": "draft-1",
    "status": "draft",
    "intent": "order",
    "medicationCodeableConcept": {"text": "Cyanocobalamin tablets"},
    "subject": {"reference": f"Patient/{WHO}"},
    "authoredOn": "2026-11-20",
}


@cache
def examples(schema: str) -> Mapping[str, Json]:
    """Sound bodies of a schema of `openapi.yaml`, by what each is; none where none is known."""
    return dict(MADE[schema]()) if schema in MADE else {}


def _found(kind: str) -> Json:
    return demo.search(kind, [("patient", WHO)], "https://ehr.example/fhir")


def _record() -> Json:
    kinds = [kind for kind in demo.KINDS if kind != "Patient"]
    inside = [one["resource"] for kind in kinds for one in _found(kind)["entry"]]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": one} for one in (demo.read("Patient", WHO), *inside)],
    }


def _hook_calls() -> Iterator[tuple[str, Json]]:
    prefetch = {
        name: _found(template.partition("?")[0])
        for name, template in hooks.PREFETCH.items()
        if name != "patient"
    }
    drafts = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": ORDER}]}
    for hook in hooks.HOOKS:
        context: Json = {"userId": "Practitioner/1", "patientId": WHO}
        if hook != "patient-view":
            context["draftOrders"] = drafts
        if hook == "order-select":
            context["selections"] = [f"MedicationRequest/{ORDER['id']}"]
        yield (
            hook,
            {
                "hook": hook,
                "hookInstance": INSTANCE,
                "context": context,
                "prefetch": {"patient": demo.read("Patient", WHO), **prefetch},
            },
        )


def _records() -> Iterator[tuple[str, Json]]:
    yield WHO, _record()


def _parameters() -> Iterator[tuple[str, Json]]:
    yield (
        WHO,
        {
            "resourceType": "Parameters",
            "parameter": [
                {"name": "subject", "valueString": f"Patient/{WHO}"},
                {"name": "data", "resource": _record()},
            ],
        },
    )


def _responses() -> Iterator[tuple[str, Json]]:
    for name, asked_by in load.knowledge().questionnaires.items():
        item = {"linkId": asked_by.questions[0].concept, "answer": [{"valueBoolean": True}]}
        yield (
            name,
            {
                "resourceType": "QuestionnaireResponse",
                "status": "completed",
                "questionnaire": f"{BASE}/Questionnaire/corrin-{name}",
                "subject": {"reference": f"Patient/{WHO}"},
                "authored": "2026-11-20T09:30:00Z",
                "item": [item],
            },
        )


def _feedback() -> Iterator[tuple[str, Json]]:
    for outcome in OUTCOMES:
        answer = {
            "card": uuid_of(next(iter(load.knowledge().cards))),
            "outcome": outcome,
            "outcomeTimestamp": "2026-11-20T09:31:00Z",
        }
        yield outcome, {"feedback": [answer]}


MADE = {
    "HookCall": _hook_calls,
    "FeedbackCall": _feedback,
    "Record": _records,
    "Parameters": _parameters,
    "QuestionnaireResponse": _responses,
}
