"""The pages to read: each leads somewhere, and holds on a narrow screen."""

import re
from html import escape

import pytest
from msgspec.structs import replace

from corrin.knowledge import load
from corrin.render.page import Item, Page, Section, items
from corrin.service import pages
from corrin.service.pages import html
from tests.service import test_tokens as held
from tests.service.client import Client

DEMO = Client(demo=True)
LINK = re.compile(r'<a href="(/[^"]*)"')


def test_every_link_from_the_start_page_is_answered():
    links = LINK.findall(DEMO.get("/").body.decode())

    assert {"/cds-services", "/openapi.json", "/fhir/Patient/amina"} <= set(links)
    assert len(links) > 30
    assert [link for link in links if DEMO.get(link).status != 200] == []


@pytest.mark.parametrize("path", ["/", "/evidence/order_with_allergy"])
def test_a_page_has_what_a_reader_and_a_screen_reader_need(path):
    page = DEMO.get(path)
    body = page.body.decode()

    assert page.headers["content-type"].startswith("text/html")
    assert '<html lang="en">' in body
    assert body.count("<h1>") == body.count("<main>") == body.count("<title>") == 1
    assert "width=device-width" in body
    assert "<script" not in body
    assert " style=" not in body  # the policy of content would not let it act


def test_a_page_without_patients_and_with_tokens_leads_to_nothing_that_is_refused():
    client = Client(held.SETTINGS)
    links = LINK.findall(client.get("/", host=held.HOST).body.decode())

    assert links
    assert [link for link in links if client.get(link, host=held.HOST).status != 200] == []


@pytest.mark.parametrize("name", ["folic_acid_alone", "order_leber"])
def test_every_name_of_a_condition_is_told_in_words(name):
    body = DEMO.get(f"/evidence/{name}").body.decode()
    used = {"folic_acid_alone": "b12_short", "order_leber": "order_is_cyanocobalamin"}[name]
    facts = load.knowledge().facts

    assert f"<li>{used}: {escape(facts[used].asks)}</li>" in body


def test_how_far_a_card_was_checked_is_said_in_words():
    known = load.knowledge()
    card = next(iter(known.cards.values()))
    whole = replace(known, cards={card.id: replace(card, verified="true")})

    body = pages.evidence(card.id, whole)

    assert body is not None
    assert (
        "<dt>Checked</dt><dd>checked against its source or a text that quotes it</dd>"
        in (body.partition("<h2>")[2].partition("<h2>")[0])
    )


def test_a_long_address_is_broken_where_the_screen_ends():
    """At 380 pixels, 22 of 29 pages were wider than the screen."""
    assert "overflow-wrap: anywhere" in pages.STYLE


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//evil.example", "data:text/html,x"])
def test_a_link_of_another_kind_is_not_written(link):
    page = Page("x", (), (Section("x", items(Item("x", link=link))),))

    assert "<a " not in html(page)
