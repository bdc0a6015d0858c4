"""Who is at risk and by what, the intake that this life stage needs, and foods that give it."""

from collections.abc import Iterator

from corrin.care.facts import Facts
from corrin.care.intake_avoided import proposed
from corrin.care.reasons import Reasons
from corrin.domain.food import Food, IntakeRow, IntakeSet
from corrin.domain.knowledge import Rule
from corrin.domain.person import ListName
from corrin.domain.plan import FoodNamed, IntakeTarget, Risk

FED_OTHERWISE = ("under_24_months", "pa_shown", "irreversible_surgery", "b12_blocked")
"""The facts of those to whom no food is named: it does not help them, or is not eaten so."""
NOT_SAID: dict[ListName, str] = {
    "diet": "what is eaten, and what is not",
    "allergies": "what is not tolerated",
}
"""The lists that say which food is none for a person, and what each of them would say."""


def risk(reasons: Reasons, folded: tuple[Rule, ...]) -> Risk:
    """The risk of a person, the target intake of the pack first, and foods that fit the diet."""
    foods = tuple(_foods(reasons))
    return Risk(
        factors=tuple(reasons.conclude(rule) for rule in reasons.collect("risk")),
        targets=tuple(targets(reasons)),
        diet=tuple(reasons.conclude(rule) for rule in folded if rule.part == "risk"),
        foods=foods,
        foods_unless=tuple(_unless(reasons.facts)) if foods else (),
    )


def targets(reasons: Reasons) -> Iterator[IntakeTarget]:
    """The reference intakes for this life stage, that of the pack first."""
    own = reasons.facts.guideline.pack.intake_set
    for known in reasons.facts.guideline.intakes:
        row = row_of(reasons.facts, known)
        if row is not None:
            yield IntakeTarget(
                body=known.name,
                kind=row.kind,
                micrograms_per_day=row.value,
                group=row.group,
                verified=row.verified,
                sources=reasons.cite_ids(known.sources) if known.id == own else (),
            )


def row_of(facts: Facts, known: IntakeSet) -> IntakeRow | None:
    """The reference intake of a body for the age and state of a person."""
    state = "any"
    if facts.value("pregnancy"):
        state = "pregnant"
    elif facts.value("lactation"):
        state = "lactating"
    age = facts.person.age_months
    for row in known.rows:
        if row.state != state:
            continue
        last = row.age_months_to
        if last is not None and (age is None or age > last):
            continue
        first = row.age_months_from
        if first is None or (age is not None and age >= first):
            return row
    return None


def _foods(reasons: Reasons) -> Iterator[FoodNamed]:
    """The richest foods by portion that nothing said speaks against, one of each category and
    those of no maker first."""
    facts = reasons.facts
    if any(facts.value(fact) for fact in FED_OTHERWISE):
        return
    most = int(facts.guideline.knowledge.settings["foods_named"].value)
    richest: dict[str, Food] = {}
    for food in proposed(reasons):
        richest.setdefault(food.category, food)
        if len(richest) == most:
            break
    for food in richest.values():
        portion = food.portions[0]
        yield FoodNamed(
            says=f"{food.name}: {portion.says}, {portion.b12_micrograms} micrograms",
            verified=food.verified,
            sources=reasons.cite_ids(food.sources),
        )


def _unless(facts: Facts) -> Iterator[str]:
    """What nobody said, by which a food may be none for this person."""
    concepts = facts.guideline.knowledge.concepts
    eats = any(
        one.subject == "self" and concepts[one.concept].kind == "diet"
        for one in facts.person.statements
    )
    for name, says in NOT_SAID.items():
        if name not in facts.person.asked and not (name == "diet" and eats):
            yield says
