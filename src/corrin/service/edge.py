"""The edge of the service: what every request meets before, and every answer after, the work.

A request is turned away before it costs anything: too many at once, too large, too slow. Logs hold
the route, status, time and a random id, never a path, a query, a header or a body.
"""

import asyncio
import json
import logging
import re
import secrets
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corrin.service.answers import Answer, as_response, refused
from corrin.service.settings import LOOPBACK_NAMES, Limits, Settings

LOG = logging.getLogger("corrin.service")
Header = tuple[bytes, bytes]
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-site",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HSTS = "max-age=31536000"
LAST_BUCKET = "+Inf"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)
"""Upper ends of the histogram of durations, in seconds."""
ALWAYS_OPEN = frozenset({"/health"})


class Figures:
    """Counts and durations by route and status, for `/metrics`."""

    def __init__(self) -> None:
        self.requests: Counter[tuple[str, int]] = Counter()
        self.cards: Counter[str] = Counter()
        self._buckets: Counter[tuple[str, float]] = Counter()
        self._seconds: dict[str, float] = {}

    def note(self, route: str, status: int, seconds: float) -> None:
        self.requests[route, status] += 1
        self._seconds[route] = self._seconds.get(route, 0) + seconds
        for end in BUCKETS:
            self._buckets[route, end] += seconds <= end

    def text(self) -> str:
        """In the format that Prometheus reads."""
        lines = ["# TYPE corrin_requests_total counter"]
        for (route, status), count in sorted(self.requests.items()):
            lines.append(f'corrin_requests_total{{route="{route}",status="{status}"}} {count}')
        lines.append("# TYPE corrin_request_seconds histogram")
        for route in sorted(self._seconds):
            total = sum(n for (name, _), n in self.requests.items() if name == route)
            ends = [(str(end), self._buckets[route, end]) for end in BUCKETS]
            for end, count in (*ends, (LAST_BUCKET, total)):
                lines.append(f'corrin_request_seconds_bucket{{route="{route}",le="{end}"}} {count}')
            lines.append(
                f'corrin_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}'
            )
            lines.append(f'corrin_request_seconds_count{{route="{route}"}} {total}')
        lines.append("# TYPE corrin_cards_total counter")
        for card, count in sorted(self.cards.items()):
            lines.append(f'corrin_cards_total{{card="{card}"}} {count}')
        return "\n".join(lines) + "\n"


class Edge:
    """The ASGI application round the routes."""

    def __init__(self, inside: ASGIApp, settings: Settings, figures: Figures) -> None:
        self._inside = inside
        self._settings = settings
        self._figures = figures
        self._working = 0
        self._hosts = _hosts(settings)
        self._always = tuple(_always(settings))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inside(scope, receive, send)
            return
        begun = time.perf_counter()
        number = secrets.token_hex(8)
        status, begun_to_answer = 500, False

        async def send_guarded(message: Message) -> None:
            nonlocal status, begun_to_answer
            if message["type"] == "http.response.start":
                begun_to_answer = True
                status = message["status"]
                self._guard(message, number)
            await send(message)

        turned_away = self._turned_away(scope)
        try:
            if turned_away is not None:
                await turned_away(scope, receive, send_guarded)
            else:
                self._working += 1
                try:
                    await asyncio.sleep(0)  # all that have arrived are counted before any work
                    await self._inside(scope, receive, send_guarded)
                except Exception as error:  # noqa: BLE001 - its text could hold what was sent
                    LOG.error(json.dumps({"request": number, "fault": where(error)}))
                    if not begun_to_answer:
                        await as_response(FAULT)(scope, receive, send_guarded)
                finally:
                    self._working -= 1
        finally:
            route = _route(scope)
            seconds = time.perf_counter() - begun
            self._figures.note(route, status, seconds)
            LOG.info(
                json.dumps(
                    {
                        "request": number,
                        "method": scope["method"] if scope["method"].isalpha() else "?",
                        "route": route,
                        "status": status,
                        "milliseconds": round(seconds * 1000, 1),
                    }
                )
            )

    def _turned_away(self, scope: Scope) -> Response | None:
        """What a request is told that is not worked on at all."""
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self._hosts:
            return NOT_HERE
        if scope["path"] in ALWAYS_OPEN:
            return None
        if self._working >= self._settings.limits.at_once:
            return TOO_MANY
        too_large = _too_large(headers, self._settings.limits)
        return None if too_large is None else as_response(too_large)

    def _guard(self, message: Message, number: str) -> None:
        """Give an answer the headers that every answer has, but for those that it has itself."""
        given: list[Header] = list(message["headers"])
        named = {name for name, _ in given}
        own = (b"x-request-id", number.encode())
        message["headers"] = [*given, *(one for one in self._always if one[0] not in named), own]


NOT_HERE = as_response(refused(421, "Host", "it is not the address of this service", "its own"))
TOO_MANY = as_response(
    refused(
        503,
        "request",
        "no advice: too many requests are being answered",
        "the same request a little later",
        code="throttled",
    )
)
"""Made once: what is said to those for whom there is no time must take none."""


def _always(settings: Settings) -> Iterator[Header]:
    for name, value in SECURITY.items():
        yield name.lower().encode(), value.encode()
    if settings.external.startswith("https:"):
        yield b"strict-transport-security", HSTS.encode()


def where(error: Exception) -> str:
    """The kind of a fault and its place in the program: nothing of what was sent."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "corrin" in Path(frame.filename).parts] or list(frames)
    place = Path(ours[-1].filename)
    return f"{type(error).__name__}, {place.parent.name}/{place.name}:{ours[-1].lineno}"


FAULT = refused(
    500, "request", "no advice: a fault of the program", "the same later", code="exception"
)


def _hosts(settings: Settings) -> frozenset[str]:
    """The names under which the service may be called: another one is a page's trick."""
    external = settings.external.partition("://")[2]
    own = {external}
    if settings.open_to_all or settings.host in LOOPBACK_NAMES:
        own |= {f"{name}:{settings.port}" for name in ("localhost", "127.0.0.1", "[::1]")}
    return frozenset(own)


def _too_large(headers: Headers, limits: Limits) -> Answer | None:
    if headers.get("content-encoding", "identity") != "identity":
        return refused(415, "Content-Encoding", "packed bodies are not read", "identity")
    said = headers.get("content-length", "0")
    if not (said.isascii() and said.isdigit()) or int(said[:20]) > limits.bytes:
        return _large(limits)
    return None


def _large(limits: Limits) -> Answer:
    return refused(413, "body", "it is too large", f"up to {limits.bytes} bytes", code="too-long")


def _route(scope: Scope) -> str:
    """The route by its template, so that nothing of a person stands in it."""
    route = scope.get("route")
    return re.sub(r":\w+", "", getattr(route, "path", "none"))


async def body_of(request: Request, limits: Limits) -> bytes:
    """The body of a request, within its budget of bytes and time.

    Raises:
        Answer: it is too large, or does not arrive.
    """
    found = bytearray()
    try:
        async with asyncio.timeout(limits.seconds):
            async for chunk in request.stream():
                found += chunk
                if len(found) > limits.bytes:
                    raise _large(limits)
    except ClientDisconnect:
        raise refused(400, "body", "it broke off", "the whole of it", code="timeout") from None
    except TimeoutError:
        raise refused(
            408, "body", "it did not arrive in time", f"{limits.seconds} seconds", code="timeout"
        ) from None
    return bytes(found)
