title = "For life, or to pass"


def test_causes_that_do_not_pass(people):
    """Inherited disorders, pernicious anaemia, operations on stomach and bowel are for life and
    do not pass. Haptocorrin deficiency does not pass either, but is not treated for life.

    Source: nice_ng239; asmbs_2016; huemer_2017; redwhale_b12_2025; project_decision.
    """
    people("""
    who                                          | cause                     | lifelong | reversible
    man of 45; conditions: cobalamin C disease   | inherited_metabolic       | yes      | no
    boy of 10; conditions: transcobalamin        | transcobalamin_deficiency | yes      | no
      deficiency                                 |                           |          |
    man of 45;                                   | inherited_malabsorption   | yes      | no
      conditions: Imerslund-Grasbeck syndrome    |                           |          |
    boy of 10; labs: total B12 500 ng/L;         | transcobalamin_deficiency | yes      | no
      signs: pancytopenia                        |                           |          |
    man of 45; conditions: pernicious anaemia    | pernicious_anaemia        | yes      | no
    man of 45; labs: intrinsic factor antibody   | pernicious_anaemia        | yes      | no
      positive                                   |                           |          |
    man of 45; procedures: total gastrectomy     | gastrectomy               | yes      | no
    man of 45; procedures: partial gastrectomy   | gastrectomy               | yes      | no
    man of 45; procedures: gastric bypass        | bariatric                 | yes      | no
    man of 45; procedures: terminal ileal        | ileal_resection           | yes      | no
      resection of 40 cm                         |                           |          |
    man of 45; procedures: terminal ileal        | ileal_resection           | no       | no
      resection of 10 cm;                        |                           |          |
      labs: total B12 130 ng/L                   |                           |          |
    man of 45;                                   | haptocorrin_deficiency    | no       | no
      conditions: haptocorrin deficiency         |                           |          |
    man of 45                                    | unknown                   | no       | none
    """)


def test_causes_that_may_pass(people):
    """Diet, medicines, nitrous oxide, infections and diseases that are treated may pass, and
    treatment with them.

    Source: nice_ng239; aafp_2017; label_us_cyano_inj; pulse_ng239; project_decision.
    """
    people("""
    who                                          | cause                     | lifelong | reversible
    man of 45; diet: vegan                       | dietary                   | no       | yes
    man of 45; diet: vegetarian                  | dietary                   | no       | yes
    man of 45; medicines: metformin for 10 years | medicine_metformin        | no       | yes
    man of 45; medicines: omeprazole for 5 years | medicine_acid_suppression | no       | yes
    man of 45; medicines: colchicine             | medicine_other            | no       | yes
    man of 25; exposures: nitrous oxide          | nitrous_oxide             | no       | yes
    man of 45; symptoms: tingling;               | nitrous_oxide             | no       | yes
      exposures: nitrous oxide anaesthesia       |                           |          |
    man of 45; conditions: Crohn's disease       | crohns                    | no       | yes
    man of 45; conditions: coeliac disease       | coeliac                   | no       | yes
    man of 45; conditions: chronic pancreatitis  | pancreatic                | no       | yes
    man of 45; conditions: small intestinal      | sibo                      | no       | yes
      bacterial overgrowth                       |                           |          |
    man of 45; conditions: fish tapeworm         | fish_tapeworm             | no       | yes
    man of 45; conditions: food-bound            | food_bound_malabsorption  | no       | yes
      malabsorption                              |                           |          |
    man of 45; conditions: Helicobacter pylori;  | food_bound_malabsorption  | no       | yes
      labs: total B12 130 ng/L                   |                           |          |
    man of 45; conditions: tropical sprue        | malabsorption_other       | no       | yes
    man of 45; labs: total B12 500 ng/L,         | folate_deficiency         | no       | yes
      folate 1 ug/L                              |                           |          |
    man of 45; symptoms: tingling;               | copper_deficiency         | no       | yes
      labs: copper 4 umol/L, total B12 500 ng/L  |                           |          |
    boy of 6 months; exposures: breast-fed,      | infant_maternal_deficiency| no       | yes
      vegan mother; symptoms: floppy             |                           |          |
    """)


def test_low_folate_is_the_cause_only_where_nothing_else_is(people):
    """A low folate beside a B12 that is not low is the cause of the picture, but not in
    pernicious anaemia, after an operation or with nitrous oxide.

    Source: bsh_2014; redwhale_b12_2025.
    """
    people("""
    who                                           | cause
    man of 45; labs: total B12 500 ng/L,          | folate_deficiency
      folate 1 ug/L                               |
    man of 45; labs: total B12 130 ng/L,          | not folate_deficiency
      folate 1 ug/L                               |
    man of 45; conditions: pernicious anaemia;    | not folate_deficiency
      labs: total B12 500 ng/L, folate 1 ug/L     |
    man of 45; procedures: gastric bypass;        | not folate_deficiency
      labs: total B12 500 ng/L, folate 1 ug/L     |
    man of 25; exposures: nitrous oxide;          | not folate_deficiency
      labs: total B12 500 ng/L, folate 1 ug/L     |
    """)
