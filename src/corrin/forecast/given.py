"""What was given and will be given: statements, regimens and what-ifs as dated doses."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from corrin.care.facts import Facts
from corrin.care.given import treatments
from corrin.care.schedule import schedule
from corrin.care.schedule_dates import add_months
from corrin.care.schedule_rules import scheduling_rules
from corrin.domain.person import Statement
from corrin.domain.plan import Plan
from corrin.domain.regimen import (
    AfterDoses,
    EveryDays,
    EveryMonths,
    Never,
    OnEvent,
    Phase,
    Timing,
    days_apart,
)
from corrin.domain.schedule import ScheduleRequest
from corrin.errors import Refusal, Refused
from corrin.forecast.settings import settings
from corrin.kinetics.course import Form, Route

ROUTES = {
    "im": Route.INTRAMUSCULAR,
    "sc": Route.SUBCUTANEOUS,
    "iv": Route.INTRAVENOUS,
    "nasal": Route.NASAL,
    "oral": Route.ORAL,
    "sublingual": Route.SUBLINGUAL,
}
FORMS = {
    "hydroxocobalamin": Form.HYDROXOCOBALAMIN,
    "cyanocobalamin": Form.CYANOCOBALAMIN,
    "methylcobalamin": Form.METHYLCOBALAMIN,
}
DAYS_IN_MONTH = Decimal("30.4375")
"""The mean of four years."""
HOURS = 24


class DatedDose(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A dose on its day."""

    on: date
    micrograms: float
    route: str
    product: str
    given: bool = False


def by_regimen(
    facts: Facts, phases: tuple[Phase, ...], product: str, start: date, until: date
) -> tuple[DatedDose, ...]:
    """The doses of a course from its first day, to the end of the forecast."""
    closed = tuple(_closed(phase, last=phase is phases[-1]) for phase in phases)
    rules = scheduling_rules(facts.guideline.knowledge)
    months = 1 + (until - start).days // int(DAYS_IN_MONTH)
    rules = replace(rules, open_ended_months=months)
    dated = schedule(ScheduleRequest(start=start, phases=closed, stop_after=until), rules)
    doses = [
        DatedDose(on=d.on, micrograms=float(d.dose_micrograms), route=d.route, product=product)
        for d in dated.doses
    ]
    return (*doses, *_at_home(phases, product, _begins(phases, doses, start), until))


def _begins(phases: tuple[Phase, ...], doses: list[DatedDose], start: date) -> date:
    """The first day of what is taken at home, after the injections where there are any."""
    if not doses:
        return start
    after = next((phase for phase in phases if not phase.injected), phases[-1])
    return doses[-1].on + timedelta(days=int(days_apart(after.timing, DAYS_IN_MONTH)))


def _at_home(
    phases: tuple[Phase, ...], product: str, begins: date, until: date
) -> Iterator[DatedDose]:
    for phase in (phase for phase in phases if not phase.injected):
        step = timedelta(days=max(int(days_apart(phase.timing, DAYS_IN_MONTH)), 1))
        count = _count(phase)
        on = begins
        while on <= until and count != 0:
            for _ in range(phase.times_per_day):
                yield DatedDose(
                    on=on,
                    micrograms=float(phase.dose_micrograms),
                    route=phase.route,
                    product=product,
                )
            on, count = on + step, count - 1
        begins = on


def _count(phase: Phase) -> int:
    """How many doses a phase has; below 0 where it has no end."""
    match phase.ends:
        case AfterDoses(count):
            return count
        case OnEvent(event) if event in settings().open_phase:
            days = Decimal(settings().open_phase[event].value)
            return int(days / days_apart(phase.timing, DAYS_IN_MONTH)) + 1
        case _:
            return -1


def _closed(phase: Phase, *, last: bool) -> Phase:
    """The phase with an end that can be dated; the last one goes on."""
    timing = phase.timing
    if isinstance(timing, EveryMonths) and timing.months_dated is not None:
        timing = EveryMonths(timing.months_dated)
    count = _count(phase)
    ends = Never() if last or count < 0 else AfterDoses(count)
    return replace(phase, timing=timing, ends=ends)


def with_interval(phases: tuple[Phase, ...], days: int) -> tuple[Phase, ...]:
    """The course with another interval between the doses of its last phase."""
    return (*phases[:-1], replace(phases[-1], timing=EveryDays(days)))


def before(facts: Facts, made: Plan) -> tuple[DatedDose, ...]:
    """The doses that were given before the assessment, as far as they were told.

    Raises:
        Refused: treatment was given, and its dose, interval, route, form or beginning is not told.
    """
    oldest = facts.on - timedelta(days=int(settings().range["history_most"].value))
    doses: list[DatedDose] = []
    refused: list[Refusal] = []
    for statement in treatments(facts.by_group, facts.on, facts.guideline):
        missing = _missing(statement, facts)
        ended_before = statement.until and statement.since and statement.until < statement.since
        if ended_before:
            refused.append(
                Refusal(
                    field=statement.source,
                    value=statement.words,
                    why=f"it ends on {statement.until}, before it begins on {statement.since}",
                    accepted="the first day before the last",
                )
            )
        elif missing:
            words = next((g.words for g in made.treatment.given if g.field == statement.source), "")
            refused.append(
                Refusal(
                    field=statement.source,
                    value=words or statement.words,
                    why=f"the forecast needs {', '.join(missing)} of what was given before",
                    accepted="such as: hydroxocobalamin 1 mg im every 8 weeks for 2 years",
                )
            )
        else:
            doses += _told(statement, facts, oldest)
    if refused:
        raise Refused(refused)
    return tuple(sorted(doses))


def left_out(facts: Facts) -> Iterator[str]:
    """What was said of vitamin B12 and gives no dose to reckon with, and why."""
    counted = treatments(facts.by_group, facts.on, facts.guideline)
    for statement in facts.by_group.get("b12_product", ()):
        if statement not in counted and statement.present and statement.subject == "self":
            yield (
                f"{statement.source} “{statement.words}”: it is over, has not begun, or is too"
                " small to treat"
            )


def _product(statement: Statement, facts: Facts) -> str | None:
    groups = facts.guideline.groups[statement.concept]
    return next((name for name in FORMS if name in groups), None)


def _missing(statement: Statement, facts: Facts) -> list[str]:
    dose, once = statement.dose, statement.count == 1
    repeated = dose is not None and (dose.every_days or dose.every_months or dose.times_per_day)
    wanted = {
        "the form": _product(statement, facts),
        "the dose": dose,
        "the interval": once or repeated,
        "the route": statement.route if statement.route in ROUTES else None,
        "since when": statement.since or (once and statement.until),
    }
    return [name for name, there in wanted.items() if not there]


def _told(statement: Statement, facts: Facts, oldest: date) -> Iterator[DatedDose]:
    dose = statement.dose
    product = _product(statement, facts)
    end = min(statement.until or facts.on, facts.on)
    on = statement.since or statement.until
    if dose is None or product is None or on is None or statement.route is None:
        raise ValueError("a statement that is not complete")
    number = 0
    first = on
    while on <= end and (statement.count is None or number < statement.count):
        if on >= oldest:
            for _ in range(int(dose.times_per_day or 1)):
                yield DatedDose(
                    on=on,
                    micrograms=float(dose.micrograms),
                    route=statement.route,
                    product=product,
                    given=True,
                )
        number += 1
        on = _next(first, number, dose.every_months, dose.every_days)


def _next(first: date, number: int, months: Decimal | None, days: Decimal | None) -> date:
    if months is not None and months == int(months):
        return add_months(first, int(months) * number)
    step = months * DAYS_IN_MONTH if months is not None else (days or Decimal(1))
    return first + timedelta(days=int(step * number))


def interval(phases: tuple[Phase, ...]) -> Timing | None:
    """How often doses are injected in the last phase; None where it is not injected."""
    return phases[-1].timing if phases and phases[-1].injected else None
