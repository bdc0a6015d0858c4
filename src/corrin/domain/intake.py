"""What a person's food and supplements give, against what this stage of life needs.

All amounts are micrograms of vitamin B12, a day where nothing else is said. Where how often or how
much was not said for certain, `low` and `high` are the least and the most that it can be.
"""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from corrin.domain.because import Conclusion, IntakeTarget, Missing, SourceUsed

Verdict = Literal["adequate", "borderline", "short", "not_known"]


class Amount(Struct, frozen=True, kw_only=True):
    """Micrograms a day, from the least to the most that they can be."""

    low: Decimal
    high: Decimal


class Counted(Struct, frozen=True, kw_only=True):
    """A food or supplement that was counted: what it was taken to be, and what it gives."""

    source: str
    words: str
    read_as: str
    kind: Literal["food", "fortified_food", "supplement"]
    portion: str
    micrograms: Decimal | None
    """In one helping or dose; None where the food varies too widely to be counted."""
    per_day: Amount
    """Helpings or doses a day."""
    eaten: Amount
    label_unread: bool = False
    """Whether `micrograms` are those of one product, and another may hold less, more or none."""
    note: str | None
    verified: str
    sources: tuple[SourceUsed, ...]


class Change(Struct, frozen=True, kw_only=True):
    """A change that closes the gap: foods or a supplement, and what they add."""

    kind: Literal["food", "supplement"]
    says: str
    eaten: Decimal
    """What it adds to what is eaten in a day."""
    absorbed: Decimal
    """What it adds to what is absorbed in a day."""
    absorbed_after: Decimal
    verified: str
    sources: tuple[SourceUsed, ...]


class MaintenanceAdvised(Struct, frozen=True, kw_only=True):
    """Vitamin B12 that this person should take to stay well, as one of a group at risk."""

    conclusion: Conclusion
    group: str
    regimen: str
    dose: str
    test_first: str | None


class Intake(Struct, frozen=True, kw_only=True):
    """What is needed, what is had, and what would close the gap."""

    verdict: Verdict
    says: str
    target: IntakeTarget | None
    eaten: Amount
    absorbed: Amount
    needs_absorbed: Decimal | None
    """How much of the target has to be absorbed."""
    without_intrinsic_factor: Amount
    """What would be left of what is absorbed, if there were no intrinsic factor."""
    way: Conclusion
    """How this person absorbs, and why it was taken to be so."""
    counted: tuple[Counted, ...]
    changes: tuple[Change, ...]
    maintenance: tuple[MaintenanceAdvised, ...]
    notes: tuple[Conclusion, ...]
    missing: tuple[Missing, ...]
