"""The second reading, continued: what a regimen's name stands for."""

from collections.abc import Mapping

one_of = frozenset

# At least 1000 micrograms by mouth; NG239 gives the one for poor absorption no dose but this.
ORAL_HIGH = ("oral_1000_2000_daily", "nice_oral_malabsorption", "oral_dietary_pregnancy_uk")

ROUTE: Mapping[object, str | None] = {
    None: "none",  # VOCABULARY: nothing is given
    "uk_bnf_neuro": "im",
    "uk_bnf_no_neuro": "im",
    "uk_prophylaxis_3_monthly": "im",
    "oral_diet_low": "oral",
    "oral_1000_2000_daily": "oral",
    "nice_oral_malabsorption": "oral",
    "oral_dietary_pregnancy_uk": "oral",
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
    "uk_bnf_no_neuro": one_of(
        {(("im", 1000, "times_per_week", 3, "2 weeks"), BNF_EVERY_2_3_MONTHS)}
    ),
    "uk_prophylaxis_3_monthly": one_of({(("im", 1000, "every_months", 3),)}),
    "oral_diet_low": one_of({(("oral", dose, "every_days", 1),) for dose in (50, 100, 150)}),
    **{
        name: one_of({(("oral", dose, "every_days", 1),) for dose in (1000, 2000)})
        for name in ORAL_HIGH
    },
    "paediatric_specialist": one_of({()}),
    None: one_of({()}),
}
