"""Conditions as text: `a and not (b or c)`, `known(a)`, `shown(a)`.

`not` binds tighter than `and`, and `and` tighter than `or`. The meaning of what is read here
stands in `corrin.domain.rule`.
"""

import re

from corrin.domain.rule import Condition

TOKEN = re.compile(r"[a-z][a-z0-9_]*|[()]|\S")
OPERATORS = ("and", "or", "not", "known", "shown")
FACT = re.compile(rf"(?!(?:{'|'.join(OPERATORS)})$)[a-z][a-z0-9_]*")


class ConditionError(ValueError):
    """A text that is no condition; the message says what was expected at which character."""


def parse(text: str) -> Condition:
    """The condition that a text says.

    Raises:
        ConditionError: characters are counted from 1.
    """
    if FACT.fullmatch(text):
        return text
    tokens = _Tokens(text)
    condition = _any_of(tokens)
    if tokens.next is not None:
        raise tokens.error("`and`, `or` or the end")
    return condition


class _Tokens:
    """The words and brackets of a text, read one after the other."""

    def __init__(self, text: str) -> None:
        self._tokens = [(match.group(), match.start() + 1) for match in TOKEN.finditer(text)]
        self._end = len(text) + 1
        self._at = 0

    @property
    def next(self) -> str | None:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else None

    def take(self, wanted: str) -> bool:
        """Step over the next token if it is the one wanted."""
        found = self.next == wanted
        self._at += found
        return found

    def expect(self, token: str) -> None:
        if not self.take(token):
            raise self.error(f"`{token}`")

    def error(self, expected: str) -> ConditionError:
        if self.next is None:
            return ConditionError(f"expected {expected} at character {self._end}, found the end")
        token, start = self._tokens[self._at]
        return ConditionError(f"expected {expected} at character {start}, found `{token}`")


def _any_of(tokens: _Tokens) -> Condition:
    operands = [_all_of(tokens)]
    while tokens.take("or"):
        operands.append(_all_of(tokens))
    return operands[0] if len(operands) == 1 else ("or", *operands)


def _all_of(tokens: _Tokens) -> Condition:
    operands = [_single(tokens)]
    while tokens.take("and"):
        operands.append(_single(tokens))
    return operands[0] if len(operands) == 1 else ("and", *operands)


def _single(tokens: _Tokens) -> Condition:
    if tokens.take("not"):
        return ("not", _single(tokens))
    for question in ("known", "shown"):
        if tokens.take(question):
            return (question, _bracketed(tokens))
    if tokens.next == "(":
        return _bracketed(tokens)
    fact = tokens.next
    if fact is None or not FACT.fullmatch(fact):
        raise tokens.error("a fact")
    tokens.take(fact)
    return fact


def _bracketed(tokens: _Tokens) -> Condition:
    tokens.expect("(")
    inner = _any_of(tokens)
    tokens.expect(")")
    return inner
