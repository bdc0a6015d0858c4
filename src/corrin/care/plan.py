"""The one function that every door calls: a person, a day and a guideline become a plan."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from corrin.care.assess import assess
from corrin.care.cause import cause
from corrin.care.choose import Choice, choose
from corrin.care.facts import Facts
from corrin.care.follow import (
    administer,
    expect,
    interactions,
    monitor,
    review_day,
    timing,
)
from corrin.care.guideline import Guideline
from corrin.care.intake import intake
from corrin.care.missing import missing
from corrin.care.order import refused_orders
from corrin.care.overdue import overdue_since
from corrin.care.reasons import Reasons
from corrin.care.risk import risk
from corrin.care.steps import BEFORE_FIRST_DOSE, DAYS, SOONEST, do_first, dose_due
from corrin.care.summary import summary
from corrin.care.timing_person import plan_hours
from corrin.care.treat import treat
from corrin.domain.knowledge import Rule
from corrin.domain.person import LedgerEntry, Notice, Person
from corrin.domain.plan import (
    Alert,
    Basis,
    Cause,
    OrderCheck,
    Plan,
    Risk,
    SourceListed,
    Test,
    Treatment,
)
from corrin.domain.regimen import Phase
from corrin.errors import Refusal

NOT_REVIEWED = "not clinically reviewed"
BEFORE_TREATMENT = frozenset({"assessment", "risk", "cause"})


class Planned(NamedTuple):
    """A plan with what it was made of, for those who write it otherwise or look further."""

    plan: Plan
    phases: tuple[Phase, ...]
    """The phases of the leading offer as they are meant for this person; none without one."""
    reasons: Reasons
    """The facts, and the reasons that they give."""


def reasoned(choice: Choice, ledger: tuple[LedgerEntry, ...]) -> Reasons:
    """The reasons that the facts about a person give, as the plan has them, without it."""
    return Reasons(choice.facts, {entry.field: entry.value for entry in ledger})


def plan(
    person: Person,
    *,
    on: date,
    guideline: Guideline,
    start: date | None = None,
    regimen: str | None = None,
    ledger: tuple[LedgerEntry, ...] = (),
    refused: tuple[Refusal, ...] = (),
    warnings: tuple[Notice, ...] = (),
    not_understood: tuple[Notice, ...] = (),
) -> Plan:
    """The plan of a person on a day under a guideline. Pure: the same arguments, the same plan.

    Args:
        on: the civil date of the assessment.

    The rest is of `planned`.
    """
    return planned(
        choose(Facts.of(person, on, guideline)),
        start=start,
        regimen=regimen,
        ledger=ledger,
        refused=refused,
        warnings=warnings,
        not_understood=not_understood,
    ).plan


def planned(
    choice: Choice,
    *,
    start: date | None = None,
    regimen: str | None = None,
    ledger: tuple[LedgerEntry, ...] = (),
    refused: tuple[Refusal, ...] = (),
    warnings: tuple[Notice, ...] = (),
    not_understood: tuple[Notice, ...] = (),
) -> Planned:
    """The plan by what was chosen for a person, with what it was made of.

    Args:
        start: the civil date of the first dose; the day of the assessment where not given.
        regimen: the id of a regimen chosen in place of the offer.
        ledger, refused, warnings, not_understood: what the reader of the input reports.

    Raises:
        KeyError: `regimen` is not an id of the knowledge.
    """
    facts = choice.facts.known
    guideline, on = facts.guideline, facts.on
    start = start or on
    reasons = reasoned(choice, ledger)
    alerts, referrals = reasons.collect("alerts"), reasons.collect("referral")
    shown = alerts[: int(guideline.knowledge.settings["alerts_most"].value)]
    folded = alerts[len(shown) :]
    overdue = overdue_since(guideline.review, on)
    treated = treat(reasons, choice, start, review_day(reasons, start), regimen)
    unread = refused_orders(reasons, refused)
    treatment = treated.treatment
    ordered = treatment.order
    treatment = replace(treatment, order=(*unread, *ordered))
    made = Plan(
        do_first=(),
        basis=Basis(
            guideline=guideline.pack.id,
            guideline_says=guideline.pack.says,
            knowledge_version=guideline.knowledge.version,
            on=on,
            start=start,
            reviewed=NOT_REVIEWED,
            overdue_since=overdue,
            ledger=ledger,
            missing=tuple(missing(facts, choice)),
        ),
        assessment=assess(reasons, alerts, folded, referrals),
        risk=_risk(reasons, folded),
        cause=_with_folded(reasons, folded),
        tests=tuple(_tests(reasons, treatment)),
        treatment=_cautioned(reasons, treatment, folded),
        timing=timing(reasons, treatment),
        hours=plan_hours(reasons, treatment),
        alerts=tuple(_alert(reasons, rule) for rule in shown),
        monitoring=monitor(reasons, start, treatment.offer),
        expectation=expect(reasons, treatment.offer),
        administration=(*administer(reasons, treatment), *interactions(reasons)),
        referral=tuple(reasons.conclude(rule) for rule in referrals),
        actions=tuple(reasons.conclude(rule) for rule in reasons.collect("actions")),
        sources=(),
        refused=(*refused, *_orders_refused(ordered)),
        warnings=(*warnings, *_overdue(guideline, overdue), *_late(treatment, on, start)),
        not_understood=not_understood,
    )
    now = tuple(
        rule for rule in (*alerts, *reasons.collect("actions")) if rule.within == SOONEST[0]
    )
    made = replace(
        made,
        do_first=tuple(do_first(made, reasons, referrals, now)),
        sources=listed_sources(reasons),
    )
    row = summary(
        made,
        treated.phases,
        asymptomatic=facts.value("any_finding") is False,
        folate_ordered=facts.value("order_is_folate") is True,
    )
    return Planned(replace(made, summary=row), treated.phases, reasons)


def _overdue(guideline: Guideline, since: date | None) -> Iterator[Notice]:
    """Knowledge that should have been reviewed by the day of the plan."""
    if since is not None:
        why = f"its review was due on {since.isoformat()}; it may be out of date"
        yield Notice(field="knowledge", value=guideline.knowledge.version, why=why)


def _late(treatment: Treatment, on: date, start: date) -> Iterator[Notice]:
    """A start that was put off though treatment must not wait."""
    if treatment.start_before_results and start > on:
        why = f"treatment must not wait, and the assessment is on {on.isoformat()}"
        yield Notice(field="start", value=start.isoformat(), why=why)


def _orders_refused(order: tuple[OrderCheck, ...]) -> Iterator[Refusal]:
    """An order that must not be written is a refusal of that entry of the input."""
    for check in order:
        if not check.accepted:
            yield Refusal(
                field=check.field,
                value=check.value,
                why=check.says,
                accepted=check.instead or "",
            )


def _risk(reasons: Reasons, folded: tuple[Rule, ...]) -> Risk:
    """The risk, and the intake where something is listed that can be counted."""
    found = risk(reasons, folded)
    counts = any(eaten.micrograms is not None for eaten in reasons.facts.person.foods)
    return replace(found, intake=intake(reasons)) if counts else found


def _with_folded(reasons: Reasons, folded: tuple[Rule, ...]) -> Cause:
    found = cause(reasons)
    beside = tuple(reasons.conclude(rule) for rule in folded if rule.part == "cause")
    return replace(found, contributing=(*found.contributing, *beside))


def _cautioned(reasons: Reasons, treatment: Treatment, folded: tuple[Rule, ...]) -> Treatment:
    """The treatment with the alerts that are not shown and belong to no part before it."""
    beside = tuple(reasons.conclude(rule) for rule in folded if rule.part not in BEFORE_TREATMENT)
    return replace(treatment, cautions=(*treatment.cautions, *beside))


def _tests(reasons: Reasons, treatment: Treatment) -> Iterator[Test]:
    """What to test next; a test whose result is awaited is not asked for again.

    What treatment changes is drawn before the first dose, wherever one is due soon.
    """
    analytes = reasons.facts.guideline.knowledge.analytes
    due = dose_due(treatment) and not treatment.given
    for rule in reasons.collect("tests"):
        if any(map(reasons.facts.markers.awaited, (rule.gives, *rule.measures))):
            continue
        known = analytes.get(rule.gives)
        soon = rule.within == DAYS and reasons.facts.markers.changed_by_treatment(rule.gives)
        yield Test(
            id=rule.gives,
            name=rule.name or (known.name if known else rule.gives.replace("_", " ")),
            says=rule.says,
            before_first_dose=rule.within == BEFORE_FIRST_DOSE or (due and soon),
            because=reasons.conclude(rule).because,
        )


def _alert(reasons: Reasons, rule: Rule) -> Alert:
    return Alert(
        id=rule.gives,
        says=rule.says,
        who=rule.who or "clinician",
        within=rule.within or "routine",
        rank=rule.rank,
        because=reasons.conclude(rule).because,
    )


def listed_sources(reasons: Reasons) -> tuple[SourceListed, ...]:
    """Every document that was cited so far."""
    listed = reasons.facts.guideline.sources
    return tuple([listed[name] for name in reasons.cited])
