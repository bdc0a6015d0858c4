"""Conclusions with their reasons: rule, facts, the person's own entries, sources."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, repeat
from operator import is_

from msgspec import Struct, field

from corrin.care.facts import Facts, before_first
from corrin.domain.because import Because, Conclusion, EntryUsed, FactUsed, SourceUsed
from corrin.domain.food import Maintenance
from corrin.domain.knowledge import Rule
from corrin.domain.rule import Citation, Condition


class Reasons(Struct):
    """Makes the `because` of every conclusion and remembers which sources were cited."""

    facts: Facts
    words: Mapping[str, str]
    """What the person gave, by the field that it came from."""
    cited: dict[str, None] = field(default_factory=dict[str, None])
    _collected: dict[str, tuple[Rule, ...]] = field(default_factory=dict[str, tuple[Rule, ...]])
    _first: dict[str, Rule] = field(default_factory=dict[str, Rule])
    _concluded: dict[str, Conclusion] = field(default_factory=dict[str, Conclusion])
    _passed: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """By rule: the facts that are not known on which an earlier rule of its table hangs."""
    _asked: dict[str, FactUsed] = field(default_factory=dict[str, FactUsed])
    _given: dict[str, EntryUsed] = field(default_factory=dict[str, EntryUsed])
    _documents: dict[tuple[str, str | None], SourceUsed] = field(
        default_factory=dict[tuple[str, str | None], SourceUsed]
    )

    def because(
        self,
        rule: str,
        condition: Condition | None,
        citations: Sequence[Citation],
        verified: str,
        grounds: Iterable[str] = (),
    ) -> Because:
        """Why a rule concluded: the facts that decided it and the entries behind them."""
        names = (
            *(() if condition is None else self.facts.because(condition)),
            *self._passed.get(rule, ()),
        )
        entries = dict.fromkeys(grounds)
        for name in names:
            for source in self.facts.grounds(name):
                entries[source] = None
        return Because(
            rule=rule,
            facts=tuple([self._fact(name) for name in dict.fromkeys(names)]),
            entries=tuple([self._entry(source) for source in entries]),
            sources=self.cite(citations),
            verified=verified,
        )

    def _entry(self, source: str) -> EntryUsed:
        used = self._given.get(source)
        if used is None:
            used = self._given[source] = EntryUsed(field=source, words=self.words.get(source, ""))
        return used

    def _fact(self, name: str) -> FactUsed:
        used = self._asked.get(name)
        if used is None:
            facts = self.facts.guideline.facts
            settles = self.facts.taken_for_granted(name)
            used = self._asked[name] = FactUsed(
                id=name,
                asks=facts[name].asks,
                value=self.facts.values[name],
                assumed=bool(settles),
                settled_by=tuple([facts[each].asks for each in settles]),
            )
        return used

    def cite(self, citations: Sequence[Citation]) -> tuple[SourceUsed, ...]:
        """The sources of a conclusion, which the plan then lists."""
        return tuple([self._document(c.document, c.locator) for c in citations])

    def _document(self, document: str, locator: str | None = None) -> SourceUsed:
        self.cited[document] = None
        used = self._documents.get((document, locator))
        if used is None:
            used = SourceUsed(id=document, locator=locator)
            self._documents[document, locator] = used
        return used

    def cite_ids(self, sources: Sequence[str]) -> tuple[SourceUsed, ...]:
        """The sources of an entry that names documents without a place."""
        return tuple([self._document(source) for source in sources])

    def conclude(self, rule: Rule) -> Conclusion:
        """What a rule says, with its reasons."""
        concluded = self._concluded.get(rule.id)
        if concluded is None:
            concluded = self._concluded[rule.id] = Conclusion(
                id=rule.gives,
                says=rule.says,
                because=self.because(rule.id, rule.when, rule.sources, rule.verified),
                part=rule.part,
            )
        return concluded

    def maintain(self, group: Maintenance) -> Conclusion:
        """What is said to a group at risk, with its reasons."""
        because = self.because(group.id, group.when, group.sources, group.verified)
        return Conclusion(id=group.id, says=group.says, because=because)

    def first(self, table: str) -> Rule:
        """The first rule of a table that holds.

        Raises:
            LookupError: no rule holds, which the last row of such a table prevents.
        """
        if table not in self._first:
            self._first[table] = self._find_first(table)
        return self._first[table]

    def _find_first(self, table: str) -> Rule:
        rules, holds = self.facts.tried(table)
        before = before_first(holds)
        if before == len(rules):
            raise LookupError(f"table {table} has no row for everybody")
        first = rules[before]
        self._passed[first.id] = tuple(self._left_open(table, before, first))
        return first

    def _left_open(self, table: str, before: int, first: Rule) -> Iterator[str]:
        """The facts that are not known, by which an earlier rule might have concluded otherwise."""
        known = self.facts.known
        rules, holds = known.tried(table)
        for rule in compress(rules, map(is_, holds[:before], repeat(None))):
            if rule.when is not None and rule.gives != first.gives:
                yield from (name for name in known.because(rule.when) if known.values[name] is None)

    def collect(self, table: str) -> tuple[Rule, ...]:
        """Every rule of a table that holds, in rank, each conclusion once."""
        collected = self._collected.get(table)
        if collected is None:
            held: dict[str, Rule] = {}
            for rule in self.facts.held(self.facts.guideline.ranked[table]):
                held.setdefault(rule.gives, rule)
            collected = self._collected[table] = tuple(held.values())
        return collected
