"""The routes of the service: who may come, and what stands behind each."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, nullcontext
from datetime import UTC, datetime
from time import perf_counter

from starlette.applications import Starlette
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from corrin import fhir
from corrin.errors import Refused
from corrin.knowledge import load
from corrin.service import consider, demo
from corrin.service.answers import NOT_TRUSTED, Answer, as_response, refused
from corrin.service.desk import Desk, Sent
from corrin.service.edge import FAULT, Edge, body_of
from corrin.service.place import PARTS, Place
from corrin.service.places import places
from corrin.service.settings import Issuer, Settings
from corrin.service.tokens import NotTrusted, Tokens

NOBODY = Issuer(iss="demonstration", keys=())
"""The issuer of every call where no token is asked for."""

LARGE_BYTES = 500_000
"""Of a body; an ordinary record has a tenth of it, and a work grows with its body."""
TURNS, BREATH_SECONDS = 8, 0.002
"""Turns of the loop between two works, and how long they may take together."""
Endpoint = Callable[[Request], Awaitable[Response]]


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
        self._turn, self._large = asyncio.Lock(), asyncio.Lock()

    def application(self) -> ASGIApp:
        """Everything, with its edge round it."""
        there = places(self._desk.settings)
        paths = dict.fromkeys(place.path for place in there)
        routes = [self._at(path, [one for one in there if one.path == path]) for path in paths]
        cors = Middleware(
            CORSMiddleware,
            allow_origins=list(self._desk.settings.origins),
            allow_origin_regex=demo.ORIGINS if self._desk.settings.demo else None,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "Accept"],
            allow_private_network=True,
            max_age=600,
        )
        app = Starlette(
            routes=routes,
            middleware=[cors] if self._desk.settings.origins or self._desk.settings.demo else [],
            exception_handlers={404: _not_found, 405: _not_found, Exception: _fault},
            lifespan=self._lifespan,
        )
        app.router.redirect_slashes = False  # an address is what it is; none leads elsewhere
        return Edge(app, self._desk.settings, self._desk.figures)

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette):
        consider.guideline(self._desk.settings.guideline)
        fhir.prepared(self._desk.knowledge)
        load.stays()
        yield
        self._desk.close()

    def _at(self, path: str, there: Iterable[Place]) -> Route:
        """One address with all its methods, so that a wrong one is told all that are right."""
        by_method: dict[str, Endpoint] = {
            place.method: self._shown(place) if place.open else self._guarded(place)
            for place in there
        }
        if "GET" in by_method:
            by_method["HEAD"] = by_method["GET"]

        async def chosen(request: Request) -> Response:
            return await by_method[request.method](request)

        return Route(_typed(path), chosen, methods=list(by_method))

    def _guarded(self, place: Place) -> Endpoint:
        """An address for those who are trusted.

        What was sent is read first, by all at once; the work is then done one after the other, and
        between two of them the edge turns away what would have to wait too long. Of large bodies
        one at most stands in the row: nobody waits for more than one of them.
        """

        async def guarded(request: Request) -> Response:
            try:
                issuer = self._caller(request)
                body = await body_of(request, self._desk.settings.limits)
                large = self._large if len(body) > LARGE_BYTES else nullcontext()
                async with large, self._turn:
                    await _breath()
                    return place.act(self._desk, Sent.of(request, issuer, body))
            except NotTrusted:
                return NOT_TRUSTED
            except Answer as answer:
                return as_response(answer)
            except Refused as error:
                return as_response(Answer(422, "invalid", error.refusals))

        return guarded

    def _shown(self, place: Place) -> Endpoint:
        """An address for everybody, where no body is read."""

        async def shown(request: Request) -> Response:
            try:
                return place.act(self._desk, Sent.of(request, NOBODY, b""))
            except Answer as answer:
                return as_response(answer)

        return shown

    def _caller(self, request: Request) -> Issuer:
        if self._desk.settings.open_to_all:
            return NOBODY
        address = f"{self._desk.settings.external}{request.url.path}"
        return self._tokens.issuer(request.headers.get("authorization"), address)


HELD = ("feed", "service", "kind", "id")
"""The parts that are; a token of any form is answered like one that has ended."""
for _name in HELD:
    register_url_convertor(_name, type(_name, (StringConvertor,), {"regex": PARTS[_name]})())


def _typed(path: str) -> str:
    """An address as the router takes it."""
    return re.sub(rf"\{{({'|'.join(HELD)})\}}", r"{\1:\1}", path)


async def _breath() -> None:
    """Let what has arrived be read, counted and turned away before the next work.

    A body of 70 kB needs some turns of the loop; with a whole work in each of them even a refusal
    would wait for many works. It ends early where those who are turned away come again and again:
    they must not keep the others from being served.
    """
    end = perf_counter() + BREATH_SECONDS
    for _ in range(TURNS):
        await asyncio.sleep(0)
        if perf_counter() > end:
            return


def _fault(_request: Request, _error: Exception) -> Response:
    return as_response(FAULT)


def _not_found(_request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    accepted = "see /openapi.json"
    found = as_response(
        refused(status, "path", "there is nothing at this address", accepted, code="not-found")
    )
    found.headers.update(getattr(error, "headers", None) or {})
    return found
