"""Compare corrin with a second reading of the guidance of the United Kingdom, key by key.

    python -m prove.second_reading --people 20000 --seed 1

Prints the agreement of each key and every group of differences. Exits with 1 where a difference is
not in `tests/second_reading/settled.yaml`, or where a settled one no longer occurs.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import yaml

from corrin import person_file
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.knowledge import load
from corrin.render.json import encoded
from tests.second_reading.decide import Decided, decide
from tests.second_reading.people import people

if TYPE_CHECKING:
    from corrin.domain.knowledge import Knowledge

SETTLED = Path(__file__).parents[1] / "tests" / "second_reading" / "settled.yaml"
ENOUGH = 20_000
"""From so many people on, a settled difference that does not occur is an error."""
ON = date(2026, 11, 20)
MOST_ALERTS = 6
"""Decision 34: no more alerts than these are shown; a missing one may have been left out."""

Plan = Mapping[str, object]


@dataclass
class Tally:
    """What was compared, of one key."""

    same: int = 0
    different: int = 0
    open: int = 0


@dataclass
class Outcome:
    """Agreement per key, and the differences, grouped."""

    keys: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    groups: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str, str], object] = field(default_factory=dict)
    seconds: Counter[str] = field(default_factory=Counter)


def planned(file: Mapping[str, object], knowledge: "Knowledge", guideline: Guideline) -> Plan:
    """The plan as its JSON says it."""
    data = json.dumps(file).encode()
    reading = person_file.read(data, knowledge=knowledge, on=ON)
    if reading.person is None or reading.refused or reading.not_understood:
        raise SystemExit(f"not read whole: {reading.refused} {reading.not_understood}\n{file}")
    made = plan(reading.person, on=ON, guideline=guideline, ledger=reading.ledger)
    return json.loads(encoded(made))


def compare(seed: int, count: int, knowledge: "Knowledge | None" = None) -> Outcome:
    """Both readings of `count` people."""
    knowledge = knowledge or load.knowledge()
    guideline = Guideline.of(knowledge, "uk")
    outcome = Outcome()
    for file, facts in people(seed, count):
        start = process_time()
        decided = decide(facts)
        middle = process_time()
        made = planned(file, knowledge, guideline)
        outcome.seconds["second reading"] += middle - start
        outcome.seconds["corrin"] += process_time() - middle
        for key, same, group, said in differences(decided, made):
            tally = outcome.keys[key]
            if same:
                tally.same += 1
                continue
            tally.different += 1
            outcome.groups[group] += 1
            outcome.examples.setdefault(group, {"person": file, "says": said})
        for key in VALUES:
            outcome.keys[key].open += key not in decided.values
    return outcome


def _phase(phase: Mapping[str, object]) -> tuple[object, ...]:
    """Route, dose, how often; for how long, where that is part of the regimen's name."""
    often = next(
        k for k in ("every_days", "times_per_week", "every_weeks", "every_months") if k in phase
    )
    told = (phase["route"], phase["dose_ug"], often, phase[often])
    if "for_weeks" in phase:
        return *told, f"{phase['for_weeks']} weeks"
    return (*told, phase["until"]) if phase.get("until") == "no_further_improvement" else told


def _band(made: Plan, analyte: str) -> object:
    """How the result that counts is read."""
    markers = made["assessment"]["markers"]
    read = [m["band"] for m in markers if m["analyte"] == analyte and m["counts"] and m["band"]]
    return read[0] if len(set(read)) == 1 else tuple(read) or None


VALUES = {
    "status": lambda p: p["assessment"]["status"],
    "neuro_involvement": lambda p: p["assessment"]["neuro_involvement"],
    "functional_deficiency": lambda p: p["assessment"]["functional_deficiency"],
    "anaemia": lambda p: p["assessment"]["anaemia"],
    "urgent_referral": lambda p: p["summary"]["urgent_referral"],
    "start_before_results": lambda p: p["summary"]["start_before_results"],
    "cause": lambda p: p["summary"]["cause"],
    "lifelong": lambda p: p["summary"]["lifelong"],
    "schedule_status": lambda p: p["summary"]["schedule_status"],
    "regimen": lambda p: p["summary"]["regimen"],
    "route": lambda p: p["summary"]["route"],
    "product": lambda p: p["summary"]["product"],
    "phases": lambda p: tuple(_phase(each) for each in p["summary"]["regimen_phases"]),
    "has_dates": lambda p: bool(p["treatment"]["doses"] or p["treatment"]["courses"]),
    "respect_refusal": lambda p: p["summary"]["respect_refusal"],
    "total_band": lambda p: _band(p, "total_b12"),
    "active_band": lambda p: _band(p, "active_b12"),
    "review_at_weeks": lambda p: p["summary"]["review_at_weeks"],
}
REASON = {
    "status": lambda p: p["assessment"]["status_because"],
    "cause": lambda p: p["cause"]["conclusion"],
    "lifelong": lambda p: p["cause"]["conclusion"],
    "schedule_status": lambda p: p["treatment"],
    "regimen": lambda p: p["treatment"]["offer"],
    "route": lambda p: p["treatment"]["offer"],
    "product": lambda p: p["treatment"]["offer"],
    "start_before_results": lambda p: p["treatment"]["start_because"],
}
LISTED = {
    "alerts": lambda p: p["alerts"],
    "test_next": lambda p: p["tests"],
    "referral_to": lambda p: p["referral"],
    "monitoring": lambda p: p["monitoring"],
    "actions": lambda p: p["actions"],
}


def differences(
    decided: Decided, made: Plan
) -> Iterator[tuple[str, bool, tuple[str, str, str], object]]:
    """Of every key that is decided: its name, whether both agree, and where they do not, why."""
    for key, allowed in decided.values.items():
        said = VALUES[key](made)
        words = f"{key} {'|'.join(sorted(map(str, allowed)))}, not {said}"
        row = decided.rows.get((key, ""), "")
        yield key, said in allowed, (words, row, _rule(key, made)), said
    summary = made["summary"]
    for key, members in decided.members.items():
        present = set(summary[key])
        for name, there in members.items():
            said = not present.isdisjoint(name.split(" or "))
            full = key == "alerts" and there and len(present) >= MOST_ALERTS
            words = f"{key} {'has no' if there else 'has'} {name}"
            rule = _listed_rule(key, name, made) if said else ""
            group = (words, decided.rows[key, name], rule)
            yield f"{key} {name}", said == there or full, group, sorted(present)


def _rule(key: str, made: Plan) -> str:
    conclusion = REASON[key](made) if key in REASON else None
    return conclusion["because"]["rule"] if conclusion else ""


def _listed_rule(key: str, name: str, made: Plan) -> str:
    rules = [x["because"]["rule"] for x in LISTED[key](made) if x["id"] in name.split(" or ")]
    return ", ".join(rules)


def settled(*, rare: bool = True) -> frozenset[tuple[str, str]]:
    """The differences that stay, by their words and corrin's rule; each has a reason beside it.

    Args:
        rare: with those of so few people that not every 20,000 hold one.
    """
    listed = yaml.safe_load(SETTLED.read_text("utf-8"))
    return frozenset((one["says"], one["rule"]) for one in listed if rare or not one.get("rare"))


def unexplained(
    outcome: Outcome, explained: frozenset[tuple[str, str]]
) -> list[tuple[str, str, str]]:
    """Every group of differences that is not settled."""
    return [group for group in outcome.groups if (group[0], group[2]) not in explained]


def not_seen(outcome: Outcome, explained: frozenset[tuple[str, str]]) -> list[tuple[str, str]]:
    """Every settled difference that did not occur."""
    return sorted(explained - {(group[0], group[2]) for group in outcome.groups})


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--groups", type=int, default=40, help="how many groups are shown")
    parser.add_argument("--examples", type=Path, help="write one person of every group here")
    given = parser.parse_args()
    outcome = compare(given.seed, given.people)
    explained = settled()
    left = unexplained(outcome, explained)
    idle = not_seen(outcome, settled(rare=False)) if given.people >= ENOUGH else []
    show(outcome, given.people, given.groups)
    print(f"{len(left)} groups are not settled; {len(idle)} settled ones no longer occur: {idle}")
    if given.examples:
        found = [
            {"count": n, "group": g, **outcome.examples[g]} for g, n in outcome.groups.most_common()
        ]
        given.examples.write_text(json.dumps(found, indent=1))
    sys.exit(bool(left or idle))


def show(outcome: Outcome, count: int, groups: int) -> None:
    """The agreement of each key, then the groups of differences, largest first."""
    for who, seconds in outcome.seconds.items():
        print(f"{who}: {count / seconds:,.0f} people a second of one core")
    print(f"\n{'key':52}{'same':>9}{'differ':>8}{'open':>8}")
    for key, tally in sorted(outcome.keys.items()):
        print(f"{key:52}{tally.same:>9,}{tally.different:>8,}{tally.open:>8,}")
    compared = sum(tally.same + tally.different for tally in outcome.keys.values())
    total = sum(outcome.groups.values())
    print(f"\n{total:,} differences of {compared:,} compared, in {len(outcome.groups)} groups")
    for (words, row, rule), number in outcome.groups.most_common(groups):
        print(f"{number:>6}  {words}\n        row:  {row}\n        rule: {rule}")


if __name__ == "__main__":
    main()
