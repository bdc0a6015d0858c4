"""The FHIR operations: records in, plans out, and a reason for whatever is not done."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corrin import fhir
from corrin.knowledge import load
from prove.r4 import faults
from tests.service.client import Client
from tests.service.people import b12, condition, prefetch

JONAS = json.loads(
    (Path(__file__).parents[2] / "examples" / "jonas.fhir.json").read_text(encoding="utf-8")
)
KNOWLEDGE = load.knowledge()
PLAN, APPLY = "/fhir/$corrin-plan", "/fhir/PlanDefinition/$apply"
R5_APPLY, EXTRACT = "/fhir/PlanDefinition/$r5.apply", "/fhir/QuestionnaireResponse/$extract"


def record(*resources: Any, **more: Any) -> Any:
    found = prefetch(*resources, **more)
    person = found.pop("patient")
    inside = [entry["resource"] for one in found.values() for entry in one["entry"]]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": one} for one in (person, *inside)],
    }


def parameters(data: Any, **given: Any) -> Any:
    made: list[Any] = [{"name": name, "valueString": value} for name, value in given.items()]
    made.append({"name": "data", "resource": data})
    return {"resourceType": "Parameters", "parameter": made}


NUMB = record(b12(120), condition("numbness of the feet"), condition("unsteady walking"))


def test_a_bundle_becomes_a_transaction_and_a_repeat_the_same_one():
    client = Client()
    first, again = client.post(PLAN, NUMB), client.post(PLAN, NUMB)

    assert first.status == 200
    assert first.headers["content-type"] == "application/fhir+json"
    assert first.json["type"] == "transaction"
    assert faults(first.json) == []
    assert first.body == again.body


def test_apply_gives_a_care_plan_with_everything_inside():
    answer = Client().post(APPLY, parameters(NUMB, subject="Patient/p1"))
    care_plan = answer.json
    inside = {f"#{one['id']}" for one in care_plan["contained"]}
    named = {one["reference"]["reference"] for one in care_plan["activity"]}

    assert answer.status == 200
    assert care_plan["resourceType"] == "CarePlan"
    assert faults(care_plan) == []
    assert named <= inside
    assert "urn:uuid:" not in answer.body.decode()


def test_the_newer_apply_gives_a_bundle_that_begins_with_a_request_group():
    answer = Client().post(R5_APPLY, parameters(NUMB, subject="Patient/p1")).json

    assert answer["type"] == "collection"
    assert answer["entry"][0]["resource"]["resourceType"] == "RequestGroup"
    assert faults(answer) == []


@pytest.mark.parametrize(("pack", "product"), [("uk", "HYDROXO"), ("us", "CYANO")])
def test_the_definition_that_is_named_decides_the_guideline(pack, product):
    name = f"https://corrin.example/fhir/PlanDefinition/corrin-b12-{pack}|1"
    body = parameters(NUMB, subject="Patient/p1", planDefinition=name)
    answer = Client(guideline="general").post(R5_APPLY, body).json
    requests = [
        entry["resource"]
        for entry in answer["entry"]
        if entry["resource"]["resourceType"] == "MedicationRequest"
    ]

    assert requests[0]["medicationCodeableConcept"]["text"].startswith(product)


REFUSED: dict[str, tuple[str, Any, int]] = {
    "no Bundle": (PLAN, {"resourceType": "Patient"}, 400),
    "two people": (
        PLAN,
        {
            "resourceType": "Bundle",
            "type": "collection",
            "entry": [{"resource": {"resourceType": "Patient", "id": one}} for one in "ab"],
        },
        422,
    ),
    "another release": (PLAN, {"resourceType": "Bundle", "type": "bogus"}, 422),
    "too many entries": (
        PLAN,
        {"resourceType": "Bundle", "type": "collection", "entry": [{}] * 2_001},
        413,
    ),
    "no Parameters": (APPLY, NUMB, 400),
    "no data": (APPLY, {"resourceType": "Parameters", "parameter": []}, 400),
    "no subject": (APPLY, parameters(NUMB), 400),
    "another subject": (APPLY, parameters(NUMB, subject="Patient/p9"), 422),
    "another definition": (
        APPLY,
        parameters(NUMB, subject="Patient/p1", planDefinition="http://x/PlanDefinition/other"),
        404,
    ),
    "a person who has died": (
        PLAN,
        {
            "resourceType": "Bundle",
            "type": "collection",
            "entry": [
                {"resource": {"resourceType": "Patient", "id": "a", "deceasedBoolean": True}}
            ],
        },
        422,
    ),
    "no answers": (EXTRACT, {"resourceType": "Patient"}, 400),
    "an unknown questionnaire": (
        EXTRACT,
        {"resourceType": "QuestionnaireResponse", "status": "completed", "questionnaire": "x/phq"},
        404,
    ),
    "an unfinished questionnaire": (
        EXTRACT,
        {"resourceType": "QuestionnaireResponse", "status": "in-progress"},
        422,
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_done_has_its_reason(case):
    path, body, status = REFUSED[case]
    answer = Client().post(path, body)

    assert answer.status == status
    assert faults(answer.json) == []
    assert answer.json["issue"][0]["severity"] == "error"


@pytest.mark.parametrize("path", ["/metadata", "/fhir/metadata"])
def test_the_server_says_what_it_can_do(path):
    answer = Client().get(path)

    assert answer.json["fhirVersion"] == "4.0.1"
    assert faults(answer.json) == []


def answered(name: str, answers: dict[str, bool], **more: Any) -> Any:
    return {
        "resourceType": "QuestionnaireResponse",
        "id": "q1",
        "questionnaire": f"https://corrin.example/fhir/Questionnaire/corrin-{name}|2026.11",
        "status": "completed",
        "subject": {"reference": "Patient/p1"},
        "authored": "2026-11-19",
        "item": [
            {"linkId": link, "answer": [{"valueBoolean": said}]} for link, said in answers.items()
        ],
        **more,
    }


@pytest.mark.parametrize("name", KNOWLEDGE.questionnaires)
def test_every_question_is_read_back_as_what_it_asks(name):
    """By the reader of records, which knows nothing of the questionnaires."""
    questions = KNOWLEDGE.questionnaires[name].questions
    said = {each.concept: index % 3 != 0 for index, each in enumerate(questions)}
    answer = Client().post(EXTRACT, answered(name, said))
    assert answer.status == 200
    assert faults(answer.json) == []
    reading = fhir.read(answer.body, knowledge=KNOWLEDGE, on=date(2026, 11, 20))
    read = {one.concept: one.present for one in reading.person.statements}

    assert read == said


def test_what_was_not_answered_gives_nothing():
    body = answered("diet", {"vegan": True})
    body["item"].append({"linkId": "omnivore"})
    made = Client().post(EXTRACT, body).json["entry"]

    assert [one["resource"]["code"]["text"] for one in made] == ["Vegan diet"]


def test_an_answer_of_another_kind_is_refused():
    body = answered("diet", {"vegan": True})
    body["item"][0]["answer"] = [{"valueString": "perhaps"}]

    assert Client().post(EXTRACT, body).status == 422


def test_the_example_gives_the_same_plan_as_the_command(tmp_path):
    from click.testing import CliRunner

    from corrin.cli import corrin

    path = tmp_path / "jonas.json"
    path.write_text(json.dumps(JONAS))
    by_command = CliRunner().invoke(
        corrin, ["plan", str(path), "--on", "2026-11-20", "--guideline", "uk", "--format", "fhir"]
    )
    by_service = Client().post(PLAN, JONAS).json

    def told(bundle: Any) -> list[str]:
        return [entry["request"]["ifNoneExist"] for entry in bundle["entry"]]

    assert told(json.loads(by_command.stdout)) == told(by_service)


def test_a_forecast_is_given_where_it_is_asked_for_and_allowed():
    client = Client(forecasts=True)
    asked_for = {"name": "forecast", "valueBoolean": True}
    call = parameters(NUMB, subject="Patient/p1")
    call["parameter"].append(asked_for)
    plain = client.post(PLAN, NUMB).json
    whole = client.post(f"{PLAN}?forecast=true", NUMB).json
    care_plan = client.post(APPLY, call).json

    assert "RiskAssessment" not in json.dumps(plain)
    assert [e["resource"]["resourceType"] for e in whole["entry"]].count("RiskAssessment") == 1
    assert [one["resourceType"] for one in care_plan["contained"]].count("RiskAssessment") == 1
    assert faults(whole) == []
    assert faults(care_plan) == []


@pytest.mark.parametrize(("said", "status"), [("true", 422), ("perhaps", 422), ("false", 200)])
def test_a_forecast_that_is_not_made_here_is_refused(said, status):
    assert Client().post(f"{PLAN}?forecast={said}", NUMB).status == status


NOT_ANSWERS: dict[str, tuple[dict[str, Any], str]] = {
    "no list": ({"item": {"linkId": "vegan"}}, "item"),
    "words": ({"item": ["vegan"]}, "item[0]"),
    "answers that are no list": (
        {"item": [{"linkId": "vegan", "answer": {"valueBoolean": True}}]},
        "item[0].answer",
    ),
    "an answer in words": ({"item": [{"linkId": "vegan", "answer": ["yes"]}]}, "item[0].answer[0]"),
    "yes as a text": (
        {"item": [{"linkId": "vegan", "answer": [{"valueBoolean": "true"}]}]},
        "item[0].answer",
    ),
    "one question twice": (
        {
            "item": [
                {"linkId": "vegan", "answer": [{"valueBoolean": said}]} for said in (True, False)
            ]
        },
        "item[1].linkId",
    ),
    "a group": ({"item": [{"linkId": "g", "item": [{"linkId": "vegan"}]}]}, "item[0].linkId"),
    "a question below another": (
        {"item": [{"linkId": "vegan", "item": [{"linkId": "omnivore"}]}]},
        "item[0].item",
    ),
    "a question below an answer": (
        {"item": [{"linkId": "vegan", "answer": [{"valueBoolean": True, "item": [{}]}]}]},
        "item[0].item",
    ),
    "of nobody": ({"subject": None}, "subject"),
    "of a group": ({"subject": {"reference": "Group/1"}}, "subject"),
    "at no time": ({"authored": "soon"}, "authored"),
    "with a modifier": (
        {"modifierExtension": [{"url": "http://x.example", "valueBoolean": True}]},
        "modifierExtension",
    ),
}


@pytest.mark.parametrize("case", NOT_ANSWERS)
def test_what_is_no_plain_answer_is_refused_where_it_stands(case):
    more, field = NOT_ANSWERS[case]
    answer = Client().post(EXTRACT, answered("diet", {"vegan": True}, **more))

    assert answer.status == 422
    assert answer.json["issue"][0]["expression"] == [field]


def test_answers_that_are_extracted_twice_are_told_by_the_same_name():
    first, second = (Client().post(EXTRACT, answered("diet", {"vegan": True})) for _ in range(2))
    (entry,) = first.json["entry"]
    name = entry["resource"]["identifier"][0]

    assert first.body == second.body
    assert entry["request"]["ifNoneExist"] == f"identifier={name['system']}|{name['value']}"


def test_no_answers_give_a_bundle_without_entries():
    answer = Client().post(EXTRACT, answered("diet", {}))

    assert answer.json == {"resourceType": "Bundle", "type": "transaction"}


@pytest.mark.parametrize("name", KNOWLEDGE.questionnaires)
def test_every_answer_is_an_entry_of_the_record_that_is_used(name):
    """Beside the person, as a record system would send them back."""
    questions = KNOWLEDGE.questionnaires[name].questions
    body = answered(name, {each.concept: False for each in questions})
    taken_over = [one["resource"] for one in Client().post(EXTRACT, body).json["entry"]]
    data = json.dumps(record(*taken_over)).encode()
    reading = fhir.read(data, knowledge=KNOWLEDGE, on=date(2026, 11, 20))
    outcomes = [one.outcome for one in reading.ledger if one.field != "Bundle.entry[0].resource"]

    assert outcomes == ["used"] * len(questions)
    assert reading.refused == reading.warnings == reading.not_understood == ()


@pytest.mark.parametrize(("said", "short"), [(True, True), (False, False)])
def test_an_answer_goes_the_whole_way_into_the_plan(said, short):
    """NICE NG239, 1.1: a diet without animal food is a risk of deficiency."""
    made = Client().post(EXTRACT, answered("diet", {"vegan": said})).json["entry"]
    bundle = Client().post(PLAN, record(*(one["resource"] for one in made))).json
    plans = [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == "CarePlan"]

    assert ("The diet holds too little B12" in plans[0]["description"]) is short


def test_alternatives_stand_beside_the_group_in_a_care_plan():
    """R4, invariant dom-2: what is contained holds nothing contained of its own."""
    from corrin.service.operations import _as_care_plan
    from tests.fhir_out.test_bundle import BRAM, as_sent, of_kind, written

    resources = [one["resource"] for one in as_sent(written(BRAM))["entry"]]
    made = _as_care_plan(resources)
    inside = {one["id"] for one in made["contained"]}

    assert of_kind(as_sent(written(BRAM)), "RequestGroup")[0]["contained"]
    assert all("contained" not in one for one in made["contained"])
    named = {part.split('"')[0] for part in json.dumps(made).split('"#')[1:]}
    assert named <= inside
    assert faults(made) == []
