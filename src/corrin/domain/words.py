"""The words for things: concepts with their synonyms, and the words between them."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct, field

from corrin.domain.person import ListName, Route, Subject
from corrin.domain.rule import Verified

ConceptKind = Literal[
    "finding", "condition", "procedure", "medicine", "exposure", "diet", "imaging", "substance"
]


class Concept(Struct, frozen=True, kw_only=True):
    """A thing that a person can have, take, undergo or be exposed to, with the words for it."""

    id: str
    kind: ConceptKind
    name: str
    is_a: tuple[str, ...] = ()
    """Groups that the facts ask about; a group may itself be the id of a broader concept."""
    synonyms: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    """Other concepts that are said with it: "vegan breast-fed" implies vegan and breast-fed."""
    role: str | None = None
    """Why a concept that no rule asks about is kept: `context`, `mimic`, `co_deficiency`, …"""
    sources: tuple[str, ...] = ()
    verified: Verified = "false"
    note: str | None = None


class Pattern(Struct, frozen=True, kw_only=True):
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


class Language(Struct, frozen=True, kw_only=True):
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
    shorthand: dict[str, str]
    """Words that are written short, and the whole words as which they are read."""
    as_written: dict[str, tuple[str, ...]]
    """Names of one word, as they are compared, that are another word unless they are written so:
    AIDS, but not aids for walking."""
    numbered: tuple[str, ...]
    """Names that end in a number, which is no amount where another number follows: B 12 1 mg."""
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
    hypothetical: dict[str, tuple[str, ...]]
    """`before` and `after` what is only spoken of: "if numbness develops"."""
    subjects: dict[Subject, tuple[str, ...]]
    self_words: tuple[str, ...]
    of_mothers: tuple[str, ...]
    """Concepts that the code of a record gives the person and its words may give "the mother"."""
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
    salts: tuple[str, ...]
    """Elements that behind the name of a medicine only say as which salt it is made."""
    only_about: tuple[str, ...]
    """Words for what is said, asked or arranged about a procedure, which was not done by that."""
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
    blamed_on: tuple[str, ...]
    """Words between a reaction and the thing that it is put down to."""
    allergy: tuple[str, ...]
    nothing: tuple[str, ...]
    """Phrases that answer a list with "none"."""
    not_known: dict[ListName, tuple[str, ...]]
    """Phrases that leave a list open: what is absent from it is not known."""
    ambiguous: dict[str, str]
    """Words that name two things, and what to write instead."""
    implied: dict[ListName, str]
    """The concept that a list is about, where a phrase counts doses and names no medicine."""
    meant: dict[ListName, dict[str, str]]
    """What a concept means in a list, where that is more exact: list → concept → concept."""
    usual_routes: dict[str, Route]
    """The route of a medicine, by its concept, where none is said."""
    outside: dict[str, str]
    """What a medicine is on the skin, in the eye, the ear or the nose: concept → concept."""
    outside_words: tuple[str, ...]
    """Words for forms and places of what is put there, as they stand in the names of products."""
    taken: tuple[str, ...]
    """Words by which a note says that a medicine is taken; without one, a time or a frequency it
    is only spoken of."""
    patterns: tuple[Pattern, ...]
    bounds: dict[str, int]
    """What is beyond belief: `oldest_year` and `latest_year` of a date, `longest_years` of a time
    in a life, `most_counted` doses."""
    look_alike: tuple[str, ...]
    """Words that differ from another by a letter or two and are never corrected."""


class WordIndex(Struct, frozen=True, kw_only=True):
    """The words of all concepts and of the language, laid out to be looked up.

    Made from the rest of the knowledge when it is compiled, because that takes long.
    """

    names: dict[str, str] = field(default_factory=dict[str, str])
    """Folded name → concept ids, separated by spaces."""
    kinds: dict[str, ConceptKind] = field(default_factory=dict[str, ConceptKind])
    """Concept id → kind."""
    cues: dict[str, str] = field(default_factory=dict[str, str])
    """Folded phrase of the language → roles, separated by spaces."""
    foods: dict[str, str] = field(default_factory=dict[str, str])
    """Folded name of a food, its words parted by spaces → the id of the food."""
    measures: dict[str, str] = field(default_factory=dict[str, str])
    """Folded name of a household measure → its id."""
