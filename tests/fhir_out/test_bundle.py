"""A plan as a Bundle: R4 to the letter, a proposal throughout, the same every time."""

import json
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from corrin import fhir, fhir_out, person_file
from corrin.care.choose import choose
from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.care.plan import planned
from corrin.cli import corrin
from corrin.fhir_out.dosage import in_words, timing
from corrin.knowledge import load
from prove.r4 import faults

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
ON = date(2026, 11, 20)
KNOWLEDGE = load.knowledge()


def written(data: bytes, pack: str = "uk", on: date = ON) -> dict:
    reader = fhir if fhir.is_fhir(data) else person_file
    reading = reader.read(data, knowledge=KNOWLEDGE, on=on)
    found = planned(
        choose(Facts.of(reading.person, on, Guideline.of(KNOWLEDGE, pack))),
        ledger=reading.ledger,
        refused=reading.refused,
        warnings=reading.warnings,
        not_understood=reading.not_understood,
    )
    frame = fhir_out.frame(
        found.plan,
        found.phases,
        KNOWLEDGE,
        person=reading.person,
        data=data,
        in_record=fhir.is_fhir(data),
    )
    return fhir_out.bundle(frame)


def as_sent(bundle: dict) -> dict:
    return json.loads(fhir_out.encoded(bundle))


def of_kind(bundle: dict, kind: str) -> list[dict]:
    return [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == kind]


AMINA = (EXAMPLES[0].parent / "amina.yaml").read_bytes()


@pytest.mark.parametrize("pack", ["general", "uk", "us"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_written_as_r4(example, pack):
    assert faults(as_sent(written(example.read_bytes(), pack))) == []


# Each fault is planted in a Bundle that is sound, and must be found in its place.
PLANTED = {
    "an unknown element": ("MedicationRequest", ["dosage"], {"text": "daily"}),
    "an unknown status": ("CarePlan", ["status"], "bogus"),
    "an unknown unit of time": (
        "MedicationRequest",
        ["dosageInstruction", 0, "timing", "repeat", "periodUnit"],
        "fortnight",
    ),
    "a day that does not exist": ("CarePlan", ["created"], "2026-13-01"),
    "two medicines": ("MedicationRequest", ["medicationReference"], {"display": "B12"}),
    "one value where a list is due": ("Task", ["identifier"], {"value": "1"}),
    "an empty text": ("Task", ["description"], ""),
    "an empty object": ("Goal", ["description"], {}),
    "null": ("CarePlan", ["title"], None),
    "a text for a number": (
        "MedicationRequest",
        ["dosageInstruction", 0, "doseAndRate", 0, "doseQuantity", "value"],
        "1000",
    ),
    "a wrong reference": ("MedicationRequest", ["subject"], {"reference": "Task/1"}),
    "a severity of nobody": ("DetectedIssue", ["severity"], "grave"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault):
    kind, place, value = PLANTED[fault]
    bundle = as_sent(written(AMINA))
    assert faults(bundle) == []
    *way, last = place
    node = of_kind(bundle, kind)[0]
    for step in way:
        node = node[step]
    node[last] = value

    assert len(faults(bundle)) == 1


def test_a_missing_element_and_a_period_without_its_unit_are_found():
    bundle = as_sent(written(AMINA))
    request = of_kind(bundle, "MedicationRequest")[0]
    del request["subject"]
    del request["dosageInstruction"][0]["timing"]["repeat"]["periodUnit"]

    assert len(faults(bundle)) == 2


def test_everything_is_a_proposal_of_a_definition():
    bundle = as_sent(written(AMINA))
    kinds = ("CarePlan", "RequestGroup", "MedicationRequest", "ServiceRequest", "Task")
    requests = [one for kind in kinds for one in of_kind(bundle, kind)]

    assert {one["intent"] for one in requests} == {"proposal"}
    assert {one["status"] for one in requests} == {"draft"}
    assert all("instantiatesCanonical" in one for one in requests if one["resourceType"] != "Task")
    assert {one["status"] for one in of_kind(bundle, "DetectedIssue")} == {"preliminary"}
    assert {one["lifecycleStatus"] for one in of_kind(bundle, "Goal")} == {"proposed"}


def test_every_reference_inside_leads_to_an_entry():
    bundle = as_sent(written(AMINA))
    there = {entry["fullUrl"] for entry in bundle["entry"]}
    text = json.dumps([entry["resource"] for entry in bundle["entry"]])
    named = {f"urn:uuid:{part[:36]}" for part in text.split("urn:uuid:")[1:]}

    assert named
    assert named <= there


def test_the_same_input_gives_the_same_bytes_and_another_gives_other_identifiers():
    again = fhir_out.encoded(written(AMINA))
    older = written(AMINA.replace(b"value: 128", b"value: 129"))
    first = written(AMINA)

    assert fhir_out.encoded(first) == again
    told = {entry["request"]["ifNoneExist"] for entry in first["entry"]}
    assert len(told) == len(first["entry"])
    assert told.isdisjoint(entry["request"]["ifNoneExist"] for entry in older["entry"])


def test_nerves_in_the_united_kingdom_are_a_dose_every_two_days_and_then_every_two_months():
    """BNF, hydroxocobalamin: 1 mg on alternate days, then 1 mg every 2 months."""
    loading, maintenance = of_kind(as_sent(written(AMINA)), "MedicationRequest")
    often = loading["dosageInstruction"][0]["timing"]["repeat"]

    assert (often["frequency"], often["period"], often["periodUnit"]) == (1, 2, "d")
    assert often["boundsPeriod"] == {"start": "2026-11-20"}
    assert loading["dosageInstruction"][0]["timing"]["event"][:3] == [
        "2026-11-20",
        "2026-11-22",
        "2026-11-24",
    ]
    assert loading["medicationCodeableConcept"]["text"] == "HYDROXOcobalamin"
    assert loading["dosageInstruction"][0]["doseAndRate"][0]["doseQuantity"] == {
        "value": 1000,
        "unit": "micrograms",
        "system": "http://unitsofmeasure.org",
        "code": "ug",
    }
    later = maintenance["dosageInstruction"][0]["timing"]["repeat"]
    assert (later["period"], later["periodUnit"]) == (2, "mo")
    assert maintenance["priorPrescription"]["reference"] == f"urn:uuid:{loading['id']}"


def test_an_allergy_leaves_no_request_and_no_dose():
    data = AMINA.replace(b"allergies: []", b"allergies: [hydroxocobalamin]")
    assert data != AMINA
    bundle = as_sent(written(data))

    assert of_kind(bundle, "MedicationRequest") == []
    doses = [t for t in of_kind(bundle, "Task") if t["code"]["text"] == "Give vitamin B12"]
    assert doses == []
    assert {i["severity"] for i in of_kind(bundle, "DetectedIssue")} >= {"high"}


def test_what_was_refused_is_said_in_the_answer():
    data = AMINA.replace(b"unit: ng/L", b"unit: furlongs", 1)
    answer = of_kind(as_sent(written(data)), "GuidanceResponse")[0]

    assert answer["evaluationMessage"] == [{"reference": "#reading"}]
    issues = answer["contained"][0]["issue"]
    assert any("furlongs" in issue["diagnostics"] for issue in issues)


def test_a_decimal_keeps_its_digits():
    phase = KNOWLEDGE.regimens["over50_prevention"].phases[0]
    dose = fhir_out.encoded({"value": phase.dose_micrograms})

    assert dose == b'{"value":2.4}'
    assert fhir_out.encoded({"value": Decimal("120.50")}) == b'{"value":120.50}'


PHASES = [
    (regimen, index)
    for regimen in KNOWLEDGE.regimens.values()
    for index in range(len(regimen.phases))
]


@pytest.mark.parametrize(
    ("regimen", "index"), PHASES, ids=[f"{regimen.id}-{index}" for regimen, index in PHASES]
)
def test_the_words_of_a_dosage_are_read_back_as_what_they_were_made_of(regimen, index):
    """By the reader of words, which shares nothing with the writer."""
    phase = regimen.phases[index]
    said = f"{KNOWLEDGE.products[regimen.product].name} {in_words(phase)}"
    read = fhir.prepared(KNOWLEDGE).lexicon.read(
        said, list_name="medicines", source="medicines[0]", on=ON
    )
    one = next(s for s in read.statements if s.concept == regimen.product)

    assert one.dose.micrograms == phase.dose_micrograms
    assert one.route in (phase.route, None if phase.route == "nasal" else phase.route)
    assert per_month(one.dose) == per_month(by_structure(phase))


def by_structure(phase):
    """The dose of a phase as the reader of FHIR takes it from its Timing."""
    request = {
        "resourceType": "MedicationRequest",
        "id": "one",
        "status": "draft",
        "intent": "proposal",
        "subject": {"reference": "Patient/one"},
        "medicationCodeableConcept": {"text": "cyanocobalamin"},
        "dosageInstruction": [
            {
                "timing": timing(phase, ()),
                "doseAndRate": [{"doseQuantity": {"value": phase.dose_micrograms, "code": "ug"}}],
            }
        ],
    }
    reading = fhir.read(fhir_out.encoded(request), knowledge=KNOWLEDGE, on=ON)
    return reading.person.statements[0].dose


def per_month(dose):
    """How often a dose falls due, whichever of its three ways says so; days as printed."""
    return (
        dose.times_per_day,
        None if dose.every_days is None else round(dose.every_days, 6),
        dose.every_months,
    )


def test_the_whole_bundle_is_read_back_as_a_plan_and_not_as_treatment_given():
    bundle = written((EXAMPLES[0].parent / "jonas.fhir.json").read_bytes())
    bundle["entry"].insert(0, {"resource": {"resourceType": "Patient", "id": "jonas"}})
    reading = fhir.read(fhir_out.encoded(bundle), knowledge=KNOWLEDGE, on=ON)
    stated = [s for s in reading.person.statements if s.concept.endswith("cobalamin")]

    assert stated
    assert {s.status for s in stated} == {"planned"}


def test_the_command_writes_the_bundle_and_the_refusal(tmp_path):
    good = tmp_path / "good.yaml"
    good.write_bytes(AMINA)
    bad = tmp_path / "bad.yaml"
    bad.write_text("[]")
    runner = CliRunner()
    plan = runner.invoke(corrin, ["plan", str(good), "--on", "2026-11-20", "--format", "fhir"])
    none = runner.invoke(corrin, ["plan", str(bad), "--on", "2026-11-20", "--format", "fhir"])

    assert plan.exit_code == 1
    assert faults(json.loads(plan.stdout)) == []
    assert none.exit_code == 3
    refusal = json.loads(none.stdout)
    assert refusal["resourceType"] == "OperationOutcome"
    assert faults(refusal) == []


def test_numbers_are_written_as_they_were_given():
    """msgspec would read 1000 and 1000.0 alike; the bytes must not change on the way."""
    bundle = written(AMINA)
    again = msgspec.json.decode(fhir_out.encoded(bundle), type=dict, strict=True)

    assert fhir_out.encoded(deepcopy(again)) == fhir_out.encoded(bundle)


BRAM = (EXAMPLES[0].parent / "bram.yaml").read_bytes()


def test_alternatives_are_options_of_which_exactly_one_is_selected():
    bundle = as_sent(written(BRAM))
    (group,) = of_kind(bundle, "RequestGroup")
    course = next(one for one in group["action"] if one["id"] == "course")
    offer, *others = course["action"]
    options = {one["id"]: one for one in group["contained"]}
    named = [phase["resource"]["reference"] for one in others for phase in one["action"]]

    assert course["selectionBehavior"] == "exactly-one"
    assert offer["action"][0]["resource"]["reference"].startswith("urn:uuid:")
    assert sorted(named) == sorted(f"#{name}" for name in options)
    assert {(one["intent"], one["status"]) for one in options.values()} == {("option", "draft")}
    texts = {one["dosageInstruction"][0]["text"] for one in options.values()}
    # BNF, hydroxocobalamin: 1 mg 3 times a week for 2 weeks; dietary: 1 mg twice a year.
    assert any("3 times a week; 6 doses" in text for text in texts)
    assert any("every 6 months" in text for text in texts)
    (care_plan,) = of_kind(bundle, "CarePlan")
    assert [one["text"] for one in care_plan["note"] if "Alternative" in one["text"]] == []
    assert len(of_kind(bundle, "MedicationRequest")) == len(offer["action"])


@pytest.mark.parametrize("pack", ["general", "uk", "us"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_no_alternative_is_lost_and_no_action_holds_both_a_resource_and_actions(example, pack):
    """R4, RequestGroup, invariant rqg-1: an action has a resource or actions, and not both."""
    bundle = as_sent(written(example.read_bytes(), pack))
    (group,) = of_kind(bundle, "RequestGroup")
    (care_plan,) = of_kind(bundle, "CarePlan")
    actions = list(every_action(group))
    told = {one["title"] for one in actions} | {one["text"] for one in care_plan["note"]}

    assert all(("resource" in one) is not ("action" in one) for one in actions)
    assert len({one["id"] for one in actions}) == len(actions)
    for other in planned_of(example.read_bytes(), pack).treatment.alternatives:
        assert other.name in told or f"Alternative: {other.name}. {other.says}" in told


def every_action(holder: dict):
    for one in holder.get("action", []):
        yield one
        yield from every_action(one)


def planned_of(data: bytes, pack: str):
    reader = fhir if fhir.is_fhir(data) else person_file
    reading = reader.read(data, knowledge=KNOWLEDGE, on=ON)
    return planned(choose(Facts.of(reading.person, ON, Guideline.of(KNOWLEDGE, pack)))).plan


def test_a_route_has_its_code_of_hl7_and_our_own_words_alone():
    """FHIR R4, ValueSet route-codes: 78421000 into a muscle, 26643006 by mouth."""
    (group,) = of_kind(as_sent(written(BRAM)), "RequestGroup")
    routes = {
        json.dumps(one["dosageInstruction"][0]["route"], sort_keys=True)
        for one in group["contained"]
    }

    assert routes == {
        json.dumps({"coding": [{"code": code, "system": "http://snomed.info/sct"}], "text": text})
        for code, text in (("78421000", "into a muscle (IM)"), ("26643006", "by mouth"))
    }


@pytest.mark.parametrize(
    ("code", "route"),
    [
        ("78421000", "im"),
        ("34206005", "sc"),
        ("26643006", "oral"),
        ("37839007", "sublingual"),
        ("46713006", "nasal"),
    ],
)
def test_a_route_that_a_record_says_by_its_code_alone_is_read(code, route):
    """FHIR R4, ValueSet route-codes."""
    given = {
        "resourceType": "MedicationAdministration",
        "id": "m1",
        "status": "completed",
        "medicationCodeableConcept": {"text": "cyanocobalamin"},
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2026-10-01",
        "dosage": {
            "route": {"coding": [{"system": "http://snomed.info/sct", "code": code}]},
            "dose": {"value": 1, "unit": "mg", "code": "mg"},
        },
    }
    person = {"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1968-03-04"}
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": one} for one in (person, given)],
    }
    reading = fhir.read(json.dumps(bundle).encode(), knowledge=KNOWLEDGE, on=ON)

    assert {one.route for one in reading.person.statements} == {route}
