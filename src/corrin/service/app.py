"""The routes of the service: who may come, and what stands behind each."""

import asyncio
from collections.abc import Callable
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
from corrin.knowledge import load
from corrin.service import acts, consider, demo, hooks, operations, pages
from corrin.service.answers import NOT_TRUSTED, Answer, as_response, plain, refused
from corrin.service.desk import Desk, Sent
from corrin.service.edge import FAULT, Edge, body_of
from corrin.service.settings import Issuer, Settings
from corrin.service.tokens import NotTrusted, Tokens

OPEN = "demonstration"
"""The issuer of every call where no token is asked for."""
HOOKS_PATH = "/cds-services"


Act = Callable[[Desk, Sent], Response]


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
    """The routes, and the one desk at which the work is done."""

    def __init__(self, settings: Settings, now: Callable[[], datetime]) -> None:
        self._desk = Desk(settings, now)
        self._tokens = Tokens(settings.issuers, now)
        self._turn = asyncio.Lock()

    def application(self) -> ASGIApp:
        """Everything, with its edge round it."""
        routes = [
            self._route(HOOKS_PATH, acts.discovery, "GET"),
            self._route(f"{HOOKS_PATH}/{hooks.SERVICE}", acts.hook, "POST"),
            self._route(f"{HOOKS_PATH}/{hooks.SERVICE}/feedback", acts.feedback, "POST"),
            self._route("/fhir/PlanDefinition/$apply", acts.apply, "POST"),
            self._route("/fhir/PlanDefinition/$r5.apply", acts.apply_as_group, "POST"),
            self._route("/fhir/$corrin-plan", acts.plan, "POST"),
            self._route("/fhir/QuestionnaireResponse/$extract", acts.extract, "POST"),
            self._route("/calendar", acts.make_feed, "POST"),
            self._route("/calendar/{feed}", acts.change_feed, "PUT"),
            self._route("/calendar/{feed}", acts.revoke_feed, "DELETE"),
            Route("/calendar/{token}.ics", self._open(read_feed), methods=["GET"]),
            Route("/fhir/metadata", self._open(metadata), methods=["GET"]),
            Route("/metadata", self._open(metadata), methods=["GET"]),
            Route("/evidence/{name}", self._open(evidence), methods=["GET"]),
            Route("/style.css", self._open(style), methods=["GET"]),
            Route("/health", self._open(health), methods=["GET"]),
            Route("/metrics", self._open(metrics), methods=["GET"]),
            *(self._demonstration() if self._desk.settings.demo else ()),
        ]
        cors = Middleware(
            CORSMiddleware,
            allow_origins=list(self._desk.settings.origins),
            allow_origin_regex=demo.ORIGINS if self._desk.settings.demo else None,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "Accept"],
            max_age=600,
        )
        app = Starlette(
            routes=routes,
            middleware=[cors] if self._desk.settings.origins or self._desk.settings.demo else [],
            exception_handlers={404: _not_found, 405: _not_found, Exception: _fault},
            lifespan=self._lifespan,
        )
        return Edge(app, self._desk.settings, self._desk.figures)

    def _demonstration(self) -> tuple[Route, ...]:
        """The routes of the demonstration patients, which are read by everybody here."""
        return (
            self._route("/fhir/{kind}/_search", acts.searched_by_form, "POST"),
            self._route("/fhir/{kind}/{name}", acts.demonstrated, "GET"),
            self._route("/fhir/{kind}", acts.searched, "GET"),
        )

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette):
        consider.guideline(self._desk.settings.guideline)
        fhir.prepared(self._desk.knowledge)
        load.stays()
        yield
        self._desk.close()

    def _route(self, path: str, act: Act, method: str) -> Route:
        """A route for those who are trusted.

        What was sent is read first, by all at once; the work is then done one after the other, and
        between two of them the edge turns away what would have to wait too long.
        """

        async def guarded(request: Request) -> Response:
            try:
                issuer = self._caller(request)
                body = await body_of(request, self._desk.settings.limits)
                async with self._turn:
                    return act(self._desk, Sent.of(request, issuer, body))
            except NotTrusted:
                return NOT_TRUSTED
            except Answer as answer:
                return as_response(answer)
            except Refused as error:
                return as_response(Answer(422, "invalid", error.refusals))

        return Route(path, guarded, methods=[method])

    def _open(self, act: Callable[[Desk, Request], Response]) -> Callable[[Request], Any]:
        """An endpoint for everybody, which holds nothing of any person."""

        async def shown(request: Request) -> Response:
            return act(self._desk, request)

        return shown

    def _caller(self, request: Request) -> Issuer:
        if self._desk.settings.open_to_all:
            return Issuer(iss=OPEN, keys=())
        address = f"{self._desk.settings.external}{request.url.path}"
        return self._tokens.issuer(request.headers.get("authorization"), address)


def _fault(_request: Request, _error: Exception) -> Response:
    return as_response(FAULT)


def _not_found(_request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    return as_response(
        refused(
            status, "path", "there is nothing at this address", "see /metadata", code="not-found"
        )
    )


# --- What everybody may see ----------------------------------------------------------------------


def evidence(desk: Desk, request: Request) -> Response:
    page = pages.evidence(request.path_params["name"], desk.knowledge)
    if page is None:
        return as_response(refused(404, "path", "there is no such evidence", "the link of a card"))
    return HTMLResponse(page)


def style(_desk: Desk, _request: Request) -> Response:
    return Response(pages.STYLE, media_type="text/css")


def health(desk: Desk, _request: Request) -> Response:
    return plain({"status": "ok", "version": __version__, "knowledge": desk.knowledge.version})


def metrics(desk: Desk, _request: Request) -> Response:
    return PlainTextResponse(desk.figures.text())


def read_feed(desk: Desk, request: Request) -> Response:
    try:
        body = desk.feeds.read(request.path_params["token"], desk.now())
    except LookupError:
        return as_response(acts.NO_FEED)
    return Response(body, media_type="text/calendar")


def metadata(desk: Desk, _request: Request) -> Response:
    return operations.metadata(desk.settings, desk.knowledge)
