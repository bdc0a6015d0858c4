"""What a forecast says: plain records, which the text, the JSON and the pictures show."""

from datetime import date
from typing import Literal

import msgspec

from corrin.domain.plan import Expectation
from corrin.errors import Refusal

State = Literal["normal_now", "likely", "unlikely"]


class When(msgspec.Struct, frozen=True, kw_only=True):
    """When a marker is normal again, and stays so for the time that forecast.yaml names."""

    state: State
    probability: float
    """That it is so before the forecast ends."""
    median: date | None = None
    earliest: date | None = None
    latest: date | None = None
    """The central 90 %; None where it lies beyond the end of the forecast."""
    lost: float = 0.0
    """The probability that it is normal, and then no longer for as long, or at the end."""
    no_longer: date | None = None
    """From when it is lost in half of all; None where it is kept in half, or never normal."""


class Curve(msgspec.Struct, frozen=True, kw_only=True):
    """A marker over time: median and central 90 % on each day."""

    on: tuple[date, ...]
    low: tuple[float, ...]
    median: tuple[float, ...]
    high: tuple[float, ...]


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """A result in the unit of the model, and whether it was set aside as not fitting."""

    on: date
    value: float
    comparator: str | None = None
    set_aside: bool = False


class MarkerForecast(msgspec.Struct, frozen=True, kw_only=True):
    """One marker: its bounds, when it is normal again, its course, its results."""

    marker: str
    name: str
    unit: str
    normal_from: float | None
    normal_to: float | None
    when: When | None
    """None for a marker that has no bounds."""
    curve: Curve
    measured: tuple[Measured, ...] = ()


class ParameterShown(msgspec.Struct, frozen=True, kw_only=True):
    """What the results say of one parameter of the model."""

    name: str
    unit: str
    typical: float
    median: float
    low: float
    high: float
    narrowed: float
    """By how much the results narrow it, from 0 to 1."""


class TestWorth(msgspec.Struct, frozen=True, kw_only=True):
    """How much a further test would tell."""

    marker: str
    on: date
    about: str
    """The marker whose course it would narrow most."""
    narrows: float
    """By how much it is expected to narrow that, from 0 to 1."""


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """The longest interval at which markers stay normal; not the interval that is best."""

    longest_days: int | None
    """None where they do not stay normal at the shortest that was tried."""
    tried: tuple[tuple[int, float], ...]
    """Days, and the probability that all markers named stay normal."""
    markers: tuple[str, ...]
    left_out: tuple[str, ...]
    """Markers that more frequent doses would not make normal either."""


class WhatIf(msgspec.Struct, frozen=True, kw_only=True):
    """Another course beside the first."""

    what: str
    says: str
    markers: tuple[MarkerForecast, ...]


class Trust(msgspec.Struct, frozen=True, kw_only=True):
    """How the draws were made, and how far they can be trusted."""

    seed: int
    draws: int
    effective: float
    tail: float
    """The shape k of the tail of the weights; at 0.7 no forecast is made."""
    rounds: int
    results_used: int


class Dosed(msgspec.Struct, frozen=True, kw_only=True):
    """A dose that the forecast reckons with."""

    on: date
    micrograms: float
    route: str
    product: str


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """All that is said of one person on one course, up to a day."""

    on: date
    start: date
    until: date
    course: str
    says: tuple[str, ...]
    markers: tuple[MarkerForecast, ...]
    published: tuple[Expectation, ...]
    """What the literature says of the same markers, which the forecast may contradict."""
    no_model: tuple[Expectation, ...]
    """What the literature says of what has no model; no curve."""
    what_if: tuple[WhatIf, ...]
    interval: Interval | None
    tests: tuple[TestWorth, ...]
    parameters: tuple[ParameterShown, ...]
    doses: tuple[Dosed, ...]
    assumed: tuple[str, ...]
    set_aside: tuple[str, ...]
    not_read: tuple[str, ...]
    """What of the input was refused or not understood, and so did not count."""
    trust: Trust


class NoForecast(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is none."""

    refused: tuple[Refusal, ...]
