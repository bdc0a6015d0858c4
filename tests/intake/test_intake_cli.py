"""`corrin intake` and part 3 of the plan, as a user meets them."""

import json
from importlib.resources import files

import jsonschema
import pytest
from click.testing import CliRunner

from corrin.cli import corrin

PERSON = """
age_years: 30
sex: female
conditions: []
procedures: []
medicines: []
"""
SHORT = PERSON + "diet: [vegan, 100 g lentils a day]\n"
ENOUGH = PERSON + "diet: 150 g minced beef three times a week, 2 eggs a day, 200 ml milk a day\n"
ON = ["--on", "2026-11-20"]


def run(text, *arguments, command="intake"):
    return CliRunner().invoke(corrin, [command, "-", *ON, *arguments], input=text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENOUGH, 0),
        (SHORT, 1),
        (ENOUGH + "lab: x\n", 1),
        (PERSON + "diet: 2 milk a day\n", 1),
        ("now: yesterday-ish\nage_years: [1\n", 3),
        ("[]", 3),
    ],
)
def test_exit_codes(text, code):
    assert run(text).exit_code == code


def test_the_page_says_verdict_target_and_sums():
    text = " ".join(run(SHORT).stdout.split())

    assert "Short: What is listed falls short of the target." in text
    assert "2.4 micrograms a day (RDA, adult)" in text
    assert "A supplement of 10 micrograms, once a day." in text
    assert "vegan" in text


def test_the_json_holds_the_same():
    report = json.loads(run(SHORT, "--format", "json").stdout)

    assert report["intake"]["verdict"] == "short"
    assert report["intake"]["target"]["micrograms_per_day"] == 2.4
    assert report["intake"]["changes"]
    assert {"others", "sources", "ledger", "refused", "warnings"} <= report.keys()


def test_markdown_is_written():
    assert run(SHORT, "--format", "md").stdout.startswith("# Vitamin B12 intake")


def test_full_adds_the_other_bodies_and_the_sources():
    assert "EFSA" in run(SHORT, "--full").stdout
    assert "EFSA" not in run(SHORT).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--guideline", "moon"], "There is no guideline 'moon'"),
        (["--on", "2026-02-30"], "is not a date"),
    ],
)
def test_options_that_cannot_be_used_are_refused(arguments, said):
    shown = CliRunner().invoke(corrin, ["intake", "-", *arguments], input=SHORT)

    assert shown.exit_code == 2
    assert said in shown.stderr


def test_a_file_that_cannot_be_read_is_refused_in_json_too():
    shown = run("[]", "--format", "json")

    assert shown.exit_code == 3
    assert json.loads(shown.stdout)["refused"]


def test_the_plan_shows_it_in_part_3_where_food_is_listed():
    text = " ".join(run(SHORT, command="plan").stdout.split())

    assert "What is eaten: - Short: What is listed falls short of the target." in text
    assert "What would close the gap, each by itself:" in text


@pytest.mark.parametrize("diet", ["diet: vegan\n", "diet: [fish once a week]\n", ""])
def test_the_plan_of_somebody_who_lists_no_food_has_no_such_part(diet):
    made = json.loads(run(PERSON + diet, "--format", "json", command="plan").stdout)

    assert "intake" not in made["risk"]


def test_the_plan_with_an_intake_follows_its_schema():
    schema = json.loads((files("corrin") / "schemas" / "plan.schema.json").read_text("utf-8"))
    made = json.loads(run(SHORT, "--format", "json", command="plan").stdout)

    jsonschema.validate(made, schema)
    assert made["risk"]["intake"]["verdict"] == "short"


def test_check_lists_the_foods():
    text = " ".join(run(SHORT, command="check").stdout.split())

    assert "Lentils, mature seeds, cooked, boiled, without salt, 100 g, 7 times a week" in text
