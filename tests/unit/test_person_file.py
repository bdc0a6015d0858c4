"""The person file: what a whole file gives, and what must hold for every file."""

import json
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files
from time import process_time
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from corrin.domain.person import Person
from corrin.errors import Refused
from corrin.knowledge.load import knowledge
from corrin.person_file import Reading, read
from corrin.person_file.fields import FIELDS, ITEM, LISTS, ORDER, PHASE
from corrin.reading import ledger
from corrin.reading.results import KEYS
from corrin.reading.strict import Limits

ON = date(2026, 11, 20)
SCHEMA = json.loads((files("corrin") / "schemas" / "person_file.schema.json").read_text("utf-8"))

WOMAN = {
    "schema_version": 1,
    "now": "2026-11-20T11:00:00Z",
    "name": "A. Person",
    "patient_id": "p-1",
    "age_years": 66,
    "age_months": None,
    "sex": "female",
    "ethnicity": "white British",
    "country": "NO",
    "pregnant": False,
    "gestation_weeks": None,
    "lactating": False,
    "weight_kg": "70 kg",
    "diet": "vegan, no supplement",
    "conditions": ["type 2 diabetes"],
    "procedures": [],
    "medicines": [
        {"name": "metformin", "dose": "1 g twice daily", "route": "oral", "duration": "8 years"},
        {"name": "omeprazole", "dose": "20 mg daily", "status": "stopped", "until": "2024-02-01"},
    ],
    "symptoms": [{"name": "burning feet", "duration": "2 months", "severity": "mild"}],
    "signs": ["no pallor"],
    "labs": [
        {"name": "total vitamin B12", "value": 148, "unit": "ng/L", "date": "2026-11-10"},
        {
            "name": "haemoglobin",
            "value": 9.8,
            "unit": "g/dL",
            "reference_range": {"low": 11.5, "high": None},
            "day": -3,
        },
        {"name": "methylmalonic acid", "value": None, "interpretation": "high"},
    ],
    "imaging": [],
    "allergies": [{"substance": "penicillin", "reaction": "rash"}],
    "family_history": [{"name": "pernicious anaemia", "subject": "mother"}],
    "exposures": [],
    "prior_treatment": [],
    "preferences": ["prefers tablets"],
    "notes": ["seen in clinic"],
    "regimen_request": {
        "drug": "hydroxocobalamin",
        "dose": "1 mg",
        "route": "im",
        "every_months": 3,
        "until": "lifelong",
    },
}
INFANT = {
    "birth_date": "2026-02-10",
    "sex": "m",
    "weight_kg": 8,
    "diet": "exclusively breast-fed by vegan mother",
    "labs": [{"name": "B12", "value": "<60", "unit": "pmol/L", "subject": "mother"}],
    "exposures": ["maternal strict vegan diet"],
}
PREGNANT = {
    "age_years": "28",
    "sex": "woman",
    "pregnant": "yes",
    "gestation_weeks": "29+5",
    "labs": ["Hb 98 g/L"],
    "notes": "tired",
}
SAMPLES = {"woman": WOMAN, "infant": INFANT, "pregnant": PREGNANT}


def reading(tree: object, **options: Any) -> Reading:
    return read(json.dumps(tree).encode(), knowledge=knowledge(), **{"on": ON, **options})


def person(tree: object) -> Person:
    found = reading(tree).person
    assert found is not None
    return found


def test_every_field_of_a_person():
    known = person(WOMAN)

    assert known.age_months == 66 * 12
    assert (known.sex, known.country, known.pregnant) == ("female", "NO", False)
    assert (known.lactating, known.weight_kg) == (False, 70)
    assert (known.name, known.patient_id, known.notes) == ("A. Person", "p-1", ("seen in clinic",))
    assert known.asked == set(LISTS)
    assert known.sources["age_months"] == "age_years"
    assert known.sources["pregnant"] == "pregnant"
    assert "gestation_weeks" not in known.sources


def test_keys_of_an_item_say_time_dose_status_and_subject():
    known = {statement.source: statement for statement in person(WOMAN).statements}

    metformin = known["medicines[0]"]
    assert metformin.dose is not None
    assert metformin.dose.micrograms == 1_000_000
    assert metformin.dose.times_per_day == 2
    assert (metformin.route, metformin.since) == ("oral", date(2018, 11, 20))
    omeprazole = known["medicines[1]"]
    assert (omeprazole.status, omeprazole.until) == ("past", date(2024, 2, 1))
    assert known["symptoms[0]"].since == date(2026, 9, 20)
    assert "mild" in known["symptoms[0]"].qualifiers
    assert known["signs[0]"].present is False
    assert known["allergies[0]"].allergy
    assert known["family_history[0]"].subject == "mother"


def test_results_keep_what_was_printed():
    b12, hb, mma = person(WOMAN).results

    assert (b12.value, b12.unit, b12.on) == (Decimal(148), "ng/L", date(2026, 11, 10))
    assert (str(hb.value), hb.reference_low, hb.on) == ("9.8", Decimal("11.5"), date(2026, 11, 17))
    assert (mma.value, mma.interpretation, mma.dated) == (None, "high", False)


def test_an_order():
    order = person(WOMAN).order

    assert order is not None
    assert order.dose is not None
    assert (order.drug, order.dose.micrograms, order.route) == ("hydroxocobalamin", 1000, "im")
    assert (order.every_months, order.every_days, order.until) == (3, None, "lifelong")


def test_phases_of_an_order_take_the_drug_from_the_whole():
    phases = [
        {"frequency": "3 times a week", "count": 6},
        {"every_weeks": 2, "dose": "0.5 mg", "until": "counts_normal"},
    ]
    order = person(
        {"regimen_request": {"drug": "hydroxocobalamin", "route": "im", "phases": phases}}
    ).order

    assert order is not None
    first, second = order.phases
    assert (first.drug, first.route, first.count) == ("hydroxocobalamin", "im", 6)
    assert (second.every_days, second.until) == (14, "counts_normal")
    assert second.dose is not None
    assert second.dose.micrograms == 500


def test_an_order_of_more_phases_than_any_course_is_refused():
    phases = [{"every_days": 7, "count": 1}] * 13
    order = {"drug": "hydroxocobalamin", "phases": phases}

    refused = reading({"regimen_request": order}).refused

    assert [refusal.field for refusal in refused] == ["regimen_request.phases"]


def test_an_order_of_a_regimen_alone_is_of_its_product_and_route():
    order = person({"regimen_request": {"regimen": "uk_bnf_neuro"}}).order

    assert order is not None
    assert (order.drug, order.route) == ("hydroxocobalamin", "im")
    assert order.drug_words == "uk_bnf_neuro"


def test_an_infant_and_what_belongs_to_the_mother():
    known = person(INFANT)

    assert (known.birth_date, known.age_months) == (date(2026, 2, 10), 9)
    assert known.sources["age_months"] == "birth_date"
    assert [(result.subject, result.comparator) for result in known.results] == [("mother", "<")]
    assert known.asked == {"diet", "labs", "exposures"}


def test_weeks_and_days_of_gestation():
    known = person(PREGNANT)

    assert (known.sex, known.pregnant) == ("female", True)
    assert known.gestation_weeks == 29 + Decimal(5) / 7


@pytest.mark.parametrize(
    ("stated", "weeks", "source"),
    [
        ({"pregnant": "20 weeks"}, 20, "pregnant"),
        ({"pregnant": "22/40"}, 22, "pregnant"),
        ({"pregnant": "yes, 22+0/40"}, 22, "pregnant"),
        ({"pregnant": True, "gestation_weeks": "29/40"}, 29, "gestation_weeks"),
        ({"pregnant": True, "gestation_weeks": "29,5"}, Decimal("29.5"), "gestation_weeks"),
        ({"pregnant": True, "conditions": ["pregnant, 22/40"]}, 22, "conditions[0]"),
        ({"pregnant": True, "symptoms": ["numb feet for 6 weeks"]}, None, None),
    ],
)
def test_the_weeks_say_a_pregnancy_wherever_they_stand(stated, weeks, source):
    known = person(stated)

    assert (known.pregnant, known.gestation_weeks) == (True, weeks)
    assert known.sources.get("gestation_weeks") == source


@pytest.mark.parametrize("words", ["20", "60 weeks", "perhaps", "20 weks"])
def test_weeks_that_are_not_certain_are_no_pregnancy(words):
    found = reading({"pregnant": words})

    assert found.person is not None
    assert found.person.pregnant is None
    assert [(r.field, r.value) for r in found.refused] == [("pregnant", words)]
    assert "22/40" in found.refused[0].accepted


def test_weeks_that_differ_are_both_named():
    found = reading({"pregnant": "20 weeks", "gestation_weeks": 25})

    assert found.person is not None
    assert found.person.gestation_weeks == 25
    assert {notice.field for notice in found.warnings} == {"pregnant", "gestation_weeks"}


@pytest.mark.parametrize(
    ("wish", "concept", "status"),
    [
        ("no injections", "refuses_injections", "current"),
        ("needle phobia", "needle_phobia", "current"),
        ("hates needles", "prefers_oral", "current"),
        ("does not want injections", "refuses_injections", "current"),
        ("prefers tablets", "prefers_oral", "current"),
        ("tablets only", "prefers_oral", "current"),
        ("not keen on injections", "prefers_oral", "current"),
        ("hydroxocobalamin", "hydroxocobalamin", "planned"),
        ("accepts injections", "b12_injection", "planned"),
        ("no cyanocobalamin", "cyanocobalamin", "refused"),
        ({"name": "injections", "status": "refused"}, "b12_injection", "refused"),
    ],
)
def test_a_wish_is_neither_a_treatment_nor_an_absence(wish, concept, status):
    known = person({"preferences": [wish]}).statements

    assert [(one.concept, one.status, one.present) for one in known] == [(concept, status, True)]


def test_a_wish_in_words_that_are_not_known_is_named():
    found = reading({"preferences": ["loathes jabs", "home visits please"]})

    assert [notice.value for notice in found.not_understood] == [
        "loathes jabs",
        "home visits please",
    ]


@pytest.mark.parametrize(
    ("stated", "value"),
    [
        ({"weight_kg": "70,5"}, "70.5"),
        ({"weight_kg": "70,5 kg"}, "70.5"),
        ({"weight_kg": 70}, "70"),
    ],
)
def test_a_decimal_comma_in_a_weight(stated, value):
    assert person({"age_years": 40, **stated}).weight_kg == Decimal(value)


@pytest.mark.parametrize(
    ("stated", "months"),
    [
        ({"age_years": 0.5}, 6),
        ({"age_months": 8}, 8),
        ({"age_years": 45}, 540),
        ({"birth_date": "1980-11-21"}, 551),
        ({"birth_date": "1980-11-20", "age_years": 46, "age_months": 552}, 552),
        ({"age_years": None, "age_months": None}, None),
    ],
)
def test_ages(stated, months):
    found = reading(stated)

    assert found.person is not None
    assert found.person.age_months == months
    assert (found.warnings, found.refused) == ((), ())


@pytest.mark.parametrize(
    ("words", "sex"),
    [("F", "female"), ("Woman", "female"), ("boy", "male"), ("unknown", None), ("other", None)],
)
def test_sexes(words, sex):
    found = reading({"sex": words})

    assert found.person is not None
    assert (found.person.sex, found.not_understood) == (sex, ())


def test_empty_is_asked_and_none_but_missing_is_not_known():
    assert person({"symptoms": [], "signs": None}).asked == {"symptoms"}


@pytest.mark.parametrize(
    "words", ["adopted, FH unknown", "adopted", "FH not known", "no information", "unknown"]
)
def test_a_family_of_which_nobody_can_say_is_not_known(words):
    found = reading({"family_history": [words]})

    assert found.person is not None
    assert found.person.asked == frozenset()
    assert found.not_understood == ()


def test_what_one_knows_of_a_family_counts_though_the_rest_is_not_known():
    known = person({"family_history": ["adopted; birth mother has pernicious anaemia"]})

    assert [(one.concept, one.subject) for one in known.statements] == [
        ("pernicious_anaemia", "mother")
    ]
    assert known.asked == frozenset()


def test_a_list_with_an_item_that_is_not_understood_is_not_complete():
    assert person({"allergies": ["penicillin", "a thing with zz"]}).asked == frozenset()


def test_a_name_of_two_things_is_named_with_what_to_write():
    found = reading({"conditions": ["Whipple"]})

    assert [notice.value for notice in found.not_understood] == ["Whipple"]
    assert "Whipple's procedure" in found.not_understood[0].why


def test_a_list_in_which_an_item_was_refused_is_not_complete():
    known = person({"medicines": ["metformin", {"name": "hydroxocobalamin", "dose": "1000"}]})

    assert known.asked == frozenset()
    assert [statement.concept for statement in known.statements] == ["metformin"]


# --- the day of the assessment ------------------------------------------------------------------


def test_the_chosen_day_outranks_the_file_and_the_file_outranks_today():
    at = {"now": "2026-11-20T23:30:00-05:00"}
    other = date(2026, 12, 1)

    assert reading(at, on=None).on == ON
    assert reading(at, on=None, today=other).on == ON
    assert reading(at, on=other).on == other
    assert reading({}, on=None, today=other).on == other


@pytest.mark.parametrize("at", [{}, {"now": "soon"}, {"now": None}, {"now": ["2026-11-20"]}])
def test_a_file_without_a_day_is_refused(at):
    with pytest.raises(Refused) as caught:
        reading(at, on=None)

    assert caught.value.refusals[0].field == "now"


@pytest.mark.parametrize("at", ["soon", ["2026-11-20"]])
def test_no_other_day_is_taken_for_one_that_cannot_be_read(at):
    with pytest.raises(Refused):
        reading({"now": at}, on=None, today=ON)


def test_a_key_given_twice_gives_no_day():
    with pytest.raises(Refused):
        read(
            b'{"now": "2026-11-20", "now": "2026-11-21"}',
            today=ON,
            knowledge=knowledge(),
        )


def test_limits_are_options():
    with pytest.raises(Refused):
        reading(WOMAN, limits=Limits(size=100))


# --- the ledger ---------------------------------------------------------------------------------


def test_the_ledger_names_every_field_and_item_once():
    entries = {entry.field: entry for entry in reading(WOMAN).ledger}

    assert entries["age_months"].outcome == "not_relevant"
    assert entries["medicines[1]"].read_as
    assert entries["procedures"].why == ledger.NONE_OF_THESE
    assert entries["notes[0]"].why == ledger.NOTE
    assert entries["labs[0]"].value.startswith("name: total vitamin B12, value: 148")
    assert {"regimen_request", "ethnicity", "now"} <= entries.keys()
    assert "medicines" not in entries


def test_duplicates_are_counted_as_such():
    found = reading({"symptoms": ["fatigue", "fatigue"]})

    assert [entry.outcome for entry in found.ledger] == ["used", "duplicate"]
    assert ledger.counts(found.ledger)["duplicate"] == 1


USED = ("used", None, ())


@pytest.mark.parametrize(
    ("lines", "outcomes", "fault"),
    [
        ({"a": ""}, {}, "does not add up"),
        ({}, {"a": USED}, "does not add up"),
        ({"a": "", "b": ""}, {"a": USED, "c": USED}, "does not add up"),
        ({"a": ""}, {"a": ("not_relevant", "no time for it", ())}, "without an accepted reason"),
        ({"a": ""}, {"a": ("not_relevant", None, ())}, "without an accepted reason"),
    ],
)
def test_a_ledger_that_does_not_add_up_is_caught(lines, outcomes, fault):
    with pytest.raises(ValueError, match=fault):
        ledger.entries(lines, outcomes)


def test_a_refused_record_uses_nothing():
    found = reading({**WOMAN, "deceased": True})

    assert found.person is None
    assert ledger.counts(found.ledger)["used"] == 0


# --- the published schema -----------------------------------------------------------------------


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_read_without_complaint_and_fit_the_schema(name):
    found = reading(SAMPLES[name])

    assert (found.refused, found.warnings, found.not_understood) == ((), (), ())
    jsonschema.Draft202012Validator(SCHEMA).validate(SAMPLES[name])


def test_the_schema_is_a_schema_and_knows_the_fields_that_are_read():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    definitions = SCHEMA["$defs"]

    assert SCHEMA["properties"].keys() == FIELDS
    assert definitions["item"]["properties"].keys() == ITEM
    assert definitions["order"]["properties"].keys() == ORDER
    phase = definitions["order"]["properties"]["phases"]["items"]["properties"]
    assert phase.keys() == PHASE
    assert definitions["lab"]["properties"].keys() <= KEYS


@pytest.mark.parametrize(
    "tree",
    [
        {"age": 40},
        {"age_years": "forty"},
        {"pregnant": "maybe"},
        {"birth_date": "03/04/1980"},
        {"medicines": [{"dose": "1 mg"}]},
        {"medicines": [{"name": "metformin", "dosage": "1 g"}]},
        {"symptoms": [["fatigue"]]},
        {"regimen_request": "hydroxocobalamin"},
        {"schema_version": 2},
    ],
)
def test_what_the_schema_forbids_the_reader_names(tree):
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(tree)
    found = reading(tree)
    assert found.refused or found.not_understood


# --- for every file -----------------------------------------------------------------------------

words = st.sampled_from(
    [
        *("metformin", "no pallor", "hydroxocobalamin 1 mg", "numb feet, unsteady gait", "none"),
        *("", " ", "true", "-1", "0", "1e9", "148", "<50", "29+5", "1000 mg", "ng/L", "mother"),
        *("2026-11-20", "2030-01-01", "0001-01-01", "9999-12-31", "12:30", "refuted", "past"),
        *("im", "daily", "100000 years", "since 1200", "\u202e", "=1+1", "total vitamin B12"),
    ]
)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | words | st.text(max_size=8)
keys = st.sampled_from(sorted(FIELDS | ITEM | KEYS | ORDER)) | st.text(max_size=4)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


def holds(data: bytes, limits: Limits | None = None) -> None:
    """Nothing but Refused is raised, and the ledger adds up."""
    try:
        found = read(data, on=ON, knowledge=knowledge(), limits=limits)
    except Refused:
        return
    fields = [entry.field for entry in found.ledger]
    assert len(fields) == len(set(fields))
    assert sum(ledger.counts(found.ledger).values()) == len(found.ledger)
    refused = [entry for entry in found.ledger if entry.outcome == "refused"]
    assert bool(refused) == bool(found.refused)
    assert all(refusal.why and refusal.accepted for refusal in found.refused)


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), values, max_size=6))
def test_any_tree_is_read_or_refused(tree):
    holds(json.dumps(tree).encode())


@given(st.dictionaries(keys, values, max_size=4))
def test_any_yaml_is_read_or_refused(tree):
    holds(yaml.safe_dump(tree, allow_unicode=True).encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    holds(data)


paths = [
    (name, key, index)
    for name, sample in SAMPLES.items()
    for key, value in sample.items()
    for index in (range(len(value)) if isinstance(value, list) else (None,))
]


@given(st.sampled_from(paths), values, st.sampled_from(["replace", "inside", "copy", "drop"]))
def test_a_file_with_one_change_is_read_or_refused(path, value, change):
    name, key, index = path
    tree = json.loads(json.dumps(SAMPLES[name]))
    place, at = (tree, key) if index is None else (tree[key], index)
    if change == "drop":
        del place[at]
    elif change == "copy":
        tree[key] = [tree[key], tree[key]]
    elif change == "inside" and isinstance(place[at], dict):
        place[at][next(iter(place[at]))] = value
    else:
        place[at] = value

    holds(json.dumps(tree).encode())


@given(st.sampled_from(sorted(SAMPLES)), st.integers(0, 3000), st.binary(max_size=3))
def test_a_file_with_damaged_bytes_is_read_or_refused(name, at, damage):
    for data in (json.dumps(SAMPLES[name]).encode(), yaml.safe_dump(SAMPLES[name]).encode()):
        at %= len(data)
        holds(data[:at] + damage + data[at + 1 :])


@given(st.dates(max_value=ON))
def test_the_age_from_a_birth_date_is_that_of_the_calendar(born):
    months = person({"birth_date": born.isoformat()}).age_months
    if months is None:
        assert born < ON - timedelta(days=120 * 365)
        return
    years, rest = divmod(months, 12)
    birthday = born.year + years + (born.month + rest > 12)
    assert birthday <= ON.year


MANY = {
    "results of one day": lambda n: {
        "labs": [{"name": "B12", "value": 100 + i, "unit": "ng/L"} for i in range(n)]
    },
    "unknown keys": lambda n: {f"key{i}": i for i in range(n)},
    "unknown keys of an item": lambda n: {"signs": [{f"k{i}": i} for i in range(n)]},
    "words": lambda n: {"symptoms": [f"numb feet {i}, unsteady gait" for i in range(n)]},
    "denials": lambda n: {"symptoms": [f"no fatigue {i}" for i in range(n)], "signs": ["fatigue"]},
    "notes": lambda n: {"notes": ["vegan, tired " * 50] + [f"note {i}" for i in range(n)]},
    "one long text": lambda n: {  # longer than this, a text is not read at all
        "symptoms": ["numb " * (n // 4)],
        "notes": ["no " * (n // 4)],
        "diet": "-" * (n // 4),
    },
    "phases": lambda n: {
        "regimen_request": {"drug": "B12", "phases": [{"count": i} for i in range(n)]}
    },
}


WIDE = Limits(items=10**6, words=10**9)
"""Beyond what is stated of one person, so that all of it is read."""


@pytest.mark.parametrize("kind", MANY)
def test_time_grows_with_the_size_and_no_faster(kind):
    """Eight times as much takes about eight times as long, not 64 times; of the processor alone."""

    def seconds(n: int) -> float:
        data = json.dumps(MANY[kind](n)).encode()
        start = process_time()
        holds(data, WIDE)
        return process_time() - start

    seconds(100)
    small, large = (min(seconds(n) for _ in range(3)) for n in (100, 800))
    assert large < 24 * max(small, 0.0005)


@pytest.mark.parametrize(
    ("person", "why"),
    [
        ({"labs": ["B12 148 ng/L"] * 500, "sex": "female"}, "501 entries"),
        ({f"key{n}": n for n in range(501)}, "501 entries"),
        ({"notes": ["x" * 60_000, "y" * 40_001]}, "100001 characters"),
        ({"symptoms": [{"name": "x" * 60_000, "note": "y" * 40_001}]}, "100001 characters"),
    ],
)
def test_more_than_is_stated_of_one_person_is_refused(person, why):
    with pytest.raises(Refused) as caught:
        read(json.dumps(person).encode(), on=ON, knowledge=knowledge())

    (refusal,) = caught.value.refusals
    assert (refusal.field, refusal.value) == ("file", why)
    assert refusal.accepted.startswith("up to ")


def test_as_much_as_may_be_stated_is_read():
    person = {"labs": ["B12 148 ng/L"] * 498, "sex": "female", "notes": "x" * 90_000}

    assert read(json.dumps(person).encode(), on=ON, knowledge=knowledge()).person is not None


@pytest.mark.parametrize(
    ("ethnicity", "outcome", "black"),
    [
        ("Black African", "used", True),
        ("Black", "used", True),
        ("white British", "used", False),
        ("Han Chinese", "not_relevant", False),
    ],
)
def test_an_ethnicity_counts_where_a_rule_asks_for_it(ethnicity, outcome, black):
    found = reading({"ethnicity": ethnicity})
    entry = next(entry for entry in found.ledger if entry.field == "ethnicity")

    assert entry.outcome == outcome
    assert ("ethnicity_black" in {s.concept for s in found.person.statements}) is black


@pytest.mark.parametrize(
    "refused",
    [
        {"name": "hydroxocobalamin", "route": "im", "status": "refused"},
        {"name": "cyanocobalamin", "route": "im", "status": "refused"},
        {"name": "hydroxocobalamin", "status": "refused"},
    ],
)
def test_a_refused_medicine_is_refused_and_not_given(refused):
    stated = reading({"medicines": [refused]}).person.statements

    assert [(s.status, s.present) for s in stated] == [("refused", True)]


@pytest.mark.parametrize(
    ("treatment", "said"),
    [
        ("hydroxocobalamin im refused", {"hydroxocobalamin": "refused"}),
        ("hydroxocobalamin injections declined", {"hydroxocobalamin": "refused"}),
        ("hydroxocobalamin 1 mg im once, then refused injections", {"hydroxocobalamin": "past"}),
        ({"name": "intramuscular injections", "status": "refused"}, {"b12_injection": "refused"}),
    ],
)
def test_what_was_refused_was_not_given(treatment, said):
    known = person({"prior_treatment": [treatment]}).statements

    given = {s.concept: s.status for s in known if s.concept != "refuses_injections"}
    assert given == said


@pytest.mark.parametrize(
    "film",
    [
        {"name": "blood film", "value": "schistocytes"},
        {"name": "blood film", "note": "schistocytes"},
        {"name": "blood film", "interpretation": "schistocytes"},
        "blood film: schistocytes",
    ],
)
def test_a_finding_is_the_result_of_a_film(film):
    found = reading({"labs": [film]})

    assert found.person is not None
    assert [s.concept for s in found.person.statements] == ["schistocytes"]
    assert (found.refused, found.not_understood) == ((), ())
    assert found.ledger[0].outcome == "used"


def test_a_finding_with_words_beside_it_that_are_not_known():
    found = reading({"labs": [{"name": "blood film", "value": "schistocytes and frobnication"}]})

    assert [(n.field, n.value) for n in found.not_understood] == [("labs[0].value", "frobnication")]


@pytest.mark.parametrize(
    "result",
    [
        {"name": "total B12", "value": "schistocytes"},
        {"name": "blood film", "value": "frobnication"},
        {"name": "blood film", "note": "frobnication"},
    ],
)
def test_words_that_are_no_finding_are_no_result(result):
    found = reading({"labs": [result]})

    assert [r.field for r in found.refused] == ["labs[0].value"]
    assert found.ledger[0].outcome == "refused"


@pytest.mark.parametrize(
    ("name", "value", "printed", "unit"),
    [
        ("total B12", 120, "ng per litre", "ng/L"),
        ("active B12", 20, "pmol per liter", "pmol/L"),
        ("haemoglobin", 8, "gms%", "g/dL"),
        ("haemoglobin", 8, "g per decilitre", "g/dL"),
        ("homocysteine", 12, "micromol per litre", "umol/L"),
    ],
)
def test_units_written_out(name, value, printed, unit):
    known = person({"labs": [{"name": name, "value": value, "unit": printed}]})

    assert [result.unit for result in known.results] == [unit]


@pytest.mark.parametrize(
    ("words", "read_as"),
    [
        ("lung cancer", "Cancer"),
        ("suspected lung cancer", "Cancer (possible)"),
        ("lung cancer excluded", "Cancer (absent)"),
        ("suspected lung cancer excluded", "Cancer (absent)"),
        ("mother had lung cancer", "Cancer (mother)"),
        ("family screening for coeliac disease", "Coeliac disease (relative, possible)"),
    ],
)
def test_an_entry_says_of_whom_and_how_surely_it_was_used(words: str, read_as: str):
    file = json.dumps({"age_years": 40, "conditions": [words]}).encode()
    entries = {one.field: one for one in read(file, on=ON, knowledge=knowledge()).ledger}

    assert entries["conditions[0]"].read_as == (read_as,)
