"""Mutation of the knowledge: every number, condition, unit and row changed, one at a time.

    python -m prove.mutation_knowledge [--sample N] [--seed S] [--jobs N] [--only TEXT]
        [--log FILE] [--before FILE]

A mutant is caught by the first check that disagrees with it: the knowledge refuses it when it is
loaded; a canary, a vector, a row of the specification or a published report gets another answer;
a phrase, a conversion, a bad input, a schedule or a figure entered twice does not agree; or
`corrin knowledge check` finds an entry of no use. The bar is that none survives but those that
`survivors_knowledge.yaml` lists with the reason, and that each of these does survive. With a log,
what became of each mutant is written at once, and a run that ended early goes on where it ended;
the log of another time says which check to ask first, and no more.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

import yaml
from msgspec.structs import replace

from corrin.care.guideline import Guideline
from corrin.domain.knowledge import Knowledge
from corrin.errors import Refused
from corrin.knowledge.layout import Where
from corrin.knowledge.load import FOLDER, knowledge
from corrin.knowledge.references import problems_of
from corrin.knowledge.tree import Entry, Reading, read
from corrin.knowledge.unused import unused
from prove.mutants import Mutant, mutants
from prove.people import Somebody
from prove.tables import Check, checks
from prove.watch import Watch

SURVIVORS = Path(__file__).with_name("survivors_knowledge.yaml")
AT_ONCE = 16
"""So many mutants are handed to a process at a time."""
REFUSED = "refused when loaded"
NO_USE = "knowledge check"
FAILS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    Refused,
)
"""What may be raised where the knowledge has become senseless: it is noticed too."""
READ = frozenset({"analytes"})
"""Sections on which it hangs how a person file is read, and which are tried on people."""
SLOW = frozenset({"card"})
"""Kinds of check that cost many plans each, and are asked last."""
LEAVES_GUIDELINES = frozenset({"monitoring", "practice", "recovery"})
"""Sections of which a guideline keeps nothing but the knowledge itself."""


class Laid(dict[str, Guideline]):
    """The guidelines of a mutant by pack, each laid out when it is first asked for."""

    def __init__(self, knowledge: Knowledge, as_they_stand: dict[str, Guideline]) -> None:
        super().__init__()
        self._knowledge = knowledge
        self._as_they_stand = as_they_stand

    def __missing__(self, pack: str) -> Guideline:
        if pack in self._as_they_stand:
            laid = replace(self._as_they_stand[pack], knowledge=self._knowledge)
        else:
            laid = Guideline.of(self._knowledge, pack)
        self[pack] = laid
        return laid


@dataclass(slots=True)
class Net:
    """All checks over the knowledge as it stands, by which mutants are caught."""

    knowledge: Knowledge
    watch: Watch
    checks: tuple[Check, ...]
    entries: Reading
    by_name: Mapping[str, Check | Somebody]
    closed: frozenset[str] = frozenset()
    """Kinds of check that are left out, to see the figure drop."""
    caught_by: dict[str, str | None] = field(default_factory=dict[str, str | None])
    """What caught each mutant when it was tried before, which is asked first."""

    @classmethod
    def of(cls, known: Knowledge) -> "Net":
        watch = Watch.of(known)
        named = {one.name: one for one in (*checks(), *watch.people)}
        return cls(known, watch, checks(), read(FOLDER), named)

    def faults(self) -> list[str]:
        """The checks that disagree with the knowledge as it stands: there must be none."""
        laid = self.watch.guidelines
        people = (
            one.name
            for one in self.watch.people
            if not _same(one, self.knowledge, laid, again=False)
        )
        return [*people, *(c.name for c in self.checks if not c.agrees(self.knowledge))]

    def catcher(self, mutant: Mutant) -> str | None:
        """The check that catches a mutant; None where it survives."""
        try:
            changed = mutant.applied(self.knowledge)
        except ValueError:
            return REFUSED
        guidelines = Laid(changed, self._as_they_stand(mutant))
        try:
            return (
                self._once_more(mutant, changed, guidelines)
                or self._disagreeing(mutant, changed, slow=False)
                or self._of_another_plan(mutant, changed, guidelines)
                or self._disagreeing(mutant, changed, slow=True)
                or (NO_USE if self._problems(mutant, changed) else None)
            )
        except LookupError:
            return REFUSED

    def _once_more(self, mutant: Mutant, changed: Knowledge, guidelines: Laid) -> str | None:
        """What caught a mutant before, where it does so again."""
        one = self.by_name.get(self.caught_by.get(mutant.id) or "")
        if one is None or not self._open(one.name):
            return None
        if isinstance(one, Check):
            same = mutant.section not in one.sections or _agrees(one, changed)
        else:
            same = _same_of(one, mutant, changed, guidelines)
        return None if same else one.name

    def _disagreeing(self, mutant: Mutant, changed: Knowledge, *, slow: bool) -> str | None:
        """The first check that needs no plan, or that is slow, and disagrees."""
        for check in self.checks:
            kind = check.name.partition(" ")[0]
            asked = mutant.section in check.sections and self._open(check.name)
            if asked and (kind in SLOW) is slow and not _agrees(check, changed):
                return check.name
        return None

    def _of_another_plan(self, mutant: Mutant, changed: Knowledge, guidelines: Laid) -> str | None:
        """The first person whose plan is no longer as expected."""
        for one in self.watch.concerned(mutant, guidelines):
            if self._open(one.name) and not _same_of(one, mutant, changed, guidelines):
                return one.name
        return None

    def _as_they_stand(self, mutant: Mutant) -> dict[str, Guideline]:
        """The guidelines that a mutant leaves as they are, but for the knowledge in them."""
        return self.watch.guidelines if mutant.section in LEAVES_GUIDELINES else {}

    def _open(self, name: str) -> bool:
        return name.partition(" ")[0] not in self.closed

    def _problems(self, mutant: Mutant, changed: Knowledge) -> bool:
        """Whether `corrin knowledge check` finds a problem, such as an entry of no use."""
        if mutant.kind not in ("condition", "deletion", "comparison", "flag"):
            return False
        where, values = _listed(changed, mutant)
        others = [entry for entry in self.entries.entries if entry.where != where]
        new = [Entry("", where, getattr(value, "id", ""), value) for value in values]
        reading = Reading([*others, *new])
        return bool(problems_of(reading) or unused(reading))


def _listed(knowledge: Knowledge, mutant: Mutant) -> tuple[Where, Iterable[Any]]:
    """The entries among which a mutant is, and of what they are part."""
    match mutant.path:
        case ("rules", str(table), "rules", *_):
            return ("rules", table), knowledge.rules[table].rules
        case ("packs", str(pack), "bands" | "offers" as name, *_):
            return ("packs", pack, name), getattr(knowledge.packs[pack], name)
        case _:
            held = getattr(knowledge, mutant.section)
            one = not isinstance(held, dict | tuple)
            values = (held,) if one else held.values() if isinstance(held, dict) else held
            return (mutant.section,), values


def _agrees(check: Check, changed: Knowledge) -> bool:
    try:
        return check.agrees(changed)
    except FAILS:
        return False


def _same_of(somebody: Somebody, mutant: Mutant, changed: Knowledge, guidelines: Laid) -> bool:
    """Whether somebody's plan is as expected, read again where the mutant changes the reading."""
    again = mutant.section in READ or b"regimen_request" in somebody.data
    return _same(somebody, changed, guidelines, again=again)


def _same(
    somebody: Somebody, changed: Knowledge, guidelines: Mapping[str, Guideline], *, again: bool
) -> bool:
    """Whether somebody's plan is still as expected; a plan that cannot be made is not."""
    try:
        reading = somebody.read(changed) if again else somebody.reading
        return reading is not None and somebody.agrees(reading, guidelines[somebody.pack])
    except FAILS:
        return False


@dataclass(frozen=True, slots=True)
class Figures:
    """Which mutants were tried, what caught each, and how long it took."""

    caught: dict[str, str]
    survived: tuple[str, ...]
    listed: dict[str, bool]
    """Survivors that are known, and whether they are equivalent."""
    seconds: float

    @property
    def tried(self) -> int:
        return len(self.caught) + len(self.survived)

    @property
    def unlisted(self) -> tuple[str, ...]:
        return tuple(name for name in self.survived if name not in self.listed)

    @property
    def wrongly_listed(self) -> tuple[str, ...]:
        """Listed as survivors, though a check catches them."""
        return tuple(name for name in self.listed if name in self.caught)

    @property
    def ok(self) -> bool:
        return not self.unlisted and not self.wrongly_listed


def listed() -> dict[str, bool]:
    """The mutants that are known to survive, and whether they are equivalent."""
    tree = yaml.safe_load(SURVIVORS.read_text(encoding="utf-8"))
    return {name: group["equivalent"] for group in tree for name in group["mutants"]}


def tried(net: Net, chosen: Iterable[Mutant]) -> Figures:
    """What becomes of some mutants."""
    start = perf_counter()
    found = {mutant.id: net.catcher(mutant) for mutant in chosen}
    return figures(found, perf_counter() - start)


def figures(found: Mapping[str, str | None], seconds: float) -> Figures:
    """The figures of what caught each mutant; None where nothing did."""
    caught = {name: by for name, by in found.items() if by is not None}
    return Figures(caught, tuple(n for n, by in found.items() if by is None), listed(), seconds)


@dataclass(frozen=True, slots=True)
class Log:
    """A file with a line for the knowledge that was mutated, and one for each mutant tried."""

    path: Path
    before: dict[str, str | None]
    """What caught each mutant that was tried before."""

    @classmethod
    def of(cls, path: Path, version: str) -> "Log":
        """A log that goes on, or a new one.

        Raises:
            ValueError: the log is of another knowledge.
        """
        if not path.exists():
            log = cls(path, {})
            log._write(version)
            return log
        mutated, before = logged(path)
        if mutated != version:
            raise ValueError(f"{path} is a log of {mutated}, and this is {version}")
        return cls(path, before)

    def add(self, name: str, by: str | None) -> None:
        self._write([name, by])

    def _write(self, line: object) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            print(json.dumps(line, ensure_ascii=False), file=file)


def logged(path: Path) -> tuple[str, dict[str, str | None]]:
    """The version of the knowledge that was mutated, and what caught each mutant."""
    version, *lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return version, dict(lines)


@cache
def net() -> Net:
    """The net over the knowledge of the package."""
    return Net.of(knowledge())


def chosen(
    known: Knowledge, sample: int | None, seed: int, only: tuple[str, ...] = ("",)
) -> list[Mutant]:
    """All mutants, or a sample of them."""
    every = [mutant for mutant in mutants(known) if mutant.id.startswith(only)]
    if sample is None or sample >= len(every):
        return every
    return random.Random(seed).sample(every, sample)


@cache
def _by_id() -> dict[str, Mutant]:
    return {mutant.id: mutant for mutant in mutants(net().knowledge)}


def _catcher(name: str) -> tuple[str, str | None]:
    return name, net().catcher(_by_id()[name])


def measured(names: Sequence[str], jobs: int, log: Log | None) -> Figures:
    """What becomes of the mutants of these names, in several processes."""
    start = perf_counter()
    found = dict(log.before) if log else {}
    known = listed()
    for name, by in _catchers([name for name in names if name not in found], jobs):
        found[name] = by
        if log:
            log.add(name, by)
        if by is None and name not in known:
            print(f"survives: {name}", file=sys.stderr, flush=True)
    return figures({name: found[name] for name in names}, perf_counter() - start)


def _catchers(names: Sequence[str], jobs: int) -> Iterator[tuple[str, str | None]]:
    if jobs == 1:
        yield from map(_catcher, names)
        return
    _by_id()
    with get_context("fork").Pool(jobs) as pool:
        yield from pool.imap_unordered(_catcher, names, AT_ONCE)


def report(figures: Figures) -> str:
    """The figures in a few lines, and every survivor that is not listed."""
    by = Counter(_kind(catcher) for catcher in figures.caught.values())
    equivalent = sum(figures.listed.get(name, False) for name in figures.survived)
    counted = figures.tried - equivalent
    share = 100 * len(figures.caught) / counted if counted else 100
    gaps = len(figures.survived) - equivalent
    lines = [
        f"{figures.tried} mutants of the knowledge in {figures.seconds:.0f} s: "
        f"{len(figures.caught)} caught, {equivalent} equivalent, {gaps} survive, of which "
        f"{len(figures.unlisted)} are not listed.",
        f"Caught of those that are not equivalent: {share:.2f} % (bar: 100 %).",
        "By: " + ", ".join(f"{kind} {count}" for kind, count in by.most_common()) + ".",
        *(f"  survives: {name}" for name in figures.unlisted),
        *(f"  listed, but caught: {name}" for name in figures.wrongly_listed),
    ]
    return "\n".join(lines)


def _kind(catcher: str) -> str:
    return catcher if catcher in (REFUSED, NO_USE) else catcher.partition(" ")[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sample", type=int, help="so many mutants, drawn by the seed")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", default=[""], nargs="+", help="mutants whose names begin so")
    parser.add_argument("--log", type=Path, help="keep what was found here, and go on from it")
    parser.add_argument("--before", type=Path, help="a log; what caught a mutant then asks first")
    options = parser.parse_args()
    if faults := net().faults():
        print("The knowledge as it stands does not agree with: " + ", ".join(faults))
        return 1
    known = net().knowledge
    names = [m.id for m in chosen(known, options.sample, options.seed, tuple(options.only))]
    if not names:
        parser.error(f"no mutant has a name that begins with {' or '.join(options.only)}")
    if options.before:
        net().caught_by.update(logged(options.before)[1])
    try:
        log = Log.of(options.log, known.version) if options.log else None
    except ValueError as fault:
        parser.error(str(fault))
    whole = measured(names, options.jobs, log)
    print(report(whole))
    return 0 if whole.ok else 1


if __name__ == "__main__":
    sys.exit(main())
