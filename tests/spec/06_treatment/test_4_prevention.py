title = "Prevention"


def test_prevention_where_absorption_is_lost(people):
    """Where absorption is lost for life B12 is given before deficiency comes: every three months in
    the United Kingdom, monthly elsewhere, by mouth after a bypass in the United States.

    Source: bomss_2020; bnf_hydroxocobalamin; seed_004, lines 26-30; aafp_2017.
    """
    people("""
    who                           | pack     | regimen                    | actions
    man of 60;                    | uk       | uk_prophylaxis_3_monthly   | b12_prophylaxis_lifelong
      procedures: total
      gastrectomy 9 years ago;
      labs: total B12 520 ng/L
    man of 60;                    | general, | prevention_monthly         | b12_prophylaxis_lifelong
      procedures: total           | us
      gastrectomy 9 years ago;
      labs: total B12 520 ng/L
    woman of 45;                  | uk       | uk_prophylaxis_3_monthly   | b12_prophylaxis_lifelong
      procedures: sleeve
      gastrectomy 1 year ago;
      labs: total B12 520 ng/L
    woman of 45;                  | us       | oral_1000_daily_indefinite | b12_prophylaxis_lifelong
      procedures: sleeve
      gastrectomy 1 year ago;
      labs: total B12 520 ng/L
    man of 60;                    |          | none                       | no
      conditions: coeliac         |          |                            | b12_prophylaxis_lifelong
      disease;
      labs: total B12 520 ng/L
    """)


def test_a_short_resection_is_watched(people):
    """Up to 20 cm of ileum with a normal B12 is watched; prevention is optional.

    Source: project_decision.
    """
    people("""
    who                                                           | dates         | notes
    man of 60; procedures: ileal resection of 15 cm;              | not_indicated | monitor_ileum
      labs: total B12 520 ng/L
    man of 60; procedures: ileal resection of 60 cm;              | ready         | no monitor_ileum
      labs: total B12 520 ng/L
    """)


def test_prevention_for_a_diet(people):
    """A diet without animal food asks for a supplement of at least 10 micrograms a day, whatever
    B12 says today. It is not a reason for injections.

    Source: vegan_society_b12; vegan_health_norris.
    """
    people("""
    who                                 | regimen                 | route | alternatives
    woman of 40; diet: vegan            | vegan_prophylaxis_daily | oral  | vegan_prophylaxis_weekly
    woman of 40; diet: vegan;           | vegan_prophylaxis_daily | oral  | vegan_prophylaxis_weekly
      labs: total B12 520 ng/L
    woman of 40; diet: vegetarian       | vegan_prophylaxis_daily | oral  |
    woman of 40; diet: vegetarian;      | none                    | none  |
      labs: total B12 520 ng/L
    woman of 40; diet: vegan;           | none                    | none  |
      medicines: multivitamin;
      labs: total B12 520 ng/L
    woman of 40; diet: omnivore         | none                    | none  |
    """)


def test_before_a_pregnancy(people):
    """With a diet low in B12 a supplement is taken from before conception to the end of
    breast-feeding.

    Source: molloy_2009; seed_001.
    """
    people("""
    who                                                           | regimen
    woman of 30; diet: vegan; conditions: planning pregnancy      | pregnancy_prevention
    woman of 30; diet: vegetarian; conditions: planning pregnancy | pregnancy_prevention
    woman of 30; diet: omnivore; conditions: planning pregnancy   | none
    woman of 30; diet: vegan                                      | vegan_prophylaxis_daily
    """)


def test_nothing_is_given_without_a_reason(people):
    """Where B12 is above its bound and no cause is shown, no B12 is due, and another reason is
    looked for.

    Source: nice_ng239, section 1.3; aafp_2017.
    """
    people("""
    who                               | dates         | route    | actions
    man of 45;                        | not_indicated | none     | no consider_alternative_diagnosis
      labs: total B12 480 ng/L
    man of 45; symptoms: tiredness;   | not_indicated | none     | consider_alternative_diagnosis
      labs: total B12 480 ng/L
    man of 45; symptoms: tiredness;   | ready         | not none | no consider_alternative_diagnosis
      labs: total B12 120 ng/L
    """)


def test_an_indeterminate_result_is_watched(people):
    """Between the bounds nothing is given without symptoms, and with symptoms methylmalonic acid
    decides.

    Source: redwhale_b12_2025; nice_ng239, section 1.3.
    """
    people("""
    who                                                       | dates         | tests
    man of 45; labs: total B12 250 ng/L                       | not_indicated |
    man of 45; symptoms: numb feet; labs: total B12 250 ng/L  | not_indicated | methylmalonic_acid
    woman of 30; symptoms: tiredness; labs: active B12 40     | not_indicated | methylmalonic_acid
      pmol/L
    woman of 30; symptoms: tiredness; labs: active B12 20     | ready         |
      pmol/L
    """)


def test_an_indeterminate_result_that_is_treated_now(people):
    """Between the bounds treatment is considered now with an irreversible cause, in breast-feeding,
    and in pregnancy where active B12, the diet or a symptom speaks for it. Methylmalonic acid may
    help, but is not waited for.

    Source: redwhale_b12_2025; project_decision.
    """
    people("""
    who                                                 | dates         | tests
    woman of 45; procedures: gastric bypass 4 years     | ready         |
      ago; labs: total B12 250 ng/L
    woman of 30, breast-feeding;                        | ready         | methylmalonic_acid
      labs: total B12 250 ng/L
    woman of 30, breast-feeding; diet: vegan;           | ready         | methylmalonic_acid
      labs: total B12 250 ng/L
    woman of 30, pregnant 20 weeks;                     | ready         | methylmalonic_acid
      labs: active B12 40 pmol/L
    woman of 30, pregnant 20 weeks;                     | ready         | active_b12
      symptoms: tiredness; labs: total B12 250 ng/L
    woman of 30, pregnant 20 weeks;                     | not_indicated | active_b12
      labs: total B12 250 ng/L
    woman of 30; labs: active B12 40 pmol/L             | not_indicated |
    """)


def test_an_indeterminate_result_with_a_disease_that_moves_fast(people):
    """Between the bounds treatment is considered now where nerve signs get worse, or blood and
    nerves make a typical picture.

    Source: redwhale_b12_2025; bsh_2014, recommendation 4; project_decision.
    """
    people("""
    who                                                          | dates         | route
    man of 45; symptoms: numb feet getting worse;                | ready         | im
      labs: total B12 250 ng/L
    man of 60; symptoms: numb feet; signs: macrocytic anaemia;   | ready         | im
      labs: total B12 250 ng/L
    man of 45; symptoms: numb feet; labs: total B12 250 ng/L     | not_indicated | none
    man of 45; symptoms: numb feet getting worse;                | not_indicated | none
      labs: total B12 520 ng/L, copper low
    """)
