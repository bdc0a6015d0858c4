"""The intake of one person on one day, with what it rests on: what `corrin intake` says."""

from datetime import date

from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.care.intake import intake
from corrin.care.plan import NOT_REVIEWED, listed_sources
from corrin.care.reasons import Reasons
from corrin.care.risk import targets
from corrin.domain.intake_report import IntakeReport
from corrin.domain.person import LedgerEntry, Notice, Person
from corrin.errors import Refusal


def intake_report(
    person: Person,
    *,
    on: date,
    guideline: Guideline,
    ledger: tuple[LedgerEntry, ...] = (),
    refused: tuple[Refusal, ...] = (),
    warnings: tuple[Notice, ...] = (),
    not_understood: tuple[Notice, ...] = (),
) -> IntakeReport:
    """The intake of a person. Pure: the same arguments, the same report."""
    facts = Facts.of(person, on, guideline)
    reasons = Reasons(facts, {entry.field: entry.value for entry in ledger})
    found = intake(reasons)
    return IntakeReport(
        guideline=guideline.pack.id,
        knowledge_version=guideline.knowledge.version,
        on=on.isoformat(),
        reviewed=NOT_REVIEWED,
        intake=found,
        others=tuple(each for each in targets(reasons) if each != found.target),
        sources=listed_sources(reasons),
        ledger=ledger,
        refused=refused,
        warnings=warnings,
        not_understood=not_understood,
    )
