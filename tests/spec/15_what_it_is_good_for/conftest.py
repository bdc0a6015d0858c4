"""How this chapter is read: a row is a question, and what `corrin evidence` answers.

asked                    | topic           | holds  | for                       | certainty
does b12 give energy     | general_fatigue | partly | people who are tired …    | very low
"""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corrin.domain.evidence import Evidence
from corrin.knowledge.load import knowledge
from corrin.knowledge.references import sources_of
from corrin.reading.topics import found

sys.path.insert(0, str(Path(__file__).parents[3] / "docs"))
BOOK = importlib.import_module("specification")

COLUMNS: dict[str, Callable[[Evidence], str]] = {
    "topic": lambda it: it.id,
    "holds": lambda it: it.claim_holds,
    "for": lambda it: it.holds_for or "nobody",
    "direction": lambda it: it.direction.replace("_", " "),
    "certainty": lambda it: it.certainty.replace("_", " "),
}
"""Columns that hold one value."""
INSIDE: dict[str, Callable[[Evidence], str]] = {
    "found": lambda it: it.effect,
    "answer": lambda it: it.answer,
    "studies": lambda it: f"{it.studies} {it.participants}",
    "sources": lambda it: " ".join(sources_of(it)),
    "to do": lambda it: " ".join(it.see),
}
"""Columns that hold parts of what is said, separated by semicolons."""


@pytest.fixture
def answers() -> Callable[[str], None]:
    """Tries a table: every question finds one claim, which says what the row expects."""

    def tried(text: str) -> None:
        faults = [fault for row in _rows(text) for fault in _wrong(row)]
        assert not faults, "\n" + "\n".join(faults)

    return tried


def _rows(text: str) -> Iterator[dict[str, str]]:
    heads, *lines = BOOK.cells(text)
    assert heads[0] == "asked"
    assert {*heads[1:]} <= {*COLUMNS, *INSIDE}
    for line in lines:
        assert len(line) == len(heads), line
        yield dict(zip(heads, line, strict=True))


def _wrong(row: dict[str, str]) -> Iterator[str]:
    claims = knowledge().evidence
    asked = row.pop("asked")
    topics = found(asked, {it.id: (it.id, it.outcome, *it.names) for it in claims.values()})
    if len(topics) != 1:
        yield f"{asked}: finds {topics}"
        return
    it = claims[topics[0]]
    for column, wanted in row.items():
        if column in COLUMNS:
            if wanted and (got := COLUMNS[column](it)) != wanted:
                yield f"{asked}, {column}: {wanted!r} expected, {got!r} said"
            continue
        said = INSIDE[column](it)
        for part in filter(None, wanted.split("; ")):
            if part not in said:
                yield f"{asked}, {column}: {part!r} expected, {said!r} said"
