"""The body of a feedback call: what a clinician did about each card."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from corrin.fhir.values import Json, mapping
from corrin.service.answers import refused
from corrin.service.feedback import Answered

MOST = 100
"""Answers in one call."""
OUTCOMES = ("accepted", "overridden")


def answers_of(body: Json, reasons: frozenset[str]) -> list[Answered]:
    """The answers that a body holds. Comments are not kept: they may name a person.

    Raises:
        Answer: 400, it is not what CDS Hooks describes.
    """
    listed = body.get("feedback")
    if not isinstance(listed, list) or not 0 < len(cast("list[Any]", listed)) <= MOST:
        raise refused(400, "feedback", "it is not a list of answers", f"1 to {MOST} answers")
    return [
        _answer(mapping(one), f"feedback[{index}]", reasons)
        for index, one in enumerate(cast("list[Any]", listed))
    ]


def _answer(one: Json, where: str, reasons: frozenset[str]) -> Answered:
    outcome = one.get("outcome")
    if outcome not in OUTCOMES:
        raise refused(400, f"{where}.outcome", "it is not an outcome", " or ".join(OUTCOMES))
    reason = mapping(mapping(one.get("overrideReason")).get("reason")).get("code")
    return Answered(
        uuid=_uuid(one.get("card"), where),
        overridden=outcome == "overridden",
        reason=reason if reason in reasons else None,
        at=_instant(one.get("outcomeTimestamp"), where),
    )


def _uuid(value: Any, where: str) -> str:
    try:
        return str(UUID(value))
    except (ValueError, AttributeError, TypeError):
        raise refused(400, f"{where}.card", "it is not the id of a card", "a UUID") from None


def _instant(value: Any, where: str) -> datetime:
    try:
        found = datetime.fromisoformat(value)
        _ = found.astimezone()
    except (ValueError, TypeError, OverflowError):
        found = None
    if found is None or found.utcoffset() is None:
        raise refused(
            400,
            f"{where}.outcomeTimestamp",
            "it is not an instant with its zone",
            "2026-11-20T09:30:00Z",
        )
    return found
