"""The knowledge as types: what the YAML files say, once they have been checked.

Each type is one kind of entry; each field is a key of the file. `sources` are ids of
`sources.yaml`, and `verified` how far an entry was checked. What a pack
(general, uk, us) adds or chooses stands in `Pack`; everything else is shared.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct, field

from corrin.domain.analyte import Analyte, Band
from corrin.domain.beside import (
    DoseLimit,
    Interaction,
    Monitoring,
    Practice,
    Product,
    Recovery,
)
from corrin.domain.card import Card, OverrideReason, Questionnaire
from corrin.domain.code import Code, CodeSystem
from corrin.domain.evidence import Evidence
from corrin.domain.food import Avoidance, Food, IntakeSet, Maintenance, Measure, Parameter
from corrin.domain.person import Listed, ListName
from corrin.domain.regimen import Regimen
from corrin.domain.rule import Citation, Condition, Verified
from corrin.domain.source import Source
from corrin.domain.words import Concept, Language, WordIndex


class Fact(Struct, frozen=True, kw_only=True):
    """A question that a rule may ask, and how it is answered from a person.

    Exactly one of the ways is given. `concepts`: a statement of one of these concepts or
    groups; `condition`: other facts; `marker`: an analyte and a property of its result
    ("total_b12 confirmed", "haemoglobin below:severe_anaemia"); `table`: what a decision table
    gives, one word or one of several ("status confirmed probable"); `scalar`: a property of the
    person; `pack`: the pack in use.
    """

    id: str
    asks: str
    concepts: tuple[str, ...] = ()
    subject: str = "self"
    lists: tuple[str, ...] = ()
    """The lists of the input that must have been answered before absence is known."""
    begun: ListName | None = None
    """A list: whether something was written in it, complete or not."""
    tested: str | None = None
    """An analyte: whether a result of it was given, even one that could not be used."""
    min_months: Decimal | None = None
    status: tuple[str, ...] = ("current",)
    qualifiers: tuple[str, ...] = ()
    allergy: bool = False
    routes: tuple[str, ...] = ()
    condition: Condition | None = None
    only_in: tuple[Listed, ...] = ()
    """Lists outside which a statement does not count."""
    max_length_cm: Decimal | None = None
    over_length_cm: Decimal | None = None
    """More than so much must have been resected."""
    marker: str | None = None
    treated: bool = False
    """Whether the fact is that vitamin B12 was given in doses that treat and still act."""
    min_days: int | None = None
    """How long ago such treatment must have begun; of a marker, how many days of such treatment
    must have passed when the result was taken."""
    max_days: int | None = None
    """Of a marker, how many days of such treatment may have passed at most."""
    max_interval_days: Decimal | None = None
    """How many days may lie between two doses of such treatment at most."""
    since_last_days: int | None = None
    """How many days must have passed since the last dose of such treatment; all are dated."""
    order: str | None = None
    """A group: whether an order about to be written is of one of its medicines."""
    order_route: tuple[str, ...] = ()
    """Whether an order about to be written is by one of these routes."""
    order_min_days: Decimal | None = None
    """Whether an order about to be written has at least so many days between doses."""
    order_daily: bool = False
    """Whether the micrograms a day of an order about to be written lie below `below`."""
    table: str | None = None
    pack: str | None = None
    scalar: str | None = None
    at_least: Decimal | None = None
    below: Decimal | None = None
    equals: str | None = None
    askable: bool = False
    """Whether a person can state it, so that it may be asked first."""
    sources: tuple[str, ...] = ()
    verified: Verified = "project"


class Rule(Struct, frozen=True, kw_only=True):
    """When a condition holds, this is concluded; its table says of what kind the conclusion is."""

    id: str
    when: Condition | None = None
    """None holds for everybody: the last row of a table that takes the first."""
    gives: str
    """The conclusion, a word of the table's vocabulary."""
    says: str
    """The conclusion as a sentence to the reader."""
    name: str | None = None
    """What the conclusion is called in a list, where no analyte gives the name."""
    rank: int = 0
    """Order among alerts, tests and other collected conclusions; the lowest is shown first."""
    who: str | None = None
    """Who must act: clinician, person, nurse, laboratory, emergency, specialist."""
    within: str | None = None
    """How soon: now, same_day, before_first_dose, days, week, weeks, routine."""
    lifelong: bool | None = None
    reversible: bool | None = None
    prove: str | None = None
    """What would prove a cause, or what else would change the conclusion."""
    part: str | None = None
    """The part of the plan into which it folds when it is not shown among the alerts."""
    markers: tuple[str, ...] = ()
    """The analytes whose reading it confounds."""
    measures: tuple[str, ...] = ()
    """The analytes by which a test is answered, where its name is not that of one."""
    products: tuple[str, ...] = ()
    """The products that a caution concerns; none named means all."""
    sources: tuple[Citation, ...] = ()
    verified: Verified = "project"
    checked: str | None = None
    review: date | None = None


class Table(Struct, frozen=True, kw_only=True):
    """Rules whose conclusions are of one kind, in the order in which they are tried."""

    id: str
    take: Literal["first", "collect"]
    """Whether the first rule that holds is the conclusion, or all that hold are."""
    vocabulary: tuple[str, ...]
    """Everything that a rule of this table may give."""
    rules: tuple[Rule, ...]


class Offer(Struct, frozen=True, kw_only=True):
    """A row of a pack's treatment table: when it holds, this regimen is offered, and why."""

    id: str
    when: Condition | None = None
    regimen: str | None = None
    says: str
    dose_micrograms: Decimal | None = None
    """Another dose within the span of the regimen, where the offer asks for it."""
    product: str | None = None
    route: str | None = None
    """The route of the published courses, where a specialist decides the regimen; no doses are
    dated by it."""
    alternatives: tuple[str, ...] = ()
    duration: Literal["lifelong", "while_cause_persists", "until_review"] = "until_review"
    keeps_recorded: bool = False
    """Whether product and interval of an injection that is recorded are kept."""
    keeps_product: bool = False
    """Whether the product of a recorded injection is kept though the course is another."""
    shortens_recorded: bool = False
    """Whether the interval of an injection that is recorded is shortened by a step."""
    caps_recorded: bool = False
    """Whether an interval that is recorded is kept only where it is not longer than the offer's."""
    sources: tuple[Citation, ...] = ()
    verified: Verified = "project"


class Pack(Struct, frozen=True, kw_only=True):
    """A guideline pack: the choices of one country or tradition over the shared knowledge."""

    id: str
    name: str
    version: str
    says: str
    bands: tuple[Band, ...]
    offers: tuple[Offer, ...]
    intake_set: str
    jurisdiction: str | None = None
    """The country whose guidance it gives, as ISO 3166-1; None where it is of none."""
    options: tuple[str, ...] = ()
    """Regimens that the pack knows by name without offering them by itself."""


class Setting(Struct, frozen=True, kw_only=True):
    """A number that steers the plan: a horizon, a window, a limit of a count."""

    id: str
    value: Decimal
    unit: str
    says: str
    sources: tuple[str, ...] = ()
    verified: Verified = "project"


class Edition(Struct, frozen=True, kw_only=True):
    """When the knowledge was gathered, and when whatever names no date of its own is due."""

    version: str
    imported: date
    review: date


class Review(Struct, frozen=True, kw_only=True):
    """By whom an entry was checked and when it is due again, where it says so itself."""

    section: str
    entry: str
    checked: str | None = None
    review: date | None = None


class Knowledge(Struct, frozen=True, kw_only=True):
    """Everything that the core may know, as one value.

    Each section is one file, or one folder of files, of the same name; `version` is that of the
    edition with the beginning of the digest of every file.
    """

    version: str
    edition: Edition
    reviews: tuple[Review, ...] = ()
    sources: dict[str, Source]
    analytes: dict[str, Analyte]
    concepts: dict[str, Concept]
    code_systems: dict[str, CodeSystem]
    codes: dict[str, Code]
    language: Language
    facts: dict[str, Fact]
    rules: dict[str, Table]
    regimens: dict[str, Regimen]
    products: dict[str, Product]
    dose_limits: tuple[DoseLimit, ...]
    interactions: dict[str, Interaction]
    practice: tuple[Practice, ...]
    recovery: tuple[Recovery, ...]
    intakes: dict[str, IntakeSet]
    foods: dict[str, Food]
    measures: dict[str, Measure]
    absorption: dict[str, Parameter]
    avoidances: dict[str, Avoidance]
    maintenance: dict[str, Maintenance]
    evidence: dict[str, Evidence]
    bands: tuple[Band, ...]
    """Shared bands; a pack's own are tried first."""
    monitoring: tuple[Monitoring, ...]
    packs: dict[str, Pack]
    cards: dict[str, Card] = field(default_factory=dict[str, Card])
    override_reasons: dict[str, OverrideReason] = field(default_factory=dict[str, OverrideReason])
    questionnaires: dict[str, Questionnaire] = field(default_factory=dict[str, Questionnaire])
    settings: dict[str, Setting] = field(default_factory=dict[str, Setting])
    words: WordIndex = field(default_factory=WordIndex)
