"""The hours of a person: times beside medicines, a day, codes; and part 7 of the plan."""

import json
from datetime import date, time

import pytest
from click.testing import CliRunner
from msgspec import UNSET

from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.cli import corrin
from corrin.domain.visit import Visits
from corrin.knowledge.load import knowledge
from corrin.person_file import read
from corrin.render.plan_page import plan_page
from corrin.render.text import text

ON = date(2026, 11, 20)
KNOWN = knowledge()
GENERAL = Guideline.of(KNOWN, "general")
ASKED = ("symptoms", "conditions", "procedures", "family_history", "allergies", "exposures")
VEGAN = {
    "age_years": 40,
    "sex": "male",
    "diet": ["vegan"],
    "labs": [{"name": "total B12", "value": "120", "unit": "ng/L", "day": 0}],
    **{key: [] for key in (*ASKED, "prior_treatment")},
}


def reading(**more):
    return read(json.dumps(VEGAN | more).encode(), on=ON, knowledge=KNOWN)


def planned(**more):
    found = reading(**more)
    assert found.person is not None
    return plan(found.person, on=ON, guideline=GENERAL, ledger=found.ledger)


def told(found):
    """The fields of what was refused, and of what was not understood."""
    return [each.field for each in found.refused], [each.field for each in found.not_understood]


@pytest.mark.parametrize(
    ("medicine", "minutes"),
    [
        ("iron at 08:00 and 20:00", (480, 1200)),
        ("iron, 7:30", (450,)),
        ({"name": "iron", "at": "08:00"}, (480,)),
        ({"name": "iron", "at": "08:00, 20:00"}, (480, 1200)),
        ({"name": "iron", "at": ["08:00", "20:00"]}, (480, 1200)),
        ({"code": "24947", "system": "RxNorm", "at": "08:00"}, (480,)),
        ("iron", ()),
    ],
    ids=str,
)
def test_a_medicine_says_its_times(medicine, minutes):
    found = reading(medicines=[medicine])

    assert told(found) == ([], [])
    assert [one.at for one in found.person.statements if one.listed == "medicines"] == [minutes]


@pytest.mark.parametrize(
    ("medicine", "refused", "unread"),
    [
        ({"name": "iron", "at": "25:00"}, ["medicines[0].at"], []),
        ({"name": "iron", "at": ["08:00", "8"]}, ["medicines[0].at"], []),
        ("iron at 10:99", [], ["medicines[0]"]),
        ({"code": "24947"}, ["medicines[0].system"], []),
        ({"code": "99999999", "system": "RxNorm"}, [], ["medicines[0].code"]),
        ({"code": "99999999", "system": "RxNorm", "name": "iron"}, [], ["medicines[0].code"]),
        ({"code": "1", "system": "moon"}, [], ["medicines[0].system"]),
        ({"name": "iron", "system": "RxNorm"}, [], ["medicines[0].system"]),
    ],
    ids=str,
)
def test_what_of_a_medicine_is_not_taken_is_said(medicine, refused, unread):
    assert told(reading(medicines=[medicine])) == (refused, unread)


def test_a_code_stands_for_its_name_in_every_list():
    found = reading(
        medicines=["rxnorm 6809", {"code": "A02BC01", "system": "ATC"}],
        conditions=[{"code": "84027009", "system": "SNOMED CT"}],
    )

    assert told(found) == ([], [])
    assert {one.concept for one in found.person.statements} >= {
        *("metformin", "omeprazole", "pernicious_anaemia"),
    }


def test_a_time_of_day_belongs_to_a_medicine():
    found = reading(symptoms=[{"name": "tiredness", "at": "07:00"}], medicines=[])

    assert told(found) == ([], ["symptoms[0].at"])


@pytest.mark.parametrize(
    ("day", "field"),
    [
        ({"wake": "7"}, "day.wake"),
        ({"nap": "14:00"}, "day.nap"),
        ({"fast": "20:00"}, "day.fast"),
        ({"medicines": ["iron at 07:00"]}, "day.medicines"),
        ({"alcohol": "20:00"}, "day.alcohol"),
        ("early", "day"),
    ],
    ids=str,
)
def test_a_day_that_cannot_be_used_is_refused_and_the_rest_goes_on(day, field):
    found = reading(day=day)

    assert told(found) == ([field], [])
    assert found.person is not None
    assert found.person.day is None
    assert [entry.outcome for entry in found.ledger if entry.field == "day"] == ["refused"]


def test_a_day_is_an_entry_of_the_ledger():
    found = reading(day={"wake": "07:00", "sleep": "23:00"})

    assert found.person.day.wake == 420
    assert [entry.outcome for entry in found.ledger if entry.field == "day"] == ["used"]
    assert reading(day=None).person.day is None


def test_a_plan_has_hours_where_times_are_known():
    made = planned(medicines=["iron at 07:00", "colestyramine"], day={"wake": "06:30"})

    assert made.hours.b12_window == ("06:30", "12:00")
    assert made.hours.allowed == (("08:00", "12:00"),)
    assert [rule.id for rule in made.hours.keep_apart] == ["colestyramine"]
    assert "textbook_knowledge" in [source.id for source in made.sources]
    assert "Best at 09:00, as far as times are known." in text(plan_page(made, full=False))


def test_a_plan_without_times_has_no_hours():
    made = planned(medicines=["iron", "vitamin C 1 g"])

    assert made.hours is UNSET
    assert "Hour   00" not in text(plan_page(made, full=False))


def test_what_has_a_time_is_not_also_to_be_kept_apart():
    made = planned(medicines=["iron at 07:00", "iron"])

    assert made.hours.keep_apart == ()


@pytest.mark.parametrize(
    ("at", "more", "says"),
    [
        ("08:00", {}, []),
        ("07:30", {}, ["iron at 07:00: Take B12 at least 1 hour, better 2 hours, apart from "]),
        ("21:00", {"day": {"fast": ["20:00", "06:00"]}}, ["a fast: Nothing is swallowed "]),
    ],
)
def test_b12_that_is_taken_at_a_closed_minute_is_named(at, more, says):
    tablets = f"cyanocobalamin 50 micrograms orally at {at}"
    made = planned(diet=[], labs=[], medicines=[tablets, "iron at 07:00", "no calcium"], **more)

    near = f"{tablets} is vitamin B12 itself, and stands too near "
    assert len(made.hours.notes) == len(says)
    assert all(
        note.startswith(near + said) for note, said in zip(made.hours.notes, says, strict=True)
    )
    assert made.hours.allowed == (("06:00", "06:00"), ("08:00", "12:00"))
    assert made.hours.no_rule == ()


def test_tablets_that_are_taken_are_placed_where_none_are_offered():
    made = planned(
        diet=[], labs=[], medicines=["cyanocobalamin 50 micrograms orally", "iron at 07:00"]
    )

    assert made.treatment.offer is None
    assert made.hours.route == "oral"
    assert made.hours.allowed == (("06:00", "06:00"), ("08:00", "12:00"))


def test_an_allergy_and_somebody_else_s_medicine_close_nothing():
    made = planned(medicines=["levothyroxine at 07:00"], allergies=["iron"])

    assert made.hours.allowed == (("06:00", "12:00"),)
    assert made.hours.no_rule == ("levothyroxine at 07:00",)


def test_a_dose_beside_the_name_is_shown_with_it():
    made = planned(medicines=[{"name": "vitamin C", "dose": "1 g", "at": "08:00"}])

    assert made.hours.taken == (("08:00", "vitamin C 1 g"),)


def test_of_two_doses_of_a_medicine_the_larger_counts_and_it_is_said():
    found = reading(medicines=[{"name": "vitamin C 1000 mg", "at": "08:00", "dose": "80 mg"}])
    other = reading(medicines=[{"name": "vitamin C 80 mg", "at": "08:00", "dose": "1000 mg"}])

    for each in (found, other):
        (said,) = [notice for notice in each.warnings if notice.field == "medicines[0].dose"]
        assert "the larger of the two counts" in said.why
        (one,) = [one for one in each.person.statements if one.listed == "medicines"]
        assert one.dose.micrograms == 1_000_000


def test_a_dose_that_can_be_read_in_two_ways_counts_as_not_known():
    made = planned(medicines=["vitamin C 1.000 mg at 08:00"])

    assert made.hours.allowed == (("06:00", "06:00"), ("10:00", "12:00"))
    assert any("write 1 mg or 1000 mg" in note for note in made.hours.notes)


def test_the_supplements_of_a_day_are_read_as_medicines_are():
    """A gram of vitamin C at 21:00 closes the evening, and its ledger says what became of it."""
    day = {"wake": "07:00", "sleep": "23:00", "meals": {"breakfast": "07:30"}}
    supplements = [
        {"name": "vitamin C", "dose": "1 g", "at": "21:00"},
        "iron after breakfast",
        "xyzzy",
        ["iron"],
    ]
    found = reading(medicines=[], day=day | {"supplements": supplements})
    made = planned(medicines=[], day=day | {"supplements": supplements})

    assert told(found) == (["day.supplements[3]"], ["day.supplements[2]"])
    assert ("21:00", "vitamin C 1 g") in made.hours.taken
    assert ("07:30", "iron") in made.hours.taken
    assert [entry.outcome for entry in found.ledger if "supplements" in entry.field] == [
        *("used", "used", "not_understood", "refused"),
    ]


def test_a_medicine_of_a_person_is_placed_at_the_meal_that_its_words_name():
    day = {"wake": "07:00", "sleep": "22:30", "meals": {"lunch": "12:30"}}
    made = planned(medicines=["vitamin C 1 g at bedtime", "Questran before lunch"], day=day)

    assert [at for at, name in made.hours.taken if name != "lunch"] == ["12:30", "22:30"]
    assert made.hours.keep_apart == ()


def test_a_tablet_of_b12_beside_iron_is_said_to_stand_too_near():
    tablet = "cyanocobalamin 50 micrograms orally at 08:00"
    made = planned(diet=[], labs=[], medicines=[tablet, "iron at 08:00"])
    apart = planned(diet=[], labs=[], medicines=[tablet, "iron at 12:00"])

    assert made.hours.notes == (
        "cyanocobalamin 50 micrograms orally at 08:00 is vitamin B12 itself, and stands too near "
        "iron at 08:00: Take B12 at least 1 hour, better 2 hours, apart from calcium, iron or "
        "magnesium.",
    )
    assert apart.hours.notes == ()


def test_whoever_had_tablets_is_not_said_to_take_none(tmp_path):
    file = tmp_path / "person.yaml"
    file.write_text("age_years: 40\nprior_treatment: [cyanocobalamin 1 mg tablets daily]\n")
    ran = CliRunner().invoke(corrin, ["timing", str(file), "--on", "2026-11-20"])
    shown = " ".join(ran.output.split())

    assert "is offered or taken" not in shown
    assert "The treatment that the record names is meant: “cyanocobalamin 1 mg" in shown


@pytest.mark.parametrize(
    ("visits", "field"),
    [
        ({"at": "09:30"}, "visits.zone"),
        ({"zone": "Europe/London"}, "visits.at"),
        ({"at": "9.30", "zone": "Europe/London"}, "visits.at"),
        ({"at": ["09:30", "10:30"], "zone": "Europe/London"}, "visits.at"),
        ({"at": "09:30", "zone": "Europe/Londres"}, "visits.zone"),
        ({"at": "09:30", "zone": "localtime"}, "visits.zone"),
        ({"at": "09:30", "zone": "Europe/London", "for": "x"}, "visits.for"),
        ("09:30", "visits"),
    ],
)
def test_a_time_of_visits_that_cannot_be_used_is_refused_where_it_stands(visits, field):
    found = reading(visits=visits)

    assert [refusal.field for refusal in found.refused] == [field]
    assert found.person is not None
    assert found.person.visits is None
    assert [entry.outcome for entry in found.ledger if entry.field == "visits"] == ["refused"]


def test_visits_are_read_and_change_the_calendar_alone():
    found = reading(visits={"at": "09:30", "zone": "Europe/London"})

    assert found.person is not None
    assert found.person.visits == Visits(at=time(9, 30), zone="Europe/London")
    assert [entry.outcome for entry in found.ledger if entry.field == "visits"] == ["used"]
    assert planned(visits={"at": "09:30", "zone": "Europe/London"}).treatment == planned().treatment


def test_what_is_injected_closes_no_minute_for_what_is_swallowed():
    """Of iron by mouth B12 is kept apart; of iron into a vein it need not be."""

    def named(route: str) -> list[str]:
        hours = planned(medicines=[{"name": "iron", "at": "08:00", "route": route}]).hours
        return [item for shut in hours.why for reason in shut.because for item in reason.items]

    assert named("oral") != []
    assert named("iv") == []
