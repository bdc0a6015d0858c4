"""The edge: what is turned away before it costs anything, and what never gets out."""

import asyncio
import json
import logging
import socket
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from corrin.errors import Refused
from corrin.service import read_settings
from corrin.service.settings import Limits
from prove.r4 import faults
from tests.service.client import Client
from tests.service.people import b12, call, condition, draft, prefetch

HOOK = "/cds-services/corrin-b12"
VIEW = call("patient-view", prefetch(b12(120)))
BODIES: dict[str, tuple[bytes, int]] = {
    "empty": (b"", 400),
    "not JSON": (b"{", 400),
    "a list": (b"[]", 400),
    "a text": (b'"x"', 400),
    "NaN": (b'{"hook": NaN}', 400),
    "a key twice": (b'{"hook": "patient-view", "hook": "order-sign"}', 400),
    "a lone surrogate": (b'{"hook": "\\ud800"}', 400),
    "NUL": (b'{"hook": "a\\u0000b"}', 400),
    "not UTF-8": (b'{"hook": "\xff"}', 400),
    "UTF-16": ('{"hook": "x"}'.encode("utf-16"), 400),
    "XML": (b"<Bundle/>", 400),
    "gzip": (b"\x1f\x8b\x08\x00", 400),
    "deep": (b'{"a":' * 70_000 + b"1" + b"}" * 70_000, 400),
    "deeper than is parsed": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, 413),
    "wide": (b'{"a": [' + b"1," * 125_000 + b"1]}", 400),
    "a key twice among very many": (b'{"hook": 1, "hook": [' + b"1," * 30_000 + b"1]}", 400),
    "wider than is parsed": (b'{"a": [' + b"1," * 150_000 + b"1]}", 413),
    "an endless number": (b'{"hook": ' + b"9" * 100_000 + b"}", 400),
    "a huge exponent": (b'{"hook": 1e999999999}', 400),
    "another hook": (b'{"hook": "appointment-book"}', 400),
    "no context": (b'{"hook": "patient-view", "hookInstance": "x"}', 400),
}


@pytest.mark.parametrize("case", BODIES)
def test_a_body_that_is_none_is_refused_with_a_reason(case):
    body, status = BODIES[case]
    answer = Client().post(HOOK, body)

    assert answer.status == status
    assert answer.headers["content-type"] == "application/fhir+json"
    assert faults(answer.json) == []
    assert answer.json["issue"][0]["diagnostics"]


def without(*path: str) -> Any:
    made = json.loads(json.dumps(VIEW))
    node = made
    for step in path[:-1]:
        node = node[step]
    del node[path[-1]]
    return made


def with_(value: Any, *path: str) -> Any:
    made = json.loads(json.dumps(VIEW))
    node = made
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return made


OUTCOME = {
    "resourceType": "OperationOutcome",
    "issue": [{"severity": "error", "code": "forbidden"}],
}
PAGED = {**VIEW["prefetch"]["observations"], "link": [{"relation": "next", "url": "http://x/2"}]}
CALLS: dict[str, tuple[Any, int]] = {
    "no instance": (without("hookInstance"), 400),
    "no user": (without("context", "userId"), 400),
    "no patient in the context": (without("context", "patientId"), 400),
    "a patient that is a path": (with_("../../Patient/2", "context", "patientId"), 400),
    "a patient of another": (with_("p2", "context", "patientId"), 422),
    "no prefetch": (without("prefetch"), 412),
    "no Patient": (without("prefetch", "patient"), 412),
    "no observations": (without("prefetch", "observations"), 412),
    "no conditions": (without("prefetch", "conditions"), 412),
    "observations that are null": (with_(None, "prefetch", "observations"), 412),
    "observations that were forbidden": (with_(OUTCOME, "prefetch", "observations"), 412),
    "observations that go on elsewhere": (with_(PAGED, "prefetch", "observations"), 412),
}


@pytest.mark.parametrize("case", CALLS)
def test_no_advice_is_given_on_what_is_not_there(case):
    body, status = CALLS[case]
    answer = Client().post(HOOK, body)

    assert answer.status == status
    assert "cards" not in answer.json
    assert faults(answer.json) == []


def test_what_is_not_needed_may_be_missing():
    for key in ("family", "procedures", "statements", "administrations", "allergies"):
        assert Client().post(HOOK, without("prefetch", key)).status == 200


def test_additions_of_the_next_version_are_tolerated():
    more = {**VIEW, "extension": {"com.example": {}}, "fhirServer": "https://ehr.example/fhir"}

    client = Client()

    assert client.post(HOOK, more).json == client.post(HOOK, VIEW).json


def test_allergies_are_needed_where_something_is_ordered():
    body = call("order-sign", prefetch(b12(120)), draft("Hydroxocobalamin 1 mg"))
    del body["prefetch"]["allergies"]

    assert Client().post(HOOK, body).status == 412


def test_a_body_over_its_budget_is_refused_while_it_arrives():
    small = Client(limits=Limits(bytes=10_000))
    body = json.dumps({**VIEW, "x": "y" * 20_000}).encode()
    said = small.post(HOOK, body, content_length=str(len(body)))
    unsaid = small.send("POST", HOOK, body, {"content-type": "application/json"}, chunk=1_000)

    assert (said.status, unsaid.status) == (413, 413)


@pytest.mark.parametrize("length", ["-1", "1e3", "x", "\u00b2", "9" * 30])
def test_a_length_that_is_none_is_refused(length):
    assert Client().post(HOOK, b"{}", content_length=length).status == 413


def test_a_body_that_does_not_arrive_is_given_up():
    client = Client(limits=Limits(seconds=1))

    async def run() -> int:
        status = 0

        async def receive() -> Any:
            await asyncio.sleep(30)

        async def send(message: Any) -> None:
            nonlocal status
            status = message.get("status", status)

        await client.app(_scope(), receive, send)
        return status

    assert asyncio.run(run()) == 408


def test_a_client_that_goes_away_is_no_fault_of_the_program(caplog):
    client = Client()

    async def run() -> list[Any]:
        messages: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            messages.append(message)

        await client.app(_scope(), receive, send)
        return messages

    with caplog.at_level(logging.DEBUG):
        (start, *_) = asyncio.run(run())

    assert start["status"] == 400
    assert "fault" not in caplog.text


def test_packed_and_other_bodies_are_not_read():
    assert Client().post(HOOK, b"x", content_encoding="gzip").status == 415
    assert Client().send("POST", HOOK, b"x", {"content-type": "text/plain"}).status == 415


def test_more_than_can_be_worked_on_are_told_at_once_and_never_with_an_empty_list():
    client = Client(limits=Limits(at_once=1))

    async def run() -> list[Any]:
        body = json.dumps(VIEW).encode()
        headers = {"content-type": "application/json"}
        first = asyncio.create_task(_slow(client, body, headers))
        await asyncio.sleep(0)
        rest = [await client.sent("POST", HOOK, body, headers) for _ in range(3)]
        healthy = await client.sent("GET", "/health", b"", {})
        return [await first, healthy, *rest]

    first, healthy, *rest = asyncio.run(run())

    assert first == 200
    assert healthy.status == 200
    assert [one.status for one in rest] == [503, 503, 503]
    assert all("cards" not in one.json for one in rest)
    assert all(one.headers["retry-after"] == "1" for one in rest)
    assert client.post(HOOK, VIEW).status == 200


async def _slow(client: Client, body: bytes, headers: dict[str, str]) -> int:
    """A request whose body comes late."""
    status = 0

    async def receive() -> Any:
        await asyncio.sleep(0.2)
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status
        status = message.get("status", status)

    await client.app(_scope(headers), receive, send)
    return status


def _scope(headers: Mapping[str, str] = MappingProxyType({})) -> dict[str, Any]:
    """A POST to the hook, whose body is yet to come."""
    given = {"host": "127.0.0.1:8000", "content-type": "application/json", **headers}
    return {
        "type": "http",
        "method": "POST",
        "path": HOOK,
        "raw_path": HOOK.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "headers": [(k.encode(), v.encode()) for k, v in given.items()],
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 1),
    }


def test_all_that_have_arrived_are_counted_before_any_work():
    """Requests that are there whole, at once: as many as allowed are answered, the rest told."""
    client = Client(limits=Limits(at_once=3))
    body = json.dumps(VIEW).encode()
    sent = {"content-type": "application/json"}

    async def run() -> list[Any]:
        return await asyncio.gather(*(client.sent("POST", HOOK, body, sent) for _ in range(10)))

    answers = asyncio.run(run())

    assert sorted(one.status for one in answers) == [200] * 3 + [503] * 7
    assert all("cards" in one.json for one in answers if one.status == 200)


def test_a_fault_of_the_program_is_told_without_what_was_sent(monkeypatch, caplog):
    def fault(*_: Any, **__: Any) -> None:
        raise ValueError(CANARIES[0])

    monkeypatch.setattr("corrin.service.consider.read", fault)
    with caplog.at_level(logging.DEBUG):
        answer = Client().post(HOOK, VIEW)

    assert answer.status == 500
    assert "cards" not in answer.json
    assert faults(answer.json) == []
    assert "ValueError" in caplog.text
    assert CANARIES[0] not in caplog.text + answer.body.decode()


# --- what gets out -------------------------------------------------------------------------------


def test_every_answer_carries_the_security_headers():
    for answer in (
        Client().get("/cds-services"),
        Client().get("/nowhere"),
        Client().post(HOOK, b"{"),
        Client().get("/evidence/order_leber"),
        Client().get("/health", host="evil.example"),
    ):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "server" not in answer.headers


def test_another_host_is_not_answered():
    """A page that has its own name lead to this machine would otherwise be let in."""
    for host in ("evil.example", "127.0.0.1:8001", "127.0.0.1.evil.example:8000", ""):
        assert Client().get("/cds-services", host=host).status == 421


def test_pages_of_other_origins_are_let_in_only_where_configured():
    client = Client(origins=("https://ehr.example",))
    asked = {
        "access_control_request_method": "POST",
        "access_control_request_headers": "authorization,content-type",
    }
    good = client.send("OPTIONS", HOOK, b"", {"origin": "https://ehr.example", **asked})
    bad = client.send("OPTIONS", HOOK, b"", {"origin": "https://evil.example", **asked})
    none = Client().send("OPTIONS", HOOK, b"", {"origin": "https://ehr.example", **asked})
    answer = client.post(HOOK, VIEW, origin="https://ehr.example")

    assert good.status == 200
    assert good.headers["access-control-allow-origin"] == "https://ehr.example"
    assert "authorization" in good.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-origin" not in bad.headers
    assert "access-control-allow-origin" not in none.headers
    assert answer.headers["access-control-allow-origin"] == "https://ehr.example"


CANARIES = ("Zyxwold-4711", "1931-07-19", "canary-token", "Quux-complaint", "canary-instance")


def test_no_word_of_a_person_or_of_a_token_is_logged(caplog):
    born, words = CANARIES[1], condition(f"numbness {CANARIES[3]}")
    body = call("patient-view", prefetch(b12(120), words, born=born))
    body["hookInstance"] = CANARIES[4]
    body["prefetch"]["patient"]["name"] = [{"family": CANARIES[0]}]
    client = Client()
    with caplog.at_level(logging.DEBUG):
        for sent in (body, {**body, "hook": CANARIES[3]}, without("prefetch")):
            client.post(HOOK, sent, authorization=f"Bearer {CANARIES[2]}")
        client.post(f"{HOOK}/feedback", {"feedback": [{"card": CANARIES[3]}]})
        client.get(f"/evidence/{CANARIES[3]}")
        client.get(f"/{CANARIES[0]}?name={CANARIES[3]}")
        client.send(CANARIES[3], "/health", b"", {})
    logged = caplog.text + client.get("/metrics").body.decode()

    assert "/cds-services/corrin-b12" in logged
    assert [canary for canary in CANARIES if canary in logged] == []


def test_nothing_is_connected_to_whatever_a_call_names(monkeypatch):
    def connect(*_: Any) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)
    for server in SERVERS:
        body = {**VIEW, "fhirServer": server, "fhirAuthorization": {"access_token": "x"}}
        assert Client().post(HOOK, body).status == 200
        del body["prefetch"]["observations"]
        assert Client().post(HOOK, body).status == 412
        body["prefetch"]["observations"] = VIEW["prefetch"]["conditions"]


SERVERS = [
    f"{scheme}{host}{port}{path}"
    for scheme in ("http://", "https://", "file:///", "gopher://")
    for host in (
        "127.0.0.1",
        "localhost",
        "[::1]",
        "169.254.169.254",
        "2130706433",
        "0x7f000001",
        "user@127.0.0.1",
        "ehr.example.org.evil.example",
    )
    for port in ("", ":22")
    for path in ("/fhir",)
]


def test_there_are_enough_addresses():
    assert len(SERVERS) >= 60


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inside: (
        st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=8), inside, max_size=4)
    ),
    max_leaves=12,
)
PLACES = ("context", "prefetch", "hook", "hookInstance", "patient", "observations")


@drawn(JSONS, st.sampled_from(PLACES))
def test_whatever_is_sent_is_answered(value, place):
    """No fault of the program, and no card for what is no call."""
    body = json.loads(json.dumps(VIEW))
    holder = body["prefetch"] if place in ("patient", "observations") else body
    holder[place] = value
    answer = Client().post(HOOK, body)

    assert answer.status in (200, 400, 412, 422)
    assert answer.status == 200 or faults(answer.json) == []


# --- the settings --------------------------------------------------------------------------------


def test_without_a_file_only_this_machine_is_served():
    plain = read_settings(None, {})

    assert (plain.host, plain.open_to_all) == ("127.0.0.1", True)


FAULTY: dict[str, tuple[str, tuple[str, ...]]] = {
    "beyond the machine without issuers": (
        '[listen]\nhost = "0.0.0.0"\nexternal = "https://cds.example"',
        ("listen.host",),
    ),
    "beyond the machine by http": (
        '[listen]\nhost = "::"',
        ("listen.host", "listen.external"),
    ),
    "several faults at once": (
        'colour = "red"\n[listen]\nport = 99999\nhost = ""\n[limits]\nbytes = -1\nwidth = 3',
        ("colour", "listen.port", "listen.host", "limits.bytes", "limits.width"),
    ),
    "an origin that is none": ('[cors]\norigins = ["*"]', ("cors.origins",)),
    "an origin with a path": ('[cors]\norigins = ["https://a.example/x"]', ("cors.origins",)),
    "an external address with a path": (
        '[listen]\nexternal = "https://a.example/cds"',
        ("listen.external",),
    ),
    "an external address with a password": (
        '[listen]\nexternal = "https://u:p@a.example"',
        ("listen.external",),
    ),
    "an issuer without keys": ('[[issuers]]\niss = "https://a"', ("issuers[0].jwks",)),
    "keys that are not there": (
        '[[issuers]]\niss = "https://a"\njwks = "none.json"',
        ("issuers[0].jwks",),
    ),
    "a table where a list is due": ("[issuers]\niss = 1", ("issuers",)),
    "a depth beyond what can be read": ("[limits]\ndepth = 1000", ("limits.depth",)),
    "a name that is no address": ('canonical = "b12"', ("canonical",)),
    "a name with a slash behind it": ('canonical = "https://a.example/"', ("canonical",)),
    "a guideline that is none": ('guideline = "mars"', ("guideline",)),
    "not TOML": ("listen = [", ("file",)),
    "forecasts in words": ('forecasts = "yes"', ("forecasts",)),
    "nothing can be kept there": (
        'feedback = "corrin.toml"\nfeeds = "none/feeds.sqlite"',
        ("feedback", "feeds"),
    ),
}


@pytest.mark.parametrize("case", FAULTY)
def test_every_fault_of_the_settings_is_named(case, tmp_path):
    text, fields = FAULTY[case]
    path = tmp_path / "corrin.toml"
    path.write_text(text)
    with pytest.raises(Refused) as refused:
        read_settings(path, {})

    assert set(fields) <= {one.field for one in refused.value.refusals}


def test_the_limits_that_the_manual_tells_are_the_defaults():
    manual = Path(__file__).parents[2] / "docs" / "manual" / "13-service.md"
    told = manual.read_text(encoding="utf-8").partition("[limits]")[2].partition("```")[0]

    assert tomllib.loads(f"[limits]{told}")["limits"] == msgspec.structs.asdict(Limits())


def test_the_environment_overrides_the_file(tmp_path):
    path = tmp_path / "corrin.toml"
    path.write_text("[listen]\nport = 9000\n")

    assert read_settings(path, {"CORRIN_PORT": "9100"}).port == 9100
    with pytest.raises(Refused):
        read_settings(path, {"CORRIN_HOST": "0.0.0.0"})


def test_canonical_names_hang_on_the_address_of_the_service_unless_they_are_set(tmp_path):
    path = tmp_path / "corrin.toml"
    path.write_text('[listen]\nexternal = "https://cds.example"')

    assert read_settings(None, {}).canonical == "https://corrin.example/fhir"
    assert read_settings(path, {}).canonical == "https://cds.example/fhir"
    set_ = {"CORRIN_CANONICAL": "https://b12.example"}
    assert read_settings(path, set_).canonical == "https://b12.example"


def test_the_demonstration_stays_on_this_machine(tmp_path):
    path = tmp_path / "corrin.toml"
    path.write_text('[listen]\nhost = "0.0.0.0"\nexternal = "https://cds.example"')
    with pytest.raises(Refused) as refused:
        read_settings(path, {}, demo=True)

    assert "--demo" in {one.field for one in refused.value.refusals}
