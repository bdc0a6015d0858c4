"""B29: altered knowledge is noticed, and overdue knowledge says so in every form."""

from corrin.care import plan as core
from corrin.domain.rule import Citation
from corrin.knowledge import load
from corrin.render import calendar
from prove import corpus, packs


def test_altered_packs_never_load_in_silence_and_overdue_ones_say_so():
    found = packs.measure(120, seed=1)

    assert found.faults == ()


def test_a_manifest_that_nobody_compares_is_caught(monkeypatch, tmp_path):
    copy = packs.copied(tmp_path)
    intact = load.digests(copy)
    monkeypatch.setattr(load, "digests", lambda _: intact)

    assert list(packs.silent(copy, 12, 1))


def test_a_version_that_does_not_follow_the_files_is_caught(monkeypatch, tmp_path):
    copy = packs.copied(tmp_path)
    monkeypatch.setattr(packs, "version", lambda *_: "2026.11")

    assert list(packs.silent(copy, 4, 1))


def example() -> list[bytes]:
    return [next(iter(corpus.people().values()))]


def test_a_plan_that_hides_that_it_is_overdue_is_caught(monkeypatch):
    monkeypatch.setattr(core, "overdue_since", lambda *_: None)

    assert {fault.split(", ")[2] for fault in packs.overdue(example())} == {
        "text",
        "md",
        "json",
        "ics",
    }


def test_one_form_that_hides_it_is_caught(monkeypatch):
    monkeypatch.setattr(calendar, "OVERDUE", "")

    assert {fault.split(", ")[2] for fault in packs.overdue(example())} == {"ics"}


def test_an_entry_without_a_source_is_caught():
    rule = next(iter(load.knowledge().rules["status"].rules))

    assert not packs.without_source(rule)
    assert packs.without_source(core.replace(rule, sources=()))
    assert not packs.without_source(Citation(document="nice_ng239"))
