"""What the results say: which of them counts, in which band it lies, and what it is known to be.

A marker is an analyte and a property, written as in `facts.yaml`: "total_b12 confirmed",
"haemoglobin below:severe_anaemia", "if_antibody positive". Its value is yes, no or not known,
and its grounds are the entries of the results that decided it.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from corrin.care.guideline import Guideline
from corrin.domain.analyte import Analyte, Band, Bound
from corrin.domain.person import Result
from corrin.domain.quantity import compare
from corrin.domain.rule import Values

Side = Literal["below", "inside", "above"]
Answer = tuple[bool | None, tuple[str, ...]]

LOW_WORDS = frozenset({"low", "very_low", "undetectable"})
WORD = re.compile(r"[a-z]+|[0-9]+")
HIGH_WORDS = frozenset({"high", "very_high"})


class Markers:
    """The results of one person under one guideline, read on demand.

    `treated_since` is the first day of vitamin B12 treatment in doses that treat, None without
    any; markers of B12 status then count only from before it. `values` are the facts, on which
    the conditions of the bands depend, such as pregnancy.
    """

    def __init__(
        self,
        guideline: Guideline,
        by_analyte: Mapping[str, Sequence[Result]],
        on: date,
        treated_since: date | None,
        values: Values,
    ) -> None:
        self.guideline = guideline
        self.by_analyte = by_analyte
        """The person's own results up to the day, by analyte."""
        self.on = on
        self.treated_since = treated_since
        self._values = values
        self.oldest = on - guideline.counts_for
        """The first day of which a result still counts."""
        self._counting: dict[str, Result | None] = {}
        self._came: dict[str, Sequence[Result]] = {}
        self._sides: dict[tuple[str, int], Side | None] = {}

    def answer(
        self, marker: str, min_days: int | None = None, max_days: int | None = None
    ) -> Answer:
        """Yes, no or not known, and the entries that say so.

        Args:
            min_days, max_days: the days of B12 treatment between which the result must have been
                taken.
        """
        analyte, _, prop = marker.partition(" ")
        if prop == "conflict":
            return self._conflict(analyte)
        if prop.endswith("on_treatment"):
            return self._on_treatment(analyte, prop.removesuffix("_on_treatment"))
        if prop.startswith("twice:"):
            return self._twice(analyte, prop.removeprefix("twice:"))
        result = self.counting(analyte)
        if prop == "known":
            shown = result is not None and result.interpretation != "pending"
            return shown, (result.source,) if result else ()
        if prop == "pending":
            waiting = self.awaited(analyte)
            return bool(waiting), tuple(r.source for r in waiting)
        if result is None or not self._after(result, min_days, max_days):
            return None, ()
        return self._property(result, prop), (result.source,)

    def counting(self, analyte: str) -> Result | None:
        """The result of an analyte that counts: the latest recent one, before treatment where
        treatment would change it."""
        if analyte not in self._counting:
            usable = self._came_lately(analyte)
            if self.changed_by_treatment(analyte):
                usable = [r for r in usable if self._before_treatment(r)]
            self._counting[analyte] = _latest(usable)
        return self._counting[analyte]

    def recent(self, analyte: str) -> bool:
        """Whether there is a result that is not too old to count."""
        return max([r.on for r in self._of(analyte)], default=date.min) >= self.oldest

    def awaited(self, analyte: str) -> tuple[Result, ...]:
        """Results that are pending, and not older than those that came."""
        waiting = [r for r in self._of(analyte) if r.interpretation == "pending"]
        if not waiting:
            return ()
        came = (r.on for r in self._came_lately(analyte))
        latest = max(came, default=self.oldest)
        return tuple(r for r in waiting if r.on >= latest)

    def side(self, result: Result, name: str) -> Side | None:
        """Where a result lies in the band of a name; None where that cannot be said."""
        asked = (name, id(result))
        if asked not in self._sides:
            self._sides[asked] = self._side(result, name)
        return self._sides[asked]

    def _side(self, result: Result, name: str) -> Side | None:
        sides: set[Side | None] = set()
        for band in self.bands(name, result.method):
            meant = self._meant(band)
            if meant is not False:
                sides.add(self._place(result, band))
            if meant:
                break
        return sides.pop() if len(sides) == 1 else None

    def band_of(self, name: str, method: str | None = None) -> Band | None:
        """The band of a name for this person and a laboratory method, for showing."""
        for band in self.bands(name, method):
            if self._meant(band) is not False:
                return band
        return None

    def bands(self, name: str, method: str | None) -> Sequence[Band]:
        """The bands of a name that hold for a laboratory method, in the order they are tried."""
        of_name = self.guideline.bands.get(name, ())
        if not method:
            return self.guideline.usual.of(of_name)
        said = frozenset(WORD.findall(method.casefold()))
        return [
            band
            for band in of_name
            if not band.methods or any(said.issuperset(words.split()) for words in band.methods)
        ]

    def _meant(self, band: Band) -> bool | None:
        """Whether a band is for this person."""
        return band.when is None or self.guideline.truth.of(band.when)(self._values)

    def _of(self, analyte: str) -> Sequence[Result]:
        return self.by_analyte.get(analyte, ())

    def _came_lately(self, analyte: str) -> Sequence[Result]:
        """The results that came and are not too old to count."""
        came = self._came.get(analyte)
        if came is None:
            came = self._came[analyte] = [
                r
                for r in self._of(analyte)
                if r.on >= self.oldest and r.interpretation != "pending"
            ]
        return came

    def changed_by_treatment(self, analyte: str) -> bool:
        """Whether treatment with B12 changes what an analyte means; false of what is none."""
        known = self.guideline.knowledge.analytes.get(analyte)
        return known is not None and known.role == "b12_status"

    def _before_treatment(self, result: Result) -> bool:
        return (
            self.treated_since is None
            or result.on < self.treated_since
            or (result.on == self.treated_since and self.side(result, result.analyte) == "below")
        )

    def _after(self, result: Result, min_days: int | None, max_days: int | None) -> bool:
        """Whether a result is of those days of treatment; of an unknown start it is of none."""
        if min_days is None:
            return True
        since = self.treated_since
        if since is None or since == date.min:
            return False
        days = (result.on - since).days
        return days >= min_days and (max_days is None or days <= max_days)

    def _fell(self, result: Result) -> bool | None:
        """Whether a result is lower than the one before by more than two of one day may differ."""
        before = [r for r in self._of(result.analyte) if self.oldest <= r.on < result.on]
        latest = max(before, key=lambda r: r.on, default=None)
        if latest is None or latest.value is None or latest.unit is None:
            return None
        percent = self.guideline.knowledge.settings["same_result_percent"].value
        least = latest.value * (1 - percent.scaleb(-2))
        place = compare(
            result, least, latest.unit, self.guideline.knowledge.analytes[result.analyte]
        )
        return None if place is None else place == "below"

    def _property(self, result: Result, prop: str) -> bool | None:
        name, _, band = prop.partition(":")
        match name:
            case "positive" | "negative" | "indeterminate_word":
                return _qualitative(result, name, self.side(result, result.analyte))
            case "number":
                return result.value is not None
            case "word":
                return result.interpretation == band
            case "low_by_word":
                return result.value is None and result.interpretation in LOW_WORDS
            case "fell":
                return self._fell(result)
            case "reaches":
                return self._reaches(result, band)
            case "below":
                return _is(self.side(result, band), "below")
            case "above":
                return _is(self.side(result, band), "above")
            case "confirmed":
                return self._confirmed(result)
            case "low":
                return _is(self.side(result, result.analyte), "below")
            case "high" | "unlikely":
                return _is(self.side(result, result.analyte), "above")
            case "indeterminate" | "normal":
                return _is(self.side(result, result.analyte), "inside")
            case _:
                raise ValueError(f"no marker has the property {prop!r}")

    def _confirmed(self, result: Result) -> bool | None:
        """Below the lower bound by number, or undetectable; a bare "low" is not a number."""
        if result.value is None:
            return result.interpretation == "undetectable"
        return _is(self.side(result, result.analyte), "below")

    def _reaches(self, result: Result, name: str) -> bool | None:
        """At or above the upper bound of a band that has one bound for everybody."""
        bound = self.guideline.bands[name][0].bounds[0]
        if result.value is None or bound.high is None:
            return None
        analyte = self.guideline.knowledge.analytes[result.analyte]
        place = compare(result, bound.high, bound.unit, analyte)
        return None if place is None else place != "below"

    def _place(self, result: Result, band: Band) -> Side | None:
        if result.value is None:
            return _place_word(result)
        analyte = self.guideline.knowledge.analytes[result.analyte]
        if band.printed_first and has_range(result):
            return by_printed_range(result, analyte)
        if band.printed_first and (called := _place_word(result)) is not None:
            return called
        bound = bound_in(band, result.unit)
        if bound is None:
            return None
        return _between(result, bound.low, bound.high, bound.unit, analyte)

    def _conflict(self, analyte: str) -> Answer:
        """Results of one day in different bands; one without a date may be of any day."""
        results = self._came_lately(analyte)
        undated = [r for r in results if not r.dated]
        by_day: dict[date, list[Result]] = {}
        for result in results:
            by_day.setdefault(result.on, []).append(result)
        for day, of_day in by_day.items():
            together = of_day + [r for r in undated if r.on != day]
            if len(together) == 1:
                continue
            sides = {self.side(r, analyte) for r in together} - {None}
            if len(sides) > 1:
                return True, tuple(r.source for r in together)
        return False, ()

    def _on_treatment(self, analyte: str, prop: str) -> Answer:
        if self.treated_since is None:
            return False, ()
        during = [r for r in self._came_lately(analyte) if not self._before_treatment(r)]
        latest = _latest(during)
        if latest is None:
            return False, ()
        return self._property(latest, prop), (latest.source,)

    def _twice(self, analyte: str, band: str) -> Answer:
        above = [r for r in self._of(analyte) if self.side(r, band) == "above"]
        days = {r.on for r in above}
        return len(days) > 1, tuple(r.source for r in above)


def bound_in(band: Band, unit: str | None) -> Bound | None:
    """The bounds of a band in a unit, otherwise the first; none where it has none."""
    for bound in band.bounds:
        if bound.unit == unit:
            return bound
    return band.bounds[0] if band.bounds else None


def has_range(result: Result) -> bool:
    """Whether the laboratory printed a range with a result."""
    return result.reference_low is not None or result.reference_high is not None


def by_printed_range(result: Result, analyte: Analyte) -> Side | None:
    """Where a result lies in the range that the laboratory printed with it."""
    if result.value is None or not has_range(result):
        return None
    unit = result.unit or analyte.unit
    return _between(result, result.reference_low, result.reference_high, unit, analyte)


def _latest(results: Sequence[Result]) -> Result | None:
    """The last result by day and time; the first of those that are equal."""
    last = max((r.on for r in results), default=None)
    of_day = [r for r in results if r.on == last]
    return max(of_day, key=_moment) if len(of_day) > 1 else next(iter(of_day), None)


def _moment(result: Result) -> str:
    return result.at.isoformat() if result.at else ""


def _is(side: Side | None, wanted: Side) -> bool | None:
    return None if side is None else side == wanted


def _place_word(result: Result) -> Side | None:
    if result.interpretation in LOW_WORDS:
        return "below"
    if result.interpretation in HIGH_WORDS or result.interpretation == "macrocytic":
        return "above"
    return "inside" if result.interpretation == "normal" else None


def _qualitative(result: Result, wanted: str, side: Side | None) -> bool | None:
    said = result.interpretation
    if said in HIGH_WORDS:
        said = "positive"
    elif said == "normal" or said in LOW_WORDS:
        said = "negative"
    elif said is None and side is not None:
        said = "positive" if side == "above" else "negative"
    return None if said is None else said == wanted


def _between(
    result: Result,
    low: Decimal | None,
    high: Decimal | None,
    unit: str,
    analyte: Analyte,
) -> Side | None:
    """Below low, above high, or inside; a comparator may leave it open."""
    bounded = low is not None or high is not None
    from_low = "at" if low is None else compare(result, low, unit, analyte)
    if from_low == "below":
        return "below"
    from_high = "at" if high is None else compare(result, high, unit, analyte)
    if from_high == "above":
        return "above"
    return "inside" if bounded and from_low and from_high else None
