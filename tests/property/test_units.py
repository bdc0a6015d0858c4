"""What must hold for every number, every unit and every kind of junk."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from corrin.domain.analyte import Analyte
from corrin.domain.person import Comparator, Result
from corrin.domain.quantity import compare, to_unit
from corrin.knowledge.load import FOLDER
from corrin.knowledge.typed import reader
from corrin.knowledge.yaml_tree import read
from corrin.reading.analyte_index import AnalyteIndex
from corrin.reading.result_line import read_line
from corrin.reading.results import KEYS, read_result

ON = date(2026, 11, 20)
ANALYTES = {
    analyte.id: analyte
    for analyte in reader(tuple[Analyte, ...])(read((FOLDER / "analytes.yaml").read_text())[0])
}
INDEX = AnalyteIndex.of(ANALYTES)
MEASURED = [a for a in ANALYTES.values() if any(not u.own_scale for u in a.units)]

numbers = st.decimals(min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=6)
words = st.text() | st.sampled_from(
    [*("148", "<50", "ng/L", "low", "B12", "MMA", "null", "2026-11-10", "1e999", "NaN", "-5", "%")]
)
junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | words
    | st.just(10**400),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(MEASURED), numbers, st.data())
def test_a_conversion_and_back_gives_the_same_number(
    analyte: Analyte, value: Decimal, data: st.DataObject
) -> None:
    units = st.sampled_from([u.ucum for u in analyte.units if not u.own_scale])
    unit, target = data.draw(units), data.draw(units)
    factor = to_unit(Decimal(1), target, unit, analyte)
    assert to_unit(value, unit, target, analyte) * factor == Fraction(value)


@given(numbers, numbers, st.sampled_from(["ng/L", "pg/mL", "pmol/L"]), st.data())
def test_a_comparison_does_not_depend_on_the_unit_of_the_bound(
    value: Decimal, bound: Decimal, unit: str, data: st.DataObject
) -> None:
    comparator: Comparator | None = data.draw(st.sampled_from([None, "<", "<=", ">", ">="]))
    result = Result(
        analyte="total_b12", source="labs[0]", on=ON, value=value, unit=unit, comparator=comparator
    )
    b12 = ANALYTES["total_b12"]
    as_ng = compare(result, bound, "ng/L", b12)
    assert as_ng == compare(result, bound, "pg/mL", b12)
    side = to_unit(value, unit, "ng/L", b12) - Fraction(bound)
    if as_ng is not None and comparator is None:
        assert as_ng == ("below" if side < 0 else "above" if side > 0 else "at")
    if as_ng == "below":
        assert comparator in (None, "<", "<=")
        assert side <= 0
    if as_ng == "above":
        assert comparator in (None, ">", ">=")
        assert side >= 0


@given(st.dictionaries(st.sampled_from(sorted(KEYS)) | words, junk, max_size=8))
@settings(max_examples=400)
def test_junk_never_raises_and_never_becomes_a_number_without_a_unit(
    entry: dict[str, object],
) -> None:
    answer = read_result(
        entry, field="labs[0]", on=ON, analytes=INDEX, birth=date(1950, 1, 1), oldest_years=120
    )
    for result in answer.results:
        assert (result.value is None) or result.unit is not None
        assert result.value is not None or result.interpretation is not None
        assert result.on <= ON
        assert not answer.refusals
    assert answer.results or answer.refusals or answer.not_understood


@given(
    st.fixed_dictionaries(
        {"name": st.just("total B12"), "value": junk, "unit": junk},
        optional=dict.fromkeys(sorted(KEYS - {"name", "value", "unit"}), junk),
    )
)
@settings(max_examples=400)
def test_a_b12_with_junk_around_it_never_raises(entry: dict[str, object]) -> None:
    answer = read_result(entry, field="labs[0]", on=ON, analytes=INDEX, oldest_years=120)
    for result in answer.results:
        if result.value is not None:
            assert result.unit in ("ng/L", "pg/mL", "pmol/L")
            assert 10 <= to_unit(result.value, result.unit, "ng/L", ANALYTES["total_b12"]) <= 10**5


@given(st.text() | st.from_regex(r"B12 ?[<>]?[0-9., ]{1,9}(ng/L|pmol/L)?", fullmatch=True))
def test_a_line_never_raises(line: str) -> None:
    answer = read_line(line, field="labs[0]", on=ON, analytes=INDEX, oldest_years=120)
    assert answer is None or answer.results or answer.refusals or answer.not_understood


@given(st.sampled_from(MEASURED), numbers, st.data())
def test_what_is_printed_is_kept(analyte: Analyte, value: Decimal, data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from([u for u in analyte.units if not u.own_scale]))
    entry = {"name": analyte.id, "value": str(value), "unit": unit.ucum}
    answer = read_result(entry, field="labs[0]", on=ON, analytes=INDEX, oldest_years=120)
    possible = analyte.hard_low is not None and analyte.hard_high is not None
    own = to_unit(value, unit.ucum, analyte.unit, analyte)
    assert possible
    assert bool(answer.results) == (
        Fraction(analyte.hard_low or 0) <= own <= Fraction(analyte.hard_high or 0)
    )
    for result in answer.results:
        assert (result.value, result.unit, result.analyte) == (value, unit.ucum, analyte.id)
