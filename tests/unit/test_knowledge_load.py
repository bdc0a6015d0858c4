"""The compiled knowledge: the same as the files say, quick to load, and never taken damaged."""

import random
import shutil
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from corrin.domain.regimen import AfterDoses, EveryDays, EveryMonths, Never, OnEvent, Phase
from corrin.domain.rule import Citation
from corrin.errors import KnowledgeError
from corrin.knowledge import check, due, sources
from corrin.knowledge.compile import compile_folder
from corrin.knowledge.load import FOLDER, compiled, decode, knowledge
from corrin.knowledge.scalars import Unfit
from corrin.knowledge.tree import read
from corrin.knowledge.typed import plain, reader


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the knowledge files, not compiled yet."""
    only_yaml = shutil.ignore_patterns("*.py", "*.json", "*.manifest", "__pycache__")
    return shutil.copytree(FOLDER, tmp_path / "knowledge", ignore=only_yaml)


def test_the_knowledge_holds():
    text, holds = check.report(FOLDER)

    assert holds, text


FEWEST_NAMES = 5


def test_what_a_rule_asks_about_has_at_least_five_names():
    """Causes, findings, medicines, procedures, analytes: all but what decides nothing."""
    here = knowledge()
    entries = (*here.concepts.values(), *here.analytes.values())

    few = [
        entry.id
        for entry in entries
        if entry.role != "context"
        and len({name.casefold() for name in (entry.name, *entry.synonyms)}) < FEWEST_NAMES
    ]
    assert few == []


def test_the_compiled_knowledge_is_what_the_files_say(copy):
    said = read(copy).knowledge
    made = decode(compile_folder(copy))

    assert said is not None
    assert made.version.startswith(f"{said.edition.version}+")
    assert made == replace(said, version=made.version, words=made.words, analytes=made.analytes)
    for name, analyte in made.analytes.items():
        usual = {"usual_low": analyte.usual_low, "usual_high": analyte.usual_high}
        assert analyte == replace(said.analytes[name], **usual)


def test_compiled_bytes_are_the_same_each_time(copy):
    assert compile_folder(copy) == compile_folder(copy)


def test_every_flipped_byte_is_noticed(copy):
    compile_folder(copy)
    assert compiled(copy) is not None
    choose = random.Random(20261120)

    for name in ("compiled.json", "compiled.json.manifest"):
        data = (copy / name).read_bytes()
        for _ in range(100):
            at = choose.randrange(len(data))
            flipped = data[at] ^ (1 << choose.randrange(8))
            (copy / name).write_bytes(data[:at] + bytes([flipped]) + data[at + 1 :])
            assert compiled(copy) is None, f"byte {at} of {name}"
        (copy / name).write_bytes(data)

    assert compiled(copy) is not None


def test_damage_is_mended_from_the_files(copy):
    intact = knowledge.__wrapped__(copy)
    (copy / "compiled.json").write_bytes(b"{}")

    assert knowledge.__wrapped__(copy) == intact
    assert compiled(copy) == intact


@pytest.mark.parametrize("change", ["edit", "add", "remove", "rename"])
def test_a_change_of_the_files_is_noticed(copy, change):
    compile_folder(copy)
    file = copy / "foods.yaml"

    match change:
        case "edit":
            file.write_text(file.read_text() + "# one more line\n")
        case "add":
            (copy / "concepts" / "more.yaml").write_text("[]")
        case "remove":
            file.unlink()
        case _:
            file.rename(copy / "food.yaml")

    assert compiled(copy) is None


def test_a_folder_that_cannot_be_written_is_compiled_in_memory(copy):
    (copy / "compiled.json").mkdir()

    assert decode(compile_folder(copy)).foods
    assert [path.name for path in copy.glob(".compiled*")] == []


def test_files_with_a_fault_are_not_loaded(copy):
    with (copy / "facts.yaml").open("a") as file:
        file.write("- {id: new_fact, asks: Is it?, condition: ghost}\n")

    with pytest.raises(KnowledgeError) as error:
        knowledge.__wrapped__(copy)

    assert "There is no fact `ghost`." in str(error.value)
    assert compiled(copy) is None


def test_loading_what_is_compiled_does_not_import_yaml():
    knowledge()
    code = (
        "import sys; from corrin.knowledge.load import knowledge; knowledge(); "
        "sys.exit('yaml' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_rule_without_a_review_is_due_with_the_edition():
    said = knowledge()

    rules = [rule for table in said.rules.values() for rule in table.rules]
    assert rules
    assert all(rule.review is not None for rule in rules)


def test_nothing_is_due_before_the_review_and_everything_on_it():
    said = knowledge()
    day = said.edition.review

    before = due.due(said, day - timedelta(days=1))
    on_it = due.due(said, day)

    assert len(on_it) > len(said.foods) + len(said.sources)
    assert len(before) < len(on_it)
    assert f"entries are due by {day}" in due.report(said, day)
    assert due.report(said, date(1900, 1, 1)) == "nothing is due by 1900-01-01"


def test_each_source_is_shown_with_how_far_it_was_read_and_who_cites_it():
    text = sources.report(knowledge())

    assert "iom_1998: Dietary Reference Intakes" in text
    assert "abstract or opening read" in text
    assert "intakes iom_1998" in text


def test_a_source_may_be_cited_by_its_id_alone():
    citations = reader(tuple[Citation, ...])(["nice", {"document": "bnf", "locator": "dose"}])

    assert citations == (Citation(document="nice"), Citation(document="bnf", locator="dose"))


@pytest.mark.parametrize(
    ("timing", "ends", "value"),
    [
        ({"days": "2"}, {"count": "6"}, (EveryDays(2), AfterDoses(6))),
        ({"months": "2"}, {"event": "review"}, (EveryMonths(2), OnEvent("review"))),
        ({"months": "2", "months_max": "3"}, "never", (EveryMonths(2, 3), Never())),
    ],
)
def test_the_keys_say_which_kind_of_timing_and_end_is_meant(timing, ends, value):
    tree = {
        "name": "loading",
        "route": "im",
        "dose_micrograms": "1000",
        "timing": timing,
        "ends": ends,
    }

    phase = reader(Phase)(tree)

    assert isinstance(phase, Phase)
    assert (phase.timing, phase.ends) == value
    assert phase.dose_micrograms == Decimal(1000)
    assert reader(Phase)(plain(phase)) == phase


@pytest.mark.parametrize(
    ("timing", "wrong"),
    [
        ({"days": "0"}, "timing: an interval is at least one day"),
        ({"weeks": "2"}, "timing: A mapping is none of the choices."),
        ("daily", "timing: `daily` is none of the choices."),
        ({"days": "two"}, "timing.days: `two` is not a whole number."),
    ],
)
def test_a_timing_that_says_nothing_is_refused(timing, wrong):
    tree = {"name": "loading", "route": "im", "dose_micrograms": "1000", "ends": "never"}

    with pytest.raises(Unfit) as error:
        reader(Phase)({**tree, "timing": timing})

    assert str(error.value) == wrong


def test_a_bound_stands_once():
    """The usual bounds of an analyte are those of its band, where one band is for everybody. The
    upper bound of active B12 says that deficiency is unlikely, and not what is usual."""
    written = read(FOLDER).knowledge
    assert written is not None
    of_all = [band for band in written.bands if not band.methods]
    alone = [b for b in of_all if [x.name for x in of_all].count(b.name) == 1]
    twice = {
        (band.name, end)
        for band in alone
        if band.when is None and band.name in written.analytes
        for bound in band.bounds[:1]
        for end in ("low", "high")
        if getattr(bound, end) is not None
        and getattr(written.analytes[band.name], f"usual_{end}") is not None
    }

    assert twice == {("active_b12", "high")}
    copper = knowledge().analytes["copper"]
    assert (copper.usual_low, copper.usual_high) == (11, 25)
