"""The trials of mutants: which tests are asked, in which order, and when a mutant is noticed.

The tests that are asked are made up here: each has a way to behave for a mutant.
"""

import os
import signal
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from corrin.knowledge.load import knowledge
from prove import mutation_trials
from prove.mutation_trials import CHOICE, NOTING, Trials, Verdict

MUTANT = "core.steps.x_first__mutmut_1"
NEIGHBOUR = "core.steps.x_second__mutmut_4"


def always(_mutant: str) -> bool:
    return True


def never(mutant: str) -> bool:
    """Fails once the calls have been noted, with a mutant or without."""
    return mutant == NOTING


def but_for(*mutants: str):
    return lambda mutant: mutant not in mutants


def hangs(mutant: str) -> bool:
    while mutant == MUTANT:
        pass
    return True


def dies(mutant: str) -> bool:
    if mutant == MUTANT:
        os.kill(os.getpid(), signal.SIGKILL)
    return True


@pytest.fixture
def trials(monkeypatch, tmp_path):
    """Trials of made-up tests, each with the functions that it calls and how it behaves."""
    noted = set()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(CHOICE, "")
    monkeypatch.setattr(mutation_trials, "noted", lambda: noted)
    monkeypatch.setattr(mutation_trials, "choose", partial(monkeypatch.setenv, CHOICE))
    monkeypatch.setattr(mutation_trials, "forget", lambda: None)
    monkeypatch.setattr(mutation_trials, "PATIENCE", 0.1)
    monkeypatch.setattr(mutation_trials.resource, "setrlimit", lambda *_: None)

    def passes(item, _after) -> bool:
        noted.update(item.calls)
        return item.behaves(os.environ[CHOICE])

    monkeypatch.setattr(mutation_trials, "passes", passes)

    def made(**tests) -> Trials:
        items = []
        for name, (calls, behaves) in tests.items():
            file = tmp_path / f"{name.partition('_')[0]}.py"
            file.touch()
            item = {"nodeid": f"{file.name}::{name}", "path": file}
            items.append(SimpleNamespace(**item, calls=calls, behaves=behaves))
        return Trials(items, at_most=30.0)

    return made


FIRST = {"core.steps.x_first"}
SECOND = {"core.steps.x_second"}


def test_a_mutant_is_noticed_by_the_test_that_fails_with_it(trials):
    found = trials(a_1=(FIRST, always), b_1=(FIRST, but_for(MUTANT)), c_1=(SECOND, never))

    verdict = found.verdict(MUTANT)

    assert (verdict.by, verdict.reach) == ("b.py::b_1", 2)


def test_a_mutant_that_every_test_passes_with_survives_all_of_them(trials):
    found = trials(a_1=(FIRST, always), b_1=(FIRST, but_for(NEIGHBOUR)))

    assert found.verdict(MUTANT) == Verdict(MUTANT, None, 2, 2)


def test_a_mutant_that_no_test_reaches_survives_none(trials):
    assert trials(a_1=(SECOND, never)).verdict(MUTANT) == Verdict(MUTANT, None, 0, 0)


def test_a_test_that_fails_without_the_mutant_too_notices_nothing(trials):
    found = trials(a_1=(FIRST, never), b_1=(FIRST, always))

    assert found.verdict(MUTANT).by is None


def test_after_such_a_test_the_others_are_still_asked(trials):
    found = trials(a_1=(FIRST, never), a_2=(FIRST, never), b_1=(FIRST, but_for(MUTANT)))

    assert found.verdict(MUTANT).by == "b.py::b_1"


def test_a_test_that_fails_over_the_code_as_it_stands_is_not_asked(trials):
    found = trials(a_1=(FIRST, but_for(NOTING, MUTANT)))

    assert found.verdict(MUTANT) == Verdict(MUTANT, None, 0, 0)


@pytest.mark.parametrize("ends", [hangs, dies])
def test_a_test_that_comes_to_no_end_notices_the_mutant(trials, ends):
    assert trials(a_1=(FIRST, ends)).verdict(MUTANT).by == "a.py::a_1"


def test_what_noticed_a_neighbour_is_asked_first(trials):
    both = FIRST | SECOND
    quiet = {f"{file}_1": (both, always) for file in "abcdef"}
    found = trials(**quiet, z_1=(both, but_for(MUTANT, NEIGHBOUR)))

    assert found.verdict(NEIGHBOUR).by == "z.py::z_1"
    assert found.verdict(MUTANT) == Verdict(MUTANT, "z.py::z_1", 1, 7)


def test_where_one_test_of_a_file_calls_it_the_others_may_use_what_was_kept(trials):
    """A function behind a cache is called by the first test only, and its fault is seen later."""
    found = trials(a_1=(FIRST, always), a_2=(set(), but_for(MUTANT)), b_1=(set(), never))

    assert found.verdict(MUTANT) == Verdict(MUTANT, "a.py::a_2", 2, 2)


def test_a_test_is_looked_at_again_when_its_file_has_changed(trials, tmp_path):
    trials(a_1=(FIRST, always), b_1=(FIRST, always))
    (tmp_path / "a.py").write_text("# changed", encoding="utf-8")

    def kept(name: str, calls: set[str]):
        return mutation_trials.reached(
            [
                SimpleNamespace(
                    nodeid=f"{name}.py::{name}_1",
                    path=Path(tmp_path, f"{name}.py"),
                    calls=calls,
                    behaves=always,
                )
            ]
        )[f"{name}.py::{name}_1"].functions

    assert kept("a", SECOND) == tuple(SECOND)
    assert kept("b", SECOND) == tuple(FIRST)


def test_what_was_laid_by_while_the_tests_were_collected_is_forgotten():
    """Else a mutant of what the knowledge is made ready with would be seen by no test."""
    before = knowledge()

    def look():
        assert knowledge() is before
        mutation_trials.forget()
        yield "forgotten" if knowledge() is not before else "kept"

    assert list(mutation_trials.in_a_process(look)) == ["forgotten"]
