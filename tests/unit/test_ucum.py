"""The codes and prints of units that records send are read, each for its analyte."""

import pytest

from corrin.knowledge import load
from corrin.reading.analyte_index import AnalyteIndex

ANALYTES = load.knowledge().analytes
INDEX = AnalyteIndex.of(ANALYTES)

SENT = {
    "total_b12": {"pg/mL": "pg/mL", "pmol/L": "pmol/L", "pmol/l": "pmol/L", "PG/ML": "pg/mL"},
    "homocysteine": {"umol/L": "umol/L", "µmol/L": "umol/L", "nmol/mL": "nmol/mL"},
    "urine_methylmalonic_acid": {"mmol/mol{Cre}": "mmol/mol{creat}"},
    "haemoglobin": {"g/dL": "g/dL", "mmol/L": "mmol/L", "gm/dL": "g/dL"},
    "red_cells": {"10*12/L": "10*12/L", "10*6/uL": "10*6/uL", "M/uL": "10*6/uL", "/pL": "10*12/L"},
    "platelets": {"K/uL": "10*3/uL", "10*3/uL": "10*3/uL", "/nL": "10*9/L", "G/L": "10*9/L"},
    "white_cells": {"{cells}/uL": "/uL", "10^9/L": "10*9/L", "10*3/mcL": "10*3/uL"},
    "egfr": {
        "mL/min/{1.73_m2}": "mL/min/{1.73_m2}",
        "mL/min/1.73m2": "mL/min/{1.73_m2}",
        "mL/min/{1.73m2}": "mL/min/{1.73_m2}",
        "ml/min/1,73m2": "mL/min/{1.73_m2}",
        "mL/min": "mL/min",
    },
    "potassium": {"meq/L": "meq/L", "mEq/L": "meq/L", "mmol/L": "mmol/L"},
    "tsh": {"m[IU]/L": "m[IU]/L", "u[IU]/mL": "u[IU]/mL", "mU/L": "m[IU]/L"},
    "alt": {"[IU]/L": "U/L", "IU/L": "U/L", "U/L": "U/L", "ukat/L": "ukat/L"},
    "if_antibody": {"[arb'U]/mL": "[arb'U]/mL", "{AU}/mL": "[arb'U]/mL"},
    "hba1c": {"%{Hb}": "%", "mmol/mol": "mmol/mol"},
    "inr": {"{INR}": "1"},
}


@pytest.mark.parametrize(
    ("analyte", "sent", "ucum"),
    [(analyte, sent, ucum) for analyte, units in SENT.items() for sent, ucum in units.items()],
)
def test_a_unit_is_read_as_its_code(analyte: str, sent: str, ucum: str) -> None:
    found = INDEX.unit(ANALYTES[analyte], sent)
    assert found is not None
    assert found.ucum == ucum


def test_a_unit_of_another_thing_is_not_read() -> None:
    assert INDEX.unit(ANALYTES["total_b12"], "mg/dL") is None
    assert INDEX.unit(ANALYTES["active_b12"], "pg/mL") is None
    assert INDEX.unit(ANALYTES["platelets"], "fL") is None
