"""Random people: corrin agrees with a second reading of the guidance, written by another hand."""

import ast
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace

from corrin.domain.knowledge import Knowledge
from corrin.knowledge import load
from prove import second_reading
from tests.second_reading.people import people

PEOPLE = 500
A_STEP = Decimal("0.1")
"""The finest step in which the random results are printed."""


def test_both_readings_agree():
    outcome = second_reading.compare(seed=2026, count=PEOPLE)

    assert second_reading.unexplained(outcome, second_reading.settled()) == []
    assert outcome.keys["status"].same > PEOPLE // 3
    assert outcome.keys["regimen"].same > PEOPLE // 20


def test_the_second_reading_takes_nothing_from_corrin():
    """Else it would repeat the faults that it is to find."""
    for file in (Path(__file__).parents[1] / "second_reading").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [one.name for one in getattr(node, "names", ())]
            module = getattr(node, "module", None)
            assert not any(f"{name}.".startswith("corrin.") for name in (*names, module) if name)


def test_people_stand_on_every_bound_and_a_step_beside_it():
    printed = Counter(
        (result.unit, result.value)
        for _, facts in people(1, 3000)
        for result in facts.results
        if result.name in ("total vitamin B12", "active vitamin B12")
    )

    for unit, bound in (("ng/L", 180), ("pg/mL", 350), ("pmol/L", 133), ("pmol/L", 25)):
        for step in (-A_STEP, 0, A_STEP):
            assert printed[unit, Fraction(bound) + Fraction(step)] > 0


def bound_moved(name: str, unit: str, end: str) -> Callable[[Knowledge], Knowledge]:
    """The knowledge with one bound of one band moved by one step."""

    def planted(known: Knowledge) -> Knowledge:
        bands = list(known.bands)
        of_all = ((i, b) for i, b in enumerate(bands) if b.name == name and not b.methods)
        at = next(i for i, b in of_all if b.when != "under_16")
        bounds = tuple(
            replace(one, **{end: getattr(one, end) + A_STEP}) if one.unit == unit else one
            for one in bands[at].bounds
        )
        bands[at] = replace(bands[at], bounds=bounds)
        return replace(known, bands=tuple(bands))

    return planted


def rule_lost(table: str, rule: str) -> Callable[[Knowledge], Knowledge]:
    """The knowledge without one rule."""

    def planted(known: Knowledge) -> Knowledge:
        old = known.rules[table]
        kept = replace(old, rules=tuple(one for one in old.rules if one.id != rule))
        assert len(kept.rules) == len(old.rules) - 1
        return replace(known, rules={**known.rules, table: kept})

    return planted


@pytest.mark.parametrize(
    "planted",
    [
        bound_moved("total_b12", "ng/L", "low"),
        bound_moved("total_b12", "pmol/L", "low"),
        bound_moved("total_b12", "pg/mL", "high"),
        bound_moved("active_b12", "pmol/L", "low"),
        rule_lost("alerts", "alert_nitrous_stop"),
        rule_lost("cause", "cause_gastrectomy_total"),
        rule_lost("status", "status_high_but_strong"),
    ],
)
def test_a_planted_fault_is_seen(planted):
    """Among 100 people, or the next 100, at most 800."""
    known, explained = planted(load.knowledge()), second_reading.settled()
    found = (second_reading.compare(seed, 100, known) for seed in range(8))

    assert any(second_reading.unexplained(one, explained) for one in found)
