title = "What is drawn before the first dose"


def test_blood_count_folate_and_ferritin(people):
    """Blood count, folate and ferritin are drawn before the first dose, and the antibody where it
    is wanted. What is known is not drawn again.

    Source: label_us_cyano_inj, precautions; bsh_2014; nice_ng239.
    """
    people("""
    who                                                         | before the first dose
    man of 60; symptoms: tiredness; labs: total B12 120 ng/L    | fbc, folate, ferritin, if_antibody
    man of 60; symptoms: tiredness;                             | no fbc, no folate, no ferritin
      labs: total B12 120 ng/L, haemoglobin 140 g/L,
      MCV 90 fL, folate 9 ug/L, ferritin 80 ug/L
    man of 60; labs: total B12 420 ng/L                         | no fbc, no folate, no ferritin
    """)


def test_kidney_function(people):
    """Kidney function is measured with it: it decides what methylmalonic acid and homocysteine mean
    and which cobalamin is given.

    Source: clarke_2007; house_2010.
    """
    people("""
    who                                                               | tests
    man of 60; symptoms: tiredness; labs: total B12 120 ng/L          | renal_function
    man of 60; symptoms: tiredness;                                   | no renal_function
      labs: total B12 120 ng/L, eGFR 80 mL/min/1.73m2
    man of 60; symptoms: tiredness; labs: total B12 420 ng/L          | no renal_function
    """)


def test_reticulocytes_and_film(people):
    """With anaemia reticulocytes and a film are drawn before the first dose; later they mean
    another thing.

    Source: label_us_cyano_inj, precautions; bsh_2014.
    """
    people("""
    who                                                                  | before the first dose
    man of 60; labs: total B12 120 ng/L, haemoglobin 95 g/L              | reticulocytes, film
    man of 60; labs: total B12 120 ng/L, haemoglobin 150 g/L             | no reticulocytes, no film
    man of 60; conditions: pernicious anaemia; labs: haemoglobin 95 g/L; | no reticulocytes, no film
      treatment: hydroxocobalamin 1 mg im every 3 months for 2 years
    """)


def test_potassium(people):
    """Potassium is checked before the first dose where haemoglobin is below 80 g/L, on a diuretic,
    with heart disease, or where it is low; in the United States in every megaloblastic anaemia.

    Source: label_us_cyano_inj, warnings; pgd_v009; project_decision.
    """
    people("""
    who                                                        | pack        | before the first dose
    man of 60; labs: total B12 90 ng/L, haemoglobin 79 g/L     |             | potassium
    man of 60; labs: total B12 90 ng/L, haemoglobin 80 g/L     |             | no potassium
    man of 60; medicines: furosemide; labs: total B12 90 ng/L  |             | potassium
    man of 60; conditions: heart failure;                      |             | potassium
      labs: total B12 90 ng/L
    man of 60; labs: total B12 90 ng/L, potassium 3.4 mmol/L   |             | potassium
    man of 60; labs: total B12 90 ng/L, potassium 3.5 mmol/L   |             | no potassium
    man of 60; signs: megaloblastic anaemia;                   | us          | potassium
      labs: total B12 90 ng/L, haemoglobin 95 g/L
    man of 60; signs: megaloblastic anaemia;                   | general, uk | no potassium
      labs: total B12 90 ng/L, haemoglobin 95 g/L
    """)


def test_the_first_dose_does_not_wait_where_waiting_harms(people):
    """Blood is drawn first in everybody. The dose waits for it only where waiting is safe.

    Source: bsh_2014; nice_ng239, section 1.3.
    """
    people("""
    who                                              | actions                         | start now
    man of 45; diet: vegan; symptoms: unsteady gait  | take_blood_before_first_dose    | yes
    man of 45; diet: vegan; labs: total B12 120 ng/L | take_blood_before_first_dose    | no
    man of 45; labs: total B12 420 ng/L              | no take_blood_before_first_dose | no
    """)


def test_the_cord_is_imaged_without_delay_to_treatment(people):
    """Gait or cord signs ask for MRI of the spine; numbness alone does not. It is not among what is
    done before the first dose.

    Source: briani_2013; nice_ng239.
    """
    people("""
    who                                                       | tests        | before the first dose
    man of 45; diet: vegan; symptoms: unsteady gait           | mri_spine    | no mri_spine
    man of 45; diet: vegan; symptoms: unsteady gait;          | no mri_spine |
      imaging: MRI of the spine normal
    man of 45; diet: vegan; symptoms: numb feet;              | no mri_spine |
      labs: total B12 120 ng/L
    """)


def test_eyes_copper_zinc_and_adamts13(people):
    """Loss of vision, a cord picture that copper could explain, and fragmented cells each ask for a
    test of their own.

    Source: project_decision.
    """
    people("""
    who                                                            | tests
    man of 45; symptoms: visual loss; labs: total B12 120 ng/L     | ophthalmology
    woman of 45; procedures: gastric bypass 6 years ago;           | copper
      symptoms: unsteady gait
    man of 45; symptoms: unsteady gait; labs: copper low           | zinc
    man of 45; signs: schistocytes;                                | adamts13
      labs: total B12 90 ng/L, platelets 40 10*9/L
    man of 45; labs: total B12 90 ng/L, platelets 90 10*9/L        | no adamts13, no copper, no zinc
    man of 45; symptoms: numb feet; labs: total B12 120 ng/L       | no ophthalmology, no copper
    """)


def test_haemoglobin_alone_is_not_a_blood_count(people):
    """Haemoglobin without the size of the cells is not a full blood count; one is drawn.

    Source: nice_ng239, section 1.2; aafp_2025.
    """
    people("""
    who                                                                           | tests
    man of 60; labs: haemoglobin 95 g/L                                           | fbc
    man of 60; symptoms: tiredness; labs: total B12 120 ng/L, haemoglobin 140 g/L | fbc
    man of 60; labs: haemoglobin 95 g/L, MCV 90 fL                                | no fbc
    man of 60; signs: macrocytosis; labs: total B12 120 ng/L, haemoglobin 95 g/L  | no fbc
    """)


def test_low_potassium_is_replaced_first(people):
    """Where potassium is low its replacement is begun before the first dose, the same day and
    in hospital below 3.0 mmol/L; the dose follows as soon as the replacement runs.

    Source: label_us_cyano_inj, warnings; pgd_v009; project_decision.
    """
    people("""
    who                           | cautions           | actions                     | start now
    man of 60; labs: total B12 60 | potassium_first    | replace_potassium_urgent    | yes
      ng/L, haemoglobin 60 g/L,   |                    |                             |
      potassium 2.9 mmol/L        |                    |                             |
    man of 60; labs: total B12    | potassium_first    | no replace_potassium_urgent | no
      120 ng/L, potassium 3.2     |                    |                             |
      mmol/L                      |                    |                             |
    man of 60; labs: total B12    | potassium_first    | replace_potassium_urgent    | no
      120 ng/L, potassium 2.9     |                    |                             |
      mmol/L                      |                    |                             |
    man of 60; labs: total B12 60 | no potassium_first | no replace_potassium_urgent | yes
      ng/L, haemoglobin 60 g/L,   |                    |                             |
      potassium 3.5 mmol/L        |                    |                             |
    """)


def test_what_treatment_would_change_is_drawn_before_the_first_dose(people):
    """After the first dose neither B12 nor the functional markers tell what they would have told.
    Whichever of them is asked for is drawn first where a dose is due, and later where none is.

    Source: nice_ng239, section 1.3; bsh_2014; redwhale_b12_2025.
    """
    people("""
    who                                                  | before the first dose
    woman of 31, pregnant 24 weeks; symptoms: tiredness; | active_b12, methylmalonic_acid, ferritin
      labs: total B12 110 pmol/L, haemoglobin 104 g/L
    man of 46; procedures: Roux-en-Y gastric bypass;     | methylmalonic_acid, homocysteine
      symptoms: unsteady gait; labs: total B12 240 ng/L
    man of 35; symptoms: tiredness;                      | no methylmalonic_acid
      labs: total B12 240 ng/L
    """)
