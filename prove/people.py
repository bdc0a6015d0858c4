"""Everybody whose plan is known beforehand: canaries, vectors, specification, reports.

Each is a person file under a pack, with judges who say whether the plan is as expected.
"""

import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from corrin import person_file
from corrin.canaries.firing import firing
from corrin.canaries.panel import Canary, panel
from corrin.canaries.selfcheck import not_understood, offered, recorded
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.domain.knowledge import Knowledge
from corrin.domain.plan import Plan

TESTS = Path(__file__).parents[1] / "tests"
ON = date(2026, 11, 20)
WORD = re.compile(r"\w+")
CARE = frozenset({"care", "expected", "may not be complete"})
"""Columns of the specification that say which entries of practical care and of recovery hold."""
Judge = Callable[[person_file.Reading, Plan, Guideline], bool]


@dataclass(slots=True)
class Somebody:
    """A person file under a pack, the options of the plan, and all who judge it."""

    data: bytes
    pack: str
    options: dict[str, Any]
    names: list[str] = field(default_factory=list[str])
    judges: list[Judge] = field(default_factory=list[Judge])
    mentions: set[str] = field(default_factory=set[str])
    """The ids that those who judge speak of."""
    reading: person_file.Reading | None = None
    """As it is read with the knowledge as it stands."""

    @property
    def name(self) -> str:
        return self.names[0]

    def read(self, knowledge: Knowledge) -> person_file.Reading:
        return person_file.read(self.data, knowledge=knowledge, on=ON)

    def agrees(self, reading: person_file.Reading, guideline: Guideline) -> bool:
        """Whether the plan of what was read is as all who judge it expect."""
        if reading.person is None:
            return False
        made = plan(
            reading.person,
            on=ON,
            guideline=guideline,
            ledger=reading.ledger,
            refused=reading.refused,
            **self.options,
        )
        return all(judge(reading, made, guideline) for judge in self.judges)


def module(path: str) -> ModuleType:
    """A module of the tests by its path, for the data in it."""
    name = f"proved_{path.removesuffix('.py').replace('/', '_')}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, TESTS / path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@cache
def everybody() -> tuple[Somebody, ...]:
    """All of them; those with the same file, pack and options are one."""
    found: dict[tuple[bytes, str, str], Somebody] = {}
    sources = (_canaries(), _vectors(), _specification(), _reports())
    for known in (item for source in sources for item in source):
        key = known.data, known.pack, repr(known.options)
        somebody = found.setdefault(key, Somebody(known.data, known.pack, known.options))
        somebody.names.append(known.name)
        somebody.judges.append(known.judge)
        somebody.mentions.update(WORD.findall(known.expected))
    return tuple(found.values())


class Known(NamedTuple):
    """One judge of one person."""

    name: str
    data: bytes
    pack: str
    options: dict[str, Any]
    judge: Judge
    expected: str
    """What is expected, in words in which ids can be found."""


def _canaries() -> Iterator[Known]:
    for canary in panel().people:
        data = json.dumps(canary.person).encode()
        said = str(canary.fires)
        yield Known(f"canary {canary.id}", data, canary.pack, {}, _as_recorded(canary), said)


def _as_recorded(canary: Canary) -> Judge:
    rows, offer = recorded(canary), offered(canary)

    def judge(reading: person_file.Reading, made: Plan, guideline: Guideline) -> bool:
        now = made.treatment.offer
        named = (now.regimen, now.product) if now else (None, None)
        if (*named, made.treatment.schedule_status) != offer:
            return False
        if not_understood(reading.ledger):
            return False
        assert reading.person is not None
        fires = firing(reading.person, ON, guideline)
        return {(table, rule) for table, ids in fires.items() for rule in ids} == rows

    return judge


def _vectors() -> Iterator[Known]:
    tests = module("vectors/test_vectors.py")

    def judge_of(vector: Any) -> Judge:
        def judge(reading: person_file.Reading, made: Plan, _: Guideline) -> bool:
            whole = not reading.refused and not reading.not_understood
            return whole and not any(tests.differences(vector, made))

        return judge

    for vector in tests.VECTORS:
        data = json.dumps(vector.person).encode()
        options, said = tests.options_of(vector), f"{vector.expect} {vector.about}"
        yield Known(f"vector {vector.id}", data, vector.pack, options, judge_of(vector), said)


def _specification() -> Iterator[Known]:
    book = module("spec/conftest.py")

    def judge_of(row: Any) -> Judge:
        def judge(reading: person_file.Reading, made: Plan, _: Guideline) -> bool:
            return not reading.not_understood and not any(book.differences(row, made))

        return judge

    for chapter in book.BOOK.chapters():
        for paragraph in (p for section in chapter.sections for p in section.paragraphs):
            rows = book.rows(paragraph.table) if paragraph.of_people else ()
            for number, row in enumerate(rows, 1):
                if row.expected.keys() & book.FORECAST_COLUMNS.keys():
                    continue  # of another command
                file, options = book.person(row.who)
                data = json.dumps(file).encode()
                kind = "care" if CARE & row.expected.keys() else "specification"
                for pack in row.packs:
                    name = f"{kind} {paragraph.name} {number} {pack}"
                    yield Known(name, data, pack, options, judge_of(row), str(row.expected))


def _reports() -> Iterator[Known]:
    tests = module("vignettes/test_people.py")

    def judge_of(row: dict[str, Any]) -> Judge:
        def judge(_: person_file.Reading, made: Plan, __: Guideline) -> bool:
            return tests.holds(row["op"], made.summary[row["key"]], row["value"])

        return judge

    for person, pack, row in tests.ROWS:
        data = json.dumps(person["person"]).encode()
        name = f"report {person['id']} {pack} {row['key']}"
        yield Known(name, data, pack, {}, judge_of(row), str(row["value"]))
