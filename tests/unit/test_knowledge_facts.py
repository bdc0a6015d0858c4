"""A fact is answered in one way: `corrin knowledge check` finds one that names none, or two."""

import pytest
from msgspec.structs import replace

from corrin.knowledge.load import FOLDER
from corrin.knowledge.references import problems_of
from corrin.knowledge.tree import Reading, read


@pytest.mark.parametrize(
    ("fact", "changed", "wrong"),
    [
        ("start_known", {"treated": False}, "It is answered in no way, not in one."),
        ("over_50", {"pack": "uk"}, "It is answered in 2 ways, not in one."),
    ],
)
def test_a_fact_of_no_way_or_two_is_a_problem(fact, changed, wrong):
    reading = read(FOLDER)
    entries = [
        replace(entry, value=replace(entry.value, **changed))
        if entry.where == ("facts",) and entry.id == fact
        else entry
        for entry in reading.entries
    ]

    assert problems_of(reading) == []
    assert [problem.wrong for problem in problems_of(Reading(entries))] == [wrong]
