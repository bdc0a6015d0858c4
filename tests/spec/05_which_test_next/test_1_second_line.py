title = "The second test"


def test_between_the_bounds_methylmalonic_acid_comes_next(people):
    """An indeterminate result with symptoms asks for methylmalonic acid. Without symptoms it is
    watched in the United Kingdom and tested in the United States.

    Source: nice_ng239, section 1.3; aafp_2025, abstract.
    """
    people("""
    who                                                        | pack        | tests
    man of 45; symptoms: tiredness; labs: total B12 250 ng/L   |             | methylmalonic_acid
    man of 45; labs: total B12 250 ng/L                        | general, uk | no methylmalonic_acid
    man of 45; labs: total B12 250 ng/L                        | us          | methylmalonic_acid
    man of 45; symptoms: tiredness; labs: total B12 150 ng/L   |             | no methylmalonic_acid
    man of 45; symptoms: tiredness;                            |             | no methylmalonic_acid
      labs: total B12 250 ng/L, MMA 150 nmol/L
    """)


def test_a_supplement_hides_what_the_level_would_show(people):
    """Somebody with symptoms who takes a supplement of their own may be short of B12 whatever the
    level: methylmalonic acid tells.

    Source: nice_ng239, section 1.3; redwhale_b12_2025.
    """
    people("""
    who                                                                    | tests
    man of 45; medicines: vitamin B12 tablets; symptoms: tiredness;        | methylmalonic_acid
      labs: total B12 480 ng/L
    man of 45; medicines: vitamin B12 supplement; symptoms: numb feet;     | methylmalonic_acid
      labs: total B12 480 ng/L
    man of 45; medicines: vitamin B12 tablets; labs: total B12 480 ng/L    | no methylmalonic_acid
    man of 45; medicines: vitamin B12 tablets; symptoms: tiredness;        | no methylmalonic_acid
      labs: total B12 480 ng/L, MMA 150 nmol/L
    """)


def test_with_reduced_kidney_function_active_b12_comes_next(people):
    """Where kidneys raise methylmalonic acid, or the pill lowers total B12, active B12 is the
    second test.

    Source: clarke_2007; nice_ng239.
    """
    people("""
    who                                                          | tests
    man of 70; symptoms: tiredness;                              | active_b12, no methylmalonic_acid
      labs: total B12 250 ng/L, eGFR 40 mL/min/1.73m2
    man of 70; symptoms: tiredness;                              | no active_b12, methylmalonic_acid
      labs: total B12 250 ng/L, eGFR 80 mL/min/1.73m2
    woman of 30; symptoms: tiredness;                            | active_b12
      medicines: combined oral contraceptive pill;
      labs: total B12 250 ng/L
    """)


def test_unlikely_with_symptoms_is_tested_again_later(people):
    """Above the upper bound with symptoms another cause is looked for, and the test repeated in 3
    to 6 months if none is found.

    Source: redwhale_b12_2025.
    """
    people("""
    who                                                    | tests        | actions
    man of 45; symptoms: tiredness;                        | total_b12    | look_for_other_causes
      labs: total B12 420 ng/L
    man of 45; labs: total B12 420 ng/L                    | no total_b12 | no look_for_other_causes
    """)


def test_large_cells_with_a_good_b12_ask_for_the_thyroid(people):
    """Macrocytosis that B12 does not explain has other reasons, the thyroid among them.

    Source: project_decision.
    """
    people("""
    who                                                                        | tests
    man of 45; symptoms: tiredness; labs: total B12 520 ng/L, MCV 106 fL       | thyroid_function
    man of 45; symptoms: tiredness;                                            | no thyroid_function
      labs: total B12 520 ng/L, MCV 106 fL, TSH 2.1 mIU/L
    man of 45; diet: vegan; labs: total B12 120 ng/L, MCV 106 fL               | no thyroid_function
    """)


def test_what_may_be_done_while_a_second_test_is_awaited(people):
    """Where a medicine is the likely cause and the result uncertain, a clinician may begin
    treatment while the second-line test is awaited; it is not offered by itself. Nerve signs
    that progress do not wait and are seen by neurology.

    Source: redwhale_b12_2025, tests; nice_ng239, section 1.3; pgd_v009, referral.
    """
    people("""
    who                                     | notes                   | referral     | start now
    man of 62; conditions: type 2 diabetes; | may_treat_meanwhile,    | no neurology | no
      medicines: metformin for 8 years;     | nerves_uncertain        |              |
      symptoms: burning feet; labs: total   |                         |              |
      B12 230 ng/L                          |                         |              |
    man of 62; conditions: type 2 diabetes; | no may_treat_meanwhile, | neurology    | no
      medicines: metformin for 8 years;     | no nerves_uncertain     |              |
      symptoms: burning feet getting worse; |                         |              |
      labs: total B12 230 ng/L              |                         |              |
    man of 62; symptoms: tiredness;         | may_treat_meanwhile, no | no neurology | no
      medicines: omeprazole for 5 years;    | nerves_uncertain        |              |
      labs: total B12 230 ng/L              |                         |              |
    man of 62; symptoms: tiredness; labs:   | no may_treat_meanwhile  | no neurology | no
      total B12 230 ng/L                    |                         |              |
    """)
