"""The routes of the service and what stands behind each."""

from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from corrin import __version__, fhir
from corrin.errors import Refused
from corrin.fhir.document import document
from corrin.fhir.values import Json
from corrin.knowledge import load
from corrin.reading.strict import Limits as ReadingLimits
from corrin.render.calendar import Entry, of_plan
from corrin.service import consider, demo, hooks, operations, pages
from corrin.service.answers import NOT_TRUSTED, Answer, as_response, plain, refused
from corrin.service.answers import fhir as answered
from corrin.service.cards import card
from corrin.service.consider import Considered
from corrin.service.edge import Edge, Figures, body_of
from corrin.service.feedback import Feedback
from corrin.service.feedback_body import answers_of
from corrin.service.feeds import Feeds
from corrin.service.settings import Issuer, Settings
from corrin.service.tokens import NotTrusted, Tokens

OPEN = "demonstration"
"""The issuer of every call where no token is asked for."""
HOOKS_PATH = "/cds-services"
Act = Callable[["Service", Request, Issuer], Awaitable[Response]]


def make(settings: Settings, *, now: Callable[[], datetime] | None = None) -> ASGIApp:
    """The application.

    Args:
        now: the clock, which tests set.
    """
    return Service(settings, now or _now).application()


def _now() -> datetime:
    """The present instant: the only place where the service looks at a clock."""
    return datetime.now(UTC)  # noqa: TID251 - a call is answered as of the day on which it comes


class Service:
    """What the routes share while the process runs."""

    def __init__(self, settings: Settings, now: Callable[[], datetime]) -> None:
        self.settings = settings
        self.knowledge = load.knowledge()
        self.figures = Figures()
        self.now = now
        self._tokens = Tokens(settings.issuers, now)
        self.feedback = Feedback(settings.feedback, self.knowledge.cards)
        self.feeds = Feeds(settings.feeds)

    def application(self) -> ASGIApp:
        """Everything, with its edge round it."""
        routes = [
            self._route(HOOKS_PATH, discovery, "GET"),
            self._route(f"{HOOKS_PATH}/{hooks.SERVICE}", hook, "POST"),
            self._route(f"{HOOKS_PATH}/{hooks.SERVICE}/feedback", feedback, "POST"),
            self._route("/fhir/PlanDefinition/$apply", apply, "POST"),
            self._route("/fhir/PlanDefinition/$r5.apply", apply_as_group, "POST"),
            self._route("/fhir/$corrin-plan", plan, "POST"),
            self._route("/fhir/QuestionnaireResponse/$extract", extract, "POST"),
            self._route("/calendar", make_feed, "POST"),
            self._route("/calendar/{feed}", change_feed, "PUT"),
            self._route("/calendar/{feed}", revoke_feed, "DELETE"),
            Route("/calendar/{token}.ics", self._open(read_feed), methods=["GET"]),
            Route("/fhir/metadata", self._open(metadata), methods=["GET"]),
            Route("/metadata", self._open(metadata), methods=["GET"]),
            Route("/evidence/{name}", self._open(evidence), methods=["GET"]),
            Route("/style.css", self._open(style), methods=["GET"]),
            Route("/health", self._open(health), methods=["GET"]),
            Route("/metrics", self._open(metrics), methods=["GET"]),
            *(self._demonstration() if self.settings.demo else ()),
        ]
        cors = Middleware(
            CORSMiddleware,
            allow_origins=list(self.settings.origins),
            allow_origin_regex=demo.ORIGINS if self.settings.demo else None,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "Accept"],
            max_age=600,
        )
        app = Starlette(
            routes=routes,
            middleware=[cors] if self.settings.origins or self.settings.demo else [],
            exception_handlers={404: _not_found, 405: _not_found},
            lifespan=self._lifespan,
        )
        return Edge(app, self.settings, self.figures)

    def _demonstration(self) -> tuple[Route, ...]:
        """The routes of the demonstration patients, which are read by everybody here."""
        return (
            self._route("/fhir/{kind}/_search", searched_by_form, "POST"),
            self._route("/fhir/{kind}/{name}", demonstrated, "GET"),
            self._route("/fhir/{kind}", searched, "GET"),
        )

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette):
        consider.guideline(self.settings.guideline)
        fhir.prepared(self.knowledge)
        yield
        self.feedback.close()
        self.feeds.close()

    def _route(self, path: str, act: Act, method: str) -> Route:
        """A route for those who are trusted."""

        async def guarded(request: Request) -> Response:
            try:
                return await act(self, request, self._caller(request))
            except NotTrusted:
                return NOT_TRUSTED
            except Answer as answer:
                return as_response(answer)
            except Refused as error:
                return as_response(Answer(422, "invalid", error.refusals))

        return Route(path, guarded, methods=[method])

    def _open(self, act: Callable[["Service", Request], Response]) -> Callable[[Request], Any]:
        """An endpoint for everybody, which holds nothing of any person."""

        async def shown(request: Request) -> Response:
            return act(self, request)

        return shown

    def _caller(self, request: Request) -> Issuer:
        if self.settings.open_to_all:
            return Issuer(iss=OPEN, keys=())
        address = f"{self.settings.external}{request.url.path}"
        return self._tokens.issuer(request.headers.get("authorization"), address)

    async def resource(self, request: Request) -> tuple[Json, bool]:
        """The JSON of a request, and whether it may hold elements that change a meaning.

        Raises:
            Answer: it is no JSON, or more than is read.
        """
        limits = self.settings.limits
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in ("application/json", "application/fhir+json"):
            raise refused(415, "Content-Type", "it is not JSON", "application/json", value=kind)
        body = await body_of(request, limits)
        within = ReadingLimits(
            size=limits.bytes, depth=limits.depth, entries=limits.values, string=limits.bytes
        )
        try:
            found = document(body, within)
        except Refused as error:
            raise Answer(400, "structure", error.refusals) from None
        if found.refused:
            raise Answer(400, "structure", found.refused)
        return found.resource, fhir.may_modify(body)

    def pack(self, issuer: Issuer) -> str:
        return issuer.guideline or self.settings.guideline


def _not_found(_request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    return as_response(
        refused(
            status, "path", "there is nothing at this address", "see /metadata", code="not-found"
        )
    )


# --- CDS Hooks -----------------------------------------------------------------------------------


async def discovery(_service: Service, _request: Request, _issuer: Issuer) -> Response:
    return plain(hooks.discovery())


async def hook(service: Service, request: Request, issuer: Issuer) -> Response:
    """The cards of one moment of care; none where there is nothing to say."""
    body, modifiers = await service.resource(request)
    call = hooks.call_of(body)
    found = considered(service, call, issuer, modifiers=modifiers)
    person = f"{issuer.iss} {call.patient}"
    now = service.now()
    most = int(service.knowledge.settings["cards_most"].value)
    loud = [one for one in found if not service.feedback.is_quiet(one.spoken.card, person, now)]
    shown: dict[str, Considered] = {}
    for one in loud:
        shown.setdefault(one.spoken.card.id, one)
    made: list[Json] = []
    for name, one in list(shown.items())[:most]:
        service.figures.cards[name] += 1
        uuid = service.feedback.uuid(name, person, call.instance)
        made.append(card(one, uuid, service.settings.external))
    return plain({"cards": made})


def considered(
    service: Service, call: hooks.Call, issuer: Issuer, *, modifiers: bool
) -> tuple[Considered, ...]:
    """Every card that applies, the loudest first.

    Raises:
        Answer, Refused: no advice can be given on what was sent.
    """
    on = service.now().date()
    orders = tuple(consider.of_concern(call.drafts, on))
    if call.hook != "patient-view" and not orders:
        return ()
    record = hooks.record_of(call)
    reading = consider.read(record, on, patient=call.patient, modifiers=modifiers)
    person = reading.person
    if person is None:
        raise Answer(422, "invalid", reading.refused, reading.warnings)
    by = consider.guideline(service.pack(issuer))
    if call.hook == "patient-view":
        return consider.of_patient(reading, person, by)
    return consider.of_orders(reading, person, by, call.hook, orders)


async def feedback(service: Service, request: Request, _issuer: Issuer) -> Response:
    """Keep what clinicians answered."""
    body, _ = await service.resource(request)
    answers = answers_of(body, frozenset(service.knowledge.override_reasons))
    try:
        service.feedback.keep(answers)
    except LookupError:
        raise refused(404, "feedback.card", "it is no card of this service", "its uuid") from None
    return plain({})


# --- FHIR ----------------------------------------------------------------------------------------


async def apply(service: Service, request: Request, issuer: Issuer) -> Response:
    call = await asked(service, request, issuer)
    return operations.apply(call, service.settings, service.knowledge, as_group=False)


async def apply_as_group(service: Service, request: Request, issuer: Issuer) -> Response:
    call = await asked(service, request, issuer)
    return operations.apply(call, service.settings, service.knowledge, as_group=True)


async def plan(service: Service, request: Request, issuer: Issuer) -> Response:
    call = await asked(service, request, issuer)
    return operations.plan(call, service.settings, service.knowledge)


async def extract(service: Service, request: Request, issuer: Issuer) -> Response:
    return operations.extract(await asked(service, request, issuer), service.knowledge)


async def asked(service: Service, request: Request, issuer: Issuer) -> operations.Asked:
    """What an operation is called with."""
    resource, modifiers = await service.resource(request)
    pack = service.pack(issuer)
    return operations.asked(resource, modifiers=modifiers, at=service.now(), pack=pack)


async def demonstrated(_service: Service, request: Request, _issuer: Issuer) -> Response:
    return answered(demo.read(request.path_params["kind"], request.path_params["name"]))


async def searched(service: Service, request: Request, _issuer: Issuer) -> Response:
    return found(service, request, demo.terms(request.scope["query_string"]))


async def searched_by_form(service: Service, request: Request, _issuer: Issuer) -> Response:
    body = await body_of(request, service.settings.limits)
    return found(service, request, demo.terms(body))


def found(service: Service, request: Request, terms: list[tuple[str, str]]) -> Response:
    base = f"{service.settings.external}/fhir"
    return answered(demo.search(request.path_params["kind"], terms, base))


def metadata(service: Service, _request: Request) -> Response:
    return operations.metadata(service.settings, service.knowledge)


# --- Calendar feeds ------------------------------------------------------------------------------


async def make_feed(service: Service, request: Request, issuer: Issuer) -> Response:
    """A feed of the plan of a Bundle; its address is told once."""
    entries = await days(service, request, issuer)
    made = service.feeds.make(issuer.iss, entries, service.now())
    address = f"{service.settings.external}/calendar/{made.token}.ics"
    told = {"feed": made.name, "url": address, "expires": made.expires.isoformat()}
    return plain(told, 201)


async def change_feed(service: Service, request: Request, issuer: Issuer) -> Response:
    """Other days at the same address, after the plan was made anew."""
    entries = await days(service, request, issuer)
    try:
        service.feeds.change(request.path_params["feed"], issuer.iss, entries, service.now())
    except LookupError:
        raise NO_FEED from None
    return plain({})


async def revoke_feed(service: Service, request: Request, issuer: Issuer) -> Response:
    try:
        service.feeds.revoke(request.path_params["feed"], issuer.iss)
    except LookupError:
        raise NO_FEED from None
    return plain({})


async def days(service: Service, request: Request, issuer: Issuer) -> list[Entry]:
    """The neutral days of the plan of a Bundle."""
    call = await asked(service, request, issuer)
    return list(of_plan(operations.planned(call, service.settings, service.knowledge)))


def read_feed(service: Service, request: Request) -> Response:
    try:
        body = service.feeds.read(request.path_params["token"], service.now())
    except LookupError:
        return as_response(NO_FEED)
    return Response(body, media_type="text/calendar")


NO_FEED = refused(404, "feed", "there is no such feed", "the address of one", code="not-found")


# --- Pages ---------------------------------------------------------------------------------------


def evidence(service: Service, request: Request) -> Response:
    page = pages.evidence(request.path_params["name"], service.knowledge)
    if page is None:
        return as_response(refused(404, "path", "there is no such evidence", "the link of a card"))
    return HTMLResponse(page)


def style(_service: Service, _request: Request) -> Response:
    return Response(pages.STYLE, media_type="text/css")


def health(service: Service, _request: Request) -> Response:
    return plain({"status": "ok", "version": __version__, "knowledge": service.knowledge.version})


def metrics(service: Service, _request: Request) -> Response:
    return PlainTextResponse(service.figures.text())
