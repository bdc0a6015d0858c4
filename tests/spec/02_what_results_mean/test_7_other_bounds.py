title = "The bounds of the other results"


def test_total_b12_is_the_same_in_every_pack(people):
    """Total B12 is bounded in ng/L, in pg/mL and in pmol/L; a value on a bound lies between.

    Source: nice_ng239, recommendation 1.3.9, table 1; aafp_2025, abstract.
    """
    people("""
    who                                                             | band
    man of 45; labs: total B12 179 ng/L                           | confirmed
    man of 45; labs: total B12 180 ng/L                           | indeterminate
    man of 45; labs: total B12 350 ng/L                           | indeterminate
    man of 45; labs: total B12 351 ng/L                           | unlikely
    man of 45; labs: total B12 179 pg/mL                          | confirmed
    man of 45; labs: total B12 180 pg/mL                          | indeterminate
    man of 45; labs: total B12 350 pg/mL                          | indeterminate
    man of 45; labs: total B12 351 pg/mL                          | unlikely
    man of 45; labs: total B12 132 pmol/L                         | confirmed
    man of 45; labs: total B12 132.9 pmol/L                      | confirmed
    man of 45; labs: total B12 258.1 pmol/L                      | unlikely
    man of 45; labs: total B12 133 pmol/L                         | indeterminate
    man of 45; labs: total B12 258 pmol/L                         | indeterminate
    man of 45; labs: total B12 259 pmol/L                         | unlikely
    man of 45; labs: active B12 24 pmol/L                         | confirmed
    man of 45; labs: active B12 25 pmol/L                         | indeterminate
    man of 45; labs: active B12 70 pmol/L                         | indeterminate
    man of 45; labs: active B12 71 pmol/L                         | unlikely
    """)


def test_the_functional_markers_and_their_own_ranges(people):
    """Methylmalonic acid is raised above 271 nmol/L and homocysteine above 15 µmol/L; the range
    printed with a result goes first.

    Source: stabler_2013; bsh_2014; nice_ng239.
    """
    people("""
    who                                                             | band
    man of 45; labs: MMA 271 nmol/L                               | normal
    man of 45; labs: MMA 272 nmol/L                               | high
    man of 45; labs: MMA 0.271 umol/L                             | normal
    man of 45; labs: MMA 0.272 umol/L                             | high
    man of 45; labs: MMA 200 nmol/L (50-180)                      | high
    man of 45; labs: MMA 300 nmol/L (50-400)                      | normal
    man of 45; labs: homocysteine 15 umol/L                       | normal
    man of 45; labs: homocysteine 16 umol/L                       | high
    man of 45; labs: homocysteine 12 umol/L (5-10)                | high
    man of 45; labs: homocysteine 18 umol/L (5-20)                | normal
    man of 45; labs: urine MMA 5 mmol/mol{creat}                  | none
    man of 45; labs: urine MMA 5 mmol/mol{creat} (0-3.6)          | high
    """)


def test_blood_cells(people):
    """Platelets lie from 150 to 450, leucocytes from 4.0 to 11.0 and neutrophils from 1.8 up,
    in 10*9/L; the MCV from 80 to 100 fL and reticulocytes from 0.5 to 2.5 % unless another
    range is printed.

    Source: project_decision.
    """
    people("""
    who                                                             | band
    man of 45; labs: platelets 149 10*9/L                         | low
    man of 45; labs: platelets 150 10*9/L                         | normal
    man of 45; labs: platelets 450 10*9/L                         | normal
    man of 45; labs: platelets 451 10*9/L                         | high
    man of 45; labs: neutrophils 1.7 10*9/L                       | low
    man of 45; labs: neutrophils 1.8 10*9/L                       | normal
    man of 45; labs: white cell count 3.9 10*9/L                  | low
    man of 45; labs: white cell count 4.0 10*9/L                  | normal
    man of 45; labs: white cell count 11.0 10*9/L                 | normal
    man of 45; labs: white cell count 11.1 10*9/L                 | high
    man of 45; labs: MCV 79 fL                                    | low
    man of 45; labs: MCV 80 fL                                    | normal
    man of 45; labs: MCV 100 fL                                   | normal
    man of 45; labs: MCV 101 fL                                   | high
    man of 45; labs: MCV 98 fL (82-96)                            | high
    man of 45; labs: MCV 78 fL (76-96)                            | normal
    man of 45; labs: reticulocytes 0.4 %                          | low
    man of 45; labs: reticulocytes 0.5 %                          | normal
    man of 45; labs: reticulocytes 2.5 %                          | normal
    man of 45; labs: reticulocytes 2.6 %                          | high
    man of 45; labs: reticulocytes 2.0 % (0.2-1.5)                | high
    man of 45; labs: haematocrit 34 %                             | low
    man of 45; labs: haematocrit 35 %                             | normal
    """)


def test_breakdown_of_red_cells(people):
    """Haptoglobin below 0.3 g/L, LDH above 250 U/L and bilirubin above 21 µmol/L, or 17
    unconjugated, speak for breakdown of red cells; the range printed goes first.

    Source: project_decision.
    """
    people("""
    who                                                             | band
    man of 45; labs: haptoglobin 0.2 g/L                          | low
    man of 45; labs: haptoglobin 0.3 g/L                          | normal
    man of 45; labs: haptoglobin 0.4 g/L (0.5-2)                  | low
    man of 45; labs: LDH 250 U/L                                  | normal
    man of 45; labs: LDH 251 U/L                                  | high
    man of 45; labs: LDH 240 U/L (120-220)                        | high
    man of 45; labs: bilirubin 21 umol/L                          | normal
    man of 45; labs: bilirubin 22 umol/L                          | high
    man of 45; labs: bilirubin 20 umol/L (2-17)                   | high
    man of 45; labs: indirect bilirubin 17 umol/L                 | normal
    man of 45; labs: indirect bilirubin 18 umol/L                 | high
    man of 45; labs: indirect bilirubin 15 umol/L (2-12)          | high
    """)


def test_what_else_may_be_short(people):
    """Folate below 3 µg/L or 7 nmol/L, ferritin below 15 µg/L, transferrin saturation below 16
    %, copper below 11 µmol/L and caeruloplasmin below 0.2 g/L are low, unless another range is
    printed.

    Source: bsh_2014; project_decision.
    """
    people("""
    who                                                             | band
    man of 45; labs: folate 2 ug/L                                | low
    man of 45; labs: folate 3 ug/L                                | normal
    man of 45; labs: folate 2 ng/mL                               | low
    man of 45; labs: folate 3 ng/mL                               | normal
    man of 45; labs: folate 6 nmol/L                              | low
    man of 45; labs: folate 6.9 nmol/L                           | low
    man of 45; labs: folate 7 nmol/L                              | normal
    man of 45; labs: folate 8 nmol/L (10-40)                      | low
    man of 45; labs: red cell folate 225 nmol/L                   | low
    man of 45; labs: red cell folate 226 nmol/L                   | normal
    man of 45; labs: red cell folate 300 nmol/L (340-1500)        | low
    man of 45; labs: ferritin 14 ug/L                             | low
    man of 45; labs: ferritin 15 ug/L                             | normal
    man of 45; labs: ferritin 14 ng/mL                            | low
    man of 45; labs: ferritin 15 ng/mL                            | normal
    man of 45; labs: ferritin 20 ug/L (30-300)                    | low
    man of 45; labs: transferrin saturation 15 %                  | low
    man of 45; labs: transferrin saturation 16 %                  | normal
    man of 45; labs: transferrin saturation 18 % (20-50)          | low
    man of 45; labs: copper 10 umol/L                             | low
    man of 45; labs: copper 11 umol/L                             | normal
    man of 45; labs: copper 12 umol/L (13-24)                     | low
    man of 45; labs: caeruloplasmin 0.1 g/L                       | low
    man of 45; labs: caeruloplasmin 0.2 g/L                       | normal
    man of 45; labs: caeruloplasmin 0.22 g/L (0.25-0.6)           | low
    man of 45; labs: zinc 20 umol/L                               | normal
    man of 45; labs: zinc 21 umol/L                               | high
    man of 45; labs: zinc 19 umol/L (10-18)                       | high
    """)


def test_kidney_thyroid_liver_and_salts(people):
    """An eGFR below 60 and a creatinine above 110 µmol/L (1.24 mg/dL) are of impaired kidneys;
    potassium is low below 3.5 mmol/L; TSH is high above 4.5 mU/L; ALT has no bound but the one
    printed.

    Source: clarke_2007; project_decision.
    """
    people("""
    who                                                             | band
    man of 45; labs: eGFR 59 mL/min/1.73m2                        | low
    man of 45; labs: eGFR 60 mL/min/1.73m2                        | normal
    man of 45; labs: creatinine 110 umol/L                        | normal
    man of 45; labs: creatinine 111 umol/L                        | high
    man of 45; labs: creatinine 1.24 mg/dL                        | normal
    man of 45; labs: creatinine 1.25 mg/dL                        | high
    man of 45; labs: creatinine 1.244 mg/dL                      | high
    man of 45; labs: creatinine 100 umol/L (50-95)                | high
    man of 45; labs: potassium 3.4 mmol/L                         | low
    man of 45; labs: potassium 3.5 mmol/L                         | normal
    man of 45; labs: TSH 4.5 mU/L                                 | normal
    man of 45; labs: TSH 4.6 mU/L                                 | high
    man of 45; labs: TSH 4.2 mU/L (0.4-4.0)                       | high
    man of 45; labs: ALT 60 U/L                                   | none
    man of 45; labs: ALT 60 U/L (5-50)                            | high
    """)


def test_total_b12_in_pregnancy_with_signs(people):
    """In pregnancy a total B12 below 180 ng/L, or 133 pmol/L, with a nerve sign makes
    deficiency probable; on the bound it does not.

    Source: project_decision, decision 13.
    """
    people("""
    who                                                     | status
    woman of 30, pregnant 20 weeks; symptoms: numbness;     | probable
      labs: total B12 132 pmol/L                            |
    woman of 30, pregnant 20 weeks; symptoms: numbness;     | probable
      labs: total B12 132.9 pmol/L                          |
    woman of 30, pregnant 20 weeks; symptoms: numbness;     | not probable
      labs: total B12 133 pmol/L                            |
    woman of 30, pregnant 20 weeks; symptoms: numbness;     | probable
      labs: total B12 179 ng/L                              |
    woman of 30, pregnant 20 weeks; symptoms: numbness;     | not probable
      labs: total B12 180 ng/L                              |
    """)


def test_haemoglobin_by_weeks_of_pregnancy(people):
    """The limit of anaemia is 105 g/L from week 14 to week 27 and 110 g/L before and after.

    Source: who_hb_2024.
    """
    people("""
    who                                                       | anaemia
    woman of 30, pregnant 13 weeks; labs: haemoglobin 107 g/L | mild
    woman of 30, pregnant 14 weeks; labs: haemoglobin 107 g/L | none
    woman of 30, pregnant 27 weeks; labs: haemoglobin 107 g/L | none
    woman of 30, pregnant 28 weeks; labs: haemoglobin 107 g/L | mild
    """)


def test_results_in_words(people):
    """Tests whose result is a word are read as positive or negative; others are not.

    Source: project_decision.
    """
    people("""
    who                                                             | band
    man of 45; labs: full blood count positive                    | positive
    man of 45; labs: blood film positive                          | positive
    man of 45; labs: bone marrow positive                         | positive
    man of 45; labs: direct antiglobulin test positive            | positive
    man of 45; labs: urine protein positive                       | positive
    man of 45; labs: intrinsic factor antibody positive           | positive
    man of 45; labs: parietal cell antibody positive              | positive
    man of 45; labs: tissue transglutaminase IgA positive         | positive
    man of 45; labs: H. pylori test positive                      | positive
    man of 45; labs: stool ova and parasites positive             | positive
    man of 45; labs: hydrogen breath test positive                | positive
    man of 45; labs: Schilling test positive                      | positive
    man of 45; labs: thyroid peroxidase antibody positive         | positive
    man of 45; labs: HIV test positive                            | positive
    man of 45; labs: syphilis serology positive                   | positive
    man of 45; labs: paraprotein positive                         | positive
    man of 45; labs: immunoglobulins positive                     | positive
    man of 45; labs: JAK2 positive                                | positive
    man of 45; labs: plasma acylcarnitines positive               | positive
    man of 45; labs: urine organic acids positive                 | positive
    man of 45; labs: genetic test positive                        | positive
    man of 45; labs: oligoclonal bands positive                   | positive
    man of 45; labs: pregnancy test positive                      | positive
    man of 45; labs: schistocytes positive                        | positive
    man of 45; labs: hypersegmented neutrophils positive          | positive
    man of 45; labs: intrinsic factor antibody negative          | negative
    """)


def test_antibodies_and_gastrin_by_their_own_range(people):
    """Antibodies and gastrin have no bound but the one printed with the result.

    Source: project_decision.
    """
    people("""
    who                                                          | band
    man of 45; labs: intrinsic factor antibody 30 U/mL (0-20)    | high
    man of 45; labs: intrinsic factor antibody 10 U/mL (0-20)    | normal
    man of 45; labs: parietal cell antibody 30 U/mL (0-20)       | high
    man of 45; labs: parietal cell antibody 10 U/mL (0-20)       | normal
    man of 45; labs: tissue transglutaminase IgA 30 U/mL (0-10)  | high
    man of 45; labs: tissue transglutaminase IgA 5 U/mL (0-10)   | normal
    man of 45; labs: gastrin 150 ng/L (10-100)                   | high
    man of 45; labs: gastrin 50 ng/L (10-100)                    | normal
    man of 45; labs: gastrin 150 ng/L                            | none
    """)


def test_total_b12_below_16(people):
    """Below 16 only the lower bound of adults is used, where no range is printed.

    Source: project_decision.
    """
    people("""
    who                                           | band
    boy of 12; labs: total B12 179 ng/L           | confirmed
    boy of 12; labs: total B12 180 ng/L           | indeterminate
    boy of 12; labs: total B12 179 pg/mL          | confirmed
    boy of 12; labs: total B12 180 pg/mL          | indeterminate
    boy of 12; labs: total B12 132 pmol/L         | confirmed
    boy of 12; labs: total B12 133 pmol/L         | indeterminate
    boy of 12; labs: total B12 132.9 pmol/L       | confirmed
    boy of 12; labs: total B12 190 ng/L (200-900) | confirmed
    """)


def test_b12_that_was_high_twice(people):
    """Above 1000 ng/L, which is 1000 pg/mL or 738 pmol/L, on two days the reason is looked for.

    Source: aafp_2025, abstract.
    """
    people("""
    who                                                    | alerts
    man of 45; labs: total B12 1000 pg/mL,                 | no high_b12_investigate
      total B12 1000 pg/mL 60 days ago                     |
    man of 45; labs: total B12 1001 pg/mL,                 | high_b12_investigate
      total B12 1001 pg/mL 60 days ago                     |
    man of 45; labs: total B12 738 pmol/L,                 | no high_b12_investigate
      total B12 738 pmol/L 60 days ago                     |
    man of 45; labs: total B12 739 pmol/L,                 | high_b12_investigate
      total B12 739 pmol/L 60 days ago                     |
    """)


def test_haemoglobin_below_six_months(people):
    """The World Health Organization gives no limit of haemoglobin below six months, so only the
    range that the laboratory printed says whether it is low; without one it is not known.

    Source: who_hb_2024.
    """
    people("""
    who                                             | band
    boy of 4 months; labs: haemoglobin 92 g/L (95-135) | low
    boy of 4 months; labs: haemoglobin 92 g/L (85-135) | normal
    boy of 4 months; labs: haemoglobin 92 g/L       | none
    """)


def test_haemoglobin_above_the_range_printed(people):
    """Beside a B12 that was very high twice, haemoglobin above the range that the laboratory
    printed asks for the blood disease behind both to be looked for. No other upper limit is used.

    Source: aafp_2025; project_decision.
    """
    people("""
    who                                                              | tests
    man of 60; labs: total B12 1700 ng/L, haemoglobin 192 g/L (130-170), | jak2
      total B12 1800 ng/L 60 days ago
    man of 60; labs: total B12 1700 ng/L, haemoglobin 165 g/L (130-170), | no jak2
      total B12 1800 ng/L 60 days ago
    man of 60; labs: total B12 1700 ng/L, haemoglobin 192 g/L,       | no jak2
      total B12 1800 ng/L 60 days ago
    """)
