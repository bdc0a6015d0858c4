"""The model of absorption against what was measured, each with the tolerance that it is held to."""

import itertools

import pytest

from corrin.care.absorption import Absorption, Meals
from corrin.knowledge.load import knowledge


def absorption(way="intact"):
    return Absorption.of(knowledge().absorption, way)


@pytest.mark.parametrize(
    ("micrograms", "share", "tolerance"),
    [
        pytest.param(1, 0.50, 0.01, id="Adams 1971, 1 ug: nearly 50 % (fitted)"),
        pytest.param(5, 0.20, 0.01, id="Adams 1971, 5 ug: 20 % (fitted)"),
        pytest.param(25, 0.05, 0.20, id="Adams 1971, 25 ug: just over 5 % (held out)"),
        pytest.param(1000, 0.013, 0.20, id="NIH ODS, 1000 ug: about 1.3 % (held out)"),
    ],
)
def test_a_dose_of_crystalline_b12(micrograms, share, tolerance):
    assert absorption().of_dose(micrograms) / micrograms == pytest.approx(share, rel=tolerance)


def test_500_micrograms_are_a_known_miss():
    """The NIH Office gives about 2 %, ten micrograms. No line through Adams and through 1 % passive
    gives that: here it is a capacity of 1.24 and 5 by passive diffusion."""
    assert absorption().of_dose(500) == pytest.approx(1.24 + 5, abs=0.01)


@pytest.mark.parametrize(
    ("micrograms", "category", "absorbed", "tolerance"),
    [
        pytest.param(2, "", 0.6517, 0.01, id="Doets 2013, 2 ug of food (fitted)"),
        pytest.param(5, "", 1.3189, 0.30, id="Doets 2013, 5 ug of food: its line knows no limit"),
        pytest.param(2, "egg", 0.55, 0.01, id="Garrod 2019, 2 ug in eggs (fitted)"),
    ],
)
def test_b12_in_food_at_one_meal(micrograms, category, absorbed, tolerance):
    model = absorption()

    freed = micrograms * model.release(category)

    assert model.of_dose(freed) == pytest.approx(absorbed, rel=tolerance)


def test_without_intrinsic_factor_one_part_in_a_hundred():
    """Pernicious anaemia: about 3 of 300 micrograms."""
    assert absorption("passive_only").of_dose(300) == pytest.approx(3, rel=0.01)


@pytest.mark.parametrize(
    "category", ["fortified_cereal", "fortified_plant_milk", "fortified_yeast"]
)
def test_with_too_little_acid_only_what_is_bound_in_food_is_lost(category):
    """Marcuard 1994, Saltzman 1994, Schenk 1996: 0.12 to 0.41 of protein-bound B12 is left, and
    free B12 is absorbed as before."""
    whole, less = absorption(), absorption("food_bound")

    assert 0.12 <= less.release("") / whole.release("") <= 0.41
    assert less.release(category) == whole.release(category) == 1
    assert less.of_dose(50) == whole.of_dose(50)


def test_the_integral_is_the_sum_over_all_ways_in_which_foods_meet():
    """Four foods are at a meal or not: sixteen ways, each with its chance, added up one by one."""
    model = absorption()
    foods = [(2.1, 1 / 3), (0.5, 2 / 3), (4.9, 1 / 21), (0.01, 1 / 3)]  # ug freed, share of meals
    by_hand = 0.0
    for there in itertools.product((True, False), repeat=len(foods)):
        chance, amount = 1.0, 0.0
        for (freed, share), eaten in zip(foods, there, strict=True):
            chance *= share if eaten else 1 - share
            amount += freed if eaten else 0
        by_hand += chance * 1.24 * amount / (1.53 + amount)
    meals = Meals()
    for freed, share in foods:
        meals = model.with_food(meals, freed, "fortified_cereal", share * 3)

    passive = 0.01 * sum(freed * share * 3 for freed, share in foods)
    assert model.of_meals(meals) == pytest.approx(3 * by_hand + passive, abs=1e-6)


def test_food_eaten_at_every_meal_is_absorbed_as_three_doses():
    model = absorption()
    meals = model.with_food(Meals(), 1.0, "fortified_cereal", 3)

    assert model.of_meals(meals) == pytest.approx(3 * model.of_dose(1.0), abs=1e-6)


def test_food_eaten_more_often_than_there_are_meals_fills_each_of_them():
    """Nine helpings a day are three at each of three meals."""
    model = absorption()
    meals = model.with_food(Meals(), 0.4, "fortified_cereal", 9)

    assert model.of_meals(meals) == pytest.approx(3 * model.of_dose(1.2), abs=1e-6)
