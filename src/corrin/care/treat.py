"""Treatment: the offer and its alternatives, what blocks it, the dated doses, an order checked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from corrin.care.choose import Choice
from corrin.care.facts import Facts, treatments
from corrin.care.order import check_order
from corrin.care.phases import phase_plan
from corrin.care.reasons import Reasons
from corrin.care.recorded import as_recorded, product_as_recorded
from corrin.care.schedule import schedule
from corrin.care.schedule_dates import add_months
from corrin.care.schedule_rules import scheduling_rules
from corrin.domain.knowledge import Offer, Rule
from corrin.domain.plan import (
    Conclusion,
    Course,
    EntryUsed,
    OfferMade,
    PlannedDose,
    Question,
    ScheduleStatus,
    Treatment,
)
from corrin.domain.regimen import (
    DAYS_OF_WEEK,
    EveryDays,
    EveryMonths,
    OnEvent,
    Phase,
    Regimen,
    Timing,
)
from corrin.domain.rule import weaker
from corrin.domain.schedule import Schedule, ScheduleRequest

SPECIALIST_BLOCKS = frozenset({"paediatric", "inherited"})
POTASSIUM_FIRST = "potassium_first"
"""The caution that what is low is replaced before the first dose."""
CAUTIONS = frozenset(
    {
        "ask_allergy",
        "ask_leber",
        "ask_haematology",
        "ask_bleeding",
        "refusal",
        "leber_family",
        POTASSIUM_FIRST,
    }
)
CHOSEN = "Chosen by the reader in place of what is offered."
NOT_OFFERED = "regimen_not_offered"
"""The block of a regimen chosen by name that is neither the offer nor one of its alternatives."""
LASTS = {
    "lifelong": "Treatment is for life.",
    "while_cause_persists": "Treatment lasts as long as the cause; a review decides, never a high "
    "B12 level.",
    "until_review": "The review decides how long.",
}


@dataclass(frozen=True, slots=True)
class Prescribed:
    """A regimen as it is meant for one person, and its product."""

    regimen: Regimen
    product: str | None


@dataclass(frozen=True, slots=True)
class Treated:
    """The treatment, and the phases of its leading offer."""

    treatment: Treatment
    phases: tuple[Phase, ...]


def treat(
    reasons: Reasons, choice: Choice, start: date, review: date | None, asked_for: str | None
) -> Treated:
    """The treatment of a person, dated from `start`.

    Args:
        review: the day up to which a phase is dated that ends when something is seen.
        asked_for: the id of a regimen that the reader chose in place of the offer.
    """
    facts = reasons.facts
    blocks = reasons.collect("blocks")
    offer = choice.offer
    if reasons.first("cause").lifelong:
        offer = replace(offer, duration="lifelong")
    course = _course(choice.facts, offer, asked_for or offer.regimen)
    status = _status(choice, blocks, course, asked_for)
    begins = facts.value("start_now") is True and status != "blocked"
    unoffered = tuple(_not_offered(reasons, offer, asked_for))
    if unoffered and begins and status == "ready":
        status = "blocked"
    leading = _made(reasons, offer, choice.facts, course) if course else None
    phases = course.regimen.phases if course else ()
    latest = _latest(facts, phases, start, review)
    dated = _dates(facts, phases, start, latest) if status == "ready" else None
    starting = reasons.collect("start")
    treatment = Treatment(
        schedule_status=status,
        says=offer.says if asked_for in (None, offer.regimen) else CHOSEN,
        because=reasons.because(offer.id, offer.when, offer.sources, offer.verified),
        offer=leading,
        provisional=status == "ask_first",
        alternatives=(
            *(_set_aside(reasons, choice.facts, offer) if unoffered else ()),
            *_alternatives(reasons, replace(choice, offer=offer)),
        ),
        ask_first=tuple(_questions(facts, choice)) if status == "ask_first" else (),
        blocks=(
            *(reasons.conclude(rule) for rule in blocks if rule.gives not in CAUTIONS),
            *unoffered,
        ),
        cautions=tuple(reasons.conclude(rule) for rule in blocks if rule.gives in CAUTIONS),
        start_before_results=begins,
        start_because=reasons.conclude(starting[0]) if begins else None,
        given=tuple(
            EntryUsed(field=s.source, words=reasons.words.get(s.source, s.words))
            for s in treatments(facts.by_group, facts.on, facts.guideline)
        ),
        order=check_order(reasons, choice, status),
        doses=tuple(_doses(dated)) if dated else (),
        courses=tuple(_courses(dated, leading, latest)) if dated and leading else (),
        continues=_continues(phases, offer.duration, review, latest) if leading else None,
        notes=tuple(_notes(facts, leading, course)),
    )
    return Treated(treatment, phases)


def _status(
    choice: Choice, blocks: tuple[Rule, ...], course: Prescribed | None, asked_for: str | None
) -> ScheduleStatus:
    gives = {rule.gives for rule in blocks}
    if "allergy" in gives:
        return "blocked"
    if gives & SPECIALIST_BLOCKS:
        return "specialist_only"
    if course is not None and not _for_adults(course.regimen):
        return "specialist_only"
    if asked_for is not None:
        return "ready"
    if choice.questions:
        return "ask_first"
    return "not_indicated" if choice.offer.regimen is None else "ready"


def _not_offered(reasons: Reasons, offer: Offer, asked_for: str | None) -> Iterator[Conclusion]:
    """That a regimen chosen by name is not what the pack offers this person."""
    if asked_for in (None, offer.regimen, *offer.alternatives):
        return
    regimens = reasons.facts.guideline.knowledge.regimens
    named = regimens[offer.regimen].name if offer.regimen else "no replacement"
    offered = f"{named.rstrip('.')} ({offer.says.rstrip('.')})"
    yield Conclusion(
        id=NOT_OFFERED,
        says=f"The regimen chosen, {regimens[asked_for].name.rstrip('.')}, is not what the "
        f"guideline offers for this person, which is {offered}.",
        because=reasons.because(offer.id, offer.when, offer.sources, offer.verified),
    )


def _for_adults(regimen: Regimen) -> bool:
    """Whether doses of a regimen may be dated here at all."""
    return bool(regimen.phases) and regimen.audience != "paediatric"


def _course(facts: Facts, offer: Offer, regimen_id: str | None) -> Prescribed | None:
    """The regimen as it is meant for this person: dose, product, interval."""
    if regimen_id is None:
        return None
    regimen = facts.guideline.knowledge.regimens[regimen_id]
    if regimen_id != offer.regimen:
        return Prescribed(regimen, _safe_product(facts, regimen.product, regimen))
    if offer.dose_micrograms is not None:
        regimen = _at_dose(regimen, offer.dose_micrograms)
    product = offer.product or regimen.product
    if offer.keeps_recorded:
        regimen, product = as_recorded(facts, regimen, product, offer)
    elif offer.keeps_product:
        product = product_as_recorded(facts, regimen, product)
    return Prescribed(regimen, _safe_product(facts, product, regimen))


def _made(reasons: Reasons, offer: Offer, facts: Facts, course: Prescribed) -> OfferMade:
    regimen, product = course.regimen, course.product
    known = facts.guideline.knowledge.products.get(product or "")
    own = Reasons(facts, reasons.words, reasons.cited)
    lifelong = offer.duration == "lifelong"
    return OfferMade(
        regimen=regimen.id,
        name=regimen.name,
        product=product,
        product_name=known.tall_man if known else product,
        product_alternatives=tuple(p for p in regimen.product_alternatives if p != product),
        route=regimen.phases[0].route if regimen.phases else offer.route,
        says=offer.says if regimen.id == offer.regimen else CHOSEN,
        phases=tuple(phase_plan(phase, lifelong=lifelong) for phase in regimen.phases),
        duration=offer.duration,
        note=regimen.note,
        verified=weaker(offer.verified, regimen.verified),
        because=own.because(
            offer.id, offer.when, (*offer.sources, *regimen.sources), offer.verified
        )
        if regimen.id == offer.regimen
        else own.because(regimen.id, None, regimen.sources, regimen.verified),
    )


def _safe_product(facts: Facts, product: str, regimen: Regimen) -> str | None:
    """Another cobalamin where cyanocobalamin must not be given: one that goes by this route."""
    if not regimen.phases:
        return None
    if product != "cyanocobalamin" or not facts.value("hydroxocobalamin_preferred"):
        return product
    products = facts.guideline.knowledge.products
    instead = (products["hydroxocobalamin"], products["methylcobalamin"])
    route = regimen.phases[0].route
    return next((other.id for other in instead if route in other.routes), None)


def _at_dose(regimen: Regimen, micrograms: Decimal) -> Regimen:
    phases = tuple(replace(phase, dose_micrograms=micrograms) for phase in regimen.phases)
    return replace(regimen, phases=phases)


def _set_aside(reasons: Reasons, facts: Facts, offer: Offer) -> Iterator[OfferMade]:
    """What the pack offers, where the reader chose something else."""
    course = _course(facts, offer, offer.regimen)
    if course is not None:
        yield _made(reasons, offer, facts, course)


def _alternatives(reasons: Reasons, choice: Choice) -> Iterator[OfferMade]:
    knowledge = reasons.facts.guideline.knowledge
    for name in choice.offer.alternatives:
        regimen = knowledge.regimens[name]
        says = regimen.note or regimen.name
        offer = replace(
            choice.offer,
            regimen=name,
            says=says,
            product=None,
            route=None,
            sources=(),
            dose_micrograms=None,
            keeps_recorded=False,
            keeps_product=False,
        )
        course = _course(choice.facts, offer, name)
        if course is not None:
            yield _made(reasons, offer, choice.facts, course)


def _questions(facts: Facts, choice: Choice) -> Iterator[Question]:
    knowledge = facts.guideline.knowledge

    def named(offer: Offer) -> str:
        return knowledge.regimens[offer.regimen].name if offer.regimen else "no replacement now"

    for asked in choice.questions:
        yield Question(
            id=asked.fact,
            asks=facts.guideline.fact(asked.fact).asks,
            if_yes=named(asked.if_yes),
            if_no=named(asked.if_no),
        )


def _latest(facts: Facts, phases: tuple[Phase, ...], start: date, review: date | None) -> date:
    """Up to when doses are dated: a review that decides, otherwise so many months ahead.

    A review decides about a phase that ends when something is seen, and about any course that
    follows a treatment that has failed.
    """
    months = int(facts.guideline.knowledge.settings["dated_months"].value)
    latest = add_months(start, months)
    failing = facts.value("treatment_failing") is True
    if review is not None and (failing or any(_seen(phase) for phase in phases)):
        return min(latest, review)
    return latest


def _dates(facts: Facts, phases: tuple[Phase, ...], start: date, latest: date) -> Schedule | None:
    if not phases:
        return None
    dated = tuple(replace(phase, timing=_dated(phase.timing)) for phase in phases)
    request = ScheduleRequest(
        start=_first_due(facts, dated[0], start), phases=dated, stop_after=latest
    )
    return schedule(request, scheduling_rules(facts.guideline.knowledge))


def _dated(timing: Timing) -> Timing:
    """The timing by which doses are dated, of a range that the source leaves."""
    if isinstance(timing, EveryMonths) and timing.months_dated is not None:
        return EveryMonths(timing.months_dated)
    return timing


def _seen(phase: Phase) -> bool:
    """Whether a phase ends when a blood count or a clinician's judgement says so."""
    return isinstance(phase.ends, OnEvent) and phase.ends.event in (
        "counts_normal",
        "no_further_improvement",
    )


def _first_due(facts: Facts, phase: Phase, start: date) -> date:
    """The start, or the day on which the next maintenance dose falls due after the last given."""
    given = treatments(facts.by_group, facts.on, facts.guideline)
    dated = [s.until for s in given if s.until is not None and s.route in ("im", "sc")]
    last = max(dated, default=None)
    if last is None:
        return start
    match phase.timing:
        case EveryMonths(months=months):
            return max(start, add_months(last, months))
        case EveryDays(days=days) if days >= DAYS_OF_WEEK:
            return max(start, last + timedelta(days=days))
        case _:
            return start


def _doses(dated: Schedule) -> Iterator[PlannedDose]:
    for dose in dated.doses:
        yield PlannedDose(
            on=dose.on,
            phase=dose.phase_name,
            dose_micrograms=dose.dose_micrograms,
            route=dose.route,
            note=dose.why_moved,
        )


def _courses(dated: Schedule, offer: OfferMade, latest: date) -> Iterator[Course]:
    oral = dated.oral
    if oral is None or oral.first is None or oral.dose_micrograms is None or offer.route is None:
        return
    yield Course(
        first=oral.first,
        last=oral.last or latest,
        every_days=Decimal(oral.every_days or 1),
        dose_micrograms=oral.dose_micrograms,
        route=offer.route,
    )


def _continues(phases: tuple[Phase, ...], duration: str, review: date | None, latest: date) -> str:
    """How it goes on after the last date."""
    seen = next((phase for phase in phases if _seen(phase)), None)
    if review is not None and (seen is not None or review == latest):
        what = f"The {seen.name} phase is" if seen else "Doses are"
        return (
            f"{what} dated up to the review on {review.isoformat()}, which "
            f"decides how it goes on. {LASTS[duration]}"
        )
    return LASTS[duration]


def _notes(facts: Facts, offer: OfferMade | None, course: Prescribed | None) -> Iterator[str]:
    if offer is None or course is None:
        return
    if not course.regimen.offered and course.regimen.phases:
        yield "This course is known by name only; no pack offers it."
    if offer.product_alternatives:
        yield "Intervals do not carry over from one cobalamin to the other."
    given = treatments(facts.by_group, facts.on, facts.guideline)
    products = {s.concept for s in given} & facts.guideline.knowledge.products.keys()
    if offer.product and products and offer.product not in products:
        yield f"The product changes, from {' and '.join(sorted(products))} to {offer.product}."
    if facts.value("injected_b12_now") and all(s.until is None for s in given):
        yield "The day of the last injection is not known; the dates count from the start."
