title = "What counts as involvement of the nerves"


def test_peripheral_nerves(people):
    """New numbness, tingling, burning or loss of feeling is involvement of the nerves.

    Source: nice_ng239, section 1.2; project_decision.
    """
    people("""
    who                                                                    | nerves
    man of 45; symptoms: numb feet; labs: total B12 120 ng/L               | yes
    man of 45; symptoms: tingling in the fingers; labs: total B12 120 ng/L | yes
    man of 45; symptoms: burning feet; labs: total B12 120 ng/L            | yes
    man of 45; signs: absent vibration sense; labs: total B12 120 ng/L     | yes
    man of 45; symptoms: rash; labs: total B12 120 ng/L                    | no
    man of 45; signs: no numbness; labs: total B12 120 ng/L                | no
    """)


def test_cord_gait_and_eyes(people):
    """Unsteady gait, cord signs and loss of vision are involvement of the nerves.

    Source: nice_ng239, section 1.2; pgd_v009.
    """
    people("""
    who                                                                   | nerves
    man of 45; symptoms: unsteady gait; labs: total B12 120 ng/L          | yes
    man of 45; symptoms: ataxia; labs: total B12 120 ng/L                 | yes
    man of 45; symptoms: new loss of balance; labs: total B12 120 ng/L    | yes
    man of 45; signs: extensor plantar response; labs: total B12 120 ng/L | yes
    man of 45; symptoms: visual loss; labs: total B12 120 ng/L            | yes
    man of 45; conditions: glaucoma; labs: total B12 120 ng/L             | no
    """)


def test_mind_and_memory(people):
    """Cognitive impairment, dementia and psychosis are involvement of the nerves.

    Source: nice_ng239, section 1.2; project_decision.
    """
    people("""
    who                                                             | nerves
    woman of 70; symptoms: memory loss; labs: total B12 120 ng/L    | yes
    woman of 70; symptoms: confusion; labs: total B12 120 ng/L      | yes
    woman of 70; symptoms: hallucinations; labs: total B12 120 ng/L | yes
    woman of 70; symptoms: anxiety; labs: total B12 120 ng/L        | no
    """)


def test_tiredness_mood_and_brain_fog_do_not(people):
    """Tiredness, low mood and difficulty concentrating alone do not change the course. They are
    recorded.

    Source: project_decision.
    """
    people("""
    who                                                                 | nerves | regimen
    man of 45; symptoms: tiredness; labs: total B12 120 ng/L            | no     | not uk_bnf_neuro
    man of 45; symptoms: low mood; labs: total B12 120 ng/L             | no     | not uk_bnf_neuro
    man of 45; symptoms: brain fog; labs: total B12 120 ng/L            | no     | not uk_bnf_neuro
    man of 45; symptoms: sore tongue; labs: total B12 120 ng/L          | no     | not uk_bnf_neuro
    man of 45; symptoms: tiredness, numb feet; labs: total B12 120 ng/L | yes    |
    """)


def test_a_child_is_judged_by_development(people):
    """Below 16 regression, floppiness, fits and abnormal movements count as well.

    Source: cmaj_infant, table 1.
    """
    people("""
    who                                                                    | nerves
    girl of 7 months; diet: breast-fed; symptoms: hypotonia                | yes
    girl of 7 months; diet: breast-fed; symptoms: developmental regression | yes
    girl of 7 months; diet: breast-fed; signs: pallor                      | no
    """)
