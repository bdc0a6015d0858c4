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


# --- What would open the day ----------------------------------------------------------------------

ASK = " First ask whoever prescribed it, or a pharmacist."


def relax(**more: object) -> list[tuple[str, str]]:
    return [(change.change, change.says) for change in answer(**more).relax]


OF_VITAMIN_C = [
    ("move", f"Move vitamin C 1 g at 07:00 to 08:00: open at 06:00.{ASK}"),
    ("move", f"Move vitamin C 1 g at 09:00 to 06:00: open at 09:00.{ASK}"),
    ("move", f"Move vitamin C 1 g at 11:00 to 10:00: open at 12:00.{ASK}"),
    ("remove", f"Leave out vitamin C 1 g at 07:00: open from 06:00 to 07:00.{ASK}"),
    ("remove", f"Leave out vitamin C 1 g at 09:00: open at 09:00.{ASK}"),
    ("remove", f"Leave out vitamin C 1 g at 11:00: open from 11:00 to 12:00.{ASK}"),
]
"""Each by itself: the other two leave those minutes of the morning."""


@pytest.mark.parametrize(
    ("more", "windows"),
    [
        ({}, ["Take B12 at another time: open from 13:00 to 05:00."]),
        (
            {"fallback_window": ["17:00", "20:00"]},
            ["Use the fallback window: open from 17:00 to 20:00."],
        ),
        (
            {"second_window": ["12:00", "14:00"], "fallback_window": ["04:00", "05:30"]},
            [
                "Use the second window: open from 13:00 to 14:00.",
                "Use the fallback window: open from 04:00 to 05:00.",
            ],
        ),
        (
            {"second_window": ["12:00", "12:30"]},
            ["Take B12 at another time: open from 13:00 to 05:00."],
        ),
        (
            {"day": {"wake": "04:30", "sleep": "22:00"}},
            [
                "Take B12 at another time: open from 04:30 to 05:00.",
                "Take B12 at another time: open from 13:00 to 22:00.",
            ],
        ),
        (
            # 14:01 to 15:59 and 19:01 to 23:59 are closed as well; the middle one is not named.
            {"items": [*FULL, "iron at 15:00", "Questran at 20:00"]},
            [
                "Take B12 at another time: open from 13:00 to 14:00.",
                "Take B12 at another time: open from 00:00 to 05:00.",
            ],
        ),
    ],
)
def test_another_window_disturbs_least_then_a_move_then_what_is_left_out(more, windows):
    found = relax(**{"items": FULL, **more})

    assert found == [*(("window", says) for says in windows), *OF_VITAMIN_C]


TWO = ["Questran 4 g at 04:30", "vitamin C 1 g at 10:15"]
"""It closes 03:31 to 08:29, an hour before and four after; the other 08:16 to 12:14."""


@pytest.mark.parametrize(
    ("more", "found"),
    [
        (
            {},
            [
                ("window", "Take B12 at another time: open from 12:15 to 03:30."),
                ("move", f"Move vitamin C 1 g at 10:15 to 10:30: open at 08:30.{ASK}"),
                ("remove", f"Leave out vitamin C 1 g at 10:15: open from 08:30 to 09:00.{ASK}"),
                ("move", f"Move Questran 4 g at 04:30 to 04:15: open at 08:15.{ASK}"),
            ],
        ),
        (
            # Nobody takes it asleep: from 09:00 it closes 08:01 on.
            {"day": {"wake": "07:00", "sleep": "23:00"}},
            [
                ("window", "Take B12 at another time: open from 12:15 to 23:00."),
                ("move", f"Move vitamin C 1 g at 10:15 to 10:30: open at 08:30.{ASK}"),
                ("remove", f"Leave out vitamin C 1 g at 10:15: open from 08:30 to 09:00.{ASK}"),
                ("move", f"Move Questran 4 g at 04:30 to 09:00: open at 08:00.{ASK}"),
            ],
        ),
    ],
)
def test_a_medicine_is_moved_last_and_never_left_out(more, found):
    assert relax(items=TWO, b12_window=["08:00", "09:00"], **more) == found


@pytest.mark.parametrize(
    ("others", "to"),
    [
        ([], "20:01"),  # the earlier of two minutes as near as each other is 19:59, which is asleep
        (["vitamin C 1 g at 21:00"], "20:00"),  # 20:01 is less than an hour before
    ],
)
def test_a_thing_may_be_moved_by_half_a_day(others, to):
    """Somebody is awake from 20:00 to 20:01, and takes vitamin C at 08:00."""
    found = relax(
        items=["vitamin C 1 g at 08:00", *others],
        b12_window=["08:00", "08:00"],
        day={"wake": "20:00", "sleep": "20:01"},
    )
    says = f"Move vitamin C 1 g at 08:00 to {to}: open at 08:00.{ASK}"

    assert [change for change in found if change[0] == "move"] == [("move", says)]


def test_a_change_says_what_it_moves_and_where_to():
    *_, change = answer(items=TWO, b12_window=["08:00", "09:00"]).relax

    assert (change.change, change.item, change.at) == ("move", "Questran 4 g", "04:30")
    assert (change.to, change.opens) == ("04:15", (("08:15", "08:15"),))


def test_nothing_is_changed_where_a_minute_is_open():
    assert relax(items=TWO, b12_window=["08:00", "13:00"]) == []


# --- Why, and what is noted -----------------------------------------------------------------------

HOURS_OF_C = "Take B12 at least 2 hours apart from 500 mg or more of vitamin C."
HOURS_OF_RESIN = "Take B12 at least 1 hour before colestyramine, or at least 4 hours after it."


def test_each_closed_stretch_names_all_that_closes_a_minute_of_it():
    found = answer(items=TWO, fallback_window=["20:00", "21:00"], day={"fast": ["20:30", "20:40"]})

    assert [(shut.window, shut.closed) for shut in found.why] == [
        ("b12_window", ("06:00", "12:00")),
        ("fallback_window", ("20:30", "20:39")),
    ]
    assert [(one.items, one.rule, one.says) for shut in found.why for one in shut.because] == [
        (("vitamin C 1 g at 10:15",), "vitamin_c_high", HOURS_OF_C),
        (("Questran 4 g at 04:30",), "colestyramine", HOURS_OF_RESIN),
        ((), None, "Nothing is swallowed in this time."),
    ]


@pytest.mark.parametrize(
    ("items", "notes"),
    [
        (["vitamin C 500 mg at 08:00"], ()),
        (
            ["vitamin C at 08:00"],
            ("vitamin C at 08:00: the dose is not known; it counts as 500 mg.",),
        ),
        (
            ["vitamin C at 08:00", "ascorbic acid 300 mg at 08:00"],
            (
                "ascorbic acid 300 mg at 08:00 and vitamin C at 08:00: a dose of them is not known;"
                " it counts as 500 mg.",
            ),
        ),
        (
            ["vitamin C 300 mg at 08:00", "ascorbic acid 300 mg at 08:00"],
            (
                "ascorbic acid 300 mg at 08:00 and vitamin C 300 mg at 08:00: 600 mg, taken"
                " together.",
            ),
        ),
        (
            ["vitamin C 150 mg at 08:00"],
            (
                "vitamin C 150 mg at 08:00: between 100 and 500 mg nothing is stated;"
                " it is treated as making no difference.",
            ),
        ),
        (["vitamin C 100 mg at 08:00"], ()),
        (
            ["vitamin C 60 mg at 08:00", "ascorbic acid 60 mg at 08:00"],
            (
                "ascorbic acid 60 mg at 08:00 and vitamin C 60 mg at 08:00: 120 mg, taken"
                " together.",
                "ascorbic acid 60 mg at 08:00 and vitamin C 60 mg at 08:00: between 100 and 500 mg"
                " nothing is stated; it is treated as making no difference.",
            ),
        ),
    ],
)
def test_doses_that_are_not_known_or_added_up_are_noted(items, notes):
    assert answer(items=items).notes == notes


def test_a_time_that_the_clocks_skip_or_show_twice_is_noted_on_each_day_of_the_window():
    """In London the clocks go from 01:00 to 02:00 on 28 March 2027, and back on 31 October."""
    london = {"timezone": "Europe/London", "items": ["iron at 01:30"]}
    skipped = (
        "iron: 2027-03-28 01:30 does not exist, as the clocks change; it moves to 2027-03-28 02:00."
    )
    twice = "iron: 2027-10-31 01:30 exists twice, as the clocks change; it is the first."

    assert answer(date="2027-03-28", **london).notes == (skipped,)
    assert answer(date="2027-03-27", **london).notes == (skipped,)
    assert answer(date="2027-03-26", **london).notes == ()
    assert answer(date="2027-03-29", **london).notes == ()
    assert answer(date="2027-10-31", **london).notes == (twice,)


@pytest.mark.parametrize(
    ("more", "notes"),
    [
        (
            {"second_window": ["01:30", "03:00"]},
            ("The start of the second window: 01:30 does not exist on that day",),
        ),
        (
            {"fallback_window": ["00:30", "01:15"]},
            ("The end of the fallback window: 01:15 does not exist on that day",),
        ),
        (
            {"day": {"fast": ["01:10", "01:50"]}},
            (
                "The start of the fast: 01:10 does not exist on that day",
                "The end of the fast: 01:50 does not exist on that day",
            ),
        ),
        ({"fallback_window": ["22:00", "01:15"]}, ()),
    ],
)
def test_each_end_that_the_clocks_skip_is_named(more, notes):
    """What begins on 28 March at 22:00 ends on the 29th, when 01:15 exists."""
    found = answer(date="2027-03-28", timezone="Europe/London", **more)

    assert found.notes == tuple(
        f"{note}, as the clocks go forward; 02:00 is taken." for note in notes
    )


def test_an_end_on_the_day_after_is_looked_up_on_that_day():
    found = answer(date="2027-03-27", timezone="Europe/London", b12_window=["22:00", "01:15"])

    assert found.notes == (
        "The end of the b12 window: 01:15 does not exist on that day, as the clocks go forward;"
        " 02:00 is taken.",
    )
