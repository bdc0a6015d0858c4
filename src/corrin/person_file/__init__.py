"""The person file: bytes into a person, and what became of every entry.

Nothing is guessed and nothing is dropped unseen. A file that cannot be read at all raises; what
cannot be used of a file that can be read is refused, warned of or not understood, and the rest
goes on.
"""

from dataclasses import dataclass
from datetime import date

from corrin.care.schedule_rules import earliest_and_latest
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import LedgerEntry, ListName, Notice, Person, Statement
from corrin.errors import Refusal, Refused
from corrin.person_file.contradictions import results_that_stand, statements_that_stand
from corrin.person_file.fields import FIELDS, LISTS
from corrin.person_file.file import File, civil_day
from corrin.person_file.items import Items
from corrin.person_file.labs import Labs
from corrin.person_file.order import Orders
from corrin.person_file.scalars import (
    Age,
    has_died,
    read_age,
    read_country,
    read_pregnancy,
    read_sex,
    read_weight,
)
from corrin.reading import ledger
from corrin.reading.analyte_index import AnalyteIndex
from corrin.reading.strict import Limits, parse
from corrin.reading.words import Lexicon

VERSION = "1"
MOMENT = "a moment such as 2026-11-20T11:00:00Z, or a day chosen by the caller"
FHIR = "FHIR is read from the next release on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a person file gave."""

    person: Person | None
    """None where the whole record is refused."""
    on: date
    """The day of the assessment."""
    refused: tuple[Refusal, ...]
    warnings: tuple[Notice, ...]
    not_understood: tuple[Notice, ...]
    ledger: tuple[LedgerEntry, ...]


def read(
    data: bytes,
    *,
    knowledge: Knowledge,
    on: date | None = None,
    today: date | None = None,
    limits: Limits | None = None,
) -> Reading:
    """Read a person file.

    Args:
        on: the day of the assessment, where the caller chose one; it outranks `now` in the file,
            and lies between the `earliest_and_latest` of the knowledge.
        today: the day that is taken where neither the caller nor the file names one.

    Raises:
        Refused: the file cannot be read, or nothing says the day of the assessment.
    """
    parsed = parse(data, limits=limits or Limits())
    if "resourceType" in parsed.value:
        resource = parsed.value["resourceType"]
        raise _refused("resourceType", str(resource), FHIR, "a person file")
    file = File(parsed, knowledge)
    chosen = _assessment_day(file, on, today)
    person = _person(file, chosen)
    for key in parsed.value:
        if key not in FIELDS:
            file.unknown_key("", key, parsed.value[key], FIELDS)
            file.settle(key, "not_understood", "not a field of the person file")
    if person is None:
        file.report.refuse_record()
    report = file.report
    return Reading(
        person=person,
        on=chosen,
        refused=tuple(report.refused),
        warnings=tuple(report.warnings),
        not_understood=tuple(report.not_understood),
        ledger=report.ledger(),
    )


def _refused(field: str, value: str | None, why: str, accepted: str) -> Refused:
    return Refused([Refusal(field=field, value=value, why=why, accepted=accepted)])


def _assessment_day(file: File, on: date | None, today: date | None) -> date:
    text = file.text("now")
    named = civil_day(text) if text is not None else None
    if on is not None:
        if text is not None and named is None:
            file.refuse("now", text, "it is not a moment", MOMENT)
        elif text is not None and named != on:
            file.settle("now", "not_relevant", ledger.OTHER_DATE)
        return on
    found = named or (today if text is None and "now" not in file.incomplete else None)
    if found is None:
        why = "the day of the assessment is not known"
        raise _refused("now", text, why, MOMENT)
    earliest, latest = earliest_and_latest(file.knowledge)
    if not earliest <= found <= latest:
        raise _refused(
            "now", text, "no assessment is dated so far away", f"a day from {earliest} to {latest}"
        )
    return found


def _person(file: File, on: date) -> Person | None:
    """The person, or None where the record is refused; every field is settled either way."""
    lexicon, analytes = _prepared(file.knowledge)
    usable = _version(file)
    age = read_age(file, on)
    usable = not has_died(file, age.birth_date) and usable
    sex = read_sex(file)
    country = read_country(file)
    weight = read_weight(file, age)
    pregnancy = read_pregnancy(file, sex, age)
    name, patient_id = file.text("name"), file.text("patient_id")
    labs = Labs(file, analytes, lexicon, on, age)
    results = results_that_stand(file, labs.read())
    items = Items(file, lexicon, on, age)
    lists: list[ListName] = [name for name in LISTS if name != "labs"]
    stated: list[Statement] = [statement for name in lists for statement in items.read(name)]
    stated += [*labs.statements, *_ethnicity(file, items)]
    notes = tuple(_notes(file, items, stated))
    order = Orders(file, lexicon, on).read()
    statements = statements_that_stand(file, stated)
    if not usable:
        return None
    return Person(
        birth_date=age.birth_date,
        age_months=age.months,
        sex=sex,
        pregnant=pregnancy.pregnant,
        gestation_weeks=pregnancy.gestation_weeks,
        lactating=pregnancy.lactating,
        weight_kg=weight,
        country=country,
        name=name,
        patient_id=patient_id,
        statements=statements,
        results=results,
        asked=frozenset(name for name in LISTS if file.asked(name)),
        order=order,
        notes=notes,
        sources=_sources(file, age, pregnancy.source),
    )


def _version(file: File) -> bool:
    text = file.text("schema_version")
    if text is None or text == VERSION:
        return "schema_version" not in file.incomplete
    file.refuse("schema_version", text, "the file is written for another version", VERSION)
    return False


def _ethnicity(file: File, items: Items) -> tuple[Statement, ...]:
    """What an ethnicity says of the range of a result; most say nothing."""
    text = file.text("ethnicity")
    found = items.note("ethnicity", f"ethnicity {text}") if text is not None else ()
    if text is not None and not found:
        file.settle("ethnicity", "not_relevant", ledger.NO_RULE)
    return found


def _notes(file: File, items: Items, stated: list[Statement]) -> list[str]:
    """The notes as they are shown; what is understood in them counts, the rest is not reported."""
    shown: list[str] = []
    for path, item in file.items("notes"):
        if not isinstance(item, str):
            file.refuse_item(path, path, None, "a note is a text", "a text")
            continue
        shown.append(item)
        found = items.note(path, item)
        stated += found
        if not found:
            file.report.settle(path, "not_relevant", ledger.NOTE)
    return shown


def _sources(file: File, age: Age, pregnant: str) -> dict[str, str]:
    """Where each scalar of the person came from."""
    same = ("sex", "gestation_weeks", "lactating", "weight_kg", "country", "name", "patient_id")
    sources = {key: key for key in same if file.report.outcome(key) == "used"}
    if age.months is not None:
        sources["age_months"] = age.field
    if file.report.outcome(pregnant) == "used":
        sources["pregnant"] = pregnant
    return sources


_PREPARED: list[tuple[Knowledge, Lexicon, AnalyteIndex]] = []
"""The words of the knowledge that was used last: they take long to lay out."""


def _prepared(knowledge: Knowledge) -> tuple[Lexicon, AnalyteIndex]:
    if not _PREPARED or _PREPARED[0][0] is not knowledge:
        _PREPARED[:] = [
            (
                knowledge,
                Lexicon.compiled(knowledge.words, knowledge.language),
                AnalyteIndex.of(knowledge.analytes),
            )
        ]
    return _PREPARED[0][1:]
