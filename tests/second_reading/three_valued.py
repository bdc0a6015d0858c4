"""Yes, no and not decided, and decision tables over them. Knows no medicine, and nothing of corrin.

A truth value is 3 (yes), 0 (no) or 1 (not decided: not known of this person, or left open by the
sources). On these, `&` is *and*, and `|` is *or*. A condition is written in words, as
`"total low and not pregnant"` with underscores, and compiled once.
"""

import ast
from collections.abc import Iterable, Mapping
from types import CodeType

YES, OPEN, NO = 3, 1, 0
_NOT = (YES, OPEN, OPEN, NO)

Truth = int
Facts = Mapping[str, Truth]


def no(x: Truth) -> Truth:
    """Not."""
    return _NOT[x]


def shown(x: Truth) -> Truth:
    """Decided, and yes: what is not known does not count as shown."""
    return YES if x == YES else NO


def yes_if(answer: bool | None) -> Truth:
    """The truth value of an answer; None is not known."""
    return OPEN if answer is None else YES if answer else NO


class _Kleene(ast.NodeTransformer):
    """`and`, `or`, `not` become operators that keep the third value."""

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        operator = ast.BitAnd() if isinstance(node.op, ast.And) else ast.BitOr()
        first, *rest = (self.visit(value) for value in node.values)
        for value in rest:
            first = ast.BinOp(left=first, op=operator, right=value)
        return first

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        called = ast.Name(id="no", ctx=ast.Load())
        return ast.Call(func=called, args=[self.visit(node.operand)], keywords=[])


def compiled(condition: str) -> CodeType:
    """A condition in words, ready to be asked."""
    tree = _Kleene().visit(ast.parse(condition.strip(), mode="eval"))
    return compile(ast.fix_missing_locations(tree), condition, "eval")


_GLOBALS = {"no": no, "shown": shown, "__builtins__": {}}


def holds(condition: CodeType, facts: Facts) -> Truth:
    """Whether a condition holds: yes, no or not decided."""
    return eval(condition, _GLOBALS, facts)


class First:
    """The first row that holds is taken; a row that is not decided may be taken, or not.

    Each row: condition, and the value, or the set of values that the sources allow. None as a
    value stands for an empty place in the plan; `ANY` leaves the key open.
    """

    def __init__(self, *rows: tuple[str, object]) -> None:
        self.rows = [
            (compiled(asked), asked, value if isinstance(value, frozenset) else frozenset({value}))
            for asked, value in rows
        ]

    def __call__(self, facts: Facts) -> tuple[frozenset[object], tuple[str, ...]]:
        """Every value that is allowed, and the rows that allow them."""
        allowed: frozenset[object] = frozenset()
        rows: list[str] = []
        for code, asked, values in self.rows:
            held = holds(code, facts)
            if held == NO:
                continue
            allowed |= values
            rows.append(asked)
            if held == YES:
                break
        return allowed, tuple(rows)


class Each:
    """One row an id: when it must be there, and when it may be (where that is wider)."""

    def __init__(self, *rows: tuple[str, ...]) -> None:
        self.rows = [(row[0], compiled(row[1]), row[1], compiled(row[-1]), row[-1]) for row in rows]

    def __call__(self, facts: Facts) -> dict[str, tuple[bool, str]]:
        """Of each id that is decided: whether it is there, and the row that says so."""
        decided: dict[str, tuple[bool, str]] = {}
        for name, must, must_words, may, may_words in self.rows:
            if holds(must, facts) == YES:
                decided[name] = True, must_words
            elif holds(may, facts) == NO:
                decided[name] = False, f"not ({may_words})"
        return decided

    @property
    def ids(self) -> Iterable[str]:
        """Every id of the table."""
        return (row[0] for row in self.rows)


ANY = "(anything)"
