"""What is known about one person on a date: statements, results, orders, and what was asked.

A statement is one concept of the knowledge said of one subject: present or absent, current or
past, with its time and dose. A result keeps what was printed. Every item names the entry of
the input that it came from, so that a conclusion can name it too.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from msgspec import Struct, field

from corrin.domain.day import Day
from corrin.domain.food import Eaten
from corrin.domain.visit import Visits

YES = frozenset({"true", "yes", "y", "1"})
NO = frozenset({"false", "no", "n", "0"})
"""The words of a field that is answered with yes or no."""

Sex = Literal["female", "male", "other"]
Subject = Literal["self", "mother", "father", "sibling", "child", "partner", "relative"]
Status = Literal["current", "past", "planned", "refused"]
Route = Literal["im", "sc", "oral", "sublingual", "nasal", "iv", "inhaled", "topical"]
Comparator = Literal["<", "<=", ">", ">="]
Interpretation = Literal[
    "very_low",
    "undetectable",
    "low",
    "normal",
    "high",
    "very_high",
    "positive",
    "negative",
    "indeterminate",
    "pancytopenia",
    "megaloblastic",
    "macrocytic",
    "pending",
]
ListName = Literal[
    "diet",
    "conditions",
    "procedures",
    "medicines",
    "symptoms",
    "signs",
    "labs",
    "imaging",
    "allergies",
    "family_history",
    "exposures",
    "prior_treatment",
    "preferences",
]
Listed = Literal[ListName, "notes"]
"""A list, or the notes beside the lists."""


class Dose(Struct, frozen=True, kw_only=True):
    """An amount given once, in micrograms, with how often where that was said."""

    micrograms: Decimal
    printed: str
    times_per_day: Decimal | None = None
    every_days: Decimal | None = None
    every_months: Decimal | None = None


class Statement(Struct, frozen=True, kw_only=True):
    """One concept said of one subject.

    `since` is the latest date on which it can have begun and `until` the earliest on which it
    can have ended, so a duration read from them is never longer than what was said.
    """

    concept: str
    source: str
    words: str
    listed: Listed
    """The list in which it was said, or the one of which a FHIR resource says the same."""
    present: bool = True
    subject: Subject = "self"
    status: Status = "current"
    allergy: bool = False
    since: date | None = None
    until: date | None = None
    dose: Dose | None = None
    route: Route | None = None
    count: int | None = None
    length_cm: Decimal | None = None
    """How much was resected, at least."""
    at: tuple[int, ...] = ()
    """The times of day at which a medicine is taken, in minutes after midnight."""
    qualifiers: frozenset[str] = frozenset()
    """Words of a closed list that change the meaning: new, progressive, rapid, worse, better,
    severe, mild, chronic, total, partial, possible, complete, resolved, tolerated; all of them are
    the keys of `qualifiers` in language.yaml, with `possible` for what is only suspected."""


class Result(Struct, frozen=True, kw_only=True):
    """A laboratory result as printed: exact value, unit and comparator, or words in their place."""

    analyte: str
    source: str
    on: date
    at: datetime | None = None
    value: Decimal | None = None
    unit: str | None = None
    comparator: Comparator | None = None
    interpretation: Interpretation | None = None
    reference_low: Decimal | None = None
    reference_high: Decimal | None = None
    method: str | None = None
    note: str | None = None
    dated: bool = True
    """Whether the input gave the date; without one a result is of the assessment day."""
    subject: Subject = "self"


class Order(Struct, frozen=True, kw_only=True):
    """A prescription that somebody is about to write (`regimen_request`)."""

    source: str
    drug: str | None
    """The concept of the medicine, or None where the words were not understood."""
    drug_words: str
    dose: Dose | None = None
    route: Route | None = None
    every_days: Decimal | None = None
    every_months: Decimal | None = None
    count: int | None = None
    until: str | None = None
    regimen: str | None = None
    """The id of a regimen of the knowledge, where the order names one."""
    phases: tuple["Order", ...] = ()
    """The phases of an order that changes; each holds for itself."""

    @property
    def micrograms_a_day(self) -> Decimal | None:
        """How much is taken a day, where dose and days say so; once a day where nothing is said."""
        if self.dose is None or self.every_months is not None:
            return None
        return self.dose.micrograms * (self.dose.times_per_day or 1) / (self.every_days or 1)


class Person(Struct, frozen=True, kw_only=True):
    """One person, as far as known. None is "not known", never "no"."""

    birth_date: date | None = None
    age_months: int | None = None
    """Completed months of age on the day of the assessment."""
    sex: Sex | None = None
    pregnant: bool | None = None
    gestation_weeks: Decimal | None = None
    lactating: bool | None = None
    weight_kg: Decimal | None = None
    country: str | None = None
    deceased: bool = False
    name: str | None = None
    patient_id: str | None = None
    statements: tuple[Statement, ...] = ()
    results: tuple[Result, ...] = ()
    asked: frozenset[ListName] = frozenset()
    """The lists that were answered: empty means asked and none, otherwise complete."""
    begun: frozenset[ListName] = frozenset()
    """The lists in which something was written, whether or not they are complete."""
    order: Order | None = None
    foods: tuple[Eaten, ...] = ()
    """What was said to be eaten, with quantities."""
    notes: tuple[str, ...] = ()
    day: Day | None = None
    """When the day begins and ends, and what else is taken in it, where that was said."""
    visits: Visits | None = None
    """At what time visits are, where that was said: it decides nothing but the calendar."""
    sources: dict[str, str] = field(default_factory=dict[str, str])
    """Where each scalar came from: {"pregnant": "pregnant", "age_months": "age_years"}."""


Outcome = Literal["used", "duplicate", "not_understood", "refused", "not_relevant"]


class LedgerEntry(Struct, frozen=True, kw_only=True):
    """What became of one entry of the input."""

    field: str
    value: str
    outcome: Outcome
    why: str | None = None
    read_as: tuple[str, ...] = ()
    """Names of the concepts or analytes that it was read as."""


class Notice(Struct, frozen=True, kw_only=True):
    """A warning or a thing not understood: field, value, why."""

    field: str
    value: str | None
    why: str
