"""AdverseEvent and Flag: what may tell of a reaction to vitamin B12.

A reaction to vitamin B12 counts as an allergy that is not confirmed, until a person has cleared
it. What is not understood is never left aside without a word.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from corrin.domain.person import ListName, Statement
from corrin.fhir.bundle import told
from corrin.fhir.entry import Entry
from corrin.fhir.look import untagged
from corrin.fhir.record import Beside, Record
from corrin.fhir.status import ACTUALITY, FLAG, take
from corrin.fhir.tell import tell
from corrin.fhir.times import times
from corrin.fhir.values import Json, mapping, mappings, text, words_of
from corrin.reading import ledger

NOT_READ = "entries of this kind are not read; see whether it bears on vitamin B12"
NO_ALLERGY = "it is put down to vitamin B12, and is not known to be an allergy; see whether it is"
REACTION = "hypersensitivity_reaction"
MEDICINE = ("medicationCodeableConcept", "vaccineCode", "code")
"""Where a resource names what was given."""


def read_event(record: Record, entry: Entry) -> None:
    """What happened to a person, and the vitamin B12 that is blamed for it."""
    resource = entry.resource
    taken = take(record, entry, "actuality", ACTUALITY)
    if taken is None:
        return
    since = times(record, entry, resource, "date", "detected").since
    blamed = _blamed(record, entry, Beside(since=since, reaction=True))
    stated = [one for one in blamed if one.allergy and one.concept in record.prepared.read_in_full]
    if not stated:
        not_read(record, entry)
    elif taken == "possible" or _harmless(record, entry):
        record.warn(entry, "event", ", ".join(words_of(resource.get("event"))) or None, NO_ALLERGY)
        record.aside(entry, ledger.NOTE)
    else:
        more = frozenset({"possible"})
        kept = (replace(one, qualifiers=one.qualifiers | more) for one in stated)
        record.state(entry, "suspectEntity", dict.fromkeys(kept))


def _blamed(record: Record, entry: Entry, beside: Beside) -> Iterator[Statement]:
    """The allergies to vitamin B12 that an event would be, by what it is put down to."""
    b12 = record.prepared.read_in_full
    for suspect in mappings(entry.resource.get("suspectEntity")):
        codeable = _named(record, entry, mapping(suspect.get("instance")))
        if b12 & _may_name(record, codeable, "allergies"):
            yield from tell(record, entry, "suspectEntity", codeable, "allergies", beside)
    event = entry.resource.get("event")
    if b12 & _may_name(record, event, "allergies"):
        yield from tell(record, entry, "event", event, "allergies", beside)


def _named(record: Record, entry: Entry, instance: Json) -> object:
    """What a suspected thing is, by its resource or by its words."""
    found = record.references.find(text(instance.get("reference")), entry.resource)
    if found is not None and "medicationReference" in found:
        return _named(record, entry, mapping(found["medicationReference"]))
    display = {"text": text(instance.get("display"))}
    return next((found[key] for key in MEDICINE if key in found), display) if found else display


def _harmless(record: Record, entry: Entry) -> bool:
    """Whether all words of an event are understood, and none of them is of an allergy."""
    for words in words_of(entry.resource.get("event")):
        read = record.prepared.lexicon.read(
            untagged(words), list_name="conditions", source=entry.path, on=record.on
        )
        groups = (record.prepared.groups[one.concept] for one in read.statements)
        if not read.statements or read.not_understood or any(REACTION in of for of in groups):
            return False
    return bool(entry.resource.get("event"))


def read_flag(record: Record, entry: Entry) -> None:
    """What a Flag warns of, where it names something that is known."""
    resource = entry.resource
    taken = take(record, entry, "status", FLAG)
    if taken is None:
        return
    codeable = resource.get("code")
    if not _may_name(record, codeable, "conditions"):
        not_read(record, entry)
        return
    when = times(record, entry, resource, "period")
    over = taken == "past" or when.until is not None
    beside = Beside(when.since, when.until, "past" if over else "current")
    if stated := tell(record, entry, "code", codeable, "conditions", beside):
        record.state(entry, "code", stated)


def not_read(record: Record, entry: Entry) -> None:
    """Leave an entry aside, but not without a word."""
    record.report.warn(entry.path, told(entry, record.prepared.displayed), NOT_READ)
    record.aside(entry, ledger.KIND)


def _may_name(record: Record, codeable: object, list_name: ListName) -> frozenset[str]:
    """The concepts that codes and words name; all that may be meant where they are to be read."""
    look = record.prepared.look[list_name]
    meant = record.prepared.displayed.meaning(codeable)
    found = {code.of for code in (*meant.codes, *meant.without_system) if code.of in look.wanted}
    for words in meant.words:
        named = look.named(untagged(words))
        if named is None:
            return look.wanted
        found.update(named.concepts)
    return frozenset(str(one) for one in found)
