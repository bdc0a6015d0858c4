"""A laboratory result in full: comparators, words, ranges, notes, dates printed in part."""

import re

from msgspec.structs import replace

from corrin.domain.analyte import Analyte, UnitOf
from corrin.domain.person import Notice
from corrin.errors import Refusal
from corrin.fhir.codes import Meaning
from corrin.fhir.entry import Entry
from corrin.fhir.look import untagged
from corrin.fhir.record import Record
from corrin.fhir.specimen import (
    blood_specimen,
    foreign_specimen,
    measured_elsewhere,
    specimen_fault,
)
from corrin.fhir.values import (
    Json,
    choice,
    codes_of,
    listed,
    mapping,
    mappings,
    notes_of,
    text,
    words_of,
)
from corrin.fhir.words import component
from corrin.reading import ledger
from corrin.reading.analyte_index import name_key
from corrin.reading.result_words import YES_OR_NO, read_words
from corrin.reading.results import ReadResult, read_result

UCUM = ("http://unitsofmeasure.org", "https://unitsofmeasure.org", "urn:oid:2.16.840.1.113883.6.8")
TWO_UNITS = "its unit and the code of its unit name different units"
ONE_UNIT = "one unit"
FLAGS = {
    **dict.fromkeys(("L", "LU"), "low"),
    "LL": "very low",
    **dict.fromkeys(("H", "HU"), "high"),
    "HH": "very high",
    "N": "normal",
    **dict.fromkeys(("POS", "DET", "RR", "WR"), "positive"),
    **dict.fromkeys(("NEG", "ND", "NR"), "negative"),
    **dict.fromkeys(("IND", "E"), "indeterminate"),
}
"""What the codes of HL7 for an interpretation say; those that only say "abnormal" say nothing."""
NO_DIRECTION = frozenset({"A", "AA", "U", "D", "B", "W", "HX", "LX", "<", ">", "S", "R", "I"})
ISSUED = "no day of the sample is given; the day of the report is taken"
UNDATED = "no date is given; it is taken as of the day of the assessment"
NO_VALUE = "it has no value"
NAMES_ANOTHER = "its code and its words name different tests: by its code it is {}"
OTHER_AMOUNT = "by its code it is not in such a unit; it was read in the unit that is printed"
LESS_EXACT = "its words say less than its code, by which it is {}"
B12 = frozenset({"total_b12", "active_b12"})
"""Analytes that must never be taken for one another."""
ELEMENTS = {
    "name": "code",
    "reference_range": "referenceRange",
    "comparator": "valueQuantity.comparator",
}


def read_lab(
    record: Record, entry: Entry, own: Json, candidates: tuple[Analyte, ...], meant: Meaning
) -> None:
    """A result of one of some analytes, the unit deciding between them."""
    if "valueQuantity" in own and all(_of_words_alone(analyte) for analyte in candidates):
        record.aside(entry, ledger.NO_RULE)
        return
    record.tested.update(analyte.id for analyte in candidates)
    elsewhere = all(measured_elsewhere(analyte) for analyte in candidates)
    if foreign := blood_specimen(record, own) if elsewhere else foreign_specimen(record, own, ()):
        record.refuse(
            entry, "specimen", foreign, "its specimen and its code disagree", "one specimen"
        )
        return
    if fault := specimen_fault(record, own):
        record.refuse(entry, "specimen", fault, "the specimen does not stand", "a sound specimen")
        return
    if not _agree(record, entry, candidates, meant):
        return
    paths = dict(ELEMENTS)
    given: dict[str, object] = {"name": candidates[0].id if len(candidates) == 1 else meant.said}
    given["status"] = text(own.get("status")) if own.get("status") != "unknown" else None
    if not _value(record, entry, own, candidates, given, paths):
        return
    _interpretation(own, given)
    _range(own, given, record, candidates)
    _when(own, given, paths)
    given["note"] = notes_of(own.get("note"))
    given["method"] = next(iter(words_of(own.get("method"))), None)
    read = read_result(
        {key: value for key, value in given.items() if value is not None},
        field=entry.path,
        on=record.on,
        analytes=record.prepared.analytes,
        oldest_years=int(record.setting("age_years_highest")),
        birth=record.age.earliest_birth(record.on),
    )
    for unit in {one.unit for one in read.results if one.unit}:
        if any(code.contradicts(unit) for code in meant.codes):
            record.warn(entry, paths.get("unit", "code"), unit, OTHER_AMOUNT)
    _keep(record, entry, read, paths, own)


def _of_words_alone(analyte: Analyte) -> bool:
    """Whether no rule asks for a test, and it is known by words: a number says nothing of it."""
    return analyte.role == "context" and not analyte.units


def _agree(record: Record, entry: Entry, candidates: tuple[Analyte, ...], meant: Meaning) -> bool:
    """Whether no words of a coded test name another one; if they do, it is refused."""
    for words in meant.words:
        named = record.prepared.analytes.named(component(words))
        if not named or set(named) & set(candidates):
            continue
        ids = {one.id for one in (*named, *candidates)}
        if name_key(words) in name_key(candidates[0].name) and not ids & B12:
            record.warn(entry, "code", words, LESS_EXACT.format(candidates[0].name))
            continue
        said = NAMES_ANOTHER.format(candidates[0].name)
        record.refuse(entry, "code", words, said, "a code and words of one test")
        return False
    return True


def _value(
    record: Record,
    entry: Entry,
    own: Json,
    candidates: tuple[Analyte, ...],
    given: dict[str, object],
    paths: dict[str, str],
) -> bool:
    """The value as an entry of the person file has it; False where the entry is settled."""
    found = choice(own, "value")
    if found is None:
        return _without_value(record, entry, own, given)
    key, value = found
    paths["value"] = paths["unit"] = key
    if key == "valueQuantity":
        quantity = mapping(value)
        paths["value"], paths["unit"] = "valueQuantity.value", "valueQuantity.unit"
        given["value"] = text(quantity.get("value"))
        given["comparator"] = text(quantity.get("comparator"))
        if given["value"] is None:
            return _without_value(record, entry, own, given)
        return _unit(record, entry, quantity, candidates, given, paths)
    if key in ("valueString", "valueInteger", "valueDecimal"):
        given["value"] = text(value)
        if power := POWER.fullmatch(given["value"] or ""):
            given["value"], given["unit"] = power.groups()
    elif key == "valueBoolean":
        given["value"] = "positive" if text(value) == "true" else "negative"
    elif key == "valueCodeableConcept":
        given["value"] = _answer(record, value, candidates[0])
    elif key == "valueRatio":
        ends = [text(mapping(mapping(value).get(end)).get("value")) for end in RATIO]
        given["value"] = ":".join(end or "?" for end in ends)
    else:
        record.not_understood(entry, key, text(value), "a result of this kind is not read")
        return False
    return True


def _answer(record: Record, value: object, analyte: Analyte) -> str:
    """The words of an answer; where they are not known, as in another language, what its code
    says. Words that say the opposite of the code are given beside it, and are refused by that."""
    words, codes = [untagged(one) for one in words_of(value)], codes_of(value)
    answers = map(record.prepared.answers.get, codes)
    coded = next((one for one in answers if one in YES_OR_NO), None)
    read = [(one, read_words(one, analyte).interpretation) for one in words]
    said, meant = next((one for one in read if one[1]), (None, None))
    if said is None:
        return coded or next(iter(words), " ".join(codes))
    return f"{said}, {coded}" if coded and meant in YES_OR_NO - {coded} else said


POWER = re.compile(r"([<>≤≥=]*\s*[0-9]+(?:\.[0-9]+)?)\s+(10\s*[*^×x⁰-⁹].*)")
"""A number, and a unit that begins with a power of ten."""
RATIO = ("numerator", "denominator")


def _without_value(record: Record, entry: Entry, own: Json, given: dict[str, object]) -> bool:
    """A result that is waited for counts as pending; any other without a value says nothing."""
    if own.get("status") in ("registered", "preliminary") and own.get("dataAbsentReason") is None:
        given["interpretation"] = "pending"
        given["status"] = None
        return True
    if own.get("interpretation") is not None and own.get("dataAbsentReason") is None:
        return True
    record.aside(entry, ledger.NO_VALUE)
    return False


def _unit(
    record: Record,
    entry: Entry,
    quantity: Json,
    candidates: tuple[Analyte, ...],
    given: dict[str, object],
    paths: dict[str, str],
) -> bool:
    """The unit, by its code and by its words, which must not differ."""
    code, words = text(quantity.get("code")), text(quantity.get("unit"))
    by_code, by_words = _known(record, candidates, code), _known(record, candidates, words)
    if by_code and by_words and by_code.ucum != by_words.ucum:
        for element, said in (("unit", words), ("code", code)):
            record.refuse(entry, f"valueQuantity.{element}", said, TWO_UNITS, ONE_UNIT)
        return False
    coded = text(quantity.get("system")) in UCUM
    if by_code is None and by_words is not None and code is not None and coded:
        for element, said in (("unit", words), ("code", code)):
            record.refuse(entry, f"valueQuantity.{element}", said, TWO_UNITS, ONE_UNIT)
        return False
    given["unit"] = code if by_code is not None else words or code
    if code is not None and words is None:
        paths["unit"] = "valueQuantity.code"
    return True


def _known(record: Record, candidates: tuple[Analyte, ...], unit: str | None) -> UnitOf | None:
    if unit is None:
        return None
    index = record.prepared.analytes
    return next((found for one in candidates if (found := index.unit(one, unit))), None)


def _interpretation(own: Json, given: dict[str, object]) -> None:
    words: dict[str, None] = {}
    for concept in mappings(own.get("interpretation")):
        codes = [code.upper() for code in codes_of(concept)]
        flags = [FLAGS[code] for code in codes if code in FLAGS]
        if flags:
            words.update(dict.fromkeys(flags))
        elif not any(code in NO_DIRECTION for code in codes):
            words.update(dict.fromkeys(words_of(concept)[:1]))
    if words and "interpretation" not in given:
        given["interpretation"] = ", ".join(words)


def _range(
    own: Json, given: dict[str, object], record: Record, candidates: tuple[Analyte, ...]
) -> None:
    """The one normal range that is printed; several, or one for others, are not used."""
    ranges = [
        one
        for one in mappings(own.get("referenceRange"))
        if one.get("appliesTo") is None
        and one.get("age") is None
        and codes_of(one.get("type")) in ([], ["normal"])
    ]
    if len(ranges) != 1:
        return
    low, high = mapping(ranges[0].get("low")), mapping(ranges[0].get("high"))
    if not low and not high:
        given["reference_range"] = text(ranges[0].get("text"))
        return
    for end in (low, high):
        unit = text(end.get("code")) or text(end.get("unit"))
        known = _known(record, candidates, unit)
        own_unit = _known(record, candidates, text(given.get("unit")))
        if unit is not None and (known is None or own_unit is None or known.ucum != own_unit.ucum):
            return
    given["reference_range"] = {
        key: said
        for key, end in (("low", low), ("high", high))
        if (said := text(end.get("value"))) is not None
    }


def _when(own: Json, given: dict[str, object], paths: dict[str, str]) -> None:
    found = choice(own, "effective")
    key, value = found if found is not None else ("issued", own.get("issued"))
    if key == "effectivePeriod":
        period = mapping(value)
        end = "end" if period.get("end") is not None else "start"
        key, value = f"{key}.{end}", period.get(end)
    elif key == "effectiveTiming":
        value = next(iter(listed(mapping(value).get("event"))), None)
    paths["date"] = key
    given["date"] = text(value)


def _keep(record: Record, entry: Entry, read: ReadResult, paths: dict[str, str], own: Json) -> None:
    """Keep what was read, with every message at the element that it speaks of."""

    def at(field: str) -> str:
        key = field.removeprefix(f"{entry.path}.")
        return entry.at(paths.get(key, key)) if field != entry.path else field

    report = record.report
    refused: dict[tuple[str, str], Refusal] = {}
    for one in read.refusals:
        key = (at(one.field), one.why)
        if key not in refused or one.value is not None:
            refused[key] = replace(one, field=key[0])
    report.refused.extend(refused.values())
    for notices, kept in (
        (read.warnings, report.warnings),
        (read.not_understood, report.not_understood),
    ):
        kept.extend(Notice(field=at(one.field), value=one.value, why=one.why) for one in notices)
    notes = () if read.refusals else read.note_words
    stated = [
        statement
        for _, words in notes
        for statement in record.prepared.lexicon.read(
            words, list_name="labs", source=entry.path, on=record.on
        ).statements
    ]
    record.statements += stated
    if read.refusals and not read.results:
        record.settle(entry, "refused", read.refusals[0].why)
        return
    if not read.results and not stated:
        why = read.not_understood[0].why if read.not_understood else NO_VALUE
        record.settle(entry, "not_understood", why)
        return
    record.elements[entry.path] = paths.get("value", "value")
    names = [record.knowledge.analytes[result.analyte].name for result in read.results]
    names += [record.knowledge.concepts[one.concept].name for one in stated]
    if read.results and not read.results[0].dated:
        record.warn(entry, "effective", None, UNDATED)
    elif paths["date"] == "issued" and read.results:
        record.warn(entry, "issued", text(own.get("issued")), ISSUED)
    if own.get("status") in (None, "unknown"):
        said = text(own.get("status"))
        record.warn(entry, "status", said, "whether the result stands is not known")
    record.results += [replace(one, source=entry.path) for one in read.results]
    record.settle(entry, "used", names=names)
