"""How the cards were received, by the file that the service keeps: it is read, not written."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from corrin.domain.card import Card
from corrin.render.entry import condition

NOT_KEPT_HERE = "it is no file in which the service keeps answers"
NO_REASON = "for no reason that is listed"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """How one card was received."""

    card: str
    rules: str
    """Those whose conclusion it repeats, and its own condition; empty for a card of the past."""
    accepted: int
    overridden: int
    reasons: dict[str, int]
    """Why it was overridden; every override has one entry."""


def received(file: Path, cards: Mapping[str, Card]) -> tuple[Row, ...]:
    """How each card that was answered was received, by its id.

    Raises:
        ValueError: the file is none of the service.
    """
    outcomes: Counter[tuple[str, str]] = Counter()
    reasons: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for card, outcome, reason in _answers(file):
        outcomes[card, outcome] += 1
        if outcome == "overridden":
            reasons[card][reason or NO_REASON] += 1
    return tuple(
        Row(
            card=card,
            rules=_rules(cards[card]) if card in cards else "",
            accepted=outcomes[card, "accepted"],
            overridden=outcomes[card, "overridden"],
            reasons=dict(sorted(reasons[card].items())),
        )
        for card in sorted({card for card, _ in outcomes})
    )


def _rules(card: Card) -> str:
    if card.unread:
        return f"{card.unread} that could not be used"
    found = [", ".join(card.of)] if card.of else []
    return " where ".join([*found, condition(card.when)] if card.when else found)


def _answers(file: Path) -> list[tuple[str, str, str | None]]:
    try:
        store = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        raise ValueError(NOT_KEPT_HERE) from None
    try:
        return store.execute("SELECT card, outcome, reason FROM answer").fetchall()
    except sqlite3.Error:
        raise ValueError(NOT_KEPT_HERE) from None
    finally:
        store.close()


def lines(rows: tuple[Row, ...]) -> Iterator[str]:
    """The report in words: each card, its rules, how many followed it, and why the rest did not."""
    if not rows:
        yield "No card has been answered yet."
    for row in rows:
        answered = row.accepted + row.overridden
        share = f"{row.accepted / answered:.0%}"
        yield f"{row.card}: {answered} answered, {row.accepted} accepted ({share})"
        yield f"  by {row.rules or 'a card that the knowledge has no more'}"
        for reason, count in row.reasons.items():
            yield f"  overridden {count} {'time' if count == 1 else 'times'}: {reason}"
