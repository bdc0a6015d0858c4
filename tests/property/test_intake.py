"""What must hold of every diet."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from corrin.care.absorption import Absorption, Meals, taken_apart
from corrin.knowledge.load import knowledge

SMALL = 1e-9
"""What sums of many floats may differ by."""

ways = st.sampled_from(["intact", "food_bound", "passive_only"])
categories = st.sampled_from(["", "egg", "fortified_cereal", "fish"])
micrograms = st.floats(0, 100)
a_day = st.floats(0, 9)
helpings = st.tuples(micrograms, categories, a_day)
diets = st.lists(helpings, max_size=6)


def absorbed(foods, way="intact"):
    model = Absorption.of(knowledge().absorption, way)
    meals = Meals()
    for each in foods:
        meals = model.with_food(meals, *each)
    return model.of_meals(meals)


@given(diets, helpings, ways)
def test_more_food_is_never_less_absorbed(foods, more, way):
    assert absorbed([*foods, more], way) >= absorbed(foods, way) - SMALL


@given(diets, micrograms, micrograms, categories, a_day, ways)
def test_a_larger_helping_is_never_less_absorbed(foods, less, more, category, often, way):
    small, large = sorted((less, more))

    small_absorbed = absorbed([*foods, (small, category, often)], way)
    assert absorbed([*foods, (large, category, often)], way) >= small_absorbed - SMALL


@given(diets, micrograms, categories, a_day, a_day, ways)
def test_a_food_eaten_more_often_is_never_less_absorbed(foods, amount, category, less, more, way):
    seldom, often = sorted((less, more))

    seldom_absorbed = absorbed([*foods, (amount, category, seldom)], way)
    assert absorbed([*foods, (amount, category, often)], way) >= seldom_absorbed - SMALL


@given(st.permutations(range(5)), st.lists(helpings, min_size=5, max_size=5), ways)
def test_the_order_of_entries_never_matters(order, foods, way):
    other = [foods[place] for place in order]

    assert abs(absorbed(other, way) - absorbed(foods, way)) < SMALL


@given(diets, micrograms, categories, a_day, st.integers(1, 4), ways)
def test_splitting_a_helping_over_meals_never_absorbs_less(
    foods, amount, category, often, parts, way
):
    whole = absorbed([*foods, (amount, category, often)], way)
    split = absorbed([*foods, (amount / parts, category, often * parts)], way)

    assert split >= whole - SMALL


@given(micrograms, a_day, st.integers(1, 4), ways)
def test_splitting_a_tablet_never_absorbs_less(amount, often, parts, way):
    model = Absorption.of(knowledge().absorption, way)

    whole = taken_apart([(amount, often)], model)
    assert taken_apart([(amount / parts, often * parts)], model) >= whole - SMALL


@given(diets, ways)
def test_nobody_absorbs_more_than_is_free_nor_less_than_passively(foods, way):
    model = Absorption.of(knowledge().absorption, way)
    freed = sum(amount * model.release(category) * often for amount, category, often in foods)

    assert 0.01 * freed - SMALL <= absorbed(foods, way) <= freed + 0.01 * freed + SMALL


@given(diets)
def test_a_healthy_person_absorbs_most_and_one_without_intrinsic_factor_least(foods):
    healthy, bound, without = (
        absorbed(foods, way) for way in ("intact", "food_bound", "passive_only")
    )

    assert healthy >= bound - SMALL
    # free and bound food alike cross passively, so that without acid the least may be less still
    assert healthy >= without - SMALL


@given(st.decimals(0, 5000, places=2))
def test_no_meal_carries_more_than_its_capacity(amount):
    model = Absorption.of(knowledge().absorption, "intact")

    active = model.of_dose(float(amount)) - 0.01 * float(amount)
    assert active <= float(Decimal("1.24"))
