"""Exact conversion and comparison. Expected figures are worked by hand from molar masses."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from corrin.domain.analyte import Analyte, UnitOf
from corrin.domain.person import Comparator, Interpretation, Result
from corrin.domain.quantity import compare, to_unit
from corrin.knowledge.load import FOLDER
from corrin.knowledge.typed import reader
from corrin.knowledge.yaml_tree import read

ANALYTES = {
    analyte.id: analyte
    for analyte in reader(tuple[Analyte, ...])(read((FOLDER / "analytes.yaml").read_text())[0])
}


def result(
    analyte: str,
    value: str | None,
    unit: str | None,
    comparator: Comparator | None = None,
    word: Interpretation | None = None,
) -> Result:
    return Result(
        analyte=analyte,
        source="labs[0]",
        on=date(2026, 11, 10),
        value=None if value is None else Decimal(value),
        unit=unit,
        comparator=comparator,
        interpretation=word,
    )


@pytest.mark.parametrize(
    ("analyte", "value", "unit", "target", "expected"),
    [
        ("total_b12", "180", "ng/L", "pmol/L", Fraction(180_000 * 100, 135_537)),
        ("total_b12", "180", "pg/mL", "ng/L", Fraction(180)),
        ("total_b12", "133", "pmol/L", "pg/mL", Fraction(133 * 135_537, 100_000)),
        ("methylmalonic_acid", "0.271", "umol/L", "nmol/L", Fraction(271)),
        ("methylmalonic_acid", "0.40", "nmol/mL", "nmol/L", Fraction(400)),
        ("methylmalonic_acid", "118.09", "ng/mL", "umol/L", Fraction(1)),
        ("homocysteine", "135.18", "mg/L", "umol/L", Fraction(1000)),
        ("homocysteine", "15", "umol/L", "nmol/mL", Fraction(15)),
        ("folate", "441.4", "ug/L", "nmol/L", Fraction(1000)),
        ("folate", "3", "ng/mL", "ug/L", Fraction(3)),
        ("red_cell_folate", "4.414", "ng/mL", "nmol/L", Fraction(10)),
        ("haemoglobin", "13.5", "g/dL", "g/L", Fraction(135)),
        ("haemoglobin", "5", "mmol/L", "g/L", Fraction("80.57")),
        ("haematocrit", "0.378", "L/L", "%", Fraction("37.8")),
        ("creatinine", "2", "mg/dL", "umol/L", Fraction("176.84")),
        ("creatinine", "0.09", "mmol/L", "umol/L", Fraction(90)),
        ("bilirubin", "1", "mg/dL", "umol/L", Fraction("17.1")),
        ("potassium", "3.4", "meq/L", "mmol/L", Fraction("3.4")),
        ("magnesium", "2", "meq/L", "mmol/L", Fraction(1)),
        ("platelets", "344000", "/mm3", "10*9/L", Fraction(344)),
        ("platelets", "1.5", "10*5/uL", "10*9/L", Fraction(150)),
        ("platelets", "32", "10*3/uL", "10*9/L", Fraction(32)),
        ("white_cells", "6200", "/uL", "10*9/L", Fraction("6.2")),
        ("red_cells", "4.2", "10*6/uL", "10*12/L", Fraction("4.2")),
        ("reticulocytes", "3", "[ppth]", "%", Fraction("0.3")),
        ("reticulocytes_absolute", "0.05", "10*12/L", "10*9/L", Fraction(50)),
        ("serum_iron", "55.845", "ug/dL", "umol/L", Fraction(10)),
        ("tibc", "305", "ug/dL", "umol/L", Fraction(610_000, 11_169)),
        ("copper", "63.546", "ug/dL", "umol/L", Fraction(10)),
        ("zinc", "65.38", "ug/dL", "umol/L", Fraction(10)),
        ("caeruloplasmin", "20", "mg/dL", "g/L", Fraction("0.2")),
        ("adamts13", "0.05", "[IU]/mL", "%", Fraction(5)),
        ("ldh", "4", "ukat/L", "U/L", Fraction(240)),
        ("albumin", "3.5", "g/dL", "g/L", Fraction(35)),
        (
            "urine_methylmalonic_acid",
            "118.09",
            "mg/g{creat}",
            "mmol/mol{creat}",
            Fraction("113.12"),
        ),
        ("glucose", "180.156", "mg/dL", "mmol/L", Fraction(10)),
        ("blood_urea_nitrogen", "28.014", "mg/dL", "mmol/L", Fraction(10)),
        ("urea", "60.06", "mg/dL", "mmol/L", Fraction(10)),
    ],
)
def test_a_value_is_converted_exactly(
    analyte: str, value: str, unit: str, target: str, expected: Fraction
) -> None:
    assert to_unit(Decimal(value), unit, target, ANALYTES[analyte]) == expected


def test_every_conversion_there_and_back_is_exact() -> None:
    for analyte in ANALYTES.values():
        units = [unit.ucum for unit in analyte.units if not unit.own_scale]
        for unit in units:
            for target in units:
                there = to_unit(Decimal(1), unit, target, analyte)
                assert there * to_unit(Decimal(1), target, unit, analyte) == 1


@pytest.mark.parametrize(
    ("value", "comparator", "bound", "expected"),
    [
        ("179", None, "180", "below"),
        ("179.9", None, "180", "below"),
        ("180", None, "180", "at"),
        ("180.0", None, "180", "at"),
        ("180.1", None, "180", "above"),
        ("50", "<", "180", "below"),
        ("180", "<", "180", "below"),
        ("181", "<", "180", None),
        ("150", "<", "100", None),
        ("180", "<=", "180", None),
        ("179", "<=", "180", "below"),
        ("2000", ">", "350", "above"),
        ("350", ">", "350", "above"),
        ("349", ">", "350", None),
        ("350", ">=", "350", None),
        ("351", ">=", "350", "above"),
    ],
)
def test_a_comparator_says_only_what_is_certain(
    value: str, comparator: Comparator | None, bound: str, expected: str | None
) -> None:
    b12 = ANALYTES["total_b12"]
    for unit in ("ng/L", "pg/mL"):
        printed = result("total_b12", value, unit, comparator)
        assert compare(printed, Decimal(bound), "ng/L", b12) == expected


@pytest.mark.parametrize(
    ("value", "unit", "bound", "bound_unit", "expected"),
    [
        ("133", "pmol/L", "180", "ng/L", "above"),  # 180.264 ng/L
        ("132", "pmol/L", "180", "ng/L", "below"),  # 178.909 ng/L
        ("180", "ng/L", "133", "pmol/L", "below"),  # 132.80 pmol/L
        ("135.537", "ng/L", "100", "pmol/L", "at"),
    ],
)
def test_another_unit_is_compared_without_rounding(
    value: str, unit: str, bound: str, bound_unit: str, expected: str
) -> None:
    printed = result("total_b12", value, unit)
    assert compare(printed, Decimal(bound), bound_unit, ANALYTES["total_b12"]) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("undetectable", "below"), ("low", None), ("normal", None), ("pending", None)],
)
def test_only_undetectable_compares_by_its_word(word: Interpretation, expected: str | None) -> None:
    printed = result("copper", None, None, word=word)
    assert compare(printed, Decimal("0.1"), "umol/L", ANALYTES["copper"]) == expected


def test_total_and_active_b12_are_never_compared() -> None:
    total = result("total_b12", "60", "pmol/L")
    with pytest.raises(
        ValueError, match=r"^a result of total_b12 cannot be compared as active_b12$"
    ):
        compare(total, Decimal(25), "pmol/L", ANALYTES["active_b12"])


@pytest.mark.parametrize(
    ("analyte", "unit", "target", "says"),
    [
        ("total_b12", "g/L", "ng/L", "g/L is not a unit of total_b12"),
        ("total_b12", "ng/L", "umol/L", "umol/L is not a unit of total_b12"),
        ("active_b12", "ng/L", "pmol/L", "ng/L is not a unit of active_b12"),
        ("hba1c", "%", "mmol/mol", "hba1c: no factor joins % and mmol/mol"),
        (
            *("if_antibody", "U/mL", "[arb'U]/mL"),
            "if_antibody: no factor joins U/mL and [arb'U]/mL",
        ),
    ],
)
def test_what_no_factor_joins_is_not_converted(
    analyte: str, unit: str, target: str, says: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        to_unit(Decimal(1), unit, target, ANALYTES[analyte])


def test_an_unknown_unit_is_an_error_in_a_comparison_too() -> None:
    for unit, bound_unit in (("g/L", "g/L"), ("ng/L", "g/L"), ("g/L", "ng/L")):
        printed = result("total_b12", "1", unit)
        with pytest.raises(ValueError, match=r"^g/L is not a unit of total_b12$"):
            compare(printed, Decimal(1), bound_unit, ANALYTES["total_b12"])


def test_scales_of_their_own_are_compared_only_with_themselves() -> None:
    antibody = ANALYTES["if_antibody"]
    printed = result("if_antibody", "30", "U/mL")
    assert compare(printed, Decimal(20), "U/mL", antibody) == "above"
    assert compare(printed, Decimal(20), "[arb'U]/mL", antibody) is None


def test_a_scale_of_its_own_converts_to_itself() -> None:
    assert to_unit(Decimal(7), "%", "%", ANALYTES["hba1c"]) == 7


def test_a_conversion_needs_no_rounding_for_long_decimals() -> None:
    analyte = Analyte(
        id="x",
        name="X",
        unit="a",
        role="context",
        units=(UnitOf(ucum="a"), UnitOf(ucum="b", numerator=Decimal(1), denominator=Decimal(3))),
    )
    value = Decimal("0." + "1" * 60)
    assert to_unit(value, "b", "a", analyte) * 3 == Fraction(value)
