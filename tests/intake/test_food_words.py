"""What is eaten, in words and as entries: what is understood, what is refused, and why."""

from datetime import date
from decimal import Decimal

import pytest

from corrin.domain.food import Food, Portion
from corrin.knowledge.load import knowledge
from corrin.person_file import read

ON = date(2026, 11, 20)


def reading(diet, lookup=None):
    text = f"age_years: 40\nsex: male\n{diet}\n"
    return read(text.encode(), knowledge=knowledge(), on=ON, lookup=lookup)


def eaten(words):
    """Each food by id: grams at a time, and how often a week at least and at most."""
    foods = reading(f"diet: ['{words}']").person.foods
    return {
        each.food.id: (
            each.grams,
            round(each.per_day_low * 7, 2),
            round(each.per_day_high * 7, 2),
        )
        for each in foods
    }


YEAST = "nutritional_yeast_fortified"
EGG, MILK, SALMON, SOYA, CHEDDAR = "ndb_01129", "ndb_01077", "ndb_15237", "ndb_16139", "ndb_01009"


@pytest.mark.parametrize(
    ("words", "food", "grams", "low", "high"),
    [
        # by weight and volume: 1 ml of milk weighs 1.03 g, as 244 g a US cup of 236.6 ml
        ("200 ml milk a day", MILK, "206", 7, 7),
        ("200ml milk/day", MILK, "206", 7, 7),
        ("half a pint of milk daily", MILK, "292.52", 7, 7),
        ("0.5 l milk per day", MILK, "515", 7, 7),
        ("30 g of cheddar every other day", CHEDDAR, "30", 3.5, 3.5),
        ("2 oz cheddar once a week", CHEDDAR, "56.7", 1, 1),
        ("a tablespoon of milk every morning", MILK, "15.45", 7, 7),
        # by pieces, slices and portions of its own
        ("2 eggs a day", EGG, "100", 7, 7),
        ("two large eggs twice a week", EGG, "50", 4, 4),
        ("3 eggs a week", EGG, "50", 3, 3),
        ("2 slices of cheddar a day", CHEDDAR, "56", 7, 7),
        ("a tin of tuna once a month", "ndb_15121", "165", 0.23, 0.23),
        ("6 oysters twice a month", "ndb_15231", "25", 2.76, 3),
        # several cups are had at different times
        ("two glasses of milk a day", MILK, "206", 14, 14),
        ("3 cups of fortified soya milk a day", SOYA, "247.2", 21, 21),
        # without a quantity: the usual portion
        ("salmon once a week", SALMON, "85", 1, 1),
        ("a portion of salmon twice a week", SALMON, "85", 2, 2),
        # how often, as a range or not at all
        ("salmon 2-3 times a week", SALMON, "85", 2, 3),
        ("cheddar most days", CHEDDAR, "28.35", 4, 6),
        ("200 ml milk", MILK, "206", 0, 7),
        ("1-2 eggs a day", EGG, "50", 7, 14),
        # in another order, with words around it
        ("I eat about 100 g salmon on Fridays", SALMON, "100", 1, 1),
        ("twice a week 100 g salmon", SALMON, "100", 2, 2),
        ("100 g salmon, twice a week", SALMON, "100", 2, 2),
        ("half an egg a day", EGG, "25", 7, 7),
        ("1/2 pint of milk daily", MILK, "292.52", 7, 7),
        # a quantity behind a comma or in brackets
        ("salmon, 100 g, weekly", SALMON, "100", 1, 1),
        ("cheddar, 30 g, daily", CHEDDAR, "30", 7, 7),
        ("eggs, 2, daily", EGG, "100", 7, 7),
        ("2 eggs, daily", EGG, "100", 7, 7),
        ("salmon, weekly", SALMON, "85", 1, 1),
        ("milk (200 ml) daily", MILK, "206", 7, 7),
        ("nutritional yeast, 1 tablespoon twice a week", YEAST, "3.75", 2, 2),
        # parts and numbers of several
        ("1/2 cup milk daily", MILK, "123.6", 7, 7),
        ("1/4 lb cheddar a week", CHEDDAR, "113.4", 1, 1),
        ("a couple of eggs a day", EGG, "100", 7, 7),
        ("a dozen eggs a week", EGG, "50", 12, 12),
        ("half a dozen eggs a week", EGG, "50", 6, 6),
        ("100 g salmon thrice weekly", SALMON, "100", 3, 3),
        ("2 eggs Mon-Fri", EGG, "50", 10, 10),
        # by British and American names
        ("semi-skimmed milk 100 ml daily", "ndb_01079", "103", 7, 7),
        ("100 g prawns once a week", "ndb_15151", "100", 1, 1),
        ("100 g shrimp once a week", "ndb_15151", "100", 1, 1),
        ("100 g ground beef once a week", "ndb_23220", "100", 1, 1),
        ("100 g minced beef once a week", "ndb_23220", "100", 1, 1),
    ],
)
def test_a_food_with_how_much_and_how_often(words, food, grams, low, high):
    assert eaten(words) == {food: (Decimal(grams), Decimal(str(low)), Decimal(str(high)))}


def test_the_sentence_of_a_person_at_home():
    words = (
        "2 eggs a day, 200 ml milk, salmon once a week, a cup of fortified soya milk twice a week"
    )

    assert list(eaten(words)) == [EGG, MILK, SALMON, SOYA]


def test_and_shares_how_often_with_what_stands_before_it():
    assert eaten("2 eggs and 200 ml milk a day")[EGG][1:] == (7, 7)


def test_how_often_is_not_shared_with_what_stands_after_a_comma():
    assert eaten("salmon once a week, 200 ml milk")[MILK][1:] == (0, 7)


@pytest.mark.parametrize(
    "words",
    [
        "no eggs",
        "never eats fish",
        "does not drink milk",
        "used to eat 2 eggs a day",
        "husband eats 2 eggs a day",
        "possibly 2 eggs a day",
        "vegan",
        "vegetarian with eggs and dairy",
        "5 a day",
        "2 meals a day",
    ],
)
def test_what_is_denied_past_doubtful_or_of_others_is_not_eaten(words):
    assert eaten(words) == {}


@pytest.mark.parametrize(
    ("words", "why", "accepted"),
    [
        ("2 milk a day", "no unit", "millilitres"),
        ("100 ml cheddar a day", "not poured", "grams"),
        ("100 g quarkella a day", "quarkella", "foods find"),
        ("0 eggs a day", "nothing", "more than nothing"),
        ("-2 eggs a day", "less than nothing", "more than nothing"),
        ("9 kg salmon a day", "nobody eats", "at one time"),
    ],
)
def test_a_quantity_that_cannot_be_counted_is_refused_with_what_would_be(words, why, accepted):
    found = reading(f"diet: ['{words}']")

    (refused,) = found.refused
    assert refused.field == "diet[0]"
    assert why in refused.why
    assert accepted in refused.accepted
    assert found.person.foods == ()


def test_what_is_taken_without_being_said_is_said():
    warned = {w.value: w.why for w in reading("diet: ['salmon once a week, 2 eggs']").warnings}
    assert "usual portion" in warned["salmon once a week"]
    assert "up to once a day" in warned["2 eggs"]


def test_words_that_name_many_foods_are_not_counted():
    (fish,) = reading("diet: ['fish once a week']").person.foods

    assert fish.micrograms is None
    assert "Say which" in fish.food.note


def test_an_entry_with_keys_and_a_label():
    """0.5 micrograms in 100 ml are 1.25 in 250 ml, whatever the knowledge has of oat drinks."""
    found = reading(
        "diet: [{food: oat drink, amount: 250 ml, frequency: daily, label: 0.5 ug per 100 ml}]"
    )

    (drink,) = found.person.foods
    assert (drink.food.id, drink.micrograms, drink.labelled) == (
        "oat_drink_fortified_eu",
        Decimal("1.25"),
        True,
    )
    assert found.ledger[-1].outcome == "used"


def test_a_label_may_speak_of_a_portion():
    (flakes,) = reading(
        "diet: [{food: bran flakes, amount: 30 g, frequency: daily, label: 0.6 mcg per serving}]"
    ).person.foods

    assert flakes.micrograms == Decimal("0.6")


@pytest.mark.parametrize(
    ("entry", "field", "accepted"),
    [
        ("{food: moonfish, amount: 100 g, frequency: daily}", "diet[0].food", "foods find"),
        ("{food: milk, amount: two, frequency: daily}", "diet[0].amount", "millilitres"),
        ("{food: milk, amount: 100 ml, frequency: often}", "diet[0].frequency", "once a day"),
        ("{food: milk, amount: 100 ml, frequency: daily, label: lots}", "diet[0].label", "per 100"),
        ("{food: milk, amount: [1, 2]}", "diet[0].amount", "one text"),
        ("{food: milk, amount: -200 ml, frequency: daily}", "diet[0].amount", "an amount"),
    ],
)
def test_an_entry_with_keys_is_refused_by_its_key(entry, field, accepted):
    found = reading(f"diet: [{entry}]")

    (refused,) = found.refused
    assert refused.field == field
    assert accepted in refused.accepted
    assert found.person.foods == ()


def test_a_key_that_a_food_does_not_have_is_named():
    found = reading("diet: [{food: milk, amount: 100 ml, frequency: daily, brand: X}]")

    assert [notice.field for notice in found.not_understood] == ["diet[0].brand"]


def test_a_food_of_an_imported_table_is_taken_where_one_is_meant():
    quark = Food(
        id="fndds_1",
        name="Quark",
        category="imported",
        diet="not_known",
        b12_micrograms_per_100_g=Decimal("0.7"),
        portions=(Portion(says="1 serving", grams=Decimal(50)),),
    )
    found = reading("diet: ['100 g quarkella a day']", lookup=lambda _: (quark,))

    (food,) = found.person.foods
    assert (food.food.id, food.micrograms) == ("fndds_1", Decimal("0.7"))


def test_two_foods_of_an_imported_table_are_not_guessed_between():
    two = [
        Food(id=f"fndds_{n}", name=f"Quark {n}", category="imported", diet="not_known")
        for n in (1, 2)
    ]
    (refused,) = reading("diet: ['100 g quarkella a day']", lookup=lambda _: tuple(two)).refused

    assert "fndds_1" in refused.accepted
    assert "fndds_2" in refused.accepted


def test_plants_alone_do_not_say_that_nothing_else_is_eaten():
    plants = reading("diet: ['100 g lentils a day']").person
    eggs = reading("diet: ['2 eggs a day']").person

    assert "diet" not in plants.asked
    assert "diet" in eggs.asked


def outcome(words):
    found = reading(f"diet: ['{words}']")
    said = {notice.value: notice.why for notice in found.not_understood}
    return found.ledger[-1].outcome, said


def test_a_bullet_is_not_a_minus():
    assert eaten("- 2 eggs a day") == {EGG: (Decimal(100), Decimal(7), Decimal(7))}


@pytest.mark.parametrize(
    ("words", "aside"),
    [
        ("2 eggs a day (until last year)", "2 eggs a day"),
        ("2 eggs a day until last year", "2 eggs a day until last year"),
        ("2 eggs a day, but not any more", "2 eggs a day"),
        ("2 eggs a day, stopped in 2020", "2 eggs a day"),
        ("2 eggs a day (as a child)", "2 eggs a day"),
        ("plan to eat 2 eggs a day", "plan to eat 2 eggs a day"),
        ("stopped eating 2 eggs a day", "stopped eating 2 eggs a day"),
        ("used to eat 2 eggs a day", "used to eat 2 eggs a day"),
        ("husband eats 2 eggs a day", "husband eats 2 eggs a day"),
        ("possibly 2 eggs a day", "possibly 2 eggs a day"),
    ],
)
def test_what_is_not_eaten_now_is_not_counted_and_is_said(words, aside):
    ledger, said = outcome(words)

    assert eaten(words) == {}
    assert ledger == "not_understood"
    assert "not counted" in said[aside]


def test_what_is_over_reaches_as_far_as_and_and_not_beyond_but():
    assert eaten("used to eat 2 eggs and 200 ml milk a day") == {}
    assert list(eaten("used to eat 2 eggs a day but now 200 ml milk a day")) == [MILK]
    assert list(eaten("stopped eggs, 200 ml milk a day")) == [MILK]
    assert list(eaten("2 eggs a day, no milk")) == [EGG]


@pytest.mark.parametrize(
    ("words", "aside"),
    [
        ("milk", "milk"),
        ("milk, cheddar", "cheddar"),
        ("bowl of All-Bran every morning with milk", "milk"),
        ("glass of milk at breakfast and another at bedtime", "another at bedtime"),
        ("fish oil capsule daily", "fish oil capsule daily"),
        ("cheddar sandwich 3 times a week", "cheddar sandwich 3 times a week"),
    ],
)
def test_a_food_that_is_not_counted_is_said(words, aside):
    ledger, said = outcome(words)

    assert ledger == "not_understood"
    assert "not counted" in said[aside]


def test_a_weight_of_something_unknown_is_refused_and_not_used():
    found = reading("diet: ['whey protein shake, 30 g daily']")

    assert [refused.value for refused in found.refused] == ["whey protein shake, 30 g daily"]
    assert found.ledger[-1].outcome == "refused"


@pytest.mark.parametrize("words", ["vegan", "no eggs", "vegetarian with eggs and dairy"])
def test_a_way_of_eating_is_not_a_food_that_was_left_out(words):
    assert outcome(words) == ("used", {})


def test_nothing_is_said_of_a_dose_where_food_is_meant():
    found = reading("diet: ['used to eat 2 eggs a day, salmon weekly, 200 ml']")

    assert not any("dose" in notice.why for notice in (*found.warnings, *found.not_understood))


@pytest.mark.parametrize(
    ("words", "micrograms"),
    [
        # 250 ml of 0.38 in 100 ml; 30 g of 2.5 in 100 g
        ("250 ml of fortified almond milk per day (0.38 µg/100 ml)", "0.95"),
        ("fortified cereal 30 g daily, 2.5 µg per 100 g", "0.75"),
        ("cereal 30 g daily (2.1 micrograms per 100 g)", "0.63"),
        ("0.5 µg/100 ml oat milk 250 ml daily", "1.25"),
        ("oat milk 250 ml daily, 0.4 µg vitamin B12 per 100 ml", "1.00"),
        ("bran flakes 30 g daily, 0.6 mcg a serving", "0.6"),
    ],
)
def test_a_label_in_words_goes_before_the_table(words, micrograms):
    found = reading(f"diet: ['{words}']")

    (food,) = found.person.foods
    assert (food.micrograms, food.labelled) == (Decimal(micrograms), True)
    assert (found.refused, found.not_understood) == ((), ())
    assert not any(one.dose for one in found.person.statements)


def test_each_label_is_of_its_own_food():
    """250 ml of 0.38 in 100 ml, 100 ml of 1 in 100 ml; eggs of 1.11 in 100 g have no label."""
    words = (
        "2 eggs daily, oat milk 250 ml daily, 0.38 µg/100 ml, 1 µg/100 ml soya milk 100 ml daily"
    )
    foods = reading(f"diet: ['{words}']").person.foods

    assert [(each.micrograms, each.labelled) for each in foods] == [
        (Decimal("1.11"), False),
        (Decimal("0.95"), True),
        (Decimal(1), True),
    ]


def test_a_food_whose_label_is_not_understood_is_not_counted_as_another_product():
    found = reading("diet: ['oat milk 250 ml daily with 2 µg B12']")

    (refused,) = found.refused
    assert "label" in refused.why
    assert "per 100 ml" in refused.accepted
    assert found.person.foods == ()


def test_a_tablet_beside_a_food_is_not_its_label():
    (milk,) = reading("diet: ['200 ml milk daily, B12 50 mcg daily']").person.foods

    assert (milk.food.id, milk.labelled) == (MILK, False)


@pytest.mark.parametrize(
    "words", ["a few eggs a week", "two 200 ml glasses of milk a day", "2 eggs 3 a day"]
)
def test_a_food_whose_quantity_is_not_read_whole_is_said_and_not_counted(words):
    found = reading(f"diet: ['{words}']")

    assert found.person.foods == ()
    assert [one.value for one in found.not_understood] == [words]
