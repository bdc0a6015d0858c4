"""`corrin check`: what was read of a record and what was not, without a plan."""

from datetime import date
from typing import Literal

import click

from corrin.cli import files, options
from corrin.cli.record import read_record
from corrin.errors import Refused


@click.command()
@click.argument("file")
@options.on
@options.patient
@options.form()
@options.max_bytes
@click.pass_context
def check(
    ctx: click.Context,
    file: str,
    on: date | None,
    patient: str | None,
    form: Literal["text", "json", "md"],
    max_bytes: int | None,
) -> None:
    """Show what was read of the record in FILE (- for the input), and what was not.

    FILE is a person file in YAML or JSON, or FHIR R4 in JSON, packed with gzip or not. Every entry
    is listed with what became of it and why.

    Exits with 0 where all of it was read, 1 where something was refused or not understood, and 3
    where nothing could be used.
    """
    from corrin.knowledge import load
    from corrin.render.check_page import check_page, checked
    from corrin.render.json import NoPlan, encoded
    from corrin.render.refusal import refusal_page

    knowledge = load.knowledge()
    try:
        reading, _ = read_record(file, knowledge=knowledge, on=on, patient=patient, most=max_bytes)
    except Refused as refused:
        if form == "json":
            files.write(encoded(NoPlan(refused=refused.refusals)))
        else:
            files.write_page(refusal_page(refused.refusals, title="Nothing was read"), form)
        ctx.exit(3)
    if form == "json":
        files.write(encoded(checked(reading)))
    else:
        files.write_page(check_page(reading, knowledge), form)
    if reading.person is None:
        ctx.exit(3)
    ctx.exit(1 if reading.refused or reading.not_understood else 0)
