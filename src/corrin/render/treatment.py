"""Treatment in words: the offer and its alternatives, or why there is none, and the dates."""

from collections.abc import Iterator

from corrin.care.treat import NOT_OFFERED
from corrin.domain.plan import (
    Advice,
    Course,
    OfferMade,
    OrderCheck,
    PhasePlan,
    Plan,
    Question,
    Treatment,
)
from corrin.domain.regimen import INJECTED
from corrin.render.grounds import because, cited, cites, concluded
from corrin.render.page import Block, Item, Items, Section, items
from corrin.render.parts import given
from corrin.render.phrases import day, dose, marked, number, plain, route, sentence, span
from corrin.render.runs import runs
from corrin.render.visible import cut, quoted

STATUS = {
    "ready": "Dated doses follow.",
    "blocked": "Blocked: no dated doses until a clinician has cleared it.",
    "specialist_only": "A specialist decides: no dates are made here.",
    "ask_first": "Ask first: the answer changes what is offered.",
}
INJECTING = (
    "interaction",
    "sites",
    "technique",
    "bleeding",
    "observation",
    "missed_dose",
    "record",
)
AT_HOME = ("interaction", "missed_dose")
"""Topics of practical care shown to whoever gives, or takes, a dose; --full shows all."""

DURATION = {
    "lifelong": "for life",
    "while_cause_persists": "while the cause persists",
    "until_review": "until the review decides",
}


def treatment(plan: Plan, full: bool) -> Section:
    """The offer with its reason, the dated schedule, and how to give it."""
    it = plan.treatment
    why = "" if it.offer and it.offer.says == it.says else sentence(it.says)
    status = STATUS[it.schedule_status] if it.schedule_status != "not_indicated" else ""
    blocks: tuple[Block, ...] = (
        *items(f"{status} {why}".strip()),
        *items(*map(concluded, it.blocks), title=_blocks_title(it)),
        *items(*_questions(it.ask_first), title="Ask first"),
        *items(*map(_order, it.order), title="The order that was put"),
        *_offer(it),
        *_dates(it, full),
        *items(*map(concluded, it.cautions), title="Cautions"),
        *given(plan),
        *items(*(_alternative(offer, it.offer) for offer in it.alternatives), title="Alternatives"),
        *items(*map(sentence, it.notes), title="Notes"),
        *items(*map(concluded, plan.actions), title="Besides"),
        *_giving(plan, full),
    )
    return Section("6. Treatment", blocks)


def _offer(it: Treatment) -> Iterator[Items]:
    offer = it.offer
    if offer is None:
        return
    yield from items(_made(offer), title=_offer_title(it))
    if it.start_because is not None:
        start = "Start before results" if it.start_before_results else "Wait for results"
        item = concluded(it.start_because)
        yield from items(Item(f"{start}: {item.says}", item.notes))


def _blocks_title(it: Treatment) -> str:
    return "Warning" if it.schedule_status == "ready" else "Blocked by"


def _offer_title(it: Treatment) -> str:
    if any(block.id == NOT_OFFERED for block in it.blocks):
        blocked = "; not to be given now" if it.schedule_status == "blocked" else ""
        return f"The regimen chosen, which is not what the guideline offers{blocked}"
    if it.schedule_status == "blocked":
        return "What would be considered once it is cleared; not to be given now"
    if it.schedule_status == "specialist_only":
        return "For the specialist"
    return "Provisional offer, until the question is answered" if it.provisional else "Offer"


def _made(offer: OfferMade) -> Item:
    instead = ", ".join(offer.product_alternatives)
    notes = [
        *_product(offer),
        f"Also possible: {instead}" if instead else "",
        *map(_phase, offer.phases),
        f"How long: {DURATION.get(offer.duration, plain(offer.duration))}",
        sentence(offer.note or ""),
        because(offer.because),
    ]
    says = f"{sentence(offer.name)} {sentence(offer.says)}"
    return Item(marked(says, offer.verified), tuple(filter(None, notes)))


def _product(offer: OfferMade) -> Iterator[str]:
    if offer.product:
        yield f"Product: {offer.product_name or offer.product}"


def _alternative(offer: OfferMade, leading: OfferMade | None) -> Item:
    says = sentence(offer.name)
    if offer.says != offer.name:
        says = f"{says} {sentence(offer.says)}"
    if leading is None or leading.because.rule != offer.because.rule:
        why = because(offer.because)
    else:
        why = f"[{'; '.join([offer.regimen, *cites(offer.because.sources)])}]"
    return Item(marked(says, offer.verified), (*_product(offer), *map(_phase, offer.phases), why))


def _phase(phase: PhasePlan) -> str:
    amount = dose(phase.dose_micrograms)
    return f"{plain(phase.name).capitalize()}: {amount} {route(phase.route)}, {phase.says}"


def _dates(it: Treatment, full: bool) -> Iterator[Items]:
    if full:
        dated = [
            Item(
                f"{day(d.on)}: {plain(d.phase)}, {dose(d.dose_micrograms)} {route(d.route)}",
                (sentence(d.note),) if d.note else (),
            )
            for d in it.doses
        ]
    else:
        dated = [
            Item(
                f"{plain(run.doses[0].phase).capitalize()}: {run.says()}, each"
                f" {dose(run.doses[0].dose_micrograms)} {route(run.doses[0].route)}",
                (sentence(run.doses[0].note),) if run.doses[0].note else (),
            )
            for run in runs(it.doses)
        ]
    dated += [Item(_course(course)) for course in it.courses]
    continues = sentence(it.continues) if it.continues and dated else None
    yield from items(*dated, continues, title="Dates")


def _course(course: Course) -> str:
    often = "every day" if course.every_days == 1 else f"every {number(course.every_days)} days"
    return (
        f"{dose(course.dose_micrograms)} {route(course.route)}, {often},"
        f" {span(course.first, course.last)}"
    )


def _questions(asked: tuple[Question, ...]) -> Iterator[Item]:
    """The questions; those with the same answers are one."""
    answers: dict[tuple[str, str], list[str]] = {}
    for question in asked:
        answers.setdefault((question.if_yes, question.if_no), []).append(question.asks)
    for (if_yes, if_no), asks in answers.items():
        any_of = "any of these" if len(asks) > 1 else "yes"
        none = "none" if len(asks) > 1 else "no"
        yield Item(
            sentence("; ".join(asks)),
            (f"If {any_of}: {sentence(if_yes)}", f"If {none}: {sentence(if_no)}"),
        )


def _order(check: OrderCheck) -> Item:
    warned = ", with a warning" if check.warned else ""
    verdict = f"accepted{warned}" if check.accepted else "not accepted"
    instead = (f"Instead: {sentence(check.instead)}",) if check.instead else ()
    return Item(
        f"{cut(check.field)} {quoted(check.value)}, {verdict}: {sentence(check.says)}",
        (*instead, because(check.because)),
    )


def _giving(plan: Plan, full: bool) -> tuple[Items, ...]:
    """Practical care by topic: what the hand that gives it needs, or everything."""
    blocked = plan.treatment.schedule_status == "blocked"
    route = plan.treatment.offer.route if plan.treatment.offer and not blocked else None
    wanted = INJECTING if route in INJECTED else AT_HOME if route else ()
    by_topic: dict[str, list[Advice]] = {}
    for advice in plan.administration:
        by_topic.setdefault(advice.topic, []).append(advice)
    if full:
        return items(*(_topic(t, by_topic[t]) for t in by_topic), title="Giving it")
    shown = [_topic(topic, by_topic[topic]) for topic in wanted if topic in by_topic]
    rest = ", ".join(plain(topic) for topic in by_topic if topic not in wanted)
    more = f"Also known, with --full: {rest}." if rest else None
    return items(*shown, more, title="Giving it" if shown else "Practical care")


def _topic(topic: str, found: list[Advice]) -> Item:
    """All that is said on a topic: in one line, or a line each where there is more to say."""
    lines = [cited(each.says, each.sources, each.verified) for each in found]
    name = plain(topic).capitalize()
    return Item(f"{name}: {lines[0]}") if len(lines) == 1 else Item(f"{name}:", tuple(lines))
