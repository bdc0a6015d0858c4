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
