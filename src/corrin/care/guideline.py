"""A pack laid over the shared knowledge, prepared once so that a plan is fast."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from corrin.domain.analyte import Band
from corrin.domain.food import Food
from corrin.domain.knowledge import Fact, Knowledge, Pack, Rule, Table
from corrin.domain.rule import leaves
from corrin.domain.words import Concept


@dataclass(frozen=True, slots=True)
class Guideline:
    """What one plan needs of the knowledge: the pack, its bands by name, groups by concept."""

    knowledge: Knowledge
    pack: Pack
    bands: Mapping[str, tuple[Band, ...]]
    """By band name; the pack's own first."""
    groups: Mapping[str, frozenset[str]]
    """Every group that a concept belongs to, itself included."""
    depends: Mapping[str, frozenset[str]]
    """Every fact that a fact hangs on, itself included, through tables and bands too."""
    ranked: Mapping[str, tuple[Rule, ...]]
    """The rules of each table by rank."""
    foods: tuple[Food, ...]
    """The foods that can be counted, the richest portion first."""

    @classmethod
    def of(cls, knowledge: Knowledge, pack: str) -> "Guideline":
        """The guideline of a pack.

        Raises:
            KeyError: the knowledge has no such pack.
        """
        chosen = knowledge.packs[pack]
        bands: dict[str, tuple[Band, ...]] = {}
        for band in (*chosen.bands, *knowledge.bands):
            bands[band.name] = (*bands.get(band.name, ()), band)
        groups = _groups(knowledge.concepts)
        ranked = {
            name: tuple(sorted(table.rules, key=lambda rule: rule.rank))
            for name, table in knowledge.rules.items()
        }
        foods = (food for food in knowledge.foods.values() if per_portion(food))
        return cls(
            knowledge,
            chosen,
            bands,
            groups,
            _depends(knowledge, bands),
            ranked,
            tuple(sorted(foods, key=per_portion, reverse=True)),
        )

    def fact(self, name: str) -> Fact:
        """The definition of a fact."""
        return self.knowledge.facts[name]

    def table(self, name: str) -> Table:
        """A decision table."""
        return self.knowledge.rules[name]


def per_portion(food: Food) -> Decimal:
    """Micrograms in the first portion; nothing where the food varies too widely to count."""
    amount = food.portions[0].b12_micrograms if food.portions else None
    return amount or Decimal(0)


def _depends(
    knowledge: Knowledge, bands: Mapping[str, tuple[Band, ...]]
) -> dict[str, frozenset[str]]:
    """What each fact hangs on; conditions, tables and bands are followed to the end."""
    found: dict[str, frozenset[str]] = {}

    def below(name: str) -> frozenset[str]:
        if name not in found:
            found[name] = frozenset({name})
            under = [below(other) for other in _asked_by(knowledge, bands, knowledge.facts[name])]
            found[name] = frozenset({name}).union(*under)
        return found[name]

    for name in knowledge.facts:
        below(name)
    return found


def _asked_by(
    knowledge: Knowledge, bands: Mapping[str, tuple[Band, ...]], fact: Fact
) -> Iterator[str]:
    """The facts that a fact asks directly."""
    if fact.condition is not None:
        yield from leaves(fact.condition)
    if fact.table is not None:
        for rule in knowledge.rules[fact.table.partition(" ")[0]].rules:
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
