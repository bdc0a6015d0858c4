"""What fires for one person under one pack: the rows of every table, and the offer made."""

from collections.abc import Iterator
from datetime import date

from corrin.canaries.panel import Firing
from corrin.care.choose import choose
from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.domain.knowledge import Knowledge, Table
from corrin.domain.person import Person

OFFERS = "offers"
MONITORING = "monitoring"
MISSING = "missing"
"""The table that is read before what nobody asked is assumed, as the plan reads it."""


def firing(person: Person, on: date, guideline: Guideline) -> Firing:
    """Every row that fires, by table, in the order of the knowledge.

    Of a table that takes its first row only that row fires; of the others every row that holds.
    """
    known = Facts.of(person, on, guideline)
    choice = choose(known)
    facts = choice.facts
    fired: Firing = {OFFERS: (choice.offer.id,)}
    for name, table in guideline.knowledge.rules.items():
        fired[name] = tuple(_rows(known if name == MISSING else facts, table))
    fired[MONITORING] = tuple(
        row.id for row in guideline.knowledge.monitoring if facts.holds(row.when)
    )
    return {name: ids for name, ids in fired.items() if ids}


def _rows(facts: Facts, table: Table) -> Iterator[str]:
    for rule in table.rules:
        if facts.holds(rule.when):
            yield rule.id
            if table.take == "first":
                return


def watched(knowledge: Knowledge) -> dict[tuple[str, str], str | None]:
    """Every row to be watched, as (table, id), with the pack to which it belongs."""
    rows: dict[tuple[str, str], str | None] = {}
    for pack in knowledge.packs.values():
        rows |= {(OFFERS, offer.id): pack.id for offer in pack.offers}
    for name, table in knowledge.rules.items():
        rows |= {(name, rule.id): None for rule in table.rules}
    rows |= {(MONITORING, row.id): None for row in knowledge.monitoring if row.when is not None}
    return rows
