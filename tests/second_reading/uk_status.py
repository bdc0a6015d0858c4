"""The second reading, continued: how likely a deficiency is.

A condition in words, and every status that the sources allow; the first row that holds is taken.
"""

from tests.second_reading.three_valued import ANY, First

one_of = frozenset
DEFICIENT = one_of({"confirmed", "probable"})
NOT_EXCLUDED = one_of({"confirmed", "probable", "indeterminate", "not_assessable"})
"""Whatever it is, it is not unlikely."""

# --- Status: DECISIONS 6, 13-16, 46, 47; NG239 table 1 (labs.yaml, interpretation_rules) ----------

STATUS = First(
    # Below 16 (D 20, 47).
    ("child and pregnant", ANY),
    ("child and (treated or ((b12_deficiency_known or pa_known) and unopposed))", NOT_EXCLUDED),
    ("child and (b12_deficiency_known or pa_known)", ANY),
    ("child and conflict", ANY),
    ("child and total_low and mma_normal and hcy_normal and not active_low", ANY),
    ("child and (total_low or active_low)", DEFICIENT),
    # D 47: never unlikely while a child has raised markers; D 46: nor with the antibody.
    ("child and (mma_raised or hcy_raised or ifab_positive or word_low)", NOT_EXCLUDED),
    ("child and typical", ANY),
    (
        "child and (symptom_of_child or cytopenia or mma_raised or hcy_raised) and b12_measured",
        one_of({"indeterminate", "not_assessable", "probable", "confirmed"}),
    ),
    ("child", one_of({"unlikely", "indeterminate", "not_assessable"})),
    # Two results of one day in two bands (D 15).
    ("conflict and (active_known or mma_known or hcy_known or pregnant or treated)", ANY),
    ("conflict", one_of({"indeterminate", "not_assessable"})),
    # On treatment (D 15; labs.yaml r7).
    ("treated and (total_low or active_low or word_low)", DEFICIENT),
    # Neither diagnosed nor excluded by a number; a raised marker is persisting deficiency.
    ("treated and (mma_raised or hcy_raised or functional)", NOT_EXCLUDED),
    ("treated", one_of({"indeterminate", "not_assessable", "probable"})),
    # A number below the bound says so (r1), whatever was known before.
    (
        "b12_deficiency_known and total_low and not active_known and not mma_known"
        " and not hcy_known and not pregnant and not pregnancy_unknown",
        "confirmed",
    ),
    ("(b12_deficiency_known or (pa_known and not b12_measured)) and unopposed", NOT_EXCLUDED),
    ("b12_deficiency_known or (pa_known and not b12_measured)", ANY),
    # Active B12 (NG239 table 1; D 15 across analytes).
    # Below its bound it confirms (table 1); against a high total D 15 is silent.
    (
        "active_low and (total_high or word_normal or word_high)",
        one_of({"confirmed", "probable", "indeterminate"}),
    ),
    ("active_low", "confirmed"),
    # Total B12 is not used alone in pregnancy (D 16; NG239 1.3).
    ("pregnant and functional and egfr_good", DEFICIENT),
    ("pregnant and (functional or ifab_positive)", NOT_EXCLUDED),
    (
        "pregnant and active_mid and not mma_raised and not hcy_raised and not total_low"
        " and not word_low",
        one_of({"indeterminate", "probable"}),
    ),
    (
        "pregnant and active_high and not mma_raised and not hcy_raised and not total_low"
        " and not word_low and not conflict",
        one_of({"unlikely", "indeterminate", "probable"}),
    ),
    ("pregnant and (active_high or active_mid)", ANY),
    ("pregnant and total_lt100", "probable"),
    ("pregnant and total_low and (nerve_sign or cytopenia or vegan)", "probable"),
    ("pregnant and total_low and (anaemia or vegetarian)", one_of({"probable", "indeterminate"})),
    ("pregnant and (total_low or total_mid)", "indeterminate"),
    ("pregnant and word_low", one_of({"probable", "indeterminate"})),
    # Not known whether pregnant: one of the two, or between them.
    (
        "pregnancy_unknown and total_low and not active_known",
        one_of({"confirmed", "probable", "indeterminate"}),
    ),
    # Low total B12 (r1), unless everything else speaks against it (D 15, 46).
    ("total_low and active_high and mma_normal and hcy_normal and neuro", ANY),
    ("total_low and active_high and mma_normal and hcy_normal", "indeterminate"),
    # Table 1 against r8 (not verified); D 15 names only the case with a high active B12: open.
    ("total_low and mma_normal and hcy_normal", one_of({"confirmed", "indeterminate"})),
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
    (
        "(total_mid or active_mid) and mma_normal and hcy_normal and typical",  # BSH 4 against r8
        one_of({"indeterminate", "unlikely", "probable"}),
    ),
    (
        "(total_mid or active_mid) and mma_normal and hcy_normal",
        one_of({"indeterminate", "unlikely"}),
    ),
    (
        "((total_mid and active_high) or (active_mid and total_high)) and typical",
        one_of({"indeterminate", "unlikely", "probable"}),
    ),
    ("total_mid and active_high", one_of({"indeterminate", "unlikely"})),
    ("active_mid and total_high", one_of({"indeterminate", "unlikely"})),
    ("(total_mid or active_mid) and typical", one_of({"indeterminate", "probable"})),
    ("total_mid or active_mid", "indeterminate"),
    # D 46 wants the markers next; where one is normal it is silent. Nobody calls it confirmed.
    (
        "(total_high or active_high or word_high) and strong_picture"
        " and (mma_normal or hcy_normal)",
        one_of({"unlikely", "indeterminate", "probable"}),
    ),
    # D 49 (copper explains the cord) against D 46: open, but for nitrous oxide and the antibody
    (
        "(total_high or active_high) and strong_picture and copper_low and not n2o",
        one_of({"indeterminate", "probable", "unlikely"}),
    ),
    ("(total_high or active_high) and strong_picture", one_of({"indeterminate", "probable"})),
    # A word does not say on which side of 350 it stands: as with a number between the bounds.
    ("active_high and word_normal and typical", one_of({"indeterminate", "unlikely", "probable"})),
    ("active_high and word_normal", one_of({"indeterminate", "unlikely"})),
    ("total_high or active_high", "unlikely"),
    ("word_high", one_of({"unlikely", "indeterminate"})),
    ("word_normal", one_of({"unlikely", "indeterminate", "probable"})),
    # No vitamin B12 (vignettes V011, V014: never confirmed).
    (
        "not b12_measured and (ifab_positive or mma_raised or hcy_raised)"
        " and not (mma_normal and hcy_normal)",
        one_of({"not_assessable", "indeterminate", "probable"}),
    ),
    ("b12_measured and (ifab_positive or mma_raised or hcy_raised)", ANY),
    # A strong picture is never unlikely (D 46; BSH key recommendation 4), whatever r8 says, where
    # nothing else explains it: a low copper explains a cord whose markers are normal (D 49).
    ("not b12_measured and mma_normal and hcy_normal and ifab_positive", NOT_EXCLUDED),
    ("not b12_measured and mma_normal and hcy_normal and cord and not copper_low", NOT_EXCLUDED),
    (
        "not b12_measured and mma_normal and hcy_normal",  # r8
        one_of({"not_assessable", "indeterminate", "probable", "unlikely"}),
    ),
    ("not b12_measured", one_of({"not_assessable", "indeterminate", "probable"})),
    ("b12_measured or not b12_measured", ANY),
)
