"""Three-valued logic: Kleene's tables, and what `known` and `shown` make of them.

The values expected are worked out here from the tables as the textbooks print them (Kleene SC,
Introduction to Metamathematics, 1952, § 64): the least of a conjunction, the greatest of an
alternative, where no < not known < yes.
"""

from itertools import product

import pytest

from corrin.domain.rule import (
    completion,
    decided,
    leaves,
    proofs,
    truth,
    truths,
    unshown,
    weaker,
)

ORDER = (False, None, True)
A, B, C = "a", "b", "c"


def by_tables(condition, values) -> bool | None:
    if isinstance(condition, str):
        return values[condition]
    operator, *operands = condition
    ranks = [ORDER.index(by_tables(each, values)) for each in operands]
    match operator:
        case "not":
            return ORDER[2 - ranks[0]]
        case "and":
            return ORDER[min(ranks)]
        case "or":
            return ORDER[max(ranks)]
        case "known":
            return ranks[0] != 1
        case "shown":
            return ranks[0] == 2
        case _:
            raise AssertionError(operator)


CONDITIONS = (
    A,
    ("not", A),
    ("and", A, B),
    ("or", A, B),
    ("and", A, B, C),
    ("or", A, B, C),
    ("known", A),
    ("shown", A),
    ("not", ("known", A)),
    ("not", ("shown", A)),
    ("not", ("and", A, B)),
    ("not", ("or", A, B)),
    ("known", ("or", A, B)),
    ("shown", ("and", A, ("not", B))),
    ("and", ("or", A, B), ("not", C)),
    ("or", ("and", A, B), ("known", C)),
    ("or", ("not", ("not", A)), ("shown", ("not", B))),
)
EVERY = [dict(zip((A, B, C), values, strict=True)) for values in product(ORDER, repeat=3)]


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_a_condition_is_true_false_or_not_known_as_the_tables_say(condition):
    asked = truth(condition)

    for values in EVERY:
        wanted = by_tables(condition, values)
        assert asked(values) is wanted
        assert decided(condition, values)[0] is wanted


def test_many_conditions_are_asked_at_once_and_none_at_all_is_true():
    for values in EVERY:
        wanted = tuple(by_tables(each, values) for each in CONDITIONS)
        assert truths((*CONDITIONS, None))(values) == (*wanted, True)


def test_a_proof_is_a_condition_that_is_certainly_yes():
    for values in EVERY:
        wanted = [by_tables(each, values) is True for each in CONDITIONS]
        assert [bool(each) for each in proofs((*CONDITIONS, None))(values)] == [*wanted, True]


def test_facts_are_completed_in_order_by_what_they_stand_for_or_by_asking():
    complete = completion([("c", None), ("b", ("not", "a")), ("d", ("and", "b", "c"))])
    values = {"a": False}
    asked = []

    complete(values, lambda name: asked.append(name) or True)

    assert values == {"a": False, "b": True, "c": True, "d": True}
    assert asked == ["c"]


def test_a_fact_that_was_answered_is_not_asked_and_what_hangs_on_it_is_worked_out_anew():
    values = {"a": True, "b": None}

    completion([("a", None), ("b", ("not", "a"))])(values, lambda _: False)

    assert values == {"a": True, "b": False}


@pytest.mark.parametrize(
    ("condition", "values", "names"),
    [
        (("and", A, B), (True, True, None), (A, B)),
        (("and", A, B), (True, False, None), (B,)),
        (("and", A, B), (False, False, None), (A, B)),
        (("and", A, B), (True, None, None), (A, B)),
        (("or", A, B), (False, True, None), (B,)),
        (("or", A, B), (True, False, None), (A,)),
        (("or", A, B), (True, True, None), (A, B)),
        (("or", A, B), (False, False, None), (A, B)),
        (("or", A, B), (None, False, None), (A, B)),
        (("or", A, B, C), (False, True, False), (B,)),
        (("or", A, B, C), (True, False, True), (A, C)),
        (("or", ("and", A, B), C), (True, False, True), (C,)),
        (("or", ("and", A, B), C), (True, True, False), (A, B)),
        (("and", ("or", A, B), C), (True, False, True), (A, C)),
        (("and", C, ("or", A, B)), (True, False, True), (C, A)),
        (("not", ("or", A, B)), (False, True, None), (B,)),
        (("known", ("or", A, B)), (False, True, None), (B,)),
        (("shown", A), (None, None, None), (A,)),
        (("and", A, ("not", A)), (True, None, None), (A,)),
        (("or", A, ("and", B, A)), (False, False, None), (A, B)),
    ],
    ids=str,
)
def test_only_what_decides_is_named_and_each_once(condition, values, names):
    assert decided(condition, dict(zip((A, B, C), values, strict=True)))[1] == names


def test_every_fact_that_is_named_is_a_leaf():
    assert list(leaves(("or", ("and", A, ("not", B)), ("known", C), A))) == [A, B, C, A]


@pytest.mark.parametrize(
    ("condition", "without"),
    [
        (A, A),
        (("shown", A), A),
        (("not", ("shown", A)), ("not", A)),
        (("and", ("shown", ("or", A, ("shown", B))), C), ("and", ("or", A, B), C)),
        (("known", A), ("known", A)),
    ],
)
def test_what_is_not_known_counts_no_more_as_no(condition, without):
    assert unshown(condition) == without


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("true", "true", "true"),
        ("true", "project", "project"),
        ("partial", "project", "partial"),
        ("partial", "false", "false"),
        ("true", "false", "false"),
    ],
)
def test_what_rests_on_two_entries_is_as_weak_as_the_weaker(one, other, both):
    assert weaker(one, other) == weaker(other, one) == both
