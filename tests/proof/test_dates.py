"""B26: dates are worked out twice, and the clocks of every zone change none of them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from corrin.care import schedule, schedule_dates
from corrin.render import calendar
from prove import civil, dates


def test_the_other_calendar_counts_as_the_almanac_does():
    """Day numbers of Meeus, Astronomical Algorithms, chapter 7: Julian days less 1721424.5."""
    assert civil.number(civil.Day(2000, 1, 1)) == 2451544.5 - 1721424.5
    assert civil.number(civil.Day(1987, 6, 19)) == 2446965.5 - 1721424.5
    assert civil.number(civil.Day(1900, 1, 1)) == 2415020.5 - 1721424.5
    assert civil.day(civil.number(civil.Day(2024, 2, 29))) == (2024, 2, 29)
    assert not civil.leap(2100)
    assert civil.length(2096, 2) == 29


@pytest.mark.parametrize(
    ("start", "months", "then"),
    [
        ((2027, 1, 31), 1, (2027, 2, 28)),
        ((2024, 1, 31), 1, (2024, 2, 29)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2026, 12, 31), 2, (2027, 2, 28)),
        ((2026, 11, 30), 13, (2027, 12, 30)),
    ],
)
def test_months_of_the_other_calendar_end_with_the_month(start, months, then):
    assert civil.day(civil.months_after(civil.number(civil.Day(*start)), months)) == then


def test_courses_are_dated_twice_and_no_clock_changes_a_date():
    found = dates.measure(4_000, seed=1, every=60)

    assert found.faults == ()


def faults(**asked: int) -> tuple[str, ...]:
    return dates.measure(**{"count": 200, "seed": 1, "every": 200, **asked}).faults


def test_a_month_of_thirty_days_is_caught(monkeypatch):
    monkeypatch.setattr(
        schedule_dates, "add_months", lambda on, months: on + timedelta(days=30 * months)
    )

    assert faults()


def test_a_drift_from_the_end_of_a_month_is_caught(monkeypatch):
    def one_by_one(on: date, months: int) -> date:
        for _ in range(months):
            on = exact(on, 1)
        return on

    exact = schedule_dates.add_months
    monkeypatch.setattr(schedule_dates, "add_months", one_by_one)

    assert faults()


def test_a_dose_that_is_lost_is_caught(monkeypatch):
    whole = schedule._doses
    monkeypatch.setattr(schedule, "_doses", lambda asked, walk: whole(asked, walk)[:-1])

    assert faults()


def test_the_date_of_another_zone_is_caught(monkeypatch):
    monkeypatch.setattr(
        schedule, "instant", lambda on, at, _: (datetime.combine(on, at, UTC), None)
    )

    assert any("the instant" in fault for fault in faults(count=0))


def test_a_time_taken_the_second_time_is_caught(monkeypatch):
    once = schedule.instant

    def later(on, at, zone):
        found = datetime.combine(on, at, zone).replace(fold=1).astimezone(UTC)
        return (found, None) if found > once(on, at, zone)[0] else once(on, at, zone)

    monkeypatch.setattr(schedule, "instant", later)

    assert any("the instant" in fault for fault in faults(count=0))


def test_an_event_that_is_not_a_whole_day_is_caught(monkeypatch):
    whole = calendar._event

    def with_time(entry, uid, stamp, zones):
        event = whole(entry, uid, stamp, zones)
        event.start = datetime.combine(entry.on, datetime.min.time(), UTC)
        return event

    monkeypatch.setattr(calendar, "_event", with_time)

    assert any("the calendar" in fault for fault in faults(count=0))
