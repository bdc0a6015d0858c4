"""FHIR R4: a Bundle or a single resource into a person, and what became of every entry.

As with the person file nothing is guessed and nothing is dropped unseen: every entry ends used,
duplicate, not understood, refused or not relevant, with a reason, and the counts add up.
"""

from collections.abc import Callable, Sequence
from datetime import date

from corrin.domain.code import CodeIndex
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import Person, Sex, Statement
from corrin.errors import Refusal, Refused
from corrin.fhir.alerts import not_read, read_event, read_flag
from corrin.fhir.allergy import read_allergy
from corrin.fhir.bundle import (
    UNNAMED,
    Whose,
    entries_of,
    lines_of,
    name_next_page,
    numbers_of,
    subjects_of,
)
from corrin.fhir.composition import read_composition, read_report
from corrin.fhir.condition import read_condition
from corrin.fhir.document import LIMITS, Document, document, is_fhir, unpacked
from corrin.fhir.entry import Entry
from corrin.fhir.family import read_family
from corrin.fhir.medication import (
    read_administration,
    read_dispense,
    read_request,
    read_statement,
)
from corrin.fhir.modifiers import refused_for_modifiers
from corrin.fhir.observation import read_observation
from corrin.fhir.patient import chosen, read_patient
from corrin.fhir.prepared import Prepared
from corrin.fhir.procedure import read_immunization, read_procedure
from corrin.fhir.questionnaire import read_questionnaire
from corrin.fhir.record import Record
from corrin.fhir.references import References, names_of
from corrin.fhir.release import R4, other_release
from corrin.fhir.values import name_of, text
from corrin.fhir.versions import SAME, settle_versions
from corrin.reading import ledger
from corrin.reading.analyte_index import AnalyteIndex
from corrin.reading.strict import Limits
from corrin.reading.words import Lexicon
from corrin.record.age import Age
from corrin.record.contradictions import results_that_stand, statements_that_stand
from corrin.record.reading import Reading
from corrin.record.report import Report

__all__ = ["is_fhir", "prepared", "read", "read_document", "unpacked"]

Reader = Callable[[Record, Entry], None]
READERS: dict[str, Reader] = {
    "AdverseEvent": read_event,
    "AllergyIntolerance": read_allergy,
    "Composition": read_composition,
    "Condition": read_condition,
    "DiagnosticReport": read_report,
    "DetectedIssue": not_read,
    "FamilyMemberHistory": read_family,
    "Flag": read_flag,
    "Immunization": read_immunization,
    "MedicationAdministration": read_administration,
    "MedicationDispense": read_dispense,
    "MedicationRequest": read_request,
    "MedicationStatement": read_statement,
    "Observation": read_observation,
    "Procedure": read_procedure,
    "QuestionnaireResponse": read_questionnaire,
}
REFERRED = frozenset({"Medication", "Specimen"})
NOT_NAMED = "it does not say which resource it is"
IN_PARAMETERS = "the resources that stand in parameters are not read"
TOO_DEEP = Refusal(
    field="file",
    value=None,
    why="the file is nested too deeply",
    accepted=f"up to {LIMITS.depth} levels",
)
SOMEBODY_ELSE = "it is about somebody else than the person of the record"


def read(
    data: bytes,
    *,
    knowledge: Knowledge,
    on: date | None = None,
    today: date | None = None,
    limits: Limits | None = None,
    patient: str | None = None,
) -> Reading:
    """Read a Bundle or a resource, packed with gzip or not.

    Args:
        on: the day of the assessment; without it, `today`.
        patient: the id of the one person, where the record holds several.

    Raises:
        Refused: the record cannot be read, is of several people, or of nobody that was chosen.
    """
    limits = limits or LIMITS
    found = document(unpacked(data, limits), limits)
    return read_document(found, knowledge=knowledge, on=on or today, patient=patient)


def read_document(
    found: Document,
    *,
    knowledge: Knowledge,
    on: date | None,
    patient: str | None = None,
) -> Reading:
    """Read a resource that was parsed before; see `read`."""
    if on is None:
        raise Refused(
            [
                Refusal(
                    field="on",
                    value=None,
                    why="the day of the assessment is not known",
                    accepted="a day chosen by the caller",
                )
            ]
        )
    try:
        return _read(found, knowledge, on, patient)
    except RecursionError:  # brackets in texts can hide a depth from the one who counts them
        raise Refused([TOO_DEEP]) from None


def _read(found: Document, knowledge: Knowledge, on: date, patient: str | None) -> Reading:
    entries = entries_of(found.resource)
    patients = [entry for entry in entries if entry.kind == "Patient"]
    person = chosen(patients, patient)
    laid_out = prepared(knowledge)
    report = Report(lines_of(entries, laid_out.displayed))
    record = Record(knowledge, laid_out, report, References(entries), on)
    name_next_page(report, found.resource)
    spoiled = _spoiled(record, entries, found.refused)
    whose = _whose(person, patients, entries, patient)
    age, sex, usable = Age(), None, True
    if person is not None and person.path not in spoiled:
        if not (found.modifiers and refused_for_modifiers(record, person)):
            age, sex, usable = read_patient(record, person)
        else:
            usable = False
    record.begin(age)
    settled = spoiled | settle_versions(record, entries)
    for entry in entries:
        if entry is person or (settled and entry.path in settled):
            continue
        reader = _reader(record, entry, whose, modifiers=found.modifiers)
        if reader is not None:
            reader(record, entry)
    return _reading(record, person, sex, usable=usable)


def _spoiled(record: Record, entries: Sequence[Entry], flaws: Sequence[Refusal]) -> frozenset[str]:
    """The entries in which a value was refused while parsing: nothing of them is used."""
    if not flaws:
        return frozenset()
    paths = {entry.path for entry in entries}
    root = "Bundle" if entries and entries[0].path.startswith("Bundle") else None
    spoiled: set[str] = set()
    for flaw in flaws:
        field = f"{root or entries[0].path}.{flaw.field}"
        found = next((path for path in paths if f"{field}.".startswith(f"{path}.")), None)
        if found is None:
            raise Refused(
                [Refusal(field=field, value=flaw.value, why=flaw.why, accepted=flaw.accepted)]
            )
        record.refuse_item(found, field, flaw.value, flaw.why, flaw.accepted)
        spoiled.add(found)
    return frozenset(spoiled)


def _whose(
    person: Entry | None, patients: Sequence[Entry], entries: Sequence[Entry], wanted: str | None
) -> Whose:
    """Of whom the entries may speak.

    Raises:
        Refused: there is no Patient, and the entries speak of several people.
    """
    if person is not None:
        own = frozenset(names_of(person))
        others = frozenset(name for one in patients for name in names_of(one)) - own
        return Whose(own, others, numbers_of(person.resource))
    subjects = subjects_of(entries)
    if wanted is not None:
        wanted = f"Patient/{wanted.removeprefix('Patient/')}"
        return Whose(frozenset({wanted}), frozenset(subjects) - {wanted})
    if len(subjects) > 1:
        why = "the record is about more than one person"
        said = ", ".join(subjects.values())
        accepted = "one person, or --patient with the id of one"
        raise Refused(
            [Refusal(field="Bundle.entry.resource.subject", value=said, why=why, accepted=accepted)]
        )
    return Whose(frozenset((*subjects, *subjects.values())), frozenset())


def _reader(record: Record, entry: Entry, whose: Whose, *, modifiers: bool) -> Reader | None:
    """Who is to read an entry; where nobody is, it is settled."""
    kind, resource = entry.kind, entry.resource
    reader = READERS.get(kind)
    if reader is None:
        _leave(record, entry)
        return None
    if (other := other_release(kind, resource)) is not None:
        _refuse_release(record, entry, *other)
        return None
    try:
        own = resource["subject"]["reference"] in whose.own
    except (LookupError, TypeError):  # of whom it speaks is written in another way
        own = False
    if not own and (stranger := whose.stranger(entry)) is not None:
        if whose.is_other(stranger[1]):
            record.aside(entry, ledger.ANOTHER_PERSON)
        else:
            record.refuse(entry, *stranger, SOMEBODY_ELSE, "the Patient of the record")
        return None
    if "focus" in resource and kind == "Observation" and (other := whose.focus(entry)) is not None:
        record.refuse(entry, *other, SOMEBODY_ELSE, "the Patient of the record")
        return None
    return None if modifiers and refused_for_modifiers(record, entry) else reader


def _leave(record: Record, entry: Entry) -> None:
    """Settle an entry of a kind that is not read."""
    kind = entry.kind
    if not kind:
        record.aside(entry, ledger.NO_RESOURCE)
    elif kind == UNNAMED:
        said = text(entry.resource.get("resourceType"))
        record.refuse(entry, "resourceType", said, NOT_NAMED, "the type of a resource")
    elif kind == "Patient":
        record.aside(entry, ledger.ANOTHER_PERSON)
    elif (other := other_release(kind, entry.resource)) is not None:
        _refuse_release(record, entry, *other)
    elif kind == "Parameters":
        record.refuse(entry, "parameter", None, IN_PARAMETERS, "each resource in an entry")
    else:
        record.aside(entry, ledger.REFERRED if kind in REFERRED else ledger.KIND)


def _refuse_release(record: Record, entry: Entry, element: str, release: str) -> None:
    """Refuse an entry that one of its elements shows to be written in another release."""
    said = entry.kind if element == "resourceType" else text(entry.resource.get(element))
    record.refuse(entry, element, said, f"it is written in {release}", R4)


def _reading(record: Record, person: Entry | None, sex: Sex | None, *, usable: bool) -> Reading:
    report = record.report
    results = results_that_stand(record, record.results)
    statements = statements_that_stand(record, _each_once(record))
    if not usable:
        report.refuse_record()
    weight = record.scalars.get("weight_kg")
    weeks = record.scalars.get("gestation_weeks")
    sources = {name: scalar.source for name, scalar in record.scalars.items()}
    if person is not None and sex is not None:
        sources["sex"] = person.path
    if record.age.months is not None:
        sources["age_months"] = record.age.field
    made = Person(
        birth_date=record.age.birth_date,
        age_months=record.age.months,
        sex=sex,
        pregnant=True if weeks is not None else None,
        gestation_weeks=weeks.value if weeks is not None else None,
        weight_kg=weight.value if weight is not None else None,
        name=name_of(person.resource) if person is not None else None,
        patient_id=text(person.resource.get("id")) if person is not None else None,
        statements=statements,
        results=results,
        asked=frozenset(record.answered()),
        tested=frozenset(record.tested),
        begun=frozenset(record.begun),
        sources=sources,
    )
    return Reading(
        person=made if usable else None,
        on=record.on,
        refused=tuple(report.refused),
        warnings=tuple(report.warnings),
        not_understood=tuple(report.not_understood),
        ledger=report.ledger(),
    )


def _each_once(record: Record) -> list[Statement]:
    """The statements; an entry that states only what another one states is a duplicate."""
    if len({one.concept for one in record.statements}) == len(record.statements):
        return record.statements
    first: dict[tuple[object, ...], Statement] = {}
    kept: list[Statement] = []
    standing: set[str] = set()
    doubled: dict[str, str] = {}
    for one in record.statements:
        key = (one.concept, one.present, one.subject, one.status, one.allergy, one.since, one.until)
        key = (*key, one.dose, one.route, one.count, one.length_cm, one.qualifiers)
        same = first.setdefault(key, one)
        if same is not one and same.source != one.source and one.since is not None:
            doubled[one.source] = same.source
        else:
            kept.append(one)
            standing.add(one.source)
    for source, other in doubled.items():
        if source not in standing:
            record.report.settle(source, "duplicate", SAME.format(other))
    return kept


_PREPARED: list[Prepared] = []
"""The words of the knowledge that was used last: they take long to lay out."""


def prepared(knowledge: Knowledge) -> Prepared:
    """The knowledge laid out for reading; kept for the next record."""
    if not _PREPARED or _PREPARED[0].knowledge is not knowledge:
        _PREPARED[:] = [
            Prepared.of(
                knowledge,
                Lexicon.compiled(knowledge.words, knowledge.language),
                AnalyteIndex.of(knowledge.analytes),
                CodeIndex.of(knowledge.codes.values(), knowledge.code_systems),
            )
        ]
    return _PREPARED[0]
