"""The foods that may be proposed to a person, without those that they do not eat."""

import re
from collections.abc import Iterator

from corrin.care.reasons import Reasons
from corrin.domain.food import Avoidance, Food
from corrin.domain.person import Statement

FOOD_ALLERGIES = ("animal_food", "fish_food", "other_food", "yeast_allergen", "food_allergy")
"""The concepts whose words say which food is not tolerated, or not eaten."""


def proposed(reasons: Reasons) -> Iterator[Food]:
    """Foods to eat that hold enough to count, fit the diet, and are not avoided."""
    facts = reasons.facts
    avoided = list(avoidances(reasons))
    categories = {category for each in avoided for category in each.categories}
    diets = {diet for each in avoided for diet in each.diets}
    for food in facts.held(facts.guideline.foods):
        if food.category not in categories and food.diet not in diets:
            yield food


def avoidances(reasons: Reasons) -> Iterator[Avoidance]:
    """What this person does not eat."""
    facts = reasons.facts
    said = " ".join(
        statement.words.casefold().replace("-", " ")
        for concept in FOOD_ALLERGIES
        for statement in facts.by_group.get(concept, ())
        if statement.subject == "self" and _not_eaten(statement)
    )
    for each in facts.guideline.knowledge.avoidances.values():
        everybody = each.when is None and not each.names
        stated = each.when is not None and facts.holds(each.when) is True
        if everybody or stated or (said and any(_named(name, said) for name in each.names)):
            yield each


def _named(food: str, said: str) -> bool:
    """Whether words name a food, one or several of it."""
    return re.search(rf"\b{re.escape(food)}(?:s|es)?\b", said) is not None


def _not_eaten(statement: Statement) -> bool:
    """Whether words of a food say that it is not tolerated, or in the diet that there is none."""
    if not statement.present:
        return statement.listed == "diet" and not statement.allergy
    unbearable = statement.allergy or statement.listed == "conditions"
    return unbearable or statement.concept == FOOD_ALLERGIES[-1]
