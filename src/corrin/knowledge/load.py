"""The knowledge as one value, from its compiled form where that is current."""

from functools import cache
from pathlib import Path
from typing import cast

import msgspec

from corrin.domain.knowledge import Knowledge
from corrin.knowledge.manifest import digests, manifest
from corrin.knowledge.typed import reader

FOLDER = Path(__file__).parent


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
