"""The entries of the knowledge by kind and id: what `corrin show` shows and references name.

A reference is a kind and an id with a point between them: `practice.anaphylaxis`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from corrin.domain.knowledge import Knowledge

Named = Mapping[str, Mapping[str, object]]


def named(knowledge: Knowledge) -> Named:
    """Every entry by its kind and its id; a concept also by its own kind, such as `finding`."""
    found: defaultdict[str, dict[str, object]] = defaultdict(dict)
    for kind, entries in _sections(knowledge):
        found[kind].update(entries)
    for concept in knowledge.concepts.values():
        found[concept.kind][concept.id] = concept
    return dict(found)


def entry(reference: str, entries: Named) -> object | None:
    """The entry that a reference names, or None."""
    kind, _, name = reference.partition(".")
    return entries.get(kind, {}).get(name)


def _sections(knowledge: Knowledge) -> Iterator[tuple[str, Mapping[str, object]]]:
    yield "food", knowledge.foods
    yield "measure", knowledge.measures
    yield "parameter", knowledge.absorption
    yield "maintenance", knowledge.maintenance
    yield "evidence", knowledge.evidence
    yield "interaction", knowledge.interactions
    yield "intake", knowledge.intakes
    yield "analyte", knowledge.analytes
    yield "concept", knowledge.concepts
    yield "fact", knowledge.facts
    yield "rule", {rule.id: rule for table in knowledge.rules.values() for rule in table.rules}
    yield "regimen", knowledge.regimens
    yield "product", knowledge.products
    yield "practice", {each.id: each for each in knowledge.practice}
    yield "recovery", {each.id: each for each in knowledge.recovery}
    yield "monitoring", {each.id: each for each in knowledge.monitoring}
    yield "offer", {offer.id: offer for pack in knowledge.packs.values() for offer in pack.offers}
    yield "pack", knowledge.packs
    yield "source", knowledge.sources
    yield "setting", knowledge.settings
