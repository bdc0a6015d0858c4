"""B24: how many clinical vectors there are, and how many people stand for each rule.

Counted: the vectors and their cases; the cases in which each rule of the tables fires; and the
bounds of the knowledge that have a case one step below, at, and one step above. The cases
themselves are tried by tests/vectors. What is short of the bar is no fault of the program, but
of what has been written about it.
"""

import json
import sys
from collections import Counter
from decimal import Decimal
from functools import cache
from itertools import chain

from corrin import person_file
from corrin.canaries.firing import firing, watched
from corrin.care.guideline import Guideline
from corrin.knowledge.load import knowledge
from prove import corpus
from prove.figure import Figure, show

WANTED = 500
EACH = 8


@cache
def guideline(pack: str) -> Guideline:
    return Guideline.of(knowledge(), pack)


def fired(cases: list[tuple[str, dict[str, object]]]) -> Counter[tuple[str, str]]:
    """In how many cases each rule fires."""
    found: Counter[tuple[str, str]] = Counter()
    for pack, person in cases:
        data = json.dumps(person).encode()
        reading = person_file.read(data, knowledge=knowledge(), on=corpus.ON)
        if reading.person is not None:
            rows = firing(reading.person, corpus.ON, guideline(pack))
            found.update((table, rule) for table, rules in rows.items() for rule in rules)
    return found


def beside(values: dict[tuple[str, str], set[Decimal]]) -> tuple[int, list[str]]:
    """How many bounds of the knowledge there are, and those without a case on each side."""
    here = knowledge()
    bands = [*here.bands, *chain.from_iterable(pack.bands for pack in here.packs.values())]
    bounds = {
        (band.analyte, bound.unit, value)
        for band in bands
        for bound in band.bounds
        for value in (bound.low, bound.high)
        if value is not None
    }
    short: list[str] = []
    for analyte, unit, bound in sorted(bounds):
        seen = values.get((analyte, unit), set())
        sides = {(value > bound) - (value < bound) for value in seen if near(value, bound)}
        if sides != {-1, 0, 1}:
            short.append(f"{analyte} {bound:f} {unit}")
    return len(bounds), short


def near(value: Decimal, bound: Decimal) -> bool:
    """Within one step: a unit of the last digit of the bound, or a whole one."""
    exponent = bound.as_tuple().exponent
    digit = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    return abs(value - bound) <= max(digit, Decimal(1) if abs(bound) >= Decimal(20) else digit)


def measure() -> Figure:
    """Count what is written; the tests of the vectors say whether the answers agree."""
    sys.path.insert(0, str(corpus.ROOT / "tests" / "vectors"))
    from test_vectors import VECTORS

    cases = [(vector.pack, vector.person) for vector in VECTORS]
    counts = fired(cases)
    rows = [row for row in watched(knowledge()) if row[0] in knowledge().rules]
    short = sorted(f"{table}/{rule}" for table, rule in rows if counts[table, rule] < EACH)
    never = [row for row in rows if not counts[row]]
    people = {json.dumps(vector.person, sort_keys=True) for vector in VECTORS}
    total, lacking = beside(_values(cases))
    print(f"rules in fewer than {EACH} cases: {', '.join(short)}")
    print(f"bounds without a case on each side: {', '.join(lacking)}")
    faults = [f"{len(VECTORS)} cases; {WANTED} are wanted"] if len(VECTORS) < WANTED else []
    faults += [f"{len(short)} rules fire in fewer than {EACH} cases"] if short else []
    faults += [f"{len(lacking)} bounds lack a case on one side"] if lacking else []
    return Figure(
        measured=f"{len(VECTORS)} cases of {len(people)} people; {len(rows) - len(short)} of "
        f"{len(rows)} rules in {EACH} or more, {len(never)} in none (all are in the canaries); "
        f"{total - len(lacking)} of {total} bounds at -1, 0, +1",
        faults=tuple(faults),
    )


def _values(cases: list[tuple[str, dict[str, object]]]) -> dict[tuple[str, str], set[Decimal]]:
    """The numbers that the cases hold, by analyte and unit."""
    found: dict[tuple[str, str], set[Decimal]] = {}
    for _, person in cases:
        data = json.dumps(person).encode()
        reading = person_file.read(data, knowledge=knowledge(), on=corpus.ON)
        for result in reading.person.results if reading.person else ():
            if result.value is not None and result.unit is not None:
                found.setdefault((result.analyte, result.unit), set()).add(result.value)
    return found


if __name__ == "__main__":
    show(measure)
