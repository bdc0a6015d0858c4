"""Where each entry of the knowledge is written: files and folders into a flat list of entries.

A section of `Knowledge` is the file of its name (`foods.yaml`) or every file in the folder of its
name (`concepts/findings.yaml`), each a list of entries. Three are laid out otherwise: a section
that is one thing (`edition.yaml`) is a mapping; each file of `rules/` is one table with its
rules; and each folder with a `pack.yaml` is a pack.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields

from corrin.domain.analyte import Band
from corrin.domain.knowledge import Knowledge, Offer, Pack, Rule, Table
from corrin.errors import Problem
from corrin.knowledge import yaml_tree
from corrin.knowledge.manifest import yaml_files
from corrin.knowledge.scalars import Tree

LAID_OUT_OTHERWISE = frozenset({"version", "reviews", "packs", "rules", "words"})
SECTIONS: dict[str, Any] = {
    section.name: section.type
    for section in fields(Knowledge)
    if section.name not in LAID_OUT_OTHERWISE
}
NAMED_OTHERWISE = {"thresholds": "bands"}
PACK_LISTS: dict[str, tuple[str, type]] = {
    "thresholds.yaml": ("bands", Band),
    "offers.yaml": ("offers", Offer),
}

Where = tuple[str, ...]
"""What an entry is part of: ("foods",), ("rules", "alert"), ("packs", "uk", "offers")."""


class Written(Struct, frozen=True):
    """One entry as it is written, and the type that it should be."""

    file: str
    where: Where
    id: str
    wanted: type
    tree: Tree


def written(folder: Path, problems: list[Problem]) -> Iterator[Written]:
    """Every entry of every file; a file that is missing, broken or read by nothing is a problem."""
    missing = set(SECTIONS)
    for file, path in yaml_files(folder).items():
        try:
            tree, faults = yaml_tree.read(path.read_bytes().decode())
        except UnicodeDecodeError as error:
            problems.append(
                _problem(file, f"It is not UTF-8 at byte {error.start}.", "Save as UTF-8.")
            )
            continue
        problems += (
            Problem(file=file, entry=fault.path[0], wrong=fault.wrong, write=fault.write)
            for fault in faults
        )
        section = file.partition("/")[0].removesuffix(".yaml")
        section = NAMED_OTHERWISE.get(section, section)
        missing.discard(section)
        yield from _of_file(file, section, tree, problems)
    problems += (
        _problem(f"{s}.yaml", "The file is missing.", "Write it.") for s in sorted(missing)
    )


def _of_file(file: str, section: str, tree: Tree, problems: list[Problem]) -> Iterator[Written]:
    folder, _, name = file.rpartition("/")
    if section in SECTIONS:
        wanted = SECTIONS[section]
        if isinstance(wanted, type) and issubclass(wanted, Struct):
            yield Written(file, (section,), section, wanted, tree)
        else:
            item = get_args(wanted)[0 if get_origin(wanted) is tuple else 1]
            yield from _listed(file, (section,), item, tree, problems)
    elif section == "rules":
        yield from _of_table(file, tree, problems)
    elif folder and name == "pack.yaml":
        lists: dict[str, Tree] = {field: [] for field, _ in PACK_LISTS.values()}
        head: Tree = {**lists, "id": folder, **tree} if isinstance(tree, dict) else tree
        yield Written(file, ("packs",), folder, Pack, head)
    elif folder and name in PACK_LISTS:
        field, wanted = PACK_LISTS[name]
        yield from _listed(file, ("packs", folder, field), wanted, tree, problems)
    else:
        problems.append(_problem(file, "Nothing reads this file.", "Rename it, or remove it."))


def _of_table(file: str, tree: Tree, problems: list[Problem]) -> Iterator[Written]:
    """The head of a table, then its rules."""
    name = tree.get("table") if isinstance(tree, dict) else None
    if not isinstance(tree, dict) or not isinstance(name, str):
        problems.append(_problem(file, "It names no table.", "Write `table: name` at its top."))
        return
    head: dict[str, Tree] = {**tree, "id": name, "rules": []}
    del head["table"]
    yield Written(file, ("rules",), name, Table, head)
    yield from _listed(file, ("rules", name), Rule, tree.get("rules"), problems)


def _listed(
    file: str, where: Where, wanted: type, tree: Tree, problems: list[Problem]
) -> Iterator[Written]:
    if not isinstance(tree, list):
        problems.append(_problem(file, "It is not a list of entries.", "Begin each with `- `."))
        return
    for number, item in enumerate(tree, 1):
        yield Written(file, where, _label(item, number), wanted, item)


def _label(item: Tree, number: int) -> str:
    """What an entry goes by: its id; a code by its system and itself; else its number."""
    match item:
        case {"id": str(said)}:
            return said
        case {"system": str(system), "code": str(code)}:
            return f"{system} {code}"
        case _:
            return f"entry {number}"


def _problem(file: str, wrong: str, write: str) -> Problem:
    return Problem(file=file, entry="the file", wrong=wrong, write=write)
