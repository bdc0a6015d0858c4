"""A second reading of the guidance of the United Kingdom, as tables.

Written from the sources by another hand than the rules of `corrin.knowledge`, and without them:
NICE NG239 and the BNF as the project's clinical reference reads them (its SUMMARY, labs, regimens,
risk_factors, symptoms, safety and monitoring are named beside the rows), and the project's own
decisions (D and a number) where those are silent. It imports nothing of corrin.

Each row: a condition in words (`readings` says what each word means), and what follows. Three
values: a row that is not decided may be taken or not, so that a table answers with everything that
the sources allow. `ANY`: the sources leave the key open.
"""

from tests.second_reading.three_valued import ANY, First
from tests.second_reading.uk_regimens import ORAL_HIGH

one_of = frozenset

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
    " or (((anaemia and (macrocytic or (megaloblastic and left_open))) or cytopenia)"
    " and (nerve_sign or glossitis))",
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
    # D 49
    "copper_doubt": "zinc or ((gastrectomy_total or gastrectomy_partial or bariatric)"
    " and myelopathy) or (neutropenia and myelopathy)",
    # No result speaks against a deficiency that is on record.
    "unopposed": "not total_high and not active_high and not word_high and not word_normal"
    " and not mma_normal and not hcy_normal",
    "strong_cause": "irreversible or malabsorption or n2o or inherited",
    "mother_or_baby": "pregnant or lactating",
}

# --- Nerves, and what cannot wait ----------------------------------------------------------------

# D 17; symptoms.yaml
NEURO = First(
    ("neuro", True), ("findings_known", False), ("not neuro or neuro", one_of({False, None}))
)

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
    # A bad blood count with a nerve sign in a child: the sources are silent, corrin refers.
    (
        "child and (megaloblastic or (neuro and (anaemia or cytopenia or macrocytic)))",
        one_of({True, False}),
    ),
    (
        "toddler and (any_finding or anaemia or b12_measured or typical or macrocytic"
        " or cytopenia)",
        one_of({True, False}),
    ),
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
    ("is_unlikely and not mma_raised and not hcy_raised and not tma", False),
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
    ("pregnant or n2o or medicine_cause or tma or (n2o_medical and neuro)", one_of({True, False})),
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
    (
        "polycythaemia",
        one_of({"ready", "blocked", "ask_first", "specialist_only", "not_indicated"}),
    ),
    ("is_deficient and neuro", "ready"),
    ("is_deficient and findings_unknown", "ask_first"),
    # D 11: where what is unknown would turn tablets into injections, it is asked for.
    (
        "is_deficient and findings_known and not neuro and dietary"
        " and operations_or_conditions_unknown"
        " and body_known and not mother_or_baby and not shown(strong_cause)"
        " and not shown(medicine_any)"
        " and not anaemia and not symptomatic and not atrophic_shown",
        "ask_first",
    ),
    (
        "is_deficient and findings_known and not neuro and diet_unknown and history_but_diet_known"
        " and body_known and not mother_or_baby and not strong_cause and not medicine_any"
        " and not anaemia and not symptomatic and not atrophic and not copper_low",
        "ask_first",
    ),
    (
        "is_deficient and findings_known and history_known and body_known"
        " and not medicine_unknown_duration",
        "ready",
    ),
    ("is_deficient", one_of({"ready", "ask_first"})),
    ("is_unlikely and (starts_now or severe_anaemia)", ANY),
    ("is_unlikely and bypass", "ready"),  # BOMSS: prevention every 3 months
    (
        "is_unlikely and (irreversible or malabsorption or dietary)",
        one_of({"ready", "not_indicated", "ask_first"}),
    ),
    ("is_unlikely and history_known", "not_indicated"),
    ("is_unlikely", one_of({"not_indicated", "ask_first"})),
    # r3: consider treating now; r3a: MMA first; r3b: watch.
    ("is_indeterminate and starts_now", one_of({"ready", "ask_first"})),
    (
        "is_indeterminate and findings_known and not neuro and history_known and body_known"
        " and not irreversible and not mother_or_baby and not malabsorption and not dietary"
        " and not n2o and not strong_picture and not severe_anaemia and not symptomatic",
        "not_indicated",
    ),
    ("child or not child", ANY),
)

REGIMEN = First(
    ("child and is_unlikely", ANY),
    ("child", "paediatric_specialist"),
    # D 56: the dated plan leads with the highest oral dose.
    (
        "refuses and is_deficient and not treated and not leber and not family_leber"
        " and not inherited and not allergy_cobalamin and not polycythaemia",
        one_of(ORAL_HIGH),
    ),
    ("nothing_due", None),
    ("treated or refuses or leber or family_leber or inherited or allergy_cobalamin", ANY),
    ("polycythaemia", ANY),
    ("not_ready", ANY),
    # BNF: nerves decide first.
    ("is_deficient and neuro", "uk_bnf_neuro"),
    ("is_deficient and irreversible", "uk_bnf_no_neuro"),  # NICE: offer IM, lifelong
    ("is_deficient and severe_anaemia", "uk_bnf_no_neuro"),
    (
        "is_deficient and ileum_short and (medicine_cause or dietary)",
        one_of({"uk_bnf_no_neuro", "oral_diet_low", *ORAL_HIGH}),
    ),
    ("is_deficient and malabsorption", "uk_bnf_no_neuro"),  # NICE: consider IM; preferred
    (
        "is_deficient and (n2o or medicine_cause)",
        one_of({"uk_bnf_no_neuro", *ORAL_HIGH, "oral_diet_low"}),
    ),
    (
        "is_deficient and dietary and (anaemia or adherence_doubt or atrophic)",
        one_of({"uk_bnf_no_neuro", "oral_diet_low", *ORAL_HIGH}),
    ),
    (
        "is_deficient and dietary and mother_or_baby",
        one_of({"oral_1000_2000_daily", "oral_dietary_pregnancy_uk"}),
    ),
    ("is_deficient and dietary", "oral_diet_low"),
    ("is_deficient", one_of({"uk_bnf_no_neuro", *ORAL_HIGH})),
    ("is_indeterminate and neuro", "uk_bnf_neuro"),
    ("is_unlikely and bypass and severe_anaemia", ANY),
    ("is_unlikely and bypass", "uk_prophylaxis_3_monthly"),
    ("child or not child", ANY),
)

# D 56; VOCABULARY respect_refusal
REFUSAL = First(
    ("not refuses", None),
    (
        "is_deficient and not child and not inherited and not allergy_cobalamin"
        " and not polycythaemia"
        " and not leber",
        "im_refused_recorded",
    ),
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
