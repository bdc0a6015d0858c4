"""Facts, conditions and rules: three-valued logic over a closed vocabulary.

A condition is the name of a fact, or `("not", c)`, `("and", c, …)`, `("or", c, …)`,
`("known", c)`, `("shown", c)`. Facts are yes, no or not known. `known` asks whether a condition
is yes or no; `shown` whether it is yes, so that "not known" does not count as yes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Condition = str | tuple["Condition", ...]
"""A fact's name, or an operator followed by its operands."""

Lookup = Callable[[str], bool | None]
Verified = Literal["true", "partial", "false", "project"]
"""Whether it was checked against its source or a text that quotes it, whole (`true`), in part
or not; `project` marks a decision of the project itself."""

WEAKEST_FIRST: tuple[Verified, ...] = ("false", "partial", "project", "true")


def weaker(one: Verified, other: Verified) -> Verified:
    """The mark of what rests on two entries."""
    return next(mark for mark in WEAKEST_FIRST if mark in (one, other))


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A document and the place in it; a locator that was not seen is None, never invented."""

    document: str
    locator: str | None = None


def holds(condition: Condition, lookup: Lookup) -> bool | None:
    """Kleene's three-valued truth of a condition."""
    if isinstance(condition, str):
        return lookup(condition)
    operator = condition[0]
    if operator == "and" or operator == "or":
        return _joined(condition, lookup, decisive=operator == "or")
    value = holds(condition[1], lookup)
    if operator == "shown":
        return value is True
    if operator == "known":
        return value is not None
    return None if value is None else not value


def _joined(condition: tuple[Condition, ...], lookup: Lookup, *, decisive: bool) -> bool | None:
    """The operands in turn, up to the one that decides."""
    unknown = False
    for operand in condition[1:]:
        value = lookup(operand) if isinstance(operand, str) else holds(operand, lookup)
        if value is decisive:
            return decisive
        if value is None:
            unknown = True
    return None if unknown else not decisive


def leaves(condition: Condition) -> Iterator[str]:
    """Every fact that a condition names."""
    if isinstance(condition, str):
        yield condition
        return
    for operand in condition[1:]:
        yield from leaves(operand)


def decided(condition: Condition, lookup: Lookup) -> tuple[bool | None, tuple[str, ...]]:
    """The truth of a condition, and the facts that made it so.

    Where one operand decides, as a yes among alternatives does, only such operands are named.
    """
    if isinstance(condition, str):
        return lookup(condition), (condition,)
    operator = condition[0]
    if operator != "and" and operator != "or":
        value, names = decided(condition[1], lookup)
        if operator == "shown":
            return value is True, names
        if operator == "known":
            return value is not None, names
        return (None if value is None else not value), names
    decisive = operator == "or"
    parts = [decided(operand, lookup) for operand in condition[1:]]
    deciding = [names for value, names in parts if value is decisive]
    if deciding:
        return decisive, tuple(name for names in deciding for name in names)
    unknown = any(value is None for value, _ in parts)
    every = tuple(name for _, names in parts for name in names)
    return (None if unknown else not decisive), every
