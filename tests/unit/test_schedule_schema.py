"""The published schema of requests agrees with what the reader takes."""

import json
from importlib import resources
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from corrin.care.schedule_rules import scheduling_rules
from corrin.domain.schedule import BloodCount
from corrin.errors import Refused
from corrin.knowledge import load
from corrin.schedule_request import ABOUT, ASKED, POLICIES, SHIFTS, read
from corrin.schedule_request.events import COMMON, COUNTS, KEYS, LIMITS
from corrin.schedule_request.phases import EVENTS, PHASE, ROUTES

SCHEMA = json.loads(
    resources.files("corrin").joinpath("schemas/schedule_request.schema.json").read_text("utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)
CASES = yaml.load(
    (Path(__file__).parents[1] / "vignettes" / "schedule_cases.yaml").read_text(encoding="utf-8"),
    yaml.CBaseLoader,
)
DEFINED = SCHEMA["$defs"]


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "https://corrin.example/schemas/schedule-request-1.json"


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_every_case_is_valid(case):
    assert [error.message for error in VALIDATOR.iter_errors(case["request"])] == []


def test_it_has_the_words_of_the_reader():
    assert set(SCHEMA["properties"]) == {*ASKED, *ABOUT}
    assert set(SCHEMA["properties"]["policy"]["enum"]) == {*POLICIES, None}
    assert set(DEFINED["phase"]["properties"]) == set(PHASE)
    assert set(DEFINED["phase"]["properties"]["route"]["enum"]) == set(ROUTES)
    assert set(DEFINED["phase"]["properties"]["until"]["properties"]["event"]["enum"]) == set(
        EVENTS
    )
    assert set(DEFINED["shift"]["properties"]["policy"]["enum"]) == {*SHIFTS, None}
    assert set(DEFINED["event"]["properties"]) == set(COMMON)


@pytest.mark.parametrize("kind", KEYS)
def test_it_has_the_keys_of_every_event(kind):
    keys = (*KEYS[kind], *COUNTS, *LIMITS) if kind == "fbc" else KEYS[kind]
    values = {"for_nominal": "2026-12-07", "result": "improving", "code": "hypersensitivity"}
    event = {"date": "2026-12-07", "type": kind, **{key: values.get(key, 100) for key in keys}}

    assert [error.message for error in VALIDATOR.iter_errors(with_event(event))] == []
    assert not VALIDATOR.is_valid(with_event({**event, "day": "2026-12-07"}))


def with_event(event):
    phase = {"route": "im", "dose_ug": 1000, "every": {"days": 7}, "count": 4}
    return {"start": "2026-12-07", "phases": [phase], "events": [event]}


@pytest.mark.parametrize(
    "change",
    [
        {"start": "7 December"},
        {"start": "2201-01-01"},
        {"phases": []},
        {"phases": [{"route": "iv", "dose_ug": 1000, "every": {"days": 7}}]},
        {"phases": [{"route": "im", "dose_ug": 0, "every": {"days": 7}}]},
        {"phases": [{"route": "im", "dose_ug": "1 mg", "every": {"days": 7}}]},
        {"phases": [{"route": "im", "dose_ug": 1000, "every": {"days": 7, "months": 1}}]},
        {"phases": [{"route": "im", "dose_ug": 1000, "every": {"days": 0}}]},
        {"shift": {"policy": "somehow"}},
        {"shift": {"closed_weekdays": ["Funday"]}},
        {"local_time": "25:00"},
        {"policy": "whatever"},
        {"events": [{"date": "2026-12-07", "type": "gifen"}]},
        {"events": [{"type": "given"}]},
        {"events": [{"date": "2026-12-07", "type": "fbc", "platelets": 0}]},
        {"events": [{"date": "2026-12-07", "type": "fbc", "neutrophils": -1}]},
        {"events": [{"date": "2026-12-07", "type": "fbc", "neutrophils_low": 0}]},
        {"stop_afte": "2027-01-01"},
    ],
)
def test_what_the_schema_refuses_the_reader_refuses_too(change):
    request = {**with_event({"date": "2026-12-07", "type": "given"}), **change}

    assert not VALIDATOR.is_valid(request)
    with pytest.raises(Refused):
        read(request, scheduling_rules(load.knowledge()))


@pytest.mark.parametrize("cells", ["neutrophils", "lymphocytes"])
def test_there_may_be_no_cells_of_a_kind(cells):
    request = with_event({"date": "2026-12-07", "type": "fbc", cells: "0"})

    assert VALIDATOR.is_valid(request)
    assert VALIDATOR.is_valid(with_event({"date": "2026-12-07", "type": "fbc", cells: 0}))
    (event,) = read(request, scheduling_rules(load.knowledge())).events
    assert isinstance(event, BloodCount)
    assert event.values == ((cells, 0),)
