title = "Whose day"


def test_the_morning_of_the_person(people):
    """B12 by mouth is placed in the morning, from waking on, and after it in the rest of the day.
    Who wakes after the morning, as after a night shift, has the first hours awake instead.

    Source: seed_001; project_decision.
    """
    people("""
    who                                      | pack    | open           | later          | best
    man of 40; diet: vegan;                  | general | 07:00 to 12:00 | 12:00 to 23:00 | 07:00
      labs: total B12 120 ng/L;
      day: wake 07:00, sleep 23:00
    man of 40; diet: vegan;                  | general | 06:00 to 12:00 | 12:00 to 20:00 | 06:00
      labs: total B12 120 ng/L;
      day: wake 04:30, sleep 20:00
    man of 40; diet: vegan;                  | general | 17:00 to 23:00 | 23:00 to 09:00 | 17:00
      labs: total B12 120 ng/L;
      day: wake 17:00, sleep 09:00
    """)


def test_a_fast(people):
    """In a time in which somebody swallows nothing, no minute is offered.

    Source: project_decision.
    """
    people("""
    who                                      | pack    | open           | later          | best
    man of 40; diet: vegan;                  | general | none           | 18:30 to 23:00 | 18:30
      labs: total B12 120 ng/L;
      day: wake 04:00, sleep 23:00, fast 05:00-18:30
    man of 40; diet: vegan;                  | general | 08:00 to 12:00 | 12:00 to 19:59 | 08:00
      labs: total B12 120 ng/L;
      day: wake 06:00, sleep 22:00, fast 20:00-08:00
    """)


def test_injections_have_no_hours(people):
    """What is injected meets nothing in the gut: no hour is closed, and none is offered.

    Source: project_decision.
    """
    people("""
    who                                      | pack    | route | open                  | best
    man of 60; symptoms: unsteady gait;      | general | im    | none                  | none
      labs: total B12 120 ng/L;
      medicines: vitamin C 1 g at 08:00
    man of 60; diet: vegan;                  | general | oral  | 06:00, 10:00 to 12:00 | 06:00
      labs: total B12 120 ng/L;
      medicines: vitamin C 1 g at 08:00
    """)


def test_nobody_without_times_is_given_any(people):
    """Where nothing says when anything is taken or how the day goes, no hour is offered.

    Source: project_decision.
    """
    people("""
    who                                      | pack    | open           | best
    man of 40; diet: vegan;                  | general | none           | none
      labs: total B12 120 ng/L;
      medicines: vitamin C 1 g
    man of 40; diet: vegan;                  | general | 06:00 to 12:00 | 06:00
      labs: total B12 120 ng/L;
      medicines: vitamin C 1 g at 22:00
    """)
