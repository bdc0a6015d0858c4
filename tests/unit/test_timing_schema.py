"""The published schema of requests for hours agrees with what the reader takes."""

import json
from importlib import resources
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from corrin.record.day import ELSEWHERE, OWN
from corrin.record.day_items import ITEM
from corrin.timing_request import ABOUT, ASKED, ROUTES

SCHEMA = json.loads(
    resources.files("corrin").joinpath("schemas/timing_request.schema.json").read_text("utf-8")
)
PERSON = json.loads(
    resources.files("corrin").joinpath("schemas/person_file.schema.json").read_text("utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)
CASES = yaml.load(
    (Path(__file__).parents[1] / "vignettes" / "timing_cases.yaml").read_text(encoding="utf-8"),
    yaml.CBaseLoader,
)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "https://corrin.example/schemas/timing-request-1.json"


def test_it_has_the_words_of_the_reader():
    assert set(SCHEMA["properties"]) == {*ASKED, *ABOUT}
    assert set(SCHEMA["properties"]["b12_route"]["enum"]) == {*ROUTES, None}
    assert set(SCHEMA["$defs"]["item"]["properties"]) == set(ITEM)
    assert set(SCHEMA["$defs"]["day"]["properties"]) == {*OWN, *ELSEWHERE}
    assert set(PERSON["$defs"]["hours"]["properties"]) == {*OWN, "supplements"}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_every_case_is_valid(case):
    assert [error.message for error in VALIDATOR.iter_errors(case["request"])] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"b12_window": ["06:00"]},
        {"b12_window": ["06:00", "24:00"]},
        {"b12_window": "06:00-12:00"},
        {"b12_route": "iv"},
        {"items": [{"name": "iron"}]},
        {"items": ["iron"]},
        {"items": [{"at": "07:00"}]},
        {"items": [{"name": "iron", "at": "07:00", "when": "daily"}]},
        {"day": {"wake": "7 o'clock"}},
        {"hours": []},
    ],
    ids=str,
)
def test_what_the_reader_refuses_does_not_fit(wrong):
    assert not VALIDATOR.is_valid(wrong)
