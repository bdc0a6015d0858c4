title = "Results that contradict each other or the person"


def test_two_results_of_one_day_in_different_bands(people):
    """Two results of one day in different bands make deficiency indeterminate at best, and the test
    is repeated. Two in one band, or of different days, do not contradict each other.

    Source: project_decision, decision 0008.
    """
    people("""
    who                                      | status        | alerts                 | tests
    man of 45;                               | indeterminate | conflicting_markers    | total_b12
      labs: total B12 150 ng/L,
      total B12 300 ng/L
    man of 45;                               | confirmed     | no conflicting_markers | no total_b12
      labs: total B12 150 ng/L,
      total B12 165 ng/L
    man of 45;                               | confirmed     | no conflicting_markers | no total_b12
      labs: total B12 150 ng/L,
      total B12 300 ng/L 120 days ago
    man of 45;                               | confirmed     | no conflicting_markers | no total_b12
      labs: total B12 179 ng/L,
      total B12 132 pmol/L
    """)


def test_a_low_total_with_a_high_active_b12(people):
    """A low total B12 with an active B12 above its bound and normal markers is indeterminate: a
    lack of haptocorrin lowers total B12 without harm.

    Source: project_decision, decision 0008; redwhale_b12_2025.
    """
    people("""
    who                                                  | status        | differential
    man of 45;                                           | indeterminate | haptocorrin_deficiency
      labs: total B12 150 ng/L, active B12 95 pmol/L,
      MMA 150 nmol/L, homocysteine 9 umol/L
    man of 45;                                           | confirmed     | no haptocorrin_deficiency
      labs: total B12 150 ng/L, active B12 18 pmol/L
    """)


def test_a_low_total_with_normal_markers_and_anaemia(people):
    """Anaemia makes a low total B12 count although the markers are normal, unless active B12 lies
    above its bound as well.

    Source: project_decision, decision 0008.
    """
    people("""
    who                                                                              | status
    man of 45;                                                                       | confirmed
      labs: total B12 150 ng/L, MMA 150 nmol/L, homocysteine 9 umol/L,
      haemoglobin 110 g/L
    man of 45;                                                                       | indeterminate
      labs: total B12 150 ng/L, active B12 95 pmol/L, MMA 150 nmol/L,
      homocysteine 9 umol/L, haemoglobin 110 g/L
    man of 45; symptoms: numb feet;                                                  | confirmed
      labs: total B12 150 ng/L, active B12 95 pmol/L, MMA 150 nmol/L,
      homocysteine 9 umol/L
    """)


def test_a_strong_picture_outweighs_an_uncertain_number(people):
    """Between the bounds a typical picture makes deficiency probable: megaloblastic marrow,
    hypersegmented neutrophils, a cell volume of 115 fL or more, cord disease, a positive intrinsic
    factor antibody.

    Source: bsh_2014, key recommendation 4.
    """
    people("""
    who                                                                     | status
    man of 45; signs: megaloblastic anaemia; labs: total B12 250 ng/L       | probable
    man of 45; signs: hypersegmented neutrophils; labs: total B12 250 ng/L  | probable
    man of 45; labs: total B12 250 ng/L, MCV 115 fL                         | probable
    man of 45; labs: total B12 250 ng/L, MCV 114 fL                         | indeterminate
    man of 45; labs: total B12 250 ng/L, intrinsic factor antibody positive | probable
    man of 45; signs: extensor plantar response; labs: total B12 250 ng/L   | probable
    man of 45; symptoms: tiredness; labs: total B12 250 ng/L                | indeterminate
    """)


def test_a_normal_b12_does_not_exclude_deficiency_in_a_strong_picture(people):
    """Above the upper bound deficiency is not called unlikely where the picture is strong: cord or
    gait signs, macrocytic anaemia with a nerve sign or a sore tongue, nitrous oxide, a positive
    antibody. Methylmalonic acid or homocysteine comes next.

    Source: bsh_2014, key recommendation 4; rch_n2o.
    """
    people("""
    who                                                      | status        | tests
    man of 45; symptoms: unsteady gait;                      | indeterminate | methylmalonic_acid
      labs: total B12 420 ng/L
    man of 45; signs: macrocytic anaemia;                    | indeterminate | methylmalonic_acid
      symptoms: numb feet; labs: total B12 420 ng/L
    man of 45; signs: macrocytic anaemia;                    | indeterminate | methylmalonic_acid
      symptoms: sore tongue; labs: total B12 420 ng/L
    man of 45; exposures: recreational nitrous oxide;        | indeterminate | methylmalonic_acid
      labs: total B12 420 ng/L
    man of 45;                                               | indeterminate | methylmalonic_acid
      labs: total B12 420 ng/L,
      intrinsic factor antibody positive
    man of 45; symptoms: tiredness; labs: total B12 420 ng/L | unlikely      | no methylmalonic_acid
    man of 45; symptoms: tingling feet;                      | unlikely      |
      labs: total B12 420 ng/L
    """)


def test_an_antibody_can_disturb_the_assay(people):
    """With a positive intrinsic factor antibody a normal B12 may be false. With raised markers, or
    kidneys that make them useless, deficiency is probable; the test is repeated by another method.

    Source: bsh_2014.
    """
    people("""
    who                            | status        | alerts                | tests
    woman of 50;                   | probable      | assay_interference    | alternative_b12_assay
      labs: total B12 420 ng/L,
      MMA 900 nmol/L,
      intrinsic factor antibody
      positive,
      eGFR 90 mL/min/1.73m2
    woman of 50;                   | probable      | assay_interference,   | alternative_b12_assay
      labs: total B12 420 ng/L,    |               | renal_mma_unreliable
      intrinsic factor antibody
      positive,
      eGFR 20 mL/min/1.73m2
    woman of 50;                   | indeterminate | assay_interference    | alternative_b12_assay
      labs: total B12 420 ng/L,
      intrinsic factor antibody
      positive
    woman of 50;                   | confirmed     | no assay_interference | no
      labs: total B12 120 ng/L,    |               |                       | alternative_b12_assay
      intrinsic factor antibody
      positive
    woman of 50;                   | unlikely      | no assay_interference | no
      labs: total B12 420 ng/L,    |               |                       | alternative_b12_assay
      intrinsic factor antibody
      negative
    """)


def test_an_antibody_without_a_b12(people):
    """A positive intrinsic factor antibody alone leaves the question open until B12 is measured.

    Source: redwhale_b12_2025; project_decision.
    """
    people("""
    who                                                 | status
    man of 45; labs: intrinsic factor antibody positive | indeterminate
    man of 45; labs: intrinsic factor antibody negative | not_assessable
    """)


def test_normal_blood_never_excludes_deficiency(people):
    """A normal haemoglobin and cell volume change nothing about a low or uncertain B12, nor about
    nerve signs.

    Source: nice_ng239, section 1.2.
    """
    people("""
    who                                                   | status        | nerves | notes
    man of 50;                                            | confirmed     | no     | normal_blood
      labs: total B12 150 ng/L, haemoglobin 150 g/L,
      MCV 90 fL
    man of 50; symptoms: numb feet;                       | indeterminate | yes    | normal_blood
      labs: total B12 250 ng/L, haemoglobin 150 g/L,
      MCV 90 fL
    man of 50; symptoms: numb feet;                       | indeterminate | yes    | no normal_blood
      labs: total B12 250 ng/L, haemoglobin 120 g/L,
      MCV 90 fL
    """)


def test_normal_for_one_ethnicity_may_be_low_for_another(people):
    """The reference interval of B12 is higher in people of Black ethnicity. That is said beside the
    result, and methylmalonic acid tells.

    Source: nasgp_ng239.
    """
    people("""
    who                                                 | notes              | tests
    man of 45; symptoms: tiredness;                     | black_ethnicity    | methylmalonic_acid
      conditions: Black ethnicity;
      labs: total B12 380 ng/L
    man of 45; symptoms: tiredness;                     | no black_ethnicity | no methylmalonic_acid
      labs: total B12 380 ng/L
    """)


def test_what_else_enlarges_red_cells_or_disturbs_the_assay(people):
    """Large cells may come from alcohol, thyroid, liver, marrow or a medicine; biotin disturbs some
    assays. Both are said beside the result.

    Source: project_decision.
    """
    people("""
    who                                                           | notes
    man of 45; exposures: heavy alcohol use;                      | other_macrocytosis
      labs: total B12 420 ng/L, MCV 106 fL
    man of 45; medicines: hydroxycarbamide;                       | other_macrocytosis
      labs: total B12 420 ng/L, MCV 118 fL
    man of 45; medicines: biotin; labs: total B12 420 ng/L        | biotin
    man of 45; labs: total B12 420 ng/L, MCV 106 fL               | no other_macrocytosis, no biotin
    """)


def test_a_high_b12_is_looked_into(people):
    """Two readings above 1000 ng/L a day or more apart, with none taken, are looked into. One is
    repeated. On treatment neither is done.

    Source: aafp_2025, abstract.
    """
    people("""
    who                                             | alerts                  | tests
    man of 60;                                      | high_b12_investigate    | lft, fbc
      labs: total B12 1310 pg/mL,
      total B12 1240 pg/mL 90 days ago
    man of 60; labs: total B12 1310 pg/mL           | no high_b12_investigate | total_b12
    man of 60; labs: total B12 700 pg/mL            | no high_b12_investigate | no total_b12, no lft
    man of 60; conditions: pernicious anaemia;      | no high_b12_investigate | no total_b12, no lft
      labs: total B12 1310 pg/mL;
      treatment: hydroxocobalamin 1 mg im every 3
      months for 2 years
    """)
