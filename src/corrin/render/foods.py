"""Foods that were found, as a page."""

from decimal import Decimal

from corrin.domain.food import Food
from corrin.render.page import Item, Page, Section, items
from corrin.render.phrases import marked, number, sentence
from corrin.render.visible import cut

PORTIONS = 3


def foods_page(text: str, foods: tuple[Food, ...]) -> Page:
    """Each food with its vitamin B12, its portions and where it is from."""
    return Page(
        f"Foods called {cut(text)}",
        (),
        (Section(f"{len(foods)} found", items(*map(_food, foods))),),
    )


def _food(food: Food) -> Item:
    per = food.b12_micrograms_per_100_g
    says = f"{food.name} ({food.id}): " + (
        "varies too widely to count" if per is None else f"{number(per)} micrograms in 100 g"
    )
    portions = [
        f"{each.says} ({number(each.grams)} g): {_amount(each.b12_micrograms)}"
        for each in food.portions[:PORTIONS]
    ]
    notes = [
        "; ".join(portions),
        f"Also called {', '.join(food.names)}." if food.names else "",
        sentence(food.note) if food.note else "",
    ]
    from_ = marked(f"[{'; '.join(food.sources)}]", food.verified)
    return Item(f"{says} {from_}", tuple(filter(None, notes)))


def _amount(micrograms: Decimal | None) -> str:
    return "not known" if micrograms is None else f"{number(micrograms)} micrograms"
