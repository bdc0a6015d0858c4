"""Mutants of the knowledge are caught: a sample here, all of them in `make prove`."""

from dataclasses import replace

import pytest

from prove.mutation_knowledge import Net, chosen, net, report, tried

SAMPLE = 200
SEED = 0
PLANTED = "rules.alerts rules.alert_leber when: negated"


@pytest.fixture(scope="module")
def whole() -> Net:
    return net()


def test_every_mutant_of_a_sample_is_caught_or_known_to_survive(whole):
    figures = tried(whole, chosen(whole.knowledge, SAMPLE, SEED))

    assert figures.tried == SAMPLE
    assert figures.ok, report(figures)


def test_the_figure_drops_where_those_who_watch_a_rule_are_left_out(whole):
    mutants = [mutant for mutant in chosen(whole.knowledge, None, SEED) if mutant.id == PLANTED]
    kinds = frozenset({"canary", "vector", "specification", "care", "report"})

    assert tried(whole, mutants).ok
    blind = tried(replace(whole, closed=kinds), mutants)
    assert blind.survived == (PLANTED,)
    assert not blind.ok
