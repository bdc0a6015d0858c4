"""The quick ways of the reader say what the long ways say."""

import json
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from corrin import fhir
from corrin.fhir import observation
from corrin.fhir.look import NOTHING
from corrin.knowledge.load import knowledge

ON = date(2026, 11, 20)
KNOWLEDGE = knowledge()
PREPARED = fhir.prepared(KNOWLEDGE)
DISPLAYS = (
    [
        ("conditions", text)
        for text in (
            "Hypertensive disorder",
            "Acute viral pharyngitis",
            "Severe anxiety",
            "Chronic kidney disease",
            "Pernicious anemia",
            "Anemia",
            "Vitamin B12 deficiency anemia due to intrinsic factor deficiency",
            "Diabetes mellitus type 2",
            "Osteoarthritis of knee",
            "Body mass index 30+ - obesity",
            "Acute bronchitis",
            "Mild dementia",
            "Sprain of ankle",
            "Concussion with no loss of consciousness",
            "History of appendectomy",
            "Family history of pernicious anemia",
        )
    ]
    + [
        ("medicines", text)
        for text in (
            "lisinopril 10 MG Oral Tablet",
            "24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet",
            "omeprazole 20 MG Delayed Release Oral Capsule",
            "Naproxen sodium 220 MG Oral Tablet",
            "ferrous sulfate 325 MG Oral Tablet",
            "Simvastatin 20 MG Oral Tablet",
            "Etonogestrel 68 MG Drug Implant",
            "albuterol 0.09 MG/ACTUAT Inhaler",
        )
    ]
    + [
        ("procedures", text)
        for text in (
            "Total gastrectomy",
            "Laparoscopic sleeve gastrectomy",
            "Roux-en-Y gastric bypass",
            "Colonoscopy",
            "Gastrectomy, total",
        )
    ]
)


@pytest.mark.parametrize(("list_name", "words"), DISPLAYS)
def test_a_quick_look_finds_what_reading_finds(list_name, words):
    look = PREPARED.look[list_name]
    named = look.named(words, part=True)
    read = PREPARED.lexicon.read(words, list_name=list_name, source="x", on=ON).statements
    meant = {(one.concept, one.qualifiers) for one in read if one.concept in look.wanted}

    if named is NOTHING:
        assert meant == set()
    elif named is not None:
        concept = PREPARED.lexicon.meant(list(named.concepts), list_name)
        assert meant == {(concept, named.qualifiers)}
        assert all(one.present and one.subject == "self" for one in read)


def test_the_quick_look_is_worth_having():
    quick = [PREPARED.look[name].named(words, part=True) for name, words in DISPLAYS]

    assert sum(named is not None for named in quick) > len(quick) / 2


def plain_results():
    """Every analyte in every unit, at values within and beyond what needs no word."""
    codes = {}
    for code in KNOWLEDGE.codes.values():
        if code.of in KNOWLEDGE.analytes and code.match == "exact":
            codes.setdefault(code.of, code)
    systems = KNOWLEDGE.code_systems
    for name, code in codes.items():
        analyte = KNOWLEDGE.analytes[name]
        for unit in analyte.units:
            for value in values(analyte, unit):
                yield {
                    "resourceType": "Observation",
                    "status": "final",
                    "code": {"coding": [{"system": systems[code.system].uri, "code": code.code}]},
                    "effectiveDateTime": "2026-11-10T09:30:00+01:00",
                    "valueQuantity": {"value": value, "unit": unit.ucum, "code": unit.ucum},
                }


def values(analyte, unit):
    ends = (analyte.hard_low, analyte.soft_low, analyte.soft_high, analyte.hard_high)
    factor = unit.denominator / unit.numerator
    for end in ends:
        if end is not None:
            for times in (Decimal("0.99"), Decimal(1), Decimal("1.01")):
                yield float(end * factor * times)


def test_a_plain_result_is_read_as_in_full(monkeypatch):
    resources = list(plain_results())
    bundle = {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}
    data = json.dumps(bundle).encode()

    quick = fhir.read(data, knowledge=KNOWLEDGE, on=ON)
    monkeypatch.setattr(observation, "_plain", lambda *_: False)
    full = fhir.read(data, knowledge=KNOWLEDGE, on=ON)

    assert len(resources) > 500
    assert [one.outcome for one in quick.ledger] == [one.outcome for one in full.ledger]
    assert quick.person is not None
    assert full.person is not None
    assert quick.person.results == full.person.results
    assert quick.refused == full.refused
    assert quick.warnings == full.warnings


def test_a_fault_of_the_plain_way_would_be_seen(monkeypatch):
    resource = next(one for one in plain_results() if one["valueQuantity"]["value"] > 1)
    data = json.dumps(resource).encode()
    right = fhir.read(data, knowledge=KNOWLEDGE, on=ON)
    wrong = {key: replace(plain, ucum="g") for key, plain in PREPARED.plain.items()}
    monkeypatch.setattr(PREPARED.__class__, "plain", wrong)

    assert right.person is not None
    assert fhir.read(data, knowledge=KNOWLEDGE, on=ON).person != right.person
