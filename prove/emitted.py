"""What corrin writes as FHIR, for other people's programs to judge.

    python -m prove.emitted FOLDER [--plans 200]

Writes `resources.ndjson`: every resource of the plans of so many canaries and of the exported
knowledge, then some with planted faults and who must find each. By itself it checks what it writes
against the table of R4.
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
from corrin.care.guideline import Guideline
from corrin.care.plan import planned
from corrin.fhir_out.export import exported
from corrin.knowledge import load
from corrin.render.calendar import of_plan
from corrin.render.feed import feed, merged
from prove.r4 import faults

PLANS = 200
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
    "an empty text": ("Goal", ("description", "text"), "", ("fhir.resources", "table")),
}


def plans(count: int) -> Iterator[dict[str, Any]]:
    """The Bundles of the plans of so many canaries."""
    knowledge = load.knowledge()
    people = panel()
    guidelines = {name: Guideline.of(knowledge, name) for name in knowledge.packs}
    for canary in people.people[:count]:
        data = json.dumps(canary.person).encode()
        reading = person_file.read(data, knowledge=knowledge, on=people.on)
        if reading.person is None:
            raise ValueError(f"{canary.id} cannot be read")
        found = planned(
            reading.person,
            on=people.on,
            guideline=guidelines[canary.pack],
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
        )
        yield json.loads(fhir_out.encoded(fhir_out.bundle(frame)))


def feeds(count: int) -> Iterator[dict[str, Any]]:
    """Feeds of the plans of so many canaries, with the days that the plans name."""
    knowledge = load.knowledge()
    people = panel()
    guidelines = {name: Guideline.of(knowledge, name) for name in knowledge.packs}
    at = datetime.combine(people.on, time(), UTC)
    for canary in people.people[:count]:
        data = json.dumps(canary.person).encode()
        reading = person_file.read(data, knowledge=knowledge, on=people.on)
        if reading.person is None:
            raise ValueError(f"{canary.id} cannot be read")
        plan = planned(reading.person, on=people.on, guideline=guidelines[canary.pack]).plan
        kept = merged(canary.id, (), of_plan(plan), people.on)
        days = [("Appointment", dose.on) for dose in plan.treatment.doses]
        days += [("Reminder", course.first) for course in plan.treatment.courses]
        days += [
            ("Blood test" if check.tests else "Review", check.on)
            for check in plan.monitoring
            if check.wanted and check.on is not None
        ]
        yield {
            "feed": feed(kept, at=at).decode(),
            "days": [[title, on.isoformat(), False] for title, on in days],
        }


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
        file.writelines(json.dumps(row) + "\n" for row in feeds(arguments.plans))
    print(f"{count} resources by {' and '.join(JUDGES)}: {wrong} disagreements")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
