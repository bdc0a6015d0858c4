"""Mutation of the core's code by mutmut: how many changed operators and values the tests notice.

    python -m prove.mutation_code [--sample N] [--seed S] [--jobs N] [--show]

`make mutation` installs mutmut and runs this. What is changed, and which tests are run for each
change, stands under `[tool.mutmut]` in `pyproject.toml`. A sample is drawn by the seed from all
mutants; its score is given with the interval in which the score of all of them lies with a
confidence of 95 % (Wilson). Results are kept in `mutants/`, so a larger sample goes on from there.
"""

import argparse
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from math import sqrt
from pathlib import Path

BAR = 95.0
Z = 1.96
ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "mutants" / "src"
ANY = "corrin.domain.rule.x_weaker__mutmut_1"
"""A mutant to begin with: mutmut lays all of them out before it runs the ones that are named."""
NOTICED = frozenset({"killed", "timeout", "segfault", "caught by type check"})
AT_A_TIME = 500
"""Names on one command line."""


def statuses() -> dict[str, str]:
    """What became of each mutant so far, by its name."""
    from mutmut.stats import status_by_exit_code  # installed by `make mutation` alone

    found: dict[str, str] = {}
    for path in sorted(RESULTS.rglob("*.meta")):
        codes = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        found |= {name: status_by_exit_code[code] for name, code in codes.items()}
    return found


def run(names: Sequence[str], jobs: int) -> None:
    """Have mutmut try some mutants; it says what it does, and keeps what it has found."""
    program = Path(sys.executable).with_name("mutmut")
    for begin in range(0, len(names), AT_A_TIME):
        command = [program, "run", "--max-children", str(jobs), *names[begin : begin + AT_A_TIME]]
        subprocess.run(command, cwd=ROOT, check=False)


def interval(noticed: int, tried: int) -> tuple[float, float]:
    """Between which shares, in percent, the share lies of which a sample was drawn (Wilson)."""
    if not tried:
        return 0.0, 100.0
    share = noticed / tried
    middle = share + Z**2 / (2 * tried)
    reach = Z * sqrt(share * (1 - share) / tried + Z**2 / (4 * tried**2))
    whole = 1 + Z**2 / tried
    return 100 * (middle - reach) / whole, 100 * (middle + reach) / whole


def report(found: dict[str, str], chosen: Sequence[str]) -> tuple[str, bool]:
    """The score of those chosen and its interval, and every one that was not noticed."""
    tried = [name for name in chosen if found.get(name, "not checked") != "not checked"]
    noticed = [name for name in tried if found[name] in NOTICED]
    left = sorted(set(tried) - set(noticed))
    share = 100 * len(noticed) / len(tried) if tried else 0.0
    low, high = interval(len(noticed), len(tried))
    kinds = Counter(found[name] for name in tried)
    lines = [
        f"{len(tried)} of {len(found)} mutants of the core tried: {share:.1f} % noticed "
        f"(bar: {BAR} %); all of them: {low:.1f} to {high:.1f} %.",
        ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()) + ".",
        *(f"  {found[name]}: {name}" for name in left),
    ]
    return "\n".join(lines), share >= BAR


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sample", type=int, help="so many mutants, drawn by the seed")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="what each survivor changes")
    options = parser.parse_args()
    if not RESULTS.is_dir():
        run([ANY], options.jobs)
    names = sorted(statuses())
    size = len(names) if options.sample is None else min(options.sample, len(names))
    chosen = random.Random(options.seed).sample(names, size)
    found = statuses()
    run([name for name in chosen if found[name] == "not checked"], options.jobs)
    found = statuses()
    text, ok = report(found, chosen)
    print(text)
    if options.show:
        for name in (name for name in chosen if found[name] == "survived"):
            program = Path(sys.executable).with_name("mutmut")
            subprocess.run([program, "show", name], cwd=ROOT, check=False)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
