"""What a person's medicines do to vitamin B12: found, none known, or no longer taken."""

import json
from datetime import date

import pytest

from corrin.care.guideline import Guideline
from corrin.care.interactions import interactions_of
from corrin.domain.interactions import SEVERITIES
from corrin.knowledge.load import knowledge
from corrin.person_file import read
from corrin.record.coded import Coded
from corrin.record.doses import with_groups
from corrin.render.interactions import interactions_page
from corrin.render.text import text

ON = date(2026, 11, 20)
KNOWN = knowledge()
GENERAL = Guideline.of(KNOWN, "general")


def answer(*medicines, pack="general", **more):
    person = {"age_years": 60, "sex": "female", "medicines": [*medicines], **more}
    reading = read(json.dumps(person).encode(), on=ON, knowledge=KNOWN)
    assert reading.person is not None
    return interactions_of(reading.person, on=ON, guideline=Guideline.of(KNOWN, pack))


def found(*medicines, **more):
    return {each.id: each for each in answer(*medicines, **more).found}


CODES = {
    "vitamin_c_high": ["rxnorm 1151", "atc A11GA01"],
    "alcohol": ["rxnorm 448"],
    "proton_pump_inhibitors": [
        *("rxnorm 7646", "rxnorm 40790", "rxnorm 17128", "rxnorm 114979", "rxnorm 283742"),
        *("rxnorm 816346", "atc A02BC01", "atc A02BC02", "atc A02BC03", "atc A02BC04"),
        *("atc A02BC05", "atc A02BC06", "atc A02BC08"),
    ],
    "h2_receptor_antagonists": [
        *("rxnorm 4278", "rxnorm 9143", "rxnorm 2541", "rxnorm 42319"),
        *("atc A02BA03", "atc A02BA02", "atc A02BA01", "atc A02BA04"),
    ],
    "antacids": ["rxnorm 1897", "atc A02AC01"],
    "metformin": ["rxnorm 6809", "atc A10BA02"],
    "calcium_iron_magnesium": [
        *("rxnorm 1897", "rxnorm 24947", "rxnorm 6582", "atc A12AA04", "atc B03AA07"),
        *("atc A12CC10", "atc A02AA02"),
    ],
    "b_complex_with_folic_acid": ["rxnorm 4511", "atc B03BB01"],
    "folic_acid_masking": ["rxnorm 4511", "atc B03BB01"],
    "nitrous_oxide": ["rxnorm 7486", "atc N01AX13"],
    "colchicine": ["rxnorm 2683", "atc M04AC01"],
    "aminosalicylic_acid": ["rxnorm 7833", "atc J04AA01"],
    "colestyramine": ["rxnorm 2447", "atc C10AC01"],
    "neomycin": ["rxnorm 7299", "atc A07AA01"],
    "potassium_chloride_slow_release": ["rxnorm 8591", "atc A12BA01"],
    "chloramphenicol": ["rxnorm 2348", "atc J01BA01"],
    "anticonvulsants": [
        *("rxnorm 8134", "rxnorm 8691", "rxnorm 187832", "rxnorm 38404", "rxnorm 8183"),
        *("rxnorm 2002", "rxnorm 40254", "atc N03AA02", "atc N03AA03", "atc N02BF02"),
        *("atc N03AX11", "atc N03AB02", "atc N03AF01", "atc N03AG01"),
    ],
    "levodopa": ["rxnorm 6375", "atc N04BA01"],
    "oral_contraceptive": ["atc G03AA"],
    "microbiological_assay": ["rxnorm 6851", "rxnorm 9010", "atc L01BA01", "atc P01BD01"],
    "macrocytosis_without_deficiency": ["rxnorm 11413", "atc J05AF01"],
    "cycloserine": ["rxnorm 3007", "atc J04AB01"],
    "anticoagulants": ["rxnorm 11289", "rxnorm 1364430", "atc B01AA03", "atc B01AF02"],
}
"""The codes that the review of interactions gives for each, RxNorm and ATC."""


@pytest.mark.parametrize(("interaction", "code"), [(i, c) for i, cs in CODES.items() for c in cs])
def test_a_code_leads_to_its_interaction(interaction, code):
    concept = Coded(KNOWN).concept(*code.split())
    rule = KNOWN.interactions[interaction]

    assert concept is not None
    assert set(with_groups(concept, KNOWN)) & set(rule.concepts)


@pytest.mark.parametrize(
    ("medicine", "interaction"),
    [
        ("metformin", "metformin"),
        ("Glucophage 500 mg", "metformin"),
        ({"code": "A10BA02", "system": "ATC"}, "metformin"),
        ({"code": "6809", "system": "RxNorm"}, "metformin"),
        ({"code": 6809, "system": "http://www.nlm.nih.gov/research/umls/rxnorm"}, "metformin"),
        ("rxnorm 6809", "metformin"),
        ("RxNorm: 6809", "metformin"),
        ("6809 (RxNorm)", "metformin"),
        ("A10BA02", "metformin"),
        ("A10BA02 (ATC)", "metformin"),
        ("A02BA03", "h2_receptor_antagonists"),
        ("ATC A10BA02", "metformin"),
        ("Losec", "proton_pump_inhibitors"),
        ("Questran", "colestyramine"),
        ("laughing gas", "nitrous_oxide"),
        ("the pill", "oral_contraceptive"),
        ("warfarin", "anticoagulants"),
        ("folic acid 5 mg", "folic_acid_masking"),
        ("vitamin C 1 g", "vitamin_c_high"),
        ("vitamin C", "vitamin_c_high"),
        ("vitamin C 100 mg", "vitamin_c_low"),
        ("vitamin C 250 mg", "vitamin_c_low"),
    ],
    ids=str,
)
def test_a_medicine_by_name_brand_or_code(medicine, interaction):
    assert interaction in found(medicine)


def test_a_dose_of_vitamin_c_has_one_rule():
    assert "vitamin_c_low" not in found("vitamin C 500 mg")
    assert "vitamin_c_high" not in found("vitamin C 499 mg")


def test_each_says_what_it_does_and_how_sure_that_is():
    metformin = found("metformin 1 g twice daily")["metformin"]

    assert metformin.severity == "moderate"
    assert "ileum" in (metformin.mechanism or "")
    assert metformin.action == "monitor"
    assert metformin.says.startswith("Keep metformin")
    assert metformin.evidence == "high"
    assert metformin.sources == ("aroda_2016", "mhra_metformin_2022", "aafp_2017", "seed_001")
    assert [(m.field, m.words) for m in metformin.medicines] == [
        ("medicines[0]", "metformin 1 g twice daily")
    ]


def test_that_the_rule_of_vitamin_c_is_disputed_is_said():
    rule = found("vitamin C 1 g")["vitamin_c_high"]

    assert rule.evidence == "disputed"
    assert "1974" in (rule.evidence_says or "")


def test_the_packs_differ_about_the_hours():
    enforced = {
        pack: {each.id: each.enforced for each in answer(*HOURS, pack=pack).found}
        for pack in ("general", "uk", "us")
    }

    assert enforced["general"] == {
        "colestyramine": True,
        "vitamin_c_high": True,
        "calcium_iron_magnesium": True,
    }
    assert (
        enforced["uk"]
        == enforced["us"]
        == {"colestyramine": True, "vitamin_c_high": False, "calcium_iron_magnesium": False}
    )


HOURS = ("vitamin C 1 g", "iron", "colestyramine")


def test_the_worst_stands_first():
    said = [each.severity for each in answer("zidovudine", "omeprazole", "nitrous oxide").found]

    assert said == ["high", "moderate", "none"]
    assert {rule.severity for rule in KNOWN.interactions.values()} == set(SEVERITIES)


def test_what_can_do_lasting_harm_and_what_cannot_be_felt():
    """Nerves are lost to nitrous oxide and to folic acid alone; nothing else here does that."""
    graded = {
        grade: {rule.id for rule in KNOWN.interactions.values() if rule.severity == grade}
        for grade in SEVERITIES
    }

    assert graded["high"] == {"nitrous_oxide", "folic_acid_masking"}
    assert graded["moderate"] >= {"metformin", "proton_pump_inhibitors", "chloramphenicol"}
    assert graded["low"] >= {"vitamin_c_high", "calcium_iron_magnesium"}
    assert graded["none"] >= {"vitamin_c_low", "antacids", "b12_on_other_medicines"}
    assert sum(map(len, graded.values())) == len(KNOWN.interactions)


def test_what_has_none_known_is_listed_as_such():
    made = answer("levothyroxine", "atorvastatin", "metformin", "ferric carboxymaltose")

    assert [one.words for one in made.none_known] == [
        *("levothyroxine", "atorvastatin", "ferric carboxymaltose"),
    ]
    assert made.says == "1 interaction with vitamin B12 to know of, and 3 with none known."


def test_vitamin_b12_is_not_its_own_interaction():
    made = answer("cyanocobalamin 1000 micrograms daily")

    assert [one.words for one in made.vitamin_b12] == ["cyanocobalamin 1000 micrograms daily"]
    assert (made.found, made.none_known) == ((), ())


def test_what_is_over_stands_by_itself():
    made = answer("stopped phenytoin", "phenytoin until 2019", "metformin")

    assert [each.id for each in made.found] == ["metformin"]
    assert [each.id for each in made.past] == ["anticonvulsants"]


def test_what_is_not_taken_is_not_listed():
    made = answer("no metformin", allergies=["omeprazole"], family_history=["father on phenytoin"])

    assert (made.found, made.past, made.none_known) == ((), (), ())


def test_exposures_count_where_they_interact():
    made = answer("metformin", exposures=["nitrous oxide", "smoker"])

    assert [each.id for each in made.found] == ["nitrous_oxide", "metformin"]
    assert made.none_known == ()


def test_a_record_without_a_list_of_medicines_is_not_one_of_nobody():
    reading = read(b'{"age_years": 60}', on=ON, knowledge=KNOWN)
    made = interactions_of(reading.person, on=ON, guideline=GENERAL)

    assert made.asked is False
    assert "the record does not say that its medicines are all" in made.says
    assert answer().asked is True


NOT_ALL = "; the record does not say that its medicines are all"


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"medicines": []}, "No interactions with vitamin B12 to know of."),
        ({}, f"No interactions with vitamin B12 to know of{NOT_ALL}."),
        (
            {"medicines": ["levothyroxine"]},
            "No interactions with vitamin B12 to know of, and 1 with none known.",
        ),
        ({"medicines": ["metformin"]}, "1 interaction with vitamin B12 to know of."),
        (
            {"medicines": ["metformin", "omeprazole"]},
            "2 interactions with vitamin B12 to know of.",
        ),
        (
            # What makes no difference is none to know of.
            {"medicines": ["metformin", "vitamin C 100 mg"]},
            "1 interaction with vitamin B12 to know of.",
        ),
        (
            {"exposures": ["nitrous oxide"]},
            f"1 interaction with vitamin B12 to know of{NOT_ALL}.",
        ),
    ],
)
def test_how_many_there_are_to_know_of_is_said(said, says):
    reading = read(json.dumps({"age_years": 60, **said}).encode(), on=ON, knowledge=KNOWN)
    assert reading.person is not None

    assert interactions_of(reading.person, on=ON, guideline=GENERAL).says == says


def test_an_interaction_says_all_that_its_entry_says():
    """The rule of minerals is one of timing, kept by the general pack alone."""
    entry = KNOWN.interactions["calcium_iron_magnesium"]
    (made,) = answer("possible iron").found
    (of_uk,) = answer("iron", pack="uk").found
    (metformin,) = answer("metformin").found

    assert (made.id, made.agent) == ("calcium_iron_magnesium", entry.agent)
    assert (made.severity, made.direction, made.action) == (
        *("low", "lowers_absorption"),
        "separate_hours",
    )
    assert (made.says, made.mechanism) == (entry.says, entry.mechanism)
    assert (made.routes, made.matters_for) == (("oral", "sublingual"), None)
    assert (made.evidence, made.evidence_says) == ("very_low", entry.evidence_says)
    assert made.popular_claim == "Minerals compete with B12 for absorption."
    assert (made.verified, made.sources) == ("false", ("seed_001",))
    assert (made.enforced, of_uk.enforced, metformin.enforced) == (True, False, None)
    assert metformin.effect == KNOWN.interactions["metformin"].effect
    (named,) = made.medicines
    assert (named.field, named.words, named.status) == ("medicines[0]", "possible iron", "current")
    assert (named.name, named.possible) == (KNOWN.concepts["iron_product"].name, True)
    assert not of_uk.medicines[0].possible


@pytest.mark.parametrize(
    ("medicine", "rules"),
    [
        ("vitamin C", ["vitamin_c_high"]),  # the dose is not known, and may be a large one
        ("vitamin C 500 mg", ["vitamin_c_high"]),
        ("vitamin C 499 mg", ["vitamin_c_low"]),
        ("vitamin C 100 mg", ["vitamin_c_low"]),
    ],
)
def test_of_the_rules_of_two_doses_one_is_meant(medicine, rules):
    assert [each.id for each in answer(medicine).found] == rules


@pytest.mark.parametrize(
    ("medicine", "told"),
    [
        ("omeprazole 20 mg daily", "It matters for whoever lives on the B12 in food"),
        ("famotidine", "It matters for whoever lives on the B12 in food"),
        ("colestyramine", "Only for B12 by mouth and under the tongue."),
        ("neomycin tablets", "Only for B12 by mouth."),
    ],
)
def test_it_is_said_for_whom_an_interaction_matters(medicine, told):
    """Acid frees B12 from food: who takes no tablets of B12 is the one concerned."""
    shown = " ".join(text(interactions_page(answer(medicine))).split())

    assert told in shown
    assert ("Only for B12" in shown) is told.startswith("Only")
