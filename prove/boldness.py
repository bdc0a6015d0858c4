"""B28: missing information never makes advice bolder, in 100,000 pairs of people.

The property and its order of boldness stand in tests/property/test_boldness.py; here it runs
under the profile `proof`, twenty times as long as in the tests.
"""

import sys

import pytest

from prove import corpus
from prove.figure import Figure, show

PAIRS = 250_000
TEST = "test_with_one_thing_less_no_advice_is_bolder"


def measure() -> Figure:
    """Run the property at length; its own output names the pair that breaks it."""
    path = corpus.ROOT / "tests" / "property" / "test_boldness.py"
    quiet = ("-q", "--no-header", "-p", "no:cacheprovider", "--hypothesis-profile=proof")
    code = pytest.main([f"{path}::{TEST}", *quiet])
    faults = () if code == 0 else (f"{TEST} failed",)
    return Figure(measured=f"{PAIRS} pairs: no advice is bolder for want of a fact", faults=faults)


if __name__ == "__main__":
    sys.path.insert(0, str(corpus.ROOT / "tests" / "property"))
    show(measure)
