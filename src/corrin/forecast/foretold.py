"""The forecast of the plan that was made of a person, as FHIR writes it."""

from collections.abc import Iterator
from decimal import Decimal

from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.domain.person import Person
from corrin.domain.plan import Plan
from corrin.errors import Refusal, Refused
from corrin.fhir_out.foretold import Foretold, Predicted
from corrin.forecast import made
from corrin.forecast.says import Forecast, MarkerForecast, When
from corrin.forecast.sentences import SHORT, WITHOUT_DELAY, capital
from corrin.forecast.settings import settings
from corrin.kinetics.errors import NotSimulated
from corrin.record.reading import Reading

SEED = 1
PERCENT = 100
TENTH = Decimal("0.1")


def foretold(reading: Reading, person: Person, plan: Plan, by: Guideline) -> Foretold:
    """The forecast under the course of a plan, or why none is made."""
    unread = (*reading.refused, *reading.not_understood)
    not_read = tuple(f"{one.field} “{one.value or ''}”: {one.why}" for one in unread)
    of_treatment = tuple(one for one in reading.refused if one.field.startswith("prior_treatment"))
    if of_treatment:
        return Foretold(refused=of_treatment)
    try:
        case = made.case(Facts.of(person, reading.on, by), plan, not_read)
        course = made.by_plan(case, None, None)
        drawn = made.drawn(case, course, count=int(settings().show["draws"].value), seed=SEED)
        return written(made.forecast(case, course, drawn, seed=SEED))
    except Refused as refused:
        return Foretold(refused=refused.refusals)
    except NotSimulated as error:
        why = "the model cannot take it"
        value = str(error.value)
        refusal = Refusal(field=error.field, value=value, why=why, accepted=error.accepted)
        return Foretold(refused=(refusal,))


def written(found: Forecast) -> Foretold:
    """A forecast as it is written."""
    return Foretold(
        course=found.course,
        basis=tuple(basis for of in found.markers for basis in _basis(of)),
        predicted=tuple(one for of in found.markers for one in _predicted(found, of)),
        notes=(
            *found.says,
            *(f"Assumed: {one}" for one in found.assumed),
            *(f"Set aside: {one}" for one in found.set_aside),
            *(f"Not read: {one}" for one in found.not_read),
            f"{found.trust.draws} draws with seed {found.trust.seed}.",
        ),
    )


def _basis(of: MarkerForecast) -> Iterator[str]:
    for one in of.measured:
        if not one.set_aside:
            yield f"{of.name} {one.comparator or ''}{one.value:g} {of.unit}, {one.on.isoformat()}"


def _predicted(found: Forecast, of: MarkerForecast) -> Iterator[Predicted]:
    """That a marker is normal before the forecast ends; then the central span of days."""
    when = of.when
    if when is None:
        return
    name = SHORT.get(of.marker, capital(of.name))
    chance = Decimal(str(when.probability * PERCENT)).quantize(TENTH)
    yield Predicted(
        outcome=f"{name}: normal",
        percent=chance,
        first=found.start,
        last=found.until,
        says=_because(of, when),
    )
    if when.earliest and when.latest and of.marker not in WITHOUT_DELAY:
        inside = settings().show["interval"].value * PERCENT
        yield Predicted(
            outcome=f"{name}: normal for the first time",
            percent=Decimal(str(inside)).quantize(TENTH),
            first=when.earliest,
            last=when.latest,
            says=f"The central {inside:g} % of people like this one.",
        )


def _because(of: MarkerForecast, when: When) -> str:
    if when.state == "normal_now":
        return "It is normal now."
    if of.marker in WITHOUT_DELAY:
        return "The model knows no delay here; what was published is slower."
    if when.median is None:
        return "It is not likely."
    return f"In half of people like this one by {when.median.isoformat()}."
