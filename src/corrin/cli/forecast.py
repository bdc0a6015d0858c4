"""`corrin forecast`: how long until markers are normal, and whether an interval is short enough."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from corrin.cli import files, options
from corrin.cli.record import read_record
from corrin.errors import Refusal, Refused

if TYPE_CHECKING:
    from corrin.forecast.made import Case, Planned
    from corrin.forecast.says import Forecast

Format = Literal["text", "json", "png", "svg"]
PICTURES = ("png", "svg")


@click.command()
@click.argument("file", required=False)
@options.guideline()
@options.on
@click.option("--start", type=files.Day(), help="The day of the first dose.  [default: the plan's]")
@click.option("--until", type=files.Day(), help="The last day forecast.  [default: a year on]")
@click.option("--regimen", metavar="ID", help="A regimen by name, instead of the one offered.")
@click.option("--plan", "plan_file", metavar="FILE", help="The doses of a plan written as JSON.")
@click.option("--labs", metavar="FILE", help="More results, as under `labs` in a person file.")
@click.option(
    "--compare", metavar="WHAT", multiple=True, help="Another course beside it; see the manual."
)
@click.option("--interval", is_flag=True, help="Ask whether the interval is short enough.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@options.form("How the forecast is written.", ("text", "json", "png", "svg"))
@click.option(
    "--many",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Everybody in a folder, on all cores, written as Parquet into --output.",
)
@click.option(
    "--output",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where --many writes.  [default: forecasts, in that folder]",
)
@options.patient
@click.option("--full", is_flag=True, help="Every marker drawn, and every parameter.")
@click.pass_context
def forecast(
    ctx: click.Context,
    file: str | None,
    guideline: str,
    on: date | None,
    start: date | None,
    until: date | None,
    regimen: str | None,
    plan_file: str | None,
    labs: str | None,
    compare: tuple[str, ...],
    interval: bool,
    seed: int,
    form: Format,
    many: Path | None,
    output: Path | None,
    patient: str | None,
    full: bool,
) -> None:
    """Forecast the markers of the person in FILE (- for the input) under a course of treatment.

    The course is that of the plan, a regimen by name, or the doses of a plan written as JSON.
    A forecast changes no advice. Exits with 0 for a forecast and 3 where none is made.
    """
    if (file is None) == (many is None):
        raise click.UsageError("Name the file of a person (- for the input), or a folder: --many.")
    if regimen is not None and plan_file is not None:
        raise click.UsageError("Name a regimen or a plan, not both.")
    needs_extra(*(("matplotlib",) if form in PICTURES else ()), *(("pyarrow",) if many else ()))
    if many is not None:
        if plan_file or labs or compare or interval or patient:
            raise click.UsageError("--many goes with --regimen, --start, --until and --seed alone.")
        _run_many(many, output, guideline, on, start, until, regimen, seed)
        return
    try:
        made = forecast_of(
            file or "-",
            guideline=guideline,
            on=on,
            start=start,
            until=until,
            regimen=regimen,
            plan_file=plan_file,
            labs=labs,
            compare=compare,
            interval=interval,
            seed=seed,
            patient=patient,
        )
    except Refused as refused:
        _write_refused(refused.refusals, form)
        ctx.exit(3)
    _write(made, form, full)


def forecast_of(
    file: str,
    *,
    guideline: str,
    on: date | None,
    start: date | None,
    until: date | None,
    regimen: str | None,
    seed: int,
    plan_file: str | None = None,
    labs: str | None = None,
    compare: tuple[str, ...] = (),
    interval: bool = False,
    patient: str | None = None,
) -> "Forecast":
    """The forecast of the person in a file.

    Raises:
        Refused: no forecast is made of this person, or of this course.
        click.UsageError: there is no such file, guideline or regimen.
    """
    from corrin.forecast.refusal import not_simulated
    from corrin.forecast.whole import whole
    from corrin.kinetics.errors import NotSimulated

    case = _case(file, guideline, on, start, regimen, labs, patient)
    planned, name = _planned(case, start, until, regimen, plan_file)
    say_if_compiled_now()
    try:
        return whole(case, planned, name, compare, interval=interval, seed=seed)
    except NotSimulated as error:
        raise Refused([not_simulated(error)]) from None


def _run_many(
    folder: Path,
    output: Path | None,
    guideline: str,
    on: date | None,
    start: date | None,
    until: date | None,
    regimen: str | None,
    seed: int,
) -> None:
    from corrin.cli.many import Asked, run_many

    out = output or folder / "forecasts"
    asked = Asked(guideline, on or files.today(), start, until, regimen, seed)
    now, before = run_many(folder, out, asked)
    click.echo(f"{now} people forecast, {before} already there: {out}")


def needs_extra(*more: str) -> None:
    """A sentence, where what a forecast needs was not installed."""
    from importlib.util import find_spec

    missing = [name for name in ("numpy", "scipy", "numba", *more) if find_spec(name) is None]
    if missing:
        raise click.UsageError(
            f"A forecast needs {', '.join(missing)}: install corrin[forecast], with that extra."
        )


def say_if_compiled_now() -> None:
    """A sentence on a terminal, where the model has yet to be compiled on this machine."""
    from corrin.kinetics.compiled import kept

    if sys.stderr.isatty() and not kept():
        click.echo("The model is compiled first, once on this machine: about 15 seconds.", err=True)


def _case(
    file: str,
    guideline: str,
    on: date | None,
    start: date | None,
    regimen: str | None,
    labs: str | None,
    patient: str | None,
) -> "Case":
    from corrin.care.guideline import Guideline
    from corrin.care.plan import plan as planned
    from corrin.forecast.foretold import of_reading
    from corrin.knowledge import load

    knowledge = load.knowledge()
    if guideline not in knowledge.packs:
        known = ", ".join(knowledge.packs)
        raise click.UsageError(f"There is no guideline {guideline!r}; there are {known}.")
    if regimen is not None and regimen not in knowledge.regimens:
        raise click.UsageError(f"There is no regimen {regimen!r}; `corrin regimens` lists them.")
    reading, _ = read_record(file, knowledge=knowledge, on=on, patient=patient, most=None)
    if reading.person is None:
        raise Refused(reading.refused)
    person = reading.person
    if labs is not None:
        from corrin.forecast.more_labs import with_labs

        person = with_labs(person, files.read(labs, MOST_LABS), knowledge, reading.on)
    pack = Guideline.of(knowledge, guideline)
    made = planned(person, on=reading.on, guideline=pack, start=start, ledger=reading.ledger)
    return of_reading(reading, person, made, pack)


MOST_LABS = 1_000_000


def _planned(
    of: "Case",
    start: date | None,
    until: date | None,
    regimen: str | None,
    plan_file: str | None,
) -> "tuple[Planned, str | None]":
    """The course, and the regimen that it follows where it follows one."""
    from corrin.forecast import made, whatif

    if plan_file is not None:
        from corrin.forecast.from_plan import from_plan

        planned = from_plan(files.read(plan_file, MOST_LABS), until)
        _check(planned.start, planned.until, of)
        return planned, None
    if regimen is not None:
        first = start or of.made.basis.start
        last = until or made.horizon(first)
        _check(first, last, of)
        return whatif.by_regimen(of, regimen, first, last), regimen
    planned = made.by_plan(of, start, until)
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


def _write(made: "Forecast", form: Format, full: bool) -> None:
    if form == "json":
        from corrin.render.json import encoded

        files.write(encoded(made))
    elif form == "text":
        from corrin.forecast.page import forecast_text

        click.echo(forecast_text(made, full=full), nl=False)
    else:
        from corrin.forecast.picture import picture

        files.write(picture(made, form))


def _write_refused(refused: tuple[Refusal, ...], form: Format) -> None:
    if form == "json":
        from corrin.forecast.says import NoForecast
        from corrin.render.json import encoded

        files.write(encoded(NoForecast(refused=refused)))
    else:
        from corrin.render.refusal import refusal_page

        page = refusal_page(refused, title="No forecast is made")
        files.write_page(page, "text", err=form in PICTURES)
