"""The manual keeps its word: every block runs, every output is current, every link leads somewhere.

What may stand behind a fence, and what is then promised of the block:

    console                  its commands print what is shown and exit as they say
    python                   its `>>>` lines answer as shown
    sh                       each line is a target of the Makefile
    yaml person NAME.yaml    a person file: it fits its schema and gives a plan
    yaml person part         fields of one, added to a person of whom little is known: each is read
    yaml person refused      the same, but something in it is not taken
    yaml schedule NAME.yaml  a request for dates that is answered
    yaml timing NAME.yaml    a request for hours that is answered
    yaml timing refused      the same, but it cannot be
    yaml knowledge FILE      an entry that may be added to that file of the knowledge
    text                     words and drawings: nothing is promised
"""

import doctest
import importlib
import json
import re
import shutil
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from corrin import person_file
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.knowledge import check, load

ROOT = Path(__file__).parents[2]
ON = date(2026, 11, 20)
sys.path.insert(0, str(ROOT / "docs"))
outputs = importlib.import_module("outputs")
generate = importlib.import_module("generate")

PAGES = outputs.pages()
BLOCKS = [block for page in PAGES for block in outputs.blocks(page)]
SCHEMA = json.loads((ROOT / "src/corrin/schemas/person_file.schema.json").read_text("utf-8"))
SOMEBODY = {"age_years": 46, "sex": "female"}
RENEW = "run .venv/bin/python docs/generate.py and read what changed"


def of(kind: str) -> pytest.MarkDecorator:
    """The blocks of a kind, each a case by its page and line."""
    found = [b for b in BLOCKS if b.kind == kind or b.kind.startswith(f"{kind} ")]
    return pytest.mark.parametrize("block", found, ids=str)


def test_every_block_promises_something():
    kinds = {"console", "python", "sh", "text"}
    kinds |= {"yaml person", "yaml schedule", "yaml timing", "yaml knowledge"}

    assert [str(b) for b in BLOCKS if " ".join(b.kind.split()[:2]) not in kinds] == []


# --- Blocks that run -----------------------------------------------------------------------------


@of("console")
def test_a_command_prints_what_the_page_shows(block, tmp_path):
    outputs.workplace(block.page, tmp_path)

    for command in outputs.commands(block.body):
        printed, code = outputs.run(command.line, tmp_path)
        assert outputs.same(command.shown, printed), f"{RENEW}: {command.line}\n{printed}"
        assert code == command.code, command.line


def test_a_console_block_that_is_out_of_date_is_caught(tmp_path):
    printed, code = outputs.run("corrin --version; exit 3", tmp_path)

    assert code == 3
    assert outputs.same("corrin ...\n", printed)
    assert not outputs.same("corrin 99\n", printed)


@of("python")
def test_python_answers_as_the_page_shows(block, monkeypatch):
    monkeypatch.chdir(ROOT)
    example = doctest.DocTestParser().get_doctest(block.body, {}, str(block), None, block.line)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=said.append)

    assert example.examples
    assert "".join(said) == ""


@of("sh")
def test_a_make_target_exists(block):
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = [line.partition("#")[0].split() for line in block.body.splitlines()]

    assert [words for words in named if words[0] != "make" or words[1] not in targets] == []


# --- Files ---------------------------------------------------------------------------------------


def reading(text: str) -> person_file.Reading:
    return person_file.read(text.encode(), knowledge=load.knowledge(), on=ON)


def not_taken(found: person_file.Reading) -> list[str]:
    left = [f"{entry.field}: {entry.why}" for entry in found.ledger if entry.outcome != "used"]
    notices = [*found.refused, *found.warnings, *found.not_understood]
    return left + [f"{each.field}: {each.why}" for each in notices]


@of("yaml person")
def test_a_person_file_is_read_as_the_page_says(block):
    kind = block.kind.split()[2]
    whole = block.body
    if kind == "part":  # who has the findings does not matter on the page
        whole += "".join(f"{k}: {v}\n" for k, v in SOMEBODY.items() if f"{k}:" not in whole)
    found = reading(whole)

    if kind == "refused":
        assert not_taken(found) != []
        return
    jsonschema.validate(yaml.load(whole, yaml.BaseLoader), SCHEMA)
    assert kind != "part" or not_taken(found) == []
    assert found.person is not None
    made = plan(found.person, on=ON, guideline=Guideline.of(load.knowledge(), "general"))
    assert made.summary["status"]


@of("yaml schedule")
def test_a_schedule_request_is_dated(block, tmp_path):
    outputs.workplace(block.page, tmp_path)
    printed, code = outputs.run(f"corrin schedule {block.kind.split()[2]}", tmp_path)

    assert code == 0, printed


@of("yaml timing")
def test_a_request_for_hours_is_answered(block, tmp_path):
    name = tmp_path / "asked.yaml"
    name.write_text(block.body, encoding="utf-8")
    printed, code = outputs.run(f"corrin timing {name}", tmp_path)

    assert (code == 3) is (block.kind.split()[2] == "refused"), printed
    assert code in (0, 1, 3), printed


@of("yaml knowledge")
def test_an_entry_of_the_manual_may_be_added(block, tmp_path):
    copy = tmp_path / "knowledge"
    shutil.copytree(load.FOLDER, copy)
    before, _ = check.report(copy)
    with (copy / block.kind.split()[2]).open("a", encoding="utf-8") as file:
        file.write(f"\n{block.body}")
    after, _ = check.report(copy)

    assert set(after.splitlines()[:-1]) - set(before.splitlines()[:-1]) == set(), after


# --- Pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*generate.reference(load.knowledge())], ids=lambda p: p.name)
def test_a_reference_page_says_what_the_knowledge_says(path):
    assert path.read_text("utf-8") == generate.reference(load.knowledge())[path], RENEW


LINK = re.compile(r"\[(?:[^\]\\]|\\.)*\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')


def anchors(page: Path) -> set[str]:
    text = page.read_text("utf-8")
    words = (
        re.sub(r"[^\w\- ]", "", ANCHOR.sub("", head).lower()) for head in HEADING.findall(text)
    )
    return {*ANCHOR.findall(text), *(head.replace(" ", "-") for head in words)}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page):
    known: dict[Path, set[str]] = {}
    lost: list[str] = []
    for name, anchor in LINK.findall(outputs.FENCE.sub("", page.read_text("utf-8"))):
        target = (page.parent / name).resolve() if name else page
        if not target.exists():
            lost.append(name)
        elif anchor:
            known.setdefault(target, anchors(target))
            lost += [] if anchor in known[target] else [f"{name}#{anchor}"]

    assert lost == []


def test_every_word_of_the_glossary_stands_in_its_place():
    terms = re.findall(
        r"^\| \*\*(.+?)\*\*", (ROOT / "GLOSSARY.md").read_text("utf-8"), re.MULTILINE
    )

    assert len(terms) > 30
    assert len(terms) == len({term.lower() for term in terms})
