"""B16 at the edge: whatever request comes, out comes an answer that the OpenAPI document describes.

Each request is one of the calls that the document gives as examples, or a record of the corpus,
spoilt byte by byte or value by value, sent to an address and with headers that are right or not.
Many carry a mark that stands for a person: it may come back to the caller, and must stand in no
log and in no figure. A request is named by seed and number, so that it can be made again.
"""

import asyncio
import json
import logging
import resource
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from random import Random
from time import process_time
from typing import Any, NamedTuple

from corrin.service import Settings
from corrin.service.calls import examples
from corrin.service.edge import SECURITY
from corrin.service.openapi import EVERYWHERE, document
from corrin.service.place import Place
from corrin.service.places import places
from prove import corpus, wild
from prove.figure import Figure
from prove.r4 import faults
from tests.service.client import Answer, Client

SETTINGS = Settings(guideline="uk", demo=True)
PLACES = places(SETTINGS)
MARK = "zyxwold4711"
SECONDS = 0.5
MEBIBYTES = 64
WARM = 300
ANYWHERE = (404, 405)
"""What an address or a method that is not there is answered."""
LOGGED = {"request", "method", "route", "status", "milliseconds"}
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "ZYX")
KINDS = (
    *("application/json", "application/fhir+json", "text/plain", "", "application/json; charset=x"),
    *("application/xml", "multipart/form-data", "APPLICATION/JSON", "application/json, text/html"),
)
PARTS = {
    "feed": ("0" * 32, "0", "../x", MARK),
    "token": ("A" * 43, "A" * 42, "%00", f"{MARK}.x"),
    "service": ("corrin-b12-patient-view", "corrin-b12-zyx", MARK),
    "kind": ("Patient", "Observation", "Practitioner", MARK, "$apply"),
    "id": ("amina", "olu", "nobody", "amina-1", MARK, "..", "x" * 65),
    "entry": ("order_leber", "deficiency_untreated", MARK, "..", "<script>"),
}
HEADERS = (
    ("host", ("evil.example", "", "127.0.0.1:8001")),
    ("content-length", ("-1", "9" * 30, "1e3", "99999999")),
    ("content-encoding", ("gzip", "identity, gzip", "zstd")),
    ("authorization", (f"Bearer {MARK}", "Basic eDp5", f"bearer {'x' * 5000}")),
    ("origin", ("https://evil.example", "null", "http://localhost:8080")),
    ("accept", ("text/html", "application/fhir+xml", MARK)),
    ("x-forwarded-host", ("evil.example",)),
    ("cookie", (MARK,)),
)


class Request(NamedTuple):
    """One request as it is sent."""

    place: Place
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


def made(seed: int, number: int) -> Request:
    """One request, by its number."""
    random = Random(f"{seed}:{number}")
    place = random.choice(PLACES)
    method = place.method if random.randrange(10) else random.choice(METHODS)
    headers = {"content-type": place.takes_as[0] if random.randrange(8) else random.choice(KINDS)}
    if random.randrange(12) == 0:
        name, values = random.choice(HEADERS)
        headers[name] = random.choice(values)
    return Request(place, method, _path(random, place), headers, _body(random, place))


def _path(random: Random, place: Place) -> str:
    path = place.path.format(**{name: random.choice(values) for name, values in PARTS.items()})
    if random.randrange(30) == 0:
        path += random.choice(("/", "//", f"/{MARK}", "%2e%2e", ";x"))
    if place.asks or random.randrange(30) == 0:
        value = random.choice(("amina", "Patient/amina", MARK, "", "a" * 3000, "%ff", "http://x|1"))
        path += f"?{random.choice((*place.asks, MARK))}={value}&x" * random.choice((1, 1, 2, 40))
    return path


def _body(random: Random, place: Place) -> bytes:
    if place.takes is None and random.randrange(4):
        return b""
    if place.takes == "SearchForm" and random.randrange(2):
        return random.choice((b"patient=amina", b"", b"a=%ff&" * 50, MARK.encode(), b"\xff"))
    sound = [json.dumps(one) for one in examples(place.takes or "").values()]
    keys = wild.ELEMENTS
    match random.randrange(6):
        case 0 if sound:
            return random.choice(sound).encode()
        case 1 | 2 if sound:
            root = _marked(random, json.loads(random.choice(sound)))
            return wild.written(random, wild.disturbed(random, root, keys))
        case 3 if sound:
            whole = [one.encode() for one in sound]
            return wild.mutated(random, random.choice(whole), whole)
        case 4:
            return wild.written(random, wild.resource(random))
        case _:
            return wild.mutated(random, random.choice(_records()), _records())


@cache
def _records() -> list[bytes]:
    return list(corpus.records().values())


def _marked(random: Random, root: Any) -> Any:
    """A tree in which one text is the mark."""
    texts = [(holder, at) for holder, at in wild.places(root) if isinstance(holder[at], str)]
    if texts:
        holder, at = random.choice(texts)
        holder[at] = f"{holder[at]} {MARK}"
    return root


@dataclass(slots=True)
class Seen:
    """What many requests gave."""

    statuses: Counter[int] = field(default_factory=Counter[int])
    slowest: tuple[float, int] = (0.0, -1)
    faults: list[str] = field(default_factory=list[str])


class Heard(logging.Handler):
    """Everything that is logged by anybody."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.getMessage()}{record.exc_text or ''}{record.exc_info or ''}")


class Fuzzed:
    """One application that is asked again and again."""

    def __init__(self) -> None:
        self._client = Client(SETTINGS)
        self._heard = Heard()
        paths = document(PLACES, SETTINGS)["paths"]
        self._described = {
            (place.method, place.path): {
                int(status) for status in paths[place.path][place.method.lower()]["responses"]
            }
            for place in PLACES
        }
        self.seen = Seen()

    async def run(self, seed: int, numbers: range) -> None:
        """Send some requests and note whatever is not as it must be."""
        log = logging.getLogger()
        level = log.level
        log.addHandler(self._heard)
        log.setLevel(logging.DEBUG)
        try:
            for number in numbers:
                request = made(seed, number)
                begun = process_time()
                answer = await self._client.sent(
                    request.method, request.path, request.body, request.headers
                )
                self.seen.slowest = max(self.seen.slowest, (process_time() - begun, number))
                self.seen.statuses[answer.status] += 1
                self._note(number, request, answer)
        finally:
            log.removeHandler(self._heard)
            log.setLevel(level)
        metrics = (await self._client.sent("GET", "/metrics", b"", {})).body.decode()
        if MARK in metrics:
            self.seen.faults.append("the mark stands in /metrics")
        if self.seen.slowest[0] > SECONDS:
            self.seen.faults.append(f"{self.seen.slowest[1]}: {self.seen.slowest[0]:.2f} s")

    def _note(self, number: int, request: Request, answer: Answer) -> None:
        what = f"{number}: {request.method} {request.path[:60]}"
        for said in self._wrong(request, answer):
            self.seen.faults.append(f"{what}: {said}")
        lines, self._heard.lines = self._heard.lines, []
        for line in lines:
            if MARK in line or not line.startswith("{") or not json.loads(line).keys() <= LOGGED:
                self.seen.faults.append(f"{what}: logged {line[:200]}")

    def _wrong(self, request: Request, answer: Answer) -> list[str]:
        found: list[str] = []
        method = "GET" if request.method == "HEAD" else request.method
        described = self._described.get((method, request.place.path), set())
        allowed = described | set(EVERYWHERE) | set(ANYWHERE)
        preflight = request.method == "OPTIONS" and answer.status in (200, 400)
        if answer.status not in allowed and not preflight:
            found.append(f"{answer.status} is not described")
        if answer.status >= 500:
            found.append(f"{answer.status}")
        if "Traceback" in answer.body.decode("utf-8", "replace"):
            found.append("a traceback")
        if any(answer.headers.get(name.lower()) != value for name, value in SECURITY.items()):
            found.append("a header of security is missing")
        kind = answer.headers.get("content-type", "")
        if "json" in kind and request.method != "HEAD":
            found += _wrong_json(answer)
        elif answer.status >= 400 and not preflight and request.method != "HEAD":
            found.append(f"an error as {kind!r}")
        return found


def _wrong_json(answer: Answer) -> list[str]:
    try:
        body = answer.json
    except ValueError:
        return ["no JSON"]
    if answer.status < 400:
        return ["an outcome as success"] if body.get("resourceType") == "OperationOutcome" else []
    if body.get("resourceType") != "OperationOutcome":
        return ["no OperationOutcome"]
    said = all(issue.get("diagnostics") for issue in body["issue"])
    return [*faults(body), *([] if said else ["an issue without a reason"])]


def measure(count: int, *, seed: int) -> Figure:
    """Send so many requests to one application."""
    fuzzed = Fuzzed()
    asyncio.run(fuzzed.run(seed, range(min(WARM, count))))
    before = _largest()
    asyncio.run(fuzzed.run(seed, range(WARM, count)))
    grown = (_largest() - before) / 1024
    seen = fuzzed.seen
    wrong = list(seen.faults)
    if grown > MEBIBYTES:
        wrong.append(f"memory grew by {grown:.0f} MiB")
    if len(seen.statuses) < len(("200", "400", "404", "405", "412", "415", "422")):
        wrong.append("the requests are all alike")
    said = ", ".join(f"{status}: {n}" for status, n in sorted(seen.statuses.items()))
    return Figure(
        measured=f"{count} fuzzed requests at {len(PLACES)} addresses: {said}; "
        f"slowest {seen.slowest[0]:.2f} s; memory grew by {grown:.0f} MiB",
        faults=tuple(wrong),
    )


def _largest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
