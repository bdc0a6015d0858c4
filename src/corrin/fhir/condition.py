"""Condition: a problem or diagnosis, whether it is active, verified, and since when."""

from dataclasses import replace

from corrin.fhir.entry import Entry
from corrin.fhir.record import Record
from corrin.fhir.status import CLINICAL, VERIFICATION, take
from corrin.fhir.tell import tell
from corrin.fhir.times import times
from corrin.fhir.values import words_of

IN_FUTURE = "it lies in the future"
PAST_TIME = "a time up to the assessment"
SEVERITIES = frozenset({"mild", "moderate", "severe"})


def read_condition(record: Record, entry: Entry) -> None:
    """What a Condition states."""
    resource = entry.resource
    verified = take(record, entry, "verificationStatus", VERIFICATION)
    clinical = take(record, entry, "clinicalStatus", CLINICAL) if verified else None
    if verified is None or clinical is None:
        return
    onset = times(record, entry, resource, "onset")
    abated = times(record, entry, resource, "abatement")
    if onset.to_come:
        element = onset.element or "onset"
        record.refuse(entry, element, str(resource.get(element)), IN_FUTURE, PAST_TIME)
        return
    until = abated.since or abated.until or onset.until
    over = (clinical == "past" or abated.element is not None) and not abated.to_come
    if over and clinical == "current" and "clinicalStatus" in resource:
        record.warn(entry, "clinicalStatus", "active", "it is also said to have ended; it counts")
        over, until = False, None
    hints = replace(
        record.hints,
        since=onset.since,
        until=until if over else None,
        status="past" if over else "current",
    )
    stated = tell(record, entry, "code", resource.get("code"), "conditions", hints)
    if not stated:
        return
    said = {word.lower().removesuffix(" (severity modifier)") for word in _severity(resource)}
    more = said & SEVERITIES
    if verified == "possible":
        more.add("possible")
    record.state(entry, "code", [replace(one, qualifiers=one.qualifiers | more) for one in stated])


def _severity(resource: dict[str, object]) -> list[str]:
    return words_of(resource.get("severity"))
