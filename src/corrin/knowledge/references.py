"""Whether the entries of the knowledge agree with each other.

An entry names others: a rule its facts and sources, an offer its regimen. `problems_of` reports
names of nothing, conclusions outside the vocabulary of their table, facts that rest on themselves
and conclusions without a source.
"""

from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from msgspec import Struct

from corrin.domain.analyte import Analyte, Band
from corrin.domain.beside import DoseLimit, Interaction, Monitoring, Practice, Recovery
from corrin.domain.card import Card, Questionnaire
from corrin.domain.code import Code, CodeSystem
from corrin.domain.food import Maintenance
from corrin.domain.knowledge import Fact, Offer, Pack, Rule, Table
from corrin.domain.regimen import Regimen
from corrin.domain.rule import Citation, Condition, leaves
from corrin.domain.words import Concept, Language
from corrin.errors import Problem
from corrin.knowledge.tree import Entry, Reading

MUST_CITE = (Rule, Band, Offer, Monitoring, Card, Questionnaire)
SECTION_OF = {
    "sources": "source",
    "facts": "fact",
    "concepts": "concept",
    "regimens": "regimen",
    "products": "product",
    "analytes": "analyte",
    "intakes": "intake set",
    "packs": "pack",
    "rules": "table",
    "settings": "setting",
    "code_systems": "code system",
    "bands": "band",
}


WAYS = (
    "concepts",
    "condition",
    "marker",
    "table",
    "scalar",
    "pack",
    "treated",
    "order",
    "order_route",
    "order_min_days",
    "order_daily",
    "begun",
    "tested",
)
"""The fields of a fact of which one is given, and says how it is answered."""


class Link(Struct, frozen=True):
    """An entry names another: in which field, of what kind, by which id."""

    field: str
    kind: str
    id: str


def problems_of(reading: Reading) -> list[Problem]:
    """Every disagreement between the entries that were read."""
    known = _known(reading.entries)
    problems: list[Problem] = []
    for entry in reading.entries:
        for link in links_of(entry.value):
            if link.id not in known[link.kind]:
                wrong = f"There is no {link.kind} `{link.id}`."
                near = get_close_matches(link.id, sorted(known[link.kind]), n=1)
                write = (
                    f"Write `{near[0]}`." if near else f"Add the {link.kind}, or remove its name."
                )
                problems.append(problem_at(entry, link.field, wrong, write))
        if isinstance(entry.value, MUST_CITE) and not entry.value.sources:
            write = "Write `sources: [project_decision]` where no document says it."
            problems.append(problem_at(entry, "sources", "It names no source.", write))
        if isinstance(entry.value, Fact) and len(ways := _ways(entry.value)) != 1:
            wrong = f"It is answered in {len(ways) or 'no'} way{'s' * (len(ways) > 1)}, not in one."
            write = f"Give one of: {', '.join(WAYS)}."
            problems.append(problem_at(entry, next(iter(ways), "id"), wrong, write))
    return problems + _outside_vocabulary(reading.entries) + _circles(reading.entries)


def _ways(fact: Fact) -> list[str]:
    """The fields of a fact that say how it is answered."""
    return [field for field in WAYS if getattr(fact, field)]


def sources_of(value: Any) -> Iterator[str]:
    """The ids of the documents that an entry cites, with or without a place in them."""
    for source in getattr(value, "sources", ()):
        yield source.document if isinstance(source, Citation) else source


# --- what an entry names ------------------------------------------------------------------------


def links_of(value: Any) -> Iterator[Link]:
    """Every other entry that an entry names; none for an entry that did not fit."""
    yield from (Link("sources", "source", source) for source in sources_of(value))
    for field in ("when", "condition"):
        condition: Condition | None = getattr(value, field, None)
        yield from (Link(field, "fact", fact) for fact in leaves(condition or ()))
    match value:
        case Fact():
            yield from _links_of_fact(value)
        case Concept():
            yield from (Link("implies", "concept", concept) for concept in value.implies)
        case Band():
            yield Link("analyte", "analyte", value.analyte)
        case Offer():
            regimens = (value.regimen, *value.alternatives)
            yield from (Link("regimen", "regimen", regimen) for regimen in regimens if regimen)
            yield from (
                Link("product", "product", product) for product in (value.product,) if product
            )
        case Pack():
            yield Link("intake_set", "intake set", value.intake_set)
            yield from (Link("options", "regimen", regimen) for regimen in value.options)
        case Monitoring():
            yield from (Link("tests", "test", test) for test in value.tests)
        case Regimen():
            products = (value.product, *value.product_alternatives)
            yield from (Link("product", "product", product) for product in products)
            for remark in value.remarks:
                yield from (Link("remarks", "fact", fact) for fact in leaves(remark.when))
        case Maintenance():
            yield Link("regimen", "regimen", value.regimen)
        case DoseLimit(product=str(product)):
            yield Link("product", "product", product)
        case Rule():
            yield from (Link("products", "product", product) for product in value.products)
            yield from (Link("measures", "analyte", analyte) for analyte in value.measures)
        case Practice() | Recovery():
            yield from (Link("products", "product", product) for product in value.products)
        case Interaction():
            yield from (Link("products", "product", product) for product in value.products)
            concepts = (*value.concepts, *value.not_concepts)
            yield from (Link("concepts", "concept", concept) for concept in concepts)
            yield from (Link("enforced_by", "pack", pack) for pack in value.enforced_by)
            yield from (Link("products", "product", product) for product in value.products)
        case Card():
            yield from (Link("of", "rule", rule) for rule in value.of)
            yield from (Link("stops", "concept", group) for group in (value.stops,) if group)
        case Questionnaire():
            yield from (Link("questions", "concept", each.concept) for each in value.questions)
        case Code():
            yield Link("system", "code system", value.system)
        case CodeSystem(base=str(base)):
            yield Link("base", "code system", base)
        case Language():
            yield from _links_of_language(value)
        case _:
            pass


def _links_of_language(language: Language) -> Iterator[Link]:
    for pattern in language.patterns:
        yield Link("patterns", "concept", pattern.concept)
        yield from (Link("patterns", "source", source) for source in pattern.sources)
    named = (*language.usual_routes, *language.longest_months, *language.implied.values())
    both = (*language.meant.values(), language.outside)
    meant = (one for pairs in both for pair in pairs.items() for one in pair)
    yield from (Link("language", "concept", concept) for concept in (*named, *meant))


def _links_of_fact(fact: Fact) -> Iterator[Link]:
    yield from (Link("concepts", "concept", concept) for concept in fact.concepts)
    if fact.tested:
        yield Link("tested", "analyte", fact.tested)
    if fact.marker:
        analyte, _, asked = fact.marker.partition(" ")
        yield Link("marker", "analyte", analyte)
        comparison, _, band = asked.partition(":")
        if band and comparison != "word":
            yield Link("marker", "band", band)
    if fact.table:
        yield Link("table", "table", fact.table.partition(" ")[0])
    if fact.pack:
        yield Link("pack", "pack", fact.pack)


def kind_of(entry: Entry) -> str:
    return SECTION_OF.get(entry.where[0], "") if len(entry.where) == 1 else ""


def _known(entries: list[Entry]) -> defaultdict[str, set[str]]:
    """The ids of each kind, of entries that did not fit too: they are there, though wrong."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        known[kind_of(entry)].add(entry.id)
        match entry.value:
            case Concept():
                known["concept"].update(entry.value.is_a)
            case Rule():
                known["rule"].add(entry.value.id)
            case Table():
                known["test"].update(entry.value.vocabulary)
            case Analyte():
                known["test"].add(entry.value.id)
            case Band():
                known["band"].add(entry.value.name)
            case _:
                pass
    return known


# --- what must hold among them ------------------------------------------------------------------


def _outside_vocabulary(entries: list[Entry]) -> list[Problem]:
    """Rules, and facts about what a table gives, with a word that the table does not have."""
    vocabularies = {e.value.id: e.value.vocabulary for e in entries if isinstance(e.value, Table)}
    problems: list[Problem] = []
    for entry in entries:
        match entry.value:
            case Rule(gives=word):
                field, table, words = "gives", entry.where[-1], [word]
            case Fact(table=str(asked)):
                field, (table, *words) = "table", asked.split(" ")
            case _:
                continue
        vocabulary = vocabularies.get(table, words)
        for word in words or [""]:
            if word not in vocabulary:
                wrong = f"`{word}` is not in the vocabulary of the table `{table}`."
                write = f"Write one of {', '.join(vocabulary)}, or add it there."
                problems.append(problem_at(entry, field, wrong, write))
    return problems


def _circles(entries: list[Entry]) -> list[Problem]:
    """Facts that rest on themselves, by way of other facts, or of the tables or bands that they
    ask."""
    facts = {entry.id: entry for entry in entries if isinstance(entry.value, Fact)}
    asked_by: defaultdict[str, set[str]] = defaultdict(set)
    bounded_by: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if isinstance(entry.value, Rule):
            asked_by[entry.where[-1]].update(leaves(entry.value.when or ()))
        elif isinstance(entry.value, Band):
            bounded_by[entry.value.name].update(leaves(entry.value.when or ()))
    rests_on: dict[str, set[str]] = {}
    for name, entry in facts.items():
        table = (entry.value.table or "").partition(" ")[0]
        analyte, _, prop = (entry.value.marker or "").partition(" ")
        bounds = bounded_by[analyte] | bounded_by[prop.rpartition(":")[2]]
        rests_on[name] = {*leaves(entry.value.condition or ()), *asked_by[table], *bounds}
    problems: list[Problem] = []
    for name, entry in facts.items():
        if path := _path(name, name, rests_on):
            wrong = f"It rests on itself: {' → '.join((name, *path))}."
            problems.append(problem_at(entry, "condition", wrong, "Break the circle."))
    return problems


def _path(start: str, end: str, rests_on: dict[str, set[str]]) -> tuple[str, ...]:
    """A way from one fact to another along what they rest on; empty if there is none."""
    ways: dict[str, tuple[str, ...]] = {start: ()}
    left = [start]
    while left:
        name = left.pop(0)
        for next_name in sorted(rests_on.get(name, ())):
            if next_name == end:
                return (*ways[name], end)
            if next_name not in ways:
                ways[next_name] = (*ways[name], next_name)
                left.append(next_name)
    return ()


def problem_at(entry: Entry, field: str, wrong: str, write: str) -> Problem:
    at = f"{entry.id}, {field}" if field else entry.id
    return Problem(file=entry.file, entry=at, wrong=wrong, write=write)
