"""B36, B40, B42, B43: hostile tokens, addresses, texts, and what must never get out.

Tokens are those of tests/service/test_tokens.py. For the addresses every door to the network is
replaced by one that notes who would have gone through it: nothing may.
"""

import json
import logging
import secrets
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

from icalendar import Calendar

from corrin.render.feed import Kept, feed
from corrin.service import Settings
from corrin.service.calls import examples
from prove import wild
from prove.edge_fuzz import Heard
from prove.figure import Figure
from tests.service import test_tokens as held
from tests.service.client import HOST, NOW, Client

HOOK = "/cds-services/corrin-b12"
TOKENS_LEAST, ADDRESSES_LEAST = 50, 60
TEXTS = 10_000
ENTROPY_BITS = 128

# --- B42: tokens ---------------------------------------------------------------------------------


def tokens() -> Figure:
    """Every hostile token, at every address that asks for one, is answered like none at all."""
    client = Client(held.SETTINGS)
    faults: list[str] = []
    for name, made in held.HOSTILE.items():
        answer = held.asked(client, f"Bearer {made()}")
        if (answer.status, answer.body) != (401, held.NO_TOKEN.body):
            faults.append(f"{name}: {answer.status}")
        if answer.headers.keys() != held.NO_TOKEN.headers.keys():
            faults.append(f"{name}: other headers")
    replayed = f"Bearer {held.token()}"
    if [held.asked(client, replayed).status for _ in range(2)] != [200, 401]:
        faults.append("a token is taken twice")
    if len(held.HOSTILE) < TOKENS_LEAST:
        faults.append(f"only {len(held.HOSTILE)} tokens")
    return Figure(
        measured=f"{len(held.HOSTILE)} hostile tokens and a replay: one identical 401",
        faults=tuple(faults),
    )


# --- B43: addresses ------------------------------------------------------------------------------

HOSTS = (
    *("127.0.0.1", "127.1", "127.0.0.1.", "0.0.0.0", "0", "2130706433", "0x7f000001", "0x7f.1"),
    *("017700000001", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:0:0:1]", "10.0.0.1"),
    *("169.254.169.254", "[fd00:ec2::254]", "100.100.100.200", "metadata.google.internal"),
    *("localhost", "LOCALHOST", "localhost.", "ip6-localhost", "localtest.me", "lvh.me"),
    *("127.0.0.1.nip.io", "192.168.0.1", "ehr.example.org.evil.example", "EHR.EXAMPLE.ORG"),
    *("evil.example#ehr.example.org", "ehr.example.org@evil.example", "user:pass@127.0.0.1"),
    *("ehr.example.org.", "ehr.example.org:22", "ehr。example。org", "ⓔⓗⓡ.example.org"),
    *("ehr.ex\u0430mple.org", "xn--exmple-cua.org", "１２７.０.０.１", "127。0。0。1"),
)
"""Numbers of this machine in every spelling, names that lead to it, and names like the issuer's."""
ADDRESSES = (
    *(f"https://{host}/fhir" for host in HOSTS),
    "https://ehr.example.org/fhir/../../admin",
    "https://ehr.example.org/fhir/%2e%2e/admin",
    "https://ehr.example.org%2f@evil.example/fhir",
    "https://ehr.example.org\\@evil.example/fhir",
    "https://ehr.example.org\t@evil.example/fhir",
    "https://ehr.example.org/fhir?next=http://127.0.0.1",
    "https://ehr.example.org/redirect?to=http://169.254.169.254",
    "https://ehr.example.org:443/fhir",
    "http://ehr.example.org/fhir",
    "//127.0.0.1/fhir",
    "/fhir",
    "http:127.0.0.1/fhir",
    "http:///127.0.0.1/fhir",
    "http://127.0.0.1:22/",
    "http://127.0.0.1:6379/%0d%0aFLUSHALL",
    "http://127.0.0.1:99999/",
    "file:///etc/passwd",
    "file://127.0.0.1/etc/passwd",
    "FILE:/etc/passwd",
    "gopher://127.0.0.1:6379/_INFO",
    "dict://127.0.0.1:11211/stats",
    "ftp://127.0.0.1/x",
    "ldap://127.0.0.1/x",
    "jar:http://127.0.0.1!/",
    "data:application/fhir+json,{}",
    "javascript:fetch('http://127.0.0.1')",
    "unix:/var/run/docker.sock",
    "tftp://127.0.0.1/x",
    "",
    "\u0000",
    7,
    ["http://127.0.0.1"],
    {"url": "http://127.0.0.1"},
)
DOORS = (
    *((socket.socket, name) for name in ("connect", "connect_ex", "sendto")),
    *((socket, name) for name in ("create_connection", "getaddrinfo", "gethostbyname")),
    *((socket, name) for name in ("gethostbyname_ex", "gethostbyaddr", "getnameinfo")),
)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Whoever would go out to the network, or ask for a name, in this block; nobody gets there."""
    gone: list[str] = []
    before = [(holder, name, getattr(holder, name)) for holder, name in DOORS]

    def closed(name: str) -> Any:
        def door(*arguments: object, **_: object) -> None:
            gone.append(f"{name}{arguments[-1:]}")
            raise OSError

        return door

    try:
        for holder, name, _ in before:
            setattr(holder, name, closed(name))
        yield gone
    finally:
        for holder, name, door in before:
            setattr(holder, name, door)


def addresses() -> Figure:
    """Every hostile address, wherever a call can name one, and what is needed is not there."""
    view = examples("HookCall")["patient-view"]
    client = Client(held.SETTINGS)
    faults: list[str] = []
    attempts = 0
    with watched() as gone:
        for number, address in enumerate(ADDRESSES):
            for case, (body, headers) in enumerate(_naming(view, address)):
                attempts += 1
                token = held.token(held.claims(jti=f"{number}-{case}"), **headers)
                answer = client.post(HOOK, body, host=held.HOST, authorization=f"Bearer {token}")
                if answer.status not in (200, 400, 401, 412):
                    faults.append(f"{address!r}: {answer.status}")
    faults += [f"gone out: {one}" for one in gone]
    if len(ADDRESSES) < ADDRESSES_LEAST:
        faults.append(f"only {len(ADDRESSES)} addresses")
    return Figure(
        measured=f"{len(ADDRESSES)} hostile addresses in {attempts} calls (fhirServer, next page, "
        f"reference, jku): {len(gone)} connections, none looked up",
        faults=tuple(faults),
    )


def _naming(view: Any, address: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Calls that name an address: as the server, as a next page, in a reference, for a key."""
    bare = json.loads(json.dumps(view))
    del bare["prefetch"]["observations"]
    named = {"fhirServer": address, "fhirAuthorization": {"access_token": "x"}}
    yield {**bare, **named}, {}
    paged = json.loads(json.dumps(view))
    paged["prefetch"]["observations"]["link"] = [{"relation": "next", "url": address}]
    yield {**paged, **named}, {}
    referring = json.loads(json.dumps(view))
    entry = referring["prefetch"]["conditions"]["entry"][0]
    entry["resource"]["code"] = {"coding": [{"system": address, "code": "x"}]}
    entry["resource"]["evidence"] = [{"detail": [{"reference": address}]}]
    entry["fullUrl"] = address
    yield referring, {}
    yield view, {"jku": address}


# --- B36: feeds ----------------------------------------------------------------------------------

PROPERTIES = frozenset(
    {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "SEQUENCE"}
    | {"LAST-MODIFIED", "TRANSP", "CLASS", "STATUS"}
)
SPOKEN = ("\r\nATTENDEE:mailto:x@y", "\nBEGIN:VEVENT", "END:VCALENDAR", ";X=1:", "\\n", '"', ",")
CLINICAL = ("b12", "cobalamin", "amina", "yusuf", "1979-02", "diabet", "metformin", "feet", "nerve")


def feeds(count: int = TEXTS) -> Figure:
    """Hostile texts come back as they were and add nothing; a feed tells nothing of a person."""
    faults = [*_texts(count), *_told(), *_ended()]
    return Figure(
        measured=f"{count} hostile texts in a feed: each comes back whole, no property added; a "
        f"default feed holds no word of a person; 256-bit address, kept as a digest; revoked: 404",
        faults=tuple(faults),
    )


def hostile_text(random: Random) -> str:
    """A text that tries to become more than a text; without what a calendar cannot hold."""
    parts = random.choices((*wild.TEXTS, *SPOKEN, *wild.UNITS), k=random.randint(1, 4))
    text = "".join(parts).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or c.isprintable())


def _texts(count: int) -> Iterator[str]:
    random = Random(1)
    for number in range(count):
        text = f"x{hostile_text(random)}x"
        kept = Kept(uid=f"{number}@corrin", title=text, on=date(2026, 11, 20), details=text)
        events = list(Calendar.from_ical(feed([kept], at=NOW)).walk("VEVENT"))
        if len(events) != 1 or {str(name) for name in events[0]} != PROPERTIES:
            yield f"{text[:60]!r} adds to the feed"
        elif {str(events[0]["SUMMARY"]), str(events[0]["DESCRIPTION"])} != {text}:
            yield f"{text[:60]!r} comes back otherwise"


def _told() -> Iterator[str]:
    client = Client(demo=True)
    made = client.post("/calendar", examples("Record")["amina"]).json
    answer = client.get(made["url"].removeprefix(f"http://{HOST}"))
    lines = answer.body.decode().lower().splitlines()
    words = "\n".join(line for line in lines if not line.startswith("uid:"))  # of chance digits
    yield from (f"the feed says {word}" for word in CLINICAL if word in words)
    for name, value in {"cache-control": "no-store", "referrer-policy": "no-referrer"}.items():
        if answer.headers[name] != value:
            yield f"{name} is {answer.headers[name]}"


def _ended() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "feeds.sqlite")
        client = Client(demo=True, feeds=str(path))
        made = client.post("/calendar", examples("Record")["amina"]).json
        token = made["url"].rpartition("/")[2].removesuffix(".ics")
        if token.encode() in path.read_bytes():
            yield "the address is kept as it is"
        if len(token) * 6 < ENTROPY_BITS:
            yield f"the address has {len(token)} characters"
        client.send("DELETE", f"/calendar/{made['feed']}", b"", {})
        if client.get(f"/calendar/{token}.ics").status != 404:
            yield "a feed that was revoked is still read"


# --- B40: what never gets out --------------------------------------------------------------------


def canaries() -> Figure:
    """A word of its own in every text of every call: none in a log, a figure, or what is kept."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            guideline="uk",
            demo=True,
            feeds=str(Path(folder, "feeds")),
            feedback=str(Path(folder, "feedback")),
        )
        client, heard = Client(settings), Heard()
        log = logging.getLogger()
        level = log.level
        log.addHandler(heard)
        log.setLevel(logging.DEBUG)
        words: list[str] = []
        try:
            for path, body in _calls():
                whole = _salted(body, words)
                secret = f"Bearer {_word(words)}"
                for sent in (whole, {"x": whole}, [whole]):
                    client.post(path, sent, authorization=secret, cookie=_word(words))
                client.get(f"{path}?q={_word(words)}")
        finally:
            log.removeHandler(heard)
            log.setLevel(level)
        out = "\n".join(heard.lines) + client.get("/metrics").body.decode()
        kept = b"".join(path.read_bytes() for path in Path(folder).iterdir())
    found = [word for word in words if word in out or word.encode() in kept]
    lines = len(heard.lines)
    return Figure(
        measured=f"{len(words)} canaries in names, ids, texts, tokens and addresses: {len(found)} "
        f"in {lines} lines of log, the figures and the files",
        faults=(*found, *([] if lines else ["nothing is logged at all"])),
    )


def _calls() -> Iterator[tuple[str, Any]]:
    for body in examples("HookCall").values():
        yield HOOK, body
    yield f"{HOOK}/feedback", examples("FeedbackCall")["overridden"]
    record = examples("Record")["amina"]
    for path in ("/fhir/$corrin-plan", "/calendar"):
        yield path, record
    for path in ("/fhir/PlanDefinition/$apply", "/fhir/PlanDefinition/$r5.apply"):
        yield path, examples("Parameters")["amina"]
    yield "/fhir/QuestionnaireResponse/$extract", examples("QuestionnaireResponse")["symptoms"]


def _word(words: list[str]) -> str:
    words.append(f"zyx{secrets.token_hex(6)}")
    return words[-1]


TELL_WHAT = frozenset(
    {"resourceType", "system", "code", "status", "hook", "type", "unit", "linkId", "questionnaire"}
    | {"name", "outcome", "card", "outcomeTimestamp", "gender", "selections", "use", "intent"}
)
"""Elements without which a call would not be understood; their texts stay."""


def _salted(node: Any, words: list[str], key: str = "") -> Any:
    """A call in which every text that may name a person has a word of its own behind it."""
    if isinstance(node, dict):
        return {name: _salted(value, words, name) for name, value in node.items()}
    if isinstance(node, list):
        return [_salted(value, words, key) for value in node]
    if not isinstance(node, str) or key in TELL_WHAT or _is_day(node) or "/" in node:
        return node
    return node if key in ("id", "patientId") else f"{node} {_word(words)}"


def _is_day(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
