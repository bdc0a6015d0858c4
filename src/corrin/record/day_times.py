"""Times of day and windows, as a request writes them."""

import re
from collections.abc import Mapping

from corrin.domain.day import Window
from corrin.errors import Refusal
from corrin.reading.section import Section
from corrin.reading.strict import shown, step

TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::00)?")
LIKE_A_TIME = re.compile(r"(?<![\w.:/-])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![\w:])")
IN_WORDS = re.compile(r"(?:\s*(?:,|and|&|at|@))*\s*$", re.IGNORECASE)
A_TIME = "a time of day from 00:00 to 23:59"
A_WINDOW = 'two times, from and to, such as ["06:00", "12:00"]'
NOT_A_TIME = "it is not a time of day"
MOST_TIMES = 48
HOUR = 60


def minute_of(text: str) -> int | None:
    """Minutes after midnight of a text such as 08:05; None where it is no time of day."""
    found = TIME.fullmatch(text.strip())
    return None if found is None else int(found[1]) * HOUR + int(found[2])


def read_time(section: Section, key: str) -> int | None:
    """The one time under a key."""
    found = read_times(section, key)
    if len(found) > 1:
        section.refuse(key, "one time is expected here", A_TIME)
        return None
    return found[0] if found else None


def read_times(
    section: Section, key: str, named: Mapping[str, int] | None = None
) -> tuple[int, ...]:
    """The times under a key: one, or a list; each by itself is refused where it is none.

    Args:
        named: words that stand for a time of this day, such as breakfast.
    """
    named = named or {}
    accepted = A_TIME if not named else f"{A_TIME}, or one of {', '.join(named)}"
    found: list[int] = []
    for number, value in enumerate(section.listed(key, MOST_TIMES)):
        text = value.strip() if isinstance(value, str) else ""
        minute = named.get(text.casefold(), minute_of(text))
        if minute is not None:
            found.append(minute)
        elif isinstance(section.raw(key), list):
            path = f"{step(section.path, key)}[{number}]"
            refusal = Refusal(field=path, value=shown(text), why=NOT_A_TIME, accepted=accepted)
            section.refusals.append(refusal)
        else:
            section.refuse(key, NOT_A_TIME, accepted)
    return tuple(dict.fromkeys(found))


def read_window(section: Section, key: str) -> Window | None:
    """The window under a key; one that ends before it starts crosses midnight."""
    if not section.has(key):
        return None
    values = section.raw(key)
    if not isinstance(values, list) or len(section.listed(key, MOST_TIMES)) != 2:
        section.refuse(key, "it is not a window", A_WINDOW)
        return None
    before = len(section.refusals)
    ends = [minute_of(text) for text in section.texts(key, MOST_TIMES, A_TIME)]
    for number, end in enumerate(ends if len(section.refusals) == before else ()):
        if end is None:
            said = shown(str(section.listed(key, MOST_TIMES)[number]))
            path = f"{step(section.path, key)}[{number}]"
            refusal = Refusal(field=path, value=said, why=NOT_A_TIME, accepted=A_TIME)
            section.refusals.append(refusal)
    known = [end for end in ends if end is not None]
    return Window(*known) if len(known) == 2 else None


def split_times(words: str) -> tuple[str, list[str]]:
    """Words without the times in them, and those: "iron at 07:00 and 19:00"."""
    times = LIKE_A_TIME.findall(words)
    rest = " ".join(
        IN_WORDS.sub("", part).strip() for part in LIKE_A_TIME.split(words) if part.strip(" ,.;")
    )
    return rest.strip(" ,;"), times
