"""What a record holds of B12 and could not be used: silence must not pass for health.

A result of a marker of B12 status speaks unless one of the same day or a later one was read; an
allergy, where it names what a rule asks of. What is named is never the value.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from corrin import fhir
from corrin.domain import card
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import Notice
from corrin.errors import Refusal, Refused
from corrin.fhir.document import Document
from corrin.fhir.values import Json, mapping, mappings, text, words_of
from corrin.knowledge import load
from corrin.record.reading import Reading

PLACE = re.compile(r"Bundle\.entry\[(\d+)\]\.resource(?:\.component\[(\d+)\])?")
ROLE = "b12_status"
NAMING = ("code", "reaction")
"""The elements of an AllergyIntolerance that say to what."""
DATES = ("effectiveDateTime", "effectiveInstant", "issued")
DATE = len("2026-11-20")


class Unread(Struct, frozen=True, kw_only=True):
    """An entry that could not be used."""

    kind: card.Unread
    name: str
    element: str
    """The one that spoils it, by its path in the entry."""
    why: str

    @property
    def says(self) -> str:
        return f"{self.name}, {self.element}: {self.why}"


def unread(resources: Sequence[Json], reading: Reading) -> tuple[Unread, ...]:
    """The entries of a record that bear on B12 and could not be used, each once.

    Args:
        resources: what was read, in its order.
    """
    found: dict[str, Unread] = {}
    for fault in (*reading.refused, *reading.not_understood):
        place = PLACE.match(fault.field)
        if place is None or place[0] in found:
            continue
        resource = resources[int(place[1])]
        element = fault.field[place.end() :].removeprefix(".") or "entry"
        for kind, name in _named(resource, place[2], reading):
            found[place[0]] = Unread(kind=kind, name=name, element=element, why=fault.why)
    return tuple(found.values())


def things(found: Iterable[Notice | Refusal]) -> int:
    """How many entries, or parts of one, some faults are of; several may be of one."""
    places = ((PLACE.match(one.field), one.field) for one in found)
    return len({place[0] if place else field for place, field in places})


def _named(resource: Json, part: str | None, reading: Reading) -> Iterator[tuple[card.Unread, str]]:
    """Of what kind an entry is and what it is about, if it bears on B12."""
    knowledge = load.knowledge()
    if resource.get("resourceType") == "Observation":
        holder = resource if part is None else mappings(resource.get("component"))[int(part)]
        measured = _measured(holder.get("code"), knowledge)
        day = _day(resource)
        if measured and not _overtaken(measured, day, reading):
            names = " or ".join(knowledge.analytes[name].name for name in measured)
            known = day is not None and day <= reading.on
            yield "results", f"{names} of {day}" if known else names
    elif resource.get("resourceType") == "AllergyIntolerance" and _is_asked(resource, knowledge):
        said = fhir.prepared(knowledge).displayed.said(resource.get("code"))
        yield "allergies", said or "an allergy"


def _measured(codeable: Any, knowledge: Knowledge) -> list[str]:
    """The markers of B12 status that a test may be: by its codes, or else by its words."""
    laid_out = fhir.prepared(knowledge)
    meant = laid_out.displayed.meaning(codeable)
    names = [code.of for code in meant.codes if code.of]
    if not names:
        names = [one.id for words in words_of(codeable) for one in laid_out.analytes.named(words)]
    markers = (name for name in names if name in knowledge.analytes)
    return [name for name in dict.fromkeys(markers) if knowledge.analytes[name].role == ROLE]


def _overtaken(measured: Sequence[str], day: date | None, reading: Reading) -> bool:
    """Whether one of the same day or a later one was read."""
    known = reading.person.results if reading.person else ()
    return day is not None and any(one.analyte in measured and one.on >= day for one in known)


def _day(resource: Json) -> date | None:
    said = next((told for name in DATES if (told := text(resource.get(name)))), None)
    said = said or text(mapping(resource.get("effectivePeriod")).get("start"))
    try:
        return date.fromisoformat(said[:DATE]) if said else None
    except ValueError:
        return None


def _is_asked(allergy: Json, knowledge: Knowledge) -> bool:
    """Whether an allergy names what a rule asks of, read without all that spoiled it."""
    named = {name: allergy[name] for name in NAMING if name in allergy}
    alone = {"resourceType": "AllergyIntolerance", **named}
    try:
        read = fhir.read_document(Document(alone), knowledge=knowledge, on=date.max)
    except Refused:
        return False
    asked = {name for fact in knowledge.facts.values() if fact.allergy for name in fact.concepts}
    groups = fhir.prepared(knowledge).groups
    statements = read.person.statements if read.person else ()
    return any(not asked.isdisjoint(groups.get(one.concept, ())) for one in statements)
