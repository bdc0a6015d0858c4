"""The proofs of the edge with small counts; each must fail when its control is taken away."""

import asyncio
import logging
import socket
from typing import Any

import pytest

from corrin.service import edge, feeds, hooks, tokens
from corrin.service.answers import refused
from prove import edge_fuzz, edge_hostile, service
from tests.service import test_tokens as held

LOG = logging.getLogger("corrin.service")


def fuzzed(count: int = 200) -> list[str]:
    found = edge_fuzz.Fuzzed()
    asyncio.run(found.run(1, range(count)))
    return found.seen.faults


def test_fuzzed_requests_are_answered_as_described():
    found = edge_fuzz.measure(1_000, seed=3)

    assert found.faults == ()


def test_a_request_is_the_same_by_its_number():
    assert edge_fuzz.made(1, 7) == edge_fuzz.made(1, 7)
    assert edge_fuzz.made(1, 7) != edge_fuzz.made(2, 7)


def test_a_fault_of_the_program_is_found(monkeypatch):
    def broken(*_: Any, **__: Any) -> None:
        raise KeyError

    monkeypatch.setattr("corrin.service.operations.asked", broken)

    assert any("500" in fault for fault in fuzzed())


def test_a_log_that_tells_the_path_is_found(monkeypatch):
    monkeypatch.setattr(edge, "_route", lambda scope: scope["path"])

    assert any("logged" in fault for fault in fuzzed())


def test_a_header_of_security_that_is_missing_is_found(monkeypatch):
    monkeypatch.setattr(edge.Edge, "_guard", lambda *_: None)

    assert any("security" in fault for fault in fuzzed(10))


def test_a_status_that_is_not_described_is_found(monkeypatch):
    def teapot(*_: Any) -> None:
        raise refused(418, "x", "y", "z")

    monkeypatch.setattr("corrin.service.operations._given", teapot)

    assert any("418 is not described" in fault for fault in fuzzed())


@pytest.mark.parametrize("name", ["B35", "B40", "B42", "B43"])
def test_each_bar_is_met(name):
    figure = service.FIGURES[name]()

    assert figure.faults == ()


def test_hostile_texts_stay_texts():
    assert edge_hostile.feeds(300).faults == ()


def test_a_memory_of_tokens_that_is_off_is_found(monkeypatch):
    monkeypatch.setattr(tokens.Replayed, "use", lambda *_: None)

    assert edge_hostile.tokens().faults == ("a token is taken twice",)


def test_tokens_that_are_not_verified_are_found(monkeypatch):
    monkeypatch.setattr(held.jwt, "decode", lambda *_, **__: {})

    assert len(edge_hostile.tokens().faults) > 1


def test_a_server_that_is_asked_by_its_own_word_is_found(monkeypatch):
    """The rule is not to ask `fhirServer` at all: whoever does is seen at the door."""
    whole = hooks.call_of

    def asking(body: Any) -> Any:
        if isinstance(server := body.get("fhirServer"), str):
            try:
                socket.create_connection((server.split("/")[2], 80))
            except (OSError, IndexError):
                return whole(body)
        return whole(body)

    monkeypatch.setattr(hooks, "call_of", asking)

    assert any("gone out" in fault for fault in edge_hostile.addresses().faults)


def test_a_name_that_is_looked_up_is_found(monkeypatch):
    whole = hooks.call_of

    def asking(body: Any) -> Any:
        try:
            socket.getaddrinfo("ehr.example.org", 443)
        except OSError:
            return whole(body)
        return whole(body)

    monkeypatch.setattr(hooks, "call_of", asking)

    assert any("gone out" in fault for fault in edge_hostile.addresses().faults)


def test_a_body_that_is_logged_is_found(monkeypatch):
    whole = hooks.call_of

    def telling(body: Any) -> Any:
        LOG.info("%s", body)
        return whole(body)

    monkeypatch.setattr(hooks, "call_of", telling)

    assert edge_hostile.canaries().faults != ()


def test_an_address_that_is_kept_as_it_is_is_found(monkeypatch):
    monkeypatch.setattr(feeds, "_digest", lambda token: token.encode())

    assert "the address is kept as it is" in edge_hostile.feeds(10).faults


def test_a_feed_that_tells_of_a_person_is_found(monkeypatch):
    monkeypatch.setattr("corrin.render.feed.NAME", "Vitamin B12 of Amina")

    assert "the feed says b12" in edge_hostile.feeds(10).faults


def test_a_cell_that_is_written_as_csv_is_found(tmp_path, monkeypatch):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "export.py").write_text("import csv\ncsv.writer(open('x')).writerow([])\n")
    monkeypatch.setattr(service.corpus, "ROOT", tmp_path)

    assert len(service.cells().faults) == 1
