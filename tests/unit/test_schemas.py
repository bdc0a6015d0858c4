"""The published schema of a request for dates says what its reader takes."""

import json
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
    known = {kind["properties"]["type"]["const"]: kind for kind in PARTS["event"]["oneOf"]}
    counts = {*events.COUNTS, *events.LIMITS}

    assert set(SCHEMA["properties"]) == {*schedule_request.ASKED, *schedule_request.ABOUT}
    assert SCHEMA["properties"]["policy"]["enum"] == list(schedule_request.POLICIES)
    assert SCHEMA["properties"]["anchor"]["enum"] == list(schedule_request.ANCHORS)
    assert PARTS["shift"]["properties"]["policy"]["enum"] == list(schedule_request.SHIFTS)
    assert set(PARTS["phase"]["properties"]) == set(phases.PHASE)
    assert PARTS["phase"]["properties"]["route"]["enum"] == list(phases.ROUTES)
    assert {
        kind: set(schema["properties"]) - {*events.COMMON, "type"} - counts
        for kind, schema in known.items()
    } == {kind: set(keys) for kind, keys in events.KEYS.items()}
    assert counts <= set(known["fbc"]["properties"])


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
