"""The forecast under the plan of somebody who was read, in words and as FHIR writes it."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from msgspec.structs import replace

from corrin import fhir_out
from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.domain.person import Notice, Person
from corrin.domain.plan import Foretold, Plan
from corrin.errors import Refusal, Refused
from corrin.fhir_out.foretold import Predicted
from corrin.forecast import made
from corrin.forecast.page import CAUTION
from corrin.forecast.refusal import each_once, entry_of, not_simulated
from corrin.forecast.says import Forecast, MarkerForecast, When
from corrin.forecast.sentences import SHORT, capital, unseen
from corrin.forecast.settings import settings
from corrin.kinetics.errors import NotSimulated
from corrin.record.reading import Reading

SEED = 1
"""The same as in `corrin forecast`, so that both say the same."""
PERCENT = 100
TENTH = Decimal("0.1")


def of_reading(reading: Reading, person: Person, plan: Plan, by: Guideline) -> made.Case:
    """The person of a forecast, who was read and has a plan.

    Raises:
        Refused: no forecast is made of this person.
    """
    of_treatment = [one for one in reading.refused if one.field.startswith("prior_treatment")]
    if of_treatment:
        raise Refused(each_once(of_treatment))
    not_read = tuple(_not_read(each_once((*reading.refused, *reading.not_understood))))
    said = [(one.field, one.why) for one in reading.warnings]
    try:
        return made.case(Facts.of(person, reading.on, by), plan, not_read)
    except Refused as refused:
        raise Refused(
            replace(one, why="; ".join([one.why, *(why for at, why in said if at == one.field)]))
            for one in refused.refusals
        ) from None


def _not_read(unread: Iterable[Notice | Refusal]) -> Iterator[str]:
    """What does not count, by field and value; each entry once for each reason."""
    for (_, why), fields in groupby(unread, key=lambda one: (entry_of(one), one.why)):
        named = ", ".join(f"{one.field} “{one.value or ''}”" for one in fields)
        yield f"{named}: {why}"


def told(reading: Reading, person: Person, plan: Plan, by: Guideline) -> Forecast | Refused:
    """The forecast under the course of a plan, or why none is made."""
    try:
        case = of_reading(reading, person, plan, by)
        course = made.by_plan(case, None, None)
        drawn = made.drawn(case, course, count=int(settings().show["draws"].value), seed=SEED)
        return made.forecast(case, course, drawn, seed=SEED)
    except Refused as refused:
        return refused
    except NotSimulated as error:
        return Refused([not_simulated(error)])


def in_words(found: Forecast | Refused) -> Foretold:
    """A forecast as part 10 of a plan tells it."""
    if isinstance(found, Refused):
        return Foretold(refused=found.refusals)
    return Foretold(
        says=found.says,
        course=found.course,
        until=found.until,
        caution=CAUTION,
        assumed=found.assumed,
        set_aside=found.set_aside,
        not_read=found.not_read,
    )


def as_risks(found: Forecast | Refused) -> fhir_out.Foretold:
    """A forecast as FHIR writes it."""
    if isinstance(found, Refused):
        return fhir_out.Foretold(refused=found.refusals)
    return fhir_out.Foretold(
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
        says=_because(when),
    )
    if when.earliest and when.latest and not unseen(of, found.start):
        inside = settings().show["interval"].value * PERCENT
        yield Predicted(
            outcome=f"{name}: normal for the first time",
            percent=Decimal(str(inside)).quantize(TENTH),
            first=when.earliest,
            last=when.latest,
            says=f"The central {inside:g} % of people like this one.",
        )


def _because(when: When) -> str:
    if when.state == "normal_now":
        return "It is normal now."
    if when.median is None:
        return "It is not likely."
    return f"In half of people like this one by {when.median.isoformat()}."
