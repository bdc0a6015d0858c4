"""`corrin timing` and `corrin interactions` as somebody types them."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

CORRIN = Path(sys.executable).with_name("corrin")
REQUEST = b'{"b12_route": "oral", "b12_window": ["06:00", "12:00"], "items": %s}'
IRON = REQUEST % b'[{"name": "iron", "at": "07:00"}]'
FULL = REQUEST % b'["vitamin C 1 g at 07:00, 09:00 and 11:00"]'
UNKNOWN = REQUEST % b'[{"name": "moonwort", "at": "07:00"}]'
WRONG = REQUEST % b'[{"name": "iron", "at": "7 am"}]'
VEGAN = {
    "age_years": 40,
    "sex": "male",
    "diet": ["vegan"],
    "labs": [{"name": "total B12", "value": "120", "unit": "ng/L", "day": 0}],
    **{key: [] for key in ("symptoms", "conditions", "procedures", "family_history")},
    **{key: [] for key in ("allergies", "exposures", "prior_treatment")},
}
BUNDLE = {
    "resourceType": "Bundle",
    "type": "collection",
    "entry": [
        {
            "fullUrl": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0",
            "resource": {"resourceType": "Patient", "gender": "female", "birthDate": "1960-01-01"},
        },
        {
            "fullUrl": "urn:uuid:1c3151bd-1cbf-4d64-b04d-cd9187a4c6e0",
            "resource": {
                "resourceType": "MedicationStatement",
                "status": "active",
                "subject": {"reference": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"},
                "medicationCodeableConcept": {
                    "coding": [
                        {
                            "system": "http://www.nlm.nih.gov/research/umls/rxnorm",
                            "code": "6809",
                        }
                    ]
                },
            },
        },
    ],
}


def corrin(*arguments, given):
    done = subprocess.run([CORRIN, *arguments], input=given, capture_output=True, check=False)
    assert done.stderr == b"", done.stderr
    return done


def person(**more):
    return json.dumps(VEGAN | more).encode()


@pytest.mark.parametrize(("given", "code"), [(IRON, 0), (FULL, 1), (UNKNOWN, 1), (WRONG, 3)])
@pytest.mark.parametrize("form", ["text", "json", "md"])
def test_the_exit_code_of_hours(given, code, form):
    done = corrin("timing", "-", "--format", form, given=given)

    assert done.returncode == code
    assert done.stdout.endswith(b"\n")


def test_hours_in_text():
    said = corrin("timing", "-", given=IRON).stdout.decode()

    assert said.startswith("Hours of the day\n================\nBest at 09:00.\n")
    assert max(map(len, said.splitlines())) <= 80
    assert "06:00, 08:00 to 12:00" in said
    assert "Evidence: very low." in said


def test_a_day_without_an_open_minute_says_infeasible_and_by_what():
    said = corrin("timing", "-", given=FULL).stdout.decode()

    assert "Infeasible: no minute from 06:00 to 12:00 is open, because of vitamin C" in said
    assert "Move vitamin C 1 g at 07:00 to 08:00: open at 06:00." in said
    assert "Evidence: disputed." in said
    assert "A study of 1974" in said


def test_what_is_refused_of_a_request_stands_with_its_field():
    text = corrin("timing", "-", given=WRONG).stdout.decode()
    (refused,) = json.loads(corrin("timing", "-", "--format", "json", given=WRONG).stdout)[
        "refused"
    ]

    assert "The hours cannot be found" in text
    assert "items[0].at “7 am”: It is not a time of day. Accepted: a time of day from" in text
    assert refused == {
        "field": "items[0].at",
        "value": "7 am",
        "why": "it is not a time of day",
        "accepted": "a time of day from 00:00 to 23:59",
    }


def test_the_bar_stands_in_markdown_as_it_is():
    said = corrin("timing", "-", "--format", "md", given=IRON).stdout.decode()

    assert "```text\nHour   00 01 02" in said


def test_the_pack_is_chosen():
    said = corrin("timing", "-", "--guideline", "uk", "--format", "json", given=IRON).stdout

    assert json.loads(said)["allowed"] == [["06:00", "12:00"]]
    done = subprocess.run(
        [CORRIN, "timing", "-", "--guideline", "moon"], input=IRON, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (
        2,
        b"corrin: There is no guideline 'moon'; there are general, uk, us.\n",
    )


def test_the_hours_of_a_person():
    medicines = [{"name": "iron", "at": "07:00"}, "colestyramine"]
    done = corrin("timing", "-", "--format", "json", given=person(medicines=medicines))
    said = json.loads(done.stdout)

    assert done.returncode == 0
    assert said["says"] == "Best at 09:00, as far as times are known."
    assert said["allowed"] == [["06:00", "06:00"], ["08:00", "12:00"]]
    assert [rule["id"] for rule in said["keep_apart"]] == ["colestyramine"]


def test_a_person_who_is_injected_has_no_hours():
    given = person(symptoms=["unsteady gait"], medicines=["iron at 07:00"])
    said = json.loads(corrin("timing", "-", "--format", "json", given=given).stdout)

    assert said["route"] == "im"
    assert said["says"].startswith("Rules of hours do not concern this route")
    assert said["allowed"] == [["06:00", "12:00"]]


def test_what_is_taken_by_mouth_is_placed_where_nothing_is_offered():
    given = person(diet=[], labs=[], medicines=["cyanocobalamin 50 micrograms orally daily"])
    said = json.loads(corrin("timing", "-", "--format", "json", given=given).stdout)

    assert (said["route"], said["notes"]) == ("oral", [])


def test_where_nothing_is_offered_or_taken_that_is_said():
    given = person(diet=[], labs=[], medicines=["iron at 07:00"])
    said = json.loads(corrin("timing", "-", "--format", "json", given=given).stdout)

    assert said["notes"] == ["No vitamin B12 is offered or taken; by mouth is taken to be meant."]


def test_what_is_refused_of_a_person_is_shown_with_the_hours():
    given = person(medicines=[{"name": "iron", "at": "25:00"}, "wibble"])
    done = corrin("timing", "-", given=given)

    assert done.returncode == 1
    assert "medicines[0].at “25:00”: It is not a time of day." in done.stdout.decode()
    assert "“wibble”" in done.stdout.decode()


def test_a_person_of_whom_nothing_can_be_used_is_refused():
    done = corrin("timing", "-", given=b'{"schema_version": 7, "age_years": 40}')

    assert done.returncode == 3
    assert "The hours cannot be found" in done.stdout.decode()


@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress], ids=["plain", "gzip"])
def test_a_record_in_fhir_has_hours_and_interactions(pack):
    given = pack(json.dumps(BUNDLE).encode())
    timing = json.loads(corrin("timing", "-", "--format", "json", given=given).stdout)
    found = json.loads(corrin("interactions", "-", "--format", "json", given=given).stdout)

    assert [rule["id"] for rule in timing["rules"] if rule["items"]] == ["metformin"]
    assert [each["id"] for each in found["found"]] == ["metformin"]


def test_the_times_of_a_record_in_fhir_are_used():
    bundle = json.loads(json.dumps(BUNDLE))
    iron = bundle["entry"][1]["resource"]
    iron["medicationCodeableConcept"] = {"text": "ferrous sulfate"}
    iron["dosage"] = [{"timing": {"repeat": {"timeOfDay": ["07:00:00", "25:00:00"]}}}]
    done = corrin("timing", "-", "--format", "json", given=json.dumps(bundle).encode())
    said = json.loads(done.stdout)

    assert said["allowed"] == [["06:00", "06:00"], ["08:00", "12:00"]]
    assert [(each["value"], each["why"]) for each in said["not_understood"]] == [
        ("25:00:00", "it is not a time of day")
    ]


@pytest.mark.parametrize(
    ("medicines", "code"),
    [([], 0), (["levothyroxine"], 0), (["vitamin C 100 mg"], 0), (["metformin"], 1), (["wib"], 1)],
)
def test_the_exit_code_of_interactions(medicines, code):
    assert corrin("interactions", "-", given=person(medicines=medicines)).returncode == code


def test_interactions_in_text():
    given = person(medicines=["metformin", "levothyroxine", "wibblumab", "stopped phenytoin"])
    said = corrin("interactions", "-", "--on", "2026-11-20", given=given).stdout.decode()

    assert max(map(len, said.splitlines())) <= 80
    for words in (
        "Moderate: it can be felt or measured",
        "Evidence: high.",
        "None known to corrin, which is not the same as none.\nlevothyroxine",
        "No longer taken",
        "“wibblumab”: Not understood.",
    ):
        assert words in said


def test_interactions_of_nothing_that_can_be_read():
    text = corrin("interactions", "-", given=b"[]")
    said = json.loads(corrin("interactions", "-", "--format", "json", given=b"[]").stdout)

    assert text.returncode == 3
    assert text.stdout.startswith(b"No medicines were read\n")
    assert (said["found"], said["refused"][0]["field"]) == ([], "file")
