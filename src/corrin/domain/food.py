"""Vitamin B12 in food, and how much of it is needed at each age."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from corrin.domain.rule import Citation, Condition, Verified

NOT_KNOWN_DIET = "not_known"
"""The diet of a food of which nobody says whom it suits."""


class IntakeRow(Struct, frozen=True, kw_only=True):
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


class IntakeSet(Struct, frozen=True, kw_only=True):
    """The reference intakes of one body."""

    id: str
    name: str
    jurisdictions: tuple[str, ...]
    rows: tuple[IntakeRow, ...]
    sources: tuple[str, ...] = ()
    verified: Verified = "false"
    note: str | None = None


class Portion(Struct, frozen=True, kw_only=True):
    """A portion of a food."""

    says: str
    grams: Decimal
    b12_micrograms: Decimal | None = None
    """None where the food varies too widely."""
    piece: bool = False
    """Whether a bare number counts it: two eggs, six oysters."""
    usual: bool = False
    """Whether it is what people mostly eat at a time; where none is marked, the first is."""


class Food(Struct, frozen=True, kw_only=True):
    """A food and its vitamin B12."""

    id: str
    name: str
    category: str
    names: tuple[str, ...] = ()
    """What people call it, in British and American words."""
    diet: str
    brand: bool = False
    """Whether it is the product of one maker; others of its kind hold more or less."""
    named: bool = True
    """Whether it is named as a food to eat."""
    when: Condition | None = None
    """To whom it is named; None is everybody."""
    b12_micrograms_per_100_g: Decimal | None = None
    grams_per_ml: Decimal | None = None
    """How heavy it is, where it is poured."""
    portions: tuple[Portion, ...] = ()
    cuisines: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    verified: Verified = "false"
    note: str | None = None

    @property
    def called(self) -> str:
        """The first word that people have for it."""
        return self.names[0] if self.names else self.name

    @property
    def usual(self) -> Portion | None:
        """What people mostly eat of it at a time; None where no portion is known."""
        return next((p for p in self.portions if p.usual), next(iter(self.portions), None))


class Measure(Struct, frozen=True, kw_only=True):
    """A unit in which people say how much they eat, or words for how often."""

    id: str
    kind: Literal["mass", "volume", "own", "usual", "often"]
    """`own`: a portion of the food itself, by the words of its name (slice, tin); `usual`: its
    usual portion; `often`: how often a week."""
    names: tuple[str, ...]
    apart: bool = False
    """Whether several a day are had at different times: cups, but not slices."""
    grams: Decimal | None = None
    millilitres: Decimal | None = None
    times_a_week_low: Decimal | None = None
    times_a_week_high: Decimal | None = None
    sources: tuple[str, ...] = ()
    verified: Verified = "project"


class Parameter(Struct, frozen=True, kw_only=True):
    """A number of the model by which absorption is reckoned, and how it was set."""

    id: str
    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str
    says: str
    how: Literal["fitted", "read", "project"]
    categories: tuple[str, ...] = ()
    """The categories of food of which a share holds; the one that names none holds for the rest."""
    sources: tuple[str, ...] = ()
    verified: Verified = "false"
    note: str | None = None


class Eaten(Struct, frozen=True, kw_only=True):
    """A food that a person eats: how much at a time, and how often."""

    source: str
    """The entry of the input."""
    words: str
    food: Food
    grams: Decimal
    """In one helping."""
    portion: str
    """How the grams were found: "2 × 1 large (50 g)"."""
    micrograms: Decimal | None
    """Vitamin B12 in one helping; None where the food varies too widely to count."""
    per_day_low: Decimal
    per_day_high: Decimal
    """Helpings a day; the two differ where a range was given, or nothing was said."""
    labelled: bool = False
    """Whether the amount is what the label says."""
    choice: str | None = None
    """The choice of which it is one: of foods with the same, one is eaten and not the others."""


class Avoidance(Struct, frozen=True, kw_only=True):
    """Foods that a person does not eat: by diet, by allergy, or for another reason."""

    id: str
    says: str
    when: Condition | None = None
    """Of whom it holds; None is everybody, unless `names` say otherwise."""
    names: tuple[str, ...] = ()
    """Of whom it holds too: who is allergic to something of this name."""
    categories: tuple[str, ...] = ()
    diets: tuple[str, ...] = ()
    """What is left out, by the category or the diet of a food."""
    sources: tuple[str, ...] = ()
    verified: Verified = "project"


class Maintenance(Struct, frozen=True, kw_only=True):
    """A group at risk, and the vitamin B12 that its members should take to stay well."""

    id: str
    group: str
    when: Condition
    regimen: str
    """The regimen that holds dose, form and interval."""
    says: str
    test_first: str | None = None
    """Why, and of whom, blood is tested before anything is taken."""
    rank: int = 0
    sources: tuple[Citation, ...] = ()
    verified: Verified = "false"
