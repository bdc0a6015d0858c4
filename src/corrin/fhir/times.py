"""When something began and ended, from the choices of FHIR: a date, a period, an age, words.

A date that is printed in part is taken so that nothing lasts longer than was said: the latest day
on which it can have begun, the earliest on which it can have ended. The day is the civil day as
written in the instant.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from corrin.care.schedule_dates import add_months
from corrin.fhir.entry import Entry
from corrin.fhir.record import Record
from corrin.fhir.values import Json, choice, listed, mapping, number, text
from corrin.reading.result_time import Taken, read_date
from corrin.record.age import MONTHS_A_YEAR

AGE_MONTHS = {
    **dict.fromkeys(("a", "year", "years"), MONTHS_A_YEAR),
    **dict.fromkeys(("mo", "month", "months"), 1),
}
NOT_UNDERSTOOD = "the time is not understood"


class Times(Struct, frozen=True):
    """When something began and ended, as far as it is said."""

    since: date | None = None
    """The latest day on which it can have begun."""
    until: date | None = None
    """The earliest day on which it can have ended, if that is past."""
    day: date | None = None
    """The day of what happens on one day."""
    to_come: bool = False
    """Whether it begins after the assessment."""
    element: str | None = None


NO_TIME = Times()


def day_of(value: Any) -> Taken | None:
    """A date or an instant as printed; None where it is neither."""
    said = text(value)
    taken = read_date(said) if said is not None else None
    return taken if isinstance(taken, Taken) else None


def last_day(taken: Taken) -> date:
    """The last day that a date, printed in part, can mean."""
    day = taken.on
    if taken.printed == "day":
        return day
    if taken.printed == "month":
        return day.replace(day=monthrange(day.year, day.month)[1])
    return date(day.year + 1, 1, 1) - timedelta(days=1)


def times(record: Record, entry: Entry, resource: Json, *names: str) -> Times:
    """When something was, by the first of some elements that says it."""
    for name in names:
        if (value := resource.get(name)) is not None:
            return _time(record, entry, name, name, value)
        if (given := choice(resource, name)) is not None:
            return _time(record, entry, name, given[0], given[1])
    return NO_TIME


def _time(record: Record, entry: Entry, name: str, key: str, value: Any) -> Times:
    kind = key.removeprefix(name)
    if kind == "Period":
        return _period(record, entry, key, mapping(value))
    if kind == "Age":
        return _age(record, entry, key, mapping(value))
    if kind == "Range":
        return _age(record, entry, key, mapping(mapping(value).get("high")))
    if kind == "Timing":
        events = listed(mapping(value).get("event"))
        value = events[-1] if events else None
    taken = day_of(value)
    if taken is not None:
        return _day(record, key, taken)
    said = text(value)
    born = record.age.earliest_birth(record.on)
    since = record.prepared.lexicon.read_duration(said, record.on, born) if said else None
    if since is None:
        record.unread(entry, key, said, NOT_UNDERSTOOD)
    return Times(since=since, element=key)


def _day(record: Record, key: str, taken: Taken) -> Times:
    if taken.on > record.on:
        return Times(to_come=True, element=key)
    last = min(last_day(taken), record.on)
    return Times(since=last, day=last, element=key)


def _period(record: Record, entry: Entry, key: str, period: Json) -> Times:
    start, end = day_of(period.get("start")), day_of(period.get("end"))
    for name, found in (("start", start), ("end", end)):
        if found is None and (said := text(period.get(name))):
            record.unread(entry, f"{key}.{name}", said, NOT_UNDERSTOOD)
    if start is not None and start.on > record.on:
        return Times(to_come=True, element=key)
    since = min(last_day(start), record.on) if start else None
    until = end.on if end is not None and end.on <= record.on else None
    if start is not None and end is not None and last_day(end) < start.on:
        record.unread(entry, f"{key}.end", end.on.isoformat(), "it ended before it began")
        return Times(element=key)
    if since is not None and until is not None and until < since:
        until = since
    return Times(since=since, until=until, day=until, element=key)


def _age(record: Record, entry: Entry, key: str, age: Json) -> Times:
    """The last day of the age at which something began."""
    value = number(age.get("value"))
    unit = AGE_MONTHS.get((text(age.get("code")) or text(age.get("unit")) or "").lower())
    born = record.age.latest_birth(record.on)
    if value is None or unit is None or not 0 <= value <= record.setting("age_years_highest"):
        record.unread(entry, key, text(age.get("value")), NOT_UNDERSTOOD)
        return Times(element=key)
    if born is None:
        return Times(element=key)
    last = add_months(born, int(value * unit) + unit) - timedelta(days=1)
    return Times(since=min(last, record.on), element=key)
