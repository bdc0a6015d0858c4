"""A person's whole day: when it begins and ends, meals, coffee, medicines, supplements, fasts."""

from collections.abc import Mapping
from typing import cast

from corrin.domain.day import Day, Taken, Window
from corrin.reading.section import Section
from corrin.record.day_items import Items
from corrin.record.day_times import A_TIME, minute_of, read_time, read_times, read_window
from corrin.record.day_words import named_times

OWN = ("wake", "sleep", "meals", "coffee", "fast", "note")
"""What only a day says."""
ELSEWHERE = ("alcohol", "medicines", "supplements")
"""What a person file says in lists of its own."""
MEALS = 'times such as ["07:30", "19:00"], or {breakfast: "07:30", dinner: "19:00"}'
A_DAY = '{wake: "07:00", sleep: "23:00", medicines: [...], supplements: [...]}'
DRINKS = ("coffee", "alcohol")
IN_LISTS = "it stands in the lists of a person: medicines, with `at`, and exposures"


def read_day(section: Section, items: Items | None) -> Day:
    """A day.

    Args:
        items: what reads its medicines and supplements; None where they stand elsewhere, and
            whoever reads the lists of a person reads the list of supplements too.
    """
    section.only((*OWN, *ELSEWHERE), _as_meals(section))
    for key in ELSEWHERE if items is None else ():
        listed = key == "supplements" and isinstance(section.raw(key), list)
        if section.has(key) and not listed:
            section.refuse(key, IN_LISTS, '{medicines: [{name: iron, at: "07:00"}]}')
    wake, sleep = read_time(section, "wake"), read_time(section, "sleep")
    meals = _meals(section)
    named = named_times(wake, sleep, dict(meals))
    taken = [Taken(name=name, field=f"{section.path}.meals", at=minute) for name, minute in meals]
    for drink in DRINKS if items is not None else DRINKS[:1]:
        field = f"{section.path}.{drink}"
        taken += (
            Taken(name=drink, field=field, concepts=frozenset({drink}), at=minute)
            for minute in read_times(section, drink, named)
        )
    if items is not None:
        for key in ("medicines", "supplements"):
            taken += items.read(section, key, named, must_have_time=False)
    return Day(wake=wake, sleep=sleep, items=tuple(taken), fasts=_fasts(section))


def _as_meals(section: Section) -> dict[str, str]:
    """What is accepted instead of a key with a time, such as breakfast: it is a meal."""
    times = {key: str(section.raw(key)) for key in section.others((*OWN, *ELSEWHERE))}
    return {
        key: f'meals: {{{key}: "{said}"}}, if a meal is meant'
        for key, said in times.items()
        if minute_of(said) is not None
    }


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
