"""B20: units are read as they are spelt, and converted exactly, there and back.

`TABLE` is a second hand: factors worked out from the prefixes of the units and from molar masses
(PubChem; IUPAC 2021 for elements), not taken from the knowledge. Where laboratories use a rounded
conventional factor, it stands as they print it.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from corrin.domain.analyte import Analyte
from corrin.domain.quantity import to_unit
from corrin.knowledge.load import knowledge
from corrin.reading.analyte_index import AnalyteIndex
from corrin.reading.results import read_result
from prove import corpus, signatures
from prove.figure import Figure, show

EXACT = Fraction(1, 10**9)
LEAST = 60
Row = tuple[str, str, str, str]
"""Analyte, a spelling, a unit of the analyte, and what one of the former is in the latter."""

TABLE: tuple[Row, ...] = (
    ("total_b12", "pmol/L", "ng/L", "1.35537"),
    ("total_b12", "pmol per L", "pg/mL", "1.35537"),
    ("total_b12", "picomol/L", "ng/L", "1.35537"),
    ("total_b12", "nanograms per litre", "ng/L", "1"),
    ("total_b12", "pg/mL", "ng/L", "1"),
    ("total_b12", "ng/L", "pg/mL", "1"),
    ("total_b12", "pM", "ng/L", "1.35537"),
    ("active_b12", "pmol/L", "pmol/L", "1"),
    ("methylmalonic_acid", "umol/L", "nmol/L", "1000"),
    ("methylmalonic_acid", "µmol/L", "nmol/L", "1000"),
    ("methylmalonic_acid", "μmol/L", "nmol/L", "1000"),
    ("methylmalonic_acid", "nmol/mL", "nmol/L", "1000"),
    ("methylmalonic_acid", "nmol/L", "umol/L", "0.001"),
    ("homocysteine", "umol/L", "umol/L", "1"),
    ("homocysteine", "micromol/L", "umol/L", "1"),
    ("homocysteine", "nmol/mL", "umol/L", "1"),
    ("csf_b12", "pmol/L", "ng/L", "1.35537"),
    ("haemoglobin", "g/dL", "g/L", "10"),
    ("haemoglobin", "g/dl", "g/L", "10"),
    ("haemoglobin", "G/DL", "g/L", "10"),
    ("haemoglobin", "g/L", "g/dL", "0.1"),
    ("haemoglobin", "g/100mL", "g/L", "10"),
    ("haemoglobin", "gm/dL", "g/L", "10"),
    ("haemoglobin", "g%", "g/L", "10"),
    ("haemoglobin", "mmol/L", "g/L", "16.114"),
    ("haematocrit", "L/L", "%", "100"),
    ("mcv", "fL", "fL", "1"),
    ("mcv", "um3", "fL", "1"),
    ("mcv", "cu micron", "fL", "1"),
    ("mcv", "femtolitres", "fL", "1"),
    ("mch", "pg", "pg", "1"),
    ("mch", "fmol", "pg", "16.114"),
    ("mchc", "g/dL", "g/L", "10"),
    ("rdw", "%", "%", "1"),
    ("red_cells", "10*12/L", "10*12/L", "1"),
    ("red_cells", "10^12/L", "10*12/L", "1"),
    ("red_cells", "10*6/uL", "10*12/L", "1"),
    ("reticulocytes_absolute", "10*12/L", "10*9/L", "1000"),
    ("reticulocytes_absolute", "10*9/L", "10*9/L", "1"),
    ("platelets", "10*9/L", "10*9/L", "1"),
    ("platelets", "x10^9/L", "10*9/L", "1"),
    ("platelets", "10*3/uL", "10*9/L", "1"),
    ("platelets", "K/uL", "10*9/L", "1"),
    ("platelets", "10E9/L", "10*9/L", "1"),
    ("platelets", "10³/µL", "10*9/L", "1"),
    ("platelets", "Thousand/uL", "10*9/L", "1"),
    ("platelets", "lakh/uL", "10*9/L", "100"),
    ("platelets", "cells/uL", "10*9/L", "0.001"),
    ("platelets", "/cumm", "10*9/L", "0.001"),
    ("platelets", "/uL", "10*9/L", "0.001"),
    ("platelets", "/mm3", "10*9/L", "0.001"),
    ("white_cells", "10*9/L", "10*9/L", "1"),
    ("white_cells", "/uL", "10*9/L", "0.001"),
    ("neutrophils", "10*3/uL", "10*9/L", "1"),
    ("lymphocytes", "/mm3", "10*9/L", "0.001"),
    ("ldh", "U/L", "U/L", "1"),
    ("ldh", "IU/L", "U/L", "1"),
    ("ldh", "ukat/L", "U/L", "60"),
    ("alt", "ukat/L", "U/L", "60"),
    ("bilirubin", "mg/dL", "umol/L", "17.1"),
    ("haptoglobin", "mg/dL", "g/L", "0.01"),
    ("potassium", "meq/L", "mmol/L", "1"),
    ("potassium", "mmol/L", "mmol/L", "1"),
    ("sodium", "mEq/L", "mmol/L", "1"),
    ("magnesium", "meq/L", "mmol/L", "0.5"),
    ("calcium", "meq/L", "mmol/L", "0.5"),
    ("creatinine", "mg/dL", "umol/L", "88.42"),
    ("creatinine", "mmol/L", "umol/L", "1000"),
    ("albumin", "g/dL", "g/L", "10"),
    ("egfr", "mL/min/{1.73_m2}", "mL/min/{1.73_m2}", "1"),
    ("egfr", "mL/min/1.73m2", "mL/min/{1.73_m2}", "1"),
    ("tsh", "mIU/L", "m[IU]/L", "1"),
    ("tsh", "uIU/mL", "m[IU]/L", "1"),
    ("total_iga", "mg/dL", "g/L", "0.01"),
    ("transferrin", "mg/dL", "g/L", "0.01"),
    ("caeruloplasmin", "mg/dL", "g/L", "0.01"),
    ("caeruloplasmin", "mg/L", "g/L", "0.001"),
    ("pepsinogen", "ng/mL", "ug/L", "1"),
    ("ferritin", "ng/mL", "ug/L", "1"),
    ("ferritin", "mcg/L", "ug/L", "1"),
    ("ferritin", "µg/L", "ug/L", "1"),
    ("gastrin", "pg/mL", "ng/L", "1"),
    ("crp", "mg/dL", "mg/L", "10"),
    ("csf_protein", "mg/dL", "g/L", "0.01"),
    ("propionylcarnitine", "nmol/mL", "umol/L", "1"),
)
MASSES: tuple[tuple[str, str, str, str, str], ...] = (
    ("methylmalonic_acid", "ug/L", "nmol/L", "1000", "118.09"),
    ("methylmalonic_acid", "ng/mL", "nmol/L", "1000", "118.09"),
    ("homocysteine", "mg/L", "umol/L", "1000", "135.18"),
    ("folate", "ng/mL", "nmol/L", "1000", "441.4"),
    ("magnesium", "mg/dL", "mmol/L", "10", "24.305"),
    ("calcium", "mg/dL", "mmol/L", "10", "40.078"),
    ("phosphate", "mg/dL", "mmol/L", "10", "30.974"),
    ("urea", "mg/dL", "mmol/L", "10", "60.06"),
    ("serum_iron", "ug/dL", "umol/L", "10", "55.845"),
    ("copper", "ug/dL", "umol/L", "10", "63.546"),
    ("zinc", "ug/dL", "umol/L", "10", "65.38"),
    ("free_t4", "ng/dL", "pmol/L", "10000", "776.87"),
    ("vitamin_d", "ng/mL", "nmol/L", "1000", "400.64"),
    ("glucose", "mg/dL", "mmol/L", "10", "180.156"),
    ("lactate", "mg/dL", "mmol/L", "10", "90.08"),
    ("ammonia", "ug/dL", "umol/L", "10", "17.031"),
)
"""The same, with the factor as a quotient: a mass by the molar mass."""

NOT_UNITS = (None, "", "mg", "ng", "mol", "ng/L/L", "units", "g/ml/h", "apples", "µ", "n g / X")


def rows() -> Iterator[tuple[str, str, str, Fraction]]:
    for analyte, spelling, unit, factor in TABLE:
        yield analyte, spelling, unit, Fraction(factor)
    for analyte, spelling, unit, above, below in MASSES:
        yield analyte, spelling, unit, Fraction(above) / Fraction(below)


def misread() -> Iterator[str]:
    """Every row of the table that is not read, or converted, as it says; and back again."""
    here = knowledge().analytes
    index = AnalyteIndex.of(here)
    for name, spelling, target, factor in rows():
        analyte = here[name]
        unit = index.unit(analyte, spelling)
        if unit is None:
            yield f"{name}: {spelling} is not read"
            continue
        for value in (Decimal(1), Decimal("148.25"), Decimal("0.0003"), Decimal(10**9)):
            there = to_unit(value, unit.ucum, target, analyte)
            if abs(there / (Fraction(value) * factor) - 1) > EXACT:
                yield f"{name}: {value} {spelling} is {float(there)} {target}"
            back = there * to_unit(Decimal(1), target, unit.ucum, analyte)
            if back != Fraction(value):
                yield f"{name}: {value} {spelling} is {float(back)} on the way back"


def guessed() -> Iterator[str]:
    """Every number that is taken without a unit that its analyte is measured in."""
    index = AnalyteIndex.of(knowledge().analytes)
    for analyte in knowledge().analytes.values():
        if not analyte.units or analyte.hard_low is None or analyte.hard_high is None:
            continue
        value = (analyte.hard_low + analyte.hard_high) / 2
        for unit in NOT_UNITS:
            if unit is not None and index.unit(analyte, unit) is not None:
                continue
            entry = {"name": analyte.name, "value": str(value), "unit": unit}
            answer = read_result(
                entry, field="labs[0]", on=corpus.ON, analytes=index, oldest_years=120
            )
            if any(result.value is not None for result in answer.results) and not _unitless(
                analyte
            ):
                yield f"{analyte.id}: {value} with the unit {unit!r} is taken"


def _unitless(analyte: Analyte) -> bool:
    """A ratio of like things, which is printed without a unit."""
    return analyte.unit == "1"


def spellings() -> set[str]:
    """Every spelling of a unit that is read."""
    units = (unit for analyte in knowledge().analytes.values() for unit in analyte.units)
    return {spelling for unit in units for spelling in (unit.ucum, *unit.spellings)}


def measure() -> Figure:
    """Read and convert the table, and look for numbers that stand alone."""
    faults = [*misread(), *guessed()]
    table = {spelling for _, spelling, _, _ in rows()}
    if len(table) < LEAST:
        faults.append(f"the table has only {len(table)} spellings")
    found = signatures.of_the_core()
    faults += [f"{name} is a bare number" for name in sorted(found - signatures.PERMITTED.keys())]
    faults += [f"{name} is permitted for nothing" for name in signatures.PERMITTED.keys() - found]
    return Figure(
        measured=f"{len(table)} spellings in {len(list(rows()))} rows exact to 1 in 10⁹ and back, "
        f"{len(spellings())} known; {len(NOT_UNITS)} that are none refused for every analyte; "
        f"{len(found)} bare numbers in the core, all permitted with a reason",
        faults=tuple(faults),
    )


if __name__ == "__main__":
    show(measure)
