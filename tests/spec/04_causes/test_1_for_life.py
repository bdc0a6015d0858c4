title = "Causes that are for life"


def test_autoimmune_gastritis(people):
    """A positive intrinsic factor antibody, or the diagnosis on record, makes autoimmune gastritis
    the cause, for life.

    Source: nice_ng239, section 1.4; redwhale_b12_2025.
    """
    people("""
    who                                                                       | cause              | lifelong
    man of 60; labs: total B12 120 ng/L, intrinsic factor antibody positive   | pernicious_anaemia | yes
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L       | pernicious_anaemia | yes
    man of 60; conditions: autoimmune gastritis; labs: total B12 120 ng/L     | pernicious_anaemia | yes
    man of 60; labs: total B12 120 ng/L, intrinsic factor antibody negative   | unknown            | no
    man of 60; family: mother has pernicious anaemia; labs: total B12 120 ng/L | not pernicious_anaemia | no
    man of 60; conditions: no pernicious anaemia; labs: total B12 120 ng/L    | not pernicious_anaemia | no
    """)


def test_the_stomach(people):
    """Without a stomach, or with part of one, there is too little intrinsic factor, for life.

    Source: nice_ng239, section 1.5; pulse_ng239; label_us_cyano_inj.
    """
    people("""
    who                                                                       | cause       | lifelong
    man of 60; procedures: total gastrectomy 9 years ago; labs: total B12 120 ng/L | gastrectomy | yes
    man of 60; procedures: partial gastrectomy 20 years ago; labs: total B12 120 ng/L | gastrectomy | yes
    man of 60; procedures: appendicectomy 9 years ago; labs: total B12 120 ng/L | unknown   | no
    """)


def test_operations_for_weight(people):
    """A bypass or sleeve operation needs B12 for life. A gastric band keeps absorption.

    Source: asmbs_2016; bomss_2020; aafp_2017.
    """
    people("""
    who                                                                       | cause         | lifelong
    woman of 45; procedures: Roux-en-Y gastric bypass 4 years ago; labs: total B12 120 ng/L | bariatric | yes
    woman of 45; procedures: sleeve gastrectomy 3 years ago; labs: total B12 120 ng/L | bariatric | yes
    woman of 45; procedures: gastric band 3 years ago; labs: total B12 120 ng/L | not bariatric | no
    """)


def test_the_ileum(people):
    """A resection of more than 20 cm of ileum, or of a length that is not known, is for life.

    Source: nice_ng239, section 1.5; project_decision.
    """
    people("""
    who                                                                              | cause          | lifelong
    man of 60; procedures: terminal ileal resection 9 years ago; labs: total B12 120 ng/L | ileal_resection | yes
    man of 60; procedures: ileal resection of 60 cm; labs: total B12 120 ng/L        | ileal_resection | yes
    man of 60; procedures: ileal resection of 15 cm; labs: total B12 120 ng/L        | ileal_resection | no
    man of 60; procedures: ileal resection of 15 cm; labs: total B12 420 ng/L        | unknown         | no
    """)


def test_inherited_disorders(people):
    """Inherited disorders of cobalamin are for life and belong to specialists.

    Source: huemer_2017; medscape_uk_hydroxo; pedsnet_anemia.
    """
    people("""
    who                                                       | cause                     | lifelong | referral
    man of 24; conditions: cobalamin C deficiency             | inherited_metabolic       | yes      | metabolic
    man of 24; conditions: transcobalamin deficiency          | transcobalamin_deficiency | yes      | metabolic
    man of 24; conditions: Imerslund-Gräsbeck syndrome        | inherited_malabsorption   | yes      | metabolic
    man of 24; conditions: pernicious anaemia                 | pernicious_anaemia        | yes      | no metabolic
    """)
