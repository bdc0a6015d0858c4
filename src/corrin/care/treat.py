"""Treatment: the offer and its alternatives, what blocks it, the dated doses, an order checked."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from corrin.care.choose import Choice
from corrin.care.dated import continues, courses, dates, doses, latest_day
from corrin.care.facts import Facts
from corrin.care.given import treatments
from corrin.care.offered import (
    CHOSEN,
    Prescribed,
    alternatives,
    course_of,
    made,
    meant_for,
    set_aside,
)
from corrin.care.order import check_order
from corrin.care.reasons import Reasons
from corrin.domain.knowledge import Offer, Rule
from corrin.domain.plan import (
    Conclusion,
    EntryUsed,
    OfferMade,
    Question,
    ScheduleStatus,
    Treatment,
)
from corrin.domain.regimen import Phase, Regimen

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
        "ask_needles",
        "wish",
        "leber_family",
        POTASSIUM_FIRST,
    }
)
NOT_OFFERED = "regimen_not_offered"
"""The block of a regimen chosen by name that is neither the offer nor one of its alternatives."""
NO_PRODUCT = "no_product_by_route"
"""The block of a regimen of which every product by its route is one that must not be given."""


class Treated(Struct, frozen=True):
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
    chosen = asked_for or offer.regimen
    course = course_of(choice.facts, offer, chosen) if chosen else None
    status = _status(choice, blocks, course, asked_for)
    begins = facts.value("start_now") is True and status != "blocked"
    unoffered = (*_without_product(reasons, course), *_not_offered(reasons, offer, asked_for))
    if unoffered and begins and status == "ready":
        status = "blocked"
    leading = made(reasons, offer, choice.facts, course) if course else None
    phases = course.regimen.phases if course else ()
    latest = latest_day(facts, phases, start, review)
    dated = dates(facts, phases, start, latest) if status == "ready" else None
    starting = reasons.collect("start")
    treatment = Treatment(
        schedule_status=status,
        says=offer.says if asked_for in (None, offer.regimen) else CHOSEN,
        because=reasons.because(offer.id, offer.when, offer.sources, offer.verified),
        offer=leading,
        provisional=status == "ask_first",
        alternatives=(
            *(set_aside(reasons, choice.facts, offer) if unoffered else ()),
            *alternatives(reasons, replace(choice, offer=offer)),
        ),
        ask_first=tuple(_questions(facts, choice)) if status == "ask_first" else (),
        blocks=(
            *(reasons.conclude(rule) for rule in blocks if rule.gives not in CAUTIONS),
            *unoffered,
        ),
        cautions=tuple(
            reasons.conclude(rule)
            for rule in blocks
            if rule.gives in CAUTIONS and meant_for(leading, (), rule.products)
        ),
        start_before_results=begins,
        start_because=reasons.conclude(starting[0]) if begins else None,
        given=tuple(
            EntryUsed(field=s.source, words=reasons.words.get(s.source, s.words))
            for s in treatments(facts.by_group, facts.on, facts.guideline)
        ),
        order=check_order(reasons, choice, status),
        doses=tuple(doses(dated)) if dated else (),
        courses=tuple(courses(dated, leading, latest)) if dated and leading else (),
        continues=continues(phases, offer.duration, review, latest) if leading else None,
        notes=tuple(_notes(facts, leading, course, dated=dated is not None)),
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
    if course is not None and course.product is None:
        return "blocked"
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
    offered = f"{named} ({offer.says.rstrip('.')})"
    yield Conclusion(
        id=NOT_OFFERED,
        says=f"The regimen chosen, {regimens[asked_for].name}, is not what the "
        f"guideline offers for this person, which is {offered}.",
        because=reasons.because(offer.id, offer.when, offer.sources, offer.verified),
    )


def _without_product(reasons: Reasons, course: Prescribed | None) -> Iterator[Conclusion]:
    """That no product of a regimen may be given to this person."""
    if course is None or course.product is not None or not course.regimen.phases:
        return
    regimen = course.regimen
    yield Conclusion(
        id=NO_PRODUCT,
        says=f"{regimen.name}: no vitamin B12 that goes by this route may be given here.",
        because=reasons.because(
            regimen.id, "hydroxocobalamin_preferred", regimen.sources, regimen.verified
        ),
    )


def _for_adults(regimen: Regimen) -> bool:
    """Whether doses of a regimen may be dated here at all."""
    return bool(regimen.phases) and regimen.audience != "paediatric"


def _questions(facts: Facts, choice: Choice) -> Iterator[Question]:
    knowledge = facts.guideline.knowledge

    def named(offer: Offer) -> str:
        return knowledge.regimens[offer.regimen].name if offer.regimen else "no replacement now"

    for asked in choice.questions:
        yield Question(
            id=asked.fact,
            asks=facts.guideline.facts[asked.fact].asks,
            if_yes=named(asked.if_yes),
            if_no=named(asked.if_no),
        )


def _notes(
    facts: Facts, offer: OfferMade | None, course: Prescribed | None, *, dated: bool
) -> Iterator[str]:
    if offer is None or course is None or not course.regimen.phases:
        return
    if not course.regimen.offered:
        yield "This course is known by name only; no pack offers it."
    if offer.product_alternatives:
        yield "Intervals do not carry over from one cobalamin to the other."
    given = treatments(facts.by_group, facts.on, facts.guideline)
    products = {s.concept for s in given} & facts.guideline.knowledge.products.keys()
    if offer.product and products and offer.product not in products:
        yield f"The product changes, from {' and '.join(sorted(products))} to {offer.product}."
    if dated and facts.value("injected_b12_now") and all(s.until is None for s in given):
        yield "The day of the last injection is not known; the dates count from the start."
