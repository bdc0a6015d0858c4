"""The first sentences of a forecast, in plain words."""

from collections.abc import Iterator
from datetime import date

from corrin.forecast.says import MarkerForecast, When

FIRST = ("haemoglobin", "mcv", "reticulocytes", "methylmalonic_acid", "homocysteine")
"""The markers that are spoken of, in this order; of serum B12 the table is enough."""
EARLY, MIDDLE = 10, 20
"""The day of a month up to which it is early, and mid."""
SHORT = {
    "haemoglobin": "Haemoglobin",
    "mcv": "The size of red cells (MCV)",
    "reticulocytes": "The share of reticulocytes",
    "methylmalonic_acid": "Methylmalonic acid",
    "homocysteine": "Homocysteine",
}
"""How a marker is called in a sentence."""
WITHOUT_DELAY = frozenset({"methylmalonic_acid", "homocysteine"})
"""Markers that follow the functional pool at once in the model (docs/model.md, 18 and 19)."""
SOON_DAYS = 7
NEAR_DAYS = 10
"""An interval no longer than this is spoken of as a day."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def sentences(markers: tuple[MarkerForecast, ...], start: date, until: date) -> tuple[str, ...]:
    """What matters most, first; one sentence for each marker that is not normal now."""
    by_name = {one.marker: one for one in markers}
    ranked = [by_name[name] for name in FIRST if name in by_name]
    at_once = [one for one in ranked if one.marker in WITHOUT_DELAY and _at_once(one, start)]
    found = [
        says
        for one in ranked
        if one.when and one not in at_once
        for says in _sentence(one, one.when, until)
    ]
    if at_once:
        names = " and ".join(SHORT[one.marker].lower() for one in at_once)
        found.append(
            f"{capital(names)} would be normal within days of the first dose; but the model knows"
            " no delay there, and what was published is slower."
        )
    if found:
        return tuple(found)
    return (f"All markers of the model are normal, and likely to stay so until {day(until)}.",)


def _at_once(of: MarkerForecast, start: date) -> bool:
    """Whether a marker is normal sooner than anybody has seen."""
    when = of.when
    if when is None or when.state != "likely" or when.median is None:
        return False
    return (when.median - start).days <= SOON_DAYS


def _sentence(of: MarkerForecast, when: When, until: date) -> Iterator[str]:
    name = SHORT.get(of.marker, capital(of.name))
    if when.state == "unlikely":
        yield (
            f"{name} is not likely to be normal by {day(until)}"
            f" (the chance is {when.probability:.0%})."
        )
    elif when.state == "likely" and when.median and when.earliest:
        certain = when.latest is not None and (when.latest - when.earliest).days <= NEAR_DAYS
        span = (
            f"between {_short(when.earliest, when.latest)} and {day(when.latest)}"
            if when.latest
            else f"from {day(when.earliest)}, perhaps not before {day(until)}"
        )
        by = about(when.median, certain=certain)
        yield f"{name} is likely to be normal again by {by} ({span})."


def about(on: date, *, certain: bool) -> str:
    """A day as people speak of it: itself where it is certain, otherwise a part of a month."""
    if certain:
        return day(on)
    part = "early " if on.day <= EARLY else "mid-" if on.day <= MIDDLE else "late "
    return f"{part}{MONTHS[on.month - 1]}"


def _short(on: date, beside: date | None) -> str:
    """A date without its year, where the other one has the same."""
    same = beside is not None and beside.year == on.year
    return f"{on.day} {MONTHS[on.month - 1]}" if same else day(on)


def day(on: date) -> str:
    """A date in words."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def capital(name: str) -> str:
    """The name at the beginning of a sentence; MCV stays as it is."""
    return name[:1].upper() + name[1:]
