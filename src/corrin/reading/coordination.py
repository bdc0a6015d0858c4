"""Words that stand once and are meant twice: "absent joint position and vibration sense".

An item that names nothing borrows the last words of an item after it, the first words of an item
before it, or both, within one clause: "knuckle [hyperpigmentation] and nail-bed hyperpigmentation",
"loss of appetite and [loss of] weight". Only a whole name counts; nothing is borrowed in part.
"""

from corrin.domain.words import ConceptKind
from corrin.reading.cues import Index
from corrin.reading.line import Line
from corrin.reading.pieces import Piece, named_by, numbered, runs

FARTHEST = 4
"""Items over which words are borrowed."""
MOST_BORROWED = 5
"""Words that are borrowed at most."""
CORE = frozenset({"unknown", "body", "concept", "qualifier", "reaction"})
THINGS = frozenset[ConceptKind]({"medicine", "substance"})


def share(pieces: list[Piece], line: Line, index: Index, *, things: bool) -> list[Piece]:
    """The pieces, with the items that borrow a word from their neighbours made into names.

    `things` says whether medicines are meant where they are named; if not, "vitamin B12" in
    "vitamin B12 and folate deficiency" borrows too.
    """
    if not any(piece.role in ("coordinator", "comma") for piece in pieces):
        return pieces
    found: dict[int, tuple[Piece, list[Piece]]] = {}
    for clause in runs(pieces, "clause"):
        items = [core for item in runs(clause, "item") if (core := _core(item))]
        words = [_words(core, line) for core in items]
        for n, core in enumerate(items):
            if not _lacks_name(core, index, things=things):
                continue
            ids = _borrowed(words, n, index)
            if ids is not None:
                name = Piece("concept", core[0].start, core[-1].end, ids, borrowed=True)
                found[core[0].start] = (name, core)
    if not found:
        return pieces
    replaced = {piece.start for _, core in found.values() for piece in core}
    kept = [piece for piece in pieces if piece.start not in replaced]
    kept += [name for name, _ in found.values()]
    return numbered(sorted(kept, key=lambda piece: piece.start))


def _core(item: list[Piece]) -> list[Piece]:
    """The pieces of an item from its first word that could be part of a name to its last."""
    places = [n for n, piece in enumerate(item) if _may_name(piece)]
    return item[places[0] : places[-1] + 1] if places else []


def _may_name(piece: Piece) -> bool:
    return piece.role in CORE or (piece.role == "negation" and piece.key == "after")


def _words(core: list[Piece], line: Line) -> list[str]:
    places = range(core[0].start, core[-1].end)
    return [line.fold(at) for at in places if not line.end(at, "small")]


def _lacks_name(core: list[Piece], index: Index, *, things: bool) -> bool:
    concepts = [piece for piece in core if piece.role == "concept"]
    if not concepts:
        return True
    alone = len(core) == 1 and not things
    return alone and all(index.kinds[one] in THINGS for one in concepts[0].key.split())


def _borrowed(words: list[list[str]], n: int, index: Index) -> str | None:
    own = words[n]
    if not 0 < len(own) <= MOST_BORROWED:
        return None
    after = [_endings(words[m]) for m in range(n + 1, min(n + 1 + FARTHEST, len(words)))]
    before = [_beginnings(words[m]) for m in range(n - 1, max(n - 1 - FARTHEST, -1), -1)]
    endings = [ending for item in after for ending in item]
    beginnings = [beginning for item in before for beginning in item]
    for ending in endings:
        if ids := named_by([*own, *ending], index):
            return ids
    for beginning in beginnings:
        if ids := named_by([*beginning, *own], index):
            return ids
    for beginning in before[0] if before else []:
        for ending in after[0] if after else []:
            if ids := named_by([*beginning, *own, *ending], index):
                return ids
    return None


def _endings(words: list[str]) -> list[list[str]]:
    return [words[-k:] for k in range(1, min(len(words), MOST_BORROWED) + 1)]


def _beginnings(words: list[str]) -> list[list[str]]:
    return [words[:k] for k in range(min(len(words), MOST_BORROWED), 0, -1)]
