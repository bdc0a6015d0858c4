"""The rules of hours out of the knowledge, for a pack and a route."""

from decimal import Decimal

from corrin.care.timing_clock import HOUR
from corrin.domain.beside import Interaction
from corrin.domain.day import Window
from corrin.domain.knowledge import Knowledge
from corrin.domain.timing import Separation, TimingRules

APART = "separate_hours"
MORNING = "time_of_day"


def timing_rules(knowledge: Knowledge, pack: str) -> TimingRules:
    """What the knowledge says of hours under a pack.

    Raises:
        KeyError: the knowledge names no time of day that is preferred.
    """
    interactions = knowledge.interactions.values()
    return TimingRules(
        pack=pack,
        separations=tuple(_separation(rule, pack) for rule in interactions if rule.action == APART),
        others=tuple(
            (rule, pack in rule.enforced_by) for rule in interactions if rule.action != APART
        ),
        same_thing_apart=int(knowledge.settings["timing_same_thing_minutes_apart"].value),
        morning=Window(*map(minute_of, knowledge.interactions[MORNING].window)),
    )


def minute_of(text: str) -> int:
    """The minutes after midnight of a time such as 06:00, as the knowledge writes it."""
    hour, _, minute = text.partition(":")
    return int(hour) * HOUR + int(minute)


def concerns(rule: Interaction, concepts: frozenset[str]) -> bool:
    """Whether a rule is about something with these concepts and groups."""
    return not concepts.isdisjoint(rule.concepts) and concepts.isdisjoint(rule.not_concepts)


def _separation(rule: Interaction, pack: str) -> Separation:
    before = _minutes(rule.hours_before, rule.hours)
    after = _minutes(rule.hours_after, rule.hours)
    return Separation(
        rule=rule,
        before=before,
        after=after,
        before_preferred=max(before, _minutes(rule.hours_preferred)),
        after_preferred=max(after, _minutes(rule.hours_preferred)),
        enforced=pack in rule.enforced_by,
    )


def _minutes(*hours: Decimal | None) -> int:
    """The first of some hours that is stated, in minutes."""
    return next((int(each * HOUR) for each in hours if each is not None), 0)
