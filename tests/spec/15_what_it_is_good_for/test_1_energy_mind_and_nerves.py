title = "Energy, mood, memory and nerves"


def test_who_is_not_deficient_gains_no_energy_that_was_shown(answers):
    """People who are not deficient gain no energy from vitamin B12 as far as any trial shows;
    tiredness that comes from deficiency passes with treatment.

    Source: markun_2021, abstract; seed_001.
    """
    answers("""
    asked                    | topic             | holds  | for                                          | certainty | found
    does b12 give energy     | general_fatigue   | partly | people who are tired because they lack B12   | very low  | One trial; not deficient
    I am always tired        | general_fatigue   | partly | people who are tired because they lack B12   | very low  |
    a supplement for healthy | adequate_diet     | yes    | people who eat enough B12 and absorb it      | moderate  | No important benefit
      people                 |                   |        |                                              |           |
    energy production        | energy_metabolism | partly | the small step that needs B12                | high      | holds no energy
    """)


def test_mood_and_memory_of_people_who_have_enough_do_not_change(answers):
    """In people without overt deficiency vitamin B12 changes neither depression nor memory. Where
    it is low, memory and mood may suffer, and it is replaced.

    Source: markun_2021, abstract; b12_mci_meta_2024, abstract; syed_2013, abstract.
    """
    answers("""
    asked         | topic              | direction            | holds  | certainty | studies                  | found
    depression    | depression         | no effect            | partly | moderate  | meta-analyses; 6276      | -0.01; 73 people; 34 of 34
    dementia      | cognition          | no effect            | no     | moderate  | meta-analyses; 6276      | -0.03
    brain fog     | mind_in_deficiency | association positive | partly | low       | guideline                | other causes
    serotonin     | neurotransmitters  | mechanism            | partly | moderate  |                          | does not follow
    """)


def test_stress_and_anxiety_were_tried_with_several_vitamins_only(answers):
    """Vitamin B12 alone was not tried against anxiety or stress. Three B vitamins or more eased
    stress a little and anxiety not.

    Source: young_2019, abstract.
    """
    answers("""
    asked   | topic          | holds    | certainty | studies    | found
    anxiety | anxiety_stress | unproven | very low  | 16 trials  | 0.23; 0.03; B12 alone is untested
    calm    | anxiety_stress | unproven | very low  | 2015       |
    """)


def test_chronic_fatigue_was_tried_without_controls(answers):
    """That two thirds of people with chronic fatigue syndrome report a response to nasal vitamin
    B12 was found without controls; it shows nothing.

    Source: van_campen_2019, abstract; regland_1998, abstract; me_association_2024, key points.
    """
    answers("""
    asked           | topic  | holds    | certainty | found                     | answer
    me/cfs          | me_cfs | unproven | very low  | 34 of 51; nobody was a control | Nobody knows; tested for first
    chronic fatigue | me_cfs | unproven | very low  |                           | no one was given a dummy
    """)


def test_nerves_that_lack_b12_are_treated_at_once(answers):
    """Vitamin B12 stops the damage that its lack does to nerves; how much heals depends on the
    delay. For pain from other causes the evidence is weak, for migraine one pilot without controls.

    Source: label_us_cyano_inj; briani_2013; julian_2020, abstract; vanderkuy_2002, abstract.
    """
    answers("""
    asked         | topic                      | direction | holds    | certainty | answer                    | to do
    numbness      | deficiency_neuropathy      | benefit   | yes      | low       | must not wait             | practice.refer_cord_or_gait
    shingles      | postherpetic_neuralgia     | benefit   | yes      | low       | weak                      |
    sciatica      | peripheral_neuropathic_pain| uncertain | partly   | low       | needs a doctor            |
    migraine      | migraine                   | uncertain | unproven | very low  | without a control group   |
    diabetes      | diabetic_neuropathy        | benefit   | partly   | low       | if you take metformin     | interaction.metformin
    foot ulcer    | diabetic_foot              | uncertain | unproven | very low  | does not heal an ulcer    |
    """)
