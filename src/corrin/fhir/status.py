"""What the status of a resource makes of what it says.

Every code of the required bindings of R4 stands in a table; a code that does not is refused. What
is void leaves the entry aside; everything else is how the statement counts.
"""

from typing import Any, Literal

from corrin.fhir.entry import Entry
from corrin.fhir.record import Record
from corrin.fhir.values import codes_of, mapping, mappings, text
from corrin.reading import ledger

Take = Literal["current", "past", "planned", "possible", "absent", "void", "not_done"]

OBSERVATION: dict[str, Take] = {
    **dict.fromkeys(("final", "amended", "corrected", "appended"), "current"),
    **dict.fromkeys(("preliminary", "registered", "partial"), "possible"),
    "unknown": "possible",
    "cancelled": "not_done",
    "entered-in-error": "void",
}
CLINICAL: dict[str, Take] = {
    **dict.fromkeys(("active", "recurrence", "relapse"), "current"),
    **dict.fromkeys(("inactive", "remission", "resolved"), "past"),
}
HL7 = "http://terminology.hl7.org/"
VERIFICATION: dict[str, Take] = {
    "confirmed": "current",
    **dict.fromkeys(("unconfirmed", "presumed", "provisional", "differential"), "possible"),
    **dict.fromkeys(("refuted", "entered-in-error"), "void"),
    "410605003": "current",
    **dict.fromkeys(("410592001", "410590009", "415684004"), "possible"),
    "410516002": "void",
}
"""Beside the codes of HL7 those of SNOMED CT that the Dutch profiles put beside them: confirmed
present; probably present, known possible, suspected; known absent."""
CERTAINTY = "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit"
"""The extension of a German code of ICD-10 that says how certain the diagnosis is."""
CERTAIN: dict[str, Take] = {"G": "current", "V": "possible", "Z": "past", "A": "void"}
EVENT: dict[str, Take] = {
    "completed": "past",
    "in-progress": "current",
    "preparation": "planned",
    **dict.fromkeys(("on-hold", "stopped", "unknown"), "possible"),
    "not-done": "not_done",
    "entered-in-error": "void",
}
REQUEST: dict[str, Take] = {
    "active": "current",
    **dict.fromkeys(("on-hold", "completed", "stopped"), "past"),
    "draft": "planned",
    "unknown": "possible",
    "cancelled": "not_done",
    "entered-in-error": "void",
}
TAKEN: dict[str, Take] = {
    "active": "current",
    **dict.fromkeys(("completed", "stopped", "on-hold"), "past"),
    "intended": "planned",
    "unknown": "possible",
    "not-taken": "absent",
    "entered-in-error": "void",
}
DISPENSE: dict[str, Take] = {
    "completed": "current",
    **dict.fromkeys(("preparation", "in-progress"), "planned"),
    **dict.fromkeys(("on-hold", "stopped", "unknown"), "possible"),
    **dict.fromkeys(("cancelled", "declined"), "not_done"),
    "entered-in-error": "void",
}
IMMUNIZATION: dict[str, Take] = {
    "completed": "past",
    "not-done": "not_done",
    "entered-in-error": "void",
}
ANSWERS: dict[str, Take] = {
    **dict.fromkeys(("completed", "amended"), "current"),
    **dict.fromkeys(("in-progress", "stopped"), "possible"),
    "entered-in-error": "void",
}
HISTORY: dict[str, Take] = {
    **dict.fromkeys(("completed", "partial"), "current"),
    "health-unknown": "possible",
    "entered-in-error": "void",
}
INTENT: dict[str, Take] = {
    **dict.fromkeys(("proposal", "plan", "option"), "planned"),
    **dict.fromkeys(("order", "original-order", "reflex-order"), "current"),
    **dict.fromkeys(("filler-order", "instance-order"), "current"),
}
ACTUALITY: dict[str, Take] = {"actual": "current", "potential": "possible"}
FLAG: dict[str, Take] = {"active": "current", "inactive": "past", "entered-in-error": "void"}
REPORT = OBSERVATION
PLAIN = frozenset[Take | None](("current", "past", "planned", "possible", "absent"))
UNKNOWN_STATUS = "it is not a status that is known"
ASIDE: dict[Take, str] = {"void": ledger.RULED_OUT, "not_done": ledger.NOT_DONE}


def _required(value: object) -> object:
    """A status without its codings of terminologies beside HL7's own, which profiles may add.

    R4: of a required binding one coding at least is of the value set.
    """
    codings = mappings(mapping(value).get("coding"))
    own = [one for one in codings if (text(one.get("system")) or HL7).startswith(HL7)]
    return {"coding": own} if codings else value


def certain(record: Record, entry: Entry, codeable: object) -> Take | None:
    """How a diagnosis counts by the certainty at its German code; None where that settles it."""
    for coding in mappings(mapping(codeable).get("coding")):
        for extension in mappings(coding.get("extension")):
            if extension.get("url") != CERTAINTY:
                continue
            code = text(mapping(extension.get("valueCoding")).get("code")) or ""
            taken = CERTAIN.get(code)
            if taken is None:
                accepted = ", ".join(CERTAIN)
                record.refuse(entry, "code.coding.extension", code, UNKNOWN_STATUS, accepted)
            elif taken in ASIDE:
                record.aside(entry, ASIDE[taken])
            return taken if taken in PLAIN else None
    return "current"


def take(record: Record, entry: Entry, element: str, known: dict[str, Take]) -> Take | None:
    """How an entry counts by one of its statuses; None where that settles it.

    What is not stated counts as current: an active entry is what a record without status means.
    """
    value = entry.resource.get(element)
    if value is None:
        return "current"
    code: Any = value
    if value.__class__ is dict:
        codings: Any = value.get("coding")
        alone = codings.__class__ is list and len(codings) == 1
        code = mapping(codings[0]).get("code") if alone else None
    if code.__class__ is str and (plain := known.get(code)) in PLAIN:
        return plain
    codes = codes_of(value)
    found: set[Take] = {known[code] for code in codes if code in known}
    if len(found) != 1 or not all(code in known for code in codes_of(_required(value))):
        accepted = ", ".join(known)
        said = ", ".join(codes) or text(value)
        record.refuse(entry, element, said, UNKNOWN_STATUS, accepted)
        return None
    taken = found.pop()
    if taken in ASIDE:
        record.aside(entry, ASIDE[taken])
        return None
    return taken
