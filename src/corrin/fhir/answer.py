"""An observation or answer that is no number: a question with yes or no, a thing that it names."""

from dataclasses import replace

from corrin.domain.code import Code
from corrin.fhir.codes import Meaning
from corrin.fhir.entry import Entry
from corrin.fhir.look import NOTHING
from corrin.fhir.record import Beside, Record
from corrin.fhir.tell import of_code, tell
from corrin.fhir.times import times
from corrin.fhir.values import Json, choice, codes_of, text, truth, words_of
from corrin.reading import ledger

YES = frozenset({"yes", "y", "true", "present", "positive", "373066001", "LA33-6", "52101004"})
NO = frozenset({"no", "n", "false", "absent", "negative", "373067005", "LA32-8", "2667000"})
"""Yes and no as words, and as SNOMED CT, LOINC and HL7 answer codes."""


def read_answer(record: Record, entry: Entry, own: Json, meant: Meaning, code: Code | None) -> None:
    """What an Observation says whose code is not of an analyte."""
    found = choice(own, "value")
    when = times(record, entry, own, "effective", "issued")
    beside = Beside(since=when.since)
    if code is not None:
        _coded(record, entry, own, meant, code, found, beside)
        return
    if found is None or (
        found[0] != "valueCodeableConcept" and (meant.coded or found[0] != "valueString")
    ):
        _unknown(record, entry, meant)
        return
    key, value = found
    codeable = value if key == "valueCodeableConcept" else {"text": value}
    if yes_or_no(codeable) is not None or not _of_concern(record, codeable):
        _unknown(record, entry, meant)
        return
    stated = tell(record, entry, key, codeable, "diet", beside)
    if stated:
        record.state(entry, key, stated)


def _of_concern(record: Record, codeable: object) -> bool:
    """Whether a coded value is a thing that is known; of words alone that is found by reading."""
    for words in words_of(codeable):
        if record.prepared.look["diet"].named(words) is not NOTHING:
            return True
    return any(
        record.prepared.codes.find(system, code) is not None
        for system in record.prepared.systems
        for code in codes_of(codeable)
    )


def _coded(
    record: Record,
    entry: Entry,
    own: Json,
    meant: Meaning,
    code: Code,
    found: tuple[str, object] | None,
    beside: Beside,
) -> None:
    """A finding that is coded by itself is present; a question is what its answer says."""
    words = meant.said
    if str(code.of) not in record.knowledge.concepts:
        record.aside(entry, ledger.NO_RULE)
        return
    one = of_code(record, entry, code, words, "conditions", beside)
    if found is None:
        if code.question or own.get("dataAbsentReason") is not None:
            record.aside(entry, ledger.NO_VALUE)
        else:
            record.state(entry, "code", (one,))
        return
    key, value = found
    said = yes_or_no(value) if key != "valueBoolean" else truth(value)
    if said is None and key in ("valueCodeableConcept", "valueString"):
        codeable = value if key == "valueCodeableConcept" else {"text": value}
        stated = tell(record, entry, key, codeable, "conditions", beside)
        if stated:
            record.state(entry, key, stated)
        return
    if said is None:
        record.not_understood(entry, key, text(value), "it is neither yes nor no")
        return
    record.state(entry, key, (replace(one, present=one.present is said),))


def yes_or_no(value: object) -> bool | None:
    """What an answer says, where it is only yes or no."""
    said = {word.lower() for word in words_of(value)} | set(codes_of(value))
    if isinstance(value, str):
        said = {value.strip().lower()}
    yes, no = bool(said & YES), bool(said & NO)
    return None if yes is no else yes


def _unknown(record: Record, entry: Entry, meant: Meaning) -> None:
    if meant.coded:
        record.aside(entry, ledger.NO_RULE)
    elif meant.words:
        why = "no test that is known is named"
        record.not_understood(entry, "code", meant.words[0], why)
    else:
        record.not_understood(entry, "code", None, "it has no words and no code that is known")
