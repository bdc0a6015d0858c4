"""Fit the population layers to NHANES, and say how well they predict what they have not seen.

python -m fit.nhanes PERSONS REPEATS                the coefficients, written to population.yaml
python -m fit.nhanes PERSONS REPEATS --held-out     each cycle predicted from the others
"""

import argparse
from pathlib import Path

from fit.nhanes import heldout, kidneys, layers, spread, survey, within, write


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m fit.nhanes", description=__doc__)
    parser.add_argument("persons", type=Path, help="nhanes_b12_1999_2012.csv, packed or not")
    parser.add_argument("repeats", type=Path, help="nhanes_repeat_2001_2002.csv")
    parser.add_argument("--held-out", action="store_true", help="predict each cycle, write nothing")
    asked = parser.parse_args()
    people = survey.read(asked.persons)
    if asked.held_out:
        print(heldout.table(list(heldout.held_out(people))))
        return
    found = layers.fit(people)
    spreads = {analyte: spread.fit(people, analyte) for analyte in spread.ANALYTES}
    left = spread.correlation(people, spreads, found)
    lines = write.text(found, spreads, left, within.read(asked.repeats), kidneys.fit(people))
    write.TARGET.write_text(lines, encoding="utf-8")
    print(f"{write.TARGET}: fitted to {found.persons:,} persons")


if __name__ == "__main__":
    main()
