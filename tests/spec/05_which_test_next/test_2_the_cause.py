title = "Tests for the cause"


def test_intrinsic_factor_antibody(people):
    """The antibody is measured where autoimmune gastritis is possible; not where an operation, an
    earlier positive, or an uncomplicated vegan diet explains the deficiency. In pregnancy and
    breast-feeding it is measured whatever the diet.

    Source: nice_ng239, section 1.4; redwhale_b12_2025.
    """
    people("""
    who                                                                            | tests
    man of 60; symptoms: tiredness; labs: total B12 120 ng/L                       | if_antibody
    woman of 30, pregnant 20 weeks; diet: vegan; labs: active B12 15 pmol/L        | if_antibody
    woman of 30, breast-feeding; diet: vegan; labs: total B12 120 ng/L             | if_antibody
    woman of 30; diet: vegan; labs: total B12 120 ng/L                             | no if_antibody
    man of 60; diet: vegan; symptoms: numb feet; labs: total B12 120 ng/L          | if_antibody
    man of 60; procedures: total gastrectomy 9 years ago; labs: total B12 120 ng/L | no if_antibody
    man of 60; conditions: pernicious anaemia; labs: total B12 120 ng/L            | no if_antibody
    man of 60; labs: total B12 120 ng/L, intrinsic factor antibody positive        | no if_antibody
    man of 60; diet: vegan; labs: total B12 120 ng/L                               | no if_antibody
    man of 60; labs: total B12 420 ng/L                                            | no if_antibody
    """)


def test_what_is_awaited_is_not_asked_for_again(people):
    """A result that is pending is waited for. One that was still awaited when a later result came
    is not, and neither is one of more than a year ago.

    Source: project_decision.
    """
    people("""
    who                                                                        | tests
    man of 60; labs: total B12 120 ng/L, intrinsic factor antibody pending     | no if_antibody
    man of 60; symptoms: tiredness; labs: total B12 pending                    | no total_b12
    man of 60; labs: total B12 120 ng/L, full blood count pending              | no fbc
    man of 60; labs: total B12 120 ng/L, TTG pending                           | no coeliac_serology
    man of 60; labs: total B12 120 ng/L, ferritin pending                      | no ferritin, folate
    man of 60; labs: total B12 120 ng/L, parietal cell antibody pending        | if_antibody
    """)


def test_the_antibody_where_b12_is_uncertain(people):
    """With B12 between the bounds the antibody is measured where pernicious anaemia is suspected,
    or autoimmune disease in the family goes with symptoms.

    Source: nice_ng239, section 1.4.
    """
    people("""
    who                                                                             | tests
    woman of 45; symptoms: tiredness; family: mother has pernicious anaemia;        | if_antibody
      labs: total B12 250 ng/L
    woman of 45; conditions: suspected pernicious anaemia; labs: total B12 250 ng/L | if_antibody
    woman of 45; family: mother has pernicious anaemia; labs: total B12 250 ng/L    | no if_antibody
    woman of 45; symptoms: tiredness; family: mother has pernicious anaemia;        | no if_antibody
      conditions: pernicious anaemia; labs: total B12 250 ng/L
    woman of 45; symptoms: tiredness; labs: total B12 250 ng/L                      | no if_antibody
    """)


def test_after_a_negative_antibody(people):
    """A negative antibody does not exclude autoimmune gastritis: parietal cell antibody or gastrin
    comes next where the cause is still unknown.

    Source: nice_ng239, section 1.4; redwhale_b12_2025.
    """
    people("""
    who                                                           | tests
    man of 60;                                                    | parietal_antibody, gastrin
      labs: total B12 120 ng/L,
      intrinsic factor antibody negative
    man of 60;                                                    | no parietal_antibody, no gastrin
      labs: total B12 120 ng/L,
      intrinsic factor antibody positive
    man of 60;                                                    | no parietal_antibody, no gastrin
      labs: total B12 420 ng/L,
      intrinsic factor antibody negative
    man of 60; procedures: total gastrectomy 9 years ago;         | no parietal_antibody, no gastrin
      labs: total B12 120 ng/L,
      intrinsic factor antibody negative
    """)


def test_coeliac_serology(people):
    """Coeliac serology is taken where no other cause is apparent.

    Source: nice_ng239; nasgp_ng239.
    """
    people("""
    who                                                                        | tests
    man of 45; symptoms: tiredness; labs: total B12 120 ng/L                   | coeliac_serology
    man of 45; labs: total B12 120 ng/L, tissue transglutaminase IgA negative  | no coeliac_serology
    man of 45; conditions: coeliac disease; labs: total B12 120 ng/L           | no coeliac_serology
    man of 45; procedures: total gastrectomy 9 years ago;                      | no coeliac_serology
      labs: total B12 120 ng/L
    man of 45; labs: total B12 420 ng/L                                        | no coeliac_serology
    """)


def test_helicobacter_pylori_in_the_united_states(people):
    """Where the cause is not known Helicobacter pylori is looked for.

    Source: aafp_2025, abstract.
    """
    people("""
    who                                               | pack        | tests
    man of 45; labs: total B12 120 pg/mL              | us          | h_pylori
    man of 45; labs: total B12 120 pg/mL              | general, uk | no h_pylori
    man of 45; diet: vegan; labs: total B12 120 pg/mL | us          | no h_pylori
    """)


def test_gastroscopy(people):
    """Autoimmune gastritis with iron deficiency or alarm symptoms is looked at by endoscopy.

    Source: nice_ng239; label_us_cyano_inj, precautions.
    """
    people("""
    who                                                       | tests          | referral
    man of 60; conditions: pernicious anaemia;                | gastroscopy    | gastroenterology
      labs: total B12 120 ng/L, ferritin 6 ug/L
    man of 60; conditions: pernicious anaemia;                | gastroscopy    | gastroenterology
      symptoms: weight loss; labs: total B12 120 ng/L
    man of 60; conditions: pernicious anaemia;                | no gastroscopy | no gastroenterology
      labs: total B12 120 ng/L
    man of 60; diet: vegan; labs: total B12 120 ng/L          | no gastroscopy | no gastroenterology
    """)


def test_the_fish_tapeworm(people):
    """Raw freshwater fish and a low B12 ask for eggs in the stool.

    Source: label_us_cyano_inj, indications.
    """
    people("""
    who                                                                 | tests
    man of 45; exposures: raw freshwater fish; labs: total B12 120 ng/L | stool_ova
    man of 45; exposures: raw freshwater fish; labs: total B12 420 ng/L | no stool_ova
    man of 45; labs: total B12 120 ng/L                                 | no stool_ova
    """)


def test_inherited_disease_in_children(people):
    """A sick brother or sister, or low B12 beyond infancy, asks for protein in the urine;
    pancytopenia with a normal B12 for the genes.

    Source: icd10cm_2026; pedsnet_anemia; huemer_2017.
    """
    people("""
    who                                                            | tests
    boy of 14 months; signs: pallor;                               | urine_protein, gene_panel
      family: sibling died at 1 year with similar findings
    girl of 6; labs: total B12 90 ng/L                             | urine_protein
    boy of 4 months; symptoms: failure to thrive;                  | gene_panel
      labs: total B12 420 ng/L, full blood count pancytopenia
    boy of 8 months; diet: breast-fed; family: mother vegan;       | no gene_panel, no urine_protein
      labs: total B12 90 ng/L
    man of 45; labs: total B12 90 ng/L                             | no gene_panel, no urine_protein
    """)


def test_a_parietal_cell_antibody_without_the_other(people):
    """A positive parietal cell antibody with a negative intrinsic factor antibody, a low B12
    and an abnormal blood count makes autoimmune gastritis likely where no other cause leads. It
    does not prove it: gastrin and gastroscopy come next, and treatment is for life once it is
    proved.

    Source: redwhale_b12_2025, finding the cause; pas_bsh_2014; nice_ng239, section 1.4.
    """
    people("""
    who                                         | cause              | lifelong | tests
    woman of 60; labs: total B12 120 ng/L,      | pernicious_anaemia | no       | gastrin,
      haemoglobin 100 g/L, MCV 110 fL,          |                    |          | gastroscopy
      intrinsic factor antibody negative,       |                    |          |
      parietal cell antibody positive           |                    |          |
    woman of 60; diet: vegan; labs: total B12   | dietary            | no       | gastroscopy
      120 ng/L, haemoglobin 118 g/L, MCV 110    |                    |          |
      fL, intrinsic factor antibody negative,   |                    |          |
      parietal cell antibody positive           |                    |          |
    woman of 60; labs: total B12 120 ng/L,      | unknown            | no       | gastrin,
      haemoglobin 135 g/L, MCV 92 fL, intrinsic |                    |          | gastroscopy
      factor antibody negative, parietal cell   |                    |          |
      antibody positive                         |                    |          |
    woman of 60; labs: total B12 120 ng/L,      | unknown            | no       | no gastroscopy
      haemoglobin 135 g/L, MCV 92 fL, intrinsic |                    |          |
      factor antibody negative, parietal cell   |                    |          |
      antibody negative                         |                    |          |
    woman of 60; labs: total B12 120 ng/L,      | pernicious_anaemia | yes      | no gastrin
      haemoglobin 100 g/L, MCV 110 fL,          |                    |          |
      intrinsic factor antibody positive        |                    |          |
    """)
