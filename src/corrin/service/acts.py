"""What is done on each route for those who are trusted: one function for each."""

from datetime import date, timedelta
from urllib.parse import parse_qsl

from starlette.responses import Response

from corrin.domain.visit import Visits
from corrin.errors import Refusal
from corrin.fhir.values import Json
from corrin.reading.section import Section
from corrin.record.visits import read_visits
from corrin.render.calendar import Entry, of_plan
from corrin.service import consider, demo, hooks, operations
from corrin.service.answers import Answer, plain, refused
from corrin.service.answers import fhir as answered
from corrin.service.cards import card
from corrin.service.consider import Considered
from corrin.service.desk import Desk, Sent
from corrin.service.extract import extracted
from corrin.service.feedback_body import answers_of
from corrin.service.feeds import Full
from corrin.service.settings import Issuer
from corrin.service.unread import unread

# --- CDS Hooks -----------------------------------------------------------------------------------


def discovery(desk: Desk, sent: Sent) -> Response:
    return plain(hooks.discovery(own_ids=desk.settings.demo and sent.by_page))


def hook(desk: Desk, sent: Sent) -> Response:
    """The cards of one moment of care; none where there is nothing to say."""
    body, modifiers = desk.resource(sent)
    call = hooks.call_of(body)
    found = considered(desk, call, sent.issuer, modifiers=modifiers)
    person = f"{sent.issuer.iss} {call.patient}"
    now = desk.now()
    most = int(desk.knowledge.settings["cards_most"].value)
    loud = [one for one in found if not desk.feedback.is_quiet(one.spoken.card, person, now)]
    shown: dict[str, Considered] = {}
    for one in loud:
        shown.setdefault(one.spoken.card.id, one)
    made: list[Json] = []
    for name, one in list(shown.items())[:most]:
        desk.figures.cards[name] += 1
        uuid = desk.feedback.uuid(name, person, call.instance)
        made.append(card(one, uuid, desk.settings))
    return plain({"cards": made})


def considered(
    desk: Desk, call: hooks.Call, issuer: Issuer, *, modifiers: bool
) -> tuple[Considered, ...]:
    """Every card that applies, the loudest first.

    Raises:
        Answer, Refused: no advice can be given on what was sent.
    """
    on = desk.now().date()
    orders = tuple(consider.of_concern(call.drafts, on)) if call.drafts else ()
    if call.hook != "patient-view" and not orders:
        return ()
    record = hooks.record_of(call)
    reading = consider.read(record, on, patient=call.patient, modifiers=modifiers)
    person = reading.person
    if person is None:
        raise Answer(422, "invalid", reading.refused, reading.warnings)
    by = consider.guideline(desk.pack(issuer))
    missed = unread(record, reading)
    if call.hook == "patient-view":
        return consider.of_patient(reading, person, by, missed)
    return consider.of_orders(reading, person, by, call.hook, orders, missed)


def feedback(desk: Desk, sent: Sent) -> Response:
    """Keep what clinicians answered."""
    body, _ = desk.resource(sent)
    answers = answers_of(body, frozenset(desk.knowledge.override_reasons))
    try:
        desk.feedback.keep(answers)
    except LookupError:
        raise refused(404, "feedback.card", "it is no card of this service", "its uuid") from None
    return plain({})


# --- FHIR ----------------------------------------------------------------------------------------


def apply(desk: Desk, sent: Sent) -> Response:
    call = asked(desk, sent)
    return operations.apply(call, desk.settings, desk.knowledge, as_group=False)


def apply_as_group(desk: Desk, sent: Sent) -> Response:
    call = asked(desk, sent)
    return operations.apply(call, desk.settings, desk.knowledge, as_group=True)


def plan(desk: Desk, sent: Sent) -> Response:
    call = asked(desk, sent)
    said = dict(parse_qsl(sent.query.decode("ascii", "replace"), keep_blank_values=True))
    return operations.plan(call, desk.settings, desk.knowledge, said.get("forecast", "false"))


def extract(desk: Desk, sent: Sent) -> Response:
    resource, modifiers = desk.resource(sent)
    return answered(
        extracted(resource, desk.knowledge, desk.settings.canonical, modifiers=modifiers)
    )


def asked(desk: Desk, sent: Sent) -> operations.Asked:
    """What an operation is called with."""
    resource, modifiers = desk.resource(sent)
    pack = desk.pack(sent.issuer)
    return operations.asked(resource, modifiers=modifiers, at=desk.now(), pack=pack)


def demonstrated(_desk: Desk, sent: Sent) -> Response:
    return answered(demo.read(sent.path["kind"], sent.path["id"]))


def searched(desk: Desk, sent: Sent) -> Response:
    return found(desk, sent, demo.terms(sent.query))


def searched_by_form(desk: Desk, sent: Sent) -> Response:
    return found(desk, sent, demo.terms(sent.body))


def found(desk: Desk, sent: Sent, terms: list[tuple[str, str]]) -> Response:
    base = f"{desk.settings.external}/fhir"
    return answered(demo.search(sent.path["kind"], terms, base))


# --- Calendar feeds ------------------------------------------------------------------------------


def make_feed(desk: Desk, sent: Sent) -> Response:
    """A feed of the plan of a Bundle; its address is told once."""
    entries = days(desk, sent)
    now = desk.now()
    try:
        made = desk.feeds.make(sent.issuer.iss, entries, now)
    except Full as full:
        raise no_room(full.until - now) from None
    address = f"{desk.settings.external}/calendar/{made.token}.ics"
    told = {"feed": made.name, "url": address, "expires": made.expires.isoformat()}
    return plain(told, 201)


def change_feed(desk: Desk, sent: Sent) -> Response:
    """Other days at the same address, after the plan was made anew."""
    entries = days(desk, sent)
    try:
        desk.feeds.change(sent.path["feed"], sent.issuer.iss, entries, desk.now())
    except LookupError:
        raise NO_FEED from None
    return plain({})


def revoke_feed(desk: Desk, sent: Sent) -> Response:
    try:
        desk.feeds.revoke(sent.path["feed"], sent.issuer.iss)
    except LookupError:
        raise NO_FEED from None
    return plain({})


def days(desk: Desk, sent: Sent) -> list[Entry]:
    """The neutral days of the plan of a Bundle, at the time of visits where the query names one."""
    call = asked(desk, sent)
    visits = visits_of(sent.query)
    return list(of_plan(operations.planned(call, desk.settings, desk.knowledge), visits))


def visits_of(query: bytes) -> Visits | None:
    """At what time visits are: `?at=09:30&zone=Europe/London`.

    Raises:
        Answer: one stands without the other, or cannot be read.
    """
    said = dict(parse_qsl(query.decode("ascii", "replace"), keep_blank_values=True))
    if not said:
        return None
    refusals: list[Refusal] = []
    visits = read_visits(Section({**said}, "query", refusals, (date.min, date.max)))
    if refusals:
        raise Answer(422, "invalid", refusals)
    return visits


def no_room(left: timedelta) -> Answer:
    """That no more feeds are kept, until the first ends by itself, or one of them is ended."""
    why, accepted = "no more feeds are kept here", "another one is ended first"
    refusal = Refusal(field="feed", value=None, why=why, accepted=accepted)
    seconds = max(1, int(min(left, LOOK_AGAIN).total_seconds()))
    return Answer(503, "throttled", [refusal], retry_seconds=seconds)


LOOK_AGAIN = timedelta(days=1)
"""A feed may be ended on any day, and that sooner than the first ends by itself."""
NO_FEED = refused(404, "feed", "there is no such feed", "the address of one", code="not-found")
