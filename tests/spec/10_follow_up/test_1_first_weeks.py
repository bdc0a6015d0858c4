title = "The first weeks"


def test_potassium_in_the_first_days(people):
    """Potassium is watched over the first 48 hours in severe anaemia, on a diuretic, with heart
    disease or low potassium; in the United States in every megaloblastic anaemia.

    Source: label_us_cyano_inj, warnings; spc_cobalin_h, precautions.
    """
    people("""
    who                                      | pack        | follow-up
    man of 60;                               |             | potassium_48h
      labs: total B12 90 ng/L,
      haemoglobin 60 g/L
    man of 60;                               | general, uk | potassium_during_initial_therapy
      labs: total B12 90 ng/L,
      haemoglobin 60 g/L
    man of 60; signs: megaloblastic anaemia; | us          | potassium_48h
      labs: total B12 90 ng/L,
      haemoglobin 95 g/L
    man of 60; signs: megaloblastic anaemia; | uk          | no potassium_48h
      labs: total B12 90 ng/L,
      haemoglobin 95 g/L
    man of 60; diet: vegan;                  |             | no potassium_48h,
      labs: total B12 150 ng/L,              |             | no potassium_during_initial_therapy
      haemoglobin 150 g/L
    """)


def test_reticulocytes_afterwards(people):
    """With anaemia reticulocytes are counted on days 5 to 7 in the United States, with the blood
    count on days 7 to 10 in the United Kingdom.

    Source: label_us_cyano_inj, precautions; nice_cks.
    """
    people("""
    who                                      | pack        | follow-up
    man of 60;                               | general, us | reticulocytes_day_5_7,
      labs: total B12 90 ng/L,               |             | no reticulocytes_day_7_10
      haemoglobin 95 g/L
    man of 60;                               | uk          | reticulocytes_day_7_10,
      labs: total B12 90 ng/L,               |             | no reticulocytes_day_5_7
      haemoglobin 95 g/L
    man of 60;                               |             | no reticulocytes_day_5_7,
      labs: total B12 90 ng/L,               |             | no reticulocytes_day_7_10
      haemoglobin 150 g/L
    """)


def test_platelets_and_haematocrit(people):
    """After severe anaemia platelets may overshoot; in myeloproliferative disease the haematocrit
    is watched.

    Source: label_us_cyano_inj; empower_cyano; seed_001.
    """
    people("""
    who                                                        | follow-up
    man of 60; labs: total B12 90 ng/L, haemoglobin 60 g/L     | platelets_week_1, no haematocrit
    man of 60; conditions: polycythaemia vera;                 | haematocrit, no platelets_week_1
      labs: total B12 90 ng/L
    man of 60; labs: total B12 90 ng/L, haemoglobin 95 g/L     | no platelets_week_1, no haematocrit
    """)


def test_nerves_at_three_weeks(people):
    """Where nerves are involved the need for alternate-day injections is reviewed after three
    weeks.

    Source: bsh_2014; bnf_hydroxocobalamin.
    """
    people("""
    who                                                      | follow-up
    man of 60; symptoms: numb feet; labs: total B12 120 ng/L | nerve_review_3_weeks
    man of 60; symptoms: tiredness; labs: total B12 120 ng/L | no nerve_review_3_weeks
    girl of 9; symptoms: numb feet; labs: total B12 120 ng/L | no nerve_review_3_weeks
    """)


def test_the_blood_count_at_eight_weeks(people):
    """Haemoglobin and cell volume are normal by about two months; iron and folate are looked at
    where the response stalls.

    Source: clinpharm_text; redwhale_b12_2025; label_us_cyano_inj.
    """
    people("""
    who                                             | follow-up
    man of 60;                                      | blood_count_8_weeks,
      labs: total B12 120 ng/L, haemoglobin 95 g/L  | ferritin_folate_if_no_response
    man of 60; labs: total B12 120 ng/L, MCV 112 fL | blood_count_8_weeks,
                                                    | ferritin_folate_if_no_response
    man of 60;                                      | no blood_count_8_weeks,
      labs: total B12 120 ng/L,                     | no ferritin_folate_if_no_response
      haemoglobin 150 g/L, MCV 90 fL
    """)


def test_an_infant(people):
    """An infant is tested again at one and three months.

    Source: droracle_infant.
    """
    people("""
    who                                                        | follow-up
    boy of 8 months; diet: breast-fed; labs: total B12 90 ng/L | infant_levels
    girl of 9; labs: total B12 90 ng/L                         | no infant_levels
    """)
