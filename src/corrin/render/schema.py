"""The JSON Schema of what `corrin plan --format json` writes, from the types of the plan."""

from pathlib import Path
from typing import Any, cast

import msgspec

from corrin.care.summary import no_plan
from corrin.domain.plan import Plan
from corrin.render.json import NoPlan, encoded

TITLE = "A vitamin B12 plan by corrin"
MAY_BE_LEFT_OUT = ("hours", "forecast")
REFERENCE = "#/$defs/{name}"


def plan_schema() -> bytes:
    """The schema as JSON; decimals are numbers, and every key of the summary is required."""
    references, parts = msgspec.json.schema_components(
        [Plan, NoPlan], schema_hook=_anything, ref_template=REFERENCE
    )
    parts = cast(dict[str, Any], _decimals_as_numbers(parts))
    for name in ("Plan", "NoPlan"):
        properties = parts[name]["properties"]
        properties["summary"] = {"type": "object", "required": list(no_plan())}
        parts[name]["required"] = [key for key in properties if key not in MAY_BE_LEFT_OUT]
    return encoded(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": TITLE,
            "description": "A plan, or why none was possible.",
            "anyOf": [*references],
            "$defs": parts,
        }
    )


def _anything(wanted: type) -> dict[str, Any]:
    """The schema of a value of the summary: which it is, its key says."""
    if wanted is object:
        return {"description": "by the key"}
    raise NotImplementedError(wanted.__name__)


def _decimals_as_numbers(schema: object) -> object:
    if isinstance(schema, dict):
        node = cast(dict[str, object], schema)
        if node.get("format") == "decimal":
            return {**{k: v for k, v in node.items() if k != "format"}, "type": "number"}
        return {key: _decimals_as_numbers(value) for key, value in node.items()}
    if isinstance(schema, list):
        return [_decimals_as_numbers(item) for item in cast(list[object], schema)]
    return schema


if __name__ == "__main__":
    (Path(__file__).parents[1] / "schemas" / "plan.schema.json").write_bytes(plan_schema())
