"""How markers differ between people of known age, sex and kidneys: population.yaml as numbers."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from math import exp, log, sqrt

import msgspec
import yaml

YEARS = 10.0
"""The slopes of age are for ten years."""


class Estimate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A coefficient of population.yaml: its value, how sure it is, and how anybody knows."""

    value: float
    unit: str
    set: str
    source: str
    error: float | None = None


class Covariates(msgspec.Struct, frozen=True, kw_only=True):
    """What the markers of a person hang on, besides vitamin B12."""

    age_years: float
    female: float
    """1 for a woman, 0 for a man, between them where it is not known."""
    egfr: float
    """mL/min/1.73 m2; not used in a child or in pregnancy."""
    pregnant: bool = False
    folic_acid: bool = False
    """Whether folic acid is taken, alone or in a supplement."""


@cache
def estimates() -> Mapping[str, Mapping[str, Estimate]]:
    """Every coefficient of population.yaml, by section."""
    text = resources.files("corrin.kinetics").joinpath("population.yaml").read_text("utf-8")
    return msgspec.convert(yaml.safe_load(text), dict[str, dict[str, Estimate]])


def value(section: str, name: str) -> float:
    """One coefficient."""
    return estimates()[section][name].value


def trial_person() -> Covariates:
    """Whom the trials describe, to whom the typical values of kinetics.yaml belong."""
    of = estimates()["trial_person"]
    return Covariates(age_years=of["age"].value, female=of["female"].value, egfr=of["egfr"].value)


def usual_egfr(age_years: float) -> float:
    """The eGFR that is usual at an age of 20 or more, where nobody measured it."""
    beyond = min(age_years, value("age", "most")) - value("age", "centre")
    return value("usual_kidneys", "level") + value("usual_kidneys", "adult") * beyond / YEARS


def log_effect(analyte: str, person: Covariates) -> float:
    """By how much the logarithm of a marker differs from a man of 50 with an eGFR of 90.

    `analyte` is methylmalonic_acid, homocysteine, total_b12, haemoglobin or mcv. docs/model.md,
    the population layers.
    """
    slope = {name: of.value for name, of in estimates()[analyte].items()}
    child, old, centre = (value("age", name) for name in ("child", "old", "centre"))
    age = min(person.age_years, value("age", "most"))
    grown = min(max((age - value("age", "puberty")) / YEARS, 0.0), 1.0)
    effect = slope["child"] * min(age - child, 0.0) / YEARS
    effect += slope["adult"] * (min(max(age, child), old) - centre) / YEARS
    effect += slope["old"] * max(age - old, 0.0) / YEARS
    effect += slope["female"] * person.female * grown
    if person.folic_acid:
        effect += slope.get("folic_acid", 0.0)
    if age < child:
        effect += slope.get("young", 0.0)
    if person.pregnant:
        return effect + slope["pregnant"]
    if age < child:
        return effect
    effect += slope["renal"] * log(value("egfr", "reference") / person.egfr)
    low = max(log(value("egfr", "knee") / person.egfr), 0.0)
    return effect + slope.get("renal_low", 0.0) * low


def relative(analyte: str, person: Covariates) -> float:
    """The marker over that of the person whom the trials describe."""
    return exp(log_effect(analyte, person) - log_effect(analyte, trial_person()))


def level(analyte: str, person: Covariates) -> float:
    """The median of haemoglobin (g/L) or mcv (fL) in people like this, on no special diet."""
    return value(analyte, "level") * exp(log_effect(analyte, person))


def between(analyte: str) -> float:
    """SD of the logarithm of haemoglobin or mcv between people, the spread within taken off."""
    return sqrt(value(analyte, "residual") ** 2 - value("within_person", analyte) ** 2)


def egfr(creatinine_mg_per_dl: float, age_years: float, *, female: bool) -> float:
    """CKD-EPI 2021, mL/min/1.73 m2, of an adult (Inker 2021, NEJM 385:1737)."""
    of = {name: estimate.value for name, estimate in estimates()["egfr"].items()}
    sex = "female" if female else "male"
    ratio = creatinine_mg_per_dl / of[f"{sex}_k"]
    found = of["level"] * min(ratio, 1.0) ** of[f"{sex}_a"] * max(ratio, 1.0) ** of["b"]
    return found * of["c"] ** age_years * (of["d"] if female else 1.0)
