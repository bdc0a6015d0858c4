title = "Who is seen the same day"


def test_the_cord(people):
    """Unsteady gait or a sign of the cord is seen by neurology or emergency care the same day.

    Source: nice_ng239; pgd_v009, red flags.
    """
    people("""
    who                                                               | urgent | referral
    man of 45; diet: vegan; symptoms: unsteady gait                   | yes    | neurology
    man of 45; diet: vegan; signs: extensor plantar response          | yes    | neurology
    man of 45; diet: vegan; symptoms: weakness of the legs, numb legs | yes    | neurology
    man of 45; diet: vegan; symptoms: numb feet                       | no     | no neurology
    man of 45; diet: vegan; symptoms: no unsteady gait                | no     | no neurology
    """)


def test_suspected_degeneration_of_the_cord(people):
    """Gait and cord signs together, or loss of control of bladder or bowel, are an emergency.

    Source: nice_ng239; pgd_v009, red flags.
    """
    people("""
    who                                                                 | referral
    man of 45; diet: vegan; symptoms: unsteady gait;                    | emergency, neurology
      signs: extensor plantar response
    man of 45; diet: vegan;                                             | emergency, neurology
      symptoms: unsteady gait, urinary incontinence
    man of 45; diet: vegan; symptoms: unsteady gait                     | no emergency, neurology
    man of 45; diet: vegan; symptoms: numb feet                         | no emergency, no neurology
    """)


def test_eyes_and_mind(people):
    """Loss of vision goes to ophthalmology, psychosis to psychiatry, rapid confusion to emergency
    care. Blurred vision is seen by ophthalmology too, but not the same day.

    Source: project_decision.
    """
    people("""
    who                                                         | urgent | referral
    man of 45; diet: vegan; symptoms: visual loss               | yes    | ophthalmology
    man of 45; diet: vegan; symptoms: blurred vision            | no     | ophthalmology
    man of 45; diet: vegan; symptoms: hallucinations, delusions | yes    | psychiatry
    man of 45; diet: vegan; symptoms: rapid cognitive decline   | yes    | emergency
    man of 45; diet: vegan; symptoms: memory loss for 3 years   | no     | no emergency
    man of 45; diet: vegan; symptoms: low mood                  | no     | no psychiatry
    """)


def test_blood(people):
    """Severe anaemia, pancytopenia and very low neutrophils are seen in hospital the same day.

    Source: nice_cks; project_decision.
    """
    people("""
    who                                                                    | urgent | referral
    man of 45; diet: vegan; labs: haemoglobin 62 g/L                       | yes    | haematology
    man of 45; diet: vegan; labs: full blood count pancytopenia            | yes    | haematology
    man of 45; diet: vegan;                                                | yes    | haematology
      labs: total B12 90 ng/L, neutrophils 0.9 10*9/L
    man of 45; diet: vegan;                                                | no     | no haematology
      labs: total B12 90 ng/L, neutrophils 1.0 10*9/L
    man of 45; diet: vegan; labs: haemoglobin 102 g/L                      | no     | no haematology
    """)


def test_heart_brain_and_potassium(people):
    """Chest pain, suspected embolism, signs of a stroke, and potassium below 3.0 mmol/L are
    emergencies.

    Source: project_decision.
    """
    people("""
    who                                                       | urgent | referral
    man of 45; symptoms: chest pain                           | yes    | emergency
    man of 45; conditions: suspected pulmonary embolism       | yes    | emergency
    man of 45; symptoms: sudden facial droop and arm weakness | yes    | emergency
    man of 45; labs: total B12 90 ng/L, potassium 2.9 mmol/L  | yes    | emergency
    man of 45; labs: total B12 90 ng/L, potassium 3.0 mmol/L  | no     | no emergency
    man of 45; symptoms: tiredness; labs: total B12 90 ng/L   | no     | no emergency
    """)


def test_pregnancy(people):
    """Severe anaemia, severe hypertension, or a deficiency with an abnormal blood count near
    delivery is seen by the obstetric team the same day. A deficiency alone is shared with them,
    without haste.

    Source: project_decision.
    """
    people("""
    who                                                                     | urgent | referral
    woman of 30, pregnant 33 weeks; conditions: severe hypertension         | yes    | obstetrics
    woman of 30, pregnant 30 weeks; diet: vegan; labs: haemoglobin 60 g/L   | yes    | obstetrics
    woman of 30, pregnant 38 weeks; diet: vegan;                            | yes    | obstetrics
      labs: active B12 15 pmol/L, haemoglobin 90 g/L
    woman of 30, pregnant 20 weeks; diet: vegan;                            | no     | obstetrics
      labs: active B12 15 pmol/L, haemoglobin 90 g/L
    woman of 30, pregnant 20 weeks; diet: vegan; labs: active B12 15 pmol/L | no     | obstetrics
    woman of 30; diet: vegan; labs: active B12 15 pmol/L                    | no     | no obstetrics
    """)


def test_infants_and_children(people):
    """An infant with suspected deficiency is seen by paediatricians the same day; an older child,
    within days unless nerves or blood are badly hit.

    Source: cmaj_infant, table 1; project_decision.
    """
    people("""
    who                                                                    | urgent | referral
    girl of 7 months; diet: breast-fed; symptoms: hypotonia;               | yes    | paediatrics
      family: mother vegan
    girl of 9; diet: vegan; labs: total B12 150 ng/L                       | no     | paediatrics
    girl of 9; diet: vegan; symptoms: unsteady gait;                       | yes    | paediatrics
      labs: total B12 90 ng/L
    woman of 16; diet: vegan; labs: total B12 150 ng/L                     | no     | no paediatrics
    boy of 6 months                                                        | no     | no paediatrics
    """)


def test_what_is_recorded_is_not_happening_today(people):
    """An old reaction is an allergy on record, not an emergency; an embolism of years ago is
    history.

    Source: project_decision.
    """
    people("""
    who                                                           | urgent
    man of 45; allergies: anaphylaxis to hydroxocobalamin in 2019 | no
    man of 45; conditions: pulmonary embolism 5 years ago         | no
    man of 45; family: father had a stroke                        | no
    man of 45; conditions: suspected pulmonary embolism           | yes
    """)


def test_markers_raised_on_newborn_screening(people):
    """Propionylcarnitine, methylmalonic acid or homocysteine that screening finds raised in an
    infant is a matter for a metabolic service the same day, and the mother is tested: an
    inherited disorder and her deficiency give the same markers.

    Source: held_2022, abstract; madrid_screening_2022, abstract.
    """
    people("""
    who                                           | referral      | tests               | urgent
    boy of 0 months; labs: propionylcarnitine 8   | metabolic,    | maternal_b12,       | yes
      umol/L (0-5)                                | paediatrics   | methylmalonic_acid, |
                                                  |               | homocysteine,       |
                                                  |               | total_b12           |
    girl of 1 months; diet: breast-fed; labs: MMA | metabolic,    | maternal_b12,       | yes
      5 umol/L (0-0.4), homocysteine 40 umol/L    | paediatrics   | total_b12           |
    girl of 0 months; symptoms: abnormal newborn  | metabolic,    | maternal_b12        | yes
      screening                                   | paediatrics   |                     |
    boy of 0 months; labs: propionylcarnitine 4   | no metabolic  | no maternal_b12     | no
      umol/L (0-5)                                |               |                     |
    boy of 9 months; diet: breast-fed; family:    | no metabolic, | maternal_b12        | yes
      mother vegan; labs: total B12 90 ng/L, MMA  | paediatrics   |                     |
      5 umol/L (0-0.4)                            |               |                     |
    """)


def test_a_very_high_b12_with_an_alarm_and_an_abnormal_count(people):
    """A very high B12 in somebody who takes none, with weight loss or another alarm and an abnormal
    blood count, is seen by haematology within the week, without waiting for a second result.

    Source: aafp_2025, abstract; project_decision.
    """
    people("""
    who                                                                | referral
    man of 60; symptoms: weight loss of 9 kg;                          | haematology
      labs: total B12 1900 ng/L, white cells 38 10*9/L                 |
    man of 60; symptoms: weight loss of 9 kg;                          | no haematology
      labs: total B12 1900 ng/L, white cells 7 10*9/L                  |
    man of 60; labs: total B12 1900 ng/L, white cells 38 10*9/L        | no haematology
    """)


def test_the_liver_and_a_high_b12(people):
    """A lesion of the liver with a very high B12 is seen by gastroenterology or hepatology
    within the week; so are raised liver tests with a B12 that stays very high.

    Source: aafp_2025, abstract; project_decision.
    """
    people("""
    who                                                                    | referral
    man of 60; conditions: liver lesion; labs: total B12 1800 ng/L         | gastroenterology
    man of 60; labs: total B12 1800 ng/L 30 days ago, total B12 1900 ng/L, | gastroenterology
      ALT 120 U/L (0-40)                                                   |
    man of 60; labs: total B12 1800 ng/L 30 days ago, total B12 1900 ng/L, | no gastroenterology
      ALT 30 U/L (0-40)                                                    |
    man of 60; conditions: liver lesion; labs: total B12 400 ng/L          | no gastroenterology
    """)
