"""The vitamin B12 that a person has been given, as far as it treats and still acts."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from corrin.care.guideline import PRODUCT, Guideline
from corrin.care.markers import Answer
from corrin.domain.person import Statement

POSSIBLE = frozenset({"possible", "resolved"})
"""Qualifiers under which a statement is not a fact."""


def treatments(
    by_group: Mapping[str, tuple[Statement, ...]], on: date, guideline: Guideline
) -> tuple[Statement, ...]:
    """The B12 given in doses that treat, as far as it still acts."""
    given = by_group.get(PRODUCT, ())
    if not given:
        return ()
    settings = guideline.knowledge.settings
    washed_out = on - timedelta(days=int(settings["treatment_acts_for_days"].value))
    least = settings["treating_dose_micrograms"].value
    return tuple(
        statement
        for statement in given
        if statement.present
        and not statement.allergy
        and statement.subject == "self"
        and statement.status in ("current", "past")
        and not statement.qualifiers & POSSIBLE
        and "b12_low_dose" not in guideline.groups[statement.concept]
        and not (statement.until is not None and statement.until < washed_out)
        and not _is_supplement(statement, least)
    )


def treated_since(
    by_group: Mapping[str, tuple[Statement, ...]], on: date, guideline: Guideline
) -> date | None:
    """The first day of B12 treatment that still acts; a treatment of unknown start is taken to
    be older than every result, so that no result passes for one from before it."""
    given = treatments(by_group, on, guideline)
    return min((statement.since or date.min for statement in given), default=None)


def all_over(given: Iterable[Statement], before: date) -> Answer:
    """Whether every treatment ended before a day; not known where one goes on undated, or was a
    course of which only the beginning is known."""
    treated = tuple(given)
    last = [
        s.until or (s.since if s.status == "past" and not _repeated(s) else None) for s in treated
    ]
    if None in last:
        return None, ()
    over = all(day is not None and day < before for day in last)
    return over, tuple(statement.source for statement in treated)


def _repeated(statement: Statement) -> bool:
    """Whether a treatment was more than one dose, as far as that is said."""
    dose = statement.dose
    often = dose is not None and bool(dose.times_per_day or dose.every_days or dose.every_months)
    return often or (statement.count or 0) > 1


def _is_supplement(statement: Statement, least: Decimal) -> bool:
    """Whether B12 by mouth, or by a route not said, is less than a single dose that treats."""
    return (
        statement.route in (None, "oral", "sublingual")
        and statement.dose is not None
        and statement.dose.micrograms < least
    )
