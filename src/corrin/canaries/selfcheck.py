"""`corrin selfcheck`: whether every rule still fires, and stays silent, where it was seen to.

A rule can go silent without a sound: a fact is renamed, a group loses a member, a bound moves.
So a panel of invented people is run through the knowledge, and whatever differs from the
reviewed record is named. A difference is not yet a fault: it is read, and either the knowledge
or the record is put right.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from corrin import person_file
from corrin.canaries.firing import firing, watched
from corrin.canaries.panel import Canary, Panel, panel
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import LedgerEntry
from corrin.errors import Refused
from corrin.reading.ledger import NOT_STATED

UNDERSTOOD = frozenset({"used", "duplicate"})
Row = tuple[str, str]


class Report(Struct, frozen=True, kw_only=True):
    """What the canaries showed; `ok` where nothing differs from the record."""

    text: str
    ok: bool


class Seen(Struct, frozen=True, kw_only=True):
    """What one canary gave now: the rows that fired, the offer made, or why there is neither."""

    fires: frozenset[Row] = frozenset()
    offer: tuple[str | None, str | None, str] = (None, None, "")
    fault: str | None = None


def selfcheck(knowledge: Knowledge, canaries: Panel | None = None) -> Report:
    """Run the panel through the knowledge and name every rule that does not do as recorded.

    Args:
        canaries: another panel than that of the package.
    """
    people = canaries or panel()
    guidelines = laid_over(knowledge)
    if isinstance(guidelines, str):
        return Report(text=f"The knowledge does not hold together: {guidelines}.", ok=False)
    seen = {c.id: look(c, people, knowledge, guidelines) for c in people.people}
    rows = watched(knowledge)
    found = [
        *_faults(seen),
        *_changes(people, seen, rows),
        *_offers(people, seen),
        *_counts(people, seen, rows),
    ]
    count = f"{len(people.people)} canaries, {len(rows)} rules, {len(knowledge.packs)} packs"
    if not found:
        return Report(text=f"{count}: every rule fires and stays silent as recorded.", ok=True)
    lines = (f"  {line}" for line in found)
    return Report(text="\n".join((f"{count}: {len(found)} alarms.", *lines)), ok=False)


def laid_over(knowledge: Knowledge) -> dict[str, Guideline] | str:
    """The guideline of every pack, or why there is none: a name that the rules miss."""
    try:
        return {name: Guideline.of(knowledge, name) for name in knowledge.packs}
    except LookupError as error:
        return f"{type(error).__name__}: {error}"


def look(
    canary: Canary, people: Panel, knowledge: Knowledge, guidelines: dict[str, Guideline]
) -> Seen:
    """What one canary gives under the knowledge as it is now."""
    if canary.pack not in guidelines:
        return Seen(fault=f"there is no pack {canary.pack}")
    guideline = guidelines[canary.pack]
    data = json.dumps(canary.person).encode()
    try:
        reading = person_file.read(data, knowledge=knowledge, on=people.on)
        if reading.person is None:
            return Seen(fault="the whole record is refused")
        rows = firing(reading.person, people.on, guideline)
        made = plan(reading.person, on=people.on, guideline=guideline, ledger=reading.ledger)
    except (LookupError, ValueError, Refused) as error:
        return Seen(fault=f"{type(error).__name__}: {error}")
    offer = made.treatment.offer
    lost = not_understood(reading.ledger)
    return Seen(
        fires=frozenset((table, rule) for table, ids in rows.items() for rule in ids),
        offer=(
            offer.regimen if offer else None,
            offer.product if offer else None,
            made.treatment.schedule_status,
        ),
        fault=f"no longer understood: {', '.join(lost)}" if lost else None,
    )


def not_understood(ledger: Iterable[LedgerEntry]) -> list[str]:
    """The fields that were given and not understood."""
    return [
        entry.field
        for entry in ledger
        if entry.outcome not in UNDERSTOOD and entry.why != NOT_STATED
    ]


def differs(canary: Canary, seen: Seen) -> bool:
    """Whether one canary raises an alarm by itself."""
    return bool(seen.fault) or seen.fires != recorded(canary) or seen.offer != offered(canary)


def offered(canary: Canary) -> tuple[str | None, str | None, str]:
    """The offer made to a canary as it was reviewed."""
    return canary.regimen, canary.product, canary.schedule


def recorded(canary: Canary) -> frozenset[Row]:
    """The rows that fire in a canary as it was reviewed."""
    return frozenset((table, rule) for table, ids in canary.fires.items() for rule in ids)


def _faults(seen: dict[str, Seen]) -> Iterator[str]:
    for name, what in seen.items():
        if what.fault:
            yield f"{name}: {what.fault}."


def _changes(people: Panel, seen: dict[str, Seen], rows: dict[Row, str | None]) -> Iterator[str]:
    """Rules that fire where they did not, or no longer where they did."""
    silent: dict[Row, list[str]] = {}
    loud: dict[Row, list[str]] = {}
    for canary in people.people:
        now, before = seen[canary.id].fires, recorded(canary)
        for row in before - now:
            silent.setdefault(row, []).append(canary.id)
        for row in now - before:
            loud.setdefault(row, []).append(canary.id)
    for row, names in sorted(silent.items()):
        gone = "" if row in rows else " (the knowledge has no such rule)"
        yield f"{_name(row)} fell silent in {', '.join(names)}{gone}."
    for row, names in sorted(loud.items()):
        yield f"{_name(row)} fires now in {', '.join(names)}."


def _offers(people: Panel, seen: dict[str, Seen]) -> Iterator[str]:
    """People to whom something else is offered, or whose doses are dated otherwise."""
    for canary in people.people:
        before, now = offered(canary), seen[canary.id].offer
        if before != now:
            yield f"{canary.id}: {_say(before)} was offered; now {_say(now)} is."


def _say(offer: tuple[str | None, str | None, str]) -> str:
    regimen, product, schedule = offer
    with_product = f" with {product}" if product else ""
    return f"{regimen or 'nothing'}{with_product} ({schedule or 'no plan'})"


def _counts(people: Panel, seen: dict[str, Seen], rows: dict[Row, str | None]) -> Iterator[str]:
    """Rules that fire, or stay silent, in too few people to be watched."""
    fires = Counter(row for what in seen.values() for row in what.fires)
    of_pack = Counter(canary.pack for canary in people.people)
    for row, pack in rows.items():
        loud = fires[row]
        everybody = len(people.people) if pack is None else of_pack[pack]
        if loud < people.every:
            yield f"{_name(row)} fires in {loud} of {everybody}; {people.every} are wanted."
        elif everybody == loud:
            yield f"{_name(row)} fires in all {everybody}."
        elif everybody - loud < people.every:
            silent = everybody - loud
            yield f"{_name(row)} is silent in {silent} of {everybody}; {people.every} are wanted."


def _name(row: Row) -> str:
    table, rule = row
    return f"{table}/{rule}"
