"""A published figure beside the model's, and where published figures are read."""

import csv
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from fit.scenarios import Floats

STUDIES = Path(__file__).parent / "studies"


class Figure(NamedTuple):
    """A published figure beside the model's, for each set of parameters."""

    study: str
    arm: str
    analyte: str
    time: float | None
    observed: float
    predicted: Floats
    sd: float
    """How far off, as a logarithm, it may be: its own error and that of what we assume."""


def reported(study: str, arm: str, analyte: str, time: float | None = None) -> float:
    """The figure in the study's table."""
    return float(_row(study, arm, analyte, time)["mean"])


def middle(study: str, arm: str, analyte: str, time: float | None = None) -> float:
    """The median that goes with the mean and standard deviation of serum B12 in the table.

    Serum B12 is log-normal among people, so that its mean lies above the typical person, who is
    what the model predicts.
    """
    row = _row(study, arm, analyte, time)
    mean, sd = float(row["mean"]), float(row["sd_or_ci"].removeprefix("SD "))
    return mean / sqrt(1 + (sd / mean) ** 2)


def _row(study: str, arm: str, analyte: str, time: float | None) -> dict[str, str]:
    with (STUDIES / f"{study}.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            at = float(row["time_days"]) if row["time_days"] else None
            if (row["arm"], row["analyte"]) == (arm, analyte) and time in (None, at):
                return row
    raise KeyError((study, arm, analyte, time))
