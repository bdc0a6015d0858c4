"""Run every proof at full count and print one table: figure, bar, what was measured, how long.

    make prove                          everything: about two hours on two cores
    python -m prove --only B26 B29      some figures

Each proof runs by itself, in a process of its own; its last line is what was measured.
"""

import argparse
import subprocess
import sys
from time import monotonic
from typing import NamedTuple

from prove import corpus


class Proof(NamedTuple):
    """A figure of the bar, what it has to be, and the command that measures it."""

    id: str
    bar: str
    command: tuple[str, ...]


def module(name: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", f"prove.{name}", *arguments)


PROOFS = (
    Proof(
        "B16",
        "1,000,000 wild inputs: none unhandled, over 0.5 s, or beyond 64 MiB",
        module("fuzz", "--jobs", "2", "--planned", "10"),
    ),
    Proof(
        "B16s",
        "20,000 fuzzed requests: only what is described, no mark logged, 0.5 s, 64 MiB",
        module("service", "--only", "B16s"),
    ),
    Proof("B17", "100,000 bundles: no entry lost", module("conservation", "--bundles", "100000")),
    Proof("B20", "60 units exact, none guessed, no bare number in the core", module("units")),
    Proof(
        "K1",
        "200 people, two years: exact and stiff 1e-6; fast 1e-6, in blood 1e-4",
        module("numerics", "--people", "200"),
    ),
    Proof("B22", "every branch of the core", ("make", "coverage")),
    Proof("B23", "every mutant of the knowledge caught", module("mutation_knowledge")),
    Proof("B23", "95 % of the mutants of the core caught", module("mutation_code")),
    Proof("B24", "500 cases; each rule in 8; each bound at -1, 0, +1", module("vectors")),
    Proof("B25", "a second reading: no difference", module("second_reading", "--people", "20000")),
    Proof("B26", "1,000,000 dates; every zone, every change of its clocks", module("dates")),
    Proof("B27", "the same bytes, whatever surrounds the program", module("determinism")),
    Proof("B28", "100,000 pairs: none bolder for want of a fact", module("boldness")),
    Proof("B29", "1,000 altered packs: none loads; overdue is said", module("packs")),
    Proof(
        "forecast",
        "2,000 simulated people: 87-93 % in the 90 % interval, each group 85 %",
        module("coverage_forecast", "--people", "2000"),
    ),
    Proof("B35", "no CSV cell unguarded", module("service", "--only", "B35")),
    Proof(
        "B36",
        "10,000 hostile texts in feeds: none more than a text; nothing told; revoked",
        module("service", "--only", "B36"),
    ),
    Proof("B40", "no canary in logs, figures, files", module("service", "--only", "B40")),
    Proof("B42", "50 hostile tokens: one identical 401", module("service", "--only", "B42")),
    Proof("B43", "60 hostile addresses: no connection", module("service", "--only", "B43")),
    Proof("B45", "30 nasty requests: refused in 1 s, 64 MiB", module("service", "--only", "B45")),
    Proof("B30", "120 canaries: as recorded; planted failures seen", module("canaries")),
)


class Done(NamedTuple):
    """What a proof gave."""

    proof: Proof
    met: bool
    measured: str
    seconds: float


def run(proof: Proof) -> Done:
    """Run a proof, showing what it prints; its last line is what it measured."""
    begun = monotonic()
    print(f"\n== {proof.id}: {' '.join(proof.command[1:])}", flush=True)
    last = ""
    with subprocess.Popen(
        proof.command,
        cwd=corpus.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line.strip() or last
    return Done(proof, process.returncode == 0, last, monotonic() - begun)


def table(done: list[Done]) -> str:
    """The table of all figures, the missed ones marked."""
    lines = ["", "| Figure | Bar | Measured | Minutes |", "| --- | --- | --- | --- |"]
    for proof, met, measured, seconds in done:
        said = measured if met else f"**MISSED** {measured}"
        lines.append(f"| {proof.id} | {proof.bar} | {said} | {seconds / 60:.1f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", nargs="+", metavar="ID", help="such as B16 B26")
    asked = parser.parse_args()
    chosen = [proof for proof in PROOFS if asked.only is None or proof.id in asked.only]
    if not chosen:
        parser.error(f"there is no such figure; there are {', '.join(p.id for p in PROOFS)}")
    done = [run(proof) for proof in chosen]
    print(table(done))
    sys.exit(not all(one.met for one in done))


if __name__ == "__main__":
    main()
