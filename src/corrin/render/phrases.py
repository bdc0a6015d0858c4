"""How doses, dates and the words of closed lists are written for a reader."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

MICROGRAMS_PER_MG = 1000
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

ROUTES = {
    "im": "into a muscle (IM)",
    "sc": "under the skin (SC)",
    "oral": "by mouth",
    "sublingual": "under the tongue",
    "nasal": "into the nose",
    "iv": "into a vein (IV)",
    "inhaled": "inhaled",
    "topical": "on the skin",
}
WITHIN = {
    "now": "now",
    "same_day": "the same day",
    "before_first_dose": "before the first dose",
    "days": "within days",
    "week": "within the week",
    "weeks": "within weeks",
    "routine": "routine",
}
ANNOTATION = re.compile(r"\{([^{}]*)\}")
ISO_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
GIVEN = re.compile(rf"\b(\d{{1,9}}(?:\.\d+)?) micrograms, ({'|'.join(ROUTES)})\b")
"""A dose and its route as the plan writes them."""

LARGE = re.compile(r"(?<![\d.,-])\d{4,9}(?= (?:(?:to|and|or) [\d,]+ )?micrograms)")
MARKS = {
    "false": "unverified",
    "partial": "partly verified",
    "project": "project decision",
}
"""What stands behind an entry of the knowledge that was not checked whole."""

CHECKED = "checked against its source or a text that quotes it"
"""What no mark means."""

LEGEND = {
    "unverified": "not checked against its source",
    "partly verified": "checked in part",
    "project decision": "where the sources are silent, or a choice between them",
}


def dose(micrograms: Decimal) -> str:
    """An amount so that milligrams and micrograms cannot be taken for each other."""
    small = f"{number(micrograms)} {'microgram' if micrograms == 1 else 'micrograms'}"
    if micrograms < MICROGRAMS_PER_MG:
        return small
    return f"{number(micrograms / MICROGRAMS_PER_MG)} mg ({small})"


def number(value: Decimal) -> str:
    """Digits with commas between thousands, without a zero at the end of a fraction."""
    whole = value.to_integral_value()
    return f"{whole if value == whole else value.normalize():,f}"


def day(on: date) -> str:
    """A date as Mon 7 Dec 2026."""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"


def span(first: date, last: date | None) -> str:
    """From one date to another, the year once where it is the same."""
    if last is None:
        return f"from {day(first)}"
    if first == last:
        return day(first)
    start = day(first)
    return f"{start[:-5] if first.year == last.year else start} to {day(last)}"


def route(name: str) -> str:
    """A route in words."""
    return ROUTES.get(name, plain(name))


def within(name: str) -> str:
    """How soon, in words."""
    return WITHIN.get(name, plain(name))


def units(text: str) -> str:
    """Units as they are read: 4 ×10⁹/L and mL/min/1.73 m², not as UCUM writes them."""
    return (
        ANNOTATION.sub(_annotated, text).replace(" 10*9/", " ×10⁹/").replace(" 10*12/", " ×10¹²/")
    )


def _annotated(found: re.Match[str]) -> str:
    return found[1].replace("_", " ").replace("m2", "m²")


def plain(name: str) -> str:
    """A word of a closed list as a person would write it."""
    return name.replace("_", " ")


def sentence(text: str) -> str:
    """One of our own sentences, with a capital and a stop, dates and amounts as elsewhere."""
    text = ISO_DATE.sub(lambda found: _day_or_as_written(found[0]), text.strip())
    text = GIVEN.sub(lambda found: f"{dose(Decimal(found[1]))} {route(found[2])}", text)
    text = LARGE.sub(lambda found: f"{int(found[0]):,}", text)
    if not text:
        return ""
    return f"{text[0].upper()}{text[1:]}{'' if text[-1] in '.!?:…”)' else '.'}"


def _day_or_as_written(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def listed(words: Iterable[str]) -> str:
    """a, b and c."""
    *before, last = [*words] or [""]
    return f"{', '.join(before)} and {last}" if before else last


def yes_no(value: bool | None) -> str:
    """The three answers that a question can have."""
    return "not known" if value is None else "yes" if value else "no"


def marked(text: str, verified: str) -> str:
    """The text with its mark, where the knowledge behind it was not fully checked."""
    mark = MARKS.get(verified)
    return f"{text} ({mark})" if mark else text
