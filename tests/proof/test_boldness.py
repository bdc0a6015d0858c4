"""B28: the property that missing information makes nothing bolder, and the fault it must catch."""

import json

import people
import pytest
import test_boldness as order
from hypothesis import settings
from msgspec.structs import replace

from corrin.canaries.panel import panel
from corrin.domain.person import ListName
from prove import boldness

EVERY = 12
LISTS: tuple[ListName, ...] = ("allergies", "conditions", "medicines", "exposures", "diet")


def pairs() -> list[tuple[str, set[str]]]:
    """For some canaries: each list that is taken away, and the rows that are then bolder."""
    found: list[tuple[str, set[str]]] = []
    for canary in panel().people[::EVERY]:
        person = json.loads(json.dumps(canary.person))
        more = people.plan_of(person, canary.pack)
        for name, less in order.less_by_one(person):
            if name in LISTS and person[name]:
                found.append((name, order.bolder(more, people.plan_of(less, canary.pack), name)))
    return found


def test_taking_a_list_away_makes_no_canary_bolder():
    found = pairs()

    assert len(found) > 20
    assert [pair for pair in found if pair[1]] == []


def test_null_taken_for_none_is_caught(monkeypatch):
    read = people.reading_of

    def presuming(person):
        reading = read(person)
        return replace(reading, person=replace(reading.person, asked=frozenset(order.LISTS)))

    monkeypatch.setattr(people, "reading_of", presuming)

    assert [pair for pair in pairs() if pair[1]]


def test_the_profile_of_the_proof_makes_as_many_pairs_as_are_reported():
    scale = settings.get_profile("proof").max_examples // 100

    assert order.PEOPLE * order.REMOVALS * scale == boldness.PAIRS


@pytest.mark.parametrize("code", [0, 1])
def test_the_figure_is_that_of_the_property(monkeypatch, code):
    monkeypatch.setattr(boldness.pytest, "main", lambda _: code)

    assert boldness.measure().met == (code == 0)
