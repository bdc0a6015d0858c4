title = "Blood, heart, cancer and pregnancy"


def test_the_anaemia_of_deficiency_heals_and_no_other(answers):
    """Vitamin B12 heals the anaemia of its own deficiency. By mouth it raises the level as
    injections do; whether symptoms do as well no trial of the review says. Deficiency may be
    without anaemia.

    Source: cochrane_2018, abstract; savage_1995; sanz_cuesta_2020.
    """
    answers("""
    asked          | topic                      | holds  | certainty | answer       | found
    anaemia        | deficiency_anaemia         | yes    | moderate  | nothing for  |
                   |                            |        |           | other        |
                   |                            |        |           | anaemias     |
    tablets or     | oral_and_injected          | yes    | low       | begin with   | None reported
      injections   |                            |        |           | injections   | on symptoms
    normal blood   | deficiency_without_anaemia | partly | moderate  | does not     |
      count        |                            |        |           | rule a       |
                   |                            |        |           | deficiency   |
                   |                            |        |           | out          |
    sublingual     | under_the_tongue           | no     | low       | no better    | no significant
                   |                            |        |           |              | difference
    """)


def test_the_heart_is_not_protected_and_strokes_are_slightly_fewer(answers):
    """B vitamins that lower homocysteine prevent neither heart attack nor death; strokes were
    slightly fewer. A high level goes with cardiovascular death and is probably a sign of disease.

    Source: vitatops_etc, abstract; house_2010, abstract; wolffenbuttel_2020, abstract.
    """
    answers("""
    asked         | topic                    | direction          | certainty | found
    heart         | cardiovascular_events    | uncertain          | moderate  | 1.02 (0.95-1.10);
      attack      |                          |                    |           | 0.90 (0.82-0.99);
                  |                          |                    |           | 1.01 (0.96-1.06)
    stroke        | cardiovascular_events    | uncertain          | moderate  | 46 against 51 in
                  |                          |                    |           | 1000
    heart         | cardiovascular_mortality | association        | low       | 1.45 (1.01-2.06)
      disease     |                          | positive           |           |
    bones         | hip_fracture             | harm signal        | very low  | B12 alone was not
                  |                          |                    |           | singled out
    """)


def test_signals_of_cancer_are_told_without_making_them_a_cause(answers):
    """That men who smoke and take high doses had more lung cancer, and that the level goes with
    prostate cancer and the intake with less bowel cancer, is told as association. The treatment of
    a deficiency goes on.

    Source: brasky_2017, abstract; collin_2010, abstract; sun_crc_2016, abstract.
    """
    answers("""
    asked           | topic             | direction            | certainty | answer
    lung cancer     | lung_cancer       | harm signal          | low       | Nobody knows whether
                    |                   |                      |           | B12 was the cause; go
                    |                   |                      |           | on
    prostate cancer | prostate_cancer   | association positive | low       | does not show that B12
    bowel cancer    | colorectal_cancer | association inverse  | low       | no reason to take B12
    """)


def test_folic_acid_is_what_prevents_neural_tube_defects(answers):
    """A low vitamin B12 goes with neural tube defects, and deficiency with small and early babies.
    That B12 prevents them is not shown; folic acid prevents the first.

    Source: molloy_2009, abstract; rogne_2017, abstract; cochrane_pregnancy_2024.
    """
    answers("""
    asked        | topic                        | direction       | holds  | certainty | answer
    spina        | neural_tube_defects          | association     | partly | low       | Folic acid
      bifida     |                              | inverse         |        |           | does
    birth        | fetal_health                 | association     | partly | low       | looked for
      weight     |                              | positive        |        |           | and treated
    breast       | pregnancy_and_breast_feeding | uncertain       | yes    | moderate  | must take
      milk       |                              |                 |        |           | B12
    """)


def test_infections_are_not_warded_off(answers):
    """That vitamin B12 strengthens the immune system, or helps in COVID-19, is not shown.

    Source: tamura_1999; erfani_2023, abstract; batista_2022, abstract.
    """
    answers("""
    asked         | topic           | direction | certainty | answer
    immune system | immunity        | uncertain | very low  | has not been shown
    covid         | viral_infection | uncertain | very low  | Nobody has shown
    """)


def test_what_is_said_of_taking_it_is_answered(answers):
    """Vitamin C, minerals and the time of day are claimed to matter; that is not shown, and what
    the packs do all the same stands beside it. Medicines against acid call for a test, not for
    hours.

    Source: newmark_1976, abstract; volkov_2009, abstract; lam_2013, abstract; bsh_2014.
    """
    answers("""
    asked       | topic               | holds    | to do                  | answer
    vitamin c   | vitamin_c           | unproven | vitamin_c_high         | did not confirm
    iron        | minerals            | unproven | calcium_iron_magnesium | Nothing shows
    bedtime     | time_of_day         | unproven | time_of_day            | has not been shown
    omeprazole  | acid_medicines      | partly   | proton_pump_inhibitors | at any hour
    folic acid  | folic_acid_together | unproven | folic_acid_after_b12   | never be taken alone
    blood level | level_checks        | partly   | no_level_on_injections | no reason to stop
    """)
