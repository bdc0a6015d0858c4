"""Dated schedules worked out by hand: the request in, the keys of the answer that it is about."""

from pathlib import Path

import pytest
import yaml

from corrin.care.schedule import schedule
from corrin.care.schedule_rules import scheduling_rules
from corrin.knowledge import load
from corrin.render.schedule import as_json
from corrin.schedule_request import read

CASES = yaml.load(
    (Path(__file__).parent / "schedule_cases.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader
)


@pytest.fixture(scope="module")
def rules():
    return scheduling_rules(load.knowledge())


def plain(answer: object) -> object:
    """An answer as the file writes it: every scalar a text."""
    if isinstance(answer, dict):
        return {key: plain(value) for key, value in answer.items()}
    if isinstance(answer, list):
        return [plain(value) for value in answer]
    if answer is None:
        return "null"
    return str(answer).lower() if isinstance(answer, bool) else str(answer)


def only(answer: object, wanted: object) -> object:
    """The answer without the keys of mappings that the case does not speak of."""
    if isinstance(answer, dict) and isinstance(wanted, dict):
        return {key: only(answer[key], value) for key, value in wanted.items()}
    if isinstance(answer, list) and isinstance(wanted, list) and len(answer) == len(wanted):
        return [only(one, other) for one, other in zip(answer, wanted, strict=True)]
    return answer


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_dates_are_those_worked_out_by_hand(case, rules):
    answer = as_json(schedule(read(case["request"], rules), rules))
    notes = "\n".join(answer["notes"])

    assert only(plain(answer), case["expected"]) == case["expected"]
    assert [words for words in case.get("says", []) if words not in notes] == []


ANCHORED = [case for case in CASES if "otherwise" in case]


@pytest.mark.parametrize("case", ANCHORED, ids=[case["id"] for case in ANCHORED])
def test_the_other_anchor_gives_the_other_dates(case, rules):
    request = {**case["request"], "anchor": case["otherwise"]["anchor"]}
    answer = as_json(schedule(read(request, rules), rules))

    assert answer["anchor"] == case["otherwise"]["anchor"]
    assert answer["dates"] == case["otherwise"]["dates"]
