title = "In the United Kingdom"


def test_uk_without_nerve_signs(people):
    """Without nerve signs hydroxocobalamin is given three times a week for two weeks, then every
    two to three months.

    Source: bnf_hydroxocobalamin, indications and dose; pgd_v009.
    """
    people("""
    who                               | pack | phase 1                   | phase 2
    man of 60;                        | uk   | 1000 ug im, 3 a week,     | 1000 ug im,
      conditions: pernicious anaemia; |      | 6 doses                   | every 2-3 months,
      labs: total B12 120 ng/L        |      |                           | for life
    man of 60; symptoms: numb feet;   | uk   | not 1000 ug im, 3 a week, |
      labs: total B12 120 ng/L        |      | 6 doses
    """)


def test_uk_with_nerve_signs(people):
    """With nerve signs hydroxocobalamin is given on alternate days until there is no further
    improvement, then every two months.

    Source: bnf_hydroxocobalamin, indications and dose; spc_hydroxo_31182.
    """
    people("""
    who                          | pack | phase 1                      | phase 2
    man of 60;                   | uk   | 1000 ug im, every 2 days,    | 1000 ug im, every 2 months,
      symptoms: numb feet;       |      | until no further improvement | until cause resolved
      labs: total B12 120 ng/L
    man of 60;                   | uk   | not 1000 ug im,              |
      symptoms: tiredness;       |      | every 2 days,
      labs: total B12 120 ng/L   |      | until no further improvement
    """)


def test_uk_nerves_decide_before_the_cause(people):
    """Nerve signs ask for that course whatever the cause is.

    Source: bnf_hydroxocobalamin, indications and dose; redwhale_b12_2025.
    """
    people("""
    who                                                | pack | cause              | regimen
    man of 60; diet: vegan; symptoms: ataxia;          | uk   | dietary            | uk_bnf_neuro
      labs: total B12 120 ng/L
    man of 60; conditions: pernicious anaemia;         | uk   | pernicious_anaemia | uk_bnf_neuro
      symptoms: memory loss; labs: total B12 120 ng/L
    man of 60; medicines: metformin for 6 years;       | uk   | medicine_metformin | uk_bnf_neuro
      symptoms: numb feet; labs: total B12 120 ng/L
    man of 60; conditions: pernicious anaemia;         | uk   | pernicious_anaemia | uk_bnf_no_neuro
      symptoms: tiredness; labs: total B12 120 ng/L
    """)


def test_uk_irreversible_causes(people):
    """After autoimmune gastritis, total gastrectomy or loss of the terminal ileum injections are
    offered for life.

    Source: nice_ng239, section 1.5.
    """
    people("""
    who                                                          | pack | regimen         | lifelong
    man of 60; conditions: pernicious anaemia;                   | uk   | uk_bnf_no_neuro | yes
      labs: total B12 120 ng/L
    man of 60; procedures: total gastrectomy 9 years ago;        | uk   | uk_bnf_no_neuro | yes
      labs: total B12 120 ng/L
    man of 60; procedures: terminal ileal resection 9 years ago; | uk   | uk_bnf_no_neuro | yes
      labs: total B12 120 ng/L
    man of 60; diet: vegan; labs: total B12 120 ng/L             | uk   | oral_diet_low   | no
    """)


def test_uk_diet(people):
    """Where the diet is the cause tablets of 50 to 150 micrograms a day are considered.

    Source: nice_ng239, section 1.5; bnf_cyanocobalamin, dietary deficiency; redwhale_b12_2025.
    """
    people("""
    who                                | pack | regimen           | product        | alternatives
    man of 45; diet: vegan;            | uk   | oral_diet_low     | cyanocobalamin | uk_bnf_no_neuro
      labs: total B12 120 ng/L
    man of 45; diet: vegetarian;       | uk   | oral_diet_low     | cyanocobalamin | uk_bnf_no_neuro
      labs: total B12 120 ng/L
    man of 45; diet: omnivore;         | uk   | not oral_diet_low |                |
      labs: total B12 120 ng/L
    """)


def test_uk_diet_in_pregnancy(people):
    """In pregnancy and breast-feeding the oral dose for a diet is 1 mg a day.

    Source: redwhale_b12_2025, route by cause.
    """
    people("""
    who                           | pack | regimen                   | phase 1
    woman of 30,                  | uk   | oral_dietary_pregnancy_uk | 1000 ug oral, daily,
      pregnant 20 weeks;          |      |                           | until review
      diet: vegan;
      labs: active B12 15 pmol/L
    woman of 30, breast-feeding;  | uk   | oral_dietary_pregnancy_uk | 1000 ug oral, daily,
      diet: vegan;                |      |                           | until review
      labs: total B12 120 ng/L
    woman of 30; diet: vegan;     | uk   | oral_diet_low             | 100 ug oral, daily,
      labs: total B12 120 ng/L    |      |                           | until cause resolved
    """)


def test_uk_suspected_autoimmune_gastritis_in_pregnancy(people):
    """While autoimmune gastritis is suspected in pregnancy or breast-feeding injections are
    offered, though the diet could explain the deficiency.

    Source: nice_ng239, section 1.5; redwhale_b12_2025, route by cause.
    """
    people("""
    who                                            | pack | regimen                   | route
    woman of 30, pregnant 22 weeks; diet: vegan;   | uk   | uk_bnf_no_neuro           | im
      conditions: suspected pernicious anaemia;
      labs: active B12 15 pmol/L
    woman of 30, breast-feeding; diet: vegan;      | uk   | uk_bnf_no_neuro           | im
      conditions: suspected pernicious anaemia;
      labs: total B12 120 ng/L
    woman of 30, pregnant 22 weeks; diet: vegan;   | uk   | oral_dietary_pregnancy_uk | oral
      labs: active B12 15 pmol/L
    """)


def test_uk_injections_for_a_diet(people):
    """For a diet injections are considered with ataxia, with anaemia that is more than mild, or
    where tablets may not be taken: frailty, dementia, homelessness.

    Source: redwhale_b12_2025, route by cause.
    """
    people("""
    who                                                             | pack | route | regimen
    man of 80; diet: vegan; conditions: frailty;                    | uk   | im    | uk_bnf_no_neuro
      labs: total B12 120 ng/L
    man of 45; diet: vegan; conditions: homelessness;               | uk   | im    | uk_bnf_no_neuro
      labs: total B12 120 ng/L
    man of 45; diet: vegan;                                         | uk   | im    | uk_bnf_no_neuro
      labs: total B12 90 ng/L, haemoglobin 65 g/L
    man of 45; diet: vegan; symptoms: ataxia;                       | uk   | im    | uk_bnf_neuro
      labs: total B12 90 ng/L
    man of 45; diet: vegan;                                         | uk   | im    | uk_bnf_no_neuro
      labs: total B12 90 ng/L, haemoglobin 105 g/L
    man of 45; diet: vegan;                                         | uk   | oral  | oral_diet_low
      labs: total B12 90 ng/L, haemoglobin 125 g/L
    """)


def test_uk_medicines(people):
    """Where a medicine is the cause tablets of at least 1 mg a day or injections are given, neither
    preferred; metformin goes on.

    Source: nice_ng239, section 1.5; redwhale_b12_2025; mhra_metformin_2022.
    """
    people("""
    who                                       | pack | route      | actions               | lifelong
    man of 66;                                | uk   | oral or im | continue_metformin    | no
      medicines: metformin for 6 years;
      labs: total B12 120 ng/L
    man of 66;                                | uk   | oral or im | no continue_metformin | no
      medicines: omeprazole for 6 years;
      labs: total B12 120 ng/L
    man of 66;                                | uk   | im         | continue_metformin    | no
      medicines: metformin for 6 years;
      symptoms: numb feet;
      labs: total B12 120 ng/L
    """)


def test_uk_malabsorption(people):
    """Where absorption is impaired injections are considered; 1 mg a day by mouth is possible.

    Source: nice_ng239, section 1.5; redwhale_b12_2025.
    """
    people("""
    who                                        | pack | regimen         | alternatives
    man of 45; conditions: coeliac disease;    | uk   | uk_bnf_no_neuro | nice_oral_malabsorption
      labs: total B12 120 ng/L
    man of 45; conditions: Crohn's disease;    | uk   | uk_bnf_no_neuro | nice_oral_malabsorption
      labs: total B12 120 ng/L
    woman of 45;                               | uk   | uk_bnf_no_neuro | nice_oral_malabsorption
      procedures: gastric bypass 4 years ago;
      labs: total B12 120 ng/L
    man of 45; conditions: pernicious anaemia; | uk   | uk_bnf_no_neuro | no nice_oral_malabsorption
      labs: total B12 120 ng/L
    """)


def test_uk_nitrous_oxide(people):
    """With nitrous oxide tablets or injections are given; with nerve signs injections at once.

    Source: redwhale_b12_2025, route by cause; rcem_n2o_2024.
    """
    people("""
    who                                                       | pack | route      | regimen
    man of 22; exposures: recreational nitrous oxide;         | uk   | oral or im | not uk_bnf_neuro
      labs: total B12 120 ng/L
    man of 22; exposures: recreational nitrous oxide;         | uk   | im         | uk_bnf_neuro
      symptoms: tingling feet
    """)


def test_uk_unknown_cause(people):
    """Of unknown cause tablets of 1 mg a day are considered where the antibody is negative; while
    poor absorption is not excluded, injections are given.

    Source: redwhale_b12_2025, route by cause; nice_ng239, section 1.5.
    """
    people("""
    who                                                             | pack | regimen
    man of 60;                                                      | uk   | nice_oral_malabsorption
      labs: total B12 120 ng/L, intrinsic factor antibody negative
    man of 60; labs: total B12 120 ng/L                             | uk   | uk_bnf_no_neuro
    man of 60;                                                      | uk   | uk_bnf_no_neuro
      labs: total B12 120 ng/L, intrinsic factor antibody positive
    """)


def test_uk_severe_anaemia(people):
    """Severe anaemia is treated by injection whatever the cause.

    Source: redwhale_b12_2025; bnf_hydroxocobalamin.
    """
    people("""
    who                                                             | pack | regimen
    man of 66; medicines: metformin for 6 years;                    | uk   | uk_bnf_no_neuro
      labs: total B12 90 ng/L, haemoglobin 70 g/L
    man of 66;                                                      | uk   | uk_bnf_no_neuro
      labs: total B12 90 ng/L, haemoglobin 70 g/L,
      intrinsic factor antibody negative
    man of 66;                                                      | uk   | nice_oral_malabsorption
      labs: total B12 90 ng/L, haemoglobin 110 g/L,
      intrinsic factor antibody negative
    """)


def test_uk_autoimmune_gastritis_in_pregnancy(people):
    """In pregnancy with autoimmune gastritis treatment is by injection.

    Source: redwhale_b12_2025, pregnancy.
    """
    people("""
    who                                                | pack | regimen                   | lifelong
    woman of 30, pregnant 22 weeks;                    | uk   | uk_bnf_no_neuro           | yes
      conditions: autoimmune gastritis;
      labs: active B12 15 pmol/L
    woman of 30, pregnant 22 weeks; diet: vegan;       | uk   | oral_dietary_pregnancy_uk | no
      labs: active B12 15 pmol/L
    """)
