"""Headings, flags and combined products as laboratories, letters and labels print them."""

import json
from datetime import date
from decimal import Decimal

import pytest

from corrin import person_file
from corrin.knowledge.load import knowledge

ON = date(2026, 11, 20)


def read(**person):
    return person_file.read(json.dumps(person).encode(), knowledge=knowledge(), on=ON)


def result(name, value, unit):
    return read(labs=[{"name": name, "value": value, "unit": unit, "day": 0}])


@pytest.mark.parametrize(
    ("name", "unit", "analyte"),
    [
        ("VITAMIN B12 LEVEL (Ser)", "ng/L", "total_b12"),
        ("Haematinics: B12", "ng/L", "total_b12"),
        ("HAEMATINICS - Vitamin B12", "ng/L", "total_b12"),
        ("Haematinics B12", "ng/L", "total_b12"),
        ("B12 & Folate: B12", "ng/L", "total_b12"),
        ("B12/Folate - B12", "ng/L", "total_b12"),
        ("Serum B12 (XE2pf)", "ng/L", "total_b12"),
        ("Vit B12 - Serum", "ng/L", "total_b12"),
        ("Cobalamin (Vit B12), S", "ng/L", "total_b12"),
        ("Total Vit B12 (Roche)", "ng/L", "total_b12"),
        ("VITAMIN B12 [Mass/volume] in Serum or Plasma", "ng/L", "total_b12"),
        ("Active Vitamin B12 level (Ser)", "pmol/L", "active_b12"),
        ("Haematinics: Ferritin", "ug/L", "ferritin"),
        ("Haematinics: Serum folate", "ug/L", "folate"),
        ("Haematinics: red cell folate", "ug/L", "red_cell_folate"),
        ("FBC: Haemoglobin estimation", "g/L", "haemoglobin"),
        ("Haemoglobin (Bld)", "g/L", "haemoglobin"),
        ("Full blood count - MCV", "fL", "mcv"),
        ("U&E: Creatinine", "umol/L", "creatinine"),
        ("LFT: ALT", "U/L", "alt"),
        ("MMA (Ser)", "umol/L", "methylmalonic_acid"),
        ("Homocysteine (EDTA)", "umol/L", "homocysteine"),
    ],
)
def test_a_heading_is_read_as_the_test_below_it(name, unit, analyte):
    reading = result(name, 100, unit)

    assert [one.analyte for one in reading.person.results] == [analyte]
    assert not reading.not_understood
    assert not reading.refused


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Haemoglobin (HbA1c)", "mmol/mol"),
        ("B12 & folate", "ng/L"),
        ("Vitamins: B1", "nmol/L"),
        ("Vitamin B6 (Ser)", "nmol/L"),
        ("Folate [Mass/volume] in Red Blood Cells", "ug/L"),
        ("Haematinics", "ng/L"),
    ],
)
def test_a_heading_of_another_test_is_none_that_is_known(name, unit):
    reading = result(name, 100, unit)

    assert reading.person is None or not reading.person.results
    assert [notice.value for notice in reading.not_understood] == [name]


@pytest.mark.parametrize(
    ("line", "analyte", "value", "word"),
    [
        ("VITAMIN B12 LEVEL (Ser) 150 ng/L L (180-900)", "total_b12", "150", "low"),
        ("Haematinics: B12 98 ng/L *", "total_b12", "98", None),
        ("*B12 98 ng/L", "total_b12", "98", None),
        ("B12 level (Ser) *98 ng/L", "total_b12", "98", None),
        ("HAEMATINICS - Ferritin 8 ug/L l (15-300)", "ferritin", "8", "low"),
    ],
)
def test_a_printed_line_with_heading_and_flag_is_a_result(line, analyte, value, word):
    reading = read(labs=[line])

    found = [(one.analyte, one.value, one.interpretation) for one in reading.person.results]
    assert found == [(analyte, Decimal(value), word)]


def test_a_line_of_results_is_never_taken_for_a_treatment():
    reading = read(labs=["B12 quite low again, 98 or so", "on B12 injections since May"])

    assert reading.person is None or not reading.person.statements
    assert {notice.field for notice in reading.not_understood} | {
        refusal.field for refusal in reading.refused
    } == {"labs[0]", "labs[1]"}


@pytest.mark.parametrize(
    ("flag", "word"),
    [
        ("l", "low"),
        ("L*", "low"),
        ("(L)", "low"),
        ("ll", "very_low"),
        ("h", "high"),
        ("n", "normal"),
    ],
)
def test_a_flag_is_read_in_small_letters_and_with_a_star(flag, word):
    reading = read(labs=[{"name": "ferritin", "interpretation": flag, "day": 0}])

    assert [one.interpretation for one in reading.person.results] == [word]


@pytest.mark.parametrize(
    ("words", "concept", "micrograms", "times"),
    [
        ("multivitamin with 2.5 mcg B12 daily", "multivitamin", "2.5", 1),
        ("B-complex 10 mcg B12 daily", "b_complex", "10", 1),
        ("multivitamin with B12", "multivitamin", None, None),
        ("B-complex with 1000 mcg B12 daily", "b12_unspecified", "1000", 1),
    ],
)
def test_the_b12_named_in_a_product_of_several_vitamins_is_not_another(
    words, concept, micrograms, times
):
    [one] = read(medicines=[words]).person.statements

    assert one.concept == concept
    assert (one.dose and one.dose.micrograms) == (micrograms and Decimal(micrograms))
    assert (one.dose and one.dose.times_per_day) == times


def test_two_products_stay_two():
    stated = read(medicines=["multivitamin and B12 1000 mcg daily"]).person.statements

    assert {one.concept for one in stated} == {"multivitamin", "b12_unspecified"}


@pytest.mark.parametrize("listed", ["imaging", "conditions", "notes"])
@pytest.mark.parametrize(
    "words",
    [
        "normal liver ultrasound",
        "liver ultrasound normal",
        "USS liver: normal",
        "ultrasound abdomen: liver normal",
        "liver unremarkable on CT",
        "liver ultrasound: no abnormality",
        "normal terminal ileum on MRE",
        "no evidence of cirrhosis on ultrasound",
        "ultrasound: no fatty liver",
        "CT abdomen: no liver lesion, no malignancy",
    ],
)
def test_imaging_that_was_normal_is_no_disease(words, listed):
    reading = read(**{listed: [words]})

    present = {one.concept for one in reading.person.statements if one.present}
    assert present <= {"imaging_normal"}
    assert not reading.not_understood


@pytest.mark.parametrize(
    ("words", "concept"),
    [("US: fatty liver", "liver_disease"), ("ultrasound liver: cirrhosis", "cirrhosis")],
)
def test_imaging_that_was_not_normal_stays_a_disease(words, concept):
    stated = read(imaging=[words]).person.statements

    assert [(one.concept, one.present) for one in stated] == [(concept, True)]
