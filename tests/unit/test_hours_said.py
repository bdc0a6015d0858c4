"""The sentences of the hours of a day: what is best, what is not possible, what is instead."""

import pytest

from corrin.care.timing import hours
from corrin.care.timing_rules import timing_rules
from corrin.domain.timing import Hours
from corrin.knowledge.load import knowledge
from corrin.timing_request import read

RULES = timing_rules(knowledge(), "general")
FULL = ["vitamin C 1 g at 07:00, 09:00 and 11:00"]
"""It closes the whole morning: two hours on either side of each."""
CLOSED = (
    "Infeasible: no minute from 06:00 to 12:00 is open, because of vitamin C 1 g at 07:00;"
    " vitamin C 1 g at 09:00; vitamin C 1 g at 11:00."
)


def answer(**more: object) -> Hours:
    request = {"b12_route": "oral", "b12_window": ["06:00", "12:00"], "items": [], **more}
    return hours(read(request, knowledge(), RULES), RULES)


@pytest.mark.parametrize(
    ("others", "best", "instead"),
    [
        ({}, (None, None), ""),
        (
            {"second_window": ["18:00", "20:00"]},
            ("18:00", "second_window"),
            " The first open minute is 18:00, in the second window below.",
        ),
        (
            {"fallback_window": ["17:00", "20:00"]},
            ("17:00", "fallback_window"),
            " The first open minute is 17:00, in the fallback window below.",
        ),
        (
            {"second_window": ["18:00", "20:00"], "fallback_window": ["17:00", "20:00"]},
            ("18:00", "second_window"),
            " The first open minute is 18:00, in the second window below.",
        ),
        (
            {"second_window": ["07:00", "10:00"], "fallback_window": ["17:00", "20:00"]},
            ("17:00", "fallback_window"),
            " The first open minute is 17:00, in the fallback window below.",
        ),
    ],
)
def test_where_a_window_is_closed_the_first_minute_of_another_is_named(others, best, instead):
    found = answer(items=FULL, **others)

    assert not found.feasible
    assert (found.best, found.best_in) == best
    assert found.says == CLOSED + instead


@pytest.mark.parametrize("route", ["im", "sc", "nasal"])
def test_rules_of_hours_do_not_concern_what_is_not_swallowed(route):
    found = answer(b12_route=route, items=FULL)

    assert found.says == (
        "Rules of hours do not concern this route: any time from 06:00 to 12:00 will do."
    )
    assert (found.best, found.best_in) == ("06:00", "b12_window")


def test_the_best_minute_is_named():
    found = answer()

    assert found.says == "Best at 06:00."
    assert (found.b12_window, found.allowed) == (("06:00", "12:00"), (("06:00", "12:00"),))


@pytest.mark.parametrize(("at", "best"), [("00:30", "02:30"), ("23:30", "01:30")])
def test_two_hours_from_vitamin_c_go_over_midnight(at, best):
    """What is taken at 23:30 was taken the evening before as well."""
    found = answer(b12_window=["00:00", "06:00"], items=[f"vitamin C 1 g at {at}"])

    assert found.says == f"Best at {best}."
    assert found.allowed == ((best, "06:00"),)


def test_a_fast_that_closes_the_window_is_named():
    found = answer(day={"fast": ["05:00", "13:00"]})

    assert found.says == ("Infeasible: no minute from 06:00 to 12:00 is open, because of the fast.")


@pytest.mark.parametrize(
    ("said", "note"),
    [
        (
            {"date": "2026-11-20"},
            "A date without a timezone: that the clocks may change is left aside.",
        ),
        (
            {"timezone": "Europe/London"},
            "A timezone without a date: that the clocks may change is left aside.",
        ),
    ],
)
def test_of_date_and_zone_one_alone_is_said_to_be_left_aside(said, note):
    assert note in answer(**said).notes
    assert answer(date="2026-11-20", timezone="Europe/London").notes == ()


def test_an_end_that_the_clocks_skip_is_moved_and_said_so():
    """In London the clocks go from 01:00 to 02:00 on 28 March 2027; the next minute is taken."""
    found = answer(
        date="2027-03-28", timezone="Europe/London", b12_window=["01:30", "12:00"], items=[]
    )

    assert found.notes == (
        "The start of the b12 window: 01:30 does not exist on that day, as the clocks go forward;"
        " 02:00 is taken.",
    )
