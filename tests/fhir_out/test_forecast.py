"""A forecast as a RiskAssessment: only where it is asked for, in percent, and changing nothing."""

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrin.cli import corrin
from corrin.forecast.foretold import as_risks
from corrin.forecast.says import Curve, Forecast, MarkerForecast, Measured, Trust, When
from prove.r4 import faults

ON, UNTIL = date(2026, 11, 20), date(2027, 11, 20)
EXAMPLES = Path(__file__).parents[2] / "examples"
NOTHING = Curve(on=(), low=(), median=(), high=())


def marker(name: str, when: When | None, *measured: Measured) -> MarkerForecast:
    return MarkerForecast(
        marker=name,
        name=name,
        unit="g/L",
        normal_from=120,
        normal_to=None,
        when=when,
        curve=NOTHING,
        measured=measured,
    )


def forecast(*markers: MarkerForecast) -> Forecast:
    return Forecast(
        on=ON,
        start=ON,
        until=UNTIL,
        course="every two months",
        says=("Haemoglobin is likely.",),
        markers=markers,
        published=(),
        no_model=(),
        what_if=(),
        interval=None,
        tests=(),
        parameters=(),
        doses=(),
        assumed=("a thing",),
        set_aside=(),
        not_read=(),
        trust=Trust(seed=1, draws=1000, effective=900, tail=0.1, rounds=3, results_used=1),
    )


LIKELY = When(
    state="likely",
    probability=0.967,
    median=date(2026, 12, 30),
    earliest=date(2026, 12, 12),
    latest=date(2027, 3, 16),
)

IN_A_DAY = When(
    state="likely",
    probability=1.0,
    median=date(2026, 11, 21),
    earliest=date(2026, 11, 21),
    latest=date(2026, 11, 23),
)


def test_a_probability_is_in_percent_and_of_the_whole_forecast_then_of_the_central_days():
    found = as_risks(forecast(marker("haemoglobin", LIKELY))).predicted

    assert [(one.percent, one.first, one.last) for one in found] == [
        (Decimal("96.7"), ON, UNTIL),
        (Decimal("90.0"), date(2026, 12, 12), date(2027, 3, 16)),
    ]
    assert found[0].says == "In half of people like this one by 2026-12-30."


@pytest.mark.parametrize(
    ("name", "when", "says"),
    [
        ("mcv", When(state="normal_now", probability=1.0), "It is normal now."),
        ("mcv", When(state="unlikely", probability=0.2), "It is not likely."),
        ("homocysteine", IN_A_DAY, "In half of people like this one by 2026-11-21."),
    ],
)
def test_what_is_normal_or_unlikely_or_sooner_than_studies_measured_names_no_days(name, when, says):
    (found,) = as_risks(forecast(marker(name, when))).predicted

    assert found.says == says


def test_a_marker_without_bounds_is_not_predicted_and_a_result_set_aside_is_no_basis():
    kept, aside = (Measured(on=ON, value=98, set_aside=one) for one in (False, True))
    found = as_risks(forecast(marker("haemoglobin", None, kept, aside)))

    assert found.predicted == ()
    assert found.basis == ("haemoglobin 98 g/L, 2026-11-20",)


def run(*arguments: str, person: str | None = None) -> dict:
    options = ["--on", "2026-11-20", "--format", "fhir", *arguments]
    result = CliRunner().invoke(corrin, ["plan", *options], input=person)
    assert result.exit_code in (0, 1), result.output
    return json.loads(result.output)


def of_kind(bundle: dict, kind: str) -> list[dict]:
    return [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == kind]


def test_it_is_written_as_r4_and_what_the_plan_says_stays_the_same():
    amina = str(EXAMPLES / "amina.yaml")
    plain, whole = run(amina), run(amina, "--forecast")
    (risk,) = of_kind(whole, "RiskAssessment")
    (care_plan,) = of_kind(whole, "CarePlan")
    reference = {"reference": f"urn:uuid:{risk['id']}", "type": "RiskAssessment"}

    assert faults(whole) == []
    assert risk["status"] == "preliminary"
    assert risk["basis"]
    assert all(0 <= one["probabilityDecimal"] <= 100 for one in risk["prediction"])
    assert care_plan["supportingInfo"] == [reference]
    assert reference in of_kind(whole, "Provenance")[0]["target"]
    assert of_kind(plain, "RiskAssessment") == []
    doses = [
        [one["dosageInstruction"] for one in of_kind(bundle, "MedicationRequest")]
        for bundle in (plain, whole)
    ]
    assert doses[0] == doses[1]
    named = [{one["resource"]["id"] for one in bundle["entry"]} for bundle in (plain, whole)]
    assert named[0].isdisjoint(named[1])


def test_why_there_is_none_stands_in_the_response():
    bundle = run("-", "--forecast", person="age_months: 8\nsex: female\ndiet: [breast-fed]\n")
    (response,) = of_kind(bundle, "GuidanceResponse")
    said = [issue["diagnostics"] for issue in response["contained"][0]["issue"]]

    assert of_kind(bundle, "RiskAssessment") == []
    assert faults(bundle) == []
    assert any("no forecast is made" in one for one in said)


def test_it_is_refused_in_a_calendar():
    arguments = ["plan", str(EXAMPLES / "amina.yaml"), "--forecast", "--format", "ics"]
    result = CliRunner().invoke(corrin, arguments)

    assert result.exit_code == 2
    assert "not a calendar" in result.output


def test_a_plan_without_it_loads_nothing_of_what_it_needs():
    code = (
        "import sys; from corrin.cli import corrin\n"
        f"corrin(['plan', {str(EXAMPLES / 'amina.yaml')!r}, '--on', '2026-11-20',"
        " '--format', 'fhir'], standalone_mode=False)\n"
        "print('numpy' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stderr.strip() == "False"
