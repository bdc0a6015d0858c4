"""A marker over time drawn with letters: for a terminal, a log or a letter."""

from collections.abc import Iterator
from datetime import date
from math import log10

from corrin.forecast.says import Dosed, MarkerForecast

WIDTH, HEIGHT = 64, 9
MARGIN = 8
BAND, MEDIAN, RESULT, ASIDE, BOUND, TICK = ".", "*", "o", "x", "-", "|"
SPREAD_OUT = frozenset({"total_b12", "active_b12", "methylmalonic_acid", "homocysteine"})
"""Markers of which a doubling is as far as a halving."""
LEGEND = (
    f"{MEDIAN} median  {BAND} 9 of 10 people like this  {BOUND} bound of normal"
    f"  {RESULT} result  {ASIDE} set aside"
)


class Scale:
    """Where a value stands among the rows, the highest first."""

    def __init__(self, values: list[float], *, spread_out: bool) -> None:
        self._spread_out = spread_out
        self._low, self._high = min(map(self._of, values)), max(map(self._of, values))

    def _of(self, value: float) -> float:
        return log10(max(value, 1e-3)) if self._spread_out else value

    def row(self, value: float) -> int:
        """The row of a value, 0 at the top."""
        room = self._high - self._low or 1.0
        share = (self._of(value) - self._low) / room
        return min(max(round((1 - share) * (HEIGHT - 1)), 0), HEIGHT - 1)

    def value(self, row: int) -> float:
        """The value in the middle of a row."""
        at = self._low + (1 - row / (HEIGHT - 1)) * (self._high - self._low)
        return 10**at if self._spread_out else at


def sketch(of: MarkerForecast, doses: tuple[Dosed, ...]) -> Iterator[str]:
    """The lines of a picture: title, band and median, doses, dates."""
    first, last = of.curve.on[0], of.curve.on[-1]
    bounds = [bound for bound in (of.normal_from, of.normal_to) if bound is not None]
    values = [*of.curve.low, *of.curve.high, *bounds, *(m.value for m in of.measured)]
    scale = Scale(values, spread_out=of.marker in SPREAD_OUT)
    rows = [[" "] * WIDTH for _ in range(HEIGHT)]
    for bound in bounds:
        rows[scale.row(bound)] = [BOUND] * WIDTH
    for column in range(WIDTH):
        index = _nearest(of.curve.on, column)
        top, bottom = scale.row(of.curve.high[index]), scale.row(of.curve.low[index])
        for row in range(top, bottom + 1):
            rows[row][column] = BAND
        rows[scale.row(of.curve.median[index])][column] = MEDIAN
    for result in of.measured:
        column = _column(result.on, first, last)
        rows[scale.row(result.value)][column] = ASIDE if result.set_aside else RESULT
    yield f"{of.name}, {of.unit.replace('10*9', '10^9')}"
    for number, row in enumerate(rows):
        label = f"{scale.value(number):.3g}" if number % 2 == 0 else ""
        yield f"{label:>{MARGIN - 2}} {TICK}{''.join(row)}".rstrip()
    given = [" "] * WIDTH
    for dose in doses:
        if first <= dose.on <= last:
            given[_column(dose.on, first, last)] = TICK
    yield f"{'doses':>{MARGIN - 2}}  {''.join(given)}".rstrip()
    ends = f"{first.isoformat()}{last.isoformat():>{WIDTH - len(first.isoformat())}}"
    yield f"{'':{MARGIN}}{ends}"


def _nearest(on: tuple[date, ...], column: int) -> int:
    """The index of the day shown in a column."""
    wanted = (on[-1] - on[0]).days * column / (WIDTH - 1)
    return min(range(len(on)), key=lambda i: abs((on[i] - on[0]).days - wanted))


def _column(on: date, first: date, last: date) -> int:
    share = (on - first).days / max((last - first).days, 1)
    return min(max(round(share * (WIDTH - 1)), 0), WIDTH - 1)
