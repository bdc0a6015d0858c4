"""One odd entry among a hundred plain ones is seen: what is quick for all leaves nothing out.

Every entry of the record is settled in a few steps, as most of a real record is. Each case makes
one of them odd, and says what must become of it; the others stay as they are.
"""

import gzip
import json
import sys
from datetime import date
from typing import Any

import pytest

from corrin import fhir
from corrin.errors import Refused
from corrin.fhir import codes
from corrin.knowledge.load import knowledge
from corrin.reading import ledger
from corrin.record.reading import Reading

Json = dict[str, Any]
ON = date(2026, 11, 20)
LOINC, SNOMED = "http://loinc.org", "http://snomed.info/sct"
COUNT, ODD = 115, 57
PATIENT: Json = {
    "resourceType": "Patient",
    "id": "p",
    "gender": "female",
    "birthDate": "1960-02-01",
}


def coded(system: str, code: str, display: str) -> Json:
    coding = {"system": system, "code": code, "display": display}
    return {"coding": [coding], "text": display}


RESULT: Json = {
    "resourceType": "Observation",
    "meta": {"profile": ["http://example.org/StructureDefinition/result"]},
    "status": "final",
    "code": coded(LOINC, "718-7", "Hemoglobin [Mass/volume] in Blood"),
    "subject": {"reference": "Patient/p"},
    "effectiveDateTime": "2026-01-05T10:15:00+00:00",
    "valueQuantity": {"value": 13.5, "unit": "g/dL", "code": "g/dL"},
}
PULSE: Json = {**RESULT, "code": coded(LOINC, "8867-4", "Heart rate")}
WEIGHT: Json = {
    **RESULT,
    "code": coded(LOINC, "29463-7", "Body weight"),
    "valueQuantity": {"value": 70, "unit": "kg", "code": "kg"},
}
PRESSURE: Json = {
    "resourceType": "Condition",
    "clinicalStatus": {"coding": [{"code": "active"}]},
    "code": coded(SNOMED, "38341003", "Hypertensive disorder"),
    "subject": {"reference": "Patient/p"},
}
INSIDE: Json = {
    **{key: RESULT[key] for key in ("resourceType", "status", "effectiveDateTime")},
    "code": coded(LOINC, "2132-9", "Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma"),
    "valueQuantity": {"value": 100, "unit": "pg/mL", "code": "pg/mL"},
}


def record(odd: Json) -> bytes:
    """A Bundle of plain entries of four kinds, and an odd one in their midst."""
    plain = [PULSE, RESULT, WEIGHT, PRESSURE]
    entries = [PATIENT] + [
        {**plain[number % len(plain)], "id": f"r{number}"} for number in range(1, COUNT + 1)
    ]
    entries[ODD] = {"id": "odd", **odd}
    bundle = {"resourceType": "Bundle", "type": "collection"}
    return json.dumps({**bundle, "entry": [{"resource": one} for one in entries]}).encode()


def read(data: bytes) -> Reading:
    return fhir.read(data, knowledge=knowledge(), on=ON)


def of_odd(reading: Reading) -> list[tuple[str, str | None]]:
    """What became of the odd entry and of what stands inside it."""
    at = f"Bundle.entry[{ODD}].resource"
    lines = [line for line in reading.ledger if line.field.startswith(at)]
    others = [line for line in reading.ledger if not line.field.startswith(at)]
    assert len(others) == COUNT
    assert {line.outcome for line in others} == {"used", "not_relevant", "duplicate"}
    return [(line.outcome, line.why) for line in lines]


MODIFIER = "it may change the meaning of the entry, and it is not known"
SOMEBODY = "it is about somebody else than the person of the record"
TWO = "two values are given"
CASES: dict[str, tuple[Json, tuple[str, str | None]]] = {
    "a modifier": ({**RESULT, "modifierExtension": [{"url": "x"}]}, ("refused", MODIFIER)),
    "a modifier deep inside": (
        {**PRESSURE, "evidence": [{"detail": [{"modifierExtension": [{"url": "x"}]}]}]},
        ("refused", MODIFIER),
    ),
    "implicit rules": ({**PULSE, "implicitRules": "http://x"}, ("refused", MODIFIER)),
    "an element of STU3": (
        {**RESULT, "comment": "not hers"},
        ("refused", "it is written in FHIR STU3 (3.0)"),
    ),
    "a profile of R5": (
        {**RESULT, "meta": {"profile": ["http://hl7.org/fhir/5.0/StructureDefinition/x"]}},
        ("refused", "it is written in FHIR R5 (5.0)"),
    ),
    "a status as a code": (
        {**PRESSURE, "clinicalStatus": "active"},
        ("refused", "it is written in FHIR STU3 (3.0)"),
    ),
    "a version of another release": (
        {**RESULT, "fhirVersion": "1.0.2"},
        ("refused", "it is written in FHIR DSTU2 (1.0)"),
    ),
    "another person": (
        {**RESULT, "subject": {"reference": "Patient/q"}},
        ("refused", SOMEBODY),
    ),
    "a fetus": ({**RESULT, "focus": [{"reference": "Patient/q"}]}, ("refused", SOMEBODY)),
    "entered in error": (
        {**RESULT, "status": "entered-in-error"},
        ("not_relevant", ledger.RULED_OUT),
    ),
    "a status that is none": (
        {**RESULT, "status": "fine"},
        ("refused", "it is not a status that is known"),
    ),
    "a text beside a number": ({**RESULT, "valueString": "9 g/dL"}, ("refused", TWO)),
    "a text beside a weight": ({**WEIGHT, "valueString": "9 kg"}, ("refused", TWO)),
    "a day that is a week": (
        {**RESULT, "effectiveDateTime": "2026-W01-1T10:15:00+00:00"},
        ("refused", "it is not a date in the form year-month-day"),
    ),
    "a beginning in the future": (
        {**PRESSURE, "onsetDateTime": "2027-01-01"},
        ("refused", "it lies in the future"),
    ),
    "no resource of that kind": (
        {"resourceType": "MedicationOrder"},
        ("refused", "it is written in FHIR DSTU2 (1.0)"),
    ),
}


@pytest.mark.parametrize(("odd", "wanted"), CASES.values(), ids=CASES)
def test_an_odd_entry_is_seen(odd: Json, wanted: tuple[str, str | None]) -> None:
    assert of_odd(read(record(odd))) == [wanted]


@pytest.mark.parametrize("around", [RESULT, PULSE, WEIGHT], ids=["result", "aside", "weight"])
def test_a_result_inside_a_plain_entry_is_read(around: Json) -> None:
    reading = read(record({**around, "contained": [INSIDE]}))

    assert of_odd(reading)[1:] == [("used", None)]
    assert reading.person is not None
    assert [one.value for one in reading.person.results if one.analyte == "total_b12"] == [100]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
@pytest.mark.parametrize(
    "name", ["modifierExtension", r"modifi\u0065rExtension", r"\u006dodifierExtension"]
)
def test_a_modifier_is_seen_however_its_name_is_written(name: str, pack: Any) -> None:
    data = record({**RESULT, "odd": [{"url": "http://x/not"}]})
    data = data.replace(b'"odd":', f'"{name}":'.encode())

    assert of_odd(read(pack(data))) == [("refused", MODIFIER)]


def test_a_key_given_twice_is_seen_at_any_depth() -> None:
    data = record({**RESULT, "meta": {"tag": [{"odd": 1}]}}).replace(b'"odd": 1', b'"a": 1, "a": 2')

    assert of_odd(read(data)) == [("refused", "the key is given more than once")]


def test_a_colon_in_a_text_makes_up_for_no_key_given_twice() -> None:
    data = record({**RESULT, "note": [{"text": "a:b"}], "odd": 1})
    data = data.replace(b'"odd": 1', b'"odd": 1, "odd": 2').replace(b"a:b", rb"a\u003ab")

    assert of_odd(read(data)) == [("refused", "the key is given more than once")]


def test_a_control_character_is_shown_as_its_code() -> None:
    reading = read(record({**PRESSURE, "code": {"text": "High\u202epressure"}}))

    at = f"Bundle.entry[{ODD}].resource"
    assert next(line.value for line in reading.ledger if line.field == at) == (
        "Condition: High\\u202epressure"
    )


def test_brackets_in_texts_hide_no_depth_that_ends_the_stack() -> None:
    found: set[str] = set()
    for levels in range(sys.getrecursionlimit() - 200, sys.getrecursionlimit()):
        deep = '{"a":"}","b":' * levels + "1" + ',"z":"{"}' * levels
        data = json.dumps({**RESULT, "modifierExtension": [{"url": "x"}], "odd": 1})
        try:
            reading = read(data.replace('"odd": 1', f'"odd": {deep}').encode())
            found |= {str(line.why) for line in reading.ledger}
        except Refused as refused:
            found |= {one.why for one in refused.refusals}
    assert found == {MODIFIER, "the file is nested too deeply"}


def test_codings_are_kept_only_up_to_a_fixed_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "MOST", 10)
    prepared = fhir.prepared(knowledge())
    displayed = codes.Displayed(knowledge(), prepared.codes, prepared.analytes)
    first = displayed.known(coded(SNOMED, "38341003", "Pressure 0"))
    for number in range(10):
        concept = coded(SNOMED, "38341003", f"Pressure {number}")
        known = displayed.known(concept)
        assert known is not None
        assert known.said == displayed.said(concept) == f"Pressure {number}"
        assert displayed.known(json.loads(json.dumps(concept))) is known
        assert displayed.known(coded(SNOMED, "38341003", "Pressure 0")) is first

    displayed.known(coded(SNOMED, "38341003", "Pressure 10"))
    assert displayed.known(coded(SNOMED, "38341003", "Pressure 0")) is not first
