"""The vitamin B12 that a person swallows as a supplement or medicine."""

from collections.abc import Iterator
from decimal import Decimal

from corrin.care.absorption import cents
from corrin.care.reasons import Reasons
from corrin.domain.intake import Amount, Counted
from corrin.domain.person import Dose, Statement

SWALLOWED = (None, "oral", "sublingual")
"""Routes by which a dose passes through the gut; one not said is taken to be by mouth."""


def supplements(reasons: Reasons) -> Iterator[Counted]:
    """Each product of vitamin B12 that is swallowed now, with dose and how often."""
    facts = reasons.facts
    month = facts.guideline.knowledge.settings["interval_days_in_month"].value
    usual = facts.guideline.knowledge.language.usual_routes
    for said in facts.by_group.get("b12_product", ()):
        route = said.route or usual.get(said.concept)
        if not _taken_now(said) or route not in SWALLOWED or _is_food(reasons, said):
            continue
        micrograms = said.dose.micrograms if said.dose is not None else None
        low, high = _per_day(said.dose, month)
        each = micrograms or Decimal(0)
        yield Counted(
            source=said.source,
            words=said.words,
            read_as=facts.guideline.knowledge.concepts[said.concept].name,
            kind="supplement",
            portion="one dose",
            micrograms=micrograms,
            per_day=Amount(low=low, high=high),
            eaten=Amount(low=cents(each * low), high=cents(each * high)),
            note=None if micrograms is not None else "the dose is not known, and not counted",
            verified="true",
            sources=(),
        )


def _taken_now(said: Statement) -> bool:
    doubted = said.qualifiers & {"possible", "resolved"}
    own = said.subject == "self" and not said.allergy
    return said.present and said.status == "current" and own and not doubted


def _is_food(reasons: Reasons, said: Statement) -> bool:
    """Whether it is food that holds B12, which counts by its portions and not as a dose."""
    return "b12_fortified" in reasons.facts.guideline.groups[said.concept]


def _per_day(dose: Dose | None, days_in_month: Decimal) -> tuple[Decimal, Decimal]:
    """How often a day, at least and at most: between never and once where it was not said."""
    if dose is None:
        return Decimal(0), Decimal(1)
    if dose.every_months is not None:
        often = 1 / (dose.every_months * days_in_month)
    elif dose.every_days is not None:
        often = (dose.times_per_day or 1) / dose.every_days
    elif dose.times_per_day is not None:
        often = dose.times_per_day
    else:
        return Decimal(0), Decimal(1)
    return often, often
