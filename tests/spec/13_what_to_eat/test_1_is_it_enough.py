title = "Is it enough"


def test_the_target_is_that_of_the_pack_for_the_stage_of_life(people):
    """The target is in micrograms a day: in the United Kingdom the reference nutrient intakes of
    1991, elsewhere the allowances of the Institute of Medicine of 1998. Children of 1 to 3 years
    need 0.9 and not the 1.2 of those from 4 to 8.

    Source: iom_1998; nih_ods; uk_coma_1991; seed_001, line 41.
    """
    people("""
    who                                                  | pack        | target
    man of 30; diet: 2 eggs a day                        | general, us | 2.4
    man of 30; diet: 2 eggs a day                        | uk          | 1.5
    woman of 30, pregnant; diet: 2 eggs a day            | general, us | 2.6
    woman of 30, pregnant; diet: 2 eggs a day            | uk          | 1.5
    woman of 30, breast-feeding; diet: 2 eggs a day      | general, us | 2.8
    woman of 30, breast-feeding; diet: 2 eggs a day      | uk          | 2
    boy of 2; diet: 1 egg a day                          | general, us | 0.9
    boy of 6; diet: 1 egg a day                          | general, us | 1.2
    girl of 12; diet: 1 egg a day                        | general, us | 1.8
    """)


def test_enough_must_be_eaten_and_enough_absorbed(people):
    """What is eaten is held against the target, and what is absorbed of it against 0.4167 of the
    target, which is what the Institute of Medicine reckons to be absorbed of its own. The worse of
    the two decides; from the average requirement up, 0.83 of the allowance, it is borderline.

    Source: iom_1998; project_decision.
    """
    people("""
    who                                                    | pack    | eaten | absorbed | intake
    man of 40; diet: vegan, 200 g lentils a day            | general | 0     | 0        | short
    man of 40; diet: lacto-vegetarian, 300 ml whole milk   | general | 2.18  | 0.86     | borderline
      a day, 125 g plain yoghurt a day, 30 g cheddar a day |         |       |          |
    man of 40; diet: 150 g minced beef three times a week, | general | 4.19  | 1.09     | adequate
      2 eggs a day, 200 ml milk a day,                     |         |       |          |
      100 g salmon once a week                             |         |       |          |
    man of 40; diet: lamb liver once a week                | general | 10.41 | 0.26     | short
    """)


def test_what_is_added_is_not_known_without_the_label(people):
    """Fortified food is counted from nothing to what one product holds, and nothing is judged that
    hangs on a label that nobody has read.

    Source: nih_ods; label_typical; project_decision.
    """
    people("""
    who                                                    | pack    | eaten     | intake
    man of 40; diet: vegan, 250 ml fortified soya milk     | general | 0 to 4.26 | not_known
      a day, 1 tbsp fortified nutritional yeast a day      |         |           |
    man of 40; diet: vegan, 300 ml oat milk a day          | general | 0 to 1.14 | not_known
    man of 40; diet: vegan, 300 ml unfortified             | general | 0         | short
      soya milk a day                                      |         |           |
    """)


def test_a_rich_food_once_a_week_is_eaten_and_not_absorbed(people):
    """Intrinsic factor carries across little more than a microgram at a meal, so that a large
    portion once a week gives less than a small one every day.

    Source: adams_1971; doets_2013; watanabe_2007.
    """
    people("""
    who                                       | pack    | eaten | absorbed | intake
    man of 40; diet: 100 g mackerel once      | general | 2.71  | 0.18     | short
      a week                                  |         |       |          |
    man of 40; diet: 100 g trout a day        | general | 6.3   | 1.01     | adequate
    man of 40; diet: 50 g trout twice a day   | general | 6.3   | 1.6      | adequate
    """)


def test_what_is_not_known_is_not_judged(people):
    """Where the least and the most that it can be are judged differently, nothing is judged: a food
    without how often, food of a kind that is not said, a tablet without its dose.

    Source: project_decision.
    """
    people("""
    who                                              | pack    | eaten     | intake
    man of 40; diet: 1 l milk                        | general | 0 to 4.64 | not_known
    man of 40; diet: 1 l milk a day                  | general | 4.64      | not short
    man of 40; diet: 1 egg a day, fish once a week   | general | 0.56      | not_known
    man of 40; diet: 1 egg a day;                    | general | 0.56      | not_known
      medicines: multivitamin                        |         |           |
    """)
