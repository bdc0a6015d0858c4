"""The forecast of one person: the prior, the results and the course put together."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
import numpy as np
from msgspec.structs import replace

from corrin.care.facts import Facts
from corrin.domain.plan import Expectation, Plan, SourceUsed
from corrin.errors import Refused
from corrin.forecast import given
from corrin.forecast.course import Clock, PrintedResults, clock, course, grid, measured
from corrin.forecast.fitted import Fitted, fitted
from corrin.forecast.given import DatedDose
from corrin.forecast.normal import Bounds, bounds, first_lost, first_normal
from corrin.forecast.refusal import outside
from corrin.forecast.says import (
    Curve,
    Dosed,
    Forecast,
    MarkerForecast,
    Measured,
    ParameterShown,
    Trust,
    When,
)
from corrin.forecast.sentences import sentences
from corrin.forecast.settings import settings
from corrin.forecast.subject import Subject, subject
from corrin.forecast.values import MARKERS, renal
from corrin.kinetics.course import Course
from corrin.kinetics.equations import Floats
from corrin.kinetics.parameters import entries
from corrin.kinetics.personal import Marker, marker, people
from corrin.kinetics.simulate import Outputs, simulate

MONTHS = 12
SHOWN = (
    Marker.HAEMOGLOBIN,
    Marker.MCV,
    Marker.RETICULOCYTE_SHARE,
    Marker.SERUM_B12,
    Marker.HOLOTC,
    Marker.MMA,
    Marker.HOMOCYSTEINE,
)
MODELLED = frozenset({MARKERS[name][0] for name in SHOWN})
WITHOUT_MODEL = frozenset(
    {
        "nerves",
        "paraesthesia",
        "cord_and_gait",
        "cognition_mood",
        "vision",
        "fatigue",
        "nitrous_oxide_neuropathy",
        "diabetic_neuropathy",
    }
)


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one person that does not hang on the course."""

    facts: Facts
    made: Plan
    subject: Subject
    before: tuple[DatedDose, ...]
    """What was given before the assessment."""
    not_read: tuple[str, ...] = ()
    """What of the input was refused or not understood."""


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A course: what it is called, all its doses, and from when to when it is forecast."""

    says: str
    doses: tuple[DatedDose, ...]
    start: date
    until: date
    vegan_from: date | None = None
    nitrous_oxide: tuple[date, float] | None = None
    medicines_from: tuple[date, frozenset[str]] | None = None
    """The day from which other medicines are taken than now, and which lower absorption then."""


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A forecast as arrays: what the records are made of."""

    clock: Clock
    results: PrintedResults
    fitted: Fitted

    @property
    def outputs(self) -> Outputs:
        """Of draws that weigh alike, shape (draws, times)."""
        return self.fitted.draws.outputs

    @property
    def mchc(self) -> Floats:
        """Shape (draws,)."""
        return self.fitted.draws.parameters["mchc"]


def case(facts: Facts, made: Plan, not_read: tuple[str, ...] = ()) -> Case:
    """The person of a forecast.

    Raises:
        Refused: the person lies outside of what the model was checked in, or what was given
            before is not known well enough.
    """
    months = facts.person.age_months
    egfr = renal(facts, None if months is None else months / MONTHS)
    refused = outside(facts.person, facts, made, egfr)
    if refused:
        raise Refused(refused)
    return Case(
        facts=facts,
        made=made,
        subject=subject(facts, made, egfr),
        before=given.before(facts, made),
        not_read=(*not_read, *given.left_out(facts)),
    )


def course_of(of: Case, planned: Planned, at: Clock) -> Course:
    """What was given and will be, and what is eaten, for the model."""
    return course(
        (*of.before, *planned.doses),
        at,
        of.subject.prior.micrograms_per_day,
        vegan_from=planned.vegan_from,
        nitrous_oxide=planned.nitrous_oxide,
        medicines=of.subject.medicines,
        medicines_from=planned.medicines_from,
    )


def drawn(of: Case, planned: Planned, *, count: int, seed: int) -> Drawn:
    """The draws of a person on a course, as arrays.

    Raises:
        Refused: the results contradict one another, or the draws cannot be trusted.
    """
    at = clock(of.facts, (*of.before, *planned.doses))
    found = measured(of.facts, at)
    prior = of.subject.prior
    first = min([planned.start, of.facts.on, *(result.on for result in found.printed)])
    days = grid(at, first, planned.start, planned.until, planned.doses)
    fit = fitted(prior, found, course_of(of, planned, at), days, count=count, seed=seed)
    return Drawn(clock=at, results=found, fitted=fit)


def followed(of: Case, planned: Planned, like: Drawn) -> Drawn:
    """The same draws on another course, which the results say nothing about."""
    draws, at = like.fitted.draws, like.clock
    prior = of.subject.prior
    first = min(planned.start, of.facts.on)
    days = grid(at, first, planned.start, planned.until, planned.doses)
    parameters, start = people(prior, draws.z)
    out = simulate(parameters, course_of(of, planned, at), days, start)
    fit = replace(like.fitted, draws=replace(draws, parameters=parameters, outputs=out))
    return replace(like, fitted=fit)


def forecast(of: Case, planned: Planned, arrays: Drawn, *, seed: int) -> Forecast:
    """The forecast of a person on a course; what-if, interval and tests are added to it."""
    markers = tuple(marker_forecasts(of, planned, arrays))
    draws, aside = arrays.fitted.draws, ~arrays.fitted.kept
    return Forecast(
        on=of.facts.on,
        start=planned.start,
        until=planned.until,
        course=planned.says,
        says=sentences(markers, planned.start, planned.until),
        markers=markers,
        published=tuple(published(of, markers)),
        no_model=tuple(e for e in of.made.expectation if e.marker in WITHOUT_MODEL),
        what_if=(),
        interval=None,
        tests=(),
        parameters=tuple(parameters(of, arrays)),
        doses=tuple(
            Dosed(on=d.on, micrograms=d.micrograms, route=d.route, product=d.product)
            for d in planned.doses
        ),
        assumed=of.subject.assumed,
        set_aside=tuple(
            f"{result.analyte} {result.value} {result.unit} on {result.on.isoformat()}"
            for result, out in zip(arrays.results.printed, aside, strict=True)
            if out
        ),
        not_read=of.not_read,
        trust=Trust(
            seed=seed,
            draws=draws.z.shape[0],
            effective=draws.effective,
            tail=draws.tail,
            rounds=draws.rounds,
            results_used=arrays.fitted.used.size,
        ),
    )


def published(of: Case, markers: tuple[MarkerForecast, ...]) -> Iterator[Expectation]:
    """What the literature says of the markers of the model: all that the plan says, and of each
    other marker that is not normal what the knowledge has."""
    told = [one for one in of.made.expectation if one.marker in MODELLED]
    yield from told
    said = {one.marker for one in told}
    ill = {one.marker for one in markers if one.when and one.when.state != "normal_now"}
    for known in of.facts.guideline.knowledge.recovery:
        if known.marker in ill - said and not known.routes:
            yield Expectation(
                id=known.id,
                marker=known.marker,
                says=known.says,
                onset=known.onset,
                full=known.full,
                may_be_incomplete=known.may_be_incomplete,
                verified=known.verified,
                sources=tuple(SourceUsed(id=source) for source in known.sources),
            )


def marker_forecasts(of: Case, planned: Planned, arrays: Drawn) -> Iterator[MarkerForecast]:
    """Every marker that is shown."""
    known = of.facts.guideline.knowledge.analytes
    for name in SHOWN:
        analyte, unit = MARKERS[name]
        normal = bounds(of.facts, name)
        values = marker(arrays.outputs, name, arrays.mchc)
        yield MarkerForecast(
            marker=analyte,
            name=known[analyte].name,
            unit=unit,
            normal_from=None if normal is None else normal.low,
            normal_to=None if normal is None else normal.high,
            when=None if normal is None else when(values, normal, planned, arrays),
            curve=_curve(values, arrays),
            measured=tuple(_measured(name, arrays)),
        )


def when(values: Floats, normal: Bounds, planned: Planned, arrays: Drawn) -> When:
    """When a marker is normal again, from the start of the course on."""
    at, days = arrays.clock, arrays.outputs.days
    ahead = days >= at.day(planned.start, 0)
    stays = settings().show["stays"].value
    first = first_normal(values[:, ahead], days[ahead], normal, stays)
    lost = first_lost(values[:, ahead], days[ahead], normal, stays, first)
    half_lost = _quantiles(lost[:, None])[1, 0]
    kept = When(
        state="normal_now",
        probability=float(np.mean(np.isfinite(first))),
        lost=float(np.mean(np.isfinite(lost))),
        no_longer=at.date(half_lost) if np.isfinite(half_lost) else None,
    )
    if np.mean(first <= days[ahead][0]) > settings().show["likely"].value:
        return kept
    low, median, high = _quantiles(first[:, None])[:, 0]
    dates = [at.date(day) if np.isfinite(day) else None for day in (low, median, high)]
    return replace(
        kept,
        state="unlikely" if dates[1] is None else "likely",
        earliest=dates[0],
        median=dates[1],
        latest=dates[2],
    )


def _quantiles(values: Floats) -> Floats:
    """Low, median and high of draws, shape (3, ...); each a value that was drawn."""
    inside = settings().show["interval"].value
    at = [(1 - inside) / 2, 1 / 2, (1 + inside) / 2]
    return np.quantile(values, at, axis=0, method="inverted_cdf")


def _curve(values: Floats, arrays: Drawn) -> Curve:
    low, median, high = _quantiles(values)
    return Curve(
        on=tuple(arrays.clock.date(day) for day in arrays.outputs.days),
        low=_rounded(low),
        median=_rounded(median),
        high=_rounded(high),
    )


def _rounded(values: Floats) -> tuple[float, ...]:
    """To four digits: what is shown, and the same on every machine."""
    return tuple(float(f"{value:.4g}") for value in values)


def _measured(name: Marker, arrays: Drawn) -> Iterator[Measured]:
    found = arrays.results
    rows = zip(
        found.found.marker, found.found.value, found.printed, arrays.fitted.kept, strict=True
    )
    for of, value, result, kept in rows:
        if of is name:
            yield Measured(
                on=result.on,
                value=float(f"{value:.4g}"),
                comparator=result.comparator,
                set_aside=not kept,
            )


def parameters(of: Case, arrays: Drawn) -> Iterator[ParameterShown]:
    """What the results say of the parameters, those first that they narrow most."""
    prior, draws = of.subject.prior, arrays.fitted.draws
    shown: list[ParameterShown] = []
    for index, name in enumerate(prior.varying):
        low, median, high = _quantiles(draws.parameters[name][:, None])[:, 0]
        narrowed = 1 - float(np.std(draws.z[:, index]))
        shown.append(
            ParameterShown(
                name=name,
                unit=entries()[name].unit,
                typical=float(f"{prior.typical[name][0]:.4g}"),
                median=float(f"{median:.4g}"),
                low=float(f"{low:.4g}"),
                high=float(f"{high:.4g}"),
                narrowed=round(max(narrowed, 0.0), 2),
            )
        )
    yield from sorted(shown, key=lambda one: -one.narrowed)


def by_plan(of: Case, start: date | None, until: date | None) -> Planned:
    """The course that the plan offers.

    Raises:
        Refused: the plan offers none.
    """
    from corrin.forecast.whatif import by_regimen, no_offer

    offer = of.made.treatment.offer
    if offer is None or offer.product is None or not offer.phases:
        raise Refused([no_offer(of.made)])
    doses = of.made.treatment.doses
    first = start or (doses[0].on if doses else of.made.basis.start)
    return by_regimen(of, offer.regimen, first, until or horizon(first))


def horizon(start: date) -> date:
    """The last day of a forecast where none was asked for."""
    return start + timedelta(days=int(settings().show["horizon"].value))
