"""Why something is said: the facts, entries and sources behind it, and what is not known."""

from decimal import Decimal

from msgspec import Struct


class FactUsed(Struct, frozen=True, kw_only=True):
    """A fact that a conclusion rests on: what was asked and what the answer was."""

    id: str
    asks: str
    value: bool | None
    assumed: bool = False
    """Whether what is known does not give this answer: it, or something that it hangs on, was
    taken to be so until it is asked."""
    settled_by: tuple[str, ...] = ()
    """The questions whose answers would settle what was assumed."""


class EntryUsed(Struct, frozen=True, kw_only=True):
    """An entry of the input that a conclusion rests on, in the words given."""

    field: str
    words: str


class SourceUsed(Struct, frozen=True, kw_only=True):
    """A source and the place in it; the full document stands in the plan's `sources`."""

    id: str
    locator: str | None = None


class Because(Struct, frozen=True, kw_only=True):
    """Why: the rule, the facts that decided it, the person's entries, the sources."""

    rule: str
    facts: tuple[FactUsed, ...] = ()
    entries: tuple[EntryUsed, ...] = ()
    sources: tuple[SourceUsed, ...] = ()
    verified: str = "project"


class Conclusion(Struct, frozen=True, kw_only=True):
    """One conclusion as an id of the vocabulary and a sentence, with its reasons."""

    id: str
    says: str
    because: Because
    part: str | None = None


class Missing(Struct, frozen=True, kw_only=True):
    """Something that is not known, and what it would change."""

    id: str
    asks: str
    would_change: str


class IntakeTarget(Struct, frozen=True, kw_only=True):
    """A reference intake for this life stage."""

    body: str
    kind: str
    micrograms_per_day: Decimal
    group: str
    verified: str
    sources: tuple[SourceUsed, ...]
