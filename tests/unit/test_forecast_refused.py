"""In whom no forecast is made, and which results are set aside: what a person might well write."""

import json
import math

import pytest
import yaml
from click.testing import CliRunner

from corrin.cli import corrin

B12 = {"name": "total vitamin B12", "value": 110, "unit": "ng/L", "day": -3}
HB = {"name": "haemoglobin", "value": 98, "unit": "g/L", "day": -3}
EGFR = {"name": "eGFR", "value": 80, "unit": "mL/min/1.73m2", "day": -3}
PERSON = {
    "age_years": 60,
    "sex": "female",
    "pregnant": False,
    "lactating": False,
    "diet": ["non-vegetarian"],
    "conditions": ["pernicious anaemia"],
    "procedures": [],
    "medicines": [],
    "symptoms": [],
    "signs": [],
    "allergies": [],
    "exposures": [],
    "prior_treatment": [],
    "weight_kg": 68,
    "labs": [B12, HB, EGFR],
}
COURSE = "hydroxocobalamin 1 mg im every 8 weeks"


def forecast(**changed):
    text = yaml.safe_dump(PERSON | changed)
    command = ["forecast", "-", "--on", "2026-11-20", "--until", "2027-02-20", "--format", "json"]
    result = CliRunner().invoke(corrin, command, input=text)
    assert result.exit_code in (0, 3), result.output
    found = json.loads(result.output)
    assert all(math.isfinite(number) for number in numbers(found))
    return found


def numbers(value):
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from numbers(one)
    elif isinstance(value, float):
        yield value


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("procedures[0]", {"procedures": ["blood transfusion"]}),
        ("medicines[0]", {"medicines": ["red cell transfusion on 2026-11-10"]}),
        ("exposures[0]", {"exposures": ["nitrous oxide 2026-11-01"]}),
        ("exposures[0]", {"exposures": ["recreational nitrous oxide daily"]}),
        ("procedures[0]", {"procedures": ["haemodialysis"]}),
        ("conditions[1]", {"conditions": ["pernicious anaemia", "CKD"], "labs": [B12, HB]}),
        ("age", {"age_years": 17}),
        ("pregnant", {"pregnant": True, "age_years": 30}),
        ("lactating", {"lactating": True, "age_years": 30}),
        ("weight_kg", {"weight_kg": 220}),
        ("eGFR", {"labs": [B12, HB, EGFR | {"value": 12}]}),
        ("prior_treatment[0]", {"prior_treatment": ["hydroxocobalamin 1000 g im weekly"]}),
        ("prior_treatment[0]", {"prior_treatment": [COURSE + " since 1960-01-01"]}),
        (
            "prior_treatment[0]",
            {"prior_treatment": [COURSE + " since 2026-05-01 until 2026-01-01"]},
        ),
        ("prior_treatment[0]", {"prior_treatment": [COURSE]}),
        ("prior_treatment[0]", {"prior_treatment": ["hydroxocobalamin 5 g iv on 2026-11-18"]}),
    ],
)
def test_no_forecast_is_made_and_the_field_is_named(field, changed):
    refused = forecast(**changed)["refused"]

    assert [one["field"] for one in refused] == [field]
    assert refused[0]["accepted"]


def test_what_is_long_over_is_no_reason():
    """An anaesthetic and a transfusion eleven years ago change nothing now."""
    found = forecast(
        exposures=["nitrous oxide anaesthesia 2015"], procedures=["blood transfusion 2015"]
    )

    assert found["markers"] == forecast()["markers"]


@pytest.mark.parametrize(
    "odd",
    [
        {"name": "MMA", "value": 500, "unit": "umol/L", "day": -3},
        {"name": "MMA", "value": 400_000, "unit": "nmol/L", "day": -3},
        {"name": "total vitamin B12", "value": 1500, "unit": "ng/L", "day": -3},
        {"name": "MCV", "value": 60, "unit": "fL", "day": -3},
    ],
)
def test_a_result_that_the_others_deny_is_set_aside_and_changes_nothing(odd):
    """Methylmalonic acid a thousand times too large drew the person towards it, unseen."""
    found = forecast(labs=[B12, HB, EGFR, odd])

    assert len(found["set_aside"]) == 1
    assert f"{odd['value']} {odd['unit']}" in found["set_aside"][0]
    usual = forecast()
    assert found["says"] == usual["says"]
    assert found["trust"]["results_used"] == usual["trust"]["results_used"]


@pytest.mark.parametrize(
    "odd",
    [
        B12 | {"value": 110_000},
        B12 | {"value": 0},
        B12 | {"value": -5},
        B12 | {"value": 110, "unit": None},
        B12 | {"day": 20},
        B12 | {"day": -25_000},
    ],
)
def test_a_result_that_cannot_be_is_named_and_does_not_count(odd):
    found = forecast(labs=[HB, EGFR, odd])

    assert found["trust"]["results_used"] == 1
    assert any("labs[2]" in said for said in found["not_read"])


@pytest.mark.parametrize(
    ("odd", "named"),
    [
        (HB | {"unit": None}, "labs[2].value “98”"),
        (HB | {"unit": "miles"}, "labs[2].unit “miles”, labs[2].value “98”"),
        ({"name": "haemoglobin", "value": 98, "unit": "g/L", "date": "1950-01-01"}, "labs[2].date"),
    ],
)
def test_a_result_that_does_not_count_is_named_once(odd, named):
    """Its value and its unit are refused for one reason."""
    (said,) = forecast(labs=[B12, EGFR, odd])["not_read"]

    assert said.startswith(named)


def test_more_results_without_a_unit_are_refused_once(tmp_path):
    labs = tmp_path / "labs.yaml"
    labs.write_text(yaml.safe_dump({"labs": [HB | {"unit": None}]}), "utf-8")
    command = ["forecast", "-", "--on", "2026-11-20", "--labs", str(labs), "--format", "json"]

    result = CliRunner().invoke(corrin, command, input=yaml.safe_dump(PERSON))

    refused = json.loads(result.output)["refused"]
    assert [(one["field"], one["value"]) for one in refused] == [("labs[0].value", "98")]


def test_an_anaemia_with_another_reason_is_said_to_be_reckoned_with_b12_alone():
    """Iron, a marrow that is ill and the liver each change a blood count that the model has not."""
    conditions = ["pernicious anaemia", "iron deficiency", "acute leukaemia", "cirrhosis"]

    found = forecast(conditions=conditions)

    assert found["assumed"][-1] == (
        "that the blood count hangs on B12 alone, though another reason is known:"
        " iron deficiency, a disease of the marrow, liver disease"
    )
    assert not any("another reason" in said for said in forecast()["assumed"])


def test_the_same_result_fifty_times_is_no_fault():
    """Zero variance among results is a person who is always the same."""
    labs = [one | {"day": -day} for day in range(1, 51) for one in (B12, HB)]

    found = forecast(labs=[*labs, EGFR])

    assert found["trust"]["results_used"] == 100
    assert found["set_aside"] == []


def test_results_that_contradict_each_other_are_all_named():
    labs = [B12, B12 | {"value": 1500}, HB | {"value": 150}, HB | {"value": 60}, EGFR]

    refused = forecast(labs=labs)["refused"]

    assert {one["field"] for one in refused} <= {f"labs[{i}]" for i in range(4)}
    assert all("contradicts" in one["why"] for one in refused)


@pytest.mark.parametrize("course", [COURSE + " since 2027-01-01", COURSE + " until 2020-01-01"])
def test_a_course_that_is_over_or_has_not_begun_is_named(course):
    found = forecast(prior_treatment=[course])

    assert any("prior_treatment[0]" in said for said in found["not_read"])


def test_a_date_before_birth_is_said_to_be_one():
    why = forecast(prior_treatment=[COURSE + " since 1960-01-01"])["refused"][0]["why"]

    assert "before birth" in why
