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
"""Whether the text of the source was read: `project` marks a decision of the project itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A document and the place in it; a locator that was not seen is None, never invented."""

    document: str
    locator: str | None = None


def holds(condition: Condition, lookup: Lookup) -> bool | None:
    """Kleene's three-valued truth of a condition."""
    if isinstance(condition, str):
        return lookup(condition)
    operator, *operands = condition
    if operator == "not":
        inner = holds(operands[0], lookup)
        return None if inner is None else not inner
    if operator == "known":
        return holds(operands[0], lookup) is not None
    if operator == "shown":
        return holds(operands[0], lookup) is True
    decisive = operator == "or"
    unknown = False
    for operand in operands:
        value = holds(operand, lookup)
        if value is decisive:
            return decisive
        unknown = unknown or value is None
    return None if unknown else not decisive


def leaves(condition: Condition) -> Iterator[str]:
    """Every fact that a condition names."""
    if isinstance(condition, str):
        yield condition
        return
    for operand in condition[1:]:
        yield from leaves(operand)


def deciders(condition: Condition, lookup: Lookup) -> Iterator[str]:
    """The facts that make a condition what it is: those of the operands that decided it."""
    if isinstance(condition, str):
        yield condition
        return
    operator, *operands = condition
    if operator in ("not", "known", "shown"):
        yield from deciders(operands[0], lookup)
        return
    value = holds(condition, lookup)
    alone = value is (operator == "or")
    for operand in operands:
        if not alone or holds(operand, lookup) is value:
            yield from deciders(operand, lookup)
