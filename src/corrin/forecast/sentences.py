"""The first sentences of a forecast, in plain words."""

from collections.abc import Iterator
from datetime import date

from corrin.forecast.says import MarkerForecast, When

FIRST = ("haemoglobin", "mcv", "methylmalonic_acid", "homocysteine", "total_b12")
"""Of several markers that are not normal, the first of these is spoken of first."""
EARLY, MIDDLE = 10, 20
"""The day of a month up to which it is early, and mid."""
NEAR_DAYS = 10
"""An interval no longer than this is spoken of as a day."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def sentences(markers: tuple[MarkerForecast, ...], until: date) -> tuple[str, ...]:
    """What matters most, first; one sentence for each marker that is not normal now."""
    order = {name: place for place, name in enumerate(FIRST)}
    ranked = sorted(markers, key=lambda one: order.get(one.marker, len(order)))
    found = [says for one in ranked if one.when for says in _sentence(one, one.when, until)]
    if found:
        return tuple(found)
    return (f"All markers of the model are normal, and likely to stay so until {day(until)}.",)


def _sentence(of: MarkerForecast, when: When, until: date) -> Iterator[str]:
    name = capital(of.name)
    if when.state == "unlikely":
        yield (
            f"{name} is not likely to be normal by {day(until)}"
            f" (the chance is {when.probability:.0%})."
        )
    elif when.state == "likely" and when.median and when.earliest:
        latest = f"and {day(when.latest)}" if when.latest else f"and later than {day(until)}"
        certain = when.latest is not None and (when.latest - when.earliest).days <= NEAR_DAYS
        yield (
            f"{name} is likely to be normal again by {about(when.median, certain=certain)}"
            f" (between {day(when.earliest)} {latest})."
        )


def about(on: date, *, certain: bool) -> str:
    """A day as people speak of it: itself where it is certain, otherwise a part of a month."""
    if certain:
        return day(on)
    part = "early " if on.day <= EARLY else "mid-" if on.day <= MIDDLE else "late "
    return f"{part}{MONTHS[on.month - 1]}"


def day(on: date) -> str:
    """A date in words."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def capital(name: str) -> str:
    """The name at the beginning of a sentence; MCV stays as it is."""
    return name[:1].upper() + name[1:]
