"""A person and a course as the arguments of `corrin forecast` name them, and the forecast."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import click

from corrin.cli import files
from corrin.cli.record import read_record
from corrin.errors import Refusal, Refused

if TYPE_CHECKING:
    from corrin.domain.knowledge import Knowledge
    from corrin.forecast.made import Case, Planned
    from corrin.forecast.says import Forecast

MOST_READ = 1_000_000
"""Bytes of a file of results, or of a plan."""


class Asked(NamedTuple):
    """What is asked of a person, besides what only is shown."""

    guideline: str
    on: date | None
    start: date | None
    until: date | None
    regimen: str | None
    seed: int
    plan_file: str | None = None
    labs: str | None = None
    patient: str | None = None


def forecast_of(
    file: str, asked: Asked, compare: tuple[str, ...] = (), *, interval: bool = False
) -> "Forecast":
    """The forecast of the person in a file.

    Raises:
        Refused: no forecast is made of this person, or of this course.
        click.UsageError: there is no such file, guideline or regimen.
    """
    from corrin.forecast.whole import whole

    with _told_why():
        case = _case(file, asked)
        planned, name = _planned(case, asked)
        return whole(case, planned, name, compare, interval=interval, seed=asked.seed)


def sbml_of(file: str, asked: Asked) -> str:
    """The model of the person in a file, as SBML; raises what `forecast_of` does."""
    from corrin.forecast import exported

    with _told_why():
        case = _case(file, asked)
        return exported.of_person(case, _planned(case, asked)[0], seed=asked.seed)


@contextmanager
def _told_why() -> Generator[None]:
    """What the model cannot simulate is refused by the field that asks for it."""
    from corrin.forecast.refusal import not_simulated
    from corrin.kinetics.errors import NotSimulated

    try:
        yield
    except NotSimulated as error:
        raise Refused([not_simulated(error)]) from None


def _case(file: str, asked: Asked) -> "Case":
    from corrin.care.guideline import Guideline
    from corrin.care.plan import plan as planned
    from corrin.forecast.foretold import of_reading
    from corrin.knowledge import load

    knowledge = load.knowledge()
    check_names(asked, knowledge)
    reading, _ = read_record(
        file, knowledge=knowledge, on=asked.on, patient=asked.patient, most=None
    )
    if reading.person is None:
        raise Refused(reading.refused)
    person = reading.person
    if asked.labs is not None:
        from corrin.forecast.more_labs import with_labs

        person = with_labs(person, files.read(asked.labs, MOST_READ), knowledge, reading.on)
    pack = Guideline.of(knowledge, asked.guideline)
    made = planned(person, on=reading.on, guideline=pack, start=asked.start, ledger=reading.ledger)
    return of_reading(reading, person, made, pack)


def check_names(asked: Asked, knowledge: "Knowledge") -> None:
    """Refuse a guideline or a regimen that the knowledge does not have.

    Raises:
        click.UsageError: there is none of that name.
    """
    files.check_guideline(asked.guideline, knowledge)
    if asked.regimen is not None and asked.regimen not in knowledge.regimens:
        why = f"There is no regimen {asked.regimen!r}; `corrin regimens` lists them."
        raise click.UsageError(why)


def _planned(of: "Case", asked: Asked) -> "tuple[Planned, str | None]":
    """The course, and the regimen that it follows where it follows one."""
    from corrin.forecast import made, whatif

    if asked.plan_file is not None:
        from corrin.forecast.from_plan import from_plan

        planned = from_plan(files.read(asked.plan_file, MOST_READ), asked.until)
        _check(planned.start, planned.until, of)
        return planned, None
    if asked.regimen is not None:
        first = asked.start or of.made.basis.start
        last = asked.until or made.horizon(first)
        _check(first, last, of)
        return whatif.by_regimen(of, asked.regimen, first, last), asked.regimen
    planned = made.by_plan(of, asked.start, asked.until)
    _check(planned.start, planned.until, of)
    offer = of.made.treatment.offer
    return planned, offer.regimen if offer else None


def _check(start: date, until: date, of: "Case") -> None:
    """The days asked for lie after one another, and not too far ahead."""
    from datetime import timedelta

    from corrin.forecast.settings import settings

    most = int(settings().range["horizon_most"].value)
    if start < of.facts.on:
        why = f"it is before the assessment, on {of.facts.on}"
        _refuse("start", start, why, "what was given before stands under `prior_treatment`")
    if until <= start:
        _refuse("until", until, f"it is not after the start, {start}", "a later day")
    if until > start + timedelta(days=most):
        _refuse("until", until, "no study followed people for so long", f"{most} days at most")


def _refuse(field: str, value: date, why: str, accepted: str) -> None:
    raise Refused([Refusal(field=field, value=value.isoformat(), why=why, accepted=accepted)])
