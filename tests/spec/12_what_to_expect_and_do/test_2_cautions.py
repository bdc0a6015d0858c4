title = "Cautions with a dose"


def test_what_must_not_be_given(people):
    """A cobalamin is not given to who is allergic to one, cyanocobalamin not in Leber's disease
    or unexplained loss of vision, benzyl alcohol not to the newborn who came too early.

    Source: spc_hydroxo_31182; label_us_cyano_inj; pgd_v009.
    """
    people("""
    who                                       | care
    man of 45; allergies: hydroxocobalamin;   | cobalamin_allergy, no leber_cyanocobalamin
      labs: total B12 130 ng/L                |
    man of 45; labs: total B12 130 ng/L       | no cobalamin_allergy, no preterm_benzyl_alcohol,
                                              | no unexplained_visual_loss
    man of 45;                                | leber_cyanocobalamin, no cobalamin_allergy,
      conditions: leber optic atrophy;        | no unexplained_visual_loss
      labs: total B12 130 ng/L                |
    man of 45; symptoms: loss of vision;      | unexplained_visual_loss, refer_visual_loss,
      labs: total B12 130 ng/L                | no leber_cyanocobalamin
    man of 45; family: leber optic atrophy;   | unexplained_visual_loss, no refer_visual_loss
      labs: total B12 130 ng/L                |
    boy of 2 months; conditions: born preterm;| preterm_benzyl_alcohol
      labs: total B12 90 ng/L                 |
    """)


def test_the_intradermal_test_is_of_the_american_label(people):
    """Where sensitivity is suspected the American label advises an intradermal dose first.

    Source: label_us_cyano_inj.
    """
    people("""
    who                                       | pack        | care
    man of 45; allergies: hydroxocobalamin;   | us          | intradermal_test
      labs: total B12 130 ng/L                |             |
    man of 45; allergies: hydroxocobalamin;   | general, uk | no intradermal_test
      labs: total B12 130 ng/L                |             |
    man of 45; labs: total B12 130 ng/L       | us          | no intradermal_test
    """)


def test_an_older_label_waits_for_the_blood_picture(people):
    """An older British label asks for a megaloblastic picture first; where treatment must not
    wait it is said that it does not.

    Source: spc_cobalin_h.
    """
    people("""
    who                                        | pack        | care
    man of 45; signs: ataxia; diet: vegan      | uk          | before_megaloblastic_picture
    man of 45; signs: ataxia; diet: vegan      | general, us | no before_megaloblastic_picture
    man of 45; labs: total B12 130 ng/L        | uk          | no before_megaloblastic_picture
    """)


def test_anaemia_of_pregnancy_without_proof(people):
    """A megaloblastic anaemia of pregnancy in which B12 was not found low is by its label no
    reason for hydroxocobalamin.

    Source: spc_hydroxo_31182.
    """
    people("""
    who                                      | care
    woman of 30, pregnant 20 weeks;          | unproven_anaemia_of_pregnancy
      signs: megaloblastic anaemia           |
    woman of 30, pregnant 20 weeks;          | no unproven_anaemia_of_pregnancy
      signs: megaloblastic anaemia;          |
      labs: active B12 15 pmol/L             |
    woman of 30; signs: megaloblastic anaemia| no unproven_anaemia_of_pregnancy
    woman of 30, pregnant 20 weeks;          | no unproven_anaemia_of_pregnancy
      symptoms: tiredness                    |
    """)


def test_the_first_days_of_severe_anaemia(people):
    """When severe anaemia is treated, potassium may fall, the circulation be overloaded and the
    platelets overshoot; with any anaemia stores of iron and folate are used up.

    Source: label_us_cyano_inj; pgd_v009; clinpharm_text.
    """
    people("""
    who                                      | care
    man of 60; labs: total B12 90 ng/L,      | low_potassium, rebound_thrombocytosis,
      haemoglobin 60 g/L                     | fluid_overload, iron_and_folate_demand,
                                             | refer_severe_anaemia
    man of 60; labs: total B12 90 ng/L,      | no low_potassium, no rebound_thrombocytosis,
      haemoglobin 100 g/L                    | no fluid_overload, iron_and_folate_demand,
                                             | no refer_severe_anaemia
    man of 60; labs: total B12 90 ng/L,      | no low_potassium, no iron_and_folate_demand,
      haemoglobin 150 g/L                    | no fluid_overload, no rebound_thrombocytosis
    man of 60; labs: total B12 500 ng/L,     | no low_potassium, no rebound_thrombocytosis,
      haemoglobin 60 g/L, MCV 70 fL          | no fluid_overload, no iron_and_folate_demand,
                                             | refer_severe_anaemia
    man of 60; symptoms: angina;             | refer_severe_anaemia, no low_potassium
      labs: total B12 90 ng/L,               |
      haemoglobin 100 g/L                    |
    """)


def test_what_the_kidneys_the_marrow_and_folic_acid_change(people):
    """Folic acid comes after B12; haematology is asked first in polycythaemia; with an eGFR
    below 30 hydroxocobalamin or methylcobalamin is preferred for long treatment.

    Source: bsh_2014; seed_001; house_2010; label_us_cyano_inj.
    """
    people("""
    who                                        | care
    man of 45; labs: total B12 130 ng/L,       | folic_acid_after_b12, no renal_impairment
      folate 1.5 ug/L                          |
    man of 45; medicines: folic acid;          | folic_acid_after_b12
      labs: total B12 130 ng/L                 |
    man of 45; labs: total B12 130 ng/L        | no folic_acid_after_b12, no renal_impairment,
                                               | no myeloproliferative_disease
    man of 60; conditions: polycythaemia vera; | myeloproliferative_disease
      labs: total B12 130 ng/L                 |
    man of 60; labs: total B12 130 ng/L,       | renal_impairment
      eGFR 20 mL/min/1.73m2                    |
    man of 60; conditions: renal failure;      | renal_impairment
      labs: total B12 130 ng/L                 |
    man of 60; labs: total B12 130 ng/L,       | no renal_impairment
      eGFR 45 mL/min/1.73m2                    |
    """)


def test_an_order_for_folic_acid(people):
    """Who orders folic acid is told that B12 comes first.

    Source: bsh_2014; redwhale_b12_2025.
    """
    people("""
    who                                              | order         | care
    man of 45; order: drug folic acid, dose 5 mg,    | refused: drug | folic_acid_after_b12
      route oral                                     |               |
    man of 45; conditions: pernicious anaemia;       | accepted      | no folic_acid_after_b12
      labs: total B12 130 ng/L; order: regimen       |               |
      uk_bnf_no_neuro                                |               |
    """)


def test_pregnancy_and_breast_feeding(people):
    """Treatment is right in pregnancy and in breast-feeding where there is deficiency.

    Source: label_us_cyano_inj; iom_1998.
    """
    people("""
    who                                       | care
    woman of 30, pregnant 20 weeks;           | pregnancy, no breast_feeding, stop_not_in_pregnancy
      labs: active B12 15 pmol/L              |
    woman of 30, breast-feeding;              | breast_feeding, no pregnancy, stop_not_in_pregnancy
      labs: total B12 130 ng/L                |
    woman of 30, pregnant 20 weeks;           | no pregnancy, stop_not_in_pregnancy
      labs: active B12 120 pmol/L             |
    woman of 30, breast-feeding;              | no breast_feeding
      labs: total B12 500 ng/L                |
    woman of 30; labs: total B12 130 ng/L     | no pregnancy, no breast_feeding,
                                              | no stop_not_in_pregnancy
    """)


def test_smoking_and_the_optic_nerve(people):
    """In tobacco amblyopia, or where a smoker loses sight, hydroxocobalamin is preferred.

    Source: textbook_knowledge.
    """
    people("""
    who                                          | care
    man of 60; conditions: tobacco amblyopia;    | smoking_and_cyanide
      labs: total B12 130 ng/L                   |
    man of 60; exposures: smoker;                | smoking_and_cyanide
      symptoms: blurred vision;                  |
      labs: total B12 130 ng/L                   |
    man of 60; exposures: smoker;                | no smoking_and_cyanide
      labs: total B12 130 ng/L                   |
    man of 60; symptoms: blurred vision;         | no smoking_and_cyanide
      labs: total B12 130 ng/L                   |
    """)


def test_who_bleeds(people):
    """Who takes an anticoagulant, has a bleeding disorder or few platelets is assessed before
    an injection.

    Source: greenbook_ch4; pgd_v009.
    """
    people("""
    who                                      | care
    man of 60; medicines: warfarin;          | bleeding_risk
      labs: total B12 130 ng/L               |
    man of 60; conditions: haemophilia;      | bleeding_risk
      labs: total B12 130 ng/L               |
    man of 60; labs: total B12 130 ng/L,     | bleeding_risk
      platelets 60 10*9/L                    |
    man of 60; labs: total B12 130 ng/L,     | no bleeding_risk
      platelets 250 10*9/L                   |
    """)


def test_signals_of_harm_and_of_good(people):
    """What cohorts found is told to whom it concerns: men who smoke, people with a tumour,
    those whose B12 is high, those over 75 who take supplements.

    Source: brasky_2017; collin_2010; sun_crc_2016; wolffenbuttel_2020; textbook_knowledge.
    """
    people("""
    who                                         | care
    man of 60; exposures: smoker                | signal_lung_cancer, no signal_prostate_cancer
    woman of 60; exposures: smoker              | no signal_lung_cancer
    man of 60                                   | no signal_lung_cancer, no signal_prostate_cancer,
                                                | no signal_colorectal_cancer,
                                                | no signal_cardiovascular_death,
                                                | no signal_hip_fracture
    man of 60; conditions: prostate cancer      | signal_prostate_cancer, signal_colorectal_cancer
    woman of 60; conditions: colon cancer       | no signal_prostate_cancer,
                                                | signal_colorectal_cancer
    man of 60; labs: total B12 1300 ng/L        | signal_cardiovascular_death
    man of 60; labs: total B12 1300 ng/L,       | signal_cardiovascular_death
      total B12 1250 ng/L 60 days ago           |
    man of 60; labs: total B12 500 ng/L         | no signal_cardiovascular_death
    man of 80; diet: fortified food             | signal_hip_fracture
    man of 60; diet: fortified food             | no signal_hip_fracture
    man of 76; diet: fortified food             | signal_hip_fracture
    man of 911 months; diet: fortified food     | no signal_hip_fracture
    man of 80                                   | no signal_hip_fracture
    """)


def test_where_to_send(people):
    """Cord and gait to neurology, loss of vision to ophthalmology, psychosis to psychiatry,
    infants to paediatrics, anaphylaxis to the emergency department.

    Source: nice_ng239; pgd_v009; paris_2023; textbook_knowledge.
    """
    people("""
    who                                         | care
    man of 45; signs: ataxia;                   | refer_cord_or_gait, no refer_neurological,
      labs: total B12 130 ng/L                  | no refer_psychosis, no refer_nitrous_oxide
    man of 45; symptoms: tingling;              | refer_neurological, no refer_cord_or_gait
      labs: total B12 130 ng/L                  |
    man of 45; labs: total B12 130 ng/L         | no refer_neurological, no refer_cord_or_gait,
                                                | no refer_anaphylaxis, no refer_infant,
                                                | no refer_visual_loss
    man of 45; symptoms: anaphylaxis            | refer_anaphylaxis
    man of 25; exposures: nitrous oxide;        | refer_nitrous_oxide
      symptoms: tingling                        |
    man of 25; exposures: nitrous oxide         | no refer_nitrous_oxide
    man of 25; symptoms: tingling               | no refer_nitrous_oxide
    man of 45; symptoms: psychosis              | refer_psychosis
    man of 45; symptoms: confusion              | refer_psychosis
    boy of 9 months; symptoms: floppy           | refer_infant
    boy of 9 months; labs: total B12 600 ng/L   | no refer_infant
    boy of 10; symptoms: tiredness;             | no refer_infant
      labs: total B12 90 ng/L                   |
    """)


def test_suspicion_of_cancer_and_of_blood_disease(people):
    """Loss of weight with pernicious anaemia or lack of iron asks for the stomach to be looked
    at; a blood picture that B12 does not explain asks for haematology.

    Source: pgd_v009; nice_ng239; label_us_cyano_inj; textbook_knowledge.
    """
    people("""
    who                                         | care
    man of 60; conditions: pernicious anaemia;  | refer_suspected_cancer, gastric_cancer
      symptoms: weight loss                     |
    man of 60; symptoms: weight loss;           | refer_suspected_cancer, no gastric_cancer
      labs: ferritin 5 ug/L                     |
    man of 60; symptoms: weight loss            | no refer_suspected_cancer
    man of 60; conditions: pernicious anaemia   | no refer_suspected_cancer, gastric_cancer
    man of 60; labs: ferritin 5 ug/L            | no refer_suspected_cancer
    man of 60; labs: total B12 500 ng/L,        | refer_blood_picture
      platelets 60 10*9/L                       |
    man of 60; labs: total B12 130 ng/L,        | no refer_blood_picture
      platelets 60 10*9/L                       |
    man of 60; labs: total B12 500 ng/L         | no refer_blood_picture
    """)


def test_what_children_and_inherited_disorders_need(people):
    """A tremor after the start passes in infants. Inherited disorders belong to specialists.

    Source: droracle_infant; pgd_v009; huemer_2017.
    """
    people("""
    who                                                    | care
    boy of 9 months; labs: total B12 90 ng/L               | infant_tremor,
                                                           | no hereditary_cobalamin_disorder
    man of 45; labs: total B12 130 ng/L                    | no infant_tremor
    boy of 10; conditions: transcobalamin deficiency       | hereditary_cobalamin_disorder
    man of 45; conditions: cobalamin C disease             | hereditary_cobalamin_disorder
    man of 45; conditions: Imerslund-Grasbeck syndrome     | hereditary_cobalamin_disorder
    """)


def test_hydroxocobalamin_in_the_united_states(people):
    """In the United States hydroxocobalamin goes into muscle only, which is told to who is to have
    it. Who is to have cyanocobalamin is told how that is injected.

    Source: label_us_hydroxo_inj; label_us_cyano_inj.
    """
    people("""
    who                                   | pack        | care
    man of 45; treatment: hydroxocobalamin| us          | route_of_hydroxocobalamin,
      1 mg im every 3 months;             |             | no route_of_cyanocobalamin
      labs: total B12 900 ng/L            |             |
    man of 45; treatment: hydroxocobalamin| general, uk | no route_of_hydroxocobalamin,
      1 mg im every 3 months;             |             | no route_of_cyanocobalamin
      labs: total B12 900 ng/L            |             |
    man of 45; symptoms: tingling;        | us          | no route_of_hydroxocobalamin,
      labs: total B12 130 ng/L            |             | route_of_cyanocobalamin
    man of 45; labs: total B12 500 ng/L   | us          | no route_of_hydroxocobalamin,
                                          |             | no route_of_cyanocobalamin
    man of 45; treatment: cyanocobalamin  | us          | no route_of_hydroxocobalamin
      1 mg oral daily;                    |             |
      labs: total B12 600 ng/L            |             |
    """)


def test_what_everybody_is_told(people):
    """Who is treated hears of side effects; who is injected also hears of sites, technique,
    volume, observation, a reaction, the record and storage; red urine is of hydroxocobalamin.
    The rest is for reference and not in a plan.

    Source: pgd_v009; label_us_cyano_inj; resus_anaphylaxis_2021; project_decision.
    """
    people("""
    who                                       | pack | care
    man of 45; symptoms: tingling;            |      | injection_sites,
      labs: total B12 130 ng/L                |      | infected_skin, warm_solution,
                                              |      | injection_volume, administrator, observation,
                                              |      | reaction_stop, reaction_adrenaline,
                                              |      | reaction_no_substitute, reaction_after,
                                              |      | record, storage_light, injection_site_pain,
                                              |      | diarrhoea, nausea_vomiting, headache,
                                              |      | dizziness, itching_rash, fever_chills,
                                              |      | hypokalaemia, anaphylaxis, acne
    man of 45; treatment: hydroxocobalamin    |      | red_urine
      1 mg im every 3 months;                 |      |
      labs: total B12 900 ng/L                |      |
    man of 45; symptoms: tingling;            | us   | no red_urine
      labs: total B12 130 ng/L                |      |
    man of 45; diet: vegan                    | uk   | diarrhoea, nausea_vomiting, headache, acne,
                                              |      | no injection_sites, no infected_skin,
                                              |      | no warm_solution, no injection_volume,
                                              |      | no administrator, no observation,
                                              |      | no reaction_stop, no record, no storage_light
    man of 45; labs: total B12 500 ng/L       |      | no diarrhoea, no nausea_vomiting,
                                              |      | no headache,
                                              |      | no injection_sites, no anaphylaxis,
                                              |      | no absorbed_from_food, no body_store,
                                              |      | no daily_value_us
    """)
