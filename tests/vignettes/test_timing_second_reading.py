"""A second reading of the hours of a day, by hand: a difference is a fault of one of the two."""

from pathlib import Path

import pytest
import yaml

from corrin.care.timing import hours
from corrin.care.timing_rules import timing_rules
from corrin.knowledge.load import knowledge
from corrin.timing_request import read

CASES = yaml.load(
    (Path(__file__).parent / "timing_second_reading.yaml").read_text(encoding="utf-8"),
    yaml.CBaseLoader,
)


def spans(text):
    """`06:00-07:00, 09:00` as intervals; `none` as none."""
    parts = () if text == "none" else text.split(", ")
    return tuple((part[:5], part[-5:]) for part in parts)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_second_reading_agrees(case):
    rules = timing_rules(knowledge(), "general")
    request = {
        "b12_route": case.get("route", "oral"),
        "b12_window": case["window"].split("-"),
        "items": [{"at": each[:5], "name": each[6:]} for each in case["taken"]],
        "date": case.get("on"),
        "timezone": case.get("zone"),
    }
    found = hours(read(request, knowledge(), rules), rules)

    assert found.allowed == spans(case["open"])
    if "better" in case:
        assert found.preferred_120_for_minerals == spans(case["better"])
    if "best" in case:
        assert found.best == (None if case["best"] == "none" else case["best"])
    assert found.not_understood == ()
