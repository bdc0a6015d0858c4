"""The OpenAPI document says what there is, and what there is answers as it says."""

import copy
import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from corrin.fhir_out import BASE
from corrin.service import Settings, openapi
from corrin.service.calls import examples
from corrin.service.places import PLACES, places
from prove.r4 import faults
from tests.service import test_tokens as held
from tests.service.client import Client

DEMO = Client(demo=True)
DOCUMENT: dict[str, Any] = DEMO.get("/openapi.json").json
OPEN_TO_EVERYBODY = {
    "/",
    "/calendar/{token}.ics",
    "/evidence/{entry}",
    "/fhir/metadata",
    "/health",
    "/metadata",
    "/metrics",
    "/openapi.json",
    "/style.css",
}


def resolved(node: Any) -> Any:
    """A part of the document with the schemas that it names inside it, each pattern to its end."""
    if isinstance(node, dict):
        if "$ref" in node:
            name = node["$ref"].removeprefix("#/components/schemas/")
            return resolved(DOCUMENT["components"]["schemas"][name])
        inside = {key: resolved(value) for key, value in node.items()}
        if isinstance(pattern := inside.get("pattern"), str):  # Python's $ stands before a last \n
            inside["pattern"] = re.sub(r"\$$", r"\\Z", pattern)
        return inside
    return [resolved(value) for value in node] if isinstance(node, list) else node


def fits(value: Any, schema: Any) -> bool:
    validator = Draft202012Validator(resolved(schema), format_checker=FormatChecker())
    return validator.is_valid(value)


def operation(path: str, method: str) -> Any:
    return DOCUMENT["paths"][path][method.lower()]


def test_it_is_readable_by_itself():
    assert DOCUMENT["openapi"] == "3.1.0"
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(resolved(schema))
    names = [one["operationId"] for path in DOCUMENT["paths"].values() for one in path.values()]
    assert len(names) == len(set(names)) == len(PLACES)


def test_every_schema_is_of_use():
    text = json.dumps(DOCUMENT["paths"]) + json.dumps(DOCUMENT["components"])

    unused = [
        name
        for name in DOCUMENT["components"]["schemas"]
        if f'"#/components/schemas/{name}"' not in text
    ]
    assert unused == []


def test_the_demonstration_is_there_only_where_it_is_served():
    plain = Client().get("/openapi.json").json

    assert "/fhir/{kind}" in DOCUMENT["paths"]
    assert "/fhir/{kind}" not in plain["paths"]


def test_only_these_addresses_are_open_to_everybody():
    assert {place.path for place in PLACES if place.open} == OPEN_TO_EVERYBODY


@pytest.mark.parametrize("place", [one for one in PLACES if not one.open], ids=lambda p: p.path)
def test_every_other_asks_for_a_token_and_says_so(place):
    settings = Settings(external=held.EXTERNAL, issuers=held.SETTINGS.issuers, demo=True)
    path = place.path.format(
        feed="0" * 32, service="corrin-b12-order-sign", kind="Patient", id="amina"
    )
    answer = Client(settings).send(place.method, path, b"{}", {"host": held.HOST})
    said = openapi.document(places(settings), settings)["paths"][place.path]

    assert (answer.status, answer.body) == (401, held.NO_TOKEN.body)
    assert said[place.method.lower()]["security"] == [{"token": []}]
    assert "401" in said[place.method.lower()]["responses"]


CALLS = [
    (place, name, body)
    for place in PLACES
    if place.takes
    for name, body in examples(place.takes).items()
    if "{" not in place.path
]


@pytest.mark.parametrize(("place", "name", "body"), CALLS, ids=lambda one: str(one)[:40])
def test_an_example_is_what_is_described_and_is_answered_so(place, name, body):
    said = operation(place.path, place.method)
    asked = said["requestBody"]["content"][place.takes_as[0]]
    answer = DEMO.post(place.path, body)

    assert fits(body, asked["schema"])
    assert answer.status == place.status
    given = said["responses"][str(place.status)]["content"][place.gives_as]
    assert fits(answer.json, given["schema"])
    assert name in asked["examples"]


def test_what_is_not_described_is_refused():
    """Each of these breaks the schema of the body; the first was taken for a record of nobody."""
    for path, body in {
        "/fhir/$corrin-plan": {"resourceType": "Bundle", "entry": "x"},
        "/calendar": {"resourceType": "Bundle", "type": {}},
        "/fhir/PlanDefinition/$apply": {"resourceType": "Parameters", "parameter": [7]},
    }.items():
        schema = operation(path, "POST")["requestBody"]["content"]["application/json"]["schema"]
        answer = DEMO.post(path, body)

        assert not fits(body, schema)
        assert answer.status == 400
        assert faults(answer.json) == []


@pytest.mark.parametrize("name", ["", " x", "x ", "x\n", "\u00e9", "\x1f", "x" * 201, False])
@pytest.mark.parametrize("where", ["hookInstance", "userId"])
def test_a_name_that_is_not_as_described_is_refused(where, name):
    """Such a name was accepted, and the document says that it is not."""
    body = copy.deepcopy(examples("HookCall")["patient-view"])
    (body if where in body else body["context"])[where] = name
    said = operation("/cds-services/corrin-b12", "POST")["requestBody"]["content"]

    assert not fits(body, said["application/json"]["schema"])
    assert DEMO.post("/cds-services/corrin-b12", body).status == 400


@pytest.mark.parametrize("name", [7, 4.5e-148, False, True])
def test_a_number_is_no_name_whatever_stands_beside_it(name):
    """An open bracket in a text leads to the strict parser, which gives numbers as texts."""
    body = examples("HookCall")["patient-view"] | {"note": "[", "hookInstance": name}

    assert DEMO.post("/cds-services/corrin-b12", body).status == 400


def test_a_truth_value_is_one_whatever_stands_beside_it():
    answers = copy.deepcopy(next(iter(examples("QuestionnaireResponse").values())))
    answers["item"][0]["text"] = "["
    answer = DEMO.post("/fhir/QuestionnaireResponse/$extract", answers)

    assert answer.status == 200
    assert answer.json["entry"][0]["resource"]["valueBoolean"] is True


@pytest.mark.parametrize("number", ["1e99999999999999999999", "9" * 5_000, "1.50"])
def test_a_number_of_any_size_is_read_beside_a_bracket(number):
    record = json.dumps(examples("Record")["amina"] | {"note": "["})
    body = record.replace('"value": 128,', f'"value": {number},').encode()

    assert number in body.decode()
    assert DEMO.post("/fhir/$corrin-plan", body).status == 200


def test_yaml_is_no_json():
    assert DEMO.post("/fhir/$corrin-plan", b"resourceType: Bundle").status == 400


def test_a_length_of_a_key_is_no_reason_to_refuse_by_chance():
    """Whether it was refused hung on whether a bracket stood in some text beside it."""
    record = {**examples("Record")["amina"], "k" * 200: 1}
    beside = {**record, "note": "[ an open bracket"}

    assert DEMO.post("/fhir/$corrin-plan", record).status == 200
    assert DEMO.post("/fhir/$corrin-plan", beside).status == 200


def test_a_card_that_breaks_its_description_is_seen():
    said = operation("/cds-services/corrin-b12", "POST")["responses"]["200"]
    cards = DEMO.post("/cds-services/corrin-b12", examples("HookCall")["patient-view"]).json
    schema = said["content"]["application/json"]["schema"]

    assert fits(cards, schema)
    cards["cards"][0]["summary"] = "x" * 140
    assert not fits(cards, schema)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/fhir/$corrin-plan", {"POST"}),
        ("GET", "/fhir/PlanDefinition/$apply", {"POST"}),
        ("PUT", f"/calendar/{'0' * 43}.ics", {"GET", "HEAD"}),
        ("GET", f"/calendar/{'0' * 32}", {"PUT", "DELETE"}),
        ("DELETE", "/cds-services", {"GET", "HEAD"}),
    ],
)
def test_a_method_that_is_not_there_is_told_which_are(method, path, allowed):
    answer = DEMO.send(method, path, b"", {})

    assert answer.status == 405
    assert set(answer.headers["allow"].split(", ")) == allowed


def test_canonical_names_are_those_of_the_deployer():
    own = "https://b12.example.org/fhir"
    record = examples("Record")["amina"]
    hook = examples("HookCall")["patient-view"]
    client = Client(canonical=own)

    for path, body in (("/fhir/$corrin-plan", record), ("/cds-services/corrin-b12", hook)):
        text = client.post(path, body).body.decode()
        assert own in text
        assert BASE not in text
