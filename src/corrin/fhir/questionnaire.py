"""QuestionnaireResponse: each answer is an entry of its own, read by the words of its question."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec.structs import replace

from corrin.fhir.answer import asks, said_yes
from corrin.fhir.codes import Meaning
from corrin.fhir.entry import Entry
from corrin.fhir.lab import read_lab
from corrin.fhir.record import NOTHING_BESIDE, Record
from corrin.fhir.status import ANSWERS, take
from corrin.fhir.tell import tell
from corrin.fhir.times import times
from corrin.fhir.values import Json, choice, mapping, mappings, text
from corrin.fhir.words import component
from corrin.reading import ledger

NUMBERS = ("valueQuantity", "valueDecimal", "valueInteger")
UNIT = re.compile(r"[(\[]([^()\[\]]+)[)\]]\s*$")
"""What stands in brackets behind a question: "Vitamin B12 (pmol/L)"."""
ANSWERED = "it is an answer, dated as the answers are; see what the laboratory reported"
UNFINISHED = "the questionnaire is not completed; its answers count as possible"


def read_questionnaire(record: Record, entry: Entry) -> None:
    """What the answers state."""
    parts = list(_answered(entry, entry.resource, entry.path))
    for part, answer in parts:
        record.add(part.path, f"{text(part.resource.get('text')) or ''}: {_said(answer)}")
    taken = take(record, entry, "status", ANSWERS)
    if taken is None:
        outcome = record.report.outcome(entry.path) or "not_relevant"
        for part, _ in parts:
            record.settle(part, outcome, record.report.why(entry.path))
        return
    record.aside(entry, ledger.IN_PARTS if parts else ledger.NOT_STATED)
    if taken == "possible":
        record.warn(entry, "status", text(entry.resource.get("status")), UNFINISHED)
    authored = times(record, entry, entry.resource, "authored").since
    for part, answer in parts:
        if not _measured(record, entry, part, answer):
            _read(record, part, answer, authored, possible=taken == "possible")


def _answered(entry: Entry, item: Json, path: str) -> Iterator[tuple[Entry, Any]]:
    """Every answer with its question, in the order of the questionnaire."""
    for index, inside in enumerate(mappings(item.get("item"))):
        at = f"{path}.item[{index}]"
        answers = mappings(inside.get("answer"))
        for number, answer in enumerate(answers):
            place = f"{at}.answer[{number}]"
            yield Entry(place, inside, "QuestionnaireResponse.item"), answer
            yield from _answered(entry, answer, place)
        yield from _answered(entry, inside, at)


def _said(answer: Json) -> str:
    found = choice(answer, "value")
    if found is None:
        return ""
    value, inside = found[1], mapping(found[1])
    amount = " ".join(filter(None, (text(inside.get("value")), text(inside.get("unit")))))
    return amount or next(
        filter(None, map(text, (value, inside.get("display"), inside.get("code")))), ""
    )


def _measured(record: Record, entry: Entry, part: Entry, answer: Json) -> bool:
    """Read a number that answers what the result of a test was; False where it does not."""
    key = next((name for name in NUMBERS if name in answer), None)
    question = (text(part.resource.get("text")) or "").rstrip("?: ")
    candidates, whose = record.prepared.analytes.named_of(component(question))
    if key is None or not candidates or whose != "self":
        return False
    value = answer[key]
    bracket = UNIT.search(question)
    units = record.prepared.analytes
    if (
        key != "valueQuantity"
        and bracket
        and any(units.unit(one, bracket[1]) for one in candidates)
    ):
        value = f"{text(value)} {bracket[1]}"
    whole = entry.resource.get("status") in ("completed", "amended")
    own = {
        key: value,
        "status": "final" if whole else "preliminary",
        "effectiveDateTime": entry.resource.get("authored"),
    }
    read_lab(record, part, own, candidates, Meaning((), (question,), coded=False))
    if record.report.outcome(part.path) == "used":
        record.warn(part, key, text(mapping(value).get("value")) or text(value), ANSWERED)
    return True


def _read(
    record: Record, part: Entry, answer: Json, authored: date | None, *, possible: bool
) -> None:
    found = choice(answer, "value")
    question = text(part.resource.get("text"))
    if found is None:
        record.aside(part, ledger.NO_VALUE)
        return
    key, value = found
    if key == "valueCoding":
        coding = mapping(value)
        value = {"coding": [coding], "text": text(coding.get("display"))}
    said = said_yes(record, key, value)
    if said is not None and question is not None:
        stated = [replace(one, present=said) for one in asks(record, part, question)]
        if not stated:
            record.not_understood(part, "text", question, "no part of the question was understood")
        key = "text"
    elif key in ("valueString", "valueCoding"):
        codeable = value if key == "valueCoding" else {"text": value}
        stated = tell(record, part, key, codeable, "symptoms", NOTHING_BESIDE)
    else:
        record.not_understood(part, "text", question, "an answer of this kind is not read")
        return
    if stated:
        more = {"possible"} if possible else set[str]()
        stated = record.found(stated, authored)
        record.state(part, key, [replace(s, qualifiers=s.qualifiers | more) for s in stated])
