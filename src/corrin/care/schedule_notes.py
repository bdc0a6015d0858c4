"""What must be said beside the dates: in whole sentences, each with the date that it is about."""

from collections.abc import Iterator
from datetime import date

from corrin.care.schedule_course import Course, End, Slot, doses_of
from corrin.care.schedule_dates import DAY
from corrin.care.schedule_review import provisional
from corrin.care.schedule_walk import Walk
from corrin.domain.regimen import Never, OnEvent
from corrin.domain.schedule import Alert, Deceased, TabletCourse

ANCHORS = {
    "interval_after_last": "a phase starts one of its own intervals after the last dose before it",
    "block": "a phase starts on the day on which the block of the phase before is over",
}
EVENTS = {
    "counts_normal": "blood counts are normal",
    "no_further_improvement": "there is no further improvement",
    "cause_resolved": "the cause has been resolved",
    "review": "a review has decided",
}
DATED = ("planned", "given")
HELD = {
    "pause": "the course is paused",
    "tablets": "tablets take the place of injections",
    "alert": "an alert blocks it",
    "deceased": "the person has died",
}


def of_course(course: Course, walk: Walk, end: End) -> Iterator[str]:
    """The convention, and what became of phases and doses."""
    yield from _of_anchor(course)
    for slot in walk.slots:
        yield from _of_slot(course, slot)
    yield from _replaced([slot.nominal for slot in walk.slots if slot.kind == "replaced"])
    yield from (f"The injection of {on} is one more than the course has." for on in walk.extra)
    for phase in sorted({phase for phase, _ in walk.given}):
        dated = [s for s in walk.slots if s.place[0] == phase and s.kind in DATED]
        count = doses_of(course.request.phases[phase])
        if count is not None and len(dated) > count:
            yield f"{_phase(course, phase)} has {len(dated)} injections on record, {count} planned."
    yield from _of_ends(course, walk)
    yield from _of_events(course)
    yield from _of_end(course, end)


def _of_anchor(course: Course) -> Iterator[str]:
    asked = course.request.anchor
    if asked != course.anchor:
        yield (
            f"Anchor {asked} was asked for, but a later phase has an interval of more than "
            f"{course.rules.block_longest_interval_days} days; dated as {course.anchor}."
        )
    yield f"Anchor {course.anchor}: {ANCHORS[course.anchor]}."


def _of_slot(course: Course, slot: Slot) -> Iterator[str]:
    match slot.kind:
        case "given" if slot.on != slot.nominal:
            days = abs((slot.on - slot.nominal) // DAY)
            unit = "day" if days == 1 else "days"
            late = "late" if slot.on > slot.nominal else "early"
            yield f"The dose due on {slot.nominal} was given on {slot.on}, {days} {unit} {late}."
        case "missed":
            yield f"The dose of {slot.on} was missed; it uses up none of the count."
        case _:
            pass
    if slot.kind in DATED and slot.on < course.request.start:
        yield f"The dose of {slot.on} falls before the start, {course.request.start}."
    if slot.kind in (*DATED, "out", "no_tablets"):
        for hold in slot.held:
            yield _held(hold.due, hold.gate.kind, hold.gate.end)


def _replaced(days: list[date]) -> Iterator[str]:
    if len(days) == 1:
        yield f"The dose due on {days[0]} is replaced by a late one."
    elif days:
        yield f"{len(days)} doses due from {days[0]} to {days[-1]} are replaced by late ones."


def _held(due: date, kind: str, until: date | None) -> str:
    since = f"No dose on {due}: {HELD[kind]}"
    return f"{since}; the next is due on {until}." if until else f"{since}; none is dated after it."


def _of_ends(course: Course, walk: Walk) -> Iterator[str]:
    """Phases that an event has ended."""
    out = {slot.place[0]: slot for slot in walk.slots if slot.kind in ("out", "no_tablets")}
    for index, slot in out.items():
        ends = course.request.phases[index].ends
        dated = [s.on for s in walk.slots if s.place[0] == index and s.kind in DATED]
        event = course.criteria[index]
        if event is None or not isinstance(ends, OnEvent):
            continue
        if event.holds(slot.on, min(dated, default=None)):
            had = "" if dated else " before it had a dose"
            yield f"{_phase(course, index)} has ended{had}: {EVENTS[ends.event]}."


def _of_events(course: Course) -> Iterator[str]:
    for event in course.request.events:
        match event:
            case Alert(on, code):
                named = f" ({code})" if code else ""
                yield f"Blocked from {on} by an alert{named}: no dates from then on."
            case Deceased(on):
                yield f"The person died on {on}: no dates from then on."
            case _:
                pass


def _of_end(course: Course, end: End) -> Iterator[str]:
    """Why no date follows the last one."""
    ends = course.request.phases[end.phase].ends
    name = _phase(course, end.phase)
    match end.why:
        case "complete":
            yield "All injections of the course are dated."
            return
        case "gate":
            return
        case "no_injections":
            yield f"A switch to injections is recorded for {end.on}, but no phase of them follows."
            return
        case "latest":
            yield f"No date after {end.on} is given."
        case _:
            pass
    later = len(course.request.phases) - 1 - end.phase
    follows = "The phase" if later == 1 else "The phases"
    if isinstance(ends, OnEvent) and provisional(course, end):
        yield (
            f"{name} continues until {EVENTS[ends.event]}, which is not recorded yet: provisional"
            f"{_up_to(end)}; a review decides how it goes on."
        )
        if later:
            yield f"{follows} after {name} cannot be dated yet."
    elif isinstance(ends, Never) and doses_of(course.request.phases[end.phase]) is None:
        yield f"{name} continues for life{_up_to(end)}."
        if later:
            yield f"{follows} after {name} cannot come while it continues."
    elif end.why == "stop_after":
        yield f"The course goes on after {end.on}, the last day asked for."


def _up_to(end: End) -> str:
    return f", dated up to {end.on}" if end.on else ""


def of_tablets(courses: list[TabletCourse]) -> Iterator[str]:
    """Each course by mouth in words."""
    for taken in courses:
        dose = (
            f"{taken.dose_micrograms:f} micrograms" if taken.dose_micrograms else "dose not known"
        )
        every = "" if taken.every_days is None else f" every {_days(taken.every_days)}"
        first = f" from {taken.first}" if taken.first else ""
        last = f" up to {taken.last}" if taken.last else ""
        yield f"By mouth: {dose}{every}{first}{last}."


def _phase(course: Course, index: int) -> str:
    name = course.request.phases[index].name
    return name[:1].upper() + name[1:]


def _days(count: int) -> str:
    return "day" if count == 1 else f"{count} days"
