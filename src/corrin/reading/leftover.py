"""What of a phrase was not understood: verbatim, with nothing left out that carries meaning."""

from collections.abc import Collection, Iterable

from corrin.reading.amount import Unreadable
from corrin.reading.context import Said
from corrin.reading.line import Line
from corrin.reading.pieces import Piece

SILENT = frozenset(
    {"stop", "self", "young", "asserting", "agent", "link", "coordinator", "dose_word"}
)
"""Roles of words that carry no meaning of their own."""
UNCLEAR = "it is not clear whether this is denied, or of whom it is said"
SUPPOSED = "only spoken of, as something that may come; it is not used"
SEPARATING = frozenset({"break", "comma"})


def fragments(line: Line, pieces: list[Piece], left: Collection[int]) -> tuple[str, ...]:
    """The runs of words that were not understood, as they were written.

    `left` are the places of the names of which it is not clear whether they are denied, and of
    those that are only spoken of.
    """
    found: list[str] = []
    run: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and _left(piece, left):
            run.append(piece)
        elif run and (piece is None or piece.role not in SILENT):
            found.append(line.raw(run[0].start, run[-1].end))
            run = []
    return tuple(found)


def _left(piece: Piece, left: Collection[int]) -> bool:
    if piece.role in SILENT or piece.role in SEPARATING or piece.used:
        return False
    if piece.role == "concept":
        return piece.start in left
    return True


def notes_on(line: Line, pieces: list[Piece], said: Iterable[Said]) -> list[str]:
    """Why something was not understood, where more can be said than that."""
    notes: list[str] = []
    unused: dict[str, list[str]] = {}
    dosed = False
    for one in said:
        dosed = dosed or one.kind in ("medicine", "substance")
        if one.frequency is not None and one.dose is None and one.kind != "finding":
            notes.append("how often is kept only with a dose")
        if one.supposed or one.unclear:
            name = f"“{line.raw(one.piece.start, one.piece.end)}”"
            why = SUPPOSED if one.supposed else UNCLEAR
            unused.setdefault(why, []).append(name)
    notes += [f"{', '.join(names)}: {why}" for why, names in unused.items()]
    for piece in pieces:
        either = line.language.ambiguous.get(line.fold(piece.start))
        if piece.role == "unknown" and either is not None:
            notes.append(f"“{line.raw(piece.start, piece.end)}” could be either; write {either}")
        if isinstance(piece.value, Unreadable) and dosed:
            words = piece.value.impossible or line.raw(piece.start, piece.end)
            notes.append(f"“{words}”: {piece.value.why}; write {piece.value.accepted}")
    return notes
