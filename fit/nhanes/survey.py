"""The persons of NHANES as arrays: assays on one scale, renal function, weights, clusters."""

from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import csv

Floats = npt.NDArray[np.float64]

PG_PER_PMOL = 1.35537
"""Molar mass of cyanocobalamin, the calibrator of assays of total B12 (PubChem CID 5311498)."""

ROCHE_SLOPE, ROCHE_SHIFT = 0.97, 0.14
"""log10 Roche = 0.97 log10 Bio-Rad + 0.14, both in pg/mL (NHANES 2011-2012, VITB12_G)."""

CHRONIC_EGFR = 90.0
"""The filtration, mL/min/1.73 m2, to which renal effects are relative."""


@dataclass(frozen=True, slots=True)
class Survey:
    """Persons of a survey; every array has shape (persons,), NaN where not measured."""

    cycle: npt.NDArray[np.str_]
    cluster: npt.NDArray[np.str_]
    """Cycle, stratum and sampling unit: persons of one cluster resemble each other."""
    weight: Floats
    age: Floats  # years, 85 for all above
    female: Floats
    pregnant: Floats
    egfr: Floats  # mL/min/1.73 m2, CKD-EPI 2021, from 20 years
    diet: Floats  # micrograms a day, mean of the recalls
    supplement: Floats  # micrograms a day
    lcms: Floats  # 1 where methylmalonic acid was measured by LC-MS/MS, 0 by GC/MS
    total_b12: Floats  # pmol/L, on the scale of the Roche assay
    methylmalonic_acid: Floats  # nmol/L
    homocysteine: Floats  # umol/L
    haemoglobin: Floats  # g/L
    mcv: Floats  # fL

    def where(self, chosen: npt.NDArray[np.bool_]) -> "Survey":
        """The persons chosen, by a mask of shape (persons,)."""
        return replace(self, **{f.name: getattr(self, f.name)[chosen] for f in fields(self)})

    @property
    def folic_acid(self) -> Floats:
        """1 with a supplement that holds B12, as nearly all that hold folic acid do, and 0 without;
        where it is not known, the share of those who take one."""
        known = np.isfinite(self.supplement)
        share = float(np.mean(self.supplement[known] > 0)) if known.any() else 0.0
        return np.where(known, self.supplement > 0, share)

    @property
    def renal(self) -> Floats:
        """log(90 / eGFR); 0 in pregnancy and below 20 years, where the formula does not hold."""
        valid = np.isfinite(self.egfr) & (self.age >= 20) & (self.pregnant == 0)
        return np.where(valid, np.log(CHRONIC_EGFR / np.where(valid, self.egfr, 1.0)), 0.0)


def read(path: Path) -> Survey:
    """The persons of a file of NHANES 1999-2012, one row each."""
    table = csv.read_csv(path)

    def number(name: str) -> Floats:
        return table[name].cast(pa.float64()).to_numpy()

    def word(name: str) -> npt.NDArray[np.str_]:
        return np.array([value or "" for value in table[name].to_pylist()])

    cycle = word("cycle")
    places = zip(cycle, table["sdmvstra"].to_pylist(), table["sdmvpsu"].to_pylist(), strict=True)
    weight = number("wtmec2yr")
    return Survey(
        cycle=cycle,
        cluster=np.array([f"{c}/{stratum}/{unit}" for c, stratum, unit in places]),
        weight=weight / np.nanmean(weight),
        age=number("age_y"),
        female=(word("sex") == "F").astype(float),
        pregnant=np.nan_to_num(number("pregnant")),
        egfr=number("egfr_ckdepi2021"),
        diet=number("b12_diet_ug"),
        supplement=number("b12_supp_ug_d"),
        lcms=np.char.startswith(word("mma_assay"), "LC-MS").astype(float),
        total_b12=_as_roche(
            number("b12_pmol_l"), measured=np.char.startswith(word("b12_assay"), "Roche")
        ),
        methylmalonic_acid=number("mma_nmol_l"),
        homocysteine=number("hcy_umol_l"),
        haemoglobin=number("hb_g_dl") * 10,
        mcv=number("mcv_fl"),
    )


def _as_roche(pmol_per_l: Floats, *, measured: npt.NDArray[np.bool_]) -> Floats:
    """Total B12 as the Roche assay would give it, where another one measured it."""
    pg_per_ml = pmol_per_l * PG_PER_PMOL
    converted = 10 ** (ROCHE_SLOPE * np.log10(pg_per_ml) + ROCHE_SHIFT)
    return np.where(measured, pg_per_ml, converted) / PG_PER_PMOL
