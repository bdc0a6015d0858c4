"""`corrin timing`: the minutes of a day that are open for vitamin B12."""

from typing import Literal

import click

from corrin.cli import files
from corrin.errors import Refusal, Refused

Format = Literal["text", "json", "md"]


@click.command()
@click.argument("file")
@click.option("--guideline", default="general", show_default=True, help="Whose guidance to follow.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "md"]),
    default="text",
    show_default=True,
    help="How the hours are written.",
)
@click.pass_context
def timing(ctx: click.Context, file: str, guideline: str, form: Format) -> None:
    """Find when to take vitamin B12 in the day that FILE describes (- for the input).

    Exits with 0 for hours, 1 where none is open as wanted or something was not understood, and
    3 where the request cannot be answered.
    """
    from corrin import timing_request
    from corrin.care.timing import hours
    from corrin.care.timing_rules import timing_rules
    from corrin.knowledge import load
    from corrin.reading.strict import Limits, parse

    knowledge = load.knowledge()
    if guideline not in knowledge.packs:
        known = ", ".join(knowledge.packs)
        raise click.UsageError(f"There is no guideline {guideline!r}; there are {known}.")
    rules = timing_rules(knowledge, guideline)
    limits = Limits()
    data = files.read(file, limits.size)
    try:
        parsed = parse(data, limits=limits)
        request = timing_request.read(parsed.value, knowledge, rules, parsed.refused)
    except Refused as refused:
        _write_refused(refused.refusals, form)
        ctx.exit(3)
    found = hours(request, rules)
    if form == "json":
        from corrin.render.json import encoded

        files.write(encoded(found))
    else:
        from corrin.render.timing import hours_page

        files.write_page(hours_page(found), form)
    ctx.exit(0 if found.feasible and not found.not_understood else 1)


def _write_refused(refused: tuple[Refusal, ...], form: Format) -> None:
    if form == "json":
        from corrin.render.json import encoded

        files.write(encoded({"allowed": [], "best": None, "refused": refused}))
    else:
        from corrin.render.refusal import refusal_page

        page = refusal_page(refused, title="The hours cannot be found")
        files.write_page(page, form)
