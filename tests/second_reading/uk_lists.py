"""The second reading, continued: what is listed in a plan, each id in both directions.

Each row: the id, when it must be there, and where it is wider, when it may be; where that does not
hold either, it must be absent. `no_truth` is never so, `left_open` never decided.
"""

from tests.second_reading.three_valued import Each

# --- Alerts: id, when it must be there, when it may ----------------------------------------------

ALERTS = Each(
    ("outside_adult_guideline_scope", "child"),  # D 20
    ("metformin_b12", "metformin_unless_short", "metformin"),  # D 51; MHRA 2022
    ("acid_suppression_b12", "acid_alert", "acid"),  # AAFP > 12 months; Lam 2 years
    ("severe_anaemia", "severe_anaemia", "severe_anaemia or hb_lt_80 or (cytopenia and anaemia)"),
    # D 52; safety.yaml: before and in the first 48 hours of treatment
    (
        "hypokalaemia_monitor",
        "is_deficient and hb_lt_80 and not child and not allergy_cobalamin and not treated",
        "hb_lt_80 or pancytopenia or diuretic or heart or potassium_low or severe_anaemia",
    ),
    ("folate_without_b12", "folate_low and is_deficient", "folate_low or folic_acid"),
    ("coexisting_iron_deficiency", "ferritin_low"),
    ("n2o_stop", "n2o", "n2o or n2o_medical"),
    ("avoid_further_n2o_anaesthesia", "is_deficient and n2o_medical", "n2o or n2o_medical"),
    (
        "chloramphenicol_interaction",
        "chloramphenicol and is_deficient and not inherited",
        "chloramphenicol",
    ),
    ("cocp_low_b12", "pill and (total_low or total_mid) and not treated", "pill"),
    (
        "pregnancy_b12_fall",
        "pregnant and total_number and (total_low or total_mid)"
        " and not treated and not active_known",
        "pregnant",
    ),
    ("hypersensitivity", "allergy_cobalamin"),  # safety.yaml, contraindications
    ("leber_optic_atrophy", "leber", "leber or family_leber or optic or blurred"),
    ("polycythaemia_vera", "polycythaemia"),
    (
        "high_b12_investigate",
        "elevated_twice and not treated and not supplement and not child and elevated_now",
        "elevated_twice",
    ),  # D 50
    (
        "liver_disease_raises_b12",
        "liver and total_high and elevated_now and not active_low and not treated",
        "liver",
    ),
    (
        "gastric_cancer_awareness",
        "autoimmune and not child",
        "autoimmune or atrophic or ifab_positive",
    ),
    ("dietary_risk", "vegan and not supplement and not child and not treated", "dietary or child"),
    ("tma_mimic", "tma", "tma or platelets_low or schistocytes"),
    (
        "copper_check",
        "copper_low or (copper_doubt and not copper_known)",
        "copper_low or zinc or ((gastrectomy_total or gastrectomy_partial or bariatric)"
        " and (cord or gait or neuro)) or (white_low and (cord or gait or neuro))"
        " or (treated and neuro)",
    ),  # D 49
    (
        "renal_mma_unreliable",
        "(mma_raised or hcy_raised) and egfr_low and not treated",
        "egfr_low or kidney",
    ),
    (
        "normal_b12_does_not_exclude",
        # a positive antibody is told by assay_interference instead
        "total_high and (n2o or (functional and egfr_known)) and not treated and not ifab_positive",
        "total_high or active_high or total_mid or active_mid or word_normal or word_high",
    ),
    (
        "conflicting_markers",
        "conflict and not treated and not child",
        "conflict or (mma_known and hcy_known) or (active_known and total_known)"
        " or ((mma_known or hcy_known) and b12_measured)",
    ),  # D 15
    ("level_after_treatment_uninformative", "treatment_stated and total_high", "treated"),
    (
        "supplement_confounds_level",
        "supplement and total_known and not treated and not total_low",
        "supplement or treated",
    ),
    (
        "assay_interference",
        "ifab_positive and total_high and (mma_raised or hcy_raised) and not treated",
        "ifab_positive or autoimmune",
    ),  # D 46
    ("non_response_review", "no_truth", "treated"),
    ("oral_failure_switch_im", "no_truth", "treated"),
    ("benzyl_alcohol_preterm", "no_truth", "infant"),
    ("aluminium_preterm", "no_truth", "infant or egfr_low or kidney"),
    ("movement_disorder_after_start", "no_truth", "toddler"),
)

# --- Tests ---------------------------------------------------------------------------------------

TESTS = Each(
    # SUMMARY 1.3, 1.4: a symptom and a risk factor; in pregnancy active B12
    (
        "total_b12 or active_b12",
        "common and not b12_measured and not total_pending and not n2o and not child"
        " and not treated"
        " and (dietary or metformin_long or irreversible or malabsorption)",
        "left_open",
    ),
    (
        "active_b12",
        "pregnant and total_number and not active_known and (total_low or total_mid)"
        " and not treated and not child",
        "not active_known or treated",
    ),
    # r2, r3a; nitrous oxide: homocysteine or MMA first (SUMMARY 1.4)
    (
        "methylmalonic_acid or homocysteine or active_b12",
        # r3: an irreversible cause is treated without them
        "is_indeterminate and (common or neuro) and not treated and not child and not irreversible"
        " and not bariatric and not inherited and not mma_known"
        " and not hcy_known and not active_known",
        "left_open",
    ),
    (
        "methylmalonic_acid or homocysteine",
        "n2o and not mma_known and not hcy_known and not treated and not child",
        "left_open",
    ),
    ("methylmalonic_acid", "no_truth", "not mma_known or treated"),
    ("homocysteine", "no_truth", "not hcy_known or treated"),
    # NG239: test in pregnancy or breast-feeding; consider where unexplained; skip where surgery
    # or an earlier positive explains it (labs.yaml, if_ab)
    (
        "if_antibody",
        "is_deficient and not ifab_known and not ifab_pending and not child and not treated"
        " and not pa_known"
        " and not strong_cause and not dietary and not medicine_cause",
        "not ifab_known and not ifab_pending and not gastrectomy_total and not ileum_long"
        " and not pa_known",
    ),
    (
        "coeliac_serology",
        "is_deficient and not ttg_known and not child and not treated and not strong_cause"
        " and not dietary and not medicine_cause and not autoimmune and not atrophic"
        " and not n2o_medical",
        "not ttg_known and not coeliac",
    ),
    (
        "potassium",
        "is_deficient and severe_anaemia and not potassium_known and not child"
        " and not treated and not allergy_cobalamin",
        "severe_anaemia or hb_lt_80 or diuretic or heart or not hb_known or child or potassium_low"
        " or potassium_known or anaemia",
    ),
    # SUMMARY 1.4: always blood count, film, folate, ferritin, creatinine
    (
        "fbc",
        "is_deficient and not hb_known and not child and not treated and not inherited",
        "left_open",
    ),
    (
        "folate",
        "is_deficient and not folate_known and not child and not treated and not inherited",
        "not folate_known",
    ),
    (
        "ferritin",
        "is_deficient and not ferritin_known and not child and not treated and not inherited",
        "not ferritin_known",
    ),
    (
        "renal_function",
        "(mma_raised or hcy_raised) and not egfr_known and not child and not treated"
        " and not kidney",
        "left_open",
    ),  # D 14: eGFR is asked for
    (
        "mri_spine",
        "cord and not imaged and not child and not is_unlikely",
        "cord or gait or neuro or position_or_romberg",
    ),
    ("copper", "copper_doubt and not copper_known and not child", "not copper_known"),
    ("maternal_b12", "no_truth", "toddler"),
    ("urine_protein", "no_truth", "child"),
    (
        "gene_panel",
        "no_truth",
        "child or inherited or functional or optic or blurred or leber or family_leber",
    ),
    (
        "lft",
        "elevated_twice and elevated_now and not treated and not supplement and not child",
        "elevated_once or liver or is_deficient or is_indeterminate or is_unsure or alcohol"
        " or macrocytic or anaemia or any_finding",
    ),
    ("jak2", "no_truth", "elevated_once or polycythaemia"),
    ("adamts13", "no_truth", "tma or platelets_low or schistocytes"),
    ("stool_ova", "no_truth", "tapeworm or child"),
)

# --- Referral ------------------------------------------------------------------------------------

REFERRAL = Each(
    ("neurology", "cord and not child", "neuro or stroke or blurred or optic or confusion"),
    ("ophthalmology", "optic and not child", "optic or blurred or leber or family_leber"),
    ("psychiatry", "no_truth", "psychosis or confusion"),
    (
        "haematology",
        "pancytopenia and not child",
        "cytopenia or severe_anaemia or hb_lt_80 or polycythaemia or tma or elevated_once"
        " or treated"
        " or child or schistocytes or megaloblastic or anaemia",
    ),  # unexplained anaemia: open
    ("allergy", "allergy_cobalamin"),
    ("paediatrics", "child and is_deficient", "child"),
    ("obstetrics", "pregnant and severe_anaemia", "pregnant"),
    ("metabolic", "inherited and is_deficient", "inherited or child or transcobalamin"),
    ("bariatric", "no_truth", "bariatric"),
    (
        "emergency",
        "stroke or chest_pain",
        "stroke or chest_pain or psychosis or confusion or cord or gait or hb_lt_80"
        " or severe_anaemia"
        " or heart_failing or n2o or tma or potassium_lt_3 or neutrophils_lt_1 or optic"
        " or rapid_decline or toddler or cytopenia or breathless",
    ),
)

MONITORING = Each(
    (
        "potassium_during_initial_therapy",
        "leads_to_dates and is_deficient and hb_lt_80 and not child and not treated",
        "hb_lt_80 or severe_anaemia or diuretic or heart or potassium_low",
    ),
    ("repeat_total_b12", "no_truth", "not by_injection or treated or child or not_ready"),
)

ACTIONS = Each(
    ("continue_metformin", "metformin_long and is_deficient and not child", "metformin"),
    ("treat_iron_deficiency_and_find_source", "ferritin_low and not child", "ferritin_low"),
    ("take_blood_before_first_dose", "starts_now and not treated and not child", "left_open"),
    ("investigate_and_treat_mother", "no_truth", "toddler"),
    ("assess_breastfed_infant", "no_truth", "lactating or child or pregnant"),
    ("monitor_newborn_b12", "no_truth", "mother_or_baby or child"),
    ("replace_potassium_urgent", "potassium_lt_3 and not child", "potassium_low"),
)
