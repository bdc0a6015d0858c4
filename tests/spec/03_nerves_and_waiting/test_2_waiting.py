title = "Whether treatment waits for results"


def test_what_cannot_wait(people):
    """Where waiting could harm, blood is drawn and the first dose given the same day: cord or gait
    signs, loss of vision, psychosis, rapid cognitive decline.

    Source: nice_ng239, section 1.3; bsh_2014.
    """
    people("""
    who                                                   | start now | actions
    man of 45; diet: vegan; symptoms: unsteady gait       | yes       | take_blood_before_first_dose
    man of 45; diet: vegan;                               | yes       | take_blood_before_first_dose
      signs: extensor plantar response
    man of 45; diet: vegan; symptoms: visual loss         | yes       | take_blood_before_first_dose
    man of 45; diet: vegan; symptoms: hallucinations      | yes       | take_blood_before_first_dose
    man of 45; diet: vegan;                               | yes       | take_blood_before_first_dose
      symptoms: rapid cognitive decline
    man of 45; diet: vegan; symptoms: tiredness           | no        |
    """)


def test_numbness_alone_waits_some_days(people):
    """With sensory symptoms alone blood comes first, and treatment follows on the result within
    days.

    Source: project_decision.
    """
    people("""
    who                                                        | start now | urgent
    man of 45; diet: vegan; symptoms: numb feet                | no        | no
    man of 45; diet: vegan; symptoms: tingling in the fingers  | no        | no
    man of 45; diet: vegan; symptoms: numb feet, unsteady gait | yes       | yes
    """)


def test_nerve_signs_with_large_celled_anaemia_do_not_wait(people):
    """Nerve signs with megaloblastic or large-celled anaemia are treated the same day, numbness
    included; blood is drawn first. Neither does it alone.

    Source: redwhale_b12_2025; project_decision.
    """
    people("""
    who                                              | start now | actions
    man of 60; signs: megaloblastic anaemia;         | yes       | take_blood_before_first_dose
      symptoms: numb feet
    man of 60; signs: macrocytic anaemia;            | yes       | take_blood_before_first_dose
      symptoms: numb feet
    man of 45; diet: vegan; symptoms: numb feet;     | yes       | take_blood_before_first_dose
      labs: haemoglobin 100 g/L, MCV 118 fL
    man of 45; symptoms: numb feet;                  | yes       | take_blood_before_first_dose
      labs: platelets 90 10*9/L, MCV 118 fL
    man of 60; symptoms: numb feet                   | no        | no take_blood_before_first_dose
    man of 60; signs: megaloblastic anaemia          | no        |
    man of 45; diet: vegan; symptoms: numb feet;     | no        |
      labs: haemoglobin 150 g/L, MCV 90 fL
    """)


def test_severe_anaemia_does_not_wait(people):
    """Haemoglobin below 80 g/L (70 in pregnancy), low counts of all cells, or anaemia that strains
    the heart are treated the same day.

    Source: nice_ng239, section 1.3; project_decision.
    """
    people("""
    who                                                                               | start now
    man of 45; diet: vegan; labs: haemoglobin 79 g/L, MCV 118 fL                      | yes
    man of 45; diet: vegan; labs: haemoglobin 80 g/L, MCV 118 fL                      | no
    woman of 30, pregnant 30 weeks; diet: vegan; labs: haemoglobin 69 g/L, MCV 118 fL | yes
    woman of 30, pregnant 30 weeks; diet: vegan; labs: haemoglobin 71 g/L, MCV 118 fL | no
    man of 45; diet: vegan; labs: full blood count pancytopenia                       | yes
    man of 45; diet: vegan; symptoms: angina; labs: haemoglobin 95 g/L                | yes
    """)


def test_small_celled_anaemia_alone_is_not_treated_with_b12(people):
    """Anaemia of small cells with nothing that speaks for B12 deficiency is a loss of blood until
    disproved, however severe. Haematology sees it, and B12 is not begun.

    Source: redwhale_b12_2025; project_decision.
    """
    people("""
    who                                                   | start now | dates         | referral
    man of 45; labs: haemoglobin 62 g/L, MCV 62 fL        | no        | not_indicated | haematology
    man of 45; labs: haemoglobin 62 g/L, MCV 118 fL       | yes       | ready         | haematology
    man of 45;                                            | yes       | ready         | haematology
      labs: haemoglobin 62 g/L, MCV 62 fL,
      total B12 120 ng/L
    man of 45; symptoms: numb feet;                       | yes       | ready         | haematology
      labs: haemoglobin 62 g/L, MCV 62 fL
    """)


def test_nitrous_oxide_with_nerve_signs_does_not_wait(people):
    """With nitrous oxide any nerve sign is treated before the results, tingling included.

    Source: rcem_n2o_2024; paris_2023.
    """
    people("""
    who                                                                       | start now | urgent
    man of 22; exposures: recreational nitrous oxide; symptoms: tingling feet | yes       | yes
    man of 22; exposures: recreational nitrous oxide                          | no        | no
    man of 22; symptoms: tingling feet                                        | no        | no
    """)


def test_a_sick_infant_does_not_wait(people):
    """An infant with signs of deficiency is treated at once, by paediatricians.

    Source: cmaj_infant, table 1; project_decision.
    """
    people("""
    who                                                                | start now | dates
    girl of 7 months; diet: breast-fed; family: mother vegan;          | yes       | specialist_only
      symptoms: hypotonia
    girl of 7 months; diet: breast-fed; family: mother vegan           | no        | specialist_only
    """)


def test_a_normal_b12_and_another_explanation_take_the_haste_away(people):
    """Unsteady gait with low copper and a B12 above its bound is not treated as B12 deficiency
    today.

    Source: project_decision.
    """
    people("""
    who                                                          | start now | cause
    man of 45; symptoms: unsteady gait;                          | no        | copper_deficiency
      labs: total B12 520 ng/L, copper low
    man of 45; symptoms: unsteady gait;                          | yes       | not copper_deficiency
      labs: total B12 120 ng/L, copper low
    """)


def test_a_marker_that_the_kidneys_explain_starts_nothing(people):
    """Where B12 is well above the bound and a raised homocysteine is explained by the kidneys,
    a red flag is referred, but B12 is not begun for it.

    Source: clarke_2007; project_decision, decision 0008.
    """
    people("""
    who                                                          | start now | urgent | regimen
    man of 50; symptoms: rapid cognitive decline; labs: total    | no        | yes    | none
      B12 700 ng/L, homocysteine 16 umol/L, eGFR 59              |           |        |
      mL/min/1.73m2                                              |           |        |
    man of 50; symptoms: rapid cognitive decline; labs: total    | yes       | yes    | not none
      B12 700 ng/L, homocysteine 16 umol/L, eGFR 90              |           |        |
      mL/min/1.73m2                                              |           |        |
    """)
