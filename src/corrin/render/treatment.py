"""Treatment in words: the offer and its alternatives, or why there is none, and the dates."""

from collections.abc import Iterator

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
from corrin.render.grounds import because, cited, concluded
from corrin.render.page import Block, Item, Items, Section, items
from corrin.render.parts import given
from corrin.render.phrases import day, dose, number, plain, route, sentence, span
from corrin.render.runs import runs
from corrin.render.visible import cut, quoted

STATUS = {
    "ready": "Dated doses follow.",
    "blocked": "Blocked: no dated doses until a clinician has cleared it.",
    "specialist_only": "A specialist decides: no dates are made here.",
    "ask_first": "Ask first: the answer changes what is offered.",
    "not_indicated": "No replacement is due now.",
}
DURATION = {
    "lifelong": "for life",
    "while_cause_persists": "while the cause persists",
    "until_review": "until the review decides",
}


def treatment(plan: Plan, full: bool) -> Section:
    """The offer with its reason, the dated schedule, and how to give it."""
    it = plan.treatment
    blocks: tuple[Block, ...] = (
        *items(f"{STATUS[it.schedule_status]} {sentence(it.says)}"),
        *items(*map(concluded, it.blocks), title="Blocked by"),
        *items(*map(_question, it.ask_first), title="Ask first"),
        *items(*map(_order, it.order), title="The order that was put"),
        *_offer(it),
        *_dates(it, full),
        *items(*map(concluded, it.cautions), title="Cautions"),
        *given(plan),
        *items(*(_alternative(offer) for offer in it.alternatives), title="Alternatives"),
        *items(*map(sentence, it.notes), title="Notes"),
        *items(*map(concluded, plan.actions), title="Besides"),
        *items(*map(_advice, plan.administration), title="Giving it"),
    )
    return Section("6. Treatment", blocks)


def _offer(it: Treatment) -> Iterator[Items]:
    offer = it.offer
    if offer is None:
        return
    title = "Provisional offer, until the question is answered" if it.provisional else "Offer"
    yield from items(_made(offer), title=title)
    if it.start_because is not None:
        start = "Start before results" if it.start_before_results else "Wait for results"
        item = concluded(it.start_because)
        yield from items(Item(f"{start}: {item.says}", item.notes))


def _made(offer: OfferMade) -> Item:
    instead = ", ".join(offer.product_alternatives)
    notes = [
        f"Product: {offer.product_name or offer.product}" if offer.product else "",
        f"Also possible: {instead}" if instead else "",
        *map(_phase, offer.phases),
        f"How long: {DURATION.get(offer.duration, plain(offer.duration))}",
        sentence(offer.note or ""),
        because(offer.because),
    ]
    return Item(f"{sentence(offer.name)} {sentence(offer.says)}", tuple(filter(None, notes)))


def _alternative(offer: OfferMade) -> Item:
    says = f"{sentence(offer.name)} {sentence(offer.says)}"
    return Item(says, (*map(_phase, offer.phases), because(offer.because)))


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
    continues = it.continues and sentence(it.continues)
    yield from items(*dated, *map(_course, it.courses), continues, title="Dates")


def _course(course: Course) -> str:
    often = "every day" if course.every_days == 1 else f"every {number(course.every_days)} days"
    return (
        f"{dose(course.dose_micrograms)} {route(course.route)}, {often},"
        f" {span(course.first, course.last)}"
    )


def _question(question: Question) -> Item:
    return Item(
        sentence(question.asks),
        (f"If yes: {sentence(question.if_yes)}", f"If no: {sentence(question.if_no)}"),
    )


def _order(check: OrderCheck) -> Item:
    verdict = "accepted" if check.accepted else "not accepted"
    instead = (f"Instead: {sentence(check.instead)}",) if check.instead else ()
    return Item(
        f"{cut(check.field)} {quoted(check.value)}, {verdict}: {sentence(check.says)}",
        (*instead, because(check.because)),
    )


def _advice(advice: Advice) -> Item:
    says = cited(advice.says, advice.sources, advice.verified)
    return Item(f"{plain(advice.topic).capitalize()}: {says}")
