"""Malformed, contradictory and dangerous person files: what is said of each."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from corrin.domain.person import Notice
from corrin.errors import Refusal, Refused
from corrin.knowledge.load import knowledge
from corrin.person_file import Reading, read

CASES = yaml.safe_load(Path(__file__).with_name("bad_inputs.yaml").read_text(encoding="utf-8"))
ON = date(2026, 11, 20)


def bytes_of(case: dict[str, Any]) -> bytes:
    if "raw" in case:
        return case["raw"].encode()
    given = case.get("input") or {key: "x" * times for key, times in case["repeat"].items()}
    return yaml.safe_dump(given, allow_unicode=True).encode()


def named(found: Iterable[Refusal | Notice]) -> list[list[str | None]]:
    return sorted(
        ([one.field, one.value if len(one.value or "") < 100 else "long"] for one in found),
        key=str,
    )


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_bad_input(case):
    if case.get("file") == "refused":
        with pytest.raises(Refused) as caught:
            read(bytes_of(case), on=ON, knowledge=knowledge())
        assert all(refusal.why and refusal.accepted for refusal in caught.value.refusals)
        return

    assert list(differences(case, read(bytes_of(case), on=ON, knowledge=knowledge()))) == []


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


def test_every_title_stands_once():
    titles = [case["title"] for case in CASES]

    assert len(titles) == len(set(titles))
