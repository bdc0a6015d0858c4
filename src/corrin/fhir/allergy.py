"""AllergyIntolerance: what is not tolerated; "no known allergy" means asked, and none."""

from msgspec.structs import replace

from corrin.domain.person import Statement
from corrin.fhir.entry import Entry
from corrin.fhir.record import Beside, Record
from corrin.fhir.status import CLINICAL, VERIFICATION, take
from corrin.fhir.tell import each_once, tell
from corrin.fhir.times import times
from corrin.fhir.values import mappings

BLOCKS = "no vitamin B12 is dated until a person has cleared this allergy"


def read_allergy(record: Record, entry: Entry) -> None:
    """What an AllergyIntolerance states."""
    verified = take(record, entry, "verificationStatus", VERIFICATION)
    clinical = take(record, entry, "clinicalStatus", CLINICAL) if verified else None
    if verified is None or clinical is None:
        return
    onset = times(record, entry, entry.resource, "onset")
    beside = Beside(
        since=onset.since,
        status="past" if clinical == "past" else "current",
        reaction=bool(entry.resource.get("reaction")),
    )
    element, stated = _named(record, entry, beside)
    if not stated:
        return
    for one in stated:
        if one.present and one.concept in record.prepared.read_in_full:
            record.warn(entry, element, one.words, BLOCKS)
    more = {"possible"} if verified == "possible" else set[str]()
    record.state(entry, element, [replace(one, qualifiers=one.qualifiers | more) for one in stated])


def _named(record: Record, entry: Entry, beside: Beside) -> tuple[str, list[Statement]]:
    """What the code names and what the reactions are put down to, and the first such element."""
    reactions = mappings(entry.resource.get("reaction"))
    blamed = [one["substance"] for one in reactions if one.get("substance") is not None]
    code = entry.resource.get("code")
    named: list[tuple[str, object]] = [("reaction.substance", one) for one in blamed]
    if code is not None or not blamed:
        named.insert(0, ("code", code))
    found: dict[str, tuple[Statement, ...]] = {}
    for element, codeable in named:
        if stated := tell(record, entry, element, codeable, "allergies", beside):
            found[element] = (*found.get(element, ()), *stated)
    everything = (one for stated in found.values() for one in stated)
    return next(iter(found), "code"), each_once(everything)
