title = "Methylmalonic acid and homocysteine, and the kidneys"


def test_a_raised_marker_settles_an_indeterminate_b12(people):
    """With normal kidneys a raised methylmalonic acid or homocysteine confirms deficiency where
    total B12 lies between the bounds.

    Source: aafp_2025, abstract; redwhale_b12_2025.
    """
    people("""
    who                                                                              | status
    man of 45; labs: total B12 250 ng/L, MMA 600 nmol/L, eGFR 90 mL/min/1.73m2       | confirmed
    man of 45;                                                                       | confirmed
      labs: total B12 250 ng/L, homocysteine 40 umol/L, eGFR 90 mL/min/1.73m2
    man of 45; labs: total B12 250 ng/L, MMA 150 nmol/L, eGFR 90 mL/min/1.73m2       | indeterminate
    man of 45; labs: total B12 250 ng/L                                              | indeterminate
    """)


def test_a_raised_marker_counts_whatever_the_serum_b12(people):
    """A marker that is raised without another explanation makes deficiency at least probable, even
    with a normal B12.

    Source: project_decision, decision 0008.
    """
    people("""
    who                                                         | status                | functional
    man of 45;                                                  | probable or confirmed | yes
      labs: total B12 420 ng/L, MMA 800 nmol/L,
      eGFR 90 mL/min/1.73m2
    man of 45;                                                  | unlikely              | no
      labs: total B12 420 ng/L, MMA 150 nmol/L,
      eGFR 90 mL/min/1.73m2
    """)


def test_kidneys_that_are_not_known_leave_it_probable(people):
    """Reduced kidney function raises the markers. While it is not known a raised marker makes
    deficiency at most probable, and kidney function is asked for.

    Source: clarke_2007; project_decision, decision 0008.
    """
    people("""
    who                                                              | status    | tests
    man of 45; labs: total B12 250 ng/L, MMA 600 nmol/L              | probable  | renal_function
    man of 45;                                                       | confirmed | no renal_function
      labs: total B12 250 ng/L, MMA 600 nmol/L,
      eGFR 90 mL/min/1.73m2
    """)


def test_reduced_kidney_function_explains_a_raised_marker(people):
    """With an eGFR below 60 a raised marker neither shows nor excludes a deficiency of the tissues.
    Active B12 helps more.

    Source: clarke_2007.
    """
    people("""
    who                                                 | status        | functional | tests
    man of 70;                                          | indeterminate | not known  | active_b12
      labs: total B12 260 ng/L, MMA 0.6 umol/L,
      eGFR 25 mL/min/1.73m2
    man of 70;                                          | indeterminate | not known  | active_b12
      labs: total B12 260 ng/L, MMA 0.6 umol/L,
      eGFR 59 mL/min/1.73m2
    man of 70;                                          | confirmed     | yes        | no active_b12
      labs: total B12 260 ng/L, MMA 0.6 umol/L,
      eGFR 60 mL/min/1.73m2
    man of 70; conditions: chronic kidney disease;      | indeterminate | not known  | active_b12
      labs: total B12 260 ng/L, MMA 0.6 umol/L
    """)


def test_folate_deficiency_explains_homocysteine_and_not_methylmalonic_acid(people):
    """A raised homocysteine with low folate, or with a normal methylmalonic acid, does not point to
    B12.

    Source: valente_2011.
    """
    people("""
    who                                                              | functional | notes
    man of 45;                                                       | not known  | no folate_marker
      labs: total B12 420 ng/L, homocysteine 40 umol/L,
      folate 1.5 ug/L, eGFR 90 mL/min/1.73m2
    man of 45;                                                       | no         | folate_marker
      labs: total B12 420 ng/L, homocysteine 40 umol/L,
      MMA 150 nmol/L, eGFR 90 mL/min/1.73m2
    man of 45;                                                       | yes        | no folate_marker
      labs: total B12 420 ng/L, homocysteine 40 umol/L,
      folate 9 ug/L, eGFR 90 mL/min/1.73m2
    man of 45;                                                       | yes        | no folate_marker
      labs: total B12 420 ng/L, MMA 900 nmol/L, folate 1.5 ug/L,
      eGFR 90 mL/min/1.73m2
    """)


def test_normal_markers_do_not_overrule_a_low_b12_with_nerve_signs(people):
    """A low B12 with nerve signs stays confirmed although both markers are normal. Without any sign
    it does too, but the results contradict each other and active B12 is asked for: if that lies
    above its bound as well, nothing is better than indeterminate.

    Source: nice_ng239, recommendation 1.3.9, table 1; project_decision, decisions 0008 and 0014.
    """
    people("""
    who                                                     | status        | alerts
    man of 45; symptoms: numb feet;                         | confirmed     |
      labs: total B12 150 ng/L, MMA 150 nmol/L,
      homocysteine 9 umol/L
    man of 45;                                              | confirmed     | conflicting_markers
      labs: total B12 150 ng/L, MMA 150 nmol/L,
      homocysteine 9 umol/L
    man of 45;                                              | indeterminate | conflicting_markers
      labs: total B12 150 ng/L, MMA 150 nmol/L,
      homocysteine 9 umol/L, active B12 95 pmol/L
    man of 45; labs: total B12 150 ng/L, MMA 900 nmol/L     | confirmed     | no conflicting_markers
    """)


def test_normal_markers_without_a_serum_b12(people):
    """Methylmalonic acid and homocysteine that are both normal make deficiency unlikely where B12
    was not measured. One of them does not, and both do not against a sign of the cord or a positive
    intrinsic factor antibody, whatever the marker.

    Source: stabler_2013; bsh_2014, key recommendation 4.
    """
    people("""
    who                                                     | status
    man of 45; signs: loss of vibration sense, Romberg sign; | not unlikely
      labs: MMA 150 nmol/L, homocysteine 9 umol/L
    man of 45;                                              | indeterminate
      labs: MMA 150 nmol/L, homocysteine 9 umol/L, intrinsic factor antibody positive
    man of 45; labs: MMA 150 nmol/L, homocysteine 9 umol/L  | unlikely
    man of 45; labs: MMA 150 nmol/L                         | not_assessable
    man of 45; labs: MMA 900 nmol/L, homocysteine 40 umol/L | probable
    """)
