"""`corrin schedule`: the dates of a course that somebody has already chosen."""

from typing import Literal

import click

from corrin.cli import files, options
from corrin.errors import Refusal, Refused

Format = Literal["text", "json", "ics"]


@click.command()
@click.argument("file")
@options.form("How the dates are written.", ("text", "json", "ics"))
@click.pass_context
def schedule(ctx: click.Context, file: str, form: Format) -> None:
    """Write the dates of the course in FILE (- for the input).

    Exits with 0 for dates, 1 where they are blocked or an alert asks for a review, and 3 where
    the request cannot be dated.
    """
    from corrin import schedule_request
    from corrin.care.schedule import schedule as dated
    from corrin.care.schedule_rules import scheduling_rules
    from corrin.knowledge import load
    from corrin.reading.strict import Limits, parse
    from corrin.render.schedule import as_json, schedule_page

    rules = scheduling_rules(load.knowledge())
    limits = Limits()
    data = files.read(file, limits.size)
    try:
        parsed = parse(data, limits=limits)
        request = schedule_request.read(parsed.value, rules, parsed.refused)
    except Refused as refused:
        _write_refused(refused.refusals, form)
        ctx.exit(3)
    found = dated(request, rules)
    if form == "json":
        from corrin.render.json import encoded

        files.write(encoded(as_json(found)))
    elif form == "ics":
        from corrin.render.calendar import calendar, of_schedule

        entries = of_schedule(found, request.visits)
        files.write(calendar(entries, of=repr(request.phases), stamp=request.start))
    else:
        files.write_page(schedule_page(found), "text")
    ctx.exit(0 if found.schedule_status == "ready" and not found.alerts else 1)


def _write_refused(refused: tuple[Refusal, ...], form: Format) -> None:
    if form == "json":
        from corrin.render.json import encoded

        files.write(encoded({"dates": [], "schedule_status": "not_indicated", "refused": refused}))
    else:
        from corrin.render.refusal import refusal_page

        page = refusal_page(refused, title="The course cannot be dated")
        files.write_page(page, "text", err=form == "ics")
