"""Timed visits: the instant that is read is the one that was meant, or it stands in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from corrin.domain.visit import Visits
from corrin.reading.zone import zone_named
from corrin.render.calendar import Entry, calendar
from corrin.render.feed import Kept, feed, merged
from corrin.render.zone import rules, vtimezone

ON = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
RULED = (
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Asia/Kolkata",
    "Asia/Tehran",
    "Asia/Jerusalem",
)


def event(on: str, at: str, zone: str):
    visits = Visits(at=time.fromisoformat(at), zone=zone)
    entry = Entry("Appointment", date.fromisoformat(on), "dose", visits=visits)
    (found,) = Calendar.from_ical(calendar([entry], of="x", stamp=ON)).walk("VEVENT")
    return found


@pytest.mark.parametrize(
    ("on", "at", "zone", "begins"),
    [
        # The clocks of Europe go forward on the last Sunday of March, at 01:00 universal time.
        ("2027-03-27", "09:30", "Europe/London", "TZID=Europe/London:20270327T093000"),
        ("2027-03-28", "09:30", "Europe/London", "TZID=Europe/London:20270328T093000"),
        # 01:30 does not exist there; the next minute that does is 02:00.
        ("2027-03-28", "01:30", "Europe/London", "TZID=Europe/London:20270328T020000"),
        # 01:30 exists twice; the first is 00:30 universal time, and nobody may read the other.
        ("2027-10-31", "01:30", "Europe/London", "20271031T003000Z"),
        # Half an hour is skipped on Lord Howe Island, from 02:00 to 02:30.
        ("2026-10-04", "02:10", "Australia/Lord_Howe", "TZID=Australia/Lord_Howe:20261004T023000"),
        # Morocco goes back by an hour for Ramadan, from 2027-02-07 to 2027-03-14: no yearly rule.
        ("2027-02-20", "09:30", "Africa/Casablanca", "20270220T093000Z"),
        ("2027-04-20", "09:30", "Africa/Casablanca", "20270420T083000Z"),
        ("2027-04-20", "09:30", "UTC", "20270420T093000Z"),
    ],
)
def test_a_visit_begins_at_its_time_or_in_universal_time(on, at, zone, begins):
    data = event(on, at, zone).to_ical().decode().replace("\r\n ", "")

    assert [line for line in data.split("\r\n") if line.startswith("DTSTART")] == [
        f"DTSTART;{begins}" if begins.startswith("TZID") else f"DTSTART:{begins}"
    ]


def test_what_is_not_as_it_was_asked_is_said():
    says = "Details are in the plan."
    utc = "by the clocks of {}, and written here in universal time."

    assert event("2027-03-27", "09:30", "Europe/London")["DESCRIPTION"] == says
    assert event("2027-03-28", "01:30", "Europe/London")["DESCRIPTION"] == (
        f"{says} 2027-03-28 01:30 does not exist, as the clocks change; "
        "it moves to 2027-03-28 02:00."
    )
    assert event("2027-10-31", "01:30", "Europe/London")["DESCRIPTION"] == (
        f"{says} 2027-10-31 01:30 exists twice, as the clocks change; it is the first. "
        f"It is at 2027-10-31 01:30 {utc.format('Europe/London')}"
    )
    assert event("2027-02-20", "09:30", "Africa/Casablanca")["DESCRIPTION"] == (
        f"{says} It is at 2027-02-20 09:30 {utc.format('Africa/Casablanca')}"
    )


@pytest.mark.parametrize("zone", ["Africa/Casablanca", "Africa/Cairo", "Asia/Gaza"])
def test_a_zone_without_a_yearly_rule_has_no_component(zone):
    assert rules(zone, 2026, 2028) is None


def test_a_zone_whose_rule_changes_in_the_years_has_none():
    """The United States changed theirs in 2007; Turkey stays at one offset since 2016."""
    assert rules("America/New_York", 2007, 2008) is None
    assert rules("America/New_York", 2008, 2010) is not None
    assert rules("Europe/Istanbul", 2016, 2020) is None
    assert rules("Europe/Istanbul", 2018, 2020) is not None


@given(
    st.sampled_from(RULED),
    st.dates(date(2026, 1, 1), date(2031, 12, 31)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_another_reader_finds_the_instant_that_was_meant(zone, on, at):
    """python-dateutil reads the component; the instant comes from the time zone database."""
    found = event(on.isoformat(), at.isoformat(), zone)["DTSTART"]
    wanted = datetime.combine(on, at, ZoneInfo(zone))
    before, after = wanted.utcoffset(), wanted.replace(fold=1).utcoffset()
    written = rules(zone, on.year, on.year)
    assert written is not None
    if before == after:
        text = vtimezone(written).to_ical().decode()
        read = tzical(StringIO(text.replace("\r\n", "\n"))).get()
        assert found.params["TZID"] == zone
        assert found.dt.replace(tzinfo=read).astimezone(UTC) == wanted.astimezone(UTC)
    elif before > after:
        assert found.dt == wanted.astimezone(UTC)


def test_the_rules_are_those_of_the_law():
    """Directive 2000/84/EC: last Sundays of March and October; Energy Policy Act of 2005: second
    Sunday of March, first of November."""

    def said(zone: str) -> list[str]:
        found = rules(zone, 2026, 2028)
        assert found is not None
        lines = vtimezone(found).to_ical().decode().split("\r\n")
        return sorted(line for line in lines if line.startswith("RRULE"))

    rule = "RRULE:FREQ=YEARLY;BYDAY={};BYMONTH={}"
    assert said("Europe/Berlin") == [rule.format("-1SU", 10), rule.format("-1SU", 3)]
    assert said("America/New_York") == [rule.format("1SU", 11), rule.format("2SU", 3)]
    assert said("Asia/Kolkata") == []


def at_nine(zone: str) -> Visits:
    return Visits(at=time(9), zone=zone)


def test_a_feed_keeps_a_timed_event_and_raises_its_number_when_the_time_changes():
    first, second = (
        Entry("Appointment", ON + timedelta(n), "dose", visits=at_nine("Europe/London"))
        for n in (0, 7)
    )
    before = merged("f", (), [first, second], ON)
    again = merged("f", before, [first, second], ON)
    later = Entry("Appointment", ON, "dose", visits=at_nine("Europe/Berlin"))
    after = merged("f", again, [later], ON)

    assert again == before
    assert [(one.uid, one.sequence, one.cancelled) for one in after] == [
        (before[0].uid, 1, None),
        (before[1].uid, 1, ON),
    ]
    read = Calendar.from_ical(feed(after, at=NOW))
    assert [str(one["TZID"]) for one in read.walk("VTIMEZONE")] == [
        "Europe/Berlin",
        "Europe/London",
    ]
    moved, gone = read.walk("VEVENT")
    assert (moved["SEQUENCE"], moved["STATUS"], str(moved["SUMMARY"])) == (
        1,
        "CONFIRMED",
        "Appointment",
    )
    assert (gone["SEQUENCE"], gone["STATUS"], gone.subcomponents) == (1, "CANCELLED", [])
    assert "DTEND" not in moved
    assert [one["TRIGGER"].dt for one in moved.walk("VALARM")] == [timedelta(days=-1)]
    assert "METHOD" not in read


def test_what_was_kept_before_visits_had_times_is_read():
    old = Kept(uid="1@corrin", title="Review", on=ON, details="")

    assert b"DTSTART;VALUE=DATE:20261120" in feed([old], at=NOW)


@pytest.mark.parametrize("name", ["localtime", "Factory", "posix/UTC", "../etc/passwd", "", "Mars"])
def test_what_is_no_zone_of_the_database_is_none(name):
    assert zone_named(name) is None
