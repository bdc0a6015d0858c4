"""Vitamin B12 in food, and how much of it is needed at each age."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from corrin.domain.rule import Condition, Verified


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


class Food(Struct, frozen=True, kw_only=True):
    """A food and its vitamin B12."""

    id: str
    name: str
    category: str
    diet: str
    brand: bool = False
    """Whether it is the product of one maker; others of its kind hold more or less."""
    named: bool = True
    """Whether it is named as a food to eat."""
    when: Condition | None = None
    """To whom it is named; None is everybody."""
    b12_micrograms_per_100_g: Decimal | None = None
    portions: tuple[Portion, ...] = ()
    cuisines: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    verified: Verified = "false"
    note: str | None = None
