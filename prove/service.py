"""What the service at its edge withstands, as one table: python -m prove.service [--only B42]."""

import argparse
import ast
import sys
from collections.abc import Callable
from functools import partial

from prove import corpus, edge_fuzz, edge_hostile, edge_nasty
from prove.figure import Figure

REQUESTS = 20_000
CSV_WRITERS = frozenset({"writer", "DictWriter", "to_csv", "write_csv"})


def cells() -> Figure:
    """B35 has nothing to measure as long as nothing is written as CSV."""
    found = [
        f"{path.name}:{node.lineno} writes CSV: its cells must be guarded"
        for path in sorted((corpus.ROOT / "src").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in CSV_WRITERS
    ]
    return Figure(measured="nothing is written as CSV, so no cell can begin one", faults=(*found,))


FIGURES: dict[str, Callable[[], Figure]] = {
    "B16s": partial(edge_fuzz.measure, REQUESTS, seed=1),
    "B35": cells,
    "B36": edge_hostile.feeds,
    "B40": edge_hostile.canaries,
    "B42": edge_hostile.tokens,
    "B43": edge_hostile.addresses,
    "B45": edge_nasty.measure,
}
"""B44 is `prove.contract`, and B46 `benchmarks/service.py`."""


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", nargs="+", choices=FIGURES, default=list(FIGURES))
    asked = parser.parse_args().only
    done = {name: FIGURES[name]() for name in asked}
    failed = 0
    for name, figure in done.items():
        print(f"{name:5} ", end="")
        failed |= figure.show()
    return failed


if __name__ == "__main__":
    sys.exit(main())
