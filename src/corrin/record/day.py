"""A person's whole day: when it begins and ends, meals, coffee, medicines, supplements, fasts."""

from collections.abc import Mapping
from typing import cast

from corrin.domain.day import Day, Taken, Window
from corrin.reading.section import Section
from corrin.record.day_items import Items
from corrin.record.day_times import A_TIME, read_time, read_times, read_window

DAY = (
    "wake",
    "sleep",
    "meals",
    "coffee",
    "alcohol",
    "medicines",
    "supplements",
    "fast",
    "note",
)
MEALS = 'times such as ["07:30", "19:00"], or {breakfast: "07:30", dinner: "19:00"}'
A_DAY = '{wake: "07:00", sleep: "23:00", medicines: [...], supplements: [...]}'
WAKING = ("waking", "wake")
BEDTIME = ("bedtime", "sleep")
DRINKS = ("coffee", "alcohol")


def read_day(request: Section, items: Items) -> Day | None:
    """The day of a request; None where it has none."""
    section = request.section("day", A_DAY)
    if section is None:
        return None
    section.only(DAY)
    wake, sleep = read_time(section, "wake"), read_time(section, "sleep")
    named = {name: wake for name in WAKING if wake is not None}
    named |= {name: sleep for name in BEDTIME if sleep is not None}
    meals = _meals(section)
    named |= {name: minute for name, minute in meals if name != "meal"}
    taken = [Taken(name=name, field=f"{section.path}.meals", at=minute) for name, minute in meals]
    for drink in DRINKS:
        field = f"{section.path}.{drink}"
        taken += (
            Taken(name=drink, field=field, concepts=frozenset({drink}), at=minute)
            for minute in read_times(section, drink, named)
        )
    for key in ("medicines", "supplements"):
        taken += items.read(section, key, named, must_have_time=False)
    return Day(wake=wake, sleep=sleep, items=tuple(taken), fasts=_fasts(section))


def _meals(section: Section) -> list[tuple[str, int]]:
    raw = section.raw("meals")
    if not isinstance(raw, Mapping):
        return [("meal", minute) for minute in read_times(section, "meals")]
    meals = section.section("meals", MEALS)
    found: list[tuple[str, int]] = []
    for key in cast(Mapping[object, object], raw):
        minute = None if meals is None else read_time(meals, str(key))
        if minute is not None:
            found.append((str(key).strip().casefold(), minute))
        elif meals is not None and not meals.has(str(key)):
            meals.refuse(str(key), "it is missing", A_TIME)
    return found


def _fasts(section: Section) -> tuple[Window, ...]:
    """One window in which nothing is swallowed."""
    fast = read_window(section, "fast")
    return () if fast is None else (fast,)
