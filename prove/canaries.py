"""B30: the canaries are as recorded, and planted failures raise an alarm.

The panel is counted here; the planted failures are the tests of tests/unit/test_canaries.py.
"""

import pytest

from corrin.canaries.panel import panel
from corrin.canaries.selfcheck import selfcheck
from corrin.knowledge.load import knowledge
from prove import corpus
from prove.figure import Figure, show

WANTED = 120


def measure() -> Figure:
    """Run the selfcheck, and the tests that plant its failures."""
    report = selfcheck(knowledge())
    faults = [] if report.ok else [report.text]
    path = corpus.ROOT / "tests" / "unit" / "test_canaries.py"
    code = pytest.main([str(path), "-q", "--no-header", "-p", "no:cacheprovider"])
    faults += [] if code == 0 else ["a planted failure raises no alarm"]
    people = len(panel().people)
    faults += [] if people >= WANTED else [f"{people} canaries; {WANTED} are wanted"]
    return Figure(
        measured=f"{report.text.splitlines()[0]} Planted failures: "
        f"{'each raises its alarm' if code == 0 else 'NOT ALL SEEN'}",
        faults=tuple(faults),
    )


if __name__ == "__main__":
    show(measure)
