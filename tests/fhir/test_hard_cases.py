"""Records as real systems write them (hard_cases.yaml): read, told of, and never believed."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from corrin import fhir
from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.domain.person import Result, Statement
from corrin.errors import CorrinError
from corrin.knowledge.load import knowledge
from corrin.reading import ledger
from corrin.record.reading import Reading

ON = date(2026, 11, 20)
PATIENT = {"resourceType": "Patient", "id": "p", "birthDate": "1960-02-29", "gender": "female"}
CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("hard_cases.yaml").read_text(encoding="utf-8")
)
SHORT = {
    "@obs": '"resourceType": "Observation"',
    "@request": '"resourceType": "MedicationRequest"',
    "@O": '"resourceType": "Observation", "status": "final", @S, "effectiveDateTime": "2026-10-01"',
    "@B12": '"code": {"coding": [{"system": "@loinc", "code": "2132-9"}]}',
    "@S": '"subject": {"reference": "Patient/p"}',
    "@P": '"patient": {"reference": "Patient/p"}',
    "@loinc": "http://loinc.org",
    "@sct": "http://snomed.info/sct",
    "@rx": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "@gm": "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
    "@certainty": "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit",
    "@ucum": "http://unitsofmeasure.org",
}
"""What `@` stands for in the cases; an abbreviation may hold another that comes later."""


def record(case: dict[str, Any]) -> bytes:
    """The record of a case, its digits as written."""
    if "bundle" in case:
        return _spelled(case["bundle"]).encode()
    person = json.dumps(case.get("patient", PATIENT))
    resources = [person, *_spelled(case["given"]).splitlines()]
    entries = ", ".join(f'{{"resource": {resource}}}' for resource in resources)
    return f'{{"resourceType": "Bundle", "type": "collection", "entry": [{entries}]}}'.encode()


def _spelled(text: str) -> str:
    for short, words in SHORT.items():
        text = re.sub(rf"{short}\b", words, text)
    return text


def said(statement: Statement) -> str:
    """A statement in the words of the cases."""
    return " ".join(
        word
        for word in (
            "" if statement.subject == "self" else f"{statement.subject}:",
            "" if statement.present else "no",
            "allergy to" if statement.allergy else "",
            statement.concept,
            statement.status,
            "possible" if "possible" in statement.qualifiers else "",
        )
        if word
    )


def measured(result: Result) -> str:
    """A result in the words of the cases; the word of the laboratory only where it stands alone."""
    printed = (
        f"({result.interpretation})"
        if result.value is None
        else f"{result.comparator or ''}{result.value} {result.unit}"
    )
    return f"{result.analyte} {printed} {result.on}"


def told(reading: Reading) -> str:
    """The fields of every notice, one to a line."""
    notices = (*reading.refused, *reading.warnings, *reading.not_understood)
    return "\n".join(f"{notice.field}." for notice in notices)


def tells(reading: Reading, entry: int) -> bool:
    return f"Bundle.entry[{entry}]." in told(reading)


def read(case: dict[str, Any]) -> Reading:
    return fhir.read(record(case), knowledge=knowledge(), on=ON)


def facts(reading: Reading) -> Facts:
    return Facts.of(reading.person, ON, Guideline.of(knowledge(), "general"))


def held(reading: Reading) -> list[str]:
    return sorted(map(measured, reading.person.results))


def stated(reading: Reading) -> list[str]:
    return sorted(map(said, reading.person.statements))


def concepts(reading: Reading) -> set[str]:
    return {statement.concept for statement in reading.person.statements if statement.present}


def doses(reading: Reading) -> dict[str, dict[str, Any]]:
    return {
        s.concept: {
            "micrograms": s.dose and s.dose.micrograms,
            "every_months": s.dose and s.dose.every_months,
            "route": s.route,
        }
        for s in reading.person.statements
    }


def _ledger(reading: Reading, wanted: dict[int, Any]) -> bool:
    found = {entry.field: entry.outcome for entry in reading.ledger}
    return all(
        found[f"Bundle.entry[{entry}].resource"]
        in (outcomes if isinstance(outcomes, list) else [outcomes])
        for entry, outcomes in wanted.items()
    )


HOLDS = {
    "results": lambda r, wanted: held(r) == sorted(wanted),
    "statements": lambda r, wanted: stated(r) == sorted(wanted),
    "has": lambda r, wanted: set(wanted) <= set(stated(r)),
    "concepts": lambda r, wanted: concepts(r) == set(wanted),
    "has_concepts": lambda r, wanted: set(wanted) <= concepts(r),
    "never": lambda r, wanted: not set(wanted) & {*held(r), *stated(r)},
    "never_concepts": lambda r, wanted: not set(wanted) & concepts(r),
    "asked": lambda r, wanted: r.person.asked == frozenset(wanted),
    "person": lambda r, wanted: {key: getattr(r.person, key) for key in wanted} == wanted,
    "nobody": lambda r, wanted: (r.person is None) is wanted,
    "dose": lambda r, wanted: doses(r) == wanted,
    "ledger": _ledger,
    "told": lambda r, wanted: all(tells(r, entry) for entry in wanted),
    "silent": lambda r, wanted: not any(tells(r, entry) for entry in wanted),
    "told_any": lambda r, wanted: bool(told(r)) == wanted,
    "results_or_told": lambda r, wanted: (
        held(r) == wanted["results"] or all(tells(r, entry) for entry in wanted["told"])
    ),
    "facts": lambda r, wanted: all(facts(r).value(fact) for fact in wanted),
    "not_facts": lambda r, wanted: not any(facts(r).value(fact) for fact in wanted),
}
ABOUT = {"id", "from", "why", "given", "patient", "bundle"}


def seen(reading: Reading) -> str:
    entries = [f"{e.field}: {e.outcome}, {e.why}, {e.read_as}" for e in reading.ledger]
    notices = [
        f"{n.field} {n.value}: {n.why}"
        for n in (*reading.refused, *reading.warnings, *reading.not_understood)
    ]
    return "\n".join([*held(reading), *stated(reading), *entries, *notices])


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_a_hard_record_is_read_as_the_standard_says(case):
    if "error" in case:
        with pytest.raises(CorrinError, match=case["error"]):
            read(case)
        return
    wanted = {key: value for key, value in case.items() if key not in ABOUT}

    reading = read(case)

    assert wanted
    assert sum(ledger.counts(reading.ledger).values()) == len(reading.ledger)
    failed = [key for key, value in wanted.items() if not HOLDS[key](reading, value)]
    assert not failed, f"{case['why']}\n{failed}: wanted {wanted}\n{seen(reading)}"
