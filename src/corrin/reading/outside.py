"""Medicines that are put on the skin, in the eye, the ear or the nose, named as such."""

from collections.abc import Iterable

from corrin.domain.person import Route
from corrin.reading.context import Said
from corrin.reading.line import Line
from corrin.reading.pieces import Piece

PLACES = frozenset[Route](("topical", "nasal"))


def place(
    line: Line,
    pieces: Iterable[Piece],
    said: Iterable[Said],
    words: frozenset[str],
    route: Route | None,
) -> None:
    """Make of each thing what it is outside the body, where that is where it is put.

    Args:
        words: folded, the forms and places that say so; a part of the body says so only in the name
            of a product ("prednisolone for an inflamed eye").
        route: what the caller knows of it.
    """
    for one in said:
        elsewhere = line.language.outside.get(one.concept)
        if elsewhere is None:
            continue
        given = one.route or route
        item = [piece for piece in pieces if piece.item == one.piece.item]
        span = range(item[0].start, item[-1].end)
        named = any(line.fold(at) in words and not line.end(at, "body") for at in span)
        if given in PLACES or (given is None and named):
            one.concept = elsewhere
