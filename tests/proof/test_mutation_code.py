"""The score of the mutation tester: how it is counted, and between which bounds it lies."""

import pytest

from prove import mutation_code
from prove.mutation_code import BAR, interval, report

CHANGES = {name: f"care.steps.{name}: a -> b" for name in "stu"}


def verdict(name: str, by: str | None, reach: int = 9) -> dict[str, object]:
    return {"name": name, "by": by, "asked": reach, "reach": reach}


def found(*survivors: str, noticed: int) -> dict[str, dict[str, object]]:
    names = {f"m{number}": "a_test" for number in range(noticed)} | dict.fromkeys(survivors)
    return {name: verdict(name, by) for name, by in names.items()}


@pytest.mark.parametrize(
    ("noticed", "tried", "low", "high"),
    [(8, 10, 49.0, 94.3), (0, 10, 0.0, 27.8), (0, 0, 0.0, 100.0)],
)
def test_the_interval_is_that_of_wilson(noticed, tried, low, high):
    """The textbook's values: 8 of 10 lies between 49.0 and 94.3 %."""
    assert interval(noticed, tried) == pytest.approx((low, high), abs=0.05)


def test_a_survivor_takes_the_score_below_the_bar():
    """19 of 20 are 95 %, which is the bar; 19 of 21 are 90.5 %."""
    assert BAR == 95
    assert report(found("s", noticed=19), CHANGES, {}, 100)[1]

    text, ok = report(found("s", "t", noticed=19), CHANGES, {}, 100)

    assert not ok
    assert text.startswith("21 of 100 mutants of the core tried: 19 noticed, 0 equivalent, 2 surv")
    assert "90.5 % (bar: 95.0 %); of all mutants: 71.1 to 97.3 %." in text
    assert "  survives 9 of 9 tests, s: care.steps.s: a -> b" in text


def test_what_no_test_reaches_survives():
    text, ok = report({"s": verdict("s", None, reach=0)}, CHANGES, {}, 1)

    assert "  no test reaches s: care.steps.s: a -> b" in text
    assert not ok


def test_an_equivalent_counts_apart_and_is_not_told():
    text, ok = report(found("s", "t", noticed=19), CHANGES, {CHANGES["t"]: True}, 100)

    assert ok
    assert "19 noticed, 1 equivalent, 1 survive." in text
    assert CHANGES["t"] not in text


def test_a_gap_that_is_listed_still_counts():
    assert not report(found("s", "t", noticed=19), CHANGES, {CHANGES["t"]: False}, 100)[1]


@pytest.mark.parametrize("equivalent", [True, False])
def test_a_survivor_that_is_listed_but_noticed_is_a_fault(equivalent):
    changes = {**CHANGES, "m0": "care.steps.m: a -> b"}

    text, ok = report(found(noticed=20), changes, {changes["m0"]: equivalent}, 100)

    assert not ok
    assert "  listed, but noticed by a_test: care.steps.m: a -> b" in text


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("corrin.care.steps.x_steps__mutmut_12", "care.steps.steps"),
        ("corrin.care.steps.x__text_of__mutmut_1", "care.steps._text_of"),
        ("corrin.domain.day.xǁDayǁ__sub____mutmut_3", "domain.day.Day.__sub__"),
    ],
)
def test_a_mutant_is_named_by_its_function(name, function):
    assert mutation_code.function(name) == function


def test_the_list_of_survivors_gives_each_once_with_a_reason():
    tree = mutation_code.yaml.safe_load(mutation_code.SURVIVORS.read_text(encoding="utf-8"))
    changes = [change for group in tree for change in group["mutants"]]

    assert all(group["why"] for group in tree)
    assert len(changes) == len(set(changes)) == len(mutation_code.listed())
