"""Which regimen is offered, and what must be asked before that can be said.

The offers of a pack are tried in order. Where one hangs on something that a person could state
and nobody has asked, every completion is tried: if all lead to the same offer nothing is asked;
if they differ, the questions that make the difference are, and the offer that holds as long as
nothing is answered is provisional.
"""

from collections.abc import Iterator

from msgspec import Struct

from corrin.care.facts import Facts
from corrin.domain.knowledge import Offer

MOST_COMPLETIONS = 64
"""A bound on the completions that are tried; beyond it the questions found so far are asked."""


class Asked(Struct, frozen=True):
    """A question, and what would be offered on each answer."""

    fact: str
    if_yes: Offer
    if_no: Offer


class Choice(Struct, frozen=True):
    """The leading offer and the questions on which another would lead."""

    offer: Offer
    facts: Facts
    """The facts as the offer assumes them."""
    questions: tuple[Asked, ...]


def choose(facts: Facts) -> Choice:
    """The first offer that holds, and what to ask first."""
    leading, assumed = _leading(facts)
    unknown = [fact for fact in assumed.assumed if fact not in facts.assumed]
    alone = [_on_yes(facts, fact, leading) for fact in unknown]
    questions = [asked for asked in alone if asked.if_yes.regimen != leading.regimen]
    if not questions and _differ(facts, leading):
        questions = alone
    return Choice(leading, assumed, tuple(questions))


def _on_yes(facts: Facts, fact: str, leading: Offer) -> Asked:
    """What would be offered if this one thing were so and the rest not."""
    return Asked(fact, _leading(facts.assume(fact, value=True))[0], leading)


def _differ(facts: Facts, leading: Offer) -> bool:
    """Whether some completion of what is not known leads to another offer."""
    outcomes = _outcomes(facts, MOST_COMPLETIONS)
    return any(offer.regimen != leading.regimen for offer in outcomes)


def _leading(facts: Facts) -> tuple[Offer, Facts]:
    """The offer that holds while what nobody asked is not the case."""
    for offer, holds in _tried(facts):
        if holds:
            return offer, facts
        if holds is None and (question := _question(facts, offer)) is not None:
            return _leading(facts.assume(question, value=False))
    raise LookupError(f"pack {facts.guideline.pack.id} has no offer for everybody")


def _outcomes(facts: Facts, left: int) -> Iterator[Offer]:
    """The offers of every completion of what is not known."""
    for offer, holds in _tried(facts):
        if holds is None and left > 1 and (question := _question(facts, offer)) is not None:
            yield from _outcomes(facts.assume(question, value=True), left // 2)
            yield from _outcomes(facts.assume(question, value=False), left // 2)
            return
        if holds:
            yield offer
            return


def _tried(facts: Facts) -> Iterator[tuple[Offer, bool | None]]:
    offers = facts.guideline.pack.offers
    return zip(offers, facts.each(offers), strict=True)


def _question(facts: Facts, offer: Offer) -> str | None:
    return None if offer.when is None else next(facts.undecided(offer.when), None)
