"""B18: every modifier element of the resources in use changes what is believed, or refuses.

The rows come from the table that is made of the definitions of R4 (`modifiers.json`). For each
there is a record in which something is believed, and the same record in which the element says
otherwise. Which codes let a record stand is written here by hand, from their definitions.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from msgspec.structs import fields, replace

from corrin import fhir
from corrin.errors import Refused
from corrin.fhir import modifiers, status
from corrin.knowledge import load

KNOWLEDGE = load.knowledge()
ON = date(2026, 11, 20)
TABLE = json.loads(files("corrin.fhir").joinpath("modifiers.json").read_bytes())["elements"]

Json = dict[str, Any]
ME = {"reference": "Patient/p"}
B12 = {"coding": [{"system": "http://loinc.org", "code": "2132-9"}], "text": "Vitamin B12"}
COELIAC = {"coding": [{"system": "http://snomed.info/sct", "code": "396331005"}]}
METFORMIN = {"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "6809"}]}
HYDROXO = {"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "5514"}]}
GASTRECTOMY = {"coding": [{"system": "http://snomed.info/sct", "code": "26452005"}]}
MOTHER = {
    "coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "MTH"}]
}

PATIENT: Json = {
    "resourceType": "Patient",
    "id": "p",
    "birthDate": "1960-02-01",
    "gender": "female",
    "name": [{"text": "A. Person"}],
}

BELIEVED: dict[str, Json] = {
    "AdverseEvent": {
        "actuality": "actual",
        "subject": ME,
        "event": {"text": "Anaphylaxis"},
        "suspectEntity": [{"instance": {"display": "Hydroxocobalamin"}}],
    },
    "Flag": {"status": "active", "subject": ME, "code": {"text": "Allergic to cyanocobalamin"}},
    "AllergyIntolerance": {"patient": ME, "code": HYDROXO},
    "Condition": {"subject": ME, "code": COELIAC},
    "DiagnosticReport": {
        "status": "final",
        "subject": ME,
        "code": {"text": "Endoscopy"},
        "effectiveDateTime": "2026-10-01",
        "conclusion": "Coeliac disease",
    },
    "FamilyMemberHistory": {
        "status": "completed",
        "patient": ME,
        "relationship": MOTHER,
        "condition": [{"code": {"text": "Pernicious anaemia"}}],
    },
    "Immunization": {
        "status": "completed",
        "patient": ME,
        "vaccineCode": HYDROXO,
        "occurrenceDateTime": "2026-10-01",
        "doseQuantity": {"value": 1, "unit": "mg"},
    },
    "MedicationAdministration": {
        "status": "completed",
        "subject": ME,
        "medicationCodeableConcept": HYDROXO,
        "effectiveDateTime": "2026-10-01",
        "dosage": {"dose": {"value": 1, "unit": "mg"}},
    },
    "MedicationDispense": {
        "status": "completed",
        "subject": ME,
        "medicationCodeableConcept": METFORMIN,
        "whenHandedOver": "2026-11-01",
    },
    "MedicationRequest": {
        "status": "active",
        "intent": "order",
        "subject": ME,
        "medicationCodeableConcept": METFORMIN,
        "authoredOn": "2026-10-01",
        "dosageInstruction": [{"text": "500 mg twice a day", "timing": {"code": {"text": "BID"}}}],
    },
    "MedicationStatement": {
        "status": "active",
        "subject": ME,
        "medicationCodeableConcept": METFORMIN,
        "effectiveDateTime": "2026-10-01",
    },
    "Observation": {
        "status": "final",
        "subject": ME,
        "code": B12,
        "effectiveDateTime": "2026-10-01",
        "valueQuantity": {"value": 150, "unit": "pg/mL"},
    },
    "Procedure": {
        "status": "completed",
        "subject": ME,
        "code": GASTRECTOMY,
        "performedDateTime": "2019-10-01",
    },
    "QuestionnaireResponse": {
        "status": "completed",
        "subject": ME,
        "authored": "2026-10-01",
        "item": [
            {"linkId": "1", "text": "Are you vegan?", "answer": [{"valueBoolean": True}]},
        ],
    },
    "Encounter": {"status": "finished", "subject": ME, "class": {"code": "AMB"}},
    "Composition": {
        "status": "final",
        "subject": ME,
        "type": {"text": "Summary"},
        "date": "2026-10-01",
        "title": "Summary",
        "author": [{"display": "A practice"}],
        "section": [
            {
                "title": "Allergies",
                "code": {"coding": [{"system": "http://loinc.org", "code": "48765-2"}]},
                "emptyReason": {
                    "coding": [
                        {
                            "system": "http://terminology.hl7.org/CodeSystem/list-empty-reason",
                            "code": "nilknown",
                        }
                    ]
                },
            }
        ],
    },
    "Medication": {"code": METFORMIN},
    "Specimen": {"type": {"text": "Serum"}, "subject": ME},
}
"""A resource of each type from which something is believed; the last two through another one."""

THROUGH: dict[str, Json] = {
    "Medication": {
        **BELIEVED["MedicationStatement"],
        "resourceType": "MedicationStatement",
        "medicationReference": {"reference": "Medication/r"},
    },
    "Specimen": {
        **BELIEVED["Observation"],
        "resourceType": "Observation",
        "specimen": {"reference": "Specimen/r"},
    },
}
THROUGH["Medication"].pop("medicationCodeableConcept")

NOTHING_IS_BELIEVED_OF = ("Encounter",)
"""Resources from which nothing ever reaches the person."""

STANDS: dict[str, set[str]] = {
    "AdverseEvent.actuality": {"actual"},
    "Flag.status": {"active"},
    "AllergyIntolerance.clinicalStatus": {"active"},
    "AllergyIntolerance.verificationStatus": {"confirmed"},
    "Composition.status": {"final", "amended"},
    "Condition.clinicalStatus": {"active", "recurrence", "relapse"},
    "Condition.verificationStatus": {"confirmed"},
    "DiagnosticReport.status": {"final", "amended", "corrected", "appended"},
    "FamilyMemberHistory.status": {"completed", "partial"},
    "Immunization.status": {"completed"},
    "Medication.status": {"active", "inactive"},
    "MedicationAdministration.status": {"completed"},
    "MedicationDispense.status": {"completed"},
    "MedicationRequest.intent": {
        "order",
        "original-order",
        "reflex-order",
        "filler-order",
        "instance-order",
    },
    "MedicationRequest.status": {"active"},
    "MedicationStatement.status": {"active"},
    "Observation.status": {"final", "amended", "corrected"},
    "Procedure.status": {"completed", "in-progress"},
    "QuestionnaireResponse.status": {"completed", "amended"},
    "Specimen.status": {"available", "unavailable"},
}
"""The codes with which a resource means what it says. `unavailable`: the specimen is used up;
`inactive`: a medicine that is no longer on the market."""

OTHERWISE: dict[str, list[Json]] = {
    "Immunization.isSubpotent": [{"isSubpotent": True}],
    "MedicationRequest.doNotPerform": [{"doNotPerform": True}],
    "Patient.active": [{"active": False}],
    "Patient.deceased[x]": [{"deceasedBoolean": True}, {"deceasedDateTime": "2026-01-01"}],
    "Patient.link": [{"link": [{"type": "replaced-by", "other": {"reference": "Patient/q"}}]}],
}
"""Values of the modifiers that have no codes, with which a resource means something else."""

OBJECTS = {
    "batch",
    "collection",
    "dispenseRequest",
    "dosage",
    "hospitalization",
    "initialFill",
    "request",
    "response",
    "search",
    "substitution",
}
"""Elements of which there is one at most; the others are lists."""

UNKNOWN = {
    "modifierExtension": [{"url": "http://example.org/not-so", "valueBoolean": True}],
    "implicitRules": "http://example.org/rules",
}

OF_DATA_TYPES: dict[str, list[tuple[str, Json]]] = {
    "Quantity.comparator": [
        ("Observation", {"valueQuantity": {"value": 150, "unit": "pg/mL", "comparator": sign}})
        for sign in ("<", "<=", ">=", ">")
    ],
    "Dosage.modifierExtension": [
        (
            "MedicationRequest",
            {"dosageInstruction": [{"text": "500 mg twice a day", **UNKNOWN}]},
        ),
        ("MedicationStatement", {"dosage": [{"text": "500 mg", **UNKNOWN}]}),
    ],
    "Timing.modifierExtension": [
        ("MedicationRequest", {"dosageInstruction": [{"timing": {**UNKNOWN}}]}),
    ],
    "HumanName.use": [("Patient", {"name": [{"text": "A. Person", "use": "old"}]})],
}
NOT_READ = {"Address.use", "ContactPoint.use", "Identifier.use"}
"""Of these data types nothing is read that a modifier could turn round."""


# --- what a record means ------------------------------------------------------------------------


def bundle(*resources: Json, **more: Any) -> Json:
    entries = [{"resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries, **more}


def record(kind: str, change: Json) -> Json:
    """A Bundle with the believable resource of a type, in which something is changed."""
    if kind == "Patient":
        return bundle({**PATIENT, **change})
    told = {**deepcopy(BELIEVED[kind]), "resourceType": kind, "id": "r", **change}
    made = bundle(PATIENT, told, *([THROUGH[kind]] if kind in THROUGH else []))
    if kind == "Composition":
        made["type"] = "document"
        made["entry"].reverse()
    return made


def meaning(made: Json) -> Any:
    """All that is believed of a record, and of what the reader warns."""
    try:
        reading = fhir.read(json.dumps(made).encode(), knowledge=KNOWLEDGE, on=ON)
    except Refused:
        return "refused"
    if reading.person is None:
        return "refused"
    person = replace(reading.person, sources={})
    return (
        tuple(getattr(person, field.name) for field in fields(person)),
        tuple(sorted(notice.why for notice in reading.warnings)),
    )


def refused(made: Json) -> bool:
    """Whether the record, or an entry of it, is refused."""
    try:
        reading = fhir.read(json.dumps(made).encode(), knowledge=KNOWLEDGE, on=ON)
    except Refused:
        return True
    return bool(reading.refused)


# --- the rows -----------------------------------------------------------------------------------


def with_codes() -> Iterator[tuple[str, str]]:
    for path, row in TABLE.items():
        if path in STANDS:
            yield from ((path, code) for code in row["codes"])


def stated(path: str, code: str) -> Json:
    element = path.partition(".")[2]
    if "CodeableConcept" not in TABLE[path]["types"]:
        return {element: code}
    system = {
        "Condition.clinicalStatus": "condition-clinical",
        "Condition.verificationStatus": "condition-ver-status",
        "AllergyIntolerance.clinicalStatus": "allergyintolerance-clinical",
        "AllergyIntolerance.verificationStatus": "allergyintolerance-verification",
    }[path]
    uri = f"http://terminology.hl7.org/CodeSystem/{system}"
    return {element: {"coding": [{"system": uri, "code": code}]}}


@pytest.mark.parametrize("kind", [k for k in BELIEVED if k not in NOTHING_IS_BELIEVED_OF])
def test_without_a_modifier_something_is_believed(kind: str) -> None:
    assert meaning(record(kind, {})) not in ("refused", meaning(bundle(PATIENT)))


@pytest.mark.parametrize(("path", "code"), [*with_codes()])
def test_a_code_stands_or_changes_the_meaning(path: str, code: str) -> None:
    kind = path.partition(".")[0]
    same = meaning(record(kind, stated(path, code))) == meaning(record(kind, {}))
    assert same == (code in STANDS[path])


@pytest.mark.parametrize("path", [path for path in STANDS if not path.startswith("Encounter")])
def test_a_code_that_r4_does_not_have_is_not_believed(path: str) -> None:
    kind = path.partition(".")[0]
    assert meaning(record(kind, stated(path, "believed"))) != meaning(record(kind, {}))


@pytest.mark.parametrize(
    ("path", "change"), [(path, change) for path, values in OTHERWISE.items() for change in values]
)
def test_a_value_changes_the_meaning(path: str, change: Json) -> None:
    kind = path.partition(".")[0]
    assert meaning(record(kind, change)) != meaning(record(kind, {}))


@pytest.mark.parametrize(
    ("kind", "change"),
    [case for cases in OF_DATA_TYPES.values() for case in cases],
)
def test_a_modifier_of_a_data_type_changes_the_meaning(kind: str, change: Json) -> None:
    assert meaning(record(kind, change)) != meaning(record(kind, {}))


def unknown_modifiers() -> list[str]:
    return [path for path in TABLE if path.rpartition(".")[2] in UNKNOWN and path not in NOT_READ]


def placed(target: Json, steps: list[str], value: Any) -> None:
    """Put a value where a path leads, making what is not there."""
    for step in steps[:-1]:
        inside = target.setdefault(step, {} if step in OBJECTS else [{}])
        target = inside[0] if isinstance(inside, list) else inside
    target[steps[-1]] = value


@pytest.mark.parametrize(
    "path", [path for path in unknown_modifiers() if path not in OF_DATA_TYPES]
)
def test_an_unknown_modifier_is_refused(path: str) -> None:
    kind, *steps = path.split(".")
    made = record("Observation" if kind == "Bundle" else kind, {})
    target = made
    if kind != "Bundle":
        target = next(e["resource"] for e in made["entry"] if e["resource"]["resourceType"] == kind)
    elif steps[0] == "entry":
        target, steps = made["entry"][1], steps[1:]
    before = meaning(made)
    placed(target, steps, UNKNOWN[steps[-1]])
    if kind in NOTHING_IS_BELIEVED_OF:
        assert meaning(made) == meaning(bundle(PATIENT))
    else:
        assert refused(made)
        assert meaning(made) != before


@pytest.mark.parametrize("path", [path for path in TABLE if path.startswith("Encounter.")])
def test_nothing_of_an_encounter_is_believed(path: str) -> None:
    codes = TABLE[path].get("codes", ["finished"])
    alone = meaning(bundle(PATIENT))
    assert all(meaning(record("Encounter", {"status": code})) == alone for code in codes)


def test_every_row_of_the_table_has_its_record() -> None:
    """100 %: a row that R4 has, and no test here, fails."""
    tested = {*STANDS, *OTHERWISE, *OF_DATA_TYPES, *NOT_READ, *unknown_modifiers()}
    tested |= {path for path in TABLE if path.startswith("Encounter.")}
    assert tested == TABLE.keys()


@pytest.mark.parametrize(
    ("table", "path", "code"),
    [
        (status.VERIFICATION, "Condition.verificationStatus", "refuted"),
        (status.CLINICAL, "Condition.clinicalStatus", "resolved"),
        (status.EVENT, "Procedure.status", "not-done"),
        (status.REQUEST, "MedicationRequest.status", "cancelled"),
        (status.TAKEN, "MedicationStatement.status", "not-taken"),
        (status.INTENT, "MedicationRequest.intent", "proposal"),
    ],
)
def test_a_status_that_the_reader_takes_for_another_is_seen(
    table: dict[str, str], path: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: a code that withdraws is read like one that stands."""
    test_a_code_stands_or_changes_the_meaning(path, code)
    standing = next(one for one in table if one in STANDS[path])
    monkeypatch.setitem(table, code, table[standing])
    with pytest.raises(AssertionError):
        test_a_code_stands_or_changes_the_meaning(path, code)


@pytest.mark.parametrize(
    ("table", "path", "code"),
    [
        (status.OBSERVATION, "Observation.status", "amended"),
        (status.VERIFICATION, "Condition.verificationStatus", "confirmed"),
        (status.INTENT, "MedicationRequest.intent", "original-order"),
    ],
)
def test_a_status_that_is_dropped_from_the_table_of_the_reader_is_seen(
    table: dict[str, str], path: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: a code that stands is no longer known, and so refused."""
    test_a_code_stands_or_changes_the_meaning(path, code)
    monkeypatch.delitem(table, code)
    with pytest.raises(AssertionError):
        test_a_code_stands_or_changes_the_meaning(path, code)


def test_a_modifier_that_is_not_looked_for_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: the reader knows of no modifier extension."""
    monkeypatch.setattr(modifiers, "MODIFIERS", ("implicitRules",))
    with pytest.raises(AssertionError):
        test_an_unknown_modifier_is_refused("Observation.modifierExtension")


@pytest.mark.parametrize("name", [r"modifi\u0065rExtension", r"modifier\u0045xtension"])
def test_an_element_whose_name_is_written_with_an_escape_is_seen(name):
    """`modifierExtension`, of which one letter is written as JSON also writes it."""
    result = {
        "resourceType": "Observation",
        "status": "final",
        "code": B12,
        "subject": ME,
        "effectiveDateTime": "2026-11-10",
        "valueQuantity": {"value": 450, "unit": "ng/L"},
        "changed": [{"url": "https://ehr.example/not", "valueBoolean": True}],
    }
    entry = [{"resource": PATIENT}, {"resource": result}]
    record = json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entry})
    plain = record.replace('"changed"', '"modifierExtension"')
    escaped = record.replace('"changed"', f'"{name}"')

    assert json.loads(plain) == json.loads(escaped)
    for text in (plain, escaped):
        reading = fhir.read(text.encode(), knowledge=KNOWLEDGE, on=ON)
        assert reading.person is not None
        assert reading.person.results == ()
