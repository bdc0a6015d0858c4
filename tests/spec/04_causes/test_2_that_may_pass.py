title = "Causes that may pass"


def test_diet(people):
    """A diet without animal food and without a supplement is the cause, as long as it lasts.

    Source: nice_ng239, section 1.4; aafp_2017.
    """
    people("""
    who                                                                     | cause       | lifelong
    man of 45; diet: vegan; labs: total B12 120 ng/L                        | dietary     | no
    man of 45; diet: vegetarian; labs: total B12 120 ng/L                   | dietary     | no
    man of 45; diet: vegetarian; labs: total B12 120 ng/L, haemoglobin 60   | unknown     | no
      g/L
    man of 45; diet: vegetarian; signs: pancytopenia                        | unknown     | no
    man of 45; diet: vegan; labs: total B12 120 ng/L, haemoglobin 60 g/L    | dietary     | no
    man of 45; diet: vegan;                                                 | not dietary | no
      medicines: vitamin B12 1000 micrograms daily by mouth;
      labs: total B12 120 ng/L
    man of 45; diet: not vegan; labs: total B12 120 ng/L                    | unknown     | no
    man of 45; diet: omnivore; labs: total B12 120 ng/L                     | unknown     | no
    """)


def test_medicines(people):
    """Metformin for more than 4 months and acid suppression for more than 12 are causes; for less
    they are not. So are colchicine and some anticonvulsants.

    Source: aafp_2017; aroda_2016; lam_2013; pulse_ng239.
    """
    people("""
    who                                                                  | cause
    man of 66; medicines: metformin for 6 years;                         | medicine_metformin
      labs: total B12 120 ng/L
    man of 66; medicines: metformin for 2 months;                        | unknown
      labs: total B12 120 ng/L
    man of 66; medicines: metformin; labs: total B12 120 ng/L            | unknown
    man of 66; medicines: omeprazole for 6 years;                        | medicine_acid_suppression
      labs: total B12 120 ng/L
    man of 66; medicines: omeprazole for 6 months;                       | unknown
      labs: total B12 120 ng/L
    man of 66; medicines: omeprazole; labs: total B12 120 ng/L           | unknown
    man of 66; medicines: colchicine for 3 years;                        | medicine_other
      labs: total B12 120 ng/L
    man of 66; medicines: topiramate for 4 years;                        | medicine_other
      labs: total B12 120 ng/L
    man of 66; medicines: gliclazide for 6 years;                        | unknown
      labs: total B12 120 ng/L
    """)


def test_nitrous_oxide(people):
    """Recreational nitrous oxide is the cause, whatever serum B12 says; it passes with the use.

    Source: nice_ng239, section 1.5; rch_n2o.
    """
    people("""
    who                                                               | cause             | lifelong
    man of 22; exposures: recreational nitrous oxide;                 | nitrous_oxide     | no
      labs: total B12 420 ng/L
    man of 22; exposures: nitrous oxide canisters;                    | nitrous_oxide     | no
      symptoms: tingling feet
    man of 60; exposures: nitrous oxide anaesthesia 3 weeks ago;      | nitrous_oxide     | no
      symptoms: unsteady gait; labs: total B12 150 ng/L
    woman of 30; exposures: Entonox in labour 2 years ago;            | not nitrous_oxide | no
      labs: total B12 150 ng/L
    man of 22; exposures: no nitrous oxide; labs: total B12 120 ng/L  | unknown           | no
    """)


def test_the_bowel(people):
    """Diseases of the bowel and pancreas impair absorption and may recover.

    Source: pulse_ng239; pedsnet_anemia; label_us_cyano_inj.
    """
    people("""
    who                                                             | cause               | lifelong
    man of 45; conditions: coeliac disease;                         | coeliac             | no
      labs: total B12 120 ng/L
    man of 45; conditions: Crohn's disease;                         | crohns              | no
      labs: total B12 120 ng/L
    man of 45; conditions: small intestinal bacterial overgrowth;   | sibo                | no
      labs: total B12 120 ng/L
    man of 45; conditions: exocrine pancreatic insufficiency;       | pancreatic          | no
      labs: total B12 120 ng/L
    man of 45; conditions: fish tapeworm; labs: total B12 120 ng/L  | fish_tapeworm       | no
    man of 45; conditions: tropical sprue; labs: total B12 120 ng/L | malabsorption_other | no
    man of 45; procedures: pelvic radiotherapy 10 years ago;        | malabsorption_other | no
      labs: total B12 120 ng/L
    man of 45; conditions: irritable bowel syndrome;                | unknown             | no
      labs: total B12 120 ng/L
    """)


def test_too_little_stomach_acid(people):
    """Atrophic gastritis without autoimmunity frees too little B12 from food.

    Source: pulse_ng239.
    """
    people("""
    who                                                                 | cause
    man of 70; conditions: atrophic gastritis; labs: total B12 120 ng/L | food_bound_malabsorption
    man of 70; conditions: achlorhydria; labs: total B12 120 ng/L       | food_bound_malabsorption
    man of 70; conditions: reflux; labs: total B12 120 ng/L             | unknown
    """)


def test_helicobacter_pylori(people):
    """Helicobacter pylori can lower B12; it is treated where B12 is low.

    Source: aafp_2025, abstract.
    """
    people("""
    who                                         | cause                    | actions
    man of 45;                                  | food_bound_malabsorption | treat_cause_h_pylori
      conditions: Helicobacter pylori
      infection; labs: total B12 120 ng/L
    man of 45;                                  | unknown                  | no treat_cause_h_pylori
      conditions: Helicobacter pylori
      infection; labs: total B12 420 ng/L
    """)


def test_the_mother_of_an_infant(people):
    """A breast-fed infant with low B12 or megaloblastic anaemia is short through its mother until
    that is disproved. Breast-fed infants are so up to 24 months, others up to 12.

    Source: cmaj_infant, table 1; project_decision.
    """
    people("""
    who                                                             | cause
    boy of 8 months; diet: breast-fed; labs: total B12 90 ng/L      | infant_maternal_deficiency
    boy of 8 months; diet: breast-fed; signs: megaloblastic anaemia | infant_maternal_deficiency
    boy of 23 months; diet: breast-fed; labs: total B12 90 ng/L     | infant_maternal_deficiency
    boy of 24 months; diet: breast-fed; labs: total B12 90 ng/L     | not infant_maternal_deficiency
    boy of 11 months; family: mother vegan; labs: total B12 90 ng/L | infant_maternal_deficiency
    boy of 12 months; family: mother vegan; labs: total B12 90 ng/L | not infant_maternal_deficiency
    boy of 8 months; diet: formula-fed; labs: total B12 90 ng/L     | not infant_maternal_deficiency
    """)


def test_transcobalamin_is_not_the_mother(people):
    """Pancytopenia or failure to thrive with a normal total B12 points to transcobalamin, never to
    the mother.

    Source: medscape_uk_hydroxo; project_decision.
    """
    people("""
    who                              | cause                      | tests
    boy of 4 months;                 | transcobalamin_deficiency  | active_b12, methylmalonic_acid,
      diet: breast-fed;              |                            | homocysteine
      symptoms: failure to thrive;
      labs: total B12 420 ng/L
    boy of 4 months;                 | transcobalamin_deficiency  | active_b12, gene_panel
      diet: breast-fed;
      labs: total B12 520 ng/L,
      full blood count pancytopenia
    boy of 4 months;                 | infant_maternal_deficiency | no gene_panel
      diet: breast-fed;
      symptoms: failure to thrive;
      labs: total B12 90 ng/L
    """)


def test_haptocorrin(people):
    """A lack of haptocorrin on record explains a low total B12; it harms nobody.

    Source: redwhale_b12_2025; project_decision.
    """
    people("""
    who                                                                     | cause
    man of 45; conditions: haptocorrin deficiency; labs: total B12 150 ng/L | haptocorrin_deficiency
    man of 45; conditions: haptocorrin deficiency, pernicious anaemia;      | pernicious_anaemia
      labs: total B12 120 ng/L
    """)


def test_mimics(people):
    """Copper or folate deficiency with a B12 that is not low is the cause itself. Low copper does
    not explain away an antibody, an operation or nitrous oxide.

    Source: bsh_2014; project_decision.
    """
    people("""
    who                                                                      | cause
    man of 45; symptoms: unsteady gait; labs: total B12 520 ng/L, copper low | copper_deficiency
    man of 45; symptoms: unsteady gait; labs: total B12 120 ng/L, copper low | unknown
    man of 60; procedures: total gastrectomy 5 years ago;                    | gastrectomy
      symptoms: tiredness; labs: copper low
    man of 60; labs: total B12 450 ng/L, copper low,                         | pernicious_anaemia
      intrinsic factor antibody positive
    man of 22; exposures: recreational nitrous oxide;                        | nitrous_oxide
      symptoms: unsteady gait; labs: total B12 450 ng/L, copper low
    man of 60; conditions: pernicious anaemia;                               | pernicious_anaemia
      treatment: cyanocobalamin 1000 micrograms oral daily for 2 years;
      labs: active B12 10 pmol/L, copper low
    man of 45; symptoms: tiredness;                                          | folate_deficiency
      labs: total B12 520 ng/L, folate 1.5 ug/L
    man of 45; symptoms: tiredness;                                          | not folate_deficiency
      labs: total B12 120 ng/L, folate 1.5 ug/L
    """)
