"""What phrases of doctors and patients say: read as a table by somebody who knows medicine.

Each row is `list | phrase | what is understood | what is not`. Several things are separated by
semicolons. The day is 20 November 2026.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import corrin
from corrin.domain.knowledge import Concept, Language
from corrin.domain.person import Dose, Statement
from corrin.knowledge.typed import reader
from corrin.reading.statement import Hints
from corrin.reading.words import LONGEST_PHRASE, Lexicon

ON = date(2026, 11, 20)
LANGUAGE_FILE = Path(corrin.__file__).parent / "knowledge" / "language.yaml"

CONCEPTS = """
finding   | pallor               | pale, paleness
finding   | jaundice             | icterus
finding   | oedema               | pedal oedema
finding   | anaemia              |
finding   | macrocytosis         |
finding   | paraesthesia         | tingling, pins and needles
finding   | numbness             | numb, numb feet, cannot feel
finding   | limb_weakness        | leg weakness, weakness of arms
finding   | weakness             | generalised weakness
finding   | fatigue              | tiredness, tired
finding   | unsteady_gait        | unsteady gait, gait imbalance, ataxic gait, unsteady
finding   | areflexia            | absent ankle reflexes, reduced ankle reflexes
finding   | joint_position       | absent joint position sense, loss of joint position sense
finding   | vibration            | absent vibration sense, loss of vibration sense
finding   | sensory_loss         | stocking sensory loss
finding   | hyperpigmentation    |
finding   | appetite_loss        | loss of appetite
finding   | weight_loss          | loss of weight
finding   | hallucinations       |
finding   | insomnia             |
finding   | glossitis            | sore tongue
finding   | anaphylaxis          |
finding   | worse_symptoms       | worse
condition | pernicious_anaemia   | PA
condition | coeliac              | coeliac disease
condition | type2_diabetes       | type 2 diabetes
condition | hypertension         |
condition | b12_deficiency       | vitamin B12 deficiency, B12 deficiency
condition | folate_deficiency    | folate deficiency
condition | iron_deficiency      | iron deficiency
condition | depression           |
condition | psychosis            |
condition | sjogren              | Sjögren's syndrome
condition | imerslund            | Imerslund-Gräsbeck syndrome
condition | gastric_cancer       | gastric cancer
procedure | gastrectomy          | total gastrectomy, partial gastrectomy
procedure | gastric_bypass       | gastric bypass
procedure | gastric_sleeve       | gastric sleeve
procedure | ileal_resection      | resection of terminal ileum
imaging   | cord_signal          | posterior column hyperintensity
imaging   | mri_normal           | MRI normal
medicine  | metformin            |
medicine  | omeprazole           |
medicine  | hydroxocobalamin     |
medicine  | hydroxycarbamide     |
medicine  | cyanocobalamin       |
medicine  | b12_unspecified      | vitamin B12, B12
exposure  | nitrous_oxide        | laughing gas
exposure  | smoker               | smokes
diet      | vegan                | vegan diet
diet      | vegetarian           |
diet      | meat                 | meat
diet      | supplement           |
diet      | fortified_food       | fortified food
diet      | breast_fed           | breast-fed, breast-feeding
diet      | poor_diet            | poor quality
"""

NEGATION = """
signs          | no pallor                                       | pallor absent
signs          | no pallor, icterus or oedema                    | pallor absent; jaundice absent; oedema absent
signs          | no pallor, icterus and oedema                   | pallor absent; jaundice absent; oedema absent
signs          | no pallor or icterus, unsteady gait             | pallor absent; jaundice absent                | unsteady gait
signs          | no pallor, unsteady gait                        | pallor absent                                 | unsteady gait
signs          | no pallor but unsteady gait                     | pallor absent; unsteady_gait
signs          | no pallor. Unsteady gait                        | pallor absent; unsteady_gait
signs          | no pallor and has glossitis                     | pallor absent; glossitis
signs          | pallor, no oedema                               | pallor; oedema absent
signs          | pallor absent                                   | pallor absent
signs          | pallor: no                                      | pallor absent
signs          | pallor and oedema not seen                      | pallor absent; oedema absent
signs          | without anaemia or macrocytosis                 | anaemia absent; macrocytosis absent
signs          | absent joint position and vibration sense       | joint_position; vibration
signs          | loss of vibration and joint position sense      | vibration; joint_position
signs          | absent ankle reflexes                           | areflexia
signs          | reduced ankle reflexes, no oedema               | areflexia; oedema absent
symptoms       | no paraesthesia                                 | paraesthesia absent
symptoms       | denies unsteady gait                            | unsteady_gait absent
symptoms       | denies that she has numb feet                   | numbness absent
symptoms       | denies numbness, tingling, tiredness            | numbness absent; paraesthesia absent; fatigue absent
symptoms       | cannot feel my feet                             | numbness
symptoms       | not tired                                       | fatigue absent
symptoms       | not tired, unsteady                             | fatigue absent; unsteady_gait
symptoms       | never tired or numb                             | fatigue absent; numbness absent
symptoms       | not without numbness                            | numbness
symptoms       | not only tired but also unsteady                | fatigue; unsteady_gait
symptoms       | free of tingling                                | paraesthesia absent
symptoms       | negative for tingling                           | paraesthesia absent
symptoms       | no visible pallor                               | pallor absent
symptoms       | no zoster-like numbness                         |                                               | no zoster-like numbness
symptoms       | no longer has numbness                          | numbness absent
signs          | anaemia not improving                           | anaemia (persistent)
signs          | anaemia, no response to iron                    | anaemia (persistent)                          | iron
conditions     | B12 deficiency ruled out                        | b12_deficiency absent
conditions     | no history of PA                                | pernicious_anaemia absent
conditions     | iron deficiency resolved                        | iron_deficiency past (resolved)
conditions     | resolved depression                             | depression past (resolved)
diet           | not vegetarian, poor quality                    | vegetarian absent; poor_diet
diet           | vegan, no supplement, no fortified food         | vegan; supplement absent; fortified_food absent
diet           | non-vegetarian                                  | vegetarian absent
exposures      | never used nitrous oxide                        | nitrous_oxide absent
"""

DOUBT = """
conditions     | ?PA                                             | pernicious_anaemia (possible)
conditions     | PA?                                             | pernicious_anaemia (possible)
conditions     | query coeliac disease                           | coeliac (possible)
conditions     | possible PA or coeliac disease                  | pernicious_anaemia (possible); coeliac (possible)
conditions     | suspected PA, hypertension                      | pernicious_anaemia (possible); hypertension
conditions     | hypertension, PA suspected                      | hypertension; pernicious_anaemia (possible)
conditions     | rule out B12 deficiency                         | b12_deficiency (possible)
conditions     | at risk of B12 deficiency                       | b12_deficiency (possible)
conditions     | PA not excluded                                 | pernicious_anaemia (possible)
conditions     | coeliac disease unlikely                        | coeliac (possible)
"""

SEVERAL = """
symptoms       | numbness and tingling of both legs, unsteady gait            | numbness; paraesthesia; unsteady_gait
symptoms       | rapidly progressive gait imbalance, tingling feet, leg weakness | unsteady_gait (progressive, rapid); paraesthesia; limb_weakness
symptoms       | hallucinations, suspiciousness, insomnia                     | hallucinations; insomnia | suspiciousness
symptoms       | generalised weakness, tiredness, loss of appetite and weight | weakness; fatigue; appetite_loss; weight_loss
symptoms       | weakness of both legs                                        | limb_weakness
symptoms       | paraesthesia of four limbs                                   | paraesthesia
symptoms       | numb hands and feet                                          | numbness
symptoms       | feet are numb                                                | numbness
symptoms       | sore tongue/tired                                            | glossitis; fatigue
signs          | knuckle and nail-bed hyperpigmentation                       | hyperpigmentation
signs          | severe pallor                                                | pallor (severe)
signs          | stocking sensory loss to mid-shin                            | sensory_loss
signs          | bilateral pedal oedema                                       | oedema
conditions     | vitamin B12 and folate deficiency                            | b12_deficiency; folate_deficiency
procedures     | total gastrectomy for early gastric cancer                   | gastrectomy; gastric_cancer
procedures     | gastric bypass and sleeve                                    | gastric_bypass; gastric_sleeve
imaging        | MRI: multifocal T2 hyperintensity of cervical and thoracic posterior columns | cord_signal | T2
imaging        | MRI normal                                                   | mri_normal
"""

TIME = """
conditions     | type 2 diabetes for 15 years                    | type2_diabetes since 2011-11-20
conditions     | psychosis 3 years                               | psychosis since 2023-11-20
conditions     | psychosis x 3/12                                | psychosis since 2026-08-20
conditions     | psychosis for 2/52                              | psychosis since 2026-11-06
conditions     | psychosis, 5/7                                  | psychosis since 2026-11-15
conditions     | PA since 2015                                   | pernicious_anaemia since 2015-12-31
conditions     | PA since March 2021                             | pernicious_anaemia since 2021-03-31
conditions     | PA since 5 March 2021                           | pernicious_anaemia since 2021-03-05
conditions     | PA since 2021-03-05                             | pernicious_anaemia since 2021-03-05
conditions     | PA since 05/03/2021                             | pernicious_anaemia since 2021-05-03
conditions     | PA diagnosed 2010                               | pernicious_anaemia since 2010-12-31
conditions     | 10-year history of hypertension                 | hypertension since 2016-11-20
conditions     | hypertension for 10 years and PA for 3 years    | hypertension since 2016-11-20; pernicious_anaemia since 2023-11-20
conditions     | newly found coeliac disease                     | coeliac (new)
conditions     | hypertension for more than 10 years             | hypertension since 2016-11-20
conditions     | hypertension for 3-4 years                      | hypertension since 2023-11-20
conditions     | hypertension for less than 2 years              | hypertension since 2026-11-20
symptoms       | tingling for the past 3 months                  | paraesthesia since 2026-08-20
symptoms       | tingling in the last 3 months                   | paraesthesia since 2026-11-20
symptoms       | tired for weeks                                 | fatigue since 2026-11-06
symptoms       | tired, several months                           | fatigue since 2026-08-20
symptoms       | tired for years                                 | fatigue since 2024-11-20
symptoms       | tired for two and numb                          | fatigue; numbness | two
symptoms       | numbness and tingling for 1½ years              | numbness since 2025-05-20; paraesthesia since 2025-05-20
symptoms       | tired since last week                           | fatigue since 2026-11-15
symptoms       | tired 2 years after gastrectomy                 | fatigue; gastrectomy | 2 years
symptoms       | tingling, worse for 2 weeks                     | paraesthesia since 2026-11-06 (worse)
symptoms       | worse                                           | worse_symptoms
symptoms       | 45-year-old man, tired                          | fatigue
diet           | vegan for 9 years                               | vegan since 2017-11-20
diet           | vegan until 2020                                | vegan past until 2020-01-01
diet           | vegan from 2019 to 2022                         | vegan past since 2019-12-31 until 2022-01-01
diet           | vegan 2019-2022                                 | vegan past since 2019-12-31 until 2022-01-01
diet           | used to be vegan                                | vegan past
procedures     | gastrectomy 9 years before                      | gastrectomy since 2017-11-20
procedures     | gastrectomy 9 years ago                         | gastrectomy since 2017-11-20
procedures     | previous total gastrectomy in 2018              | gastrectomy since 2018-12-31
procedures     | total gastrectomy aged 40                       | gastrectomy
procedures     | gastric bypass next week                        | gastric_bypass planned
procedures     | awaiting gastric bypass                         | gastric_bypass planned
procedures     | resection of 40 cm terminal ileum               | ileal_resection 40cm
procedures     | resection of terminal ileum, 15 cm, 2018        | ileal_resection since 2018-12-31 15cm
exposures      | nitrous oxide last week                         | nitrous_oxide since 2026-11-15
exposures      | quit nitrous oxide 3 months ago                 | nitrous_oxide past until 2026-08-20
exposures      | nitrous oxide weekly for 6 months               | nitrous_oxide since 2026-05-20
exposures      | ex-smoker                                       | smoker past
"""

MEDICINES = """
medicines      | metformin 1 g twice daily for 8 years           | metformin since 2018-11-20 1000000ug 2/day
medicines      | metformin 500mg bd, omeprazole 20 mg od         | metformin 500000ug 2/day; omeprazole 20000ug 1/day
medicines      | metformin 850 mg tds                            | metformin 850000ug 3/day
medicines      | on metformin since 2015                         | metformin since 2015-12-31
medicines      | stopped metformin in 2020                       | metformin past until 2020-01-01
medicines      | stopped metformin and omeprazole                | metformin past; omeprazole past
medicines      | previously took omeprazole                      | omeprazole past
medicines      | metformin for 10 years, stopped 2020            | metformin past since 2010-01-01 until 2020-01-01
medicines      | metformin 1000 IU                               | metformin | 1000 IU
medicines      | metformin 500                                   | metformin | 500
medicines      | metfromin                                       | metformin
medicines      | hydroxycarbamide                                | hydroxycarbamide
medicines      | hydroxycarbamid                                 |  | hydroxycarbamid
medicines      | declined vitamin B12 injections                 | b12_unspecified refused im
prior_treatment | 6 injections                                   | b12_unspecified past im x6
prior_treatment | last injection 3 months ago                    | b12_unspecified past since 2026-08-20 until 2026-08-20 im
prior_treatment | loading course completed                       | b12_unspecified past (complete, loading)
prior_treatment | B12 injections monthly for 2 years             | b12_unspecified past since 2024-11-20 im
prior_treatment | cyanocobalamin 1000 mcg IM every 3 months since 2019 | cyanocobalamin since 2019-12-31 1000ug every 3 months im
prior_treatment | cyanocobalamin IM dose 1 tolerated             | cyanocobalamin past im x1 (tolerated)
prior_treatment | cyanocobalamin IM dose 2: anaphylaxis          | cyanocobalamin past im x2; anaphylaxis past; cyanocobalamin past im x2 allergy
prior_treatment | declined injections                            | b12_unspecified refused im
allergies      | cyanocobalamin injection                        | cyanocobalamin im allergy
allergies      | anaphylaxis with cyanocobalamin                 | anaphylaxis past; cyanocobalamin allergy
allergies      | no allergy to cyanocobalamin                    | cyanocobalamin absent allergy
conditions     | allergic to hydroxocobalamin                    | hydroxocobalamin allergy
"""

OTHERS = """
diet           | mother vegan                                    | vegan of mother
exposures      | maternal strict vegan diet                      | vegan of mother (strict)
exposures      | mother without anaemia or macrocytosis          | anaemia absent of mother; macrocytosis absent of mother
diet           | breast-fed by vegan mother                      | breast_fed; vegan of mother
diet           | breast-fed to 6 months by vegan mother, then breast-feeding | breast_fed; vegan of mother; breast_fed
diet           | mother vegan; breast-fed                        | vegan of mother; breast_fed
diet           | mother vegan, breast-fed                        | vegan of mother; breast_fed
family_history | father has pernicious anaemia                   | pernicious_anaemia of father
family_history | PA in mother                                    | pernicious_anaemia of mother
family_history | PA (sister)                                     | pernicious_anaemia of sibling
family_history | mother: hypertension, coeliac disease           | hypertension of mother; coeliac of mother
family_history | father PA, mother hypertension                  | pernicious_anaemia of father; hypertension of mother
family_history | sister coeliac disease and grandmother PA       | coeliac of sibling; pernicious_anaemia of relative
family_history | family history of PA                            | pernicious_anaemia of relative
family_history | no family history of PA                         | pernicious_anaemia absent of relative
family_history | coeliac disease                                 | coeliac of relative
family_history | brother: Imerslund-Grasbeck syndrome            | imerslund of sibling
family_history | sibling died at 1 year with similar findings    |  | sibling died at 1 year with similar findings
exposures      | husband smokes                                  | smoker of partner
symptoms       | son tired                                       | fatigue of child
symptoms       | the baby is pale                                |  | the baby is pale
"""

SPELLING = """
conditions     | Sjogren syndrome                                | sjogren
conditions     | SJÖGREN’S SYNDROME                              | sjogren
conditions     | celiac disease                                  | coeliac
conditions     | Sjo\u0308gren's syndrome                        | sjogren
signs          | anemia                                          | anaemia
signs          | edema                                           | oedema
symptoms       | paresthesias                                    | paraesthesia
symptoms       | paraesthesai                                    | paraesthesia
symptoms       | breast fed                                      | breast_fed
symptoms       | difficulty talking                              |  | difficulty talking
symptoms       | tingling 💉                                     | paraesthesia | 💉
symptoms       | 贫血                                            |  | 贫血
symptoms       | <b>tired</b>                                    | fatigue | <b>; </b>
"""


def concepts() -> list[Concept]:
    found: list[Concept] = []
    for row in CONCEPTS.strip().splitlines():
        kind, name, synonyms = (cell.strip() for cell in row.split("|"))
        words = tuple(word.strip() for word in synonyms.split(",") if word.strip())
        found.append(
            Concept(id=name, kind=kind, name=name.replace("_", " "), synonyms=words)  # pyright: ignore
        )
    return found


def language() -> Language:
    tree = yaml.load(LANGUAGE_FILE.read_text(encoding="utf-8"), yaml.BaseLoader)
    read = reader(Language)(tree)
    assert isinstance(read, Language)
    return read


LEXICON = Lexicon.of(concepts(), language())


def rows(table: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for row in table.strip().splitlines():
        cells = [cell.strip() for cell in row.split("|")]
        found.append((*cells, *[""] * (4 - len(cells))))
    return found


def said(one: Statement) -> str:
    words = [one.concept]
    words += [] if one.present else ["absent"]
    words += [] if one.subject == "self" else [f"of {one.subject}"]
    words += [] if one.status == "current" else [one.status]
    words += [f"since {one.since}"] if one.since else []
    words += [f"until {one.until}"] if one.until else []
    words += dosed(one.dose) if one.dose else []
    words += [one.route] if one.route else []
    words += [f"x{one.count}"] if one.count else []
    words += [f"{one.length_cm}cm"] if one.length_cm else []
    words += ["allergy"] if one.allergy else []
    words += [f"({', '.join(sorted(one.qualifiers))})"] if one.qualifiers else []
    return " ".join(words)


def dosed(dose: Dose) -> list[str]:
    words = [f"{dose.micrograms}ug"]
    words += [f"{dose.times_per_day}/day"] if dose.times_per_day else []
    words += [f"every {dose.every_days} days"] if dose.every_days else []
    words += [f"every {dose.every_months} months"] if dose.every_months else []
    return words


@pytest.mark.parametrize(
    ("list_name", "phrase", "understood", "left"),
    [
        row
        for table in (NEGATION, DOUBT, SEVERAL, TIME, MEDICINES, OTHERS, SPELLING)
        for row in rows(table)
    ],
)
def test_a_phrase_says(list_name, phrase, understood, left):
    reading = LEXICON.read(phrase, list_name=list_name, source="x[0]", on=ON)

    assert "; ".join(said(one) for one in reading.statements) == understood
    assert "; ".join(reading.not_understood) == left
    assert all(one.source == "x[0]" and one.words in phrase for one in reading.statements)
