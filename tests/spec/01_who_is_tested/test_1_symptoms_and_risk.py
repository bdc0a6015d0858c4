title = "Symptoms and risk"


def test_a_symptom_and_a_risk_factor_ask_for_a_test(people):
    """Somebody with at least one common symptom or sign and at least one common risk factor is
    offered a B12 test.

    Source: nice_ng239, section 1.3; aafp_2025, abstract.
    """
    people("""
    who                                                                   | tests
    man of 45; symptoms: tiredness; diet: vegan                           | total_b12
    man of 66; symptoms: numb feet; medicines: metformin for 9 years      | total_b12
    woman of 58; symptoms: sore tongue; conditions: coeliac disease       | total_b12
    woman of 70; symptoms: memory loss; medicines: omeprazole for 6 years | total_b12
    man of 45; diet: omnivore                                             | none
    """)


def test_nobody_of_average_risk_is_screened(people):
    """Without symptoms and without a risk factor no test is due, at any adult age.

    Source: aafp_2017, abstract; aafp_2025, abstract.
    """
    people("""
    who                                                        | tests     | dates
    man of 25                                                  | none      | not_indicated
    man of 45; conditions: hypertension; medicines: amlodipine | none      | not_indicated
    woman of 62; allergies: penicillin                         | none      | not_indicated
    woman of 62; symptoms: pins and needles in both feet       | total_b12 |
    """)


def test_a_risk_factor_without_a_symptom_is_left_to_judgement(people):
    """A risk factor alone is no reason to offer a test today.

    Source: nice_ng239, section 1.3; aafp_2025, abstract.
    """
    people("""
    who                                                              | tests
    man of 60; medicines: metformin for 6 years                      | no total_b12, no active_b12
    man of 60; medicines: omeprazole for 6 years                     | no total_b12, no active_b12
    woman of 40; diet: vegan                                         | no total_b12, no active_b12
    man of 60; medicines: metformin for 6 years; symptoms: tiredness | total_b12
    """)


def test_low_mood_alone_is_no_trigger(people):
    """Mental health problems are associated with deficiency, but alone they do not ask for a test;
    numbness does.

    Source: nice_ng239, section 1.2; nasgp_ng239.
    """
    people("""
    who                                       | tests
    woman of 40; symptoms: low mood           | no total_b12
    woman of 40; symptoms: anxiety            | no total_b12
    woman of 40; symptoms: low mood, numbness | total_b12
    """)


def test_an_abnormal_blood_count_asks_for_a_test(people):
    """Anaemia or large red cells that are not explained ask for a B12 test.

    Source: nice_ng239, section 1.2; bsh_2014.
    """
    people("""
    who                                             | tests
    man of 50; labs: haemoglobin 112 g/L            | total_b12
    man of 50; labs: MCV 108 fL                     | total_b12
    man of 50; signs: macrocytic anaemia            | total_b12
    man of 50; labs: haemoglobin 148 g/L, MCV 91 fL | no total_b12
    """)


def test_a_normal_blood_count_does_not_do_away_with_the_test(people):
    """A normal haemoglobin and cell volume never exclude deficiency, so the test is still offered.

    Source: nice_ng239, section 1.2.
    """
    people("""
    who                                                                | tests     | notes
    man of 50; diet: vegan; symptoms: tiredness;                       | total_b12 | normal_blood
      labs: haemoglobin 148 g/L, MCV 91 fL
    woman of 50; symptoms: numb feet;                                  | total_b12 | normal_blood
      labs: haemoglobin 131 g/L, MCV 88 fL
    man of 50; symptoms: numb feet; labs: MCV 112 fL                   | total_b12 | no normal_blood
    """)


def test_a_sign_of_infants_is_none_of_adults(people):
    """Fits are a sign of the deficiency in an infant. In an adult they bring no test by themselves.

    Source: cmaj_infant; nice_ng239, section 1.3.
    """
    people("""
    who                                                  | tests
    man of 33; conditions: epilepsy                      | none
    boy of 9 months; symptoms: fits; diet: breast-fed    | total_b12
    """)
