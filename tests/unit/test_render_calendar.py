"""The calendar: what is read back is what was planned, and nothing about the person."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from corrin.domain.plan import Course
from corrin.render.calendar import Entry, calendar, of_plan

ON = date(2026, 11, 20)
PROPERTIES = {
    "SUMMARY",
    "DTSTART",
    "DTSTAMP",
    "UID",
    "CLASS",
    "DESCRIPTION",
    "TRANSP",
    "RRULE",
}
hostile = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('\r\n:;,\\"')),
    max_size=200,
)


def lines(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_an_appointment_is_a_day_that_stays_free_and_says_nothing(plan):
    data = calendar(of_plan(plan), of="943 476 5919", stamp=ON)
    event, *_ = Calendar.from_ical(data).walk("VEVENT")
    uid = event["UID"]

    assert event.to_ical().decode().split("\r\n") == [
        "BEGIN:VEVENT",
        "SUMMARY:Appointment",
        "DTSTART;VALUE=DATE:20261120",
        "DTSTAMP:20261120T000000Z",
        f"UID:{uid}",
        "CLASS:PRIVATE",
        "DESCRIPTION:Details are in the plan.",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "",
    ]
    assert b"METHOD" not in data


def test_it_holds_every_dose_and_every_dated_test(plan):
    data = calendar(of_plan(plan), of="person", stamp=ON)
    found = [
        (event.start, str(event["SUMMARY"])) for event in Calendar.from_ical(data).walk("VEVENT")
    ]

    assert found == [
        *((ON + timedelta(days=after), "Appointment") for after in range(7)),
        (date(2026, 11, 22), "Blood test"),
    ]


def test_tablets_are_one_event_that_repeats(plan):
    course = Course(
        first=ON,
        last=date(2027, 2, 20),
        every_days=Decimal(1),
        dose_micrograms=Decimal(1000),
        route="oral",
    )
    treatment = replace(plan.treatment, doses=(), courses=(course,))
    data = calendar(of_plan(replace(plan, treatment=treatment, monitoring=())), of="x", stamp=ON)
    (event,) = Calendar.from_ical(data).walk("VEVENT")

    assert event["SUMMARY"] == "Reminder"
    assert event["RRULE"].to_ical() == b"FREQ=DAILY;UNTIL=20270220;INTERVAL=1"


def test_the_same_plan_gives_the_same_bytes_and_another_person_other_identifiers(plan):
    def identifiers(of: str) -> set[str]:
        data = calendar(of_plan(plan), of=of, stamp=ON)
        return {line for line in lines(data) if line.startswith("UID")}

    assert identifiers("a") == identifiers("a")
    assert len(identifiers("a")) == 9
    assert identifiers("a").isdisjoint(identifiers("b"))


def test_a_moved_dose_keeps_its_identity():
    due, moved = (
        Entry("Appointment", on, "dose loading", due=date(2026, 12, 25))
        for on in (date(2026, 12, 25), date(2026, 12, 28))
    )
    first, second = (lines(calendar([entry], of="x", stamp=ON)) for entry in (due, moved))

    assert [line for line in first if line not in second] == ["DTSTART;VALUE=DATE:20261225"]


@given(hostile, hostile)
def test_hostile_words_add_no_property_and_are_not_in_it(of, phase):
    entries = [Entry("Appointment", ON, phase), Entry("Reminder", ON, phase, 1, ON)]
    data = calendar(entries, of=of, stamp=ON)
    events = Calendar.from_ical(data).walk("VEVENT")

    assert [set(event) <= PROPERTIES for event in events] == [True, True]
    assert len({event["UID"] for event in events}) == 2
    assert all(len(line.encode()) <= 75 for line in data.decode().split("\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    if len(of) > 20:
        assert of not in data.decode()
