"""B17: nothing that a Bundle says is lost, and nothing that it withdraws is believed.

    python -m prove.conservation --bundles 2000 --seed 1

Bundles are made with facts of which it is known what must become of each (`planting`). A fault
is an entry without an outcome, an outcome without a reason of the closed list, a planted fact
that is not found exactly, or a withdrawn one that is believed. Each kind of fault is printed once,
with the smallest Bundle that shows it.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from corrin import fhir
from corrin.domain.person import LedgerEntry
from corrin.errors import Refused
from corrin.knowledge import load
from corrin.reading.ledger import NOT_RELEVANT
from corrin.record.reading import Reading
from prove.figure import Figure
from prove.planted import IRRELEVANT, ON, PART, Found, Planted, Resource, Said, Soil
from prove.planting import WAYS

Read = Callable[[bytes], Reading]
ENTRY = re.compile(r"Bundle\.entry\[(\d+)\]")
TYPES = ("collection", "searchset", "transaction", "document")


@dataclass(frozen=True, kw_only=True)
class Field:
    """A Bundle in which facts are planted, and the entries of each."""

    bundle: Resource
    head: int
    """How many entries stand before the facts: the person, and the Composition of a document."""
    facts: tuple[tuple[Planted, tuple[int, ...]], ...]

    @property
    def data(self) -> bytes:
        return json.dumps(self.bundle, cls=_Exact).encode()


class _Exact(json.JSONEncoder):
    """Decimals as the digits that they have."""

    def iterencode(self, o: Any, _one_shot: bool = False) -> Iterator[str]:
        return super().iterencode(_plain(o), _one_shot)


class _Number(float):
    """A float that is written as the digits of a Decimal."""

    def __new__(cls, value: Decimal) -> "_Number":
        made = super().__new__(cls, value)
        made.digits = format(value, "f")
        return made

    digits: str

    def __repr__(self) -> str:
        return self.digits


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return _Number(value) if isinstance(value, Decimal) else value


# --- a Bundle with facts ------------------------------------------------------------------------


def sown(random: Random) -> Field:
    """A Bundle of one person with 4 to 20 facts, its entries in any order."""
    patient = f"Patient/p{random.randint(1, 999)}"
    soil = Soil(random=random, patient=patient)
    ways = [random.choice(WAYS) for _ in range(random.randint(4, 20))]
    facts = [fact for way in ways if (fact := way(soil)) is not None]
    return field_of(facts, patient, random)


def field_of(facts: list[Planted], patient: str, random: Random) -> Field:
    """The facts as the entries of one Bundle."""
    kind = random.choice(TYPES)
    person = {
        "resourceType": "Patient",
        "id": patient.partition("/")[2],
        "birthDate": f"{random.randint(1945, 2000)}-05-17",
        "gender": random.choice(("female", "male")),
    }
    places = [(fact, number) for fact in facts for number in range(len(fact.resources))]
    random.shuffle(places)
    places = _in_order(places)
    head: list[Any] = [person]
    if kind == "document":
        head = [_composition(patient), person]
    entries = [_entry(one, kind) for one in head]
    at: dict[tuple[int, int], int] = {}
    for fact, number in places:
        at[id(fact), number] = len(entries)
        entries.append(_entry(fact.resources[number], kind, fact.urls.get(number)))
    bundle: Resource = {"resourceType": "Bundle", "type": kind, "entry": entries}
    return Field(
        bundle=bundle,
        head=len(head),
        facts=tuple(
            (fact, tuple(at[id(fact), number] for number in range(len(fact.resources))))
            for fact in facts
        ),
    )


def _in_order(places: list[tuple[Planted, int]]) -> list[tuple[Planted, int]]:
    """The entries of one fact in their own order, wherever they stand: a copy follows."""
    left = {id(fact): iter(range(len(fact.resources))) for fact, _ in places}
    return [(fact, next(left[id(fact)])) for fact, _ in places]


def _composition(patient: str) -> Resource:
    return {
        "resourceType": "Composition",
        "id": "composition",
        "status": "final",
        "type": {"coding": [{"system": "http://loinc.org", "code": "60591-5"}]},
        "subject": {"reference": patient},
        "date": "2026-11-19",
        "author": [{"display": "A practice"}],
        "title": "Summary",
    }


def _entry(resource: Any, kind: str, url: str | None = None) -> Resource:
    entry: Resource = {"resource": resource}
    if isinstance(resource, dict) and isinstance(name := resource.get("resourceType"), str):
        if url or "id" in resource:
            entry["fullUrl"] = url or f"http://example.org/fhir/{name}/{resource['id']}"
        if kind == "transaction":
            entry["request"] = {"method": "POST", "url": name}
    if kind == "searchset":
        entry["search"] = {"mode": "match"}
    return entry


# --- what must have become of them --------------------------------------------------------------


@dataclass
class Tally:
    """What was measured over many Bundles."""

    bundles: int = 0
    entries: int = 0
    planted: Counter[str] = field(default_factory=Counter[str])
    faults: dict[str, tuple[int, str]] = field(default_factory=dict[str, tuple[int, str]])
    """Kind of fault → how often, and the first Bundle that showed it."""


def wrong_with(sowing: Field, read: Read) -> Iterator[tuple[str, Planted | None]]:
    """Every fault that a reading of the Bundle shows, and the fact that shows it."""
    try:
        reading = read(sowing.data)
    except Refused as refused:
        yield f"the whole Bundle is refused: {refused}", None
        return
    if reading.person is None:
        yield f"the whole Bundle is refused: {reading.refused}", None
        return
    by_entry: dict[int, list[LedgerEntry]] = {}
    for line in reading.ledger:
        if found := ENTRY.match(line.field):
            by_entry.setdefault(int(found[1]), []).append(line)
        else:
            yield f"`{line.field}` is no entry of the Bundle", None
    yield from _ledger_faults(sowing, reading, by_entry)
    for fact, places in sowing.facts:
        for what in _outcomes_wrong(fact, places, by_entry):
            yield f"{fact.kind}: {what}", fact
        for what in _person_wrong(fact, places, reading):
            yield f"{fact.kind}: {what}", fact


def _ledger_faults(
    sowing: Field, reading: Reading, by_entry: dict[int, list[LedgerEntry]]
) -> Iterator[tuple[str, Planted | None]]:
    """The ledger adds up: each entry in it, each line once, each reason accepted."""
    if len({line.field for line in reading.ledger}) != len(reading.ledger):
        yield "an entry has two outcomes", None
    entries = range(len(sowing.bundle["entry"]))
    owners = {place: fact for fact, places in sowing.facts for place in places}
    for lost in sorted(set(entries) - by_entry.keys()):
        kind = owners[lost].kind if lost in owners else "person"
        yield f"{kind}: the entry is in no line of the ledger", owners.get(lost)
    if added := by_entry.keys() - set(entries):
        yield f"the ledger has entries that the Bundle has not: {sorted(added)}", None
    told = {one.field for one in (*reading.refused, *reading.not_understood)}
    for line in reading.ledger:
        if line.outcome == "not_relevant" and line.why not in NOT_RELEVANT:
            yield f"left aside for {line.why!r}, which is not in the closed list", None
        if line.outcome in ("refused", "not_understood") and not any(
            one.startswith(line.field) for one in told
        ):
            yield f"{line.outcome} without being told: {line.field}", None


def _outcomes_wrong(
    fact: Planted, places: tuple[int, ...], by_entry: dict[int, list[LedgerEntry]]
) -> Iterator[str]:
    for place, right in zip(places, fact.outcomes, strict=True):
        outcomes = {line.outcome for line in by_entry.get(place, [])}
        if not outcomes:
            continue  # told as lost
        if not (outcomes <= right if right in (IRRELEVANT, PART) else outcomes & right):
            whys = sorted({str(line.why) for line in by_entry[place]})
            yield f"{'/'.join(sorted(outcomes))}, not {'/'.join(sorted(right))} ({'; '.join(whys)})"


def _person_wrong(fact: Planted, places: tuple[int, ...], reading: Reading) -> Iterator[str]:
    assert reading.person is not None
    person = reading.person

    def from_here(source: str) -> bool:
        found = ENTRY.match(source)
        return bool(found) and int(found[1]) in places

    results = [one for one in person.results if from_here(one.source)]
    statements = [one for one in person.statements if from_here(one.source)]
    for wanted in fact.found:
        if (n := sum(_is(one, wanted) for one in results)) != 1:
            got = [(r.analyte, str(r.value), r.unit, r.comparator, str(r.on)) for r in results]
            yield f"found {n} times, not once: {_short(wanted)}; there is {got}"
    if len(results) > len(fact.found) + len(fact.may_be):
        yield f"results that nobody planted: {[one.analyte for one in results]}"
    for said in fact.said:
        if not any(_says(one, said) for one in statements):
            got = [(s.concept, s.subject, s.status, s.present, s.allergy) for s in statements]
            yield f"not found: {said.concept} of {said.subject}; there is {got}"
    for wanted in fact.never:
        if any(_is(one, wanted) for one in results):
            yield f"believed: {_short(wanted)}"
    for one in statements:
        plain = one.present and one.subject == "self" and "possible" not in one.qualifiers
        if plain and one.concept in fact.only_possible:
            yield f"believed: {one.concept} without a doubt"
    for denied in fact.not_believed:
        believed = [
            s for s in statements if s.concept == denied and s.present and s.status == "current"
        ]
        if believed or any(one.analyte == denied for one in results):
            yield f"believed: {denied}"


def _short(wanted: Found) -> str:
    value = wanted.interpretation or f"{wanted.comparator or ''}{wanted.value} {wanted.unit}"
    return f"{wanted.analyte} {value} {wanted.on}"


def _is(result: Any, wanted: Found) -> bool:
    same = ("analyte", "value", "unit", "comparator", "on")
    if wanted.value is None:
        same = ("analyte", "value", "interpretation", "on")
    return all(getattr(result, name) == getattr(wanted, name) for name in same)


def _says(statement: Any, said: Said) -> bool:
    return (
        statement.concept == said.concept
        and statement.present
        and statement.subject == said.subject
        and statement.allergy == said.allergy
        and statement.status in said.statuses
    )


# --- measuring ----------------------------------------------------------------------------------


def measured(bundles: int, *, seed: int, read: Read) -> Tally:
    """What becomes of so many Bundles; the same seed sows the same ones."""
    tally = Tally()
    for number in range(bundles):
        sowing = sown(Random(f"{seed} {number}"))
        tally.bundles += 1
        tally.entries += len(sowing.bundle["entry"])
        tally.planted.update(fact.kind for fact, _ in sowing.facts)
        for what, fact in wrong_with(sowing, read):
            kind = _kind(what)
            times, first = tally.faults.get(kind, (0, ""))
            tally.faults[kind] = (times + 1, first or f"{what}\n    {_smallest(sowing, fact)}")
    return tally


def _kind(what: str) -> str:
    """A fault without its figures and names, so that each kind is told once."""
    return re.sub(r"(once|found|believed): .*|\d[\d.:-]*|'[^']*'", r"\1", what)


def _smallest(sowing: Field, fact: Planted | None) -> str:
    """The Bundle of the person and the one fact alone, or its beginning."""
    if fact is None:
        return json.dumps(sowing.bundle, cls=_Exact)[:400]
    places = next(places for one, places in sowing.facts if one is fact)
    head = sowing.bundle["entry"][: sowing.head]
    entries = [*head, *(sowing.bundle["entry"][place] for place in places)]
    bundle = {"resourceType": "Bundle", "type": sowing.bundle["type"], "entry": entries}
    return json.dumps(bundle, cls=_Exact)


def figure(bundles: int, *, seed: int, read: Read | None = None) -> Figure:
    """B17 as one line, and its faults."""
    tally = measured(bundles, seed=seed, read=read or reader())
    planted = sum(tally.planted.values())
    line = f"B17 conservation: {tally.bundles} bundles, {tally.entries} entries, {planted} facts"
    faults = (f"{n} × {first}" for n, first in tally.faults.values())
    return Figure(measured=f"{line} of {len(tally.planted)} kinds", faults=tuple(faults))


def reader() -> Read:
    """The reader of FHIR, as it stands in the package."""
    return partial(fhir.read, knowledge=load.knowledge(), on=ON)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    sys.exit(figure(asked.bundles, seed=asked.seed).show())


if __name__ == "__main__":
    main()
