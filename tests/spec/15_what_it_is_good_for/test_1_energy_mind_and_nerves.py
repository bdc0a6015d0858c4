title = "Energy, mood, memory and nerves"


def test_who_is_not_deficient_gains_no_energy_that_was_shown(answers):
    """People who are not deficient gain no energy from vitamin B12 as far as any trial shows;
    tiredness that comes from deficiency passes with treatment.

    Source: markun_2021, abstract; seed_001.
    """
    answers("""
    asked               | topic             | holds  | for            | certainty | found
    does b12 give       | general_fatigue   | partly | people who are | very low  | One trial; not
      energy            |                   |        | tired because  |           | deficient
                        |                   |        | they lack B12  |           |
    I am always tired   | general_fatigue   | partly | people who are | very low  |
                        |                   |        | tired because  |           |
                        |                   |        | they lack B12  |           |
    a supplement for    | adequate_diet     | yes    | people who eat | moderate  | No important
      healthy people    |                   |        | enough B12 and |           | benefit
                        |                   |        | absorb it      |           |
    energy production   | energy_metabolism | partly | the small step | high      | holds no energy
                        |                   |        | that needs B12 |           |
    """)


def test_mood_and_memory_of_people_who_have_enough_do_not_change(answers):
    """In people without overt deficiency vitamin B12 changes neither depression nor memory. Where
    it is low, memory and mood may suffer, and it is replaced.

    Source: markun_2021, abstract; b12_mci_meta_2024, abstract; syed_2013, abstract.
    """
    answers("""
    asked      | topic              | direction    | holds  | certainty | studies         | found
    depression | depression         | no effect    | partly | moderate  | meta-analyses;  | -0.01;
               |                    |              |        |           | 6276            | 73
               |                    |              |        |           |                 | people;
               |                    |              |        |           |                 | 34 of 34
    dementia   | cognition          | no effect    | no     | moderate  | meta-analyses;  | -0.03
               |                    |              |        |           | 6276            |
    brain      | mind_in_deficiency | association  | partly | low       | guideline       | other
      fog      |                    | positive     |        |           |                 | causes
    serotonin  | neurotransmitters  | mechanism    | partly | moderate  |                 | does not
               |                    |              |        |           |                 | follow
    """)


def test_stress_and_anxiety_were_tried_with_several_vitamins_only(answers):
    """Vitamin B12 alone was not tried against anxiety or stress. Three B vitamins or more eased
    stress a little and anxiety not.

    Source: young_2019, abstract.
    """
    answers("""
    asked   | topic          | holds    | certainty | studies   | found
    anxiety | anxiety_stress | unproven | very low  | 16 trials | 0.23; 0.03; B12 alone is untested
    calm    | anxiety_stress | unproven | very low  | 2015      |
    """)


def test_chronic_fatigue_was_tried_without_controls(answers):
    """That two thirds of people with chronic fatigue syndrome report a response to nasal vitamin
    B12 was found without controls; it shows nothing.

    Source: van_campen_2019, abstract; regland_1998, abstract; me_association_2024, key points.
    """
    answers("""
    asked           | topic  | holds    | certainty | found                  | answer
    me/cfs          | me_cfs | unproven | very low  | 34 of 51; nobody was a | Nobody knows; tested
                    |        |          |           | control                | for first
    chronic         | me_cfs | unproven | very low  |                        | no one was given a
      fatigue       |        |          |           |                        | dummy
    """)


def test_nerves_that_lack_b12_are_treated_at_once(answers):
    """Vitamin B12 stops the damage that its lack does to nerves; how much heals depends on the
    delay. For pain from other causes the evidence is weak, for migraine one pilot without controls.

    Source: label_us_cyano_inj; briani_2013; julian_2020, abstract; vanderkuy_2002, abstract.
    """
    answers("""
    asked      | topic                       | holds    | certainty | answer    | to do
    numbness   | deficiency_neuropathy       | yes      | low       | must not  | refer_cord_or_gait
               |                             |          |           | wait      |
    shingles   | postherpetic_neuralgia      | yes      | low       | weak      |
    sciatica   | peripheral_neuropathic_pain | partly   | low       | needs a   |
               |                             |          |           | doctor    |
    migraine   | migraine                    | unproven | very low  | without a |
               |                             |          |           | control   |
               |                             |          |           | group     |
    diabetes   | diabetic_neuropathy         | partly   | low       | if you    | metformin
               |                             |          |           | take      |
               |                             |          |           | metformin |
    foot       | diabetic_foot               | unproven | very low  | does not  |
      ulcer    |                             |          |           | heal an   |
               |                             |          |           | ulcer     |
    """)
