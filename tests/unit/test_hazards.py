"""The hazard table: every hazard is guarded by tests that exist, or says that it is not."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "hazards.yaml"
HAZARDS = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
KEYS = {"id", "hazard", "severity", "control", "guarded_by", "not_yet"}
LAST = 78


@cache
def named_in(file: str) -> frozenset[str]:
    """The names of the tests in a file; none where there is no such file."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return frozenset(name for name in functions if name.startswith("test_"))


def missing(guards: list[str]) -> list[str]:
    """The guards that do not exist."""
    return [
        guard
        for guard in guards
        if guard.partition("::")[2] not in named_in(guard.partition("::")[0])
    ]


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["id"])
def test_a_hazard_is_guarded_by_tests_that_exist_or_says_why_not(hazard):
    assert missing(hazard.get("guarded_by", [])) == []
    assert hazard.get("guarded_by") or hazard.get("not_yet")


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["id"])
def test_a_row_says_what_happens_how_bad_and_what_is_done(hazard):
    assert hazard.keys() <= KEYS
    assert hazard["hazard"].endswith(".")
    assert hazard["control"].endswith(".")
    assert hazard["severity"] in range(1, 6)


def test_every_number_stands_once_and_none_is_left_out():
    assert [hazard["id"] for hazard in HAZARDS] == [
        f"H{number:02}" for number in range(1, LAST + 1)
    ]


def test_what_could_kill_is_guarded_or_belongs_to_what_is_not_built():
    """Of the gravest hazards only those of parts that do not exist may stand open."""
    still_open = [h["not_yet"] for h in HAZARDS if h["severity"] == 5 and "guarded_by" not in h]

    assert all(re.search(r"no (store|service) in this release", why) for why in still_open)


@pytest.mark.parametrize(
    "guard",
    [
        "tests/unit/test_hazards.py::test_that_is_not_there",
        "tests/unit/no_such_file.py::test_anything",
        "tests/unit/test_hazards.py",
    ],
)
def test_a_guard_that_is_not_there_is_caught(guard):
    assert missing([guard]) == [guard]
