title = "In the United States"


def test_us_tablets_first(people):
    """Tablets of 1 to 2 mg a day are as effective as injections in most people.

    Source: aafp_2025, abstract; aafp_2017, abstract.
    """
    people("""
    who                                  | pack | regimen              | phase 1
    man of 45; labs: total B12 120 pg/mL | us   | oral_1000_2000_daily | 1000 ug oral, daily,
                                         |      |                      | until cause resolved
    man of 45; diet: vegan;              | us   | oral_1000_2000_daily |
      labs: total B12 120 pg/mL
    man of 66;                           | us   | oral_1000_2000_daily |
      medicines: metformin for 6 years;
      labs: total B12 120 pg/mL
    man of 66;                           | us   | oral_1000_2000_daily |
      medicines: omeprazole for 6 years;
      labs: total B12 120 pg/mL
    man of 45;                           | us   | oral_1000_2000_daily |
      conditions: coeliac disease;
      labs: total B12 120 pg/mL
    """)


def test_us_injections_for_nerves_and_severe_anaemia(people):
    """Nerve signs and severe deficiency are treated by injection: daily for a week, weekly for four
    weeks, then monthly.

    Source: aafp_2017, abstract; pocket_medicine_notes.
    """
    people("""
    who                         | pack | phase 1           | phase 2            | phase 3
    man of 45;                  | us   | 1000 ug im,       | 1000 ug im,        | 1000 ug im,
      symptoms: numb feet;      |      | daily, 7 doses    | weekly, 4 doses    | monthly,
      labs: total B12 120 pg/mL |      |                   |                    | until review
    man of 45;                  | us   | 1000 ug im,       |                    |
      labs: total B12 90 pg/mL, |      | daily, 7 doses
      haemoglobin 60 g/L
    man of 45;                  | us   | not 1000 ug im,   |                    |
      labs: total B12 120 pg/mL |      | daily, 7 doses
    """)


def test_us_pernicious_anaemia(people):
    """Pernicious anaemia is treated by injection of 1000 micrograms, for life; the label's course
    of 100 micrograms and tablets are held beside it.

    Source: aafp_2017; label_us_cyano_inj, dosage and administration.
    """
    people("""
    who                               | pack | regimen                      | alternatives
    man of 60;                        | us   | us_1000_daily_weekly_monthly | us_label_pa,
      conditions: pernicious anaemia; |      |                              | oral_1000_2000_daily
      labs: total B12 120 pg/mL
    man of 60;                        | us   | oral_1000_2000_daily         | no us_label_pa
      labs: total B12 120 pg/mL
    """)


def test_us_bariatric(people):
    """After a bypass 1 mg a day is taken by mouth indefinitely, deficient or not.

    Source: aafp_2017, abstract; asmbs_2016.
    """
    people("""
    who                                      | pack | regimen                      | phase 1
    woman of 45;                             | us   | oral_1000_daily_indefinite   | 1000 ug oral,
      procedures: gastric bypass 4 years     |      |                              | daily, for life
      ago; labs: total B12 120 pg/mL
    woman of 45;                             | us   | oral_1000_daily_indefinite   |
      procedures: gastric bypass 4 years
      ago; labs: total B12 520 pg/mL
    woman of 45;                             | us   | us_1000_daily_weekly_monthly |
      procedures: gastric bypass 4 years
      ago; symptoms: numb feet;
      labs: total B12 120 pg/mL
    woman of 45;                             | us   | none                         |
      procedures: gastric band 4 years ago;
      labs: total B12 520 pg/mL
    """)


def test_us_stomach_and_ileum(people):
    """Where absorption is lost for life injections come first.

    Source: label_us_cyano_inj, indications; aafp_2017.
    """
    people("""
    who                                             | pack | regimen                      | lifelong
    man of 60;                                      | us   | us_1000_daily_weekly_monthly | yes
      procedures: total gastrectomy 9 years ago;
      labs: total B12 120 pg/mL
    man of 60;                                      | us   | us_1000_daily_weekly_monthly | yes
      procedures: terminal ileal resection 9 years
      ago; labs: total B12 120 pg/mL
    man of 60; conditions: coeliac disease;         | us   | oral_1000_2000_daily         | no
      labs: total B12 120 pg/mL
    """)


def test_us_nitrous_oxide(people):
    """With nitrous oxide injections are given, with or without nerve signs, and exposure stops.

    Source: rch_n2o; chung_2019.
    """
    people("""
    who                                          | pack | regimen                      | alerts
    man of 22;                                   | us   | us_1000_daily_weekly_monthly | n2o_stop
      exposures: recreational nitrous oxide;
      labs: total B12 120 pg/mL
    man of 22;                                   | us   | us_1000_daily_weekly_monthly | n2o_stop
      exposures: recreational nitrous oxide;
      symptoms: tingling feet
    man of 22; labs: total B12 120 pg/mL         | us   | oral_1000_2000_daily         | no n2o_stop
    """)


def test_us_unknown_cause_with_anaemia(people):
    """With anaemia of unknown cause pernicious anaemia is not excluded, and injections come first.

    Source: aafp_2017; project_decision.
    """
    people("""
    who                                                        | pack | regimen
    man of 60; labs: total B12 120 pg/mL, haemoglobin 110 g/L  | us   | us_1000_daily_weekly_monthly
    man of 60; labs: total B12 120 pg/mL, haemoglobin 150 g/L  | us   | oral_1000_2000_daily
    man of 60; diet: vegan;                                    | us   | oral_1000_2000_daily
      labs: total B12 120 pg/mL, haemoglobin 110 g/L
    """)
