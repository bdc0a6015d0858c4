"""A forecast as text: first the sentences, then the picture, the table, and what it rests on."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from corrin.domain.plan import Expectation
from corrin.forecast.interval import SAYS
from corrin.forecast.says import (
    Forecast,
    Interval,
    MarkerForecast,
    ParameterShown,
    TestWorth,
    WhatIf,
)
from corrin.forecast.sentences import capital, day
from corrin.forecast.settings import settings
from corrin.forecast.sketch import LEGEND, sketch
from corrin.render.grounds import cited
from corrin.render.text import wrapped

DRAWN = 3
"""How many markers are drawn without --full; those first that are not normal."""
PARAMETERS = 8
WEEK = 7
CAUTION = (
    "A forecast from a model and from people like this one. It changes no advice, and no test or"
    " dose depends on it: symptoms, the blood count and the plan decide."
)
NAMES = {
    "haemoglobin": "haemoglobin",
    "homocysteine": "homocysteine",
    "reticulocytes": "reticulocytes",
    "methylmalonic_acid": "methylmalonic acid",
    "total_b12": "total B12",
    "active_b12": "active B12",
    "mcv": "MCV",
}


def forecast_text(of: Forecast, *, full: bool) -> str:
    """The whole forecast, each line ended."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(of, full))


def _lines(of: Forecast, full: bool) -> Iterator[str]:
    for sentence in of.says:
        yield from wrapped(sentence)
    yield ""
    yield from wrapped(CAUTION)
    yield from _headed("Course")
    yield from wrapped(f"{of.course}; from {day(of.start)}, forecast until {day(of.until)}.")
    drawn = sorted(of.markers, key=_calm)[: None if full else DRAWN]
    yield from _headed("Picture")
    yield LEGEND
    for marker in drawn:
        yield ""
        yield from sketch(marker, of.doses)
    yield from _headed("When each marker is normal")
    yield from _table(of.markers)
    yield from _expected(of)
    for other in of.what_if:
        yield from _what_if(of, other)
    if of.interval is not None:
        yield from _interval(of.interval)
    yield from _tests(of.tests)
    yield from _ground(of, full)


def _headed(title: str) -> Iterator[str]:
    yield ""
    yield title
    yield "-" * len(title)


def _calm(marker: MarkerForecast) -> bool:
    """Whether nothing happens to a marker that would be worth a picture."""
    return marker.when is None or marker.when.state == "normal_now"


def _table(markers: tuple[MarkerForecast, ...]) -> Iterator[str]:
    row = "{:<27} {:>12} {:>12} {:>24}"
    yield row.format("", "normal", "normal again", "9 of 10 between")
    for one in markers:
        yield row.format(_named(one), _normal(one), *_again(one)).rstrip()
    yield from _lost(markers)


def _named(one: MarkerForecast) -> str:
    return f"{NAMES.get(one.marker, one.name)}, {one.unit.replace('10*9', '10^9')}"


def _lost(markers: Iterable[MarkerForecast]) -> Iterator[str]:
    """What does not stay normal to the end, where that is not rare."""
    rare = 1 - settings().show["short_enough"].value
    lost = [
        f"{NAMES.get(one.marker, one.name)} in {one.when.lost:.0%}"
        + (f", in half from {one.when.no_longer.isoformat()} on" if one.when.no_longer else "")
        for one in markers
        if one.when and one.when.lost > rare
    ]
    if lost:
        yield from wrapped(f"Normal, and then no longer: {'; '.join(lost)}.")


def _normal(one: MarkerForecast) -> str:
    low, high = one.normal_from, one.normal_to
    if low is not None and high is not None:
        return f"{low:.4g} to {high:.4g}"
    if low is not None:
        return f"{low:.4g} or more"
    return "no bound" if high is None else f"up to {high:.4g}"


def _again(one: MarkerForecast) -> tuple[str, str]:
    when = one.when
    if when is None:
        return "", ""
    if when.state == "normal_now":
        return "now", ""
    if when.median is None:
        return "not likely", f"chance {when.probability:.0%}"
    first = when.earliest.isoformat() if when.earliest else ""
    last = when.latest.isoformat() if when.latest else "later"
    return when.median.isoformat(), f"{first} to {last}"


def _expected(of: Forecast) -> Iterator[str]:
    if of.published:
        yield from _headed("What was published about these markers")
        yield from wrapped("Where the forecast differs from it, this is the safer guide.")
        yield from _cited(of.published)
    if of.no_model:
        yield from _headed("What no model foretells")
        yield from wrapped("There is no curve for these; only what was published.")
        yield from _cited(of.no_model)


def _cited(expected: Iterable[Expectation]) -> Iterator[str]:
    for one in expected:
        says = one.says
        if one.may_be_incomplete and "incomplete" not in says:
            says = f"{says} Recovery may be incomplete."
        yield from wrapped(cited(says, one.sources, one.verified), "- ", "  ")


def _what_if(of: Forecast, other: WhatIf) -> Iterator[str]:
    """Both courses side by side."""
    yield from _headed(f"What if: {other.what}")
    yield from wrapped(f"{other.says}.")
    row = "{:<27} {:>12} {:>12} {:>12} {:>12}"
    weeks = int(settings().show["stays"].value) // WEEK
    yield row.format("", "normal again", "", f"worst after {weeks} weeks", "").rstrip()
    yield row.format("", "this course", "what if", "this course", "what if")
    since = of.start + timedelta(weeks=weeks)
    for one, then in zip(of.markers, other.markers, strict=True):
        both = (_again(one)[0], _again(then)[0], _worst(one, since), _worst(then, since))
        yield row.format(_named(one), *both).rstrip()
    yield from _lost(other.markers)


def _worst(of: MarkerForecast, since: date) -> str:
    """The median that is furthest to the wrong side, or nearest to it, from a day on."""
    low, high = of.normal_from, of.normal_to

    def off(value: float) -> float:
        return max(low / value if low else 0.0, value / high if high else 0.0)

    later = [value for on, value in zip(of.curve.on, of.curve.median, strict=True) if on >= since]
    return f"{max(later, key=off):.4g}" if later and (low or high) else ""


def _interval(of: Interval) -> Iterator[str]:
    yield from _headed("Is the interval short enough?")
    judged = ", ".join(NAMES.get(name, name) for name in of.markers)
    if of.longest_days is None:
        yield from wrapped("No interval that was tried keeps the markers normal in 9 of 10 people.")
    else:
        yield from wrapped(
            f"The longest interval at which markers stay normal in 9 of 10 people like this is"
            f" {of.longest_days} days ({judged})."
        )
    yield from wrapped(SAYS)
    chances = "; ".join(f"{days} days {chance:.0%}" for days, chance in of.tried)
    if chances:
        yield from wrapped(f"Chance that they stay normal: {chances}.")
    if of.left_out:
        names = ", ".join(NAMES.get(name, name) for name in of.left_out)
        yield from wrapped(f"Not judged, since more frequent doses would not help: {names}.")


def _tests(tests: tuple[TestWorth, ...]) -> Iterator[str]:
    yield from _headed("What a further test would tell")
    if not tests:
        yield from wrapped("No single test would narrow this forecast noticeably.")
    for test in tests:
        name, about = (NAMES.get(one, one) for one in (test.marker, test.about))
        yield from wrapped(
            f"{capital(name)} on {day(test.on)} would narrow the forecast of {about} by about"
            f" {test.narrows:.0%}.",
            "- ",
            "  ",
        )


def _ground(of: Forecast, full: bool) -> Iterator[str]:
    yield from _headed("What it rests on")
    trust = of.trust
    yield from wrapped(
        f"{trust.results_used} results; {trust.draws:,} people like this drawn with seed"
        f" {trust.seed}, worth {trust.effective:.0f} independent ones (Pareto k {trust.tail:.2f})."
        if trust.results_used
        else f"No result: {trust.draws:,} people like this drawn with seed {trust.seed}."
    )
    for said in of.assumed:
        yield from wrapped(f"Assumed, since nothing better is known: {said}.", "- ", "  ")
    for said in of.set_aside:
        yield from wrapped(f"Set aside, since it does not fit the others: {said}.", "- ", "  ")
    for said in of.not_read:
        yield from wrapped(f"Not reckoned with: {said}.", "- ", "  ")
    shown = of.parameters if full else of.parameters[:PARAMETERS]
    row = "{:<20} {:>9} {:>9} {:>22} {:>9}  {}"
    yield row.format("parameter", "typical", "median", "9 of 10 between", "narrowed", "unit")
    for one in shown:
        yield _parameter(row, one)
    if len(shown) < len(of.parameters):
        yield f"{len(of.parameters) - len(shown)} more: --full lists them."


def _parameter(row: str, one: ParameterShown) -> str:
    between = f"{one.low:.3g} to {one.high:.3g}"
    narrowed = f"{one.narrowed:.0%}"
    return row.format(
        one.name, f"{one.typical:.3g}", f"{one.median:.3g}", between, narrowed, one.unit
    )
