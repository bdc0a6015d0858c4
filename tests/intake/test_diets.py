"""Five diets reckoned by hand, every step shown.

f(x) = 1.24·x / (1.53 + x) is what intrinsic factor carries across at a meal that holds x micrograms
set free. A food eaten once a day is at one meal in three. For each way in which foods can meet: its
chance, what is free then, f of it; the sum of chance times f is the mean of a meal, three of
which make a day. One hundredth of all that is free is added. 1.00 (0.4167 of 2.4) is needed.
"""

from decimal import Decimal

import pytest


def amounts(it):
    assert it.eaten.low == it.eaten.high
    assert it.absorbed.low == it.absorbed.high
    return it.eaten.low, it.absorbed.low


def test_a_vegan_without_supplements(intake_of):
    """Lentils, bread and oats hold none (USDA): 0 eaten, 0 absorbed."""
    it = intake_of("""
sex: female
age_years: 30
diet: [vegan, "200 g lentils a day, 2 slices of bread a day, a bowl of porridge a day"]
""").intake

    assert amounts(it) == (0, 0)
    assert it.verdict == "short"
    assert "vegan_for_life" in {note.id for note in it.notes}
    assert "maintain_vegan" in {each.conclusion.id for each in it.maintenance}


def test_a_vegan_with_fortified_milk_and_yeast(intake_of):
    """
    250 ml soya milk of 1.03 g/ml: 257.5 g x 0.85/100 g  = 2.18875   all free
    a tablespoon of yeast, by its label                  = 2.07500   all free
                                                  eaten    4.26
    both         1/3 x 1/3 = 0.11111   f(4.26375) = 0.91254   0.101394
    milk alone   1/3 x 2/3 = 0.22222   f(2.18875) = 0.72983   0.162184
    yeast alone  2/3 x 1/3 = 0.22222   f(2.07500) = 0.71373   0.158607
    neither      2/3 x 2/3 = 0.44444   f(0)       = 0         0
                                           mean of a meal     0.422185   x 3 = 1.26655
                                           passive            0.01 x 4.26375 = 0.04264
                                           absorbed                            1.31
    """
    it = intake_of("""
sex: female
age_years: 30
diet:
  - vegan
  - {food: soya milk, amount: 250 ml, frequency: daily, label: 0.85 ug per 100 g}
  - {food: nutritional yeast, amount: 1 tbsp, frequency: daily, label: 2.075 ug per portion}
""").intake

    assert amounts(it) == (Decimal("4.26"), Decimal("1.31"))
    assert it.verdict == "adequate"
    assert it.changes == ()


def test_a_lacto_vegetarian(intake_of):
    """
    300 ml whole milk of 1.03 g/ml: 309 g x 0.45/100 g = 1.3905   x 0.81 = 1.12631
    125 g yoghurt x 0.37/100 g                         = 0.4625   x 0.81 = 0.37463
    30 g cheddar x 1.1/100 g                           = 0.3300   x 0.81 = 0.26730
                                                eaten    2.18
    all three         1/27   f(1.76823) = 0.66478   0.024622
    milk, yoghurt     2/27   f(1.50093) = 0.61405   0.045485
    milk, cheddar     2/27   f(1.39361) = 0.59108   0.043783
    milk              4/27   f(1.12631) = 0.52577   0.077893
    yoghurt, cheddar  2/27   f(0.64193) = 0.36649   0.027147
    yoghurt           4/27   f(0.37463) = 0.24390   0.036133
    cheddar           4/27   f(0.26730) = 0.18442   0.027321
    none              8/27   0
                              mean of a meal        0.282384   x 3 = 0.84715
                              passive               0.01 x 1.76823 = 0.01768
                              absorbed                               0.86
    2.18 of 2.4 are 0.91 and 0.86 of 1.00 are 0.86, above 2.0/2.4 = 0.83: borderline.
    """
    it = intake_of("""
sex: male
age_years: 40
diet: [lacto-vegetarian, "300 ml whole milk a day, 125 g plain yoghurt a day, 30 g cheddar a day"]
""").intake

    assert amounts(it) == (Decimal("2.18"), Decimal("0.86"))
    assert it.verdict == "borderline"
    assert it.changes
    assert not any("Fish" in change.says or "Egg" in change.says for change in it.changes)


def test_an_omnivore(intake_of):
    """
    150 g minced beef x 2.73/100 g            = 4.095   x 0.81 = 3.31695   3 a week: 1/7 of meals
    2 eggs, 100 g x 1.11/100 g                = 1.110   x 0.59 = 0.65490   1/3
    200 ml milk, 206 g x 0.45/100 g           = 0.927   x 0.81 = 0.75087   1/3
    100 g salmon x 2.8/100 g                  = 2.800   x 0.81 = 2.26800   1 a week: 1/21
    eaten a day: 4.095 x 3/7 + 1.110 + 0.927 + 2.8/7 = 4.19
    beef eggs milk salmon 0.00076 f(6.99072) = 1.01734   beef eggs milk 0.01512 f(4.72272) = 0.93658
    beef eggs salmon      0.00151 f(6.23985) = 0.99583   beef eggs      0.03023 f(3.97185) = 0.89517
    beef milk salmon      0.00151 f(6.33582) = 0.99880   beef milk      0.03023 f(4.06782) = 0.90108
    beef salmon           0.00302 f(5.58495) = 0.97335   beef           0.06047 f(3.31695) = 0.84858
    eggs milk salmon      0.00454 f(3.67377) = 0.87542   eggs milk      0.09070 f(1.40577) = 0.59376
    eggs salmon           0.00907 f(2.92290) = 0.81394   eggs           0.18141 f(0.65490) = 0.37168
    milk salmon           0.00907 f(3.01887) = 0.82293   milk           0.18141 f(0.75087) = 0.40821
    salmon                0.01814 f(2.26800) = 0.74047   none           0.36281 0
    sum of chance times f: 0.354089, x 3 = 1.06227; passive 0.01 x 3.15132 = 0.03151; together 1.09
    """
    it = intake_of("""
sex: male
age_years: 40
diet: >-
  150 g minced beef three times a week, 2 eggs a day, 200 ml milk a day, 100 g salmon once a week
""").intake

    assert amounts(it) == (Decimal("4.19"), Decimal("1.09"))
    assert it.verdict == "adequate"
    assert it.without_intrinsic_factor.low == Decimal("0.03")


OLDER = """
sex: female
age_years: 74
conditions: [atrophic gastritis]
diet: ["1 egg a day, 200 ml milk a day, 120 g chicken a day"{more}]
"""


def test_an_older_person_with_food_bound_malabsorption(intake_of):
    """
    1 egg, 50 g x 1.11/100 g          = 0.555   x 0.59 x 0.35 = 0.11461
    200 ml milk, 206 g x 0.45/100 g   = 0.927   x 0.81 x 0.35 = 0.26280
    120 g chicken x 0.34/100 g        = 0.408   x 0.81 x 0.35 = 0.11567
                                eaten   1.89
    all three      1/27   f(0.49308) = 0.30222   0.011193
    egg, milk      2/27   f(0.37741) = 0.24535   0.018174
    egg, chicken   2/27   f(0.23028) = 0.16221   0.012016
    egg            4/27   f(0.11461) = 0.08641   0.012802
    milk, chicken  2/27   f(0.37847) = 0.24591   0.018215
    milk           4/27   f(0.26280) = 0.18177   0.026929
    chicken        4/27   f(0.11567) = 0.08716   0.012912
                            mean of a meal       0.112241   x 3 = 0.33672
                            passive              0.01 x 0.49308 = 0.00493
                            absorbed                              0.34
    """
    it = intake_of(OLDER.format(more="")).intake

    assert amounts(it) == (Decimal("1.89"), Decimal("0.34"))
    assert (it.way.id, it.verdict) == ("food_bound", "short")
    assert {"maintain_over_50", "maintain_acid"} <= {e.conclusion.id for e in it.maintenance}


def test_fortified_flakes_are_absorbed_by_her_as_by_anybody(intake_of):
    """A bowl of 30 g with 1.5 micrograms, all free, beside the same three foods:

    with the flakes: all three 1/81 f(1.99308) = 0.70149, egg milk 2/81 f(1.87741) = 0.68321,
    egg chicken 2/81 f(1.73028) = 0.65809, egg 4/81 f(1.61461) = 0.63668, milk chicken 2/81
    f(1.87847) = 0.68339, milk 4/81 f(1.76280) = 0.66383, chicken 4/81 f(1.61567) = 0.63688, alone
    8/81 f(1.50000) = 0.61386: together 0.214955; without them two thirds of 0.112241 = 0.074827.
    0.289782 x 3 = 0.86935; passive 0.01 x 1.99308 = 0.01993; absorbed 0.89 of 3.39 eaten.
    """
    flakes = "{food: bran flakes, amount: 30 g, frequency: daily, label: 1.5 ug per portion}"
    it = intake_of(OLDER.format(more=f", {flakes}")).intake

    assert amounts(it) == (Decimal("3.39"), Decimal("0.89"))
    assert it.verdict == "borderline"
    assert it.says.startswith("Enough is eaten")


@pytest.mark.parametrize(
    ("supplement", "eaten", "absorbed", "verdict"),
    [
        # f(10) + 0.01 x 10 = 12.4/11.53 + 0.1 = 1.1755
        ("cyanocobalamin 10 micrograms daily", "10.00", "1.18", "adequate"),
        # f(1000) + 10 = 1240/1001.53 + 10 = 11.2381
        ("cyanocobalamin 1000 micrograms daily", "1000.00", "11.24", "adequate"),
        # (f(2000) + 20) / 7 = (2480/2001.53 + 20) / 7 = 21.2391 / 7 = 3.0342
        ("cyanocobalamin 2 mg once a week", "285.71", "3.03", "adequate"),
        # (f(1000) + 10) / 31 = 11.2381 / 31 = 0.3625; a month is reckoned as 31 days
        ("cyanocobalamin 1 mg once a month", "32.26", "0.36", "short"),
        # (f(50) + 0.5) / 7 = (62/51.53 + 0.5) / 7 = 1.7032 / 7 = 0.2433: enough eaten, not absorbed
        ("cyanocobalamin 50 micrograms once a week", "7.14", "0.24", "short"),
    ],
)
def test_a_tablet_is_reckoned_as_a_dose_by_itself(intake_of, supplement, eaten, absorbed, verdict):
    it = intake_of(f"""
sex: female
age_years: 30
diet: [vegan, 100 g lentils a day]
medicines: ["{supplement}"]
""").intake

    assert amounts(it) == (Decimal(eaten), Decimal(absorbed))
    assert it.verdict == verdict
