"""Of whom a thing is said: the person, the mother, a relative.

Somebody else is named before what is said of them ("mother has anaemia"), after it ("anaemia in the
mother"), or stands beside one word for them ("vegan mother"); as one who acts ("breast-fed by the
mother") they are not described. Nobody else is meant beyond a comma, except in a family history,
and among the exposures of a child, where what is said on of the mother is hers.
"""

from collections.abc import Iterator
from typing import get_args

from corrin.domain.person import ListName, Subject
from corrin.domain.words import ConceptKind
from corrin.reading.context import Said
from corrin.reading.line import Line
from corrin.reading.pieces import Piece, runs

OWNERS = frozenset({"his", "her", "their"})
CARRIED = frozenset[ConceptKind]({"condition", "finding", "diet"})
"""What is said on of a mother; how a child is fed and what it is given is its own."""
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
RELATIONS: dict[str, Subject] = {
    **dict.fromkeys(("self", "patient", "person", "me"), "self"),
    **dict.fromkeys(("mother", "maternal", "mum", "mom"), "mother"),
    **dict.fromkeys(("father", "paternal", "dad"), "father"),
    **dict.fromkeys(("sibling", "brother", "sister", "twin"), "sibling"),
    **dict.fromkeys(("child", "son", "daughter", "baby"), "child"),
    **dict.fromkeys(("partner", "wife", "husband", "spouse"), "partner"),
    **dict.fromkeys(("relative", "family", "grandmother", "grandfather", "aunt"), "relative"),
    **dict.fromkeys(("uncle", "cousin"), "relative"),
}
"""The words by which a key says of whom an entry is."""


def attribute(
    line: Line,
    pieces: list[Piece],
    said: dict[int, Said],
    *,
    list_name: ListName,
    child: bool | None,
) -> None:
    """Give each thing to the person of whom it is said.

    In a family history it is a relative unless said otherwise, and the last person named is meant
    until another is. "The infant" is the person where the person is a child, and somebody else
    where not; where that is not known, what is said of the infant is unclear.
    """
    family = list_name == "family_history"
    inside: Subject = "relative"
    for one in said.values() if family else ():
        inside = one.subject = _named_inside(line, one.piece) or inside
    for piece in pieces:
        if piece.role == "young" and child is not True:
            piece.role, piece.key = "subject", "child" if child is False else ""
    for segment in runs(pieces, "segment"):
        for first, last in _named(segment):
            targets = _targets(pieces, segment, first, last)
            if targets and family:
                targets += _carried(pieces, segment[last])
            elif targets and child and list_name == "exposures":
                carried = _carried(pieces, segment[last], until=("self", "young"))
                targets += [p for p in carried if _may_be_hers(line, said[p.start])]
            _give(line, segment[first : last + 1], [said[piece.start] for piece in targets])


def _named_inside(line: Line, piece: Piece) -> Subject | None:
    """The relative whom the name of a thing itself mentions: "sibling with similar illness"."""
    for at in range(piece.start, piece.end):
        found = line.named(at, "subject")
        if found is not None and found[1] in SUBJECTS:
            return found[1]
    return None


def _may_be_hers(line: Line, one: Said) -> bool:
    """Whether what is said on of a mother can be hers: not a thing named of "the baby"."""
    inside = range(one.piece.start, one.piece.end)
    return one.kind in CARRIED and not any(line.end(at, "young") for at in inside)


def _named(segment: list[Piece]) -> Iterator[tuple[int, int]]:
    """Where people are named: one, or several in a row ("mother and sister")."""
    first: int | None = None
    for n, piece in enumerate(segment):
        if piece.role == "subject":
            first = n if first is None else first
        elif first is not None and not ("small" in piece.roles and piece.role == "stop"):
            yield first, n - 1
            first = None
    if first is not None:
        yield first, len(segment) - 1


def _targets(pieces: list[Piece], segment: list[Piece], first: int, last: int) -> list[Piece]:
    """The concepts that are said of the people named from one piece to another."""
    people = segment[first : last + 1]
    later = segment[last + 1 :]
    other = next((m for m, p in enumerate(later) if p.role in ("subject", "self")), len(later))
    after = [p for p in later[:other] if p.role == "concept"]
    before = [p for p in segment[:first] if p.role == "concept"]
    previous = _previous(segment, first)
    described: list[Piece] = []
    if previous is not None and previous.role == "concept":
        described = [previous] if not after or "asserting" in later[0].roles else []
    elif previous is not None and "link" in previous.roles and not after:
        described = before
    elif previous is not None and "agent" in previous.roles and not after:
        for person in people:
            person.used = bool(before)
        return []
    targets = described + after
    if not before and not after and all(piece.role != "unknown" for piece in segment):
        targets = _neighbours(pieces, people[0])
    return targets


def _previous(segment: list[Piece], n: int) -> Piece | None:
    """The piece before one, over articles and possessives: in *my* mother."""
    for piece in reversed(segment[:n]):
        if "small" not in piece.roles or "link" in piece.roles:
            return piece
    return None


def _give(line: Line, people: list[Piece], targets: list[Said]) -> None:
    subjects: list[Subject] = []
    named = [person for person in people if person.role == "subject"]
    for n, person in enumerate(named):
        person.used = bool(targets) or person.used
        subject = person.key if person.key in SUBJECTS else None
        if subject is None:
            for one in targets:
                one.unclear = True
        elif n and person.item == named[n - 1].item:
            subjects[-1:] = ["relative"]
        elif n and _hers(line, named[n - 1], person):
            subjects.append("relative")
        else:
            subjects.append(subject)
    for one in targets if subjects else []:
        one.subject, one.others = subjects[0], subjects[1:]


def _hers(line: Line, first: Piece, other: Piece) -> bool:
    """Whether the other is somebody of the first: "mother and her sister", but not where the same
    word stands before both, as in "her mother and her sister"."""
    owner = line.fold(other.start - 1)
    before = line.fold(first.start - 1) if first.start else ""
    return owner in OWNERS and owner != before


def _neighbours(pieces: list[Piece], person: Piece) -> list[Piece]:
    """The concepts of the segment before, or else after, within the clause."""
    for segment in (person.segment - 1, person.segment + 1):
        found = [
            p
            for p in pieces
            if p.segment == segment and p.clause == person.clause and p.role == "concept"
        ]
        if found:
            return found
    return []


def _carried(pieces: list[Piece], person: Piece, *, until: tuple[str, ...] = ()) -> list[Piece]:
    """The concepts of the segments that follow, up to another person or a break."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.start <= person.start or piece.segment == person.segment:
            continue
        if piece.role in ("subject", *until) or piece.clause != person.clause:
            break
        if piece.role == "concept":
            found.append(piece)
    return found
