"""A fault in a knowledge file is reported with its file, its entry and what to write instead."""

from datetime import date
from pathlib import Path

import pytest

from corrin.domain.source import Source
from corrin.errors import Problem
from corrin.knowledge.references import problems_of
from corrin.knowledge.tree import Reading, read
from corrin.knowledge.unused import unused

SOURCE = '- {id: handbook, title: "A handbook", kind: review, verified: full}'


def reading_of(folder: Path, files: dict[str, str]) -> Reading:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return read(folder)


def found(reading: Reading, *more: Problem) -> list[tuple[str, str, str]]:
    problems = [p for p in (*reading.problems, *more) if p.wrong != "The file is missing."]
    assert all(problem.write for problem in problems)
    return [(problem.file, problem.entry, problem.wrong) for problem in problems]


@pytest.mark.parametrize(
    ("line", "entry", "wrong"),
    [
        ("titel: Y", "handbook, titel", "The key `titel` is not known."),
        ("on: 2024", "line 5", "The key `on` is not a string to every reader of YAML."),
        ("year: soon", "handbook, year", "`soon` is not a whole number."),
        ("year: 2024.5", "handbook, year", "`2024.5` is not a whole number."),
        ("url_seen: yes", "handbook, url_seen", "`yes` is neither true nor false."),
        ("note:", "handbook, note", None),
        ("note: [a]", "handbook, note", "A list is not a text."),
        ("title: Y", "line 5", "The key `title` is written twice."),
        ("note: &a x", "line 5", "An anchor, `&a`."),
        ("note: *a", "line 5", "An alias repeats something written elsewhere."),
        ("note: !!int 3", "line 5", "A tag, `tag:yaml.org,2002:int`."),
        ("? [a]\n  : b", "line 5", "A key is not a string."),
        ("review: next year", "handbook, review", "`next year` is not a date."),
    ],
)
def test_each_fault_of_a_line_is_named(tmp_path, line, entry, wrong):
    text = f"- id: handbook\n  title: X\n  kind: review\n  verified: full\n  {line}\n"

    problems = found(reading_of(tmp_path, {"sources.yaml": text}))

    assert (wrong is None) == (problems == [])
    assert wrong is None or ("sources.yaml", entry, wrong) in problems


@pytest.mark.parametrize(
    ("text", "entry", "wrong"),
    [
        ("- {id: a, kind: review, verified: full}", "a, title", "The key `title` is missing."),
        ("- {id: a, title: X, kind: review, verified: maybe}", "a, verified", "not in the list"),
        ("- {id: NICE-239, title: X, kind: r, verified: full}", "NICE-239, id", "not an id"),
        (f"{SOURCE}\n{SOURCE}", "handbook, id", "is the id of two"),
        ("- nice", "entry 1", "is not a mapping"),
        ("{id: a}", "the file", "not a list of entries"),
        ("- {id: a", "line 2", "It is not YAML"),
        ("- a\x07", "line 1", "It is not YAML"),
        (f"{SOURCE}\n---\n[]", "line 2", "A second document begins."),
    ],
)
def test_each_fault_of_an_entry_is_named(tmp_path, text, entry, wrong):
    problems = found(reading_of(tmp_path, {"sources.yaml": text}))

    assert [(file, at) for file, at, what in problems if wrong in what] == [("sources.yaml", entry)]


def test_the_nearest_key_and_word_are_suggested(tmp_path):
    text = "- {id: a, titel: X, kind: review, verified: abstrct}"

    reading = reading_of(tmp_path, {"sources.yaml": text})

    written = {problem.entry: problem.write for problem in reading.problems}
    assert written["a, titel"] == "Write `title`."
    assert written["a, verified"] == "Write `abstract`."


def test_all_faults_of_all_files_are_found_in_one_pass(tmp_path):
    files = {
        "sources.yaml": "- {id: a, titel: X, kind: review, verified: maybe}\n- {id: B}",
        "facts.yaml": "- {id: f, asks: Is it?, condition: a and and b}",
        "rules/alerts.yaml": "take: first",
        "odd.yaml": "[]",
        "foods.yaml": "- {id: egg, name: Egg, category: egg, diet: x, portions: [{says: one}]}",
    }

    problems = found(reading_of(tmp_path, files))

    assert {(file, entry) for file, entry, _ in problems} == {
        ("sources.yaml", "a, titel"),
        ("sources.yaml", "a, title"),
        ("sources.yaml", "a, verified"),
        ("sources.yaml", "B, id"),
        ("sources.yaml", "B, title"),
        ("sources.yaml", "B, kind"),
        ("sources.yaml", "B, verified"),
        ("facts.yaml", "f, condition"),
        ("rules/alerts.yaml", "the file"),
        ("odd.yaml", "the file"),
        ("foods.yaml", "egg, portions.1.grams"),
    }


def test_a_file_that_is_missing_is_a_problem(tmp_path):
    reading = reading_of(tmp_path, {"sources.yaml": SOURCE})

    missing = {p.file for p in reading.problems if p.wrong == "The file is missing."}
    assert {"analytes.yaml", "facts.yaml", "regimens.yaml"} <= missing
    assert "sources.yaml" not in missing
    assert reading.knowledge is None


def test_scalars_stay_what_was_written(tmp_path):
    text = '- {id: a, title: NO, kind: "010", verified: "false", note: 1e3, organisation: null}'

    (entry,) = reading_of(tmp_path, {"sources.yaml": text}).entries

    assert entry.value == Source(
        id="a", title="NO", kind="010", verified="false", note="1e3", organisation=None
    )


def test_a_review_may_stand_in_any_entry(tmp_path):
    text = "- {id: a, title: X, kind: r, verified: full, checked: AB, review: 2027-01-31}"

    (review,) = reading_of(tmp_path, {"sources.yaml": text}).reviews

    assert (review.section, review.entry, review.checked) == ("sources", "a", "AB")
    assert review.review == date(2027, 1, 31)


FACT = "- {id: %s, asks: Is it?, %s, sources: [handbook]}\n"


@pytest.mark.parametrize(
    ("file", "text", "entry", "wrong"),
    [
        (
            "facts.yaml",
            "- {id: f, asks: Is it?, sources: [handbok]}",
            "f, sources",
            "There is no source `handbok`.",
        ),
        (
            "facts.yaml",
            FACT % ("f", "condition: not g"),
            "f, condition",
            "There is no fact `g`.",
        ),
        (
            "facts.yaml",
            FACT % ("f", "concepts: [ghost]"),
            "f, concepts",
            "There is no concept `ghost`.",
        ),
        (
            "facts.yaml",
            FACT % ("f", 'marker: "mcv below:tiny"'),
            "f, marker",
            "There is no band `tiny`.",
        ),
        (
            "facts.yaml",
            FACT % ("f", "marker: mcv low"),
            "f, marker",
            "There is no analyte `mcv`.",
        ),
        (
            "facts.yaml",
            FACT % ("f", "table: status sure"),
            "f, table",
            "There is no table `status`.",
        ),
        (
            "rules/status.yaml",
            "table: status\ntake: first\nvocabulary: [sure]\n"
            "rules: [{id: r, gives: unsure, says: Unsure., sources: [handbook]}]",
            "r, gives",
            "`unsure` is not in the vocabulary of the table `status`.",
        ),
        (
            "rules/status.yaml",
            "table: status\ntake: first\nvocabulary: [sure]\n"
            "rules: [{id: r, gives: sure, says: Sure.}]",
            "r, sources",
            "It names no source.",
        ),
        (
            "uk/offers.yaml",
            "- {id: o, when: f, regimen: none_such, says: Offer., sources: [handbook]}",
            "o, regimen",
            "There is no regimen `none_such`.",
        ),
    ],
)
def test_a_name_of_nothing_is_a_problem(tmp_path, file, text, entry, wrong):
    reading = reading_of(tmp_path, {"sources.yaml": SOURCE, file: text})

    assert (file, entry, wrong) in found(reading, *problems_of(reading))


def test_a_fact_that_rests_on_itself_is_a_problem(tmp_path):
    facts = FACT % ("a", "condition: b") + FACT % ("b", "table: status sure")
    rules = (
        "table: status\ntake: first\nvocabulary: [sure]\n"
        "rules: [{id: r, when: a, gives: sure, says: Sure., sources: [handbook]}]"
    )
    files = {"sources.yaml": SOURCE, "facts.yaml": facts, "rules/status.yaml": rules}

    reading = reading_of(tmp_path, files)

    assert found(reading, *problems_of(reading)) == [
        ("facts.yaml", "a, condition", "It rests on itself: a → b → a."),
        ("facts.yaml", "b, condition", "It rests on itself: b → a → b."),
    ]


def test_a_fact_that_rests_on_bounds_that_hang_on_it_is_a_problem(tmp_path):
    facts = FACT % ("a", "marker: ferritin low") + FACT % ("b", "condition: not a")
    band = (
        "- {name: ferritin, analyte: ferritin, when: b, sources: [handbook],\n"
        "   bounds: [{unit: ug/L, low: 30}]}"
    )
    files = {"sources.yaml": SOURCE, "facts.yaml": facts, "thresholds.yaml": band}

    reading = reading_of(tmp_path, files)
    circles = [one for one in found(reading, *problems_of(reading)) if "itself" in one[2]]

    assert circles == [
        ("facts.yaml", "a, condition", "It rests on itself: a → b → a."),
        ("facts.yaml", "b, condition", "It rests on itself: b → a → b."),
    ]


def test_an_entry_that_nothing_names_is_a_problem(tmp_path):
    concepts = (
        "- {id: fatigue, kind: finding, name: Tiredness, is_a: [tired]}\n"
        "- {id: exhaustion, kind: finding, name: Exhaustion, implies: [fatigue]}\n"
        "- {id: hiccups, kind: finding, name: Hiccups}\n"
        "- {id: fever, kind: finding, name: Fever, role: context}\n"
    )
    facts = FACT % ("any_tired", "concepts: [tired]") + FACT % ("derived", "condition: any_tired")
    files = {"sources.yaml": SOURCE, "concepts/findings.yaml": concepts, "facts.yaml": facts}

    reading = reading_of(tmp_path, files)

    assert found(reading, *unused(reading)) == [
        ("concepts/findings.yaml", "hiccups", "Nothing uses this concept."),
        ("facts.yaml", "derived", "Nothing uses this fact."),
    ]


def test_an_analyte_must_be_asked_for_or_say_why_it_is_kept(tmp_path):
    analyte = "- {id: %s, name: %s, unit: g/L, units: [{ucum: g/L}], role: %s}\n"
    analytes = (
        analyte % ("haemoglobin", "Haemoglobin", "count")
        + analyte % ("platelets", "Platelets", "count")
        + analyte % ("urea", "Urea", "context")
        + analyte % ("zinc", "Zinc", "contxt")
    )
    files = {
        "sources.yaml": SOURCE,
        "analytes.yaml": analytes,
        "facts.yaml": FACT % ("hb_known", "marker: haemoglobin known"),
    }

    reading = reading_of(tmp_path, files)

    kept = [entry for file, entry, _ in found(reading, *unused(reading)) if file == "analytes.yaml"]
    assert kept == ["platelets", "zinc"]


def test_a_setting_must_be_asked_for_by_the_program_and_a_bound_by_a_fact(tmp_path):
    setting = "- {id: %s, value: 6, unit: items, says: So many.}\n"
    band = "- {name: %s, analyte: zinc, bounds: [{unit: g/L, low: 1}], sources: [handbook]}\n"
    files = {
        "sources.yaml": SOURCE,
        "analytes.yaml": "- {id: zinc, name: Zinc, unit: g/L, units: [{ucum: g/L}], role: mimic}\n",
        "settings.yaml": setting % "alerts_most"
        + setting % "schedule_doses_most"
        + setting % "odd",
        "thresholds.yaml": band % "zinc" + band % "zinc_low" + band % "zinc_odd",
        "facts.yaml": FACT % ("zinc_low", "marker: zinc below:zinc_low"),
    }

    reading = reading_of(tmp_path, files)

    said = [wrong for file, _, wrong in found(reading, *unused(reading)) if file != "facts.yaml"]
    assert said == ["Nothing uses this setting.", "Nothing uses this band."]


def test_a_broken_entry_is_not_reported_a_second_time_by_those_who_name_it(tmp_path):
    sources = "- {id: handbook, title: X, kind: review, verified: sure}"
    files = {"sources.yaml": sources, "facts.yaml": FACT % ("f", "scalar: sex")}

    reading = reading_of(tmp_path, files)

    assert [entry for _, entry, _ in found(reading, *problems_of(reading))] == [
        "handbook, verified"
    ]
