"""The one function that every door calls: a person, a day and a guideline become a plan."""

from collections.abc import Iterator, Mapping
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
from corrin.care.order import refused_orders
from corrin.care.overdue import overdue_since
from corrin.care.reasons import Reasons
from corrin.care.risk import risk
from corrin.care.summary import summary
from corrin.care.timing_person import plan_hours
from corrin.care.treat import POTASSIUM_FIRST, treat
from corrin.domain.knowledge import Rule
from corrin.domain.person import LedgerEntry, Notice, Person
from corrin.domain.plan import (
    Alert,
    Basis,
    Cause,
    Conclusion,
    Missing,
    OfferMade,
    OrderCheck,
    Plan,
    Risk,
    SourceListed,
    Step,
    Test,
    Treatment,
)
from corrin.domain.regimen import Phase
from corrin.errors import Refusal

NOT_REVIEWED = "not clinically reviewed"
BEFORE_FIRST_DOSE = "before_first_dose"
SOONEST = ("now", "same_day", BEFORE_FIRST_DOSE, "days", "week", "weeks", "routine")
"""How soon a thing is to be done, in order; `now` cannot wait for anything else."""


class Planned(NamedTuple):
    """A plan with what it was made of, for those who write it otherwise or look further."""

    plan: Plan
    phases: tuple[Phase, ...]
    """The phases of the leading offer as they are meant for this person; none without one."""
    reasons: Reasons
    """The facts, and the reasons that they give."""


def reasoned(
    person: Person, *, on: date, guideline: Guideline, ledger: tuple[LedgerEntry, ...] = ()
) -> Reasons:
    """The facts of a person and the reasons that they give, as the plan has them, without it."""
    return _reasons(choose(Facts.of(person, on, guideline)), ledger)


def _reasons(choice: Choice, ledger: tuple[LedgerEntry, ...]) -> Reasons:
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
    """The plan of a person on a day under a guideline: `planned` without what it was made of."""
    return planned(
        person,
        on=on,
        guideline=guideline,
        start=start,
        regimen=regimen,
        ledger=ledger,
        refused=refused,
        warnings=warnings,
        not_understood=not_understood,
    ).plan


def planned(
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
) -> Planned:
    """The plan of a person on a day under a guideline. Pure: the same arguments, the same plan.

    Args:
        on: the civil date of the assessment.
        start: the civil date of the first dose; the day of the assessment where not given.
        regimen: the id of a regimen chosen in place of the offer.
        ledger, refused, warnings, not_understood: what the reader of the input reports.

    Raises:
        KeyError: `regimen` is not an id of the knowledge.
    """
    start = start or on
    facts = Facts.of(person, on, guideline)
    choice = choose(facts)
    reasons = _reasons(choice, ledger)
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
            missing=tuple(_missing(facts, choice)),
        ),
        assessment=assess(reasons, alerts, folded, referrals),
        risk=_risk(reasons, folded),
        cause=_with_folded(reasons, folded),
        tests=tuple(_tests(reasons)),
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
        do_first=tuple(_do_first(made, reasons, referrals, now)),
        sources=tuple(listed_sources(reasons)),
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
    beside = tuple(reasons.conclude(rule) for rule in folded if rule.part == "treatment")
    return replace(treatment, cautions=(*treatment.cautions, *beside))


def _missing(facts: Facts, choice: Choice) -> Iterator[Missing]:
    for asked in choice.questions:
        yield Missing(
            id=asked.fact,
            asks=facts.guideline.fact(asked.fact).asks,
            would_change="the treatment offered",
        )
    for rule in facts.guideline.table("missing").rules:
        if facts.holds(rule.when):
            yield Missing(id=rule.gives, asks=rule.says, would_change=rule.prove or "the plan")


def _tests(reasons: Reasons) -> Iterator[Test]:
    """What to test next; a test whose result is awaited is not asked for again."""
    analytes = reasons.facts.guideline.knowledge.analytes
    for rule in reasons.collect("tests"):
        if any(map(reasons.facts.markers.awaited, (rule.gives, *rule.measures))):
            continue
        known = analytes.get(rule.gives)
        yield Test(
            id=rule.gives,
            name=rule.name or (known.name if known else rule.gives.replace("_", " ")),
            says=rule.says,
            before_first_dose=rule.within == BEFORE_FIRST_DOSE,
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


def _do_first(
    made: Plan, reasons: Reasons, referrals: tuple[Rule, ...], now: tuple[Rule, ...]
) -> Iterator[Step]:
    """Red flags, blocks, what must be done now, questions, blood and the first dose."""
    urgency: Mapping[str, Rule] = {rule.id: rule for rule in referrals}
    treatment = made.treatment
    flags = (
        _step("red_flag", flag, rule.who or "clinician", rule.within or "same_day")
        for flag in made.assessment.red_flags
        for rule in (urgency[flag.because.rule],)
    )
    yield from sorted(flags, key=lambda step: _soon(step.within))
    who = {rule.id: rule.who for table in ("blocks", "alerts") for rule in reasons.collect(table)}
    for block in treatment.blocks:
        yield _step("block", block, who.get(block.because.rule) or "clinician", "now")
    for check in treatment.order:
        if not check.accepted or check.warned:
            yield Step(
                kind="check" if check.accepted else "block",
                says=f"{'Order, a warning' if check.accepted else 'Order refused'}: "
                f"{_of_field(check)}{check.says}",
                who="clinician",
                within="now",
                because=check.because,
            )
    there = [c.because.facts for c in (*made.assessment.red_flags, *treatment.blocks)]
    for rule in now:
        found = reasons.conclude(rule)
        if found.because.facts not in there:
            yield _step("check", found, rule.who or "clinician", SOONEST[0])
    answers: dict[tuple[str, str], list[str]] = {}
    for question in treatment.ask_first:
        answers.setdefault((question.if_yes, question.if_no), []).append(question.asks)
    for (if_yes, if_no), asks in answers.items():
        yes, no = ("any of these", "none") if len(asks) > 1 else ("yes", "no")
        yield Step(
            kind="ask",
            says=f"Ask first: {'; '.join(asks)}? If {yes}: {if_yes}. If {no}: {if_no}.",
            who="clinician",
            within=BEFORE_FIRST_DOSE,
        )
    for caution in treatment.cautions:
        yield _step("check", caution, who[caution.because.rule] or "clinician", BEFORE_FIRST_DOSE)
    yield from _awaited(reasons.facts)
    yield from _blood_and_dose(made, {rule.gives: rule for rule in reasons.collect("tests")})


def _awaited(facts: Facts) -> Iterator[Step]:
    """The results that are under way, which nobody needs to draw blood for again."""
    analytes = facts.guideline.knowledge.analytes
    names = [analytes[of].name for of in facts.markers.by_analyte if facts.markers.awaited(of)]
    if names:
        says = f"Already sent, and not drawn again: {'; '.join(names)}."
        yield Step(kind="check", says=says, who="clinician", within="days")


def _of_field(check: OrderCheck) -> str:
    """The field of an order that was refused, with what it holds; nothing for the whole order."""
    field = check.field.partition(".")[2]
    return f"{field} “{check.value}”: " if field else ""


def _soon(within: str) -> int:
    """The place of an urgency among the others, the soonest first."""
    return SOONEST.index(within) if within in SOONEST else len(SOONEST)


def _step(kind: str, conclusion: Conclusion, who: str, within: str) -> Step:
    return Step(
        kind="red_flag" if kind == "red_flag" else "block" if kind == "block" else "check",
        says=conclusion.says,
        who=who,
        within=within,
        because=conclusion.because,
    )


def _blood_and_dose(made: Plan, rules: Mapping[str, Rule]) -> Iterator[Step]:
    treatment = made.treatment
    due = treatment.offer is not None and treatment.schedule_status in ("ready", "ask_first")
    blood = [test.name for test in made.tests if test.before_first_dose]
    if blood:
        yield Step(
            kind="blood",
            says=f"Draw blood{' before the first dose' if due else ''}: {'; '.join(blood)}.",
            who="nurse",
            within=_blood_within(treatment, due=due),
        )
    later: dict[str, list[str]] = {}
    for test in made.tests:
        if not due and not test.before_first_dose:
            later.setdefault(rules[test.id].within or "days", []).append(test.name)
    for soon in sorted(later, key=_soon):
        yield Step(
            kind="blood",
            says=f"Next tests: {'; '.join(later[soon])}.",
            who="clinician",
            within=soon,
        )
    if not due or treatment.offer is None or not treatment.offer.phases:
        return
    phase = treatment.offer.phases[0]
    yield Step(
        kind="dose",
        says=_first_dose(treatment, treatment.offer),
        who="nurse" if phase.route in ("im", "sc") else "person",
        within="same_day" if treatment.start_before_results else "days",
        because=treatment.offer.because,
    )


def _blood_within(treatment: Treatment, *, due: bool) -> str:
    if treatment.start_before_results:
        return "same_day"
    return BEFORE_FIRST_DOSE if due else "days"


def _first_dose(treatment: Treatment, offer: OfferMade) -> str:
    name = offer.product_name or "vitamin B12"
    phase = offer.phases[0]
    when = (
        f" on {treatment.doses[0].on.isoformat()}"
        if treatment.doses
        else f" from {treatment.courses[0].first.isoformat()}"
        if treatment.courses
        else ""
    )
    besides = {
        "After potassium, as above.": any(c.id == POTASSIUM_FIRST for c in treatment.cautions),
        "Do not wait for the results.": treatment.start_before_results,
        "Provisional, until what is asked above is answered.": treatment.provisional,
    }
    dose = f"{'Next' if treatment.given else 'First'} dose{when}"
    first = f"{dose}: {name} {phase.dose_micrograms} micrograms, {phase.route}."
    return " ".join((first, *(says for says, holds in besides.items() if holds)))


def listed_sources(reasons: Reasons) -> Iterator[SourceListed]:
    """Every document that was cited so far."""
    known = reasons.facts.guideline.knowledge.sources
    for name in reasons.cited:
        source = known[name]
        yield SourceListed(
            id=source.id,
            title=source.title,
            organisation=source.organisation,
            year=source.year,
            url=source.url,
            read=source.verified,
        )
