"""What phrases of doctors and patients say: read as a table by somebody who knows medicine.

The phrases stand in words_phrases.txt, and the things that they speak of in words_concepts.txt.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import corrin
from corrin.domain.person import Dose, ListName, Route, Statement
from corrin.domain.words import Concept, Language
from corrin.knowledge.load import knowledge
from corrin.knowledge.typed import reader
from corrin.reading.statement import Hints
from corrin.reading.words import LONGEST_PHRASE, Lexicon

ON = date(2026, 11, 20)
HERE = Path(__file__).parent
LANGUAGE_FILE = Path(corrin.__file__).parent / "knowledge" / "language.yaml"


def table(file: str, columns: int) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for row in (HERE / file).read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            cells = [cell.strip() for cell in row.split("|")]
            found.append((*cells, *[""] * (columns - len(cells))))
    return found


def concepts() -> list[Concept]:
    found: list[Concept] = []
    for kind, name, synonyms in table("words_concepts.txt", 3):
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
    table("words_phrases.txt", 4),
)
def test_a_phrase_says(list_name, phrase, understood, left):
    reading = LEXICON.read(phrase, list_name=list_name, source="x[0]", on=ON)

    assert "; ".join(said(one) for one in reading.statements) == understood
    assert "; ".join(reading.not_understood) == left
    assert all(one.source == "x[0]" and one.words in phrase for one in reading.statements)


def test_the_hyphen_of_an_age_is_no_duration():
    statements = read("45-year-old woman, tired", hints=Hints(born=date(1981, 5, 1)))

    assert [said(one) for one in statements] == ["fatigue"]


def test_ages_are_dated_where_the_birth_date_is_known():
    born = Hints(born=date(2026, 3, 20), child=True)
    words = "breast-fed to 6 months by vegan mother, then breast-feeding"

    assert [said(one) for one in read(words, hints=born)] == [
        "breast_fed past until 2026-09-20",
        "vegan of mother",
        "breast_fed",
    ]
    adult = Hints(born=date(1980, 1, 1))
    assert said(*read("gastrectomy aged 40", hints=adult)) == "gastrectomy since 2021-01-01"
    assert said(*read("vegan since childhood", hints=adult)) == "vegan since 1996-01-01"


def test_the_infant_is_the_person_or_a_child_of_the_person():
    assert said(*read("the baby is pale", hints=Hints(child=True))) == "pallor"
    assert said(*read("the baby is pale", hints=Hints(child=False))) == "pallor of child"


def test_what_is_said_on_of_the_mother_of_a_child_is_hers():
    words = "mother has PA, anaemia absent, vegan, breast-fed"
    child = read(words, "exposures", hints=Hints(child=True))

    assert [said(one) for one in child] == [
        "pernicious_anaemia of mother",
        "anaemia absent of mother",
        "vegan of mother",
        "breast_fed of mother",
    ]
    assert said(*read("mother fine, pale baby", "exposures", hints=Hints(child=True))) == "pallor"
    assert said(read(words, "exposures")[1]) == "anaemia absent"


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("asks whether cyanocobalamin is safe", "cyanocobalamin planned"),
        ("cyanocobalamin prescribed on the ward", "cyanocobalamin planned"),
        ("metformin 500 mg", "metformin planned 500000ug"),
        ("on metformin", "metformin"),
        ("cyanocobalamin loading completed", "cyanocobalamin (complete, loading)"),
        ("takes metformin and omeprazole", "metformin; omeprazole"),
        ("metformin 500 mg daily", "metformin 500000ug 1/day"),
        ("cyanocobalamin given 3 weeks ago", "cyanocobalamin since 2026-10-30"),
        ("allergic to cyanocobalamin", "cyanocobalamin allergy"),
        ("no metformin", "metformin absent"),
        ("has PA", "pernicious_anaemia"),
    ],
)
def test_a_note_names_a_treatment_only_where_it_says_that_it_is_taken(words: str, understood: str):
    statements = read(words, "conditions", hints=Hints(note=True))

    assert "; ".join(said(one) for one in statements) == understood


@pytest.mark.parametrize(("list_name", "phrase", "concepts"), table("words_knowledge.txt", 3))
def test_words_of_the_knowledge_mean(list_name: ListName, phrase: str, concepts: str):
    known = knowledge()
    lexicon = Lexicon.compiled(known.words, known.language)
    reading = lexicon.read(phrase, list_name=list_name, source="x[0]", on=ON)

    assert "; ".join(one.concept for one in reading.statements) == concepts
    assert not reading.not_understood


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("suspected cancer", "solid_cancer"),
        ("Suspected lung cancer", "solid_cancer"),
        ("suspected leukaemia", "haematological_malignancy"),
        ("suspected myelodysplasia", "myelodysplasia"),
        ("suspected MS", "multiple_sclerosis"),
        ("suspected multiple sclerosis", "multiple_sclerosis"),
    ],
)
def test_what_is_suspected_is_not_stated(words: str, concept: str):
    known = knowledge()
    lexicon = Lexicon.compiled(known.words, known.language)
    (one,) = lexicon.read(words, list_name="conditions", source="x[0]", on=ON).statements

    assert (one.concept, one.qualifiers) == (concept, {"possible"})


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("GDM negative", ["gestational_diabetes"]),
        ("no gestational diabetes", ["gestational_diabetes"]),
        ("no prediabetes", ["prediabetes"]),
        ("no diabetes", ["diabetes"]),
        ("no diabetes or gestational diabetes", ["diabetes", "gestational_diabetes"]),
    ],
)
def test_who_denies_one_kind_of_diabetes_denies_no_other(words: str, denied: list[str]):
    known = knowledge()
    lexicon = Lexicon.compiled(known.words, known.language)
    found = lexicon.read(words, list_name="conditions", source="x[0]", on=ON).statements

    assert [one.concept for one in found] == denied
    assert not any(one.present for one in found)


@pytest.mark.parametrize(
    ("words", "route", "concept"),
    [
        ("neomycin", "topical", "neomycin_topical"),
        ("mometasone", "nasal", "corticosteroid_topical"),
        ("prednisolone drops", "oral", "corticosteroid"),
        ("neomycin 0.5% cream", None, "neomycin_topical"),
        ("prednisolone 40 mg for an inflamed eye", None, "corticosteroid"),
    ],
)
def test_where_a_medicine_is_put_says_which_it_is(words: str, route: Route | None, concept: str):
    known = knowledge()
    lexicon = Lexicon.compiled(known.words, known.language)
    hints = Hints(route=route)
    (one,) = lexicon.read(
        words, list_name="medicines", source="x[0]", on=ON, hints=hints
    ).statements

    assert one.concept == concept


def test_what_the_caller_knows_stands_behind_the_words():
    hints = Hints(since=date(2011, 1, 1), status="past", dose=dose("1 g"), route="oral")

    assert said(*read("metformin", hints=hints)) == (
        "metformin past since 2011-01-01 1000000ug oral"
    )
    assert said(*read("on metformin 500 mg since 2015", hints=hints)) == (
        "metformin past since 2015-12-31 500000ug oral"
    )
    assert said(*read("mother takes metformin", hints=hints)) == "metformin of mother"


def test_a_recorded_reaction_is_an_allergy():
    statements = read("cyanocobalamin", "prior_treatment", hints=Hints(reaction=True))

    assert [said(one) for one in statements] == [
        "cyanocobalamin past",
        "cyanocobalamin past allergy",
    ]


def test_a_list_can_be_answered_with_none():
    for words, list_name in (
        ("no known drug allergies", "allergies"),
        ("nil", "medicines"),
        ("No regular medication.", "medicines"),
    ):
        reading = LEXICON.read(words.rstrip("."), list_name=list_name, source="x", on=ON)
        assert reading.nothing
        assert not reading.statements


def test_one_name_of_two_things_is_the_one_that_the_list_is_about():
    both = [
        Concept(id="b12", kind="medicine", name="B12"),
        Concept(id="b12_allergy", kind="substance", name="B12"),
    ]
    lexicon = Lexicon.of(both, LEXICON.language)

    assert (
        lexicon.read("B12", list_name="medicines", source="x", on=ON).statements[0].concept == "b12"
    )
    assert (
        lexicon.read("B12", list_name="allergies", source="x", on=ON).statements[0].concept
        == "b12_allergy"
    )


def test_a_correction_and_an_unreadable_dose_are_told():
    corrected = LEXICON.read("metfromin 500 ml", list_name="medicines", source="x", on=ON)

    assert corrected.not_understood == ("500 ml",)
    assert corrected.notes[0] == "“metfromin” was read as “metformin”"
    assert "a volume is not a dose" in corrected.notes[1]


def test_a_phrase_beyond_the_limit_is_not_read():
    words = "numb " * LONGEST_PHRASE
    reading = LEXICON.read(words, list_name="symptoms", source="x", on=ON)

    assert reading.statements == ()
    assert reading.not_understood == (words,)


@pytest.mark.parametrize(
    ("words", "since"),
    [
        ("15 years", "2011-11-20"),
        ("9 years before", "2017-11-20"),
        ("2 months", "2026-09-20"),
        ("15 days", "2026-11-05"),
        ("weeks", "2026-11-06"),
        ("since 2015", "2015-12-31"),
        ("2019", "2019-12-31"),
        ("March 2021", "2021-03-31"),
        ("from 2019 to 2022", "2019-12-31"),
        ("2020-02-29", "2020-02-29"),
        ("6/12", "2026-05-20"),
        ("nearly 5 years", "2022-11-20"),
        ("decades", "2006-11-20"),
        ("half a year", "2026-05-20"),
        ("yesterday", "2026-11-19"),
        ("last year", "2025-12-31"),
        ("this week", "2026-11-20"),
        ("31/02/2020", "None"),
        ("12/12", "2025-11-20"),
        ("5.3.2021", "2021-05-03"),
        ("31/12/2020", "2020-12-31"),
        ("March 5 2021", "2021-03-05"),
        ("5th of March", "2026-03-05"),
        ("December", "2025-12-31"),
        ("2021-03", "2021-03-31"),
        ("3000 years", "None"),
        ("²", "None"),
        ("1.2.3.4", "None"),
        ("2020.1.2.3", "None"),
        ("1/2/3", "None"),
        ("5/2020/3", "None"),
        ("9999 years", "None"),
        ("a while", "None"),
        ("2 years after surgery", "None"),
        ("next week", "None"),
        ("", "None"),
    ],
)
def test_a_duration_or_date_gives_the_latest_beginning(words, since):
    assert str(LEXICON.read_duration(words, ON)) == since


def test_months_are_taken_back_by_the_calendar():
    assert LEXICON.read_duration("1 month", date(2026, 3, 31)) == date(2026, 2, 28)
    assert LEXICON.read_duration("1 year", date(2024, 2, 29)) == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("words", "read_as"),
    [
        ("1 g twice daily", "1000000ug 2/day"),
        ("20 mg daily", "20000ug 1/day"),
        ("850 mg bd", "850000ug 2/day"),
        ("850 mg tds", "850000ug 3/day"),
        ("850 mg od", "850000ug 1/day"),
        ("850 mg qds", "850000ug 4/day"),
        ("500mg x2", "500000ug 2/day"),
        ("500 mg 2 x daily", "500000ug 2/day"),
        ("1000 mcg IM every 3 months", "1000ug every 3 months"),
        ("1 mg i.m. monthly", "1000ug every 1 months"),
        ("1 mg IM 12-weekly", "1000ug every 84 days"),
        ("1 mg on alternate days", "1000ug every 2 days"),
        ("1000 µg", "1000ug"),
        ("1000 μg", "1000ug"),
        ("1,000 micrograms", "1000ug"),
        ("1.000 mg", "1000.000ug"),
        ("0,5 mg", "500.0ug"),
        ("1000 IU", "international units"),
        ("500", "no unit"),
        ("1 ml", "volume"),
        ("2 tablets", "tablets"),
        ("0.5–1 mg", "range"),
        ("0 mg", "nothing"),
        ("1 mg and 2 mg", "two doses"),
        ("daily", "no amount"),
        ("some", "no amount"),
        ("lots of it", "not a dose"),
        ("", "no amount"),
    ],
)
def test_a_dose_is_read_or_said_why_not(words, read_as):
    found = LEXICON.read_dose(words)
    if isinstance(found, Dose):
        assert " ".join(dosed(found)) == read_as
        assert found.printed == words
    else:
        assert read_as in found.why


@pytest.mark.parametrize(
    ("words", "route"),
    [("IM", "im"), ("i.m.", "im"), ("intramuscular injection", "im"), ("by mouth", "oral"),
     ("SC injection", "sc"), ("sublingual", "sublingual"), ("IM or oral", None), ("ear", None)],
)  # fmt: skip
def test_a_route_is_read_where_one_is_named(words, route):
    assert LEXICON.read_route(words) == route


def test_how_often_is_read_alone():
    weekly = LEXICON.read_frequency("3 times a week")
    assert weekly is not None
    assert weekly.every_days == Decimal(7) / 3
    monthly = LEXICON.read_frequency("every 2-3 months")
    assert monthly is not None
    assert monthly.every_months == 2
    assert LEXICON.read_frequency("now and again") is None


PARTS = ["numb", "tingling", "no", "denies", "but", ",", "and", "or", "mother", "since 2015", "?",
         "metformin", "1 g", "zzqx", "7", "left", "severe", "stopped", ".", "(", "x2", "1/12",
         "a", "injection", "PA", "'", "½", "\x00", "مرض", "🙂", "<b>", "n/a", "vegan"]  # fmt: skip
LISTS = st.sampled_from(["symptoms", "diet", "medicines", "family_history", "prior_treatment"])
POSITIVE = ["pallor", "tingling", "numb", "coeliac disease", "metformin", "leg weakness", "vegan"]


@given(st.text(max_size=300) | st.text("0123456789./-, 7wxagmotfir²½", max_size=60), LISTS)
@settings(max_examples=300, deadline=None)
def test_no_text_raises(text, list_name):
    reading = LEXICON.read(text, list_name=list_name, source="x", on=ON)

    assert reading.statements or reading.nothing or reading.not_understood or not text.strip()
    assert all(left in text for left in reading.not_understood)


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=12), LISTS)
@settings(max_examples=500, deadline=None)
def test_nothing_that_carries_meaning_is_dropped(parts, list_name):
    text = " ".join(parts)
    reading = LEXICON.read(text, list_name=list_name, source="x", on=ON)
    left = " ".join(reading.not_understood)
    used = {one.concept for one in reading.statements}

    if reading.nothing:
        return
    assert left.count("zzqx") == parts.count("zzqx")
    assert left.count("🙂") == parts.count("🙂")
    for word, concept in (("metformin", "metformin"), ("tingling", "paraesthesia")):
        assert word not in parts or concept in used or word in left
    if "severe" in parts and "severe" not in left:
        assert any("severe" in one.qualifiers for one in reading.statements)
    if "mother" in parts and "mother" not in left:
        assert any(one.subject == "mother" for one in reading.statements) or "mother" in text


@given(st.sampled_from(POSITIVE))
def test_no_makes_a_positive_phrase_negative(phrase):
    (positive,) = read(phrase)
    (negative,) = read(f"no {phrase}")

    assert positive.present
    assert not negative.present
    assert positive.concept == negative.concept


@pytest.mark.parametrize("words", ["numb ", "\x00", "(", "'", "a.", "1 ", "1/12 ", "no ", "?", "é́"])
def test_hostile_repetition_is_read_at_once(words):
    for text in (words * (100_000 // len(words)), words * (LONGEST_PHRASE // len(words))):
        LEXICON.read(text, list_name="symptoms", source="x", on=ON)


def read(words: str, list_name="symptoms", hints=None) -> tuple[Statement, ...]:
    return LEXICON.read(words, list_name=list_name, source="x", on=ON, hints=hints).statements


def dose(words: str) -> Dose:
    found = LEXICON.read_dose(words)
    assert isinstance(found, Dose)
    return found
