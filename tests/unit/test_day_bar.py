"""The bar of a day: a character for twenty minutes, to be read without colour."""

from corrin.care.timing import hours
from corrin.care.timing_rules import timing_rules
from corrin.knowledge.load import knowledge
from corrin.render.day_bar import day_bar, letters
from corrin.timing_request import read

KNOWN = knowledge()
RULES = timing_rules(KNOWN, "general")


def answer(*items, **more):
    request = {"b12_route": "oral", "b12_window": ["06:00", "12:00"], "items": [*items]} | more
    return hours(read(request, KNOWN, RULES), RULES)


def lines(*items, **more):
    return day_bar(answer(*items, **more)).lines


def b12(*items, **more):
    """The cells of the bar from an hour on."""
    return lines(*items, **more)[1].removeprefix("B12    ")


def test_its_header_says_the_hours_and_it_fits_a_terminal():
    found = lines("iron at 09:00")

    assert found[0].startswith("Hour   00 01 02 03")
    assert found[0].endswith("22 23")
    assert len(found[1]) == len("B12    ") + 24 * 3
    assert max(map(len, found)) <= 80


def test_open_preferred_closed_and_what_is_not_wanted():
    """Iron at 09:00 closes 08:01 to 09:59, and is better two hours away."""
    bar = b12("iron at 09:00")

    assert bar[:18] == "." * 18
    assert bar[18:21] == "###"  # 06:00 to 06:59
    assert bar[21:24] == "==="  # 07:00 is two hours away, 07:01 is not
    assert bar[24:27] == "+xx"  # 08:00 is an hour away
    assert bar[27:30] == "xxx"
    assert bar[30:33] == "==="
    assert bar[33:36] == "###"
    assert bar[36:] == "+" + "." * 35  # 12:00 alone


def test_a_single_minute_is_never_lost():
    assert b12("vitamin C 1 g at 08:00")[18:21] == "+xx"
    assert b12(b12_window=["08:00", "08:00"]) == "." * 24 + "+" + "." * 47


def test_a_window_over_midnight_stands_at_both_ends():
    bar = b12(b12_window=["23:00", "00:59"])

    assert bar == "###" + "." * 66 + "###"


def test_second_and_fallback_windows_are_on_it():
    bar = b12("vitamin C 1 g at 20:00", second_window=["18:00", "21:59"])

    assert bar[54:66] == "+" + "x" * 11


def test_what_is_taken_has_a_letter_at_its_time_and_the_best_a_mark():
    found = lines("iron at 09:00", "coffee at 07:15", "levothyroxine at 07:10")

    assert found[2] == "Taken" + " " * 23 + "*     c"
    assert found[3] == "Best" + " " * 21 + "^ 06:00"


def test_without_a_minute_there_is_no_best():
    found = lines("iron at 08:00", b12_window=["08:00", "08:00"])

    assert not any(line.startswith("Best") for line in found)


def test_letters_end_with_the_alphabets():
    many = answer(*(f"iron at {n // 4:02}:{n % 4 * 15:02}" for n in range(60)))

    assert letters(many)[:2] == ("a", "b")
    assert letters(many)[51:] == ("Z", *("*" * 8))
