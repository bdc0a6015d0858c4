"""Allergies that are suspected or said to be over: they stand until a person has cleared them."""

from collections.abc import Iterable

from msgspec.structs import replace

from corrin.domain.person import Statement
from corrin.reading.strict import shown
from corrin.record.report import Report

NOT_CONFIRMED = "it is not confirmed; it counts as an allergy until a person has cleared it"
SAID_TO_BE_OVER = "it is said to be over; a person has to confirm that before a dose is given"


def allergies_that_count(
    report: Report, field: str, stated: Iterable[Statement]
) -> tuple[Statement, ...]:
    """The statements; an allergy that is only suspected counts, one that is past is named."""
    kept: list[Statement] = []
    for one in stated:
        if one.allergy and one.present and "possible" in one.qualifiers:
            report.warn(field, shown(one.words), NOT_CONFIRMED)
            kept.append(replace(one, qualifiers=one.qualifiers - {"possible"}))
            continue
        if one.allergy and one.present and one.status == "past":
            report.warn(field, shown(one.words), SAID_TO_BE_OVER)
        kept.append(one)
    return tuple(kept)
