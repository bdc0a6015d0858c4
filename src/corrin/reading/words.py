"""Words of doctors and patients as statements over the concepts of the knowledge.

    lexicon = Lexicon.of(concepts, language)
    lexicon.read("no pallor, icterus or oedema", list_name="signs", source="signs[0]", on=day)

Deterministic and without guessing: a name is found by its words, its context by closed lists, and
whatever is left that carries meaning is returned as it was written. Nothing is dropped.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import cast

from msgspec import Struct

from corrin.domain.person import Dose, ListName, Route, Statement
from corrin.domain.words import Concept, ConceptKind, Language, WordIndex
from corrin.reading import amount, when
from corrin.reading.amount import Frequency, Unreadable
from corrin.reading.attach import attach, remedies
from corrin.reading.context import Said, doubt, negate, suppose
from corrin.reading.coordination import share
from corrin.reading.cues import Index
from corrin.reading.leftover import fragments, notes_on
from corrin.reading.line import Clock, Line
from corrin.reading.misspelling import corrected
from corrin.reading.outside import place
from corrin.reading.pattern import Patterns
from corrin.reading.pieces import Piece, cut, name_at
from corrin.reading.statement import Entry, Hints
from corrin.reading.tokens import Spelling
from corrin.reading.whose import attribute

LONGEST_PHRASE = 1000
"""Characters of the longest phrase that is read; a longer one is not understood."""

MEANT: dict[ListName, tuple[ConceptKind, ...]] = {
    "diet": ("diet", "exposure", "medicine"),
    "conditions": ("condition", "finding", "imaging", "procedure"),
    "procedures": ("procedure", "exposure", "condition"),
    "medicines": ("medicine", "substance", "exposure"),
    "symptoms": ("finding", "condition", "imaging"),
    "signs": ("finding", "condition", "imaging"),
    "labs": ("finding", "condition"),
    "imaging": ("imaging", "finding", "condition"),
    "allergies": ("substance", "medicine", "condition"),
    "family_history": ("condition", "finding", "diet"),
    "exposures": ("exposure", "diet", "medicine"),
    "prior_treatment": ("medicine", "procedure", "substance"),
    "preferences": ("condition", "medicine", "diet", "procedure", "substance"),
}
"""The kinds of thing that a list is about: which concept is meant where a word names several."""


THINGS = frozenset[ConceptKind]({"medicine", "substance"})


class Reading(Struct, frozen=True):
    """What a phrase says, what of it was not understood, and how it was taken."""

    statements: tuple[Statement, ...] = ()
    not_understood: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    impossible: tuple[Unreadable, ...] = ()
    """The amounts in it that are no dose: zero, less, or with nothing before the point."""
    nothing: bool = False
    """Whether the phrase says that there is none of what the list asks."""
    open: bool = False
    """Whether the phrase says that nobody can tell what the list asks."""


class Lexicon(Struct, frozen=True, dict=True):
    """The language and the index of the words of all concepts."""

    language: Language
    index: Index

    @classmethod
    def of(cls, concepts: Iterable[Concept], language: Language) -> "Lexicon":
        """The lexicon of some concepts, laid out now."""
        return cls(language, Index.of(concepts, language))

    @classmethod
    def compiled(cls, words: WordIndex, language: Language) -> "Lexicon":
        """The lexicon of words that were laid out when the knowledge was compiled."""
        return cls(language, Index(words.names, words.kinds, words.cues))

    @cached_property
    def spelling(self) -> Spelling:
        """How words are folded."""
        return Spelling.of(self.language)

    @cached_property
    def patterns(self) -> Patterns:
        """What is said with a number or with other words between."""
        return Patterns.of(self.language.patterns, self.spelling, self.index.kinds)

    @cached_property
    def never_corrected(self) -> frozenset[str]:
        """Words that are not taken for misspelled others."""
        return frozenset(self.spelling.fold(word) for word in self.language.look_alike)

    @cached_property
    def outside_words(self) -> frozenset[str]:
        """Forms and places of what is put on the skin, in the eye, the ear or the nose."""
        return frozenset(self.spelling.fold(word) for word in self.language.outside_words)

    def read(
        self,
        text: str,
        *,
        list_name: ListName,
        source: str,
        on: date,
        hints: Hints | None = None,
        typed: bool = True,
    ) -> Reading:
        """What a phrase says of a person on a day. Never raises.

        Args:
            typed: whether somebody typed the phrase, so that its long words may hold an error; the
                words of a terminology do not: a contusion is no confusion.
        """
        hints = hints or Hints()
        if len(text) > LONGEST_PHRASE:
            note = f"longer than {LONGEST_PHRASE} characters; enter the facts one by one"
            return Reading(not_understood=(text,), notes=(note,))
        line = self._whole(text, Clock(on, hints.born, hints.born_latest))
        if not len(line):
            return Reading(not_understood=(text.strip(),) if text.strip() else ())
        if line.end(0, "nothing") == len(line):
            return Reading(nothing=True)
        line, left_open = _left_open(line, list_name)
        if left_open and line.only_small(0):
            return Reading(open=True)
        line, notes = self._corrected(line) if typed else (line, [])
        things = list_name not in ("conditions", "symptoms", "signs", "family_history")
        pieces = share(self._cut(line, list_name), line, self.index, things=things)
        said = self._said(line, pieces, list_name)
        negate(pieces, said)
        doubt(pieces, said)
        suppose(line, pieces, said)
        attribute(line, pieces, said, list_name=list_name, child=hints.child)
        attach(pieces, said)
        place(line, pieces, said.values(), self.outside_words, hints.route)
        if list_name == "allergies":
            remedies(pieces, said)
        entry = Entry(line=line, pieces=pieces, list_name=list_name, source=source, hints=hints)
        clear = [one for one in said.values() if not (one.unclear or one.supposed)]
        statements = entry.statements(clear)
        notes += notes_on(line, pieces, said.values())
        notes = list(dict.fromkeys(notes))
        if not statements:
            return Reading(not_understood=(text.strip(),), notes=tuple(notes), open=left_open)
        left = {one.piece.start for one in said.values() if one.unclear or one.supposed}
        return Reading(
            statements,
            fragments(line, pieces, left),
            tuple(notes),
            tuple(
                p.value for p in pieces if isinstance(p.value, Unreadable) and p.value.impossible
            ),
            open=left_open,
        )

    def timeless(self, text: str, list_name: ListName) -> bool:
        """Whether words that nobody typed say the same on every day."""
        line, left_open = _left_open(self._whole(text), list_name)
        return not left_open and not any(when.hangs_on_day(line, at) for at in range(len(line)))

    def says_only(self, text: str, *roles: str) -> bool:
        """Whether a text names nothing, and all of it plays one of some roles: "?", "excluded"."""
        line = self._whole(text)
        at = 0
        heard = False
        while at < len(line):
            end = line.end(at, *roles)
            if end is None and line.tokens[at].kind not in ("comma", "break"):
                return False
            heard = heard or end is not None
            at = end or at + 1
        return heard

    def line(self, text: str) -> Line:
        """A text laid out, for a reader of its own kind of words."""
        return self._whole(text)

    def read_duration(self, text: str, on: date, born: date | None = None) -> date | None:
        """The latest day on which something can have begun: "15 years", "since 2015"."""
        span = when.whole_time(self._whole(text, Clock(on, born)))
        return None if span is None else span.since(on)

    def read_dose(self, text: str) -> Dose | Unreadable:
        """A dose with how often it is taken, or why it is none."""
        return amount.whole_dose(self._whole(text))

    def read_frequency(self, text: str) -> Frequency | None:
        """How often, if the whole text says so."""
        return amount.whole_frequency(self._whole(text))

    def read_route(self, text: str) -> Route | None:
        """The one route that a text names; None where it names none, or two."""
        return amount.one_route(self._whole(text))

    def meant(self, ids: list[str], list_name: ListName) -> str:
        """The concept that is meant in a list, of some that have the same name."""
        meant = next(
            (one for kind in MEANT[list_name] for one in ids if self.index.kinds[one] == kind),
            ids[0],
        )
        exact = self.language.meant.get(list_name, {}).get(meant, meant)
        return exact if exact in self.index.kinds else meant

    def _whole(self, text: str, clock: Clock | None = None) -> Line:
        """A text laid out as it stands; one that is too long is nothing."""
        clock = clock or Clock(date.min)
        text = text if len(text) <= LONGEST_PHRASE else ""
        return Line.of(text, self.spelling.tokens(text), self.index, self.language, clock)

    def _cut(self, line: Line, list_name: ListName) -> list[Piece]:
        return cut(line, self.index, self.patterns, list_name)

    def _corrected(self, line: Line) -> tuple[Line, list[str]]:
        """The line with single typing errors of long words mended, and a note for each."""
        notes: list[str] = []
        tokens = list(line.tokens)
        covered = 0
        for n, token in enumerate(line.tokens):
            covered = max(covered, line.marks[n][0])
            if token.kind != "word" or n < covered or token.fold in self.index.words:
                continue
            word = corrected(token.fold, self.index.words, self.never_corrected)
            if word is not None and name_at(line, self.index, n) is None:
                tokens[n] = token._replace(fold=word)
                notes.append(f"“{line.raw(n, n + 1)}” was read as “{word}”")
        if not notes:
            return line, notes
        return Line.of(line.text, tokens, self.index, self.language, line.clock), notes

    def _said(self, line: Line, pieces: list[Piece], list_name: ListName) -> dict[int, Said]:
        """The things that the pieces name; in a course of doses without a name, the implied one."""
        said: dict[int, Said] = {}
        for piece in pieces:
            if piece.role == "concept":
                piece.key = self.meant(piece.key.split(), list_name)
                one = Said(piece, piece.key, self.index.kinds[piece.key], negated=piece.denied)
                inside = line.part(piece.start, piece.end)
                if one.kind in THINGS:
                    one.route = amount.one_route(inside)
                    one.allergy = _names_allergy(inside)
                elif one.kind == "procedure":
                    one.length_cm = amount.first_length(inside)
                said[piece.start] = one
        implied = self.language.implied.get(list_name)
        if implied in self.index.kinds and not any(one.kind in THINGS for one in said.values()):
            doses = (piece for piece in pieces if _counts_doses(piece))
            if (piece := next(doses, None)) and not _among_unknown(pieces, piece, list_name):
                self._imply(line, piece, implied, said)
        return said

    def _imply(self, line: Line, piece: Piece, implied: str, said: dict[int, Said]) -> None:
        """Take "6 injections" as the thing that is injected."""
        one = Said(piece, implied, self.index.kinds[implied])
        one.route = amount.one_route(line.part(piece.start, piece.end))
        if piece.role == "count":
            one.count = int(cast(Decimal, piece.value))
        elif piece.role == "qualifier":
            one.qualifiers.add(piece.key)
        piece.role = "concept"
        said[piece.start] = one


def _left_open(line: Line, list_name: ListName) -> tuple[Line, bool]:
    """The line without the phrases that leave its list open, and whether there are any."""
    role = f"not_known.{list_name}"
    kept: list[int] = []
    at = 0
    while at < len(line):
        end = line.end(at, role)
        if end is None:
            kept.append(at)
        at = end or at + 1
    return (line, False) if len(kept) == len(line) else (line.only(kept), True)


def _counts_doses(piece: Piece) -> bool:
    """Whether a piece counts or names doses of something."""
    counts = piece.role in ("count", "dose_word") or piece.key == "loading"
    return counts or "dose_word" in piece.roles


def _among_unknown(pieces: list[Piece], piece: Piece, list_name: ListName) -> bool:
    """Whether words that are not understood could turn a preference round: "loathes jabs"."""
    beside = (other for other in pieces if other.item == piece.item)
    return list_name == "preferences" and any(other.role == "unknown" for other in beside)


def _names_allergy(name: Line) -> bool:
    """Whether the name of a thing itself says that it is not tolerated: "cobalt dermatitis"."""
    return any((end := name.end(at, "allergy")) and end <= len(name) for at in range(len(name)))
