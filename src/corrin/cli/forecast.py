"""`corrin forecast`: how long until markers are normal, and whether an interval is short enough."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from corrin.cli import files, options
from corrin.cli.forecast_asked import Asked, forecast_of, sbml_of
from corrin.errors import Refusal, Refused

if TYPE_CHECKING:
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
@click.option("--sbml", is_flag=True, help="Write the model as SBML: of FILE, or a typical adult.")
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
    sbml: bool,
    patient: str | None,
    full: bool,
) -> None:
    """Forecast the markers of the person in FILE (- for the input) under a course of treatment.

    The course is that of the plan, a regimen by name, or the doses of a plan written as JSON.
    A forecast changes no advice. Exits with 0 for a forecast and 3 where none is made.
    """
    if regimen is not None and plan_file is not None:
        raise click.UsageError("Name a regimen or a plan, not both.")
    needs_extra(
        *(("matplotlib",) if form in PICTURES else ()),
        *(("pyarrow",) if many else ()),
        *(("antimony",) if sbml else ()),
    )
    shown = compare or interval or full or form != "text"
    if sbml and (shown or many):
        raise click.UsageError("--sbml goes with none of --compare, --interval, --full, --format.")
    of_one = plan_file or labs or patient
    if sbml and file is None:
        if of_one or on or start or until or regimen:
            raise click.UsageError("Name the file of the person whose model is to be written.")
        _write_typical()
        return
    if (file is None) == (many is None):
        raise click.UsageError("Name the file of a person (- for the input), or a folder: --many.")
    if many is not None:
        if of_one or shown:
            raise click.UsageError("--many goes with --regimen, --start, --until and --seed alone.")
        _run_many(many, output, Asked(guideline, on or files.today(), start, until, regimen, seed))
        return
    asked = Asked(guideline, on, start, until, regimen, seed, plan_file, labs, patient)
    say_if_compiled_now()
    try:
        if sbml:
            files.write(sbml_of(file or "-", asked).encode())
        else:
            _write(forecast_of(file or "-", asked, compare, interval=interval), form, full)
    except Refused as refused:
        _write_refused(refused.refusals, form)
        ctx.exit(3)


def _run_many(folder: Path, output: Path | None, asked: Asked) -> None:
    from corrin.cli.many import run_many

    out = output or folder / "forecasts"
    now, before = run_many(folder, out, asked)
    click.echo(f"{now} people forecast, {before} already there: {out}")


def _write_typical() -> None:
    from corrin.forecast.exported import of_typical_adult

    files.write(of_typical_adult().encode())


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
