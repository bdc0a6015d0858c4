"""Composition and DiagnosticReport: what holds others together, and what they say themselves."""

from collections.abc import Iterator

from msgspec.structs import replace

from corrin.domain.person import ListName
from corrin.fhir.entry import Entry
from corrin.fhir.observation import read_contained
from corrin.fhir.record import Beside, Record
from corrin.fhir.status import REPORT, Take, take
from corrin.fhir.tell import tell
from corrin.fhir.times import NO_TIME, times
from corrin.fhir.values import Json, codes_of, mappings, said_of, text
from corrin.reading import ledger

NIL = "nilknown"
SECTIONS: dict[str, ListName] = {
    "48765-2": "allergies",
    "10160-0": "medicines",
    "11450-4": "conditions",
    "47519-4": "procedures",
}
"""The LOINC codes of the sections of an International Patient Summary."""
COMPOSITION: dict[str, Take] = {
    **dict.fromkeys(("final", "amended"), "current"),
    "preliminary": "possible",
    "entered-in-error": "void",
}
NOT_FINAL = "the report is not final"


def read_composition(record: Record, entry: Entry) -> None:
    """Sections that say "nothing known" answer a list; the others hold entries of the record."""
    taken = take(record, entry, "status", COMPOSITION)
    if taken is None:
        return
    record.aside(entry, ledger.IN_PARTS)
    for path, section in _sections(entry.resource, entry.path):
        if section.get("emptyReason") is None:
            continue
        part = Entry(path, section, "Composition.section")
        record.add(part.path, said_of(section.get("code")))
        codes = codes_of(section.get("code"))
        lists: list[ListName] = [SECTIONS[code] for code in codes if code in SECTIONS]
        if NIL in codes_of(section.get("emptyReason")) and lists and taken == "current":
            record.asked[lists[0]] = part
            record.settle(part, "used", ledger.NONE_OF_THESE)
        else:
            record.aside(part, ledger.NOT_STATED)


def _sections(holder: Json, path: str) -> Iterator[tuple[str, Json]]:
    for index, section in enumerate(mappings(holder.get("section"))):
        at = f"{path}.section[{index}]"
        yield at, section
        yield from _sections(section, at)


def read_report(record: Record, entry: Entry) -> None:
    """A DiagnosticReport: its results are Observations; its conclusion is read as words."""
    taken = take(record, entry, "status", REPORT)
    if taken is None:
        return
    if taken == "possible" and (
        entry.resource.get("conclusion") or entry.resource.get("conclusionCode")
    ):
        record.warn(entry, "status", text(entry.resource.get("status")), NOT_FINAL)
    read_contained(record, entry)
    record.aside(entry, ledger.IN_PARTS if entry.resource.get("result") else ledger.NO_RULE)
    _coded(record, entry, possible=taken == "possible")
    _conclusion(record, entry, possible=taken == "possible")


def _coded(record: Record, entry: Entry, *, possible: bool) -> None:
    coded = mappings(entry.resource.get("conclusionCode"))
    when = times(record, entry, entry.resource, "effective") if coded else NO_TIME
    beside = Beside(since=when.since)
    for index, codeable in enumerate(coded):
        part = Entry(entry.at(f"conclusionCode[{index}]"), entry.resource, entry.kind)
        record.add(part.path, record.prepared.displayed.said(codeable))
        stated = tell(record, part, "coding", codeable, "imaging", beside)
        if stated:
            more = {"possible"} if possible else set[str]()
            record.state(
                part, "coding", [replace(s, qualifiers=s.qualifiers | more) for s in stated]
            )


def _conclusion(record: Record, entry: Entry, *, possible: bool) -> None:
    words = text(entry.resource.get("conclusion"))
    if words is None:
        return
    part = Entry(entry.at("conclusion"), entry.resource, entry.kind)
    record.add(part.path, words)
    hints = record.hints(Beside(note=True))
    read = record.prepared.lexicon.read(
        words, list_name="imaging", source=part.path, on=record.on, hints=hints
    )
    if read.statements:
        more = {"possible"} if possible else set[str]()
        record.state(
            part, "", [replace(s, qualifiers=s.qualifiers | more) for s in read.statements]
        )
    else:
        record.aside(part, ledger.NOTE)
