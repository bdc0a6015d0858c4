"""The doses of a plan that `corrin plan --format json` wrote."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
from msgspec import Struct

from corrin.errors import Refusal, Refused
from corrin.forecast.given import FORMS, DatedDose
from corrin.forecast.made import Planned, horizon

WOULD_DO = "a plan with dated doses, as `corrin plan --format json` writes it"


class PlannedDose(Struct, frozen=True):
    """A dated dose of a plan."""

    on: date
    dose_micrograms: float
    route: str


class PlannedCourse(Struct, frozen=True):
    """Tablets of a plan."""

    first: date
    last: date
    every_days: float
    dose_micrograms: float
    route: str


class PlannedOffer(Struct, frozen=True):
    """Which product."""

    product: str | None


class PlannedTreatment(Struct, frozen=True):
    """The part of a plan that is read."""

    offer: PlannedOffer | None
    doses: tuple[PlannedDose, ...]
    courses: tuple[PlannedCourse, ...]


class WrittenPlan(Struct, frozen=True):
    """A plan; everything else in it is passed over."""

    treatment: PlannedTreatment


def from_plan(data: bytes, until: date | None) -> Planned:
    """The doses of a plan, and nothing after the last of them.

    Raises:
        Refused: it is no plan, or it has no dated doses of a product that the model knows.
    """
    try:
        written = msgspec.json.decode(data, type=WrittenPlan).treatment
    except msgspec.DecodeError as error:
        raise Refused([_no("plan", f"it cannot be read as a plan: {error}")]) from None
    product = written.offer.product if written.offer else None
    if product not in FORMS or not (written.doses or written.courses):
        raise Refused([_no("plan", "it holds no dated doses of a product that the model knows")])
    doses = tuple(sorted(_doses(written, product)))
    start = doses[0].on
    return Planned(
        says="The doses of the plan that was given, and none after them",
        doses=doses,
        start=start,
        until=until or horizon(start),
    )


def _doses(written: PlannedTreatment, product: str) -> Iterator[DatedDose]:
    for dose in written.doses:
        yield DatedDose(
            on=dose.on, micrograms=dose.dose_micrograms, route=dose.route, product=product
        )
    for course in written.courses:
        step = timedelta(days=max(int(course.every_days), 1))
        on = course.first
        while on <= course.last:
            yield DatedDose(
                on=on, micrograms=course.dose_micrograms, route=course.route, product=product
            )
            on += step


def _no(field: str, why: str) -> Refusal:
    return Refusal(field=field, value=None, why=why, accepted=WOULD_DO)
