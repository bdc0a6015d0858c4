"""Hours of a day worked out by hand: the request in, the keys of the answer that it is about."""

import json
from pathlib import Path

import pytest
import yaml

from corrin.care.timing import hours
from corrin.care.timing_rules import timing_rules
from corrin.knowledge.load import knowledge
from corrin.render.json import encoded
from corrin.timing_request import read

CASES = yaml.load(
    (Path(__file__).parent / "timing_cases.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader
)


def answered(case):
    """The answer as its JSON."""
    rules = timing_rules(knowledge(), case.get("guideline", "general"))
    return json.loads(encoded(hours(read(case["request"], knowledge(), rules), rules)))


def plain(answer):
    """An answer as the file writes it: every scalar a text."""
    if isinstance(answer, dict):
        return {key: plain(value) for key, value in answer.items()}
    if isinstance(answer, list):
        return [plain(value) for value in answer]
    if answer is None:
        return "null"
    return str(answer).lower() if isinstance(answer, bool) else str(answer)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_hours_are_those_worked_out_by_hand(case):
    answer = answered(case)
    written = json.dumps(answer, ensure_ascii=False)
    changes = [change["says"] for change in answer["relax"]]
    apart = [rule["id"] for rule in answer["keep_apart"]]

    found = plain(answer)
    assert {key: found[key] for key in case["expected"]} == case["expected"]
    assert [words for words in case.get("says", []) if words not in written] == []
    assert [
        words
        for words in case.get("relax", [])
        if not any(change.startswith(words) for change in changes)
    ] == []
    assert apart == case.get("apart", [])


def test_there_are_cases():
    assert len(CASES) >= 60
    assert len({case["id"] for case in CASES}) == len(CASES)
