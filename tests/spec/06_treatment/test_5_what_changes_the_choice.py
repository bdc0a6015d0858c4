title = "What changes the choice"


def test_leber(people):
    """With Leber's disease only hydroxocobalamin is given, by the course meant for it.

    Source: label_us_cyano_inj, warnings; spc_hydroxo_31182; pgd_v009.
    """
    people("""
    who                                          | regimen                    | product
    man of 45; conditions: Leber hereditary      | leber_hydroxocobalamin     | hydroxocobalamin
      optic neuropathy, pernicious anaemia;
      labs: total B12 120 ng/L
    man of 45; family: brother has Leber's       | leber_hydroxocobalamin     | hydroxocobalamin
      disease; symptoms: visual loss; labs:
      total B12 120 ng/L
    man of 45; family: brother has Leber's       | not leber_hydroxocobalamin | not cyanocobalamin
      disease; labs: total B12 120 ng/L
    man of 45; conditions: glaucoma, pernicious  | not leber_hydroxocobalamin |
      anaemia; labs: total B12 120 ng/L
    """)


def test_loss_of_vision_that_is_not_explained(people):
    """While loss of vision is not explained Leber's disease may stand behind it, and cyanocobalamin
    is avoided.

    Source: label_us_cyano_inj, warnings; project_decision.
    """
    people("""
    who                                                                | pack | product
    man of 25; symptoms: visual loss; labs: total B12 120 pg/mL        | us   | hydroxocobalamin
    man of 25; symptoms: unsteady gait; labs: total B12 120 pg/mL      | us   | cyanocobalamin
    """)


def test_sight_lost_in_the_family(people):
    """Sight that was lost in the family may be Leber's disease that nobody named: it is asked
    about, and until it is answered cyanocobalamin is not taken.

    Source: label_us_cyano_inj, warnings; project_decision.
    """
    people("""
    who                                                 | pack | product            | cautions
    man of 25; family: brother sudden loss of sight;    | us   | not cyanocobalamin | ask_leber
      conditions: asthma; labs: total B12 120 pg/mL
    man of 25; family: brother asthma;                  | us   | cyanocobalamin     | no ask_leber
      conditions: asthma; labs: total B12 120 pg/mL
    """)


def test_leber_is_asked_about_before_cyanocobalamin(people):
    """Whether there is Leber's disease is asked where cyanocobalamin is offered, and not where
    hydroxocobalamin is.

    Source: label_us_cyano_inj, warnings.
    """
    people("""
    who                                               | pack | product           | cautions
    man of 25; labs: total B12 120 pg/mL;             | us   | cyanocobalamin    | ask_leber
      not asked: conditions, family
    man of 25; labs: total B12 120 ng/L;              | uk   | hydroxocobalamin  | no ask_leber
      not asked: conditions, family
    """)


def test_wishes_are_recorded(people):
    """A wish for tablets, or for injections, is shown beside the offer and does not change it.

    Source: project_decision.
    """
    people("""
    who                               | route | cautions
    man of 60;                        | im    | wish
      conditions: pernicious anaemia;
      labs: total B12 120 ng/L;
      wishes: prefers tablets
    man of 30; diet: vegan;           | oral  | wish
      labs: total B12 120 ng/L;
      wishes: prefers injections
    man of 60;                        | im    | no wish
      conditions: pernicious anaemia;
      labs: total B12 120 ng/L
    """)


def test_failing_kidneys_and_tobacco(people):
    """With an eGFR below 30, or eyes harmed by tobacco, hydroxocobalamin is preferred.

    Source: house_2010; spc_hydroxo_31182.
    """
    people("""
    who                                                                    | pack | product
    man of 60; conditions: pernicious anaemia;                             | us   | hydroxocobalamin
      labs: total B12 120 ng/L, eGFR 29 mL/min/1.73m2
    man of 60; conditions: pernicious anaemia;                             | us   | cyanocobalamin
      labs: total B12 120 ng/L, eGFR 30 mL/min/1.73m2
    man of 60; conditions: pernicious anaemia, tobacco amblyopia;          | us   | hydroxocobalamin
      labs: total B12 120 ng/L
    """)


def test_no_tablets_of_hydroxocobalamin(people):
    """Hydroxocobalamin is made for injection only. Where tablets are the course and cyanocobalamin
    is avoided, they are of methylcobalamin.

    Source: spc_hydroxo_31182; house_2010; project_decision.
    """
    people("""
    who                                                     | pack | route | product
    man of 45; diet: vegan;                                 |      | oral  | methylcobalamin
      labs: total B12 120 ng/L, eGFR 25 mL/min/1.73m2
    man of 45; diet: vegan;                                 |      | oral  | cyanocobalamin
      labs: total B12 120 ng/L, eGFR 65 mL/min/1.73m2
    man of 60; conditions: pernicious anaemia;              |      | im    | hydroxocobalamin
      labs: total B12 120 ng/L, eGFR 25 mL/min/1.73m2
    """)


def test_allergy(people):
    """An allergy to a cobalamin or to cobalt blocks every date until an allergy service has cleared
    one. Status, cause and referral are given all the same.

    Source: spc_hydroxo_31182, 4.3; pgd_v009.
    """
    people("""
    who                                               | dates   | injections | referral   | lifelong
    man of 60; conditions: pernicious anaemia;        | blocked | none       | allergy    | yes
      allergies: hydroxocobalamin;
      labs: total B12 120 ng/L
    man of 60; conditions: pernicious anaemia;        | blocked | none       | allergy    | yes
      allergies: anaphylaxis to cyanocobalamin;
      labs: total B12 120 ng/L
    man of 60; conditions: pernicious anaemia;        | blocked | none       | allergy    | yes
      allergies: cobalt contact dermatitis;
      labs: total B12 120 ng/L
    man of 60; conditions: pernicious anaemia;        | ready   | not none   | no allergy | yes
      allergies: penicillin; labs: total B12 120 ng/L
    man of 60; conditions: pernicious anaemia;        | ready   | not none   | no allergy | yes
      allergies: no known allergies;
      labs: total B12 120 ng/L
    """)


def test_allergy_where_waiting_could_harm(people):
    """Where the cord fails and an allergy forbids every dose, neurology and the allergy service
    decide together the same day on a dose under supervision. None is dated.

    Source: spc_hydroxo_31182, 4.3; project_decision.
    """
    people("""
    who                                    | dates   | injections | urgent | referral
    man of 45; symptoms: unsteady gait;    | blocked | none       | yes    | neurology, allergy
      allergies: hydroxocobalamin; labs:
      total B12 120 ng/L
    man of 45; symptoms: tiredness;        | blocked | none       | no     | allergy, no neurology
      allergies: hydroxocobalamin; labs:
      total B12 120 ng/L
    man of 45; symptoms: unsteady gait;    | ready   | not none   | yes    | neurology, no allergy
      labs: total B12 120 ng/L
    """)


def test_refusal(people):
    """Where injections are refused the refusal is recorded, and the highest oral dose is dated.

    Source: project_decision; redwhale_b12_2025.
    """
    people("""
    who                               | refusal             | route | injections | phase 1
    man of 60;                        | im_refused_recorded | oral  | none       | 2000 ug oral,
      conditions: pernicious anaemia; |                     |       |            | daily, for life
      labs: total B12 120 ng/L;
      notes: refuses injections
    man of 60;                        | im_refused_recorded | oral  | none       | 2000 ug oral,
      conditions: pernicious anaemia; |                     |       |            | daily, for life
      labs: total B12 120 ng/L;
      wishes: no injections
    man of 60;                        | none                | im    | not none   |
      conditions: pernicious anaemia;
      labs: total B12 120 ng/L;
      wishes: prefers tablets
    man of 60; symptoms: numb feet;   | im_refused_recorded | oral  | none       |
      labs: total B12 120 ng/L;
      notes: refuses injections
    man of 60;                        | none                | im    | not none   |
      conditions: pernicious anaemia;
      labs: total B12 120 ng/L
    """)


def test_the_course_after_nitrous_oxide(people):
    """The course that is given after nitrous oxide is named as an alternative to nobody else.

    Source: paris_2023; redwhale_b12_2025.
    """
    people("""
    who                                                     | pack | alternatives
    man of 45; symptoms: numb feet;                         | uk   | n2o_myeloneuropathy
      exposures: recreational nitrous oxide;
      labs: total B12 120 ng/L
    man of 45; symptoms: numb feet;                         | uk   | no n2o_myeloneuropathy
      labs: total B12 120 ng/L
    """)


def test_fear_and_dislike_are_not_refusal(people):
    """Fear of needles is not a refusal: the offer stays, and it is asked whether injections are
    accepted. A dislike is a wish.

    Source: project_decision.
    """
    people("""
    who                               | refusal             | route | cautions
    man of 60;                        | none                | im    | ask_needles, no refusal
      conditions: pernicious anaemia,
      needle phobia;
      labs: total B12 120 ng/L
    man of 60;                        | none                | im    | wish, no ask_needles
      conditions: pernicious anaemia;
      labs: total B12 120 ng/L;
      wishes: hates needles
    man of 60;                        | im_refused_recorded | oral  | refusal, no ask_needles
      conditions: pernicious anaemia,
      needle phobia;
      labs: total B12 120 ng/L;
      notes: refuses injections
    man of 60; conditions: needle     | none                | none  | no ask_needles
      phobia; labs: total B12 420
      ng/L
    """)


def test_children(people):
    """Below 16 no adult course is given: a paediatrician decides product, dose and dates.

    Source: nice_ng239, scope.
    """
    people("""
    who                           | regimen                   | route | dates           | injections
    girl of 9; diet: vegan;       | paediatric_specialist     | none  | specialist_only | none
      labs: total B12 90 ng/L
    boy of 15; diet: vegan;       | paediatric_specialist     | none  | specialist_only | none
      labs: total B12 90 ng/L
    boy of 8 months;              | paediatric_specialist     | im    | specialist_only | none
      diet: breast-fed;
      labs: total B12 90 ng/L
    woman of 16; diet: vegan;     | not paediatric_specialist | oral  | ready           | none
      labs: total B12 90 ng/L
    """)


def test_inherited_disorders_are_not_dated(people):
    """An inherited disorder is treated with hydroxocobalamin by a specialist; nothing is dated.

    Source: huemer_2017; pgd_v009.
    """
    people("""
    who                                                  | dates           | regimen  | referral
    man of 24; conditions: cobalamin C deficiency        | specialist_only | none     | metabolic
    man of 24; conditions: transcobalamin deficiency     | specialist_only | none     | metabolic
    man of 24; conditions: pernicious anaemia;           | ready           | not none | no metabolic
      labs: total B12 90 ng/L
    """)


def test_another_explanation(people):
    """Numbness with low copper and a B12 above its bound is not treated with B12.

    Source: project_decision.
    """
    people("""
    who                                          | dates         | actions
    man of 45; symptoms: numb feet;              | not_indicated | consider_alternative_diagnosis
      labs: total B12 520 ng/L, copper low
    man of 45; symptoms: numb feet;              | ready         | no consider_alternative_diagnosis
      labs: total B12 120 ng/L, copper low
    """)


def test_a_parietal_cell_antibody_speaks_for_injections(people):
    """A negative intrinsic factor antibody makes poor absorption less likely, and tablets
    possible; not where the parietal cell antibody is positive.

    Source: redwhale_b12_2025, finding the cause; nice_ng239, section 1.5; aafp_2017.
    """
    people("""
    who                                             | pack        | regimen
    woman of 60; labs: total B12 120 ng/L,          | uk          | uk_bnf_no_neuro
      haemoglobin 100 g/L, MCV 110 fL, intrinsic    |             |
      factor antibody negative, parietal cell       |             |
      antibody positive                             |             |
    woman of 60; labs: total B12 120 ng/L,          | general, us | us_1000_daily_weekly_monthly
      haemoglobin 100 g/L, MCV 110 fL, intrinsic    |             |
      factor antibody negative, parietal cell       |             |
      antibody positive                             |             |
    woman of 60; labs: total B12 120 ng/L,          | uk          | uk_bnf_no_neuro
      haemoglobin 135 g/L, MCV 92 fL, intrinsic     |             |
      factor antibody negative, parietal cell       |             |
      antibody positive                             |             |
    woman of 60; labs: total B12 120 ng/L,          | uk          | nice_oral_malabsorption
      haemoglobin 135 g/L, MCV 92 fL, intrinsic     |             |
      factor antibody negative, parietal cell       |             |
      antibody negative                             |             |
    """)


def test_leber_s_disease_in_the_family(people):
    """Leber's disease in the family is asked about before the first dose and seen by an eye
    specialist. Until it is excluded no cyanocobalamin is given: hydroxocobalamin is injected
    where tablets would have been offered.

    Source: label_us_cyano_inj, warnings; spc_hydroxo_31182; pgd_v009; project_decision.
    """
    people("""
    who                                             | product          | route | cautions
    man of 30; diet: vegan; family: brother with    | hydroxocobalamin | im    | leber_family
      Leber's disease; labs: total B12 120 ng/L     |                  |       |
    woman of 61; medicines: metformin for 6 years;  | hydroxocobalamin | im    | leber_family
      family: uncle with Leber's disease; labs:     |                  |       |
      total B12 120 ng/L                            |                  |       |
    man of 30; diet: vegan; family: brother with    | methylcobalamin  | oral  | leber_family
      LHON                                          |                  |       |
    man of 30; diet: vegan; family: brother with    | cyanocobalamin   | oral  | no leber_family
      glaucoma; labs: total B12 120 ng/L            |                  |       |
    """)


def test_an_infant_of_a_mother_short_of_b12(people):
    """Below 16 a specialist decides and nothing is dated. For an infant of a mother short of
    B12 the route is told that the published courses take: by injection.

    Source: cmaj_infant; infantrisk_2018; project_decision, decision 0012.
    """
    people("""
    who                                        | regimen               | route | dates
    boy of 8 months; diet: breast-fed; family: | paediatric_specialist | im    | specialist_only
      mother vegan; labs: total B12 90 ng/L    |                       |       |
    boy of 9 months; diet: breast-fed; labs:   | paediatric_specialist | im    | specialist_only
      full blood count megaloblastic           |                       |       |
    girl of 9; labs: total B12 90 ng/L         | paediatric_specialist | none  | specialist_only
    """)
