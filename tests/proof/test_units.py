"""B20: units are read and converted exactly, never guessed, and no number stands alone."""

import ast

import pytest
from msgspec.structs import replace

from corrin.domain import quantity
from corrin.knowledge.load import knowledge
from prove import signatures, units


def test_units_are_exact_and_never_guessed_and_no_number_stands_alone():
    assert units.measure().faults == ()


def test_a_factor_applied_twice_is_caught(monkeypatch):
    def twice(value, unit, target, analyte):
        one = quantity.to_unit(quantity.Decimal(1), unit, target, analyte)
        return quantity.to_unit(value, unit, target, analyte) * one

    monkeypatch.setattr(units, "to_unit", twice)

    assert any(fault.startswith("total_b12") for fault in units.misread())


def test_a_factor_that_is_rounded_is_caught(monkeypatch):
    """738 for pg to fmol, as some laboratories print it, is 2 in 10,000 off."""
    here = knowledge()
    b12 = here.analytes["total_b12"]
    rounded = tuple(
        replace(u, numerator=quantity.Decimal(1000), denominator=quantity.Decimal(738))
        if u.ucum == "pmol/L"
        else u
        for u in b12.units
    )
    analytes = {**here.analytes, "total_b12": replace(b12, units=rounded)}
    monkeypatch.setattr(units, "knowledge", lambda: replace(here, analytes=analytes))

    assert any("pmol" in fault for fault in units.misread())


def test_a_default_unit_is_caught(monkeypatch):
    read = units.read_result

    def guessing(entry, **more):
        analyte = more["analytes"].named(entry["name"])[0]
        return read({**entry, "unit": entry["unit"] or analyte.unit}, **more)

    monkeypatch.setattr(units, "read_result", guessing)

    assert any(fault.startswith("total_b12") for fault in units.guessed())


@pytest.mark.parametrize(
    "fault",
    [
        "def low(b12: float) -> bool: ...",
        "def low(b12: Decimal | None = None) -> bool: ...",
        "class Marker:\n    def low(self, *, b12: int) -> bool: ...",
        "def low(b12: list[Fraction]) -> bool: ...",
        "def low(b12: decimal.Decimal) -> bool: ...",
    ],
)
def test_a_bare_number_in_a_signature_is_caught(fault):
    assert list(signatures.bare("care/x.py", ast.parse(fault))) == ["care/x.py low(b12)"]


def test_what_carries_its_unit_is_no_bare_number():
    assert not list(signatures.bare("x.py", ast.parse("def low(b12: Result) -> int: ...")))
