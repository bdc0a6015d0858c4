"""Valid inputs that the repository holds: person files, requests for dates, and FHIR records."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corrin.canaries.panel import panel

ROOT = Path(__file__).parents[1]
ON = date(2026, 11, 20)
PACKS = ("general", "uk", "us")


def _tree(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)


@cache
def people() -> dict[str, bytes]:
    """The committed people by name: the examples, the vignettes and the canaries."""
    found = {
        f"example-{path.stem}": path.read_bytes()
        for path in sorted((ROOT / "examples").glob("*.yaml"))
    }
    for person in _tree(ROOT / "tests" / "vignettes" / "people.yaml")["people"]:
        found[f"vignette-{person['id']}"] = _json(person["person"])
    for canary in panel().people:
        found[f"canary-{canary.id}"] = _json(canary.person)
    return found


@cache
def requests() -> dict[str, bytes]:
    """The committed requests for dates, by name."""
    cases = _tree(ROOT / "tests" / "vignettes" / "schedule_cases.yaml")
    return {case["id"]: _json(case["request"]) for case in cases}


@cache
def hours() -> dict[str, tuple[str, object]]:
    """The pack and the request of the committed days whose hours are asked for, by name."""
    cases = _tree(ROOT / "tests" / "vignettes" / "timing_cases.yaml")
    return {case["id"]: (case.get("guideline", "general"), case["request"]) for case in cases}


@cache
def records() -> dict[str, bytes]:
    """The FHIR records of the proof, by name."""
    folder = Path(__file__).parent / "records"
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.json"))}


def _json(tree: Any) -> bytes:
    return json.dumps(tree, ensure_ascii=False).encode()
