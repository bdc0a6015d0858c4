"""Condition: a problem or diagnosis, whether it is active, verified, and since when."""

from datetime import date

from msgspec.structs import replace

from corrin.domain.person import Statement
from corrin.fhir.entry import Entry
from corrin.fhir.look import untagged
from corrin.fhir.record import Beside, Record
from corrin.fhir.status import CLINICAL, VERIFICATION, certain, take
from corrin.fhir.tell import of_no_concern, tell
from corrin.fhir.times import day_of, last_day, times
from corrin.fhir.values import Json, codes_of, mapping, mappings, text, words_of

IN_FUTURE = "it lies in the future"
PAST_TIME = "a time up to the assessment"
PROBLEM = "problem-list-item"
ENCOUNTER = "encounter-diagnosis"
UNDATED = "it does not say when; it counts, though not as something that is acute now"
SEVERITIES = frozenset({"mild", "moderate", "severe"})


def read_condition(record: Record, entry: Entry) -> None:
    """What a Condition states."""
    resource = entry.resource
    verified = take(record, entry, "verificationStatus", VERIFICATION)
    clinical = take(record, entry, "clinicalStatus", CLINICAL) if verified else None
    if verified is None or clinical is None:
        return
    certainty = certain(record, entry, resource.get("code"))
    if certainty is None or of_no_concern(record, entry, resource.get("code"), "conditions"):
        return
    onset = times(record, entry, resource, "onset")
    abated = times(record, entry, resource, "abatement")
    if onset.to_come:
        element = onset.element or "onset"
        record.refuse(entry, element, str(resource.get(element)), IN_FUTURE, PAST_TIME)
        return
    until = abated.since or abated.until or onset.until
    ended = "past" in (clinical, certainty) or abated.element is not None
    over = ended and not abated.to_come
    if over and clinical == "current" and "clinicalStatus" in resource:
        record.warn(entry, "clinicalStatus", "active", "it is also said to have ended; it counts")
        over, until = False, None
    beside = Beside(onset.since, until if over else None, "past" if over else "current")
    stated = tell(record, entry, "code", resource.get("code"), "conditions", beside)
    if not stated:
        return
    if not over:
        stated = _felt(record, entry, stated, onset.since)
    more = _severity(resource)
    if "possible" in (verified, certainty):
        more.add("possible")
    if more:
        stated = tuple(replace(one, qualifiers=one.qualifiers | more) for one in stated)
    record.state(entry, "code", stated)


def _felt(
    record: Record, entry: Entry, stated: tuple[Statement, ...], since: date | None
) -> tuple[Statement, ...]:
    """What is active is felt now, unless it began long ago; a problem list also tells of the past,
    and a diagnosis of a visit that has no date is of an unknown time.

    R4: `active` means that the person is experiencing the condition, or that there is evidence.
    """
    since = since or times(record, entry, entry.resource, "recordedDate").since
    since = since or _seen(record, entry)
    categories = mappings(entry.resource.get("category"))
    codes = {code for category in categories for code in codes_of(category)}
    if since is None and PROBLEM in codes:
        return stated
    if since is None and ENCOUNTER in codes:
        record.warn(entry, "category", ENCOUNTER, UNDATED)
        return stated
    return record.found(stated, since)


def _seen(record: Record, entry: Entry) -> date | None:
    """The last day on which the visit of a diagnosis can have begun, where the record has it."""
    name = text(mapping(entry.resource.get("encounter")).get("reference"))
    visit = record.references.find(name, entry.resource)
    begun = day_of(mapping(visit.get("period")).get("start")) if visit else None
    return None if begun is None or begun.on > record.on else min(last_day(begun), record.on)


def _severity(resource: Json) -> set[str]:
    """How severe it is said to be, as the words of people say it."""
    words = words_of(resource.get("severity")) if "severity" in resource else ()
    return {untagged(word).lower() for word in words} & SEVERITIES
