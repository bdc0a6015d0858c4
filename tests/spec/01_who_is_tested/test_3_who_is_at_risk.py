title = "Who is at risk"


def test_what_people_eat_puts_them_at_risk(people):
    """A vegan diet, and to a lesser degree a vegetarian or poor one, holds too little B12.

    Source: nice_ng239, section 1.2; pulse_ng239; aafp_2017.
    """
    people("""
    who                                     | risks
    man of 45; diet: vegan                  | diet
    man of 45; diet: vegetarian             | diet_vegetarian
    man of 45; conditions: anorexia nervosa | diet_vegetarian
    man of 45; diet: omnivore               | no diet, no diet_vegetarian
    """)


def test_what_people_lack_puts_them_at_risk(people):
    """Autoimmune gastritis, operations on the stomach or ileum and diseases of the bowel impair
    absorption.

    Source: nice_ng239, section 1.2; pulse_ng239; asmbs_2016.
    """
    people("""
    who                                                   | risks
    man of 45; conditions: pernicious anaemia             | autoimmune_gastritis
    man of 45; procedures: total gastrectomy 9 years ago  | stomach_operation
    man of 45; procedures: sleeve gastrectomy 3 years ago | stomach_operation
    man of 45; conditions: Crohn's disease                | ileum
    man of 45; conditions: coeliac disease                | bowel_disease
    man of 45; conditions: atrophic gastritis             | low_acid
    man of 45; procedures: appendicectomy 9 years ago     | no stomach_operation, no ileum
    man of 45; conditions: irritable bowel syndrome       | no bowel_disease, no ileum
    """)


def test_medicines_that_lower_b12(people):
    """Metformin, acid suppression, colchicine and some anticonvulsants are risk factors.

    Source: pulse_ng239; nasgp_ng239; mhra_metformin_2022; lam_2013.
    """
    people("""
    who                                          | risks
    man of 60; medicines: metformin for 2 years  | metformin
    man of 60; medicines: omeprazole for 2 years | acid_suppression
    man of 60; medicines: famotidine for 2 years | acid_suppression
    man of 60; medicines: colchicine             | other_medicine
    man of 60; medicines: topiramate             | other_medicine
    man of 60; medicines: pregabalin             | other_medicine
    man of 60; medicines: gliclazide, amlodipine | no metformin, no other_medicine
    man of 60; medicines: calcium carbonate      | no acid_suppression
    """)


def test_family_other_autoimmune_disease_and_age(people):
    """Autoimmune disease in the person or the family, and age, are noted as risks.

    Source: pulse_ng239; iom_1998; bmj_ng239.
    """
    people("""
    who                                                | risks
    woman of 40; conditions: vitiligo                  | autoimmune_disease
    woman of 40; conditions: Hashimoto's thyroiditis   | autoimmune_disease
    woman of 40; family: mother has pernicious anaemia | family
    woman of 40; family: mother has asthma             | no family
    woman of 40; conditions: asthma                    | no autoimmune_disease
    woman of 76                                        | age
    woman of 40                                        | no age
    """)


def test_metformin_for_years_is_followed_up(people):
    """Metformin without deficiency asks for a B12 test from time to time, and every year after four
    years.

    Source: mhra_metformin_2022; ada_2026_secondary.
    """
    people("""
    who                                                                   | follow-up
    man of 60; medicines: metformin for 6 years                           | metformin_yearly
    man of 60; medicines: gliclazide for 6 years                          | no metformin_yearly
    man of 60; medicines: metformin for 6 years; labs: total B12 120 ng/L | no metformin_yearly
    """)


def test_a_gastric_operation_is_followed_up(people):
    """After a bypass or sleeve operation nutrition is checked for life.

    Source: bomss_2020; asmbs_2016.
    """
    people("""
    who                                                     | follow-up
    woman of 40; procedures: gastric bypass 2 years ago     | bariatric_followup
    woman of 40; procedures: sleeve gastrectomy 2 years ago | bariatric_followup
    woman of 40; procedures: appendicectomy 2 years ago     | no bariatric_followup
    """)
