"""A measured figure beside its bar, and how a module of the proof shows it."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

SHOWN = 20
"""How many faults are printed; all are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What was measured in one line, and every fault that breaks the bar."""

    measured: str
    faults: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        return not self.faults

    def show(self) -> int:
        """Print the figure, its line last, and give the exit code."""
        for fault in self.faults[:SHOWN]:
            print(fault)
        if len(self.faults) > SHOWN:
            print(f"… and {len(self.faults) - SHOWN} more")
        faults = f"; {len(self.faults)} FAULTS" if self.faults else ""
        print(f"{self.measured}{faults}", flush=True)
        return 0 if self.met else 1


class Measure(Protocol):
    """What measures a figure with so many cases."""

    def __call__(self, count: int, *, seed: int) -> Figure: ...


def main(measure: Measure, count: int) -> None:
    """Run a measure from the command line with `--count` and `--seed`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    sys.exit(measure(asked.count, seed=asked.seed).show())


def show(measure: Callable[[], Figure]) -> None:
    """Run a measure that takes no count."""
    argparse.ArgumentParser().parse_args()
    sys.exit(measure().show())
