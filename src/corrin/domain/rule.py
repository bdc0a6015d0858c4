"""Facts, conditions and rules: three-valued logic over a closed vocabulary.

A condition is the name of a fact, or `("not", c)`, `("and", c, …)`, `("or", c, …)`,
`("known", c)`, `("shown", c)`. Facts are yes, no or not known. `known` asks whether a condition
is yes or no; `shown` whether it is yes, so that "not known" does not count as yes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

Condition = str | tuple["Condition", ...]
"""A fact's name, or an operator followed by its operands."""

Values = Mapping[str, bool | None]
"""The facts by name: yes, no or, where not known, None."""
Truth = Callable[[Values], bool | None]
Truths = Callable[[Values], tuple[bool | None, ...]]
"""The truth of each of some conditions."""
Proofs = Callable[[Values], tuple[object, ...]]
"""Of each of some conditions whether it is certainly yes: what counts as true, or as false."""
Completion = Callable[[dict[str, bool | None], Callable[[str], bool | None]], None]
"""Gives facts their values; what no condition says, and has no value yet, is asked by name."""
Verified = Literal["true", "partial", "false", "project"]
"""Whether it was checked against its source or a text that quotes it, whole (`true`), in part
or not; `project` marks a decision of the project itself."""

WEAKEST_FIRST: tuple[Verified, ...] = ("false", "partial", "project", "true")


def weaker(one: Verified, other: Verified) -> Verified:
    """The mark of what rests on two entries."""
    return next(mark for mark in WEAKEST_FIRST if mark in (one, other))


class Citation(Struct, frozen=True, kw_only=True):
    """A document and the place in it; a locator that was not seen is None, never invented."""

    document: str
    locator: str | None = None


def truth(condition: Condition) -> Truth:
    """A function of the facts that gives Kleene's truth of a condition.

    A condition is asked of every person, so that it is made a Python expression once.
    """
    return eval(f"lambda values: {_truth(condition)}")


def truths(conditions: Iterable[Condition | None]) -> Truths:
    """A function of the facts that gives the truth of each condition; none at all is true."""
    return eval(f"lambda values: ({''.join(f'{_truth(each)}, ' for each in conditions)})")


def proofs(conditions: Iterable[Condition | None]) -> Proofs:
    """A function of the facts that says of each condition whether it is certainly yes."""
    each = (_python(condition, wanted=True) for condition in conditions)
    return eval(f"lambda values: ({''.join(f'{python}, ' for python in each)})")


def completion(facts: Iterable[tuple[str, Condition | None]]) -> Completion:
    """A function that gives facts their values, made of straight lines so that it is fast.

    What stands for a condition is worked out anew; of the others those that have no value are
    asked, as one question may answer several.

    Args:
        facts: each with the condition that it stands for, after the facts that it hangs on.
    """
    lines = ["def complete(values, ask):", " pass"]
    for name, condition in facts:
        if condition is None:
            lines.append(f" if {name!r} not in values: values[{name!r}] = ask({name!r})")
        else:
            lines.append(f" values[{name!r}] = {_truth(condition)}")
    made: dict[str, Completion] = {}
    exec("\n".join(lines), made)
    return made["complete"]


def _truth(condition: Condition | None) -> str:
    """The Python expression of facts that is a condition's truth.

    Whether it is certainly no is asked first: of most people most conditions are not true.
    """
    if isinstance(condition, str):
        return f"values[{condition!r}]"
    yes, no = _python(condition, wanted=True), _python(condition, wanted=False)
    if condition is None or condition[0] in ("known", "shown"):
        return f"bool({yes})"
    if condition[0] == "not":
        return f"True if {yes} else False if {no} else None"
    return f"False if {no} else True if {yes} else None"


def _python(condition: Condition | None, *, wanted: bool) -> str:
    """The Python expression of facts that a condition is certainly yes, or certainly no."""
    if condition is None:
        return str(wanted)
    if isinstance(condition, str):
        return f"values[{condition!r}]" if wanted else f"values[{condition!r}] is False"
    operator, *operands = condition
    if operator == "not":
        return _python(operands[0], wanted=not wanted)
    if operator == "and" or operator == "or":
        joint = " and " if (operator == "and") is wanted else " or "
        return f"({joint.join(_python(operand, wanted=wanted) for operand in operands)})"
    settled = _python(operands[0], wanted=True)
    if operator == "known":
        settled = f"({settled} or {_python(operands[0], wanted=False)})"
    return settled if wanted else f"(not {settled})"


def leaves(condition: Condition) -> Iterator[str]:
    """Every fact that a condition names."""
    if isinstance(condition, str):
        yield condition
        return
    for operand in condition[1:]:
        yield from leaves(operand)


def unshown(condition: Condition) -> Condition:
    """A condition as it would be if what is not known did not count as no."""
    if isinstance(condition, str):
        return condition
    operator, *operands = condition
    if operator == "shown":
        return unshown(operands[0])
    return (operator, *map(unshown, operands))


def decided(condition: Condition, values: Values) -> tuple[bool | None, tuple[str, ...]]:
    """The truth of a condition, and the facts that made it so, each once.

    Where one operand decides, as a yes among alternatives does, only such operands are named.
    """
    names: list[str] = []
    value = _decide(condition, values, names)
    return value, tuple(dict.fromkeys(names))


def _decide(condition: Condition, values: Values, names: list[str]) -> bool | None:
    """The truth of a condition; the facts that made it so are added to the names."""
    if isinstance(condition, str):
        names.append(condition)
        return values[condition]
    operator = condition[0]
    if operator != "and" and operator != "or":
        value = _decide(condition[1], values, names)
        if operator == "shown":
            return value is True
        if operator == "known":
            return value is not None
        return None if value is None else not value
    decisive = operator == "or"
    unknown = decides = False
    first = len(names)
    for operand in condition[1:]:
        mark = len(names)
        value = _decide(operand, values, names)
        if value is decisive and not decides:
            decides = True
            del names[first:mark]
        elif decides and value is not decisive:
            del names[mark:]
        unknown = unknown or value is None
    return decisive if decides else None if unknown else not decisive
