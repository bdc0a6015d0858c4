"""The YAML files into one JSON file that loads in milliseconds."""

import json
import os
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from corrin.domain.analyte import Analyte, Band
from corrin.domain.words import WordIndex
from corrin.errors import KnowledgeError
from corrin.knowledge.code_faults import code_faults
from corrin.knowledge.leaflet_faults import leaflet_faults
from corrin.knowledge.manifest import digests, manifest, version
from corrin.knowledge.references import problems_of
from corrin.knowledge.tree import read
from corrin.knowledge.typed import plain
from corrin.reading.cues import Index
from corrin.reading.food_names import folded_foods, folded_measures
from corrin.reading.tokens import Spelling


def compile_folder(folder: Path) -> bytes:
    """Compile the knowledge, and keep it beside the files where the folder can be written.

    Raises:
        KnowledgeError: the files do not hold; every problem is named.
    """
    files = digests(folder)
    reading = read(folder)
    problems = [*reading.problems, *problems_of(reading), *code_faults(reading)]
    problems += leaflet_faults(reading)
    if reading.knowledge is None or problems:
        raise KnowledgeError(problems)
    edition = reading.knowledge.edition.version
    index = Index.of(reading.knowledge.concepts.values(), reading.knowledge.language)
    known = reading.knowledge
    spelling = Spelling.of(known.language)
    words = WordIndex(
        names=index.names,
        kinds=index.kinds,
        cues=index.cues,
        foods=folded_foods(known.foods.values(), spelling),
        measures=folded_measures(known.measures.values(), spelling),
    )
    analytes = {name: _with_usual(each, known.bands) for name, each in known.analytes.items()}
    knowledge = replace(known, version=version(edition, files), words=words, analytes=analytes)
    compiled = json.dumps(plain(knowledge), ensure_ascii=False, separators=(",", ":")).encode()
    with suppress(OSError):  # an installation may be read-only: then it compiles at each start
        _write(folder / "compiled.json", compiled)
        _write(folder / "compiled.json.manifest", manifest(files, compiled))
    return compiled


def _with_usual(analyte: Analyte, bands: tuple[Band, ...]) -> Analyte:
    """An analyte with the bounds of its band as the usual ones, where it states none of its own
    and the band is the same for everybody."""
    own = [band for band in bands if band.name == analyte.id and not band.methods]
    if len(own) != 1 or own[0].when is not None:
        return analyte
    for bound in own[0].bounds:
        if bound.unit == analyte.unit:
            low = bound.low if analyte.usual_low is None else analyte.usual_low
            high = bound.high if analyte.usual_high is None else analyte.usual_high
            return replace(analyte, usual_low=low, usual_high=high)
    return analyte


def _write(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees all of it or what stood there before."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
