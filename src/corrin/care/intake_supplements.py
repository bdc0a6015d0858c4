"""The vitamin B12 that a person swallows as a supplement or medicine."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from corrin.care.absorption import cents
from corrin.care.reasons import Reasons
from corrin.domain.intake import Amount, Counted
from corrin.domain.person import Dose, Statement

UNKNOWN_DOSE = "the dose is not known, and not counted"
COUNTED_ONCE = "the diet names it too; it is taken to be the same and counted once"
COUNTED_TWICE = "if it is the same as {}, it is counted twice: say it in one place"
SWALLOWED = (None, "oral", "sublingual")
"""Routes by which a dose passes through the gut; one not said is taken to be by mouth."""


def supplements(reasons: Reasons) -> Iterator[Counted]:
    """Each product of vitamin B12 that is swallowed now, with dose and how often."""
    facts = reasons.facts
    month = facts.guideline.knowledge.settings["interval_days_in_month"].value
    taken = [
        said
        for said in facts.by_group.get("b12_product", ())
        if _taken_now(said) and said.route in SWALLOWED and not _is_food(reasons, said)
    ]
    for said in taken:
        if said.listed == "diet" and any(_same(said, other) for other in taken):
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
            note=_note(said, taken),
            verified="true",
            sources=(),
        )


def _same(said: Statement, other: Statement) -> bool:
    """Whether an entry outside the diet says the same as one in it."""
    alike = said.concept == other.concept and _amount(said.dose) == _amount(other.dose)
    return other.listed != "diet" and alike


def _amount(dose: Dose | None) -> tuple[Decimal | None, ...]:
    if dose is None:
        return ()
    return dose.micrograms, dose.times_per_day, dose.every_days, dose.every_months


def _note(said: Statement, taken: Sequence[Statement]) -> str | None:
    """What is to be known of a product: how it was counted, and whether it stands twice."""
    notes = [UNKNOWN_DOSE] if said.dose is None else []
    others = [other for other in taken if (other.listed == "diet") != (said.listed == "diet")]
    if any(_same(other, said) for other in others):
        notes.append(COUNTED_ONCE)
    elif others:
        notes.append(COUNTED_TWICE.format(", ".join(other.source for other in others)))
    return "; ".join(notes) or None


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
