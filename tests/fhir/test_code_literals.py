"""The codes that stand in the reader itself: none is mistyped, by its check digit."""

import pytest

from corrin.domain.code import mod10, verhoeff
from corrin.fhir.composition import SECTIONS
from corrin.fhir.family import RELATIONS

WRITTEN = sorted({*RELATIONS, *SECTIONS})
SNOMED = [code for code in WRITTEN if code.isdigit() and code != "1"]
LOINC = [code for code in WRITTEN if "-" in code]


@pytest.mark.parametrize("code", SNOMED)
def test_the_check_digit_of_a_code_of_snomed_holds(code):
    assert verhoeff(code)


@pytest.mark.parametrize("code", LOINC)
def test_the_check_digit_of_a_code_of_loinc_holds(code):
    assert mod10(code)


def test_every_kind_of_code_was_tested():
    assert "72705000" in SNOMED
    assert "48765-2" in LOINC
