"""What follows the first dose: dated checks, hours of the day, expectations, practical care."""

from collections.abc import Iterator
from datetime import date, timedelta

from corrin.care.facts import Facts
from corrin.care.offered import meant_for
from corrin.care.reasons import Reasons
from corrin.care.schedule_dates import add_months
from corrin.domain.beside import Interaction, Monitoring
from corrin.domain.person import ListName, Statement
from corrin.domain.plan import Advice, Check, Expectation, OfferMade, TimingRule, Treatment
from corrin.domain.regimen import INJECTED

BY_MOUTH = frozenset({"oral", "sublingual"})
TIMED = frozenset({"separate_hours", "timing"})
"""The actions of an interaction that are about hours of the day."""
SAID_IN: frozenset[ListName] = frozenset({"medicines"})
"""The lists that must have been answered before it is known what somebody does not take."""
DAYS_IN_WEEK = 7
MICROGRAMS_IN_MG = 1000
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


def review_day(reasons: Reasons, start: date) -> date | None:
    """The first review that decides about an open phase."""
    facts = reasons.facts
    held = facts.held(facts.guideline.knowledge.monitoring)
    days = (_due(item, start) for item in held if item.decides)
    return min((day for day in days if day is not None), default=None)


def monitor(reasons: Reasons, start: date, offer: OfferMade | None) -> tuple[Check, ...]:
    """The checks that hold for this person, dated from the start, in order of their dates."""
    facts = reasons.facts
    checks = [
        _check(reasons, item, start)
        for item in facts.held(facts.guideline.knowledge.monitoring)
        if meant_for(offer, item.routes)
    ]
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
    """The hours of the day for the doses by mouth that are offered; injections have no such rules.

    What the person is known not to take is left out: a rule that names an agent is shown to
    whoever takes it, and to whoever has not been asked.
    """
    facts = reasons.facts
    offer = treatment.offer
    if offer is None or offer.route not in BY_MOUTH:
        return ()
    asked = facts.person.asked >= SAID_IN
    return tuple(
        TimingRule(
            agent=rule.agent,
            says=rule.says,
            enforced=facts.guideline.pack.id in rule.enforced_by,
            evidence=rule.evidence,
            verified=rule.verified,
            sources=reasons.cite_ids(rule.sources),
        )
        for rule in facts.guideline.knowledge.interactions.values()
        if rule.action in TIMED
        and meant_for(offer, rule.routes, rule.products)
        and (not rule.concepts or not asked or _takes_enough(facts, rule))
    )


def _takes_enough(facts: Facts, rule: Interaction) -> bool:
    """Whether the person takes what a rule keeps apart, in a dose that matters or is not known."""
    least = (rule.dose_mg_at_least or 0) * MICROGRAMS_IN_MG
    return any(
        statement.dose is None or statement.dose.micrograms >= least
        for concept in rule.concepts
        for statement in facts.by_group.get(concept, ())
        if _takes(statement)
    )


def interactions(reasons: Reasons) -> Iterator[Advice]:
    """What the person's own medicines do to B12 and its tests."""
    facts = reasons.facts
    taken = {concept for concept, of in facts.by_group.items() if any(map(_takes, of))}
    for rule in facts.guideline.knowledge.interactions.values():
        if rule.action in TIMED:
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


def expect(reasons: Reasons, offer: OfferMade | None) -> tuple[Expectation, ...]:
    """What improves when, of what concerns this person and the treatment offered."""
    facts = reasons.facts
    return tuple(
        Expectation(
            id=item.id,
            marker=item.marker,
            says=item.says,
            onset=item.onset,
            full=item.full,
            may_be_incomplete=item.may_be_incomplete,
            verified=item.verified,
            sources=reasons.cite_ids(item.sources),
        )
        for item in facts.held(facts.guideline.knowledge.recovery)
        if meant_for(offer, item.routes, item.products)
    )


def administer(reasons: Reasons, treatment: Treatment) -> tuple[Advice, ...]:
    """Practical care that holds for this person, by topic and rank.

    What is meant for everybody is shown where doses are offered by its way: injecting to those
    who may be injected, side effects to all who are treated. The rest is for reference.
    """
    facts = reasons.facts
    offered = (treatment.offer, *treatment.alternatives)
    injected = any(offer and offer.phases and offer.route in INJECTED for offer in offered)
    topics = [*(INJECTING if injected else ()), *(TREATING if treatment.offer else ())]
    held = [
        item
        for item in facts.held(facts.guideline.knowledge.practice)
        if (item.when is not None or item.topic in topics)
        and meant_for(treatment.offer, item.routes, item.products)
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
