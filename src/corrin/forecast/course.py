"""Dates as days of the model: doses, diet and results of one person from one day on."""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec
import numpy as np

from corrin.care.facts import Facts
from corrin.domain.person import Result
from corrin.forecast.given import FORMS, HOURS, ROUTES, DatedDose
from corrin.forecast.medicines import absorption
from corrin.forecast.settings import settings
from corrin.forecast.values import usable
from corrin.kinetics.course import Course, Diet, Dose, NitrousOxide
from corrin.kinetics.equations import Floats
from corrin.kinetics.personal import Marker, Results, results
from corrin.kinetics.population import estimates

ANALYTE_SPREAD = {
    Marker.SERUM_B12: "total_b12",
    Marker.MMA: "methylmalonic_acid",
    Marker.HOMOCYSTEINE: "homocysteine",
    Marker.HAEMOGLOBIN: "haemoglobin",
    Marker.MCV: "mcv",
}
SIDES = {"<": -1, "<=": -1, ">": 1, ">=": 1}
MINUTES = 60
OFTEN_DAYS, THEN_EVERY = 100, 4
"""Every day is shown for so long, then every so many days."""
ABOUT_A_DOSE = (0, 1, 2, 4)
"""Days after a dose that are shown; blood is drawn before the dose of a day."""


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """Day 0 of the model is this date, at midnight."""

    zero: date

    def day(self, on: date, hour: float) -> float:
        return (on - self.zero).days + hour / HOURS

    def date(self, day: float) -> date:
        return self.zero + timedelta(days=int(day))


class PrintedResults(msgspec.Struct, frozen=True, kw_only=True):
    """Results for the model, and what each was printed as."""

    found: Results
    printed: tuple[Result, ...]


def clock(facts: Facts, doses: Iterable[DatedDose]) -> Clock:
    """Day 0: the assessment, the first dose or the first result, whichever is earliest."""
    oldest = facts.on - timedelta(days=int(settings().range["history_most"].value))
    firsts = [dose.on for dose in doses]
    firsts += [result.on for _, result, _ in usable(facts, oldest)]
    return Clock(zero=min([facts.on, *firsts]))


def measured(facts: Facts, at: Clock) -> PrintedResults:
    """The person's results of markers of the model, from day 0 on."""
    rows = sorted(usable(facts, at.zero), key=lambda row: (row[1].on, row[0]))
    found = results(
        [at.day(result.on, _hour(result)) for _, result, _ in rows],
        tuple(marker for marker, _, _ in rows),
        [value for _, _, value in rows],
        [error(marker) for marker, _, _ in rows],
        [SIDES.get(result.comparator or "", 0) for _, result, _ in rows],
    )
    return PrintedResults(found=found, printed=tuple(result for _, result, _ in rows))


def error(marker: Marker) -> float:
    """SD of the logarithm of a result: the person from day to day, and the assay."""
    analyte = ANALYTE_SPREAD.get(marker)
    if analyte is not None:
        within = estimates()["within_person"][analyte].value
    else:
        within = settings().within[marker].value
    return float(np.hypot(within, settings().assay[marker].value))


def _hour(result: Result) -> float:
    if result.at is None:
        return settings().start["blood_hour"].value
    return result.at.hour + result.at.minute / MINUTES


def course(
    doses: Iterable[DatedDose],
    at: Clock,
    micrograms_per_day: float,
    *,
    vegan_from: date | None = None,
    nitrous_oxide: tuple[date, float] | None = None,
    medicines: frozenset[str] = frozenset(),
    medicines_from: tuple[date, frozenset[str]] | None = None,
) -> Course:
    """Doses and diet for the model.

    Args:
        vegan_from: the day from which nothing of an animal is eaten.
        nitrous_oxide: the day on which it is breathed, and for how many hours.
        medicines: those taken from the start on that lower absorption.
        medicines_from: the day from which others are taken, and which.
    """
    diet = [Diet(day=0, micrograms_per_day=micrograms_per_day)]
    if vegan_from is not None:
        strict = min(settings().diet["strict"].value, micrograms_per_day)
        diet.append(Diet(day=at.day(vegan_from, 0), micrograms_per_day=strict))
    hour = settings().start["dose_hour"].value
    changes = [absorption(medicines, 0)] if medicines else []
    if medicines_from is not None:
        changes.append(absorption(medicines_from[1], at.day(medicines_from[0], 0)))
    return Course(
        diet=tuple(diet),
        doses=tuple(
            Dose(
                day=at.day(dose.on, hour),
                micrograms=dose.micrograms,
                route=ROUTES[dose.route],
                form=FORMS[dose.product],
            )
            for dose in doses
        ),
        absorption=tuple(changes),
        nitrous_oxide=()
        if nitrous_oxide is None
        else (NitrousOxide(day=at.day(nitrous_oxide[0], hour), hours=nitrous_oxide[1]),),
    )


def grid(
    at: Clock, first: date, start: date, until: date, doses: Iterable[DatedDose] = ()
) -> Floats:
    """The days that are shown, at the hour when blood is drawn.

    Later on not every day is, but those just before and after a dose that has none close behind:
    else a peak would be as high as the calendar has it.
    """
    hour = settings().start["blood_hour"].value / HOURS
    begin, end = at.day(first, 0), at.day(until, 0)
    often = np.arange(begin, min(at.day(start, 0) + OFTEN_DAYS, end) + 1)
    later = np.arange(often[-1] + THEN_EVERY, end + 1, THEN_EVERY)
    given = np.unique([at.day(dose.on, 0) for dose in doses])
    alone = given[np.diff(given, append=np.inf) > THEN_EVERY]
    about = (alone[:, None] + ABOUT_A_DOSE).ravel()
    shown = about[(about > often[-1]) & (about <= end)]
    return np.unique(np.concatenate([often, later, shown])) + hour
