title = "Pregnancy and children"


def test_total_b12_falls_in_pregnancy(people):
    """In pregnancy total B12 is not used alone. Below 100 ng/L deficiency is probable, from there
    to 350 indeterminate, and active B12 is asked for.

    Source: nice_ng239, section 1.3; project_decision, decision 0008.
    """
    people("""
    who                                                      | status        | tests
    woman of 30, pregnant 20 weeks; labs: total B12 99 ng/L  | probable      | active_b12
    woman of 30, pregnant 20 weeks; labs: total B12 100 ng/L | indeterminate | active_b12
    woman of 30, pregnant 20 weeks; labs: total B12 179 ng/L | indeterminate | active_b12
    woman of 30, pregnant 20 weeks; labs: total B12 350 ng/L | indeterminate | active_b12
    woman of 30, breast-feeding; labs: total B12 179 ng/L    | confirmed     | no active_b12
    woman of 30; labs: total B12 179 ng/L                    | confirmed     | no active_b12
    """)


def test_a_low_total_b12_in_pregnancy_counts_with_signs(people):
    """Below 180 ng/L with a nerve sign, a low cell line or a vegan diet deficiency is probable in
    pregnancy.

    Source: project_decision, decision 0008.
    """
    people("""
    who                                                                            | status
    woman of 30, pregnant 20 weeks; diet: vegan; labs: total B12 179 ng/L          | probable
    woman of 30, pregnant 20 weeks; symptoms: numb feet; labs: total B12 179 ng/L  | probable
    woman of 30, pregnant 20 weeks; labs: total B12 179 ng/L, platelets 110 10*9/L | probable
    woman of 30, pregnant 20 weeks; diet: vegan; labs: total B12 180 ng/L          | indeterminate
    woman of 30, pregnant 20 weeks; diet: omnivore; labs: total B12 179 ng/L       | indeterminate
    woman of 30, pregnant 20 weeks; labs: total B12 179 ng/L, platelets 210 10*9/L | indeterminate
    """)


def test_a_low_total_b12_where_pregnancy_is_not_known(people):
    """Where treatment cannot wait for the question whether this is a pregnancy, a low total B12
    makes deficiency probable: it is confirmed if not, and with such signs probable if so.

    Source: project_decision, decision 0008; nice_ng239, section 1.3.
    """
    people("""
    who                                                            | status    | start now
    woman of 30; symptoms: unsteady gait;                          | probable  | yes
      labs: total B12 60 ng/L; not asked: pregnancy
    woman of 30; symptoms: unsteady gait;                          | probable  | yes
      labs: total B12 150 ng/L; not asked: pregnancy
    woman of 30; symptoms: unsteady gait; labs: total B12 150 ng/L | confirmed | yes
    """)


def test_active_b12_keeps_its_bounds_in_pregnancy(people):
    """Active B12 means the same in pregnancy, and a low one confirms deficiency whatever total B12
    says.

    Source: nice_ng239, section 1.3.
    """
    people("""
    who                                                                            | status
    woman of 30, pregnant 20 weeks; labs: active B12 24 pmol/L                     | confirmed
    woman of 30, pregnant 20 weeks; labs: active B12 25 pmol/L                     | indeterminate
    woman of 30, pregnant 20 weeks; labs: active B12 71 pmol/L                     | unlikely
    woman of 30, pregnant 20 weeks; labs: active B12 71 pmol/L, total B12 160 ng/L | unlikely
    woman of 30, pregnant 20 weeks; labs: active B12 20 pmol/L, total B12 300 ng/L | confirmed
    """)


def test_other_evidence_in_pregnancy(people):
    """A raised marker or a positive antibody counts in pregnancy too: with a low B12 a raised
    marker confirms deficiency, alone it makes it probable.

    Source: project_decision, decision 0008.
    """
    people("""
    who                                                                              | status
    woman of 30, pregnant 20 weeks;                                                  | confirmed
      labs: total B12 150 ng/L, MMA 900 nmol/L, eGFR 90 mL/min/1.73m2
    woman of 30, pregnant 20 weeks;                                                  | probable
      labs: total B12 250 ng/L, MMA 900 nmol/L, eGFR 90 mL/min/1.73m2
    woman of 30, pregnant 20 weeks;                                                  | probable
      labs: total B12 150 ng/L, intrinsic factor antibody positive
    woman of 30, pregnant 20 weeks;                                                  | indeterminate
      labs: total B12 150 ng/L, intrinsic factor antibody negative
    """)


def test_no_adult_band_applies_below_16(people):
    """Below 16 the printed range is used, else the adult lower bound.

    Source: project_decision, decision 0008; nice_ng239, scope.
    """
    people("""
    who                                           | status
    girl of 9; labs: total B12 179 ng/L           | confirmed
    girl of 9; labs: total B12 200 ng/L (250-900) | confirmed
    girl of 9; labs: total B12 300 ng/L (250-900) | not confirmed
    boy of 15; labs: total B12 170 ng/L           | confirmed
    """)


def test_a_normal_number_does_not_make_deficiency_unlikely_in_a_child_with_signs(people):
    """A number alone never makes deficiency unlikely while a child has symptoms, a low cell line or
    raised markers.

    Source: project_decision, decision 0008.
    """
    people("""
    who                                                                               | status
    boy of 8 months; diet: breast-fed; symptoms: failure to thrive;                   | not unlikely
      labs: total B12 420 ng/L
    boy of 9; symptoms: tiredness; labs: total B12 420 ng/L                           | not unlikely
    boy of 9; symptoms: breathlessness; labs: total B12 420 ng/L                      | not unlikely
    boy of 9; symptoms: tiredness; labs: MMA normal, homocysteine normal              | not unlikely
    boy of 9; labs: total B12 420 ng/L, MMA 900 nmol/L                                | not unlikely
    boy of 9; labs: total B12 420 ng/L, platelets 90 10*9/L                           | not unlikely
    man of 45; symptoms: tiredness; labs: total B12 420 ng/L                          | unlikely
    """)


def test_a_word_is_not_enough_in_pregnancy(people):
    """Total B12 is not used alone in pregnancy. Reported as high without a number it
    does not make deficiency unlikely; active B12 decides.

    Source: nice_ng239, section 1.3; project_decision.
    """
    people("""
    who                                                      | status        | tests
    woman of 30, pregnant 20 weeks; labs: B12 high           | indeterminate | active_b12
    woman of 30, pregnant 20 weeks; labs: B12 very-high      | indeterminate | active_b12
    woman of 30, pregnant 20 weeks; labs: total B12 420 ng/L | unlikely      | active_b12
    woman of 30; labs: B12 very-high                         | unlikely      | no active_b12
    """)


def test_what_was_not_asked_of_a_child_is_not_no(people):
    """In a child with an affected brother or sister, in an infant whose images are not known,
    and where a word takes the place of the number and the diagnoses are not known, a normal B12
    does not make deficiency unlikely.

    Source: project_decision, decision 0008.
    """
    people("""
    who                                                                           | status
    girl of 0 months; family: brother with methylmalonic acidaemia; labs: total   | not unlikely
      B12 350 ng/L                                                                |
    boy of 0 months; labs: total B12 438 ng/L; not asked: imaging                 | not unlikely
    boy of 0 months; labs: total B12 438 ng/L                                     | unlikely
    boy of 15; labs: B12 normal; not asked: conditions                            | not unlikely
    boy of 15; labs: total B12 438 ng/L; not asked: conditions                    | unlikely
    """)


def test_a_child_without_signs_whose_result_is_not_low(people):
    """No upper bound is known for children. From 180 ng/L deficiency is unlikely in a child who was
    asked and has no symptom or sign, and in whom no lack of B12 was ever stated.

    Source: project_decision, decision 0008.
    """
    people("""
    who                                                     | status
    boy of 9; labs: total B12 180 ng/L                      | unlikely
    boy of 9; labs: total B12 179 ng/L                      | not unlikely
    boy of 9; labs: total B12 330 ng/L                      | unlikely
    boy of 9; labs: total B12 330 ng/L; not asked: symptoms | not unlikely
    girl of 14; conditions: pernicious anaemia;             | not unlikely
      labs: total B12 330 ng/L                              |
    """)
