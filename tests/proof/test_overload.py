"""B46: what must not be seen under overload is a fault of the benchmark that overloads."""

from collections import Counter

import pytest

from benchmarks.service import Seen, overload_faults

DURING = Seen([40.0] * 200, Counter({200: 200, 503: 600}), 5)
AFTER = Seen([10.0] * 100, Counter({200: 100}), 2)


def test_turning_away_is_no_fault():
    assert overload_faults(DURING, AFTER) == []


@pytest.mark.parametrize(
    ("during", "after", "said"),
    [
        (DURING._replace(statuses=Counter({200: 200, 503: 599, 500: 1})), AFTER, "1 answers with"),
        (DURING._replace(statuses=Counter({200: 800})), AFTER, "it was no overload"),
        (DURING._replace(milliseconds=[40.0] * 190 + [140.0] * 10), AFTER, "during: p99 140"),
        (DURING._replace(milliseconds=[]), AFTER, "during: no answers"),
        (DURING, AFTER._replace(statuses=Counter({200: 99, 503: 1})), "1 were told"),
    ],
)
def test_each_other_is(during, after, said):
    faults = overload_faults(during, after)

    assert len(faults) == 1
    assert faults[0].startswith(said)
