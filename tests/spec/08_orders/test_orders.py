title = "An order that is about to be written"


def test_an_order_of_the_guideline_is_accepted(people):
    """What the guideline offers may be ordered.

    Source: bnf_hydroxocobalamin, indications and dose; aafp_2017.
    """
    people("""
    who                                                                       | pack | order
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L;      | uk   | accepted
      order: regimen uk_bnf_no_neuro
    man of 60; conditions: pernicious anaemia;                                | uk   | accepted
      treatment: hydroxocobalamin 1 mg im every 3 months for 2 years;
      order: drug hydroxocobalamin, dose 1 mg, route im, every_months 3
    man of 45; diet: vegan; labs: total B12 120 ng/L;                         |      | accepted
      order: drug cyanocobalamin, dose 1000 micrograms, route oral,
      every_days 1
    man of 45; labs: total B12 520 ng/L;                                      |      | refused: drug
      order: drug hydroxocobalamin, dose 1 mg, route im, every_months 3
    """)


def test_milligrams_for_micrograms(people):
    """A thousandfold dose is refused: milligrams were written for micrograms, or the reverse. The 5
    g antidote to cyanide is never given for deficiency.

    Source: compiler_rule; bnf_hydroxocobalamin.
    """
    people("""
    who                                                                              | order
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L;             | refused: dose
      order: drug hydroxocobalamin, dose 1000 mg, route im
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L;             | refused: dose
      order: drug hydroxocobalamin, dose 5 g, route im
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L;             | refused: dose
      order: drug hydroxocobalamin, dose 1 microgram, route im
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L;             | accepted
      order: drug hydroxocobalamin, dose 1000 micrograms, route im
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L;             | accepted
      order: drug hydroxocobalamin, dose 1 mg, route im
    """)


def test_routes(people):
    """B12 is not given into a vein for deficiency: most of it is lost in the urine.

    Source: label_us_cyano_inj; compiler_rule.
    """
    people("""
    who                                                                             | order
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L;            | refused: route
      order: drug hydroxocobalamin, dose 1 mg, route iv
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L;            | refused: route
      order: drug hydroxocobalamin, route iv
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L;            | refused: route
      order: drug liver extract, dose 1 mg, route iv
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L;            | accepted
      order: drug hydroxocobalamin, dose 1 mg, route im
    """)


def test_tablets_in_loading(people):
    """Tablets alone are not enough where nerves are involved or anaemia is severe; in pernicious
    anaemia the United Kingdom and the general pack offer injections, the United States allow
    tablets.

    Source: bnf_hydroxocobalamin; nice_ng239, section 1.5; aafp_2017; aafp_2025.
    """
    people("""
    who                                                               | pack        | order
    man of 60; symptoms: numb feet; labs: total B12 120 ng/L;         |             | refused: route
      order: drug cyanocobalamin, dose 1000 micrograms, route oral
    man of 60; labs: total B12 90 ng/L, haemoglobin 60 g/L;           |             | refused: route
      order: drug cyanocobalamin, dose 1000 micrograms, route oral
    man of 60; conditions: pernicious anaemia;                        | general, uk | refused: route
      labs: total B12 120 ng/L;
      order: drug cyanocobalamin, dose 1000 micrograms, route oral
    man of 60; conditions: pernicious anaemia;                        | us          | accepted
      labs: total B12 120 ng/L;
      order: drug cyanocobalamin, dose 1000 micrograms, route oral
    man of 60; labs: total B12 120 ng/L;                              |             | accepted
      order: drug cyanocobalamin, dose 1000 micrograms, route oral
    man of 60; conditions: pernicious anaemia;                        |             | accepted
      labs: total B12 120 ng/L; notes: refuses injections;
      order: drug cyanocobalamin, dose 2000 micrograms, route oral
    """)


def test_the_drug_against_the_person(people):
    """An order is refused where it meets an allergy to any cobalamin, cyanocobalamin in Leber's
    disease or an inherited disorder, or an adult order for a child.

    Source: spc_hydroxo_31182, 4.3; label_us_cyano_inj; huemer_2017; nice_ng239, scope.
    """
    people("""
    who                                                                              | order
    man of 60; conditions: pernicious anaemia; allergies: cyanocobalamin;            | refused: drug
      labs: total B12 120 ng/L; order: drug hydroxocobalamin, dose 1 mg, route im
    man of 60; conditions: pernicious anaemia; allergies: penicillin;                | accepted
      labs: total B12 120 ng/L; order: drug hydroxocobalamin, dose 1 mg, route im
    man of 45; conditions: Leber hereditary optic neuropathy;                        | refused: drug
      labs: total B12 120 ng/L; order: drug cyanocobalamin, dose 1 mg, route im
    man of 45; conditions: Leber hereditary optic neuropathy;                        | accepted
      labs: total B12 120 ng/L; order: drug hydroxocobalamin, dose 1 mg, route im
    man of 25; symptoms: visual loss;                                                | refused: drug
      labs: total B12 120 ng/L; order: drug cyanocobalamin, dose 1 mg, route im
    man of 25; symptoms: visual loss;                                                | accepted
      labs: total B12 120 ng/L; order: drug hydroxocobalamin, dose 1 mg, route im
    man of 24; conditions: cobalamin C deficiency;                                   | refused: drug
      order: drug cyanocobalamin, dose 1 mg, route im
    girl of 9; labs: total B12 90 ng/L;                                              | refused: drug
      order: drug hydroxocobalamin, dose 1 mg, route im
    woman of 16; labs: total B12 90 ng/L;                                            | accepted
      order: drug hydroxocobalamin, dose 1 mg, route im
    """)


def test_folic_acid_first(people):
    """Folic acid alone is refused while B12 is low or not known. It follows once B12 deficiency is
    excluded.

    Source: bsh_2014; label_us_cyano_inj, warnings; redwhale_b12_2025.
    """
    people("""
    who                                                                              | order
    man of 60; labs: total B12 120 ng/L, folate 1.5 ug/L;                            | refused: drug
      order: drug folic acid, dose 5 mg, route oral
    man of 60; symptoms: tiredness; labs: folate 1.5 ug/L;                           | refused: drug
      order: drug folic acid, dose 5 mg, route oral
    man of 60; labs: total B12 520 ng/L, folate 1.5 ug/L;                            | accepted
      order: drug folic acid, dose 5 mg, route oral
    """)


def test_folic_acid_for_a_pregnancy(people):
    """Folic acid for a pregnancy, for one that is planned, or beside methotrexate is not refused
    where nothing speaks for B12 deficiency: it protects, and goes on.

    Source: redwhale_b12_2025; project_decision.
    """
    people("""
    who                                                                       | order
    woman of 30, pregnant 9 weeks;                                            | accepted
      order: drug folic acid, dose 400 micrograms, route oral
    woman of 25; conditions: planning pregnancy;                              | accepted
      order: drug folic acid, dose 400 micrograms, route oral
    man of 40; medicines: methotrexate;                                       | accepted
      order: drug folic acid, dose 5 mg, route oral
    woman of 30, pregnant 9 weeks; labs: folate 1.5 ug/L;                     | refused: drug
      order: drug folic acid, dose 5 mg, route oral
    """)


def test_maintenance_before_loading(people):
    """Maintenance is not ordered for somebody who has not had a loading phase: an injection every
    few months, and nothing before, does not fill the stores.

    Source: bnf_hydroxocobalamin, indications and dose; seed_004, lines 26-30.
    """
    people("""
    who                                                                    | order
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L;   | refused: every_months
      order: drug hydroxocobalamin, dose 1 mg, route im, every_months 3
    man of 60; conditions: pernicious anaemia; symptoms: unsteady gait;    | refused: every_months
      labs: total B12 90 ng/L;
      order: drug hydroxocobalamin, dose 1 mg, route im, every_months 2
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L;   | accepted
      order: drug hydroxocobalamin, dose 1 mg, route im, every_days 2
    man of 60; conditions: pernicious anaemia;                             | accepted
      treatment: hydroxocobalamin 1 mg im every 2 months for 2 years;
      order: drug hydroxocobalamin, dose 1 mg, route im, every_months 2
    man of 60; conditions: pernicious anaemia; labs: total B12 90 ng/L;    | refused: regimen
      order: regimen uk_prophylaxis_3_monthly
    man of 60; conditions: pernicious anaemia; labs: total B12 90 ng/L;    | accepted
      order: regimen uk_bnf_no_neuro
    """)


def test_intervals(people):
    """Injections further apart than three months do not treat a deficiency, nor keep it away.

    Source: compiler_rule; bnf_hydroxocobalamin.
    """
    people("""
    who                                                                    | order
    man of 60; conditions: pernicious anaemia;                             | refused: every_months
      treatment: hydroxocobalamin 1 mg im every 3 months for 2 years;
      order: drug hydroxocobalamin, dose 1 mg, route im, every_months 4
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L;   | refused: every_months
      order: drug hydroxocobalamin, dose 1 mg, route im, every_months 4
    man of 60; conditions: pernicious anaemia;                             | accepted
      treatment: hydroxocobalamin 1 mg im every 3 months for 2 years;
      order: drug hydroxocobalamin, dose 1 mg, route im, every_months 3
    """)


def test_the_interval_of_hydroxocobalamin_is_not_that_of_cyanocobalamin(people):
    """Cyanocobalamin leaves the body sooner. It is given every month, and the intervals of
    hydroxocobalamin are not carried over to it.

    Source: clinpharm_text; seed_004, lines 26-30.
    """
    people("""
    who                                                                | pack        | order
    man of 60; conditions: pernicious anaemia;                         | general, uk | refused:
      treatment: hydroxocobalamin 1 mg im every 3 months for 2 years;  |             | every_months
      order: drug cyanocobalamin, dose 1 mg, route im, every_months 3
    man of 60; conditions: pernicious anaemia;                         |             | accepted
      treatment: cyanocobalamin 1 mg im every month for 2 years;
      order: drug cyanocobalamin, dose 1 mg, route im, every_months 1
    """)


def test_nitrous_oxide(people):
    """Nitrous oxide waits until B12 has been replaced.

    Source: rch_n2o; paris_2023.
    """
    people("""
    who                                                                              | order
    man of 60; diet: vegan; labs: total B12 120 ng/L; order: drug nitrous oxide      | refused: drug
    man of 60; labs: total B12 520 ng/L; order: drug nitrous oxide                   | accepted
    """)


def test_chloramphenicol(people):
    """Chloramphenicol may be needed. It is not refused, but holds back the response of the marrow,
    so the blood count is watched.

    Source: drugscom_cyano; spc_cobalin_h.
    """
    people("""
    who                                               | order    | alerts
    man of 60; diet: vegan; labs: total B12 120 ng/L; | accepted | chloramphenicol_interaction
      order: drug chloramphenicol, route iv
    man of 60; labs: total B12 520 ng/L;              | accepted | no chloramphenicol_interaction
      order: drug chloramphenicol, route iv
    """)


def test_folic_acid_that_protects_the_child(people):
    """With a low B12 a preventive dose of folic acid, 0.4 to 0.8 mg a day, is not refused in
    pregnancy or before it; the order carries a warning that B12 goes with it, and first. A
    treating dose is refused.

    Source: uspstf_folic_2017; bsh_2014; redwhale_b12_2025.
    """
    people("""
    who                                              | order                | alerts
    woman of 30, pregnant 9 weeks; labs: active B12  | accepted, with a     | folate_without_b12
      20 pmol/L; order: drug folic acid, dose 400    | warning: drug        |
      micrograms, route oral                         |                      |
    woman of 30; conditions: planning pregnancy;     | accepted, with a     | folate_without_b12
      diet: vegan; labs: total B12 120 ng/L; order:  | warning: drug        |
      drug folic acid, dose 400 micrograms, route    |                      |
      oral                                           |                      |
    woman of 30, pregnant 9 weeks; labs: active B12  | refused: drug        | folate_without_b12
      20 pmol/L; order: drug folic acid, dose 5 mg,  |                      |
      route oral                                     |                      |
    woman of 30; labs: total B12 120 ng/L; order:    | refused: drug        | folate_without_b12
      drug folic acid, dose 400 micrograms, route    |                      |
      oral                                           |                      |
    """)


def test_small_tablets_in_place_of_injections(people):
    """Where injections are refused although nerves, severe anaemia or lost absorption ask for
    them, the highest oral dose takes their place and a small one does not. Elsewhere less than
    1 mg a day by mouth is warned of, but for a deficiency of the diet.

    Source: redwhale_b12_2025; nice_ng239, section 1.5; project_decision.
    """
    people("""
    who                                                  | pack | order
    man of 60; symptoms: numb feet; labs: total B12 120  |      | refused: dose
      ng/L; notes: refuses injections; order: drug       |      |
      cyanocobalamin, dose 50 micrograms, route oral,    |      |
      every_days 1                                       |      |
    man of 60; symptoms: numb feet; labs: total B12 120  |      | refused: dose
      ng/L; notes: refuses injections; order: drug       |      |
      cyanocobalamin, dose 2 mg, route oral, every_days  |      |
      7                                                  |      |
    man of 60; symptoms: numb feet; labs: total B12 120  |      | accepted
      ng/L; notes: refuses injections; order: drug       |      |
      cyanocobalamin, dose 2 mg, route oral, every_days  |      |
      1                                                  |      |
    man of 60; diet: omnivore; labs: total B12 120 ng/L; |      | accepted, with a warning: dose
      order: drug cyanocobalamin, dose 50 micrograms,    |      |
      route oral, every_days 1                           |      |
    man of 60; diet: vegan; labs: total B12 120 ng/L;    | uk   | accepted
      order: drug cyanocobalamin, dose 50 micrograms,    |      |
      route oral, every_days 1                           |      |
    woman of 30, pregnant 9 weeks; diet: vegan; labs:    | uk   | accepted, with a warning: dose
      active B12 20 pmol/L; order: drug cyanocobalamin,  |      |
      dose 50 micrograms, route oral, every_days 1       |      |
    """)


def test_an_order_that_repeats_what_has_failed(people):
    """Where injections are not enough, an order for the same interval or a longer one is warned
    of, and so is another product: neither takes the place of a review.

    Source: redwhale_b12_2025, follow-up; sps_ng239_visual; clinpharm_text.
    """
    people("""
    who                                          | pack | order
    man of 60; conditions: pernicious anaemia;   |      | accepted, with a warning: every_months
      symptoms: tiredness not improved on        |      |
      treatment; treatment: cyanocobalamin 1 mg  |      |
      im every month for 2 years; order: drug    |      |
      cyanocobalamin, dose 1 mg, route im,       |      |
      every_months 1                             |      |
    man of 60; conditions: pernicious anaemia;   |      | accepted, with a warning: regimen
      symptoms: symptoms return before the next  |      |
      injection; treatment: hydroxocobalamin 1   |      |
      mg im every 3 months for 2 years; order:   |      |
      regimen uk_prophylaxis_3_monthly           |      |
    man of 60; conditions: pernicious anaemia;   |      | accepted
      symptoms: symptoms return before the next  |      |
      injection; treatment: hydroxocobalamin 1   |      |
      mg im every 3 months for 2 years; order:   |      |
      regimen spc_hydroxo_no_neuro               |      |
    man of 60; conditions: pernicious anaemia;   |      | accepted, with a warning: every_months
      symptoms: symptoms return before the next  |      |
      injection; treatment: hydroxocobalamin 1   |      |
      mg im every 3 months for 2 years; order:   |      |
      drug hydroxocobalamin, dose 1 mg, route    |      |
      im, every_months 3                         |      |
    man of 60; conditions: pernicious anaemia;   |      | accepted
      symptoms: symptoms return before the next  |      |
      injection; treatment: hydroxocobalamin 1   |      |
      mg im every 3 months for 2 years; order:   |      |
      drug hydroxocobalamin, dose 1 mg, route    |      |
      im, every_months 2                         |      |
    man of 60; conditions: pernicious anaemia;   |      | accepted, with a warning: drug
      symptoms: tiredness not improved on        |      |
      treatment; treatment: hydroxocobalamin 1   |      |
      mg im every 3 months for 2 years; order:   |      |
      drug cyanocobalamin, dose 1 mg, route im,  |      |
      every_months 1                             |      |
    man of 60; conditions: pernicious anaemia;   |      | accepted
      treatment: hydroxocobalamin 1 mg im every  |      |
      3 months for 2 years; order: drug          |      |
      cyanocobalamin, dose 1 mg, route im,       |      |
      every_months 1                             |      |
    """)
