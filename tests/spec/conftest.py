"""How the specification is read: a chapter a folder, a section a file, a paragraph a test.

A paragraph is a clinical statement with its source and a table. Each row is somebody: on the left
who it is and what is known, on the right what must be said of them.

    who                                                  | pack | status        | alerts
    man of 45; labs: total B12 179 ng/L                  | uk   | confirmed     | none
    woman of 30, pregnant 20 weeks; symptoms: tiredness; |      | not unlikely  | no n2o_stop
      labs: total B12 90 ng/L

The fields of the left cell are those of a person file, in its words. What is not named was asked,
and there is none; `not asked:` names what is not known, `anything else` being all the rest. A row
without a pack holds in every pack. An empty cell says nothing. A line that begins further in
goes on with the row above it.
"""

import importlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from msgspec import Struct

from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.domain.because import FactUsed
from corrin.domain.intake import Amount
from corrin.domain.plan import Plan
from corrin.errors import Refused
from corrin.forecast.sentences import SHORT
from corrin.knowledge.load import knowledge
from corrin.person_file import Reading, read

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
BOOK = importlib.import_module("specification")

ON = date(2026, 11, 20)
PACKS = ("general", "uk", "us")
LISTS = {
    "diet": "diet",
    "conditions": "conditions",
    "procedures": "procedures",
    "medicines": "medicines",
    "symptoms": "symptoms",
    "signs": "signs",
    "imaging": "imaging",
    "allergies": "allergies",
    "family": "family_history",
    "exposures": "exposures",
    "treatment": "prior_treatment",
    "wishes": "preferences",
}
"""The lists of a person file by the words used here."""
LIST_COLUMNS = {
    "alerts": lambda made: made.summary["alerts"],
    "tests": lambda made: made.summary["test_next"],
    "before the first dose": lambda made: [t.id for t in made.tests if t.before_first_dose],
    "referral": lambda made: made.summary["referral_to"],
    "follow-up": lambda made: made.summary["monitoring"],
    "actions": lambda made: made.summary["actions"],
    "differential": lambda made: made.summary["differential"],
    "asked first": lambda made: [q.id for q in made.treatment.ask_first],
    "cautions": lambda made: [c.id for c in made.treatment.cautions],
    "alternatives": lambda made: [o.regimen for o in made.treatment.alternatives],
    "also": lambda made: [c.id for c in made.cause.contributing],
    "risks": lambda made: [c.id for c in made.risk.factors],
    "notes": lambda made: [c.id for c in made.assessment.notes],
    "assumed": lambda made: [fact.id for fact in facts_used(made) if fact.assumed],
    "status not known": lambda made: [
        fact.id for fact in made.assessment.status_because.because.facts if fact.value is None
    ],
    "cause not known": lambda made: [
        fact.id for fact in made.cause.conclusion.because.facts if fact.value is None
    ],
    "other bounds if": lambda made: [
        asked for marker in made.assessment.markers for asked in marker.bounds_if_not
    ],
    "not known": lambda made: [m.id for m in made.basis.missing],
    "refused": lambda made: [each.field for each in made.refused],
    "expected": lambda made: named(knowledge().recovery, made.expectation),
    "may not be complete": lambda made: named(
        knowledge().recovery, [each for each in made.expectation if each.may_be_incomplete]
    ),
    "hours apart": lambda made: [r.id for r in made.hours.keep_apart] if made.hours else [],
    "care": lambda made: named(knowledge().practice, made.administration),
    "said of intake": lambda made: [each.id for each in made.risk.intake.notes],
    "should take": lambda made: [each.conclusion.id for each in made.risk.intake.maintenance],
}
"""Columns that hold what must be there, and after `no` what must not; `none` is an empty list."""
VALUE_COLUMNS = {
    "status": lambda made: made.summary["status"],
    "functional": lambda made: _known(made.assessment.functional_deficiency),
    "nerves": lambda made: made.summary["neuro_involvement"],
    "anaemia": lambda made: made.assessment.anaemia,
    "cause": lambda made: made.summary["cause"],
    "lifelong": lambda made: made.summary["lifelong"],
    "reversible": lambda made: made.cause.reversible,
    "regimen": lambda made: made.summary["regimen"],
    "route": lambda made: made.summary["route"],
    "product": lambda made: made.summary["product"],
    "dates": lambda made: made.summary["schedule_status"],
    "start now": lambda made: made.summary["start_before_results"],
    "urgent": lambda made: made.summary["urgent_referral"],
    "refusal": lambda made: made.summary["respect_refusal"],
    "review in weeks": lambda made: made.summary["review_at_weeks"],
    "provisional": lambda made: made.treatment.provisional,
    "order": lambda made: _order(made),
    "band": lambda made: ", ".join(marker.band or "none" for marker in made.assessment.markers),
    "phase 1": lambda made: _phase(made, 1),
    "phase 2": lambda made: _phase(made, 2),
    "phase 3": lambda made: _phase(made, 3),
    "injections": lambda made: _days(made),
    "injections begin": lambda made: _days(made),
    "last injection": lambda made: _days(made, slice(-1, None)),
    "tablets": lambda made: _tablets(made),
    "open": lambda made: _spans(made, "allowed"),
    "better": lambda made: _spans(made, "preferred_120_for_minerals"),
    "later": lambda made: _spans(made, "second_allowed"),
    "best": lambda made: made.hours.best if made.hours else None,
    "target": lambda made: _plain(made.risk.intake.target.micrograms_per_day),
    "eaten": lambda made: _span(made.risk.intake.eaten),
    "absorbed": lambda made: _span(made.risk.intake.absorbed),
    "absorbs": lambda made: made.risk.intake.way.id,
    "intake": lambda made: made.risk.intake.verdict,
}
"""Columns that hold one value, `this or that`, or `not this`; dates may be the first of more."""
FORECAST_COLUMNS = {
    "no forecast for": lambda told: told["refused"],
    "normal now": lambda told: told["normal_now"],
    "normal again": lambda told: told["likely"],
    "first spoken of": lambda told: told["first"],
    "tests that would tell": lambda told: told["tests"],
    "without a curve": lambda told: told["no_model"],
}
"""Columns of lists that a forecast of a year answers; `corrin forecast` says the same."""
RESULT = re.compile(
    r"(?P<name>.+?) (?P<value>[<>]?=?\d[\d.]*)(?: (?P<unit>[^\s(]+))?(?: \((?P<range>[^)]+)\))?"
)
DAYS_AGO = re.compile(r" (\d+) days ago$")
WHO = re.compile(
    r"(?P<noun>man|woman|boy|girl|somebody)(?: of (?P<age>\d+)(?P<months> months)?)?"
    r"(?:, (?P<state>pregnant|breast-feeding)(?: (?P<weeks>\d+) weeks)?)?"
)


class Row(NamedTuple):
    """Somebody, in whom a paragraph is tried."""

    who: str
    packs: tuple[str, ...]
    expected: dict[str, str]


@pytest.fixture
def people() -> Callable[[str], None]:
    """Tries a table: every row, under each of its packs, in every column."""

    def tried(text: str) -> None:
        faults = [fault for row in rows(text) for pack in row.packs for fault in wrong(row, pack)]
        assert not faults, "\n" + "\n".join(faults)

    return tried


@pytest.fixture(scope="module")
def specification() -> Any:
    """What prints the book."""
    return BOOK


@pytest.fixture(scope="module")
def table() -> Callable[[str], Iterator[Row]]:
    """What reads a table."""
    return rows


@pytest.fixture(scope="module", name="planned")
def made() -> Callable[..., Plan]:
    """What makes the plan of a left cell."""
    return planned


# --- The table -----------------------------------------------------------------------------------


def rows(text: str) -> Iterator[Row]:
    """The rows of a table, each cell under its heading."""
    heads, *lines = BOOK.cells(text)
    assert heads[0] == "who", "the first column is who it is"
    unknown = set(heads[1:]) - {"pack", *LIST_COLUMNS, *VALUE_COLUMNS, *FORECAST_COLUMNS}
    assert not unknown, f"no such column: {unknown}"
    for line in lines:
        assert len(line) == len(heads), f"{len(line)} cells under {len(heads)} headings: {line}"
        row = dict(zip(heads, line, strict=True))
        packs = row.pop("pack", "") or ", ".join(PACKS)
        who = row.pop("who")
        yield Row(who, tuple(packs.split(", ")), {k: v for k, v in row.items() if v})


def wrong(row: Row, pack: str) -> Iterator[str]:
    """What the plan says of somebody that is not what was expected."""
    of_plan = {k: v for k, v in row.expected.items() if k not in FORECAST_COLUMNS}
    for fault in differences(row._replace(expected=of_plan), planned(row.who, pack)):
        yield f"{row.who} [{pack}]\n    {fault}"
    for column in row.expected.keys() & FORECAST_COLUMNS:
        got, wanted = FORECAST_COLUMNS[column](forecast(row.who, pack)), row.expected[column]
        if not holds_list(got, wanted):
            yield f"{row.who} [{pack}]\n    {column}: {wanted!r} expected, {got!r} said"


def differences(row: Row, made: Plan) -> Iterator[str]:
    """What a plan says in the columns of a row that is not what was expected."""
    refusing = row.expected.keys() & {"refused", "order"}
    if made.refused and not refusing:
        yield f"refused: {made.refused}"
    for column, wanted in row.expected.items():
        if column in LIST_COLUMNS:
            got = LIST_COLUMNS[column](made)
            right = holds_list(got, wanted)
        else:
            got = in_words(VALUE_COLUMNS[column](made))
            got = got[: len(wanted)] if column.endswith(" begin") else got
            right = holds_value(got, wanted)
        if not right:
            yield f"{column}: {wanted!r} expected, {got!r} said"


def holds_list(got: list[str], wanted: str) -> bool:
    """Whether a list holds what is named and lacks what stands after `no`."""
    if wanted == "none":
        return not got
    for one in wanted.split(", "):
        absent = one.startswith("no ")
        if (one.removeprefix("no ") in got) is absent:
            return False
    return True


def holds_value(got: str, wanted: str) -> bool:
    """Whether a value is one of those named, or after `not` none of them."""
    if wanted.startswith("not "):
        return got not in wanted.removeprefix("not ").split(" or ")
    return got in (wanted, *wanted.split(" or "))


def in_words(value: Any) -> str:
    match value:
        case None:
            return "none"
        case True:
            return "yes"
        case False:
            return "no"
        case _:
            return str(value)


def facts_used(part: Any) -> Iterator[FactUsed]:
    """The facts of every reason in a plan."""
    if isinstance(part, FactUsed):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from facts_used(each)
    elif isinstance(part, Struct):
        for name in part.__struct_fields__:
            yield from facts_used(getattr(part, name))


def named(entries: Iterable[Any], said: Iterable[Any]) -> list[str]:
    """The ids of the entries of the knowledge whose sentences a plan says."""
    sentences = {each.says for each in said}
    return [entry.id for entry in entries if entry.says in sentences]


# --- The person ----------------------------------------------------------------------------------


@cache
def planned(who: str, pack: str) -> Plan:
    """The plan of a person of whom every word was understood."""
    file, options = known(who)
    assert file.person is not None, f"{who}: {file.refused}"
    assert not file.not_understood, f"{who}: {file.not_understood}"
    return plan(
        file.person,
        on=ON,
        guideline=guideline(pack),
        ledger=file.ledger,
        refused=file.refused,
        **options,
    )


@cache
def forecast(who: str, pack: str) -> dict[str, list[str]]:
    """What a forecast of a year says of a person, by what a column may ask."""
    from corrin.forecast import made, whole

    file, _ = known(who)
    facts = Facts.of(file.person, ON, guideline(pack))
    try:
        case = made.case(facts, planned(who, pack))
        found = whole.whole(case, made.by_plan(case, None, None), None, (), interval=False, seed=1)
    except Refused as refused:
        names = ("normal_now", "likely", "first", "tests", "no_model")
        empty = {name: [] for name in names}
        return {**empty, "refused": [one.field for one in refused.refusals]}
    by_state: dict[str, list[str]] = {"normal_now": [], "likely": [], "unlikely": []}
    for one in found.markers:
        if one.when is not None:
            by_state[one.when.state].append(one.marker)
    return {
        **by_state,
        "refused": [],
        "first": [
            one.marker for one in found.markers if SHORT.get(one.marker, "-") in found.says[0]
        ],
        "tests": [one.marker for one in found.tests],
        "no_model": [one.marker for one in found.no_model],
    }


@cache
def known(who: str) -> tuple[Reading, dict[str, Any]]:
    """The person file of a left cell, read, and the start and course that it names."""
    file, options = person(who)
    return read(json.dumps(file).encode(), on=ON, knowledge=knowledge()), options


@cache
def guideline(pack: str) -> Guideline:
    return Guideline.of(knowledge(), pack)


def person(who: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The person file of a left cell, and the start and course that it names."""
    first, *fields = who.split("; ")
    file = somebody(first)
    options: dict[str, Any] = {}
    not_asked: list[str] = []
    for field in fields:
        name, _, words = field.partition(": ")
        assert words, f"{field!r} in {who!r} has no words"
        match name:
            case "not asked":
                not_asked = words.split(", ")
            case "labs":
                file["labs"] = [result(one) for one in words.split(", ")]
            case "order":
                file["regimen_request"] = dict(one.split(" ", 1) for one in words.split(", "))
            case "notes":
                file["notes"] = words
            case "day":
                file["day"] = day(words)
            case "start":
                options["start"] = date.fromisoformat(words)
            case "regimen":
                options["regimen"] = words
            case _:
                file[LISTS[name]] = words.split(", ")
    if "anything else" in not_asked:
        not_asked = [name for name, key in LISTS.items() if key not in file]
    for name, key in LISTS.items():
        if name not in not_asked:
            file.setdefault(key, [])
    if "pregnancy" in not_asked:
        del file["pregnant"], file["lactating"]
    return file, options


def somebody(words: str) -> dict[str, Any]:
    """Age, sex and pregnancy: `woman of 30, pregnant 20 weeks`."""
    found = WHO.fullmatch(words)
    assert found is not None, f"{words!r} does not say who"
    file: dict[str, Any] = {}
    if found["age"]:
        file["age_months" if found["months"] else "age_years"] = int(found["age"])
    if found["noun"] != "somebody":
        file["sex"] = "male" if found["noun"] in ("man", "boy") else "female"
    if found["noun"] == "woman":
        file["pregnant"] = found["state"] == "pregnant"
        file["lactating"] = found["state"] == "breast-feeding"
    if found["weeks"]:
        file["gestation_weeks"] = int(found["weeks"])
    return file


def result(words: str) -> dict[str, Any]:
    """A result: `total B12 179 ng/L`, `MMA 0.4 umol/L (0.05-0.27) 90 days ago`, `B12 low`;
    `by Beckman DxI` after the range names the method."""
    ago = DAYS_AGO.search(words)
    day = {"day": -int(ago[1]) if ago else 0}
    words, _, method = DAYS_AGO.sub("", words).partition(" by ")
    found = RESULT.fullmatch(words)
    if found is None:
        name, _, word = words.rpartition(" ")
        return {"name": name, "interpretation": word.replace("-", "_"), **day}
    printed = {"unit": found["unit"], "reference_range": found["range"], "method": method}
    kept = {key: value for key, value in printed.items() if value}
    return {"name": found["name"], "value": found["value"], **kept, **day}


def day(words: str) -> dict[str, Any]:
    """The hours of a day: `wake 07:00, sleep 23:00, breakfast 07:30, fast 05:00-18:30`."""
    found: dict[str, Any] = {"meals": {}}
    for one in words.split(", "):
        name, time = one.split(" ")
        if name == "fast":
            found[name] = time.split("-")
        elif name in ("wake", "sleep", "coffee"):
            found[name] = time
        else:
            found["meals"][name] = time
    return found


# --- What a plan says of doses and orders ---------------------------------------------------------


def _plain(micrograms: Decimal) -> str:
    return format(micrograms.normalize(), "f")


def _span(amount: Amount) -> str:
    """Micrograms a day: `2.18`, or from the least to the most, `0 to 0.93`."""
    low, high = _plain(amount.low), _plain(amount.high)
    return low if low == high else f"{low} to {high}"


def _known(value: bool | None) -> bool | str:
    return "not known" if value is None else value


def _order(made: Plan) -> str:
    checks = made.treatment.order
    fields = {check.field.partition(".")[2] for check in checks if not check.accepted}
    if not checks:
        fields = {each.field.partition(".")[2] for each in made.refused}
    if fields:
        return f"refused: {', '.join(sorted(fields))}"
    warned = sorted(check.field.partition(".")[2] for check in checks if check.warned)
    if warned:
        return f"accepted, with a warning: {', '.join(warned)}"
    return "accepted" if checks else "none"


def _phase(made: Plan, number: int) -> str:
    phases: Any = made.summary["regimen_phases"]
    if number > len(phases):
        return "none"
    phase = phases[number - 1]
    return f"{phase['dose_ug']} ug {phase['route']}, {_how_often(phase)}, {_how_long(phase)}"


def _how_often(phase: dict[str, Any]) -> str:
    match phase:
        case {"times_per_week": times}:
            return f"{times} a week"
        case {"every_days": 1}:
            return "daily"
        case {"every_weeks": 1}:
            return "weekly"
        case {"every_months": 1}:
            return "monthly"
    name = next(name for name in phase if name.startswith("every_"))
    return f"every {phase[name]} {name.removeprefix('every_')}"


def _how_long(phase: dict[str, Any]) -> str:
    match phase:
        case {"count": count}:
            return f"{count} doses"
        case {"for_weeks": weeks}:
            return f"{weeks} weeks"
        case {"until": "lifelong"}:
            return "for life"
    return f"until {phase['until'].replace('_', ' ')}"


def _days(made: Plan, which: slice = slice(None)) -> str:
    """Dates as in a diary: `2027 Jan 4 6 8, Feb 1`."""
    days = [dose.on for dose in made.treatment.doses][which]
    months = (
        f"{day:%Y %b}" if number == 0 or day.year != days[number - 1].year else f"{day:%b}"
        for number, day in enumerate(days)
    )
    words: list[str] = []
    for number, (day, month) in enumerate(zip(days, months, strict=True)):
        same = number > 0 and (day.year, day.month) == (
            days[number - 1].year,
            days[number - 1].month,
        )
        words.append(f" {day.day}" if same else f", {month} {day.day}")
    return "".join(words).removeprefix(", ") or "none"


def _tablets(made: Plan) -> str:
    courses = (
        f"{course.dose_micrograms} ug, {course.first} to {course.last}"
        for course in made.treatment.courses
    )
    return ", ".join(courses) or "none"


def _spans(made: Plan, name: str) -> str | None:
    """Open minutes as `06:00 to 07:00, 09:00`; None where there are none, or no hours."""
    spans = getattr(made.hours, name) if made.hours else ()
    return ", ".join(a if a == b else f"{a} to {b}" for a, b in spans or ()) or None
