"""Times, doses, qualifiers and the like, each given to the thing of which it is said.

A qualifier belongs to what follows it in its item, a time or a dose to what stands before it; one
that stands behind a list ("numbness and tingling for 3 months") belongs to the whole of it. What
finds nothing to belong to stays unused, and is reported as not understood.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import cast

from corrin.domain.person import Dose, Route
from corrin.domain.words import ConceptKind
from corrin.reading.amount import Frequency
from corrin.reading.context import Said
from corrin.reading.pieces import Piece
from corrin.reading.when import Span

LEADING = frozenset({"qualifier", "status", "length"})
"""What is said before the thing: severe pallor, stopped metformin, 40 cm terminal ileum."""
TRAILING = frozenset({"time", "status", "qualifier"})
"""What may be said once behind a list."""
DOSED = frozenset({"dose", "frequency", "route", "count"})
INJECTED = frozenset[Route]({"im", "sc", "iv"})
PLACED = ("clause", "segment", "item")
GIVEN: tuple[ConceptKind, ...] = ("medicine", "substance", "procedure", "exposure")
AHEAD: dict[str, tuple[ConceptKind, ...]] = {
    "intended": GIVEN,
    "planned": (*GIVEN, "condition", "diet", "imaging"),
}
"""Of what it can be said that it is still to come; a finding is there or not."""


def attach(pieces: list[Piece], said: dict[int, Said]) -> None:
    """Give every piece that says more of a thing to the things of which it says it."""
    for n, piece in enumerate(pieces):
        if piece.role == "qualifier" and (_of_unknown(pieces, n) or _of_another(pieces, n)):
            continue
        if piece.role == "route" and _of_another(pieces, n):
            continue
        if piece.role in LEADING | TRAILING | DOSED:
            for one in _targets(pieces, n, said):
                piece.used = _give(one, piece, _stopped_before(pieces, n, one)) or piece.used
        elif piece.role == "body":
            piece.used = _beside(pieces, n)
        elif "allergy" in piece.roles and piece.role != "concept":
            for one in _things(_nearest(pieces, n, said)):
                one.allergy = piece.used = True


def remedies(pieces: list[Piece], said: dict[int, Said]) -> None:
    """Mark what was given against a reaction to another: "Cytamen: hives, settled with cetirizine".

    Where a reaction is named beside it, or it is said when it was given, it may be what caused it.
    """
    for start, one in said.items():
        if one.kind not in ("medicine", "substance") or "tolerated" in one.qualifiers:
            continue
        earlier = [other for at, other in said.items() if at < start]
        last = max((other.piece.start for other in earlier), default=-1)
        here = [p for p in pieces if p.segment == one.piece.segment and p.start > last]
        cause = any(other.kind in ("medicine", "substance") for other in earlier)
        reacts = any("reaction" in p.roles or "allergy" in p.roles for p in here)
        given = any(p.start < start and _against(pieces, p) for p in here)
        one.remedy = cause and given and not reacts
        one.allergy = one.allergy and not one.remedy


def _against(pieces: list[Piece], piece: Piece) -> bool:
    before = next((p for p in pieces if p.end == piece.start), None)
    stands = before is None or before.role not in ("stop", "unknown") or "small" in before.roles
    return "remedy" in piece.roles and stands


def _of_unknown(pieces: list[Piece], n: int) -> bool:
    """Whether a qualifier says something of words that are not understood: "gait improving"."""
    item = [p for p in pieces if p.item == pieces[n].item]
    last = n + 2 if pieces[n].key == "tolerated" else n
    beside = [p for p in pieces[max(n - 1, 0) : last] if p.item == pieces[n].item]
    return any(p.role == "unknown" for p in beside) and all(p.role != "concept" for p in item)


def _of_another(pieces: list[Piece], n: int) -> bool:
    """Whether it is of another form of the thing: "rash with Cytamen, tolerates tablets"."""
    here = [p for p in pieces if p.segment == pieces[n].segment]
    return (
        any(p.role == "qualifier" and p.key == "tolerated" for p in here)
        and all(p.role != "concept" for p in here)
        and any("reaction" in p.roles or "allergy" in p.roles for p in pieces)
    )


def _targets(pieces: list[Piece], n: int, said: dict[int, Said]) -> list[Said]:
    piece = pieces[n]
    here = [one for one in said.values() if one.piece.item == piece.item]
    if piece.role in DOSED:
        here = _dosed(here, piece)
    if not here:
        if piece.key in AHEAD and _goes_on(pieces, n):
            return []
        found = _nearest(pieces, n, said)
        return _dosed(found, piece) if piece.role in DOSED else found
    before = [one for one in here if one.piece.start < piece.start]
    if piece.key in AHEAD and _unknown_between(pieces, before, n):
        before = []
    after = [one for one in here if one.piece.start > piece.start]
    if before and "remedy" in piece.roles:
        return before[-1:]
    if after and (piece.role in LEADING or not before):
        more = _list_on(piece, said) if piece.role == "status" else []
        return after[:1] + more + (_bracketed(pieces, n, said) if piece.key in AHEAD else [])
    if piece.role == "frequency":
        return ([one for one in before if one.dose is not None] or before)[-1:]
    if piece.role not in TRAILING:
        return before[-1:]
    whole = before if not after else before[-1:]
    return whole + [one for one in _list_back(piece, said) if not _has(one, piece.role)]


def _goes_on(pieces: list[Piece], n: int) -> bool:
    """Whether it is of something else that a piece speaks: "…, plan review in a year"."""
    return any(
        later.item == pieces[n].item and later.role in ("unknown", "qualifier")
        for later in pieces[n + 1 :]
    )


def _unknown_between(pieces: list[Piece], before: list[Said], n: int) -> bool:
    """Whether it is of words not understood that a piece speaks: "?PA - serology awaited"."""
    start = before[-1].piece.start if before else pieces[n].start
    return any(p.role == "unknown" and start < p.start for p in pieces[:n])


def _list_back(piece: Piece, said: dict[int, Said]) -> list[Said]:
    """The things in the items before it in its segment."""
    return [
        one
        for one in said.values()
        if one.piece.segment == piece.segment and one.piece.item < piece.item
    ]


def _list_on(piece: Piece, said: dict[int, Said]) -> list[Said]:
    return [
        one
        for one in said.values()
        if one.piece.segment == piece.segment and one.piece.item > piece.item
    ]


def _bracketed(pieces: list[Piece], n: int, said: dict[int, Said]) -> list[Said]:
    """The things in brackets behind its segment: awaiting bariatric surgery (bypass)."""
    segment = pieces[n].segment + 1
    opened = any(p.segment == segment and p.role == "comma" and p.key in "([" for p in pieces)
    return [one for one in said.values() if opened and one.piece.segment == segment]


def _nearest(pieces: list[Piece], n: int, said: dict[int, Said]) -> list[Said]:
    """The things of the nearest place that has any: the item, the segment before, after, …"""
    piece = pieces[n]
    for level in reversed(PLACED):
        here = getattr(piece, level)
        inside = [one for one in said.values() if getattr(one.piece, level) == here]
        if inside:
            return _closest(piece, inside)
    return _closest(piece, list(said.values()))


def _closest(piece: Piece, among: list[Said]) -> list[Said]:
    """Those of the last segment before the piece, or else of the first after it."""
    before = [one for one in among if one.piece.start < piece.start]
    if before:
        last = max(one.piece.segment for one in before)
        return [one for one in before if one.piece.segment == last]
    first = min((one.piece.segment for one in among), default=0)
    return [one for one in among if one.piece.segment == first]


def _things(said: Iterable[Said]) -> list[Said]:
    return [one for one in said if one.kind in ("medicine", "substance")]


def _dosed(said: Iterable[Said], piece: Piece) -> list[Said]:
    """The medicines, and where a phrase says how often, what a person is exposed to or eats."""
    often = ("exposure", "diet") if piece.role == "frequency" else ()
    return [one for one in said if one.kind in ("medicine", "substance", *often)]


def _has(one: Said, role: str) -> bool:
    if role == "time":
        return bool(one.spans)
    return one.status is not None if role == "status" else False


def _stopped_before(pieces: list[Piece], n: int, one: Said) -> bool:
    """Whether "stopped" stands before a time in its item, so that the time is an end."""
    return one.kind != "procedure" and any(
        p.role == "status" and p.key == "stopped" and p.item == pieces[n].item for p in pieces[:n]
    )


def _give(one: Said, piece: Piece, stopped: bool) -> bool:
    """Record what a piece says of a thing; false if it says nothing of such a thing."""
    value = piece.value
    if piece.role == "qualifier":
        one.qualifiers.add(piece.key.replace(" ", "_"))
    elif piece.role == "status":
        if piece.key in AHEAD and one.kind not in AHEAD[piece.key]:
            return False
        one.status = piece.key
    elif piece.role == "time" and isinstance(value, Span):
        if value.role == "ambiguous":
            return False
        (one.ends if stopped else one.spans).append(value)
    elif piece.role == "length" and isinstance(value, Decimal):
        if one.kind != "procedure":
            return False
        one.length_cm = value
    elif piece.role == "count" and isinstance(value, Decimal):
        one.count = max(one.count or 0, int(value))
    elif piece.role == "route":
        apart = one.route is not None and piece.segment != one.piece.segment
        if apart and (one.route in INJECTED) != (piece.key in INJECTED):
            return False
        if one.route is None or "dose_word" not in piece.roles:
            one.route = cast(Route, piece.key)
    elif piece.role == "dose" and isinstance(value, Dose) and one.dose is None:
        one.dose = value
    elif piece.role == "frequency" and isinstance(value, Frequency) and one.frequency is None:
        one.frequency = value
    else:
        return False
    return True


def _beside(pieces: list[Piece], n: int) -> bool:
    """Whether a part of the body stands beside a thing, or in a list of such parts that does."""
    piece = pieces[n]
    item = [p for p in pieces if p.item == piece.item]
    if any(p.role == "concept" for p in item):
        return True
    if any(p.role == "unknown" for p in item):
        return False
    return any(
        p.role == "concept" and p.clause == piece.clause and abs(p.item - piece.item) <= 2
        for p in pieces
    )
