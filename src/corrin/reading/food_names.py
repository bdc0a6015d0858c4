"""The foods and household measures by the words that people use for them."""

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from corrin.domain.food import Food, Measure
from corrin.domain.words import WordIndex
from corrin.reading.line import Line
from corrin.reading.tokens import Spelling

FoodLookup = Callable[[str], tuple[Food, ...]]
"""Foods from elsewhere, such as an imported table, by an id or by words of their name."""

LONGEST_NAME = 10
"""Words in the longest name of a food that is looked for."""


def folded_foods(foods: Iterable[Food], spelling: Spelling) -> dict[str, str]:
    """The folded names of some foods, and their ids; the first of two foods keeps a name."""
    named: dict[str, str] = {}
    for food in foods:
        for name in (*food.names, food.name, food.id.replace("_", " ")):
            named.setdefault(" ".join(spelling.folds(name)), food.id)
    return named


def folded_measures(measures: Iterable[Measure], spelling: Spelling) -> dict[str, str]:
    """The folded names of some measures, and their ids."""
    return {
        " ".join(spelling.folds(name)): measure.id for measure in measures for name in measure.names
    }


class FoodNames(Struct, frozen=True):
    """What the folded names of foods and measures name."""

    words: WordIndex
    foods: Mapping[str, Food]
    measures: Mapping[str, Measure]
    spelling: Spelling

    def food(self, name: str) -> Food | None:
        """The food that a whole text names."""
        known = self.words.foods.get(" ".join(self.spelling.folds(name)))
        return None if known is None else self.foods[known]

    def food_at(self, line: Line, at: int) -> tuple[int, Food] | None:
        """Where the longest name of a food ends that begins at a token, and the food."""
        found = _longest(self.words.foods, line, at)
        return None if found is None else (found[0], self.foods[found[1]])

    def measure_at(self, line: Line, at: int) -> tuple[int, Measure] | None:
        """Where the longest name of a measure ends that begins at a token, and the measure."""
        found = _longest(self.words.measures, line, at)
        return None if found is None else (found[0], self.measures[found[1]])


def _longest(known: Mapping[str, str], line: Line, at: int) -> tuple[int, str] | None:
    found: tuple[int, str] | None = None
    key = ""
    for end in range(at, min(at + LONGEST_NAME, len(line))):
        if line.tokens[end].kind in ("comma", "break"):
            break
        key = f"{key} {line.fold(end)}" if key else line.fold(end)
        if key in known:
            found = end + 1, known[key]
    return found
