"""What is offered to one person: the regimen as it is meant, its product, its alternatives."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from corrin.care.choose import Choice
from corrin.care.facts import Facts
from corrin.care.phase_words import how_often, until
from corrin.care.reasons import Reasons
from corrin.care.recorded import as_recorded, product_as_recorded
from corrin.domain.knowledge import Offer
from corrin.domain.plan import OfferMade, PhasePlan
from corrin.domain.regimen import Never, OnEvent, Phase, Regimen
from corrin.domain.rule import weaker

CHOSEN = "Chosen by the reader in place of what is offered."


def meant_for(
    offer: OfferMade | None, routes: tuple[str, ...], products: tuple[str, ...] = ()
) -> bool:
    """Whether what concerns some routes and products concerns an offer; none named means all."""
    if offer is None:
        return True
    return (not routes or offer.route in routes) and (not products or offer.product in products)


class Prescribed(Struct, frozen=True):
    """A regimen as it is meant for one person, and its product."""

    regimen: Regimen
    product: str | None


def course_of(facts: Facts, offer: Offer, regimen_id: str) -> Prescribed:
    """The regimen as it is meant for this person: dose, product, interval."""
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


def made(reasons: Reasons, offer: Offer, facts: Facts, course: Prescribed) -> OfferMade:
    regimen, product = course.regimen, course.product
    known = facts.guideline.knowledge.products.get(product or "")
    own = Reasons(facts, reasons.words, reasons.cited)
    return OfferMade(
        regimen=regimen.id,
        name=regimen.name,
        product=product,
        product_name=known.tall_man if known else product,
        product_alternatives=tuple(p for p in regimen.product_alternatives if p != product),
        route=regimen.phases[0].route if regimen.phases else offer.route,
        says=offer.says if regimen.id == offer.regimen else CHOSEN,
        phases=tuple(_phase(phase, offer.duration) for phase in regimen.phases),
        duration=offer.duration,
        note=_note(facts, regimen),
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


def set_aside(reasons: Reasons, facts: Facts, offer: Offer) -> Iterator[OfferMade]:
    """What the pack offers, where the reader chose something else."""
    if offer.regimen is not None:
        yield made(reasons, offer, facts, course_of(facts, offer, offer.regimen))


def alternatives(reasons: Reasons, choice: Choice) -> Iterator[OfferMade]:
    knowledge = reasons.facts.guideline.knowledge
    for name in choice.offer.alternatives:
        regimen = knowledge.regimens[name]
        if choice.facts.holds(regimen.when) is not True:
            continue
        says = _note(choice.facts, regimen) or regimen.name
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
        yield made(reasons, offer, choice.facts, course_of(choice.facts, offer, name))


def _phase(phase: Phase, duration: str) -> PhasePlan:
    endless = isinstance(phase.ends, Never) and duration == "while_cause_persists"
    lasts = OnEvent("cause_resolved") if endless else phase.ends
    ends = until(lasts, lifelong=duration == "lifelong")
    daily = f", {phase.times_per_day} times a day" if phase.times_per_day > 1 else ""
    return PhasePlan(
        name=phase.name,
        says=f"{how_often(phase.timing)}{daily}, {ends}",
        route=phase.route,
        dose_micrograms=phase.dose_micrograms,
        ends=ends,
    )


def _note(facts: Facts, regimen: Regimen) -> str | None:
    """What the sources add to a course, as far as it concerns this person."""
    held = (remark.says for remark in regimen.remarks if facts.holds(remark.when))
    return " ".join((*filter(None, (regimen.note,)), *held)) or None
