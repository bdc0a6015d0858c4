"""One laboratory entry: what is read, what is refused, and what is said about it."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from corrin.domain.analyte import Analyte
from corrin.knowledge.load import FOLDER, knowledge
from corrin.knowledge.typed import reader
from corrin.knowledge.yaml_tree import read
from corrin.reading.analyte_index import AnalyteIndex, name_key, unit_key
from corrin.reading.result_line import read_line
from corrin.reading.results import ReadResult, read_result

ON = date(2026, 11, 20)
BIRTH = date(1960, 5, 5)
ANALYTES = {
    analyte.id: analyte
    for analyte in reader(tuple[Analyte, ...])(read((FOLDER / "analytes.yaml").read_text())[0])
}
INDEX = AnalyteIndex.of(ANALYTES)
B12 = {"name": "total vitamin B12", "value": "148", "unit": "ng/L"}


def lab(**entry: object) -> ReadResult:
    return read_result(entry, field="labs[0]", on=ON, analytes=INDEX, birth=BIRTH, oldest_years=120)


def b12(**entry: object) -> ReadResult:
    return lab(**{**B12, **entry})


def refused(answer: ReadResult) -> set[str]:
    assert not answer.results
    assert all(refusal.why and refusal.accepted for refusal in answer.refusals)
    return {refusal.field.removeprefix("labs[0].") for refusal in answer.refusals}


def warned(answer: ReadResult) -> set[str]:
    return {notice.field.removeprefix("labs[0].") for notice in answer.warnings}


# --- names and units ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "analyte"),
    [
        ("B12", "total_b12"),
        ("vitamin B-12", "total_b12"),
        ("Serum cobalamin", "total_b12"),
        ("vitamin B₁₂", "total_b12"),
        ("Vit B12 SerPl-mCnc", "total_b12"),
        ("active B12", "active_b12"),
        ("holoTC", "active_b12"),
        ("Holo-transcobalamin", "active_b12"),
        ("tHcy", "homocysteine"),
        ("Hgb", "haemoglobin"),
        ("hemoglobin", "haemoglobin"),
        ("plt", "platelets"),
        ("WCC", "white_cells"),
        ("ANC", "neutrophils"),
        ("retics", "reticulocytes"),
        ("anti-IF", "if_antibody"),
        ("GPC", "parietal_antibody"),
        ("K+", "potassium"),
        ("tTG", "ttg_iga"),
        ("celiac serology", "ttg_iga"),
        ("ceruloplasmin", "caeruloplasmin"),
        ("BUN", "blood_urea_nitrogen"),
        ("full blood count", "full_blood_count"),
    ],
)
def test_a_name_is_known_in_its_usual_forms(name: str, analyte: str) -> None:
    assert INDEX.named(name)[0].id == analyte


@pytest.mark.parametrize(
    ("name", "analyte"),
    [
        ("Holotranscobalamin (active B12)", "active_b12"),
        ("active B12 (holoTC)", "active_b12"),
        ("Vitamin B12 (active)", "active_b12"),
        ("Vitamin B12 (total)", "total_b12"),
        ("Serum vitamin B12 (cobalamin)", "total_b12"),
        ("Vitamin B12 (ng/L)", "total_b12"),
        ("Vitamin B12 [serum]", "total_b12"),
        ("total serum B12", "total_b12"),
        ("serum cobalamin level", "total_b12"),
        ("B12 assay", "total_b12"),
        ("serum vit. B12", "total_b12"),
        ("P-Cobalamins", "total_b12"),
        ("homocysteine (plasma)", "homocysteine"),
        ("total plasma homocysteine", "homocysteine"),
        ("mean cell volume (MCV)", "mcv"),
        ("MCV (fL)", "mcv"),
        ("methylmalonic acid (urine)", "urine_methylmalonic_acid"),
        ("methylmalonic acid in urine", "urine_methylmalonic_acid"),
        ("urinary methylmalonate/creatinine", "urine_methylmalonic_acid"),
        ("methylmalonic acid (serum)", "methylmalonic_acid"),
        ("total leukocyte count", "white_cells"),
        ("GFR estimated", "egfr"),
        ("anti-gastric parietal cell antibody (GPC)", "parietal_antibody"),
    ],
)
def test_a_name_with_its_specimen_unit_or_synonym_is_known(name: str, analyte: str) -> None:
    assert INDEX.named_of(name)[0][0].id == analyte


@pytest.mark.parametrize("name", ["Vitamin B12 (folate)", "B12 (MCV)", "MCV (ng/L)"])
def test_a_bracket_that_says_something_else_is_not_dropped(name: str) -> None:
    assert INDEX.named_of(name) == ((), "self")


@pytest.mark.parametrize(
    "name", ["B12 index", "B1", "vitamin", "anti-B12", "not B12", "B12 <", "B12 индекс", "b 1 2 3"]
)
def test_an_unknown_name_is_not_understood(name: str) -> None:
    answer = b12(name=name)
    assert not answer.results
    assert not answer.refusals
    assert [(n.field, n.value) for n in answer.not_understood] == [("labs[0].name", name)]


def test_two_analytes_share_a_name_only_where_their_units_differ() -> None:
    by_name: dict[str, list[Analyte]] = {}
    for analyte in ANALYTES.values():
        for key in {name_key(n) for n in (analyte.id, analyte.name, *analyte.synonyms)}:
            by_name.setdefault(key, []).append(analyte)
    for analytes in by_name.values():
        spellings = [
            {unit_key(s) for u in analyte.units for s in (u.ucum, *u.spellings)}
            for analyte in analytes
        ]
        for n, some in enumerate(spellings):
            assert all(some.isdisjoint(other) for other in spellings[n + 1 :])


def test_every_spelling_means_one_unit_of_its_analyte() -> None:
    seen: set[str] = set()
    for analyte in ANALYTES.values():
        means: dict[str, str] = {}
        for unit in analyte.units:
            for spelling in (unit.ucum, *unit.spellings):
                assert means.setdefault(unit_key(spelling), unit.ucum) == unit.ucum
                assert INDEX.unit(analyte, spelling) is unit
                assert INDEX.unit(analyte, f" {spelling.upper()} ") is unit
                seen.add(unit_key(spelling))
    assert len(seen) >= 60


@pytest.mark.parametrize(
    ("analyte", "spelling", "ucum"),
    [
        ("total_b12", "NG/L", "ng/L"),
        ("total_b12", "picograms per milliliter", "pg/mL"),
        ("total_b12", "pmol·L⁻¹", "pmol/L"),
        ("homocysteine", "µmol/L", "umol/L"),
        ("homocysteine", "μmol/l", "umol/L"),
        ("homocysteine", "micromol/L", "umol/L"),
        ("folate", "mcg/L", "ug/L"),
        ("platelets", "×10⁹/L", "10*9/L"),
        ("platelets", "x10^9/L", "10*9/L"),
        ("platelets", "10e9/l", "10*9/L"),
        ("platelets", "G/L", "10*9/L"),
        ("platelets", "K/µL", "10*3/uL"),
        ("platelets", "cells/mm³", "/mm3"),
        ("platelets", "/cumm", "/mm3"),
        ("platelets", "lakhs/cumm", "10*5/uL"),
        ("haemoglobin", "G/DL", "g/dL"),
        ("haemoglobin", "gm/dl", "g/dL"),
        ("egfr", "mL/min/1.73m²", "mL/min/{1.73_m2}"),
        ("tsh", "µIU/mL", "u[IU]/mL"),
        ("red_cells", "x10¹²/L", "10*12/L"),
        ("mcv", "fl", "fL"),
        ("ldh", "IU/L", "U/L"),
        ("potassium", "mEq/L", "meq/L"),
    ],
)
def test_a_unit_is_known_in_its_usual_spellings(analyte: str, spelling: str, ucum: str) -> None:
    found = INDEX.unit(ANALYTES[analyte], spelling)
    assert found is not None
    assert found.ucum == ucum


def test_every_number_has_a_range_in_which_it_is_possible() -> None:
    for analyte in ANALYTES.values():
        if not analyte.units:
            continue
        assert analyte.unit in {unit.ucum for unit in analyte.units}
        bounds = (analyte.hard_low, analyte.soft_low, analyte.soft_high, analyte.hard_high)
        low, soft_low, soft_high, high = (bound for bound in bounds if bound is not None)
        assert 0 <= low <= soft_low < soft_high <= high
    for analyte in knowledge().analytes.values():
        low, high = analyte.usual_low, analyte.usual_high
        assert low is None or high is None or low < high


# --- numbers that are read ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "number", "comparator"),
    [
        ("148", "148", None),
        (148, "148", None),
        (Decimal("148.0"), "148.0", None),
        (148.5, "148.5", None),
        ("0148", "148", None),
        (" 148 ", "148", None),
        ("148 ng/L", "148", None),
        ("148ng/l", "148", None),
        ("=148", "148", None),
        ("<50", "50", "<"),
        ("< 50", "50", "<"),
        ("<50 ng/L", "50", "<"),
        ("<=60", "60", "<="),
        ("≤ 60", "60", "<="),
        ("less than 150", "150", "<"),
        ("Below 150", "150", "<"),
        ("at most 150", "150", "<="),
        (">2000", "2000", ">"),
        ("more than 1500", "1500", ">"),
        ("≥ 1500", "1500", ">="),
        ("at least 1500", "1500", ">="),
        ("1e3", "1000", None),
        ("1.48E2", "148", None),
    ],
)
def test_a_number_is_read_with_its_comparator(
    value: object, number: str, comparator: str | None
) -> None:
    answer = b12(value=value)
    assert [(r.value, r.comparator, r.unit) for r in answer.results] == [
        (Decimal(number), comparator, "ng/L")
    ]
    assert not answer.warnings
    assert not answer.not_understood


@pytest.mark.parametrize("comparator", ["<", "lt", "less than", "LESS THAN", " < "])
def test_a_comparator_may_stand_beside_the_number(comparator: str) -> None:
    assert b12(value="150", comparator=comparator).results[0].comparator == "<"
    assert b12(value="<150", comparator=comparator).results[0].comparator == "<"


@pytest.mark.parametrize("nothing", [None, "null", "", "="])
def test_a_comparator_may_be_missing(nothing: object) -> None:
    assert b12(comparator=nothing).results[0].comparator is None


def test_digits_are_kept_as_printed() -> None:
    assert str(b12(value="148.00").results[0].value) == "148.00"


@pytest.mark.parametrize(
    ("entry", "analyte", "unit"),
    [
        ({"name": "neutrophils", "value": "17", "unit": "%"}, "neutrophils_percent", "%"),
        ({"name": "neutrophils", "value": "17%"}, "neutrophils_percent", "%"),
        ({"name": "neutrophils", "value": "1.7", "unit": "10*9/L"}, "neutrophils", "10*9/L"),
        ({"name": "reticulocytes", "value": "0.3", "unit": "%"}, "reticulocytes", "%"),
        ({"name": "retics", "value": "30", "unit": "10^9/L"}, "reticulocytes_absolute", "10*9/L"),
        (
            {"name": "MMA", "value": "3", "unit": "mmol/mol creatinine"},
            "urine_methylmalonic_acid",
            "mmol/mol{creat}",
        ),
        ({"name": "MMA", "value": "350", "unit": "nmol/L"}, "methylmalonic_acid", "nmol/L"),
        ({"name": "MMA", "value": "0.35 µmol/L"}, "methylmalonic_acid", "umol/L"),
        ({"name": "INR", "value": "1.1"}, "inr", "1"),
        ({"name": "GPC", "value": "1:320"}, "parietal_antibody", "{titer}"),
        ({"name": "platelets", "value": "1,240,000", "unit": "/uL"}, "platelets", "/uL"),
        ({"name": "platelets", "value": "32 x10^9/L"}, "platelets", "10*9/L"),
    ],
)
def test_the_unit_says_which_of_two_analytes_is_meant(
    entry: dict[str, object], analyte: str, unit: str
) -> None:
    answer = lab(**entry)
    assert [(r.analyte, r.unit) for r in answer.results] == [(analyte, unit)]
    assert not answer.warnings


@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [
        ("Hb", "3.3", "g/dL"),
        ("Hb", "33", "g/L"),
        ("Hb", "45", "g/L"),
        ("platelets", "32", "10*9/L"),
        ("platelets", "32000", "cells/mm3"),
        ("WBC", "1700", "cells/mm3"),
        ("neutrophils", "17", "%"),
        ("total B12", "60", "pg/mL"),
        ("total B12", "1310", "pg/mL"),
        ("copper", "12", "umol/L"),
        ("TIBC", "305", "ug/dL"),
        ("serum iron", "35.8", "ug/dL"),
        ("TSH", "<0.01", "mU/L"),
        ("ADAMTS13", "<5", "%"),
        ("active B12", ">128", "pmol/L"),
    ],
)
def test_real_values_are_read_without_a_warning(name: str, value: str, unit: str) -> None:
    answer = lab(name=name, value=value, unit=unit)
    assert answer.results
    assert not answer.warnings


# --- numbers and units that are refused ---------------------------------------------------------

NUMBERS_REFUSED = [
    *("1,240", "1.240,5", "128,500", "1 240", "1'240", "1_240", "1.240.5", "12,34,567"),
    *("NaN", "nan", "inf", "-inf", "Infinity", "1e400", "1e999999999", "e3"),
    *("12O", "1O2", "l48", "I48", "12l", "148L", "0x10", "1b1", "148H"),
    *("１２０", "١٢٠", "१२०", "12０", "10⁵", "148½", "1\u200b48", "\u202e841"),
    *("-148", "−148", "- 148", "-0", "–5"),
    *("150-200", "150 - 200", "150 to 200", "150/200", "150..200", "148 ± 5", "148+/-5"),
    *("~150", "about 150", "approx 150", "ca. 150", "≈150", "circa 150", "?148", "148?"),
    *(".5", "5.", "+148", "148+", "148*", "148 149", "(148)", "'148'", "$148", "148;149"),
    *("<<50", "<>50", "50<", "&lt;50", "<", ">", "< >", "<-5", "<0", "!148"),
    *("haemolysed", "hemolyzed", "148 haemolysed", "clotted", "insufficient sample", "not done"),
    *("cancelled", "see note", "n/a", "N/A", "?", "-", "TBC", "fish", "low, high", "148 fish"),
    *("positive", "pancytopenia", "<script>", "148; DROP TABLE", "{}", "[]", "9" * 50, "0"),
    *("0.0", "0 ng/L", "1", "9.9", "100001", "1e9", "148 g/L", "148 pmol", "148 IU", "2026-11-10"),
    *(True, False, [], ["148"], {}, {"value": "148"}, 10**400, -1, 0, float("nan"), float("inf")),
    *(Decimal("NaN"), Decimal(-1), Decimal("1E+999999"), (148,), b"148", object(), 1e300),
]


@pytest.mark.parametrize("value", NUMBERS_REFUSED, ids=lambda value: repr(value)[:30])
def test_a_number_that_is_not_certain_is_refused(value: object) -> None:
    assert "value" in refused(b12(value=value))


@pytest.mark.parametrize(
    ("value", "means"),
    [("128,5", "128.5"), ("128,55", "128.55"), ("<50,5", "50.5"), ("1240,125", "1240.125")],
)
def test_a_decimal_comma_is_read_where_it_can_be_nothing_else(value: str, means: str) -> None:
    answer = b12(value=value)
    assert [result.value for result in answer.results] == [Decimal(means)]
    assert [(n.field, n.why) for n in answer.warnings] == [
        ("labs[0].value", f"its comma was read as a decimal point: {means}")
    ]


def test_a_comma_that_could_mean_two_numbers_is_refused_with_both() -> None:
    answer = b12(value="1,240")
    assert [(r.value, r.accepted) for r in answer.refusals] == [
        ("1,240", "1.240 or 1240, whichever it is")
    ]


@pytest.mark.parametrize("value", [None, "", "null", "  "])
def test_a_missing_value_is_refused(value: object) -> None:
    answer = b12(value=value)
    assert refused(answer) == {"value"}
    assert answer.refusals[0].value is None


UNITS_REFUSED = [
    *("g/L", "mg/L", "ug/L", "ng/mL", "ng/dL", "pg/dL", "nmol/L", "umol/L", "mmol/L", "pmol/mL"),
    *("IU", "IU/L", "U/L", "%", "ng", "pmol", "L", "ng/Lx", "ng/ L/", "ng\\L", "n9/L", "pg/m"),
    *(
        "10*9/L",
        "fL",
        "1",
        "ratio",
        "pm ol",
        "ng/l serum",
        "units",
        "unknown",
        "?",
        "пг/мл",
        "true",
    ),
    *("<script>", "ng/L; DROP", "p/mol", "mol/L", "ng/L\u200b", 5, 1.5, True, [], {}, ["ng/L"]),
]


@pytest.mark.parametrize("unit", [None, "", "null", *UNITS_REFUSED], ids=repr)
def test_a_unit_is_never_guessed(unit: object) -> None:
    answer = b12(unit=unit)
    assert {"unit", "value"} <= refused(answer)
    named = {refusal.field: refusal.value for refusal in answer.refusals}
    assert named["labs[0].value"] == "148"
    assert any("pmol/L" in refusal.accepted for refusal in answer.refusals)


@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [
        ("Hb", "13.5", "g/L"),
        ("Hb", "17.5", "g/L"),
        ("Hb", "135", "g/dL"),
        ("Hb", "135", "ng/L"),
        ("Hb", "135", "mmol/L"),
        ("platelets", "344000", "10*9/L"),
        ("platelets", "32", "cells/mm3"),
        ("platelets", "0", "10*9/L"),
        ("WBC", "6200", "10*9/L"),
        ("WBC", "6.2", "/uL"),
        ("MMA", "0.35", "nmol/L"),
        ("homocysteine", "15000", "umol/L"),
        ("homocysteine", "0", "umol/L"),
        ("active B12", "25", "ng/L"),
        ("active B12", "0", "pmol/L"),
        ("creatinine", "1.1", "umol/L"),
        ("creatinine", "90", "mg/dL"),
        ("potassium", "35", "mmol/L"),
        ("potassium", "3.5", "mg/dL"),
        ("MCV", "1.12", "fL"),
        ("haematocrit", "0.378", "%"),
        ("haematocrit", "37.8", "L/L"),
        ("neutrophils", "170", "%"),
        ("folate", "0", "ng/mL"),
        ("full blood count", "7", "10*9/L"),
        ("blood film", "3", None),
    ],
)
def test_the_impossible_is_refused_by_value_and_unit(
    name: str, value: str, unit: str | None
) -> None:
    fields = refused(lab(name=name, value=value, unit=unit))
    assert fields == (
        {"value"} if name in ("full blood count", "blood film") else {"value", "unit"}
    )


@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [
        ("B12", "49", "ng/L"),
        ("B12", "2001", "ng/L"),
        ("B12", "36", "pmol/L"),
        ("MMA", "350", "umol/L"),
        ("MMA", "2000000", "nmol/L"),
        ("Hb", "25", "g/L"),
        ("homocysteine", "250", "umol/L"),
        ("potassium", "8.5", "mmol/L"),
        ("B12", ">3000", "pmol/L"),
    ],
)
def test_the_very_unusual_is_kept_with_a_warning(name: str, value: str, unit: str) -> None:
    answer = lab(name=name, value=value, unit=unit)
    assert answer.results
    expected = set() if value.startswith(">") else {"value", "unit"}
    assert warned(answer) == expected


@pytest.mark.parametrize(
    ("entry", "fields"),
    [
        ({"value": "148 ng/L", "unit": "pg/mL"}, {"value", "unit"}),
        ({"value": "148 pmol/L", "unit": "ng/L"}, {"value", "unit"}),
        ({"value": "<50", "comparator": ">"}, {"value", "comparator"}),
        ({"value": "=50", "comparator": "<"}, {"value", "comparator"}),
        ({"value": "<50", "comparator": "="}, {"value", "comparator"}),
        ({"comparator": "~"}, {"comparator"}),
        ({"comparator": "<<"}, {"comparator"}),
        ({"comparator": ["<"]}, {"comparator"}),
        ({"comparator": 5}, {"comparator"}),
        ({"value": "low", "interpretation": "high"}, {"value", "interpretation"}),
        ({"interpretation": "low, high"}, {"interpretation"}),
        ({"interpretation": ["low"]}, {"interpretation"}),
        ({"interpretation": "haemolysed"}, {"interpretation"}),
        ({"name": None}, {"name"}),
        ({"name": ""}, {"name"}),
        ({"name": ["B12"]}, {"name"}),
        ({"name": {"text": "B12"}}, {"name"}),
        ({"note": ["x"]}, {"note"}),
        ({"method": {}}, {"method"}),
        ({"status": "entered-in-error"}, {"status"}),
        ({"status": "cancelled"}, {"status"}),
        ({"subject": "father"}, {"subject"}),
        ({"of": "somebody"}, {"of"}),
        ({"subject": []}, {"subject"}),
        ({"name": "maternal B12", "subject": "self"}, {"subject"}),
    ],
)
def test_contradictions_and_junk_are_refused(entry: dict[str, object], fields: set[str]) -> None:
    assert refused(b12(**entry)) == fields


def test_a_refusal_names_value_reason_and_what_is_accepted() -> None:
    answer = b12(unit=None)
    unit, value = answer.refusals
    assert (unit.field, unit.value) == ("labs[0].unit", None)
    assert (value.field, value.value) == ("labs[0].value", "148")
    assert unit.why == "the number has no unit, and a unit is never guessed"
    assert unit.accepted == "Total vitamin B12 in ng/L or pg/mL or pmol/L"


def test_a_number_without_a_usable_unit_leaves_its_word() -> None:
    for unit in (None, "furlongs"):
        answer = b12(unit=unit, interpretation="low")
        assert {r.field for r in answer.refusals} == {"labs[0].unit", "labs[0].value"}
        assert [(r.value, r.unit, r.interpretation) for r in answer.results] == [
            (None, None, "low")
        ]


@pytest.mark.parametrize(
    "entry",
    [
        {"value": "148000", "unit": "ng/L", "interpretation": "low"},
        {"unit": None, "interpretation": "low", "date": "2099-01-01"},
        {"unit": None},
    ],
)
def test_nothing_is_left_of_what_cannot_be(entry: dict[str, object]) -> None:
    answer = b12(**entry)
    assert answer.refusals
    assert not answer.results


def test_long_values_are_shortened_where_they_are_repeated() -> None:
    answer = b12(value="x" * 10_000)
    assert len(answer.refusals[0].value or "") < 300


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "word", "interpretation"),
    [
        ("B12", "low", "low"),
        ("B12", "L", "low"),
        ("B12", "Decreased", "low"),
        ("B12", "below the reference range", "low"),
        ("B12", "severe deficiency", "very_low"),
        ("B12", "undetectable", "undetectable"),
        ("B12", "not detected", "undetectable"),
        ("B12", "within normal limits", "normal"),
        ("B12", "WNL", "normal"),
        ("B12", "low-normal", "indeterminate"),
        ("B12", "borderline", "indeterminate"),
        ("B12", "pending", "pending"),
        ("B12", "result pending", "pending"),
        ("MMA", "raised", "high"),
        ("MMA", "elevated", "high"),
        ("MMA", "H", "high"),
        ("MMA", "HH", "very_high"),
        ("copper", "increased", "high"),
        ("copper", "undetectable", "undetectable"),
        ("IF antibody", "positive", "positive"),
        ("IF antibody", "positive, very high titre", "positive"),
        ("IF antibody", "not detected", "negative"),
        ("IF antibody", "+", "positive"),
        ("IF antibody", "equivocal", "indeterminate"),
        ("full blood count", "severe pancytopenia", "pancytopenia"),
        ("full blood count", "megaloblastic anaemia", "megaloblastic"),
        ("MCV", "macrocytic", "high"),
        ("blood film", "macrocytosis", "macrocytic"),
        ("immunoglobulins", "low", "low"),
    ],
)
@pytest.mark.parametrize("key", ["value", "interpretation"])
def test_words_take_the_place_of_a_number(
    name: str, word: str, interpretation: str, key: str
) -> None:
    answer = lab(**{"name": name, key: word})
    assert [(r.interpretation, r.value) for r in answer.results] == [(interpretation, None)]
    assert not answer.warnings


def test_a_note_is_read_where_nothing_else_is_said() -> None:
    assert lab(name="MMA", note="raised").results[0].interpretation == "high"
    assert refused(lab(name="MMA", note="to be discussed")) == {"value"}
    assert lab(name="MMA", value="300", unit="nmol/L", note="raised").results[0].value == 300


def test_a_weak_positive_is_read_with_a_warning() -> None:
    answer = lab(name="IF antibody", interpretation="weakly positive")
    assert answer.results[0].interpretation == "positive"
    assert warned(answer) == {"interpretation"}


def test_words_not_said_of_a_test_are_not_understood() -> None:
    answer = lab(name="B12", interpretation="positive")
    assert not answer.results
    assert [n.field for n in answer.not_understood] == ["labs[0].interpretation"]
    answer = b12(interpretation="abnormal")
    assert answer.results[0].interpretation is None
    assert [n.value for n in answer.not_understood] == ["abnormal"]


@pytest.mark.parametrize("value", ["148 L", "148 ng/L L", "148 (low)"])
def test_a_flag_behind_a_number_is_read(value: str) -> None:
    assert b12(value=value).results[0].interpretation == "low"


@pytest.mark.parametrize(
    ("entry", "doubtful"),
    [
        ({"value": "90", "interpretation": "high"}, True),
        ({"value": "90", "interpretation": "normal"}, True),
        ({"value": "1200", "interpretation": "low"}, True),
        ({"value": "90", "interpretation": "low"}, False),
        ({"value": "200", "interpretation": "low"}, False),
        ({"value": "200", "interpretation": "low", "reference_range": "180-900"}, True),
        ({"value": "200", "interpretation": "low", "reference_range": "210-900"}, False),
        ({"value": "950", "interpretation": "high", "reference_range": "180-900"}, False),
        ({"value": "800", "interpretation": "high", "reference_range": "180-900"}, True),
        ({"value": "200", "interpretation": "normal", "reference_range": "180-900"}, False),
        ({"value": "90", "interpretation": "borderline"}, False),
    ],
)
def test_a_word_that_contradicts_its_number_is_warned_of(
    entry: dict[str, object], doubtful: bool
) -> None:
    answer = b12(**entry)
    assert answer.results
    assert warned(answer) == ({"value", "interpretation"} if doubtful else set())


def test_a_number_is_not_pending() -> None:
    answer = b12(interpretation="pending")
    assert answer.results[0].interpretation is None
    assert warned(answer) == {"interpretation"}


def test_an_unsound_sample_is_warned_of() -> None:
    answer = lab(name="K", value="6.1", unit="mmol/L", note="slightly haemolysed")
    assert answer.results
    assert warned(answer) == {"note"}


def test_cautions_of_a_unit_are_given() -> None:
    assert warned(lab(name="eGFR", value="45", unit="mL/min")) == {"unit"}
    assert warned(lab(name="Hb", value="8", unit="mmol/L")) == {"unit"}


def test_the_words_of_a_note_are_handed_on_and_those_of_a_method_are_not() -> None:
    answer = b12(note="fluctuating; competitive-binding chemiluminescence")
    assert answer.results[0].method == "competitive-binding, chemiluminescence"
    assert answer.note_words == (
        ("labs[0].note", "fluctuating; competitive-binding chemiluminescence"),
    )
    answer = b12(method="Access Vitamin B12 II", note="drawn before treatment")
    assert answer.results[0].method == "Access Vitamin B12 II"
    assert [field for field, _ in answer.note_words] == ["labs[0].note"]


def test_unknown_keys_are_not_understood() -> None:
    answer = b12(laboratory="north", colour="red")
    assert answer.results
    assert {n.field for n in answer.not_understood} == {"labs[0].laboratory", "labs[0].colour"}


def test_a_unit_that_goes_with_no_number_is_not_understood() -> None:
    answer = lab(name="B12", interpretation="low", unit="parsec")
    assert answer.results
    assert [n.field for n in answer.not_understood] == ["labs[0].unit"]


@pytest.mark.parametrize(("key", "said"), [("subject", "mother"), ("of", "Maternal")])
def test_a_result_of_the_mother_is_hers(key: str, said: str) -> None:
    assert b12(**{key: said}).results[0].subject == "mother"
    assert lab(name="maternal B12", value="90", unit="ng/L").results[0].subject == "mother"
    assert lab(name="mother's Hb", value="90", unit="g/L").results[0].subject == "mother"
    assert b12(subject="self").results[0].subject == "self"


def test_a_result_that_is_not_final_is_warned_of() -> None:
    assert warned(b12(status="preliminary")) == {"status"}
    assert not b12(status="corrected").warnings


# --- the printed range --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "low", "high"),
    [
        ({"low": "120", "high": "900"}, "120", "900"),
        ({"low": Decimal(120), "high": None}, "120", None),
        ({"low": "null", "high": "900"}, None, "900"),
        ({}, None, None),
        (None, None, None),
        ("120-900", "120", "900"),
        ("120 – 900 ng/L", "120", "900"),
        ("120 to 900", "120", "900"),
        ("reference 120-900", "120", "900"),
        ("Ref: (120 - 900)", "120", "900"),
        ("<900", None, "900"),
        ("up to 900", None, "900"),
        (">180 ng/L", "180", None),
    ],
)
def test_a_printed_range_is_read(given: object, low: str | None, high: str | None) -> None:
    answer = b12(reference_range=given)
    result = answer.results[0]
    assert (result.reference_low, result.reference_high) == (
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
    )
    assert not answer.warnings


@pytest.mark.parametrize(
    "given",
    [
        *("900-120", "120-900 pmol/L", "adult", "120", "12O-900", "120-900-", "x" * 200),
        *({"low": "900", "high": "120"}, {"low": "x"}, {"low": [1]}, {"min": "1"}, {"low": True}),
        *([120, 900], True, 120, {"low": "1,200"}, {1: 2}, {"low": 10**400}, "<120-900"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_range_that_cannot_be_read_is_left_aside_with_a_warning(given: object) -> None:
    answer = b12(reference_range=given)
    assert (answer.results[0].reference_low, answer.results[0].reference_high) == (None, None)
    assert warned(answer) == {"reference_range"}


@pytest.mark.parametrize(
    ("name", "value", "unit", "given"),
    [
        ("MMA", "350", "nmol/L", "0-0.4"),
        ("Hb", "98", "g/L", {"low": "13", "high": "17"}),
        ("platelets", "150", "10*9/L", "150000-400000"),
    ],
)
def test_a_range_that_shows_a_wrong_unit_refuses_the_result(
    name: str, value: str, unit: str, given: object
) -> None:
    fields = refused(lab(name=name, value=value, unit=unit, reference_range=given))
    assert fields == {"unit", "reference_range"}


# --- time ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "on"),
    [
        ({"date": "2026-11-10"}, date(2026, 11, 10)),
        ({"date": "2026-11-20"}, ON),
        ({"date": "2026-11-10T09:00"}, date(2026, 11, 10)),
        ({"date": "2026-11-10 09:00:30"}, date(2026, 11, 10)),
        ({"date": "2026-11-10T09:00Z"}, date(2026, 11, 10)),
        ({"date": "2026-11-10T23:30-05:00"}, date(2026, 11, 10)),
        ({"date": "2026-11-20T00:10+13:00"}, ON),
        ({"day": "0"}, ON),
        ({"day": "-90"}, date(2026, 8, 22)),
        ({"day": -1}, date(2026, 11, 19)),
        ({"day": "-10", "date": "2026-11-10"}, date(2026, 11, 10)),
        ({}, ON),
        ({"date": None, "day": "null"}, ON),
    ],
)
def test_the_civil_date_is_the_one_printed(entry: dict[str, object], on: date) -> None:
    answer = b12(**entry)
    assert answer.results[0].on == on
    assert answer.results[0].dated is bool(
        entry.get("date") or entry.get("day") not in (None, "null")
    )
    assert not answer.warnings


@pytest.mark.parametrize(
    ("entry", "at"),
    [
        ({"date": "2026-11-10T09:00"}, datetime(2026, 11, 10, 9)),
        (
            {"date": "2026-11-10T23:30-05:00"},
            datetime(2026, 11, 10, 23, 30, tzinfo=timezone(timedelta(hours=-5))),
        ),
        ({"date": "2026-11-10", "time": "9:30"}, datetime(2026, 11, 10, 9, 30)),
        ({"date": "2026-11-10T09:30", "time": "09:30"}, datetime(2026, 11, 10, 9, 30)),
        ({"date": "2026-11", "time": "09:30"}, None),
    ],
)
def test_the_moment_is_kept(entry: dict[str, object], at: datetime | None) -> None:
    assert b12(**entry).results[0].at == at


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("2026-05", date(2026, 5, 1)),
        ("2026-11", date(2026, 11, 1)),
        ("2025", date(2025, 1, 1)),
        ("1960", BIRTH),
        ("1960-05", BIRTH),
    ],
)
def test_a_date_given_in_part_is_read_as_its_first_day_with_a_warning(text: str, on: date) -> None:
    answer = b12(date=text)
    assert answer.results[0].on == on
    assert warned(answer) == {"date"}


DATES_REFUSED = [
    *("2026-11-21", "2027-03-01", "2027", "2026-12", "9999-12-31"),
    *("2026-02-30", "2026-13-01", "2026-00-10", "2026-11-00", "0000-01-01", "2025-02-29"),
    *("03/04/2026", "3.4.2026", "25/12/2025", "12-25-2025", "10/11/26", "10-11-26", "26-11-10"),
    *("1960-05-04", "1959", "1960-04", "1850-01-01", "20261110", "1762732800", "2026/11/10"),
    *("10 Nov 2026", "yesterday", "last week", "2026-11-10T25:00", "2026-11-10T09:60", "2026-W46"),
    *("2026-1-5", "２０２６-11-10", "2026-11-10T09:00+99:00", True, [], {}, ["2026-11-10"]),
    *(20261110, 2026.5, "2026-11-10; x", "99999-01-01"),
]


@pytest.mark.parametrize("given", DATES_REFUSED, ids=repr)
def test_a_date_that_cannot_be_or_is_unclear_is_refused(given: object) -> None:
    assert refused(b12(date=given)) == {"date"}


@pytest.mark.parametrize(
    "day", ["1", 5, "1.5", "-1.5", "x", "-", "1e2", True, [], {}, "-9999999", "-999999", "-44000"]
)
def test_a_day_is_a_whole_number_before_the_assessment(day: object) -> None:
    assert refused(b12(day=day)) == {"day"}


@pytest.mark.parametrize(
    ("entry", "fields"),
    [
        ({"date": "2026-11-10", "day": "-9"}, {"date", "day"}),
        ({"date": "2026-11-10T09:00", "time": "10:00"}, {"date", "time"}),
        ({"time": "25:00"}, {"time"}),
        ({"time": "9"}, {"time"}),
        ({"time": "570"}, {"time"}),
        ({"time": ["09:00"]}, {"time"}),
    ],
)
def test_times_that_contradict_or_cannot_be_are_refused(
    entry: dict[str, object], fields: set[str]
) -> None:
    assert refused(b12(**entry)) == fields


def test_without_a_birth_date_only_the_length_of_a_life_bounds_the_past() -> None:
    def old(text: str) -> ReadResult:
        return read_result(
            {**B12, "date": text}, field="labs[0]", on=ON, analytes=INDEX, oldest_years=120
        )

    assert old("1930-01-01").results
    assert refused(old("1905-01-01")) == {"date"}


def test_everything_wrong_is_told_at_once() -> None:
    fields = refused(b12(unit="IU", date="2027-01-01", comparator="~", time="x", status="void"))
    assert fields == {"unit", "value", "date", "comparator", "time", "status"}


# --- lines of words -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("B12 148 ng/L", ("total_b12", "148", None, None)),
        ("B12: <50 ng/L", ("total_b12", "50", "<", None)),
        ("B12<50 pg/mL (180-900)", ("total_b12", "50", "<", None)),
        ("active B12 = 20 pmol/L", ("active_b12", "20", None, None)),
        ("Hb was 9.8 g/dL on 2026-11-10", ("haemoglobin", "9.8", None, None)),
        ("low B12", ("total_b12", None, None, "low")),
        ("IF antibody positive", ("if_antibody", None, None, "positive")),
        ("neutrophils 17%", ("neutrophils_percent", "17", None, None)),
    ],
)
def test_a_line_is_read_as_an_entry(
    line: str, expected: tuple[str, str | None, str | None, str | None]
) -> None:
    answer = read_line(line, field="labs[0]", on=ON, analytes=INDEX, oldest_years=120)
    assert answer is not None
    analyte, value, comparator, word = expected
    assert [(r.analyte, r.value, r.comparator, r.interpretation) for r in answer.results] == [
        (analyte, None if value is None else Decimal(value), comparator, word)
    ]


@pytest.mark.parametrize(
    "line",
    [
        *("B12 148", "B12 1,350 ng/L", "B12 injections 3 monthly", "not B12", "B12 ~150 ng/L"),
        *("Hb 13.5 g/L", "B12 148 ng/L and MMA 500 nmol/L", "B12 120 ng/L on 2027-03-01", "B12"),
    ],
)
def test_a_line_that_is_not_certain_is_refused_as_a_whole(line: str) -> None:
    answer = read_line(line, field="labs[0]", on=ON, analytes=INDEX, oldest_years=120)
    assert answer is not None
    assert not answer.results
    assert [(r.field, r.value) for r in answer.refusals] == [("labs[0]", line)]


@pytest.mark.parametrize("line", ["", "hello", "x " * 200, "tired since May"])
def test_a_line_that_names_no_test_is_not_one(line: str) -> None:
    assert read_line(line, field="labs[0]", on=ON, analytes=INDEX, oldest_years=120) is None


def test_the_mother_in_a_line_keeps_the_comparator() -> None:
    answer = read_line(
        "maternal B12<50 ng/L", field="labs[0]", on=ON, analytes=INDEX, oldest_years=120
    )
    assert answer is not None
    assert [(r.subject, r.comparator) for r in answer.results] == [("mother", "<")]


def test_a_whole_number_too_long_to_write_is_refused() -> None:
    answer = b12(value=10**5000)
    assert [(r.field, r.value) for r in answer.refusals] == [
        ("labs[0].value", "a very long number")
    ]
