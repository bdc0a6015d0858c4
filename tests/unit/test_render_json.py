"""The JSON and its published schema."""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from msgspec import UNSET
from msgspec.structs import fields

import corrin
from corrin.care.summary import no_plan
from corrin.domain.plan import Plan
from corrin.errors import Refusal
from corrin.render.json import NoPlan, encoded
from corrin.render.schema import plan_schema

SCHEMA = Path(corrin.__file__).parent / "schemas" / "plan.schema.json"


def test_the_published_schema_is_that_of_the_types():
    """To renew it: .venv/bin/python -m corrin.render.schema."""
    assert SCHEMA.read_bytes() == plan_schema()


def test_the_parts_of_a_plan_are_the_keys_of_its_json(plan):
    """All but the hours and the forecast, which are there where times or a forecast were given."""
    keys = [field.name for field in fields(Plan)]

    assert plan.hours is UNSET
    assert plan.forecast is UNSET
    left_out = ("hours", "forecast")
    assert list(json.loads(encoded(plan))) == [key for key in keys if key not in left_out]


def test_a_decimal_keeps_its_digits():
    @dataclass
    class Said:
        value: Decimal

    assert encoded(Said(Decimal("128.10"))) == b'{\n  "value": 128.10\n}\n'


def test_where_no_plan_was_possible_the_refusals_stand_under_the_same_keys():
    refusal = Refusal(field="file", value=None, why="it is empty", accepted="one person")
    said = json.loads(encoded(NoPlan(refused=(refusal,))))

    assert said["refused"] == [
        {"field": "file", "value": None, "why": "it is empty", "accepted": "one person"}
    ]
    assert said["summary"]["status"] == "not_assessable"
    assert {"plan", "treatment"}.isdisjoint(said)
    jsonschema.validate(said, json.loads(plan_schema()))


def test_the_schema_refuses_a_plan_without_a_part(plan):
    said = json.loads(encoded(plan)) | {"summary": no_plan()}
    jsonschema.validate(said, json.loads(plan_schema()))
    del said["treatment"], said["refused"]

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said, json.loads(plan_schema()))
