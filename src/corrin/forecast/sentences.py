"""The first sentences of a forecast, in plain words."""

from collections.abc import Iterator
from datetime import date, timedelta

from corrin.forecast.says import MarkerForecast, When
from corrin.forecast.settings import settings

FIRST = ("haemoglobin", "mcv", "reticulocytes", "methylmalonic_acid", "homocysteine")
"""The markers that are spoken of, in this order; of serum B12 where nothing is said of them."""
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
METABOLITES = frozenset({"methylmalonic_acid", "homocysteine"})
"""Markers that no study measured in the first days of treatment."""
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
    early = [one for one in ranked if unseen(one, start)]
    found = [
        says
        for one in ranked
        if one.when and one not in early
        for says in _sentence(one, one.when, until)
    ]
    if early:
        names = " and ".join(SHORT[one.marker].lower() for one in early)
        found.append(
            f"{capital(names)} {'are' if len(early) > 1 else 'is'} likely to be normal again by"
            f" {day(start + _soonest())}, and may be sooner: studies have not measured earlier."
        )
    if not found:
        found = [
            says
            for one in markers
            if one.when and one not in ranked
            for says in _sentence(one, one.when, until)
        ]
    found += _lost(markers, until)
    if found:
        return tuple(found)
    return (f"All markers of the model are normal, and likely to stay so until {day(until)}.",)


def _lost(markers: tuple[MarkerForecast, ...], until: date) -> Iterator[str]:
    """Which are normal now or will be, and not to the end; those first that are lost first."""
    lost = sorted(
        (one.when.no_longer, capital(SHORT.get(one.marker, one.name)))
        for one in markers
        if one.when and one.when.no_longer
    )
    if lost:
        named = "; ".join(f"{name}, from {about(on, certain=False)} {on.year}" for on, name in lost)
        yield f"Not likely to stay normal until {day(until)}: {named}."


def unseen(of: MarkerForecast, start: date) -> bool:
    """Whether a metabolite is normal sooner than studies measured."""
    when = of.when if of.marker in METABOLITES else None
    if when is None or when.state != "likely" or when.median is None:
        return False
    return when.median - start < _soonest()


def _soonest() -> timedelta:
    return timedelta(days=settings().show["soonest"].value)


def _sentence(of: MarkerForecast, when: When, until: date) -> Iterator[str]:
    name = SHORT.get(of.marker, capital(of.name))
    if when.state == "unlikely":
        yield (
            f"{name} is not likely to be normal by {day(until)}"
            f" (the chance is {when.probability:.0%})."
        )
    elif when.state == "likely" and when.median and when.earliest:
        certain = when.latest is not None and (when.latest - when.earliest).days <= NEAR_DAYS
        by = about(when.median, certain=certain)
        span = "" if when.earliest == when.latest else f" ({_span(when.earliest, when, until)})"
        yield f"{name} is likely to be normal again by {by}{span}."


def _span(earliest: date, when: When, until: date) -> str:
    if when.latest:
        return f"between {_short(earliest, when.latest)} and {day(when.latest)}"
    return f"from {day(earliest)}, perhaps not before {day(until)}"


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
