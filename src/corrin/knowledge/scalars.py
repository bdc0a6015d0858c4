"""One scalar of a tree as the type that a field asks for, and what is said where it does not fit.

A tree is what YAML or JSON says. Authors write every scalar as a string; the compiled knowledge
holds whole numbers and booleans as JSON has them. Nothing is guessed.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from msgspec import Struct

from corrin.domain.rule import Condition
from corrin.knowledge.conditions import OPERATORS, ConditionError, parse

Tree = str | int | None | list["Tree"] | dict[str, "Tree"]
Read = Callable[[Tree], object]

DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Fault(Struct, frozen=True):
    """What is wrong at one place of a tree, and what to write instead."""

    path: tuple[str, ...]
    wrong: str
    write: str

    def inside(self, *steps: str) -> "Fault":
        return Fault((*steps, *self.path), self.wrong, self.write)


class Unfit(ValueError):
    """A tree that is not of the type asked for, with all its faults."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{'.'.join(f.path)}: {f.wrong}" for f in faults))


def unfit(wrong: str, write: str) -> Unfit:
    return Unfit(Fault((), wrong, write))


def text(tree: Tree) -> str:
    if type(tree) is str and (text := tree.strip()):
        return text
    raise unfit(f"{shown(tree)} is not a text.", "Write words, in quotes where they hold `: `.")


def integer(tree: Tree) -> int:
    if type(tree) is int or (isinstance(tree, str) and re.fullmatch(r"-?[0-9]+", tree)):
        return int(tree)
    raise unfit(f"{shown(tree)} is not a whole number.", "Write digits only.")


def decimal(tree: Tree) -> Decimal:
    if type(tree) is str and DECIMAL.fullmatch(tree):
        return Decimal(tree)
    raise unfit(f"{shown(tree)} is not a number.", "Write digits, with a decimal point if needed.")


def boolean(tree: Tree) -> bool:
    if tree is True or tree == "true":
        return True
    if tree is False or tree == "false":
        return False
    raise unfit(f"{shown(tree)} is neither true nor false.", "Write `true` or `false`.")


def day(tree: Tree) -> date:
    try:
        return date.fromisoformat(text(tree))
    except ValueError:
        raise unfit(f"{shown(tree)} is not a date.", "Write it as 2026-11-20.") from None


def condition(tree: Tree) -> Condition:
    if isinstance(tree, list) and tree and tree[0] in OPERATORS:
        return (tree[0], *(condition(operand) for operand in tree[1:]))
    try:
        return parse(text(tree))
    except ConditionError as error:
        write = "Write facts joined by `and`, `or`, `not`, brackets, `known(…)`, `shown(…)`."
        raise unfit(f"The condition cannot be read: {error}.", write) from None


SCALARS: dict[object, Read] = {
    str: text,
    int: integer,
    Decimal: decimal,
    bool: boolean,
    date: day,
}


def shown(tree: Tree) -> str:
    if tree is None:
        return "An empty value"
    if isinstance(tree, str | int):
        return f"`{tree}`"
    return "A list" if isinstance(tree, list) else "A mapping"


def one_of(word: str, closed: Iterable[str]) -> str:
    """What to write in place of a word: the nearest of the closed list, or the list."""
    options = list(closed)
    near = get_close_matches(word, options, n=1)
    return f"Write `{near[0]}`." if near else f"Write one of {', '.join(options)}."
