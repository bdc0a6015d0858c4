"""The hours of a day: what is taken when, which minutes stay open for vitamin B12, and why.

A time of day is a number of minutes after midnight on the way in, and the text `HH:MM` in the
answer, whose fields are the keys of its JSON. Intervals are closed: both their minutes belong to
them.
"""

from datetime import date, tzinfo
from typing import Literal

from msgspec import Struct

from corrin.domain.beside import Interaction
from corrin.domain.day import Taken, Window
from corrin.domain.person import Notice, Route
from corrin.errors import Refusal

Span = tuple[str, str]
"""The first and the last minute of an interval; the last may lie after midnight."""
WindowName = Literal["b12_window", "second_window", "fallback_window"]


class TimingRequest(Struct, frozen=True, kw_only=True):
    """When vitamin B12 is wanted, and what else is taken in the day."""

    route: Route
    product: frozenset[str] = frozenset()
    """The product with its groups; empty where it was not said."""
    window: Window
    second: Window | None = None
    fallback: Window | None = None
    items: tuple[Taken, ...] = ()
    own: tuple[Taken, ...] = ()
    """The vitamin B12 that is swallowed already, at its times."""
    fasts: tuple[Window, ...] = ()
    """Times in which the person swallows nothing."""
    awake: Window | None = None
    on: date | None = None
    """The day on which the window starts; it matters only with a time zone."""
    zone: tzinfo | None = None
    notes: tuple[str, ...] = ()
    """What the reader of the request has to say of it."""
    not_understood: tuple[Notice, ...] = ()


class Separation(Struct, frozen=True, kw_only=True):
    """A rule of hours in minutes: B12 goes so long before its agent, or so long after it."""

    rule: Interaction
    before: int
    after: int
    before_preferred: int
    after_preferred: int
    enforced: bool


class TimingRules(Struct, frozen=True, kw_only=True):
    """What the knowledge says of the hours of the day, under one pack."""

    pack: str
    separations: tuple[Separation, ...]
    others: tuple[tuple[Interaction, bool], ...]
    """Every other interaction, and whether the pack enforces it."""
    same_thing_apart: int
    """Minutes between two doses of one thing, where a change of the day moves one of them."""
    morning: Window
    """The window of those who name none."""


class Reason(Struct, frozen=True, kw_only=True):
    """What closes a stretch of time; without a rule, the person's own fast."""

    items: tuple[str, ...]
    rule: str | None
    says: str


class Shut(Struct, frozen=True, kw_only=True):
    """A stretch of a window that is closed, and everything that closes a minute of it."""

    window: WindowName
    closed: Span
    because: tuple[Reason, ...]


class Change(Struct, frozen=True, kw_only=True):
    """One change that opens the day by itself."""

    change: Literal["window", "move", "remove"]
    item: str | None = None
    at: str | None = None
    to: str | None = None
    """The nearest time to which the item can be moved."""
    opens: tuple[Span, ...]
    """What is then open."""
    says: str


class RuleSaid(Struct, frozen=True, kw_only=True):
    """A rule that concerns this day, and how sure it is."""

    id: str
    agent: str
    items: tuple[str, ...]
    says: str
    action: str
    enforced: bool
    """Whether minutes are closed for it, or advice given by it, in this pack."""
    evidence: str
    evidence_says: str | None
    popular_claim: str | None
    verified: str
    sources: tuple[str, ...]
    """The ids of documents."""


class Hours(Struct, frozen=True, kw_only=True):
    """The minutes of a day that are open for vitamin B12, and why the others are not."""

    guideline: str
    route: str
    feasible: bool
    """Whether a minute of the wanted window is open."""
    says: str
    best: str | None
    best_in: WindowName | None
    b12_window: Span
    allowed: tuple[Span, ...]
    preferred_120_for_minerals: tuple[Span, ...]
    """What is open where the rules that prefer a longer distance are kept to that."""
    second_window: Span | None
    second_allowed: tuple[Span, ...] | None
    fallback_window: Span | None
    fallback_allowed: tuple[Span, ...] | None
    why: tuple[Shut, ...]
    relax: tuple[Change, ...]
    rules: tuple[RuleSaid, ...]
    keep_apart: tuple[RuleSaid, ...]
    """Rules of hours that concern what is taken at a time that is not known."""
    no_rule: tuple[str, ...]
    """What was understood and has no rule with vitamin B12."""
    taken: tuple[tuple[str, str], ...]
    """The time and the name of everything whose time is known, in order."""
    notes: tuple[str, ...]
    refused: tuple[Refusal, ...] = ()
    """What was refused of the record of a person; a request with a fault is refused whole."""
    not_understood: tuple[Notice, ...]
