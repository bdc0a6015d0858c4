title = "From a course to days"


def test_three_a_week(people):
    """Three a week for two weeks keeps the weekdays of its start.

    Source: bnf_hydroxocobalamin, indications and dose.
    """
    people("""
    who                                                  | pack        | injections begin
    man of 60; conditions: pernicious anaemia;           | general, uk | 2027 Jan 4 6 8 11 13 15
      labs: total B12 120 ng/L;
      regimen: uk_bnf_no_neuro; start: 2027-01-04
    man of 60; conditions: pernicious anaemia;           | general, uk | 2027 Jan 31, Feb 2 4 7 9 11
      labs: total B12 120 ng/L;
      regimen: uk_bnf_no_neuro; start: 2027-01-31
    """)


def test_alternate_days_until_no_further_improvement(people):
    """Alternate days run on, over the end of a leap February too, and no maintenance is dated
    before somebody has seen that improvement has stopped.

    Source: bnf_hydroxocobalamin, indications and dose; project_decision, decision 0011.
    """
    people("""
    who                           | pack        | injections begin                  | last injection
    man of 60;                    | general, uk | 2026 Dec 1 3 5 7 9 11 13 15 17 19 | not none
      symptoms: numb feet;
      labs: total B12 120 ng/L;
      regimen: uk_bnf_neuro;
      start: 2026-12-01
    man of 60;                    | general, uk | 2028 Feb 25 27 29, Mar 2 4        | not none
      symptoms: numb feet;
      labs: total B12 120 ng/L;
      regimen: uk_bnf_neuro;
      start: 2028-02-25
    """)


def test_daily_weekly_monthly(people):
    """Daily for seven days, weekly for four weeks, then monthly: each phase begins one of its own
    intervals after the last dose of the phase before.

    Source: seed_004, lines 15-19; pocket_medicine_notes; project_decision, decision 0011.
    """
    people("""
    who                                      | pack        | injections begin
    man of 60; symptoms: tiredness;          | general, us | 2027 Jan 4 5 6 7 8 9 10 17 24 31,
      labs: total B12 120 ng/L;              |             | Feb 7, Mar 7, Apr 7, May 7
      regimen: us_1000_daily_weekly_monthly;
      start: 2027-01-04
    man of 60; symptoms: tiredness;          | general, us | 2027 Jan 31, Feb 1 2 3 4 5 6 13 20 27,
      labs: total B12 120 ng/L;              |             | Mar 6, Apr 6, May 6
      regimen: us_1000_daily_weekly_monthly;
      start: 2027-01-31
    """)


def test_weekly_until_the_blood_count_is_normal(people):
    """In the general pack's course for pernicious anaemia no monthly dose is dated before the blood
    count is normal.

    Source: seed_004, lines 20-24.
    """
    people("""
    who                                        | pack    | injections begin
    man of 60; conditions: pernicious anaemia; | general | 2027 Jan 31, Feb 1 2 3 4 5 6 13 20 27,
      labs: total B12 120 ng/L;                |         | Mar 6 13
      regimen: pa_daily_weekly_monthly;
      start: 2027-01-31
    man of 60; conditions: pernicious anaemia; | general | 2027 Jan 31, Feb 1 2 3 4 5 6 13 20 27,
      labs: total B12 120 ng/L;                |         | Mar 6, Apr 6
      regimen: us_1000_daily_weekly_monthly;
      start: 2027-01-31
    """)


def test_the_course_of_the_american_label(people):
    """Daily for seven days, on alternate days for seven doses, then every three days.

    Source: label_us_cyano_inj, dosage and administration.
    """
    people("""
    who                                 | pack | injections begin
    man of 60;                          | us   | 2027 Jan 4 5 6 7 8 9 10 12 14 16 18 20 22 24 27 30,
      conditions: pernicious anaemia;   |      | Feb 2 5
      labs: total B12 120 pg/mL;
      regimen: us_label_pa;
      start: 2027-01-04
    man of 60;                          | us   | 2027 Jan 4 5 6 7 8 9 10 17
      conditions: pernicious anaemia;
      labs: total B12 120 pg/mL;
      start: 2027-01-04
    """)


def test_months_do_not_drift(people):
    """A month keeps the day that was first wanted: after 31 January come 28 February and 31 March.

    Source: project_decision, decision 0011; seed_004, lines 26-30.
    """
    people("""
    who                                        | pack    | injections begin
    man of 60; conditions: pernicious anaemia; | general | 2027 Jan 31, Feb 28, Mar 31, Apr 30,
      labs: total B12 520 ng/L;                |         | May 31, Jun 30
      regimen: prevention_monthly;
      start: 2027-01-31
    man of 60; conditions: pernicious anaemia; | general | 2028 Jan 31, Feb 29, Mar 31, Apr 30,
      labs: total B12 520 ng/L;                |         | May 31, Jun 30
      regimen: prevention_monthly;
      start: 2028-01-31
    """)


def test_three_months_and_twelve_weeks_differ(people):
    """Every three months goes by the calendar, every twelve weeks by 84 days.

    Source: bomss_2020; pgd_v009.
    """
    people("""
    who                                         | pack | injections begin
    man of 60; conditions: pernicious anaemia;  | uk   | 2026 Nov 30, 2027 Feb 28, May 30, Aug 30
      labs: total B12 520 ng/L;
      regimen: uk_prophylaxis_3_monthly;
      start: 2026-11-30
    man of 60; conditions: pernicious anaemia;  | uk   | 2026 Nov 20, 2027 Feb 12, May 7, Jul 30,
      labs: total B12 520 ng/L;                 |      | Oct 22
      regimen: uk_prophylaxis_12_weekly;
      start: 2026-11-20
    """)


def test_a_course_that_is_not_offered(people):
    """A course chosen by name is dated though none is offered; it is not where treatment must
    not wait and another course is offered, nor where it is one for children.

    Source: project_decision; bnf_hydroxocobalamin.
    """
    people("""
    who                         | pack | dates           | injections begin | alternatives
    man of 45;                  | uk   | ready           | 2027 Jan 4 6 8   | none
      labs: total B12 500 ng/L;
      regimen: uk_bnf_no_neuro;
      start: 2027-01-04
    man of 45; signs: ataxia;   | uk   | blocked         | none             | uk_bnf_neuro
      labs: total B12 120 ng/L;
      regimen: uk_bnf_no_neuro
    man of 45;                  |      | specialist_only | none             |
      labs: total B12 120 ng/L;
      regimen: ped_us_dietary
    """)


def test_the_course_of_leber(people):
    """Daily for two weeks, then twice a week while vision improves.

    Source: spc_hydroxo_31182, posology.
    """
    people("""
    who                                                  | injections begin
    man of 45;                                           | 2027 Mar 1 2 3 4 5 6 7 8 9 10 11 12 13 14
      conditions: Leber hereditary optic neuropathy;
      labs: total B12 120 ng/L;
      regimen: leber_hydroxocobalamin; start: 2027-03-01
    man of 45;                                           | none
      conditions: Leber hereditary optic neuropathy;
      labs: total B12 420 ng/L; start: 2027-03-01
    """)


def test_tablets_are_dated_a_year_ahead(people):
    """Tablets without an end run from the day named and are dated at most twelve months ahead.

    Source: project_decision, decision 0011.
    """
    people("""
    who                                      | pack | tablets                           | injections
    man of 45; diet: vegan;                  | us   | 1000 ug, 2028-02-29 to 2029-02-28 | none
      labs: total B12 120 ng/L;
      start: 2028-02-29
    man of 45; diet: vegan;                  | uk   | 100 ug, 2027-01-31 to 2028-01-31  | none
      labs: total B12 120 ng/L;
      start: 2027-01-31
    man of 60; symptoms: numb feet;          | us   | none                              | not none
      labs: total B12 120 ng/L;
      start: 2027-01-31
    """)


def test_the_next_injection_counts_from_the_last(people):
    """Somebody on maintenance gets the next injection when it is due, not today.

    Source: pgd_v009; bnf_hydroxocobalamin.
    """
    people("""
    who                                                            | pack | injections begin
    man of 60; conditions: pernicious anaemia;                     | uk   | 2027 Jan 20, Apr 20
      treatment: hydroxocobalamin 1 mg im every 3 months last
      2026-10-20
    man of 60; conditions: pernicious anaemia;                     | uk   | 2026 Nov 20, 2027 Feb 20
      treatment: hydroxocobalamin 1 mg im every 3 months last
      2026-06-20
    """)


def test_what_is_not_dated(people):
    """Nothing is dated where an allergy stands against it, where a specialist decides, or where no
    B12 is due.

    Source: spc_hydroxo_31182, 4.3; nice_ng239, scope.
    """
    people("""
    who                                                     | dates           | injections | tablets
    man of 60; allergies: hydroxocobalamin;                 | blocked         | none       | none
      labs: total B12 120 ng/L
    girl of 9; labs: total B12 120 ng/L                     | specialist_only | none       | none
    man of 24; conditions: cobalamin C deficiency           | specialist_only | none       | none
    man of 60; labs: total B12 420 ng/L                     | not_indicated   | none       | none
    """)
