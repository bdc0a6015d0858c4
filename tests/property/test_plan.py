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
from msgspec import Struct
from people import BOUNDS, GUIDELINES, HERE, ON, packs, people, plan_of, reading_of

from corrin.care.facts import Facts
from corrin.care.summary import no_plan
from corrin.domain.because import Because
from corrin.domain.quantity import to_unit
from corrin.reading.ledger import counts
from corrin.render.json import encoded

VOCABULARY = yaml.safe_load(Path(__file__).with_name("vocabulary.yaml").read_text(encoding="utf-8"))
MOST_ALERTS = 6
QUIET = [HealthCheck.too_slow]

people_of_every_pack = settings(max_examples=120, suppress_health_check=QUIET)


@people_of_every_pack
@given(person=people(), pack=packs)
def test_the_summary_has_every_key_and_speaks_the_vocabulary(person, pack):
    plan = plan_of(person, pack)
    summary = plan.summary

    assert list(summary) == list(no_plan())
    for key, words in VOCABULARY.items():
        said = summary[key]
        said = said if isinstance(said, list) else [said]
        assert set(said) - {None} <= set(words), key


@people_of_every_pack
@given(person=people(), pack=packs)
def test_no_reason_gives_as_known_what_is_only_assumed(person, pack):
    plan = plan_of(person, pack)
    known = Facts.of(reading_of(person).person, ON, GUIDELINES[pack])

    for because in reasons(plan):
        for fact in because.facts:
            assert fact.assumed is (fact.value is not known.value(fact.id)), fact
            assert bool(fact.settled_by) is fact.assumed
    for field, fact in (("neuro_involvement", "neuro_involvement"), ("anaemia", "hb_low")):
        said = getattr(plan.assessment, field)
        assert said is None or known.value(fact) is not None or field in plan.assessment.assumed


def reasons(part):
    """Every reason in a plan, wherever it stands."""
    if isinstance(part, Because):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from reasons(each)
    elif isinstance(part, Struct):
        for name in part.__struct_fields__:
            yield from reasons(getattr(part, name))


@people_of_every_pack
@given(person=people(), pack=packs)
def test_alerts_are_few_and_the_most_urgent_comes_first(person, pack):
    plan = plan_of(person, pack)
    ranks = [alert.rank for alert in plan.alerts]

    assert len(ranks) <= MOST_ALERTS
    assert ranks == sorted(ranks)
    assert len({alert.id for alert in plan.alerts}) == len(ranks)


@people_of_every_pack
@given(person=people(), pack=packs)
def test_what_is_not_ready_is_not_dated(person, pack):
    plan = plan_of(person, pack)
    treatment = plan.treatment

    if treatment.schedule_status != "ready":
        assert (treatment.doses, treatment.courses) == ((), ())
    if treatment.schedule_status == "not_indicated":
        assert treatment.offer is None


@people_of_every_pack
@given(person=people(), pack=packs)
def test_cyanocobalamin_is_never_offered_with_lebers_disease(person, pack):
    person = {**person, "conditions": [*person.get("conditions", []), "Leber's disease"]}
    treatment = plan_of(person, pack).treatment

    offered = [offer for offer in (treatment.offer, *treatment.alternatives) if offer]
    assert all(offer.product != "cyanocobalamin" for offer in offered)


@people_of_every_pack
@given(
    person=people(),
    pack=packs,
    allergen=st.sampled_from(["hydroxocobalamin", "cyanocobalamin", "methylcobalamin", "cobalt"]),
    reaction=st.sampled_from([None, "rash", "anaphylaxis"]),
)
def test_no_cobalamin_is_dated_with_an_allergy_to_any(person, pack, allergen, reaction):
    item = allergen if reaction is None else {"substance": allergen, "reaction": reaction}
    plan = plan_of({**person, "allergies": [item]}, pack)

    assert plan.treatment.schedule_status == "blocked"
    assert (plan.treatment.doses, plan.treatment.courses) == ((), ())
    assert "hypersensitivity" in {alert.id for alert in plan.alerts}


@people_of_every_pack
@given(person=people(), pack=packs, months=st.integers(0, 191))
def test_below_16_there_is_no_adult_regimen(person, pack, months):
    person = {k: v for k, v in person.items() if k not in ("age_years", "pregnant", "lactating")}
    person.pop("gestation_weeks", None)
    plan = plan_of({**person, "age_months": months}, pack)

    assert plan.treatment.schedule_status in ("specialist_only", "blocked")
    assert plan.summary["regimen"] == "paediatric_specialist"
    assert plan.treatment.alternatives == ()
    assert plan.treatment.doses == ()


@people_of_every_pack
@given(person=people(), pack=packs)
def test_folic_acid_is_never_first(person, pack):
    """Where a pregnancy or methotrexate asks for it, only a deficiency that is likely has it
    refused."""
    order = {"drug": "folic acid", "dose": "5 mg", "route": "oral", "every_days": 1}
    plan = plan_of({**person, "regimen_request": order}, pack)

    for offer in (plan.treatment.offer, *plan.treatment.alternatives):
        assert offer is None or "fol" not in (offer.product or "")
    status, given = plan.assessment.status, plan.treatment.given
    said = str([person.get("conditions"), person.get("medicines")]).casefold()
    asked_for = person.get("pregnant") == "yes" or "pregnan" in said or "methotrexate" in said
    wanted = asked_for and status in ("indeterminate", "not_assessable")
    if status != "unlikely" and not given and not wanted:
        assert not all(check.accepted for check in plan.treatment.order)
    assert "folic_acid_alone" not in plan.summary["commits"]


def on_injections(person, level, **known):
    """A person on hydroxocobalamin with a B12 level taken on it, in ng/L."""
    return {
        **person,
        **known,
        "allergies": [],
        "prior_treatment": ["hydroxocobalamin 1 mg im every 3 months for 2 years"],
        "labs": [{"name": "total vitamin B12", "value": level, "unit": "ng/L", "day": "-3"}],
    }


levels = st.sampled_from(["400", "900", "1500", "4000"])


@people_of_every_pack
@given(person=people(), pack=packs, level=levels)
def test_a_high_b12_on_treatment_never_stops_treatment(person, pack, level):
    plan = plan_of(on_injections(person, level), pack)

    assert plan.assessment.status != "unlikely"
    assert "continue_b12" in plan.summary["actions"]


@people_of_every_pack
@given(person=people(), pack=packs, level=levels)
def test_a_high_b12_on_treatment_for_life_leaves_the_course_as_it_is(person, pack, level):
    plan = plan_of(on_injections(person, level, conditions=["pernicious anaemia"]), pack)

    assert plan.treatment.schedule_status != "not_indicated"


@people_of_every_pack
@given(person=people(), pack=packs, level=levels)
def test_treatment_without_a_stated_reason_is_not_called_undue(person, pack, level):
    plan = plan_of(on_injections(person, level), pack)

    assert plan.treatment.schedule_status != "not_indicated"


@people_of_every_pack
@given(person=people())
def test_every_entry_ends_with_one_outcome(person):
    ledger = reading_of(person).ledger
    written = sum(len(v) or 1 if isinstance(v, list) else 1 for v in person.values())

    assert sum(counts(ledger).values()) == len(ledger) == written
    assert len({entry.field for entry in ledger}) == len(ledger)


@settings(max_examples=150, suppress_health_check=QUIET)
@given(person=people(), pack=packs, place=st.sampled_from(BOUNDS), data=st.data())
def test_the_unit_does_not_change_the_meaning(person, pack, place, data):
    """The same amount in another unit, away from where rounding could cross a bound."""
    name, unit, bound = place
    analyte = HERE.analytes[name]
    convertible = [u.ucum for u in analyte.units if not u.own_scale] or [unit]
    target = data.draw(st.sampled_from(convertible))
    factor = data.draw(st.sampled_from(["0.5", "0.9", "0.97", "1.03", "1.1", "1.5"]))
    value = bound * Decimal(factor)
    exact = to_unit(value, unit, target, analyte)
    other = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.000001"))
    plans = [
        plan_of(
            {
                **person,
                "labs": [{"name": analyte.name, "value": str(v), "unit": u, "day": "-1"}],
            },
            pack,
        )
        for v, u in ((value, unit), (other, target))
    ]

    assert not any(it.field.startswith("labs") for plan in plans for it in plan.refused)
    left, right = ({**p.summary, "unit_conversion": None} for p in plans)
    assert left == right
    assert [m.band for m in plans[0].assessment.markers] == [
        m.band for m in plans[1].assessment.markers
    ]


@settings(max_examples=60, suppress_health_check=QUIET)
@given(person=people(), pack=packs)
def test_the_same_person_gets_the_same_bytes(person, pack):

    assert encoded(plan_of(person, pack)) == encoded(plan_of(person, pack))


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
MAIN = "from corrin.cli import main; main()"
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
    command = [sys.executable, "-c", MAIN, "plan", str(file), "--on", "2026-11-20"]
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


def test_the_plan_does_not_ask_for_the_locale_of_the_process():
    before = encoded(plan_of(PERSON, "general"))
    was = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, "C")
        assert encoded(plan_of(PERSON, "general")) == before
    finally:
        locale.setlocale(locale.LC_ALL, was)
