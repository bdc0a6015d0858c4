"""The table by which a written resource is checked, from the definitions of FHIR R4.

    python -m prove.r4_table FOLDER [--check]

FOLDER holds, as HL7 publishes them in the Bundles of R4 4.0.1 (CC0), `profiles-resources.json`,
`profiles-types.json`, `valuesets.json` and `v3-codesystems.json`. What is written is
`prove/r4_table.json`; `--check` only compares.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("r4_table.json")
RELEASE = "4.0.1"
RESOURCES = (
    "ActivityDefinition",
    "Bundle",
    "CapabilityStatement",
    "CarePlan",
    "CodeSystem",
    "DetectedIssue",
    "Goal",
    "GuidanceResponse",
    "Library",
    "MedicationRequest",
    "Observation",
    "OperationOutcome",
    "Parameters",
    "PlanDefinition",
    "Provenance",
    "Questionnaire",
    "QuestionnaireResponse",
    "RequestGroup",
    "RiskAssessment",
    "ServiceRequest",
    "Task",
    "ValueSet",
)
"""What corrin writes."""
FILES = ("profiles-resources", "profiles-types", "valuesets", "v3-codesystems")
SYSTEM_TYPE = "http://hl7.org/fhirpath/System.String"


def table(folder: Path) -> dict[str, Any]:
    """Every element of every resource and data type, and the regular expressions of primitives.

    Raises:
        ValueError: a definition is of another release.
    """
    found = [one for name in FILES for one in _all(folder / f"{name}.json")]
    shapes = {
        one["type"]: one
        for one in found
        if one["resourceType"] == "StructureDefinition" and one.get("derivation") != "constraint"
    }
    sets = {one["url"]: one for one in found if one["resourceType"] == "ValueSet"}
    systems = {one["url"]: one for one in found if one["resourceType"] == "CodeSystem"}
    wanted = list(RESOURCES)
    elements: dict[str, Any] = {}
    primitives: dict[str, str] = {}
    for name in wanted:
        shape = shapes[name]
        if shape["fhirVersion"] != RELEASE:
            raise ValueError(f"{name} is of {shape['fhirVersion']}, not of {RELEASE}")
        if shape["kind"] == "primitive-type":
            primitives[name] = _pattern(shape)
            continue
        for element in shape["snapshot"]["element"][1:]:
            row = _row(element, sets, systems)
            elements[element["path"]] = row
            wanted += [t for t in row["types"] if t in shapes and t not in wanted]
    return {"fhir": RELEASE, "elements": elements, "primitives": primitives}


def _all(path: Path) -> Iterator[dict[str, Any]]:
    for entry in json.loads(path.read_text(encoding="utf-8"))["entry"]:
        yield entry["resource"]


def _pattern(shape: dict[str, Any]) -> str:
    for element in shape["snapshot"]["element"]:
        for kind in element.get("type", ()):
            for extension in kind.get("extension", ()):
                if extension["url"].endswith("/regex"):
                    return str(extension["valueString"])
    return ""


def _row(element: dict[str, Any], sets: Any, systems: Any) -> dict[str, Any]:
    types = [
        "string" if kind["code"] == SYSTEM_TYPE else kind["code"]
        for kind in element.get("type", ())
    ]
    targets = {
        profile.rpartition("/")[2]
        for kind in element.get("type", ())
        if kind["code"] == "Reference"
        for profile in kind.get("targetProfile", ())
    }
    row: dict[str, Any] = {"min": element["min"], "max": element["max"], "types": types}
    if "contentReference" in element:
        row["like"] = element["contentReference"].lstrip("#")
    if targets - {"Resource"}:
        row["targets"] = sorted(targets)
    codes = _codes(element.get("binding", {}), sets, systems)
    return {**row, "codes": codes} if codes else row


def _codes(binding: dict[str, Any], sets: Any, systems: Any) -> list[str]:
    """The codes of a required binding; none where the definitions do not list them."""
    if binding.get("strength") != "required":
        return []
    value_set = sets.get(binding["valueSet"].partition("|")[0])
    codes: list[str] = []
    for included in (value_set or {}).get("compose", {}).get("include", ()):
        if "concept" in included:
            codes += [one["code"] for one in included["concept"]]
        elif "filter" in included or "valueSet" in included:
            return []
        else:
            listed = systems.get(included["system"], {}).get("concept", ())
            if not listed:
                return []
            codes += _flat(listed)
    return codes


def _flat(concepts: Any) -> Iterator[str]:
    for one in concepts:
        yield one["code"]
        yield from _flat(one.get("concept", ()))


def written(found: dict[str, Any]) -> str:
    """The table as it is kept: a line for each element."""

    def rows(part: dict[str, Any]) -> str:
        return ",\n".join(f"  {json.dumps(key)}: {json.dumps(row)}" for key, row in part.items())

    elements, primitives = rows(found["elements"]), rows(found["primitives"])
    return (
        f'{{"fhir": "{found["fhir"]}",\n "elements": {{\n{elements}}},\n'
        f' "primitives": {{\n{primitives}}}}}\n'
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the table of R4.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    now = written(table(arguments.folder))
    if not arguments.check:
        TABLE.write_text(now, encoding="utf-8")
    elif now != TABLE.read_text(encoding="utf-8"):
        sys.exit("The table differs from the definitions.")
