title = "Which test comes first"


def test_total_or_active_b12_is_the_first_test(people):
    """Total or active B12 is the first test. Where either is known it is not asked for again.

    Source: nice_ng239, section 1.3.
    """
    people("""
    who                                                                     | tests
    man of 45; diet: vegan; symptoms: tiredness                             | total_b12
    man of 45; diet: vegan; symptoms: tiredness; labs: total B12 140 ng/L   | no total_b12
    man of 45; diet: vegan; symptoms: tiredness; labs: active B12 18 pmol/L | no total_b12
    """)


def test_in_pregnancy_active_b12_is_the_first_test(people):
    """In pregnancy active B12 is used rather than total B12. After the birth either serves.

    Source: nice_ng239, section 1.3.
    """
    people("""
    who                                                              | tests
    woman of 30, pregnant 20 weeks; diet: vegan; symptoms: tiredness | active_b12, no total_b12
    woman of 30, pregnant 20 weeks; symptoms: numb feet              | active_b12, no total_b12
    woman of 30, breast-feeding; diet: vegan; symptoms: tiredness    | total_b12, no active_b12
    woman of 30; diet: vegan; symptoms: tiredness                    | total_b12, no active_b12
    woman of 30, pregnant 20 weeks                                   | no active_b12
    woman of 30; diet: vegan; symptoms: tiredness;                   | total_b12
      not asked: pregnancy
    """)


def test_with_nitrous_oxide_a_functional_marker_is_the_first_test(people):
    """With recreational nitrous oxide serum B12 may be normal, so homocysteine or methylmalonic
    acid is measured.

    Source: nice_ng239, section 1.3; rch_n2o.
    """
    people("""
    who                                                     | tests
    man of 22; exposures: recreational nitrous oxide;       | methylmalonic_acid, homocysteine
      symptoms: tingling feet
    man of 22; exposures: nitrous oxide canisters           | methylmalonic_acid, homocysteine
    man of 22; exposures: recreational nitrous oxide;       | no methylmalonic_acid
      symptoms: tingling feet; labs: MMA 900 nmol/L
    man of 22; symptoms: tingling feet                      | no methylmalonic_acid, no homocysteine
    man of 22; exposures: smoker; symptoms: tingling feet   | no methylmalonic_acid, no homocysteine
    """)


def test_a_pending_result_is_waited_for(people):
    """A B12 that has been sent is waited for, not sent again.

    Source: project_decision.
    """
    people("""
    who                                                              | tests        | status
    man of 45; diet: vegan; symptoms: tiredness;                     | no total_b12 | not_assessable
      labs: total B12 pending
    man of 45; diet: vegan; symptoms: tiredness                      | total_b12    | not_assessable
    """)


def test_serum_b12_is_not_measured_on_treatment(people):
    """In somebody on B12 a serum B12 says nothing about the tissues, so none is asked for.

    Source: nice_ng239, recommendation 1.6.10.
    """
    people("""
    who                                                                | tests
    man of 60; conditions: pernicious anaemia; symptoms: tiredness;    | no total_b12, no active_b12
      treatment: hydroxocobalamin 1 mg im every 3 months for 2 years
    man of 60; symptoms: tiredness; diet: vegetarian                   | total_b12
    """)


def test_a_vegan_without_symptoms_is_offered_a_supplement_and_no_test(people):
    """Somebody with a diet low in B12 and no symptom is advised to take a supplement or fortified
    food. A symptom makes it a matter for a test.

    Source: vegan_society_b12; nice_ng239, section 1.2.
    """
    people("""
    who                                           | tests        | actions
    woman of 40; diet: vegan                      | no total_b12 | supplement_without_testing
    woman of 40; diet: vegetarian                 | no total_b12 | supplement_without_testing
    woman of 40; diet: vegan; symptoms: tiredness | total_b12    | no supplement_without_testing
    woman of 40; diet: omnivore                   | no total_b12 | no supplement_without_testing
    """)


def test_the_mother_of_an_infant_is_tested(people):
    """A breast-fed infant with signs of deficiency has its mother tested as well.

    Source: cmaj_infant, table 1.
    """
    people("""
    who                                                              | tests
    girl of 7 months; diet: breast-fed; symptoms: failure to thrive  | maternal_b12
    boy of 9 months; diet: breast-fed; labs: total B12 90 ng/L       | maternal_b12
    girl of 7 months; diet: formula-fed; symptoms: failure to thrive | no maternal_b12
    girl of 9; diet: vegan; symptoms: tiredness                      | no maternal_b12
    """)
