"""The person file: bytes into a person, and what became of every entry.

Nothing is guessed and nothing is dropped unseen. A file that cannot be read at all raises; what
cannot be used of a file that can be read is refused, warned of or not understood, and the rest
goes on.
"""

from datetime import date

from msgspec.structs import replace

from corrin.care.schedule_rules import earliest_and_latest
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import ListName, Person, Statement
from corrin.errors import Refusal, Refused
from corrin.person_file.day import read_hours, read_visit_times
from corrin.person_file.diet import Foods
from corrin.person_file.fields import FIELDS, LISTS
from corrin.person_file.file import File, civil_day
from corrin.person_file.items import Items
from corrin.person_file.labs import Labs
from corrin.person_file.order import Orders
from corrin.person_file.scalars import (
    Pregnancy,
    has_died,
    read_age,
    read_country,
    read_pregnancy,
    read_sex,
    read_weight,
    weeks_in_words,
)
from corrin.reading import ledger
from corrin.reading.analyte_index import AnalyteIndex
from corrin.reading.food_names import FoodLookup
from corrin.reading.strict import Limits, Tree, parse, texts
from corrin.reading.words import Lexicon
from corrin.record.age import Age
from corrin.record.contradictions import PREGNANCY, results_that_stand, statements_that_stand
from corrin.record.day_words import named_of
from corrin.record.reading import Reading

VERSION = "1"
MOMENT = "a moment such as 2026-11-20T11:00:00Z, or a day chosen by the caller"
FHIR = "it is FHIR, which has a reader of its own"


def read(
    data: bytes,
    *,
    knowledge: Knowledge,
    on: date | None = None,
    today: date | None = None,
    limits: Limits | None = None,
    lookup: FoodLookup | None = None,
) -> Reading:
    """Read a person file.

    Args:
        on: the day of the assessment, where the caller chose one; it outranks `now` in the file,
            and lies between the `earliest_and_latest` of the knowledge.
        today: the day that is taken where neither the caller nor the file names one.
        lookup: where foods are looked for that the knowledge does not have.

    Raises:
        Refused: the file cannot be read, or nothing says the day of the assessment.
    """
    limits = limits or Limits()
    parsed = parse(data, limits=limits)
    if "resourceType" in parsed.value:
        resource = parsed.value["resourceType"]
        raise _refused("resourceType", str(resource), FHIR, "a person file")
    _measure(parsed.value, limits)
    file = File(parsed, knowledge)
    chosen = _assessment_day(file, on, today)
    person = _person(file, chosen, lookup)
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


def _measure(tree: dict[str, Tree], limits: Limits) -> None:
    """Refuse more than is stated of one person: reading takes time for each word."""
    entries = sum(len(value) if isinstance(value, list) else 1 for value in tree.values())
    if entries > limits.items:
        accepted = f"up to {limits.items} entries of one person"
        raise _refused("file", f"{entries} entries", "the file holds too many entries", accepted)
    characters = sum(len(text) for text in texts(tree))
    if characters > limits.words:
        accepted = f"up to {limits.words} characters in all texts"
        raise _refused(
            "file", f"{characters} characters", "the file holds too many words", accepted
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


def _person(file: File, on: date, lookup: FoodLookup | None) -> Person | None:
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
    day, visits = read_hours(file), read_visit_times(file)
    items = Items(file, lexicon, on, age, Foods(file, lexicon, lookup), named_of(day))
    lists: list[ListName] = [name for name in LISTS if name != "labs"]
    stated: list[Statement] = [statement for name in lists for statement in items.read(name)]
    stated += items.read_in_day() if day is not None else ()
    stated += [*labs.statements, *_ethnicity(file, items)]
    notes = tuple(_notes(file, items, stated))
    order = Orders(file, lexicon, on).read()
    statements = statements_that_stand(file, stated)
    if not usable:
        return None
    pregnancy = _with_weeks(file, pregnancy, statements)
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
        begun=frozenset(name for name in LISTS if name in file.begun),
        order=order,
        foods=items.foods.eaten(),
        notes=notes,
        day=day,
        visits=visits,
        sources=_sources(file, age, pregnancy),
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


def _with_weeks(file: File, known: Pregnancy, statements: tuple[Statement, ...]) -> Pregnancy:
    """A pregnancy with the weeks that stand among its words, where no field says them."""
    if known.gestation_weeks is not None or known.pregnant is False:
        return known
    for one in statements:
        now = one.present and one.status == "current" and one.subject == "self"
        if now and one.concept == PREGNANCY and isinstance(file.entries[one.source], str):
            weeks = weeks_in_words(file, str(file.entries[one.source]))
            if weeks is not None:
                return replace(known, gestation_weeks=weeks, weeks_source=one.source)
    return known


def _sources(file: File, age: Age, pregnancy: Pregnancy) -> dict[str, str]:
    """Where each scalar of the person came from."""
    same = ("sex", "lactating", "weight_kg", "country", "name", "patient_id")
    sources = {key: key for key in same if file.report.outcome(key) == "used"}
    if age.months is not None:
        sources["age_months"] = age.field
    if file.report.outcome(pregnancy.source) == "used":
        sources["pregnant"] = pregnancy.source
    if pregnancy.gestation_weeks is not None:
        sources["gestation_weeks"] = pregnancy.weeks_source
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
