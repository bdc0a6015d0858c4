"""`corrin intake`: what a person needs, eats and absorbs, and what would close the gap."""

from datetime import date
from typing import Literal

import click

from corrin.cli import files, options
from corrin.cli.record import read_record
from corrin.errors import Refused


@click.command()
@click.argument("file")
@options.guideline("Whose target to use.")
@options.on
@options.form()
@options.patient
@options.max_bytes
@click.option("--full", is_flag=True, help="The targets of other bodies, and the sources.")
@click.pass_context
def intake(
    ctx: click.Context,
    file: str,
    guideline: str,
    on: date | None,
    form: Literal["text", "json", "md"],
    patient: str | None,
    max_bytes: int | None,
    full: bool,
) -> None:
    """Say whether the person in FILE (- for the input) gets enough vitamin B12.

    What is eaten stands under `diet` of a person file, in words with how much and how often or as
    entries; supplements stand under `medicines`.

    Exits with 0 for an answer, 1 where something was refused or not understood or the intake is
    short, and 3 where nothing could be used.
    """
    from corrin.care.guideline import Guideline
    from corrin.care.intake_report import intake_report
    from corrin.knowledge import load
    from corrin.render.intake import intake_page
    from corrin.render.json import NoPlan, encoded
    from corrin.render.refusal import refusal_page

    knowledge = load.knowledge()
    files.check_guideline(guideline, knowledge)
    try:
        reading, _ = read_record(file, knowledge=knowledge, on=on, patient=patient, most=max_bytes)
        refused, also = reading.refused, (*reading.warnings, *reading.not_understood)
    except Refused as error:
        reading, refused, also = None, error.refusals, ()
    if reading is None or reading.person is None:
        if form == "json":
            files.write(encoded(NoPlan(refused=refused)))
        else:
            page = refusal_page(refused, also, title="Nothing can be said of the intake")
            files.write_page(page, form)
        ctx.exit(3)
    report = intake_report(
        reading.person,
        on=reading.on,
        guideline=Guideline.of(knowledge, guideline),
        ledger=reading.ledger,
        refused=reading.refused,
        warnings=reading.warnings,
        not_understood=reading.not_understood,
    )
    if form == "json":
        files.write(encoded(report))
    else:
        files.write_page(intake_page(report, full=full), form)
    short = report.intake.verdict in ("short", "borderline")
    ctx.exit(1 if short or report.refused or report.not_understood else 0)
