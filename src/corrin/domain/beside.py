"""What goes with a treatment: products, dose limits, interactions, checks, recovery, practice."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from corrin.domain.rule import Citation, Condition, Verified


class Monitoring(Struct, frozen=True, kw_only=True):
    """A test or review after the start, the answer expected, and what to do otherwise."""

    id: str
    name: str
    when: Condition | None = None
    after_days: Decimal | None = None
    after_weeks: Decimal | None = None
    after_months: Decimal | None = None
    repeat_months: Decimal | None = None
    tests: tuple[str, ...] = ()
    expect: str
    otherwise: str
    decides: bool = False
    """Whether it is the review up to which an open phase is dated."""
    wanted: bool = True
    """False for a test that is *not* to be done, with the reason in `expect`."""
    routes: tuple[str, ...] = ()
    """The routes of the treatment that it watches; none named means all."""
    sources: tuple[Citation, ...] = ()
    verified: Verified = "false"


class Product(Struct, frozen=True, kw_only=True):
    """A preparation: form, routes, and what must be known before it is given."""

    id: str
    name: str
    tall_man: str
    routes: tuple[str, ...]
    sources: tuple[str, ...] = ()
    verified: Verified = "false"


class DoseLimit(Struct, frozen=True, kw_only=True):
    """What is usual, unusual and impossible for a dose by one route, in micrograms."""

    route: str
    product: str | None = None
    purpose: Literal["treatment", "prevention"] | None = None
    """The limit of one purpose only; None holds for both."""
    usual_low: Decimal | None = None
    usual_high: Decimal | None = None
    warn_below: Decimal | None = None
    warn_above: Decimal | None = None
    reject_below: Decimal | None = None
    reject_above: Decimal | None = None
    forbidden: bool = False
    why: str
    sources: tuple[str, ...] = ()
    verified: Verified = "project"


class Interaction(Struct, frozen=True, kw_only=True):
    """What disturbs B12, or its tests, and what to do about it."""

    id: str
    agent: str
    concepts: tuple[str, ...] = ()
    not_concepts: tuple[str, ...] = ()
    """Those of its groups that it is not about: iron that is injected."""
    direction: str
    severity: Literal["high", "moderate", "low", "none"] | None = None
    """What the worst of it can do, where nothing is done about it."""
    mechanism: str | None = None
    action: str
    """separate_hours, avoid, monitor, switch_route, check_first, give_order, none, timing."""
    says: str
    routes: tuple[str, ...] = ()
    """The routes of B12 for which it matters; none named means all."""
    matters_for: str | None = None
    """For whom it matters, where the routes of B12 do not say that."""
    products: tuple[str, ...] = ()
    """The products for which a timing rule is stated; none named means all."""
    hours: Decimal | None = None
    hours_preferred: Decimal | None = None
    hours_before: Decimal | None = None
    hours_after: Decimal | None = None
    """B12 goes at least so long before, or after, the agent."""
    dose_mg_at_least: Decimal | None = None
    dose_mg_at_most: Decimal | None = None
    may_be_left_out: bool = False
    """Whether what it is about is taken by choice, and may be left out rather than moved."""
    window: tuple[str, ...] = ()
    enforced_by: tuple[str, ...] = ()
    """Packs that enforce a timing rule; the others mention it."""
    evidence: str
    evidence_says: str | None = None
    popular_claim: str | None = None
    effect: str | None = None
    sources: tuple[str, ...] = ()
    verified: Verified = "false"


class Recovery(Struct, frozen=True, kw_only=True):
    """What improves when, from the literature; offsets count from the first adequate dose."""

    id: str
    marker: str
    says: str
    when: Condition | None = None
    routes: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    """The ways and products of treatment of which it was seen; none named means all."""
    onset: str | None = None
    full: str | None = None
    may_be_incomplete: bool = False
    sources: tuple[str, ...] = ()
    verified: Verified = "false"


class Practice(Struct, frozen=True, kw_only=True):
    """A piece of practical care: giving injections, side effects, a reaction, contraindications."""

    id: str
    topic: str
    """sites, technique, bleeding, observation, reaction, side_effect, storage, record, signal …"""
    says: str
    when: Condition | None = None
    routes: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    """The routes and products of the treatment that it concerns; none named means all."""
    rank: int = 0
    frequency: str | None = None
    sources: tuple[str, ...] = ()
    verified: Verified = "false"
