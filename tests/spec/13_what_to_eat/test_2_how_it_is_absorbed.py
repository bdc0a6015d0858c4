title = "How it is absorbed"


def test_without_intrinsic_factor_one_part_in_a_hundred_is_left(people):
    """Without intrinsic factor, or the place where it delivers, a hundredth of what is swallowed is
    absorbed. No food can be enough; a thousand micrograms a day can.

    Source: nice_ng239; oral_300_pernicious; iom_1998; chan_2016.
    """
    people("""
    who                                                    | absorbs      | absorbed | intake
    man of 60; conditions: pernicious anaemia;             | passive_only | 0.03     | short
      diet: 150 g minced beef a day                        |              |          |
    man of 60; procedures: total gastrectomy;              | passive_only | 0.03     | short
      diet: 150 g minced beef a day                        |              |          |
    man of 60; procedures: resection of 60 cm of terminal  | passive_only | 0.03     | short
      ileum; diet: 150 g minced beef a day                 |              |          |
    man of 60; conditions: pernicious anaemia; medicines:  | passive_only | 10.03    | adequate
      cyanocobalamin 1000 micrograms orally daily;         |              |          |
      diet: 150 g minced beef a day                        |              |          |
    """)


def test_with_too_little_acid_less_is_freed_from_food_and_as_much_from_what_is_added(people):
    """Acid frees vitamin B12 from food. What is added to a food, or in a tablet, needs none.

    Source: iom_1998; marcuard_1994; saltzman_1994; schenk_1996.
    """
    people("""
    who                                                    | pack    | absorbs    | absorbed
    man of 60; diet: 150 g minced beef a day               | general | intact     | 0.88
    man of 60; conditions: atrophic gastritis;             | general | food_bound | 0.55
      diet: 150 g minced beef a day                        |         |            |
    man of 60; medicines: omeprazole since 2020;           | general | food_bound | 0.55
      diet: 150 g minced beef a day                        |         |            |
    man of 60; diet: 250 ml fortified soya milk a day      | general | intact     | 0 to 0.75
    man of 60; medicines: omeprazole since 2020;           | general | food_bound | 0 to 0.75
      diet: 250 ml fortified soya milk a day               |         |            |
    """)


def test_what_metformin_takes_is_not_known(people):
    """Metformin lessens uptake by an unknown amount: what is reckoned is the most that can be
    absorbed, and no diet is called enough. A thousand micrograms are, which cross without it.

    Source: aroda_2016; mhra_metformin_2022; project_decision.
    """
    people("""
    who                                                    | absorbs             | intake
    man of 60; medicines: metformin since 2020;            | lessened            | not_known
      diet: 500 ml milk three times a day                  |                     |
    man of 60; medicines: metformin since 2020, omeprazole | food_bound_lessened | not_known
      since 2020; diet: 500 ml milk three times a day      |                     |
    man of 60; medicines: metformin since 2020;            | lessened            | short
      diet: 100 ml milk a day                              |                     |
    man of 60; medicines: metformin since 2020,            | lessened            | adequate
      cyanocobalamin 1000 micrograms orally daily;         |                     |
      diet: 100 ml milk a day                              |                     |
    man of 60; diet: 500 ml milk three times a day         | intact              | adequate
    """)


def test_where_nobody_can_tell_both_ends_are_reckoned(people):
    """After an operation for weight, or with a disease of the bowel, absorption may be whole or all
    but gone.

    Source: asmbs_2016; pulse_ng239; project_decision.
    """
    people("""
    who                                             | absorbs   | absorbed     | intake
    man of 40; procedures: sleeve gastrectomy;      | uncertain | 0.07 to 1.76 | not_known
      diet: 150 g minced beef twice a day           |           |              |
    man of 40; conditions: Crohn's disease;         | uncertain | 0.07 to 1.76 | not_known
      diet: 150 g minced beef twice a day           |           |              |
    man of 40; diet: 150 g minced beef twice a day  | intact    | 1.76         | adequate
    """)
