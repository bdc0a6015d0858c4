"""Wild inputs: valid ones spoilt byte by byte, and trees with wild values."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from corrin.knowledge.load import knowledge
from corrin.person_file.fields import FIELDS, ITEM, LISTS, ORDER
from corrin.reading.results import KEYS
from corrin.schedule_request import ABOUT, ASKED
from corrin.schedule_request.events import COMMON
from corrin.schedule_request.events import KEYS as EVENTS
from corrin.schedule_request.phases import PHASE

NUMBERS = (
    *("0", "-0", "1", "-1", "148", "1e5", "1e999", "1e999999", "1E-999999", "0.1", "000148"),
    *("9" * 400, "0." + "0" * 400 + "1", "NaN", "Infinity", "-Infinity", "0x10", "1_000", "1,5"),
    *("1 000", "1.000,5", "½", "１４８", "١٤٨", "৩", "²", "148.", ".5", "+148", "--1", "1/2"),
    *("<50", "> 2000", "≥5", "<<5", "10-20", "1e", "e5", "12:30", "1.2.3", "4294967296"),
)
DATES = (
    *("2026-11-20", "2026-02-30", "2024-02-29", "2023-02-29", "0000-00-00", "0001-01-01"),
    *("9999-12-31", "10000-01-01", "-0001-01-01", "2026", "2026-11", "2026-13", "20261120"),
    *("2026-11-20T24:00:00", "2026-11-20T23:59:60Z", "2026-11-20T11:00:00+25:00", "tomorrow"),
    *("2026-11-20T00:00:00.000000000000001Z", "20/11/2026", "11/20/26", "2026-W47", "today"),
    *("99999 years before", "-5 years", "since 0", "in 3 weeks", "2026-11-20T11:00:00-14:00"),
)
TEXTS = (
    *("", " ", "null", "true", "no", "~", "none", "unknown", "?", "-", "\t", "\n", "\r\n"),
    *("\u202etxet\u202c", "B\u200b12", "\u200e\u200f", "e\u0301", "\ufb01", "\ufeff", "\u2028"),
    *("\U0001f489", "ß", "İ", "ſ", "\x1f", "\x7f", "\x85", "\x1b[31m", "{}", "[]", "{{7*7}}"),
    *("<script>", "'; --", "$(id)", "../../x", "%s%n", "=1+1", "a" * 5000, "(" * 400, "not " * 300),
    *("1000 micrograms im " * 200, "B12 148 ng/L, " * 200, "no, " * 500, "mother: " * 100),
    *("1" * 3000, "1 " * 1500, "- " * 1000, "a," * 1500, "é" * 2000, "\u0300" * 500, "µg" * 300),
)
UNITS = (
    *("ng/L", "pg/mL", "pmol/L", "g/L", "fL", "umol/L", "µmol/L", "10*9/L", "%", "1", "", "NG/ML"),
    *("mg", "ug", "mcg", "micrograms", "IU", "mmol/L", "{score}", "mL/min/{1.73_m2}", "/L", "ng/l"),
)
WORDS = (
    *("im", "oral", "iv", "given", "missed", "pause", "resume", "assessment", "fbc", "alert"),
    *("switch_to_oral", "switch_to_im", "deceased", "female", "male", "Sat", "09:00", "02:30"),
    *("Europe/London", "Australia/Lord_Howe", "../etc/passwd", "UTC", "block", "counts_normal"),
    *("next_open_day", "cascade_next_open_day", "keep_nominal", "low", "high", "pending", "final"),
    *("entered-in-error", "refuted", "active", "completed", "stopped", "amended", "cancelled"),
    *("no_further_improvement", "hydroxocobalamin 1 mg im every 3 months", "mother had it", "<"),
)
RESOURCES = (
    *("Patient", "Observation", "Condition", "MedicationRequest", "MedicationStatement"),
    *("MedicationAdministration", "MedicationDispense", "Medication", "Procedure", "Bundle"),
    *("AllergyIntolerance", "FamilyMemberHistory", "QuestionnaireResponse", "Immunization"),
    *("DiagnosticReport", "Composition", "Encounter", "List", "Basic", "Nonsense"),
)
ELEMENTS = (
    *("resourceType", "id", "meta", "implicitRules", "language", "text", "contained", "extension"),
    *("modifierExtension", "identifier", "status", "code", "coding", "system", "display", "value"),
    *("subject", "patient", "reference", "type", "entry", "resource", "fullUrl", "request", "url"),
    *("valueQuantity", "valueString", "valueCodeableConcept", "valueBoolean", "valueInteger"),
    *("valueRange", "valueRatio", "valueDateTime", "component", "comparator", "unit", "low"),
    *("high", "dataAbsentReason", "referenceRange", "interpretation", "effectiveDateTime"),
    *("effectivePeriod", "effectiveInstant", "issued", "start", "end", "hasMember", "derivedFrom"),
    *("clinicalStatus", "verificationStatus", "onsetDateTime", "onsetAge", "onsetString"),
    *("abatementDateTime", "recordedDate", "severity", "stage", "medicationCodeableConcept"),
    *("medicationReference", "dosageInstruction", "dosage", "doseAndRate", "doseQuantity"),
    *("timing", "repeat", "frequency", "period", "periodUnit", "boundsPeriod", "route", "intent"),
    *("doNotPerform", "authoredOn", "performedDateTime", "performedPeriod", "reaction", "note"),
    *("relationship", "condition", "item", "linkId", "answer", "birthDate", "gender", "name"),
    *(
        "deceasedBoolean",
        "deceasedDateTime",
        "active",
        "link",
        "category",
        "section",
        "emptyReason",
    ),
    *("whenHandedOver", "occurrenceDateTime", "vaccineCode", "statusReason", "total", "method"),
)
PERSON_KEYS = tuple(
    sorted({*FIELDS, *ITEM, *KEYS, *ORDER, "age", "dob", "Labs", "labs ", "résumé"})
)
REQUEST_KEYS = tuple(
    sorted(
        {
            *(*ASKED, *ABOUT, *PHASE, *COMMON, "days", "months", "weekday_offsets_days", "weeks"),
            *("event", "policy", "rebase", "closed_weekdays", "closed_dates", "stop_afte"),
            *(key for keys in EVENTS.values() for key in keys),
        }
    )
)
DEPTH = 4


def names() -> tuple[str, ...]:
    """Every name and synonym of the knowledge: what readers look for."""
    here = knowledge()
    known = (*here.concepts.values(), *here.analytes.values())
    return tuple(name for entry in known for name in (entry.name, *entry.synonyms))


NAMES = names()


# --- Trees with wild values ---------------------------------------------------------------------


def scalar(random: Random) -> Any:
    """A value that a field of some reader could hold, or a wild one."""
    match random.randrange(12):
        case 0:
            return None
        case 1:
            return random.choice((True, False))
        case 2:
            return random.choice((0, 1, -1, 7, 148, 2**31, 2**63, -(2**63), 10**30))
        case 3:
            return random.choice((0.1, 148.5, -0.0, 1e22, 1e-300, 1.7976931348623157e308))
        case 4 | 5:
            return random.choice(NUMBERS)
        case 6:
            return random.choice(DATES)
        case 7:
            return random.choice(TEXTS)
        case 8:
            return random.choice(UNITS)
        case 9:
            return random.choice(WORDS)
        case 10:
            return random.choice(NAMES)
        case _:
            return sentence(random)


def sentence(random: Random) -> str:
    """Names, numbers, units and dates in a row, as a hurried or hostile hand would write."""
    parts = (NAMES, NUMBERS, UNITS, DATES, WORDS, ("no", "not", ",", ";", ":", "since", "and", "?"))
    words = (random.choice(random.choice(parts)) for _ in range(random.randint(1, 7)))
    return random.choice((" ", ", ", "", "\n")).join(words)


def tree(random: Random, keys: tuple[str, ...], depth: int = DEPTH) -> Any:
    """A scalar, a list or a mapping with keys that a reader knows."""
    kind = random.randrange(8) if depth else 0
    if kind < 4:
        return scalar(random)
    if kind < 6:
        return [tree(random, keys, depth - 1) for _ in range(random.randint(0, 3))]
    return {random.choice(keys): tree(random, keys, depth - 1) for _ in range(random.randint(0, 4))}


def person(random: Random) -> Any:
    """A person file of known fields with wild values in them."""
    found: dict[str, Any] = {}
    for _ in range(random.randint(1, 8)):
        key = random.choice(PERSON_KEYS)
        if key in LISTS or key == "notes":
            found[key] = [item(random, key) for _ in range(random.randint(0, 3))]
        else:
            found[key] = tree(random, PERSON_KEYS, 2)
    return found


def item(random: Random, of: str) -> Any:
    """An item of a list: words, or the keys that an item of that list has."""
    if random.randrange(3) == 0:
        return sentence(random)
    keys = tuple(sorted(KEYS if of == "labs" else ITEM))
    found = {random.choice(keys): scalar(random) for _ in range(random.randint(1, 5))}
    if random.randrange(4):
        found["name"] = random.choice(NAMES)
    return found


def request(random: Random) -> Any:
    """A request for dates with a start, phases and events that are often well-formed."""
    offsets = {"weekday_offsets_days": sorted(random.sample(range(7), 3)), "weeks": 2}
    every = random.choice(
        ({"days": random.randint(1, 60)}, {"months": random.randint(1, 6)}, offsets)
    )
    phase = {"route": "im", "dose_ug": 1000, "every": every, "count": random.randint(1, 12)}
    found: dict[str, Any] = {"start": f"2026-12-{random.randint(1, 31):02}", "phases": [phase]}
    kinds = tuple(EVENTS)
    found["events"] = [
        {"date": random.choice(DATES[:8]), "type": random.choice(kinds), "for_nominal": None}
        if random.randrange(3)
        else tree(random, REQUEST_KEYS, 2)
        for _ in range(random.randint(0, 4))
    ]
    for _ in range(random.randint(0, 3)):
        found[random.choice(REQUEST_KEYS)] = tree(random, REQUEST_KEYS, 2)
    return found


def resource(random: Random) -> Any:
    """A resource with R4 elements, or a Bundle of some."""
    if random.randrange(3) == 0:
        entries = [{"resource": resource(random)} for _ in range(random.randint(0, 3))]
        return {"resourceType": "Bundle", "type": "collection", "entry": entries}
    found = {"resourceType": random.choice(RESOURCES)}
    for _ in range(random.randint(1, 8)):
        found[random.choice(ELEMENTS)] = tree(random, ELEMENTS, 3)
    return found


def disturbed(random: Random, root: Any, keys: tuple[str, ...]) -> Any:
    """A valid tree in which a few places hold something else; the tree given is changed."""
    for _ in range(random.randint(1, 4)):
        found = list(places(root))
        if not found:
            return root
        holder, at = random.choice(found)
        match random.randrange(7):
            case 0:
                del holder[at]
            case 1:
                holder[at] = tree(random, keys)
            case 2:
                holder[at] = [holder[at], holder[at]]
            case 3 if isinstance(holder, dict):
                holder[random.choice(keys)] = holder.pop(at)
            case 4 if isinstance(holder, list):
                holder.append(holder[at])
            case 5:
                holder[at] = {random.choice(keys): holder[at]}
            case _:
                holder[at] = scalar(random)
    return root


def places(node: Any) -> Iterator[tuple[Any, Any]]:
    pairs: Any = node.items() if isinstance(node, dict) else enumerate(node)
    for at, value in pairs:
        yield node, at
        if isinstance(value, dict | list):
            yield from places(value)


def written(random: Random, root: Any) -> bytes:
    """A tree as JSON in one of its forms, or as YAML."""
    match random.randrange(6):
        case 0:
            text = json.dumps(root)
        case 1:
            text = json.dumps(root, indent=1, ensure_ascii=False)
        case 2 if isinstance(root, dict):
            lines = (f"{json.dumps(key)}: {_flow(value)}" for key, value in root.items())
            text = "\n".join(lines)
        case 3:
            text = json.dumps(root, ensure_ascii=False).replace('"148"', "1e999999")
        case _:
            text = json.dumps(root, ensure_ascii=False)
    return text.encode()


def _flow(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


# --- Bytes --------------------------------------------------------------------------------------

TOKENS = (
    *(b"{", b"}", b"[", b"]", b",", b":", b'"', b"'", b"\\", b"\n", b"- ", b"? ", b"&a ", b"*a"),
    *(
        b"!!",
        b"<<: ",
        b"#",
        b"%",
        b"|",
        b">",
        b"@",
        b"`",
        b"\x00",
        b"\xff",
        b"\xc3",
        b"\xed\xa0\x80",
    ),
    *(
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xe2\x80\xae",
        b"\xe2\x80\x8b",
        b"NaN",
        b"Infinity",
        b"1e999",
    ),
    *(b"null", b"true", b"-", b"0", b"9" * 40, b"\\u0000", b"\\ud800", b"---\n", b"...", b"\r"),
)


def mutated(random: Random, data: bytes, others: list[bytes]) -> bytes:
    """Bytes with a few places changed, lost, doubled, cut, or taken from another input."""
    found = bytearray(data)
    for _ in range(random.choice((1, 1, 1, 2, 4, 16))):
        at = random.randrange(len(found) + 1)
        to = min(len(found), at + random.choice((1, 1, 2, 8, 64)))
        match random.randrange(8):
            case 0 | 1 if at < len(found):
                found[at] ^= 1 << random.randrange(8)
            case 2:
                del found[at:to]
            case 3:
                found[at:at] = random.choice(TOKENS)
            case 4:
                found[at:to] = random.choice(TOKENS)
            case 5:
                found[at:at] = found[at:to] * random.choice((1, 3, 50))
            case 6:
                other = random.choice(others)
                begin = random.randrange(len(other) + 1)
                found[at:to] = other[begin : begin + random.randrange(200)]
            case _:
                found[at:at] = random.choice((*NUMBERS, *DATES, *TEXTS[:30])).encode()
    if random.randrange(40) == 0:
        del found[random.randrange(len(found) + 1) :]
    return bytes(found)
