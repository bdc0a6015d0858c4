"""The knowledge as one value, from its compiled form where that is current."""

import gc
from functools import cache
from pathlib import Path
from typing import cast

import msgspec

from corrin.domain.knowledge import Knowledge
from corrin.knowledge.manifest import digests, manifest
from corrin.knowledge.typed import reader

FOLDER = Path(__file__).parent


SELDOM = 50_000
"""New objects after which garbage is looked for; what was read and planned of a person leaves
none, as nothing in it goes round in a circle."""


def stays() -> None:
    """Tell the collector of garbage to pass over all that is loaded, and to look seldom.

    For a process that reads one person after the other, once it has loaded what it needs.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM)


@cache
def knowledge(folder: Path = FOLDER) -> Knowledge:
    """The knowledge of a folder, compiled anew if a file or the compiled bytes have changed.

    Raises:
        KnowledgeError: the files do not hold; every problem is named.
    """
    return compiled(folder) or _compile(folder)


def compiled(folder: Path) -> Knowledge | None:
    """What was compiled, or None where it is missing, damaged or out of date."""
    try:
        data = (folder / "compiled.json").read_bytes()
        seen = (folder / "compiled.json.manifest").read_bytes()
    except OSError:
        return None
    if seen != manifest(digests(folder), data):
        return None
    return decode(data)


def decode(data: bytes) -> Knowledge:
    """The knowledge that compiled bytes hold."""
    return cast(Knowledge, reader(Knowledge)(msgspec.json.decode(data)))


def _compile(folder: Path) -> Knowledge:
    from corrin.knowledge.compile import compile_folder  # PyYAML is slow to import, seldom needed

    return decode(compile_folder(folder))
