title = "What is said beside it, and who should take vitamin B12"


def test_food_is_not_the_treatment_of_a_deficiency(people):
    """Whoever has, or probably has, a deficiency is told that food prevents it and does not treat
    it; whoever is suspected of one, that blood comes before a supplement.

    Source: nice_ng239; iom_1998; project_decision.
    """
    people("""
    who                                                 | said of intake
    man of 40; diet: 2 eggs a day                       | no not_treatment
    man of 40; diet: 2 eggs a day;                      | not_treatment
      labs: total B12 100 ng/L                          |
    man of 40; diet: 2 eggs a day; symptoms: tingling;  | not_treatment
      labs: total B12 250 ng/L                          |
    man of 60; conditions: pernicious anaemia;          | not_treatment, no_food_can
      diet: 2 eggs a day                                |
    """)


def test_what_each_body_says_beside_its_figure(people):
    """No upper limit is set. Over 50 most should come from fortified food or a supplement. Vegans
    need fortified food or a supplement for life. Liver is not advised in pregnancy. Metformin takes
    an unknown part; injections go on; an infant is fed by others.

    Source: iom_1998; aafp_2017; vegan_society_b12; aroda_2016; project_decision.
    """
    people("""
    who                                             | said of intake
    man of 40; diet: 2 eggs a day                   | no_upper_limit, no over_50, no vegan_for_life
    man of 60; diet: 2 eggs a day                   | no_upper_limit, over_50
    man of 40; diet: vegan, 100 g lentils a day     | vegan_for_life
    woman of 30, pregnant; diet: 2 eggs a day       | pregnancy_liver
    boy of 5; diet: 1 egg a day                     | children_to_8
    man of 40; diet: 2 eggs a day;                  | metformin_less
      medicines: metformin since 2020               |
    man of 40; diet: vegetarian, 2 eggs a day       | spirulina
    boy of 8 months; diet: 20 g egg a day           | infant_fed, no no_upper_limit
    man of 60; conditions: pernicious anaemia;      | injections_keep
      medicines: hydroxocobalamin 1 mg IM every     |
      2 months; diet: 2 eggs a day                  |
    """)


def test_who_should_take_vitamin_b12_to_stay_well(people):
    """The groups at risk: vegans and vegetarians, digestive disease, over 50, bypass, certain
    medicines, pregnancy and breast-feeding. Each is told a regimen, and where testing comes first.

    Source: seed_000, line 48; nice_ng239; aafp_2017; asmbs_2016; vegan_society_b12; molloy_2009.
    """
    people("""
    who                                                    | should take
    man of 30; diet: 2 eggs a day                          | none
    man of 30; diet: vegan, 100 g lentils a day            | maintain_vegan
    man of 30; diet: vegetarian, 2 eggs a day              | maintain_vegetarian
    woman of 30, pregnant; diet: vegan,                    | maintain_vegan_mother,
      100 g lentils a day                                  | no maintain_vegan
    woman of 30, breast-feeding; diet: vegetarian,         | maintain_vegan_mother
      2 eggs a day                                         |
    woman of 30; diet: vegan, 100 g lentils a day;         | maintain_vegan_mother,
      conditions: planning a pregnancy                     | no maintain_vegan
    woman of 30; diet: vegetarian, 2 eggs a day;           | maintain_vegan_mother,
      conditions: planning a pregnancy                     | no maintain_vegetarian
    man of 60; diet: 2 eggs a day                          | maintain_over_50
    man of 60; diet: 2 eggs a day;                         | maintain_no_factor, no maintain_over_50
      conditions: pernicious anaemia                       |
    man of 40; diet: 2 eggs a day;                         | maintain_bariatric
      procedures: gastric bypass                           |
    man of 40; diet: 2 eggs a day;                         | maintain_malabsorption
      conditions: coeliac disease                          |
    man of 40; diet: 2 eggs a day;                         | maintain_metformin
      medicines: metformin since 2020                      |
    man of 40; diet: 2 eggs a day;                         | maintain_acid
      medicines: omeprazole since 2020                     |
    """)
