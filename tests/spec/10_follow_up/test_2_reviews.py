title = "Reviews and years"


def test_the_first_review(people):
    """Treatment is reviewed at three months, in pregnancy and breast-feeding at one month.

    Source: nice_ng239, section 1.6; nasgp_ng239.
    """
    people("""
    who                                            | review in weeks | follow-up
    man of 60; conditions: pernicious anaemia;     | 12 or 13        | first_review
      labs: total B12 120 ng/L
    woman of 30; diet: vegan;                      | 12 or 13        | first_review
      labs: total B12 120 ng/L
    woman of 30, pregnant 20 weeks; diet: vegan;   | 4 or 5          | early_review, no first_review
      labs: active B12 15 pmol/L
    woman of 30, breast-feeding; diet: vegan;      | 4 or 5          | early_review, no first_review
      labs: total B12 120 ng/L
    man of 60; labs: total B12 420 ng/L            | none            | no first_review
    """)


def test_b12_is_not_measured_again_on_injections(people):
    """On injections neither B12 nor methylmalonic acid is measured again: symptoms and the blood
    count decide.

    Source: nice_ng239, recommendation 1.6.10; pgd_v009.
    """
    people("""
    who                                         | pack | follow-up
    man of 60; conditions: pernicious anaemia;  | uk   | no repeat_total_b12, no levels_seed
      labs: total B12 120 ng/L
    man of 60; symptoms: numb feet;             |      | no repeat_total_b12, no levels_seed,
      labs: total B12 120 ng/L                  |      | no oral_levels
    """)


def test_levels_on_tablets(people):
    """On tablets B12 may be measured: at three months in the United States, and again from time to
    time where the source documents ask for it. That they stand in the place of injections, which
    nerves or severe anaemia ask for and which are refused, is no reason against it.

    Source: aafp_2017; seed_001; seed_002.
    """
    people("""
    who                                               | pack        | follow-up
    man of 45; diet: vegan; wishes: refuses           | us          | oral_levels
      injections; labs: total B12 120 ng/L,
      haemoglobin 60 g/L
    man of 45; diet: vegan; wishes: refuses           | us          | oral_levels
      injections; symptoms: numb feet;
      labs: total B12 120 ng/L
    man of 45; diet: vegan; wishes: refuses           | general     | levels_seed
      injections; symptoms: numb feet;
      labs: total B12 120 ng/L
    man of 45; diet: vegan; labs: total B12 120 ng/L  | us          | oral_levels
    man of 45; diet: vegan; labs: total B12 120 ng/L  | general     | levels_seed
    man of 45; diet: vegan; labs: total B12 120 ng/L  | uk          | no oral_levels, no levels_seed
    man of 45; diet: vegan; symptoms: numb feet;      | us, general | no oral_levels, no levels_seed
      labs: total B12 120 ng/L
    """)


def test_the_marker_on_which_the_diagnosis_rested(people):
    """Where the diagnosis rests on methylmalonic acid or homocysteine, it is measured again at
    three months.

    Source: project_decision.
    """
    people("""
    who                                                                        | follow-up
    man of 45; labs: total B12 250 ng/L, MMA 600 nmol/L, eGFR 90 mL/min/1.73m2 | marker_recheck
    man of 45; labs: total B12 120 ng/L                                        | no marker_recheck
    """)


def test_years_with_autoimmune_gastritis(people):
    """With autoimmune gastritis blood count, iron and thyroid are looked at every year.

    Source: project_decision.
    """
    people("""
    who                                                                 | follow-up
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L | autoimmune_yearly
    man of 60; diet: vegan; labs: total B12 120 ng/L                    | no autoimmune_yearly
    """)


def test_a_high_b12_is_looked_at_again(people):
    """A B12 above 1000 without treatment is measured again after three months.

    Source: aafp_2025, abstract; project_decision.
    """
    people("""
    who                                                                         | follow-up
    man of 60; labs: total B12 1310 pg/mL                                       | repeat_high_b12
    man of 60; labs: total B12 700 pg/mL                                        | no repeat_high_b12
    man of 60; conditions: pernicious anaemia; labs: total B12 1310 pg/mL;      | no repeat_high_b12
      treatment: hydroxocobalamin 1 mg im every 3 months for 2 years
    """)


def test_blood_that_does_not_respond(people):
    """A blood count that does not respond is seen by haematology; so is a high B12 with an abnormal
    count.

    Source: nice_cks; aafp_2025.
    """
    people("""
    who                                                                             | referral
    man of 60; conditions: pernicious anaemia; labs: haemoglobin 95 g/L;            | haematology
      symptoms: tiredness not improved on treatment;
      treatment: hydroxocobalamin injections for 6 months
    man of 60; conditions: pernicious anaemia; labs: haemoglobin 150 g/L;           | no haematology
      symptoms: tiredness not improved on treatment;
      treatment: hydroxocobalamin injections for 6 months
    man of 60;                                                                      | haematology
      labs: total B12 1310 pg/mL, total B12 1240 pg/mL 90 days ago,
      platelets 700 10*9/L
    man of 60;                                                                      | no haematology
      labs: total B12 1310 pg/mL, total B12 1240 pg/mL 90 days ago,
      platelets 250 10*9/L
    """)


def test_a_high_b12_with_a_lesion_of_the_liver(people):
    """A high B12 with a lesion of the liver asks for that lesion to be assessed.

    Source: aafp_2025.
    """
    people("""
    who                                                           | actions
    man of 60; conditions: liver metastases;                      | refer_liver_lesion_assessment
      labs: total B12 1500 ng/L
    man of 60; conditions: liver metastases;                      | no refer_liver_lesion_assessment
      labs: total B12 420 ng/L
    man of 60; labs: total B12 1500 ng/L                          | no refer_liver_lesion_assessment
    """)


def test_mother_and_child(people):
    """The child of a breast-feeding woman who is short of B12 is examined, and the newborn of a
    pregnant one watched; the mother of a sick infant is treated.

    Source: cmaj_infant, table 1.
    """
    people("""
    who                                             | actions
    woman of 30, breast-feeding; diet: vegan;       | assess_breastfed_infant,
      labs: total B12 120 ng/L                      | no monitor_newborn_b12
    woman of 30, pregnant 20 weeks; diet: vegan;    | monitor_newborn_b12,
      labs: active B12 15 pmol/L                    | no assess_breastfed_infant
    boy of 8 months; diet: breast-fed;              | investigate_and_treat_mother
      labs: total B12 90 ng/L
    woman of 30; diet: vegan;                       | no assess_breastfed_infant,
      labs: total B12 120 ng/L                      | no monitor_newborn_b12
    """)


def test_a_blood_count_that_does_not_answer(people):
    """By eight weeks haemoglobin and cell volume are normal, and reticulocytes rise between the
    third and the tenth day. A count that is not there by then, or haemoglobin that falls, asks
    for a review though nobody has said so in words; iron, folate and the thyroid are looked at,
    and haematology is asked.

    Source: clinpharm_text; redwhale_b12_2025; label_us_hydroxo_inj; label_us_cyano_inj,
    precautions.
    """
    people("""
    who                                  | alerts                 | tests       | referral
    man of 60; conditions: pernicious    | non_response_review    | ferritin,   | haematology
      anaemia; treatment:                |                        | folate      |
      hydroxocobalamin 1 mg im on        |                        |             |
      alternate days for 8 weeks; labs:  |                        |             |
      haemoglobin 118 g/L 60 days ago,   |                        |             |
      haemoglobin 102 g/L                |                        |             |
    man of 60; conditions: pernicious    | non_response_review    | ferritin,   | haematology
      anaemia; treatment:                |                        | folate      |
      hydroxocobalamin 1 mg im every 3   |                        |             |
      months for 10 weeks; labs:         |                        |             |
      haemoglobin 140 g/L, MCV 108 fL    |                        |             |
    man of 60; conditions: pernicious    | non_response_review    | ferritin,   | haematology
      anaemia; treatment:                |                        | folate      |
      hydroxocobalamin 1 mg im on        |                        |             |
      alternate days for 10 days; labs:  |                        |             |
      haemoglobin 90 g/L, reticulocytes  |                        |             |
      1.5 %                              |                        |             |
    man of 60; conditions: pernicious    | non_response_review    | ferritin,   | haematology
      anaemia; treatment:                |                        | folate      |
      hydroxocobalamin 1 mg im on        |                        |             |
      alternate days for 3 weeks; labs:  |                        |             |
      haemoglobin 110 g/L 30 days ago,   |                        |             |
      haemoglobin 95 g/L                 |                        |             |
    man of 60; conditions: pernicious    | no non_response_review | no folate   | no haematology
      anaemia; treatment:                |                        |             |
      hydroxocobalamin 1 mg im on        |                        |             |
      alternate days for 3 weeks; labs:  |                        |             |
      haemoglobin 90 g/L 30 days ago,    |                        |             |
      haemoglobin 105 g/L                |                        |             |
    man of 60; conditions: pernicious    | no non_response_review | no folate   | no haematology
      anaemia; treatment:                |                        |             |
      hydroxocobalamin 1 mg im on        |                        |             |
      alternate days for 10 days; labs:  |                        |             |
      haemoglobin 90 g/L, reticulocytes  |                        |             |
      9 %                                |                        |             |
    man of 60; conditions: pernicious    | no non_response_review | no ferritin | no haematology
      anaemia; treatment:                |                        |             |
      hydroxocobalamin 1 mg im every 3   |                        |             |
      months for 10 weeks; labs:         |                        |             |
      haemoglobin 140 g/L, MCV 92 fL     |                        |             |
    man of 60; conditions: pernicious    | no non_response_review | no folate   | no haematology
      anaemia; treatment:                |                        |             |
      hydroxocobalamin 1 mg im every 3   |                        |             |
      months for 10 weeks; labs:         |                        |             |
      haemoglobin 100 g/L 75 days ago,   |                        |             |
      MCV 112 fL 75 days ago             |                        |             |
    """)


def test_a_count_that_something_else_explains(people):
    """Where another reason for the count is known, such as iron, the kidneys or alcohol, the
    response is reviewed all the same, but the course is not changed for it.

    Source: redwhale_b12_2025, follow-up; project_decision.
    """
    people("""
    who                                  | pack | alerts              | regimen
    man of 60; conditions: pernicious    | uk   | non_response_review | uk_prophylaxis_3_monthly
      anaemia; treatment:                |      |                     |
      hydroxocobalamin 1 mg im every 3   |      |                     |
      months for 1 year; labs:           |      |                     |
      haemoglobin 105 g/L, ferritin 6    |      |                     |
      ug/L                               |      |                     |
    man of 60; conditions: pernicious    | uk   | non_response_review | uk_prophylaxis_3_monthly
      anaemia; treatment:                |      |                     |
      hydroxocobalamin 1 mg im every 3   |      |                     |
      months for 1 year; labs:           |      |                     |
      haemoglobin 105 g/L, eGFR 22       |      |                     |
      mL/min/1.73m2                      |      |                     |
    man of 60; conditions: pernicious    | uk   | non_response_review | bnf_hydroxo_prophylaxis
      anaemia; treatment:                |      |                     |
      hydroxocobalamin 1 mg im every 3   |      |                     |
      months for 1 year; labs:           |      |                     |
      haemoglobin 105 g/L, MCV 108 fL    |      |                     |
    """)
