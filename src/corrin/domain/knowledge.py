"""The knowledge as types: what the YAML files say, once they have been checked.

Each type is one kind of entry; each field is a key of the file. `sources` are ids of
`sources.yaml`, and `verified` how far an entry was checked. What a pack
(general, uk, us) adds or chooses stands in `Pack`; everything else is shared.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from corrin.domain.person import ListName, Route, Subject
from corrin.domain.regimen import Regimen
from corrin.domain.rule import Citation, Condition, Verified

ConceptKind = Literal[
    "finding", "condition", "procedure", "medicine", "exposure", "diet", "imaging", "substance"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that the knowledge cites."""

    id: str
    title: str
    organisation: str | None = None
    year: int | None = None
    url: str | None = None
    url_seen: bool | None = None
    kind: str
    verified: Literal["full", "abstract", "secondary", "data", "false", "project"]
    """How far the text was seen."""
    role: str | None = None
    """Why a document that no entry cites is kept: `background`, `codes`."""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code of a terminology, and whether it was seen in a data file."""

    system: str
    code: str
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A thing that a person can have, take, undergo or be exposed to, with the words for it."""

    id: str
    kind: ConceptKind
    name: str
    is_a: tuple[str, ...] = ()
    """Groups that the facts ask about; a group may itself be the id of a broader concept."""
    synonyms: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    """Other concepts that are said with it: "vegan breast-fed" implies vegan and breast-fed."""
    codes: tuple[Code, ...] = ()
    role: str | None = None
    """Why a concept that no rule asks about is kept: `context`, `mimic`, `co_deficiency`, …"""
    sources: tuple[str, ...] = ()
    verified: Verified = "false"
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOf:
    """A unit in which an analyte is printed, and its exact factor to the analyte's own unit."""

    ucum: str
    numerator: Decimal = Decimal(1)
    denominator: Decimal = Decimal(1)
    """value in the analyte's unit = printed value × numerator / denominator, exactly."""
    spellings: tuple[str, ...] = ()
    own_scale: bool = False
    """A scale of its own, such as the units of one antibody assay: never converted."""
    caution: str | None = None
    """What a reader must know who sees a value in this unit; given as a warning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyte:
    """A marker: what it is called, in which units it is printed, and what is possible."""

    id: str
    name: str
    unit: str
    """UCUM code of the unit in which its bounds are compared when none is printed in the pack."""
    units: tuple[UnitOf, ...]
    synonyms: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    hard_low: Decimal | None = None
    hard_high: Decimal | None = None
    """Below or above which a value is refused, in `unit`."""
    soft_low: Decimal | None = None
    soft_high: Decimal | None = None
    """Below or above which a value is accepted with a warning, in `unit`."""
    usual_low: Decimal | None = None
    usual_high: Decimal | None = None
    """About where adults lie, in `unit`: only to see that a word contradicts its number."""
    qualitative: bool = False
    """Whether words such as positive and negative are results by themselves."""
    role: str
    sources: tuple[str, ...] = ()
    verified: Verified = "false"
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A question that a rule may ask, and how it is answered from a person.

    Exactly one of the ways is given. `concepts`: a statement of one of these concepts or
    groups; `condition`: other facts; `marker`: an analyte and a property of its result
    ("total_b12 confirmed", "haemoglobin below:severe_anaemia"); `table`: what a decision table
    gives ("status confirmed"); `scalar`: a property of the person; `pack`: the pack in use.
    """

    id: str
    asks: str
    concepts: tuple[str, ...] = ()
    subject: str = "self"
    lists: tuple[str, ...] = ()
    """The lists of the input that must have been answered before absence is known."""
    min_months: Decimal | None = None
    status: tuple[str, ...] = ("current",)
    qualifiers: tuple[str, ...] = ()
    allergy: bool = False
    routes: tuple[str, ...] = ()
    condition: Condition | None = None
    only_in: tuple[str, ...] = ()
    """Lists outside which a statement does not count."""
    max_length_cm: Decimal | None = None
    marker: str | None = None
    treated: bool = False
    """Whether the fact is that vitamin B12 was given in doses that treat and still act."""
    min_days: int | None = None
    """How long ago such treatment must have begun."""
    order: str | None = None
    """A group: whether an order about to be written is of one of its medicines."""
    order_route: tuple[str, ...] = ()
    """Whether an order about to be written is by one of these routes."""
    order_min_days: Decimal | None = None
    """Whether an order about to be written has at least so many days between doses."""
    order_plain: bool = False
    """Whether an order about to be written names neither phases nor a regimen."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
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
    sources: tuple[Citation, ...] = ()
    verified: Verified = "project"
    checked: str | None = None
    review: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A pair of bounds in one unit; a value equal to a bound is inside."""

    unit: str
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rules whose conclusions are of one kind, in the order in which they are tried."""

    id: str
    take: Literal["first", "collect"]
    """Whether the first rule that holds is the conclusion, or all that hold are."""
    vocabulary: tuple[str, ...]
    """Everything that a rule of this table may give."""
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Where a marker is low, between, or high, for the people of whom `when` holds.

    Bands of one name are tried in order; a pack's bands are tried before the shared ones. The
    band whose name is the analyte's id is the one that says low, normal and high, or, for total
    and active B12, confirmed, indeterminate and unlikely; the others are bounds that rules name.
    """

    name: str
    analyte: str
    bounds: tuple[Bound, ...]
    """The same bounds as the source states them in each unit; compared in the printed unit
    where it is among them, otherwise through the exact factor from the first."""
    when: Condition | None = None
    printed_first: bool = False
    """Whether the reference range printed with the result goes before these bounds."""
    says: str | None = None
    sources: tuple[Citation, ...] = ()
    verified: Verified = "false"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A row of a pack's treatment table: when it holds, this regimen is offered, and why."""

    id: str
    when: Condition | None = None
    regimen: str | None = None
    says: str
    dose_micrograms: Decimal | None = None
    """Another dose within the span of the regimen, where the offer asks for it."""
    product: str | None = None
    alternatives: tuple[str, ...] = ()
    duration: Literal["lifelong", "while_cause_persists", "until_review"] = "until_review"
    keeps_recorded: bool = False
    """Whether product and interval of an injection that is recorded are kept."""
    shortens_recorded: bool = False
    """Whether the interval of an injection that is recorded is shortened by a step."""
    sources: tuple[Citation, ...] = ()
    verified: Verified = "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A guideline pack: the choices of one country or tradition over the shared knowledge."""

    id: str
    name: str
    version: str
    says: str
    bands: tuple[Band, ...]
    offers: tuple[Offer, ...]
    intake_set: str
    options: tuple[str, ...] = ()
    """Regimens that the pack knows by name without offering them by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
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
    sources: tuple[Citation, ...] = ()
    verified: Verified = "false"


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A preparation: form, routes, and what must be known before it is given."""

    id: str
    name: str
    tall_man: str
    routes: tuple[str, ...]
    codes: tuple[Code, ...] = ()
    sources: tuple[str, ...] = ()
    verified: Verified = "false"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseLimit:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """What disturbs B12, or its tests, and what to do about it."""

    id: str
    agent: str
    concepts: tuple[str, ...] = ()
    direction: str
    mechanism: str | None = None
    action: str
    """separate_hours, avoid, monitor, switch_route, check_first, give_order, none, timing."""
    says: str
    routes: tuple[str, ...] = ()
    """The routes of B12 for which it matters; none named means all."""
    hours: Decimal | None = None
    hours_preferred: Decimal | None = None
    hours_before: Decimal | None = None
    hours_after: Decimal | None = None
    """B12 goes at least so long before, or after, the agent."""
    dose_mg_at_least: Decimal | None = None
    dose_mg_at_most: Decimal | None = None
    window: tuple[str, ...] = ()
    enforced_by: tuple[str, ...] = ()
    """Packs that enforce a timing rule; the others mention it."""
    evidence: str
    evidence_says: str | None = None
    popular_claim: str | None = None
    effect: str | None = None
    sources: tuple[str, ...] = ()
    verified: Verified = "false"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What improves when, from the literature; offsets count from the first adequate dose."""

    id: str
    marker: str
    says: str
    when: Condition | None = None
    onset: str | None = None
    full: str | None = None
    may_be_incomplete: bool = False
    sources: tuple[str, ...] = ()
    verified: Verified = "false"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRow:
    """A reference intake for one life stage, in micrograms a day."""

    group: str
    age_months_from: int | None = None
    age_months_to: int | None = None
    """Up to and including this month of age."""
    state: Literal["any", "pregnant", "lactating"] = "any"
    kind: str
    value: Decimal
    average_requirement: Decimal | None = None
    verified: Verified = "false"
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeSet:
    """The reference intakes of one body."""

    id: str
    name: str
    jurisdictions: tuple[str, ...]
    rows: tuple[IntakeRow, ...]
    sources: tuple[str, ...] = ()
    verified: Verified = "false"
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """A portion of a food."""

    says: str
    grams: Decimal
    b12_micrograms: Decimal | None = None
    """None where the food varies too widely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Food:
    """A food and its vitamin B12."""

    id: str
    name: str
    category: str
    diet: str
    b12_micrograms_per_100_g: Decimal | None = None
    portions: tuple[Portion, ...] = ()
    cuisines: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    verified: Verified = "false"
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A claim about what B12 does, how sure it is, and whether the popular form of it holds."""

    id: str
    outcome: str
    population: str
    direction: str
    effect: str | None = None
    studies: str | None = None
    participants: str | None = None
    certainty: str
    popular_claim: str
    claim_holds: str
    note: str | None = None
    sources: tuple[str, ...] = ()
    verified: Verified = "false"


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """A piece of practical care: giving injections, side effects, a reaction, contraindications."""

    id: str
    topic: str
    """sites, technique, bleeding, observation, reaction, side_effect, storage, record, signal …"""
    says: str
    when: Condition | None = None
    rank: int = 0
    frequency: str | None = None
    sources: tuple[str, ...] = ()
    verified: Verified = "false"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A number that steers the plan: a horizon, a window, a limit of a count."""

    id: str
    value: Decimal
    unit: str
    says: str
    sources: tuple[str, ...] = ()
    verified: Verified = "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """When the knowledge was gathered, and when whatever names no date of its own is due."""

    version: str
    imported: date
    review: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """By whom an entry was checked and when it is due again, where it says so itself."""

    section: str
    entry: str
    checked: str | None = None
    review: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Words with numbers or other words between them that name a thing: "born at 27 weeks".

    In a row of words `N` is a number, `…` some small words or none, `a|b` one of several words.
    """

    concept: str
    words: tuple[str, ...]
    below: tuple[Decimal, ...] = ()
    at_least: tuple[Decimal, ...] = ()
    """A bound for each number; one number within its bound is enough."""
    denies: bool = False
    """Whether numbers outside the bounds say that the thing is absent; if not, they say nothing."""
    lists: tuple[ListName, ...] = ()
    """The lists in which the words are so understood; none: in all."""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The closed lists by which words are read: what negates, whose it is, when, how much.

    Every list holds words or short phrases in their British spelling; case, accents, plurals,
    hyphens and the spellings of `spellings` make no difference.
    """

    spellings: dict[str, str]
    """Letters inside a word, and the letters as which they are compared: haem → hem."""
    singulars: dict[str, str]
    """Plurals that do not end in s, and words whose s is not a plural's."""
    abbreviations: tuple[str, ...]
    """Words after which a full stop does not end a sentence."""
    stop_words: tuple[str, ...]
    connectors: tuple[str, ...]
    """Small words that may stand inside the name of a finding: loss *of* vibration sense."""
    coordinators: tuple[str, ...]
    alternatives: tuple[str, ...]
    """The coordinators that carry a negation on: no pallor *or* jaundice."""
    breaks: tuple[str, ...]
    """Words at which the scope of a negation, a time or another person ends."""
    negation: dict[str, tuple[str, ...]]
    """`list`: over a whole list; `open`: over a list that ends in "or"; `phrase`: over one
    phrase; `after`: over what stands before it; `none`: words that only seem to negate."""
    asserting: tuple[str, ...]
    """Words that end a negation and attribute what follows: has, takes, shows."""
    possible: dict[str, tuple[str, ...]]
    """`before` and `after` what they make doubtful."""
    subjects: dict[Subject, tuple[str, ...]]
    self_words: tuple[str, ...]
    young: tuple[str, ...]
    """Words for a child: the person, where the person is one."""
    subject_links: tuple[str, ...]
    """Words that tie a finding to the person named after them: anaemia *in* the mother."""
    agents: tuple[str, ...]
    """Words after which a person acts but is not described: breast-fed *by* the mother."""
    statuses: dict[str, tuple[str, ...]]
    """`stopped` is past and dates the end; `past`, `current`, `planned`, `refused`; `intended` is
    planned too, but said only of what is given or done."""
    qualifiers: dict[str, tuple[str, ...]]
    body: tuple[str, ...]
    """Parts of the body and sides: context of a finding beside them."""
    remedies: tuple[str, ...]
    """Words before a medicine that was given against a reaction to another."""
    longest_months: dict[str, Decimal]
    """How long a thing can last at most: what began earlier is past."""
    numbers: dict[str, Decimal]
    ordinals: dict[str, Decimal]
    time: dict[str, tuple[str, ...]]
    units: dict[Literal["day", "week", "month", "year"], tuple[str, ...]]
    vague: dict[str, Decimal]
    """The least number that a vague word stands for: several → 3."""
    bare_plural: Decimal
    """The least number for which "weeks", "months" or "years" alone stand."""
    lasting: dict[str, Decimal]
    """Words that say of themselves how many years have passed at least: decades → 20."""
    life_stages: dict[str, Decimal]
    """The age in years at which a stage of life is over at the latest."""
    months: dict[str, int]
    times_per_day: dict[str, Decimal]
    every_days: dict[str, Decimal]
    every_months: dict[str, Decimal]
    dose_units: dict[str, Decimal]
    """Micrograms in one of each."""
    not_dose_units: dict[str, str]
    """Units in which no dose is accepted, and why."""
    lengths_cm: dict[str, Decimal]
    routes: dict[Route, tuple[str, ...]]
    dose_words: tuple[str, ...]
    """What is counted in a course: doses, injections."""
    reactions: tuple[str, ...]
    allergy: tuple[str, ...]
    nothing: tuple[str, ...]
    """Phrases that answer a list with "none"."""
    implied: dict[ListName, str]
    """The concept that a list is about, where a phrase counts doses and names no medicine."""
    meant: dict[ListName, dict[str, str]]
    """What a concept means in a list, where that is more exact: list → concept → concept."""
    usual_routes: dict[str, Route]
    """The route of a medicine, by its concept, where none is said."""
    taken: tuple[str, ...]
    """Words by which a note says that a medicine is taken; without one, a time or a frequency it
    is only spoken of."""
    patterns: tuple[Pattern, ...]
    bounds: dict[str, int]
    """What is beyond belief: `oldest_year` and `latest_year` of a date, `longest_years` of a time
    in a life, `most_counted` doses."""
    look_alike: tuple[str, ...]
    """Words that differ from another by a letter or two and are never corrected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordIndex:
    """The words of all concepts and of the language, laid out to be looked up.

    Made from the rest of the knowledge when it is compiled, because that takes long.
    """

    names: dict[str, str] = field(default_factory=dict[str, str])
    """Folded name → concept ids, separated by spaces."""
    kinds: dict[str, ConceptKind] = field(default_factory=dict[str, ConceptKind])
    """Concept id → kind."""
    cues: dict[str, str] = field(default_factory=dict[str, str])
    """Folded phrase of the language → roles, separated by spaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
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
    evidence: dict[str, Evidence]
    bands: tuple[Band, ...]
    """Shared bands; a pack's own are tried first."""
    monitoring: tuple[Monitoring, ...]
    packs: dict[str, Pack]
    settings: dict[str, Setting] = field(default_factory=dict[str, Setting])
    words: WordIndex = field(default_factory=WordIndex)
