"""What a reader makes of an input: a person, and what became of everything else."""

from datetime import date

from msgspec import Struct

from corrin.domain.person import LedgerEntry, Notice, Person
from corrin.errors import Refusal


class Reading(Struct, frozen=True, kw_only=True):
    """What a record gave."""

    person: Person | None
    """None where the whole record is refused."""
    on: date
    """The day of the assessment."""
    refused: tuple[Refusal, ...]
    warnings: tuple[Notice, ...]
    not_understood: tuple[Notice, ...]
    ledger: tuple[LedgerEntry, ...]
