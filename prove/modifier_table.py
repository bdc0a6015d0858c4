"""The table of modifier elements, from the definitions of FHIR R4.

    python -m prove.modifier_table FOLDER [--check]

FOLDER holds, as JSON, the StructureDefinitions of the resources and data types that the reader
meets (`*.profile.json`), and the value sets and code systems to which their modifiers are bound
(`valueset-*.json`, `codesystem-*.json`), all of 4.0.1, as HL7 publishes them (CC0). What is
written is `src/corrin/fhir/modifiers.json`; `--check` only compares.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parents[1] / "src" / "corrin" / "fhir" / "modifiers.json"
RELEASE = "4.0.1"


def table(folder: Path) -> dict[str, Any]:
    """Every element with isModifier, by its path, with its types and the codes of its binding.

    Raises:
        ValueError: a definition is of another release, or a required value set is missing.
    """
    value_sets = {found["url"]: found for found in _all(folder, "valueset-*.json")}
    systems = {found["url"]: found for found in _all(folder, "codesystem-*.json")}
    rows: dict[str, Any] = {}
    for definition in _all(folder, "*.profile.json"):
        for element in definition["snapshot"]["element"]:
            if element.get("isModifier"):
                rows[element["path"]] = {
                    "types": [kind["code"].rpartition("/")[2] for kind in element["type"]],
                    **_codes(element, value_sets, systems),
                }
    return {"fhir": RELEASE, "elements": dict(sorted(rows.items()))}


def _all(folder: Path, pattern: str) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob(pattern)):
        definition = json.loads(path.read_text(encoding="utf-8"))
        version = definition.get("fhirVersion") or definition["version"]
        if version != RELEASE:
            raise ValueError(f"{path.name} is of {version}, not of {RELEASE}")
        yield definition


def _codes(
    element: dict[str, Any], value_sets: dict[str, Any], systems: dict[str, Any]
) -> dict[str, list[str]]:
    binding = element.get("binding", {})
    if binding.get("strength") != "required":
        return {}
    url = binding["valueSet"].partition("|")[0]
    if url not in value_sets:
        raise ValueError(f"{element['path']} is bound to {url}, which is not in the folder")
    codes: list[str] = []
    for included in value_sets[url]["compose"]["include"]:
        named = included.get("concept") or systems[included["system"]]["concept"]
        codes += _flat(named)
    return {"codes": codes}


def _flat(concepts: list[dict[str, Any]]) -> Iterator[str]:
    for concept in concepts:
        yield concept["code"]
        yield from _flat(concept.get("concept", []))


def written(made: dict[str, Any]) -> str:
    """The table as it is kept: one element to a line."""
    rows = [f"  {json.dumps(path)}: {json.dumps(row)}" for path, row in made["elements"].items()]
    return f'{{"fhir": "{made["fhir"]}", "elements": {{\n' + ",\n".join(rows) + "\n}}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    asked = parser.parse_args()
    made = table(asked.folder)
    text = written(made)
    same = TABLE.exists() and TABLE.read_text(encoding="utf-8") == text
    if asked.check:
        print("the table agrees" if same else "the table DIFFERS from the definitions")
        sys.exit(0 if same else 1)
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(text, encoding="utf-8")
    print(f"{len(made['elements'])} modifier elements of R4 {RELEASE}")


if __name__ == "__main__":
    main()
