"""How much a marker differs in one person from one week to another, from the repeat file."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from pyarrow import csv

COLUMNS = {
    "total_b12": "b12_pmol_l",
    "methylmalonic_acid": "mma_nmol_l",
    "homocysteine": "hcy_umol_l",
    "haemoglobin": "hb",
    "mcv": "mcv",
}
TWICE = 2.0
"""The variance of a difference of two results is twice that of one."""


class Within(NamedTuple):
    """Standard deviation of the logarithm of one result about the person's own mean."""

    sd: float
    robust: float
    """From the median of the absolute differences: what most persons show."""
    persons: int


def read(path: Path) -> dict[str, Within]:
    """The file of persons measured twice, some weeks apart."""
    table = csv.read_csv(path)
    found: dict[str, Within] = {}
    for analyte, column in COLUMNS.items():
        first, second = (
            table[f"{column}_{visit}"].cast(pa.float64()).to_numpy() for visit in (1, 2)
        )
        differences = np.log(second / first)
        differences = differences[np.isfinite(differences)]
        differences -= np.median(differences)
        normal = np.median(np.abs(differences)) / 0.6745  # the quartile of a normal distribution
        found[analyte] = Within(
            sd=float(np.sqrt(np.mean(differences**2) / TWICE)),
            robust=float(normal / np.sqrt(TWICE)),
            persons=differences.size,
        )
    return found
