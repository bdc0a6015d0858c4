"""What was read of a record and what was not, as a page and as JSON, without a plan."""

from collections import Counter
from datetime import date

from msgspec import Struct

from corrin.domain.analyte import Analyte
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import LedgerEntry, Notice, Person, Result, Statement
from corrin.errors import Refusal
from corrin.reading import ledger
from corrin.record.reading import Reading
from corrin.render.page import Block, Page, Section, items, pairs
from corrin.render.parts import OUTCOMES
from corrin.render.phrases import day, listed, number, plain, sentence, units, yes_no
from corrin.render.refusal import notice
from corrin.render.visible import cut, quoted

CHECK_VERSION = "1.0"
MONTHS = 12


class Checked(Struct, frozen=True, kw_only=True):
    """What was read, field by field, for a machine."""

    version: str = CHECK_VERSION
    on: date
    counts: dict[str, int]
    refused: tuple[Refusal, ...]
    warnings: tuple[Notice, ...]
    not_understood: tuple[Notice, ...]
    ledger: tuple[LedgerEntry, ...]
    person: Person | None


def checked(reading: Reading) -> Checked:
    """The reading with its counts."""
    return Checked(
        on=reading.on,
        counts={str(key): value for key, value in ledger.counts(reading.ledger).items()},
        refused=reading.refused,
        warnings=reading.warnings,
        not_understood=reading.not_understood,
        ledger=reading.ledger,
        person=reading.person,
    )


def check_page(reading: Reading, knowledge: Knowledge) -> Page:
    """The person as understood, the counts, the problems, and every entry with its outcome."""
    problems = (
        *items(*map(notice, reading.refused), title="Refused"),
        *items(*map(notice, reading.warnings), title="Warnings"),
        *items(*map(notice, reading.not_understood), title="Not understood, not used"),
    )
    sections = (
        Section("The person, as understood", _person(reading.person, knowledge)),
        Section("Entries", pairs(*_counts(reading.ledger))),
        *((Section("Problems", problems),) if problems else ()),
        Section("Every entry", items(*map(_entry, reading.ledger)) or items("There is none.")),
    )
    return Page(f"What was read, {day(reading.on)}", ("This is no plan.",), sections)


def _person(person: Person | None, knowledge: Knowledge) -> tuple[Block, ...]:
    if person is None:
        return items("The whole record is refused: nothing was taken from it.")
    asked = listed(plain(name) for name in sorted(person.asked))
    return (
        *pairs(
            ("Name", person.name),
            ("Number", person.patient_id),
            ("Born", person.birth_date and day(person.birth_date)),
            ("Age", _age(person.age_months)),
            ("Sex", person.sex or "not known"),
            ("Pregnant", yes_no(person.pregnant)),
            ("Weight", f"{number(person.weight_kg)} kg" if person.weight_kg else None),
            ("Answered", asked and f"{asked}: what is not listed there is absent"),
        ),
        *items(*(_statement(one, knowledge) for one in person.statements), title="Statements"),
        *items(*(_result(one, knowledge.analytes) for one in person.results), title="Results"),
    )


def _age(months: int | None) -> str:
    if months is None:
        return "not known"
    return f"{months // MONTHS} years" if months >= 2 * MONTHS else f"{months} months"


def _statement(one: Statement, knowledge: Knowledge) -> str:
    more = [] if one.subject == "self" else [one.subject]
    if not one.present:
        more.append("absent")
    elif one.allergy:
        more.append("allergy")
    if one.present and one.status != "current":
        more.append(one.status)
    if one.dose is not None:
        more.append(one.dose.printed)
    if one.route is not None:
        more.append(one.route)
    if one.since is not None:
        more.append(f"since {day(one.since)}" if one.since != one.until else day(one.since))
    if one.until is not None and one.since != one.until:
        more.append(f"until {day(one.until)}")
    more += sorted(one.qualifiers)
    said = ", ".join((knowledge.concepts[one.concept].name, *more))
    return f"{said}: {quoted(one.words)} ({one.source})"


def _result(one: Result, analytes: dict[str, Analyte]) -> str:
    value = number(one.value) if one.value is not None else ""
    shown = f"{one.comparator or ''}{value} {units(one.unit or '')}".strip()
    words = " ".join(part for part in (shown, plain(one.interpretation or "")) if part)
    dated = day(one.on) if one.dated else "without a date"
    return f"{analytes[one.analyte].name} {words}, {dated} ({one.source})"


def _counts(entries: tuple[LedgerEntry, ...]) -> list[tuple[str, str]]:
    found = Counter((one.outcome, _reason(one)) for one in entries)
    rows = [("All", str(len(entries)))]
    for (outcome, why), count in sorted(found.items(), key=lambda row: (row[0][0], -row[1])):
        rows.append((plain(outcome), f"{count}: {why}" if why else str(count)))
    return rows


def _reason(one: LedgerEntry) -> str:
    """The reason, without what tells one duplicate from another."""
    if one.outcome == "duplicate" or one.why is None:
        return ""
    return sentence(one.why)


def _entry(one: LedgerEntry) -> str:
    read = f" as {listed(one.read_as)}" if one.read_as else ""
    why = f": {sentence(one.why)}" if one.why else ""
    return f"{OUTCOMES[one.outcome]}{read}: {cut(one.field)} {quoted(one.value)}{why}"
