"""Invented people for the properties of plans: what the knowledge can ask, in person-file form.

Half of what a rule may ask is given and half is not; results lie on the bounds of the knowledge and
beside them, in every unit; lists are answered, empty, or not there at all.
"""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from corrin import person_file
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.domain.plan import Plan
from corrin.domain.words import Concept
from corrin.knowledge.load import knowledge

ON = date(2026, 11, 20)
HERE = knowledge()
GUIDELINES = {name: Guideline.of(HERE, name) for name in HERE.packs}
GROUPS = GUIDELINES["uk"].groups
Written = dict[str, Any]

LISTS = {
    "finding": "symptoms",
    "condition": "conditions",
    "procedure": "procedures",
    "medicine": "medicines",
    "exposure": "exposures",
    "diet": "diet",
}
OTHER_LISTS = ("signs", "imaging", "allergies", "family_history", "prior_treatment")
WORDS = ("low", "very_low", "undetectable", "normal", "high", "very_high")
FINDINGS = ("positive", "negative", "pending")
TREATMENTS = (
    "hydroxocobalamin 1 mg im every 3 months for 2 years",
    "cyanocobalamin 1000 micrograms im monthly for 4 years",
    "cyanocobalamin 1000 micrograms oral daily for 6 months",
)
ALLERGIES = ("hydroxocobalamin", "cyanocobalamin", "cobalt", "benzyl alcohol", "penicillin")
RELATIVES = ("mother", "father", "brother")
STEP = {0: Decimal(1), 1: Decimal("0.1"), 2: Decimal("0.01"), 3: Decimal("0.001")}


def _asked() -> frozenset[str]:
    """The concepts and groups that a fact asks about."""
    return frozenset(name for fact in HERE.facts.values() for name in fact.concepts)


def _concepts() -> dict[str, list[Concept]]:
    """Concepts that matter to a fact, by the list in which they are written."""
    asked, found = _asked(), {name: [] for name in LISTS.values()}
    for concept in HERE.concepts.values():
        if concept.kind in LISTS and GROUPS[concept.id] & asked:
            found[LISTS[concept.kind]].append(concept)
    return found


CONCEPTS = _concepts()
RELATED = [c.name for c in HERE.concepts.values() if c.id in ("pernicious_anaemia", "leber")]
BOUNDS = sorted(
    {
        (band.analyte, bound.unit, value)
        for band in (*HERE.bands, *(b for p in HERE.packs.values() for b in p.bands))
        for bound in band.bounds
        for value in (bound.low, bound.high)
        if value is not None
    }
)
DECISIVE = [bound for bound in BOUNDS if HERE.analytes[bound[0]].role == "b12_status"]
QUALITATIVE = sorted(a.id for a in HERE.analytes.values() if a.qualitative)


def step_of(value: Decimal) -> Decimal:
    """One in the last digit of a bound."""
    exponent = value.as_tuple().exponent
    return STEP[-exponent if isinstance(exponent, int) and exponent < 0 else 0]


@st.composite
def results(draw: st.DrawFn) -> Written:
    """A result beside a bound of the knowledge, or in words."""
    kind = draw(st.sampled_from(["number"] * 5 + ["word", "finding"]))
    day = str(draw(st.sampled_from([-1, -1, -3, -30, -400])))
    if kind == "finding":
        analyte = HERE.analytes[draw(st.sampled_from(QUALITATIVE))]
        return {
            "name": analyte.name,
            "interpretation": draw(st.sampled_from(FINDINGS)),
            "day": day,
        }
    name, unit, bound = draw(st.sampled_from(BOUNDS) | st.sampled_from(DECISIVE))
    analyte = HERE.analytes[name]
    if kind == "word":
        return {"name": analyte.name, "interpretation": draw(st.sampled_from(WORDS)), "day": day}
    away = draw(st.sampled_from([-20, -1, 0, 1, 20]))
    value = max(bound + away * step_of(bound), bound / 2)
    return {"name": analyte.name, "value": str(value), "unit": unit, "day": day}


@st.composite
def items(draw: st.DrawFn, name: str) -> str | Written:
    """An item of a list: words, now and then with a time or with a doubt."""
    words = draw(st.sampled_from(CONCEPTS[name])).name
    match draw(st.integers(0, 9)):
        case 0:
            return {"name": words, "duration": "18 months"}
        case 1:
            return {"name": words, "duration": "2 months"}
        case 2:
            return {"name": words, "status": "planned"}
        case 3:
            return f"suspected {words}"
        case _:
            return words


@st.composite
def people(draw: st.DrawFn) -> Written:
    """A person file. Most keys may be missing, and any list may be empty."""
    person: Written = {}
    if draw(st.integers(0, 9)):
        months = draw(st.sampled_from([3, 8, 23, 60, 190, 192, 300, 500, 640, 760, 950]))
        person["age_years" if months >= 36 else "age_months"] = (
            months // 12 if months >= 36 else months
        )
    person["sex"] = draw(st.sampled_from(["female", "female", "male", None]))
    if person["sex"] == "female" and 180 <= person.get("age_years", 0) * 12 <= 600:
        person["pregnant"] = draw(st.sampled_from(["yes", "no", None]))
        person["lactating"] = draw(st.sampled_from(["yes", "no", None]))
        if person["pregnant"] == "yes":
            person["gestation_weeks"] = draw(st.sampled_from(["12", "20", "37"]))
    for name in LISTS.values():
        if draw(st.integers(0, 4)):
            person[name] = draw(st.lists(items(name), max_size=2))
    for name in OTHER_LISTS:
        if draw(st.integers(0, 3)):
            person[name] = []
    if not draw(st.integers(0, 4)):
        person["allergies"] = [draw(st.sampled_from(ALLERGIES))]
    if not draw(st.integers(0, 4)):
        person["prior_treatment"] = [draw(st.sampled_from(TREATMENTS))]
    if RELATED and not draw(st.integers(0, 9)):
        relative, illness = draw(st.sampled_from(RELATIVES)), draw(st.sampled_from(RELATED))
        person["family_history"] = [f"{relative}: {illness}"]
    person["labs"] = draw(st.lists(results(), min_size=1, max_size=5) | st.just([]))
    return {key: value for key, value in person.items() if value is not None}


packs = st.sampled_from(sorted(HERE.packs))


def reading_of(person: Written) -> person_file.Reading:
    """What is read of a person."""
    return person_file.read(json.dumps(person).encode(), knowledge=HERE, on=ON)


def plan_of(person: Written, pack: str) -> Plan:
    """The plan of a person under a pack."""
    reading = reading_of(person)
    assert reading.person is not None
    return plan(
        reading.person,
        on=ON,
        guideline=GUIDELINES[pack],
        ledger=reading.ledger,
        refused=reading.refused,
        warnings=reading.warnings,
        not_understood=reading.not_understood,
    )
