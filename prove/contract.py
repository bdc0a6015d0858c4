"""B44: schemathesis asks a running service what its OpenAPI document allows, and what it does not.

    python -m prove.contract SCHEMATHESIS [--examples 40]

SCHEMATHESIS is its program, in an environment of its own (`make test-clients` makes it). First the
service is asked as it is: no check may fail. Then faults are planted in it one by one, and each
must be found: a check that cannot fail proves nothing.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from prove.corpus import ROOT
from prove.figure import Figure
from prove.planted_service import FAULTS
from prove.served import SERVE, serving

CASES = 2_000
"""So many must be made of the sound service."""
GOOD = 0.1
"""The share of them that must be answered with what was asked for: not refusals alone."""
EXAMPLES = 40
EXAMPLES_OF_A_FAULT = 10
PLANTED = (sys.executable, "-m", "prove.planted_service")


class Run(NamedTuple):
    """What one run of schemathesis found."""

    cases: int
    statuses: Counter[int]
    failures: tuple[str, ...]


def asked(program: str, address: str, examples: int, path: str | None = None) -> Run:
    """Run schemathesis against a service."""
    with TemporaryDirectory() as folder:
        report = Path(folder, "events.ndjson")
        command = [program, "--config-file", str(ROOT / "clients" / "schemathesis.toml"), "run"]
        command += [f"{address}/openapi.json", "--max-examples", str(examples), "--no-color"]
        command += ["--report", "ndjson", "--report-ndjson-path", str(report)]
        if path is not None:
            command += ["--include-path", path]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if not report.exists():
            raise SystemExit(f"schemathesis did not run:\n{done.stdout}{done.stderr}")
        events = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    return read(events, done.returncode)


def read(events: list[Any], code: int) -> Run:
    """What its report says: every check of every case, whatever it prints."""
    cases = 0
    statuses: Counter[int] = Counter()
    failures: list[str] = []
    for event in events:
        recorded = event.get("ScenarioFinished", {}).get("recorder", {})
        cases += len(recorded.get("cases", {}))
        for one in recorded.get("interactions", {}).values():
            statuses[(one.get("response") or {}).get("status_code", 0)] += 1
        for checks in recorded.get("checks", {}).values():
            failures += [_said(check) for check in checks if check["status"] != "success"]
    if code and not failures:
        failures.append(f"schemathesis ended with {code}")
    return Run(cases, statuses, tuple(failures))


def _said(check: Any) -> str:
    found = (check.get("failure_info") or {}).get("failure", {})
    return f"{check['name']}: {found.get('operation')}: {found.get('message')}"


def measured(program: str, examples: int) -> Figure:
    """The sound service, and each planted fault."""
    with serving(SERVE) as address:
        sound = asked(program, address, examples)
    good = sum(count for status, count in sound.statuses.items() if status < 300)
    faults = list(sound.failures)
    if sound.cases < CASES:
        faults.append(f"only {sound.cases} cases were made")
    if good < GOOD * sound.cases:
        faults.append(f"only {good} of {sound.cases} were answered with what was asked for")
    for name, fault in FAULTS.items():
        with serving((*PLANTED, name)) as address:
            if not asked(program, address, EXAMPLES_OF_A_FAULT, fault.path).failures:
                faults.append(f"not found: {name}")
    said = ", ".join(f"{status}: {n}" for status, n in sorted(sound.statuses.items()))
    return Figure(
        measured=f"{sound.cases} cases by schemathesis, {len(sound.failures)} failures ({said}); "
        f"{len(FAULTS)} planted faults",
        faults=tuple(faults),
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--examples", type=int, default=EXAMPLES)
    arguments = parser.parse_args()
    program = str(Path(arguments.program).absolute())
    sys.exit(measured(program, arguments.examples).show())


if __name__ == "__main__":
    main()
