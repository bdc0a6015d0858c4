"""Judges resources, one on each line of a file, by the models of `fhir.resources` (R4B).

A line is {"planted": name or null, "by": who must find it, "resource": ...}.

    python models.py FILE
"""

import json
import sys
from pathlib import Path
from typing import Any

from fhir.resources.R4B import get_fhir_model_class

NAME = "fhir.resources"


def found(resource: dict[str, Any]) -> str | None:
    """The first thing that is wrong with a resource."""
    try:
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    except ValueError as error:
        return str(error)[:200]
    return None


def main(path: str) -> int:
    wrong = count = 0
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        said = found(row["resource"])
        count += 1
        if row["planted"] is None and said is not None:
            wrong += 1
            print(f"{NAME}: {row['resource']['resourceType']}: {said}")
        elif row["planted"] is not None and NAME in row["by"] and said is None:
            wrong += 1
            print(f"{NAME} does not find {row['planted']}")
    print(f"{count} resources by {NAME}: {wrong} disagreements")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
