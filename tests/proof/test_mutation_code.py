"""The score of the mutation tester: how it is counted, and between which bounds it lies."""

import pytest

from prove.mutation_code import interval, report

FOUND = {"a": "killed", "b": "timeout", "c": "survived", "d": "not checked", "e": "no tests"}


@pytest.mark.parametrize(
    ("noticed", "tried", "low", "high"),
    [(8, 10, 49.0, 94.3), (0, 10, 0.0, 27.8), (0, 0, 0.0, 100.0)],
)
def test_the_interval_is_that_of_wilson(noticed, tried, low, high):
    """The textbook's values: 8 of 10 lies between 49.0 and 94.3 %."""
    assert interval(noticed, tried) == pytest.approx((low, high), abs=0.05)


def test_what_was_not_tried_does_not_count_and_what_no_test_reaches_does():
    text, ok = report(FOUND, ["a", "b", "c", "d", "e"])

    assert text.startswith("4 of 5 mutants of the core tried: 50.0 % noticed")
    assert "  survived: c" in text
    assert "  no tests: e" in text
    assert not ok


def test_a_survivor_takes_the_score_below_the_bar():
    nineteen = {f"m{number}": "killed" for number in range(19)}
    twenty = {**nineteen, "s": "survived"}

    assert report(twenty, list(twenty))[1]
    assert not report({**twenty, "t": "survived"}, [*twenty, "t"])[1]
