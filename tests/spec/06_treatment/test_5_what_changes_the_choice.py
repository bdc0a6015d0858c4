title = "What changes the choice"


def test_leber(people):
    """With Leber's disease only hydroxocobalamin is given, by the course meant for it.

    Source: label_us_cyano_inj, warnings; spc_hydroxo_31182; pgd_v009.
    """
    people("""
    who                                                                            | regimen                  | product
    man of 45; conditions: Leber hereditary optic neuropathy, pernicious anaemia; labs: total B12 120 ng/L | leber_hydroxocobalamin | hydroxocobalamin
    man of 45; family: brother has Leber's disease; symptoms: visual loss; labs: total B12 120 ng/L | leber_hydroxocobalamin | hydroxocobalamin
    man of 45; family: brother has Leber's disease; labs: total B12 120 ng/L       | not leber_hydroxocobalamin | hydroxocobalamin
    man of 45; conditions: glaucoma, pernicious anaemia; labs: total B12 120 ng/L  | not leber_hydroxocobalamin |
    """)


def test_failing_kidneys_and_tobacco(people):
    """With an eGFR below 30, or eyes harmed by tobacco, hydroxocobalamin is preferred.

    Source: house_2010; spc_hydroxo_31182.
    """
    people("""
    who                                                                  | pack | product
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L, eGFR 29 mL/min/1.73m2 | us | hydroxocobalamin
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L, eGFR 30 mL/min/1.73m2 | us | cyanocobalamin
    man of 60; conditions: pernicious anaemia, tobacco amblyopia; labs: total B12 120 ng/L | us | hydroxocobalamin
    """)


def test_allergy(people):
    """An allergy to a cobalamin or to cobalt blocks every date until an allergy service has cleared
    one. Status, cause and referral are given all the same.

    Source: spc_hydroxo_31182, 4.3; pgd_v009.
    """
    people("""
    who                                                            | dates   | injections | referral   | lifelong
    man of 60; conditions: pernicious anaemia; allergies: hydroxocobalamin; labs: total B12 120 ng/L | blocked | none | allergy | yes
    man of 60; conditions: pernicious anaemia; allergies: anaphylaxis to cyanocobalamin; labs: total B12 120 ng/L | blocked | none | allergy | yes
    man of 60; conditions: pernicious anaemia; allergies: cobalt contact dermatitis; labs: total B12 120 ng/L | blocked | none | allergy | yes
    man of 60; conditions: pernicious anaemia; allergies: penicillin; labs: total B12 120 ng/L | ready | not none | no allergy | yes
    man of 60; conditions: pernicious anaemia; allergies: no known allergies; labs: total B12 120 ng/L | ready | not none | no allergy | yes
    """)


def test_refusal(people):
    """Where injections are refused the refusal is recorded, and the highest oral dose is dated.

    Source: project_decision; redwhale_b12_2025.
    """
    people("""
    who                                                              | refusal             | route | injections | phase 1
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L; notes: refuses injections | im_refused_recorded | oral | none | 2000 ug oral, daily, for life
    man of 60; symptoms: numb feet; labs: total B12 120 ng/L; notes: refuses injections | im_refused_recorded | oral | none |
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L | none             | im    | not none   |
    """)


def test_children(people):
    """Below 16 no adult course is given: a paediatrician decides product, dose and dates.

    Source: nice_ng239, scope.
    """
    people("""
    who                                                      | regimen               | route | dates           | injections
    girl of 9; diet: vegan; labs: total B12 90 ng/L          | paediatric_specialist | none  | specialist_only | none
    boy of 15; diet: vegan; labs: total B12 90 ng/L          | paediatric_specialist | none  | specialist_only | none
    boy of 8 months; diet: breast-fed; labs: total B12 90 ng/L | paediatric_specialist | none | specialist_only | none
    woman of 16; diet: vegan; labs: total B12 90 ng/L        | not paediatric_specialist | oral | ready       | none
    """)


def test_inherited_disorders_are_not_dated(people):
    """An inherited disorder is treated with hydroxocobalamin by a specialist; nothing is dated.

    Source: huemer_2017; pgd_v009.
    """
    people("""
    who                                              | dates           | regimen | referral
    man of 24; conditions: cobalamin C deficiency    | specialist_only | none    | metabolic
    man of 24; conditions: transcobalamin deficiency | specialist_only | none    | metabolic
    man of 24; conditions: pernicious anaemia; labs: total B12 90 ng/L | ready | not none | no metabolic
    """)


def test_another_explanation(people):
    """Numbness with low copper and a B12 above its bound is not treated with B12.

    Source: project_decision.
    """
    people("""
    who                                                                    | dates         | actions
    man of 45; symptoms: numb feet; labs: total B12 520 ng/L, copper low   | not_indicated | consider_alternative_diagnosis
    man of 45; symptoms: numb feet; labs: total B12 120 ng/L, copper low   | ready         | no consider_alternative_diagnosis
    """)
