title = "The bounds"


def test_total_b12_in_mass_units(people):
    """Below 180 ng/L deficiency is confirmed, above 350 it is unlikely. Everything between, both
    bounds included, is indeterminate. A pg/mL is an ng/L.

    Source: nice_ng239, recommendation 1.3.9, table 1.
    """
    people("""
    who                                   | pack        | status
    man of 45; labs: total B12 179.9 ng/L | general, uk | confirmed
    man of 45; labs: total B12 180 ng/L   | general, uk | indeterminate
    man of 45; labs: total B12 350 ng/L   | general, uk | indeterminate
    man of 45; labs: total B12 350.1 ng/L | general, uk | unlikely
    man of 45; labs: total B12 179 pg/mL  | general, uk | confirmed
    man of 45; labs: total B12 180 pg/mL  | general, uk | indeterminate
    """)


def test_total_b12_in_pmol(people):
    """Printed in pmol/L the bounds are 133 and 258. The same number means another thing in another
    unit.

    Source: nice_ng239, recommendation 1.3.9, table 1.
    """
    people("""
    who                                   | status
    man of 45; labs: total B12 132 pmol/L | confirmed
    man of 45; labs: total B12 133 pmol/L | indeterminate
    man of 45; labs: total B12 258 pmol/L | indeterminate
    man of 45; labs: total B12 259 pmol/L | unlikely
    man of 45; labs: total B12 160 pmol/L | indeterminate
    man of 45; labs: total B12 160 ng/L   | confirmed
    man of 45; labs: total B12 300 pmol/L | unlikely
    man of 45; labs: total B12 300 ng/L   | indeterminate
    """)


def test_total_b12_in_the_united_states(people):
    """Below 180 pg/mL is diagnostic; from 180 to 350 methylmalonic acid is measured, with or
    without symptoms.

    Source: aafp_2025, abstract.
    """
    people("""
    who                                  | pack | status        | tests
    man of 45; labs: total B12 179 pg/mL | us   | confirmed     | no methylmalonic_acid
    man of 45; labs: total B12 180 pg/mL | us   | indeterminate | methylmalonic_acid
    man of 45; labs: total B12 350 pg/mL | us   | indeterminate | methylmalonic_acid
    man of 45; labs: total B12 351 pg/mL | us   | unlikely      | no methylmalonic_acid
    """)


def test_active_b12(people):
    """Active B12 below 25 pmol/L confirms deficiency, above 70 makes it unlikely; from 25 to 70 is
    indeterminate.

    Source: nice_ng239, recommendation 1.3.9, table 1.
    """
    people("""
    who                                     | status
    man of 45; labs: active B12 24.9 pmol/L | confirmed
    man of 45; labs: active B12 25 pmol/L   | indeterminate
    man of 45; labs: active B12 70 pmol/L   | indeterminate
    man of 45; labs: active B12 70.1 pmol/L | unlikely
    """)


def test_total_and_active_b12_are_not_one_test(people):
    """A number means one thing as total and another as active B12.

    Source: nice_ng239, recommendation 1.3.9, table 1.
    """
    people("""
    who                                           | status
    man of 45; labs: total B12 100 pmol/L         | confirmed
    man of 45; labs: active B12 100 pmol/L        | unlikely
    man of 45; labs: holotranscobalamin 20 pmol/L | confirmed
    """)


def test_active_b12_decides_where_total_b12_does_not(people):
    """Active B12 below its bound confirms deficiency although total B12 lies between its own.

    Source: nice_ng239, recommendation 1.3.9, table 1; project_decision, decision 0008.
    """
    people("""
    who                                                       | status
    man of 45; labs: total B12 250 ng/L, active B12 18 pmol/L | confirmed
    man of 45; labs: total B12 250 ng/L, active B12 40 pmol/L | indeterminate
    man of 45; labs: total B12 120 ng/L, active B12 18 pmol/L | confirmed
    """)


def test_nothing_is_said_without_a_result(people):
    """Without a result that could show or exclude it, deficiency can be neither confirmed nor
    called unlikely, whatever the symptoms.

    Source: project_decision, decision 0008.
    """
    people("""
    who                                              | status
    man of 45; diet: vegan; symptoms: tiredness      | not_assessable
    man of 45; labs: haemoglobin 150 g/L, MCV 90 fL  | not_assessable
    man of 45; diet: vegan; labs: total B12 150 ng/L | confirmed
    """)


def test_a_number_without_a_unit_is_refused(people):
    """180 ng/L is 133 pmol/L, so a unit is never guessed.

    Source: project_decision.
    """
    people("""
    who                                    | refused       | status
    man of 45; labs: total B12 148         | labs[0].unit  | not_assessable
    man of 45; labs: total B12 148 ng/L    | none          | confirmed
    man of 45; labs: total B12 0 ng/L      | labs[0].value | not_assessable
    man of 45; labs: haemoglobin 13.5 g/L  | labs[0].value | not_assessable
    man of 45; labs: haemoglobin 13.5 g/dL | none          | not_assessable
    """)


def test_an_old_result_is_history(people):
    """The latest result counts. One of more than a year ago does not decide.

    Source: project_decision, decision 0009.
    """
    people("""
    who                                                                 | status
    man of 45; labs: total B12 150 ng/L 365 days ago                    | confirmed
    man of 45; labs: total B12 150 ng/L 366 days ago                    | not_assessable
    man of 45; labs: total B12 150 ng/L, total B12 400 ng/L 90 days ago | confirmed
    man of 45; labs: total B12 400 ng/L, total B12 150 ng/L 90 days ago | unlikely
    """)
