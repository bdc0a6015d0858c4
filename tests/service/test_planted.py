"""Each control of the edge, taken away: what the other tests hold must then break."""

from typing import Any

import jwt
import pytest

from corrin.service import edge, hooks, tokens
from corrin.service.settings import Limits
from tests.service import test_tokens as held
from tests.service.client import Client
from tests.service.people import allergy, b12, call, condition, draft, prefetch

HOOK = "/cds-services/corrin-b12"
VIEW = call("patient-view", prefetch(b12(120)))


def test_without_a_memory_a_token_is_used_twice(monkeypatch):
    monkeypatch.setattr(tokens.Replayed, "use", lambda *_: None)
    client = Client(held.SETTINGS)
    made = f"Bearer {held.token()}"

    assert [held.asked(client, made).status for _ in range(2)] == [200, 200]


@pytest.mark.parametrize(
    "case",
    ["changed after it was signed", "no signature", "a key of nobody", "half a signature"],
)
def test_without_a_signature_checked_anybody_is_let_in(monkeypatch, case):
    monkeypatch.setattr(jwt, "decode", lambda *_, **__: {})

    assert held.asked(Client(held.SETTINGS), f"Bearer {held.HOSTILE[case]()}").status == 200


@pytest.mark.parametrize("case", ["expired", "expires in a year", "not before tomorrow"])
def test_without_the_times_checked_an_old_token_is_let_in(monkeypatch, case):
    monkeypatch.setattr(tokens.Tokens, "_timely", lambda *_: None)

    assert held.asked(Client(held.SETTINGS), f"Bearer {held.HOSTILE[case]()}").status == 200


def test_without_an_audience_a_token_for_another_service_is_let_in(monkeypatch):
    whole = jwt.decode

    def anywhere(token: str, key: Any, **more: Any) -> Any:
        more.pop("audience")
        options = {**more.pop("options"), "verify_aud": False}
        return whole(token, key, options=options, **more)

    monkeypatch.setattr(jwt, "decode", anywhere)
    made = f"Bearer {held.HOSTILE['another service']()}"

    assert held.asked(Client(held.SETTINGS), made).status == 200


def test_without_a_budget_a_large_body_is_read(monkeypatch):
    monkeypatch.setattr(edge, "_too_large", lambda *_: None)
    client = Client(limits=Limits(bytes=100_000))
    body = b'{"x": "' + b"y" * 50_000 + b'"}'

    assert client.post(HOOK, body, content_length=str(len(body) * 10)).status == 400


def test_without_a_count_all_are_worked_on(monkeypatch):
    client = Client(limits=Limits(at_once=1))
    monkeypatch.setattr(edge.Edge, "_turned_away", lambda *_: None)

    assert client.post(HOOK, VIEW).status == 200
    assert client.get("/health", host="evil.example").status == 200


def test_without_escaping_a_record_writes_links_into_a_card(monkeypatch):
    monkeypatch.setattr("corrin.service.cards.escaped", lambda text: text)
    evil = condition("numbness of the feet [x](http://evil.example)")
    detail = (
        Client()
        .post(HOOK, call("patient-view", prefetch(b12(120), evil)))
        .json["cards"][0]["detail"]
    )

    assert "](http://evil.example)" in detail


def test_without_what_is_needed_an_allergy_is_missed(monkeypatch):
    """Why a missing list is a 412: taken for "none" it would silence the card that matters."""
    order = draft("Hydroxocobalamin 1 mg/mL injection", route="intramuscular")
    body = call("order-sign", prefetch(b12(120), allergy("hydroxocobalamin")), order)
    assert Client().post(HOOK, body).json["cards"][0]["indicator"] == "critical"
    del body["prefetch"]["allergies"]
    assert Client().post(HOOK, body).status == 412
    monkeypatch.setitem(hooks.NEEDED, "order-sign", ("patient",))

    assert Client().post(HOOK, body).json == {"cards": []}
