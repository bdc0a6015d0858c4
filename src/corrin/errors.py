"""What corrin raises on purpose.

    Exception
    └── CorrinError
        ├── Refused          an input that cannot be used; carries one Refusal for each problem
        └── KnowledgeError   a knowledge file that does not hold; carries one Problem for each fault

A clinical "cannot say" is a value, never an exception. The text of an exception names fields,
files and entries but never the values of a person: those stand in `Refusal`, which is returned
to the caller and not logged.
"""

from collections.abc import Iterable

from msgspec import Struct


class Refusal(Struct, frozen=True, kw_only=True):
    """One thing that was not accepted: where it stands, what it was, why, and what would be."""

    field: str
    value: str | None
    why: str
    accepted: str


class Problem(Struct, frozen=True, kw_only=True):
    """One fault of a knowledge file: file, entry, what is wrong, what to write instead."""

    file: str
    entry: str
    wrong: str
    write: str


class CorrinError(Exception):
    """The root of what corrin raises on purpose."""


class Refused(CorrinError):
    """The whole input is refused."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(f"refused: {', '.join(refusal.field for refusal in self.refusals)}")


class KnowledgeError(CorrinError):
    """The knowledge does not hold; every problem found in one pass."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            "\n".join(f"{p.file}, {p.entry}\n  {p.wrong}\n  {p.write}" for p in self.problems)
        )
