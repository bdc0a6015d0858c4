"""The maintenance that is on record: its product and its interval, as far as they are kept."""

from typing import assert_never

from msgspec.structs import replace

from corrin.care.facts import Facts
from corrin.care.given import treatments
from corrin.care.phase_words import how_often
from corrin.domain.knowledge import Offer
from corrin.domain.person import Dose, Statement
from corrin.domain.regimen import (
    DAYS_OF_WEEK,
    INJECTED,
    EveryDays,
    EveryMonths,
    Regimen,
    Timing,
    days_apart,
)


def as_recorded(facts: Facts, regimen: Regimen, product: str, offer: Offer) -> tuple[Regimen, str]:
    """A maintenance course with the product and the interval of the injections on record."""
    latest = _injected(facts)
    if latest is None:
        return regimen, product
    if latest.concept in facts.guideline.knowledge.products:
        product = latest.concept
    timing = _interval_of(latest.dose)
    if timing is not None and offer.shortens_recorded:
        timing = _shorter(facts, timing)
    usual = regimen.phases[-1].timing
    month = facts.guideline.knowledge.settings["interval_days_in_month"].value
    longer = timing is not None and days_apart(timing, month) > days_apart(usual, month)
    if longer and offer.caps_recorded:
        timing = _shortest(usual)
    if timing is not None and timing != usual:
        phases = (*regimen.phases[:-1], replace(regimen.phases[-1], timing=timing))
        name = f"Maintenance by injection {how_often(timing)}"
        regimen = replace(regimen, name=name, phases=phases)
    return regimen, product


def product_as_recorded(facts: Facts, regimen: Regimen, product: str) -> str:
    """The product of the injections on record, where the source gives the regimen for it too."""
    latest = _injected(facts)
    meant = {regimen.product, *regimen.product_alternatives}
    return latest.concept if latest is not None and latest.concept in meant else product


def _injected(facts: Facts) -> Statement | None:
    """The injections on record that count: the last named of those that go on, or went on."""
    given = treatments(facts.by_group, facts.on, facts.guideline)
    injected = [s for s in given if s.route in INJECTED]
    kept = [s for s in injected if s.status == "current"] or injected
    return kept[-1] if kept else None


def _shorter(facts: Facts, timing: EveryDays | EveryMonths) -> Timing:
    """The interval that is a step shorter, never below one step."""
    settings = facts.guideline.knowledge.settings
    match timing:
        case EveryMonths(months=months):
            step = int(settings["interval_step_months"].value)
            return EveryMonths(max(step, months - step))
        case EveryDays(days=days):
            step = int(settings["interval_step_days"].value)
            return EveryDays(max(step, days - step))
        case _ as never:
            assert_never(never)


def _shortest(timing: Timing) -> Timing:
    """The shortest interval of a range."""
    match timing:
        case EveryMonths(months=months):
            return EveryMonths(months)
        case EveryDays(days=days):
            return EveryDays(days)
        case _:
            return timing


def _interval_of(dose: Dose | None) -> EveryDays | EveryMonths | None:
    if dose is None:
        return None
    if dose.every_months is not None and dose.every_months == int(dose.every_months):
        return EveryMonths(int(dose.every_months))
    if dose.every_days is not None and dose.every_days >= DAYS_OF_WEEK:
        return EveryDays(int(dose.every_days))
    return None
