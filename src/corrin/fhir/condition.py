"""Condition: a problem or diagnosis, whether it is active, verified, and since when."""

from dataclasses import replace

from corrin.fhir.entry import Entry
from corrin.fhir.look import untagged
from corrin.fhir.record import Beside, Record
from corrin.fhir.status import CLINICAL, VERIFICATION, take
from corrin.fhir.tell import tell
from corrin.fhir.times import times
from corrin.fhir.values import Json, words_of

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
    beside = Beside(onset.since, until if over else None, "past" if over else "current")
    stated = tell(record, entry, "code", resource.get("code"), "conditions", beside)
    if not stated:
        return
    more = _severity(resource)
    if verified == "possible":
        more.add("possible")
    if more:
        stated = tuple(replace(one, qualifiers=one.qualifiers | more) for one in stated)
    record.state(entry, "code", stated)


def _severity(resource: Json) -> set[str]:
    """How severe it is said to be, as the words of people say it."""
    words = words_of(resource.get("severity")) if "severity" in resource else ()
    return {untagged(word).lower() for word in words} & SEVERITIES
