title = "In the general pack"


def test_general_deficiency(people):
    """The source documents' course for deficiency: 1000 micrograms daily for 7 days, weekly for 4
    weeks, then monthly; three a week for two weeks is held beside it.

    Source: seed_004, lines 15-19; seed_001, lines 45-51.
    """
    people("""
    who                        | pack    | phase 1        | phase 2        | alternatives
    man of 45;                 | general | 1000 ug im,    | 1000 ug im,    | seed_tiw_weekly_monthly
      labs: total B12 120 ng/L |         | daily, 7 doses | weekly,
                               |         |                | 4 doses
    man of 45;                 | general | none           | none           | none
      labs: total B12 420 ng/L
    """)


def test_general_pernicious_anaemia(people):
    """Pernicious anaemia: daily for 7 days, weekly until the blood count is normal, monthly for
    life.

    Source: seed_004, lines 20-24.
    """
    people("""
    who                               | pack    | phase 1      | phase 2             | phase 3
    man of 60;                        | general | 1000 ug im,  | 1000 ug im, weekly, | 1000 ug im,
      conditions: pernicious anaemia; |         | daily,       | until counts normal | monthly,
      labs: total B12 120 ng/L        |         | 7 doses      |                     | for life
    man of 60;                        | general | 1000 ug im,  | not 1000 ug im,     |
      labs: total B12 120 ng/L        |         | daily,       | weekly,
                                      |         | 7 doses      | until counts normal
    """)


def test_general_nerves(people):
    """The source documents name no course for nerves; the BNF's is taken, before every other.

    Source: bnf_hydroxocobalamin, indications and dose; project_decision, decision 0007.
    """
    people("""
    who                                       | pack    | regimen                 | product
    man of 60; symptoms: numb feet;           | general | uk_bnf_neuro            | hydroxocobalamin
      labs: total B12 120 ng/L
    man of 60;                                | general | uk_bnf_neuro            | hydroxocobalamin
      conditions: pernicious anaemia;
      symptoms: numb feet;
      labs: total B12 120 ng/L
    man of 60;                                | general | pa_daily_weekly_monthly | cyanocobalamin
      conditions: pernicious anaemia;
      symptoms: tiredness;
      labs: total B12 120 ng/L
    """)


def test_general_diet(people):
    """A dietary deficiency without nerve signs or severe anaemia is treated by mouth, 1000
    micrograms a day, with injections held beside it.

    Source: project_decision, decision 0007; aafp_2017.
    """
    people("""
    who                      | pack    | regimen                      | alternatives
    man of 45; diet: vegan;  | general | oral_1000_2000_daily         | us_1000_daily_weekly_monthly
      labs: total B12 120
      ng/L
    man of 45; diet: vegan;  | general | us_1000_daily_weekly_monthly |
      labs: total B12 90
      ng/L,
      haemoglobin 65 g/L
    man of 45; diet: vegan;  | general | uk_bnf_neuro                 |
      symptoms: ataxia;
      labs: total B12 90
      ng/L
    """)


def test_general_medicines(people):
    """Where a medicine is the cause tablets and injections serve equally.

    Source: redwhale_b12_2025; seed_001; project_decision.
    """
    people("""
    who                                                            | pack    | route      | lifelong
    man of 66; medicines: metformin for 6 years;                   | general | oral or im | no
      labs: total B12 120 ng/L
    man of 66; medicines: metformin for 6 years;                   | general | im         | no
      labs: total B12 120 ng/L, haemoglobin 70 g/L
    """)


def test_general_operations(people):
    """Where an operation stops absorption the course for deficiency is given, and maintenance for
    life.

    Source: seed_004, lines 15-19; nice_ng239, section 1.5.
    """
    people("""
    who                                          | pack    | regimen                      | lifelong
    man of 60;                                   | general | us_1000_daily_weekly_monthly | yes
      procedures: total gastrectomy 9 years ago;
      labs: total B12 120 ng/L
    woman of 45;                                 | general | us_1000_daily_weekly_monthly | yes
      procedures: gastric bypass 4 years ago;
      labs: total B12 120 ng/L
    man of 60; conditions: coeliac disease;      | general | us_1000_daily_weekly_monthly | no
      labs: total B12 120 ng/L
    """)
