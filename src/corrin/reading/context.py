"""Whether a thing is denied, doubtful or only spoken of.

A walk over the pieces in their order, after NegEx and ConText. A negation reaches over one phrase
("not"), over a list closed by "or" ("no"), or over a whole list ("denies"). Where its reach cannot
be told ("no pallor, numb feet"; "no improvement of anaemia") the thing is neither affirmed nor
denied: it is `unclear`, and is reported as not understood.
"""

from decimal import Decimal

from msgspec import Struct, field

from corrin.domain.person import Dose, Route, Subject
from corrin.domain.words import ConceptKind
from corrin.reading.amount import Frequency
from corrin.reading.line import Line
from corrin.reading.pieces import Piece
from corrin.reading.when import Span

REACHES = ("list", "open", "phrase")
LACK = "lack"
"""Of a finding whose name begins with a negation: in "no appetite or weight loss" its reach cannot
be told."""


class Said(Struct):
    """What is said of one concept in a phrase."""

    piece: Piece
    concept: str
    kind: ConceptKind
    subject: Subject = "self"
    others: list[Subject] = field(default_factory=list[Subject])
    """Others of whom the same is said: anaemia in mother and sister."""
    negated: bool = False
    unclear: bool = False
    supposed: bool = False
    """Whether it is only spoken of, as something that may come."""
    qualifiers: set[str] = field(default_factory=set[str])
    spans: list[Span] = field(default_factory=list[Span])
    ends: list[Span] = field(default_factory=list[Span])
    """When it was stopped."""
    status: str | None = None
    dose: Dose | None = None
    frequency: Frequency | None = None
    route: Route | None = None
    count: int | None = None
    length_cm: Decimal | None = None
    allergy: bool = False
    remedy: bool = False
    """Whether it was given against a reaction to something else."""


def negate(pieces: list[Piece], said: dict[int, Said]) -> None:
    """Mark what is denied, and what may be."""
    cue: Piece | None = None
    reach = ""
    blocked = applied = False
    for n, piece in enumerate(pieces):
        if piece.role == "break":
            cue = None
        elif piece.role == "comma":
            blocked = applied = False
            if reach == "phrase" and _alternative(pieces, n + 1):
                continue
            if reach == "phrase" or (reach == "closed" and not _closed(pieces, n)):
                cue = None
            elif reach == "open":
                reach = "closed" if _closed(pieces, n) else "doubt"
        elif piece.role == "coordinator":
            blocked = applied = False
            if reach == "phrase" and "alternative" not in piece.roles:
                cue = None
        elif piece.role == "negation":
            before = _before(pieces, n)
            forward = next((r for r in REACHES if f"negation.{r}" in piece.roles), None)
            if "negation.after" in piece.roles and before and not (forward and _follows(pieces, n)):
                _deny([said[other.start] for other in before], piece)
            elif piece.key != "none":
                cue, reach, blocked, applied = piece, forward or "phrase", False, False
            else:
                piece.used = True
        elif "asserting" in piece.roles and piece.role != "concept":
            cue = None if cue is not None and cue.used else cue
        elif piece.role == "unknown" and cue is not None:
            blocked = True
        elif piece.role == "concept" and cue is not None:
            if (reach == "phrase" and applied) or (piece.borrowed and cue.start == cue.end):
                cue = None
            elif blocked or applied or reach == "doubt" or cue.key == LACK:
                said[piece.start].unclear = True
            else:
                _deny([said[piece.start]], cue)
                applied = True
        if piece.role == "concept" and piece.denies and cue is None:
            kind = LACK if said[piece.start].kind == "finding" else ""
            cue, reach = Piece("negation", piece.start, piece.start, kind, used=True), "phrase"
            blocked, applied = False, True
        if cue is None:
            reach = ""


def _alternative(pieces: list[Piece], n: int) -> bool:
    """Whether a list goes on with "or", "including"."""
    return n < len(pieces) and "alternative" in pieces[n].roles


def _deny(said: list[Said], cue: Piece) -> None:
    cue.used = True
    for one in said:
        one.negated = True


def _closed(pieces: list[Piece], comma: int) -> bool:
    """Whether the list that goes on after a comma is closed by "or", or by "and" without comma."""
    for n in range(comma + 1, len(pieces)):
        piece = pieces[n]
        if piece.role in ("break", "negation") or (
            "asserting" in piece.roles and piece.role != "concept"
        ):
            return False
        if piece.role == "coordinator":
            return "alternative" in piece.roles or pieces[n - 1].role != "comma"
    return False


def _before(pieces: list[Piece], n: int) -> list[Piece]:
    """The concepts of the same segment before a piece, back to the negation before it; if the
    segment begins with the piece, those of the segment before."""
    segment = pieces[n].segment
    found: list[Piece] = []
    for piece in reversed(pieces[:n]):
        if piece.role in ("break", "negation"):
            break
        if piece.segment != segment:
            if found or any(p.segment == segment and p.role == "concept" for p in pieces[n:]):
                break
            segment = piece.segment
        if piece.role == "concept":
            found.append(piece)
    return found


def _follows(pieces: list[Piece], n: int) -> bool:
    """Whether something that can be denied follows in the same segment, understood or not."""
    return any(
        p.role in ("concept", "unknown") and p.segment == pieces[n].segment for p in pieces[n + 1 :]
    )


def doubt(pieces: list[Piece], said: dict[int, Said]) -> None:
    """Mark what is possible: what is suspected, asked about, to be ruled out."""
    for n, piece in enumerate(pieces):
        if piece.role != "possible":
            continue
        targets = [] if "possible.before" not in piece.roles else _after_in_segment(pieces, n)
        if not targets and "possible.after" in piece.roles:
            targets = [p for p in _before(pieces, n) if p.segment == piece.segment] or _before(
                pieces, n
            )
        for target in targets:
            said[target.start].qualifiers.add("possible")
            piece.used = True


def _after_in_segment(pieces: list[Piece], n: int) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces[n + 1 :]:
        if piece.role in ("break", "comma") or ("asserting" in piece.roles and found):
            break
        if piece.role == "concept":
            found.append(piece)
    return found


def suppose(line: Line, pieces: list[Piece], said: dict[int, Said]) -> None:
    """Mark what is only spoken of: what to watch for, what comes if nothing is done.

    "if" reaches over a list, up to what is asserted again; IF is the intrinsic factor.
    """
    for n, piece in enumerate(pieces):
        if piece.role != "hypothetical" or _intrinsic_factor(line, piece):
            continue
        targets = _supposed(pieces, n) if "hypothetical.before" in piece.roles else []
        if not targets and "hypothetical.after" in piece.roles:
            targets = _before(pieces, n)
        for target in targets:
            said[target.start].supposed = True


def _supposed(pieces: list[Piece], n: int) -> list[Piece]:
    """The concepts of the clause after a piece, up to a segment that says what there is."""
    found: list[Piece] = []
    for piece in pieces[n + 1 :]:
        if piece.clause != pieces[n].clause:
            break
        if "asserting" in piece.roles and piece.role != "concept" and found:
            break
        if piece.role == "concept":
            found.append(piece)
    return found


def _intrinsic_factor(line: Line, piece: Piece) -> bool:
    return line.raw(piece.start, piece.end) == "IF" and not line.text.isupper()
