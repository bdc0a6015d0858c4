"""Elements of FHIR as they are written: nothing empty, decimals with all their digits."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from corrin.domain.code import Code
from corrin.domain.knowledge import Knowledge

Json = dict[str, Any]
EMPTY: tuple[object, ...] = (None, "", [], {})
UCUM = "http://unitsofmeasure.org"

_encoder = msgspec.json.Encoder(decimal_format="number")


def filled(elements: Mapping[str, Any]) -> Json:
    """The elements that hold something: FHIR knows no null and no empty text, list or object."""
    return {name: value for name, value in elements.items() if value not in EMPTY}


def encoded(resource: Json) -> bytes:
    """A resource as JSON; a decimal is a number with the digits that it has."""
    return _encoder.encode(resource)


def indented(resource: Json) -> bytes:
    """A resource as indented JSON with a line break at its end."""
    return msgspec.json.format(encoded(resource), indent=2) + b"\n"


def words(text: str, codings: Iterable[Json] = ()) -> Json:
    """A CodeableConcept with words, and codings where there are any."""
    return filled({"coding": list(codings), "text": text})


def notes(*texts: str | None) -> list[Json]:
    """Annotations, of which each says something."""
    return [{"text": text} for text in texts if text]


def codings_of(thing: str, knowledge: Knowledge, systems: tuple[str, ...]) -> list[Json]:
    """The first code of each system that stands for a concept or an analyte and for nothing less.

    Args:
        systems: ids of code systems, in the order in which they are written.
    """
    found = _whole_codes(knowledge).get(thing, {})
    return [
        {"system": knowledge.code_systems[name].uri, "code": found[name].code}
        for name in systems
        if name in found
    ]


_BY_THING: list[tuple[Knowledge, dict[str, dict[str, Code]]]] = []
"""The codes of the knowledge that was used last: there are thousands."""


def _whole_codes(knowledge: Knowledge) -> dict[str, dict[str, Code]]:
    """The first code in each system of everything that has one."""
    if not _BY_THING or _BY_THING[0][0] is not knowledge:
        found: dict[str, dict[str, Code]] = {}
        for code in knowledge.codes.values():
            if code.of and _whole(code):
                found.setdefault(code.of, {}).setdefault(code.system, code)
        _BY_THING[:] = [(knowledge, found)]
    return _BY_THING[0][1]


def _whole(code: Code) -> bool:
    """Whether a code means the thing itself: no question about it, no part, no denial."""
    apart = code.question or code.denies or code.possible
    return code.match == "exact" and not apart
