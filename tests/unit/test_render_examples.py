"""Every example person under every guideline in every format."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from icalendar import Calendar

from corrin import person_file
from corrin.care.guideline import Guideline
from corrin.care.plan import plan as planned
from corrin.care.summary import no_plan
from corrin.domain.plan import Plan
from corrin.knowledge import load
from corrin.render.calendar import calendar, of_plan
from corrin.render.explain import explain, ids
from corrin.render.grounds import cited
from corrin.render.json import encoded
from corrin.render.markdown import markdown
from corrin.render.page import Items
from corrin.render.phrases import MARKS, marked, sentence
from corrin.render.plan_page import plan_page
from corrin.render.schema import plan_schema
from corrin.render.text import columns, text

ON = date(2026, 11, 20)
FOLDER = Path(__file__).parents[2] / "examples"
EXAMPLES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
PACKS = ["general", "uk", "us"]
UNSAFE = re.compile(
    r"\d\.0+ ?(?:mg|microgram)|(?<!\d)\.\d+ ?(?:mg|microgram)|\d(?:mg|micrograms?)\b"
)
"""A trailing zero, a naked point, a unit that touches its number."""


def unchecked(pack: str) -> dict[str, set[str]]:
    """What entries say that were checked in part or not at all, with their marks.

    Where another entry says the same, or what one says stands in what another says, it is not
    to be told from it in a page and left out.
    """
    it = load.knowledge()
    said = [
        *((rule.says, rule.verified) for table in it.rules.values() for rule in table.rules),
        *((offer.says, offer.verified) for offer in it.packs[pack].offers),
        *((regimen.name, regimen.verified) for regimen in it.regimens.values()),
        *((each.says, each.verified) for each in it.interactions.values()),
        *((each.says, each.verified) for each in (*it.practice, *it.recovery)),
        *((each.expect, each.verified) for each in it.monitoring),
    ]
    marks: dict[str, set[str]] = {}
    for says, verified in said:
        marks.setdefault(sentence(says), set()).add(MARKS.get(verified, ""))
    whole = "\n".join(sentence(says) for says, _ in said)
    return {
        says: found
        for says, found in marks.items()
        if found <= {"unverified", "partly verified"} and whole.count(says) == 1
    }


UNCHECKED = {pack: unchecked(pack) for pack in PACKS}

every_plan = pytest.mark.parametrize(
    ("name", "pack"), [(name, pack) for name in EXAMPLES for pack in PACKS]
)


@cache
def plan_of(name: str, pack: str) -> Plan:
    knowledge = load.knowledge()
    data = (FOLDER / f"{name}.yaml").read_bytes()
    reading = person_file.read(data, knowledge=knowledge, on=ON)
    return planned(
        reading.person,
        on=ON,
        guideline=Guideline.of(knowledge, pack),
        ledger=reading.ledger,
        refused=reading.refused,
        warnings=reading.warnings,
        not_understood=reading.not_understood,
    )


def test_there_are_examples():
    assert len(EXAMPLES) >= 8
    assert "amina" in EXAMPLES


@every_plan
@pytest.mark.parametrize("full", [False, True])
def test_the_text_fits_and_its_doses_cannot_be_misread(name, pack, full):
    shown = text(plan_page(plan_of(name, pack), full=full))

    assert max(columns(line) for line in shown.split("\n")) <= 80
    assert not UNSAFE.search(shown)
    assert shown.lower().count("not clinically reviewed") == 1
    assert "None" not in shown.replace("None is due.", "").replace("None.", "")


@every_plan
def test_the_first_dose_of_the_page_is_that_of_the_plan(name, pack):
    made = plan_of(name, pack)
    shown = [item.says for block in plan_page(made).sections[0].blocks for item in block.items]

    assert [says.rpartition(" (")[0] for says in shown] == [
        sentence(step.says) for step in made.do_first
    ] or not made.do_first


@every_plan
def test_whatever_was_not_checked_carries_its_mark(name, pack):
    sections = plan_page(plan_of(name, pack), full=True).sections[2:]
    blocks = [block for section in sections for block in section.blocks]
    lists = [b for b in blocks if isinstance(b, Items) and b.title not in ("Ask first", "Marks")]
    shown = ["\n".join((item.says, *item.notes)) for held in lists for item in held.items]

    for says, marks in UNCHECKED[pack].items():
        for item in shown:
            assert says not in item or any(f"({mark})" in item for mark in marks), item


@every_plan
def test_bounds_hours_foods_and_courses_carry_the_mark_of_their_entry(name, pack):
    made = plan_of(name, pack)
    page = " ".join(text(plan_page(made, full=True)).split())
    here = load.knowledge()
    bands = Guideline.of(here, pack).bands
    by_mouth = {each.says: each.verified for each in here.interactions.values()}
    foods = {each.name: each.verified for each in here.foods.values()}
    offers = [each for each in (made.treatment.offer, *made.treatment.alternatives) if each]

    for marker in made.assessment.markers:
        if marker.bounds:
            assert marker.verified in {band.verified for band in bands[marker.analyte]}
            ids = "; ".join(dict.fromkeys(source.id for source in marker.sources))
            assert marked(f"[{ids}]", marker.verified) in page
    for rule in made.timing:
        assert rule.verified == by_mouth[rule.says]
        ids = "; ".join(source.id for source in rule.sources)
        assert marked(f"[{ids}]", rule.verified) in page
    for food in made.risk.foods:
        assert food.verified == foods[food.says.partition(": ")[0]]
        assert cited(food.says, food.sources, food.verified) in page
    for offer in offers:
        own = here.regimens[offer.regimen].verified
        assert offer.verified in (own, offer.because.verified)
        assert own == "true" or offer.verified != "true"


@every_plan
def test_the_markdown_has_the_same_parts(name, pack):
    page = plan_page(plan_of(name, pack))
    titles = re.findall(r"^## (.+)$", markdown(page), re.MULTILINE)

    assert [title.replace("\\", "") for title in titles] == [s.title for s in page.sections]


@every_plan
def test_the_json_is_of_its_schema(name, pack):
    said = json.loads(encoded(plan_of(name, pack)))

    jsonschema.validate(said, json.loads(plan_schema())["$defs"]["Plan"] | _definitions())
    assert said["summary"].keys() == no_plan().keys()


def _definitions() -> dict[str, object]:
    return {"$defs": json.loads(plan_schema())["$defs"]}


@every_plan
def test_the_calendar_is_read_back_and_names_nobody(name, pack):
    made = plan_of(name, pack)
    data = calendar(of_plan(made), of="person", stamp=ON)
    events = Calendar.from_ical(data).walk("VEVENT")
    dated = len(made.treatment.doses) + len(made.treatment.courses)
    dated += sum(check.wanted and check.on is not None for check in made.monitoring)

    assert len({event["UID"] for event in events}) == len(events) == dated
    assert not re.search(rb"cobalamin|B12|injection|deficien", data, re.IGNORECASE)


@every_plan
def test_every_conclusion_can_be_explained(name, pack):
    made = plan_of(name, pack)

    for wanted in ids(made):
        shown = text(explain(made, wanted))
        assert "Rule" in shown
        assert max(columns(line) for line in shown.split("\n")) <= 80
