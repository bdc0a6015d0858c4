"""AllergyIntolerance: what is not tolerated; "no known allergy" means asked, and none."""

from dataclasses import replace

from corrin.fhir.entry import Entry
from corrin.fhir.record import Beside, Record
from corrin.fhir.status import CLINICAL, VERIFICATION, take
from corrin.fhir.tell import tell
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
    element, codeable = "code", entry.resource.get("code")
    if codeable is None:
        substances = [
            reaction.get("substance") for reaction in mappings(entry.resource.get("reaction"))
        ]
        element = "reaction.substance"
        codeable = next((one for one in substances if one is not None), None)
    stated = tell(record, entry, element, codeable, "allergies", beside)
    if not stated:
        return
    for one in stated:
        if one.present and one.concept in record.prepared.read_in_full:
            record.warn(entry, element, one.words, BLOCKS)
    more = {"possible"} if verified == "possible" else set[str]()
    record.state(entry, element, [replace(one, qualifiers=one.qualifiers | more) for one in stated])
