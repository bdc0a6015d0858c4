title = "What is kept apart"


def test_vitamin_c(people):
    """500 mg or more of vitamin C is kept two hours from B12 by mouth; 100 mg or less makes no
    difference, and of what lies between nothing is stated. A dose that is not known counts as 500
    mg. The finding behind this is disputed: two laboratories could not repeat it.

    Source: seed_001; newmark_1976; herbert_1974.
    """
    people("""
    who                                      | pack    | open                  | best
    man of 40; diet: vegan;                  | general | 06:00, 10:00 to 12:00 | 06:00
      labs: total B12 120 ng/L;
      medicines: vitamin C 1000 mg at 08:00
    man of 40; diet: vegan;                  | general | 06:00, 10:00 to 12:00 | 06:00
      labs: total B12 120 ng/L;
      medicines: vitamin C at 08:00
    man of 40; diet: vegan;                  | general | 06:00 to 12:00        | 06:00
      labs: total B12 120 ng/L;
      medicines: vitamin C 100 mg at 08:00
    man of 40; diet: vegan;                  | general | 06:00 to 12:00        | 06:00
      labs: total B12 120 ng/L;
      medicines: vitamin C 250 mg at 08:00
    """)


def test_minerals(people):
    """Calcium, iron and magnesium are kept one hour from B12 by mouth, better two. They share no
    transporter with B12, so the evidence is very low.

    Source: seed_001.
    """
    people("""
    who                        | pack    | open                  | better         | best
    man of 40; diet: vegan;    | general | 06:00, 08:00 to 12:00 | 09:00 to 12:00 | 09:00
      labs: total B12 120 ng/L;
      medicines: iron at 07:00
    man of 40; diet: vegan;    | general | 06:00 to 11:00        | 06:00 to 10:00 | 06:00
      labs: total B12 120 ng/L;
      medicines: calcium carbonate at 12:00
    man of 40; diet: vegan;    | general | 06:00 to 12:00        | 06:00 to 12:00 | 06:00
      labs: total B12 120 ng/L;
      medicines: ferric carboxymaltose at 08:00
    """)


def test_the_packs_differ(people):
    """The source documents keep vitamin C and minerals apart from B12; British and American
    guidance does not, and mentions them. All keep colestyramine apart.

    Source: seed_001; newmark_1976; textbook_knowledge.
    """
    people("""
    who                                      | pack    | open
    man of 40; diet: vegan;                  | general | 09:00 to 12:00
      labs: total B12 120 ng/L;
      medicines: vitamin C 1 g at 07:00, iron at 07:30
    man of 40; diet: vegan;                  | us, uk  | 06:00 to 12:00
      labs: total B12 120 ng/L;
      medicines: vitamin C 1 g at 07:00, iron at 07:30
    man of 40; diet: vegan;                  |         | 06:00 to 07:00, 12:00
      labs: total B12 120 ng/L;
      medicines: colestyramine at 08:00
    """)


def test_a_time_that_is_not_known(people):
    """What is taken at a time that nobody said closes no minute, and is named as what to keep
    apart.

    Source: project_decision.
    """
    people("""
    who                        | pack    | hours apart                      | open
    man of 40; diet: vegan;    | general | colestyramine                    | 06:00, 08:00 to 12:00
      labs: total B12 120 ng/L;
      medicines: colestyramine, iron at 07:00
    man of 40; diet: vegan;    | general | vitamin_c_high, no colestyramine | 06:00, 08:00 to 12:00
      labs: total B12 120 ng/L;
      medicines: vitamin C 1 g, iron at 07:00
    man of 40; diet: vegan;    | general | none                             | 06:00, 08:00 to 12:00
      labs: total B12 120 ng/L;
      medicines: metformin, omeprazole, iron at 07:00
    """)
