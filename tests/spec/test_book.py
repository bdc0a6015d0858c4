"""The specification as a whole: complete, sourced, and printed as it stands."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import fields

from corrin.domain.plan import Because
from corrin.knowledge.load import knowledge

LEAST_PARAGRAPHS = 240
CONCLUDING = (
    "assessment",
    "cause",
    "risk",
    "tests",
    "treatment",
    "alerts",
    "monitoring",
    "referral",
    "actions",
)
"""The parts of a plan that give reasons."""


@pytest.fixture(scope="module")
def paragraphs(specification):
    return [
        paragraph
        for chapter in specification.chapters()
        for section in chapter.sections
        for paragraph in section.paragraphs
    ]


def test_the_page_of_the_manual_is_current(specification):
    assert specification.PAGE.read_text("utf-8") == specification.book(), (
        "run .venv/bin/python docs/specification.py and read what changed"
    )


def test_every_statement_stands_once(paragraphs):
    said = Counter(paragraph.says for paragraph in paragraphs)

    assert len(said) >= LEAST_PARAGRAPHS
    assert [says for says, times in said.items() if times > 1] == []


def test_every_statement_names_documents_that_are_known(paragraphs):
    named = {
        part.partition(", ")[0]
        for paragraph in paragraphs
        for part in paragraph.sources.rstrip(".").split("; ")
    }

    assert named - knowledge().sources.keys() == set()


def test_every_statement_is_tried_where_it_holds_and_where_it_does_not(paragraphs, table):
    """Two people at least, of whom not the same is expected."""
    answers = {
        paragraph.name: {tuple(sorted(row.expected.items())) for row in table(paragraph.table)}
        for paragraph in paragraphs
    }

    assert [name for name, expected in answers.items() if len(expected) < 2] == []


def test_every_rule_and_every_offer_decides_about_somebody(paragraphs, table, planned):
    """A rule that no statement quotes is a rule that nobody has read.

    The rules of what is missing are not named by a plan.
    """
    known = knowledge()
    tables = [each for name, each in known.rules.items() if name != "missing"]
    offers = [offer for pack in known.packs.values() for offer in pack.offers]
    rules = {
        *(rule.id for each in tables for rule in each.rules),
        *(offer.id for offer in offers),
        *(check.id for check in known.monitoring),
    }
    used: set[str] = set()
    for paragraph in paragraphs:
        for row in table(paragraph.table):
            for pack in row.packs:
                made = planned(row.who, pack)
                used.update(quoted([getattr(made, part) for part in CONCLUDING]))

    assert sorted(rules - used) == []


def test_every_id_in_a_table_is_one_that_a_plan_can_say(paragraphs, table):
    """A misspelt id after `no` would always hold."""
    known = knowledge()
    words = {name: {rule.gives for rule in each.rules} for name, each in known.rules.items()}
    can_be_said = {
        "alerts": words["alerts"],
        "tests": words["tests"],
        "before the first dose": words["tests"],
        "referral": words["referral"],
        "actions": words["actions"],
        "differential": words["differential"],
        "risks": words["risk"],
        "notes": words["notes"],
        "not known": words["missing"],
        "cautions": words["blocks"],
        "also": words["beside"] | words["cause"] | words["alerts"],
        "expected": {item.id for item in known.recovery},
        "may not be complete": {item.id for item in known.recovery},
        "care": {item.id for item in known.practice},
        "follow-up": {check.id for check in known.monitoring},
        "asked first": known.facts.keys(),
        "alternatives": known.regimens.keys(),
        "regimen": known.regimens.keys(),
        "cause": words["cause"],
        "status": words["status"],
    }
    for paragraph in paragraphs:
        for row in table(paragraph.table):
            for column in row.expected.keys() & can_be_said.keys():
                said = re.split(", | or ", row.expected[column])
                ids = {re.sub("^(no|not) ", "", word) for word in said} - {"none"}
                assert ids <= {*can_be_said[column]}, (paragraph.name, column)


def test_every_alert_is_said_of_somebody_and_not_of_another(paragraphs, table):
    """An alarm that always sounds and one that never does are equally useless."""
    cells = [
        row.expected.get("alerts", "").split(", ")
        for paragraph in paragraphs
        for row in table(paragraph.table)
    ]
    said = {word for cell in cells for word in cell}

    for rule in knowledge().rules["alerts"].rules:
        assert rule.gives in said, rule.gives
        assert f"no {rule.gives}" in said, rule.gives


def quoted(part: Any) -> Iterator[str]:
    """The rules named by the reasons of a plan."""
    if isinstance(part, Because):
        yield part.rule
    elif isinstance(part, Struct):
        for field in fields(part):
            yield from quoted(getattr(part, field.name))
    elif isinstance(part, list | tuple):
        for each in part:
            yield from quoted(each)
