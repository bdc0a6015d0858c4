title = "In whom a forecast is made"


def test_a_forecast_is_made_of_adults_outside_of_pregnancy(people):
    """How long it takes is forecast for adults. In children, in pregnancy and while breast-feeding
    no forecast is made: the model was not checked there.

    Source: project_decision.
    """
    people("""
    who                                              | pack    | no forecast for
    man of 45; conditions: pernicious anaemia;       | general | none
      labs: total B12 130 ng/L, haemoglobin 100 g/L  |         |
    boy of 14; labs: total B12 130 ng/L              | general | age
    woman of 30, pregnant 20 weeks;                  | general | pregnant
      labs: total B12 90 ng/L, haemoglobin 95 g/L    |         |
    woman of 30, breast-feeding;                     | general | lactating
      labs: total B12 130 ng/L                       |         |
    """)


def test_no_forecast_is_made_where_the_kidneys_fail_or_the_disorder_is_inherited(people):
    """With failing kidneys methylmalonic acid and homocysteine do not show vitamin B12, and an
    inherited disorder follows other laws: no forecast is made. Mildly reduced kidney function is
    reckoned with.

    Source: clarke_2007; project_decision.
    """
    people("""
    who                                              | pack    | no forecast for
    man of 70; conditions: pernicious anaemia;       | general | eGFR
      labs: total B12 130 ng/L,                      |         |
      eGFR 22 mL/min/1.73m2                          |         |
    man of 70; conditions: pernicious anaemia;       | general | none
      labs: total B12 130 ng/L,                      |         |
      eGFR 48 mL/min/1.73m2                          |         |
    """)


def test_nitrous_oxide_as_the_cause_is_not_forecast(people):
    """How much nitrous oxide was breathed, and when, is never known well enough for a forecast of
    what it did.

    Source: project_decision.
    """
    people("""
    who                                              | pack    | no forecast for
    man of 23; exposures: recreational nitrous oxide | general | exposures
      for 1 year;                                    |         |
      labs: total B12 310 ng/L                       |         |
    man of 23; diet: vegan;                          | general | none
      labs: total B12 130 ng/L, MCV 102 fL           |         |
    """)
