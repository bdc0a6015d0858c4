title = "Causes that are for life"


def test_autoimmune_gastritis(people):
    """A positive intrinsic factor antibody, or the diagnosis on record, makes autoimmune gastritis
    the cause, for life.

    Source: nice_ng239, section 1.4; redwhale_b12_2025.
    """
    people("""
    who                                                          | cause                  | lifelong
    man of 60;                                                   | pernicious_anaemia     | yes
      labs: total B12 120 ng/L,
      intrinsic factor antibody positive
    man of 60; conditions: pernicious anaemia;                   | pernicious_anaemia     | yes
      labs: total B12 120 ng/L
    man of 60; conditions: autoimmune gastritis;                 | pernicious_anaemia     | yes
      labs: total B12 120 ng/L
    man of 60;                                                   | unknown                | no
      labs: total B12 120 ng/L,
      intrinsic factor antibody negative
    man of 60;                                                   | pernicious_anaemia     | yes
      labs: total B12 120 ng/L,
      intrinsic factor antibody high
    man of 60;                                                   | unknown                | no
      labs: total B12 120 ng/L,
      intrinsic factor antibody normal
    man of 60;                                                   | pernicious_anaemia     | yes
      labs: total B12 120 ng/L,
      intrinsic factor antibody 30 U/mL (0-20)
    man of 60;                                                   | unknown                | no
      labs: total B12 120 ng/L,
      intrinsic factor antibody 10 U/mL (0-20)
    man of 60; family: mother has pernicious anaemia;            | not pernicious_anaemia | no
      labs: total B12 120 ng/L
    man of 60; conditions: no pernicious anaemia;                | not pernicious_anaemia | no
      labs: total B12 120 ng/L
    """)


def test_the_stomach(people):
    """Without a stomach, or with part of one, there is too little intrinsic factor, for life.

    Source: nice_ng239, section 1.5; pulse_ng239; label_us_cyano_inj.
    """
    people("""
    who                                                                     | cause       | lifelong
    man of 60; procedures: total gastrectomy 9 years ago;                   | gastrectomy | yes
      labs: total B12 120 ng/L
    man of 60; procedures: partial gastrectomy 20 years ago;                | gastrectomy | yes
      labs: total B12 120 ng/L
    man of 60; procedures: appendicectomy 9 years ago;                      | unknown     | no
      labs: total B12 120 ng/L
    """)


def test_operations_for_weight(people):
    """A bypass or sleeve operation needs B12 for life. A gastric band keeps absorption.

    Source: asmbs_2016; bomss_2020; aafp_2017.
    """
    people("""
    who                                                                   | cause         | lifelong
    woman of 45; procedures: Roux-en-Y gastric bypass 4 years ago;        | bariatric     | yes
      labs: total B12 120 ng/L
    woman of 45; procedures: sleeve gastrectomy 3 years ago;              | bariatric     | yes
      labs: total B12 120 ng/L
    woman of 45; procedures: gastric band 3 years ago;                    | not bariatric | no
      labs: total B12 120 ng/L
    """)


def test_the_ileum(people):
    """A resection of more than 20 cm of ileum, or of a length that is not known, is for life.

    Source: nice_ng239, section 1.5; project_decision.
    """
    people("""
    who                                                                 | cause           | lifelong
    man of 60; procedures: terminal ileal resection 9 years ago;        | ileal_resection | yes
      labs: total B12 120 ng/L
    man of 60; procedures: ileal resection of 60 cm;                    | ileal_resection | yes
      labs: total B12 120 ng/L
    man of 60; procedures: ileal resection of 15 cm;                    | ileal_resection | no
      labs: total B12 120 ng/L
    man of 60; procedures: ileal resection of 15 cm;                    | unknown         | no
      labs: total B12 420 ng/L
    """)


def test_inherited_disorders(people):
    """Inherited disorders of cobalamin are for life and belong to specialists.

    Source: huemer_2017; medscape_uk_hydroxo; pedsnet_anemia.
    """
    people("""
    who                                        | cause                     | lifelong | referral
    man of 24;                                 | inherited_metabolic       | yes      | metabolic
      conditions: cobalamin C deficiency
    man of 24;                                 | transcobalamin_deficiency | yes      | metabolic
      conditions: transcobalamin deficiency
    man of 24;                                 | inherited_malabsorption   | yes      | metabolic
      conditions: Imerslund-Gräsbeck syndrome
    man of 24; conditions: pernicious anaemia  | pernicious_anaemia        | yes      | no metabolic
    """)


def test_protein_in_the_urine_of_a_child(people):
    """Low B12 with protein in the urine of a child points to an inherited defect of absorption.

    Source: icd10cm_2026; pedsnet_anemia.
    """
    people("""
    who                                          | cause                   | lifelong | referral
    boy of 3;                                    | inherited_malabsorption | yes      | metabolic
      labs: total B12 90 ng/L,
      urine protein positive
    boy of 3;                                    | unknown                 | no       | no metabolic
      labs: total B12 90 ng/L,
      urine protein negative
    man of 45;                                   | unknown                 | no       | no metabolic
      labs: total B12 90 ng/L,
      urine protein positive
    """)


def test_the_longer_of_two_resections_decides(people):
    """Of several resections of the ileum the longest decides: more than 20 cm is for life,
    whatever else was removed.

    Source: nice_ng239, section 1.5; project_decision.
    """
    people("""
    who                                                             | cause           | lifelong
    man of 60; procedures: ileal resection of 30 cm, ileal          | ileal_resection | yes
      resection of 10 cm; labs: total B12 120 ng/L                  |                 |
    man of 60; procedures: ileal resection of 10 cm, ileal          | ileal_resection | yes
      resection of 30 cm; labs: total B12 120 ng/L                  |                 |
    man of 60; procedures: ileal resection of 10 cm; labs: total    | ileal_resection | no
      B12 120 ng/L                                                  |                 |
    """)
