"""What the vectors notice: a rule or an offer left out, a bound moved, an id without people.

A rule that no vector misses could be wrong in silence. So each rule, each offer of a pack and each
check after the first dose is left out in turn, and each bound of a band moved by a step of its last
digit; a vector must then differ.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from itertools import chain

import pytest
from msgspec.structs import replace

from corrin.canaries.firing import MONITORING, OFFERS, firing
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.domain.analyte import Band, Bound
from corrin.domain.knowledge import Rule
from corrin.domain.person import Person
from corrin.knowledge.load import knowledge
from corrin.person_file import read
from tests.vectors.test_vectors import (
    FILES,
    ON,
    VECTORS,
    Vector,
    differences,
    guideline,
    options_of,
)

Tried = tuple[Vector, Person]


@cache
def tried() -> list[Tried]:
    """Every vector with its person."""
    people: list[Tried] = []
    for vector in VECTORS:
        reading = read(json.dumps(vector.person).encode(), on=ON, knowledge=knowledge())
        assert reading.person is not None
        people.append((vector, reading.person))
    return people


def missed(among: list[Tried], changed: Guideline, pack: str) -> bool:
    """Whether a vector of a pack differs under a guideline that was changed."""
    return any(differs(vector, person, changed) for vector, person in among if vector.pack == pack)


def differs(vector: Vector, person: Person, changed: Guideline) -> bool:
    """Whether the plan is not what a vector expects, or none can be made."""
    try:
        made = plan(person, on=ON, guideline=changed, **options_of(vector))
    except LookupError:  # a table that must have a row has none left
        return True
    return any(differences(vector, made))


def likely(here: list[Tried], gives: str) -> list[Tried]:
    """The vectors that name an id first, which are the likeliest to notice that it is missing."""
    return sorted(here, key=lambda one: gives not in json.dumps(one[0].expect))


def packs_of(here: list[Tried]) -> Iterable[str]:
    return dict.fromkeys(vector.pack for vector, _ in here)


# --- Rules ----------------------------------------------------------------------------------------


@cache
def fires_in() -> dict[tuple[str, str], list[Tried]]:
    """The vectors in which each rule of a table fires."""
    found: defaultdict[tuple[str, str], list[Tried]] = defaultdict(list)
    for vector, person in tried():
        for table, rules in firing(person, ON, guideline(vector.pack)).items():
            for rule in rules:
                found[table, rule].append((vector, person))
    return dict(found)


def without(whole: Guideline, table: str, rule: Rule) -> Guideline:
    """A guideline from which a rule was left out."""
    rows = whole.knowledge.rules
    kept = tuple(one for one in rows[table].rules if one.id != rule.id)
    changed = {**rows, table: replace(rows[table], rules=kept)}
    ranked = tuple(row for row in whole.ranked[table] if row.id != rule.id)
    return replace(
        whole,
        knowledge=replace(whole.knowledge, rules=changed),
        ranked={**whole.ranked, table: ranked},
    )


def unmissed(table: str) -> Iterator[str]:
    """The rules of a table that could be left out without a vector noticing."""
    for rule in knowledge().rules[table].rules:
        if rule.when is None:
            continue  # the last row of such a table, for everybody: without it no plan is made
        here = likely(fires_in().get((table, rule.id), []), rule.gives)
        if not any(missed(here, without(guideline(p), table, rule), p) for p in packs_of(here)):
            yield rule.id


IN_TESTS_OF_THEIR_OWN = {"absorption", "intake"}
"""Tables that answer only who lists what is eaten. Canaries and chapter 13 miss each of the rules,
as `python -m prove.mutation_knowledge --only rules.absorption rules.intake` shows."""


@pytest.mark.parametrize("table", [t for t in knowledge().rules if t not in IN_TESTS_OF_THEIR_OWN])
def test_every_rule_is_missed_when_it_is_left_out(table: str):
    assert list(unmissed(table)) == []


def test_a_rule_that_no_vector_tries_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(fires_in(), ("start", "start_before_results"), [])

    assert list(unmissed("start")) == ["start_before_results"]


# --- Offers and checks ----------------------------------------------------------------------------


def offers() -> Iterator[tuple[str, str]]:
    """Every offer of every pack but the last one of each, for everybody."""
    for pack in knowledge().packs.values():
        yield from ((pack.id, offer.id) for offer in pack.offers if offer.when is not None)


@pytest.mark.parametrize(("pack", "offer"), tuple(offers()))
def test_every_offer_is_missed_when_it_is_left_out(pack: str, offer: str):
    whole = guideline(pack)
    kept = tuple(one for one in whole.pack.offers if one.id != offer)

    changed = replace(whole, pack=replace(whole.pack, offers=kept))
    found = missed(fires_in().get((OFFERS, offer), []), changed, pack)

    assert found


@pytest.mark.parametrize("check", [one.id for one in knowledge().monitoring])
def test_every_check_is_missed_when_it_is_left_out(check: str):
    kept = tuple(one for one in knowledge().monitoring if one.id != check)
    changed = replace(knowledge(), monitoring=kept)
    here = likely(fires_in().get((MONITORING, check), []), check)
    found = any(missed(here, replace(guideline(p), knowledge=changed), p) for p in packs_of(here))

    assert found


# --- Bounds ---------------------------------------------------------------------------------------


def step(bound: Decimal) -> Decimal:
    """A unit of the last digit in which a bound is written."""
    exponent = bound.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(exponent, 0))


def bounds() -> Iterator[tuple[str, Band, Bound, str]]:
    """Every bound of every band, with the pack that has it (`general` for what all share)."""
    packs = knowledge().packs.values()
    bands = chain(
        (("general", band) for band in knowledge().bands),
        ((pack.id, band) for pack in packs for band in pack.bands),
    )
    for pack, band in bands:
        for bound in band.bounds:
            for side in ("low", "high"):
                if getattr(bound, side) is not None:
                    yield pack, band, bound, side


def named(case: tuple[str, Band, Bound, str]) -> str:
    pack, band, bound, side = case
    place = knowledge().bands.index(band) if band in knowledge().bands else pack
    return f"{band.name}-{place}-{getattr(bound, side):f}-{bound.unit}"


def beside(person: Person, band: Band, bound: Bound, value: Decimal) -> set[int]:
    """On which sides of a bound, within a step, a person has results: -1, 0 (at it) and 1."""
    return {
        (result.value > value) - (result.value < value)
        for result in person.results
        if (result.analyte, result.unit) == (band.analyte, bound.unit)
        and result.value is not None
        and abs(result.value - value) <= step(value)
    }


def moved(whole: Guideline, band: Band, bound: Bound, side: str, by: Decimal) -> Guideline:
    """A guideline in which one bound of a band was moved."""
    other = replace(bound, **{side: getattr(bound, side) + by})
    changed = replace(band, bounds=tuple(other if one == bound else one for one in band.bounds))
    rows = tuple(changed if one == band else one for one in whole.bands[band.name])
    return replace(whole, bands={**whole.bands, band.name: rows})


@pytest.mark.parametrize("case", tuple(bounds()), ids=named)
def test_every_bound_is_missed_when_it_is_moved_by_a_step(case: tuple[str, Band, Bound, str]):
    pack, band, bound, side = case
    value, one = getattr(bound, side), step(getattr(bound, side))
    here = [each for each in tried() if beside(each[1], band, bound, value)]
    sides = set(chain.from_iterable(beside(person, band, bound, value) for _, person in here))
    packs = [pack] if pack != "general" else list(knowledge().packs)

    assert sides == {-1, 0, 1}
    for by in (one, -one):
        assert any(missed(here, moved(guideline(p), band, bound, side, by), p) for p in packs), by


# --- Ids ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "table"), [("alerts", "alerts"), ("tests", "tests"), ("referrals", "referral")]
)
def test_every_id_is_present_in_somebody_and_absent_in_two(name: str, table: str):
    """An alarm that always sounds and one that never does are equally useless."""
    entries = FILES[name]

    assert sorted(entry["id"] for entry in entries) == sorted(knowledge().rules[table].vocabulary)
    assert [e["id"] for e in entries if len(e["present"]) < 1 or len(e["absent"]) < 2] == []
