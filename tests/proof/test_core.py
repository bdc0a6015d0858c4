"""Everybody whose plan or dates are known beforehand, as few tests that stop at the first fault.

For the mutation tester, which runs them once for each mutant of the core. They say no more than
the tests of canaries, vectors, specification, reports and schedules do, but say it in seconds.
"""

import random
from collections.abc import Iterator

import pytest

from corrin.care.guideline import Guideline
from corrin.knowledge.load import knowledge
from prove.people import Somebody, everybody
from prove.tables import checks

SEED = 0
MOST = 400


def of_kind(kind: str) -> list[Somebody]:
    """Some of one kind, in an order that is fixed and mixed: faults are found early."""
    found = [one for one in everybody() if one.name.startswith(kind)]
    return random.Random(SEED).sample(found, min(MOST, len(found)))


def disagreeing(people: list[Somebody]) -> Iterator[str]:
    """Those whose plan is not as expected, read and planned anew."""
    known = knowledge()
    guidelines = {name: Guideline.of(known, name) for name in known.packs}
    for one in people:
        if not one.agrees(one.read(known), guidelines[one.pack]):
            yield one.name


@pytest.mark.parametrize("kind", ["report", "canary", "vector", "specification", "care"])
def test_plans_are_as_expected(kind):
    assert next(disagreeing(of_kind(kind)), None) is None


@pytest.mark.parametrize("kind", ["schedule", "conversion", "bad input", "figures factors"])
def test_rows_are_as_expected(kind):
    rows = [check for check in checks() if check.name.startswith(kind)]

    assert rows
    assert next((row.name for row in rows if not row.agrees(knowledge())), None) is None
