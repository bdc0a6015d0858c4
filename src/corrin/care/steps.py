"""What to do first: what cannot wait, what blocks, what is asked, blood, the first dose."""

from collections.abc import Iterator, Mapping
from typing import Literal

from corrin.care.facts import Facts
from corrin.care.reasons import Reasons
from corrin.care.treat import POTASSIUM_FIRST
from corrin.domain.knowledge import Rule
from corrin.domain.plan import Conclusion, OfferMade, OrderCheck, Plan, Step, Treatment

BEFORE_FIRST_DOSE = "before_first_dose"
DAYS = "days"
SOONEST = ("now", "same_day", BEFORE_FIRST_DOSE, DAYS, "week", "weeks", "routine")
"""How soon a thing is to be done, in order; `now` cannot wait for anything else."""


def do_first(
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
        yield Step(kind="check", says=says, who="clinician", within=DAYS)


def _of_field(check: OrderCheck) -> str:
    """The field of an order that was refused, with what it holds; nothing for the whole order."""
    field = check.field.partition(".")[2]
    return f"{field} “{check.value}”: " if field else ""


def _soon(within: str) -> int:
    """The place of an urgency among the others, the soonest first."""
    return SOONEST.index(within) if within in SOONEST else len(SOONEST)


def _step(
    kind: Literal["red_flag", "block", "check"], conclusion: Conclusion, who: str, within: str
) -> Step:
    return Step(
        kind=kind,
        says=conclusion.says,
        who=who,
        within=within,
        because=conclusion.because,
    )


def dose_due(treatment: Treatment) -> bool:
    """Whether a dose is offered now, dated or after a question."""
    return treatment.offer is not None and treatment.schedule_status in ("ready", "ask_first")


def _blood_and_dose(made: Plan, rules: Mapping[str, Rule]) -> Iterator[Step]:
    treatment = made.treatment
    due = dose_due(treatment)
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
            later.setdefault(rules[test.id].within or DAYS, []).append(test.name)
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
        within="same_day" if treatment.start_before_results else DAYS,
        because=treatment.offer.because,
    )


def _blood_within(treatment: Treatment, *, due: bool) -> str:
    if treatment.start_before_results:
        return "same_day"
    return BEFORE_FIRST_DOSE if due else DAYS


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
