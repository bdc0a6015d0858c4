"""What a request for hours may say, and what is refused, noted or not understood in it."""

import pytest

from corrin.care.timing import hours
from corrin.care.timing_rules import timing_rules
from corrin.domain.day import Window
from corrin.errors import Refused
from corrin.knowledge.load import knowledge
from corrin.render.hours import hours_page
from corrin.render.text import text
from corrin.timing_request import is_request, read

KNOWN = knowledge()
RULES = timing_rules(KNOWN, "general")
MORNING = ["06:00", "12:00"]
ALL_MORNING = (("06:00", "12:00"),)
VITAMIN_C = {"name": "vitamin C", "at": "08:00", "dose": "1000 mg"}
ROUND_EIGHT = (("06:00", "06:00"), ("10:00", "12:00"))


def answer(*items, **more):
    request = {"b12_route": "oral", "b12_window": MORNING, "items": [*items]}
    return hours(read(request | more, KNOWN, RULES), RULES)


def refused(*items, **more):
    with pytest.raises(Refused) as caught:
        answer(*items, **more)
    return [(each.field, each.value) for each in caught.value.refusals]


@pytest.mark.parametrize(
    ("pack", "enforced"),
    [
        ("general", {"vitamin_c_high", "calcium_iron_magnesium", "colestyramine"}),
        ("uk", {"colestyramine"}),
        ("us", {"colestyramine"}),
    ],
)
def test_the_rules_of_a_pack_are_in_minutes(pack, enforced):
    """Vitamin C two hours; minerals one, better two; colestyramine one before and four after."""
    rules = timing_rules(KNOWN, pack)

    assert rules.pack == pack
    assert {
        each.rule.id: (each.before, each.after, each.before_preferred, each.after_preferred)
        for each in rules.separations
    } == {
        "vitamin_c_high": (120, 120, 120, 120),
        "calcium_iron_magnesium": (60, 60, 120, 120),
        "colestyramine": (60, 240, 60, 240),
    }
    assert {each.rule.id for each in rules.separations if each.enforced} == enforced
    assert {rule.id for rule, held in rules.others if held} == (
        {"time_of_day", "alcohol"} if pack == "general" else set()
    )
    assert len(rules.separations) + len(rules.others) == len(KNOWN.interactions)
    assert (rules.morning, rules.same_thing_apart) == (Window(6 * 60, 12 * 60), 60)


@pytest.mark.parametrize(
    ("item", "field", "value"),
    [
        (VITAMIN_C | {"at": "25:00"}, "items[0].at", "25:00"),
        (VITAMIN_C | {"at": "8"}, "items[0].at", "8"),
        (VITAMIN_C | {"at": "08:60"}, "items[0].at", "08:60"),
        (VITAMIN_C | {"at": 800}, "items[0].at", "800"),
        (VITAMIN_C | {"at": ["08:00", "8pm"]}, "items[0].at[1]", "8pm"),
        ({"name": "iron"}, "items[0].at", None),
        (VITAMIN_C | {"dose": "1000"}, "items[0].dose", "1000"),
        (VITAMIN_C | {"dose": 1000}, "items[0].dose", "1000"),
        (VITAMIN_C | {"dose": "-5 mg"}, "items[0].dose", "-5 mg"),
        (VITAMIN_C | {"dose": "0 mg"}, "items[0].dose", "0 mg"),
        (VITAMIN_C | {"dose": "1000 g"}, "items[0].dose", "1000 g"),
        (VITAMIN_C | {"dose": "500-1000 mg"}, "items[0].dose", "500-1000 mg"),
        (VITAMIN_C | {"dose": "1000 IU"}, "items[0].dose", "1000 IU"),
        (VITAMIN_C | {"dose": "a lot"}, "items[0].dose", "a lot"),
        (VITAMIN_C | {"dose": "2 tablets of 250 mg"}, "items[0].dose", "2 tablets of 250 mg"),
        (VITAMIN_C | {"dose": "two 250 mg sachets"}, "items[0].dose", "two 250 mg sachets"),
        (VITAMIN_C | {"dose": "250 mg or 1 g"}, "items[0].dose", "250 mg or 1 g"),
        ({"name": "moonwort", "at": "08:00", "dose": "a lot"}, "items[0].dose", "a lot"),
        ({"name": "iron", "at": "08:00", "dose": "65"}, "items[0].dose", "65"),
        ({"name": "iron", "at": "08:00", "dose": "0 mg"}, "items[0].dose", "0 mg"),
        ({"name": "iron", "at": "08:00", "route": "sideways"}, "items[0].route", "sideways"),
        ({"at": "08:00"}, "items[0].name", None),
        ({"code": "1151", "at": "08:00"}, "items[0].system", None),
        (VITAMIN_C | {"time": "08:00"}, "items[0].time", "08:00"),
        ("iron at 7:60", "items[0]", "iron at 7:60"),
        ("iron", "items[0]", "iron"),
        (["iron"], "items[0]", "a list"),
        (None, "items[0]", None),
    ],
    ids=str,
)
def test_an_item_that_cannot_be_placed_is_refused_where_it_stands(item, field, value):
    assert refused(item) == [(field, value)]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"b12_window": ["06:00"]}, "b12_window"),
        ({"b12_window": "06:00-12:00"}, "b12_window"),
        ({"b12_window": ["06:00", "24:00"]}, "b12_window[1]"),
        ({"second_window": ["x", "12:00"]}, "second_window[0]"),
        ({"second_window": [["06:00"], "12:00"]}, "second_window[0]"),
        ({"fallback_window": {"from": "06:00"}}, "fallback_window"),
        ({"b12_route": "iv"}, "b12_route"),
        ({"b12_product": "aspirin"}, "b12_product"),
        ({"b12_rout": "oral"}, "b12_rout"),
        ({"items": "iron at 08:00"}, "items"),
        ({"date": "2026-02-30"}, "date"),
        ({"date": "1800-01-01"}, "date"),
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"day": []}, "day"),
        ({"day": {"wake": "seven"}}, "day.wake"),
        ({"day": {"wake": ["07:00", "08:00"]}}, "day.wake"),
        ({"day": {"meals": {"breakfast": "x"}}}, "day.meals.breakfast"),
        ({"day": {"meals": {"breakfast": None}}}, "day.meals.breakfast"),
        ({"day": {"fast": ["20:00"]}}, "day.fast"),
        ({"day": {"nap": "14:00"}}, "day.nap"),
        ({"day": {"medicines": [{"name": "iron", "at": "dinner"}]}}, "day.medicines[0].at"),
        ({"day": {"medicines": "iron"}}, "day.medicines"),
    ],
    ids=str,
)
def test_a_request_that_cannot_be_answered_is_refused_where_it_stands(more, field):
    assert [where for where, _ in refused(**more)] == [field]


def test_every_problem_is_named_at_once():
    fields = refused({"name": "iron", "at": "25:00", "dose": "65"}, "zinc", b12_route="iv")

    assert [field for field, _ in fields] == [
        *("b12_route", "items[0].at", "items[0].dose", "items[1]"),
    ]


def test_more_than_anybody_takes_is_refused():
    assert refused(*({"name": "iron", "at": "08:00"} for _ in range(201))) == [("items", "a list")]
    many = [{"name": "iron", "at": "08:00"} for _ in range(200)]
    assert refused(VITAMIN_C, day={"medicines": many}) == [("items", "a list")]


@pytest.mark.parametrize(
    ("dose", "open_"),
    [
        ("1 tablet", ROUND_EIGHT),
        ("unknown", ROUND_EIGHT),
        ("not known", ROUND_EIGHT),
        ("2 x 250 mg", ROUND_EIGHT),
        ("250 mg", ALL_MORNING),
        ("0,5 g", ROUND_EIGHT),
        ("0.4 g", ALL_MORNING),
        ("499999 µg", ALL_MORNING),
        ("500000 mcg", ROUND_EIGHT),
        ("500 mg once daily", ROUND_EIGHT),
        ("500 mg effervescent", ROUND_EIGHT),
        ("100 mg slow release", ALL_MORNING),
    ],
)
def test_a_dose_that_may_be_large_counts_as_large(dose, open_):
    assert answer(VITAMIN_C | {"dose": dose}).allowed == open_


def test_a_hundred_grams_are_the_most_that_is_believed():
    assert answer(VITAMIN_C | {"dose": "100 g"}).allowed == ROUND_EIGHT
    assert refused(VITAMIN_C | {"dose": "100.001 g"}) == [("items[0].dose", "100.001 g")]


def test_a_dose_in_the_name_is_the_dose():
    assert answer({"name": "vitamin C 100 mg", "at": "08:00"}).allowed == ALL_MORNING
    assert answer("vitamin C 1 g at 08:00").allowed == ROUND_EIGHT


def test_a_dose_of_two_things_at_once_is_of_neither():
    found = answer({"name": "calcium and vitamin C", "at": "08:00", "dose": "100 mg"})

    assert found.allowed == ROUND_EIGHT
    assert "of which of its parts this is the dose is not said" in found.notes[0]


def test_a_dose_for_which_no_rule_asks_is_noted_and_not_refused():
    found = answer({"name": "vitamin D", "at": "08:00", "dose": "1000 IU"})

    assert found.allowed == ALL_MORNING
    assert found.no_rule == ("vitamin D 1000 IU at 08:00",)
    assert "no rule of hours asks for it" in found.notes[0]


@pytest.mark.parametrize(
    "name",
    [
        *("Vit C", "ascorbic acid", "effervescent vitamin C tablets", "L-ascorbic acid"),
        *("VITAMIN C", "vitamin-c", "rxnorm 1151", "ATC A11GA01"),
    ],
)
def test_vitamin_c_by_other_names(name):
    assert answer({"name": name, "at": "08:00"}).allowed == ROUND_EIGHT


@pytest.mark.parametrize(
    "name",
    [
        *("iron", "ferrous sulphate", "Feospan", "iron supplements", "calcium tablets", "Adcal-D3"),
        *("magnesium powder", "magnesium citrate", "calcium citrate", "RxNorm 24947"),
    ],
)
def test_minerals_by_other_names(name):
    assert answer({"name": name, "at": "08:00"}).allowed == (("06:00", "07:00"), ("09:00", "12:00"))


def test_what_is_not_taken_closes_nothing():
    found = answer({"name": "no iron", "at": "08:00"}, {"name": "stopped calcium", "at": "09:00"})

    assert found.allowed == ALL_MORNING
    assert len(found.notes) == 2
    assert found.taken == ()


def test_a_code_that_is_not_known_is_not_understood():
    unknown = {"code": "99999999", "system": "RxNorm", "at": "08:00"}

    assert [n.field for n in answer(unknown).not_understood] == ["items[0].code"]
    assert answer(unknown | {"name": "iron"}).allowed == (("06:00", "07:00"), ("09:00", "12:00"))


def test_more_times_a_day_than_are_named_is_said():
    found = answer("iron 65 mg twice daily at 08:00")

    assert "it says 2 times a day and names 1 of them" in found.notes[0]


def test_half_of_a_zoned_date_changes_nothing_and_is_said():
    for more in ({"date": "2026-10-25"}, {"timezone": "Europe/London"}):
        found = answer(VITAMIN_C, **more)
        assert found.allowed == ROUND_EIGHT
        assert "that the clocks may change is left aside" in found.notes[0]


def test_no_route_means_by_mouth_and_is_said():
    found = answer(VITAMIN_C, b12_route=None)

    assert (found.route, found.allowed) == ("oral", ROUND_EIGHT)
    assert found.notes[0].startswith("No route is named")


def test_meals_are_listed_and_close_nothing():
    found = answer(day={"meals": ["07:30", "13:00"], "coffee": "07:15", "alcohol": "20:00"})

    assert found.allowed == ALL_MORNING
    assert found.taken == (
        *(("07:15", "coffee"), ("07:30", "meal"), ("13:00", "meal"), ("20:00", "alcohol")),
    )
    assert found.no_rule == ("coffee at 07:15",)
    assert "alcohol" in [rule.id for rule in found.rules]


def test_the_rule_of_one_product_is_not_said_of_another():
    said = {
        product: "between_meals" in [rule.id for rule in answer(b12_product=product).rules]
        for product in ("cyanocobalamin", "methylcobalamin", None)
    }

    assert said == {"cyanocobalamin": True, "methylcobalamin": False, None: True}


def test_what_tells_a_request_from_a_person():
    assert is_request({"items": []})
    assert is_request({"b12_route": "oral", "age_years": "40"})
    assert is_request({"day": {"wake": "07:00"}})
    assert not is_request({"day": {"wake": "07:00"}, "age_years": "40"})
    assert not is_request({"medicines": []})
    assert not is_request({})


def test_a_typing_error_is_mended_and_said():
    found = answer({"name": "levothyroxne", "at": "07:00"})

    assert found.no_rule == ("levothyroxne at 07:00",)
    assert "“levothyroxne” was read as “levothyroxine”" in found.notes[0]


def test_a_name_that_is_like_another_is_not_mended():
    """Colestyramine and others that look alike are never guessed."""
    found = answer({"name": "colestyraminne", "at": "08:00"})

    assert found.allowed == ALL_MORNING
    assert [each.value for each in found.not_understood] == ["colestyraminne"]


def test_words_beside_a_meal_that_the_day_does_not_name_are_noted():
    day = {"meals": {"breakfast": "07:30", "dinner": "19:00"}, "supplements": ["iron with lunch"]}
    found = answer(day=day)

    assert found.allowed == ALL_MORNING
    assert [rule.id for rule in found.keep_apart] == ["calcium_iron_magnesium"]
    assert answer(day=day | {"supplements": ["iron with dinner"]}).keep_apart == ()


def test_a_thing_that_cannot_be_moved_in_waking_hours_can_only_be_left_out():
    found = answer(
        {"name": "vitamin C", "at": "08:10"},
        b12_window=["08:00", "08:00"],
        day={"wake": "07:00", "sleep": "08:30"},
    )

    assert [change.change for change in found.relax] == ["remove"]


def test_who_says_when_the_day_begins_and_not_when_it_ends():
    found = hours(read({"day": {"wake": "08:00"}}, KNOWN, RULES), RULES)

    assert (found.b12_window, found.second_window) == (("08:00", "12:00"), None)


def test_equal_items_count_each_for_itself():
    one = {"name": "vitamin C", "at": "08:00", "dose": "250 mg"}
    found = answer(one, one, b12_window=["08:00", "09:00"])

    assert found.allowed == ()
    assert [(c.change, c.item) for c in found.relax if c.change == "remove"] == [
        ("remove", "vitamin C 250 mg")
    ]
    assert answer(one).allowed == ALL_MORNING


def test_a_medicine_is_moved_with_a_caution_and_never_left_out():
    found = answer({"name": "Questran 4 g", "at": "07:00"}, b12_window=["08:00", "09:00"])

    assert [(c.change, c.to) for c in found.relax] == [("window", None), ("move", "05:00")]
    assert found.relax[-1].says == (
        "Move Questran 4 g at 07:00 to 05:00: open at 09:00. "
        "First ask whoever prescribed it, or a pharmacist."
    )


def test_nothing_is_moved_to_another_dose_of_the_same_thing():
    """Iron at each hour leaves no minute that is an hour from the rest."""
    iron = [{"name": "ferrous sulfate", "at": f"{hour:02}:00"} for hour in range(24)]
    found = answer(*iron, b12_window=["05:00", "06:00"])

    assert found.allowed == ()
    assert found.relax == ()


def test_two_things_of_one_rule_may_stand_at_one_minute():
    """Iron is no second dose of calcium."""
    found = answer(
        {"name": "iron", "at": "08:00"},
        {"name": "calcium", "at": "06:50"},
        b12_window=["08:00", "08:00"],
    )

    assert found.relax[-1].says.startswith("Move iron at 08:00 to 07:00: open at 08:00.")


@pytest.mark.parametrize(
    ("name", "dose", "counts"),
    [
        ("vitamin C 1000 mg", "80 mg", ROUND_EIGHT),
        ("vitamin C 80 mg", "1000 mg", ROUND_EIGHT),
        ("vitamin C 100 mg", "80 mg", ALL_MORNING),
    ],
)
def test_of_two_doses_that_contradict_each_other_the_larger_counts(name, dose, counts):
    found = answer({"name": name, "at": "08:00", "dose": dose})

    assert found.allowed == counts
    assert any("the larger of the two counts" in note for note in found.notes)


def test_a_dose_said_twice_alike_is_no_contradiction():
    assert answer({"name": "vitamin C 1 g", "at": "08:00", "dose": "1000 mg"}).notes == ()


@pytest.mark.parametrize(
    ("item", "field"),
    [
        (VITAMIN_C | {"dose": "1.000 mg"}, "items[0].dose"),
        ({"name": "vitamin C 1.000 mg", "at": "08:00"}, "items[0].name"),
        ("vitamin C 1.000 mg at 08:00", "items[0]"),
    ],
)
def test_a_point_that_may_mean_thousands_is_refused_with_both_readings(item, field):
    with pytest.raises(Refused) as caught:
        answer(item)

    assert [(each.field, each.accepted) for each in caught.value.refusals] == [
        (field, "1 mg or 1000 mg, whichever it is")
    ]


@pytest.mark.parametrize("dose", ["0.625 g", "1.25 g", "2.5 g", "1,000 mg"])
def test_a_point_that_can_only_be_decimal_is_read(dose):
    assert answer(VITAMIN_C | {"dose": dose}).notes == ()


@pytest.mark.parametrize(
    ("names", "rule"),
    [
        (("Tums", "Rennie", "calcium carbonate", "calcium acetate"), "calcium_iron_magnesium"),
        (("Milk of magnesia", "magnesium hydroxide", "Maalox"), "calcium_iron_magnesium"),
        (
            ("Berocca", "multivitamin with iron", "multivitamin with minerals", "Pregnacare"),
            "multivitamin_with_minerals",
        ),
    ],
)
def test_one_substance_has_one_answer(names, rule):
    closed = (("06:00", "07:00"), ("09:00", "12:00"))
    for name in names:
        found = answer({"name": name, "at": "08:00"})

        assert rule in [each.id for each in found.rules], name
        assert found.no_rule == (), name
        assert found.not_understood == (), name
        assert found.allowed == (closed if rule == "calcium_iron_magnesium" else ALL_MORNING), name


DAY = {
    "wake": "06:30",
    "sleep": "22:30",
    "meals": {"breakfast": "07:00", "lunch": "12:30"},
}


@pytest.mark.parametrize(
    ("words", "taken", "said"),
    [
        ("colestyramine before lunch", ("12:30", "colestyramine"), "is taken as 12:30"),
        ("iron after breakfast", ("07:00", "iron"), "is taken as 07:00"),
        ("iron with breakfast", ("07:00", "iron"), None),
        ("iron 30 minutes before breakfast", ("06:30", "iron"), None),
        ("vitamin C 1 g at bedtime", ("22:30", "vitamin C 1 g"), None),
        ("vitamin C 1 g before bed", ("22:30", "vitamin C 1 g"), "is taken as 22:30"),
        ("iron on waking", ("06:30", "iron"), None),
    ],
)
def test_words_for_a_time_that_the_day_gives_are_that_time(words, taken, said):
    found = answer(day=DAY | {"medicines": [words]})

    assert taken in found.taken
    assert found.keep_apart == ()
    assert [note for note in found.notes if "is taken as" in note] == (
        [f"day.medicines[0] “{words}”: “{' '.join(words.split()[-2:])}” {said}; "
         "write the time where it differs."]
        if said
        else []
    )  # fmt: skip


def test_hours_are_not_shown_as_surely_open_where_a_time_is_not_known():
    unknown = answer(day=DAY | {"medicines": ["colestyramine after dinner"]})
    known = answer(day=DAY | {"medicines": ["colestyramine after lunch"]})

    assert "\nOpen, as far as times are known\n" in text(hours_page(unknown))
    assert "\nOpen\n" in text(hours_page(known))


def test_a_meal_outside_meals_is_refused_with_where_it_stands():
    with pytest.raises(Refused) as caught:
        answer(day={"breakfast": "07:30"})

    (refusal,) = caught.value.refusals
    assert (refusal.field, refusal.accepted) == (
        "day.breakfast",
        'meals: {breakfast: "07:30"}, if a meal is meant',
    )


def test_b12_itself_among_the_items_is_said_to_stand_too_near():
    near = answer({"name": "B12 tablet", "at": "08:00"}, {"name": "iron", "at": "08:00"})
    apart = answer({"name": "B12 tablet", "at": "08:00"}, {"name": "iron", "at": "09:00"})

    assert "B12 tablet at 08:00 is vitamin B12 itself, and stands too near iron" in near.notes[0]
    assert apart.notes == ()


def test_an_end_of_a_window_that_the_clocks_skip_is_said():
    """On 29 March 2026 the clocks of Berlin go from 02:00 to 03:00."""
    zone = {"date": "2026-03-29", "timezone": "Europe/Berlin"}
    spring = answer(b12_window=["00:30", "02:30"], **zone)
    plain = answer(b12_window=["00:30", "03:30"], **zone)
    autumn = answer(b12_window=["00:30", "02:30"], **zone | {"date": "2026-10-25"})

    assert spring.notes == (
        "The end of the b12 window: 02:30 does not exist on that day, as the clocks go forward; "
        "03:00 is taken.",
    )
    assert plain.notes == ()
    assert autumn.notes == ()
