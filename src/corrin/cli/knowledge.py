"""`corrin knowledge` and `corrin sources`: what the plans rest on, and whether it holds."""

from datetime import date
from pathlib import Path

import click

from corrin.cli import files


@click.group()
def knowledge() -> None:
    """Check, date or compile the knowledge files."""


@knowledge.command()
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    """Find every problem of the knowledge files in FOLDER, or of corrin's own."""
    from corrin.knowledge import check, load

    says, holds = check.report(folder or load.FOLDER)
    click.echo(says)
    ctx.exit(0 if holds else 1)


@knowledge.command()
@click.option("--on", type=files.Day(), help="By which day.  [default: today]")
@click.pass_context
def due(ctx: click.Context, on: date | None) -> None:
    """List the entries whose review is due; exits with 1 where there are any."""
    from corrin.knowledge import due, load
    from corrin.knowledge.leaflets import leaflets

    found, pages = load.knowledge(), leaflets(load.FOLDER).values()
    by = on or files.today()
    click.echo(due.report(found, by, pages))
    ctx.exit(1 if due.due(found, by, pages) else 0)


@knowledge.command()
def build() -> None:
    """Compile the knowledge files into the one that the program loads."""
    from corrin.knowledge import load
    from corrin.knowledge.compile import compile_folder

    compiled = compile_folder(load.FOLDER)
    click.echo(f"compiled version {load.decode(compiled).version}, {len(compiled)} bytes")


@knowledge.command()
@click.option(
    "--fhir",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder, which is made where it is not there.",
)
@files.canonical
def export(folder: Path, canonical: str | None) -> None:
    """Write the knowledge as FHIR R4: plans, activities, codes and questionnaires."""
    from corrin.fhir_out import BASE
    from corrin.fhir_out import export as written
    from corrin.knowledge import load

    try:
        count = written.export(load.knowledge(), folder, canonical or BASE)
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be written: {error.strerror}.") from None
    click.echo(f"{count} resources in {folder}")


@click.command()
def sources() -> None:
    """List every document cited, how far it was read, and what rests on it."""
    from corrin.knowledge import load, sources

    click.echo(sources.report(load.knowledge()))
