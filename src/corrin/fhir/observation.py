"""Observation: a result, a property of the person, or an answer; each component by itself.

A result that is written plainly (a coded analyte, a number, its unit, its day) is taken at once;
everything else goes through the reader of laboratory entries that the person file has, so that
both say the same of the same result. A test compares the two ways.
"""

from decimal import Decimal
from typing import Any

from corrin.domain.code import Code
from corrin.domain.person import Result
from corrin.fhir.answer import read_answer
from corrin.fhir.codes import Meaning, meaning
from corrin.fhir.entry import Entry
from corrin.fhir.lab import read_lab
from corrin.fhir.measure import PROPERTIES, read_property
from corrin.fhir.record import Record
from corrin.fhir.specimen import foreign_specimen, measured_elsewhere, names_blood
from corrin.fhir.status import OBSERVATION, take
from corrin.fhir.values import Json, choice, mapping, mappings, text
from corrin.fhir.words import component
from corrin.reading import ledger
from corrin.reading.result_time import written_out

PLAIN_STATUS = ("final", "amended", "corrected")
PLAIN = frozenset({"value", "unit", "system", "code"})
NOT_PLAIN = frozenset(
    {
        "interpretation",
        "referenceRange",
        "note",
        "method",
        "bodySite",
        "dataAbsentReason",
        "specimen",
        *("valueBoolean", "valueCodeableConcept", "valueDateTime", "valueDecimal", "valueInteger"),
        *("valuePeriod", "valueRange", "valueRatio", "valueSampledData", "valueString"),
        "valueTime",
    }
)
"""What asks for a closer look at a quantity; of two values neither is taken."""
OTHER_SUBJECT = "it is of another subject than the entry in which it stands"


def read_observation(record: Record, entry: Entry) -> None:
    """What an Observation gives; its components are entries of their own."""
    resource = entry.resource
    components = resource.get("component")
    if components is None and _plain(record, entry, resource):
        return
    parts = [
        Entry(entry.at(f"component[{index}]"), part, "Observation.component")
        for index, part in enumerate(mappings(components))
    ]
    for part in parts:
        record.add(part.path, record.prepared.displayed.said(part.resource.get("code")))
    if parts and _all_aside(record, parts, resource):
        record.aside(entry, ledger.IN_PARTS)
        return
    if take(record, entry, "status", OBSERVATION) is None:
        outcome = record.report.outcome(entry.path) or "not_relevant"
        for part in parts:
            record.settle(part, outcome, record.report.why(entry.path))
        return
    for part in parts:
        _one(
            record, part, {**resource, "component": None, "hasMember": None, **_own(part.resource)}
        )
    read_contained(record, entry)
    grouped = bool(parts) or bool(resource.get("hasMember"))
    if grouped and choice(resource, "value") is None:
        record.aside(entry, ledger.IN_PARTS)
    else:
        _one(record, entry, resource)


def read_contained(record: Record, entry: Entry) -> None:
    """The results that stand inside another resource, each an entry of its own."""
    whose, inside = _subject(entry.resource), mappings(entry.resource.get("contained"))
    others = [one for one in inside if one.get("resourceType") != "Observation"]
    for index, inner in enumerate(inside):
        if inner.get("resourceType") != "Observation":
            continue
        part = Entry(entry.at(f"contained[{index}]"), {**inner, "contained": others}, "Observation")
        said = record.prepared.displayed.said(inner.get("code"))
        record.add(part.path, f"Observation: {said}")
        its = _subject(inner)
        if its not in (None, whose):
            record.refuse(part, "subject.reference", its, OTHER_SUBJECT, "the person of the entry")
        else:
            read_observation(record, part)


def _subject(resource: Json) -> str | None:
    return text(mapping(resource.get("subject")).get("reference"))


def _all_aside(record: Record, parts: list[Entry], resource: Json) -> bool:
    """Leave aside a panel of which no rule asks for any part."""
    codings = [_one_coding(part.resource.get("code")) for part in parts]
    by_code = record.prepared.codes.by_code
    for coding in codings:
        code = None if coding is None else by_code.get(_key(coding))
        if code is None or code.aside is None:
            return False
    if choice(resource, "value") is not None or resource.get("status") not in PLAIN_STATUS:
        return False
    for part in parts:
        record.report.settle(part.path, "not_relevant", ledger.NO_RULE)
    return True


def _key(coding: Json) -> tuple[str, str]:
    """System and code; what is no text is none that is known."""
    system, code = coding.get("system"), coding.get("code")
    return (system, code) if type(system) is str and type(code) is str else ("", "")


def _own(part: Json) -> Json:
    """A component with what it does not share with its panel."""
    shared = ("code", "dataAbsentReason", "interpretation", "referenceRange")
    values = dict.fromkeys(("note", "method"))
    return {**values, **dict.fromkeys(shared), **part}


def _one(record: Record, entry: Entry, resource: Json) -> None:
    """One value with its code; `resource` also holds what a component shares with its panel."""
    value_keys = [
        key for key in entry.resource if key.startswith("value") and len(key) > len("value")
    ]
    if len(value_keys) > 1:
        for key in value_keys:
            record.refuse(
                entry, key, text(entry.resource[key]), "two values are given", "one value"
            )
        return
    own = {key: value for key, value in resource.items() if not key.startswith("value")}
    own.update({key: entry.resource[key] for key in value_keys})
    meant = meaning(record.prepared.codes, entry.resource.get("code"), ())
    useful = list({code.of: code for code in meant.codes if code.of}.values())
    if len(useful) > 1:
        said = " / ".join(str(code.of) for code in useful)
        record.refuse(entry, "code", said, "its codes name different things", "codes of one test")
    elif not useful:
        _by_words(record, entry, own, meant)
    elif useful[0].of in record.knowledge.analytes:
        read_lab(record, entry, own, (record.knowledge.analytes[useful[0].of],), meant)
    elif useful[0].of in PROPERTIES:
        read_property(record, entry, own, useful[0].of)
    else:
        read_answer(record, entry, own, meant, useful[0])


def _by_words(record: Record, entry: Entry, own: Json, meant: Meaning) -> None:
    """An Observation without a code that is known."""
    if any(code.aside for code in meant.codes):
        record.aside(entry, ledger.NO_RULE)
        return
    index = record.prepared.analytes
    for words in meant.words:
        candidates, whose = index.named_of(component(words))
        if not candidates or whose != "self":
            continue
        foreign = foreign_specimen(record, own, meant.words)
        if foreign:
            candidates = tuple(one for one in candidates if measured_elsewhere(one))
        if foreign and not candidates:
            record.aside(entry, ledger.NO_RULE)
            record.unread(entry, "code", foreign, "it was not measured in blood")
        elif meant.coded and not foreign and not names_blood(meant.words, candidates, index):
            why = "its code is not known, and its words do not say in what it was measured"
            record.not_understood(entry, "code", meant.said, why)
        else:
            read_lab(record, entry, own, candidates, meant)
        return
    read_answer(record, entry, own, meant, None)


# --- The plain way ------------------------------------------------------------------------------


def _plain(record: Record, entry: Entry, resource: Json) -> bool:
    """Take a result that is written plainly, or leave aside what is known to be of no concern;
    False where the resource has to be read in full."""
    concept = resource.get("code")
    known = entry.known if concept is entry.concept else None
    code = record.prepared.displayed.test(concept) if known is None else known.test
    if code is None or resource.get("status") not in PLAIN_STATUS or "contained" in resource:
        return False
    if code.aside is not None:
        record.report.settle(entry.path, "not_relevant", ledger.NO_RULE)
        return True
    quantity: Any = resource.get("valueQuantity")
    if quantity.__class__ is not dict or not PLAIN.issuperset(quantity):
        return False
    if not NOT_PLAIN.isdisjoint(resource):
        return False
    if code.of in PROPERTIES:
        read_property(record, entry, resource, code.of)
        return True
    return _plain_result(record, entry.path, code, quantity, resource.get("effectiveDateTime"))


def _one_coding(codeable: Any) -> Json | None:
    """The coding of a concept that has one and no other."""
    codings: Any = mapping(codeable).get("coding")
    return mapping(codings[0]) if codings.__class__ is list and len(codings) == 1 else None


def _plain_result(record: Record, path: str, code: Code, quantity: Json, instant: Any) -> bool:
    try:
        value, unit = quantity["value"], quantity["code"]
        plain = record.prepared.plain[code.of, unit]
        if quantity["unit"] != unit:
            return False
    except (LookupError, TypeError):  # it has no value or unit, or one that must be looked at
        return False
    if value.__class__ is int:
        value = Decimal(value)
    if value.__class__ is not Decimal or not plain.low <= value <= plain.high:
        return False
    if code.amount and code.contradicts(unit):
        return False
    at = written_out(instant) if instant.__class__ is str else None
    if at is None or not record.earliest <= (on := at.date()) <= record.on:
        return False
    analyte = plain.analyte
    record.results.append(
        Result(analyte=analyte.id, source=path, on=on, at=at, value=value, unit=plain.ucum)
    )
    record.tested.add(analyte.id)
    record.report.settle(path, "used", None, (analyte.name,))
    return True
