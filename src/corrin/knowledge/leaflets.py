"""The leaflets of a folder, read when they are asked for: no plan waits for them.

Whether they hold is checked when the knowledge is compiled, and every file of the folder counts
towards that; so what is read here has been checked.
"""

from pathlib import Path
from typing import cast

from corrin.domain.leaflet import Leaflet
from corrin.errors import KnowledgeError, Problem
from corrin.knowledge import yaml_tree
from corrin.knowledge.scalars import Unfit
from corrin.knowledge.typed import reader

ROOM = "leaflets"


def leaflets(folder: Path) -> dict[str, Leaflet]:
    """Every leaflet by its id, in the order in which they are listed.

    Raises:
        KnowledgeError: a file is not a leaflet.
    """
    held = [_read(path) for path in sorted((folder / ROOM).glob("*.yaml"))]
    return {each.id: each for each in sorted(held, key=lambda each: each.rank)}


def _read(path: Path) -> Leaflet:
    tree, faults = yaml_tree.read(path.read_text(encoding="utf-8"))
    try:
        if not faults:
            return cast(Leaflet, reader(Leaflet)(tree))
    except Unfit as error:
        faults = [*error.faults]
    name = f"{ROOM}/{path.name}"
    raise KnowledgeError(
        Problem(file=name, entry=".".join(fault.path), wrong=fault.wrong, write=fault.write)
        for fault in faults
    )
