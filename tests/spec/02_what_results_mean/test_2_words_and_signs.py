title = "Results in words, and results with a sign"


def test_low_in_words_is_probable(people):
    """A B12 reported as low without a number makes deficiency probable. A raised marker or a
    typical picture makes it confirmed.

    Source: project_decision, decision 0008.
    """
    people("""
    who                                                                | status
    man of 45; labs: total B12 low                                     | probable
    man of 45; labs: total B12 very-low                                | probable
    man of 45; labs: active B12 low                                    | probable
    man of 45; labs: total B12 low, MMA high, eGFR 90 mL/min/1.73m2    | confirmed
    man of 45; labs: total B12 low, intrinsic factor antibody positive | confirmed
    man of 45; signs: hypersegmented neutrophils; labs: total B12 low  | confirmed
    man of 45; labs: total B12 low, MCV 115 fL                         | confirmed
    man of 45; labs: total B12 low, MCV 114 fL                         | probable
    """)


def test_normal_in_words_does_not_make_deficiency_unlikely(people):
    """What a laboratory calls normal begins below 350 ng/L, so the word alone leaves the question
    open.

    Source: project_decision; nice_ng239, recommendation 1.3.9, table 1.
    """
    people("""
    who                                                     | status
    man of 45; labs: total B12 normal                       | indeterminate
    man of 45; labs: active B12 normal                      | indeterminate
    man of 45; labs: total B12 high                         | unlikely
    man of 45; labs: total B12 normal, active B12 80 pmol/L | not confirmed
    """)


def test_undetectable_lies_below_every_bound(people):
    """An undetectable B12 is read as below any bound.

    Source: project_decision, decision 0008.
    """
    people("""
    who                                      | status
    man of 45; labs: total B12 undetectable  | confirmed
    man of 45; labs: active B12 undetectable | confirmed
    man of 45; labs: MMA undetectable        | not confirmed or probable
    """)


def test_a_sign_counts_for_what_it_excludes(people):
    """A result printed with < or > is used as far as it goes: below 150 is below 180; below 200 may
    be either.

    Source: nice_ng239, recommendation 1.3.9, table 1.
    """
    people("""
    who                                   | status
    man of 45; labs: total B12 <150 ng/L  | confirmed
    man of 45; labs: total B12 <180 ng/L  | confirmed
    man of 45; labs: total B12 <200 ng/L  | not confirmed or unlikely
    man of 45; labs: total B12 >350 ng/L  | unlikely
    man of 45; labs: total B12 >300 ng/L  | not confirmed or unlikely
    man of 45; labs: total B12 >1500 ng/L | unlikely
    """)


def test_the_laboratory_s_own_range_goes_first_for_functional_markers(people):
    """For methylmalonic acid and homocysteine the printed range is used where there is one; without
    it the bounds are 271 nmol/L and 15 µmol/L.

    Source: stabler_2013; bsh_2014; nice_ng239.
    """
    people("""
    who                                                                                 | functional
    man of 45; labs: total B12 250 ng/L, eGFR 90 mL/min/1.73m2, MMA 272 nmol/L          | yes
    man of 45; labs: total B12 250 ng/L, eGFR 90 mL/min/1.73m2, MMA 271 nmol/L          | no
    man of 45; labs: total B12 250 ng/L, eGFR 90 mL/min/1.73m2, MMA 300 nmol/L (0-350)  | no
    man of 45;                                                                          | yes
      labs: total B12 250 ng/L, eGFR 90 mL/min/1.73m2, MMA 0.4 umol/L (0.05-0.27)
    man of 45; labs: total B12 250 ng/L, eGFR 90 mL/min/1.73m2, homocysteine 16 umol/L  | yes
    man of 45; labs: total B12 250 ng/L, eGFR 90 mL/min/1.73m2, homocysteine 15 umol/L  | no
    """)


def test_methods_that_read_otherwise(people):
    """Beckman's Access reads total B12 lower than other methods, and Roche reads active B12 higher.
    For them a result is confirmed low, or unlikely, only where the national bound and the one
    carried over to the method both say so; between the two it is indeterminate.

    Source: access_b12_ii, abstract; cesana_2025; heil_2019, abstract; project_decision.
    """
    people("""
    who                                                                | status
    man of 45; labs: total B12 179 ng/L                                | confirmed
    man of 45; labs: total B12 179 ng/L by Beckman DxI 800             | indeterminate
    man of 45; labs: total B12 107 ng/L by Beckman DxI 800             | confirmed
    man of 45; labs: total B12 351 ng/L by Beckman DxI 800             | unlikely
    man of 45; labs: total B12 167 ng/L by Access Vitamin B12 II       | confirmed
    man of 45; labs: total B12 168 ng/L by Access Vitamin B12 II       | indeterminate
    man of 45; labs: total B12 179 ng/L by Abbott Alinity i            | confirmed
    man of 45; labs: active B12 80 pmol/L                              | unlikely
    man of 45; labs: active B12 80 pmol/L by Roche Cobas e801          | indeterminate
    man of 45; labs: active B12 94 pmol/L by Roche Cobas e801          | unlikely
    man of 45; labs: active B12 24 pmol/L by Roche Cobas e801          | confirmed
    """)


def test_haemoglobin_has_limits_by_age_sex_and_pregnancy(people):
    """Anaemia is below 130 g/L in men, 120 in women, 110 in pregnancy and 105 in its second
    trimester.

    Source: who_hb_2024, table of cut-offs.
    """
    people("""
    who                                                       | anaemia
    man of 45; labs: haemoglobin 129 g/L                      | mild
    man of 45; labs: haemoglobin 130 g/L                      | none
    man of 45; labs: haemoglobin 12.9 g/dL                    | mild
    woman of 45; labs: haemoglobin 119 g/L                    | mild
    woman of 45; labs: haemoglobin 120 g/L                    | none
    woman of 30, pregnant 9 weeks; labs: haemoglobin 109 g/L  | mild
    woman of 30, pregnant 20 weeks; labs: haemoglobin 105 g/L | none
    woman of 30, pregnant 20 weeks; labs: haemoglobin 104 g/L | mild
    woman of 30, pregnant 34 weeks; labs: haemoglobin 109 g/L | mild
    """)
