"""`corrin interactions`: what a person's medicines do to vitamin B12 and its tests."""

from datetime import date
from typing import Literal

import click

from corrin.cli import files, options
from corrin.cli.record import read_record
from corrin.errors import Refusal, Refused

Format = Literal["text", "json", "md"]
WORTH_KNOWING = frozenset({"high", "moderate"})


@click.command()
@click.argument("file")
@options.guideline()
@options.on
@options.patient
@options.form()
@click.pass_context
def interactions(
    ctx: click.Context,
    file: str,
    guideline: str,
    on: date | None,
    patient: str | None,
    form: Format,
) -> None:
    """Show what the medicines of the person in FILE (- for the input) do to vitamin B12.

    FILE is a person file in YAML or JSON, or FHIR R4 in JSON, packed with gzip or not. Medicines
    of which nothing is known are listed as such, and so is what was not understood.

    Exits with 0 where nothing of weight was found and all was read, 1 otherwise, and 3 where
    nothing could be used.
    """
    from msgspec.structs import replace

    from corrin.care.guideline import Guideline
    from corrin.care.interactions import interactions_of
    from corrin.knowledge import load

    knowledge = load.knowledge()
    files.check_guideline(guideline, knowledge)
    try:
        reading, _ = read_record(file, knowledge=knowledge, on=on, patient=patient, most=None)
        if reading.person is None:
            raise Refused(reading.refused)
    except Refused as refused:
        _write_refused(refused.refusals, form)
        ctx.exit(3)
    found = replace(
        interactions_of(
            reading.person, on=reading.on, guideline=Guideline.of(knowledge, guideline)
        ),
        refused=reading.refused,
        warnings=reading.warnings,
        not_understood=reading.not_understood,
    )
    if form == "json":
        from corrin.render.json import encoded

        files.write(encoded(found))
    else:
        from corrin.render.interactions import interactions_page

        files.write_page(interactions_page(found), form)
    weighty = any(each.severity in WORTH_KNOWING for each in found.found)
    ctx.exit(1 if weighty or found.refused or found.not_understood else 0)


def _write_refused(refused: tuple[Refusal, ...], form: Format) -> None:
    if form == "json":
        from corrin.render.json import encoded

        files.write(encoded({"found": [], "refused": refused}))
    else:
        from corrin.render.refusal import refusal_page

        files.write_page(refusal_page(refused, title="No medicines were read"), form)
