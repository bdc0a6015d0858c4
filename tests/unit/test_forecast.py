"""`corrin forecast`: what a person gets, what is refused, and that no advice changes."""

import json
import math
import signal
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from pyarrow import parquet

from corrin.cli import corrin
from corrin.cli.many import ended_like_an_interrupt
from corrin.forecast.course import Clock, grid
from corrin.forecast.given import DatedDose
from corrin.forecast.normal import Bounds, first_lost, first_normal
from corrin.forecast.says import Curve, MarkerForecast, When
from corrin.forecast.sentences import about, sentences

AMINA = "examples/amina.yaml"
ON = ("--on", "2026-11-20")
PERSON = """
age_years: 60
sex: female
pregnant: false
lactating: false
diet: [non-vegetarian]
conditions: [pernicious anaemia]
procedures: []
medicines: []
symptoms: []
signs: []
allergies: []
exposures: []
prior_treatment: {given}
weight_kg: {kg}
labs:
  - {{name: total vitamin B12, value: {b12}, unit: ng/L, day: -3}}
  - {{name: haemoglobin, value: {hb}, unit: g/L, day: -3}}
  - {{name: eGFR, value: {egfr}, unit: mL/min/1.73m2, day: -3}}
"""
USUAL = {"given": "[]", "kg": "68", "b12": 110, "hb": 98, "egfr": 80}


def run(*arguments, person=None):
    given = None if person is None else PERSON.format(**(USUAL | person))
    file = AMINA if person is None else "-"
    return CliRunner().invoke(corrin, ["forecast", file, *ON, *arguments], input=given)


def made(*arguments, person=None):
    result = run("--format", "json", *arguments, person=person)
    return json.loads(result.output)


@pytest.fixture(scope="module")
def amina():
    return made()


def of(forecast, marker):
    return next(one for one in forecast["markers"] if one["marker"] == marker)


def numbers(value):
    match value:
        case dict():
            for inner in value.values():
                yield from numbers(inner)
        case list():
            for inner in value:
                yield from numbers(inner)
        case float() | int():
            yield value


def test_it_begins_with_a_sentence_about_haemoglobin():
    first = " ".join(run().output.split(".")[0].split())

    assert first.startswith("Haemoglobin is likely to be normal again by ")


def test_no_number_is_missing_or_infinite(amina):
    assert all(math.isfinite(number) for number in numbers(amina))


def test_the_bounds_are_those_of_the_knowledge(amina):
    """A woman who is not pregnant: 120 g/L (WHO 2024); methylmalonic acid 271 nmol/L; total B12
    258 pmol/L, above which deficiency is unlikely (NICE NG239)."""
    assert of(amina, "haemoglobin")["normal_from"] == 120
    assert of(amina, "methylmalonic_acid")["normal_to"] == 271
    assert of(amina, "total_b12")["normal_from"] == 258


def test_bands_widen_from_low_to_high_and_results_are_shown(amina):
    for marker in amina["markers"]:
        curve = marker["curve"]
        rows = zip(curve["low"], curve["median"], curve["high"], strict=True)
        assert all(low <= median <= high for low, median, high in rows)
    assert of(amina, "haemoglobin")["measured"] == [
        {"on": "2026-11-17", "value": 96.0, "comparator": None, "set_aside": False}
    ]


def test_nerves_have_no_curve_but_what_was_published(amina):
    assert "nerves" not in {marker["marker"] for marker in amina["markers"]}
    assert "nerves" in {said["marker"] for said in amina["no_model"]}
    assert "may be incomplete" in " ".join(run().output.split())


def test_metabolites_are_promised_for_days_within_what_was_published(amina):
    """Published: methylmalonic acid is normal by 1 to 4 weeks, the first sample at one week."""
    said = " ".join(amina["says"])

    assert "Methylmalonic acid and homocysteine are likely to be normal again by 27 Nov" in said
    for marker in ("methylmalonic_acid", "homocysteine"):
        latest = date.fromisoformat(of(amina, marker)["when"]["latest"])
        assert date(2026, 11, 23) <= latest <= date(2026, 12, 18)
    assert "methylmalonic_acid" in {one["marker"] for one in amina["published"]}


def test_a_metabolite_is_not_promised_sooner_than_anybody_has_measured():
    """For a model's second day of methylmalonic acid the first week's end is said."""
    begin, end = date(2026, 11, 20), date(2027, 11, 20)
    soon = When(
        state="likely",
        probability=1.0,
        median=date(2026, 11, 22),
        earliest=date(2026, 11, 21),
        latest=date(2026, 11, 24),
    )
    curve = Curve(on=(begin,), low=(1.0,), median=(1.0,), high=(1.0,))
    marker = MarkerForecast(
        marker="methylmalonic_acid",
        name="methylmalonic acid",
        unit="nmol/L",
        normal_from=None,
        normal_to=280.0,
        when=soon,
        curve=curve,
    )
    other = msgspec.structs.replace(marker, marker="haemoglobin", name="haemoglobin")

    said = sentences((marker, other), begin, end)

    assert said[0].startswith("Haemoglobin is likely to be normal again by 22 November 2026")
    assert said[1].startswith("Methylmalonic acid is likely to be normal again by 27 November 2026")
    assert "studies have not measured earlier" in said[1]


def test_a_day_that_is_certain_has_no_span():
    begin, end = date(2026, 11, 20), date(2027, 11, 20)
    on = date(2026, 11, 21)
    sure = When(state="likely", probability=1.0, median=on, earliest=on, latest=on)
    curve = Curve(on=(begin,), low=(1.0,), median=(1.0,), high=(1.0,))
    marker = MarkerForecast(
        marker="total_b12",
        name="total vitamin B12",
        unit="pmol/L",
        normal_from=258.0,
        normal_to=None,
        when=sure,
        curve=curve,
    )

    said = sentences((marker,), begin, end)

    assert said == ("Total vitamin B12 is likely to be normal again by 21 November 2026.",)


def test_the_same_seed_gives_the_same_bytes():
    assert run("--format", "json").output == run("--format", "json").output


def test_a_plan_is_the_same_whether_a_forecast_was_made_or_not():
    before = CliRunner().invoke(corrin, ["plan", AMINA, *ON, "--format", "json"]).output
    run()
    after = CliRunner().invoke(corrin, ["plan", AMINA, *ON, "--format", "json"]).output

    assert before == after


def test_stopping_lowers_and_missing_a_dose_hardly_moves():
    forecast = made("--compare", "stop", "--compare", "missed")
    stop, missed = forecast["what_if"]

    def last(one):
        return of(one, "total_b12")["curve"]["median"][-1]

    assert last(stop) < 0.7 * last(forecast)
    assert (
        of(missed, "haemoglobin")["when"]["median"]
        == (of(forecast, "haemoglobin")["when"]["median"])
    )


def test_what_is_normal_now_and_lost_later_is_not_called_normal_until_then():
    """Grete has no stomach: without injections her stores fall below normal within four years."""
    grete = ("forecast", "examples/grete.yaml", *ON, "--until", "2030-11-20")

    said = CliRunner().invoke(corrin, [*grete, "--compare", "stop"]).output.split("What if: stop")

    assert "likely to stay so until 20 November" in " ".join(said[0].split())
    lost = " ".join(said[1].split()).partition("Normal, and then no longer:")[2]
    assert "total B12 in 9" in lost
    assert "in half from 2028" in lost
    assert "Normal, and then" not in said[0]


def test_a_course_that_ends_is_not_said_to_keep_markers_normal(tmp_path):
    """The same with the doses of a plan, of which only one is left."""
    plan = tmp_path / "plan.json"
    written = (
        CliRunner().invoke(corrin, ["plan", "examples/grete.yaml", *ON, "--format", "json"]).output
    )
    whole = json.loads(written)
    whole["treatment"]["doses"] = whole["treatment"]["doses"][:1]
    plan.write_text(json.dumps(whole))

    found = json.loads(
        CliRunner()
        .invoke(
            corrin,
            [
                *("forecast", "examples/grete.yaml", *ON, "--until", "2031-11-01"),
                *("--plan", str(plan), "--format", "json"),
            ],
        )
        .output
    )

    assert found["says"][0].startswith("Not likely to stay normal until 1 November 2031: ")
    assert "Total vitamin B12, from " in found["says"][0]
    assert of(found, "total_b12")["when"]["state"] == "normal_now"
    assert of(found, "total_b12")["when"]["lost"] > 0.9


def test_what_if_stands_beside_the_course_itself(amina):
    said = run("--compare", "stop").output.partition("What if: stop")[2].splitlines()

    (row,) = (line for line in said if line.startswith("haemoglobin, g/L"))
    first, then, worst, worst_then = row.removeprefix("haemoglobin, g/L").rsplit(maxsplit=3)[0:4]
    assert first.split()[0] == of(amina, "haemoglobin")["when"]["median"]
    assert then == "likely"  # the end of "not likely"
    assert float(worst_then) < 100 < float(worst)


def test_low_vitamin_b12_with_normal_markers_is_not_called_normal():
    """A vegan at 180 pmol/L whose blood and metabolites are normal: below 258 (NICE NG239)."""
    vegan = """
age_years: 40
sex: male
diet: [vegan]
weight_kg: 75
prior_treatment: []
labs:
  - {name: total vitamin B12, value: 180, unit: pmol/L, day: -3}
  - {name: MMA, value: 180, unit: nmol/L, day: -3}
  - {name: homocysteine, value: 9, unit: umol/L, day: -3}
  - {name: haemoglobin, value: 150, unit: g/L, day: -3}
"""
    command = ["forecast", "-", *ON, "--regimen", "vegan_prophylaxis_daily", "--format", "json"]

    found = json.loads(CliRunner().invoke(corrin, command, input=vegan).output)

    assert of(found, "haemoglobin")["when"]["state"] == "normal_now"
    assert found["says"][0].startswith("Total vitamin B12 is ")


def test_an_interval_is_never_called_best():
    said = " ".join(run("--interval").output.split())

    assert "It is not the interval that is best: symptoms decide that." in said


def test_a_test_that_the_plan_says_is_not_needed_is_not_proposed(amina):
    assert "total_b12" not in {test["marker"] for test in amina["tests"]}


@pytest.mark.parametrize(
    ("field", "person"),
    [
        ("eGFR", {"egfr": 20}),
        ("weight_kg", {"kg": "30"}),
        ("prior_treatment[0]", {"given": "[hydroxocobalamin injections for 2 years]"}),
    ],
)
def test_no_forecast_outside_the_range_that_was_checked(field, person):
    refused = made(person=person)["refused"]

    assert [one["field"] for one in refused] == [field]
    assert refused[0]["why"]
    assert refused[0]["accepted"]


@pytest.mark.parametrize("example", ["chioma", "farid", "dmitri"])
def test_in_pregnancy_in_infants_and_after_nitrous_oxide_no_forecast_is_made(example):
    result = CliRunner().invoke(corrin, ["forecast", f"examples/{example}.yaml", *ON])

    assert result.exit_code == 3
    assert "No forecast is made" in result.output


@pytest.mark.parametrize(
    ("what", "field"),
    [
        (("--compare", "every:0"), "compare"),
        (("--compare", "every:soon"), "compare"),
        (("--compare", "moonlight"), "compare"),
        (("--until", "2026-11-19"), "until"),
        (("--until", "2046-11-20"), "until"),
        (("--start", "1926-01-01"), "start"),
    ],
)
def test_what_cannot_be_forecast_is_refused_by_field(what, field):
    result = run(*what, "--format", "json")

    assert result.exit_code == 3
    assert [one["field"] for one in json.loads(result.output)["refused"]] == [field]


def test_results_that_contradict_one_another_are_set_aside_or_refused(tmp_path):
    labs = tmp_path / "labs.yaml"
    labs.write_text(
        "labs:\n"
        "  - {name: haemoglobin, value: 97, unit: g/L, date: 2026-11-16}\n"
        "  - {name: haemoglobin, value: 181, unit: g/L, date: 2026-11-15}\n"
    )

    forecast = made("--labs", str(labs))

    assert forecast["set_aside"] == ["haemoglobin 181 g/L on 2026-11-15"]
    aside = [m["set_aside"] for m in of(forecast, "haemoglobin")["measured"]]
    assert sorted(aside) == [False, False, True]


def test_more_results_from_before_birth_are_refused(tmp_path):
    """Amina is 47 on 2026-11-20: born after 2026-11-20 less 48 years."""
    labs = tmp_path / "labs.yaml"
    labs.write_text("labs:\n  - {name: haemoglobin, value: 97, unit: g/L, date: 1978-10-16}\n")

    result = CliRunner().invoke(
        corrin, ["forecast", AMINA, *ON, "--labs", str(labs), "--format", "json"]
    )

    assert result.exit_code == 3
    refused = json.loads(result.output)["refused"]
    assert [(one["field"], one["why"]) for one in refused] == [
        ("labs[0].date", "it is before birth")
    ]


@pytest.mark.parametrize(
    ("person", "field"),
    [
        ({"b12": 29_000, "hb": 130}, "labs[0]"),
        ({"given": "[cyanocobalamin 25 mg im weekly for 1 year]"}, "prior_treatment[0]"),
    ],
)
def test_what_is_many_times_too_large_is_refused(person, field):
    assert [one["field"] for one in made(person=person)["refused"]] == [field]


def test_what_was_not_read_is_named(tmp_path):
    person = tmp_path / "person.yaml"
    person.write_text(Path(AMINA).read_text() + "favourite_colour: blue\n")

    result = CliRunner().invoke(corrin, ["forecast", str(person), *ON, "--format", "json"])

    assert "favourite_colour" in " ".join(json.loads(result.output)["not_read"])


def test_the_doses_of_a_plan_can_be_forecast(tmp_path):
    plan = tmp_path / "plan.json"
    written = CliRunner().invoke(corrin, ["plan", AMINA, *ON, "--format", "json"])
    plan.write_text(written.output)

    forecast = made("--plan", str(plan))

    assert [dose["on"] for dose in forecast["doses"]] == [
        dose["on"] for dose in json.loads(written.output)["treatment"]["doses"]
    ]


def test_a_picture_is_drawn():
    png, svg = (run("--format", form) for form in ("png", "svg"))

    assert png.stdout_bytes.startswith(b"\x89PNG")
    assert b"<svg" in svg.stdout_bytes


def test_a_marker_is_normal_again_when_it_stays_so():
    import numpy as np

    days = np.arange(10.0)
    values = np.array([[1, 2, 1, 2, 2, 2, 2, 2, 2, 2], [1] * 10, [2] * 10], float)

    first = first_normal(values, days, Bounds(low=2, high=None), 3)

    assert first.tolist() == [3, np.inf, 0]


def test_a_marker_is_lost_when_it_was_normal_and_then_stays_out_or_is_out_at_the_end():
    """By hand, three days being enough: kept; out on days 3 to 6; out on 3 and 4 only; out at the
    end; never normal; normal from day 2 and out from 7."""
    import numpy as np

    days = np.arange(10.0)
    values = np.full((6, 10), 2.0)
    values[1, 3:7] = 1
    values[2, 3:5] = 1
    values[3, 9] = 1
    values[4] = 1
    values[5, [0, 1, 7, 8, 9]] = 1
    normal = Bounds(low=2, high=None)
    first = np.array([0, 0, 0, 0, np.inf, 2])

    lost = first_lost(values, days, normal, 3, first)

    assert lost.tolist() == [np.inf, 3, np.inf, 9, np.inf, 7]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2027, 2, 14), "mid-February"),
        (date(2027, 2, 3), "early February"),
        (date(2027, 2, 27), "late February"),
    ],
)
def test_a_date_that_is_not_certain_is_a_part_of_a_month(on, said):
    assert about(on, certain=False) == said


def dosed(*days):
    begin = date(2026, 1, 1)
    return [
        DatedDose(on=begin + timedelta(days=day), micrograms=1000, route="im", product="x")
        for day in days
    ]


def test_after_the_first_hundred_days_those_about_a_dose_are_shown_too():
    """By hand: 0 to 100, then every fourth; and 0, 1, 2 and 4 days after the dose of day 130."""
    begin = date(2026, 1, 1)
    at = Clock(zero=begin)

    days = grid(at, begin, begin, begin + timedelta(days=140), dosed(0, 2, 130)) - 8 / 24

    later = {104, 108, 112, 116, 120, 124, 128, 132, 136, 140}
    assert sorted(days.round(6)) == sorted({*range(101), *later, 130, 131, 132, 134})


def test_tablets_taken_every_day_add_no_days():
    begin = date(2026, 1, 1)
    until = begin + timedelta(days=140)

    assert grid(Clock(zero=begin), begin, begin, until, dosed(*range(150))).size == 101 + 10


def test_a_folder_goes_on_where_it_stopped(tmp_path):
    for name in ("bram", "chioma"):
        text = Path(f"examples/{name}.yaml").read_text()
        (tmp_path / f"{name}.yaml").write_text(text)

    first = CliRunner().invoke(corrin, ["forecast", "--many", str(tmp_path), *ON])
    (tmp_path / "amina.yaml").write_text(Path(AMINA).read_text())
    again = CliRunner().invoke(corrin, ["forecast", "--many", str(tmp_path), *ON])

    assert "2 people forecast, 0 already there" in first.output
    assert "1 people forecast, 2 already there" in again.output
    rows = parquet.read_table(tmp_path / "forecasts").to_pylist()
    states = {(row["file"], row["marker"]): row["state"] for row in rows}
    assert states["chioma.yaml", None] == "refused"
    assert states["amina.yaml", "haemoglobin"] == "likely"


def test_a_folder_among_the_files_is_nobody(tmp_path):
    (tmp_path / "folder.yaml").mkdir()

    result = CliRunner().invoke(corrin, ["forecast", "--many", str(tmp_path), *ON])

    assert result.exit_code == 2
    assert "holds no person file" in result.output


def test_being_told_to_end_is_an_interrupt_and_only_meanwhile():
    before = signal.getsignal(signal.SIGTERM)

    with pytest.raises(KeyboardInterrupt), ended_like_an_interrupt():
        signal.raise_signal(signal.SIGTERM)

    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--many", "examples", "--regimen", "x"), "There is no regimen 'x'"),
        (("--many", "examples", "--guideline", "fr"), "There is no guideline 'fr'"),
        (("--many", "examples", "--format", "png"), "--many goes with --regimen, --start, "),
        (("--many", "examples", "--sbml"), "--sbml goes with none of --compare, "),
        ((AMINA, "--sbml", "--interval"), "--sbml goes with none of --compare, "),
        (("--sbml", *ON), "Name the file of the person whose model is to be written."),
    ],
)
def test_what_does_not_go_together_is_said_at_once(arguments, said):
    result = CliRunner().invoke(corrin, ["forecast", *arguments])

    assert result.exit_code == 2
    assert said in result.output
