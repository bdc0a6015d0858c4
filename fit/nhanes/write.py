"""The coefficients as src/corrin/kinetics/population.yaml, each with its unit, error and source."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from fit.nhanes import layers, spread
from fit.nhanes.kidneys import Kidneys
from fit.nhanes.layers import Fit
from fit.nhanes.spread import Spread
from fit.nhanes.survey import CHRONIC_EGFR, ROCHE_SHIFT, ROCHE_SLOPE, Floats
from fit.nhanes.within import Within

TARGET = Path("src/corrin/kinetics/population.yaml")
NHANES = "NHANES 1999-2012, survey-weighted"
REPEATS = "NHANES 2001-2002, second examination"
UNITS = {
    "methylmalonic_acid": "nmol/L",
    "homocysteine": "umol/L",
    "total_b12": "pmol/L",
    "haemoglobin": "g/L",
    "mcv": "fL",
}
PER = {
    "child": "log per 10 years below 20",
    "adult": "log per 10 years from 20 to 70",
    "old": "log per 10 years above 70",
    "female": "log, women over men, from 10 to 20 years rising",
    "pregnant": "log, in pregnancy",
    "renal": "log per log(90/eGFR)",
    "renal_low": "log per log(60/eGFR) below 60, added to renal",
    "young": "log, below 20 years, whose kidneys are not known",
    "lcms": "log, LC-MS/MS over GC/MS",
    "folic_acid": "log, with a supplement, nearly all of which hold folic acid",
    "diet": "log per log(1 + ug/d)",
    "supplement": "log per log(1 + ug/d)",
}
HEAD = f"""\
# The population of docs/model.md: how markers differ between people. Written by `make fit`; read
# only when a forecast is asked for.
# value, unit; error: standard error of the estimate; set: measured (in the source as it stands),
# fitted (by `make fit`, to the persons named) or assumed; source
#
# Total B12 is on the scale of the Roche assay: log10 Roche = {ROCHE_SLOPE} log10 Bio-Rad
# + {ROCHE_SHIFT}, both in pg/mL. Renal function is eGFR, CKD-EPI 2021, relative to
# {CHRONIC_EGFR:g} mL/min/1.73 m2; it is not used below 20 years and in pregnancy.
"""
FIXED = """
# --- Renal function: CKD-EPI 2021, 142 min(Scr/k,1)^a max(Scr/k,1)^b c^age (d for women) ---------

egfr:
  level: {value: 142, unit: mL/min/1.73 m2, set: measured, source: "Inker 2021 NEJM 385:1737"}
  female_k: {value: 0.7, unit: mg/dL, set: measured, source: "Inker 2021 NEJM 385:1737"}
  male_k: {value: 0.9, unit: mg/dL, set: measured, source: "Inker 2021 NEJM 385:1737"}
  female_a: {value: -0.241, unit: "1", set: measured, source: "Inker 2021 NEJM 385:1737"}
  male_a: {value: -0.302, unit: "1", set: measured, source: "Inker 2021 NEJM 385:1737"}
  b: {value: -1.2, unit: "1", set: measured, source: "Inker 2021 NEJM 385:1737"}
  c: {value: 0.9938, unit: "1", set: measured, source: "Inker 2021 NEJM 385:1737"}
  d: {value: 1.012, unit: "1", set: measured, source: "Inker 2021 NEJM 385:1737"}
  reference: {value: 90, unit: mL/min/1.73 m2, set: assumed, source: "normal filtration"}
  knee: {value: 60, unit: mL/min/1.73 m2, set: assumed, source: "where the slope may change"}

# --- Age, in pieces; and the person whom the trials describe --------------------------------------

age:
  centre: {value: 50, unit: y, set: assumed, source: "any would do"}
  child: {value: 20, unit: y, set: assumed, source: "where the pieces meet"}
  old: {value: 70, unit: y, set: assumed, source: "where the pieces meet"}
  most: {value: 85, unit: y, set: measured, source: "older ages are not told apart in NHANES"}
  puberty: {value: 10, unit: y, set: assumed, source: "the sexes differ from 10 to 20 years on"}
trial_person:
  age: {value: 65, unit: y, set: assumed, source: "about the mean of the trials in fit/studies"}
  female: {value: 0.5, unit: "1", set: assumed, source: "about the share of the trials"}
  egfr: {value: 80, unit: mL/min/1.73 m2, set: assumed, source: "usual at that age"}
"""


def text(
    found: Fit,
    spreads: dict[str, Spread],
    correlation: Floats,
    within: dict[str, Within],
    kidneys: Kidneys,
) -> str:
    """The whole file."""
    lines = (*_usual(kidneys), *_lines(found, spreads, correlation, within))
    return HEAD + FIXED + "\n".join(lines) + "\n"


def _usual(kidneys: Kidneys) -> Iterator[str]:
    yield "usual_kidneys:"
    n = kidneys.persons
    yield _entry("level", kidneys.level, "mL/min/1.73 m2, of adults of 50 years", None, n)
    yield _entry("adult", kidneys.slope, "mL/min/1.73 m2 per 10 years", None, n)


def _lines(
    found: Fit, spreads: dict[str, Spread], correlation: Floats, within: dict[str, Within]
) -> Iterator[str]:
    yield ""
    yield "# --- Metabolites given total B12 ------------------------------------------------------"
    yield ""
    yield "functional_pool:"
    error = found.scatter * found.error("log_scatter")
    yield _entry("scatter", found.scatter, "SD of log given total B12", error, found.persons)
    for analyte in layers.ANALYTES:
        yield f"{analyte}:"
        yield from _metabolite(found, analyte, within[analyte])
    yield ""
    yield "# --- Other markers, given age, sex, pregnancy, kidneys and intake ---------------------"
    yield ""
    for analyte, one in spreads.items():
        yield f"{analyte}:"
        level = float(np.exp(one.values[0]))
        error = level * one.errors[0]
        yield _entry("level", level, UNITS[analyte], error, one.persons)
        for name, value, error in zip(
            spread.COVARIATES, one.values[1:], one.errors[1:], strict=True
        ):
            yield _entry(name, value, PER[name], error, one.persons)
        yield _entry("residual", one.residual, "SD of log", None, one.persons)
    yield ""
    yield "# --- One person from week to week: SD of the logarithm of one result -----------------"
    yield ""
    yield "within_person:"
    for analyte, one in within.items():
        yield _entry(analyte, one.sd, "SD of log", None, one.persons, REPEATS)
    yield ""
    yield "# --- What is left over, correlated; the metabolites given total B12 -------------------"
    yield ""
    yield "correlation:"
    names = (*spreads, *layers.ANALYTES)
    sd = np.sqrt(np.diag(correlation))
    for row, name in enumerate(names):
        for column in range(row):
            value = correlation[row, column] / (sd[row] * sd[column])
            yield _entry(f"{name}_{names[column]}", value, "1", None, None)


def _metabolite(found: Fit, analyte: str, within: Within) -> Iterator[str]:
    n = found.persons
    for name in layers.NAMES[analyte]:
        value, error = found.value(analyte, name), found.error(f"{analyte}.{name}")
        if name == "base":
            level = np.exp(value)
            yield _entry("floor", level, UNITS[analyte], level * error, n)
        elif name.startswith("log_"):
            real = np.exp(value) + (name == "log_freedom")
            unit = {
                "log_c0": "pmol/L of total B12 at which the level doubles",
                "log_g": "1",
                "log_scale": "scale of Student's t of what is left over",
                "log_freedom": "degrees of freedom",
            }[name]
            yield _entry(name.removeprefix("log_"), real, unit, np.exp(value) * error, n)
        else:
            yield _entry(name, value, PER[name], error, n)
    scale = np.exp(found.value(analyte, "log_scale"))
    freedom = 1 + np.exp(found.value(analyte, "log_freedom"))
    between = between_people(float(scale), float(freedom), within.sd)
    yield _entry("between", between, "SD of log of the floor between people", None, n)


def between_people(scale: float, freedom: float, within: float) -> float:
    """The normal spread that with the spread within gives the same central 90 %."""
    from scipy.stats import norm, t

    total = scale * t.ppf(0.95, freedom) / norm.ppf(0.95)
    return float(np.sqrt(total**2 - within**2))


def _entry(
    name: str,
    value: float,
    unit: str,
    error: float | None,
    persons: int | None,
    source: str = NHANES,
) -> str:
    of = "" if persons is None else f", {persons:,} persons"
    given = "" if error is None else f", error: {error:.2g}"
    return (
        f"  {name}: {{value: {value:.4g}, unit: '{unit.replace(chr(39), chr(39) * 2)}'{given},"
        f' set: fitted, source: "{source}{of}"}}'
    )
