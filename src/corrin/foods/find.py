"""Foods by name, of the knowledge and of what was imported."""

from collections.abc import Iterable
from pathlib import Path

from corrin.domain.food import Food
from corrin.foods import cache
from corrin.reading.food_names import FoodLookup
from corrin.reading.tokens import Spelling


def find(
    text: str, foods: Iterable[Food], spelling: Spelling, path: Path, most: int
) -> tuple[Food, ...]:
    """The foods in whose names every word of a text begins a word: those of the knowledge first.

    Raises:
        CacheUnreadable: the imported foods are damaged.
    """
    words = spelling.folds(text)
    known = [food for food in foods if words and _fits(food, words, spelling)]
    known.sort(key=lambda food: (_called(food, words, spelling), len(food.name), food.id))
    seen = {food.id for food in known}
    imported = cache.find(path, text, spelling, most + len(seen))
    return (*known, *(food for food in imported if food.id not in seen))[:most]


def lookup(path: Path, spelling: Spelling) -> FoodLookup:
    """The imported foods of an id or a name: the one called so, or all that may be meant."""

    def foods(text: str) -> tuple[Food, ...]:
        exact = cache.by_id(path, text)
        return (exact,) if exact is not None else cache.find(path, text, spelling, len(text))

    return foods


def _fits(food: Food, words: list[str], spelling: Spelling) -> bool:
    said = [fold for name in (food.name, *food.names) for fold in spelling.folds(name)]
    return all(any(fold.startswith(word) for fold in said) for word in words)


def _called(food: Food, words: list[str], spelling: Spelling) -> bool:
    """False, which sorts first, where the words are one of its names."""
    return not any(spelling.folds(name) == words for name in food.names)
