"""Procedure and Immunization: what was done, when; a dose of vitamin B12 that was given."""

from msgspec.structs import replace

from corrin.domain.person import ListName, Statement
from corrin.fhir.agree import THINGS
from corrin.fhir.dosage import Given, dosed, given_in, possible_dose
from corrin.fhir.entry import Entry
from corrin.fhir.look import NOTHING, untagged
from corrin.fhir.record import Beside, Record
from corrin.fhir.status import EVENT, IMMUNIZATION, Take, take
from corrin.fhir.tell import of_no_concern, tell
from corrin.fhir.times import Times, times
from corrin.fhir.values import mapping, mappings
from corrin.reading import ledger

VACCINES = "http://hl7.org/fhir/sid/cvx"
"""A terminology of vaccines and nothing else."""
NOT_WHOLE = "its status does not say whether it was done"


def read_procedure(record: Record, entry: Entry) -> None:
    """What a Procedure states: an operation that was done, or a dose that was given."""
    taken = take(record, entry, "status", EVENT)
    if taken is None or of_no_concern(record, entry, entry.resource.get("code"), "procedures"):
        return
    when = times(record, entry, entry.resource, "performed")
    _done(record, entry, "code", "procedures", taken, when, Given())


def read_immunization(record: Record, entry: Entry) -> None:
    """A dose recorded as an Immunization; of vaccines no rule asks."""
    taken = take(record, entry, "status", IMMUNIZATION)
    if taken is None:
        return
    if _is_vaccine(record, entry):
        record.aside(entry, ledger.NO_RULE)
        return
    if entry.resource.get("isSubpotent") not in (None, False, "false"):
        taken = "possible"
    when = times(record, entry, entry.resource, "occurrence")
    given = given_in(record, entry.resource, "doseQuantity", "doseQuantity")
    _done(record, entry, "vaccineCode", "prior_treatment", taken, when, given)


def _is_vaccine(record: Record, entry: Entry) -> bool:
    """Whether nothing in an Immunization names vitamin B12."""
    codeable = entry.resource.get("vaccineCode")
    systems = [coding.get("system") for coding in mappings(mapping(codeable).get("coding"))]
    if systems and all(system == VACCINES for system in systems):
        return True
    meant = record.prepared.displayed.meaning(codeable)
    b12 = record.prepared.read_in_full
    if any(code.of in b12 for code in (*meant.codes, *meant.without_system)):
        return False
    look = record.prepared.look["prior_treatment"]
    return all(look.named(untagged(words)) is NOTHING for words in meant.words)


def _done(
    record: Record,
    entry: Entry,
    element: str,
    list_name: ListName,
    taken: Take,
    when: Times,
    given: Given,
) -> None:
    planned = taken == "planned" or when.to_come
    beside = Beside(since=when.since, status="planned" if planned else None)
    stated = tell(record, entry, element, entry.resource.get(element), list_name, beside)
    if not stated:
        return
    if taken == "possible":
        record.warn(entry, "status", str(entry.resource.get("status")), NOT_WHOLE)
    kept = [_in_kind(record, one, when, given, taken) for one in stated]
    if possible_dose(record, entry, kept, given):
        record.state(entry, element, kept)


def _in_kind(record: Record, one: Statement, when: Times, given: Given, taken: Take) -> Statement:
    """A thing that was given is past on its day; an operation stays."""
    if taken == "possible":
        one = replace(one, qualifiers=one.qualifiers | {"possible"})
    if record.knowledge.concepts[one.concept].kind not in THINGS:
        return one
    one = dosed(one, given)
    if one.status == "planned":
        return one
    return replace(one, status="past", until=when.day or when.since)
