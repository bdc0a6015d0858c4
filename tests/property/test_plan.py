"""What holds in the plan of every person, whatever is known of him or her."""

import json
import locale
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corrin.care.summary import no_plan
from corrin.domain.quantity import to_unit
from corrin.reading.ledger import counts
from corrin.render.json import encoded

VOCABULARY = yaml.safe_load(Path(__file__).with_name("vocabulary.yaml").read_text(encoding="utf-8"))
MOST_ALERTS = 6
QUIET = [HealthCheck.too_slow]

people_of_every_pack = settings(max_examples=300, suppress_health_check=QUIET)


def drawn(world, data):
    person, pack = data.draw(world.people), data.draw(world.packs)
    return person, world.plan(person, pack)


@people_of_every_pack
@given(data=st.data())
def test_the_summary_has_every_key_and_speaks_the_vocabulary(world, data):
    _, plan = drawn(world, data)
    summary = plan.summary

    assert list(summary) == list(no_plan())
    for key, words in VOCABULARY.items():
        said = summary[key]
        said = said if isinstance(said, list) else [said]
        assert set(said) - {None} <= set(words), key


@people_of_every_pack
@given(data=st.data())
def test_alerts_are_few_and_the_most_urgent_comes_first(world, data):
    _, plan = drawn(world, data)
    ranks = [alert.rank for alert in plan.alerts]

    assert len(ranks) <= MOST_ALERTS
    assert ranks == sorted(ranks)
    assert len({alert.id for alert in plan.alerts}) == len(ranks)


@people_of_every_pack
@given(data=st.data())
def test_what_is_not_ready_is_not_dated(world, data):
    _, plan = drawn(world, data)
    treatment = plan.treatment

    if treatment.schedule_status != "ready":
        assert (treatment.doses, treatment.courses) == ((), ())
    if treatment.schedule_status == "not_indicated":
        assert treatment.offer is None


@people_of_every_pack
@given(data=st.data())
def test_cyanocobalamin_is_never_offered_with_lebers_disease(world, data):
    person, pack = data.draw(world.people), data.draw(world.packs)
    person = {**person, "conditions": [*person.get("conditions", []), "Leber's disease"]}
    treatment = world.plan(person, pack).treatment

    offered = [offer for offer in (treatment.offer, *treatment.alternatives) if offer]
    assert all(offer.product != "cyanocobalamin" for offer in offered)


@people_of_every_pack
@given(
    data=st.data(),
    allergen=st.sampled_from(["hydroxocobalamin", "cyanocobalamin", "methylcobalamin", "cobalt"]),
    reaction=st.sampled_from([None, "rash", "anaphylaxis"]),
)
def test_no_cobalamin_is_dated_with_an_allergy_to_any(world, data, allergen, reaction):
    person, pack = data.draw(world.people), data.draw(world.packs)
    item = allergen if reaction is None else {"substance": allergen, "reaction": reaction}
    plan = world.plan({**person, "allergies": [item]}, pack)

    assert plan.treatment.schedule_status == "blocked"
    assert (plan.treatment.doses, plan.treatment.courses) == ((), ())
    assert "hypersensitivity" in {alert.id for alert in plan.alerts}


@people_of_every_pack
@given(data=st.data(), months=st.integers(0, 191))
def test_below_16_there_is_no_adult_regimen(world, data, months):
    person, pack = data.draw(world.people), data.draw(world.packs)
    person = {k: v for k, v in person.items() if k not in ("age_years", "pregnant", "lactating")}
    person.pop("gestation_weeks", None)
    plan = world.plan({**person, "age_months": months}, pack)

    assert plan.treatment.schedule_status in ("specialist_only", "blocked")
    assert plan.summary["regimen"] == "paediatric_specialist"
    assert plan.treatment.alternatives == ()
    assert plan.treatment.doses == ()


@people_of_every_pack
@given(data=st.data())
def test_folic_acid_is_never_first(world, data):
    person, pack = data.draw(world.people), data.draw(world.packs)
    order = {"drug": "folic acid", "dose": "5 mg", "route": "oral", "every_days": 1}
    plan = world.plan({**person, "regimen_request": order}, pack)

    for offer in (plan.treatment.offer, *plan.treatment.alternatives):
        assert offer is None or "fol" not in (offer.product or "")
    if plan.assessment.status != "unlikely" and not plan.treatment.given:
        assert not all(check.accepted for check in plan.treatment.order)
    assert "folic_acid_alone" not in plan.summary["commits"]


@people_of_every_pack
@given(data=st.data(), level=st.sampled_from(["400", "900", "1500", "4000"]))
def test_a_high_b12_on_treatment_never_stops_treatment(world, data, level):
    person, pack = data.draw(world.people), data.draw(world.packs)
    person = {
        **person,
        "allergies": [],
        "prior_treatment": ["hydroxocobalamin 1 mg im every 3 months for 2 years"],
        "labs": [{"name": "total vitamin B12", "value": level, "unit": "ng/L", "day": "-3"}],
    }
    plan = world.plan(person, pack)

    assert plan.assessment.status != "unlikely"
    assert "continue_b12" in plan.summary["actions"]
    assert plan.treatment.schedule_status != "not_indicated"


@people_of_every_pack
@given(data=st.data())
def test_every_entry_ends_with_one_outcome(world, data):
    person = data.draw(world.people)
    ledger = world.reading(person).ledger
    written = sum(len(v) or 1 if isinstance(v, list) else 1 for v in person.values())

    assert sum(counts(ledger).values()) == len(ledger) == written
    assert len({entry.field for entry in ledger}) == len(ledger)


@settings(max_examples=300, suppress_health_check=QUIET)
@given(data=st.data())
def test_the_unit_does_not_change_the_meaning(world, data):
    """The same amount in another unit, away from where rounding could cross a bound."""
    name, unit, bound = data.draw(st.sampled_from(world.bounds))
    analyte = world.analytes[name]
    convertible = [u.ucum for u in analyte.units if not u.own_scale]
    target = data.draw(st.sampled_from(convertible))
    factor = data.draw(st.sampled_from(["0.5", "0.9", "0.97", "1.03", "1.1", "1.5"]))
    value = bound * Decimal(factor)
    exact = to_unit(value, unit, target, analyte)
    other = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        Decimal("0.000001")
    )
    person, pack = data.draw(world.people), data.draw(world.packs)
    plans = [
        world.plan(
            {
                **person,
                "labs": [{"name": analyte.name, "value": str(v), "unit": u, "day": "-1"}],
            },
            pack,
        )
        for v, u in ((value, unit), (other, target))
    ]

    assert not any(plan.refused for plan in plans)
    left, right = ({**p.summary, "unit_conversion": None} for p in plans)
    assert left == right
    assert [m.band for m in plans[0].assessment.markers] == [
        m.band for m in plans[1].assessment.markers
    ]


@settings(max_examples=100, suppress_health_check=QUIET)
@given(data=st.data())
def test_the_same_person_gets_the_same_bytes(world, data):
    person, pack = data.draw(world.people), data.draw(world.packs)

    assert encoded(world.plan(person, pack)) == encoded(world.plan(person, pack))


PERSON = {
    "age_years": 47,
    "sex": "female",
    "diet": ["vegan for 6 years, no supplement"],
    "conditions": ["type 2 diabetes", "hypothyroidism"],
    "medicines": [{"name": "metformin", "duration": "9 years"}, "omeprazole for 3 years"],
    "symptoms": ["numb feet", "unsteady gait", "fatigue"],
    "allergies": [],
    "exposures": ["recreational nitrous oxide"],
    "labs": [
        {"name": "total vitamin B12", "value": "128", "unit": "ng/L", "day": "-3"},
        {"name": "haemoglobin", "value": "7.6", "unit": "g/dL", "day": "-3"},
        {"name": "serum folate", "value": "2.1", "unit": "ug/L", "day": "-3"},
    ],
}
PLACES = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "20261120", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8"},
]


@pytest.mark.parametrize("form", ["json", "text", "ics"])
def test_hash_seed_zone_and_locale_change_no_byte(tmp_path, form):
    """A locale that is not installed falls back to the plain one, and is still set."""
    file = tmp_path / "person.json"
    file.write_text(json.dumps(PERSON), encoding="utf-8")
    command = [sys.executable, "-m", "corrin", "plan", str(file), "--on", "2026-11-20"]
    said = {
        subprocess.run(
            [*command, "--guideline", "uk", "--format", form],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONUTF8": "1", **place},
        ).stdout
        for place in PLACES
    }

    assert len(said) == 1
    assert said != {b""}


def test_the_plan_does_not_ask_for_the_locale_of_the_process(world):
    before = encoded(world.plan(PERSON, "general"))
    was = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, "C")
        assert encoded(world.plan(PERSON, "general")) == before
    finally:
        locale.setlocale(locale.LC_ALL, was)
