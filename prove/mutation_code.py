"""Mutation of the core's code: how many changed operators, values and arguments the tests notice.

    python -m prove.mutation_code [--sample N] [--seed S] [--only NAME ...] [--seconds S] [--show]

mutmut changes the code, one thing at a time, as `[tool.mutmut]` in `pyproject.toml` says, and lays
all of it out in `mutants/`; `prove.mutation_trials` runs the tests. A sample is drawn by the seed
from all mutants; its score is given with the interval in which the score of all of them lies with
a confidence of 95 % (Wilson). Survivors that `survivors_code.yaml` lists as equivalent change
nothing that anybody could notice, and are counted apart; one that is listed, but noticed, is a
fault. What was noticed is kept for as long as the code and its knowledge stay as they are, and
what survived is tried again.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from math import sqrt
from pathlib import Path
from typing import Any

import yaml

BAR = 95.0
Z = 1.96
ROOT = Path(__file__).parents[1]
MUTANTS = ROOT / "mutants"
SURVIVORS = Path(__file__).with_name("survivors_code.yaml")
COPIED_ANEW = ("docs", "examples", "prove", "tests")
TESTS = (
    *("tests/intake", "tests/proof/test_determinism.py", "tests/proof/test_second_reading.py"),
    "tests/service/test_cards.py",
    *("tests/property", "tests/spec", "tests/unit", "tests/vectors", "tests/vignettes"),
)
"""Those of `make test` that ask the core, as a rule without a process of their own."""
NOT_ASKED = (
    *("boldness", "canaries", "cli*", "complete", "evidence", "fit*", "forecast*", "house"),
    *("knowledge_f*", "knowledge_load", "pareto", "p*_forecast", "po*", "render_examples"),
    *("render_markdown", "schemas", "selfcheck"),
)
"""Of these, what is slow, or says again what the others say."""

Verdict = Mapping[str, Any]
"""A line that `prove.mutation_trials` writes."""


def lay_out() -> None:
    """Have mutmut write all mutants, unless those that are there are of the same code."""
    version = MUTANTS / "version.txt"
    now = digest()
    if not version.exists() or version.read_text(encoding="utf-8") != now:
        shutil.rmtree(MUTANTS, ignore_errors=True)
        generate = (
            "from mutmut import __main__ as m; m.copy_src_dir(); m.create_mutants(1); "
            "m.copy_also_copy_files()"
        )
        subprocess.run([sys.executable, "-c", generate], cwd=ROOT, check=True, capture_output=True)
        version.write_text(now, encoding="utf-8")
    for folder in COPIED_ANEW:
        shutil.rmtree(MUTANTS / folder, ignore_errors=True)
        shutil.copytree(ROOT / folder, MUTANTS / folder)


def digest() -> str:
    """Changes with everything of the package."""
    files = sorted(path for path in (ROOT / "src").rglob("*") if path.suffix in (".py", ".yaml"))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def names() -> list[str]:
    """All mutants."""
    found = (json.loads(path.read_bytes()) for path in MUTANTS.rglob("*.meta"))
    return sorted(name for meta in found for name in meta["exit_code_by_key"])


def verdicts() -> dict[str, Verdict]:
    """What became of each mutant so far, the latest last."""
    file = MUTANTS / "verdicts.jsonl"
    if not file.exists():
        return {}
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {line["name"]: line for line in lines}


def run(chosen: Sequence[str], seconds: float) -> None:
    """Try some mutants."""
    (MUTANTS / "chosen.txt").write_text("\n".join(chosen), encoding="utf-8")
    asked = ["--mutants", "chosen.txt", "--verdicts", "verdicts.jsonl", "--at-most", str(seconds)]
    plain = ["--assert=plain", "--tb=no", "-p", "no:cacheprovider", "--rootdir=.", "-qq"]
    plain += ["--hypothesis-profile=mutants", "-p", "prove.mutation_trials"]
    plain += [f"--ignore-glob=tests/*/test_{glob}.py" for glob in NOT_ASKED]
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(("src", "."))}
    command = [sys.executable, "-m", "pytest", *plain, *asked, *TESTS]
    subprocess.run(command, cwd=MUTANTS, env=surroundings, check=True, stdout=subprocess.DEVNULL)


def interval(noticed: int, tried: int) -> tuple[float, float]:
    """Between which shares, in percent, the share lies of which a sample was drawn (Wilson)."""
    if not tried:
        return 0.0, 100.0
    share = noticed / tried
    middle = share + Z**2 / (2 * tried)
    reach = Z * sqrt(share * (1 - share) / tried + Z**2 / (4 * tried**2))
    whole = 1 + Z**2 / tried
    return 100 * (middle - reach) / whole, 100 * (middle + reach) / whole


def listed() -> dict[str, bool]:
    """The changes that are known to survive, and whether they are equivalent."""
    tree = yaml.safe_load(SURVIVORS.read_text(encoding="utf-8")) or []
    return {change: group["equivalent"] for group in tree for change in group["mutants"]}


def change(name: str) -> str:
    """What a mutant changes, in words that stay as long as the line: function, line, new line."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant  # installed by `make mutation` alone

    lines = get_diff_for_mutant(name).splitlines()[2:]
    old = " ".join(line[1:].strip() for line in lines if line.startswith("-"))
    new = " ".join(line[1:].strip() for line in lines if line.startswith("+"))
    return f"{function(name)}: {old} -> {new}"


def function(name: str) -> str:
    """The function that a mutant changes, as `care.steps.Table.row`."""
    module, _, mangled = name.rpartition("__mutmut_")[0].removeprefix("corrin.").rpartition(".")
    return f"{module}.{mangled.removeprefix('x_').removeprefix('xǁ').replace('ǁ', '.')}"


def report(
    found: Mapping[str, Verdict], changes: Mapping[str, str], listed: Mapping[str, bool], whole: int
) -> tuple[str, bool]:
    """The score of the mutants tried and its interval, and every one that nothing noticed.

    `changes` says what a mutant changes, at least of those that survive or are listed.
    """
    noticed = [name for name, verdict in found.items() if verdict["by"] is not None]
    left = sorted(name for name, verdict in found.items() if verdict["by"] is None)
    equivalent = [name for name in left if listed.get(changes[name])]
    gaps = [name for name in left if name not in equivalent]
    wrong = sorted(name for name in noticed if changes.get(name) in listed)
    counted = len(noticed) + len(gaps)
    share = 100 * len(noticed) / counted if counted else 0.0
    low, high = interval(len(noticed), counted)
    lines = [
        f"{len(found)} of {whole} mutants of the core tried: {len(noticed)} noticed, "
        f"{len(equivalent)} equivalent, {len(gaps)} survive.",
        f"Noticed of those that are not equivalent: {share:.1f} % (bar: {BAR} %); "
        f"of all mutants: {low:.1f} to {high:.1f} %.",
        *(f"  {_survivor(found[name])}: {changes[name]}" for name in gaps),
        *(f"  listed, but noticed by {found[name]['by']}: {changes[name]}" for name in wrong),
    ]
    return "\n".join(lines), share >= BAR and not wrong


def _survivor(verdict: Verdict) -> str:
    if not verdict["reach"]:
        return f"no test reaches {verdict['name']}"
    return f"survives {verdict['asked']} of {verdict['reach']} tests, {verdict['name']}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sample", type=int, help="so many mutants, drawn by the seed")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="+", default=[""], help="functions that begin so")
    parser.add_argument("--seconds", type=float, default=30.0, help="the most for one mutant")
    options = parser.parse_args()
    lay_out()
    every = names()
    chosen = [name for name in every if function(name).startswith(tuple(options.only))]
    if options.sample is not None and options.sample < len(chosen):
        chosen = random.Random(options.seed).sample(chosen, options.sample)
    before = verdicts()
    run([n for n in chosen if n not in before or before[n]["by"] is None], options.seconds)
    after = verdicts()
    found = {name: after[name] for name in chosen}
    known = listed()
    concerned = {change.partition(": ")[0] for change in known}
    changes = {
        name: change(name)
        for name, verdict in found.items()
        if verdict["by"] is None or function(name) in concerned
    }
    text, ok = report(found, changes, known, len(every))
    print(text)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
