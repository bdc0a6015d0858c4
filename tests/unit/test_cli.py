"""The command line: one clear sentence and the right exit code, whatever was typed."""

import gzip
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from corrin import cli
from corrin.cli.plan import whose
from corrin.domain.person import Person

ROOT = Path(__file__).parents[2]
AMINA = ROOT / "examples" / "amina.yaml"
CORRIN = Path(sys.executable).with_name("corrin")
DAY = ("--on", "2026-11-20")


def corrin(*arguments: object, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [CORRIN, *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, cwd=ROOT, check=False)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("plan", "nobody.yaml"), "There is no file 'nobody.yaml'."),
        (("plan", "examples"), "'examples' is a folder. Name one file, or - for the input."),
        (("plan", "no\x1bbody"), r"There is no file 'no\x1bbody'."),
        (("plan", AMINA, "--on", "20 Nov"), "'20 Nov' is not a date. Write it as 2026-11-20."),
        (("plan", AMINA, "--on", "2026-11-31"), "'2026-11-31' is not a date."),
        (("plan", AMINA, "--start", "20261120"), "'20261120' is not a date."),
        (("plan", AMINA, "--on", "0001-01-01"), "--on 0001-01-01 is not from 1900-01-01 to 2200-"),
        (("plan", AMINA, "--on", "9999-12-31"), "--on 9999-12-31 is not from 1900-01-01 to 2200-"),
        (("check", AMINA, "--on", "9999-12-31"), "--on 9999-12-31 is not from 1900-01-01 to 2200-"),
        (("check", AMINA, "--on", "1899-12-31"), "--on 1899-12-31 is not from 1900-01-01 to 2200-"),
        (("intake", AMINA, "--on", "9999-12-31"), "--on 9999-12-31 is not from 1900-01-01 to 2200"),
        (("forecast", AMINA, "--on", "9999-12-31"), "--on 9999-12-31 is not from 1900-01-01 to 2"),
        (("plan", AMINA, *DAY, "--start", "9999-12-31"), "--start 9999-12-31 is not from 1900-"),
        (("plan", AMINA, *DAY, "--start", "2026-11-19"), "is before the assessment, on 2026-11-20"),
        (("plan", AMINA, *DAY, "--start", "2027-11-21"), "is more than 12 months after the "),
        (("timing", AMINA, "--on", "0001-01-01"), "--on 0001-01-01 is not from 1900-01-01 to "),
        (("interactions", AMINA, "--on", "9999-12-31"), "--on 9999-12-31 is not from 1900-01-01"),
        (("interactions", AMINA, "--guideline", "fr"), "There is no guideline 'fr'; there are "),
        (("interactions", "nobody.yaml"), "There is no file 'nobody.yaml'."),
        (("timing", "examples"), "'examples' is a folder. Name one file, or - for the input."),
        (("plan", AMINA, "--guideline", "fr"), "There is no guideline 'fr'; there are general, "),
        (("plan", AMINA, "--regimen", "x"), "There is no regimen 'x'; `corrin regimens` lists"),
        (("plan", AMINA, *DAY, "--explain", "x"), "The plan has no conclusion 'x'. It has "),
        (("plan", AMINA, "--format", "ics", "--explain", "x"), "--explain is written as text or"),
        (("plan",), "Missing argument 'FILE'."),
        (("schema", "nothing"), "'nothing' is not one of 'plan', 'person', 'schedule', "),
        (("show", "food", "nothing"), "There is no food 'nothing'. Near it: "),
        (("show", "nothing", "x"), "There is no kind 'nothing'; there are food, "),
        (("regimens", "nothing"), "There is no regimen 'nothing'; there are "),
        (("cure",), "No such command 'cure'."),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence(arguments, says):
    done = corrin(*arguments)

    assert done.returncode == 2
    assert done.stdout == b""
    assert says in done.stderr.decode()
    assert done.stderr.startswith(b"corrin: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("given", [b"", b"[]", b"name: [", b"\xff\xfe", b"{}{}", b"a: &b c"])
def test_a_file_that_cannot_be_read_gives_no_plan_and_says_why(given):
    text = corrin("plan", "-", *DAY, given=given)
    said = json.loads(corrin("plan", "-", *DAY, "--format", "json", given=given).stdout)

    assert text.returncode == 3
    assert text.stdout.startswith(b"No plan was possible\n")
    assert text.stderr == b""
    assert said["refused"][0].keys() == {"field", "value", "why", "accepted"}
    assert said["summary"]["status"] == "not_assessable"


def test_a_file_that_is_too_large_is_refused_unread():
    done = corrin("plan", "-", *DAY, "--max-bytes", 20, given=b"name: " + b"x" * 10_000)

    assert done.returncode == 3
    assert b"the file is too large" in done.stdout.lower()


def test_nobody_listening_is_no_fault():
    command = f"{CORRIN} regimens | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=ROOT, check=False)

    assert (done.returncode, done.stderr) == (0, b"")


def test_a_fault_of_the_program_says_nothing_of_the_person(monkeypatch, capsys):
    def fault(*_: object) -> bytes:
        raise ValueError("Amina, 128 ng/L")

    monkeypatch.setattr("corrin.cli.files.opened", fault)
    monkeypatch.setattr("sys.argv", ["corrin", "plan", str(AMINA)])
    code = cli.run()
    out, err = capsys.readouterr()

    assert (code, out) == (70, "")
    assert err.startswith("corrin: A fault in corrin: nothing was concluded from the input.")
    assert "ValueError, cli/record.py:" in err
    assert "Amina" not in err


def test_the_version_and_the_help_of_every_command():
    assert corrin("--version").stdout.startswith(b"corrin ")
    for command in cli.corrin.commands:
        done = corrin(command, "--help")
        assert done.returncode == 0
        assert max(len(line) for line in done.stdout.decode().splitlines()) <= 80


def test_a_plan_with_nothing_urgent_exits_with_0_and_one_with_a_red_flag_with_1():
    calm, urgent = (
        corrin("plan", f"examples/{name}.yaml", *DAY, "--format", "json")
        for name in ("bram", "amina")
    )

    assert (calm.returncode, urgent.returncode) == (0, 1)
    assert json.loads(calm.stdout)["summary"]["urgent_referral"] is False
    assert json.loads(urgent.stdout)["summary"]["urgent_referral"] is True


def test_a_plan_starts_on_the_day_and_takes_the_regimen_asked_for():
    chosen = ("--start", "2026-12-07", "--regimen", "us_1000_daily_weekly_monthly")
    said = json.loads(corrin("plan", AMINA, *DAY, *chosen, "--format", "json").stdout)

    assert said["treatment"]["offer"]["regimen"] == "us_1000_daily_weekly_monthly"
    assert said["treatment"]["doses"][0]["on"] == "2026-12-07"


def test_a_regimen_that_is_not_offered_is_warned_of_and_not_dated_where_waiting_harms():
    chosen = ("--regimen", "pregnancy_prevention", "--format", "json")
    done = corrin("plan", AMINA, *DAY, *chosen)
    said = json.loads(done.stdout)
    treatment = said["treatment"]
    (warning,) = (b for b in treatment["blocks"] if b["id"] == "regimen_not_offered")

    assert done.returncode == 1
    assert warning["says"].startswith("The regimen chosen, Daily supplement")
    assert warning["says"] in [step["says"] for step in said["do_first"]]
    assert treatment["says"] == treatment["offer"]["says"]
    assert treatment["start_before_results"] is True
    assert treatment["schedule_status"] == "blocked"
    assert not treatment["doses"]
    assert not treatment["courses"]
    assert "dose" not in {step["kind"] for step in said["do_first"]}


def test_what_is_offered_stands_beside_a_regimen_that_is_not():
    plain = json.loads(corrin("plan", AMINA, *DAY, "--format", "json").stdout)
    chosen = ("--regimen", "pregnancy_prevention")
    said = json.loads(corrin("plan", AMINA, *DAY, *chosen, "--format", "json").stdout)
    shown = " ".join(corrin("plan", AMINA, *DAY, *chosen).stdout.decode().split())

    offered, *_ = said["treatment"]["alternatives"]
    assert offered["regimen"] == plain["treatment"]["offer"]["regimen"]
    assert "which is not what the guideline offers; not to be given" in shown
    assert "Product:" in shown.partition("Alternatives:")[2]


def test_an_order_that_was_refused_while_it_was_read_stands_first(tmp_path):
    order = "{drug: hydroxocobalamin, dose: 1000 mg, route: im, every_months: 3}"
    person = tmp_path / "person.yaml"
    person.write_text(f"age_years: 40\nsex: male\nregimen_request: {order}\n")
    done = corrin("plan", str(person), *DAY, "--format", "json")
    said = json.loads(done.stdout)
    (check,) = said["treatment"]["order"]

    assert done.returncode == 1
    assert (check["accepted"], check["field"]) == (False, "regimen_request.dose")
    assert check["value"] == "1000 mg"
    assert said["do_first"][0]["says"].startswith("Order refused: ")
    assert [each["field"] for each in said["refused"]] == ["regimen_request.dose"]


def test_what_must_be_done_now_stands_among_what_is_first(tmp_path):
    person = tmp_path / "person.yaml"
    person.write_text(
        "age_years: 22\nsex: male\nsigns: [positive Romberg]\n"
        "exposures: [nitrous oxide daily]\nsymptoms: [numb legs]\n"
    )
    said = json.loads(corrin("plan", str(person), *DAY, "--format", "json").stdout)
    now = [step["says"] for step in said["do_first"] if step["within"] == "now"]
    (stop,) = (alert for alert in said["alerts"] if alert["id"] == "n2o_stop")

    assert stop["says"] in now


def test_a_start_that_is_put_off_though_treatment_must_not_wait_is_warned_of():
    def warned(start: str) -> list[dict[str, str]]:
        chosen = ("--start", start, "--format", "json")
        return json.loads(corrin("plan", AMINA, *DAY, *chosen).stdout)["warnings"]

    (warning,) = warned("2027-11-20")

    assert (warning["field"], warning["value"]) == ("start", "2027-11-20")
    assert "treatment must not wait" in warning["why"]
    assert warned("2026-11-20") == []


@pytest.mark.parametrize("now", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_file_from_an_impossible_day_gives_no_plan_and_says_why(now):
    given = f'now: "{now}"\nage_years: 40\n'.encode()
    done = corrin("plan", "-", "--format", "json", given=given)
    (refused,) = json.loads(done.stdout)["refused"]

    assert done.returncode == 3
    assert (refused["field"], refused["value"]) == ("now", now)


def test_two_people_have_no_event_of_their_calendars_in_common():
    held = [
        {line for line in done.stdout.splitlines() if line.startswith(b"UID:")}
        for path in sorted((ROOT / "examples").glob("*.yaml"))
        if (done := corrin("plan", path, *DAY, "--format", "ics"))
    ]

    assert len(held) >= 8
    assert sum(map(len, held)) == len(set().union(*held))


def test_a_person_is_told_by_number_then_name_and_birth_date_then_the_file():
    born = date(1979, 5, 1)
    numbered = Person(patient_id="7", name="A", birth_date=born)
    named = Person(name="A", birth_date=born)

    assert whose(numbered, b"x") == whose(Person(patient_id="7"), b"y")
    assert whose(named, b"x") == whose(named, b"y") != whose(replace(named, name="B"), b"x")
    assert whose(Person(name="A"), b"x") != whose(Person(name="A"), b"y")


def test_the_same_file_gives_the_same_bytes_from_the_input_and_in_every_format():
    for form in ("text", "json", "md", "ics"):
        from_file = corrin("plan", AMINA, *DAY, "--format", form)
        given = corrin("plan", "-", *DAY, "--format", form, given=AMINA.read_bytes())
        assert from_file.stdout == given.stdout != b""


COURSE = b"""
start: 2026-12-07
phases:
- {route: im, dose_ug: 1000, every: {weekday_offsets_days: [0, 2, 4], weeks: 2}, count: 6}
"""


def test_a_course_is_dated_in_every_format():
    text = corrin("schedule", "-", given=COURSE)
    said = json.loads(corrin("schedule", "-", "--format", "json", given=COURSE).stdout)
    calendar = corrin("schedule", "-", "--format", "ics", given=COURSE).stdout

    assert text.returncode == 0
    assert b"1. Mon 7 Dec 2026\n" in text.stdout
    assert said["dates"][-1] == "2026-12-18"
    assert calendar.count(b"SUMMARY:Appointment\r\n") == 6


def test_a_course_that_cannot_be_dated_says_why():
    text = corrin("schedule", "-", given=b"start: soon")
    said = json.loads(corrin("schedule", "-", "--format", "json", given=b"start: soon").stdout)

    assert (text.returncode, text.stderr) == (3, b"")
    assert text.stdout.startswith(b"The course cannot be dated\n")
    assert [refused["field"] for refused in said["refused"]] == ["start", "phases"]


@pytest.mark.parametrize("name", ["plan", "person", "schedule"])
def test_every_schema_is_printed(name):
    assert json.loads(corrin("schema", name).stdout)["$schema"].endswith("2020-12/schema")


def test_a_knowledge_file_that_is_nested_without_end_is_a_problem_and_no_fault(tmp_path):
    (tmp_path / "foods.yaml").write_text("[" * 3000 + "]" * 3000)
    done = corrin("knowledge", "check", tmp_path)

    assert done.returncode == 1
    assert b"It is nested too deeply." in done.stdout


def test_entries_that_are_due_for_review_are_listed():
    calm = corrin("knowledge", "due", "--on", "2000-01-01")
    late = corrin("knowledge", "due", "--on", "2100-01-01")

    assert (calm.returncode, late.returncode) == (0, 1)
    assert b"entries are due by 2100-01-01" in late.stdout


# --- Records in FHIR, and what was read of a record ----------------------------------------------

JONAS = ROOT / "examples" / "jonas.fhir.json"


def test_a_record_in_fhir_is_planned_like_a_person_file():
    done = corrin("plan", JONAS, *DAY)

    assert done.returncode == 1
    assert done.stdout.decode().splitlines()[2] == "Jonas Example, male, born 1961-04-09"
    assert done.stderr == b""


def test_a_packed_record_is_planned_too(tmp_path):
    packed = tmp_path / "jonas.json.gz"
    packed.write_bytes(gzip.compress(JONAS.read_bytes()))

    assert corrin("plan", packed, *DAY).stdout == corrin("plan", JONAS, *DAY).stdout


def test_a_person_who_is_not_in_the_record_is_not_planned_for():
    done = corrin("plan", JONAS, *DAY, "--patient", "somebody")

    assert done.returncode == 3
    assert "--patient" in done.stdout.decode()


def test_check_lists_every_entry_with_its_outcome_and_reason():
    done = corrin("check", JONAS, *DAY)
    said = done.stdout.decode()

    assert done.returncode == 1
    assert said.count("Bundle.entry[8].resource.valueQuantity.unit") == 1
    assert "Ruled out or entered in error." in said
    assert max(map(len, said.splitlines())) <= 80


def test_check_counts_for_a_machine_what_it_shows():
    found = json.loads(corrin("check", JONAS, *DAY, "--format", "json").stdout)

    assert found["counts"] == {
        "used": 6,
        "duplicate": 0,
        "not_understood": 0,
        "refused": 1,
        "not_relevant": 3,
    }
    assert sum(found["counts"].values()) == len(found["ledger"]) == 10
    assert found["person"]["asked"] == ["allergies"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((AMINA,), 0), (("-",), 3), ((JONAS, "--format", "md"), 1), ((JONAS, "--max-bytes", 9), 3)],
)
def test_check_says_by_its_exit_code_whether_all_was_read(arguments, code):
    done = corrin("check", *arguments, *DAY, given=b"")

    assert done.returncode == code
    assert done.stderr == b""


def test_check_of_what_cannot_be_read_is_json_where_that_is_asked():
    found = json.loads(corrin("check", "-", *DAY, "--format", "json", given=b"{").stdout)

    assert found["refused"][0]["field"] == "file"
