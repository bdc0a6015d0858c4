"""Which cards are shown of one person at one moment of care, the loudest and first in rank first.

The table of cards decides; here it is only looked up. A card that repeats a rule takes the reasons
of that rule, so that what is said at work is what the plan says.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from corrin.care.reasons import Reasons
from corrin.domain.card import Card, Hook, Unread
from corrin.domain.plan import Conclusion

LOUDEST_FIRST = ("critical", "warning", "info")


class Spoken(Struct, frozen=True, kw_only=True):
    """A card that applies, and the conclusion that it repeats."""

    card: Card
    conclusion: Conclusion


def spoken(
    reasons: Reasons,
    hook: Hook,
    *,
    stops: str | None = None,
    unread: frozenset[Unread] = frozenset(),
) -> tuple[Spoken, ...]:
    """Every card that applies at a hook, in the order in which they are shown.

    Args:
        stops: the medicine whose treatment is about to be stopped; then nothing else is spoken of.
        unread: of what kind the entries are that bear on B12 and could not be used.
    """
    guideline = reasons.facts.guideline
    groups = guideline.groups.get(stops or "", frozenset())
    found = (
        Spoken(card=card, conclusion=conclusion)
        for card in guideline.knowledge.cards.values()
        if hook in card.hooks and (card.stops in groups if stops else card.stops is None)
        if card.unread is None or card.unread in unread
        for conclusion in _conclusion(reasons, card)
    )
    return in_order(found)


def in_order(found: Iterable[Spoken]) -> tuple[Spoken, ...]:
    """Cards as they are shown: the loudest first, then by rank."""
    return tuple(
        sorted(found, key=lambda one: (LOUDEST_FIRST.index(one.card.indicator), one.card.rank))
    )


def _conclusion(reasons: Reasons, card: Card) -> Iterator[Conclusion]:
    """What a card repeats, once, if it applies."""
    facts = reasons.facts
    if card.when is not None and facts.holds(card.when) is not True:
        return
    if not card.of:
        because = reasons.because(card.id, card.when, card.sources, card.verified)
        yield Conclusion(id=card.id, says=card.says or card.summary, because=because)
        return
    rules = (facts.guideline.rules[name] for name in card.of)
    held = next((rule for rule in rules if facts.holds(rule.when)), None)
    if held is not None:
        yield reasons.conclude(held)
