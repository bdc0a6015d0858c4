"""Every statement of the source documents has its place, and nothing of them is passed over."""

import importlib
import sys
from pathlib import Path

import pytest

from corrin.care.figures import Shelf
from corrin.knowledge import load
from corrin.knowledge.leaflets import leaflets
from corrin.knowledge.references import sources_of

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
statements = importlib.import_module("statements")

KNOWLEDGE = load.knowledge()
SHELF = Shelf.of(KNOWLEDGE, "general")
DOCUMENTS = statements.documents()
ROWS = [
    pytest.param(it, id=f"{document['id']}:{it['lines']}:{number}")
    for document in DOCUMENTS
    for number, it in enumerate(document["statements"])
]


def placed(document, part):
    return {line for it in document[part] for line in statements.lines(it["lines"])}


def missing(document):
    """The lines of a text of which the page says nothing, and those that it does not have."""
    every = set(range(1, int(document["lines"]) + 1))
    return sorted(every ^ (placed(document, "statements") | placed(document, "aside")))


def test_the_five_texts_are_there_with_all_their_lines():
    """The numbers of lines are those of the texts as they were received."""
    lengths = {document["id"]: document["lines"] for document in DOCUMENTS}

    assert lengths == {
        "seed_000": "85",
        "seed_001": "91",
        "seed_002": "24",
        "seed_003": "97",
        "seed_004": "45",
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda it: it["id"])
def test_every_line_is_a_statement_or_is_said_to_be_none(document):
    assert missing(document) == []
    assert placed(document, "statements") & placed(document, "aside") == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda it: it["id"])
def test_a_statement_that_is_left_out_is_missed(document):
    """Each statement whose lines no other one shares."""
    for it in document["statements"]:
        rest = [other for other in document["statements"] if other is not it]
        alone = statements.lines(it["lines"]) - placed({"rest": rest}, "rest")
        assert missing({**document, "statements": rest}) == sorted(alone)


@pytest.mark.parametrize("it", ROWS)
def test_a_statement_names_entries_that_are_there(it):
    assert it["does"] in statements.DOES
    assert ("by" in it) == (it["does"] != "not_for_corrin")
    for reference in it.get("by", ()):
        assert SHELF.entry(reference), reference


@pytest.mark.parametrize("it", ROWS)
def test_what_is_limited_or_corrected_says_how(it):
    assert "how" in it or it["does"] == "adopts"


def test_an_entry_that_is_not_there_is_caught():
    with pytest.raises(LookupError, match=r"evidence\.eternal_youth"):
        SHELF.entry("evidence.eternal_youth")


def test_every_claim_that_cites_a_text_is_named_by_a_statement_of_it():
    """An answer to a text that no statement of it calls for answers nothing."""
    for document in DOCUMENTS:
        named = {by for it in document["statements"] for by in it.get("by", ())}
        citing = {
            f"evidence.{it.id}"
            for it in KNOWLEDGE.evidence.values()
            if document["id"] in sources_of(it)
        }
        assert citing - named == set(), document["id"]


def test_every_statement_that_is_corrected_is_answered_by_a_claim_that_does_not_simply_hold():
    for document in DOCUMENTS:
        for it in document["statements"]:
            if it["does"] != "corrects":
                continue
            claims = [
                KNOWLEDGE.evidence[by.removeprefix("evidence.")].claim_holds
                for by in it["by"]
                if by.startswith("evidence.")
            ]
            assert {*claims} & {"partly", "unproven", "no"}, it["says"]


def test_every_leaflet_is_listed_under_the_topics_of_the_manual():
    chapters = Path(__file__).parents[2] / "docs/manual/to-read"
    pages = {path.stem.replace("-", "_") for path in chapters.glob("*.md")} - {"README"}

    assert pages == leaflets(load.FOLDER).keys()
