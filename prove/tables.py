"""Checks that need no plan: phrases, conversions, bad inputs, schedules, figures entered twice.

Each says whether the knowledge agrees with one row that was written by hand.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from corrin import fhir
from corrin.care.guideline import Guideline
from corrin.care.schedule import schedule
from corrin.care.schedule_rules import scheduling_rules
from corrin.domain.knowledge import Knowledge
from corrin.domain.quantity import to_unit
from corrin.errors import Refused
from corrin.knowledge.load import knowledge
from corrin.person_file import read
from corrin.reading.words import Lexicon
from corrin.render.schedule import as_json
from corrin.schedule_request import read as read_request
from prove.people import ON, TESTS, module


@dataclass(frozen=True, slots=True)
class Check:
    """One row, the sections of the knowledge that it rests on, and whether they agree with it."""

    name: str
    sections: frozenset[str]
    agrees: Callable[[Knowledge], bool]


@cache
def checks() -> tuple[Check, ...]:
    return (
        *_figures(),
        *_phrases(),
        *_conversions(),
        *_bad_inputs(),
        *_schedules(),
        *_cards(),
        *_intakes(),
        _reference(),
    )


def _figures() -> Iterator[Check]:
    tests = module("vectors/test_figures.py")

    def entered(name: str) -> Callable[[Knowledge], bool]:
        return lambda knowledge: not tests.differing(name, knowledge)

    for name in tests.LINES:
        section = tests.SECTIONS.get(name, name)
        yield Check(f"figures {name}", frozenset({section}), entered(name))
    yield Check(
        "figures portions",
        frozenset({"foods"}),
        lambda knowledge: not any(tests.portions_off(f) for f in knowledge.foods.values()),
    )
    yield Check(
        "figures factors",
        frozenset({"analytes"}),
        lambda knowledge: not any(tests.factors_off(a) for a in knowledge.analytes.values()),
    )


def _phrases() -> Iterator[Check]:
    words = module("unit/test_words.py")
    sections = frozenset({"language"})
    prepared: list[tuple[Knowledge, Lexicon]] = []

    def laid_out(knowledge: Knowledge) -> Lexicon:
        """The language over the concepts of the table, laid out once for each knowledge."""
        if not prepared or prepared[0][0] is not knowledge:
            prepared[:] = [(knowledge, Lexicon(knowledge.language, words.LEXICON.index))]
        return prepared[0][1]

    def judge(row: tuple[str, ...]) -> Callable[[Knowledge], bool]:
        list_name, phrase, understood, left = row

        def agrees(knowledge: Knowledge) -> bool:
            reading = laid_out(knowledge).read(phrase, list_name=list_name, source="x[0]", on=ON)  # pyright: ignore
            said = "; ".join(words.said(one) for one in reading.statements)
            return said == understood and "; ".join(reading.not_understood) == left

        return agrees

    def meant(row: tuple[str, ...]) -> Callable[[Knowledge], bool]:
        list_name, phrase, concepts = row

        def agrees(knowledge: Knowledge) -> bool:
            lexicon = Lexicon.compiled(knowledge.words, knowledge.language)
            reading = lexicon.read(phrase, list_name=list_name, source="x[0]", on=ON)  # pyright: ignore
            said = "; ".join(one.concept for one in reading.statements)
            return said == concepts and not reading.not_understood

        return agrees

    for row in words.table("words_knowledge.txt", 3):
        yield Check(f"phrase {row[0]} {row[1]}", sections, meant(row))
    for row in words.table("words_phrases.txt", 4):
        yield Check(f"phrase {row[0]} {row[1]}", sections, judge(row))


def _conversions() -> Iterator[Check]:
    tests = module("unit/test_quantity.py")
    (mark,) = tests.test_a_value_is_converted_exactly.pytestmark

    def judge(row: Any) -> Callable[[Knowledge], bool]:
        analyte, value, unit, target, expected = row

        def agrees(knowledge: Knowledge) -> bool:
            found = to_unit(tests.Decimal(value), unit, target, knowledge.analytes[analyte])
            return found == Fraction(expected)

        return agrees

    for row in mark.args[1]:
        yield Check(f"conversion {' '.join(row[:4])}", frozenset({"analytes"}), judge(row))


def _bad_inputs() -> Iterator[Check]:
    tests = module("vignettes/test_bad_inputs.py")
    sections = frozenset({"analytes", "language", "settings", "dose_limits", "regimens"})

    def judge(case: dict[str, Any]) -> Callable[[Knowledge], bool]:
        def agrees(knowledge: Knowledge) -> bool:
            data = tests.bytes_of(case)
            reader = fhir.read if fhir.is_fhir(data) else read
            try:
                reading = reader(data, on=ON, knowledge=knowledge)
            except Refused:
                return case.get("file") == "refused"
            return not any(tests.differences(case, reading))

        return agrees

    for case in tests.CASES:
        yield Check(f"bad input {case['title']}", sections, judge(case))


def _cards() -> Iterator[Check]:
    """The moments of care in which a card must be shown, and those in which none may be."""
    tests = module("service/test_cards.py")
    sections = frozenset({"cards", "facts"})
    guidelines: dict[int, tuple[Knowledge, Guideline]] = {}

    def guideline(knowledge: Knowledge) -> Guideline:
        """Of the changed knowledge, laid out once."""
        if id(knowledge) not in guidelines:
            guidelines.clear()
            guidelines[id(knowledge)] = knowledge, Guideline.of(knowledge, tests.PACK)
        return guidelines[id(knowledge)][1]

    def judge(case: str) -> Callable[[Knowledge], bool]:
        def agrees(knowledge: Knowledge) -> bool:
            found = tests.spoken_of(case, guideline(knowledge))
            return bool(found == tests.expected(case))

        return agrees

    for case in (*tests.SPEAK, *tests.SILENT):
        yield Check(f"card {case}", sections, judge(case))


def _intakes() -> Iterator[Check]:
    """People in whom one thing differs, and what they absorb, take and eat."""
    tests = module("intake/test_people.py")
    sections = frozenset({"absorption", "avoidances", "foods", "maintenance", "rules"})
    guidelines: dict[int, tuple[Knowledge, Guideline]] = {}

    def guideline(knowledge: Knowledge) -> Guideline:
        """Of the changed knowledge, laid out once."""
        if id(knowledge) not in guidelines:
            guidelines.clear()
            guidelines[id(knowledge)] = knowledge, Guideline.of(knowledge, "general")
        return guidelines[id(knowledge)][1]

    def judge(row: dict[str, Any]) -> Callable[[Knowledge], bool]:
        def agrees(changed: Knowledge) -> bool:
            if _speaks_of_food(changed) == _speaks_of_food(knowledge()):
                return True  # a row of another table of rules
            return not tests.differences(row, changed, guideline(changed))

        return agrees

    for name, row in tests.PEOPLE.items():
        yield Check(f"intake {name}", sections, judge(row))


def _speaks_of_food(known: Knowledge) -> tuple[int, ...]:
    """Which tables of the knowledge intake rests on, to see whether one is another."""
    tables = (known.rules["absorption"], known.rules["intake"], known.maintenance, known.foods)
    return tuple(map(id, (*tables, known.avoidances, known.absorption)))


def _reference() -> Check:
    """What is for reference only stands in the reference: as many rows as there are entries."""
    page = (TESTS.parent / "docs" / "reference" / "knowledge.md").read_text(encoding="utf-8")
    part = page.partition("\n## Practical care\n")[2].partition("\n## ")[0]
    heading, line, *rows = [row for row in part.splitlines() if row.startswith("|")]
    assert heading.startswith("| topic")
    assert line.startswith("| ---")
    return Check(
        "reference practice",
        frozenset({"practice"}),
        lambda known: len(known.practice) == len(rows),
    )


def _schedules() -> Iterator[Check]:
    tests = module("vignettes/test_schedule_cases.py")
    sections = frozenset({"settings", "dose_limits", "analytes"})

    def judge(case: dict[str, Any]) -> Callable[[Knowledge], bool]:
        def agrees(knowledge: Knowledge) -> bool:
            rules = scheduling_rules(knowledge)
            answer = as_json(schedule(read_request(case["request"], rules), rules))
            wanted = case["expected"]
            return bool(tests.only(tests.plain(answer), wanted) == wanted)

        return agrees

    for case in tests.CASES:
        yield Check(f"schedule {case['id']}", sections, judge(case))
