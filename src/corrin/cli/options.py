"""The options that several commands take, each worded once."""

from collections.abc import Sequence

import click

from corrin.cli.files import Day

PAGE = ("text", "json", "md")

on = click.option("--on", type=Day(), help="The day of the assessment.  [default: today]")
patient = click.option(
    "--patient", metavar="ID", help="The person, where a FHIR record holds several."
)
max_bytes = click.option("--max-bytes", type=click.IntRange(min=1), help="Refuse a larger file.")


def guideline(says: str = "Whose guidance to follow."):
    """The guideline pack."""
    return click.option("--guideline", default="general", show_default=True, help=says)


def form(says: str = "How it is written.", forms: Sequence[str] = PAGE):
    """How the answer is written, which commands call `form`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default="text",
        show_default=True,
        help=says,
    )
