title = "Questions whose answer changes the offer"


def test_nobody_gets_the_shorter_course_because_no_one_asked_about_nerves(people):
    """Nerves that nobody has examined are not healthy ones: the answer is a question. Once the
    symptoms are known, nothing is asked.

    Source: project_decision, decision 0004; bnf_hydroxocobalamin.
    """
    people("""
    who                                        | pack | dates     | asked first        | provisional
    man of 60; labs: total B12 120 ng/L;       | uk   | ask_first | nerve_or_mind_sign | yes
      not asked: symptoms, signs
    man of 60; conditions: pernicious anaemia; | uk   | ask_first | nerve_or_mind_sign | yes
      labs: total B12 120 ng/L;
      not asked: symptoms, signs
    man of 60; labs: total B12 120 ng/L        | uk   | ready     | none               | no
    man of 60; symptoms: numb feet;            | uk   | ready     | none               | no
      labs: total B12 120 ng/L
    """)


def test_nothing_is_asked_where_every_answer_leads_to_the_same_course(people):
    """In the United States pernicious anaemia gets the same course with and without nerve signs, so
    they are not asked for first.

    Source: project_decision, decision 0004; aafp_2017.
    """
    people("""
    who                                                      | pack | dates     | asked first
    man of 60; conditions: pernicious anaemia;               | us   | ready     | none
      labs: total B12 120 pg/mL; not asked: symptoms, signs
    man of 60; labs: total B12 120 pg/mL;                    | us   | ask_first | nerve_or_mind_sign
      not asked: symptoms, signs
    """)


def test_diet(people):
    """Where diet would turn injections into tablets it is asked for; with nerve signs it would not.

    Source: project_decision, decision 0004; nice_ng239, section 1.5.
    """
    people("""
    who                                                      | pack        | dates     | asked first
    man of 60; labs: total B12 120 ng/L; not asked: diet     | general, uk | ask_first | diet_strict
    man of 60; symptoms: numb feet;                          | general, uk | ready     | none
      labs: total B12 120 ng/L; not asked: diet
    man of 60; labs: total B12 120 ng/L; diet: omnivore      | general, uk | ready     | none
    man of 60; labs: total B12 120 pg/mL; not asked: diet    | us          | ready     | none
    """)


def test_operations(people):
    """Where an operation would turn tablets into injections it is asked for; with nerve signs it
    would not.

    Source: project_decision, decision 0004; nice_ng239, section 1.5.
    """
    people("""
    who                                                      | pack | dates     | asked first
    man of 60; diet: vegan; labs: total B12 120 ng/L;        | uk   | ask_first | gastrectomy_total
      not asked: procedures
    man of 60; diet: vegan; symptoms: numb feet;             | uk   | ready     | none
      labs: total B12 120 ng/L; not asked: procedures
    man of 60; diet: vegan; labs: total B12 120 ng/L         | uk   | ready     | none
    """)


def test_pregnancy(people):
    """Total B12 falls in pregnancy, so a low one asks for it first in those in whom it is possible.

    Source: nice_ng239, section 1.3; project_decision, decision 0004.
    """
    people("""
    who                                                         | dates     | asked first
    woman of 30; labs: total B12 120 ng/L; not asked: pregnancy | ask_first | said_pregnant
    woman of 70; labs: total B12 120 ng/L; not asked: pregnancy | ready     | none
    woman of 30; labs: total B12 120 ng/L                       | ready     | none
    man of 30; labs: total B12 120 ng/L                         | ready     | none
    """)


def test_nitrous_oxide_exposure(people):
    """In the United States nitrous oxide turns tablets into injections, so it is asked for.

    Source: project_decision, decision 0004; rch_n2o.
    """
    people("""
    who                                                                 | pack | asked first
    man of 22; labs: total B12 120 pg/mL; not asked: exposures          | us   | n2o_recreational
    man of 22; labs: total B12 120 pg/mL                                | us   | no n2o_recreational
    man of 22; conditions: pernicious anaemia;                          | us   | no n2o_recreational
      labs: total B12 120 pg/mL; not asked: exposures
    """)


def test_age(people):
    """Whether somebody is below 16 is asked for before an adult course is dated.

    Source: nice_ng239, scope; project_decision, decision 0004.
    """
    people("""
    who                                      | dates     | asked first
    somebody; labs: total B12 120 ng/L       | ask_first | under_16
    somebody of 70; labs: total B12 120 ng/L | ready     | none
    """)


def test_allergy_and_leber_never_hold_a_plan_back(people):
    """Allergies and Leber's disease that nobody asked about are asked before the first dose; the
    dates are there.

    Source: project_decision, decision 0004; spc_hydroxo_31182; label_us_cyano_inj.
    """
    people("""
    who                                                       | dates | cautions
    man of 60; diet: omnivore; labs: total B12 120 ng/L;      | ready | ask_allergy, no ask_leber
      not asked: allergies
    man of 60; conditions: pernicious anaemia;                | ready | ask_allergy
      labs: total B12 120 ng/L; not asked: allergies
    man of 60; conditions: pernicious anaemia;                | ready | no ask_allergy, no ask_leber
      labs: total B12 120 ng/L
    """)


def test_bleeding_is_asked_about_before_an_injection(people):
    """An injection into muscle can bleed: with an anticoagulant, a bleeding disorder or few
    platelets the way is asked about before the first dose; the dates are there.

    Source: greenbook_ch4; pgd_v009.
    """
    people("""
    who                                                                   | dates | cautions
    man of 60; conditions: pernicious anaemia; medicines: warfarin;       | ready | ask_bleeding
      labs: total B12 120 ng/L
    man of 60; conditions: pernicious anaemia, haemophilia A;             | ready | ask_bleeding
      labs: total B12 120 ng/L
    man of 60; conditions: pernicious anaemia; medicines: amlodipine;     | ready | no ask_bleeding
      labs: total B12 120 ng/L
    """)


def test_a_test_that_was_not_done_is_a_test_to_do(people):
    """What only a laboratory can say is never asked first: it is a test to do.

    Source: project_decision, decision 0004.
    """
    people("""
    who                                                 | dates         | asked first | tests
    man of 60; diet: omnivore; labs: total B12 120 ng/L | ready         | none        | if_antibody
    man of 45; diet: vegan; symptoms: tiredness         | not ask_first | none        | total_b12
    """)


def test_waiting_for_an_answer_does_not_hold_up_what_is_urgent(people):
    """Unsteady gait is treated whatever else is not known.

    Source: nice_ng239, section 1.3; bsh_2014.
    """
    people("""
    who                                                        | pack | start now | regimen
    man of 60; symptoms: unsteady gait; diet: vegan;           | uk   | yes       | uk_bnf_neuro
      not asked: anything else
    man of 60; symptoms: tiredness; diet: vegan;               | uk   | no        | not uk_bnf_neuro
      not asked: anything else
    """)


def test_what_is_not_known_is_named(people):
    """Whatever was not asked and would change something is named, whether or not it is asked first.

    Source: project_decision, decision 0002.
    """
    people("""
    who                                                             | not known
    man of 60; labs: total B12 120 ng/L; not asked: allergies       | allergies, no diet
    man of 60; labs: total B12 120 ng/L; not asked: diet            | diet, no allergies
    man of 60; labs: total B12 120 ng/L; not asked: symptoms, signs | symptoms
    man of 60; labs: total B12 120 ng/L; not asked: medicines       | medicines
    man of 60; labs: total B12 120 ng/L; not asked: exposures       | exposures
    somebody; labs: total B12 120 ng/L                              | age, sex
    man of 60; labs: total B12 250 ng/L, MMA 600 nmol/L             | kidney
    man of 60; labs: total B12 250 ng/L                             | markers, no kidney
    man of 60; diet: vegan; not asked: treatment                    | treatment
    man of 60; diet: vegan                                          | no treatment
    man of 60; not asked: treatment                                 | no treatment
    """)


def test_what_is_assumed_until_it_is_asked_is_marked(people):
    """While a question is open the plan goes on as if the answer were no. All that hangs on this is
    marked as assumed, the cause too, and the status is never decided by it.

    Source: project_decision, decisions 0002 and 0004; nice_ng239, section 1.3.
    """
    people("""
    who                                       | pack | status    | assumed
    woman of 30; labs: total B12 120 ng/L;    | uk   | probable  | deficient
      not asked: pregnancy
    woman of 30; labs: total B12 120 ng/L     | uk   | confirmed | none
    man of 60; labs: total B12 120 ng/L;      | uk   | confirmed | cause_unknown
      not asked: diet
    man of 60; diet: omnivore;                | uk   | confirmed | none
      labs: total B12 120 ng/L
    man of 60; medicines: omeprazole since    | uk   | confirmed | pa_known, cause_medicine
      2015; labs: total B12 120 ng/L;
      not asked: conditions
    """)


def test_a_conclusion_names_what_is_not_known_and_would_have_led_elsewhere(people):
    """The status and the cause are the first that hold. Where an earlier one hangs on something
    that is not known, the reason says so.

    Source: project_decision, decision 0002.
    """
    people("""
    who                                    | pack | status    | status not known | cause not known
    woman of 30; labs: total B12 120 ng/L; | uk   | probable  | pregnancy        | none
      not asked: pregnancy
    man of 60; labs: total B12 120 ng/L    | uk   | confirmed | none             | none
    man of 60; symptoms: numb feet;        | uk   | confirmed | none             | gastrectomy_total
      labs: total B12 120 ng/L;
      not asked: procedures
    """)


def test_bounds_that_hang_on_something_not_known_say_so(people):
    """The limit of haemoglobin is another in pregnancy. Where that is not known, it is said beside
    the bounds.

    Source: who_hb_2024.
    """
    people("""
    who                                      | other bounds if
    woman of 30; labs: haemoglobin 115 g/L;  | pregnancy, in the second trimester
      not asked: pregnancy
    woman of 30; labs: haemoglobin 115 g/L   | none
    man of 30; labs: haemoglobin 125 g/L     | none
    """)


def test_the_gait_is_asked_about_only_where_something_brings_b12_to_mind(people):
    """Of somebody in whom nothing speaks of B12 nobody asks about the gait. One risk, finding,
    result, treatment or order is enough to ask.

    Source: project_decision, decision 0004.
    """
    people("""
    who                                                   | pack    | dates         | asked first
    man of 45; not asked: symptoms                        |         | not_indicated | none
    man of 45; conditions: hypertension;                  |         | not_indicated | none
      medicines: amlodipine; not asked: symptoms
    somebody of 45; not asked: anything else              |         | not_indicated | none
    man of 80; not asked: symptoms                        |         | ask_first     | nerve_red_flag
    man of 45; medicines: metformin since 2015;           |         | ask_first     | nerve_red_flag
      not asked: symptoms
    man of 45; conditions: coeliac disease;               |         | ask_first     | nerve_red_flag
      not asked: symptoms
    man of 45; labs: total B12 250 ng/L;                  | general | ask_first     | nerve_red_flag
      not asked: symptoms
    man of 45; labs: haemoglobin 100 g/L;                 |         | ask_first     | nerve_red_flag
      not asked: symptoms
    man of 45; signs: sore tongue; not asked: symptoms    |         | ask_first     | nerve_red_flag
    man of 45; order: drug hydroxocobalamin, dose 1 mg,   |         | ask_first     | nerve_red_flag
      route im, every_days 2; not asked: symptoms
    """)
