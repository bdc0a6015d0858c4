"""Whether each entry of the knowledge is of use: something asks about it, or its role says why not.

Nothing is kept because it may be wanted one day: what no rule, fact, test, check or bound names is
reported, and so is a setting that the program does not ask for.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from corrin.domain.analyte import Band
from corrin.domain.beside import Monitoring
from corrin.domain.knowledge import Rule, Setting
from corrin.domain.regimen import Regimen
from corrin.domain.words import Concept
from corrin.errors import Problem
from corrin.knowledge.references import Link, kind_of, links_of, problem_at
from corrin.knowledge.tree import Reading

MUST_BE_USED = (
    "source",
    "fact",
    "concept",
    "regimen",
    "product",
    "analyte",
    "band",
    "setting",
    "code system",
)
KEPT_FOR: dict[str, frozenset[str]] = {
    "concept": frozenset(
        {"context", "mimic", "co_deficiency", "assay_interference", "modifier", "negative"}
    ),
    "analyte": frozenset({"context", "mimic", "safety", "inherited"}),
    "source": frozenset({"background", "codes"}),
}
"""The roles for which an entry is kept though no rule asks about it: it is read, shown and named.

`context` belongs to a record and decides nothing; a `mimic` looks like a deficiency; a
`co_deficiency` goes with it; `assay_interference` disturbs a measurement; a `modifier` and a
`negative` change or deny what stands beside them; `safety` is watched in treatment; `inherited` is
measured by the specialist of an inherited disorder; a source gives `background` or the `codes` of
concepts. Any other role says what an entry is for, and
then a rule, a test, a check or a bound must ask about it.
"""


def unused(reading: Reading) -> list[Problem]:
    """Every entry that nothing names, though its kind is only there to be named.

    Kept all the same is what has one of the roles in `KEPT_FOR`, and a regimen that is known by
    name only.
    """
    used: defaultdict[str, set[str]] = defaultdict(set)
    groups: dict[str, tuple[str, ...]] = {}
    for entry in reading.entries:
        for link in (*links_of(entry.value), *_asks(entry.value)):
            used[link.kind].add(link.id)
        if isinstance(entry.value, Concept):
            groups[entry.value.id] = (*entry.value.is_a, *entry.value.implies)
    problems: list[Problem] = []
    for entry in reading.entries:
        kind = "band" if isinstance(entry.value, Band) else kind_of(entry)
        if kind not in MUST_BE_USED or _kept(kind, entry.value):
            continue
        name = entry.value.name if isinstance(entry.value, Band) else entry.id
        names = _with_groups(name, groups) if kind == "concept" else {name}
        if not names & used[kind]:
            write = "Name it where it belongs, or remove it."
            problems.append(problem_at(entry, "", f"Nothing uses this {kind}.", write))
    return problems


def _kept(kind: str, value: Any) -> bool:
    """Whether an entry has its use without being named."""
    match value:
        case Regimen(offered=False):
            return True
        case Band():
            return value.name == value.analyte
        case Setting():
            asked = {value.id, value.id.removeprefix("schedule_")}
            return bool(asked & _words_of_the_program())
        case _:
            return getattr(value, "role", None) in KEPT_FOR.get(kind, ())


@cache
def _words_of_the_program() -> frozenset[str]:
    """Every quoted name in the program: a setting is asked for by its id, or what follows
    `schedule_` in it."""
    package = Path(__file__).parents[1]
    return frozenset(
        name
        for path in sorted(package.rglob("*.py"))
        for name in re.findall(r'"([a-z][a-z0-9_]+)"', path.read_text(encoding="utf-8"))
    )


def _asks(value: Any) -> Iterator[Link]:
    """The analytes that a rule orders, confounds or checks."""
    match value:
        case Rule():
            yield from (Link("markers", "analyte", analyte) for analyte in value.markers)
            yield Link("gives", "analyte", value.gives)
        case Monitoring():
            yield from (Link("tests", "analyte", test) for test in value.tests)
        case _:
            pass


def _with_groups(concept: str, groups: dict[str, tuple[str, ...]]) -> set[str]:
    """A concept, its groups and what it implies, the groups of these, and so on."""
    found: set[str] = set()
    left = [concept]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += groups.get(name, ())
    return found
