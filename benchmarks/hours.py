"""How long the hours of a day take: warm, with forty things taken, and cold, from the shell.

Figures are those of the machine on which this runs. Nothing is asserted: a slow machine is not a
fault. Run `make bench`.
"""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import msgspec

from corrin.care.timing import hours
from corrin.care.timing_rules import timing_rules
from corrin.knowledge.load import knowledge
from corrin.timing_request import read

WARM, COLD = 50, 10
ITEMS = 40
NAMES = ("vitamin C", "iron", "calcium carbonate", "colestyramine", "levothyroxine", "omeprazole")
CORRIN = Path(sys.executable).with_name("corrin")


def main() -> None:
    """Print both tables."""
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {ITEMS} things taken\n")
    warm()
    print()
    cold()


def request(*, feasible: bool) -> dict[str, Any]:
    """A day of forty things; those with rules stand in the night, or all over the day."""
    step = 6 if feasible else 36
    items = [
        {"name": NAMES[n % len(NAMES)], "at": f"{n * step // 60:02}:{n * step % 60:02}"}
        for n in range(ITEMS)
    ]
    return {"b12_route": "oral", "b12_window": ["00:00", "23:59"], "items": items}


def warm() -> None:
    """Find the hours again and again in this process; reading the request is measured apart."""
    known = knowledge()
    rules = timing_rules(known, "general")
    zoned = {"date": "2026-10-25", "timezone": "Europe/London"}
    cases = {
        "hours, a day that leaves some": request(feasible=True),
        "hours, a day that leaves none": request(feasible=False),
        "hours, a day on which the clocks change": request(feasible=True) | zoned,
    }
    for name, tree in cases.items():
        asked = read(tree, known, rules)
        show(name, [timed(lambda asked=asked: hours(asked, rules)) for _ in range(WARM)])
    tree = cases["hours, a day that leaves some"]
    show("reading the request", [timed(lambda: read(tree, known, rules)) for _ in range(WARM)])


def cold() -> None:
    """From the shell, each time a new process."""
    with TemporaryDirectory() as folder:
        day, person = Path(folder) / "day.json", Path(folder) / "person.json"
        day.write_bytes(msgspec.json.encode(request(feasible=True)))
        medicines = [*NAMES, "metformin 500 mg at 08:00"]
        person.write_bytes(msgspec.json.encode({"age_years": 60, "medicines": medicines}))
        commands = {
            "corrin timing, a request": ("timing", day),
            "corrin timing, a person": ("timing", person),
            "corrin interactions": ("interactions", person),
        }
        for name, (command, file) in commands.items():
            line = [str(CORRIN), command, str(file)]
            show(name, [timed(lambda line=line: run(line)) for _ in range(COLD)])


def run(line: list[str]) -> None:
    subprocess.run(line, capture_output=True, check=False)


def timed(work: Any) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def show(name: str, seconds: list[float]) -> None:
    millis = [second * 1000 for second in seconds]
    print(f"{name:<42} median {median(millis):7.1f} ms   worst {max(millis):7.1f} ms")


if __name__ == "__main__":
    main()
