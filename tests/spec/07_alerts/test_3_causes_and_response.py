title = "Causes, co-deficiency and response"


def test_metformin_alert(people):
    """Metformin lowers B12. For less than 4 months it is no alert; of unknown duration it is.

    Source: mhra_metformin_2022; aroda_2016; aafp_2017.
    """
    people("""
    who                                                           | alerts
    man of 66; medicines: metformin for 3 years                   | metformin_b12
    man of 66; medicines: metformin                               | metformin_b12
    man of 66; medicines: metformin for 2 months                  | no metformin_b12
    man of 66; conditions: type 2 diabetes; medicines: gliclazide | no metformin_b12
    """)


def test_acid_suppression_alert(people):
    """Acid suppression for a year or more lowers B12 from food. Two weeks of it do not.

    Source: lam_2013; aafp_2017.
    """
    people("""
    who                                                 | alerts
    man of 66; medicines: omeprazole for 3 years        | acid_suppression_b12
    man of 66; medicines: famotidine for 3 years        | acid_suppression_b12
    man of 66; medicines: omeprazole                    | acid_suppression_b12
    man of 66; medicines: omeprazole for 2 weeks        | no acid_suppression_b12
    man of 66; medicines: calcium carbonate for 3 years | no acid_suppression_b12
    """)


def test_dietary_risk(people):
    """A diet that holds too little B12 is an alert until a supplement is taken.

    Source: nice_ng239; vegan_society_b12.
    """
    people("""
    who                                               | alerts
    woman of 40; diet: vegan                          | dietary_risk
    woman of 40; diet: vegetarian                     | dietary_risk
    woman of 40; diet: vegan; medicines: multivitamin | no dietary_risk
    woman of 40; diet: omnivore                       | no dietary_risk
    """)


def test_malabsorption_suspected(people):
    """A deficiency of unknown cause in somebody who eats meat or fish throws doubt on absorption.

    Source: nice_ng239, section 1.4; redwhale_b12_2025.
    """
    people("""
    who                                                                 | alerts
    man of 45; diet: omnivore; labs: total B12 120 ng/L                 | malabsorption_suspected
    man of 45; diet: vegan; labs: total B12 120 ng/L                    | no malabsorption_suspected
    man of 45; diet: omnivore; conditions: pernicious anaemia;          | no malabsorption_suspected
      labs: total B12 120 ng/L
    man of 45; diet: omnivore; labs: total B12 420 ng/L                 | no malabsorption_suspected
    """)


def test_gastric_cancer(people):
    """Autoimmune gastritis carries a higher risk of stomach tumours; a diet or a medicine does not.

    Source: label_us_cyano_inj, precautions; globalrph_cyano.
    """
    people("""
    who                                                                | alerts
    man of 60; conditions: pernicious anaemia;                         | gastric_cancer_awareness
      labs: total B12 120 ng/L
    man of 60;                                                         | gastric_cancer_awareness
      labs: total B12 120 ng/L, intrinsic factor antibody positive
    man of 60; diet: vegan; labs: total B12 120 ng/L                   | no gastric_cancer_awareness
    man of 60; medicines: metformin for 6 years;                       | no gastric_cancer_awareness
      labs: total B12 120 ng/L
    """)


def test_iron(people):
    """Iron that is short can hide large cells and stalls the response.

    Source: clinpharm_text; label_us_cyano_inj.
    """
    people("""
    who                         | alerts                     | actions
    woman of 40;                | coexisting_iron_deficiency | treat_iron_deficiency_and_find_source
      labs: total B12 150 ng/L,
      ferritin 8 ug/L
    woman of 40;                | coexisting_iron_deficiency | treat_iron_deficiency_and_find_source
      conditions: iron
      deficiency;
      labs: total B12 150 ng/L
    woman of 40;                | no                         | no
      labs: total B12 150 ng/L, | coexisting_iron_deficiency | treat_iron_deficiency_and_find_source
      ferritin 90 ug/L
    woman of 40;                | no                         | no
      labs: total B12 150 ng/L, | coexisting_iron_deficiency | treat_iron_deficiency_and_find_source
      MCV 112 fL
    """)


def test_a_response_that_is_missing(people):
    """Symptoms that do not improve on treatment ask for a review. So do tablets that fail, with a
    change to injections.

    Source: redwhale_b12_2025, follow-up; sps_ng239_visual.
    """
    people("""
    who                                             | alerts
    man of 60; conditions: pernicious anaemia;      | non_response_review, no oral_failure_switch_im
      symptoms: tiredness not improved on
      treatment;
      treatment: hydroxocobalamin injections for 6
      months
    man of 60; diet: vegan;                         | non_response_review, oral_failure_switch_im
      symptoms: tiredness not improved on
      treatment;
      treatment: cyanocobalamin 1 mg daily by mouth
      for 6 months
    man of 60; conditions: pernicious anaemia;      | no non_response_review,
      treatment: hydroxocobalamin injections for 6  | no oral_failure_switch_im
      months
    man of 60; symptoms: tiredness;                 | no non_response_review,
      labs: total B12 150 ng/L                      | no oral_failure_switch_im
    """)


def test_at_most_six(people):
    """Of many alerts the six most urgent are shown; the others fold into the part that they
    concern.

    Source: project_decision, decision 0010.
    """
    people("""
    who                                      | alerts                    | also
    man of 66;                               | hypersensitivity,         | metformin_b12,
      exposures: recreational nitrous oxide; | severe_anaemia, n2o_stop, | acid_suppression_b12
      medicines: metformin for 6 years,      | folate_without_b12,
      omeprazole for 6 years, furosemide;    | leber_optic_atrophy,
      conditions: Leber hereditary optic     | hypokalaemia_monitor,
      neuropathy;                            | no metformin_b12
      allergies: hydroxocobalamin;
      labs: total B12 90 ng/L,
      haemoglobin 60 g/L, folate 1.5 ug/L
    man of 66;                               | metformin_b12             | no metformin_b12
      medicines: metformin for 6 years;
      labs: total B12 90 ng/L
    """)


def test_iron_that_hides_behind_the_size_of_the_cells(people):
    """Small cells with a low B12 or on its treatment, cells of many sizes though their mean is
    normal, and anaemia without large cells after eight weeks of B12 make iron deficiency
    likely. Ferritin is measured.

    Source: clinpharm_text; label_us_cyano_inj, precautions; fpnotebook_rdw.
    """
    people("""
    who                                            | alerts                        | tests
    woman of 40; labs: total B12 150 ng/L,         | coexisting_iron_deficiency    | ferritin
      haemoglobin 105 g/L, MCV 76 fL               |                               |
    woman of 40; labs: total B12 150 ng/L, MCV 92  | coexisting_iron_deficiency    | ferritin
      fL, RDW 18 %                                 |                               |
    woman of 40; conditions: pernicious anaemia;   | coexisting_iron_deficiency    | ferritin
      treatment: hydroxocobalamin 1 mg im every 3  |                               |
      months for 1 year; labs: haemoglobin 105     |                               |
      g/L, MCV 76 fL                               |                               |
    woman of 40; conditions: pernicious anaemia;   | coexisting_iron_deficiency    | ferritin
      treatment: hydroxocobalamin 1 mg im every 3  |                               |
      months for 10 weeks; labs: haemoglobin 105   |                               |
      g/L, MCV 90 fL                               |                               |
    woman of 40; conditions: pernicious anaemia;   | no coexisting_iron_deficiency | ferritin
      treatment: hydroxocobalamin 1 mg im every 3  |                               |
      months for 3 weeks; labs: haemoglobin 105    |                               |
      g/L, MCV 90 fL                               |                               |
    woman of 40; labs: total B12 150 ng/L, MCV 92  | no coexisting_iron_deficiency |
      fL, RDW 14.5 %                               |                               |
    woman of 40; labs: total B12 150 ng/L,         | no coexisting_iron_deficiency | no ferritin
      haemoglobin 105 g/L, MCV 76 fL, ferritin 90  |                               |
      ug/L                                         |                               |
    woman of 40; conditions: pernicious anaemia;   | no coexisting_iron_deficiency | no ferritin
      treatment: hydroxocobalamin 1 mg im every 3  |                               |
      months for 1 year; labs: haemoglobin 135     |                               |
      g/L, MCV 90 fL                               |                               |
    """)
