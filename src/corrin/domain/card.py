"""What is said to a clinician at work: cards, the reasons to override one, and what is asked.

A card repeats what a rule of the knowledge has concluded; which rule speaks when, how loudly and
with what to do about it is a table, `cards.yaml`.
"""

from typing import Literal

from msgspec import Struct

from corrin.domain.rule import Citation, Condition, Verified

Hook = Literal["patient-view", "order-select", "order-sign"]
Indicator = Literal["info", "warning", "critical"]
Unread = Literal["results", "allergies"]
Suggestion = Literal["offer", "tests", "withdraw", "replace"]


class Card(Struct, frozen=True, kw_only=True):
    """A card: when it is shown, how loudly, what it says and what it lets the reader do."""

    id: str
    hooks: tuple[Hook, ...]
    of: tuple[str, ...] = ()
    """The rules that it repeats: one of them must hold."""
    when: Condition | None = None
    """What must hold besides."""
    stops: str | None = None
    """The group of medicines about whose stopping it is; None is a card about all else."""
    unread: Unread | None = None
    """Entries of the record that bear on B12 and could not be used; None is a card about what was
    read."""
    indicator: Indicator
    rank: int
    """The lowest is shown first."""
    summary: str
    says: str | None = None
    """What the detail begins with, where no rule says it."""
    suggests: tuple[Suggestion, ...] = ()
    """`offer`: the requests of the plan; `tests`: its tests; `withdraw`: the order is taken back;
    `replace`: it is taken back for what the plan offers."""
    quiet_days: int
    """For how long it says nothing of a person after it was overridden twice."""
    sources: tuple[Citation, ...] = ()
    verified: Verified = "project"


class OverrideReason(Struct, frozen=True, kw_only=True):
    """A reason that a clinician may give for not following a card."""

    id: str
    says: str


class Question(Struct, frozen=True, kw_only=True):
    """A question that is answered with yes or no, about one concept."""

    concept: str
    asks: str


class Questionnaire(Struct, frozen=True, kw_only=True):
    """Questions to a person, in our own words."""

    id: str
    title: str
    says: str
    questions: tuple[Question, ...]
    sources: tuple[Citation, ...] = ()
    verified: Verified = "project"
