"""The demonstration: what the public Sandbox asks of a record system, and nothing more."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from corrin.service import demo
from corrin.service.hooks import PREFETCH
from prove.r4 import faults
from tests.service.client import Client

HOOK = "/cds-services/corrin-b12"
CLIENT = Client(demo=True)


def prefetched(patient: str) -> Any:
    """What a record system sends: each template with the patient in it, read or searched."""
    found = {}
    for name, template in PREFETCH.items():
        path = template.replace("{{context.patientId}}", patient)
        found[name] = CLIENT.get(f"/fhir/{path}").json
    return found


FIRST: dict[str, str | None] = {
    "amina": "nerves_with_deficiency",
    "elias": "maintenance_overdue",
    "ines": "deficiency_untreated",
    "marek": "metformin_without_a_test",
    "nora": None,
    "olu": None,
}


@pytest.mark.parametrize("patient", FIRST)
def test_a_record_system_that_follows_the_templates_is_answered(patient):
    body = {
        "hook": "patient-view",
        "hookInstance": "1",
        "context": {"userId": "Practitioner/1", "patientId": patient},
        "prefetch": prefetched(patient),
    }
    cards = CLIENT.post(HOOK, body).json["cards"]
    names = [card["source"]["url"].rpartition("/")[2] for card in cards]

    assert names[:1] == ([FIRST[patient]] if FIRST[patient] else [])


def test_a_page_finds_each_hook_under_an_id_of_its_own():
    """The Sandbox keeps services by their addresses: of three under one id it keeps the last."""
    page, system = (
        CLIENT.get("/cds-services", **headers).json["services"]
        for headers in ({"origin": "http://localhost:8080"}, {})
    )

    assert {one["id"] for one in system} == {"corrin-b12"}
    assert len({one["id"] for one in page}) == len(system) == 3
    called = {
        "hook": "patient-view",
        "hookInstance": "1",
        "context": {"userId": "Practitioner/1", "patientId": "amina"},
        "prefetch": prefetched("amina"),
    }
    name = next(one["id"] for one in page if one["hook"] == "patient-view")
    card = CLIENT.post(f"/cds-services/{name}", called).json["cards"][0]
    answer = {
        "card": card["uuid"],
        "outcome": "accepted",
        "outcomeTimestamp": "2026-11-20T09:31:00Z",
    }
    assert CLIENT.post(f"/cds-services/{name}/feedback", {"feedback": [answer]}).status == 200
    assert Client().post(f"/cds-services/{name}", called).status == 404


def test_a_search_may_be_sent_as_a_form():
    form = urlencode({"patient": "Patient/amina", "_count": "50"}).encode()
    sent = {"content-type": "application/x-www-form-urlencoded"}
    by_form = CLIENT.send("POST", "/fhir/Condition/_search", form, sent)

    assert by_form.json == CLIENT.get("/fhir/Condition?patient=amina").json
    assert by_form.json["total"] == 3


def test_a_code_narrows_a_search():
    found = CLIENT.get("/fhir/Observation?patient=amina&code=http%3A%2F%2Floinc.org%7C2132-9").json

    assert [one["resource"]["valueQuantity"]["value"] for one in found["entry"]] == [128]


def test_all_patients_are_found_and_none_of_anybody_else():
    found = CLIENT.get("/fhir/Patient").json

    assert found["total"] == len(FIRST)
    assert CLIENT.get("/fhir/Patient/nobody").status == 404
    assert CLIENT.get("/fhir/Condition?patient=nobody").json["total"] == 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(method):
    sent = {"content-type": "application/fhir+json"}

    assert CLIENT.send(method, "/fhir/Patient/amina", b"{}", sent).status in (404, 405)
    assert CLIENT.send(method, "/fhir/Patient", b"{}", sent).status in (404, 405)


def test_without_the_demonstration_there_are_no_patients():
    for path in ("/fhir/Patient", "/fhir/Patient/amina", "/fhir/Condition?patient=amina"):
        assert Client().get(path).status == 404


def test_pages_of_this_machine_may_ask_and_no_others():
    asked = {"access_control_request_method": "POST"}
    for origin, let_in in {
        "http://localhost:8080": True,
        "http://127.0.0.1:9000": True,
        "http://localhost.evil.example": False,
        "https://evil.example": False,
    }.items():
        answer = CLIENT.send("OPTIONS", HOOK, b"", {"origin": origin, **asked})
        assert ("access-control-allow-origin" in answer.headers) is let_in


def test_what_is_served_is_r4_where_it_can_be_checked():
    kinds = ("MedicationRequest", "Observation")
    for one in demo.resources():
        if one["resourceType"] in kinds:
            assert faults(json.loads(json.dumps(one))) == []
    assert faults(CLIENT.get("/metadata").json) == []
