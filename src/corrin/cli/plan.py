"""`corrin plan`: the plan of one person."""

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Literal

import click

from corrin.cli import files, options
from corrin.cli.record import read_record
from corrin.errors import Refused

if TYPE_CHECKING:
    from corrin.care.plan import Planned
    from corrin.domain.knowledge import Knowledge
    from corrin.domain.person import Person
    from corrin.domain.plan import Plan
    from corrin.forecast.says import Forecast
    from corrin.render.json import NoPlan

Format = Literal["text", "json", "md", "ics", "fhir"]
NEEDS_ATTENTION = frozenset({"red_flag", "block", "ask"})


@click.command()
@click.argument("file")
@options.guideline()
@options.on
@click.option("--start", type=files.Day(), help="The day of the first dose.  [default: that day]")
@click.option("--regimen", metavar="ID", help="A regimen by name, instead of the one offered.")
@options.form("How the plan is written.", ("text", "json", "md", "ics", "fhir"))
@files.canonical
@click.option("--forecast", is_flag=True, help="What markers will do, in part 10; see the manual.")
@click.option("--explain", metavar="ID", help="The whole reason of one conclusion, such as status.")
@options.patient
@options.max_bytes
@click.option("--full", is_flag=True, help="Every entry of the file and every single dose.")
@click.pass_context
def plan(
    ctx: click.Context,
    file: str,
    guideline: str,
    on: date | None,
    start: date | None,
    regimen: str | None,
    form: Format,
    canonical: str | None,
    explain: str | None,
    patient: str | None,
    max_bytes: int | None,
    forecast: bool,
    full: bool,
) -> None:
    """Write the plan of the person in FILE (- for the input).

    FILE is a person file in YAML or JSON, or FHIR R4 in JSON, packed with gzip or not.

    Exits with 0 for a plan, 1 for a plan in which something is refused, asked, blocked or
    urgent, and 3 where no plan was possible.
    """
    if explain and form not in ("text", "md"):
        raise click.UsageError("--explain is written as text or md.")
    if canonical and form != "fhir":
        raise click.UsageError("--canonical is for --format fhir.")
    if forecast:
        _check_forecast(form, explain)
    from corrin.care.choose import choose
    from corrin.care.facts import Facts
    from corrin.care.guideline import Guideline
    from corrin.care.plan import planned
    from corrin.knowledge import load
    from corrin.render.json import NoPlan

    knowledge = load.knowledge()
    files.check_guideline(guideline, knowledge)
    if regimen is not None and regimen not in knowledge.regimens:
        raise click.UsageError(f"There is no regimen {regimen!r}; `corrin regimens` lists them.")
    files.check_day("--start", start, knowledge)
    try:
        reading, data = read_record(
            file, knowledge=knowledge, on=on, patient=patient, most=max_bytes
        )
    except Refused as refused:
        _write_no_plan(NoPlan(refused=refused.refusals), form)
        ctx.exit(3)
    if reading.person is None:
        _write_no_plan(
            NoPlan(
                refused=reading.refused,
                warnings=reading.warnings,
                not_understood=reading.not_understood,
            ),
            form,
        )
        ctx.exit(3)
    _check_start(start, reading.on, knowledge)
    by = Guideline.of(knowledge, guideline)
    found = planned(
        choose(Facts.of(reading.person, reading.on, by)),
        start=start,
        regimen=regimen,
        ledger=reading.ledger,
        refused=reading.refused,
        warnings=reading.warnings,
        not_understood=reading.not_understood,
    )
    told: Forecast | Refused | None = None
    made = found.plan
    if forecast:
        from msgspec.structs import replace

        from corrin.cli.forecast import say_if_compiled_now
        from corrin.forecast import foretold

        say_if_compiled_now()
        told = foretold.told(reading, reading.person, made, by)
        made = replace(made, forecast=foretold.in_words(told))
    if explain:
        _write_reasons(made, explain, form)
    elif form == "fhir":
        _write_bundle(found, knowledge, reading.person, data, canonical, told)
    else:
        _write(made, form, full, reading.person, data)
    ctx.exit(1 if needs_attention(made) else 0)


def _check_forecast(form: Format, explain: str | None) -> None:
    from corrin.cli.forecast import needs_extra

    if explain or form == "ics":
        raise click.UsageError("--forecast goes with a whole plan that is not a calendar.")
    needs_extra()


def _check_start(start: date | None, on: date, knowledge: "Knowledge") -> None:
    from corrin.care.schedule_dates import add_months

    months = int(knowledge.settings["dated_months"].value)
    if start is not None and start < on:
        raise click.UsageError(f"--start {start} is before the assessment, on {on}.")
    if start is not None and start > add_months(on, months):
        raise click.UsageError(
            f"--start {start} is more than {months} months after the assessment, on {on}."
        )


def whose(person: "Person", data: bytes) -> str:
    """What tells the person of a file from others: a number, name and birth date, or the file."""
    if person.patient_id:
        return repr(("patient_id", person.patient_id))
    if person.name and person.birth_date:
        return repr((person.name, person.birth_date.isoformat()))
    return hashlib.sha256(data, usedforsecurity=False).hexdigest()


def needs_attention(made: "Plan") -> bool:
    """Whether something in the plan is refused, asked, blocked or urgent."""
    return bool(
        made.refused
        or made.treatment.blocks
        or made.treatment.ask_first
        or made.treatment.schedule_status in ("blocked", "ask_first")
        or made.assessment.red_flags
        or made.summary.get("urgent_referral")
        or not all(check.accepted for check in made.treatment.order)
        or any(step.kind in NEEDS_ATTENTION for step in made.do_first)
    )


def _write(made: "Plan", form: Format, full: bool, person: "Person", data: bytes) -> None:
    if form == "json":
        from corrin.render.json import encoded

        files.write(encoded(made))
    elif form == "ics":
        from corrin.render.calendar import calendar, of_plan  # slow to import

        entries = of_plan(made, person.visits)
        files.write(calendar(entries, of=whose(person, data), stamp=made.basis.on))
    else:
        from corrin.render.plan_page import plan_page

        files.write_page(plan_page(made, full=full), form)


def _write_bundle(
    found: "Planned",
    knowledge: "Knowledge",
    person: "Person",
    data: bytes,
    canonical: str | None,
    told: "Forecast | Refused | None",
) -> None:
    from corrin import fhir_out
    from corrin.fhir import is_fhir, unpacked
    from corrin.fhir.document import LIMITS

    foretold = None
    if told is not None:
        from corrin.forecast.foretold import as_risks

        foretold = as_risks(told)

    frame = fhir_out.frame(
        found.plan,
        found.phases,
        knowledge,
        person=person,
        data=data,
        base=canonical or fhir_out.BASE,
        in_record=is_fhir(unpacked(data, LIMITS)),
        foretold=foretold,
    )
    files.write(fhir_out.indented(fhir_out.bundle(frame)))


def _write_reasons(made: "Plan", wanted: str, form: Format) -> None:
    from corrin.render import explain

    page = explain.explain(made, wanted)
    if page is None:
        like = ", ".join(explain.like(made, wanted))
        raise click.UsageError(f"The plan has no conclusion {wanted!r}. It has {like}.")
    files.write_page(page, form)


def _write_no_plan(instead: "NoPlan", form: Format) -> None:
    if form == "fhir":
        from corrin.fhir_out.issues import no_plan
        from corrin.fhir_out.values import indented

        files.write(
            indented(no_plan(instead.refused, (*instead.warnings, *instead.not_understood)))
        )
    elif form == "json":
        from corrin.render.json import encoded

        files.write(encoded(instead))
    else:
        from corrin.render.refusal import refusal_page

        page = refusal_page(instead.refused, (*instead.warnings, *instead.not_understood))
        files.write_page(page, form, err=form == "ics")
