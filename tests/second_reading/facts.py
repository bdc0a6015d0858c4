"""The plain facts of one person, as the second reading is given them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Result:
    """One result as printed. `word` is an interpretation where no number was given."""

    name: str
    value: Fraction | None = None
    unit: str = ""
    sign: str = ""
    word: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    day: int = 0


@dataclass(frozen=True)
class Person:
    """Facts. None: not known. An empty set: asked, and none."""

    age_months: int
    sex: str | None
    pregnant: bool | None
    lactating: bool | None
    gestation_weeks: int | None
    diet: frozenset[str] | None
    conditions: frozenset[str] | None
    procedures: frozenset[str] | None
    medicines: Mapping[str, int | None] | None
    symptoms: frozenset[str] | None
    signs: frozenset[str] | None
    imaging: frozenset[str] | None
    exposures: frozenset[str] | None
    allergies: frozenset[str] | None
    family_history: frozenset[str] | None
    treatment: frozenset[str] | None
    results: tuple[Result, ...] = ()
