"""Medicines: ordered, said to be taken, dispensed, given. A request is not a dose given."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from msgspec.structs import replace

from corrin.domain.person import ListName, Statement, Status
from corrin.fhir.dosage import (
    Given,
    dosage_of,
    dosed,
    given_in,
    possible_dose,
    route_of,
    times_of_day,
)
from corrin.fhir.entry import Entry
from corrin.fhir.modifiers import modifiers
from corrin.fhir.record import Beside, Record
from corrin.fhir.status import DISPENSE, EVENT, INTENT, REQUEST, TAKEN, Take, take
from corrin.fhir.tell import of_no_concern, tell
from corrin.fhir.times import Times, day_of, last_day, times
from corrin.fhir.values import mapping, mappings, number, text, truth, words_of
from corrin.reading import ledger
from corrin.reading.outside import PLACES

NOT_GIVEN = "it is ordered; whether it was given is not recorded, so it counts as planned"
DISPENSED = "it was handed out; whether it was taken is not recorded, so it counts as planned"
NOT_KNOWN = "its status is not known, so it counts as possible"
STOPPED_SHORT = "it was begun and not completed; it counts as possible"
VOID = "the Medication that it refers to was entered in error"
NOWHERE = "the Medication that it refers to is not in the record"
WHOLE = "a Medication in the record, or its code in the entry"
NOT_TO_GIVE = "it orders not to give it"
NAMED = "medicationCodeableConcept"
EARLIER: ListName = "prior_treatment"
PLAIN = ("current", "past", "planned")
"""What is taken so is stated as it stands, unless it is vitamin B12."""
REACTION = "hypersensitivity_reaction"


def read_request(record: Record, entry: Entry) -> None:
    """MedicationRequest: somebody was told to take it; of vitamin B12 that is a plan only."""
    taken = take(record, entry, "status", REQUEST)
    intent = take(record, entry, "intent", INTENT) if taken else None
    if taken is None or intent is None:
        return
    if truth(entry.resource.get("doNotPerform")):
        record.warn(entry, "doNotPerform", "true", NOT_TO_GIVE)
        record.aside(entry, ledger.NOT_DONE)
        return
    if _of_no_concern(record, entry):
        return
    bounds = _bounds(entry.resource.get("dosageInstruction"))
    when = times(record, entry, entry.resource, "authoredOn")
    end = bounds[1]
    over = end is not None and end < record.on
    when = replace(when, since=bounds[0] or when.since, until=end if over else None)
    if intent == "planned":
        taken = "planned"
    elif over and taken == "current":
        taken = "past"
    given = partial(dosage_of, record, entry, "dosageInstruction")
    _medicine(record, entry, taken, when, given, only_planned=NOT_GIVEN)


def read_statement(record: Record, entry: Entry) -> None:
    """MedicationStatement: somebody says that it is taken, or is not."""
    taken = take(record, entry, "status", TAKEN)
    if taken is None or _of_no_concern(record, entry):
        return
    when = times(record, entry, entry.resource, "effective")
    if taken == "current" and when.until is not None:
        taken = "past"
    _medicine(record, entry, taken, when, partial(dosage_of, record, entry, "dosage"))


def read_administration(record: Record, entry: Entry) -> None:
    """MedicationAdministration: a dose that was given, on its day."""
    taken = take(record, entry, "status", EVENT)
    if taken is None or _of_no_concern(record, entry):
        return
    given = partial(given_in, record, entry.resource.get("dosage"), "dose", "dosage")
    when = times(record, entry, entry.resource, "effective")
    if taken == "past":
        when = replace(when, until=when.until or when.day)
    _medicine(record, entry, taken, when, given, why_possible=STOPPED_SHORT)


def read_dispense(record: Record, entry: Entry) -> None:
    """MedicationDispense: it was handed out, for so many days."""
    taken = take(record, entry, "status", DISPENSE)
    if taken is None or _of_no_concern(record, entry):
        return
    when = times(record, entry, entry.resource, "whenHandedOver", "whenPrepared")
    supply = number(mapping(entry.resource.get("daysSupply")).get("value"))
    longest = record.setting("interval_days_highest")
    if taken == "current" and when.since and supply is not None and 0 <= supply <= longest:
        end = when.since + timedelta(days=int(supply))
        if end < record.on:
            taken, when = "past", replace(when, until=end)
    given = partial(dosage_of, record, entry, "dosageInstruction")
    _medicine(record, entry, taken, when, given, only_planned=DISPENSED)


def _of_no_concern(record: Record, entry: Entry) -> bool:
    return of_no_concern(record, entry, entry.resource.get(NAMED), "medicines")


def _medicine(
    record: Record,
    entry: Entry,
    taken: Take,
    when: Times,
    dosage: Callable[[], Given],
    *,
    only_planned: str | None = None,
    why_possible: str = NOT_KNOWN,
) -> None:
    found = code_of(record, entry)
    if found is None:
        return
    element, codeable = found
    if when.to_come:
        taken = "planned"
    statuses: dict[Take, Status] = {"past": "past", "planned": "planned"}
    status = statuses.get(taken, "current")
    beside = Beside(when.since, when.until, status)
    stated = tell(record, entry, element, codeable, "medicines", beside)
    if not stated:
        return
    stated = _where(record, entry, stated, codeable)
    if at := times_of_day(record, entry):
        stated = tuple(replace(one, at=at) for one in stated)
    b12_forms = record.prepared.read_in_full
    names_b12 = not b12_forms.isdisjoint([one.concept for one in stated])
    if not names_b12 and taken in PLAIN:
        record.state(entry, element, stated)
        return
    given = Given()
    if names_b12:
        given = dosage()
        stated = tuple(dosed(one, given) for one in stated)
    kept: list[Statement] = []
    for one in stated:
        if one.concept in b12_forms and only_planned is not None and status != "planned":
            record.warn(entry, element, record.prepared.displayed.said(codeable), only_planned)
            if status == "past":
                one = replace(one, qualifiers=one.qualifiers | {"possible"})
            else:
                one = replace(one, status="planned", since=None, until=None)
        if taken == "absent":
            one = replace(one, present=False)
        if taken == "possible":
            one = replace(one, qualifiers=one.qualifiers | {"possible"})
        kept.append(one)
    if taken == "possible":
        record.warn(entry, "status", text(entry.resource.get("status")), why_possible)
    if names_b12:
        kept += _reactions(record, entry)
    if possible_dose(record, entry, kept, given):
        record.state(entry, element, kept)


def _where(
    record: Record, entry: Entry, stated: tuple[Statement, ...], codeable: Any
) -> tuple[Statement, ...]:
    """What is stated, a medicine that is put on the skin, in the eye, the ear or the nose so."""
    lexicon = record.prepared.lexicon
    elsewhere = lexicon.language.outside
    if elsewhere.keys().isdisjoint([one.concept for one in stated]):
        return stated
    resource = entry.resource
    dosages = [
        *mappings(resource.get("dosageInstruction")),
        *(mappings(resource.get("dosage")) or [mapping(resource.get("dosage"))]),
    ]
    said = record.prepared.displayed.said(codeable)
    words = " ".join((said, *(word for one in dosages for word in words_of(one.get("route")))))
    by_name = not lexicon.outside_words.isdisjoint(lexicon.spelling.folds(words))
    if not by_name and PLACES.isdisjoint(route_of(record, dosage) for dosage in dosages):
        return stated
    return tuple(
        replace(one, concept=elsewhere.get(one.concept, one.concept))
        if one.route is None or one.route in PLACES
        else one
        for one in stated
    )


def _reactions(record: Record, entry: Entry) -> list[Statement]:
    """The reactions to vitamin B12 that stand as its reason to stop, or in a note on it."""
    resource = entry.resource
    reasons = mappings(resource.get("statusReason")) or [
        mapping(resource.get("statusReasonCodeableConcept"))
    ]
    said = [*(words for reason in reasons for words in words_of(reason))]
    said += [words for note in mappings(resource.get("note")) if (words := text(note.get("text")))]
    return [
        one
        for words in said
        for one in record.prepared.lexicon.read(
            words, list_name=EARLIER, source=entry.path, on=record.on, hints=record.own
        ).statements
        if one.allergy or REACTION in record.prepared.groups[one.concept]
    ]


def code_of(record: Record, entry: Entry) -> tuple[str, Any] | None:
    """Where the medicine is named, and its CodeableConcept; None where the entry is settled."""
    resource = entry.resource
    if resource.get(NAMED) is not None:
        return NAMED, resource[NAMED]
    reference = mapping(resource.get("medicationReference"))
    name = text(reference.get("reference"))
    medication = record.references.find(name, resource)
    if medication is None:
        if display := text(reference.get("display")):
            return "medicationReference.display", {"text": display}
        record.refuse(entry, "medicationReference", name, NOWHERE, WHOLE)
        return None
    if text(medication.get("status")) not in (None, "active", "inactive"):
        record.refuse(entry, "medicationReference", name, VOID, WHOLE)
        return None
    if any(modifiers(medication)):
        why = "the Medication that it refers to changes its own meaning"
        record.refuse(entry, "medicationReference", name, why, "a Medication without modifiers")
        return None
    code = medication.get("code")
    if code is None:
        named = [
            ingredient.get("itemCodeableConcept")
            for ingredient in mappings(medication.get("ingredient"))
        ]
        code = named[0] if len(named) == 1 else None
    return "medicationReference", code


def _bounds(dosages: Any) -> tuple[date | None, date | None]:
    """The first and the last day of the period that a dosage is bound to."""
    for dosage in mappings(dosages):
        repeat = mapping(mapping(dosage.get("timing")).get("repeat"))
        if not (period := mapping(repeat.get("boundsPeriod"))):
            continue
        start, end = day_of(period.get("start")), day_of(period.get("end"))
        if start or end:
            return (last_day(start) if start else None), (end.on if end else None)
    return None, None
