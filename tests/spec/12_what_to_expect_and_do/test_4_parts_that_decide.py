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


def test_an_interval_in_weeks_is_shortened_by_four(people):
    """Where symptoms return before the next injection an interval recorded in weeks is shortened by
    four weeks, down to four.

    Source: redwhale_b12_2025, follow-up; project_decision.
    """
    people("""
    who                                              | pack | phase 1
    man of 60; conditions: pernicious anaemia;       | uk   | 1000 ug im, every 8 weeks, for life
      symptoms: symptoms return before the next      |      |
      injection; treatment: hydroxocobalamin 1 mg im |      |
      every 12 weeks for 1 year                      |      |
    man of 60; conditions: pernicious anaemia;       | uk   | 1000 ug im, every 4 weeks, for life
      symptoms: symptoms return before the next      |      |
      injection; treatment: hydroxocobalamin 1 mg im |      |
      every 6 weeks for 1 year                       |      |
    """)


def test_a_child_is_told_nothing_of_missed_injections(people):
    """When a missed injection is made up is laid down for people of 16 and over; below, the
    paediatrician who gives the dates decides.

    Source: pgd_v009; nice_ng239, scope.
    """
    people("""
    who                                               | care
    boy of 8 months; diet: breast-fed;                | no missed_maintenance_injection,
      labs: total B12 90 ng/L                         | no missed_loading_injection
    man of 45; conditions: pernicious anaemia;        | missed_maintenance_injection,
      labs: total B12 90 ng/L                         | missed_loading_injection
    """)


def test_symptoms_decide_about_a_treatment_that_goes_on(people):
    """That symptoms and the blood count decide what is changed is said of whoever is treated, also
    where no deficiency is shown.

    Source: bnssg_remedy.
    """
    people("""
    who                                               | care
    man of 45; labs: total B12 500 ng/L 60 days ago;  | review_by_symptoms
      treatment: hydroxocobalamin 1 mg im             |
        every 3 months since 2026-11-01               |
    man of 45; labs: total B12 500 ng/L               | no review_by_symptoms
    """)


def test_into_which_tissue_hydroxocobalamin_goes(people):
    """In the United States hydroxocobalamin is licensed for the muscle only, which is said to
    whoever begins with it.

    Source: label_us_hydroxo_inj.
    """
    people("""
    who                                   | pack | product          | care
    man of 45; family: brother with       | us   | hydroxocobalamin | route_of_hydroxocobalamin
      Leber's disease; labs: total B12 120
      ng/L
    man of 45; family: brother with       | uk   | hydroxocobalamin | no route_of_hydroxocobalamin
      Leber's disease; labs: total B12 120
      ng/L
    """)


def test_a_level_that_has_come_down(people):
    """What is said of a high level is said while it is high.

    Source: wolffenbuttel_2020; liu_mortality_2024.
    """
    people("""
    who                                               | care
    man of 60; labs: total B12 1310 ng/L              | signal_cardiovascular_death
    man of 60; labs: total B12 420 ng/L,              | no signal_cardiovascular_death
      total B12 1310 ng/L 60 days ago,                |
      total B12 1250 ng/L 120 days ago                |
    """)


def test_what_improves_is_said_to_whoever_is_treated(people):
    """How people recovered after nitrous oxide, under treatment, is said to those who are treated:
    a user of it with signs of the nerves, and not somebody who had it as an anaesthetic and
    whose B12 is not low.

    Source: hashi_2025; rch_n2o.
    """
    people("""
    who                                               | expected
    man of 22; symptoms: numb feet;                   | nitrous_oxide_neuropathy
      exposures: recreational nitrous oxide;          |
      labs: total B12 500 ng/L                        |
    man of 45; symptoms: numb feet;                   | no nitrous_oxide_neuropathy
      exposures: nitrous oxide anaesthetic;           |
      labs: total B12 500 ng/L                        |
    """)
