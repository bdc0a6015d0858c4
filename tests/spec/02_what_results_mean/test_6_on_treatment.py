title = "Results of somebody on treatment"


def test_a_normal_b12_on_treatment_means_that_b12_was_given(people):
    """On treatment a normal or high B12 neither proves nor excludes deficiency, and treatment goes
    on.

    Source: nice_ng239, recommendation 1.6.10; project_decision, decision 0009.
    """
    people("""
    who                            | status     | alerts                              | actions
    man of 60;                     | not        | level_after_treatment_uninformative | continue_b12
      conditions: pernicious       | unlikely
      anaemia;
      labs: total B12 1400 ng/L;
      treatment: hydroxocobalamin
      1 mg im every 3 months for 2
      years
    man of 60;                     | unlikely   | no                                  | no
      labs: total B12 600 ng/L     |            | level_after_treatment_uninformative | continue_b12
    """)


def test_a_low_b12_on_treatment_is_deficiency_that_persists(people):
    """A low B12 or a raised methylmalonic acid on treatment is deficiency that persists.

    Source: project_decision, decision 0009; redwhale_b12_2025.
    """
    people("""
    who                                                         | status    | alerts
    man of 60; conditions: pernicious anaemia;                  | confirmed | non_response_review
      labs: total B12 110 ng/L;
      treatment: cyanocobalamin 1 mg daily by mouth for 1 year
    man of 60; conditions: pernicious anaemia;                  | confirmed | non_response_review
      labs: MMA 900 nmol/L, eGFR 90 mL/min/1.73m2;
      treatment: cyanocobalamin 1 mg daily by mouth for 1 year
    man of 60; conditions: pernicious anaemia;                  |           | no non_response_review
      labs: total B12 900 ng/L;
      treatment: cyanocobalamin 1 mg daily by mouth for 1 year
    """)


def test_treatment_that_ended_long_ago_no_longer_counts(people):
    """Treatment that ended more than a year ago no longer changes what a result means.

    Source: project_decision, decision 0009.
    """
    people("""
    who                                                                               | status
    man of 60; labs: total B12 600 ng/L;                                              | unlikely
      treatment: hydroxocobalamin injections until 3 years ago
    man of 60; conditions: pernicious anaemia; labs: total B12 600 ng/L;              | not unlikely
      treatment: hydroxocobalamin injections for 2 years
    """)


def test_a_supplement_raises_b12(people):
    """A multivitamin or fortified food raises total and active B12 and can hide a deficiency. It is
    not treatment.

    Source: nice_ng239, section 1.3; redwhale_b12_2025.
    """
    people("""
    who                                                              | alerts
    woman of 40; medicines: multivitamin; symptoms: tiredness;       | supplement_confounds_level
      labs: total B12 480 ng/L
    woman of 40; medicines: ferrous sulfate; symptoms: tiredness;    | no supplement_confounds_level
      labs: total B12 480 ng/L
    woman of 40; medicines: multivitamin; symptoms: tiredness;       | no supplement_confounds_level
      labs: total B12 120 ng/L
    woman of 40; symptoms: tiredness; labs: total B12 480 ng/L       | no supplement_confounds_level
    """)


def test_what_else_moves_serum_b12(people):
    """The combined pill lowers total B12 without deficiency, liver disease raises it and can hide
    one.

    Source: nice_ng239; redwhale_b12_2025; aafp_2025.
    """
    people("""
    who                                                                | alerts
    woman of 30; medicines: combined oral contraceptive pill;          | cocp_low_b12
      labs: total B12 170 ng/L
    woman of 30; medicines: combined oral contraceptive pill;          | no cocp_low_b12
      labs: total B12 420 ng/L
    woman of 30; medicines: progestogen-only pill;                     | no cocp_low_b12
      labs: total B12 170 ng/L
    man of 60; conditions: cirrhosis; labs: total B12 620 ng/L         | liver_disease_raises_b12
    man of 60; conditions: cirrhosis; labs: total B12 120 ng/L         | no liver_disease_raises_b12
    man of 60; conditions: hypertension; labs: total B12 620 ng/L      | no liver_disease_raises_b12
    """)
