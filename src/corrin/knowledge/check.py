"""`corrin knowledge check`: every problem of the knowledge files in one pass."""

from pathlib import Path

from corrin.knowledge.code_faults import code_faults
from corrin.knowledge.leaflet_faults import leaflet_faults
from corrin.knowledge.references import problems_of
from corrin.knowledge.tree import read
from corrin.knowledge.unused import unused


def report(folder: Path) -> tuple[str, bool]:
    """What the check found, as text, and whether the knowledge holds."""
    reading = read(folder)
    found = [*reading.problems, *problems_of(reading), *code_faults(reading)]
    found += [*leaflet_faults(reading), *unused(reading)]
    files = len({entry.file for entry in reading.entries})
    summary = f"{len(reading.entries)} entries in {files} files, {len(found)} problems"
    shown = [f"{p.file}, {p.entry}\n  {p.wrong}\n  {p.write}" for p in found]
    return "\n\n".join([*shown, summary]), not found
