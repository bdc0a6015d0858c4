"""What a person's medicines do to vitamin B12, its tests and its response, each with its grounds.

The JSON of `corrin interactions` is these types, field by field.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from corrin.domain.person import Notice, Status
from corrin.errors import Refusal

Severity = Literal["high", "moderate", "low", "none"]
SEVERITIES: tuple[Severity, ...] = ("high", "moderate", "low", "none")
"""The worst first."""


class MedicineNamed(Struct, frozen=True, kw_only=True):
    """A medicine, supplement or exposure of the record."""

    field: str
    words: str
    name: str
    """What it was read as."""
    status: Status
    possible: bool = False


class InteractionFound(Struct, frozen=True, kw_only=True):
    """An interaction of the knowledge that concerns what a person takes."""

    id: str
    agent: str
    medicines: tuple[MedicineNamed, ...]
    severity: Severity
    """A decision of the project: no source grades them."""
    direction: str
    mechanism: str | None
    action: str
    says: str
    routes: tuple[str, ...]
    """The ways of taking B12 for which it matters; none named means all."""
    matters_for: str | None
    """For whom it matters, where the ways of taking B12 do not say that."""
    enforced: bool | None
    """Of a rule that packs differ about: whether this one keeps to it."""
    evidence: str
    evidence_says: str | None
    effect: str | None
    popular_claim: str | None
    verified: str
    sources: tuple[str, ...]


class Interactions(Struct, frozen=True, kw_only=True):
    """The answer over everything that a person takes."""

    guideline: str
    on: date
    says: str
    found: tuple[InteractionFound, ...]
    past: tuple[InteractionFound, ...]
    """Of what is no longer taken."""
    none_known: tuple[MedicineNamed, ...]
    vitamin_b12: tuple[MedicineNamed, ...]
    """B12 itself, which does not interact with itself."""
    asked: bool
    """Whether the record says that its medicines are all there are."""
    refused: tuple[Refusal, ...] = ()
    warnings: tuple[Notice, ...] = ()
    not_understood: tuple[Notice, ...] = ()
