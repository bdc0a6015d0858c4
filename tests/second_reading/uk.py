"""A second reading of the guidance of the United Kingdom, as tables.

Written from the sources by another hand than the rules of `corrin.knowledge`, and without them: NICE
NG239 and the BNF as read in the project's clinical reference (SUMMARY, labs, regimens, risk_factors,
symptoms, safety, monitoring: the sections named beside the rows), and the project's own decisions
(D and a number) where those are silent. It imports nothing of corrin.

Each row: a condition in words (`readings` says what each word means), and what follows. Three
values: a row that is not decided may be taken or not, so that a table answers with everything that
the sources allow. `ANY`: the sources leave the key open.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.second_reading.readings import Person, facts_of
from tests.second_reading.three_valued import (
    ANY,
    NO,
    OPEN,
    YES,
    Each,
    First,
    Truth,
    compiled,
    holds,
)

one_of = frozenset
DEFICIENT = one_of({"confirmed", "probable"})
UNSURE = one_of({"indeterminate", "not_assessable"})
OPEN_SET = one_of({ANY})


@dataclass(frozen=True)
class Decided:
    """Of each key, every value that the sources allow; of each list, which ids are in or out.

    `rows` names the rows that decided. A key that the sources leave open is absent.
    """

    values: Mapping[str, frozenset[object]]
    members: Mapping[str, Mapping[str, bool]]
    rows: Mapping[tuple[str, str], str]


# --- Words made of other words -------------------------------------------------------------------

DERIVED = {
    # D 14; labs.yaml r9: homocysteine raised with normal MMA suggests folate or the kidney.
    # Hypothyroidism and alcohol raise homocysteine (labs.yaml, hcy: unverified), D 14 does not
    # name them: open.
    # Kidney disease on record with an eGFR of 60 or more: open.
    "maybe_kidney": "egfr_low or (kidney and (not egfr_known or left_open))",
    "hcy_explained": "folate_low or mma_normal or ((thyroid or alcohol) and left_open)",
    "functional": "(mma_raised and not maybe_kidney)"
    " or (hcy_raised and not maybe_kidney and not hcy_explained)",
    "cytopenia": "platelets_low or white_low",
    # D 45
    "pancytopenia": "anaemia and platelets_low and white_low",
    "typical": "megaloblastic or hypersegmented or mcv_115 or (pancytopenia and macrocytic)"
    " or cord_disease or ifab_positive",
    "symptomatic": "anaemia and (breathless or chest_pain or heart_failing)",
    "severe_anaemia": "(hb_lt_80 and not pregnant) or hb_lt_70 or pancytopenia",
    # D 46
    "strong_picture": "cord or gait or n2o or ifab_positive"
    " or (((anaemia and macrocytic) or cytopenia) and (nerve_sign or glossitis))",
    # safety.yaml: thrombotic picture; D 48
    "tma": "schistocytes or (platelets_low and ((ldh_raised and haptoglobin_low)"
    " or (ldh_raised and bilirubin_raised) or (haptoglobin_low and bilirubin_raised)))",
    "autoimmune": "pa_known or ifab_positive",
    "coeliac_any": "coeliac or ttg_positive",
    # SUMMARY 1.6: malabsorption that does not mend (D 54: ileum above 20 cm)
    "irreversible": "autoimmune or gastrectomy_total or ileum_long",
    "malabsorption": "gastrectomy_partial or bariatric or coeliac_any or crohns or pancreatic"
    " or sibo or tapeworm or ileum_short",
    "inherited": "metabolic or transcobalamin",
    "dietary": "vegan or vegetarian",
    "medicine_cause": "metformin_long or acid_long or other_medicine",
    "medicine_any": "metformin or acid or other_medicine or n2o_medical or alcohol",
    "atrophic_shown": "shown(atrophic)",
    "strong_cause": "irreversible or malabsorption or n2o or inherited",
    "mother_or_baby": "pregnant or lactating",
}

# --- Status: DECISIONS 6, 13-16, 46, 47; NG239 table 1 (labs.yaml, interpretation_rules) ----------

STATUS = First(
    # Below 16 (D 20, 47).
    ("child and (pregnant or treated or b12_deficiency_known or pa_known)", ANY),
    ("child and conflict", ANY),
    ("child and (total_low or active_low)", DEFICIENT),
    ("child and (typical or mma_raised or hcy_raised or ifab_positive or word_low)", ANY),
    ("child and (symptom_of_child or cytopenia or mma_raised or hcy_raised) and b12_measured",
     one_of({"indeterminate", "not_assessable", "probable", "confirmed"})),
    ("child", one_of({"unlikely", "indeterminate", "not_assessable"})),
    # Two results of one day in two bands (D 15).
    ("conflict and (active_known or mma_known or hcy_known or pregnant or treated)", ANY),
    ("conflict", one_of({"indeterminate", "not_assessable"})),
    # On treatment (D 15; labs.yaml r7).
    ("treated and (total_low or active_low or word_low)", DEFICIENT),
    ("treated and (mma_raised or hcy_raised or functional)", ANY),
    ("treated", one_of({"indeterminate", "not_assessable", "probable"})),
    ("b12_deficiency_known or (pa_known and not b12_measured)", ANY),
    # Active B12 (NG239 table 1; D 15 across analytes).
    ("active_low and (total_high or word_normal or word_high)", ANY),
    ("active_low", "confirmed"),
    # Total B12 is not used alone in pregnancy (D 16; NG239 1.3).
    ("pregnant and functional and egfr_good", DEFICIENT),
    ("pregnant and (functional or active_high or active_mid or ifab_positive)", ANY),
    ("pregnant and total_lt100", "probable"),
    ("pregnant and total_low and (nerve_sign or cytopenia or vegan)", "probable"),
    ("pregnant and total_low and (anaemia or vegetarian)", one_of({"probable", "indeterminate"})),
    ("pregnant and (total_low or total_mid)", "indeterminate"),
    ("pregnant and word_low", one_of({"probable", "indeterminate"})),
    # Low total B12 (r1), unless everything else speaks against it (D 15, 46).
    ("total_low and active_high and mma_normal and hcy_normal and neuro", ANY),
    ("total_low and active_high and mma_normal and hcy_normal", "indeterminate"),
    ("total_low", "confirmed"),
    # Low by words alone (D 13).
    ("word_low and active_high", ANY),
    ("word_low and (functional or typical)", "confirmed"),
    ("word_low and (mma_raised or hcy_raised)", DEFICIENT),
    ("word_low and mma_normal and hcy_normal", one_of({"probable", "indeterminate"})),  # r8
    ("word_low", "probable"),
    # Raised markers (r2; D 14, 46).
    ("functional and not egfr_known", "probable"),
    ("functional", DEFICIENT),
    ("ifab_positive and (mma_raised or hcy_raised) and egfr_low and total_high", "probable"),
    ("ifab_positive and b12_measured", one_of({"indeterminate", "probable"})),
    # Between the bounds (r2, r3), and above (r4), with a strong picture (D 46; BSH key rec. 4).
    ("(total_mid or active_mid) and mma_normal and hcy_normal and typical",  # BSH 4 against r8
     one_of({"indeterminate", "unlikely", "probable"})),
    ("(total_mid or active_mid) and mma_normal and hcy_normal",
     one_of({"indeterminate", "unlikely"})),
    ("((total_mid and active_high) or (active_mid and total_high)) and typical",
     one_of({"indeterminate", "unlikely", "probable"})),
    ("total_mid and active_high", one_of({"indeterminate", "unlikely"})),
    ("active_mid and total_high", one_of({"indeterminate", "unlikely"})),
    ("(total_mid or active_mid) and typical", one_of({"indeterminate", "probable"})),
    ("total_mid or active_mid", "indeterminate"),
    ("(total_high or active_high or word_high) and strong_picture and mma_normal", ANY),
    ("(total_high or active_high or word_high) and strong_picture and hcy_normal", ANY),
    # D 49 (copper explains the cord) against D 46: open, but for nitrous oxide and the antibody
    ("(total_high or active_high) and strong_picture and copper_low and not n2o",
     one_of({"indeterminate", "probable", "unlikely"})),
    ("(total_high or active_high) and strong_picture", one_of({"indeterminate", "probable"})),
    ("active_high and word_normal", one_of({"indeterminate", "unlikely"})),
    ("total_high or active_high", "unlikely"),
    ("word_high", one_of({"unlikely", "indeterminate"})),
    ("word_normal", one_of({"unlikely", "indeterminate", "probable"})),
    # No vitamin B12 (vignettes V011, V014: never confirmed).
    ("ifab_positive or mma_raised or hcy_raised", ANY),
    ("not b12_measured and mma_normal and hcy_normal",  # r8
     one_of({"not_assessable", "indeterminate", "probable", "unlikely"})),
    ("not b12_measured", one_of({"not_assessable", "indeterminate", "probable"})),
    ("b12_measured or not b12_measured", ANY),
)  # fmt: skip

# --- Nerves, and what cannot wait ----------------------------------------------------------------

# D 17; symptoms.yaml
NEURO = First(("neuro", True), ("findings_known", False), ("not neuro or neuro", one_of({False, None})))

# D 14; assessment, three-valued
FUNCTIONAL = First(
    ("treated", one_of({True, False, None})),
    ("functional", True),
    ("mma_raised or hcy_raised", one_of({False, None, True})),
    ("not mma_raised and not hcy_raised", one_of({False, None})),
)

# D 19, 53; safety.yaml, urgent_referral. Open: limb weakness, brisk reflexes and blurred vision
# (symptoms.yaml: same day or same week); Hb 70 to 79; cytopenia; weight loss (safety.yaml: urgent
# suspected-cancer pathway, where a cancer is suspected).
URGENT = First(
    ("cord or gait or optic or psychosis or confusion or rapid_decline", True),  # safety 1, 3, 4
    ("hb_lt_70 or pancytopenia or tma", True),  # safety 5
    ("stroke or chest_pain or neutrophils_lt_1 or potassium_lt_3", True),  # D 53
    ("n2o and peripheral", True),  # safety.yaml, last row
    ("n2o and neuro", one_of({True, False})),
    ("heart_failing and anaemia", one_of({True, False})),
    ("child and megaloblastic", one_of({True, False})),
    ("toddler and (any_finding or anaemia or b12_measured or megaloblastic)", one_of({True, False})),
    ("child and (total_low or active_low or functional or word_low)", one_of({True, False})),
    ("soft_weakness or position_or_romberg or blurred or weight_loss", one_of({True, False})),
    ("hb_lt_80 or cytopenia or inherited", one_of({True, False})),
    ("leber or family_leber or allergy_cobalamin or polycythaemia", one_of({True, False})),
    ("mother_or_baby and (anaemia or total_low or active_low)", one_of({True, False})),
    ("child or not child", False),
)

# D 18; labs.yaml r0a (megaloblastic anaemia with nerves). r0b (a medicine: "consider"): open.
START = First(
    ("child or allergy_cobalamin or treated or inherited or polycythaemia", ANY),
    ("is_unlikely and not mma_raised and not hcy_raised", False),
    ("is_unlikely", one_of({True, False})),  # markers raised, though explained by the kidneys
    ("cord or gait or optic or psychosis or rapid_decline", True),
    ("severe_anaemia and is_deficient", True),
    ("severe_anaemia", one_of({True, False})),  # small red cells may say more of iron
    ("n2o and neuro", True),
    ("(megaloblastic or (anaemia and macrocytic)) and neuro", True),
    ("confusion or stroke or soft_weakness or position_or_romberg", one_of({True, False})),
    # r0a: megaloblastic anaemia; with large cells and another low line: open
    ("macrocytic and cytopenia and neuro", one_of({True, False})),
    ("anaemia and (breathless or chest_pain or heart_failing)", one_of({True, False})),
    ("pregnant or n2o or medicine_cause or (n2o_medical and neuro)", one_of({True, False})),
    ("child or not child", False),
)

# --- Cause: SUMMARY 1.6, D 49, 51, 54 ------------------------------------------------------------

# What may lead: each that is present, with the words under which it may.
CAUSES = {
    "pernicious_anaemia": "autoimmune",
    "nitrous_oxide": "n2o",
    "gastrectomy": "gastrectomy_total or gastrectomy_partial",
    "bariatric": "bariatric",
    "ileal_resection": "ileum_long or ileum_short",
    "crohns": "crohns",
    "coeliac": "coeliac_any",
    "pancreatic": "pancreatic",
    "sibo": "sibo",
    "fish_tapeworm": "tapeworm",
    "transcobalamin_deficiency": "transcobalamin",
    "inherited_metabolic": "metabolic",
    "dietary": "dietary",
    "medicine_metformin": "metformin_long",
    "medicine_acid_suppression": "acid_long",
    "medicine_other": "other_medicine",
}
# D 51: a medicine leads only where nothing stronger stands. Diet and heavy drink are not ranked.
# Ileum up to 20 cm: strength low (risk_factors.yaml); topiramate and its like: uncertain.
WEAK_CAUSES = ("dietary", "medicine_metformin", "medicine_acid_suppression", "medicine_other")
MEDICINES = WEAK_CAUSES[1:]

# D 53-55; regimens.yaml, nice_choice_by_cause; SUMMARY 1.6
LIFELONG = First(
    ("child", ANY),
    ("inherited", ANY),
    ("irreversible", True),
    ("bypass", True),  # regimens.yaml, bomss_im_3monthly: lifelong
    ("bariatric or gastrectomy_partial or ileum_short or polycythaemia", one_of({True, False})),
    ("child or not child", False),
)

# --- The offer: regimens.yaml, nice_choice_by_cause; SUMMARY 1.7; D 11, 12, 20, 56, 57 ------------

SCHEDULE = First(
    ("child and is_unlikely", ANY),
    ("child and allergy_cobalamin", one_of({"specialist_only", "blocked"})),
    ("child", "specialist_only"),
    ("inherited", one_of({"specialist_only", "not_indicated", "blocked"})),
    ("treated or refuses or leber or family_leber", ANY),
    ("allergy_cobalamin and is_deficient", "blocked"),
    ("allergy_cobalamin", one_of({"blocked", "not_indicated", "ask_first"})),
    ("polycythaemia", one_of({"ready", "blocked", "ask_first", "specialist_only", "not_indicated"})),
    ("is_deficient and neuro", "ready"),
    ("is_deficient and findings_unknown", "ask_first"),
    # D 11: where what is unknown would turn tablets into injections, it is asked for.
    ("is_deficient and findings_known and not neuro and dietary and operations_or_conditions_unknown"
     " and body_known and not mother_or_baby and not shown(strong_cause) and not shown(medicine_any)"
     " and not anaemia and not symptomatic and not atrophic_shown", "ask_first"),
    ("is_deficient and findings_known and not neuro and diet_unknown and history_but_diet_known"
     " and body_known and not mother_or_baby and not strong_cause and not medicine_any"
     " and not anaemia and not symptomatic and not atrophic and not copper_low", "ask_first"),
    ("is_deficient and findings_known and history_known and body_known"
     " and not medicine_unknown_duration", "ready"),
    ("is_deficient", one_of({"ready", "ask_first"})),
    ("is_unlikely and (starts_now or severe_anaemia)", ANY),
    ("is_unlikely and bypass", "ready"),  # BOMSS: prevention every 3 months
    ("is_unlikely and (irreversible or malabsorption or dietary)",
     one_of({"ready", "not_indicated", "ask_first"})),
    ("is_unlikely and history_known", "not_indicated"),
    ("is_unlikely", one_of({"not_indicated", "ask_first"})),
    # r3: consider treating now; r3a: MMA first; r3b: watch.
    ("is_indeterminate and starts_now", one_of({"ready", "ask_first"})),
    ("is_indeterminate and findings_known and not neuro and history_known and body_known"
     " and not irreversible and not mother_or_baby and not malabsorption and not dietary"
     " and not n2o and not strong_picture and not severe_anaemia and not symptomatic",
     "not_indicated"),
    ("child or not child", ANY),
)  # fmt: skip

# At least 1000 micrograms by mouth; NG239 gives the one for poor absorption no dose but this.
ORAL_HIGH = ("oral_1000_2000_daily", "nice_oral_malabsorption")
REGIMEN = First(
    ("child and is_unlikely", ANY),
    ("child", "paediatric_specialist"),
    ("treated or refuses or leber or family_leber or inherited or allergy_cobalamin", ANY),
    ("polycythaemia", ANY),
    ("not_ready", ANY),
    # BNF: nerves decide first.
    ("is_deficient and neuro", "uk_bnf_neuro"),
    ("is_deficient and irreversible", "uk_bnf_no_neuro"),  # NICE: offer IM, lifelong
    ("is_deficient and severe_anaemia", "uk_bnf_no_neuro"),
    ("is_deficient and ileum_short and medicine_cause",
     one_of({"uk_bnf_no_neuro", "oral_diet_low", *ORAL_HIGH})),
    ("is_deficient and malabsorption", "uk_bnf_no_neuro"),  # NICE: consider IM; preferred
    ("is_deficient and (n2o or medicine_cause)",
     one_of({"uk_bnf_no_neuro", *ORAL_HIGH, "oral_diet_low"})),
    ("is_deficient and dietary and (anaemia or adherence_doubt)",
     one_of({"uk_bnf_no_neuro", "oral_diet_low", *ORAL_HIGH})),
    ("is_deficient and dietary and mother_or_baby", "oral_1000_2000_daily"),
    ("is_deficient and dietary", "oral_diet_low"),
    ("is_deficient", one_of({"uk_bnf_no_neuro", *ORAL_HIGH})),
    ("is_indeterminate and neuro", "uk_bnf_neuro"),
    ("is_unlikely and bypass and severe_anaemia", ANY),
    ("is_unlikely and bypass", "uk_prophylaxis_3_monthly"),
    ("child or not child", ANY),
)  # fmt: skip
ROUTE = {
    "uk_bnf_neuro": "im",
    "uk_bnf_no_neuro": "im",
    "uk_prophylaxis_3_monthly": "im",
    "oral_diet_low": "oral",
    "oral_1000_2000_daily": "oral",
    "nice_oral_malabsorption": "oral",
    "paediatric_specialist": None,
}
# BNF: hydroxocobalamin by injection; cyanocobalamin by mouth.
PRODUCT = {"im": "hydroxocobalamin", "oral": "cyanocobalamin"}

# NG239: 3 months; 1 month in pregnancy or breast-feeding (monitoring.yaml).
# The phases of each, as the BNF and NG239 print them (regimens.yaml).
BNF_EVERY_2_3_MONTHS = ("im", 1000, "every_months", "2-3")
PHASES: Mapping[object, frozenset[object]] = {
    "uk_bnf_neuro": one_of(
        {(("im", 1000, "every_days", 2, "no_further_improvement"), ("im", 1000, "every_months", 2))}
    ),
    "uk_bnf_no_neuro": one_of({(("im", 1000, "times_per_week", 3, "2 weeks"), BNF_EVERY_2_3_MONTHS)}),
    "uk_prophylaxis_3_monthly": one_of({(("im", 1000, "every_months", 3),)}),
    "oral_diet_low": one_of({(("oral", dose, "every_days", 1),) for dose in (50, 100, 150)}),
    **{
        name: one_of({(("oral", dose, "every_days", 1),) for dose in (1000, 2000)})
        for name in ORAL_HIGH
    },
    "paediatric_specialist": one_of({()}),
}

# D 56; VOCABULARY respect_refusal
REFUSAL = First(
    ("not refuses", None),
    ("is_deficient and not child and not inherited and not allergy_cobalamin and not polycythaemia"
     " and not leber", "im_refused_recorded"),
    ("child or not child", one_of({None, "im_refused_recorded"})),
)

# NG239 table 1, of the total and of the active B12 that counts (labs.yaml; D 6, 15, 23).
TOTAL_BAND = First(
    ("child or pregnant or treated or conflict or not total_number", ANY),
    ("total_straddles", None),
    ("total_low", "confirmed"),
    ("total_high", "unlikely"),
    ("total_mid", "indeterminate"),
)
ACTIVE_BAND = First(
    ("child or treated or not active_known", ANY),
    ("active_low", "confirmed"),
    ("active_high", "unlikely"),
    ("active_mid", "indeterminate"),
)

# Dated doses (VOCABULARY, schedule_status): only where the plan is ready.
HAS_DATES = First(
    ("dates_ready", True),
    ("dates_never", False),
    ("dates_ready or not dates_ready", ANY),
)

REVIEW = First(
    ("not_ready or treated or child", ANY),
    ("is_unlikely", ANY),
    ("mother_or_baby", one_of({4, 5})),
    ("child or not child", one_of({12, 13})),
)

ANAEMIA = First(
    ("not hb_known", None),
    ("not hb_bound", one_of({None, "severe"})),  # no bound is printed before 6 months
    ("not sex_known and anaemia", one_of({"mild", "moderate", "severe", "none", None})),
    ("child and anaemia", one_of({"mild", "moderate", "severe"})),
    ("not anaemia", "none"),
    ("pancytopenia", "severe"),  # D 45
    # labs.yaml, severity_g_L
    ("pregnant and hb_lt_70", "severe"),
    ("pregnant and hb_lt_100", "moderate"),
    ("pregnant", one_of({"mild", "none"})),
    ("hb_lt_80", "severe"),
    ("hb_lt_110", "moderate"),
    ("anaemia", "mild"),
    ("child or not child", "none"),
)

# --- Alerts: id, when it must be there, when it may ----------------------------------------------

ALERTS = Each(
    ("outside_adult_guideline_scope", "child"),  # D 20
    ("metformin_b12", "metformin_unless_short", "metformin"),  # D 51; MHRA 2022
    ("acid_suppression_b12", "acid_alert", "acid"),  # AAFP > 12 months; Lam 2 years
    ("severe_anaemia", "severe_anaemia", "severe_anaemia or hb_lt_80 or (cytopenia and anaemia)"),
    # D 52; safety.yaml: before and in the first 48 hours of treatment
    ("hypokalaemia_monitor", "is_deficient and hb_lt_80 and not child and not allergy_cobalamin and not treated",
     "hb_lt_80 or pancytopenia or diuretic or heart or potassium_low or severe_anaemia"),
    ("folate_without_b12", "folate_low and is_deficient", "folate_low or folic_acid"),
    ("coexisting_iron_deficiency", "ferritin_low"),
    ("n2o_stop", "n2o", "n2o or n2o_medical"),
    ("avoid_further_n2o_anaesthesia", "is_deficient and n2o_medical", "n2o or n2o_medical"),
    ("chloramphenicol_interaction", "chloramphenicol and is_deficient", "chloramphenicol"),
    ("cocp_low_b12", "pill and (total_low or total_mid) and not treated", "pill"),
    ("pregnancy_b12_fall", "pregnant and total_number and (total_low or total_mid) and not treated and not active_known",
     "pregnant"),
    ("hypersensitivity", "allergy_cobalamin"),  # safety.yaml, contraindications
    ("leber_optic_atrophy", "leber", "leber or family_leber or optic or blurred"),
    ("polycythaemia_vera", "polycythaemia"),
    ("high_b12_investigate",
     "elevated_twice and not treated and not supplement and not child and elevated_now",
     "elevated_twice"),  # D 50
    ("liver_disease_raises_b12", "liver and total_high and elevated_now and not active_low and not treated", "liver"),
    ("gastric_cancer_awareness", "autoimmune and not child",
     "autoimmune or atrophic or ifab_positive"),
    ("dietary_risk", "vegan and not supplement and not child and not treated", "dietary or child"),
    ("tma_mimic", "tma", "tma or platelets_low or schistocytes"),
    ("copper_check",
     "copper_low or (zinc and not copper_known)"
     " or ((gastrectomy_total or gastrectomy_partial or bariatric) and myelopathy and not copper_known)"
     " or (white_low and neutropenia and myelopathy and not copper_known)",
     "copper_low or zinc or ((gastrectomy_total or gastrectomy_partial or bariatric)"
     " and (cord or gait or neuro)) or (white_low and (cord or gait or neuro))"
     " or (treated and neuro)"),  # D 49
    ("renal_mma_unreliable", "(mma_raised or hcy_raised) and egfr_low and not treated", "egfr_low or kidney"),
    ("normal_b12_does_not_exclude",
     # a positive antibody is told by assay_interference instead
     "total_high and (n2o or (functional and egfr_known)) and not treated and not ifab_positive",
     "total_high or active_high or total_mid or active_mid or word_normal or word_high"),
    ("conflicting_markers", "conflict and not treated and not child",
     "conflict or (mma_known and hcy_known) or (active_known and total_known)"
     " or ((mma_known or hcy_known) and b12_measured)"),  # D 15
    ("level_after_treatment_uninformative", "treatment_stated and total_high",
     "treated"),
    ("supplement_confounds_level", "supplement and total_known and not treated and not total_low",
     "supplement or treated"),
    ("assay_interference", "ifab_positive and total_high and (mma_raised or hcy_raised) and not treated",
     "ifab_positive or autoimmune"),  # D 46
    ("non_response_review", "no_truth", "treated"),
    ("oral_failure_switch_im", "no_truth", "treated"),
    ("benzyl_alcohol_preterm", "no_truth", "infant"),
    ("aluminium_preterm", "no_truth", "infant or egfr_low or kidney"),
    ("movement_disorder_after_start", "no_truth", "toddler"),
)  # fmt: skip

# --- Tests ---------------------------------------------------------------------------------------

TESTS = Each(
    # SUMMARY 1.3, 1.4: a symptom and a risk factor; in pregnancy active B12
    ("total_b12 or active_b12",
     "common and not b12_measured and not total_pending and not n2o and not child and not treated"
     " and (dietary or metformin_long or irreversible or malabsorption)", "left_open"),
    ("active_b12", "pregnant and total_number and not active_known and (total_low or total_mid)"
     " and not treated and not child", "not active_known or treated"),
    # r2, r3a; nitrous oxide: homocysteine or MMA first (SUMMARY 1.4)
    ("methylmalonic_acid or homocysteine or active_b12",
     # r3: an irreversible cause is treated without them
     "is_indeterminate and (common or neuro) and not treated and not child and not irreversible"
     " and not bariatric and not inherited and not mma_known"
     " and not hcy_known and not active_known", "left_open"),
    ("methylmalonic_acid or homocysteine",
     "n2o and not mma_known and not hcy_known and not treated and not child", "left_open"),
    ("methylmalonic_acid", "no_truth", "not mma_known or treated"),
    ("homocysteine", "no_truth", "not hcy_known or treated"),
    # NG239: test in pregnancy or breast-feeding; consider where unexplained; skip where surgery
    # or an earlier positive explains it (labs.yaml, if_ab)
    ("if_antibody",
     "is_deficient and not ifab_known and not child and not treated and not pa_known"
     " and not strong_cause and not dietary and not medicine_cause",
     "not ifab_known and not gastrectomy_total and not ileum_long and not pa_known"),
    ("coeliac_serology",
     "is_deficient and not ttg_known and not child and not treated and not strong_cause"
     " and not dietary and not medicine_cause and not autoimmune and not atrophic"
     " and not n2o_medical",
     "not ttg_known and not coeliac"),
    ("potassium", "is_deficient and severe_anaemia and not potassium_known and not child"
     " and not treated and not allergy_cobalamin",
     "severe_anaemia or hb_lt_80 or diuretic or heart or not hb_known or child or potassium_low"
     " or potassium_known or anaemia"),
    # SUMMARY 1.4: always blood count, film, folate, ferritin, creatinine
    ("fbc", "is_deficient and not hb_known and not child and not treated and not inherited", "left_open"),
    ("folate", "is_deficient and not folate_known and not child and not treated and not inherited", "not folate_known"),
    ("ferritin", "is_deficient and not ferritin_known and not child and not treated and not inherited",
     "not ferritin_known"),
    ("renal_function",
     "(mma_raised or hcy_raised) and not egfr_known and not child and not treated and not kidney",
     "left_open"),  # D 14: eGFR is asked for
    ("mri_spine", "cord and not imaged and not child and not is_unlikely", "cord or gait or neuro or position_or_romberg"),
    ("copper", "copper_asked and not copper_known", "not copper_known"),
    ("maternal_b12", "no_truth", "toddler"),
    ("urine_protein", "no_truth", "child"),
    ("gene_panel", "no_truth", "child or inherited or functional or optic or blurred or leber"
     " or family_leber"),
    ("lft", "elevated_twice and elevated_now and not treated and not supplement and not child",
     "elevated_once or liver or is_deficient or is_indeterminate or is_unsure or alcohol"
     " or macrocytic or anaemia or any_finding"),
    ("jak2", "no_truth", "elevated_once or polycythaemia"),
    ("adamts13", "no_truth", "tma or platelets_low or schistocytes"),
    ("stool_ova", "no_truth", "tapeworm or child"),
)  # fmt: skip

# --- Referral ------------------------------------------------------------------------------------

REFERRAL = Each(
    ("neurology", "cord and not child", "neuro or stroke or blurred or optic or confusion"),
    ("ophthalmology", "optic and not child", "optic or blurred or leber or family_leber"),
    ("psychiatry", "no_truth", "psychosis or confusion"),
    ("haematology", "pancytopenia and not child",
     "cytopenia or severe_anaemia or hb_lt_80 or polycythaemia or tma or elevated_once or treated"
     " or child or schistocytes or megaloblastic or anaemia"),  # unexplained anaemia: open
    ("allergy", "allergy_cobalamin"),
    ("paediatrics", "child and is_deficient", "child"),
    ("obstetrics", "pregnant and severe_anaemia", "pregnant"),
    ("metabolic", "inherited and is_deficient", "inherited or child or transcobalamin"),
    ("bariatric", "no_truth", "bariatric"),
    ("emergency", "stroke or chest_pain",
     "stroke or chest_pain or psychosis or confusion or cord or gait or hb_lt_80 or severe_anaemia"
     " or heart_failing or n2o or tma or potassium_lt_3 or neutrophils_lt_1 or optic"
     " or rapid_decline or toddler or cytopenia or breathless"),
)  # fmt: skip

MONITORING = Each(
    ("potassium_during_initial_therapy",
     "leads_to_dates and is_deficient and hb_lt_80 and not child and not treated",
     "hb_lt_80 or severe_anaemia or diuretic or heart or potassium_low"),
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
)  # fmt: skip


# --- The answer ----------------------------------------------------------------------------------

_DERIVED = [(name, compiled(asked)) for name, asked in DERIVED.items()]
_CAUSES = [(cause, compiled(asked)) for cause, asked in CAUSES.items()]


def decide(person: Person) -> Decided:
    """Everything that the sources decide of a person."""
    words = dict(facts_of(person))
    words["no_truth"], words["left_open"] = NO, OPEN
    for name, asked in _DERIVED:
        words[name] = holds(asked, words)
    values: dict[str, frozenset[object]] = {}
    rows: dict[tuple[str, str], str] = {}

    def ask(key: str, table: First) -> frozenset[object]:
        allowed, used = table(words)
        rows[key, ""] = "; ".join(used)
        if ANY not in allowed:
            values[key] = allowed
        return allowed

    _status_words(ask("status", STATUS), words)
    ask("neuro_involvement", NEURO)
    ask("functional_deficiency", FUNCTIONAL)
    ask("anaemia", ANAEMIA)
    ask("total_band", TOTAL_BAND)
    ask("active_band", ACTIVE_BAND)
    ask("respect_refusal", REFUSAL)
    ask("urgent_referral", URGENT)
    starts = ask("start_before_results", START)
    words["starts_now"] = YES if starts == {True} else OPEN if True in starts or ANY in starts else NO
    values["cause"], rows["cause", ""] = _cause(words)
    if ANY in values["cause"]:
        del values["cause"]
    ask("lifelong", LIFELONG)
    _offer(ask, words, values)
    members = {}
    for key, table in (
        ("alerts", ALERTS),
        ("test_next", TESTS),
        ("referral_to", REFERRAL),
        ("monitoring", MONITORING),
        ("actions", ACTIONS),
    ):
        found = table(words)
        members[key] = {name: there for name, (there, _) in found.items()}
        rows.update({(key, name): row for name, (_, row) in found.items()})
    return Decided(values, members, rows)


def _status_words(allowed: frozenset[object], words: dict[str, Truth]) -> None:
    """Whether the person is deficient, and so on, as far as the status is decided."""

    def within(asked: frozenset[object]) -> Truth:
        if ANY in allowed:
            return OPEN
        return YES if allowed <= asked else OPEN if allowed & asked else NO

    words["is_deficient"] = within(DEFICIENT)
    words["is_unlikely"] = within(one_of({"unlikely"}))
    words["not_unlikely"] = within(DEFICIENT | UNSURE)
    words["is_indeterminate"] = within(one_of({"indeterminate"}))
    words["is_unsure"] = within(UNSURE)
    words["copper_asked"] = NO


def _cause(words: Mapping[str, Truth]) -> tuple[frozenset[object], str]:
    """Which causes may lead: those that are there, the strong before the weak."""
    if words["child"] != NO:
        return OPEN_SET, "child"
    held = {cause: holds(asked, words) for cause, asked in _CAUSES}
    sure = {cause for cause, truth in held.items() if truth == YES}
    maybe = {cause for cause, truth in held.items() if truth == OPEN and _stated(cause, words)}
    others = words["atrophic"] | words["alcohol"] | words["copper_low"] | words["folate_low"]
    if words["n2o_medical"] == YES:
        maybe.add("nitrous_oxide")  # risk_factors.yaml, nitrous_oxide_anaesthetic: moderate
    if words["copper_low"] == YES and words["is_deficient"] != YES:
        maybe.add("copper_deficiency")  # D 49
    if words["treated"] != NO:
        maybe.add("unknown")  # deficient on tablets: the diet no longer explains it
    strong = sure - set(WEAK_CAUSES)
    if words["ileum_short"] == YES and words["ileum_long"] != YES:
        strong.discard("ileal_resection")  # D 54: with normal B12 it is only watched
        maybe |= {"ileal_resection"}
        if YES not in (words["total_low"], words["active_low"]):
            maybe |= {"unknown"}
    if strong:
        return one_of(strong | (maybe - set(WEAK_CAUSES))), "strong causes that are there"
    allowed: set[object] = sure | maybe
    if not sure:
        allowed |= {"unknown"}
        if words["older"] == YES or words["atrophic"] == YES or words["acid"] == YES:
            allowed |= {"food_bound_malabsorption"}
    if others == YES or words["acid"] == YES:
        allowed |= {"unknown", "food_bound_malabsorption", "malabsorption_other"}
        allowed |= {"copper_deficiency", "folate_deficiency"}
    return one_of(allowed), "weak causes that are there, or unknown"


def _stated(cause: str, words: Mapping[str, Truth]) -> bool:
    """A cause that is open because of its duration, not because nothing was said."""
    medicine = {
        "medicine_metformin": "metformin",
        "medicine_acid_suppression": "acid",
        "medicine_other": "other_medicine",
    }
    return cause in medicine and words[medicine[cause]] == YES


def _offer(ask, words, values) -> None:  # noqa: ANN001 - four tables of one function
    schedule = ask("schedule_status", SCHEDULE)
    ready = schedule == {"ready"}
    words["not_ready"] = NO if ready else YES
    words["leads_to_dates"] = YES if ready else OPEN
    regimens = ask("regimen", REGIMEN)
    words["by_injection"] = OPEN
    if ANY not in regimens:
        routes = one_of(ROUTE[str(regimen)] for regimen in regimens)
        values["route"] = routes
        words["by_injection"] = YES if routes == {"im"} else NO if "im" not in routes else OPEN
        if None not in routes:
            products = one_of(PRODUCT[str(route)] for route in routes)
            if words["egfr_lt_30"] == YES:  # safety.yaml, renal_impairment_cyanocobalamin
                products = products - {"cyanocobalamin"} | {"hydroxocobalamin", "methylcobalamin"}
            values["product"] = products
        values["phases"] = one_of[object]().union(*(PHASES[regimen] for regimen in regimens))
    words["dates_ready"] = YES if ready else NO
    never = {"blocked", "specialist_only", "not_indicated"}
    words["dates_never"] = YES if schedule <= never else NO
    ask("has_dates", HAS_DATES)
    ask("review_at_weeks", REVIEW)
