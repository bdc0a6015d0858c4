"""Conclusions with their reasons: rule, facts, the person's own entries, sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corrin.care.facts import Facts
from corrin.domain.knowledge import Rule
from corrin.domain.plan import Because, Conclusion, EntryUsed, FactUsed, SourceUsed
from corrin.domain.rule import Citation, Condition


@dataclass(slots=True)
class Reasons:
    """Makes the `because` of every conclusion and remembers which sources were cited."""

    facts: Facts
    words: Mapping[str, str]
    """What the person gave, by the field that it came from."""
    cited: dict[str, None] = field(default_factory=dict[str, None])
    _concluded: dict[str, Conclusion] = field(default_factory=dict[str, Conclusion])
    _asked: dict[str, FactUsed] = field(default_factory=dict[str, FactUsed])

    def because(
        self,
        rule: str,
        condition: Condition | None,
        citations: Sequence[Citation],
        verified: str,
        grounds: Iterable[str] = (),
    ) -> Because:
        """Why a rule concluded: the facts that decided it and the entries behind them."""
        names = () if condition is None else self.facts.because(condition)
        entries = dict.fromkeys(grounds)
        for name in names:
            entries.update(dict.fromkeys(self.facts.grounds(name)))
        return Because(
            rule=rule,
            facts=tuple(self._fact(name) for name in names),
            entries=tuple(EntryUsed(field=f, words=self.words.get(f, "")) for f in entries),
            sources=self.cite(citations),
            verified=verified,
        )

    def _fact(self, name: str) -> FactUsed:
        used = self._asked.get(name)
        if used is None:
            used = self._asked[name] = FactUsed(
                id=name,
                asks=self.facts.guideline.fact(name).asks,
                value=self.facts.value(name),
                assumed=name in self.facts.assumed,
            )
        return used

    def cite(self, citations: Sequence[Citation]) -> tuple[SourceUsed, ...]:
        """The sources of a conclusion, which the plan then lists."""
        for citation in citations:
            self.cited[citation.document] = None
        return tuple(SourceUsed(id=c.document, locator=c.locator) for c in citations)

    def cite_ids(self, sources: Sequence[str]) -> tuple[SourceUsed, ...]:
        """The sources of an entry that names documents without a place."""
        return self.cite([Citation(document=source) for source in sources])

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

    def first(self, table: str) -> Rule:
        """The first rule of a table that holds.

        Raises:
            LookupError: no rule holds, which the last row of such a table prevents.
        """
        for rule in self.facts.guideline.table(table).rules:
            if self.facts.holds(rule.when):
                return rule
        raise LookupError(f"table {table} has no row for everybody")

    def collect(self, table: str) -> tuple[Rule, ...]:
        """Every rule of a table that holds, in rank, each conclusion once."""
        held: dict[str, Rule] = {}
        rules = self.facts.guideline.table(table).rules
        for rule in sorted(rules, key=lambda rule: rule.rank):
            if rule.gives not in held and self.facts.holds(rule.when):
                held[rule.gives] = rule
        return tuple(held.values())
