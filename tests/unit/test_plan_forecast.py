"""`corrin plan --forecast`: part 10 tells what a forecast says, and nothing else changes."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from corrin.cli import corrin

SCHEMA = Path("src/corrin/schemas/plan.schema.json")
ON = ("--on", "2026-11-20")


def plan(example, *arguments):
    return CliRunner().invoke(corrin, ["plan", f"examples/{example}.yaml", *ON, *arguments])


@pytest.fixture(scope="module")
def amina():
    return json.loads(plan("amina", "--format", "json", "--forecast").output)


def test_it_says_what_the_forecast_says(amina):
    alone = CliRunner().invoke(corrin, ["forecast", "examples/amina.yaml", *ON, "--format", "json"])

    found = json.loads(alone.output)

    assert amina["forecast"]["says"] == found["says"]
    assert amina["forecast"]["until"] == found["until"]
    assert amina["forecast"]["assumed"] == found["assumed"]
    assert any("eaten a day" in one for one in found["assumed"])
    assert amina["forecast"]["refused"] == []


def test_all_else_in_the_plan_stays_as_it_is(amina):
    rest = {key: value for key, value in amina.items() if key != "forecast"}

    assert rest == json.loads(plan("amina", "--format", "json").output)


def test_what_is_written_is_as_the_schema_says(amina):
    jsonschema.validate(amina, json.loads(SCHEMA.read_text("utf-8")))


@pytest.mark.parametrize(
    ("form", "ten", "eleven"),
    [
        ("text", "10. What to expect", "11. Sources"),
        ("md", "10\\. What to expect", "11\\. Sources"),
    ],
)
def test_it_stands_in_part_ten_and_only_there(form, ten, eleven):
    page = plan("amina", "--format", form, "--forecast").output
    without = plan("amina", "--format", form).output

    before, part = page.split(ten)
    part, after = part.split(eleven)

    assert "Forecast until Sat 20 Nov 2027" in part
    assert "changes no advice" in " ".join(part.split())
    assert without.startswith(before)
    assert without.endswith(after)


def test_where_none_is_made_part_ten_says_why():
    """Elena's own course has to be settled first."""
    result = plan("elena", "--forecast")

    assert "No forecast is made" in result.output
    assert result.exit_code == plan("elena").exit_code


@pytest.mark.parametrize("also", [("--format", "ics"), ("--explain", "status")])
def test_it_goes_with_a_whole_plan_alone(also):
    result = plan("amina", "--forecast", *also)

    assert result.exit_code == 2
    assert "--forecast goes with" in result.output


def test_without_it_no_arrays_are_loaded():
    code = (
        "import sys; from corrin.cli import corrin;"
        " corrin(['plan', 'examples/amina.yaml'], standalone_mode=False);"
        " print('numpy' in sys.modules or 'numba' in sys.modules)"
    )

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.splitlines()[-1] == "False"
