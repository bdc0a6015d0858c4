"""The FHIR operations: a record in, a plan out; a questionnaire in, observations out."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, cast

import msgspec
from starlette.responses import Response

from corrin import __version__, fhir, fhir_out
from corrin.care.choose import choose
from corrin.care.facts import Facts
from corrin.care.plan import Planned
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import Person
from corrin.domain.plan import Plan
from corrin.fhir.document import Document
from corrin.fhir.values import Json, mapping, text
from corrin.fhir_out.values import encoded
from corrin.record.reading import Reading
from corrin.service import consider, demo
from corrin.service.answers import Answer, refused
from corrin.service.answers import fhir as answered
from corrin.service.settings import Settings

DEFINITION = "corrin-b12-"
TEXTS = frozenset({"valueString", "valueCanonical", "valueUri"})
CONTAINED = (
    *("MedicationRequest", "ServiceRequest", "Task", "Goal", "RequestGroup"),
    "RiskAssessment",
)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What an operation was called with."""

    resource: Json
    modifiers: bool
    on: date
    at: datetime
    pack: str
    data: bytes
    """The resource once more, for its digest."""


def asked(resource: Json, *, modifiers: bool, at: datetime, pack: str) -> Asked:
    return Asked(
        resource=resource,
        modifiers=modifiers,
        on=at.date(),
        at=at,
        pack=pack,
        data=encoded(resource),
    )


def planned(call: Asked, settings: Settings, knowledge: Knowledge) -> Plan:
    """The plan of a Bundle."""
    if call.resource.get("resourceType") != "Bundle":
        raise refused(400, "resourceType", "it is not a Bundle", "a Bundle of one person")
    _bounded(call.resource, settings)
    return _planned(call, call.resource, None, knowledge)[2].plan


def plan(call: Asked, settings: Settings, knowledge: Knowledge, forecast: str) -> Response:
    """`$corrin-plan`: a Bundle in, the plan as a transaction out.

    Args:
        forecast: true where the forecast is to be in it.
    """
    if call.resource.get("resourceType") != "Bundle":
        raise refused(400, "resourceType", "it is not a Bundle", "a Bundle of one person")
    _bounded(call.resource, settings)
    wanted = _forecast("query.forecast", forecast, settings)
    frame = _frame(call, call.resource, None, settings.canonical, knowledge, forecast=wanted)
    return answered(fhir_out.bundle(frame))


def apply(call: Asked, settings: Settings, knowledge: Knowledge, *, as_group: bool) -> Response:
    """`$apply`: Parameters in; a CarePlan out, or a Bundle that begins with a RequestGroup."""
    if call.resource.get("resourceType") != "Parameters":
        raise refused(400, "resourceType", "it is not Parameters", "subject and data")
    given = _given(call.resource.get("parameter"))
    data = mapping(mapping(given.get("data")).get("resource"))
    if data.get("resourceType") != "Bundle":
        raise refused(400, "parameter(data)", "it is not there", "a Bundle of the person")
    _bounded(data, settings)
    subject = _subject(mapping(given.get("subject")))
    pack = _pack(given, knowledge) or call.pack
    said = given.get("forecast", {}).get("valueBoolean", False)
    forecast = _forecast("parameter(forecast)", str(said).lower(), settings)
    call = msgspec.structs.replace(call, pack=pack)
    frame = _frame(call, data, subject, settings.canonical, knowledge, forecast=forecast)
    resources = list(fhir_out.resources(frame))
    return answered(_as_group(resources) if as_group else _as_care_plan(resources))


def _given(listed: Any) -> dict[str, Json]:
    """The parameters by their names.

    Raises:
        Answer: 400, one is none.
    """
    if not isinstance(listed, list):
        raise refused(400, "parameter", "it is not a list", "subject and data")
    found: dict[str, Json] = {}
    for index, one in enumerate(cast("list[Any]", listed)):
        name = mapping(one).get("name")
        if not isinstance(name, str):
            raise refused(400, f"parameter[{index}]", "it has no name", "subject, data")
        for value in TEXTS & one.keys():
            if not isinstance(one[value], str):
                raise refused(400, f"parameter[{index}].{value}", "it is not a text", "a text")
        found[name] = one
    return found


def _forecast(field: str, said: str, settings: Settings) -> bool:
    """Whether a forecast is asked for; refused where this service makes none."""
    if said not in ("true", "false"):
        raise refused(422, field, "it is neither true nor false", "true or false", value=said)
    if said == "true" and not settings.forecasts:
        raise refused(422, field, "this service makes no forecasts", "false", code="not-supported")
    return said == "true"


def _subject(parameter: Json) -> str:
    said = parameter.get("valueString") or mapping(parameter.get("valueReference")).get("reference")
    found = text(said)
    if found is None:
        raise refused(400, "parameter(subject)", "it is not there", "Patient/id", code="required")
    return found


def _pack(given: dict[str, Json], knowledge: Knowledge) -> str | None:
    """The guideline of the definition that was named, if one was."""
    names = ("planDefinition", "canonical", "url")
    said = [
        text(one.get(kind))
        for name in names
        if (one := given.get(name))
        for kind in ("valueString", "valueCanonical", "valueUri")
    ]
    for url in filter(None, said):
        name = url.partition("|")[0].rpartition("/")[2]
        pack = name.removeprefix(DEFINITION)
        if pack == name or pack not in knowledge.packs:
            known = ", ".join(f"{DEFINITION}{each}" for each in knowledge.packs)
            raise refused(404, "planDefinition", "there is no such definition", known)
        return pack
    return None


def _bounded(bundle: Json, settings: Settings) -> None:
    entries = bundle.get("entry", [])
    most = settings.limits.entries
    if not isinstance(bundle.get("type", ""), str):
        raise refused(400, "type", "it is not a text", "collection")
    if not isinstance(entries, list):
        raise refused(400, "entry", "it is not a list", "the entries of a Bundle")
    if len(cast("list[Any]", entries)) > most:
        raise refused(413, "entry", "they are too many", f"up to {most}", code="too-long")


def _frame(
    call: Asked,
    bundle: Json,
    subject: str | None,
    base: str,
    knowledge: Knowledge,
    *,
    forecast: bool,
) -> fhir_out.Frame:
    reading, person, found = _planned(call, bundle, subject, knowledge)
    foretold = None
    if forecast:
        from corrin.forecast.foretold import as_risks, told  # loads what only it needs

        foretold = as_risks(told(reading, person, found.plan, consider.guideline(call.pack)))
    return fhir_out.frame(
        found.plan,
        found.phases,
        knowledge,
        person=person,
        data=call.data,
        recorded=call.at,
        base=base,
        in_record=True,
        foretold=foretold,
    )


def _planned(
    call: Asked, bundle: Json, subject: str | None, knowledge: Knowledge
) -> tuple[Reading, Person, Planned]:
    reading = fhir.read_document(
        Document(bundle, modifiers=call.modifiers),
        knowledge=knowledge,
        on=call.on,
        patient=subject,
    )
    if reading.person is None:
        notices = (*reading.warnings, *reading.not_understood)
        raise Answer(422, "invalid", reading.refused, notices)
    person = reading.person
    facts = Facts.of(person, reading.on, consider.guideline(call.pack))
    return reading, person, consider.plan_of(reading, choose(facts))


def _as_group(resources: list[Json]) -> Json:
    """A collection with the RequestGroup first."""
    ordered = sorted(resources, key=lambda one: one["resourceType"] != "RequestGroup")
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in ordered],
    }


def _as_care_plan(resources: list[Json]) -> Json:
    """The CarePlan with what it refers to inside it."""
    care_plan = next(one for one in resources if one["resourceType"] == "CarePlan")
    inside = [one for one in resources if one["resourceType"] in CONTAINED]
    nested = [option for one in inside for option in one.get("contained", [])]
    inside = [{k: v for k, v in one.items() if k != "contained"} for one in inside] + nested
    whole = {"resourceType": "CarePlan", "id": care_plan["id"], "contained": inside, **care_plan}
    if not inside:
        del whole["contained"]
    return _as_contained(whole)


def _as_contained(value: Any) -> Any:
    """References to other resources of the plan as references inside one resource."""
    if isinstance(value, dict):
        node = cast("dict[str, Any]", value)
        return {key: _as_contained(inside) for key, inside in node.items()}
    if isinstance(value, list):
        return [_as_contained(one) for one in cast("list[Any]", value)]
    if isinstance(value, str) and value.startswith("urn:uuid:"):
        return value.replace("urn:uuid:", "#", 1)
    return value


# --- what the server can do ----------------------------------------------------------------------


def metadata(settings: Settings, knowledge: Knowledge) -> Response:
    """The CapabilityStatement."""
    base = f"{settings.external}/fhir"

    def operation(name: str, where: str) -> Json:
        return {"name": name, "definition": f"{base}/OperationDefinition/{where}"}

    return answered(
        {
            "resourceType": "CapabilityStatement",
            "status": "active",
            "date": knowledge.edition.imported.isoformat(),
            "kind": "instance",
            "software": {"name": "corrin", "version": __version__},
            "implementation": {
                "description": "Vitamin B12 plans; supports a clinician, decides nothing",
                "url": base,
            },
            "fhirVersion": "4.0.1",
            "format": ["application/fhir+json", "json"],
            "rest": [
                {
                    "mode": "server",
                    "resource": [
                        *(_demonstrated() if settings.demo else ()),
                        {
                            "type": "PlanDefinition",
                            "operation": [
                                operation("apply", "PlanDefinition-apply"),
                                operation("r5.apply", "PlanDefinition-r5-apply"),
                            ],
                        },
                        {
                            "type": "QuestionnaireResponse",
                            "operation": [operation("extract", "QuestionnaireResponse-extract")],
                        },
                    ],
                    "operation": [operation("corrin-plan", "corrin-plan")],
                }
            ],
        }
    )


def _demonstrated() -> Iterator[Json]:
    """The kinds of the demonstration patients, which can be read and searched."""
    for kind in demo.KINDS:
        name = "_id" if kind == "Patient" else "patient"
        yield {
            "type": kind,
            "interaction": [{"code": "read"}, {"code": "search-type"}],
            "searchParam": [{"name": name, "type": "token" if name == "_id" else "reference"}],
        }
