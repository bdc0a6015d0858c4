"""Times said by what a day names: "with breakfast", "30 minutes before lunch", "at bedtime"."""

import re
from collections.abc import Mapping

from corrin.care.timing_clock import DAY, shown
from corrin.domain.day import Day

BEDTIME = ("bedtime", "bed", "sleep")
WAKING = ("waking", "wake")
AT_NAMED = re.compile(
    r"(?P<rest>.*?)(?:^|[\s,]+)(?:at\s+)?(?:(?P<minutes>[0-9]{1,3})\s*min(?:ute)?s?\s+|just\s+"
    r"|right\s+|shortly\s+|immediately\s+)?(?P<how>with|at|on|before|after)\s+(?:my\s+|the\s+)?"
    r"(?P<name>\w[\w ]*)",
    re.IGNORECASE,
)


def named_times(wake: int | None, sleep: int | None, meals: Mapping[str, int]) -> dict[str, int]:
    """The words that stand for a time of this day, such as breakfast."""
    named = {name: wake for name in WAKING if wake is not None}
    named |= {name: sleep for name in BEDTIME if sleep is not None}
    return named | {name: minute for name, minute in meals.items() if name != "meal"}


def named_of(day: Day | None) -> dict[str, int]:
    """The words that stand for a time of a day that was read; a meal has no concept."""
    if day is None:
        return {}
    meals = {one.name: one.at for one in day.items if not one.concepts and one.at is not None}
    return named_times(day.wake, day.sleep, meals)


def with_named(words: str, named: Mapping[str, int]) -> tuple[str, list[int], str | None]:
    """Words without a time of the day at their end, that time, and what is to be said of it.

    "Before" and "after" without minutes are taken as the time itself, which is said.
    """
    found = AT_NAMED.fullmatch(words.strip())
    minute = None if found is None else named.get(found["name"].strip().casefold())
    if found is None or minute is None:
        return words, [], None
    rest, how = found["rest"].strip(), found["how"].lower()
    if found["minutes"]:
        away = int(found["minutes"])
        moved = {"before": -away, "after": away}.get(how)
        return (words, [], None) if moved is None else (rest, [(minute + moved) % DAY], None)
    if how not in ("before", "after"):
        return rest, [minute], None
    said = f"“{how} {found['name'].strip()}” is taken as {shown(minute)}"
    return rest, [minute], f"{said}; write the time where it differs"
