"""Conditions as text, and as what `corrin.domain.rule` evaluates."""

import pytest

from corrin.knowledge.conditions import ConditionError, parse


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("a", "a"),
        ("  a  ", "a"),
        ("(a)", "a"),
        ("not a", ("not", "a")),
        ("not not a", ("not", ("not", "a"))),
        ("a and b and c", ("and", "a", "b", "c")),
        ("a and not (b or c)", ("and", "a", ("not", ("or", "b", "c")))),
        ("a or b and c", ("or", "a", ("and", "b", "c"))),
        ("(a or b) and c", ("and", ("or", "a", "b"), "c")),
        ("not a and b", ("and", ("not", "a"), "b")),
        ("known(a)", ("known", "a")),
        ("not shown (a or b)", ("not", ("shown", ("or", "a", "b")))),
        ("android or knownish", ("or", "android", "knownish")),
    ],
)
def test_a_condition_is_read_as_it_is_said(text, condition):
    assert parse(text) == condition


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected a fact at character 1, found the end"),
        ("a and", "expected a fact at character 6, found the end"),
        ("a and and b", "expected a fact at character 7, found `and`"),
        ("a b", "expected `and`, `or` or the end at character 3, found `b`"),
        ("(a or b", "expected `)` at character 8, found the end"),
        ("a)", "expected `and`, `or` or the end at character 2, found `)`"),
        ("known a", "expected `(` at character 7, found `a`"),
        ("a & b", "expected `and`, `or` or the end at character 3, found `&`"),
        ("Not a", "expected a fact at character 1, found `N`"),
        ("()", "expected a fact at character 2, found `)`"),
    ],
)
def test_a_text_that_is_no_condition_is_refused_where_it_goes_wrong(text, message):
    with pytest.raises(ConditionError) as error:
        parse(text)

    assert str(error.value) == message
