"""Malformed, contradictory and dangerous person files: what is said of each."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from corrin import fhir, person_file
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.domain.person import Notice
from corrin.errors import Refusal, Refused
from corrin.knowledge.load import knowledge
from corrin.record.reading import Reading

CASES = yaml.safe_load(Path(__file__).with_name("bad_inputs.yaml").read_text(encoding="utf-8"))
ON = date(2026, 11, 20)


def bytes_of(case: dict[str, Any]) -> bytes:
    if "fhir" in case:
        return json.dumps(case["fhir"]).encode()
    if "raw" in case:
        return case["raw"].encode()
    given = case.get("input") or {key: "x" * times for key, times in case["repeat"].items()}
    return yaml.safe_dump(given, allow_unicode=True).encode()


def read(case: dict[str, Any]) -> Reading:
    data = bytes_of(case)
    reader = fhir.read if fhir.is_fhir(data) else person_file.read
    return reader(data, on=ON, knowledge=knowledge())


def named(found: Iterable[Refusal | Notice]) -> list[list[str | None]]:
    return sorted(
        ([one.field, one.value if len(one.value or "") < 100 else "long"] for one in found),
        key=str,
    )


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_bad_input(case):
    if case.get("file") == "refused":
        with pytest.raises(Refused) as caught:
            read(case)
        assert all(refusal.why and refusal.accepted for refusal in caught.value.refusals)
        if "names" in case:
            assert named(caught.value.refusals) == case["names"]
        return

    assert list(differences(case, read(case))) == []


def differences(case: dict[str, Any], reading: Reading) -> Iterator[str]:
    """What is said of an input that is not what was expected."""
    for key, notices in (
        ("refused", reading.refused),
        ("warned", reading.warnings),
        ("not_understood", reading.not_understood),
    ):
        if named(notices) != sorted(case.get(key, []), key=str):
            yield f"{key}: {named(notices)}"
    if (reading.person is None) != (case.get("record") == "refused"):
        yield f"the record: {'refused' if reading.person is None else 'read'}"
    for name, wanted in case.get("person", {}).items():
        known = getattr(reading.person, name)
        if isinstance(known, Decimal):
            known = float(known)
        if (sorted(known) if isinstance(known, frozenset | tuple) else known) != wanted:
            yield f"{name}: {known}"


@pytest.mark.parametrize("case", [c for c in CASES if "blocks" in c], ids=lambda c: c["title"])
def test_what_an_allergy_blocks_is_named(case):
    reading = read(case)
    assert reading.person is not None

    made = plan(
        reading.person,
        on=ON,
        guideline=Guideline.of(knowledge(), "general"),
        ledger=reading.ledger,
        refused=reading.refused,
        warnings=reading.warnings,
        not_understood=reading.not_understood,
    )

    assert made.treatment.schedule_status == "blocked"
    entries = [entry for block in made.treatment.blocks for entry in block.because.entries]
    assert {("AllergyIntolerance", f"AllergyIntolerance: {case['blocks']}")} <= {
        (entry.field, entry.words) for entry in entries
    }


def test_every_title_stands_once():
    titles = [case["title"] for case in CASES]

    assert len(titles) == len(set(titles))
