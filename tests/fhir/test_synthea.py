"""Planted results are found; the proof is tried on two small records of our own."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from prove import synthea

HERE = Path(__file__).parent
BUNDLES, OVERLAY = HERE / "records" / "bundles", HERE / "records" / "overlay"
GOLDEN = json.loads((HERE / "golden" / "synthea.json").read_text("utf-8"))


def test_everything_planted_is_found():
    records, faults = synthea.report(BUNDLES, OVERLAY)

    assert faults == []
    assert [record["planted and found"] for record in records] == [
        ["b12_pmol_l", "mma_nmol_l", "ppi"],
        ["hb_g_dl", "metformin"],
    ]
    assert [record["refused as a whole"] for record in records] == [False, True]
    assert [record["entries"] for record in records] == [9, 2]
    assert records[0]["alone"] == {
        "not_relevant: no rule asks for this kind of entry": 2,
        "not_relevant: no rule of this version asks for it": 3,
        "used": 4,
    }


@pytest.mark.parametrize(
    ("column", "wrong"), [("b12_pmol_l", "167"), ("mma_nmol_l", "409.1"), ("hcy_umol_l", "9")]
)
def test_what_was_not_found_exactly_is_a_fault(monkeypatch, column, wrong):
    right = synthea.rows

    def altered(table):
        found = right(table)
        first = next(iter(found))
        results = {**found[first].results, column: Decimal(wrong)}
        row = synthea.Row(
            patient=first, on=date(2020, 10, 15), results=results, medicines=frozenset()
        )
        return {**found, first: row}

    monkeypatch.setattr(synthea, "rows", altered)

    assert synthea.measure(BUNDLES, OVERLAY).faults == (f"record 1: {column} was not found",)


def test_the_report_that_is_kept_adds_up_and_names_nobody():
    assert len(GOLDEN) == 40
    for record in GOLDEN:
        planted = sum(record["with what was planted"].values()) - sum(record["alone"].values())
        assert planted >= len(record["planted and found"]) - 1, "a medicine may have been there"
        assert sum(record["alone"].values()) >= record["entries"]
        assert not any("not_understood" in reason for reason in record["alone"])
    assert sum(len(record["planted and found"]) for record in GOLDEN) == FOUND


FOUND = 229
"""What overlay.csv plants in the 40 records: counted in its table, not here."""
