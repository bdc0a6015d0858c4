"""The reference intakes, row by row against their sources."""

from decimal import Decimal

import pytest

from corrin.knowledge.load import knowledge

# Institute of Medicine 1998, chapter 9, and the table of the NIH Office of Dietary Supplements: the
# same figure for both sexes. Age in years and months, state, kind, micrograms, average requirement.
IOM = [
    ("0 months", "age_months: 0", "AI", "0.4", None),
    ("6 months", "age_months: 6", "AI", "0.4", None),
    ("7 months", "age_months: 7", "AI", "0.5", None),
    ("11 months", "age_months: 11", "AI", "0.5", None),
    ("1 year", "age_months: 12", "RDA", "0.9", "0.7"),
    ("3 years", "age_years: 3", "RDA", "0.9", "0.7"),
    ("4 years", "age_years: 4", "RDA", "1.2", "1.0"),
    ("8 years", "age_years: 8", "RDA", "1.2", "1.0"),
    ("9 years", "age_years: 9", "RDA", "1.8", "1.5"),
    ("13 years", "age_years: 13", "RDA", "1.8", "1.5"),
    ("14 years", "age_years: 14", "RDA", "2.4", "2.0"),
    ("18 years", "age_years: 18", "RDA", "2.4", "2.0"),
    ("19 years", "age_years: 19", "RDA", "2.4", "2.0"),
    ("50 years", "age_years: 50", "RDA", "2.4", "2.0"),
    ("51 years", "age_years: 51", "RDA", "2.4", "2.0"),
    ("70 years", "age_years: 70", "RDA", "2.4", "2.0"),
    ("90 years", "age_years: 90", "RDA", "2.4", "2.0"),
    ("pregnant, 14", "age_years: 14\npregnant: true", "RDA", "2.6", "2.2"),
    ("pregnant, 30", "age_years: 30\npregnant: true", "RDA", "2.6", "2.2"),
    ("pregnant, 50", "age_years: 50\npregnant: true", "RDA", "2.6", "2.2"),
    ("breast-feeding, 16", "age_years: 16\nlactating: true", "RDA", "2.8", "2.4"),
    ("breast-feeding, 30", "age_years: 30\nlactating: true", "RDA", "2.8", "2.4"),
]


@pytest.mark.parametrize(
    ("sex", "age", "kind", "micrograms", "average"),
    [
        pytest.param(sex, *row[1:], id=f"{row[0]}, {sex}")
        for row in IOM
        for sex in (["female"] if "true" in row[1] else ["female", "male"])
    ],
)
def test_the_table_of_the_institute_of_medicine(intake_of, sex, age, kind, micrograms, average):
    target = intake_of(f"sex: {sex}\n{age}").intake.target

    assert (target.kind, target.micrograms_per_day) == (kind, Decimal(micrograms))
    rows = knowledge().intakes["iom_1998"].rows
    same = [row for row in rows if row.value == target.micrograms_per_day and row.kind == kind]
    assert {row.average_requirement for row in same} == {average and Decimal(average)}


def test_the_united_kingdom_has_its_own_target(intake_of):
    """COMA 1991: 1.5 for adults, without an increment in pregnancy, 2.0 when breast-feeding."""
    adult = intake_of("sex: female\nage_years: 30", "uk").intake.target
    mother = intake_of("sex: female\nage_years: 30\nlactating: true", "uk").intake.target

    assert (adult.kind, adult.micrograms_per_day) == ("RNI", Decimal("1.5"))
    assert mother.micrograms_per_day == Decimal("2.0")


def test_the_other_bodies_are_named_beside_it(intake_of):
    """EFSA 2015: an adequate intake of 4.0 for adults, which no other pack hides."""
    others = intake_of("sex: female\nage_years: 30").others

    efsa = next(other for other in others if "EFSA" in other.body)
    assert (efsa.kind, efsa.micrograms_per_day) == ("AI", Decimal("4.0"))


def test_without_an_age_there_is_no_target_and_nothing_is_judged(intake_of):
    it = intake_of("sex: female\ndiet: 2 eggs a day").intake

    assert (it.target, it.needs_absorbed, it.verdict) == (None, None, "not_known")
    assert "age" in {missing.id for missing in it.missing}


def test_no_upper_limit_is_set_and_what_is_said_over_50(intake_of):
    """IOM 1998: no tolerable upper intake; over 50 mainly from fortified food or supplements."""
    young = {note.id for note in intake_of("sex: male\nage_years: 49").intake.notes}
    older = {note.id for note in intake_of("sex: male\nage_years: 51").intake.notes}

    assert "no_upper_limit" in young & older
    assert "over_50" in older - young


def test_the_error_about_children_to_8_is_corrected_and_said(intake_of):
    """One of the source documents gives 1.2 for all children to 8 years; for 1 to 3 it is 0.9."""
    it = intake_of("sex: male\nage_years: 2").intake

    assert it.target.micrograms_per_day == Decimal("0.9")
    said = next(note.says for note in it.notes if note.id == "children_to_8")
    assert "0.9" in said
    assert "1.2" in said
