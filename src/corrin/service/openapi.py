"""The OpenAPI document: made of the places of the service and of the schemas in `openapi.yaml`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path

import msgspec

from corrin import __version__
from corrin.fhir.values import Json
from corrin.knowledge import load
from corrin.service import calls, demo, hooks
from corrin.service.answers import FHIR_JSON
from corrin.service.place import PARTS, Place
from corrin.service.settings import Settings

FILE = Path(__file__).with_name("openapi.yaml")
VERSION = "3.1.0"
EVERYWHERE = (408, 413, 415, 421, 503)
"""What the edge may answer before any work, at whatever address."""
OPENED = re.compile(r"\{(\w+)\}")
"""A part of an address that is left open."""


@cache
def _parts() -> Json:
    return msgspec.yaml.decode(FILE.read_bytes(), type=Json)


def document(places: Iterable[Place], settings: Settings) -> Json:
    """The document of some places."""
    parts = deepcopy(_parts())
    _fill(parts, settings)
    paths: dict[str, Json] = {}
    for place in places:
        paths.setdefault(place.path, {})[place.method.lower()] = _operation(place, parts, settings)
    components: Json = {"schemas": parts["schemas"]}
    if not settings.open_to_all:
        components["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
        }
    return {
        "openapi": VERSION,
        "info": {
            "title": "corrin",
            "version": __version__,
            "summary": "Vitamin B12 plans beside the record: CDS Hooks 2.0 and FHIR R4.",
            "description": "It supports a clinician and decides nothing.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": settings.external}],
        "paths": paths,
        "components": components,
    }


def _fill(parts: Json, settings: Settings) -> None:
    """What only the settings and the knowledge know."""
    asked_by = parts["schemas"]["QuestionnaireResponse"]["properties"]["questionnaire"]
    names = "|".join(load.knowledge().questionnaires)
    asked_by["pattern"] = f"^https?://[a-z.]+/fhir/Questionnaire/corrin-({names})([|][0-9.]+)?$"
    parts["schemas"]["Record"]["properties"]["entry"]["maxItems"] = settings.limits.entries


def _operation(place: Place, parts: Json, settings: Settings) -> Json:
    made: Json = {
        "operationId": _id_of(place.method, place.path),
        "summary": place.says,
        "responses": {str(status): answer for status, answer in _answers(place, parts, settings)},
    }
    parameters = [
        *(_parameter(name, "path", parts) for name in OPENED.findall(place.path)),
        *(_parameter(name, "query", parts) for name in place.asks),
    ]
    if parameters:
        made["parameters"] = parameters
    if place.takes:
        content: Json = {"schema": {"$ref": f"#/components/schemas/{place.takes}"}}
        if examples := calls.examples(place.takes):
            content["examples"] = {name: {"value": one} for name, one in examples.items()}
        made["requestBody"] = {
            "required": not place.may_be_empty,
            "content": dict.fromkeys(place.takes_as, content),
        }
    if not (place.open or settings.open_to_all):
        made["security"] = [{"token": []}]
    return made


def _id_of(method: str, path: str) -> str:
    return re.sub(r"\W+", "_", f"{method} {path}").strip("_").lower()


def _parameter(name: str, where: str, parts: Json) -> Json:
    schema: Json = {"type": "string"}
    if name in LISTED:
        schema["enum"] = LISTED[name]()
    elif name in PARTS:
        schema["pattern"] = f"^{PARTS[name]}$"
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "description": parts["parameters"][name],
        "schema": schema,
    }


def _entries() -> list[str]:
    knowledge = load.knowledge()
    rules = (rule.id for table in knowledge.rules.values() for rule in table.rules)
    return [*knowledge.cards, *rules]


LISTED: Mapping[str, Callable[[], list[str]]] = {
    "entry": _entries,
    "service": lambda: list(hooks.OWN_IDS.values()),
    "kind": lambda: list(demo.KINDS),
}


def _answers(place: Place, parts: Json, settings: Settings) -> Iterator[tuple[int, Json]]:
    good: Json = {
        "description": place.says,
        "content": {place.gives_as: {"schema": {"$ref": f"#/components/schemas/{place.gives}"}}},
    }
    if place.gives == "Feed":
        good["links"] = {
            method: {
                "operationId": _id_of(method, "/calendar/{feed}"),
                "parameters": {"feed": "$response.body#/feed"},
            }
            for method in ("PUT", "DELETE")
        }
    yield place.status, good
    closed = () if place.open or settings.open_to_all else (401,)
    for status in sorted({*EVERYWHERE, *place.refuses, *closed}):
        yield status, _refusal(status, parts)


def _refusal(status: int, parts: Json) -> Json:
    made: Json = {
        "description": parts["statuses"][status],
        "content": {FHIR_JSON: {"schema": {"$ref": "#/components/schemas/OperationOutcome"}}},
    }
    if status == 503:
        seconds = {"required": True, "schema": {"type": "string", "pattern": "^[0-9]+$"}}
        made["headers"] = {"Retry-After": seconds}
    return made
