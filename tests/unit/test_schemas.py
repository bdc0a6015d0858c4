"""The published schema of a request for dates says what its reader takes."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

import corrin
from corrin import schedule_request
from corrin.schedule_request import events, phases

SCHEMA = json.loads(
    (Path(corrin.__file__).parent / "schemas" / "schedule_request.schema.json").read_bytes()
)
PARTS = SCHEMA["$defs"]


def test_its_keys_and_words_are_those_of_the_reader():
    shapes = [PARTS[shape["$ref"].rpartition("/")[2]] for shape in PARTS["event"]["oneOf"]]
    known = {name: shape for shape in shapes for name in _types(shape["properties"]["type"])}
    counts = {*events.COUNTS, *events.LIMITS}

    assert set(SCHEMA["properties"]) == {*schedule_request.ASKED, *schedule_request.ABOUT}
    assert _words(SCHEMA, "policy") == list(schedule_request.POLICIES)
    assert _words(SCHEMA, "anchor") == list(schedule_request.ANCHORS)
    assert _words(PARTS["shift"], "policy") == list(schedule_request.SHIFTS)
    assert set(PARTS["phase"]["properties"]) == set(phases.PHASE)
    assert _words(PARTS["phase"], "route") == list(phases.ROUTES)
    assert {
        kind: set(schema["properties"]) - {*events.COMMON, "type"} - counts
        for kind, schema in known.items()
    } == {kind: set(keys) for kind, keys in events.KEYS.items()}
    named = known["fbc"]["properties"], known["fbc"]["patternProperties"]
    assert all(n in named[0] or any(re.match(p, n) for p in named[1]) for n in counts)


def _words(schema, key):
    """The words that a key takes; an empty key is taken as one that is not there."""
    return [word for word in schema["properties"][key]["enum"] if word is not None]


def _types(schema):
    return schema.get("enum") or [schema["const"]]


@pytest.mark.parametrize(
    ("request_", "fits"),
    [
        ({"start": "2026-12-07", "phases": [{"every": {"days": 7}}]}, False),
        ({"start": "2026-12-07", "phases": []}, False),
        (
            {
                "start": "2026-12-07",
                "phases": [
                    {
                        "route": "im",
                        "dose_ug": 1000,
                        "every": {"weekday_offsets_days": [0, 2, 4], "weeks": 2},
                        "count": 6,
                    },
                    {"route": "im", "dose_ug": "1000", "every": {"months": 1}},
                ],
                "shift": {"policy": "next_open_day", "closed_weekdays": ["Sat", "Sun"]},
                "events": [{"date": "2026-12-17", "type": "given", "for_nominal": "2026-12-14"}],
            },
            True,
        ),
        (
            {
                "start": "2026-12-07",
                "phases": [
                    {"route": "im", "dose_ug": 1000, "every": {"days": 7, "months": 1}},
                ],
            },
            False,
        ),
    ],
)
def test_it_takes_what_can_be_dated(request_, fits):
    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(request_) == fits
