title = "People who are on treatment"


def test_injections_that_work_are_continued(people):
    """Somebody who is well on injections goes on: every 2 to 3 months in the United Kingdom, every
    two months with nerve signs, monthly elsewhere. A high B12 never stops it.

    Source: bnf_hydroxocobalamin; nice_ng239, section 1.5; seed_001.
    """
    people("""
    who                                      | pack        | regimen                  | actions
    man of 60;                               | uk          | uk_prophylaxis_3_monthly | continue_b12
      conditions: pernicious anaemia;
      labs: total B12 1400 ng/L;
      treatment: hydroxocobalamin 1 mg im
      every 3 months for 2 years
    man of 60;                               | uk          | bnf_hydroxo_prophylaxis  | continue_b12
      conditions: pernicious anaemia;
      symptoms: numb feet;
      treatment: hydroxocobalamin 1 mg im
      every 3 months for 2 years
    man of 60;                               | general, us | prevention_monthly       | continue_b12
      conditions: pernicious anaemia;
      labs: total B12 1400 ng/L;
      treatment: cyanocobalamin 1 mg im
      every month for 2 years
    """)


def test_product_and_interval_of_somebody_who_is_well_are_kept(people):
    """Somebody who is well keeps the product and the interval that are recorded, whatever the pack
    would begin with. The next injection is due when that interval has passed.

    Source: redwhale_b12_2025, follow-up; seed_004; project_decision.
    """
    people("""
    who                            | pack | product          | phase 1         | injections begin
    man of 60; conditions:         |      | hydroxocobalamin | 1000 ug im,     | 2026 Dec 1, 2027
      pernicious anaemia;          |      |                  | monthly, for    | Jan 1
      treatment: hydroxocobalamin  |      |                  | life
      1 mg im every month for 2
      years last given 2026-11-01
    man of 60; conditions:         |      | hydroxocobalamin | 1000 ug im,     | 2027 Feb 1, May 1
      pernicious anaemia;          |      |                  | every 3 months,
      treatment: hydroxocobalamin  |      |                  | for life
      1 mg im every 3 months for 2
      years last given 2026-11-01
    man of 60; conditions:         |      | cyanocobalamin   | 1000 ug im,     | 2026 Dec 1, 2027
      pernicious anaemia;          |      |                  | monthly, for    | Jan 1
      treatment: cyanocobalamin 1  |      |                  | life
      mg im every month for 2
      years last given 2026-11-01
    man of 60; conditions:         |      | hydroxocobalamin | 1000 ug im,     | 2026 Dec 27, 2027
      pernicious anaemia;          |      |                  | every 8 weeks,  | Feb 21
      treatment: hydroxocobalamin  |      |                  | for life
      1 mg im every 8 weeks for 2
      years last given 2026-11-01
    """)


def test_an_interval_too_long_for_nerves_is_not_kept(people):
    """With nerve signs the recorded interval is kept only where it is not longer than two months.

    Source: bnf_hydroxocobalamin, indications and dose, with neurological involvement.
    """
    people("""
    who                                               | pack | phase 1
    man of 60; conditions: pernicious anaemia;        | uk   | 1000 ug im, every 2 months, for life
      symptoms: numb feet; treatment:
      hydroxocobalamin 1 mg im every 3 months for
      2 years
    man of 60; conditions: pernicious anaemia;        | uk   | 1000 ug im, monthly, for life
      symptoms: numb feet; treatment:
      hydroxocobalamin 1 mg im every month for 2
      years
    """)


def test_an_interval_in_weeks_that_is_too_long_is_four_weeks_shorter(people):
    """Where symptoms return on injections in weeks, four weeks are taken from the interval.

    Source: redwhale_b12_2025, follow-up; project_decision.
    """
    people("""
    who                                               | pack | phase 1
    man of 60; conditions: pernicious anaemia;        | uk   | 1000 ug im, every 6 weeks, for life
      symptoms: symptoms not improving; treatment:
      hydroxocobalamin 1 mg im every 10 weeks for
      2 years
    man of 60; conditions: pernicious anaemia;        | uk   | 1000 ug im, every 10 weeks, for life
      treatment: hydroxocobalamin 1 mg im every 10
      weeks for 2 years
    """)


def test_injections_whose_reason_is_not_known_go_on(people):
    """Injections whose reason is not in the record go on until it is known and gone.

    Source: bnf_hydroxocobalamin; redwhale_b12_2025; label_us_cyano_inj.
    """
    people("""
    who                                                     | pack        | regimen
    man of 60;                                              | uk          | uk_prophylaxis_3_monthly
      treatment: hydroxocobalamin 1 mg im every 3 months
      for 2 years
    man of 60;                                              | general, us | prevention_monthly
      treatment: cyanocobalamin 1 mg im every month for 2
      years
    man of 60; medicines: vitamin B12 tablets               |             | none
    """)


def test_injections_kept_for_an_antibody(people):
    """Where an antibody to intrinsic factor is the reason for injections, though no B12 from before
    them is known, they go on for life at the interval that is recorded. Without it nothing says
    that they are for life.

    Source: bnf_hydroxocobalamin; redwhale_b12_2025, follow-up.
    """
    people("""
    who                                         | phase 1                               | lifelong
    man of 60; labs: intrinsic factor antibody  | 1000 ug im, every 2 months, for life  | yes
      positive; treatment: hydroxocobalamin
      1 mg im every 2 months for 2 years
    man of 60; labs: intrinsic factor antibody  |                                       | no
      negative; treatment: hydroxocobalamin
      1 mg im every 2 months for 2 years
    """)


def test_a_spray_into_the_nose(people):
    """A spray into the nose maintains what injections have reached, in people whose blood count is
    normal and whose nerves are not involved. Somebody who is well on it goes on where it is
    licensed. Signs of the nerves ask for the course that they ask for in anybody else.

    Source: label_nascobal, indications; bnf_hydroxocobalamin.
    """
    people("""
    who                                               | pack        | regimen
    man of 60; conditions: pernicious anaemia;        | general, us | nascobal
      treatment: cyanocobalamin 500 micrograms nasal
      weekly since 2024
    man of 60; conditions: pernicious anaemia;        | uk          | uk_prophylaxis_3_monthly
      treatment: cyanocobalamin 500 micrograms nasal
      weekly since 2024
    man of 60; conditions: pernicious anaemia;        | general, uk | uk_bnf_neuro
      symptoms: numb feet; treatment: cyanocobalamin
      500 micrograms nasal weekly since 2024
    man of 60; conditions: pernicious anaemia;        | us          | us_1000_daily_weekly_monthly
      symptoms: numb feet; treatment: cyanocobalamin
      500 micrograms nasal weekly since 2024
    man of 60; conditions: pernicious anaemia;        | general, us | prevention_monthly
      labs: platelets 90 10*9/L; treatment:
      cyanocobalamin 500 micrograms nasal weekly
      since 2024
    man of 60; conditions: pernicious anaemia;        | general, us | prevention_monthly
      treatment: cyanocobalamin 500 micrograms nasal
      weekly since 2024, cyanocobalamin 1 mg im every
      month since 2024
    man of 60; conditions: pernicious anaemia;        | us          | prevention_monthly
      symptoms: numb feet; treatment: cyanocobalamin
      500 micrograms nasal weekly since 2024,
      cyanocobalamin 1 mg im every month since 2024
    man of 60; treatment: cyanocobalamin 500          |             | none
      micrograms nasal weekly since 2024
    man of 60; symptoms: numb feet; treatment:        |             | none
      cyanocobalamin 500 micrograms nasal weekly
      since 2024
    """)


def test_the_review_of_a_spray_into_the_nose(people):
    """B12 is measured while it comes from a spray, as on tablets. Where signs of the nerves have
    brought injections in its place, these are reviewed after three weeks.

    Source: label_nascobal, precautions; bsh_2014; bnf_hydroxocobalamin.
    """
    people("""
    who                                               | pack    | follow-up
    man of 60; conditions: pernicious anaemia;        | general | levels_seed
      treatment: cyanocobalamin 500 micrograms nasal
      weekly since 2024
    man of 60; conditions: pernicious anaemia;        | us      | oral_levels
      treatment: cyanocobalamin 500 micrograms nasal
      weekly since 2024
    man of 60; conditions: pernicious anaemia;        |         | no nerve_review_3_weeks
      treatment: cyanocobalamin 500 micrograms nasal
      weekly since 2024
    man of 60; conditions: pernicious anaemia;        |         | nerve_review_3_weeks
      symptoms: numb feet; treatment: cyanocobalamin
      500 micrograms nasal weekly since 2024
    man of 60; conditions: pernicious anaemia;        |         | no nerve_review_3_weeks
      symptoms: numb feet; treatment: cyanocobalamin
      500 micrograms nasal weekly since 2024,
      cyanocobalamin 1 mg im every month since 2024
    """)


def test_what_is_put_on_the_skin_is_no_treatment(people):
    """That B12 is absorbed through the skin has not been shown, so a patch or a cream is refused,
    and whoever has one begins as if nothing had been given.

    Source: project_decision.
    """
    people("""
    who                                                | pack | refused            | regimen
    man of 60; conditions: pernicious anaemia;         | uk   | prior_treatment[0] | uk_bnf_neuro
      symptoms: numb feet; treatment: vitamin B12
      patch since 2024
    man of 60; conditions: pernicious anaemia;         | uk   | prior_treatment[0] | uk_bnf_neuro
      symptoms: numb feet; treatment: methylcobalamin
      transdermal weekly since 2024
    man of 60; conditions: pernicious anaemia;         | uk   | none               | uk_bnf_neuro
      symptoms: numb feet; treatment: cyanocobalamin
      1 mg oral daily since 2024
    man of 60; conditions: pernicious anaemia;         | uk   | medicines[0]       | uk_bnf_no_neuro
      medicines: B12 patches
    """)


def test_a_spray_is_no_alternative_with_nerve_signs(people):
    """Where a spray into the nose could take the place of injections, it is named only to people
    without nerve signs and with a normal blood count.

    Source: label_nascobal, indications.
    """
    people("""
    who                                                 | pack | alternatives
    man of 60; conditions: pernicious anaemia;          | us   | nascobal
      treatment: cyanocobalamin 1 mg im every month
      for 2 years
    man of 60; conditions: pernicious anaemia;          | us   | no nascobal
      symptoms: numb feet; treatment: cyanocobalamin
      1 mg im every month for 2 years
    man of 60; conditions: pernicious anaemia;          | us   | no nascobal
      labs: platelets 90 10*9/L; treatment:
      cyanocobalamin 1 mg im every month for 2 years
    """)


def test_tablets_that_work_are_continued(people):
    """Somebody who is well on tablets goes on with them.

    Source: redwhale_b12_2025, follow-up; aafp_2017.
    """
    people("""
    who                                              | pack        | regimen                 | route
    man of 60; conditions: coeliac disease;          | uk          | nice_oral_malabsorption | oral
      treatment: cyanocobalamin 1 mg daily by mouth
      for 1 year
    man of 60; conditions: coeliac disease;          | general, us | oral_1000_2000_daily    | oral
      treatment: cyanocobalamin 1 mg daily by mouth
      for 1 year
    """)


def test_tablets_that_fail(people):
    """Where symptoms do not improve on tablets the dose is raised or treatment changes to
    injections, on alternate days with nerve signs in the United Kingdom.

    Source: redwhale_b12_2025, follow-up; sps_ng239_visual.
    """
    people("""
    who                             | pack | route | regimen         | actions
    man of 60;                      | uk   | im    | uk_bnf_no_neuro | escalate_dose_or_switch_im
      conditions: coeliac disease;
      symptoms: tiredness not
      improved on treatment;
      treatment: cyanocobalamin 1
      mg daily by mouth for 6
      months
    man of 60;                      | uk   | im    | uk_bnf_neuro    | escalate_dose_or_switch_im
      conditions: coeliac disease;
      symptoms: numb feet getting
      worse;
      treatment: cyanocobalamin 1
      mg daily by mouth for 6
      months
    man of 60;                      | uk   | oral  |                 | no escalate_dose_or_switch_im
      conditions: coeliac disease;
      treatment: cyanocobalamin 1
      mg daily by mouth for 6
      months
    """)


def test_injections_that_fail(people):
    """Where symptoms do not improve, or return before the next injection, injections are given more
    often; with nerve signs they return to alternate days.

    Source: redwhale_b12_2025, follow-up; sps_ng239_visual; bnf_hydroxocobalamin.
    """
    people("""
    who                            | pack | regimen                  | actions
    man of 60;                     | uk   | bnf_hydroxo_prophylaxis  | increase_injection_frequency
      conditions: pernicious
      anaemia;
      symptoms: tiredness not
      improved on treatment;
      treatment: hydroxocobalamin
      1 mg im every 3 months for 1
      year
    man of 60;                     | uk   | bnf_hydroxo_prophylaxis  | increase_injection_frequency
      conditions: pernicious
      anaemia;
      symptoms: symptoms return
      before the next injection;
      treatment: hydroxocobalamin
      1 mg im every 3 months for 1
      year
    man of 60;                     | uk   | uk_bnf_neuro             | increase_injection_frequency
      conditions: pernicious
      anaemia;
      symptoms: numb feet getting
      worse;
      treatment: hydroxocobalamin
      1 mg im every 3 months for 1
      year
    man of 60;                     | uk   | uk_prophylaxis_3_monthly | no
      conditions: pernicious       |      |                          | increase_injection_frequency
      anaemia;
      treatment: hydroxocobalamin
      1 mg im every 3 months for 1
      year
    """)


def test_an_interval_that_is_too_long_is_shortened_by_a_step(people):
    """Where symptoms return before the next injection the recorded interval is shortened: from
    three months to two, from two to one.

    Source: redwhale_b12_2025, follow-up; sps_ng239_visual; project_decision.
    """
    people("""
    who                                              | pack | phase 1
    man of 60; conditions: pernicious anaemia;       | uk   | 1000 ug im, every 2 months, for life
      symptoms: symptoms return before the next
      injection; treatment: hydroxocobalamin 1 mg im
      every 3 months for 1 year
    man of 60; conditions: pernicious anaemia;       | uk   | 1000 ug im, monthly, for life
      symptoms: symptoms return before the next
      injection; treatment: hydroxocobalamin 1 mg im
      every 2 months for 1 year
    man of 60; conditions: pernicious anaemia;       | uk   | 1000 ug im, every 3 months, for life
      treatment: hydroxocobalamin 1 mg im every 3
      months for 1 year
    """)


def test_failing_treatment_elsewhere(people):
    """In the other packs treatment that does not do enough is followed by a full course of
    injections.

    Source: seed_004; aafp_2017; redwhale_b12_2025.
    """
    people("""
    who                                                 | pack        | regimen
    man of 60; conditions: coeliac disease;             | general, us | us_1000_daily_weekly_monthly
      symptoms: tiredness not improved on treatment;
      treatment: cyanocobalamin 1 mg daily by mouth for
      6 months
    man of 60; conditions: coeliac disease;             | general     | uk_bnf_neuro
      symptoms: numb feet getting worse;
      treatment: cyanocobalamin 1 mg daily by mouth for
      6 months
    """)


def test_treatment_is_never_stopped_for_a_level(people):
    """Lifelong causes never end, and in pregnancy and breast-feeding nothing is stopped, whatever
    the level and however well somebody feels.

    Source: nice_ng239, section 1.5; redwhale_b12_2025.
    """
    people("""
    who                                                            | actions         | dates
    man of 60; conditions: pernicious anaemia;                     | continue_b12    | ready
      labs: total B12 2000 ng/L;
      treatment: hydroxocobalamin 1 mg im every 3 months for 9
      years
    woman of 30, pregnant 20 weeks; diet: vegan;                   | continue_b12    | ready
      labs: total B12 600 ng/L;
      treatment: cyanocobalamin 1 mg daily by mouth for 6 months
    man of 60; labs: total B12 2000 ng/L                           | no continue_b12 | not_indicated
    """)


def test_a_supplement_of_one_s_own_is_no_reason_for_injections(people):
    """B12 that somebody takes without a deficiency or a cause that anybody found does not become a
    course.

    Source: nice_ng239, section 1.3.
    """
    people("""
    who                                                                    | route  | injections
    man of 45; medicines: multivitamin; labs: total B12 480 ng/L           | none   | none
    man of 45; medicines: vitamin B12 tablets; labs: total B12 480 ng/L    | not im | none
    man of 45; medicines: vitamin B12 supplement; labs: total B12 480 ng/L | not im | none
    """)


def test_monthly_injections_that_fail(people):
    """Injections every month that are not enough are not dated every month again. What holds
    back the response is reviewed; meanwhile the United Kingdom gives the course of the product
    information, weekly until the blood count is normal. Elsewhere a review after eight weeks comes
    before the first monthly dose of the full course. Nothing is dated beyond the review.

    Source: redwhale_b12_2025, follow-up; spc_hydroxo_31182; clinpharm_text; project_decision.
    """
    people("""
    who                               | pack     | regimen                      | last injection
    man of 60; conditions: pernicious | uk       | spc_hydroxo_no_neuro         | 2027 Feb 10
      anaemia; symptoms: tiredness    |          |                              |
      not improved on treatment;      |          |                              |
      treatment: hydroxocobalamin 1   |          |                              |
      mg im every month for 2 years   |          |                              |
    man of 60; conditions: pernicious | general, | us_1000_daily_weekly_monthly | 2026 Dec 24
      anaemia; symptoms: tiredness    | us       |                              |
      not improved on treatment;      |          |                              |
      treatment: cyanocobalamin 1 mg  |          |                              |
      im every month for 2 years      |          |                              |
    man of 60; conditions: pernicious | uk       | uk_prophylaxis_3_monthly     | 2027 Nov 20
      anaemia; treatment:             |          |                              |
      hydroxocobalamin 1 mg im every  |          |                              |
      month for 2 years               |          |                              |
    """)


def test_who_may_not_be_injected_is_not_told_of_more_injections(people):
    """That injections come more often, or tablets in a higher dose, is not said to somebody whom an
    allergy keeps from every cobalamin; nor that injections come more often to who refuses them.

    Source: spc_hydroxo_31182; redwhale_b12_2025.
    """
    people("""
    who                                  | dates   | actions
    man of 60; conditions: pernicious    | ready   | increase_injection_frequency
      anaemia; symptoms: tiredness not   |         |
      improved on treatment; treatment:  |         |
      hydroxocobalamin 1 mg im every 3   |         |
      months for 2 years                 |         |
    man of 60; conditions: pernicious    | blocked | no increase_injection_frequency,
      anaemia; symptoms: tiredness not   |         | no continue_b12
      improved on treatment; treatment:  |         |
      hydroxocobalamin 1 mg im every 3   |         |
      months for 2 years; allergies:     |         |
      hydroxocobalamin                   |         |
    man of 60; conditions: pernicious    | blocked | no increase_injection_frequency,
      anaemia; symptoms: tiredness not   |         | no continue_b12
      improved on treatment; treatment:  |         |
      hydroxocobalamin 1 mg im every 3   |         |
      months for 2 years; allergies:     |         |
      benzyl alcohol                     |         |
    man of 60; conditions: pernicious    | ready   | no increase_injection_frequency
      anaemia; symptoms: tiredness not   |         |
      improved on treatment; treatment:  |         |
      hydroxocobalamin 1 mg im every 3   |         |
      months for 2 years; wishes:        |         |
      refuses injections                 |         |
    man of 60; symptoms: tiredness not   | ready   | escalate_dose_or_switch_im
      improved on treatment; treatment:  |         |
      cyanocobalamin 1 mg daily by mouth |         |
      for 6 months                       |         |
    man of 60; symptoms: tiredness not   | blocked | no escalate_dose_or_switch_im
      improved on treatment; treatment:  |         |
      cyanocobalamin 1 mg daily by mouth |         |
      for 6 months; allergies: cobalt    |         |
    woman of 30; diet: vegan             | ready   | supplement_without_testing
    woman of 30; diet: vegan; allergies: | blocked | no supplement_without_testing,
      cyanocobalamin                     |         | no dietary_advice_and_recheck
    """)


def test_a_failing_treatment_keeps_its_product(people):
    """A full course that follows injections which failed is given with the product that was
    given, where the source allows either.

    Source: clinpharm_text; seed_004; project_decision.
    """
    people("""
    who                             | pack     | product          | regimen
    man of 60; conditions:          | general, | hydroxocobalamin | us_1000_daily_weekly_monthly
      pernicious anaemia; symptoms: | us       |                  |
      tiredness not improved on     |          |                  |
      treatment; treatment:         |          |                  |
      hydroxocobalamin 1 mg im      |          |                  |
      every month for 2 years       |          |                  |
    man of 60; conditions:          | general, | cyanocobalamin   | us_1000_daily_weekly_monthly
      pernicious anaemia; symptoms: | us       |                  |
      tiredness not improved on     |          |                  |
      treatment; treatment:         |          |                  |
      cyanocobalamin 1 mg im every  |          |                  |
      month for 2 years             |          |                  |
    man of 60; conditions: coeliac  | general, | cyanocobalamin   | us_1000_daily_weekly_monthly
      disease; symptoms: tiredness  | us       |                  |
      not improved on treatment;    |          |                  |
      treatment: cyanocobalamin 1   |          |                  |
      mg daily by mouth for 6       |          |                  |
      months                        |          |                  |
    """)
