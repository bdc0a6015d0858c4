"""The table of `make prove`: a missed bar, and a proof that cannot run, are shown and fail."""

import sys
from decimal import Decimal

import pytest

from prove import __main__ as prove
from prove.figure import Figure
from prove.vectors import beside, near


def proof(code: str) -> prove.Proof:
    return prove.Proof("B00", "a bar", (sys.executable, "-c", code))


@pytest.mark.parametrize(
    ("code", "met", "measured"),
    [
        ("print('first'); print('1 of 1')", True, "1 of 1"),
        ("print('0 of 1'); raise SystemExit(1)", False, "0 of 1"),
        ("raise ValueError('broken')", False, "ValueError: broken"),
    ],
)
def test_a_proof_is_shown_as_it_ended(code, met, measured):
    done = prove.run(proof(code))

    assert (done.met, done.measured) == (met, measured)
    assert ("MISSED" in prove.table([done])) != met


def test_every_figure_of_the_proof_is_in_the_table():
    figures = {one.id for one in prove.PROOFS}

    core = {"B16", "B17", *(f"B{n}" for n in (20, *range(22, 31))), "forecast", "K1"}
    edge = {"B16s", *(f"B{n}" for n in (35, 36, 40, 42, 43, 45))}
    assert figures == core | edge


def test_a_missed_bar_exits_with_one(capsys):
    assert Figure(measured="1 of 1").show() == 0
    assert Figure(measured="0 of 1", faults=("the one",)).show() == 1
    assert capsys.readouterr().out.splitlines() == ["1 of 1", "the one", "0 of 1; 1 FAULTS"]


def test_a_bound_with_one_side_untried_is_found():
    key = ("total_b12", "ng/L")
    whole = beside({key: {Decimal(179), Decimal(180), Decimal(181)}})[1]
    half = beside({key: {Decimal(179), Decimal(180)}})[1]

    assert "total_b12 180 ng/L" not in whole
    assert "total_b12 180 ng/L" in half
    assert not near(Decimal(100), Decimal(180))
