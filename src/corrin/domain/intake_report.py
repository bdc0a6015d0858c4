"""What `corrin intake` says: the intake of one person on one day, with what it rests on."""

from msgspec import Struct

from corrin.domain.because import IntakeTarget
from corrin.domain.intake import Intake
from corrin.domain.person import LedgerEntry, Notice
from corrin.domain.plan import SourceListed
from corrin.errors import Refusal

INTAKE_VERSION = "1.0"


class IntakeReport(Struct, frozen=True, kw_only=True):
    """What `corrin intake` says of one person on one day."""

    version: str = INTAKE_VERSION
    guideline: str
    knowledge_version: str
    on: str
    reviewed: str
    intake: Intake
    others: tuple[IntakeTarget, ...]
    """The targets of other bodies."""
    sources: tuple[SourceListed, ...]
    ledger: tuple[LedgerEntry, ...]
    refused: tuple[Refusal, ...]
    warnings: tuple[Notice, ...]
    not_understood: tuple[Notice, ...]
