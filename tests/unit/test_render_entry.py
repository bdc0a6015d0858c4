"""Every entry of the knowledge can be shown, and within eighty columns."""

import pytest

from corrin.care.named import named
from corrin.knowledge import load
from corrin.render.entry import condition, entry_page, regimens_page
from corrin.render.text import columns, text

KNOWLEDGE = load.knowledge()


@pytest.mark.parametrize("kind", named(KNOWLEDGE))
def test_every_entry_is_a_page_with_how_far_it_was_checked(kind):
    known = named(KNOWLEDGE)[kind]

    assert known
    for name, entry in known.items():
        lines = text(entry_page(kind, name, KNOWLEDGE)).splitlines()
        assert max(map(columns, lines)) <= 80
        assert any(line.startswith("Checked ") for line in lines) == hasattr(entry, "verified")


def test_a_regimen_is_shown_with_its_phases_doses_and_sources():
    shown = text(regimens_page([KNOWLEDGE.regimens["uk_bnf_neuro"]], KNOWLEDGE))

    assert "HYDROXOcobalamin" in shown
    assert "- Loading: 1 mg (1,000 micrograms) into a muscle (IM) on alternate days" in shown
    assert "- bnf_hydroxocobalamin: BNF" in shown


def test_a_condition_is_written_as_in_the_knowledge():
    said = condition(("and", "a", ("not", ("or", "b", ("known", "c"))), ("shown", "d")))

    assert said == "a and not (b or known(c)) and shown(d)"


def test_a_code_is_shown_with_what_it_says_of_the_entry():
    shown = text(entry_page("concept", "pregnancy", KNOWLEDGE))

    assert "- SNOMED CT 77386006\n" in shown
    assert "- SNOMED CT 60001007 (says no)\n" in shown
    assert "- LOINC 82810-3 (asks)\n" in shown
    assert "- ICD-10 Z33 (begins a code)\n" in shown
