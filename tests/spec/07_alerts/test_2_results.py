title = "Results that mislead"


def test_a_normal_b12_that_does_not_exclude(people):
    """A normal B12 does not exclude deficiency with nitrous oxide, a raised marker, or a strong
    picture.

    Source: rch_n2o; bsh_2014, key recommendation 4.
    """
    people("""
    who                                                             | alerts
    man of 22; exposures: recreational nitrous oxide;               | normal_b12_does_not_exclude
      symptoms: tingling feet; labs: total B12 450 ng/L
    man of 45;                                                      | normal_b12_does_not_exclude
      labs: total B12 450 ng/L, MMA 900 nmol/L,
      eGFR 90 mL/min/1.73m2
    man of 45; symptoms: unsteady gait; labs: total B12 450 ng/L    | normal_b12_does_not_exclude
    man of 45; labs: total B12 450 ng/L                             | no normal_b12_does_not_exclude
    man of 45; symptoms: tiredness; labs: total B12 120 ng/L        | no normal_b12_does_not_exclude
    """)


def test_interference_of_the_antibody(people):
    """A positive antibody with a B12 that is not low throws doubt on the number.

    Source: bsh_2014.
    """
    people("""
    who                                                                     | alerts
    man of 45; labs: total B12 420 ng/L, intrinsic factor antibody positive | assay_interference
    man of 45; labs: total B12 250 ng/L, intrinsic factor antibody positive | assay_interference
    man of 45; labs: total B12 120 ng/L, intrinsic factor antibody positive | no assay_interference
    man of 45; labs: total B12 420 ng/L, intrinsic factor antibody negative | no assay_interference
    """)


def test_contradicting_results(people):
    """Results that contradict each other are repeated before they decide.

    Source: project_decision, decision 0008.
    """
    people("""
    who                                                                  | alerts
    man of 45; labs: total B12 150 ng/L, total B12 400 ng/L              | conflicting_markers
    man of 45; labs: active B12 20 pmol/L, active B12 90 pmol/L          | conflicting_markers
    man of 45; labs: total B12 150 ng/L, total B12 400 ng/L 120 days ago | no conflicting_markers
    man of 45; labs: total B12 250 ng/L, active B12 90 pmol/L            | no conflicting_markers
    """)


def test_a_level_on_treatment(people):
    """A normal or high B12 on treatment shows that B12 was given, and nothing else.

    Source: nice_ng239, recommendation 1.6.10; pgd_v009.
    """
    people("""
    who                                                     | alerts
    man of 60; conditions: pernicious anaemia;              | level_after_treatment_uninformative
      labs: total B12 1500 ng/L;
      treatment: hydroxocobalamin 1 mg im every 3 months
      for 2 years
    man of 60; conditions: pernicious anaemia;              | no level_after_treatment_uninformative
      labs: total B12 110 ng/L;
      treatment: hydroxocobalamin 1 mg im every 3 months
      for 2 years
    man of 60; labs: total B12 1500 ng/L                    | no level_after_treatment_uninformative
    """)


def test_kidneys(people):
    """With an eGFR below 60 a raised marker cannot be trusted. A normal one can.

    Source: clarke_2007.
    """
    people("""
    who                                                                    | alerts
    man of 70;                                                             | renal_mma_unreliable
      labs: total B12 260 ng/L, MMA 0.6 umol/L, eGFR 25 mL/min/1.73m2
    man of 70;                                                             | no renal_mma_unreliable
      labs: total B12 260 ng/L, MMA 0.6 umol/L, eGFR 90 mL/min/1.73m2
    man of 70;                                                             | no renal_mma_unreliable
      labs: total B12 260 ng/L, MMA 0.15 umol/L, eGFR 25 mL/min/1.73m2
    man of 70;                                                             | renal_mma_unreliable
      labs: total B12 260 ng/L, homocysteine 40 umol/L,
      eGFR 25 mL/min/1.73m2
    """)


def test_the_fall_of_pregnancy(people):
    """Total B12 measured in pregnancy is an alert, unless active B12 is known.

    Source: nice_ng239, section 1.3; nasgp_ng239.
    """
    people("""
    who                                                                      | alerts
    woman of 30, pregnant 24 weeks; labs: total B12 170 ng/L                 | pregnancy_b12_fall
    woman of 30, pregnant 24 weeks;                                          | no pregnancy_b12_fall
      labs: total B12 170 ng/L, active B12 80 pmol/L
    woman of 30, breast-feeding; labs: total B12 170 ng/L                    | no pregnancy_b12_fall
    woman of 30; labs: total B12 170 ng/L                                    | no pregnancy_b12_fall
    """)


def test_the_combined_pill(people):
    """The combined pill lowers total B12 without deficiency; the progestogen-only pill does not.

    Source: nice_ng239; pgd_v009.
    """
    people("""
    who                                                                            | alerts
    woman of 30; medicines: combined oral contraceptive pill;                      | cocp_low_b12
      labs: total B12 250 ng/L
    woman of 30; medicines: progestogen-only pill; labs: total B12 250 ng/L        | no cocp_low_b12
    woman of 30; medicines: combined oral contraceptive pill;                      | no cocp_low_b12
      labs: total B12 500 ng/L
    """)


def test_supplements(people):
    """A supplement or fortified food hides a deficiency, unless B12 is low all the same.

    Source: nice_ng239, section 1.3; redwhale_b12_2025.
    """
    people("""
    who                                                              | alerts
    woman of 40; medicines: multivitamin; labs: total B12 480 ng/L   | supplement_confounds_level
    woman of 40; diet: a cup of fortified plant milk a day;          | supplement_confounds_level
      labs: total B12 480 ng/L
    woman of 40; medicines: multivitamin; labs: total B12 120 ng/L   | no supplement_confounds_level
    woman of 40; medicines: vitamin D; labs: total B12 480 ng/L      | no supplement_confounds_level
    """)


def test_the_liver(people):
    """Liver disease raises serum B12 and can hide a deficiency.

    Source: aafp_2025; project_decision.
    """
    people("""
    who                                                           | alerts
    man of 60; conditions: cirrhosis; labs: total B12 620 ng/L    | liver_disease_raises_b12
    man of 60; conditions: hepatitis; labs: active B12 120 pmol/L | liver_disease_raises_b12
    man of 60; conditions: cirrhosis                              | no liver_disease_raises_b12
    man of 60; conditions: cirrhosis; labs: total B12 120 ng/L    | no liver_disease_raises_b12
    """)


def test_a_high_b12_alert(people):
    """Two readings above 1000 ng/L on two days are an alert, one is not, nor are two on treatment
    or with a supplement.

    Source: aafp_2025, abstract.
    """
    people("""
    who                                                                    | alerts
    man of 60; labs: total B12 1001 ng/L, total B12 1240 ng/L 90 days ago  | high_b12_investigate
    man of 60; labs: total B12 1000 ng/L, total B12 1240 ng/L 90 days ago  | no high_b12_investigate
    man of 60; labs: total B12 1300 ng/L                                   | no high_b12_investigate
    man of 60; medicines: multivitamin;                                    | no high_b12_investigate
      labs: total B12 1300 ng/L, total B12 1240 ng/L 90 days ago
    """)


def test_one_very_high_b12_with_an_alarm_sign(people):
    """One very high B12 with none taken is repeated. Beside weight loss, difficulty swallowing,
    bleeding from the gut or a lesion of the liver its reason is looked for without waiting for
    that.

    Source: aafp_2025, abstract; project_decision.
    """
    people("""
    who                | alerts                  | tests      | actions
    man of 60;         | high_b12_investigate    | total_b12, | look_for_other_causes
      symptoms: weight |                         | fbc, lft   |
      loss; labs:      |                         |            |
      total B12 1800   |                         |            |
      ng/L             |                         |            |
    man of 60;         | high_b12_investigate    | total_b12, | refer_liver_lesion_assessment
      conditions:      |                         | fbc, lft   |
      liver lesion;    |                         |            |
      labs: total B12  |                         |            |
      1800 ng/L        |                         |            |
    man of 60; labs:   | no high_b12_investigate | total_b12, | no look_for_other_causes
      total B12 1800   |                         | no lft     |
      ng/L             |                         |            |
    man of 60;         | no high_b12_investigate | no lft     | no refer_liver_lesion_assessment
      symptoms: weight |                         |            |
      loss; labs:      |                         |            |
      total B12 900    |                         |            |
      ng/L             |                         |            |
    man of 60;         | no high_b12_investigate | no lft     |
      symptoms: weight |                         |            |
      loss; medicines: |                         |            |
      vitamin B12      |                         |            |
      tablets; labs:   |                         |            |
      total B12 1800   |                         |            |
      ng/L             |                         |            |
    """)
