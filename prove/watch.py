"""Which people a mutant can concern, found by one look at everybody with the knowledge as it is.

Only people for whom something changes are tried, and of each kind only some, so that a mutant
takes milliseconds. What is left out can only make the figure worse: a mutant counts as caught
when a check was seen to disagree.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from operator import and_, or_

from corrin.care.choose import choose
from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.care.markers import has_range
from corrin.domain.analyte import Band, Bound
from corrin.domain.beside import Monitoring, Practice, Recovery
from corrin.domain.knowledge import Knowledge, Offer, Rule
from corrin.domain.person import Person
from corrin.domain.rule import Condition, leaves
from prove.mutants import GONE, Mutant, at
from prove.people import ON, Somebody, everybody

MOST_OF_A_KIND = 60
"""So many canaries, vectors and rows of the specification are tried for one mutant."""
MOST_AT_A_BOUND = 300
SPECIFIED_ONLY = frozenset({"practice", "recovery"})
"""Sections of whose entries only the rows about care say in whom they hold."""
Answers = tuple[int, int]
"""Of whom something is so, and of whom not, a bit for each person; of the rest it is not known."""


@dataclass(slots=True)
class Crowd:
    """The facts of many people at once: three-valued logic by whole numbers of one bit each."""

    names: tuple[str, ...]
    size: int = 0
    values: dict[str, Answers] = field(default_factory=dict[str, Answers])

    def add(self, facts: Facts) -> None:
        """One more person."""
        bit = 1 << self.size
        for name in self.names:
            value = facts.value(name)
            if value is not None:
                yes, no = self.values.get(name, (0, 0))
                self.values[name] = (yes | bit, no) if value else (yes, no | bit)
        self.size += 1

    def of_fact(self, name: str) -> Answers:
        return self.values.get(name, (0, 0))

    def of_condition(self, condition: Condition | None) -> Answers:
        """Of whom a condition holds, and of whom not; `()` holds of nobody."""
        everybody = (1 << self.size) - 1
        if condition is None:
            return everybody, 0
        if isinstance(condition, str):
            return self.of_fact(condition)
        if not condition:
            return 0, everybody
        parts = [self.of_condition(part) for part in condition[1:]]
        yes, no = parts[0]
        match condition[0]:
            case "and":
                return reduce(and_, (y for y, _ in parts)), reduce(or_, (n for _, n in parts))
            case "or":
                return reduce(or_, (y for y, _ in parts)), reduce(and_, (n for _, n in parts))
            case "not":
                return no, yes
            case "known":
                return yes | no, everybody & ~(yes | no)
            case _:
                return yes, everybody & ~yes


@dataclass(slots=True)
class Watch:
    """Everybody, and the facts of each."""

    knowledge: Knowledge
    guidelines: dict[str, Guideline]
    before: Crowd
    """The facts of all of them before anything is assumed."""
    after: Crowd
    """The same as the offers assume them."""
    people: list[Somebody] = field(default_factory=list[Somebody])
    analytes: list[frozenset[str]] = field(default_factory=list[frozenset[str]])
    """Of which each has results."""

    @classmethod
    def of(cls, knowledge: Knowledge) -> "Watch":
        guidelines = {name: Guideline.of(knowledge, name) for name in knowledge.packs}
        names = tuple(knowledge.facts)
        watch = cls(knowledge, guidelines, Crowd(names), Crowd(names))
        readings = {data: one.read(knowledge) for data, one in _by_file(everybody()).items()}
        for somebody in everybody():
            somebody.reading = readings[somebody.data]
            known = _facts(somebody, guidelines)
            watch.before.add(known)
            watch.after.add(choose(known).facts)
            watch.people.append(somebody)
            watch.analytes.append(frozenset(r.analyte for r in _person(somebody).results))
        return watch

    def concerned(self, mutant: Mutant, guidelines: Mapping[str, Guideline]) -> Iterator[Somebody]:
        """People whose plan a mutant may change."""
        found = self._concerned(mutant, guidelines)
        if "bands" in mutant.path:
            return _some_of_each_kind(found, MOST_AT_A_BOUND)
        if mutant.section in SPECIFIED_ONLY:
            row = at(self.knowledge, mutant.path[:2])
            return (one for one in found if row.id in one.mentions)
        return _some_of_each_kind(self._first_who_speak_of(mutant, found))

    def _first_who_speak_of(self, mutant: Mutant, people: Iterable[Somebody]) -> list[Somebody]:
        """Those first of whom it is expected what a rule concludes, or that it does not; of a fact,
        what the rules that ask for it conclude."""
        row = at(self.knowledge, _entry(mutant.path))
        ids = {getattr(row, "id", ""), getattr(row, "gives", "")}
        if mutant.section == "facts":
            asking = (rule for rule in self._rules() if row.id in leaves(rule.when or ()))
            ids.update(said for rule in asking for said in (rule.id, rule.gives))
        return sorted(people, key=lambda one: ids.isdisjoint(one.mentions))

    def _rules(self) -> Iterator[Rule]:
        return (rule for table in self.knowledge.rules.values() for rule in table.rules)

    def _concerned(self, mutant: Mutant, guidelines: Mapping[str, Guideline]) -> Iterable[Somebody]:
        match mutant.path:
            case ("facts", str(name), "askable"):
                return (one for one in self.people if name in one.mentions)
            case ("facts", str(name), *_):
                return self._answered_otherwise(name, guidelines)
            case ("analytes", str(name), *_):
                return self._with_result(name)
            case ("bands", int(), *_) | ("packs", _, "bands", int(), *_):
                band: Band = at(self.knowledge, _entry(mutant.path))
                return self._with_result(band.analyte, band.bounds)
            case ("packs", str(pack), "offers", int(), *_):
                return (one for one in self._in_whom_it_changes(mutant) if one.pack == pack)
            case ("regimens", str(name), *_):
                return (one for one in self.people if name in one.mentions)
            case (("rules" | "monitoring" | "practice" | "recovery"), *_):
                return self._in_whom_it_changes(mutant)
            case _:
                return ()

    def _in_whom_it_changes(self, mutant: Mutant) -> Iterator[Somebody]:
        """Those for whom the condition of a row differs; for other changes, those of the row."""
        row = at(self.knowledge, _entry(mutant.path))
        if not isinstance(row, Rule | Offer | Monitoring | Practice | Recovery):
            return iter(())
        if mutant.value is GONE:
            return self._differing(row.when, ())
        if mutant.path[-1] == "when":
            return self._differing(row.when, at(mutant.applied(self.knowledge), mutant.path))
        return self._of_bits(self.after.of_condition(row.when)[0])

    def _differing(self, old: Condition | None, new: Condition | None) -> Iterator[Somebody]:
        """Those for whom a condition gets another value."""
        differ = 0
        for crowd in (self.before, self.after):
            (yes, no), (now_yes, now_no) = crowd.of_condition(old), crowd.of_condition(new)
            differ |= (yes ^ now_yes) | (no ^ now_no)
        return self._of_bits(differ)

    def _of_bits(self, bits: int) -> Iterator[Somebody]:
        return (one for place, one in enumerate(self.people) if bits >> place & 1)

    def _answered_otherwise(
        self, name: str, guidelines: Mapping[str, Guideline]
    ) -> Iterator[Somebody]:
        """Those for whom a fact gets another value."""
        new = guidelines["general"].knowledge.facts[name]
        old = self.knowledge.facts[name]
        if new.condition is not None:
            yield from self._differing(old.condition, new.condition)
            return
        yes, no = self.before.of_fact(name)
        analyte = new.marker.partition(" ")[0] if new.marker else None
        for place, one in enumerate(self.people):
            if analyte is None or analyte in self.analytes[place]:
                was = True if yes >> place & 1 else False if no >> place & 1 else None
                if _facts(one, guidelines).value(name) != was:
                    yield one

    def _with_result(self, analyte: str, bounds: tuple[Bound, ...] = ()) -> Iterable[Somebody]:
        """Those with a result of an analyte; those first whose result stands near a bound, or has
        a range printed with it where there is no bound."""
        found = [one for place, one in enumerate(self.people) if analyte in self.analytes[place]]
        sides = [side for bound in bounds for side in (bound.low, bound.high) if side is not None]

        def away(one: Somebody) -> tuple[Decimal, bool]:
            results = [r for r in _person(one).results if r.analyte == analyte]
            far = (abs(r.value - side) for r in results if r.value is not None for side in sides)
            return min(far, default=Decimal("Infinity")), not any(map(has_range, results))

        return sorted(found, key=away)


def _entry(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The part of a path that leads to the row or band in which something changes."""
    match path:
        case ("rules", table, "rules", number, *_):
            return ("rules", table, "rules", number)
        case ("packs", pack, ("bands" | "offers") as rows, number, *_):
            return ("packs", pack, rows, number)
        case _:
            return path[:2]


def _some_of_each_kind(
    people: Iterable[Somebody], most: int = MOST_OF_A_KIND
) -> Iterator[Somebody]:
    seen: Counter[str] = Counter()
    for one in people:
        kind = one.name.partition(" ")[0]
        seen[kind] += 1
        if seen[kind] <= most:
            yield one


def _by_file(people: Iterable[Somebody]) -> dict[bytes, Somebody]:
    return {one.data: one for one in people}


def _facts(somebody: Somebody, guidelines: Mapping[str, Guideline]) -> Facts:
    return Facts.of(_person(somebody), ON, guidelines[somebody.pack])


def _person(somebody: Somebody) -> Person:
    assert somebody.reading is not None
    assert somebody.reading.person is not None
    return somebody.reading.person
