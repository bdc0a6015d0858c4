"""Random people: corrin agrees with a second reading of the guidance, written by another hand."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from corrin.domain.knowledge import Knowledge
from corrin.knowledge import load
from prove import second_reading
from tests.second_reading.decide import decide
from tests.second_reading.people import people

PEOPLE = 600
A_STEP = Decimal("0.1")
"""The finest step in which the random results are printed."""


def test_both_readings_agree():
    outcome = second_reading.compare(seed=2026, count=PEOPLE)

    assert second_reading.unexplained(outcome, second_reading.settled()) == []
    assert outcome.keys["status"].same > PEOPLE // 3
    assert outcome.keys["regimen"].same > PEOPLE // 20


def test_the_second_reading_is_fast_enough_to_be_repeated_for_many():
    """It decides without a plan, so that a million people are a matter of minutes."""
    decided = [decide(facts) for _, facts in people(1, 50)]

    assert all("neuro_involvement" in one.values for one in decided)


def bound_moved(name: str, unit: str, end: str) -> Callable[[Knowledge], Knowledge]:
    """The knowledge with one bound of one band moved by one step."""

    def planted(known: Knowledge) -> Knowledge:
        bands = list(known.bands)
        at = next(i for i, b in enumerate(bands) if b.name == name and b.when != "under_16")
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
    known = planted(load.knowledge())

    outcome = second_reading.compare(seed=2026, count=150, knowledge=known)

    assert second_reading.unexplained(outcome, second_reading.settled())
