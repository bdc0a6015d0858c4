"""The keys of an item besides its name: subject, status, time, dose, route, count."""

import re
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from corrin.domain.person import NO, YES, Dose, ListName, Statement, Status, Subject
from corrin.person_file.file import NUMBER, File
from corrin.reading import ledger
from corrin.reading.amount import Unreadable
from corrin.reading.result_time import Taken, read_date
from corrin.reading.strict import step
from corrin.reading.whose import RELATIONS
from corrin.reading.words import Hints, Lexicon
from corrin.record.doses import COUNTED, WITH_UNIT, cobalamins

OF_OTHERS: frozenset[ListName] = frozenset({"family_history", "exposures"})
"""The lists in which somebody else may be meant."""

Said = Status | Literal["done", "ruled_out", "suspected"]
STATUSES: dict[str, Said] = {
    **dict.fromkeys(("current", "active", "ongoing", "continuing", "taking", "present"), "current"),
    **dict.fromkeys(("confirmed", "relapse", "recurrence", "chronic", "in use", "on"), "current"),
    **dict.fromkeys(("past", "former", "previous", "stopped", "discontinued", "ended"), "past"),
    **dict.fromkeys(("inactive", "resolved", "remission", "off"), "past"),
    **dict.fromkeys(("completed", "finished", "done", "performed"), "done"),
    **dict.fromkeys(("planned", "booked", "scheduled", "intended", "proposed"), "planned"),
    **dict.fromkeys(("ordered", "requested", "draft"), "planned"),
    **dict.fromkeys(("refused", "declined", "not accepted"), "refused"),
    **dict.fromkeys(("refuted", "ruled out", "excluded", "entered in error"), "ruled_out"),
    **dict.fromkeys(("not done", "cancelled", "error"), "ruled_out"),
    **dict.fromkeys(("suspected", "possible", "probable", "unconfirmed", "query"), "suspected"),
    **dict.fromkeys(("provisional", "differential"), "suspected"),
}
ACCEPTED_STATUS = "current, past, planned, refused, suspected, refuted, or nothing"
ROUTES = "im, sc, oral, sublingual or nasal"
NOT_OF_PROCEDURES = frozenset({"stopped", "discontinued", "ended", "inactive", "off"})
MAY_BE_PLANNED: frozenset[ListName] = frozenset({"procedures", "medicines", "prior_treatment"})
SIGN = re.compile(r"\s*[-−–—~≈<>≤≥=±+]")
BEGINS = ("duration", "since", "when", "date", "onset")
SEVERITIES = frozenset({"mild", "moderate", "severe"})


class Item(Struct):
    """An item with keys while it is read; `open` until it is refused or left aside."""

    file: File
    list_name: ListName
    path: str
    keys: dict[str, str] = field(default_factory=dict[str, str])
    open: bool = True

    def refuse(self, key: str, why: str, accepted: str) -> None:
        self.open = False
        where = step(self.path, key)
        self.file.refuse_item(self.path, where, self.keys.get(key), why, accepted)

    def unread(self, key: str, why: str) -> None:
        self.file.report.unread(step(self.path, key), self.keys[key], why)


class Details(Struct):
    """What the keys of an item say of every statement in it; None where they say nothing."""

    subject: Subject | None = None
    present: bool | None = None
    possible: bool = False
    severity: str | None = None
    since_key: str | None = None
    """The key that said when it began."""
    hints: Hints = field(default_factory=Hints)

    def hint(self, **changes: Any) -> None:
        self.hints = replace(self.hints, **changes)

    def of(self, statement: Statement) -> Statement:
        """A statement with what the keys say of it."""
        more = {"possible"} if self.possible else set[str]()
        if self.severity is not None:
            more.add(self.severity)
        return replace(
            statement,
            subject=self.subject or statement.subject,
            present=statement.present if self.present is None else self.present,
            qualifiers=statement.qualifiers | more,
        )


def read_details(item: Item, hints: Hints, lexicon: Lexicon, on: date) -> Details:
    """What the keys of an item say; the item is closed where one of them cannot be used."""
    details = Details(hints=hints)
    _subject(item, details)
    _status(item, details)
    _present(item, details)
    _count(item, details)
    _times(item, details, lexicon, on)
    _amounts(item, details, lexicon, on)
    severity = item.keys.get("severity", "").casefold()
    if severity in SEVERITIES:
        details.severity = severity
    elif severity:
        item.unread("severity", "not understood")
    if "reaction" in item.keys:
        details.hint(reaction=True)
    return details


def _subject(item: Item, details: Details) -> None:
    text = item.keys.get("subject", "self").casefold()
    if RELATIONS.get(text) == "self":
        return
    details.subject = RELATIONS.get(text)
    if details.subject is None or item.list_name not in OF_OTHERS:
        why = "it is about somebody else, whose file this is not"
        item.refuse("subject", why, "self; others in family_history or exposures")


def _status(item: Item, details: Details) -> None:
    for key in ("status", "verification"):
        text = item.keys.get(key)
        if text is None:
            continue
        said = STATUSES.get(" ".join(text.casefold().replace("-", " ").replace("_", " ").split()))
        if said is None:
            item.refuse(key, "it is not a status", ACCEPTED_STATUS)
        elif said == "ruled_out":
            item.open = False
            item.file.report.settle(item.path, "not_relevant", ledger.RULED_OUT)
        elif said == "suspected":
            details.possible = True
        elif item.list_name == "procedures" and said in ("done", "past"):
            if text.casefold() in NOT_OF_PROCEDURES:
                item.refuse(key, "it does not say whether it was done", "completed, or not done")
        elif key == "status":
            details.hint(status="past" if said == "done" else said)


def _present(item: Item, details: Details) -> None:
    text = item.keys.get("present")
    if text is None:
        return
    if text.casefold() not in YES | NO:
        item.refuse("present", "it is neither yes nor no", "true or false")
    details.present = text.casefold() in YES


def _count(item: Item, details: Details) -> None:
    text = item.keys.get("count")
    if text is None:
        return
    number = Decimal(text) if NUMBER.fullmatch(text) else Decimal(0)
    if number < 1 or number != int(number):
        item.refuse("count", "it is not a number of times", "a whole number, one or more")
    else:
        details.hint(count=int(number))


def _times(item: Item, details: Details, lexicon: Lexicon, on: date) -> None:
    for key in BEGINS:
        if key not in item.keys:
            continue
        taken = read_date(item.keys[key])
        if isinstance(taken, Taken) and taken.on > on:
            _to_come(item, details, key)
            continue
        signed = bool(SIGN.match(item.keys[key]))
        since = None if signed else lexicon.read_duration(item.keys[key], on)
        if since is None:
            item.unread(key, "the time is not understood")
        elif details.hints.since is None or since > details.hints.since:
            details.hint(since=since)
            details.since_key = key
            if key == "date" and item.list_name == "prior_treatment":
                details.hint(until=since)  # a dose on that day, not a course since then
    if "until" in item.keys:
        taken = read_date(item.keys["until"])
        until = taken.on if isinstance(taken, Taken) else None
        until = until or lexicon.read_duration(item.keys["until"], on)
        if until is None:
            item.unread("until", "the time is not understood")
        elif details.since_key is not None and _first_day(item, details.since_key) > until:
            for key in (details.since_key, "until"):
                item.refuse(key, "it ended before it began", "an end after the beginning")
        elif until <= on:
            details.hint(until=until, status=details.hints.status or "past")


def _first_day(item: Item, key: str) -> date:
    """The first day of a date that stands in a key; a time in words has none."""
    taken = read_date(item.keys[key])
    return taken.on if isinstance(taken, Taken) else date.min


def _to_come(item: Item, details: Details, key: str) -> None:
    if item.list_name in MAY_BE_PLANNED:
        if details.hints.status != "planned" and item.list_name != "procedures":
            why = "it lies in the future; it is taken as planned, not as given"
            item.file.report.warn(step(item.path, key), item.keys[key], why)
        details.hint(status="planned")
    else:
        item.refuse(key, "it lies in the future", "a time up to the assessment")


def _amounts(item: Item, details: Details, lexicon: Lexicon, on: date) -> None:
    """Dose, frequency and route; of vitamin B12 they must be certain."""
    b12 = bool(cobalamins(_concepts(item, lexicon, on), item.file.knowledge))
    if "route" in item.keys:
        route = lexicon.read_route(item.keys["route"])
        details.hint(route=route)
        if route is None:
            _uncertain(item, "route", "the route is not understood", ROUTES, refuse=b12)
    if "dose" in item.keys:
        dose = exact_dose(item.keys["dose"], lexicon)
        if isinstance(dose, Unreadable):
            sure = b12 and not COUNTED.fullmatch(item.keys["dose"])
            _uncertain(item, "dose", dose.why, dose.accepted, refuse=sure)
        else:
            details.hint(dose=dose)
    if "frequency" in item.keys:
        often = lexicon.read_frequency(item.keys["frequency"])
        details.hint(frequency=often)
        if often is None:
            item.unread("frequency", "how often is not understood")


def exact_dose(text: str, lexicon: Lexicon) -> Dose | Unreadable:
    """A dose; one that begins with a sign is none."""
    if SIGN.match(text):
        return Unreadable("a dose does not begin with a sign", WITH_UNIT)
    return lexicon.read_dose(text)


def _concepts(item: Item, lexicon: Lexicon, on: date) -> tuple[str, ...]:
    """What an item with a dose or a route is about."""
    if item.keys.keys().isdisjoint(("dose", "route")):
        return ()
    words = item.keys.get("name") or item.keys.get("substance", "")
    read = lexicon.read(words, list_name=item.list_name, source=item.path, on=on)
    return tuple(statement.concept for statement in read.statements)


def _uncertain(item: Item, key: str, why: str, accepted: str, *, refuse: bool) -> None:
    if refuse:
        item.refuse(key, why, accepted)
    else:
        item.unread(key, why)
