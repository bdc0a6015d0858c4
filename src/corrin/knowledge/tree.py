"""A folder of YAML files into `Knowledge`, and every problem of the files in one pass."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any, cast, get_origin

from msgspec import Struct, field
from msgspec.structs import fields, replace

from corrin.domain.knowledge import Edition, Knowledge, Review, Rule, Table
from corrin.errors import Problem
from corrin.knowledge.layout import SECTIONS, Where, Written, written
from corrin.knowledge.scalars import Fault, Tree, Unfit
from corrin.knowledge.typed import reader

SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
ID = "Write small letters and digits, joined by `_`."


class Entry(Struct, frozen=True):
    """An entry that was read; `value` is None where what it says does not fit its type."""

    file: str
    where: Where
    id: str
    value: Any


class Reading(Struct):
    """What a folder says: its knowledge as far as it holds, every entry, and every problem."""

    entries: list[Entry] = field(default_factory=list[Entry])
    reviews: list[Review] = field(default_factory=list[Review])
    problems: list[Problem] = field(default_factory=list[Problem])
    knowledge: Knowledge | None = None
    """None where something is missing that cannot be empty. Its version is still empty."""


def read(folder: Path) -> Reading:
    """Read every file of a folder; an entry that does not fit is left out and reported."""
    reading = Reading()
    seen: set[tuple[object, ...]] = set()
    for entry in written(folder, reading.problems):
        faults = [] if _named_well(entry) else [Fault(("id",), f"`{entry.id}` is not an id.", ID)]
        if (key := _unique(entry)) in seen:
            faults.append(Fault(("id",), f"`{entry.id}` is the id of two.", "Rename one of them."))
        seen.add(key)
        value = None
        try:
            value = reader(entry.wanted)(_without_review(entry, reading))
        except Unfit as error:
            faults += error.faults
        reading.entries.append(Entry(entry.file, entry.where, entry.id, value))
        reading.problems += (_problem(entry, fault) for fault in faults)
    reading.knowledge = _assembled(reading)
    return reading


def _named_well(entry: Written) -> bool:
    """Whether the id, if its type has one, is snake case."""
    has_id = any(f.name == "id" for f in fields(entry.wanted))
    return not has_id or entry.id.startswith("entry ") or bool(SNAKE_CASE.fullmatch(entry.id))


def _unique(entry: Written) -> tuple[object, ...]:
    """Within what the id of an entry is its own: its section, all tables, or its pack."""
    inside = entry.where[:1] if entry.where[0] == "rules" else entry.where
    number = entry.file if entry.id.startswith("entry ") else ""
    return (*inside, entry.wanted, number, entry.id)


def _without_review(entry: Written, reading: Reading) -> Tree:
    """The tree without `checked` and `review`, which any entry may carry; they are noted.

    A type that has these keys itself keeps them: a plan says when its rules were due.
    """
    if not isinstance(entry.tree, dict) or any(f.name == "review" for f in fields(entry.wanted)):
        return entry.tree
    said = {key: item for key, item in entry.tree.items() if key in ("checked", "review")}
    if not said:
        return entry.tree
    try:
        review = reader(Review)({"section": ".".join(entry.where), "entry": entry.id, **said})
        reading.reviews.append(cast(Review, review))
    except Unfit as error:
        reading.problems += (_problem(entry, fault) for fault in error.faults)
    return {key: item for key, item in entry.tree.items() if key not in said}


def _problem(entry: Written, fault: Fault) -> Problem:
    at = ", ".join((entry.id, ".".join(fault.path))) if fault.path else entry.id
    return Problem(file=entry.file, entry=at, wrong=fault.wrong, write=fault.write)


def _assembled(reading: Reading) -> Knowledge | None:
    lists: defaultdict[Where, list[Any]] = defaultdict(list)
    for entry in reading.entries:
        if entry.value is not None:
            lists[entry.where].append(entry.value)
    sections: dict[str, Any] = {}
    for name, annotation in SECTIONS.items():
        values = lists[(name,)]
        if get_origin(annotation) is tuple:
            sections[name] = tuple(values)
        elif get_origin(annotation) is dict:
            sections[name] = {value.id: value for value in values}
        elif values:
            sections[name] = values[0]
        else:
            return None
    sections["rules"] = {
        table.id: _filled(table, lists["rules", table.id], sections["edition"])
        for table in lists[("rules",)]
    }
    sections["packs"] = {
        pack.id: replace(
            pack,
            bands=tuple(lists["packs", pack.id, "bands"]),
            offers=tuple(lists["packs", pack.id, "offers"]),
        )
        for pack in lists[("packs",)]
    }
    return Knowledge(version="", reviews=tuple(reading.reviews), **sections)


def _filled(table: Table, rules: list[Rule], edition: Edition) -> Table:
    """A table with its rules; one that names no review is due with the edition."""
    dated = (replace(rule, review=rule.review or edition.review) for rule in rules)
    return replace(table, rules=tuple(dated))
