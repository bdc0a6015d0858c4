title = "What a forecast says"


def test_the_blood_is_spoken_of_first(people):
    """Where somebody is anaemic the first sentence is about haemoglobin; otherwise it is about the
    first marker that is not normal.

    Source: project_decision.
    """
    people("""
    who                                              | pack    | first spoken of
    man of 60; conditions: pernicious anaemia;       | general | haemoglobin
      labs: total B12 90 ng/L, haemoglobin 95 g/L,   |         |
      MCV 112 fL                                     |         |
    man of 60; conditions: pernicious anaemia;       | general | no haemoglobin
      labs: total B12 150 ng/L, haemoglobin 152 g/L  |         |
    """)


def test_what_is_normal_is_said_to_be_normal_now(people):
    """A marker that is normal already is not promised for later.

    Source: project_decision.
    """
    people("""
    who                                              | pack    | normal now     | normal again
    man of 60; conditions: pernicious anaemia;       | general | haemoglobin    | total_b12
      labs: total B12 110 ng/L, haemoglobin 152 g/L  |         |                |
    man of 60; conditions: pernicious anaemia;       | general | no haemoglobin | haemoglobin
      labs: total B12 110 ng/L, haemoglobin 96 g/L   |         |                |
    """)


def test_nerves_and_mood_have_no_curve(people):
    """Nothing that was measured lets a model foretell nerves or mood. What was published is said,
    and that recovery may be incomplete.

    Source: savage_1995; project_decision.
    """
    people("""
    who                                              | pack    | without a curve
    woman of 50; symptoms: tingling, unsteady gait;  | general | nerves, paraesthesia
      labs: total B12 100 ng/L, haemoglobin 118 g/L  |         |
    woman of 50; labs: total B12 100 ng/L,           | general | no nerves
      haemoglobin 118 g/L                            |         |
    """)


def test_no_test_is_proposed_that_the_plan_says_is_not_needed(people):
    """A blood count would tell more of an anaemia. Total B12 during injections is not proposed,
    whatever it would tell the model: the plan says that it is not needed.

    Source: nice_ng239.
    """
    people("""
    who                                              | pack    | tests that would tell
    man of 60; conditions: pernicious anaemia;       | general | haemoglobin, no total_b12
      labs: total B12 90 ng/L, haemoglobin 95 g/L    |         |
    man of 60; conditions: pernicious anaemia;       | general | no total_b12
      labs: total B12 120 ng/L                       |         |
    """)
