"""The hours of a person: what is taken by the record, in the person's own day."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import UNSET, UnsetType

from corrin.care.facts import Facts
from corrin.care.reasons import Reasons
from corrin.care.timing import hours
from corrin.care.timing_day import windows
from corrin.care.timing_rules import timing_rules
from corrin.care.timing_said import COBALAMIN
from corrin.domain.day import Day, Taken
from corrin.domain.person import Person, Route, Statement
from corrin.domain.plan import Treatment
from corrin.domain.timing import Hours, TimingRequest
from corrin.domain.two_readings import POINT, two_readings

BY_MOUTH: frozenset[Route | None] = frozenset({None, "oral", "sublingual"})
MICROGRAMS_IN_MG = 1000
MEDICINES = frozenset({"medicines", "exposures", "prior_treatment", "notes"})


def has_hours(person: Person) -> bool:
    """Whether anything says when something is taken, or how the day goes."""
    return person.day is not None or any(one.at for one in person.statements)


def plan_hours(reasons: Reasons, treatment: Treatment) -> Hours | UnsetType:
    """The hours in a plan: of what is offered or taken by mouth, where times are known."""
    facts = reasons.facts
    placed = by_mouth(facts, treatment)
    if placed is None or not has_hours(facts.person):
        return UNSET
    found = person_hours(facts, *placed)
    for rule in (*found.rules, *found.keep_apart):
        reasons.cite_ids(rule.sources)
    return found


def person_hours(facts: Facts, route: Route, product: str | None, *notes: str) -> Hours:
    """When a person takes vitamin B12 by a route, beside what the record says of the day.

    Args:
        product: the preparation, where one is offered or taken.
        notes: what else is to be said of it.
    """
    person, guideline = facts.person, facts.guideline
    rules = timing_rules(guideline.knowledge, guideline.pack.id)
    day = person.day or Day()
    window, rest = windows(day, rules.morning)
    return hours(
        TimingRequest(
            route=route,
            product=frozenset(filter(None, (product,))),
            window=window,
            second=rest,
            items=(*day.items, *_taken(facts)),
            own=tuple(_own(facts)),
            fasts=day.fasts,
            awake=day.awake,
            notes=(*notes, *_two_readings(facts)),
        ),
        rules,
    )


def by_mouth(facts: Facts, treatment: Treatment) -> tuple[Route, str | None] | None:
    """The way and preparation of the vitamin B12 that is offered by mouth, or else taken so."""
    offer = treatment.offer
    if offer is not None and offer.route in ("oral", "sublingual"):
        return offer.route, offer.product
    for one in facts.by_group.get(COBALAMIN, ()):
        if _now(one) and one.route in ("oral", "sublingual"):
            return one.route, one.concept
    return None


def treated_with(facts: Facts) -> Statement | None:
    """The treatment with vitamin B12 that a record names last as given so far."""
    given = (
        one
        for one in facts.by_group.get(COBALAMIN, ())
        if one.present and one.subject == "self" and not one.allergy
    )
    return next((one for one in reversed([*given]) if one.status in ("current", "past")), None)


def _own(facts: Facts) -> Iterator[Taken]:
    """The vitamin B12 that is swallowed now, each time of it."""
    for one in facts.by_group.get(COBALAMIN, ()):
        if _now(one) and one.route in BY_MOUTH:
            for at in one.at:
                yield Taken(name=_named(one), field=one.source, at=at)


def _taken(facts: Facts) -> Iterator[Taken]:
    """What the person takes now, each time of each thing; vitamin B12 where its time is known."""
    timed = {one.concept for one in facts.person.statements if one.at}
    for one in facts.person.statements:
        groups = facts.guideline.groups[one.concept]
        known = bool(one.at) or (one.concept not in timed and COBALAMIN not in groups)
        if not _now(one) or not known:
            continue
        for at in one.at or (None,):
            yield Taken(
                name=_named(one),
                field=one.source,
                concepts=groups,
                at=at,
                milligrams=_milligrams(one),
                by_mouth=one.route in BY_MOUTH,
            )


def _milligrams(one: Statement) -> Decimal | None:
    """Milligrams of a thing taken; None where they are not known, or can be read in two ways."""
    if one.dose is None or two_readings(one.dose.printed):
        return None
    return one.dose.micrograms / MICROGRAMS_IN_MG


def _two_readings(facts: Facts) -> Iterator[str]:
    """What is said of doses that can be read in two ways."""
    for one in facts.person.statements:
        either = None if one.dose is None else two_readings(one.dose.printed)
        if _now(one) and either:
            yield f"{one.source} “{_named(one)}”: {POINT}; write {either}. It counts as not known."


def _named(one: Statement) -> str:
    """The words for a thing, with its dose where that stands beside them."""
    if one.dose is None or one.dose.printed in one.words:
        return one.words
    return f"{one.words} {one.dose.printed}"


def _now(one: Statement) -> bool:
    return (
        one.present
        and one.subject == "self"
        and not one.allergy
        and one.status == "current"
        and one.listed in MEDICINES
    )
