"""The plan as a whole: CarePlan, GuidanceResponse, RequestGroup, Provenance."""

from collections.abc import Iterable, Iterator

from corrin import __version__
from corrin.fhir_out.alternatives import actions, after, choices, contained
from corrin.fhir_out.follow_up import TEST_CODES, test_item
from corrin.fhir_out.frame import Frame
from corrin.fhir_out.issues import outcome
from corrin.fhir_out.medicines import PROPOSED, offered, request_item
from corrin.fhir_out.values import Json, codings_of, filled, notes, words

CARE_PLAN = "care-plan"
RESPONSE = "guidance-response"
GROUP = "request-group"
ACTIVITIES = ("MedicationRequest", "ServiceRequest", "Task")
ASSEMBLER = {
    "system": "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
    "code": "assembler",
}
SHA_256 = "urn:oid:2.16.840.1.101.3.4.2.1"
"""The object identifier of SHA-256 (NIST, Computer Security Objects Register)."""


def plan_definition(frame: Frame) -> str:
    """The canonical name of the guideline that was followed."""
    return frame.canonical("PlanDefinition", f"corrin-b12-{frame.plan.basis.guideline}")


def care_plan(frame: Frame, parts: Iterable[Json]) -> Json:
    """The CarePlan, with a reference to each of its activities and goals."""
    plan = frame.plan
    treatment = plan.treatment
    listed = list(parts)
    return frame.resource(
        "CarePlan",
        CARE_PLAN,
        {
            "instantiatesCanonical": [plan_definition(frame)],
            **PROPOSED,
            "category": [words("Vitamin B12")],
            "title": "Vitamin B12 plan",
            "description": f"{plan.assessment.status_because.says} {treatment.says}",
            "subject": frame.subject,
            "period": {"start": plan.basis.start.isoformat()},
            "created": frame.on,
            "supportingInfo": [
                _reference(one) for one in listed if one["resourceType"] == "RiskAssessment"
            ],
            "goal": [_reference(one) for one in listed if one["resourceType"] == "Goal"],
            "activity": [
                {"reference": _reference(one)}
                for one in listed
                if one["resourceType"] in ACTIVITIES
            ],
            "note": notes(*_notes(frame)),
        },
    )


def _reference(resource: Json) -> Json:
    return {"reference": f"urn:uuid:{resource['id']}", "type": resource["resourceType"]}


def _notes(frame: Frame) -> Iterator[str]:
    plan = frame.plan
    treatment = plan.treatment
    yield (
        f"Proposed by software (corrin {__version__}, knowledge {plan.basis.knowledge_version}, "
        f"{plan.basis.reviewed}) to support a clinician, who decides."
    )
    for step in plan.do_first:
        yield f"Do first: {step.says}"
    yield f"Cause: {plan.cause.conclusion.says}"
    written = [other for _, other in choices(frame)]
    for other in treatment.alternatives:
        if other not in written:
            yield f"Alternative: {other.name}. {other.says}"
    for check in plan.monitoring:
        if not check.wanted:
            yield f"Not to be done: {check.name}. {check.expect}"
    for missing in plan.basis.missing:
        yield f"Not known: {missing.asks}. It would change: {missing.would_change}."


def guidance_response(frame: Frame) -> Json:
    """What became of the request for a plan, and what is still wanted."""
    read = outcome(frame)
    asked = frame.plan.treatment.ask_first
    return filled(
        {
            **frame.resource("GuidanceResponse", RESPONSE, {}),
            "contained": [read] if read else [],
            "moduleCanonical": plan_definition(frame),
            "status": "data-required" if asked else "success",
            "subject": frame.subject,
            "occurrenceDateTime": frame.at,
            "note": notes(*(f"Ask first: {question.asks}?" for question in asked)),
            "evaluationMessage": [{"reference": "#reading"}] if read else [],
            "result": frame.to("CarePlan", CARE_PLAN),
            "dataRequirement": list(_wanted(frame)),
        }
    )


def _wanted(frame: Frame) -> Iterator[Json]:
    """The tests whose results would change the plan, as far as they have codes."""
    for test in frame.plan.tests:
        codings = codings_of(test.id, frame.knowledge, TEST_CODES)
        if codings:
            yield {
                "type": "Observation",
                "codeFilter": [{"path": "code", "code": codings}],
            }


def request_group(frame: Frame) -> Json:
    """The order of things: the tests, then the phases, each after the one before.

    Where there are alternatives, exactly one course is selected, and the one offered stands first.
    """
    tests: list[Json] = [
        {
            "id": test_item(test),
            "title": test.name,
            "textEquivalent": test.says,
            "resource": frame.to("ServiceRequest", test_item(test)),
        }
        for test in frame.plan.tests
    ]
    return frame.resource(
        "RequestGroup",
        GROUP,
        {
            "contained": list(contained(frame)),
            "instantiatesCanonical": [plan_definition(frame)],
            **PROPOSED,
            "subject": frame.subject,
            "authoredOn": frame.on,
            "action": [*tests, *_courses(frame)],
        },
    )


def _courses(frame: Frame) -> Iterator[Json]:
    offer = offered(frame)
    if offer is None:
        return
    phases = [
        filled(
            {
                "id": request_item(index),
                "title": f"{phase.name.capitalize()} phase",
                "textEquivalent": phase.says,
                "relatedAction": after(request_item(index - 1)) if index else [],
                "resource": frame.to("MedicationRequest", request_item(index)),
            }
        )
        for index, phase in enumerate(offer.phases)
    ]
    others = list(actions(frame))
    if not others or not phases:
        yield from phases
        return
    first = {"id": "offer", "title": offer.name, "textEquivalent": offer.says, "action": phases}
    yield {
        "id": "course",
        "title": "One of these courses",
        "groupingBehavior": "logical-group",
        "selectionBehavior": "exactly-one",
        "action": [first, *others],
    }


def provenance(frame: Frame, targets: Iterable[Json]) -> Json:
    """From what, by what and when the plan was made."""
    sources = [source.url for source in frame.plan.sources if source.url]
    version = frame.plan.basis.knowledge_version
    return filled(
        {
            "resourceType": "Provenance",
            "id": frame.id_of("provenance"),
            "meta": {"tag": [_tag(frame)]},
            "target": [_reference(one) for one in targets],
            "recorded": frame.at,
            "policy": sources,
            "agent": [
                {
                    "type": {"coding": [ASSEMBLER]},
                    "who": {"type": "Device", "display": f"corrin {__version__}"},
                }
            ],
            "entity": [
                {
                    "role": "source",
                    "what": {
                        "identifier": {"system": SHA_256, "value": frame.input_sha256},
                        "display": "SHA-256 of the input",
                    },
                },
                {
                    "role": "source",
                    "what": {
                        "identifier": {
                            "system": f"{frame.base}/knowledge",
                            "value": version,
                        },
                        "display": f"Knowledge {version}",
                    },
                },
            ],
        }
    )


def _tag(frame: Frame) -> Json:
    """Provenance has no identifier; its tag tells a repeat from something new."""
    named = frame.identifier("provenance")[0]
    return {"system": named["system"], "code": named["value"]}
