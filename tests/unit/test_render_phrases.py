"""Doses, dates and runs of dates as a reader sees them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from corrin.domain.plan import PlannedDose
from corrin.render.phrases import dose, sentence, span
from corrin.render.runs import runs
from corrin.render.visible import cut, visible


@pytest.mark.parametrize(
    ("micrograms", "written"),
    [
        ("1000", "1 mg (1,000 micrograms)"),
        ("1000.0", "1 mg (1,000 micrograms)"),
        ("1500", "1.5 mg (1,500 micrograms)"),
        ("1E+3", "1 mg (1,000 micrograms)"),
        ("50", "50 micrograms"),
        ("2.40", "2.4 micrograms"),
        ("0.5", "0.5 micrograms"),
        ("1", "1 microgram"),
    ],
)
def test_a_dose_has_no_trailing_zero_and_says_both_units_from_a_milligram(micrograms, written):
    assert dose(Decimal(micrograms)) == written


def test_a_sentence_with_a_dose_and_a_day_is_written_as_everywhere():
    said = sentence("next dose on 2026-11-20: CYANOcobalamin 1000 micrograms, im. Do not wait.")

    assert said == (
        "Next dose on Fri 20 Nov 2026: CYANOcobalamin 1 mg (1,000 micrograms)"
        " into a muscle (IM). Do not wait."
    )
    assert sentence("50 micrograms, oral") == "50 micrograms by mouth."
    assert sentence("2500 micrograms, oranges") == "2,500 micrograms, oranges."


def test_a_span_names_the_year_once_where_it_is_the_same():
    assert span(date(2026, 12, 7), date(2026, 12, 13)) == "Mon 7 Dec to Sun 13 Dec 2026"
    assert span(date(2026, 12, 28), date(2027, 1, 3)) == "Mon 28 Dec 2026 to Sun 3 Jan 2027"


def said(*days: date) -> list[str]:
    doses = (
        PlannedDose(on=on, phase="loading", dose_micrograms=Decimal(1000), route="im")
        for on in days
    )
    return [run.says() for run in runs(doses)]


MONDAY = date(2026, 12, 7)


def every(days: int, count: int) -> list[date]:
    return [MONDAY + timedelta(days=days * number) for number in range(count)]


def test_doses_in_a_rhythm_are_said_as_one():
    assert said(*every(1, 7)) == ["7 daily doses, Mon 7 Dec to Sun 13 Dec 2026"]
    assert said(*every(2, 4)) == ["4 alternate-day doses, Mon 7 Dec to Sun 13 Dec 2026"]
    assert said(*every(7, 4)) == ["4 weekly doses, Mon 7 Dec to Mon 28 Dec 2026"]


def test_the_same_days_of_every_week_are_named():
    week = [MONDAY + timedelta(days=after) for after in (0, 2, 4, 7, 9, 11)]

    assert said(*week) == ["6 doses, on Mon, Wed and Fri, Mon 7 Dec to Fri 18 Dec 2026"]


def test_dates_without_a_rhythm_are_listed():
    monthly = [date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28)]

    assert said(*monthly) == ["3 doses: Thu 31 Dec 2026, Sun 31 Jan 2027, Sun 28 Feb 2027"]
    assert said(MONDAY) == ["1 dose: Mon 7 Dec 2026"]


def test_what_could_hide_or_reorder_text_is_written_out():
    assert visible("a\u202eb\x1b[2J\u200b\u2028c\td") == "a\\u202eb\\u001b[2J\\u200b c d"
    assert visible("\U000e0041") == "\\U000e0041"


def test_a_long_value_is_cut():
    assert cut("x" * 5000, 10) == "xxxxxxxxx…"
