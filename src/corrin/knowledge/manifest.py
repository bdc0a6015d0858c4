"""What the compiled knowledge was made from: SHA-256 digests of bytes.

A manifest covers every knowledge file, the modules that give the knowledge its shape
and lay out its words, and the
compiled bytes. It is not a signature: it notices damage and edits, not malice.
"""

import hashlib
import json
from pathlib import Path

from corrin import domain, reading

MODULES = tuple(
    path
    for room in (Path(__file__).parent, Path(domain.__path__[0]), Path(reading.__path__[0]))
    for path in room.glob("*.py")
)


def yaml_files(folder: Path) -> dict[str, Path]:
    """The knowledge files by their path inside the folder, in the order of these paths."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.yaml")}
    return dict(sorted(found.items()))


def digests(folder: Path) -> dict[str, str]:
    """The digest of every knowledge file, by its path inside the folder."""
    return {name: _digest(path.read_bytes()) for name, path in yaml_files(folder).items()}


def version(edition: str, files: dict[str, str]) -> str:
    """The edition with the beginning of the digest of all files: `2026.11+3f9a0c21d4b7`."""
    return f"{edition}+{_digest(json.dumps(files).encode())[:12]}"


def manifest(files: dict[str, str], compiled: bytes) -> bytes:
    """The manifest of what was compiled; equal bytes mean that nothing has changed."""
    shape = _digest(b"".join(path.read_bytes() for path in sorted(MODULES)))
    made = {"files": files, "shape": shape, "compiled": _digest(compiled)}
    return json.dumps(made, indent=1).encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
