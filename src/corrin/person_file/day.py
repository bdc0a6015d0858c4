"""The hours in a person file: `day`, `visits`, and the times at which medicines are taken."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from corrin.care.schedule_rules import earliest_and_latest
from corrin.domain.day import Day
from corrin.domain.person import ListName
from corrin.domain.visit import Visits
from corrin.person_file.details import Item
from corrin.person_file.file import File
from corrin.reading.section import Section
from corrin.reading.strict import Tree
from corrin.record.day import A_DAY, read_day
from corrin.record.day_times import A_TIME, NOT_A_TIME, minute_of, split_times
from corrin.record.day_words import with_named
from corrin.record.visits import SOME_VISITS, read_visits

T = TypeVar("T")
SEVERAL = re.compile(r"[;,]")
SUPPLEMENTS = "day.supplements"
TIMED: frozenset[ListName] = frozenset({"medicines"})
"""The lists whose items may say at what time of day."""


def read_hours(file: File) -> Day | None:
    """The day of a person; None where it is not said or cannot be used."""
    return _whole(file, "day", A_DAY, lambda section: read_day(section, None))


def read_visit_times(file: File) -> Visits | None:
    """At what time visits are; None where it is not said or cannot be used."""
    return _whole(file, "visits", SOME_VISITS, read_visits)


def _whole(file: File, key: str, accepted: str, read: Callable[[Section], T]) -> T | None:
    """What a mapping says, where all of it can be used."""
    tree = file.mapping(key, accepted)
    if tree is None:
        return None
    before = len(file.report.refused)
    days = earliest_and_latest(file.knowledge)
    found = read(Section({**tree}, key, file.report.refused, days))
    if len(file.report.refused) > before:
        file.settle(key, "refused", "part of it cannot be used")
        return None
    file.settle(key, "used")
    return found


def supplements_in_day(file: File) -> Iterator[tuple[str, Tree]]:
    """The supplements that stand in the day, by their paths; those that say nothing are not."""
    day = file.tree.get("day")
    listed = day.get("supplements") if isinstance(day, dict) else None
    for index, item in enumerate(listed if isinstance(listed, list) else ()):
        if item:
            yield f"{SUPPLEMENTS}[{index}]", item


def times_in_words(
    name: ListName, words: str, named: Mapping[str, int]
) -> tuple[str, tuple[int, ...], str | None]:
    """The words of a medicine without the times in them, those, and what is to be said of them.

    All words, where a time is odd.

    Args:
        named: words that stand for a time of the person's day, such as breakfast.
    """
    if name not in TIMED:
        return words, (), None
    rest, texts = split_times(words)
    if not texts:
        rest, found, said = with_named(words, named)
        return rest, tuple(found), said
    minutes = [minute_of(text) for text in texts]
    known = tuple(minute for minute in minutes if minute is not None)
    return (rest, known, None) if len(known) == len(texts) else (words, (), None)


def times_in_key(item: Item) -> tuple[int, ...] | None:
    """The times under the key `at` of an item; None where one is refused with the item."""
    text = item.keys.get("at")
    if text is None:
        return ()
    if item.list_name not in TIMED:
        item.unread("at", "a time of day is read of medicines only")
        return ()
    minutes = [minute_of(part) for part in SEVERAL.split(text)]
    known = tuple(minute for minute in minutes if minute is not None)
    if len(known) < len(minutes):
        item.refuse("at", NOT_A_TIME, A_TIME)
        return None
    return known
