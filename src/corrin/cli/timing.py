"""`corrin timing`: the minutes of a day that are open for vitamin B12."""

from datetime import date
from typing import TYPE_CHECKING, Literal, cast

import click

from corrin.cli import files, options
from corrin.cli.record import (
    may_be_fhir,
    read_bytes,
    record_of,
)
from corrin.errors import Refusal, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corrin.domain.knowledge import Knowledge
    from corrin.domain.person import Route
    from corrin.domain.timing import Hours
    from corrin.record.reading import Reading

Format = Literal["text", "json", "md"]
NONE_OFFERED = "No vitamin B12 is offered now."
NOTHING_OFFERED = "No vitamin B12 is offered or taken; by mouth is taken to be meant."


@click.command()
@click.argument("file")
@options.guideline()
@click.option("--on", type=files.Day(), help="Of a person: the day of the assessment.")
@options.patient
@options.form("How the hours are written.")
@click.pass_context
def timing(
    ctx: click.Context,
    file: str,
    guideline: str,
    on: date | None,
    patient: str | None,
    form: Format,
) -> None:
    """Find when to take vitamin B12 in the day that FILE describes (- for the input).

    FILE is a request for hours, a person file or FHIR R4; of a person it is the way that the plan
    offers, beside the medicines and the day that the record names.

    Exits with 0 for hours, 1 where none is open as wanted or something was not understood, and
    3 where the request cannot be answered.
    """
    from corrin.knowledge import load

    knowledge = load.knowledge()
    files.check_guideline(guideline, knowledge)
    files.check_day("--on", on, knowledge)
    try:
        found = _answer(file, knowledge, guideline, on, patient)
    except Refused as refused:
        _write_refused(refused.refusals, form)
        ctx.exit(3)
    if form == "json":
        from corrin.render.json import encoded

        files.write(encoded(found))
    else:
        from corrin.render.hours import hours_page

        files.write_page(hours_page(found), form)
    clean = found.feasible and not (found.refused or found.not_understood)
    ctx.exit(0 if clean else 1)


def _answer(
    file: str, knowledge: "Knowledge", guideline: str, on: date | None, patient: str | None
) -> "Hours":
    """The hours of a request, or of a person.

    Raises:
        Refused: the file cannot be answered.
        click.UsageError: it cannot be read.
    """
    from corrin import timing_request
    from corrin.reading.strict import Limits, parse

    data = read_bytes(file)
    if not may_be_fhir(data):
        parsed = parse(data, limits=Limits())
        if timing_request.is_request(parsed.value):
            from corrin.care.timing import hours
            from corrin.care.timing_rules import timing_rules

            rules = timing_rules(knowledge, guideline)
            return hours(timing_request.read(parsed.value, knowledge, rules, parsed.refused), rules)
    reading = record_of(data, knowledge=knowledge, on=on, patient=patient)
    return _of_person(reading, knowledge, guideline)


def _of_person(reading: "Reading", knowledge: "Knowledge", guideline: str) -> "Hours":
    """The hours of a person, by the way that the plan offers, or by which B12 is taken."""
    from msgspec.structs import replace

    from corrin.care.facts import Facts
    from corrin.care.guideline import Guideline
    from corrin.care.plan import plan
    from corrin.care.timing_person import by_mouth, person_hours, treated_with

    if reading.person is None:
        raise Refused(reading.refused)
    by = Guideline.of(knowledge, guideline)
    treatment = plan(reading.person, on=reading.on, guideline=by).treatment
    facts = Facts.of(reading.person, reading.on, by)
    offer = treatment.offer
    placed = by_mouth(facts, treatment)
    if placed is not None:
        found = person_hours(facts, *placed)
    elif offer is not None and offer.route is not None:
        found = person_hours(facts, cast("Route", offer.route), offer.product)
    elif (given := treated_with(facts)) is not None:
        note = f"{NONE_OFFERED} The treatment that the record names is meant: “{given.words}”."
        found = person_hours(facts, given.route or "oral", given.concept, note)
    else:
        found = person_hours(facts, "oral", None, NOTHING_OFFERED)
    return replace(
        found,
        notes=(*found.notes, *_of_the_day(reading)),
        refused=reading.refused,
        not_understood=(*found.not_understood, *reading.not_understood),
    )


def _of_the_day(reading: "Reading") -> "Iterator[str]":
    """How the medicines, the supplements and the day were read, where it is not plain."""
    for notice in reading.warnings:
        if notice.field.startswith(("medicines", "day")):
            yield f"{notice.field} “{notice.value}”: {notice.why}."


def _write_refused(refused: tuple[Refusal, ...], form: Format) -> None:
    if form == "json":
        from corrin.render.json import encoded

        files.write(encoded({"allowed": [], "best": None, "refused": refused}))
    else:
        from corrin.render.refusal import refusal_page

        page = refusal_page(refused, title="The hours cannot be found")
        files.write_page(page, form)
