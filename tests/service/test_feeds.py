"""Calendar feeds: the right days, nothing that tells of a person, and an address that can end."""

import json
import logging
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from icalendar import Calendar

from corrin.render.calendar import Entry
from corrin.render.feed import Kept, feed, merged
from corrin.service.settings import Limits
from tests.service.client import NOW, Client
from tests.service.people import condition, given
from tests.service.test_operations import NUMB, record

TODAY = date(2026, 11, 20)
PERNICIOUS = record(condition("pernicious anaemia"), given("hydroxocobalamin", "2026-10-20"))


SAID = ("b12", "cobalamin", "p1", "196803", "1968-03", "nerve", "method:")
"""What would tell of the person; "1968" alone stands now and then among the digits of a UID."""


def made(client: Client, body: Any = NUMB) -> tuple[str, str]:
    """The name of a new feed, and the path of its address."""
    answer = client.post("/calendar", body)
    assert answer.status == 201
    return answer.json["feed"], answer.json["url"].removeprefix("http://127.0.0.1:8000")


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_the_doses_of_the_plan_stand_on_their_days_and_say_nothing():
    """Alternate days from the day of the plan: BNF, hydroxocobalamin with nerves."""
    client = Client()
    _, path = made(client)
    answer = client.get(path)
    found = events(answer.body)
    doses = sorted(one["DTSTART"].dt for one in found if str(one["SUMMARY"]) == "Appointment")

    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert doses[:3] == [TODAY, TODAY + timedelta(2), TODAY + timedelta(4)]
    assert all(one["DTEND"].dt - one["DTSTART"].dt == timedelta(1) for one in found)
    assert {str(one["SUMMARY"]) for one in found} <= {"Appointment", "Blood test", "Review"}
    text = answer.body.decode().lower()
    assert [w for w in SAID if w in text] == []


def test_a_plan_made_anew_keeps_the_identity_of_what_moves_and_cancels_the_rest():
    client = Client()
    name, path = made(client)
    first = {str(one["UID"]): one for one in events(client.get(path).body)}
    assert client.send("PUT", f"/calendar/{name}", *sent(NUMB)).status == 200
    assert {str(one["UID"]) for one in events(client.get(path).body)} == first.keys()
    client.now += timedelta(days=1)
    assert client.send("PUT", f"/calendar/{name}", *sent(PERNICIOUS)).status == 200
    after = {str(one["UID"]): one for one in events(client.get(path).body)}

    assert first.keys() <= after.keys()
    gone = [one for one in after.values() if str(one["STATUS"]) == "CANCELLED"]
    assert gone
    assert all(int(one["SEQUENCE"]) == 1 for one in gone)
    client.now += timedelta(days=91)
    client.send("PUT", f"/calendar/{name}", *sent(PERNICIOUS))
    left = {str(one["UID"]) for one in events(client.get(path).body)}
    assert left.isdisjoint(str(one["UID"]) for one in gone)


def sent(body: Any) -> tuple[bytes, dict[str, str]]:
    return json.dumps(body).encode(), {"content-type": "application/fhir+json"}


def test_a_feed_is_ended_by_its_owner_and_by_time():
    client = Client()
    name, path = made(client)
    _, other = made(client)
    assert client.send("DELETE", f"/calendar/{name}", b"", {}).status == 200
    assert client.get(path).status == 404
    assert client.send("DELETE", f"/calendar/{name}", b"", {}).status == 404
    assert client.get(other).status == 200
    client.now += timedelta(days=401)
    assert client.get(other).status == 404


def test_feeds_do_not_fill_the_machine():
    client = Client(limits=Limits(feeds=2))
    made(client)
    name, _ = made(client)
    answer = client.post("/calendar", NUMB)
    assert answer.status == 503
    assert answer.json["issue"][0]["code"] == "throttled"
    assert answer.headers["retry-after"] == "86400"  # one of them may be ended on any day
    client.send("DELETE", f"/calendar/{name}", b"", {})
    made(client)
    client.now += timedelta(days=401)
    made(client)


def test_the_first_feed_that_ends_by_itself_makes_room():
    """It lives 400 days: on the last of them that is known to the second."""
    client = Client(limits=Limits(feeds=1))
    made(client)
    client.now += timedelta(days=400, seconds=-90)

    assert client.post("/calendar", NUMB).headers["retry-after"] == "90"
    client.now += timedelta(seconds=90)
    made(client)


def test_an_address_cannot_be_guessed_and_is_not_kept(tmp_path):
    path = tmp_path / "feeds.sqlite"
    client = Client(feeds=str(path))
    name, address = made(client)
    token = address.removeprefix("/calendar/").removesuffix(".ics")

    assert len(token) == 43  # 256 bits, six to a character
    assert token.encode() not in path.read_bytes()
    assert b"cobalamin" not in path.read_bytes()
    assert Client(feeds=str(path)).get(address).status == 200
    missing = client.get(f"/calendar/{'A' * 43}.ics")
    wrong = client.get(f"/calendar/{token[:-1]}.ics")
    assert (missing.status, missing.body) == (wrong.status, wrong.body)
    assert missing.status == 404
    assert client.get(f"/calendar/{name}.ics").status == 404


def test_the_address_stands_in_no_log(caplog):
    client = Client()
    with caplog.at_level(logging.DEBUG):
        name, path = made(client)
        client.get(path)
        client.send("DELETE", f"/calendar/{name}", b"", {})
    logged = caplog.text + client.get("/metrics").body.decode()

    assert "/calendar/{token}.ics" in logged
    assert path.removeprefix("/calendar/").removesuffix(".ics") not in logged


@pytest.mark.parametrize("body", [{}, {"resourceType": "Patient"}, []])
def test_what_is_no_record_gives_no_feed(body):
    assert Client().post("/calendar", body).status in (400, 422)


ENTRIES = st.lists(
    st.builds(
        Entry,
        title=st.sampled_from(["Appointment", "Review"]),
        on=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
        kind=st.sampled_from(["dose loading", "dose maintenance", "check first_review"]),
        details=st.text(max_size=60).map(lambda text: text.replace("\r", "")),
    ),
    max_size=8,
)


@drawn(ENTRIES, ENTRIES)
def test_what_was_published_never_vanishes_and_never_falls_behind(before, after):
    first = merged("f", (), before, TODAY)
    then = {one.uid: one for one in merged("f", first, after, TODAY)}

    for one in first:
        assert one.uid in then
        changed = then[one.uid] != one
        assert then[one.uid].sequence == one.sequence + changed
    again = merged("f", then.values(), after, TODAY)
    assert again == sorted(then.values(), key=lambda one: (one.on, one.uid))


@drawn(st.text(max_size=200).filter(lambda text: "\r" not in text and "\0" not in text))
def test_no_text_can_become_a_property(text):
    kept = Kept(uid="1@corrin", title="Appointment", on=TODAY, details=f"x{text}x")
    found = events(feed([kept], at=NOW))

    assert len(found) == 1
    assert {str(name) for name in found[0]} == PROPERTIES


PROPERTIES = {
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "DESCRIPTION",
    "SEQUENCE",
    "LAST-MODIFIED",
    "TRANSP",
    "CLASS",
    "STATUS",
}


def test_a_feed_has_the_time_of_visits_that_the_query_says():
    client = Client()
    answer = client.post("/calendar?at=09:30&zone=Europe/London", NUMB)
    assert answer.status == 201
    path = answer.json["url"].removeprefix("http://127.0.0.1:8000")
    starts = {one["DTSTART"].to_ical().decode() for one in events(client.get(path).body)}

    assert "20261120T093000" in starts
    assert all(start.endswith("T093000") for start in starts)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("at=09:30", "query.zone"),
        ("zone=Europe/London", "query.at"),
        ("at=25:00&zone=Europe/London", "query.at"),
        ("at=09:30&zone=Mars", "query.zone"),
        ("at=09:30&zone=Europe/London&person=x", "query.person"),
        ("at=%ff&zone=%00", "query.at"),
    ],
)
def test_a_time_of_visits_that_cannot_be_used_gives_no_feed(query, field):
    answer = Client().post(f"/calendar?{query}", NUMB)

    assert answer.status == 422
    assert answer.json["issue"][0]["expression"] == [field]
