title = "Which cause leads"


def test_autoimmune_gastritis_goes_before_diet_and_medicines(people):
    """What is for life leads; what else holds contributes.

    Source: nice_ng239, section 1.4.
    """
    people("""
    who                                                              | cause              | lifelong
    man of 66; medicines: metformin for 6 years;                     | pernicious_anaemia | yes
      labs: total B12 120 ng/L, intrinsic factor antibody positive
    man of 66; diet: vegan; conditions: pernicious anaemia;          | pernicious_anaemia | yes
      labs: total B12 120 ng/L
    man of 66; diet: vegan; procedures: gastric bypass 4 years ago;  | bariatric          | yes
      labs: total B12 120 ng/L
    man of 66; diet: vegan; medicines: metformin for 6 years;        | dietary            | no
      labs: total B12 120 ng/L
    """)


def test_an_operation_goes_before_a_medicine(people):
    """An operation that stops absorption explains more than a medicine taken beside it.

    Source: nice_ng239, section 1.4; project_decision.
    """
    people("""
    who                                      | cause                     | also
    man of 66;                               | bariatric                 | medicine_acid_suppression
      procedures: gastric bypass 4 years
      ago;
      medicines: omeprazole for 4 years;
      labs: total B12 120 ng/L
    man of 66;                               | medicine_acid_suppression | no bariatric
      medicines: omeprazole for 4 years;
      labs: total B12 120 ng/L
    """)


def test_an_operation_goes_before_nitrous_oxide(people):
    """Without a stomach, or after a bypass, treatment is for life, whatever was inhaled beside it.

    Source: nice_ng239, section 1.5; redwhale_b12_2025.
    """
    people("""
    who                                                | cause         | also             | lifelong
    man of 40;                                         | gastrectomy   | nitrous_oxide    | yes
      procedures: total gastrectomy 5 years ago;
      exposures: recreational nitrous oxide;
      labs: total B12 120 ng/L
    man of 40; procedures: gastric bypass 5 years ago; | bariatric     | nitrous_oxide    | yes
      exposures: recreational nitrous oxide;
      labs: total B12 120 ng/L
    man of 40; exposures: recreational nitrous oxide;  | nitrous_oxide | no gastrectomy   | no
      labs: total B12 120 ng/L
    man of 40;                                         | gastrectomy   | no nitrous_oxide | yes
      procedures: total gastrectomy 5 years ago;
      labs: total B12 120 ng/L
    """)


def test_what_is_short_beside_b12_is_named(people):
    """B12 is not the only cause of such blood and nerves: copper, folate, iron, alcohol, thyroid,
    kidney and marrow are named beside it.

    Source: project_decision.
    """
    people("""
    who                                                   | also
    man of 45; labs: total B12 120 ng/L, copper low       | copper_deficiency
    man of 45; labs: total B12 120 ng/L, folate 1.5 ug/L  | folate_deficiency
    man of 45; labs: total B12 120 ng/L, ferritin 8 ug/L  | iron_deficiency
    man of 45; exposures: heavy alcohol use;              | alcohol
      labs: total B12 120 ng/L
    man of 45; conditions: hypothyroidism;                | thyroid
      labs: total B12 120 ng/L
    man of 45;                                            | kidney
      labs: total B12 120 ng/L, eGFR 25 mL/min/1.73m2
    man of 70; conditions: myelodysplasia;                | marrow
      labs: total B12 120 ng/L
    man of 45;                                            | no iron_deficiency, no folate_deficiency
      labs: total B12 120 ng/L, ferritin 90 ug/L,
      folate 9 ug/L
    """)


def test_what_else_could_be_behind_it(people):
    """Leukaemia, myelodysplasia and copper deficiency can look the same and are named.

    Source: nice_cks; project_decision.
    """
    people("""
    who                                             | differential
    man of 70;                                      | leukaemia
      labs: total B12 120 ng/L,
      full blood count pancytopenia
    man of 70;                                      | myelodysplasia
      labs: total B12 520 ng/L, MCV 106 fL,
      platelets 90 10*9/L
    man of 45;                                      | copper_deficiency
      procedures: gastric bypass 6 years ago;
      symptoms: unsteady gait;
      labs: total B12 120 ng/L
    man of 66; conditions: type 2 diabetes;         | b12_neuropathy_risk
      medicines: metformin for 6 years;
      symptoms: tingling feet
    man of 45; diet: vegan;                         | no leukaemia, no myelodysplasia,
      labs: total B12 120 ng/L, haemoglobin 150 g/L | no copper_deficiency
    """)
