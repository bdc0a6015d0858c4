"""A phrase cut into pieces: each names a concept, steers the reading, or is not understood.

At every token the longest of three is taken: the name of a concept, a measure (time, dose, count,
length), a phrase of the language. Pieces are then numbered by the clause, segment and item in which
they stand: breaks end a clause, commas a segment, "and" and "or" an item.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from corrin.domain.person import Dose, ListName
from corrin.reading import amount, when
from corrin.reading.amount import Frequency, Unreadable, length_cm_at
from corrin.reading.cues import LONGEST_NAME, Index
from corrin.reading.line import Line
from corrin.reading.pattern import Found, Patterns

ACROSS_COMMAS = 4
"""A name of so many words is found with commas between them too: "no meat, fish or eggs"."""
STEERING = (
    "break",
    "coordinator",
    "negation",
    "hypothetical",
    "possible",
    "subject",
    "status",
    "qualifier",
    "route",
    "self",
    "young",
    "allergy",
    "reaction",
    "body",
    "nothing",
    "dose_word",
    "stop",
    "asserting",
    "agent",
    "link",
)
"""The roles of phrases; the first that a phrase has is the one that it plays."""
SAYS_MORE = frozenset({"negation", "possible", "subject", "status", "qualifier"})
"""Roles that a phrase plays rather than naming something, where it can do both."""
OPENING = frozenset({"negation.open", "negation.list", "negation.phrase", "nothing"})
"""Negations that go on behind "or" where a name begins with one: "avoids meat or fish"."""
MEASURE_ROLES = frozenset(
    {
        "time",
        "unit",
        "number",
        "vague",
        "lasting",
        "stage",
        "month",
        "per_day",
        "every_days",
        "every_months",
        "dose_word",
        "ordinal",
    }
)


class Piece(Struct):
    """A run of tokens and the part that it plays."""

    role: str
    start: int
    end: int
    key: str = ""
    """The concept, the other person, the status, the qualifier."""
    roles: tuple[str, ...] = ()
    value: Dose | Unreadable | Frequency | when.Span | Decimal | None = None
    used: bool = False
    denied: bool = False
    """Whether the numbers of a thing say that it is absent."""
    borrowed: bool = False
    """Whether the name of a thing took words from beside it: no meat or [no] animal products."""
    denies: bool = False
    """Whether the name of a thing begins with a negation: "no surgery"."""
    clause: int = 0
    segment: int = 0
    item: int = 0


def cut(line: Line, index: Index, patterns: Patterns, list_name: ListName) -> list[Piece]:
    """The pieces of a line, in order, numbered.

    A word such as "worse" or "resolved", which can be a finding or say more of one, is a finding
    only where the line names no other.
    """
    matched = {
        at: found
        for at in range(len(line))
        if (found := patterns.at(line, index, at, list_name)) is not None
    }
    pieces = _cut(line, index, matched, SAYS_MORE)
    if not any(piece.role == "concept" for piece in pieces):
        pieces = _cut(line, index, matched, frozenset())
    return numbered(pieces)


def _cut(
    line: Line, index: Index, matched: Mapping[int, Found], before_names: frozenset[str]
) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    while at < len(line):
        piece = _piece(line, index, at, before_names)
        pattern = matched.get(at)
        if pattern is not None and pattern.end >= piece.end:
            piece = Piece("concept", at, pattern.end, pattern.concept, denied=pattern.denied)
        last = pieces[-1] if pieces else None
        if last is not None and piece.role == "concept" and _salt(line, index, at, last):
            piece = Piece("stop", at, at + 1)
        at = piece.end
        same = last is not None and last.role == piece.role == "concept" and last.key == piece.key
        if last is not None and same and last.denied == piece.denied:
            last.end = at
        else:
            pieces.append(piece)
    return pieces


def _salt(line: Line, index: Index, at: int, before: Piece) -> bool:
    """Whether an element is only the salt of the medicine before it: losartan potassium 50 mg, but
    not omeprazole, potassium chloride."""
    salts = line.language.salts
    if line.fold(at) not in salts or before.end != at or before.role != "concept":
        return False
    alone = before.end - before.start == 1 and line.fold(before.start) not in salts
    medicine = any(index.kinds[one] == "medicine" for one in before.key.split())
    return alone and medicine and not _compound(line, index, at)


def _compound(line: Line, index: Index, at: int) -> bool:
    """Whether a word and the next, which steers nothing, are a name: potassium chloride."""
    follows = at + 1 < len(line) and not line.marks[at + 1][1]
    return follows and line.fold(at) + line.fold(at + 1) in index.names


def numbered(pieces: list[Piece]) -> list[Piece]:
    """The pieces with their clause, segment and item."""
    clause = segment = item = 0
    for n, piece in enumerate(pieces):
        if piece.role == "coordinator" and _joins_body(pieces, n):
            piece.role = "stop"
        clause += piece.role == "break"
        segment += piece.role in ("break", "comma")
        item += piece.role in ("break", "comma", "coordinator")
        piece.clause, piece.segment, piece.item = clause, segment, item
    return pieces


def _joins_body(pieces: list[Piece], n: int) -> bool:
    """Whether "and" stands between two parts of the body: hands and feet."""
    return 0 < n < len(pieces) - 1 and pieces[n - 1].role == pieces[n + 1].role == "body"


def _piece(line: Line, index: Index, at: int, before_names: frozenset[str]) -> Piece:
    token = line.tokens[at]
    if token.kind == "comma" or token.kind == "break":
        return Piece(token.kind, at, at + 1, token.fold)
    end, roles = line.marks[at]
    measure = _measure(line, at) if _may_measure(line, at) else None
    kinds = {role.partition(".")[0]: role.partition(".")[2] for role in reversed(roles)}
    name = name_at(line, index, at)
    longest = max(end, measure.end if measure else 0)
    named = name is not None and name[0] >= longest
    if name is not None and named and (name[0] > end or before_names.isdisjoint(kinds)):
        denies = any(role in OPENING for role in roles)
        named_by_cue = roles if name[0] == end else ()
        return Piece("concept", at, name[0], name[1], named_by_cue, denies=denies)
    if measure is not None and measure.end >= end:
        return measure
    for role in STEERING:
        if role in kinds:
            return Piece(role, at, end, kinds[role].replace("_", " "), roles)
    return Piece("unknown", at, at + 1)


def _may_measure(line: Line, at: int) -> bool:
    token, roles = line.tokens[at], line.marks[at][1]
    if token.kind == "number" or token.fold[0] == "x":
        return True
    return any(role.partition(".")[0] in MEASURE_ROLES for role in roles)


def _measure(line: Line, at: int) -> Piece | None:
    """The longest time, dose, frequency, count or length at a token."""
    found: list[Piece] = []
    if span := when.when_at(line, at, line.clock):
        found.append(Piece("time", at, span[0], value=span[1]))
    if frequency := amount.frequency_at(line, at):
        found.append(Piece("frequency", at, frequency[0], value=frequency[1]))
    if dose := amount.dose_at(line, at):
        found.append(Piece("dose", at, dose[0], value=dose[1]))
    if count := amount.count_at(line, at):
        found.append(Piece("count", at, count[0], value=Decimal(count[1])))
    if length := amount.length_cm_at(line, at):
        found.append(Piece("length", at, length[0], value=length[1]))
    return max(found, key=lambda piece: piece.end) if found else None


def name_at(line: Line, index: Index, at: int) -> tuple[int, str] | None:
    """The longest name that begins at a token: its end and the ids of its concepts."""
    ordered = _in_order(line, index, at)
    loose = _in_any_order(line, index, at)
    best = loose if loose and (not ordered or loose[2] > ordered[2]) else ordered
    return best[:2] if best else None


def _in_order(line: Line, index: Index, at: int) -> tuple[int, str, int] | None:
    key = ""
    words = commas = content = 0
    found: tuple[int, str, int] | None = None
    for end in range(at, len(line)):
        token = line.tokens[end]
        if token.kind == "break" or words >= LONGEST_NAME:
            break
        if token.kind == "comma":
            commas += 1
            continue
        key += token.fold
        words += 1
        content += not line.end(end, "small")
        ids = index.names.get(key)
        if ids and (not commas or words >= ACROSS_COMMAS) and _as_written(line, at, end, key):
            found = end + 1, ids, content
    return found


def _as_written(line: Line, at: int, end: int, key: str) -> bool:
    """Whether a name is written as it has to be: ALS is a disease, als is German for "as"."""
    forms = line.language.as_written.get(key) if end == at else None
    return forms is None or line.raw(at, at + 1) in forms


def _in_any_order(line: Line, index: Index, at: int) -> tuple[int, str, int] | None:
    """A name with its words in another order, or with parts of the body between them."""
    known = index.words
    if line.fold(at) not in known:
        return None
    every: list[str] = []
    firm: list[str] = []
    found: tuple[int, str, int] | None = None
    closed = True
    skipped = 0
    for end in range(at, min(at + LONGEST_NAME, len(line))):
        token = line.tokens[end]
        if token.kind in ("comma", "break"):
            break
        body = line.end(end, "body") == end + 1
        if end < skipped or line.end(end, "small") or _between_body(line, end):
            continue
        if length := length_cm_at(line, end):
            skipped = length[0]
            continue
        if token.fold in known:
            every.append(token.fold)
            if not body:
                firm.append(token.fold)
        elif body:
            closed = False
        else:
            break
        ids = index.names.get(" ".join(sorted(every))) if closed and len(every) > 1 else None
        if ids is None and len(firm) > 1 and len(firm) < len(every) + (not closed):
            ids = index.names.get(" ".join(sorted(firm)))
        if ids:
            found = end + 1, ids, len(every)
    return found


def _between_body(line: Line, at: int) -> bool:
    return (
        line.end(at, "coordinator") is not None
        and line.end(at - 1, "body") is not None
        and line.end(at + 1, "body") is not None
    )


def named_by(folds: list[str], index: Index) -> str | None:
    """The ids of the concepts that some words name, in this order or another."""
    return index.names.get("".join(folds)) or (
        index.names.get(" ".join(sorted(folds))) if len(folds) > 1 else None
    )


def runs(pieces: list[Piece], level: str) -> Iterator[list[Piece]]:
    """The pieces of each clause, segment or item, without what separates them."""
    run: list[Piece] = []
    number = 0
    for piece in pieces:
        if getattr(piece, level) != number:
            yield run
            run, number = [], getattr(piece, level)
        if piece.role not in ("break", "comma", "coordinator"):
            run.append(piece)
    yield run
