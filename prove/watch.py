"""Which people a mutant can concern, found by one run over everybody with the knowledge as it is.

Only people whose plan may differ are tried, so that a mutant takes milliseconds. What is left out
can only make the figure worse: a mutant counts as caught when a check was seen to disagree.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_, or_
from typing import Any, cast

from corrin.care.choose import choose
from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.domain.analyte import Band
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import Person
from corrin.domain.rule import Condition
from corrin.person_file import Reading
from prove.mutants import GONE, Mutant, at
from prove.people import ON, Somebody, everybody

RECORDED = ("settings", "regimens", "products", "intakes")
"""Sections whose entries are asked for by id, so that it is seen who asks."""
NOT_JUDGED = frozenset({"interactions", "foods", "intakes", "concepts"})
"""Sections of which no one who judges a plan says anything: they have tables of their own."""
READ = frozenset({"analytes", "language", "settings", "dose_limits"})
"""Sections on which it hangs how a person file is read."""


class Recording(dict[str, Any]):
    """A section that notes which of its entries were asked for."""

    def __init__(self, entries: dict[str, Any]) -> None:
        super().__init__(entries)
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.asked.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)


def _emptied(sections: dict[str, Recording]) -> frozenset[tuple[str, str]]:
    """What was asked for since the last time."""
    asked = frozenset((name, one) for name, section in sections.items() for one in section.asked)
    for section in sections.values():
        section.asked.clear()
    return asked


@dataclass(slots=True)
class Watched:
    """Somebody with what his plan rests on."""

    somebody: Somebody
    asked: frozenset[tuple[str, str]]
    """Section and id of entries that were asked for."""
    analytes: frozenset[str]
    text: str
    has_order: bool


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
    """Everybody, and what each rests on."""

    knowledge: Knowledge
    people: list[Watched] = field(default_factory=list[Watched])
    guidelines: dict[str, Guideline] = field(default_factory=dict[str, Guideline])
    before: Crowd = field(init=False)
    """The facts of all of them before anything is assumed."""
    after: Crowd = field(init=False)
    """The same as the offers assume them."""
    disagree: list[str] = field(default_factory=list[str])
    """Those who disagree with the knowledge as it stands: there must be none."""

    @classmethod
    def of(cls, knowledge: Knowledge) -> "Watch":
        watch = cls(knowledge)
        watch.before = Crowd(tuple(knowledge.facts))
        watch.after = Crowd(tuple(knowledge.facts))
        watch.guidelines = {name: Guideline.of(knowledge, name) for name in knowledge.packs}
        sections = {name: Recording(getattr(knowledge, name)) for name in RECORDED}
        recording = replace(knowledge, **cast(Any, sections))
        laid = {
            name: replace(guideline, knowledge=recording)
            for name, guideline in watch.guidelines.items()
        }
        read: dict[bytes, tuple[Reading, frozenset[tuple[str, str]]]] = {}
        for somebody in everybody():
            if somebody.data not in read:
                reading = somebody.read(recording)
                read[somebody.data] = reading, _emptied(sections)
            somebody.reading, asked = read[somebody.data]
            if not somebody.agrees(somebody.reading, laid[somebody.pack]):
                watch.disagree.append(somebody.name)
            watch.people.append(_watched(somebody, asked | _emptied(sections)))
            known = _facts(somebody, watch.guidelines)
            watch.before.add(known)
            watch.after.add(choose(known).facts)
        return watch

    def concerned(self, mutant: Mutant, guidelines: Mapping[str, Guideline]) -> Iterator[Watched]:
        """The people whose plan a mutant may change, those first whom it changes for sure."""
        section, entry = mutant.section, str(mutant.path[1])
        if section in NOT_JUDGED:
            return iter(())
        if (change := self._condition(mutant)) is not None:
            return self._differing(*change)
        if section == "facts":
            return self._answered_otherwise(entry, guidelines)
        if section in ("bands", "packs") and "bands" in mutant.path:
            return self._with_band(mutant)
        if section == "analytes":
            return (one for one in self.people if entry in one.analytes)
        if section in RECORDED:
            key = section, entry
            return (one for one in self.people if key in one.asked or entry in one.text)
        if section == "language":
            word = str(mutant.path[2]) if len(mutant.path) > 2 else ""
            return (one for one in self.people if word in one.text)
        if section == "dose_limits":
            return (one for one in self.people if "b12" in one.text or "cobalamin" in one.text)
        return iter(self.people)

    def _condition(self, mutant: Mutant) -> tuple[Condition | None, Condition | None] | None:
        """The condition before and after, where a mutant is of nothing else."""
        held = at(self.knowledge, mutant.path)
        if mutant.kind == "condition" and mutant.path[-1] == "when":
            return held, cast(Condition, mutant.value)
        if mutant.value is GONE and hasattr(held, "when") and not isinstance(held, Band):
            return held.when, ()
        return None

    def _differing(self, old: Condition | None, new: Condition | None) -> Iterator[Watched]:
        """Those for whom a condition gets another value."""
        differ = 0
        for crowd in (self.before, self.after):
            (yes, no), (now_yes, now_no) = crowd.of_condition(old), crowd.of_condition(new)
            differ |= (yes ^ now_yes) | (no ^ now_no)
        return (one for place, one in enumerate(self.people) if differ >> place & 1)

    def _answered_otherwise(
        self, name: str, guidelines: Mapping[str, Guideline]
    ) -> Iterator[Watched]:
        """Those for whom a fact gets another value."""
        new = guidelines["general"].knowledge.facts[name]
        old = self.knowledge.facts[name]
        if new.condition is not None:
            yield from self._differing(old.condition, new.condition)
            return
        yes, no = self.before.of_fact(name)
        analyte = new.marker.partition(" ")[0] if new.marker else None
        for place, one in enumerate(self.people):
            if analyte is None or analyte in one.analytes:
                was = True if yes >> place & 1 else False if no >> place & 1 else None
                if _facts(one.somebody, guidelines).value(name) != was:
                    yield one

    def _with_band(self, mutant: Mutant) -> Iterator[Watched]:
        band: Band = at(self.knowledge, mutant.path[: mutant.path.index("bands") + 2])
        with_result = [one for one in self.people if band.analyte in one.analytes]
        return iter(sorted(with_result, key=lambda one: not one.somebody.name.startswith("vector")))


def _watched(somebody: Somebody, asked: frozenset[tuple[str, str]]) -> Watched:
    person = _person(somebody)
    text = somebody.data.decode().casefold()
    return Watched(
        somebody,
        asked,
        frozenset(result.analyte for result in person.results),
        text,
        person.order is not None or "regimen_request" in text,
    )


def _facts(somebody: Somebody, guidelines: Mapping[str, Guideline]) -> Facts:
    return Facts.of(_person(somebody), ON, guidelines[somebody.pack])


def _person(somebody: Somebody) -> Person:
    assert somebody.reading is not None
    assert somebody.reading.person is not None
    return somebody.reading.person
