"""Results and bounds in the units of the model, and which result is which marker."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from corrin.care.facts import Facts
from corrin.domain.analyte import Analyte
from corrin.domain.person import Result
from corrin.domain.quantity import factor
from corrin.kinetics.personal import Marker
from corrin.kinetics.population import egfr as from_creatinine

MARKERS = {
    Marker.SERUM_B12: ("total_b12", "pmol/L"),
    Marker.HOLOTC: ("active_b12", "pmol/L"),
    Marker.MMA: ("methylmalonic_acid", "nmol/L"),
    Marker.HOMOCYSTEINE: ("homocysteine", "umol/L"),
    Marker.RETICULOCYTES: ("reticulocytes_absolute", "10*9/L"),
    Marker.RETICULOCYTE_SHARE: ("reticulocytes", "%"),
    Marker.HAEMOGLOBIN: ("haemoglobin", "g/L"),
    Marker.MCV: ("mcv", "fL"),
}
"""The analyte of the knowledge, and the unit (UCUM), of each marker of the model."""
OF_ANALYTE = {analyte: marker for marker, (analyte, _) in MARKERS.items()}
CREATININE_UNIT = "mg/dL"
EGFR_UNIT = "mL/min/{1.73_m2}"


def in_unit(value: Decimal, unit: str, wanted: str, analyte: Analyte) -> float | None:
    """A value in another unit; None where no factor joins the two."""
    found = factor(unit, wanted, analyte)
    return None if found is None else float(value) * float(found)


def measured(facts: Facts, analyte: str, wanted: str) -> float | None:
    """The value of the result that counts, in a unit; None without one."""
    result = facts.markers.counting(analyte)
    if result is None or result.value is None or result.unit is None:
        return None
    known = facts.guideline.knowledge.analytes[analyte]
    return in_unit(result.value, result.unit, wanted, known)


def renal(facts: Facts, age_years: float | None) -> float | None:
    """eGFR, mL/min/1.73 m2: as reported, or from creatinine; None where neither is known."""
    reported = measured(facts, "egfr", EGFR_UNIT)
    if reported is not None:
        return reported
    creatinine = measured(facts, "creatinine", CREATININE_UNIT)
    sex = facts.person.sex
    if creatinine is None or age_years is None or sex not in ("female", "male"):
        return None
    return from_creatinine(creatinine, age_years, female=sex == "female")


def usable(facts: Facts, since: date) -> Iterator[tuple[Marker, Result, float]]:
    """The person's own results of markers with a number, in the unit of the model."""
    analytes = facts.guideline.knowledge.analytes
    for result in facts.person.results:
        marker = OF_ANALYTE.get(result.analyte)
        if marker is None or result.subject != "self" or not since <= result.on <= facts.on:
            continue
        if result.value is None or result.unit is None or result.value <= 0:
            continue
        wanted = MARKERS[marker][1]
        value = in_unit(result.value, result.unit, wanted, analytes[result.analyte])
        if value is not None:
            yield marker, result, value
