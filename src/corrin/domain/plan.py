"""The plan: what is concluded for one person on one day, each part with its reasons.

The parts stand in the order in which a clinician reads them. The JSON of a plan is these
types, field by field; `schemas/plan.schema.json` is generated from them.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import UNSET, Struct, UnsetType, field

from corrin.domain.because import (
    Because,
    Conclusion,
    EntryUsed,
    IntakeTarget,
    Missing,
    SourceUsed,
)
from corrin.domain.intake import Intake
from corrin.domain.person import LedgerEntry, Notice
from corrin.domain.timing import Hours
from corrin.errors import Refusal

PLAN_VERSION = "1.0"

Status = Literal["confirmed", "probable", "indeterminate", "unlikely", "not_assessable"]
ScheduleStatus = Literal["ready", "blocked", "specialist_only", "ask_first", "not_indicated"]


class Step(Struct, frozen=True, kw_only=True):
    """Something to do first, in the order given."""

    kind: Literal["red_flag", "block", "ask", "blood", "dose", "refer", "check"]
    says: str
    who: str
    within: str
    because: Because | None = None


class Basis(Struct, frozen=True, kw_only=True):
    """On what the plan rests."""

    guideline: str
    guideline_says: str
    knowledge_version: str
    on: date
    start: date
    reviewed: str
    ledger: tuple[LedgerEntry, ...]
    missing: tuple[Missing, ...]
    overdue_since: date | None = None
    """Since when the knowledge is due for review; None where it is not."""


class MarkerReading(Struct, frozen=True, kw_only=True):
    """A result and what it means here."""

    analyte: str
    name: str
    printed: str
    shown_as: str | None
    """The value in the unit of the bound, where that differs from the printed one."""
    in_units: tuple[str, ...]
    """The value in every other unit in which laboratories report it."""
    on: date
    band: str | None
    bounds: str | None
    reference: str | None
    by_reference: Literal["low", "normal", "high"] | None
    """What the laboratory's own range calls it."""
    method: str | None
    says: str
    bounds_if_not: tuple[str, ...] = ()
    """What is not known, by which the bounds would be others."""
    confounders: tuple[str, ...] = ()
    counts: bool = True
    source: str = ""
    sources: tuple[SourceUsed, ...] = ()
    verified: str | None = None
    """How far the bounds were checked; None where there are none."""


class Assessment(Struct, frozen=True, kw_only=True):
    """How likely deficiency is, and what it has done."""

    status: Status
    status_because: Conclusion
    functional_deficiency: bool | None
    neuro_involvement: bool | None
    anaemia: Literal["none", "mild", "moderate", "severe"] | None
    notes: tuple[Conclusion, ...]
    markers: tuple[MarkerReading, ...]
    older: int
    """How many other results are too old to count, and of no marker of B12 status."""
    red_flags: tuple[Conclusion, ...]
    assumed: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """By the name of a field above: the questions that would settle what it takes for granted."""


class FoodNamed(Struct, frozen=True, kw_only=True):
    """A food that fits the diet, with the vitamin B12 of a portion."""

    says: str
    verified: str
    sources: tuple[SourceUsed, ...]


class Risk(Struct, frozen=True, kw_only=True):
    """Who is at risk and by how, the intake that this life stage needs, and whether to test."""

    factors: tuple[Conclusion, ...]
    targets: tuple[IntakeTarget, ...]
    diet: tuple[Conclusion, ...]
    foods: tuple[FoodNamed, ...]
    foods_unless: tuple[str, ...] = ()
    """What nobody said, by which one of the foods may be none for this person."""
    intake: Intake | UnsetType = UNSET
    """What is eaten and absorbed; left out where nothing that can be counted is listed."""


class Cause(Struct, frozen=True, kw_only=True):
    """The leading cause, what contributes, whether it is for life, what would prove it."""

    leading: str
    conclusion: Conclusion
    contributing: tuple[Conclusion, ...]
    differential: tuple[Conclusion, ...]
    lifelong: bool | None
    reversible: bool | None
    prove: str | None


class Test(Struct, frozen=True, kw_only=True):
    """A test to do next."""

    id: str
    name: str
    says: str
    before_first_dose: bool
    because: Because


class PhasePlan(Struct, frozen=True, kw_only=True):
    """One phase of a regimen in words and numbers."""

    name: str
    says: str
    route: str
    dose_micrograms: Decimal
    ends: str


class OfferMade(Struct, frozen=True, kw_only=True):
    """A regimen offered or held as an alternative, with its reason."""

    regimen: str
    name: str
    product: str | None
    product_name: str | None
    product_alternatives: tuple[str, ...]
    route: str | None
    """None where a specialist decides it and nothing is published; without phases, what is."""
    says: str
    phases: tuple[PhasePlan, ...]
    duration: str
    note: str | None
    verified: str
    """Of the regimen and of the offer, the weaker."""
    because: Because


class Question(Struct, frozen=True, kw_only=True):
    """A fact to ask for before the treatment can be decided."""

    id: str
    asks: str
    if_yes: str
    if_no: str


class PlannedDose(Struct, frozen=True, kw_only=True):
    """A dated dose."""

    on: date
    phase: str
    dose_micrograms: Decimal
    route: str
    note: str | None = None


class Course(Struct, frozen=True, kw_only=True):
    """A course of daily doses by mouth, from and until when."""

    first: date
    last: date
    """None where no end is in sight."""
    every_days: Decimal
    dose_micrograms: Decimal
    route: str


class OrderCheck(Struct, frozen=True, kw_only=True):
    """What the knowledge says of an order that somebody is about to write."""

    accepted: bool
    field: str
    value: str
    says: str
    instead: str | None
    because: Because
    warned: bool = False
    """Whether an order that is accepted has to be thought over, for the reason that it says."""


class Treatment(Struct, frozen=True, kw_only=True):
    """The offer with its reason, the alternatives with theirs, or why there is none."""

    schedule_status: ScheduleStatus
    says: str
    because: Because
    offer: OfferMade | None
    provisional: bool
    alternatives: tuple[OfferMade, ...]
    ask_first: tuple[Question, ...]
    blocks: tuple[Conclusion, ...]
    cautions: tuple[Conclusion, ...]
    start_before_results: bool
    start_because: Conclusion | None
    given: tuple[EntryUsed, ...]
    order: tuple[OrderCheck, ...]
    doses: tuple[PlannedDose, ...]
    courses: tuple[Course, ...]
    continues: str | None
    notes: tuple[str, ...]


class TimingRule(Struct, frozen=True, kw_only=True):
    """What an oral dose keeps apart from, with how sure that is."""

    agent: str
    says: str
    enforced: bool
    evidence: str
    verified: str
    sources: tuple[SourceUsed, ...]


class Alert(Struct, frozen=True, kw_only=True):
    """An alert: what, who must act, how soon, why."""

    id: str
    says: str
    who: str
    within: str
    rank: int
    because: Because


class Check(Struct, frozen=True, kw_only=True):
    """A dated test or review, the answer expected, and what to do otherwise."""

    id: str
    name: str
    on: date | None
    repeat_months: Decimal | None
    tests: tuple[str, ...]
    expect: str
    otherwise: str
    wanted: bool
    because: Because


class Expectation(Struct, frozen=True, kw_only=True):
    """What improves when, from the literature."""

    id: str
    marker: str
    says: str
    onset: str | None
    full: str | None
    may_be_incomplete: bool
    verified: str
    sources: tuple[SourceUsed, ...]


class Advice(Struct, frozen=True, kw_only=True):
    """A piece of practical care, with its sources and whether they were read."""

    topic: str
    says: str
    verified: str
    sources: tuple[SourceUsed, ...]


class SourceListed(Struct, frozen=True, kw_only=True):
    """A document that this plan cites."""

    id: str
    title: str
    organisation: str | None
    year: int | None
    url: str | None
    read: str


class Foretold(Struct, frozen=True, kw_only=True):
    """What a forecast says of the course of a plan; it changes nothing else in it."""

    says: tuple[str, ...] = ()
    course: str | None = None
    until: date | None = None
    caution: str | None = None
    assumed: tuple[str, ...] = ()
    """What was taken to be so of the person because nobody said."""
    set_aside: tuple[str, ...] = ()
    """Results that do not fit the others, and did not count."""
    not_read: tuple[str, ...] = ()
    """What of the input was refused or not understood, and so did not count."""
    refused: tuple[Refusal, ...] = ()
    """Why there is no forecast."""


class Plan(Struct, frozen=True, kw_only=True):
    """Everything that corrin says of one person on one day."""

    version: str = PLAN_VERSION
    do_first: tuple[Step, ...]
    basis: Basis
    assessment: Assessment
    risk: Risk
    cause: Cause
    tests: tuple[Test, ...]
    treatment: Treatment
    timing: tuple[TimingRule, ...]
    hours: Hours | UnsetType = UNSET
    """The minutes of this person's day that are open for a dose by mouth, where times are known."""
    alerts: tuple[Alert, ...]
    monitoring: tuple[Check, ...]
    expectation: tuple[Expectation, ...]
    forecast: Foretold | UnsetType = UNSET
    """Only where one was asked for."""
    administration: tuple[Advice, ...]
    referral: tuple[Conclusion, ...]
    actions: tuple[Conclusion, ...]
    sources: tuple[SourceListed, ...]
    summary: dict[str, object] = field(default_factory=dict[str, object])
    refused: tuple[Refusal, ...] = ()
    warnings: tuple[Notice, ...] = ()
    not_understood: tuple[Notice, ...] = ()
