"""B27: the committed people give the committed digests, whatever surrounds the program."""

import json
from datetime import date
from time import monotonic

import pytest
from msgspec.structs import replace

from corrin.care import plan as core
from prove import corpus, determinism

EVERY = 40


def test_the_plans_are_those_of_the_committed_digests_in_other_surroundings():
    """`make golden` writes the digests anew after a change of advice that is meant."""
    found = determinism.measure(determinism.diagonal(), EVERY)

    assert found.faults == ()


GOLDEN = determinism.golden()
COMMITTED = (
    *corpus.people(),
    *(f"request-{name}" for name in corpus.requests()),
    *(f"hours-{name}" for name in corpus.hours()),
)


@pytest.mark.parametrize("name", COMMITTED)
def test_the_plans_of_everybody_are_those_of_the_committed_digests(name):
    assert determinism.digest(name) == GOLDEN[name]


def test_nobody_is_digested_who_is_committed_no_more():
    assert GOLDEN.keys() == {*COMMITTED}


@pytest.fixture
def _few(monkeypatch):
    """Only one person in forty, quickly."""
    whole = determinism.digests
    monkeypatch.setattr(determinism, "digests", lambda every: whole(40 * every))


def here() -> list[str]:
    return determinism.differences(determinism.digests(1), determinism.golden(), "here")


@pytest.mark.usefixtures("_few")
def test_a_changed_word_is_caught(monkeypatch):
    monkeypatch.setattr(core, "NOT_REVIEWED", "reviewed")

    assert here()


@pytest.mark.usefixtures("_few")
def test_the_day_of_today_in_the_core_is_caught(monkeypatch):
    whole = determinism.plan

    def late(person, *, on, **more):
        made = whole(person, on=on, **more)
        today = date.fromtimestamp(monotonic())
        return replace(made, basis=replace(made.basis, on=today))

    monkeypatch.setattr(determinism, "plan", late)

    assert here()


SHUFFLED = """
import sys
from msgspec.structs import replace
from prove import determinism
whole = determinism.plan
def unordered(person, **more):
    made = whole(person, **more)
    said = frozenset(test.name for test in made.tests)
    return replace(made, tests=tuple(sorted(made.tests, key=lambda t: [*said].index(t.name))))
determinism.plan = unordered
sys.argv = ["determinism", "--print", "--every", "150"]
determinism.main()
"""


def test_the_order_of_a_set_is_caught(monkeypatch, tmp_path):
    """The fault is planted in the new process, where the seed is another."""
    (tmp_path / "planted.py").write_text(SHUFFLED, encoding="utf-8")
    run = determinism.subprocess.run

    def planted(command, **more):
        return run([command[0], str(tmp_path / "planted.py")], **more)

    monkeypatch.setattr(determinism.subprocess, "run", planted)
    found = [determinism.elsewhere(around) for around in determinism.diagonal()]

    assert len({json.dumps(digests) for digests in found}) > 1


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("import random", "imports random"),
        ("import socket", "imports socket"),
        ("from time import time", "imports time"),
        ("open('/dev/null').close()", "the event open"),
        ("f'{on:%A}'", "imports time"),
    ],
)
def test_a_core_that_asks_somebody_else_is_caught(monkeypatch, fault, said):
    asking = f"def asking(*who, on, **more):\n    {fault}\n    return whole(*who, on=on, **more)"
    planted = (
        "import corrin.care.plan as changed\n"
        "changed.whole = changed.plan\n"
        f"exec({asking!r}, changed.__dict__)\n"
        "changed.plan = changed.asking\n"
    )
    before = "from prove import determinism\n"
    watch = determinism.WATCH.replace(before, planted + before, 1)
    monkeypatch.setattr(determinism, "WATCH", watch)

    assert any(said in line for line in determinism.impurities(every=100))
