"""A pack laid over the shared knowledge, prepared once so that a plan is fast."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corrin.domain.knowledge import Band, Concept, Fact, Knowledge, Pack, Table


@dataclass(frozen=True, slots=True)
class Guideline:
    """What one plan needs of the knowledge: the pack, its bands by name, groups by concept."""

    knowledge: Knowledge
    pack: Pack
    bands: Mapping[str, tuple[Band, ...]]
    """By band name; the pack's own first."""
    groups: Mapping[str, frozenset[str]]
    """Every group that a concept belongs to, itself included."""

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
        return cls(knowledge, chosen, bands, _groups(knowledge.concepts))

    def fact(self, name: str) -> Fact:
        """The definition of a fact."""
        return self.knowledge.facts[name]

    def table(self, name: str) -> Table:
        """A decision table."""
        return self.knowledge.rules[name]


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
