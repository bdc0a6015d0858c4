"""A Bundle as entries: each resource with its place, duplicates named, and of whom each speaks."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, field

from corrin.errors import Refusal, Refused
from corrin.fhir.codes import Displayed
from corrin.fhir.entry import Entry
from corrin.fhir.modifiers import refused_bundle
from corrin.fhir.references import short
from corrin.fhir.release import R4, other_release
from corrin.fhir.values import Json, listed, mapping, mappings, name_of, text
from corrin.reading.strict import shown
from corrin.record.report import Report

SUBJECTS = ("subject", "patient", "beneficiary", "individual")
BUNDLES = frozenset(
    {"collection", "searchset", "transaction", "batch", "document", "history", "message"}
    | {"batch-response", "transaction-response", "subscription-notification"}
)
NEXT_PAGE = "the record goes on elsewhere; what stands there was not read"
UNNAMED = "?"
"""Stands for the type of a resource that does not say its own."""
PATIENT = "Patient: "
MOST = 20_000
"""How many entries of a record are read: far more than a life of care gives."""
DAY_OF = {
    "Immunization": "occurrenceDateTime",
    "MedicationAdministration": "effectiveDateTime",
    "Procedure": "performedDateTime",
}
"""Where the day stands on which something was done to the person."""
DATE = len("2026-11-20")
RESOURCE = ".resource"
NAMED = (
    "code",
    "vaccineCode",
    "medicationCodeableConcept",
    "type",
    "category",
    "description",
    "event",
)
"""The elements by which an entry is shown in one short line."""


def entries_of(resource: Json) -> list[Entry]:
    """The resources of a Bundle, or the one resource, with those of a Bundle inside it.

    Raises:
        Refused: the input is not a resource of FHIR R4.
    """
    kind = text(resource.get("resourceType"))
    if kind is None or not kind.isidentifier():
        raise _refused("resourceType", kind, "it does not say which resource it is", "a Bundle")
    if (other := other_release(kind, resource)) is not None:
        element, release = other
        said = kind if element == "resourceType" else text(resource.get(element))
        raise _refused(f"{kind}.{element}", said, f"it is written in {release}", R4)
    if kind != "Bundle":
        return [Entry(kind, resource, kind)]
    bundle = text(resource.get("type"))
    if bundle is not None and bundle not in BUNDLES:
        raise _refused("Bundle.type", bundle, "it is not a type of Bundle", ", ".join(BUNDLES))
    refused_bundle(resource, "Bundle")
    found: list[Entry] = []
    _add_inside(found, resource, "Bundle")
    _check_number(len(found))
    return found


def _check_number(entries: int) -> None:
    if entries > MOST:
        why = "the record holds too many entries"
        raise _refused("Bundle.entry", f"more than {MOST}", why, f"up to {MOST} entries")


def _add_inside(found: list[Entry], bundle: Json, path: str) -> None:
    items = listed(bundle.get("entry")) or mappings(bundle.get("entry"))
    _check_number(len(found) + len(items))
    places = _places(path, len(items))
    try:
        plain = [
            Entry(at, inner := item["resource"], inner["resourceType"], item)
            for item, at in zip(items, places, strict=False)
        ]
        if all(map(_is_single, {entry.kind for entry in plain})):
            found += plain
            return
    except (LookupError, TypeError):
        pass  # one of them is no resource, or does not say which
    for item, at in zip(items, places, strict=False):
        _add_item(found, item, at)


def _is_single(kind: Any) -> bool:
    """Whether it is the type of a resource that holds no others."""
    return kind.__class__ is str and kind.isidentifier() and kind != "Bundle"


def _add_item(found: list[Entry], item: Any, at: str) -> None:
    holder = mapping(item)
    inner: Any = holder.get("resource")
    if inner.__class__ is not dict:
        found.append(Entry(at.removesuffix(RESOURCE), holder, ""))
        return
    kind = inner.get("resourceType")
    if kind == "Bundle":
        refused_bundle(inner, at)
        _add_inside(found, inner, at)
    else:
        found.append(Entry(at, inner, kind if _is_single(kind) else UNNAMED, holder))


def _places(bundle: str, count: int) -> list[str]:
    """Where the resources of a Bundle stand, of so many entries at least."""
    places = _OUTERMOST if bundle == "Bundle" else []
    places += [f"{bundle}.entry[{index}]{RESOURCE}" for index in range(len(places), count)]
    return places


_OUTERMOST: list[str] = []
"""The places in a Bundle that stands in no other: they are the same in every record."""


def name_next_page(report: Report, resource: Json) -> None:
    """Name that a search goes on: what is missing here may stand on its next page."""
    for index, link in enumerate(mappings(resource.get("link"))):
        if resource.get("resourceType") == "Bundle" and link.get("relation") == "next":
            report.warn(f"Bundle.link[{index}].url", text(link.get("url")), NEXT_PAGE)


def lines_of(entries: Iterable[Entry], displayed: Displayed) -> dict[str, str]:
    """Of each entry, by its path, what a line shows; what is looked up is kept in the entry."""
    found: dict[str, str] = {}
    for entry in entries:
        concept = entry.resource.get("code")
        if concept is not None and entry.kind not in DAY_OF:
            try:
                same, known = displayed.latest[concept["coding"][0]["code"]]
                if concept == same:
                    found[entry.path] = known.lines[entry.kind]
                    entry.known, entry.concept = known, concept
                    continue
            except (LookupError, TypeError):
                pass  # it is written in another way, or was not met before
        found[entry.path] = told(entry, displayed)
    return found


def told(entry: Entry, displayed: Displayed) -> str:
    """An entry in one short line; what is looked up for it is kept in the entry."""
    resource, kind = entry.resource, entry.kind
    if kind == "Patient":
        return shown(_person(resource))
    for name in filter(resource.get, NAMED):
        value = resource[name]
        concept = first_of(value) if value.__class__ is list else value
        known = displayed.known(concept)
        if known is not None:
            entry.known, entry.concept = known, concept
            line = known.lines.get(kind) or known.line(kind) or _line(kind, displayed, concept)
        else:
            line = _line(kind, displayed, concept)
        if line:
            if kind in DAY_OF and (day := text(resource.get(DAY_OF[kind]))):
                return shown(f"{line}, {day[:DATE]}")
            return line
    return shown(kind)


def _line(kind: str, displayed: Displayed, concept: Any) -> str:
    """A resource by what names it, worked out anew; nothing where that has neither words nor
    codes."""
    said = displayed.worded(concept)
    return shown(f"{kind}: {said}") if said else ""


def _person(patient: Json) -> str:
    born = text(patient.get("birthDate"))
    said = (name_of(patient), text(patient.get("gender")), f"born {born}" if born else None)
    return f"{PATIENT}{', '.join(part for part in said if part)}"


def first_of(value: Any) -> Any:
    """The first of a list, or the value itself."""
    return (value[0] if value else None) if value.__class__ is list else value


class Whose(Struct, frozen=True):
    """Of whom entries speak: the names by which the person of the record is referred to."""

    own: frozenset[str]
    others: frozenset[str]
    """The references to the other Patients of the record."""
    numbers: Mapping[str | None, frozenset[str]] = field(default_factory=dict[str | None, Any])
    """By system, the identifiers of the person of the record."""

    def stranger(self, entry: Entry) -> tuple[str, str] | None:
        """The element and the reference by which an entry is somebody else's."""
        for element in SUBJECTS:
            reference: Any = entry.resource.get(element)
            if reference is None:
                continue
            said = text(mapping(reference).get("reference"))
            if said is None:
                return self._by_identifier(element, mapping(mapping(reference).get("identifier")))
            if said in self.own or said.startswith("#") or short(said) in self.own:
                return None
            return f"{element}.reference", said
        return None

    def _by_identifier(self, element: str, identifier: Json) -> tuple[str, str] | None:
        """The element by which an entry is somebody else's, who has another number there."""
        system, value = text(identifier.get("system")), text(identifier.get("value"))
        if system not in self.numbers or value is None or value in self.numbers[system]:
            return None
        return f"{element}.identifier.value", value

    def focus(self, entry: Entry) -> tuple[str, str | None] | None:
        """The element by which an entry is about something else than the person: a fetus."""
        for index, reference in enumerate(mappings(entry.resource.get("focus"))):
            said = text(reference.get("reference"))
            if said is None or (said not in self.own and short(said) not in self.own):
                return f"focus[{index}].reference", said or text(reference.get("display"))
        return None

    def is_other(self, reference: str) -> bool:
        """Whether a reference is to another Patient of the record."""
        return reference in self.others or short(reference) in self.others


def numbers_of(patient: Json) -> dict[str | None, frozenset[str]]:
    """The identifiers of a Patient by their system."""
    found: dict[str | None, set[str]] = {}
    for identifier in mappings(patient.get("identifier")):
        if value := text(identifier.get("value")):
            found.setdefault(text(identifier.get("system")), set()).add(value)
    return {system: frozenset(values) for system, values in found.items()}


def subjects_of(entries: Iterable[Entry]) -> dict[str, str]:
    """The people whom the entries of a record without a Patient speak of: short → as written."""
    found: dict[str, str] = {}
    for entry in entries:
        for element in SUBJECTS:
            said = text(mapping(entry.resource.get(element)).get("reference"))
            if said is not None and not said.startswith("#"):
                found.setdefault(short(said), said)
                break
    return found


def _refused(field: str, value: str | None, why: str, accepted: str) -> Refused:
    return Refused([Refusal(field=field, value=value, why=why, accepted=accepted)])
