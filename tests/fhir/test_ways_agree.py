"""The quick ways of the reader say what the long ways say."""

import gc
import json
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from corrin import fhir
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.fhir import observation
from corrin.fhir.look import NOTHING
from corrin.fhir.timeless import Timeless
from corrin.knowledge.load import knowledge
from corrin.reading.statement import Hints

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
            "Optic neuropathy or optic atrophy of both eyes",
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


KNOWN_BESIDE = (
    Hints(),
    Hints(since=date(2019, 5, 6), status="past", until=date(2021, 7, 8)),
    Hints(since=date(2026, 11, 20), status="planned", born=date(1950, 2, 3), child=False),
    Hints(status="current", reaction=True, born=date(2020, 1, 1), child=True),
)
TIMED = (
    ("medicines", "metformin since 2015"),
    ("conditions", "Anaemia in the 80s"),
    ("conditions", "Anaemia in childhood"),
    ("conditions", "Stroke 29 February"),
    ("conditions", "Gastritis three years ago"),
    ("procedures", "Gastrectomy last year"),
)


@pytest.mark.parametrize(("list_name", "words"), [*DISPLAYS, *TIMED])
def test_words_that_do_not_speak_of_time_are_read_once_for_all(list_name, words):
    timeless = Timeless(PREPARED.lexicon)
    for on in (ON, date(1999, 3, 1)):
        for hints in KNOWN_BESIDE:
            read = PREPARED.lexicon.read(
                words, list_name=list_name, source="here", on=on, hints=hints
            )
            kept = timeless.read(words, list_name, "here", hints)
            assert kept in (None, read)


@pytest.mark.parametrize(("list_name", "words"), TIMED)
def test_words_that_speak_of_time_are_read_for_each_entry(list_name, words):
    assert Timeless(PREPARED.lexicon).read(words, list_name, "here", Hints()) is None


def test_reading_once_is_worth_having():
    timeless = Timeless(PREPARED.lexicon)
    kept = [timeless.read(words, name, "", Hints()) for name, words in DISPLAYS]

    assert sum(one is not None for one in kept) > len(kept) / 2


def test_words_of_a_person_are_not_kept():
    coding = {"system": "http://snomed.info/sct", "code": "38341003", "display": "High pressure"}
    displayed = PREPARED.displayed

    assert displayed.coding({"coding": [coding]}) is not None
    assert displayed.coding({"coding": [coding], "text": "High pressure"}) is not None
    assert displayed.coding({"coding": [coding], "text": "seen by Dr Grey"}) is None
    assert displayed.coding({"coding": [{**coding, "system": "http://clinic.example"}]}) is None
    assert displayed.coding({"coding": [{**coding, "display": "x" * 1000}]}) is None


KINDS_OF_ENTRY = (
    ("Condition", {"clinicalStatus": {"coding": [{"code": "resolved"}]}}, "code"),
    ("Condition", {"onsetDateTime": "2026-11-01"}, "code"),
    ("Procedure", {"status": "completed", "performedDateTime": "2020-01-31"}, "code"),
    ("AllergyIntolerance", {}, "code"),
    ("MedicationRequest", {"status": "active", "intent": "order"}, "medicationCodeableConcept"),
    ("MedicationStatement", {"status": "unknown"}, "medicationCodeableConcept"),
    ("MedicationStatement", {"status": "not-taken"}, "medicationCodeableConcept"),
)


def coded_things():
    """Every exact code of a concept with its name, and with names that say more, less or others."""
    systems = KNOWLEDGE.code_systems
    others = [words for _, words in DISPLAYS]
    for number, code in enumerate(KNOWLEDGE.codes.values()):
        if code.match != "exact" or code.of in KNOWLEDGE.analytes:
            continue
        named = KNOWLEDGE.concepts.get(code.of or "")
        name = named.name if named is not None else code.name or "Hypertensive disorder"
        for words in (name, f"Severe {name} (disorder)", others[number % len(others)], None):
            coding = {"system": systems[code.system].uri, "code": code.code}
            yield {"coding": [{**coding, "display": words} if words else coding]}
    for words in others:
        yield {"coding": [{"system": "http://snomed.info/sct", "code": "0", "display": words}]}


def test_a_thing_that_is_coded_plainly_is_told_as_in_full(monkeypatch):
    resources = [
        {"resourceType": kind, element: concept, **more}
        for number, concept in enumerate(coded_things())
        for kind, more, element in KINDS_OF_ENTRY[number % 3 :: 3]
    ]
    entries = [{"resource": {"resourceType": "Patient", "birthDate": "1960-01-31"}}]
    entries += [{"resource": one} for one in resources]
    data = json.dumps({"resourceType": "Bundle", "entry": entries}).encode()

    quick = fhir.read(data, knowledge=KNOWLEDGE, on=ON)
    monkeypatch.setattr(PREPARED.__class__, "plainly", lambda *_: None)
    full = fhir.read(data, knowledge=KNOWLEDGE, on=ON)

    assert len(resources) > 2000
    assert quick.ledger == full.ledger
    assert quick == full


def test_to_tell_plainly_is_worth_having():
    known = [PREPARED.displayed.known(concept) for concept in coded_things()]
    plain = [PREPARED.plainly(one, "conditions") for one in known if one is not None]

    assert sum(one is not None for one in plain) > len(plain) / 4


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
    assert quick.person == full.person
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


def test_nothing_is_kept_of_types_that_somebody_made_up():
    said = "Cobalamin of nobody else"
    coding = {"system": "http://loinc.org", "code": "2132-9", "display": said}
    concept = {"coding": [coding]}
    kinds = ["Observation", "Encounter", *(f"Made{number}" for number in range(50))]
    entry = [{"resource": {"resourceType": kind, "code": concept}} for kind in kinds]
    data = json.dumps({"resourceType": "Bundle", "entry": entry}).encode()

    reading = fhir.read(data, knowledge=KNOWLEDGE, on=ON)
    known = PREPARED.displayed.known(concept)

    assert [one.value for one in reading.ledger] == [f"{kind}: {said}" for kind in kinds]
    assert known is not None
    assert set(known.lines) == {"Observation", "Encounter"}


def test_a_person_leaves_nothing_for_the_collector_of_garbage():
    resources = list(plain_results())[:40]
    bundle = {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}
    data = json.dumps(bundle).encode()
    guideline = Guideline.of(KNOWLEDGE, "general")

    def planned():
        reading = fhir.read(data, knowledge=KNOWLEDGE, on=ON)
        assert reading.person is not None
        assert plan(reading.person, on=ON, guideline=guideline, ledger=reading.ledger).assessment

    planned()
    gc.collect()
    gc.disable()
    try:
        planned()
        assert gc.collect() == 0
    finally:
        gc.enable()
