title = "Missed, stopped, repeated"


def test_a_missed_dose(people):
    """What to do about a missed injection is told to whom injections are offered, about a missed
    tablet to whom tablets are, also to those who only supplement their diet. What is said of
    loading is for those who are still to be treated.

    Source: pgd_v009; compendium_drugs_guide.
    """
    people("""
    who                                    | pack        | care
    man of 45; labs: total B12 130 ng/L    | general, uk | missed_loading_injection,
                                           |             | missed_maintenance_injection,
                                           |             | no missed_tablet
    man of 45; labs: total B12 130 ng/L    | us          | no missed_loading_injection,
                                           |             | no missed_maintenance_injection,
                                           |             | missed_tablet
    man of 45; treatment: hydroxocobalamin |             | no missed_loading_injection,
      1 mg im every 3 months;              |             | missed_maintenance_injection,
      labs: total B12 900 ng/L             |             | no missed_tablet
    man of 45; treatment: cyanocobalamin   |             | no missed_loading_injection,
      1 mg oral daily;                     |             | no missed_maintenance_injection,
      labs: total B12 600 ng/L             |             | missed_tablet
    man of 45; diet: vegan                 |             | no missed_loading_injection,
                                           |             | no missed_maintenance_injection,
                                           |             | missed_tablet
    man of 45; labs: total B12 500 ng/L    |             | no missed_loading_injection,
                                           |             | no missed_maintenance_injection,
                                           |             | no missed_tablet
    """)


def test_when_to_stop(people):
    """Never after total gastrectomy, loss of the terminal ileum or with pernicious anaemia;
    otherwise when all symptoms are gone and the cause is known and gone.

    Source: nice_ng239; redwhale_b12_2025; seed_004.
    """
    people("""
    who                                         | care
    man of 45; conditions: pernicious anaemia;  | stop_never, no stop_only_when, no stop_dietary
      labs: total B12 130 ng/L                  |
    man of 45; labs: total B12 130 ng/L         | stop_only_when, no stop_never
    man of 45; treatment: hydroxocobalamin      | stop_only_when, no stop_never
      1 mg im every 3 months;                   |
      labs: total B12 900 ng/L                  |
    man of 45; labs: total B12 500 ng/L         | no stop_only_when, no stop_never
    man of 45; diet: vegan;                     | stop_dietary, no stop_medicine,
      labs: total B12 130 ng/L                  | no stop_nitrous_oxide
    man of 45; medicines: metformin for 10 years;| stop_medicine, no stop_dietary
      labs: total B12 130 ng/L                  |
    man of 25; exposures: nitrous oxide;        | stop_nitrous_oxide, no stop_medicine
      labs: total B12 130 ng/L                  |
    """)


def test_no_response(people):
    """When what was expected has not come, every reason is gone through in turn.

    Source: nice_ng239; bsh_2014; redwhale_b12_2025; project_decision.
    """
    people("""
    who                                        | care
    man of 45; symptoms: symptoms not improving; | non_response_when, non_response_taken,
      treatment: hydroxocobalamin 1 mg im      | non_response_diagnosis, non_response_marrow,
        every 3 months since 2024              | non_response_second_deficiency,
                                               | non_response_cause, non_response_markers,
                                               | non_response_dose, non_response_refer
    man of 45;                                 | no non_response_when, no non_response_taken,
      treatment: hydroxocobalamin 1 mg im      | no non_response_diagnosis,
        every 3 months since 2024              | no non_response_marrow,
                                               | no non_response_second_deficiency,
                                               | no non_response_cause, no non_response_markers,
                                               | no non_response_dose, no non_response_refer
    """)


def test_no_response_in_the_united_kingdom(people):
    """In the United Kingdom tablets are raised to the highest licensed dose and then changed
    for injections, and injections are given more often.

    Source: nice_ng239; redwhale_b12_2025; sps_ng239_visual.
    """
    people("""
    who                                          | pack        | care
    man of 45; symptoms: symptoms not improving; | uk          | non_response_oral_uk,
      treatment: cyanocobalamin 1 mg oral daily  |             | no non_response_injections_uk
        since 2024                               |             |
    man of 45; symptoms: symptoms not improving; | uk          | non_response_injections_uk,
      treatment: hydroxocobalamin 1 mg im        |             | no non_response_oral_uk
        every 3 months since 2024                |             |
    man of 45; symptoms: symptoms not improving; | general, us | no non_response_oral_uk,
      treatment: cyanocobalamin 1 mg oral daily  |             | no non_response_injections_uk
        since 2024                               |             |
    man of 45; symptoms: symptoms not improving; | general, us | no non_response_oral_uk,
      treatment: hydroxocobalamin 1 mg im        |             | no non_response_injections_uk
        every 3 months since 2024                |             |
    man of 45; treatment: cyanocobalamin 1 mg    | uk          | no non_response_oral_uk
        oral daily since 2024                    |             |
    man of 45; treatment: hydroxocobalamin 1 mg  | uk          | no non_response_injections_uk
        im every 3 months since 2024             |             |
    """)


def test_levels_are_not_repeated_on_injections(people):
    """On injections no level is repeated; symptoms and the blood count decide. With an
    established cause no test comes before each injection.

    Source: nice_ng239; pgd_v009; bnssg_remedy.
    """
    people("""
    who                                          | care
    man of 45; symptoms: tingling;               | no_level_on_injections, review_by_symptoms,
      labs: total B12 130 ng/L                   | no no_test_before_each_injection
    man of 45; labs: total B12 130 ng/L          | no no_level_on_injections, review_by_symptoms
    man of 45; conditions: pernicious anaemia;   | no_level_on_injections, review_by_symptoms,
      treatment: hydroxocobalamin 1 mg im        | no_test_before_each_injection
        every 3 months since 2024                |
    man of 45; treatment: hydroxocobalamin 1 mg  | no_level_on_injections,
        im every 3 months since 2024             | no no_test_before_each_injection
    man of 45; conditions: pernicious anaemia;   | no no_test_before_each_injection
      labs: total B12 130 ng/L                   |
    man of 45; labs: total B12 500 ng/L          | no review_by_symptoms
    """)


def test_regular_levels_are_of_popular_texts(people):
    """That popular texts ask for regular levels is told where the general pack is used.

    Source: seed_001; seed_002; compendium_drugs_guide.
    """
    people("""
    who                                         | pack    | care
    man of 45; labs: total B12 130 ng/L         | general | regular_levels
    man of 45; treatment: hydroxocobalamin      | general | regular_levels
      1 mg im every 3 months;                   |         |
      labs: total B12 900 ng/L                  |         |
    man of 45; labs: total B12 130 ng/L         | uk, us  | no regular_levels
    man of 45; labs: total B12 500 ng/L         | general | no regular_levels
    """)


def test_what_is_told_of_intake(people):
    """People over 50, vegans, children, those who take supplements or absorb badly, and those
    whose stomach makes little acid are told what is theirs to know.

    Source: iom_1998; aafp_2017; nih_ods; watanabe_2007; chan_2016; sanz_cuesta_2020.
    """
    people("""
    who                                       | care
    man of 50                                 | over_50, crystalline_b12, no vegan_intake
    man of 599 months                         | no over_50, no crystalline_b12
    man of 45; medicines: omeprazole          | crystalline_b12, no over_50
    man of 45; diet: vegan                    | vegan_intake, pseudovitamin_in_algae,
                                              | time_to_deficiency, no no_upper_level
    man of 45; diet: omnivore                 | no vegan_intake, no pseudovitamin_in_algae,
                                              | no time_to_deficiency
    boy of 11                                 | children_by_popular_text
    boy of 12                                 | no children_by_popular_text
    man of 45; diet: takes a B12 supplement   | no_upper_level
    man of 45; conditions: Crohn's disease    | absorbed_passively
    man of 45; conditions: cobalamin C disease| no absorbed_passively
    man of 45; conditions: Crohn's disease,   | no absorbed_passively
      cobalamin C disease                     |
    man of 45                                 | no absorbed_passively, no no_upper_level
    """)


def test_what_is_told_of_milk(people):
    """A mother who eats no animal food and feeds at the breast, and the infant of such a
    mother, are told how little is in the milk.

    Source: usda_sr28; iom_1998; nih_ods.
    """
    people("""
    who                                            | care
    woman of 30, breast-feeding; diet: vegan       | breast_milk, no infant_of_deficient_mother
    woman of 30, breast-feeding; diet: omnivore    | no breast_milk
    woman of 30; diet: vegan                       | no breast_milk
    boy of 6 months; exposures: vegan mother       | infant_of_deficient_mother
    boy of 6 months; exposures: mother has         | infant_of_deficient_mother
      pernicious anaemia                           |
    boy of 6 months                                | no infant_of_deficient_mother
    boy of 10; exposures: vegan mother             | no infant_of_deficient_mother
    """)
