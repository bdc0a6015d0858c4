"""Synthetic records with results planted in them: everything planted is found, exactly.

    python -m prove.synthea --bundles DIR --overlay DIR [--write FILE]

DIR of the bundles holds Synthea's Bundles (`*.json` or `*.json.gz`); DIR of the overlay holds
`Observation.ndjson` and `MedicationRequest.ndjson`, which are appended to the records as entries,
and `overlay.csv`, which says what was planted in whom and on which day. Each record is read alone
and with what was planted. The report names no person: counts by outcome and reason, and what was
found. A record of somebody who has died is refused, and read again as if they had not, to see that
what was planted would be found.
"""

import argparse
import csv
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec

from corrin import fhir
from corrin.domain.person import Person, Result
from corrin.domain.quantity import to_unit
from corrin.knowledge import load
from corrin.reading import ledger
from corrin.record.reading import Reading
from prove.figure import Figure

Resource = dict[str, Any]

RESULTS = {
    "b12_pmol_l": ("total_b12", "pmol/L"),
    "mma_nmol_l": ("methylmalonic_acid", "nmol/L"),
    "hcy_umol_l": ("homocysteine", "umol/L"),
    "hb_g_dl": ("haemoglobin", "g/dL"),
    "mcv_fl": ("mcv", "fL"),
    "creatinine_mg_dl": ("creatinine", "mg/dL"),
}
"""Columns of the overlay: the analyte that was planted, and the unit of the column."""
MEDICINES = {
    "metformin": "metformin",
    "ppi": "ppi",
    "h2ra": "h2_blocker",
    "colchicine": "colchicine",
}
HALF = Decimal("0.5")
"""In a converted column: what the whole number in the Observation was rounded from."""
NOBODY = frozenset({"deceasedDateTime", "deceasedBoolean"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was planted in one record, and on which day it is assessed."""

    patient: str
    on: date
    results: dict[str, Decimal]
    medicines: frozenset[str]


def rows(table: Path) -> dict[str, Row]:
    """The rows of the overlay by patient."""
    found: dict[str, Row] = {}
    with table.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            found[line["patient"]] = Row(
                patient=line["patient"],
                on=date.fromisoformat(line["date"]),
                results={
                    column: Decimal(line[column]) for column in RESULTS if line[column] != "nan"
                },
                medicines=frozenset(name for name in MEDICINES if line[name] == "1"),
            )
    return found


def overlaid(overlay: Path) -> dict[str, list[Resource]]:
    """The planted resources by patient."""
    found: dict[str, list[Resource]] = {}
    for name in ("Observation", "MedicationRequest"):
        for line in (overlay / f"{name}.ndjson").read_bytes().splitlines():
            resource = msgspec.json.Decoder(float_hook=Decimal).decode(line)
            patient = resource["subject"]["reference"].removeprefix("Patient/")
            found.setdefault(patient, []).append(resource)
    return found


def bundles(folder: Path) -> Iterator[Resource]:
    """The Bundles of a folder, in the order of their names."""
    for path in sorted(folder.iterdir()):
        if path.name.endswith((".json", ".json.gz")):
            data = path.read_bytes()
            data = gzip.decompress(data) if path.suffix == ".gz" else data
            yield msgspec.json.Decoder(float_hook=Decimal).decode(data)


def read(bundle: Resource, on: date) -> Reading:
    data = msgspec.json.Encoder(decimal_format="number").encode(bundle)
    return fhir.read(data, knowledge=load.knowledge(), on=on)


def patient_of(bundle: Resource) -> Resource:
    return next(
        entry["resource"]
        for entry in bundle["entry"]
        if entry["resource"]["resourceType"] == "Patient"
    )


def with_planted(bundle: Resource, planted: Iterable[Resource]) -> Resource:
    """A record with the planted resources behind its own."""
    return {**bundle, "entry": [*bundle["entry"], *({"resource": one} for one in planted)]}


def alive(bundle: Resource) -> Resource:
    """The same record of somebody who has not died."""
    entries = [
        {**entry, "resource": {k: v for k, v in entry["resource"].items() if k not in NOBODY}}
        if entry["resource"]["resourceType"] == "Patient"
        else entry
        for entry in bundle["entry"]
    ]
    return {**bundle, "entry": entries}


def counted(reading: Reading) -> dict[str, int]:
    """How many entries had each outcome and reason."""
    found = Counter(
        f"{entry.outcome}: {entry.why}"
        if entry.why and entry.outcome not in ("duplicate", "refused")
        else entry.outcome
        for entry in reading.ledger
    )
    return dict(sorted(found.items()))


def missed(
    person: Person, row: Row, planted: Iterable[Resource], first: int
) -> tuple[list[str], list[str]]:
    """What of the planted was found, and what was not or not exactly, by column.

    Args:
        first: the number of the first planted entry; results before it are the record's own.
    """
    behind = [one for one in person.results if _entry(one.source) >= first]
    numbers = {
        Decimal(str(resource["valueQuantity"]["value"]))
        for resource in planted
        if "valueQuantity" in resource
    }
    found: list[str] = []
    lost: list[str] = []
    for column, value in row.results.items():
        analyte, unit = RESULTS[column]
        results = [one for one in behind if one.analyte == analyte]
        exact = len(results) == 1 and results[0].value in numbers and _is(results[0], value, unit)
        (found if exact else lost).append(column)
    groups = load.knowledge().concepts
    stated = {
        name
        for one in person.statements
        if one.present
        for name in (one.concept, *groups[one.concept].is_a)
    }
    for name in sorted(row.medicines):
        (found if MEDICINES[name] in stated else lost).append(name)
    return found, lost


def _entry(source: str) -> int:
    return int(source.partition("[")[2].partition("]")[0])


def _is(result: Result, value: Decimal, unit: str) -> bool:
    """Whether a result is a value of a column: the same, or as near as it was rounded."""
    if result.value is None or result.unit is None:
        return False
    analyte = load.knowledge().analytes[result.analyte]
    if result.unit == unit:
        return result.value == value
    apart = abs(to_unit(result.value, result.unit, unit, analyte) - Fraction(value))
    return apart <= to_unit(HALF, result.unit, unit, analyte)


def report(folder: Path, overlay: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """The report of every record, and every fault."""
    planted, truth = overlaid(overlay), rows(overlay / "overlay.csv")
    records: list[dict[str, Any]] = []
    faults: list[str] = []
    for number, bundle in enumerate(bundles(folder), 1):
        patient = patient_of(bundle)["id"]
        row, added = truth[patient], planted.get(patient, [])
        alone, both = read(bundle, row.on), read(with_planted(bundle, added), row.on)
        for reading in (alone, both):
            if sum(ledger.counts(reading.ledger).values()) != len(reading.ledger):
                faults.append(f"record {number}: the ledger does not add up")
        seen = both.person or read(with_planted(alive(bundle), added), row.on).person
        if seen is None:
            faults.append(f"record {number}: nothing was read")
            continue
        found, lost = missed(seen, row, added, len(bundle["entry"]))
        faults += [f"record {number}: {column} was not found" for column in lost]
        records.append(
            {
                "record": number,
                "entries": len(bundle["entry"]),
                "alone": counted(alone),
                "with what was planted": counted(both),
                "refused as a whole": both.person is None,
                "planted and found": found,
            }
        )
    return records, faults


def measure(folder: Path, overlay: Path, write: Path | None = None) -> Figure:
    records, faults = report(folder, overlay)
    if write is not None:
        text = json.dumps(records, indent=1, ensure_ascii=False)
        write.write_text(f"{text}\n", encoding="utf-8")
    found = sum(len(record["planted and found"]) for record in records)
    entries = sum(record["entries"] for record in records)
    said = f"{len(records)} records, {entries} entries, {found} planted things found exactly"
    return Figure(measured=said, faults=tuple(faults))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--bundles", type=Path, required=True)
    parser.add_argument("--overlay", type=Path, required=True)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    sys.exit(measure(asked.bundles, asked.overlay, asked.write).show())
