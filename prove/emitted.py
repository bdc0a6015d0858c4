"""What corrin writes as FHIR, for other people's programs to judge.

    python -m prove.emitted FOLDER [--plans 200]

Writes `resources.ndjson`: every resource of the plans of so many canaries and of the exported
knowledge, and `feeds.ndjson`: the calendars of those plans and of zones; then some of each with
planted faults and who must find each. By itself it checks what it writes against the table of R4.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from corrin import fhir_out, person_file
from corrin.canaries.panel import panel
from corrin.care.choose import choose
from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.care.plan import Planned, planned
from corrin.fhir_out import Frame
from corrin.fhir_out.export import exported
from corrin.forecast.foretold import as_risks, told
from corrin.knowledge import load
from prove import feeds
from prove.r4 import faults

PLANS = 200
FORETOLD = 8
"""With so many plans there is a forecast, or why there is none."""
PLANTED: dict[str, tuple[str, tuple[str | int, ...], Any, tuple[str, ...]]] = {
    "an unknown status": ("CarePlan", ("status",), "bogus", ("lantana", "table")),
    "an unknown element": (
        "Task",
        ("colour",),
        "red",
        ("medplum", "lantana", "fhir.resources", "table"),
    ),
    "a day that does not exist": (
        "CarePlan",
        ("created",),
        "2026-13-01",
        ("medplum", "fhir.resources", "table"),
    ),
    "two medicines": (
        "MedicationRequest",
        ("medicationReference",),
        {"reference": "Medication/1"},
        ("fhir.resources", "table"),
    ),
    "a period without its unit": (
        "MedicationRequest",
        ("dosageInstruction", 0, "timing", "repeat", "periodUnit"),
        ...,
        ("medplum", "table"),
    ),
    "a unit of time that is none": (
        "MedicationRequest",
        ("dosageInstruction", 0, "timing", "repeat", "periodUnit"),
        "fortnight",
        ("table",),
    ),
    "no subject": (
        "ServiceRequest",
        ("subject",),
        ...,
        ("medplum", "lantana", "fhir.resources", "table"),
    ),
    "more than a hundred percent": (
        "RiskAssessment",
        ("prediction", 0, "probabilityDecimal"),
        196.7,
        ("medplum", "table"),
    ),
    "a forecast that is final and more": (
        "RiskAssessment",
        ("status",),
        "certain",
        ("lantana", "table"),
    ),
    "an empty text": ("Goal", ("description", "text"), "", ("fhir.resources", "table")),
}


def planned_canaries(count: int, foretold: int = 0) -> Iterator[tuple[str, Planned, Frame]]:
    """So many canaries by name, each with its plan and what makes FHIR of it.

    Args:
        foretold: with how many a forecast is asked for.
    """
    knowledge = load.knowledge()
    people = panel()
    guidelines = {name: Guideline.of(knowledge, name) for name in knowledge.packs}
    for index, canary in enumerate(people.people[:count]):
        data = json.dumps(canary.person).encode()
        by = guidelines[canary.pack]
        reading = person_file.read(data, knowledge=knowledge, on=people.on)
        if reading.person is None:
            raise ValueError(f"{canary.id} cannot be read")
        found = planned(
            choose(Facts.of(reading.person, people.on, by)),
            ledger=reading.ledger,
            refused=reading.refused,
            warnings=reading.warnings,
            not_understood=reading.not_understood,
        )
        frame = fhir_out.frame(
            found.plan,
            found.phases,
            knowledge,
            person=reading.person,
            data=data,
            in_record=False,
            foretold=as_risks(told(reading, reading.person, found.plan, by))
            if index < foretold
            else None,
        )
        yield canary.id, found, frame


def plans(count: int) -> Iterator[dict[str, Any]]:
    """The Bundles of the plans of so many canaries."""
    for _, _, frame in planned_canaries(count, FORETOLD):
        yield json.loads(fhir_out.encoded(fhir_out.bundle(frame)))


def of_feeds(count: int) -> Iterator[dict[str, Any]]:
    """Feeds of the plans of so many canaries, of zones, and some with planted faults."""
    at = datetime.combine(panel().on, time(), UTC)
    of_plans = ((canary, found.plan) for canary, found, _ in planned_canaries(count))
    yield from feeds.of_plans(of_plans, at)
    yield from feeds.of_zones(at)
    yield from feeds.planted(at)


def rows(count: int) -> Iterator[dict[str, Any]]:
    """What is judged: sound resources first, then one of a kind with each fault."""
    first: dict[str, dict[str, Any]] = {}
    for bundle in plans(count):
        for entry in bundle["entry"]:
            resource = entry["resource"]
            first.setdefault(resource["resourceType"], resource)
            yield {"planted": None, "by": [], "resource": resource}
        yield {"planted": None, "by": [], "resource": bundle}
    for definition in exported(load.knowledge()):
        sound = json.loads(fhir_out.encoded(definition))
        yield {"planted": None, "by": [], "resource": sound}
    for name, (kind, path, value, by) in PLANTED.items():
        yield {"planted": name, "by": list(by), "resource": spoiled(first[kind], path, value)}


def spoiled(resource: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """A resource with one element changed, or without it."""
    made = deepcopy(resource)
    node: Any = made
    for step in path[:-1]:
        node = node[step]
    if value is ...:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return made


JUDGES = {"table": faults}


def disagreements(row: dict[str, Any], judges: dict[str, Any]) -> Iterator[str]:
    """Faults that are found where there is none, and those that are not found."""
    for name, judge in judges.items():
        found = judge(row["resource"])
        if row["planted"] is None and found:
            yield f"{name}: {row['resource']['resourceType']}: {found[0]}"
        elif row["planted"] is not None and name in row["by"] and not found:
            yield f"{name} does not find {row['planted']}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Write resources for others to judge.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plans", type=int, default=PLANS)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    count = wrong = 0
    with (arguments.folder / "resources.ndjson").open("w", encoding="utf-8") as file:
        for row in rows(arguments.plans):
            file.write(json.dumps(row) + "\n")
            count += 1
            for said in disagreements(row, JUDGES):
                wrong += 1
                print(said)
    with (arguments.folder / "feeds.ndjson").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in of_feeds(arguments.plans))
    print(f"{count} resources by {' and '.join(JUDGES)}: {wrong} disagreements")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
