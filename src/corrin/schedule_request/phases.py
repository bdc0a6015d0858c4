"""The phases of a request: route, dose, interval and end."""

from datetime import date
from decimal import Decimal

from corrin.care.schedule_dates import counted
from corrin.domain.beside import DoseLimit
from corrin.domain.regimen import (
    DAYS_OF_WEEK,
    AfterDoses,
    EndEvent,
    Ends,
    EveryDays,
    EveryMonths,
    Never,
    OnEvent,
    Phase,
    Route,
    Timing,
    WeekdayOffsets,
)
from corrin.domain.schedule import SchedulingRules
from corrin.reading.section import Section

ROUTES: dict[str, Route] = {
    "im": "im",
    "intramuscular": "im",
    "sc": "sc",
    "sc_deep": "sc",
    "subcutaneous": "sc",
    "oral": "oral",
    "po": "oral",
    "by_mouth": "oral",
    "sublingual": "sublingual",
    "nasal": "nasal",
    "intranasal": "nasal",
}
NEVER_ROUTES = frozenset({"iv", "intravenous"})
EVENTS: dict[str, EndEvent] = {
    "counts_normal": "counts_normal",
    "no_further_improvement": "no_further_improvement",
}
MICROGRAMS = "micrograms, in digits, such as 1000"
INTERVALS = ("days", "months", "weekday_offsets_days")
AN_INTERVAL = "one of {days: 7}, {months: 1}, {weekday_offsets_days: [0, 2, 4], weeks: 2}"
OFFSETS = "days of one week from 0, each once, such as [0, 2, 4]"
PHASE = ("name", "route", "dose_ug", "every", "count", "until", "note")
A_PHASE = "{route: im, dose_ug: 1000, every: {days: 7}, count: 4}"


def read_phases(
    request: Section, rules: SchedulingRules, start: date | None
) -> tuple[tuple[Phase, ...], list[str]]:
    """The phases as far as they can be read, and warnings about their doses."""
    if not request.need("phases", f"a list such as [{A_PHASE}]"):
        return (), []
    sections = request.sections("phases", rules.most_doses, A_PHASE)
    if not sections and not request.refusals:
        request.refuse("phases", "it is empty", f"a list such as [{A_PHASE}]")
    found: list[Phase] = []
    warnings: list[str] = []
    for number, section in enumerate(sections, 1):
        phase = _phase(section, rules, number, warnings)
        if phase is not None:
            found.append(phase)
            _lasts(section, phase, rules, start)
    total = sum(phase.ends.count for phase in found if isinstance(phase.ends, AfterDoses))
    if total > rules.most_doses:
        request.refuse("phases", f"they have {total} doses", f"at most {rules.most_doses}")
    return tuple(found), warnings


def read_dose(
    section: Section, route: Route | None, rules: SchedulingRules, warnings: list[str]
) -> Decimal | None:
    """A dose in micrograms that can be one of that route."""
    dose = section.number("dose_ug", MICROGRAMS)
    limit = _limit(rules, route)
    if dose is None or limit is None:
        return dose
    low, high = limit.reject_below, limit.reject_above
    if (low is not None and dose < low) or (high is not None and dose > high):
        section.refuse("dose_ug", limit.why, _between(low, high))
        return None
    low, high = limit.warn_below, limit.warn_above
    if (low is not None and dose < low) or (high is not None and dose > high):
        warnings.append(
            f"{section.path}.dose_ug {dose:f} is unusual; usual: {_between(low, high)}."
        )
    return dose


def _limit(rules: SchedulingRules, route: str | None) -> DoseLimit | None:
    """The limit of a route, whatever the product and the purpose."""
    limits = [limit for limit in rules.dose_limits if limit.route == route]
    plain = [limit for limit in limits if limit.product is None]
    return next(iter(plain or limits), None)


def _between(low: Decimal | None, high: Decimal | None) -> str:
    if low is None:
        return f"micrograms, up to {high}"
    return f"micrograms, from {low}" if high is None else f"micrograms, from {low} to {high}"


def _phase(
    section: Section, rules: SchedulingRules, number: int, warnings: list[str]
) -> Phase | None:
    section.only(PHASE)
    route = _route(section, rules)
    dose = (
        read_dose(section, route, rules, warnings) if section.need("dose_ug", MICROGRAMS) else None
    )
    timing = _timing(section, rules)
    ends = _ends(section, rules, timing)
    if route is None or dose is None or timing is None or ends is None:
        return None
    name = section.words("name") or f"phase {number}"
    return Phase(name=name, route=route, dose_micrograms=dose, timing=timing, ends=ends)


def _route(section: Section, rules: SchedulingRules) -> Route | None:
    accepted = f"one of {', '.join(dict.fromkeys(ROUTES.values()))}"
    if not section.need("route", accepted):
        return None
    said = (section.words("route") or "").lower()
    if said in NEVER_ROUTES:
        limit = _limit(rules, "iv")
        why = limit.why if limit else "vitamin B12 for deficiency is not given into a vein"
        section.refuse("route", why, accepted)
        return None
    known = section.word("route", dict(ROUTES)) if said else None
    return None if known is None else ROUTES[known]


def _timing(section: Section, rules: SchedulingRules) -> Timing | None:
    if not section.need("every", AN_INTERVAL):
        return None
    every = section.section("every", AN_INTERVAL)
    if every is None:
        return None
    every.only((*INTERVALS, "weeks"))
    said = [key for key in INTERVALS if every.has(key)]
    if len(said) != 1 or (every.has("weeks") and said != ["weekday_offsets_days"]):
        section.refuse("every", "it does not say one interval", AN_INTERVAL)
        return None
    match said[0]:
        case "days":
            days = every.whole("days", 1, rules.longest_interval_days)
            return None if days is None else EveryDays(days)
        case "months":
            months = every.whole("months", 1, rules.longest_interval_months)
            return None if months is None else EveryMonths(months)
        case _:
            return _offsets(every, rules)


def _offsets(every: Section, rules: SchedulingRules) -> WeekdayOffsets | None:
    texts = every.texts("weekday_offsets_days", DAYS_OF_WEEK + 1, OFFSETS)
    weeks = every.whole("weeks", 1, rules.most_doses)
    if every.has("weeks") and weeks is None:
        return None
    if not all(text.isascii() and text.isdecimal() for text in texts):
        every.refuse("weekday_offsets_days", "an offset is not a number of days", OFFSETS)
        return None
    try:
        return WeekdayOffsets(tuple(sorted(int(text) for text in texts)), weeks)
    except ValueError as error:
        every.refuse("weekday_offsets_days", str(error), OFFSETS)
        return None


def _ends(section: Section, rules: SchedulingRules, timing: Timing | None) -> Ends | None:
    """A count, an event, or never; weeks of a pattern are a count of doses."""
    count = section.whole("count", 1, rules.most_doses)
    if section.has("count") and section.has("until"):
        section.refuse("until", "the phase has a count too", "a count of doses, or until, not both")
        return None
    if section.has("count"):
        return None if count is None else AfterDoses(count)
    if section.has("until"):
        return _until(section)
    if isinstance(timing, WeekdayOffsets) and timing.weeks is not None:
        return AfterDoses(timing.weeks * len(timing.offsets))
    return Never()


def _until(section: Section) -> OnEvent | None:
    accepted = f"{{event: {' | '.join(EVENTS)}}}"
    until = section.section("until", accepted)
    if until is None:
        return None
    until.only(("event",))
    if not until.need("event", accepted):
        return None
    event = until.word("event", dict(EVENTS))
    return None if event is None else OnEvent(EVENTS[event])


def _lasts(section: Section, phase: Phase, rules: SchedulingRules, start: date | None) -> None:
    """Refuse a phase that would go on beyond the last day that is accepted."""
    if start is None or not isinstance(phase.ends, AfterDoses):
        return
    try:
        beyond = counted(phase.timing, start, 0, phase.ends.count - 1) > rules.latest
    except (OverflowError, ValueError):
        beyond = True
    if beyond:
        section.refuse("count", f"the phase goes on after {rules.latest}", "fewer doses")
