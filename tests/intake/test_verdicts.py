"""Who gets which verdict, what would change it, and what is never proposed."""

import re
from datetime import date
from decimal import Decimal

import pytest

from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.care.intake_avoided import proposed
from corrin.care.intake_changes import often
from corrin.care.plan import plan
from corrin.care.reasons import Reasons
from corrin.knowledge.load import knowledge
from corrin.person_file import read

ON = date(2026, 11, 20)
OMNIVORE = "150 g minced beef three times a week, 2 eggs a day, 200 ml milk a day"


def ids(conclusions):
    return {each.id for each in conclusions}


def test_without_intrinsic_factor_only_the_passive_share_remains(intake_of):
    """4.095 x 3/7 + 1.11 + 0.927 eaten; 0.81, 0.59 and 0.81 of it free, and 0.01 of that absorbed:
    0.01 x (1.42155 + 0.6549 + 0.75087) = 0.028."""
    it = intake_of(f"""
age_years: 60
sex: male
conditions: [pernicious anaemia]
diet: {OMNIVORE}
""").intake

    assert (it.way.id, it.verdict) == ("passive_only", "short")
    assert it.absorbed == it.without_intrinsic_factor
    assert it.absorbed.low == Decimal("0.03")
    assert it.changes == ()
    assert "no_food_can" in ids(it.notes)
    assert [each.regimen for each in it.maintenance] == ["prevention_monthly"]


@pytest.mark.parametrize(
    ("operation", "way"),
    [
        ("total gastrectomy", "passive_only"),
        ("resection of 60 cm of terminal ileum", "passive_only"),
        ("sleeve gastrectomy", "uncertain"),
        ("gastric bypass", "uncertain"),
    ],
)
def test_after_an_operation_no_food_is_proposed_as_enough(intake_of, operation, way):
    it = intake_of(f"""
age_years: 60
sex: male
procedures: [{operation}]
diet: {OMNIVORE}
""").intake

    assert it.way.id == way
    assert it.verdict in ("short", "not_known")
    assert "no_food_can" in ids(it.notes)
    assert it.maintenance


def test_a_tablet_of_a_thousand_suffices_without_intrinsic_factor(intake_of):
    """1 % of 1000 is 10 micrograms: that is why it is the dose by mouth in pernicious anaemia."""
    it = intake_of("""
age_years: 60
sex: male
conditions: [pernicious anaemia]
medicines: [cyanocobalamin 1000 micrograms orally daily]
""").intake

    assert it.verdict == "adequate"
    assert it.absorbed.low == Decimal("10.00")


def test_an_uncertain_disease_is_reckoned_at_both_ends(intake_of):
    it = intake_of(f"""
age_years: 30
sex: male
conditions: [Crohn's disease]
diet: {OMNIVORE}
""").intake

    assert it.way.id == "uncertain"
    assert it.absorbed.low == it.without_intrinsic_factor.low
    assert it.absorbed.high > 1
    assert it.verdict == "not_known"


@pytest.mark.parametrize(
    "state",
    [
        "labs: [total B12 100 ng/L]",
        "conditions: [vitamin B12 deficiency]",
        "labs: [total B12 250 ng/L]\nsymptoms: [tingling]",
    ],
)
def test_food_is_not_the_treatment_of_a_deficiency(intake_of, state):
    it = intake_of(f"age_years: 40\nsex: male\ndiet: {OMNIVORE}\n{state}\n").intake

    assert "not_treatment" in ids(it.notes)


@pytest.mark.parametrize(
    ("medicines", "way"),
    [
        ("metformin for 8 years", "lessened"),
        ("metformin for 8 years, omeprazole since 2020", "food_bound_lessened"),
    ],
)
def test_what_metformin_takes_is_not_known_and_the_verdict_says_so(intake_of, medicines, way):
    """1.5 l milk a day: 6.95 eaten of 2.4, more than enough without metformin."""
    text = (
        f"age_years: 60\nsex: male\nmedicines: [{medicines}]\ndiet: 500 ml milk three times a day\n"
    )
    it = intake_of(text).intake

    assert (it.way.id, it.verdict) == (way, "not_known")
    assert "a medicine lessens" in it.says
    assert "Nothing is known" not in it.way.says
    assert "etformin lessens" in it.way.says


def test_a_tablet_that_needs_no_factor_is_enough_with_metformin(intake_of):
    """1 % of 1000 is 10 micrograms, which crosses the gut by itself."""
    it = intake_of("""
age_years: 60
sex: male
medicines: [metformin for 8 years, cyanocobalamin 1000 micrograms orally daily]
""").intake

    assert it.verdict == "adequate"


def test_a_healthy_person_is_not_told_so(intake_of):
    it = intake_of(f"age_years: 40\nsex: male\nsymptoms: []\ndiet: {OMNIVORE}\n").intake

    assert "not_treatment" not in ids(it.notes)


def test_an_infant_is_not_reckoned(intake_of):
    it = intake_of("age_months: 8\nsex: male\ndiet: 100 ml milk a day\n").intake

    assert (it.verdict, it.target.micrograms_per_day) == ("not_known", Decimal("0.5"))
    assert it.changes == ()
    assert "infant_fed" in ids(it.notes)


def test_without_a_list_of_foods_nothing_is_said_of_food(intake_of):
    it = intake_of("age_years: 40\nsex: male\n").intake

    assert it.verdict == "not_known"
    assert "foods" in {missing.id for missing in it.missing}


def test_how_often_decides_and_is_asked(intake_of):
    """Without the milk 0.4 of 2.4 is eaten; with a litre a day, 5: nobody can tell which."""
    it = intake_of("age_years: 40\nsex: male\ndiet: '100 g salmon once a week, 1 l milk'\n").intake

    assert it.verdict == "not_known"
    assert [m.asks for m in it.missing if m.id == "diet"] == ["how often: 1 l milk"]


def test_a_tablet_without_its_dose_leaves_it_open(intake_of):
    it = intake_of("""
age_years: 40
sex: male
diet: 100 g lentils a day
medicines: [multivitamin daily]
""").intake

    assert it.verdict == "not_known"


def test_a_tablet_without_how_often_leaves_it_open(intake_of):
    """Never, and nothing is absorbed; once a day, and f(1000) + 10 = 11.24 is."""
    it = intake_of("""
age_years: 40
sex: male
diet: 100 g lentils a day
medicines: [cyanocobalamin 1000 micrograms]
""").intake

    assert (it.absorbed.low, it.absorbed.high) == (0, Decimal("11.24"))
    assert it.verdict == "not_known"


def test_what_nobody_asked_of_the_stomach_is_named(intake_of):
    asked = intake_of("age_years: 40\nsex: male\ndiet: 2 eggs a day\n").intake
    not_asked = intake_of("age_years: 40\nsex: male\nconditions: null\ndiet: 2 eggs a day\n").intake

    assert "absorption_problem" not in {missing.id for missing in asked.missing}
    assert "absorption_problem" in {missing.id for missing in not_asked.missing}


def proposals(intake_of, text):
    """The foods that are proposed, whole: the categories and diets of all that may be."""
    it = intake_of(f"{text}\n").intake
    names = {food.name: food for food in knowledge().foods.values()}
    foods = [change.says.split(": ")[0] for change in it.changes if change.kind == "food"]
    return [names[name] for name in foods]


def test_a_vegan_is_offered_nothing_of_animals(intake_of):
    foods = proposals(intake_of, "age_years: 30\nsex: male\ndiet: [vegan, 100 g lentils a day]")

    assert foods
    assert {food.diet.partition("_")[0] for food in foods} == {"vegan"}


@pytest.mark.parametrize(
    ("allergy", "never"),
    [
        ("allergies: [shellfish]", {"shellfish"}),
        ("allergies: [cow's milk]", {"dairy", "cheese"}),
        ("allergies: [egg]", {"egg"}),
        ("allergies: [fish]", {"fish"}),
        ("allergies: [soya]", {"fortified_plant_milk", "fortified_tofu"}),
        ("allergies: [wheat]", {"fortified_cereal"}),
        ("conditions: [lactose intolerance]", {"dairy", "cheese"}),
    ],
)
def test_what_is_not_tolerated_is_not_proposed(allergy, never):
    text = f"age_years: 30\nsex: male\n{allergy}\n".encode()
    person = read(text, knowledge=knowledge(), on=ON).person
    facts = Facts.of(person, ON, Guideline.of(knowledge(), "general"))

    categories = {food.category for food in proposed(Reasons(facts, {}))}

    assert categories
    assert not categories & never


MEAT = "Lamb|Game meat|Braunschweiger|Beef|Pork"
SEA = "clam|mackerel|Fish"


@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("allergies: [fish]", "mackerel|Fish"),
        ("allergies: [shellfish]", "clam"),
        ("allergies: [{substance: crab, reaction: anaphylaxis}]", "clam"),
        ("allergies: [seafood]", SEA),
        ("allergies: [egg]", "Egg"),
        ("allergies: [milk]", "Cheese|Milk|chowder"),
        ("conditions: [lactose intolerance]", "Cheese|Milk|chowder"),
        ("conditions: [alpha-gal syndrome]", MEAT),
        ("medicines: [allergic to fish]", "mackerel|Fish"),
        ("diet: [no dairy]", "Cheese|Milk|chowder"),
        ("preferences: [no dairy]", "Cheese|Milk|chowder"),
        ("diet: [vegetarian]", f"{MEAT}|{SEA}"),
        ("preferences: [vegetarian]", f"{MEAT}|{SEA}"),
        ("diet: [vegan]", f"{MEAT}|{SEA}|Cheese|Milk,|Egg"),
        ("preferences: [vegan]", f"{MEAT}|{SEA}|Cheese|Milk,|Egg"),
        ("diet: [plant-based]", f"{MEAT}|{SEA}|Cheese|Milk,|Egg"),
        ("diet: [pescatarian]", MEAT),
        ("diet: [does not eat meat]", MEAT),
        ("diet: [does not eat meat or fish]", f"{MEAT}|{SEA}"),
        ("diet: [avoids meat and fish]", f"{MEAT}|{SEA}"),
        ("diet: [no meat or dairy]", f"{MEAT}|Cheese|Milk|chowder"),
        ("diet: [does not eat dairy or fish]", "mackerel|Fish|Cheese|Milk|chowder"),
        ("diet: [dislikes fish]", SEA),
        ("notes: [dislikes fish]", SEA),
        ("diet: [keeps kosher]", "clam|Pork|pork|Game"),
        ("diet: [halal diet]", "Pork|pork|Braunschweiger"),
        ("diet: [vegan]\nallergies: [soya]", "almond milk|Tofu|soy"),
    ],
)
def test_the_foods_of_a_plan_are_none_that_the_file_speaks_against(said, never):
    made = plan_of(f"age_years: 40\nsex: male\n{said}\n")

    assert made.risk.foods
    assert not [food.says for food in made.risk.foods if re.search(never, food.says)]


@pytest.mark.parametrize(
    ("said", "unless"),
    [
        ("", ("what is eaten, and what is not", "what is not tolerated")),
        ("diet: [omnivore]", ("what is not tolerated",)),
        ("preferences: [vegetarian]\nallergies: []", ()),
        ("diet: []\nallergies: []", ()),
        ("allergies: [penicillin]", ("what is eaten, and what is not",)),
        ("family_history: [mother vegan]\nallergies: []", ("what is eaten, and what is not",)),
    ],
)
def test_what_nobody_said_of_food_is_said_beside_the_foods(said, unless):
    assert plan_of(f"age_years: 40\nsex: male\n{said}\n").risk.foods_unless == unless


def test_somebody_who_eats_poorly_is_not_taken_for_a_vegetarian():
    made = plan_of("age_years: 80\nsex: male\ndiet: [tea and toast diet]\n")

    assert re.search(MEAT, " ".join(food.says for food in made.risk.foods))


def plan_of(text):
    person = read(text.encode(), knowledge=knowledge(), on=ON).person
    return plan(person, on=ON, guideline=Guideline.of(knowledge(), "general"))


@pytest.mark.parametrize("state", ["pregnant: true", "conditions: [planning pregnancy]"])
def test_no_liver_in_pregnancy_or_while_it_is_planned(intake_of, state):
    foods = proposals(intake_of, f"age_years: 30\nsex: female\n{state}\ndiet: 100 g lentils a day")

    assert foods
    assert not [food.name for food in foods if "liver" in food.name.lower()]


def test_each_change_closes_the_gap_and_the_smallest_stands_first(intake_of):
    it = intake_of("age_years: 30\nsex: male\ndiet: [vegan, 100 g lentils a day]").intake

    foods = [change for change in it.changes if change.kind == "food"]
    assert len(foods) == 5
    for change in it.changes:
        assert it.eaten.low + change.eaten >= Decimal("2.39")
        assert change.absorbed_after >= Decimal("1.00")


def test_one_time_fewer_would_not_be_enough(intake_of):
    """What is proposed is the fewest times a week: typed back as the diet it is enough, and once
    less it is not."""
    before = intake_of("age_years: 30\nsex: male\ndiet: [vegan, 100 g lentils a day]").intake
    change = next(c for c in before.changes if "almond milk" in c.says)
    times = int(change.says.rsplit(", ", 1)[1].split()[0])
    almond = "food: almond milk, amount: 240 g, label: 1.25 ug per 100 g"
    diet = "age_years: 30\nsex: male\ndiet: [vegan, {{{}, frequency: {} times a week}}]"

    assert intake_of(diet.format(almond, times)).intake.verdict == "adequate"
    assert intake_of(diet.format(almond, times - 1)).intake.verdict != "adequate"


def test_every_group_at_risk_names_a_regimen_with_dose_and_form(intake_of):
    """Vegetarians, vegans, digestive disease, over 50, gastric bypass, certain medicines, pregnancy
    and breast-feeding (one of the source documents), each with what to take."""
    groups = {
        "diet: vegan": "maintain_vegan",
        "diet: vegetarian": "maintain_vegetarian",
        "conditions: [coeliac disease]": "maintain_malabsorption",
        "procedures: [gastric bypass]": "maintain_bariatric",
        "conditions: [atrophic gastritis]": "maintain_acid",
        "medicines: [omeprazole since 2020]": "maintain_acid",
        "medicines: [metformin since 2020]": "maintain_metformin",
        "medicines: [colchicine daily]": "maintain_other_medicine",
        "conditions: [pernicious anaemia]": "maintain_no_factor",
        "exposures: [recreational nitrous oxide]": "maintain_nitrous",
        "age_years: 55": "maintain_over_50",
        "diet: vegan\npregnant: true": "maintain_vegan_mother",
        "diet: vegetarian\nlactating: true": "maintain_vegan_mother",
    }
    for said, group in groups.items():
        age = "" if "age_years" in said else "age_years: 30\n"
        it = intake_of(f"sex: female\n{age}{said}\n").intake
        (advised,) = [each for each in it.maintenance if each.conclusion.id == group]
        assert "micrograms" in advised.dose
        assert advised.conclusion.because.sources
    assert set(groups.values()) == set(knowledge().maintenance)


def test_metformin_is_tested_rather_than_supplemented(intake_of):
    (advised,) = intake_of(
        "sex: male\nage_years: 40\nmedicines: [metformin since 2020]"
    ).intake.maintenance

    assert advised.test_first.startswith("Tested")


@pytest.mark.parametrize(
    ("food", "most"),
    [
        ("300 ml oat milk a day", "1.14"),  # 300 g of 0.38 in 100 g
        ("250 ml soya milk a day", "2.19"),  # 257.5 g of 0.85 in 100 g
        ("250 ml fortified soya milk a day", "2.19"),
        ("60 g cornflakes a day", "3.00"),  # 60 g of 5 in 100 g
        ("1 tbsp nutritional yeast a day", "2.08"),
    ],
)
def test_what_one_maker_adds_is_not_taken_as_what_another_does(intake_of, food, most):
    it = intake_of(f"age_years: 34\nsex: female\ndiet: [vegan, {food}]\n").intake

    assert (it.eaten.low, it.eaten.high) == (0, Decimal(most))
    assert it.absorbed.low == 0
    assert it.verdict == "not_known"
    assert "label" in it.says
    assert [m.asks for m in it.missing if "label" in m.asks] == [
        f"what its label says, in micrograms by weight or volume: {food}"
    ]


def test_enough_of_one_makers_product_is_never_adequate_without_its_label(intake_of):
    """3.00 + 1.14 of the table reach 2.4; packets of the United Kingdom hold 1.26 + 1.14."""
    it = intake_of("""
age_years: 34
sex: female
diet: [cornflakes 60 g daily, oat milk 300 ml daily, vegan]
""").intake

    assert (it.eaten.low, it.eaten.high) == (0, Decimal("4.14"))
    assert it.verdict == "not_known"


def test_a_label_decides(intake_of):
    """1.2 micrograms in 100 ml are 3.6 in 300 ml, at one meal of three."""
    it = intake_of("""
age_years: 34
sex: female
diet: [vegan, {food: oat milk, amount: 100 ml, frequency: 3 times a day, label: 1.2 ug per 100 ml}]
""").intake

    assert it.eaten.low == it.eaten.high == Decimal("3.60")
    assert it.verdict == "adequate"
    assert not any("label" in missing.asks for missing in it.missing)
    (oat_milk,) = it.counted
    assert (oat_milk.kind, oat_milk.verified) == ("fortified_food", "true")


def test_what_is_said_to_be_unfortified_holds_none(intake_of):
    it = intake_of("""
age_years: 34
sex: female
diet: [vegan, 250 ml unfortified soya milk a day]
""").intake

    assert (it.eaten.high, it.verdict) == (0, "short")


@pytest.mark.parametrize(
    ("diet", "low", "high"),
    [
        # an egg of 50 g x 1.11/100 g = 0.555; 206 g of milk x 0.45/100 g = 0.927
        ("one egg a day or 200 ml milk a day", "0.56", "0.93"),
        # 100 g x 1.11/100 g = 1.11; 30 g x 1.1/100 g = 0.33
        ("2 eggs OR 30 g cheddar daily", "0.33", "1.11"),
        ("30 g cheddar, 2 eggs or 200 ml milk a day", "0.00", "1.11"),
        # what is not counted may be what is eaten
        ("2 eggs or 30 g moonfish daily", "0.00", "1.11"),
        ("2 eggs or fish daily", "0.00", "1.11"),
        # one of two, and the egg beside it
        ("1 egg daily and 200 ml milk or 30 g cheddar daily", "0.89", "1.48"),
    ],
)
def test_one_or_the_other_is_never_both(intake_of, diet, low, high):
    report = intake_of(f"age_years: 34\nsex: female\ndiet: ['{diet}']\n")

    assert (report.intake.eaten.low, report.intake.eaten.high) == (Decimal(low), Decimal(high))
    assert any("not together" in warning.why for warning in report.warnings)
    assert any("one of several" in (each.note or "") for each in report.intake.counted)


def test_two_choices_are_two(intake_of):
    """0.555 or 0.927, and 0.33 or 1.11."""
    it = intake_of("""
age_years: 34
sex: female
diet: [1 egg daily or 200 ml milk daily, 30 g cheddar daily or 2 eggs daily]
""").intake

    assert (it.eaten.low, it.eaten.high) == (Decimal("0.89"), Decimal("2.04"))


SUPPLEMENTED = "age_years: 34\nsex: female\ndiet: [{diet}]\nmedicines: [{medicines}]\n"


def test_one_tablet_in_two_lists_is_counted_once_and_said(intake_of):
    twice = SUPPLEMENTED.format(diet="B12 50 mcg daily", medicines="B12 50 micrograms daily")
    it = intake_of(twice).intake

    assert it.eaten.low == it.eaten.high == Decimal("50.00")
    assert "counted once" in it.counted[0].note


def test_what_may_be_one_tablet_in_two_lists_is_said(intake_of):
    other = SUPPLEMENTED.format(diet="B12 50 mcg daily", medicines="B12 10 mcg daily")
    it = intake_of(other).intake

    assert it.eaten.low == Decimal("60.00")
    assert all("counted twice" in each.note for each in it.counted)


def test_two_tablets_in_one_list_are_two(intake_of):
    it = intake_of(
        SUPPLEMENTED.format(diet="vegan", medicines="B12 50 mcg daily, B12 10 mcg daily")
    ).intake

    assert it.eaten.low == Decimal("60.00")
    assert [each.note for each in it.counted] == [None, None]


@pytest.mark.parametrize(
    "said",
    [
        "allergies: [cyanocobalamin 1000 micrograms daily]",
        "medicines: [{name: cyanocobalamin 1000 micrograms daily, subject: mother}]",
        "medicines: [{name: cyanocobalamin 1000 micrograms daily, status: stopped}]",
        "medicines: [no cyanocobalamin]",
        "medicines: [cyanocobalamin 1000 micrograms by injection]",
    ],
)
def test_what_is_not_swallowed_now_by_the_person_is_no_supplement(intake_of, said):
    report = intake_of(f"sex: male\nage_years: 40\ndiet: [1 egg a day]\n{said}")

    assert [each.kind for each in report.intake.counted] == ["food"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("age_years: 40", "Whether the food is enough is not known, because none is listed."),
        (f"diet: {OMNIVORE}", "The target is not known, because the age is not."),
        (
            f"age_years: 40\ndiet: {OMNIVORE}",
            "What is listed reaches the target, and enough of it is absorbed.",
        ),
        (
            "age_years: 40\ndiet: fish once a week",
            "Whether it is enough cannot be told from what is known.",
        ),
        ("age_years: 40\ndiet: 1 egg a week", "What is listed falls short of the target."),
        (
            "age_years: 40\nconditions: [pernicious anaemia]\ndiet: 1 egg a week",
            "Of what is listed too little is absorbed, and no food can change that.",
        ),
    ],
)
def test_the_verdict_is_said_in_a_sentence(intake_of, said, sentence):
    assert intake_of(f"sex: male\n{said}").intake.says == sentence


# A tablet of m micrograms gives 1.24 m / (1.53 + m) + 0.01 m; 0.4167 x 2.4 = 1.00 is needed, and
# 2.0 / 2.4 = 0.83 of either is the least that is no more than a little short.
TABLET = "age_years: 40\nsex: male\ndiet: 100 g lentils a day\nmedicines: [{}]"
LESSENED = (
    "Enough is eaten, and a medicine lessens how much of it is absorbed,"
    " by an amount that is not known."
)


@pytest.mark.parametrize(
    ("medicines", "verdict", "absorbed", "sentence"),
    [
        (
            "B12 1.2 micrograms orally twice a day",  # 2 x (1.488 / 2.73 + 0.012)
            *("adequate", "1.11"),
            "What is listed reaches the target, and enough of it is absorbed.",
        ),
        (
            "B12 1.1 micrograms orally twice a day",  # 2 x (1.364 / 2.63 + 0.011), 2.2 of 2.4 eaten
            *("borderline", "1.06"),
            "What is listed comes near the target and does not reach it.",
        ),
        (
            "B12 1 micrograms orally twice a day",  # 2 x (1.24 / 2.53 + 0.01), 2.0 of 2.4 eaten
            *("borderline", "1.00"),
            "What is listed comes near the target and does not reach it.",
        ),
        (
            "B12 0.99 micrograms orally twice a day",  # 2 x (1.2276 / 2.52 + 0.0099)
            *("short", "0.99"),
            "What is listed falls short of the target.",
        ),
        (
            "B12 3 micrograms orally daily",  # 3.72 / 4.53 + 0.03
            *("borderline", "0.85"),
            "Enough is eaten, and a little less is absorbed than is needed;"
            " smaller portions at more meals are absorbed better.",
        ),
        (
            "B12 2.5 micrograms orally daily",  # 3.1 / 4.03 + 0.025
            *("short", "0.79"),
            "Enough is eaten, and too little of it is absorbed.",
        ),
        (
            "metformin for 8 years, B12 1.2 micrograms orally twice a day",
            *("not_known", "1.11", LESSENED),
        ),
        ("metformin for 8 years, B12 3 micrograms orally daily", *("not_known", "0.85", LESSENED)),
        (
            "metformin for 8 years, B12 2.5 micrograms orally daily",
            *("short", "0.79"),
            "Enough is eaten, and too little of it is absorbed.",
        ),
        (
            "metformin for 8 years, B12 100 micrograms orally daily",  # 0.01 x 100 is just less
            *("not_known", "2.22", LESSENED),
        ),
        (
            "metformin for 8 years, B12 101 micrograms orally daily",  # 1.01 without any factor
            *("adequate", "2.23"),
            "What is listed reaches the target, and enough of it is absorbed.",
        ),
    ],
)
def test_a_tablet_is_enough_by_what_is_swallowed_and_by_what_is_absorbed(
    intake_of, medicines, verdict, absorbed, sentence
):
    it = intake_of(TABLET.format(medicines)).intake

    assert (it.verdict, it.says) == (verdict, sentence)
    assert it.absorbed.low == it.absorbed.high == Decimal(absorbed)
    assert (it.changes == ()) is (verdict == "adequate")
    assert it.missing == ()


def test_the_smallest_supplement_that_closes_a_gap_is_named(intake_of):
    """2.4 micrograms a day give 2.976 / 3.93 + 0.024 = 0.78 of 1.00; 10, the next that a regimen
    names, give 12.4 / 11.53 + 0.1 = 1.18."""
    it = intake_of("age_years: 40\nsex: male\ndiet: 100 g lentils a day").intake
    (dose,) = [each for each in it.changes if each.kind == "supplement"]

    assert dose.says == "A supplement of 10 micrograms, once a day"
    assert (dose.eaten, dose.absorbed) == (Decimal("10.00"), Decimal("1.18"))
    assert dose.absorbed_after == Decimal("1.18")


def test_a_supplement_is_added_to_what_is_had_already(intake_of):
    """0.79 of 2.5 micrograms a day, and 0.78 of 2.4 more."""
    it = intake_of(TABLET.format("B12 2.5 micrograms orally daily")).intake
    (dose,) = [each for each in it.changes if each.kind == "supplement"]

    assert dose.says == "A supplement of 2.4 micrograms, once a day"
    assert (dose.absorbed, dose.absorbed_after) == (Decimal("0.78"), Decimal("1.58"))


@pytest.mark.parametrize(
    ("times", "says"),
    [
        (1, "once a week"),
        (2, "2 times a week"),
        (6, "6 times a week"),
        (7, "once a day"),
        (8, "8 times a week"),
        (14, "2 times a day"),
    ],
)
def test_how_often_in_a_week_is_said(times, says):
    assert often(times) == says


def test_a_food_that_closes_a_gap_is_told_with_its_portion_and_what_it_adds(intake_of):
    """2.2 of 2.4 are swallowed: 1.92 in a week are 0.27 a day. Of a helping 1.24 x 1.92 / 3.45 +
    0.0192 are absorbed, all of it free, a seventh of that a day: 0.10 beside 1.06."""
    it = intake_of(TABLET.format("B12 1.1 micrograms orally twice a day")).intake
    first, *others = (each for each in it.changes if each.kind == "food")

    assert first.says == (
        "Yeast extract, fortified (UK Marmite type): 1 serving (8 g, 1.92 micrograms), once a week"
    )
    assert (first.eaten, first.absorbed) == (Decimal("0.27"), Decimal("0.10"))
    assert first.absorbed_after == Decimal("1.16")
    assert (first.verified, [used.id for used in first.sources]) == ("false", ["label_typical"])
    assert len(others) == 4


@pytest.mark.parametrize(
    ("group", "dose"),
    [
        ("diet: [vegan]", "50 micrograms (10 to 350), oral, every day"),
        ("medicines: [metformin since 2020]", "2.4 micrograms (2.4 to 100), oral, every day"),
        ("conditions: [pernicious anaemia]", "1000 micrograms, im, every month"),
    ],
)
def test_what_keeps_a_group_well_is_said_with_dose_span_and_way(intake_of, group, dose):
    """The span stands only where the source gives one."""
    it = intake_of(f"age_years: 40\nsex: male\n{group}").intake

    assert [advised.dose for advised in it.maintenance] == [dose]


def test_who_belongs_to_several_groups_has_the_most_certain_first(intake_of):
    it = intake_of("""
age_years: 40
sex: male
diet: [vegetarian]
conditions: [coeliac disease, pernicious anaemia]
medicines: [metformin since 2020]
procedures: [gastric bypass]
""").intake

    assert [each.group for each in it.maintenance] == [
        "Pernicious anaemia, stomach removed, or the end of the ileum removed",
        "After bypass, sleeve or part of the stomach removed",
        "A disease of the bowel or pancreas",
        "Vegetarians with little milk, cheese or eggs",
        "Metformin for more than four months",
    ]


LABEL = "what its label says, in micrograms by weight or volume: oat milk 300 ml a day"
LABEL_DECIDES = "whether it is enough: what is added differs by brand, country and year"
DECIDES = "How often or how much it is decides between the verdicts."
OAT = "diet: [oat milk 300 ml a day]"


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        (f"age_years: 40\ndiet: {OMNIVORE}", []),
        (
            "conditions: null",
            [
                ("age", "the age", "the target"),
                (
                    "foods",
                    "what is eaten, with how much and how often",
                    "whether food is enough",
                ),
                (
                    "absorption_problem",
                    "a disease or operation that impairs absorption",
                    "how much is absorbed",
                ),
            ],
        ),
        (f"age_years: 40\n{OAT}", [("diet[0]", LABEL, LABEL_DECIDES)]),
        (f"age_years: 40\n{OAT}\nmedicines: [B12 50 micrograms orally daily]", []),
        (
            f"age_years: 40\n{OAT}\nconditions: [pernicious anaemia]",
            [("diet[0]", LABEL, LABEL_DECIDES)],
        ),
        (
            "age_years: 40\ndiet: [1 egg a day]\n"
            "medicines: [B12 50 micrograms, multivitamin daily]",
            [
                ("medicines[0]", "how often: B12 50 micrograms", DECIDES),
                ("medicines[1]", "which kind, or how much: multivitamin daily", DECIDES),
            ],
        ),
        (
            "age_years: 40\ndiet: [1 egg a week]\nmedicines: null",
            [
                (
                    "absorption_problem",
                    "a disease or operation that impairs absorption",
                    "how much is absorbed",
                ),
            ],
        ),
        (
            "age_years: 40\ndiet: [1 egg a week]\nprocedures: null\n"
            "medicines: [metformin for 8 years]",
            [
                (
                    "absorption_problem",
                    "a disease or operation that impairs absorption",
                    "how much is absorbed",
                ),
            ],
        ),
        (
            "age_years: 40\ndiet: [1 egg a week]\nprocedures: null\n"
            "conditions: [pernicious anaemia]",
            [],
        ),
    ],
)
def test_what_would_change_the_verdict_is_asked_and_nothing_else(intake_of, said, missing):
    it = intake_of(f"sex: male\n{said}").intake

    assert [(each.id, each.asks, each.would_change) for each in it.missing] == missing


CHOICE = "one of several, of which one is eaten: the sum counts the least, or the most"


@pytest.mark.parametrize(
    ("said", "notes"),
    [
        ("diet: [1 egg a day]", [None]),
        ("diet: [1 egg a day or 200 ml milk a day]", [CHOICE, CHOICE]),
        (
            "diet: [{food: oat milk, amount: 100 ml, frequency: daily, label: 1.2 ug per 100 ml}]",
            ["as its label says"],
        ),
        ("medicines: [multivitamin daily]", ["the dose is not known, and not counted"]),
        (
            "diet: [B12 50 mcg daily]\nmedicines: [B12 50 micrograms daily]",
            ["the diet names it too; it is taken to be the same and counted once"],
        ),
        (
            "diet: [B12 50 mcg daily]\nmedicines: [B12 10 mcg daily]",
            [
                "if it is the same as medicines[0], it is counted twice: say it in one place",
                "if it is the same as diet[0], it is counted twice: say it in one place",
            ],
        ),
        (
            "diet: [B12 50 mcg daily]\nmedicines: [multivitamin daily, B12 10 mcg daily]",
            [
                "if it is the same as medicines[0], medicines[1], it is counted twice: say it in"
                " one place",
                "the dose is not known, and not counted; if it is the same as diet[0], it is"
                " counted twice: say it in one place",
                "if it is the same as diet[0], it is counted twice: say it in one place",
            ],
        ),
    ],
)
def test_how_each_thing_is_counted_is_said_beside_it(intake_of, said, notes):
    it = intake_of(f"age_years: 40\nsex: male\n{said}").intake

    assert [each.note for each in sorted(it.counted, key=lambda each: each.source)] == notes


def test_a_thing_is_counted_with_what_it_was_read_as_and_where_that_stands(intake_of):
    """An egg of 50 g x 1.11 in 100 g; two tablets a day of 10."""
    it = intake_of("""
age_years: 40
sex: male
diet: [1 egg three times a week]
medicines: [B12 10 micrograms orally twice a day]
""").intake
    egg, tablet = it.counted

    assert (egg.source, egg.words, egg.kind) == ("diet[0]", "1 egg three times a week", "food")
    assert egg.read_as == "Egg, whole, cooked, hard-boiled"
    assert (egg.portion, egg.micrograms) == ("1 large (50 g)", Decimal("0.555"))
    assert egg.per_day.low == egg.per_day.high == Decimal(3) / 7
    assert egg.eaten.low == egg.eaten.high == Decimal("0.24")
    assert (egg.verified, [each.id for each in egg.sources]) == ("true", ["usda_sr28"])
    assert (tablet.source, tablet.kind) == ("medicines[0]", "supplement")
    assert tablet.words == "B12 10 micrograms orally twice a day"
    assert (tablet.portion, tablet.micrograms) == ("one dose", Decimal(10))
    assert (tablet.per_day.low, tablet.per_day.high) == (2, 2)
    assert tablet.eaten.low == tablet.eaten.high == Decimal("20.00")
    assert (tablet.verified, tablet.sources) == ("true", ())


@pytest.mark.parametrize(
    ("often", "eaten"),
    [
        ("daily", "10.00"),
        ("twice a day", "20.00"),
        ("every 2 days", "5.00"),
        ("weekly", "1.43"),  # 10 / 7
        ("monthly", "0.32"),  # 10 / 31, the most days that a month has
    ],
)
def test_a_tablet_counts_by_how_often_it_is_taken(intake_of, often, eaten):
    it = intake_of(TABLET.format(f"B12 10 micrograms orally {often}")).intake

    assert it.eaten.low == it.eaten.high == Decimal(eaten)
