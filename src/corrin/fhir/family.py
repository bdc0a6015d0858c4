"""FamilyMemberHistory: what relatives have; each condition is an entry of its own."""

from msgspec.structs import replace

from corrin.domain.person import Subject
from corrin.fhir.entry import Entry
from corrin.fhir.record import NOTHING_BESIDE, Record
from corrin.fhir.status import HISTORY, take
from corrin.fhir.tell import tell
from corrin.fhir.values import codes_of, mappings, words_of
from corrin.reading import ledger

RELATIONS: dict[str, Subject] = {
    **dict.fromkeys(("MTH", "NMTH", "MTHR", "72705000", "mother"), "mother"),
    **dict.fromkeys(("FTH", "NFTH", "66839005", "father"), "father"),
    **dict.fromkeys(("SIB", "NSIB", "BRO", "NBRO", "SIS", "NSIS", "sibling"), "sibling"),
    **dict.fromkeys(("brother", "sister", "70924004", "27733009", "82101005"), "sibling"),
    **dict.fromkeys(("CHILD", "NCHILD", "SON", "DAU", "DAUC", "SONC", "child"), "child"),
    **dict.fromkeys(("son", "daughter", "65616008", "66089001", "67822003"), "child"),
    **dict.fromkeys(("SPS", "HUSB", "WIFE", "DOMPART", "spouse", "husband", "wife"), "partner"),
}
"""HL7 role codes, SNOMED CT codes and words for relatives; any other is a relative."""


def read_family(record: Record, entry: Entry) -> None:
    """What a FamilyMemberHistory states of its relative."""
    conditions = mappings(entry.resource.get("condition"))
    parts = [
        Entry(entry.at(f"condition[{index}]"), condition, "FamilyMemberHistory.condition")
        for index, condition in enumerate(conditions)
    ]
    displayed = record.prepared.displayed
    for part in parts:
        record.add(part.path, f"family history: {displayed.said(part.resource.get('code'))}")
    taken = take(record, entry, "status", HISTORY)
    if taken is None:
        outcome = record.report.outcome(entry.path) or "not_relevant"
        for part in parts:
            record.settle(part, outcome, record.report.why(entry.path))
        return
    record.aside(entry, ledger.IN_PARTS if parts else ledger.NOT_STATED)
    subject = _subject(entry)
    for part in parts:
        stated = tell(
            record, part, "code", part.resource.get("code"), "family_history", NOTHING_BESIDE
        )
        if stated:
            more = {"possible"} if taken == "possible" else set[str]()
            own = [
                replace(
                    one,
                    subject=subject if one.subject == "self" else one.subject,
                    qualifiers=one.qualifiers | more,
                )
                for one in stated
            ]
            record.state(part, "code", own)


def _subject(entry: Entry) -> Subject:
    relation = entry.resource.get("relationship")
    for name in (*codes_of(relation), *(word.lower() for word in words_of(relation))):
        if name in RELATIONS:
            return RELATIONS[name]
    return "relative"
