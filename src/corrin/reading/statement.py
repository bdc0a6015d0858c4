"""Statements out of what was said in an entry, with what its list and its caller imply."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from corrin.domain.person import Dose, ListName, Route, Statement, Status
from corrin.reading.amount import Frequency, timed
from corrin.reading.context import Said
from corrin.reading.line import Line
from corrin.reading.pieces import Piece
from corrin.reading.when import Span, back, earlier

THINGS = ("medicine", "substance")
WISHED = (*THINGS, "procedure", "exposure")
"""What is only wanted or refused where it stands among the preferences."""
HAS_TAKEN = frozenset({"complete", "persistent", "tolerated", "long_term"})
"""Qualifiers of a medicine that somebody has taken."""
REFUSES_INJECTIONS = "refuses_injections"
REACTED = ("allergies", "prior_treatment", "medicines")
"""Lists in which a reaction that is named beside a medicine is a reaction to it."""


class Hints(Struct, frozen=True, kw_only=True):
    """What the caller knows beside the words; what the words say goes before it."""

    since: date | None = None
    until: date | None = None
    status: Status | None = None
    dose: Dose | None = None
    route: Route | None = None
    frequency: Frequency | None = None
    count: int | None = None
    reaction: bool = False
    """Whether a reaction to the medicine was recorded."""
    born: date | None = None
    """The birth date, or the first that is possible."""
    born_latest: date | None = None
    child: bool | None = None
    """Whether the person is a child, so that "the infant" is the person."""
    note: bool = False
    """Whether the words are a note, in which a medicine may only be spoken of."""


class Entry(Struct, frozen=True, kw_only=True):
    """One phrase of the input, cut into pieces, and where it stands."""

    line: Line
    pieces: list[Piece]
    list_name: ListName
    source: str
    hints: Hints

    def statements(self, said: list[Said]) -> tuple[Statement, ...]:
        """The statements of an entry, each once."""
        made: dict[Statement, None] = {}
        for one in said:
            made[self._statement(one)] = None
            for other in one.others:
                made[self._statement(replace(one, subject=other))] = None
        for allergic in self._reactions(said):
            made[allergic] = None
        return tuple(_each_once(_refused_with_injections(tuple(self._over(made)))))

    def _over(self, made: Iterable[Statement]) -> Iterator[Statement]:
        """What is over is over wherever it is named: "pregnant last year, B12 in 3rd trimester"."""
        made = tuple(made)
        limited = self.line.language.longest_months
        over = {(s.concept, s.subject) for s in made if s.concept in limited and s.status == "past"}
        for one in made:
            past = (one.concept, one.subject) in over and one.status == "current" and not one.since
            yield replace(one, status="past") if past else one

    def _statement(self, one: Said) -> Statement:
        mine = one.subject == "self"
        hints = self.hints if mine else Hints()
        status = _status(one, self.list_name, hints, self.line.clock.on)
        until = self._until(one) or hints.until
        since = self._since(one, until) or hints.since
        dose = one.dose or (hints.dose if one.kind in THINGS else None)
        often = one.frequency or hints.frequency
        if dose is not None and not (dose.times_per_day or dose.every_days or dose.every_months):
            dose = timed(dose, often)
        if self.hints.note and status == "current" and not self._taken(one):
            status = "planned"
        over = "resolved" in one.qualifiers and one.kind != "procedure"
        over = over or ("remission" in one.qualifiers and one.kind != "condition")
        over = over or self._outlasted(one) or any(self._treated_then(one))
        if status == "current" and over:
            status = "past"
        thing = one.kind in THINGS
        listed = self.list_name == "allergies" and thing and not one.remedy
        return Statement(
            concept=one.concept,
            source=self.source,
            words=self._words(one),
            listed=self.list_name,
            present=self._refused(one)
            or not (one.negated or (listed and "tolerated" in one.qualifiers)),
            subject=one.subject,
            status="past" if one.remedy else status,
            allergy=one.allergy or listed,
            since=None if status == "planned" else since,
            until=until,
            dose=dose,
            route=one.route or (self._route(one, hints) if thing else None),
            count=one.count or (hints.count if thing else None),
            length_cm=one.length_cm,
            qualifiers=frozenset(one.qualifiers),
        )

    def _refused(self, one: Said) -> bool:
        """Whether a preference is against a thing: "no cyanocobalamin" refuses it."""
        return one.negated and self.list_name == "preferences" and one.kind in WISHED

    def _outlasted(self, one: Said) -> bool:
        """Whether a thing was longer ago than it lasts: "pregnant 3 years ago"."""
        months = self.line.language.longest_months.get(one.concept)
        if months is None:
            return False
        first = back(self.line.clock.on, "month", months)
        return any(s.role == "at" and s.last is not None and s.last < first for s in one.spans)

    def _route(self, one: Said, hints: Hints) -> Route | None:
        """The route that the caller knows, or the usual one of what somebody is given."""
        usual = self.line.language.usual_routes.get(one.concept)
        given = not (one.negated or one.allergy or self.list_name == "allergies")
        return hints.route or (usual if given else None)

    def _taken(self, one: Said) -> bool:
        """Whether a note says of a thing that it is taken, not only that there is such a thing."""
        if one.kind not in THINGS or one.negated or one.allergy or one.status or one.count:
            return True
        if one.frequency or one.spans or one.ends or one.qualifiers & HAS_TAKEN:
            return True
        return any(
            piece.segment == one.piece.segment
            and "taken" in piece.roles
            and (piece.start < one.piece.start or "small" not in piece.roles)
            for piece in self.pieces
        )

    def _since(self, one: Said, until: date | None) -> date | None:
        on = self.line.clock.on
        found: list[date] = []
        for span in one.spans:
            counted = earlier(span, until) if until is not None and until < on else span
            if (day := counted.since(on)) is not None:
                found.append(day)
        return min(found, default=None)

    def _until(self, one: Said) -> date | None:
        """The earliest end that is said, if it lies in the past."""
        on = self.line.clock.on
        ends = [span.first for span in one.ends]
        ends += [span.until for span in one.spans]
        ends += [span.first for span in one.spans if span.role in ("until", "age_limit")]
        if self.list_name == "prior_treatment" and one.kind in THINGS:
            ends += [span.first for span in one.spans if span.role == "at"]
        ends += self._treated_then(one)
        return min((day for day in ends if day is not None and day <= on), default=None)

    def _treated_then(self, one: Said) -> Iterator[date | None]:
        """When a medicine was given that stands behind the time: "treated last year with …"."""
        if one.kind not in THINGS:
            return
        for before, piece in pairwise(self.pieces):
            here = piece.item == one.piece.item and piece.start < one.piece.start
            if here and isinstance(piece.value, Span) and "remedy" in before.roles:
                yield piece.value.first if piece.value.role == "at" else None

    def _reactions(self, said: list[Said]) -> Iterator[Statement]:
        """For a medicine beside which a reaction is named: the allergy, whatever the list."""
        reactions = [p for p in self.pieces if p.role == "reaction" or _names_reaction(p)]
        suffered = [p for p in reactions if not any(s.piece is p and s.negated for s in said)]
        anywhere = self.list_name in REACTED
        if anywhere:
            for piece in reactions:
                piece.used = True
        for one in said:
            if one.kind not in THINGS or one.subject != "self" or one.negated:
                continue
            if one.allergy or self.list_name == "allergies":
                continue
            reacted = self.hints.reaction or suffered if anywhere else self._blamed(one, suffered)
            if reacted:
                taken = self._statement(one)
                status = "current" if taken.status == "planned" else taken.status
                yield replace(taken, allergy=True, status=status)

    def _blamed(self, one: Said, suffered: Iterable[Piece]) -> bool:
        """Whether a reaction is put down to a thing: "hives after hydroxocobalamin"."""
        between = (
            self.line.raw(piece.end, one.piece.start)
            for piece in suffered
            if piece.end < one.piece.start
        )
        return any(words.strip().casefold() in self.line.language.blamed_on for words in between)

    def _words(self, one: Said) -> str:
        """The item in which a thing is named, as written."""
        item = [
            piece
            for piece in self.pieces
            if piece.item == one.piece.item and piece.role not in ("break", "comma", "coordinator")
        ]
        return self.line.raw(item[0].start, item[-1].end)


def _names_reaction(piece: Piece) -> bool:
    return piece.role == "concept" and "reaction" in piece.roles


def _status(one: Said, list_name: ListName, hints: Hints, on: date) -> Status:
    if list_name == "preferences" and one.kind in WISHED:
        against = one.negated or "refused" in (one.status, hints.status)
        return "refused" if against else "planned"
    ended = [span.until or span.first for span in one.spans if _ends(span)]
    ended += [span.first for span in one.ends]
    if one.status in ("intended", "planned"):
        return "planned"
    if one.status == "refused":
        return "refused"
    if one.status != "current" and any(span.role == "planned" for span in one.spans):
        return "planned"
    if one.kind == "procedure":
        return hints.status if hints.status in ("planned", "refused") else "current"
    if one.status in ("past", "stopped") or any(day is not None and day <= on for day in ended):
        return "past"
    if one.status == "current":
        return "current"
    if hints.status is not None:
        return hints.status
    if list_name == "prior_treatment" and (one.kind in THINGS or "reaction" in one.piece.roles):
        since = any(span.role == "since" and span.length is None for span in one.spans)
        return "current" if since else "past"
    reaction = list_name == "allergies" and one.kind == "finding"
    return "past" if reaction else "current"


def _ends(span: Span) -> bool:
    return span.role in ("until", "age_limit") or span.until is not None


def _refused_with_injections(made: tuple[Statement, ...]) -> Iterator[Statement]:
    """What is refused with injections was not given: "hydroxocobalamin im refused". A dose or a
    time says that it was."""
    refusals = {one.words for one in made if one.concept == REFUSES_INJECTIONS and one.present}
    for one in made:
        given = one.dose is not None or one.since is not None or one.until is not None
        refused = one.route in ("im", "sc") and one.words in refusals and not given
        yield replace(one, status="refused") if refused and not one.allergy else one


def _each_once(statements: Iterable[Statement]) -> list[Statement]:
    """The statements without those that say the same of the same in other words."""
    statements = list(statements)
    if len(statements) < 2:
        return statements
    kept: dict[Statement, Statement] = {}
    for one in statements:
        kept.setdefault(replace(one, words=""), one)
    return list(kept.values())
