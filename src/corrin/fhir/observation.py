"""Observation: a result, a property of the person, or an answer; each component by itself.

A result that is written plainly (a coded analyte, a number, its unit, its day) is taken at once;
everything else goes through the reader of laboratory entries that the person file has, so that
both say the same of the same result. A test compares the two ways.
"""

from datetime import date, datetime
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
from corrin.fhir.specimen import foreign_specimen, names_blood
from corrin.fhir.status import OBSERVATION, take
from corrin.fhir.values import Json, choice, mappings, said_of, text
from corrin.reading import ledger

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
    }
)
INSTANT = 19
"""Characters of 2026-11-20T11:00:00, the shortest instant."""


def read_observation(record: Record, entry: Entry) -> None:
    """What an Observation gives; its components are entries of their own."""
    resource = entry.resource
    components = resource.get("component")
    if not components and _plain(record, entry, resource):
        return
    parts = [
        Entry(entry.at(f"component[{index}]"), part, "Observation.component")
        for index, part in enumerate(mappings(components))
    ]
    for part in parts:
        record.add(part.path, said_of(part.resource.get("code")))
    if take(record, entry, "status", OBSERVATION) is None:
        outcome = record.report.outcome(entry.path) or "not_relevant"
        for part in parts:
            record.settle(part, outcome, record.report.why(entry.path))
        return
    for part in parts:
        _one(
            record, part, {**resource, "component": None, "hasMember": None, **_own(part.resource)}
        )
    grouped = bool(parts) or bool(resource.get("hasMember"))
    if grouped and choice(resource, "value") is None:
        record.aside(entry, ledger.IN_PARTS)
    else:
        _one(record, entry, resource)


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
    code = _decided(record, entry, meant)
    if code is False:
        return
    if code is None:
        _by_words(record, entry, own, meant)
    elif code.of in record.knowledge.analytes:
        read_lab(record, entry, own, (record.knowledge.analytes[str(code.of)],), meant)
    elif code.of in PROPERTIES:
        read_property(record, entry, own, str(code.of))
    else:
        read_answer(record, entry, own, meant, code)


def _decided(record: Record, entry: Entry, meant: Meaning) -> Code | None | bool:
    """The one code that counts; None where there is none, False where they disagree."""
    useful = list({code.of: code for code in meant.codes if code.of}.values())
    if len(useful) > 1:
        said = " / ".join(str(code.of) for code in useful)
        record.refuse(entry, "code", said, "its codes name different things", "codes of one test")
        return False
    return useful[0] if useful else None


def _by_words(record: Record, entry: Entry, own: Json, meant: Meaning) -> None:
    """An Observation without a code that is known."""
    if any(code.aside for code in meant.codes):
        record.aside(entry, ledger.NO_RULE)
        return
    index = record.prepared.analytes
    for words in meant.words:
        candidates, whose = index.named_of(plain_name(words))
        if not candidates or whose != "self":
            continue
        if foreign := foreign_specimen(record, own, meant.words):
            record.aside(entry, ledger.NO_RULE)
            record.unread(entry, "code", foreign, "it was not measured in blood")
        elif meant.coded and not names_blood(meant.words):
            why = "its code is not known, and its words do not say in what it was measured"
            record.not_understood(entry, "code", meant.said, why)
        else:
            read_lab(record, entry, own, candidates, meant)
        return
    read_answer(record, entry, own, meant, None)


def plain_name(words: str) -> str:
    """The component of a LOINC name: what stands before "[Mass/volume] in Serum or Plasma"."""
    return words.partition(" [")[0]


# --- The plain way ------------------------------------------------------------------------------


def _plain(record: Record, entry: Entry, resource: Json) -> bool:
    """Take a result that is written plainly; whether it was taken or certainly does not matter."""
    codeable = resource.get("code")
    codings: Any = codeable.get("coding") if isinstance(codeable, dict) else None
    if type(codings) is not list or len(codings) != 1 or type(codings[0]) is not dict:
        return False
    if resource.get("status") not in ("final", "amended", "corrected"):
        return False
    coding = codings[0]
    code = record.prepared.codes.by_code.get((coding.get("system"), coding.get("code")))
    if code is None or code.of is None:
        return False
    quantity = resource.get("valueQuantity")
    if type(quantity) is not dict or not PLAIN.issuperset(quantity):
        return False
    if not NOT_PLAIN.isdisjoint(resource):
        return False
    value, unit = quantity.get("value"), quantity.get("code")
    if type(value) is int:
        value = Decimal(value)
    elif type(value) is not Decimal:
        return False
    if quantity.get("unit") != unit:
        return False
    plain = record.prepared.plain.get((code.of, unit))
    if plain is None or not _within(value, plain.low, plain.high):
        return False
    instant = resource.get("effectiveDateTime")
    at = _instant(instant)
    if at is None or not _possible_day(record, at.date()):
        return False
    record.results.append(
        Result(
            analyte=code.of,
            source=entry.path,
            on=at.date(),
            at=at,
            value=value,
            unit=plain.ucum,
        )
    )
    record.elements[entry.path] = "valueQuantity.value"
    record.report.settle(entry.path, "used", None, (plain.analyte.name,))
    return True


def _within(value: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high) and value >= 0


def _instant(said: Any) -> datetime | None:
    if type(said) is not str or len(said) < INSTANT or said[4] != "-" or said[10] != "T":
        return None
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        return None


def _possible_day(record: Record, day: date) -> bool:
    return record.earliest <= day <= record.on
