"""Things that are said with a number, or with other words between theirs.

"MMSE 18/30", "born at 27 weeks", "return two weeks before the next injection": the rows and their
bounds stand in the language. What lies between two words of a row is small (an article, a time, a
number, a medicine); a word that could mean anything else ends the search.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from corrin.domain.person import ListName
from corrin.domain.words import ConceptKind, Pattern
from corrin.reading.cues import Index
from corrin.reading.line import Line
from corrin.reading.tokens import Spelling

NUMBER = "N"
GAP = "…"
LONGEST_GAP = 6
"""Words between two words of a row."""
THINGS = frozenset[ConceptKind]({"medicine", "substance"})
CLOSED = ("negation", "subject", "break", "possible", "hypothetical")
"""Roles of words that never lie between."""

Part = frozenset[str] | None
"""The folded words that may stand in a place; nothing in them: a number; None: a gap."""
ANY_NUMBER: Part = frozenset()


class Row(Struct, frozen=True):
    """One row of words of a pattern."""

    pattern: Pattern
    parts: tuple[Part, ...]


class Found(Struct, frozen=True):
    """Where a pattern ends, what it names, and whether its numbers deny it."""

    end: int
    concept: str
    denied: bool = False


class Patterns(Struct, frozen=True):
    """The rows of all patterns by the word with which they begin."""

    rows: Mapping[str, tuple[Row, ...]]
    """First folded word → rows; under nothing those that begin with a number."""

    @classmethod
    def of(
        cls, patterns: Iterable[Pattern], spelling: Spelling, known: Mapping[str, object]
    ) -> "Patterns":
        """The patterns whose concepts are known, laid out."""
        rows: dict[str, list[Row]] = {}
        for pattern in patterns:
            if pattern.concept not in known:
                continue
            for words in pattern.words:
                row = Row(pattern, tuple(_parts(words, spelling)))
                for first in row.parts[0] or ("",):
                    rows.setdefault(first, []).append(row)
        return cls({first: tuple(found) for first, found in rows.items()})

    def at(self, line: Line, index: Index, at: int, list_name: ListName) -> Found | None:
        """The longest pattern that begins at a token."""
        token = line.tokens[at]
        rows = self.rows.get("", ()) if token.kind == "number" else ()
        found: Found | None = None
        for row in (*rows, *self.rows.get(token.fold, ())):
            if row.pattern.lists and list_name not in row.pattern.lists:
                continue
            one = _bounded(row.pattern, _match(line, index, row.parts, at))
            if one is not None and (found is None or one.end > found.end):
                found = one
        return found


def _parts(words: str, spelling: Spelling) -> Iterator[Part]:
    for word in words.split():
        if word in (NUMBER, GAP):
            yield ANY_NUMBER if word == NUMBER else None
        else:
            yield frozenset(token.fold for one in word.split("|") for token in spelling.tokens(one))


Numbers = tuple[tuple[Decimal, Decimal], ...]


def _match(
    line: Line, index: Index, parts: tuple[Part, ...], at: int, numbers: Numbers = ()
) -> tuple[int, Numbers] | None:
    """Where the parts end, and the lower and higher end of each number."""
    if not parts:
        return at, numbers
    if at >= len(line) or line.tokens[at].kind in ("comma", "break"):
        return None
    part, rest = parts[0], parts[1:]
    if part is None:
        for end in range(at, min(at + LONGEST_GAP, len(line)) + 1):
            if (found := _match(line, index, rest, end, numbers)) is not None:
                return found
            if end >= len(line) or not _between(line, index, end):
                return None
        return None
    if part is ANY_NUMBER:
        span = line.span(at)
        if span is None or (not rest and _measures(line, span[0])):
            return None
        return _match(line, index, rest, span[0], (*numbers, span[1:]))
    if line.fold(at) not in part:
        return None
    return _match(line, index, rest, at + 1, numbers)


def _measures(line: Line, at: int) -> bool:
    """Whether a unit of time or a stroke makes of the number before it something else."""
    return line.named(at, "unit") is not None or line.fold(at) == "/"


def _between(line: Line, index: Index, at: int) -> bool:
    """Whether a word may lie between two words of a row."""
    token = line.tokens[at]
    if token.kind in ("comma", "break"):
        return False
    if token.kind == "number":
        return True
    end, roles = line.marks[at]
    if any(role.partition(".")[0] in CLOSED for role in roles):
        return False
    named = index.names.get(token.fold)
    if named is not None:
        return all(index.kinds[one] in THINGS for one in named.split())
    return end > at


def _bounded(pattern: Pattern, matched: tuple[int, Numbers] | None) -> Found | None:
    """What a match names; nothing where its numbers say nothing."""
    if matched is None:
        return None
    end, numbers = matched
    found = Found(end, pattern.concept)
    if not (pattern.below or pattern.at_least):
        return found
    below = any(low < bound for (low, _), bound in zip(numbers, pattern.below, strict=False))
    above = any(high >= bound for (_, high), bound in zip(numbers, pattern.at_least, strict=False))
    if below or above:
        return found
    return replace(found, denied=True) if pattern.denies else None
