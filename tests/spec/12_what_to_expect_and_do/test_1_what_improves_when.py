title = "What improves, and when"


def test_only_those_to_be_treated_are_told_what_improves(people):
    """What improves and when is told to whom is to be treated, and of what concerns them:
    pernicious anaemia its own course, a deficiency without anaemia and without nerves that it
    is mild.

    Source: redwhale_b12_2025; clinpharm_text; seed_003.
    """
    people("""
    who                                          | expected
    man of 45; labs: total B12 130 ng/L,         | any_symptom, mild, grade_mild,
      haemoglobin 150 g/L                        | no wellbeing, no haemoglobin, no nerves
    man of 45; labs: total B12 500 ng/L          | none
    man of 45; conditions: pernicious anaemia;   | any_symptom, wellbeing
      labs: total B12 130 ng/L                   |
    man of 45; conditions: pernicious anaemia;   | no any_symptom, no wellbeing
      labs: total B12 500 ng/L                   |
    man of 45; labs: total B12 130 ng/L,         | no mild, no grade_mild
      haemoglobin 120 g/L                        |
    man of 45; symptoms: tingling;               | no mild, no grade_mild
      labs: total B12 130 ng/L,                  |
      haemoglobin 150 g/L                        |
    man of 45; symptoms: numbness;               | no mild, no grade_mild
      signs: ataxia;                             |
      labs: total B12 130 ng/L                   |
    man of 45; labs: total B12 130 ng/L,         | no mild, no grade_mild
      haemoglobin 60 g/L                         |
    man of 45; labs: total B12 500 ng/L,         | no mild, no grade_mild
      haemoglobin 150 g/L                        |
    """)


def test_diet_and_supplements_help_where_diet_or_a_medicine_is_the_cause(people):
    """That most people recover in a few months with diet and supplements is told where diet or a
    medicine is the cause, and neither anaemia is severe nor waiting could harm.

    Source: seed_003; project_decision.
    """
    people("""
    who                                          | expected
    man of 45; diet: vegan;                      | mild, grade_mild, most_people
      labs: total B12 130 ng/L,                  |
      haemoglobin 150 g/L                        |
    man of 60; medicines: metformin since 2020;  | most_people
      labs: total B12 130 ng/L                   |
    man of 60; medicines: omeprazole since 2020; | most_people
      labs: total B12 130 ng/L                   |
    man of 45; diet: vegan;                      | no mild, most_people
      labs: total B12 130 ng/L,                  |
      haemoglobin 120 g/L                        |
    man of 45; diet: vegan; symptoms: tingling;  | no mild, most_people
      labs: total B12 130 ng/L,                  |
      haemoglobin 150 g/L                        |
    man of 45; labs: total B12 130 ng/L,         | no most_people
      haemoglobin 150 g/L                        |
    man of 45; conditions: pernicious anaemia;   | no most_people
      labs: total B12 130 ng/L                   |
    man of 45; diet: vegan; signs: ataxia;       | no most_people
      labs: total B12 130 ng/L                   |
    man of 45; diet: vegan;                      | no most_people
      labs: total B12 130 ng/L,                  |
      haemoglobin 60 g/L                         |
    man of 60; medicines: metformin since 2020;  | no most_people
      labs: total B12 500 ng/L                   |
    """)


def test_the_grades_of_deficiency(people):
    """A haemoglobin of 80 to 109 g/L or tingling alone is moderate. Below 80 g/L, pancytopenia,
    the cord, a disturbed gait, loss of vision or psychosis is severe and may take half a year
    or more.

    Source: seed_003; project_decision.
    """
    people("""
    who                                          | expected
    man of 45; labs: total B12 130 ng/L,         | grade_moderate, no grade_severe, no severe
      haemoglobin 100 g/L                        |
    man of 45; symptoms: tingling;               | grade_moderate, no grade_severe, no severe
      labs: total B12 130 ng/L                   |
    man of 45; labs: total B12 130 ng/L,         | no grade_moderate, no grade_severe
      haemoglobin 120 g/L                        |
    man of 45; labs: total B12 130 ng/L,         | grade_severe, severe, no grade_moderate
      haemoglobin 60 g/L                         |
    man of 45; symptoms: tingling; signs: ataxia;| grade_severe, severe, no grade_moderate
      labs: total B12 130 ng/L                   |
    man of 45; signs: ataxia;                    | grade_severe, severe, no grade_moderate
      labs: total B12 130 ng/L                   |
    man of 45; symptoms: loss of vision;         | grade_severe, severe
      labs: total B12 130 ng/L                   |
    man of 45; symptoms: psychosis;              | grade_severe, severe
      labs: total B12 130 ng/L                   |
    man of 45; symptoms: tingling;               | no grade_moderate, no any_symptom
      labs: total B12 500 ng/L                   |
    man of 45; conditions: migraine;             | no grade_severe, no severe
      symptoms: tiredness;                       |
      labs: total B12 500 ng/L                   |
    man of 45; symptoms: psychosis;              | no grade_severe, no severe
      labs: total B12 500 ng/L                   |
    """)


def test_blood_recovers(people):
    """With anaemia reticulocytes rise within a week and haemoglobin is normal by 8 weeks; large
    cells shrink by 8 weeks; cells that are too few rise from the first week.

    Source: clinpharm_text; label_us_hydroxo_inj; label_us_cyano_inj.
    """
    people("""
    who                                       | expected
    man of 45; labs: total B12 130 ng/L,      | reticulocytes, haemoglobin, haemoglobin_rate,
      haemoglobin 120 g/L, haematocrit 40 %   | no reticulocytes_missing, no potassium, no mcv
    man of 45; labs: total B12 130 ng/L,      | reticulocytes_missing, no mcv_fall
      haemoglobin 100 g/L, haematocrit 30 %   |
    man of 45; labs: total B12 130 ng/L,      | no reticulocytes, no reticulocytes_missing,
      haemoglobin 150 g/L, haematocrit 30 %   | no haemoglobin, no haemoglobin_rate
    man of 45; labs: total B12 500 ng/L,      | no reticulocytes, no reticulocytes_missing,
      haemoglobin 100 g/L, haematocrit 30 %   | no haemoglobin, no haemoglobin_rate
    man of 45; labs: total B12 130 ng/L,      | mcv, mcv_fall, no haemoglobin
      haemoglobin 150 g/L, MCV 112 fL         |
    man of 45; labs: total B12 500 ng/L,      | no mcv, no mcv_fall
      haemoglobin 150 g/L, MCV 112 fL         |
    man of 45; labs: total B12 130 ng/L,      | leucocytes_platelets, no marrow
      haemoglobin 150 g/L, platelets 90 10*9/L|
    man of 45; labs: total B12 130 ng/L,      | no leucocytes_platelets
      haemoglobin 120 g/L,                    |
      platelets 250 10*9/L                    |
    man of 45; labs: total B12 500 ng/L,      | no leucocytes_platelets
      platelets 90 10*9/L                     |
    """)


def test_the_marrow_turns_first(people):
    """A megaloblastic marrow turns within two days, and with it LDH and bilirubin fall. In
    severe anaemia potassium falls too. Hypersegmented neutrophils are gone in two weeks.

    Source: label_us_cyano_inj; textbook_knowledge.
    """
    people("""
    who                                          | expected
    man of 45; signs: megaloblastic anaemia;     | marrow, no potassium, no haemolysis
      labs: total B12 130 ng/L                   |
    man of 45; signs: pancytopenia;              | marrow, potassium
      labs: total B12 130 ng/L                   |
    man of 45; labs: total B12 130 ng/L,         | no marrow, no potassium
      haemoglobin 100 g/L                        |
    man of 45; signs: megaloblastic anaemia;     | no marrow
      labs: total B12 500 ng/L                   |
    man of 45; labs: total B12 130 ng/L,         | potassium, no marrow
      haemoglobin 60 g/L                         |
    man of 45; labs: total B12 500 ng/L,         | no potassium
      haemoglobin 60 g/L, MCV 70 fL              |
    man of 45; labs: total B12 130 ng/L,         | haemolysis
      LDH 900 U/L                                |
    man of 45; labs: total B12 130 ng/L,         | haemolysis
      bilirubin 40 umol/L                        |
    man of 45; labs: total B12 130 ng/L,         | no haemolysis
      LDH 200 U/L, bilirubin 10 umol/L           |
    man of 45; labs: total B12 500 ng/L,         | no haemolysis
      LDH 900 U/L, bilirubin 40 umol/L           |
    man of 45; signs: hypersegmented neutrophils;| hypersegmented_neutrophils
      labs: total B12 130 ng/L                   |
    man of 45; labs: total B12 130 ng/L,         | hypersegmented_neutrophils
      hypersegmented neutrophils positive        |
    man of 45; signs: hypersegmented neutrophils;| no hypersegmented_neutrophils
      labs: total B12 500 ng/L                   |
    man of 45; labs: total B12 130 ng/L,         | no hypersegmented_neutrophils
      haemoglobin 100 g/L                        |
    """)


def test_the_markers_fall(people):
    """Methylmalonic acid and homocysteine that were raised fall within weeks; after an
    injection of cyanocobalamin the level in serum is high and most of it leaves with the urine,
    which is not said of hydroxocobalamin.

    Source: metaxas_2017; label_us_cyano_inj; textbook_knowledge.
    """
    people("""
    who                                          | expected
    man of 45; labs: total B12 130 ng/L,         | methylmalonic_acid, no homocysteine
      MMA 0.8 umol/L                             |
    man of 45; labs: total B12 130 ng/L,         | homocysteine, no methylmalonic_acid
      homocysteine 40 umol/L                     |
    man of 45; labs: total B12 130 ng/L,         | no homocysteine, no methylmalonic_acid
      MMA 0.2 umol/L, homocysteine 10 umol/L     |
    man of 45; labs: total B12 500 ng/L,         | no homocysteine, no any_symptom
      homocysteine 40 umol/L, MMA 0.2 umol/L     |
    man of 45; labs: total B12 500 ng/L,         | no methylmalonic_acid, no any_symptom
      MMA 0.8 umol/L, eGFR 40 mL/min/1.73m2      |
    man of 45; labs: total B12 130 ng/L,         | no serum_b12
      haemoglobin 120 g/L                        |
    man of 45; symptoms: tingling;               | no serum_b12
      labs: total B12 500 ng/L                   |
    """)
    people("""
    who                                          | pack        | expected
    man of 45; symptoms: tingling;               | us          | serum_b12
      labs: total B12 130 ng/L                   |             |
    man of 45; symptoms: tingling;               | general, uk | no serum_b12
      labs: total B12 130 ng/L                   |             |
    man of 45; labs: total B12 130 ng/L,         | general, us | serum_b12
      haemoglobin 60 g/L                         |             |
    man of 45; labs: total B12 130 ng/L,         | uk          | no serum_b12
      haemoglobin 60 g/L                         |             |
    """)


def test_each_symptom_has_its_own_time(people):
    """A sore tongue improves in days, tiredness in weeks, mouth ulcers in months, tingling from
    two weeks on; thinking, mood and vision over months.

    Source: redwhale_b12_2025; savage_1995; volkov_2009; textbook_knowledge.
    """
    people("""
    who                                          | expected
    man of 45; signs: glossitis;                 | glossitis, no aphthous_ulcers, no fatigue
      labs: total B12 130 ng/L                   |
    man of 45; signs: glossitis;                 | no glossitis
      labs: total B12 500 ng/L                   |
    man of 45; signs: mouth ulcers;              | aphthous_ulcers, no glossitis
      labs: total B12 130 ng/L                   |
    man of 45; signs: mouth ulcers;              | no aphthous_ulcers
      labs: total B12 500 ng/L                   |
    man of 45; symptoms: tiredness;              | fatigue, no paraesthesia, no cognition_mood
      labs: total B12 130 ng/L                   |
    man of 45; symptoms: tiredness;              | no fatigue
      labs: total B12 500 ng/L                   |
    man of 45; symptoms: tingling;               | paraesthesia, no vision, no cognition_mood
      labs: total B12 130 ng/L                   |
    man of 45; symptoms: tingling;               | no paraesthesia
      labs: total B12 500 ng/L                   |
    man of 45; symptoms: memory loss;            | cognition_mood, no vision
      labs: total B12 130 ng/L                   |
    man of 45; symptoms: low mood;               | cognition_mood
      labs: total B12 130 ng/L                   |
    man of 45; symptoms: brain fog;              | cognition_mood
      labs: total B12 130 ng/L                   |
    man of 45; symptoms: psychosis;              | cognition_mood
      labs: total B12 130 ng/L                   |
    man of 45; symptoms: low mood;               | no cognition_mood
      labs: total B12 500 ng/L                   |
    man of 45; symptoms: loss of vision;         | vision
      labs: total B12 130 ng/L                   |
    man of 45; symptoms: loss of vision;         | no vision
      labs: total B12 500 ng/L                   |
    """)


def test_nerves_recover_slowly(people):
    """Nerves respond in three months and may not recover wholly when treatment was late, the
    illness severe or long; a haemoglobin that is normal goes with worse nerves.

    Source: savage_1995; healton_1991; label_us_cyano_inj; briani_2013.
    """
    people("""
    who                                          | expected
    man of 45; symptoms: tingling;               | nerves, reversible, outlook_delay,
      labs: total B12 130 ng/L                   | outlook_duration, neurological_series,
                                                 | parenteral_soon, no cord_and_gait,
                                                 | no outlook_age_and_cord, no outlook_severity,
                                                 | no outlook_haemoglobin
    man of 45; symptoms: tiredness;              | no nerves, no reversible, no outlook_delay,
      labs: total B12 130 ng/L                   | no outlook_duration, no neurological_series,
                                                 | no parenteral_soon
    man of 45; symptoms: tingling;               | no nerves, no reversible, no outlook_delay,
      labs: total B12 500 ng/L                   | no outlook_duration, no neurological_series,
                                                 | no parenteral_soon
    man of 45; signs: ataxia;                    | cord_and_gait, outlook_age_and_cord
      labs: total B12 130 ng/L                   |
    man of 45; signs: ataxia;                    | no cord_and_gait, no outlook_age_and_cord,
      labs: total B12 500 ng/L, copper 5 umol/L  | no severe, no grade_severe
    man of 45; symptoms: tingling;               | outlook_severity, no outlook_haemoglobin
      labs: total B12 130 ng/L,                  |
      haemoglobin 60 g/L                         |
    man of 45; labs: total B12 130 ng/L,         | no outlook_severity
      haemoglobin 60 g/L                         |
    man of 45; symptoms: tingling;               | no outlook_severity, outlook_haemoglobin
      labs: total B12 130 ng/L,                  |
      haemoglobin 150 g/L, MCV 90 fL             |
    man of 45; symptoms: tiredness;              | no outlook_haemoglobin
      labs: total B12 130 ng/L,                  |
      haemoglobin 150 g/L, MCV 90 fL             |
    man of 45; symptoms: tingling;               | no outlook_haemoglobin
      labs: total B12 500 ng/L,                  |
      haemoglobin 150 g/L, MCV 90 fL             |
    man of 45; symptoms: tingling;               | no outlook_severity
      labs: total B12 500 ng/L,                  |
      haemoglobin 60 g/L, MCV 70 fL              |
    """)


def test_other_causes_of_damaged_nerves(people):
    """Nerves damaged by nitrous oxide recover if it stops; those of people with diabetes who
    are short of B12 were treated for a year.

    Source: hashi_2025; didangelos_2021; textbook_knowledge.
    """
    people("""
    who                                          | expected
    man of 25; exposures: nitrous oxide;         | nitrous_oxide_neuropathy, outlook_nitrous_oxide
      symptoms: tingling;                        |
      labs: total B12 130 ng/L                   |
    man of 25; exposures: nitrous oxide;         | outlook_nitrous_oxide,
      labs: total B12 130 ng/L                   | no nitrous_oxide_neuropathy
    man of 25; symptoms: tingling;               | no nitrous_oxide_neuropathy,
      labs: total B12 130 ng/L                   | no outlook_nitrous_oxide
    man of 25; exposures: nitrous oxide;         | no outlook_nitrous_oxide,
      labs: total B12 500 ng/L                   | no nitrous_oxide_neuropathy
    man of 60; conditions: type 2 diabetes;      | diabetic_neuropathy
      symptoms: tingling;                        |
      labs: total B12 130 ng/L                   |
    man of 60; conditions: type 2 diabetes;      | no diabetic_neuropathy
      labs: total B12 130 ng/L                   |
    man of 60; symptoms: tingling;               | no diabetic_neuropathy
      labs: total B12 130 ng/L                   |
    man of 60; conditions: type 2 diabetes;      | no diabetic_neuropathy
      symptoms: tingling;                        |
      labs: total B12 500 ng/L                   |
    """)


def test_infants_catch_up_over_a_year(people):
    """An infant who is treated may tremble for some weeks, and catches up over a year.

    Source: droracle_infant; veganhealth_cases.
    """
    people("""
    who                                          | expected
    boy of 9 months; symptoms: floppy;           | infant_movement, infant_development
      labs: total B12 90 ng/L                    |
    boy of 9 months; labs: total B12 600 ng/L    | no infant_movement, no infant_development
    boy of 10; symptoms: tiredness;              | no infant_movement, no infant_development
      labs: total B12 90 ng/L                    |
    """)


def test_what_may_not_recover_wholly(people):
    """Symptoms in general, nerves, cord, thinking, vision and what follows nitrous oxide may not
    recover wholly; blood does.

    Source: label_us_cyano_inj; savage_1995; healton_1991; seed_003; veganhealth_cases.
    """
    people("""
    who                                      | may not be complete
    man of 45; symptoms: tingling,           | any_symptom, severe, reversible, paraesthesia,
      memory loss, loss of vision;           | nerves, cord_and_gait, cognition_mood, vision,
      signs: ataxia; exposures: nitrous      | nitrous_oxide_neuropathy, outlook_delay,
      oxide; labs: total B12 130 ng/L,       | outlook_severity, outlook_duration,
      haemoglobin 60 g/L                     | outlook_age_and_cord, outlook_nitrous_oxide,
                                             | neurological_series, no haemoglobin
    man of 45; symptoms: tingling;           | outlook_haemoglobin, no grade_moderate
      labs: total B12 130 ng/L,              |
      haemoglobin 150 g/L, MCV 90 fL         |
    boy of 9 months; symptoms: floppy;       | infant_development, no infant_movement
      labs: total B12 90 ng/L                |
    """)
