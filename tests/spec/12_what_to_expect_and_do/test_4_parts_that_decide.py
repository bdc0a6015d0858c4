title = "Where one part decides"


def test_refusing_injections(people):
    """Who refuses injections is offered tablets, also where an operation or pernicious anaemia
    alone is the reason for treatment.

    Source: project_decision; redwhale_b12_2025.
    """
    people("""
    who                                               | pack        | regimen
    man of 45; procedures: total gastrectomy;         | general, us | oral_1000_2000_daily
      notes: refuses injections                       |             |
    man of 45; conditions: pernicious anaemia;        | general, us | oral_1000_2000_daily
      notes: refuses injections                       |             |
    man of 45; labs: total B12 500 ng/L;              | general, us | none
      notes: refuses injections                       |             |
    """)


def test_the_diet_of_an_infant_is_its_mothers(people):
    """The alert about diet is for those who choose what they eat.

    Source: nice_ng239; cmaj_infant.
    """
    people("""
    who                           | alerts
    boy of 6 months; diet: vegan  | no dietary_risk
    man of 45; diet: vegan        | dietary_risk
    """)


def test_when_treatment_is_said_to_go_on(people):
    """Treatment goes on where there is deficiency, a level that is fine under it, a cause for
    life, pregnancy or breast-feeding, or nothing known from before it.

    Source: nice_ng239; redwhale_b12_2025.
    """
    people("""
    who                                               | actions
    man of 45; labs: total B12 500 ng/L 60 days ago;  | no continue_b12
      treatment: hydroxocobalamin 1 mg im             |
        every 3 months since 2026-11-01               |
    man of 45; labs: total B12 100 ng/L 60 days ago;  | continue_b12
      treatment: hydroxocobalamin 1 mg im             |
        every 3 months since 2026-11-01               |
    man of 45; labs: total B12 500 ng/L 60 days ago;  | continue_b12
      conditions: pernicious anaemia;                 |
      treatment: hydroxocobalamin 1 mg im             |
        every 3 months since 2026-11-01               |
    woman of 30, breast-feeding;                      | continue_b12
      labs: total B12 500 ng/L 60 days ago;           |
      treatment: hydroxocobalamin 1 mg im             |
        every 3 months since 2026-11-01               |
    man of 45; labs: total B12 500 ng/L 60 days ago,  | continue_b12
      total B12 900 ng/L;                             |
      treatment: hydroxocobalamin 1 mg im             |
        every 3 months since 2026-11-01               |
    man of 45; labs: active B12 120 pmol/L 60 days ago;| no continue_b12
      treatment: hydroxocobalamin 1 mg im             |
        every 3 months since 2026-11-01               |
    man of 45;                                        | continue_b12
      treatment: hydroxocobalamin 1 mg im             |
        every 3 months since 2026-11-01               |
    """)


def test_two_of_three_signs_of_breakdown_with_few_platelets(people):
    """Few platelets with two of high LDH, high bilirubin and low haptoglobin look like
    microangiopathy; haematology is asked. What is known is not measured again.

    Source: project_decision.
    """
    people("""
    who                                            | alerts        | referral       | tests
    man of 45; labs: platelets 40 10*9/L,          | tma_mimic     | haematology    |
      bilirubin 40 umol/L, haptoglobin 0.1 g/L     |               |                |
    man of 45; labs: platelets 40 10*9/L,          | no tma_mimic  | no haematology | no adamts13
      bilirubin 40 umol/L                          |               |                |
    man of 45; labs: platelets 40 10*9/L,          | no tma_mimic  | no haematology | no adamts13
      haptoglobin 0.1 g/L                          |               |                |
    man of 45; labs: platelets 40 10*9/L,          | tma_mimic     | haematology    | adamts13
      bilirubin 40 umol/L, LDH 900 U/L             |               |                |
    man of 45; labs: platelets 40 10*9/L,          | tma_mimic     | haematology    | no adamts13
      bilirubin 40 umol/L, LDH 900 U/L,            |               |                |
      ADAMTS13 60 %                                |               |                |
    """)


def test_folic_acid_in_those_who_are_not_suspected(people):
    """Folic acid that is taken raises the alarm where B12 is low or in doubt, not where nothing
    speaks for deficiency or B12 is above its bound.

    Source: bsh_2014; label_us_cyano_inj.
    """
    people("""
    who                                            | alerts
    man of 45; medicines: folic acid               | no folate_without_b12
    man of 45; symptoms: tiredness;                | folate_without_b12
      medicines: folic acid                        |
    man of 45; symptoms: tiredness;                | no folate_without_b12
      medicines: folic acid;                       |
      labs: total B12 500 ng/L                     |
    """)


def test_failing_by_neither_tablets_nor_injections(people):
    """The advice to change from tablets is for those who take tablets.

    Source: redwhale_b12_2025.
    """
    people("""
    who                                               | alerts
    man of 45; symptoms: symptoms not improving;      | oral_failure_switch_im
      treatment: cyanocobalamin 1 mg oral daily       |
        since 2024                                    |
    man of 45; symptoms: symptoms not improving;      | no oral_failure_switch_im
      treatment: cyanocobalamin 500 micrograms        |
        nasal weekly since 2024                       |
    """)


def test_an_allergy_that_is_known_is_not_asked_for(people):
    """Where an allergy to a cobalamin is recorded, it is not asked for.

    Source: spc_hydroxo_31182.
    """
    people("""
    who                                            | cautions
    man of 45; not asked: allergies;               | ask_allergy
      labs: total B12 130 ng/L                     |
    man of 45; allergies: hydroxocobalamin;        | no ask_allergy
      labs: total B12 130 ng/L                     |
    """)


def test_the_first_week_of_treatment(people):
    """Potassium is watched in severe anaemia from the day of the first dose for a week.

    Source: label_us_cyano_inj; project_decision.
    """
    people("""
    who                                               | alerts
    man of 60; labs: haemoglobin 60 g/L;              | hypokalaemia_monitor
      treatment: hydroxocobalamin 1 mg im             |
        since 2026-11-20                              |
    man of 60; labs: haemoglobin 60 g/L;              | hypokalaemia_monitor
      treatment: hydroxocobalamin 1 mg im             |
        since 2026-11-13                              |
    man of 60; labs: haemoglobin 60 g/L;              | no hypokalaemia_monitor
      treatment: hydroxocobalamin 1 mg im             |
        since 2026-11-12                              |
    """)


def test_late_pregnancy(people):
    """From week 36 an abnormal blood count does not wait for results.

    Source: project_decision.
    """
    people("""
    who                                       | start now
    woman of 30, pregnant 36 weeks;           | yes
      diet: vegan; labs: haemoglobin 90 g/L   |
    woman of 30, pregnant 35 weeks;           | no
      diet: vegan; labs: haemoglobin 90 g/L   |
    """)


def test_children_under_observation(people):
    """An infant who is pale goes to paediatrics, and a child with severe anaemia goes at once.

    Source: cmaj_infant; project_decision.
    """
    people("""
    who                                           | referral       | urgent
    boy of 6 months; signs: pallor                | paediatrics    |
    boy of 10; labs: haemoglobin 60 g/L           | paediatrics    | yes
    boy of 10; labs: haemoglobin 130 g/L          |                | no
    """)


def test_high_b12_with_a_changed_count(people):
    """A B12 that was high twice goes to haematology where a count is too high.

    Source: aafp_2025; project_decision.
    """
    people("""
    who                                                    | referral
    man of 60; labs: total B12 1300 ng/L,                  | haematology
      total B12 1250 ng/L 60 days ago,                     |
      platelets 700 10*9/L                                 |
    man of 60; labs: total B12 1300 ng/L,                  | haematology
      total B12 1250 ng/L 60 days ago,                     |
      white cell count 20 10*9/L                           |
    man of 60; labs: total B12 1300 ng/L,                  | no haematology
      total B12 1250 ng/L 60 days ago,                     |
      platelets 250 10*9/L, white cell count 6 10*9/L      |
    """)
