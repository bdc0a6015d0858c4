"""B16: wild and hostile inputs are answered or refused, soon and in bounded memory."""

import time

import pytest

from corrin import person_file
from corrin.errors import Refused
from corrin.reading import strict
from prove import fuzz
from prove.hostile import HOSTILE

COUNT, PLANNED = 20_000, 25
"""All are read; every so many-th is planned and shown. `make prove` takes a million."""


def test_wild_and_hostile_inputs_are_answered_or_refused():
    found = fuzz.measure(COUNT, seed=1, planned=PLANNED, jobs=2)

    assert found.faults == ()


def faults(count: int = 120, planned: int = 3) -> list[str]:
    return fuzz.share(1, planned, range(count))[0].faults


def test_a_few_inputs_have_no_fault():
    seen, _ = fuzz.share(1, 3, range(120))

    assert seen.faults == []
    assert seen.answers["planned"] > 10
    assert seen.answers["refused"] > 10


def test_an_unhandled_error_of_a_reader_is_caught(monkeypatch):
    def careless(file, on):
        float(file.tree.get("age_years") or 0)
        return read(file, on)

    read = person_file.read_age
    monkeypatch.setattr(person_file, "read_age", careless)

    assert any("Error" in fault for fault in faults(600))


def test_a_parser_that_falls_from_depth_is_caught(monkeypatch):
    monkeypatch.setattr(strict, "_measure_json", lambda *_: None)
    seen, _ = fuzz.hostile("depth of lists")

    assert any("RecursionError" in fault for fault in seen.faults)


@pytest.mark.parametrize(("name", "said"), [("a repeated key", "900"), ("not a number", "NaN")])
def test_what_json_lets_through_is_refused_where_it_stands(name, said):
    reading = person_file.read(HOSTILE[name](), knowledge=fuzz.knowledge(), on=fuzz.corpus.ON)

    assert any(said in (refusal.value or "") for refusal in reading.refused)


def test_a_slow_reader_is_caught():
    def slow(*_):
        until = time.process_time() + fuzz.SECONDS + 0.1
        while time.process_time() < until:
            pass
        return "read"

    seen = fuzz.Seen()
    fuzz.attempt("slow", slow, b"", None, seen)

    assert len(seen.faults) == 1
    assert seen.faults[0].startswith("slow: 0.6")


def test_a_reader_that_does_not_end_is_given_up(monkeypatch):
    monkeypatch.setattr(fuzz, "HANGS", 0.1)
    seen = fuzz.Seen()

    def endless(*_):
        while True:
            pass

    fuzz.attempt("endless", endless, b"", None, seen)

    assert seen.answers["hung"] == 1
    assert seen.faults


def test_a_refusal_without_a_reason_is_caught():
    def mute(*_):
        raise Refused([])

    seen = fuzz.Seen()
    fuzz.attempt("mute", mute, b"", None, seen)

    assert seen.faults == ["mute: a refusal without a reason"]


def test_a_page_that_steers_the_terminal_is_caught():
    with pytest.raises(ValueError, match="control"):
        fuzz._shown("a\x1b[31m")


def test_memory_and_a_parser_that_takes_nothing_are_faults():
    seen = fuzz.Seen(parsed=40)
    seen.answers.update({"planned": 50, "refused": 50})

    whole = fuzz.figure(100, seen, 65 * 1024, (fuzz.Seen(), 193 * 1024))

    assert [fault.partition(" ")[0] for fault in whole.faults] == ["only", "memory", "memory"]
    seen.parsed = 60
    assert fuzz.figure(100, seen, 64 * 1024, (fuzz.Seen(), 0)).met


def test_an_input_is_the_same_by_its_number():
    assert fuzz.made(7, 3) == fuzz.made(7, 3)
    assert fuzz.made(7, 3) != fuzz.made(8, 3)
