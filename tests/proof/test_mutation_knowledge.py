"""Mutants of the knowledge are caught: a sample here, all of them in `make mutation`."""

from dataclasses import replace

import pytest

from prove.mutation_knowledge import Log, Net, chosen, measured, net, report, tried

SAMPLE = 100
SEED = 0
CAUGHT = 0.95
"""The share of the sample that must be caught; the bar of the whole is every one."""
PLANTED = "rules.alerts rules.alert_leber when: negated"


@pytest.fixture(scope="module")
def whole() -> Net:
    return net()


def test_the_mutants_of_a_sample_are_caught(whole):
    figures = tried(whole, chosen(whole.knowledge, SAMPLE, SEED))

    assert figures.tried == SAMPLE
    assert len(figures.caught) >= CAUGHT * SAMPLE, report(figures)


def test_the_figure_drops_where_those_who_watch_a_rule_are_left_out(whole):
    mutants = [mutant for mutant in chosen(whole.knowledge, None, SEED) if mutant.id == PLANTED]
    kinds = frozenset({"canary", "vector", "specification", "care", "report"})

    assert tried(whole, mutants).ok
    blind = tried(replace(whole, closed=kinds), mutants)
    assert blind.survived == (PLANTED,)
    assert not blind.ok


def test_a_run_goes_on_where_one_before_it_ended_and_not_with_another_knowledge(tmp_path, capsys):
    path = tmp_path / "log"
    Log.of(path, "2026.11").add("not tried again", None)

    figures = measured(["not tried again", PLANTED], 1, Log.of(path, "2026.11"))

    assert figures.unlisted == ("not tried again",)
    assert PLANTED in figures.caught
    assert PLANTED in Log.of(path, "2026.11").before
    assert "survives" not in capsys.readouterr().err
    with pytest.raises(ValueError, match=r"log of 2026\.11"):
        Log.of(path, "2026.12")
