"""A pack laid over the shared knowledge, prepared once so that a plan is fast."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from corrin.care.overdue import first_review
from corrin.domain.analyte import Band
from corrin.domain.food import Food, IntakeSet
from corrin.domain.knowledge import Fact, Knowledge, Pack, Rule, Table
from corrin.domain.plan import SourceListed
from corrin.domain.rule import (
    Completion,
    Condition,
    Proofs,
    Truth,
    Truths,
    completion,
    leaves,
    proofs,
    truth,
    truths,
)
from corrin.domain.words import Concept

PRODUCT = "b12_product"
"""The group of whatever gives vitamin B12."""
ORDER = "regimen_request"
"""The entry that holds an order about to be written."""


class Asked(Protocol):
    """What holds of a person as far as a condition does."""

    @property
    def when(self) -> Condition | None: ...


Row = TypeVar("Row", bound=Asked)
Thing = TypeVar("Thing")
Made = TypeVar("Made")


class Once(Generic[Thing, Made]):
    """What is made of things of the knowledge, each time when it is first asked for.

    They are told apart by identity, which is faster than comparing trees; as each is kept, no
    other can take its place.
    """

    def __init__(self, make: Callable[[Thing], Made]) -> None:
        self._make = make
        self._made: dict[int, tuple[Thing, Made]] = {}

    def of(self, thing: Thing) -> Made:
        """What is made of a thing."""
        made = self._made.get(id(thing))
        if made is None:
            made = self._made[id(thing)] = (thing, self._make(thing))
        return made[1]


class Blanks(dict[frozenset[str], Mapping[str, bool | None]]):
    """What follows from nothing being stated, measured or ordered, by the lists answered."""

    def __init__(self, facts: Iterable[Fact], pack: str) -> None:
        super().__init__()
        self._stated = [fact for fact in facts if fact.concepts or fact.treated]
        self._measured = {
            fact.id: unmeasured(fact.marker) for fact in facts if fact.marker is not None
        }
        self._others = {fact.id: False for fact in facts if of_order(fact)} | {
            fact.id: fact.pack == pack for fact in facts if fact.pack is not None
        }

    def __missing__(self, asked: frozenset[str]) -> Mapping[str, bool | None]:
        made = self[asked] = {
            **self._measured,
            **self._others,
            **{
                fact.id: False
                if (fact.lists or fact.treated) and asked.issuperset(fact.lists)
                else None
                for fact in self._stated
            },
        }
        return made


def independent(fact: Fact) -> bool:
    """Whether a fact is answered from statements or the order, which hang on no other fact."""
    return bool(fact.concepts) or fact.treated or of_order(fact) or fact.pack is not None


def of_order(fact: Fact) -> bool:
    """Whether a fact is about the order that somebody is about to write."""
    shape = fact.order_route or fact.order_daily or fact.order_min_days
    return fact.order is not None or bool(shape)


def unmeasured(marker: str) -> bool | None:
    """The value of a marker without a result: that there is none is known, and no band is."""
    prop = marker.partition(" ")[2]
    absent = prop in ("known", "pending", "conflict") or prop.endswith("on_treatment")
    return False if absent or prop.startswith("twice:") else None


class Again(Struct, frozen=True):
    """What is to be worked out anew once a fact is assumed."""

    facts: frozenset[str]
    asked: tuple[str, ...]
    """Those of them that stand for no condition."""
    complete: Completion


class Assumed(dict[str, Again]):
    """What is to be worked out anew, by the fact that is assumed; made when first asked for."""

    def __init__(
        self, facts: Mapping[str, Condition | None], hang_on: Mapping[str, frozenset[str]]
    ) -> None:
        super().__init__()
        self._facts = facts
        self._hang_on = hang_on

    def __missing__(self, fact: str) -> Again:
        above = self._hang_on[fact] - {fact}
        facts = [(name, when) for name, when in self._facts.items() if name in above]
        asked = tuple(name for name, when in facts if when is None)
        made = self[fact] = Again(above, asked, completion(facts))
        return made


class Tabled(dict[tuple[str, frozenset[str]], Mapping[str, bool | None]]):
    """The facts that a table answers, by its name and the conclusions that it may give."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        super().__init__()
        self._asked = [(fact.id, *fact.table.split()) for fact in facts if fact.table is not None]

    def __missing__(self, given: tuple[str, frozenset[str]]) -> Mapping[str, bool | None]:
        table, possible = given
        made = self[given] = {
            name: _answered(possible, frozenset(of))
            for name, asked, *of in self._asked
            if asked == table
        }
        return made


def _answered(possible: frozenset[str], asked: frozenset[str]) -> bool | None:
    """Whether a table concludes one of what is asked, by what it may conclude."""
    if possible.isdisjoint(asked):
        return False
    return True if possible <= asked else None


class Guideline(Struct, frozen=True):
    """What one plan needs of the knowledge: the pack, its bands by name, groups by concept."""

    knowledge: Knowledge
    facts: Mapping[str, Fact]
    """The definition of every fact, by its name."""
    pack: Pack
    bands: Mapping[str, tuple[Band, ...]]
    """By band name; those of a laboratory method first, then the pack's own."""
    usual: Once[tuple[Band, ...], tuple[Band, ...]]
    """Of some bands those that are of no laboratory method."""
    groups: Mapping[str, frozenset[str]]
    """Every group that a concept belongs to, itself included."""
    complete: Completion
    """Gives a value to every fact that may hang on others."""
    assumed: Assumed
    tabled: Tabled
    hang_on: Mapping[str, frozenset[str]]
    """Every fact that hangs on a fact, itself included, through tables and bands too."""
    rules: Mapping[str, Rule]
    """Every rule by its id."""
    ranked: Mapping[str, tuple[Rule, ...]]
    """The rules of each table by rank."""
    truth: Once[Condition, Truth]
    """The truth of a condition, as a function of the facts."""
    truths: Once[tuple[Asked, ...], Truths]
    """That of each row of a list of the knowledge."""
    proofs: Once[tuple[Asked, ...], Proofs]
    """Which rows of a list certainly hold."""
    rest_on: Mapping[str, tuple[str, ...]]
    """The independent facts that rest on statements of a concept or group, or on an order."""
    measured: Mapping[str, tuple[str, ...]]
    """The facts that rest on results of an analyte, or on those that are recent."""
    blanks: Blanks
    """What those facts are where nothing is stated, measured or ordered."""
    review: date
    """The first day on which an entry of the knowledge is due for review."""
    counts_for: timedelta
    """For how long a result counts."""
    place: Mapping[str, int]
    """Where an analyte stands among the others when results are shown."""
    sources: Mapping[str, SourceListed]
    """Every source as a plan lists it."""
    intakes: tuple[IntakeSet, ...]
    """The sets of reference intakes, that of the pack first."""
    foods: tuple[Food, ...]
    """The foods to name that can be counted: those of no maker first, then the richest portion."""

    @classmethod
    def of(cls, knowledge: Knowledge, pack: str) -> "Guideline":
        """The guideline of a pack.

        Raises:
            KeyError: the knowledge has no such pack.
        """
        chosen = knowledge.packs[pack]
        bands: dict[str, tuple[Band, ...]] = {}
        of_methods_first = sorted((*chosen.bands, *knowledge.bands), key=lambda b: not b.methods)
        for band in of_methods_first:
            bands[band.name] = (*bands.get(band.name, ()), band)
        groups = _groups(knowledge.concepts)
        ranked = {
            name: tuple(sorted(table.rules, key=lambda rule: rule.rank))
            for name, table in knowledge.rules.items()
        }
        least = knowledge.settings["food_portion_lowest"].value
        foods = (f for f in knowledge.foods.values() if f.named and per_portion(f) >= least)
        depends = _depends(knowledge, bands)
        hang_on = _hang_on(depends)
        conditions = {name: knowledge.facts[name].condition for name in depends}
        return cls(
            knowledge,
            knowledge.facts,
            chosen,
            bands,
            Once(lambda of_name: tuple(band for band in of_name if not band.methods)),
            groups,
            completion(
                (name, condition)
                for name, condition in conditions.items()
                if not independent(knowledge.facts[name])
            ),
            Assumed(conditions, hang_on),
            Tabled(knowledge.facts.values()),
            hang_on,
            {rule.id: rule for table in knowledge.rules.values() for rule in table.rules},
            ranked,
            Once(truth),
            Once(lambda rows: truths(row.when for row in rows)),
            Once(lambda rows: proofs(row.when for row in rows)),
            _rest_on(knowledge.facts.values()),
            _by_results(knowledge.facts.values()),
            Blanks(knowledge.facts.values(), pack),
            first_review(knowledge),
            timedelta(days=int(knowledge.settings["result_counts_for_days"].value)),
            {analyte: place for place, analyte in enumerate(knowledge.analytes)},
            {
                name: SourceListed(
                    id=source.id,
                    title=source.title,
                    organisation=source.organisation,
                    year=source.year,
                    url=source.url,
                    read=source.verified,
                )
                for name, source in knowledge.sources.items()
            },
            tuple(sorted(knowledge.intakes.values(), key=lambda one: one.id != chosen.intake_set)),
            tuple(sorted(foods, key=lambda food: (food.brand, -per_portion(food)))),
        )

    def table(self, name: str) -> Table:
        """A decision table."""
        return self.knowledge.rules[name]


def _rest_on(facts: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for fact in facts:
        treated = (PRODUCT,) if fact.treated else ()
        ordered = (ORDER,) if of_order(fact) else ()
        for stated in (*fact.concepts, *treated, *ordered):
            found.setdefault(stated, []).append(fact.id)
    return {stated: tuple(names) for stated, names in found.items()}


def _by_results(facts: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for fact in facts:
        if fact.marker is not None:
            found.setdefault(_measured(fact.marker), []).append(fact.id)
    return {measured: tuple(names) for measured, names in found.items()}


def _measured(marker: str) -> str:
    """On what a marker rests: a result of any age where two are wanted, otherwise a recent one."""
    analyte, _, prop = marker.partition(" ")
    return analyte if prop.startswith("twice:") else lately_of(analyte)


def lately_of(analyte: str) -> str:
    """The name under which stands what rests on recent results of an analyte."""
    return f"{analyte} lately"


def per_portion(food: Food) -> Decimal:
    """Micrograms in the first portion; nothing where the food varies too widely to count."""
    amount = food.portions[0].b12_micrograms if food.portions else None
    return amount or Decimal(0)


def _hang_on(depends: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The facts that hang on each."""
    found: dict[str, list[str]] = {name: [] for name in depends}
    for name, under in depends.items():
        for other in under:
            found[other].append(name)
    return {name: frozenset(above) for name, above in found.items()}


def _depends(
    knowledge: Knowledge, bands: Mapping[str, tuple[Band, ...]]
) -> dict[str, frozenset[str]]:
    """What each fact hangs on, after those facts; conditions, tables and bands are followed to
    the end."""
    found: dict[str, frozenset[str]] = {}

    def below(name: str) -> frozenset[str]:
        if name not in found:
            under = [below(other) for other in _asked_by(knowledge, bands, knowledge.facts[name])]
            found[name] = frozenset({name}).union(*under)
        return found[name]

    for name in knowledge.facts:
        below(name)
    return found


def table_of(asked: str) -> str:
    """The table that a fact asks, which writes its conclusions after it."""
    return asked.partition(" ")[0]


def _asked_by(
    knowledge: Knowledge, bands: Mapping[str, tuple[Band, ...]], fact: Fact
) -> Iterator[str]:
    """The facts that a fact asks directly."""
    if fact.condition is not None:
        yield from leaves(fact.condition)
    if fact.table is not None:
        for rule in knowledge.rules[table_of(fact.table)].rules:
            if rule.when is not None:
                yield from leaves(rule.when)
    if fact.marker is not None:
        analyte, _, prop = fact.marker.partition(" ")
        for name in (analyte, prop.rpartition(":")[2]):
            for band in bands.get(name, ()):
                if band.when is not None:
                    yield from leaves(band.when)


def _groups(concepts: Mapping[str, Concept]) -> dict[str, frozenset[str]]:
    """Each concept with the groups above it, through groups that are concepts themselves."""
    found: dict[str, frozenset[str]] = {}

    def above(names: Iterable[str], seen: frozenset[str]) -> frozenset[str]:
        for name in names:
            if name not in seen:
                seen = seen | {name}
                if (concept := concepts.get(name)) is not None:
                    seen = above(concept.is_a, seen)
        return seen

    for name, concept in concepts.items():
        found[name] = above((name, *concept.is_a), frozenset())
    return found
