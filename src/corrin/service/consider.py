"""From a record and the orders of a draft to the cards that are shown."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

import msgspec
from msgspec.structs import replace

from corrin import fhir
from corrin.care.cards import Spoken, in_order, spoken
from corrin.care.choose import Choice, choose
from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.care.plan import Planned, planned, reasoned
from corrin.domain import card
from corrin.domain.card import Hook
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import Person, Statement
from corrin.fhir.document import Document
from corrin.fhir.draft import Draft, drafts
from corrin.fhir_out.values import Json
from corrin.knowledge import load
from corrin.record.reading import Reading
from corrin.service.unread import Unread


class Considered(msgspec.Struct, frozen=True, kw_only=True):
    """A card, the plan behind it, and the order that it is about."""

    spoken: Spoken
    planned: Planned
    person: Person
    draft: Draft | None = None
    unread: tuple[Unread, ...] = ()
    """What could not be used, where the card is about that."""


@cache
def guideline(pack: str) -> Guideline:
    """The guideline of a pack, laid out once."""
    return Guideline.of(load.knowledge(), pack)


def read(resources: Sequence[Json], on: date, *, patient: str, modifiers: bool) -> Reading:
    """The person of some resources.

    Raises:
        Refused: nothing of them can be used, or they are of somebody else.
    """
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": resource} for resource in resources],
    }
    return fhir.read_document(
        Document(bundle, modifiers=modifiers),
        knowledge=load.knowledge(),
        on=on,
        patient=patient,
    )


def plan_of(reading: Reading, choice: Choice) -> Planned:
    """The plan by what was chosen for the person that was read."""
    return planned(
        choice,
        ledger=reading.ledger,
        refused=reading.refused,
        warnings=reading.warnings,
        not_understood=reading.not_understood,
    )


def of_patient(
    reading: Reading, person: Person, by: Guideline, missed: tuple[Unread, ...] = ()
) -> tuple[Considered, ...]:
    """The cards while a clinician looks at a person; without any, no plan is made.

    Args:
        missed: what the record holds of B12 and could not be used.
    """
    choice = choose(Facts.of(person, reading.on, by))
    said = spoken(reasoned(choice, reading.ledger), "patient-view", unread=_kinds(missed))
    if not said:
        return ()
    made = plan_of(reading, choice)
    return tuple(
        Considered(spoken=one, planned=made, person=person, unread=_about(one, missed))
        for one in said
    )


def _kinds(missed: tuple[Unread, ...]) -> frozenset[card.Unread]:
    return frozenset(one.kind for one in missed)


def _about(said: Spoken, missed: tuple[Unread, ...]) -> tuple[Unread, ...]:
    return tuple(one for one in missed if one.kind == said.card.unread)


def of_orders(
    reading: Reading,
    person: Person,
    by: Guideline,
    hook: Hook,
    orders: Sequence[Draft],
    missed: tuple[Unread, ...] = (),
) -> tuple[Considered, ...]:
    """The cards about the orders of a draft, each order seen beside the others."""
    found: list[Considered] = []
    for draft in orders:
        others = tuple(one.statement for one in orders if one is not draft and not one.stops)
        whole = _with(person, draft, others)
        made = plan_of(reading, choose(Facts.of(whole, reading.on, by)))
        stops = draft.order.drug if draft.stops else None
        found += (
            Considered(
                spoken=one, planned=made, person=whole, draft=draft, unread=_about(one, missed)
            )
            for one in spoken(made.reasons, hook, stops=stops, unread=_kinds(missed))
        )
    ranked = in_order(one.spoken for one in found)
    return tuple(sorted(found, key=lambda one: ranked.index(one.spoken)))


def _with(person: Person, draft: Draft, others: tuple[Statement, ...]) -> Person:
    """The person as if a draft were about to be signed, with the other orders of it."""
    order = None if draft.stops else draft.order
    return replace(person, order=order, statements=(*person.statements, *others))


def of_concern(resources: Sequence[Json], on: date) -> Iterator[Draft]:
    """The orders among some resources that the knowledge has anything to say about."""
    knowledge = load.knowledge()
    asked = _asked(knowledge)
    for draft in drafts(resources, knowledge, on):
        if not asked.isdisjoint(guideline_groups(draft.order.drug or "")):
            yield draft


def guideline_groups(concept: str) -> frozenset[str]:
    """A concept and every group that it belongs to."""
    return fhir.prepared(load.knowledge()).groups.get(concept, frozenset())


def _asked(knowledge: Knowledge) -> frozenset[str]:
    """The groups of medicines of which an order is checked, or of which one is not stopped."""
    checked = {fact.order for fact in knowledge.facts.values() if fact.order}
    return frozenset(checked | {card.stops for card in knowledge.cards.values() if card.stops})
