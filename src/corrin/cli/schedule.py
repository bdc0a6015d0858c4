"""`corrin schedule`: the dates of a course that somebody has already chosen."""

from typing import Literal

import click

Format = Literal["text", "json", "ics"]


@click.command()
@click.argument("file")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "ics"]),
    default="text",
    show_default=True,
    help="How the dates are written.",
)
@click.pass_context
def schedule(ctx: click.Context, file: str, form: Format) -> None:
    """Write the dates of the course in FILE (- for the input).

    Exits with 3 where the request cannot be dated.
    """
    raise NotImplementedError
