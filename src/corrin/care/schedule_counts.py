"""Whether, and since when, the event has come on which a phase ends."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec import Struct

from corrin.domain.regimen import EndEvent
from corrin.domain.schedule import Assessment, BloodCount, Event

COUNTED = ("haemoglobin", "platelets")
"""What must be known before counts can be called normal."""


class Criterion(Struct, frozen=True):
    """The days on which an event was looked for, in order, and whether it had come."""

    days: tuple[date, ...]
    met: tuple[bool, ...]

    def holds(self, on: date, since: date | None) -> bool:
        """Whether the phase is over on a day.

        It is when the last look up to that day found it so, or any look since its first dose.
        """
        seen = bisect_right(self.days, on)
        if seen and self.met[seen - 1]:
            return True
        met = None if since is None else self.first_met(since)
        return met is not None and met <= on

    def first_met(self, since: date) -> date | None:
        """The first day, on or after another, on which it was found to have come."""
        days = zip(self.days, self.met, strict=True)
        return next((day for day, met in days if met and day >= since), None)

    def last_since(self, first: date) -> date | None:
        """The last day on which it was looked for, on or after a day."""
        return self.days[-1] if self.days and self.days[-1] >= first else None


def criterion(event: EndEvent, events: Iterable[Event]) -> Criterion:
    """What is known of an event. Only two kinds of event can be seen in the record."""
    if event == "counts_normal":
        looks = {count.on: normal for count, normal in counts(events)}
    else:
        looks = _judged(events) if event == "no_further_improvement" else {}
    return Criterion(tuple(looks), tuple(looks.values()))


def _judged(events: Iterable[Event]) -> dict[date, bool]:
    judged: dict[date, bool] = {}
    for event in sorted(
        (e for e in events if isinstance(e, Assessment)),
        key=lambda e: (e.on, e.no_further_improvement),
    ):
        judged[event.on] = event.no_further_improvement
    return judged


def counts(events: Iterable[Event]) -> list[tuple[BloodCount, bool]]:
    """Every blood count in order of date, and whether counts are normal with it.

    A value or limit that a later count does not repeat stands. Counts are normal when haemoglobin,
    platelets and whatever else has a limit have reached their lower limits; what was never
    measured has not. Of several counts on one day the lowest values and highest limits stand.
    """
    values: dict[str, Decimal] = {}
    limits: dict[str, Decimal] = {}
    found: list[tuple[BloodCount, bool]] = []
    for count in _one_a_day(e for e in events if isinstance(e, BloodCount)):
        values.update(count.values)
        limits.update(count.lower_limits)
        known = values.keys() & limits.keys()
        normal = known.issuperset(COUNTED) and all(values[name] >= limits[name] for name in known)
        found.append((count, normal))
    return found


def _one_a_day(counts: Iterable[BloodCount]) -> list[BloodCount]:
    days: dict[date, BloodCount] = {}
    for count in sorted(counts, key=lambda c: c.on):
        same = days.get(count.on)
        days[count.on] = count if same is None else _merged(same, count)
    return list(days.values())


def _merged(one: BloodCount, other: BloodCount) -> BloodCount:
    values, limits = dict(one.values), dict(one.lower_limits)
    for name, value in other.values:
        values[name] = min(value, values.get(name, value))
    for name, limit in other.lower_limits:
        limits[name] = max(limit, limits.get(name, limit))
    return BloodCount(one.on, tuple(values.items()), tuple(limits.items()))
