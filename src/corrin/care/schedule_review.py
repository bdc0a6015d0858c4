"""What a schedule asks of people: reviews and tests, alerts, and whether it may be used."""

from datetime import date, timedelta

from corrin.care.schedule_counts import counts
from corrin.care.schedule_course import Course, End, doses_of
from corrin.care.schedule_dates import WEEK, add_months
from corrin.care.schedule_walk import Walk
from corrin.domain.plan import ScheduleStatus
from corrin.domain.regimen import Never, OnEvent
from corrin.domain.schedule import (
    Alert,
    BloodCount,
    Deceased,
    FollowUp,
    ScheduleRequest,
    SchedulingRules,
    TabletCourse,
)

NON_RESPONSE = "non_response_review"


def provisional(course: Course, end: End) -> bool:
    """Whether the last phase to be dated waits for an event that is not recorded."""
    if end.first is None or not isinstance(course.request.phases[end.phase].ends, OnEvent):
        return False
    event = course.criteria[end.phase]
    return event is not None and event.first_met(end.first) is None


def continues(course: Course, end: End, tablets: list[TabletCourse]) -> bool:
    """Whether the course goes on for life after what is dated."""
    phase = course.request.phases[end.phase]
    if end.why == "gate":
        shut = any(g.end is None and g.kind != "tablets" for g in course.gates.spans)
        return not shut and bool(tablets) and tablets[-1].last is None
    for_life = isinstance(phase.ends, Never) and doses_of(phase) is None
    return for_life and end.why in ("horizon", "stop_after", "latest", "tablets")


def waits(request: ScheduleRequest, walk: Walk, end: End) -> bool:
    """Whether a person must decide before the course can go on."""
    if any(isinstance(event, Alert) for event in request.events):
        return True
    return end.why == "no_injections" or paused(walk, end) is not None


def paused(walk: Walk, end: End) -> date | None:
    """The day of a pause that nothing has ended, where it keeps a dose back."""
    held = walk.slots[-1].held if end.why == "gate" else ()
    return held[-1].gate.start if held and held[-1].gate.kind == "pause" else None


def not_responding(request: ScheduleRequest, rules: SchedulingRules) -> list[BloodCount]:
    """The blood counts that are late enough to be normal, and are not."""
    due = request.start + timedelta(days=rules.non_response_weeks * WEEK)
    return [count for count, normal in counts(request.events) if not normal and count.on >= due]


def alerts(request: ScheduleRequest, late: list[BloodCount]) -> tuple[str, ...]:
    """The codes of all alerts, each once, in order of date."""
    recorded = sorted((e for e in request.events if isinstance(e, Alert)), key=lambda e: e.on)
    codes = [event.code for event in recorded if event.code is not None]
    return tuple(dict.fromkeys([*codes, *([NON_RESPONSE] if late else [])]))


def status(request: ScheduleRequest) -> ScheduleStatus:
    """Whether dated doses may be used."""
    if any(isinstance(event, Alert) for event in request.events):
        return "blocked"
    if any(isinstance(event, Deceased) for event in request.events):
        return "not_indicated"
    return "ready"


def follow_up(course: Course, walk: Walk, end: End, late: list[BloodCount]) -> tuple[FollowUp, ...]:
    """Reviews and tests, by date."""
    found = [
        FollowUp(on=count.on, name=NON_RESPONSE, why="blood counts are not normal yet")
        for count in late
    ]
    if provisional(course, end):
        found += _of_open_phase(course, end)
    if (since := paused(walk, end)) is not None:
        found.append(FollowUp(on=since, name="review", why="the course is paused without a resume"))
    return tuple(sorted(found, key=lambda item: (item.on, item.name)))


def _of_open_phase(course: Course, end: End) -> list[FollowUp]:
    """The review that an open phase asks for, and the counts on which it rests."""
    request, rules = course.request, course.rules
    ends = request.phases[end.phase].ends
    first = end.first or request.start
    last = end.on or add_months(first, rules.open_ended_months)
    found = [FollowUp(on=last, name="review", why="an event decides how the phase goes on")]
    if ends == OnEvent("counts_normal"):
        found.append(FollowUp(on=last, name="fbc", why="the phase lasts until counts are normal"))
        due = request.start + timedelta(days=rules.non_response_weeks * WEEK)
        event = course.criteria[end.phase]
        if due < last and not (event and event.days and event.days[-1] >= due):
            found.append(FollowUp(on=due, name="fbc", why="counts should be normal by then"))
    return found
