"""What follows the first dose: dated checks, hours of the day, expectations, practical care."""

from collections.abc import Iterator
from datetime import date, timedelta

from corrin.care.reasons import Reasons
from corrin.care.schedule_dates import add_months
from corrin.domain.knowledge import Monitoring
from corrin.domain.person import Statement
from corrin.domain.plan import Advice, Check, Expectation, TimingRule, Treatment
from corrin.domain.regimen import INJECTED

BY_MOUTH = frozenset({"oral", "sublingual"})
DAYS_IN_WEEK = 7
INJECTING = frozenset(
    {
        "sites",
        "volume",
        "technique",
        "observation",
        "reaction",
        "administrator",
        "storage",
        "record",
    }
)
TREATING = frozenset({"side_effect"})
"""Topics of practical care that are meant for everybody who is injected, or treated."""


def monitor(reasons: Reasons, start: date) -> tuple[Check, ...]:
    """The checks that hold for this person, dated from the start, in order of their dates."""
    facts = reasons.facts
    held = [item for item in facts.guideline.knowledge.monitoring if facts.holds(item.when)]
    checks = [_check(reasons, item, start) for item in held]
    return tuple(sorted(checks, key=lambda check: (check.on is None, check.on or start)))


def _check(reasons: Reasons, item: Monitoring, start: date) -> Check:
    return Check(
        id=item.id,
        name=item.name,
        on=_due(item, start),
        repeat_months=item.repeat_months,
        tests=item.tests,
        expect=item.expect,
        otherwise=item.otherwise,
        wanted=item.wanted,
        because=reasons.because(item.id, item.when, item.sources, item.verified),
    )


def _due(item: Monitoring, start: date) -> date | None:
    if item.after_days is not None:
        return start + timedelta(days=int(item.after_days))
    if item.after_weeks is not None:
        return start + timedelta(days=int(item.after_weeks) * DAYS_IN_WEEK)
    if item.after_months is not None:
        return add_months(start, int(item.after_months))
    return None


def timing(reasons: Reasons, treatment: Treatment) -> tuple[TimingRule, ...]:
    """The hours of the day for doses by mouth; injections have no such rules."""
    offered = [treatment.offer, *treatment.alternatives]
    if not any(offer is not None and offer.route in BY_MOUTH for offer in offered):
        return ()
    return tuple(_timing_rules(reasons))


def _timing_rules(reasons: Reasons) -> Iterator[TimingRule]:
    facts = reasons.facts
    for rule in facts.guideline.knowledge.interactions.values():
        everywhere = rule.action in ("separate_hours", "timing")
        if not everywhere:
            continue
        yield TimingRule(
            agent=rule.agent,
            says=rule.says,
            enforced=facts.guideline.pack.id in rule.enforced_by,
            evidence=rule.evidence,
            verified=rule.verified,
            sources=reasons.cite_ids(rule.sources),
        )


def interactions(reasons: Reasons) -> Iterator[Advice]:
    """What the person's own medicines do to B12 and its tests."""
    facts = reasons.facts
    taken = {concept for concept, of in facts.by_group.items() if any(map(_takes, of))}
    for rule in facts.guideline.knowledge.interactions.values():
        if rule.action in ("separate_hours", "timing"):
            continue
        if not taken.isdisjoint(rule.concepts):
            yield Advice(
                topic="interaction",
                says=rule.says,
                verified=rule.verified,
                sources=reasons.cite_ids(rule.sources),
            )


def _takes(statement: Statement) -> bool:
    """Whether a statement is of a medicine that the person takes now."""
    return (
        statement.present
        and statement.subject == "self"
        and not statement.allergy
        and statement.status == "current"
    )


def expect(reasons: Reasons) -> tuple[Expectation, ...]:
    """What improves when, of what concerns this person."""
    facts = reasons.facts
    return tuple(
        Expectation(
            marker=item.marker,
            says=item.says,
            onset=item.onset,
            full=item.full,
            may_be_incomplete=item.may_be_incomplete,
            verified=item.verified,
            sources=reasons.cite_ids(item.sources),
        )
        for item in facts.guideline.knowledge.recovery
        if facts.holds(item.when)
    )


def administer(reasons: Reasons, treatment: Treatment) -> tuple[Advice, ...]:
    """Practical care that holds for this person, by topic and rank.

    What is meant for everybody is shown where doses are offered by its way: injecting to those
    who may be injected, side effects to all who are treated. The rest is for reference.
    """
    facts = reasons.facts
    offered = (treatment.offer, *treatment.alternatives)
    injected = any(offer is not None and offer.route in INJECTED for offer in offered)
    topics = [*(INJECTING if injected else ()), *(TREATING if treatment.offer else ())]
    held = [
        item
        for item in facts.guideline.knowledge.practice
        if (item.topic in topics if item.when is None else facts.holds(item.when))
    ]
    return tuple(
        Advice(
            topic=item.topic,
            says=item.says,
            verified=item.verified,
            sources=reasons.cite_ids(item.sources),
        )
        for item in sorted(held, key=lambda item: item.rank)
    )
