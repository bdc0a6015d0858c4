"""Orders that somebody is about to write or to stop: MedicationRequests of a draft.

They are no part of the record yet. Each is read for itself, as the rest of the record is; what is
not a medicine of concern here gives no draft.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from corrin.domain.knowledge import Knowledge
from corrin.domain.person import Order, Statement
from corrin.fhir import prepared
from corrin.fhir.dosage import Given, dosage_of, dosed
from corrin.fhir.entry import Entry
from corrin.fhir.medication import code_of
from corrin.fhir.modifiers import refused_for_modifiers
from corrin.fhir.record import Beside, Record
from corrin.fhir.references import References
from corrin.fhir.tell import tell
from corrin.fhir.values import Json, mapping, mappings, number, text, truth
from corrin.record.report import Report

STOPPING = frozenset({"stopped", "cancelled", "completed", "on-hold"})
VOID = "entered-in-error"
ORDER = "MedicationRequest"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One order of a draft."""

    id: str | None
    order: Order
    statement: Statement
    """What it states of the person once it is signed: the medicine, planned."""
    stops: bool
    """Whether it ends a treatment that is on record."""


def drafts(resources: Sequence[Json], knowledge: Knowledge, on: date) -> tuple[Draft, ...]:
    """The orders of medicines among some resources, in the order given."""
    entries = [
        Entry(f"draftOrders.entry[{index}].resource", one, text(one.get("resourceType")) or "")
        for index, one in enumerate(resources)
    ]
    report = Report({entry.path: entry.kind for entry in entries})
    record = Record(knowledge, prepared(knowledge), report, References(entries), on)
    orders = (entry for entry in entries if entry.kind == ORDER)
    return tuple(draft for entry in orders for draft in _draft(record, entry))


def _draft(record: Record, entry: Entry) -> Iterator[Draft]:
    resource = entry.resource
    status = text(resource.get("status"))
    if status == VOID or truth(resource.get("doNotPerform")):
        return
    if refused_for_modifiers(record, entry):
        return
    found = code_of(record, entry)
    if found is None:
        return
    element, codeable = found
    stated = tell(record, entry, element, codeable, "medicines", Beside(status="planned"))
    given = dosage_of(record, entry, "dosageInstruction")
    for one in stated[:1]:
        one = dosed(one, given)
        yield Draft(
            id=text(resource.get("id")),
            order=_order(entry, one, given, record.prepared.displayed.said(codeable)),
            statement=one,
            stops=status in STOPPING,
        )


def _order(entry: Entry, one: Statement, given: Given, words: str) -> Order:
    often = given.frequency
    count = number(_repeat(entry.resource).get("count"))
    daily = often is not None and often.times_per_day is not None
    return Order(
        source=entry.path,
        drug=one.concept,
        drug_words=words,
        dose=one.dose,
        route=one.route,
        every_days=Decimal(1) if daily else often.every_days if often else None,
        every_months=often.every_months if often else None,
        count=int(count) if count is not None and count >= 1 else None,
    )


def _repeat(resource: Json) -> Json:
    for dosage in mappings(resource.get("dosageInstruction")):
        return mapping(mapping(dosage.get("timing")).get("repeat"))
    return {}
