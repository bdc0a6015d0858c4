title = "Before treatment is begun"


def test_hypersensitivity(people):
    """An allergy to a cobalamin, to cobalt or to an excipient is an alert. Other allergies are not.

    Source: spc_hydroxo_31182, 4.3; label_us_cyano_inj.
    """
    people("""
    who                                                                        | alerts
    man of 45; allergies: hydroxocobalamin; labs: total B12 120 ng/L           | hypersensitivity
    man of 45; allergies: anaphylaxis to vitamin B12; labs: total B12 120 ng/L | hypersensitivity
    man of 45; allergies: cobalt contact dermatitis; labs: total B12 120 ng/L  | hypersensitivity
    man of 45; allergies: benzyl alcohol; labs: total B12 120 ng/L             | hypersensitivity
    man of 45; allergies: penicillin; labs: total B12 120 ng/L                 | no hypersensitivity
    man of 45; family: mother allergic to penicillin; labs: total B12 120 ng/L | no hypersensitivity
    """)


def test_severe_anaemia(people):
    """Haemoglobin below 80 g/L (70 in pregnancy) or low counts of all cells are an alert.

    Source: who_hb_2024; nice_cks; project_decision.
    """
    people("""
    who                                                                          | alerts
    man of 45; diet: vegan; labs: haemoglobin 79 g/L                             | severe_anaemia
    man of 45; diet: vegan; labs: haemoglobin 80 g/L                             | no severe_anaemia
    woman of 30, pregnant 30 weeks; labs: haemoglobin 69 g/L                     | severe_anaemia
    woman of 30, pregnant 30 weeks; labs: haemoglobin 70 g/L                     | no severe_anaemia
    man of 45; labs: full blood count pancytopenia                               | severe_anaemia
    man of 45;                                                                   | severe_anaemia
      labs: haemoglobin 120 g/L, platelets 140 10*9/L, neutrophils 1.7 10*9/L
    man of 45;                                                                   | no severe_anaemia
      labs: haemoglobin 120 g/L, platelets 150 10*9/L, neutrophils 1.7 10*9/L
    man of 45; labs: haemoglobin 140 g/L, platelets 90 10*9/L                    | no severe_anaemia
    """)


def test_thrombotic_microangiopathy(people):
    """Fragmented red cells, or few platelets with two signs of haemolysis, look like thrombotic
    microangiopathy. B12 is not delayed for it.

    Source: project_decision.
    """
    people("""
    who                                                                 | alerts       | referral
    man of 45; labs: total B12 90 ng/L, schistocytes positive           | tma_mimic    | haematology
    man of 45; signs: schistocytes;                                     | tma_mimic    | haematology
      labs: total B12 90 ng/L, platelets 40 10*9/L
    man of 45;                                                          | tma_mimic    | haematology
      labs: total B12 90 ng/L, platelets 40 10*9/L, LDH 2400 U/L,
      haptoglobin low
    man of 45;                                                          | no tma_mimic |
      labs: total B12 90 ng/L, platelets 40 10*9/L, LDH 2400 U/L
    man of 45;                                                          | no tma_mimic |
      labs: total B12 90 ng/L, platelets 210 10*9/L, LDH 2400 U/L
    man of 45; labs: total B12 90 ng/L, platelets 90 10*9/L             | no tma_mimic |
    """)


def test_folic_acid(people):
    """Folic acid is not given alone or first while B12 is low or not known: it can mend the blood
    while the cord is damaged.

    Source: bsh_2014; label_us_cyano_inj; redwhale_b12_2025.
    """
    people("""
    who                                                                   | alerts
    man of 45; labs: total B12 150 ng/L, folate 2.0 ug/L                  | folate_without_b12
    man of 45; medicines: folic acid 5 mg daily; labs: total B12 150 ng/L | folate_without_b12
    man of 45; symptoms: tiredness; labs: folate 2.0 ug/L                 | folate_without_b12
    man of 45; labs: total B12 150 ng/L, folate 9 ug/L                    | no folate_without_b12
    man of 45; labs: total B12 520 ng/L, folate 2.0 ug/L                  | no folate_without_b12
    """)


def test_leber_alert(people):
    """Leber's disease in the person or the family is an alert against cyanocobalamin.

    Source: label_us_cyano_inj, warnings; spc_hydroxo_31182; pgd_v009.
    """
    people("""
    who                                                                     | alerts
    man of 45; conditions: Leber hereditary optic neuropathy;               | leber_optic_atrophy
      labs: total B12 120 ng/L
    man of 45; family: brother has Leber's disease;                         | leber_optic_atrophy
      labs: total B12 120 ng/L
    man of 45; conditions: glaucoma; labs: total B12 120 ng/L               | no leber_optic_atrophy
    man of 45; conditions: cataract; labs: total B12 120 ng/L               | no leber_optic_atrophy
    """)


def test_preterm_infants(people):
    """An infant born preterm gets no preparation with benzyl alcohol, and aluminium is thought of.

    Source: label_us_cyano_inj, warnings.
    """
    people("""
    who                                             | alerts
    girl of 3 months; diet: breast-fed;             | benzyl_alcohol_preterm, aluminium_preterm
      conditions: born preterm at 29 weeks;
      labs: total B12 90 ng/L
    girl of 3 months; diet: breast-fed;             | no benzyl_alcohol_preterm,
      labs: total B12 90 ng/L                       | no aluminium_preterm
    man of 45;                                      | no benzyl_alcohol_preterm,
      labs: total B12 90 ng/L,                      | no aluminium_preterm
      eGFR 95 mL/min/1.73m2
    """)


def test_aluminium_with_failing_kidneys(people):
    """Injections hold traces of aluminium, which gathers with an eGFR below 30.

    Source: label_us_cyano_inj, warnings.
    """
    people("""
    who                                                        | alerts
    man of 70; labs: total B12 120 ng/L, eGFR 29 mL/min/1.73m2 | aluminium_preterm
    man of 70; labs: total B12 120 ng/L, eGFR 30 mL/min/1.73m2 | no aluminium_preterm
    """)


def test_potassium_alert(people):
    """Potassium can fall when treatment begins: below 80 g/L, on a diuretic, with heart disease or
    low potassium; in the United States in every megaloblastic anaemia.

    Source: label_us_cyano_inj, warnings; pgd_v009; project_decision.
    """
    people("""
    who                                                      | pack        | alerts
    man of 60; labs: total B12 90 ng/L, haemoglobin 60 g/L   |             | hypokalaemia_monitor
    man of 60; medicines: furosemide;                        |             | hypokalaemia_monitor
      labs: total B12 90 ng/L, haemoglobin 95 g/L
    man of 60; medicines: digoxin; labs: total B12 90 ng/L   |             | hypokalaemia_monitor
    man of 60;                                               | us          | hypokalaemia_monitor
      labs: total B12 90 ng/L, MCV 112 fL,
      haemoglobin 95 g/L
    man of 60;                                               | general, uk | no hypokalaemia_monitor
      labs: total B12 90 ng/L, MCV 112 fL,
      haemoglobin 95 g/L
    man of 60; diet: vegan;                                  |             | no hypokalaemia_monitor
      labs: total B12 150 ng/L, haemoglobin 145 g/L
    """)


def test_polycythaemia(people):
    """With polycythaemia vera or the like haematology is asked before the first dose.

    Source: seed_001, lines 90-91; label_us_cyano_inj.
    """
    people("""
    who                              | alerts                | referral       | cautions
    man of 60; conditions:           | polycythaemia_vera    | haematology    | ask_haematology
      polycythaemia vera; labs:
      total B12 150 ng/L
    man of 60; conditions: essential | polycythaemia_vera    | haematology    | ask_haematology
      thrombocythaemia; labs: total
      B12 150 ng/L
    man of 60; conditions:           | no polycythaemia_vera | no haematology | no ask_haematology
      hypertension; labs: total B12
      150 ng/L
    """)


def test_nitrous_oxide_must_stop(people):
    """Recreational nitrous oxide must stop. One that was given for an operation is another matter.

    Source: nice_ng239; rch_n2o; paris_2023.
    """
    people("""
    who                                                         | alerts
    man of 22; exposures: recreational nitrous oxide            | n2o_stop
    man of 22; exposures: whippets                              | n2o_stop
    man of 22; exposures: nitrous oxide anaesthesia 3 weeks ago | no n2o_stop
    man of 22; exposures: smoker; symptoms: tingling feet       | no n2o_stop
    """)


def test_the_anaesthetist_is_told(people):
    """Nitrous oxide is avoided as an anaesthetic until B12 has been replaced.

    Source: rch_n2o; paris_2023.
    """
    people("""
    who                                                           | alerts
    man of 45; exposures: nitrous oxide anaesthesia 3 weeks ago;  | avoid_further_n2o_anaesthesia
      symptoms: unsteady gait; labs: total B12 120 ng/L
    man of 45; diet: vegan; procedures: planned hip replacement;  | avoid_further_n2o_anaesthesia
      labs: total B12 120 ng/L
    man of 45; procedures: planned hip replacement;               | no avoid_further_n2o_anaesthesia
      labs: total B12 520 ng/L
    man of 45; diet: vegan; labs: total B12 120 ng/L              | no avoid_further_n2o_anaesthesia
    """)


def test_chloramphenicol(people):
    """Chloramphenicol by mouth or injection holds back the response of the marrow. Eye drops do
    not.

    Source: drugscom_cyano; spc_cobalin_h.
    """
    people("""
    who                                                             | alerts
    man of 45; medicines: chloramphenicol iv;                       | chloramphenicol_interaction
      labs: total B12 120 ng/L
    man of 45; medicines: chloramphenicol eye drops;                | no chloramphenicol_interaction
      labs: total B12 120 ng/L
    man of 45; medicines: doxycycline; labs: total B12 120 ng/L     | no chloramphenicol_interaction
    """)


def test_below_16(people):
    """Below 16 no adult guideline applies.

    Source: nice_ng239, scope.
    """
    people("""
    who                                 | alerts
    boy of 15; labs: total B12 150 ng/L | outside_adult_guideline_scope
    girl of 9; labs: total B12 150 ng/L | outside_adult_guideline_scope
    man of 16; labs: total B12 150 ng/L | no outside_adult_guideline_scope
    """)


def test_movements_of_an_infant(people):
    """Tremor may come some days after treatment of an infant begins, and passes. It is no reason to
    stop.

    Source: droracle_infant.
    """
    people("""
    who                                                           | alerts
    boy of 9 months; diet: breast-fed; family: mother vegan;      | movement_disorder_after_start
      labs: total B12 90 ng/L
    boy of 9; labs: total B12 90 ng/L                             | no movement_disorder_after_start
    man of 45; symptoms: tremor; labs: total B12 90 ng/L          | no movement_disorder_after_start
    """)


def test_copper(people):
    """Copper deficiency gives the same cord and blood. It is thought of with low copper, zinc, an
    operation on the stomach with cord signs, or few neutrophils with cord signs.

    Source: project_decision.
    """
    people("""
    who                                                                            | alerts
    man of 45; symptoms: unsteady gait; labs: copper low                           | copper_check
    man of 45; symptoms: unsteady gait; medicines: zinc supplement for 3 years     | copper_check
    woman of 45; procedures: gastric bypass 6 years ago; symptoms: unsteady gait   | copper_check
    man of 45; symptoms: unsteady gait; labs: neutrophils 1.2 10*9/L               | copper_check
    man of 45; diet: vegan; labs: total B12 150 ng/L                               | no copper_check
    woman of 45; procedures: gastric bypass 6 years ago; labs: total B12 150 ng/L  | no copper_check
    man of 66; medicines: metformin for 6 years; symptoms: tingling feet;          | no copper_check
      labs: total B12 150 ng/L
    """)
