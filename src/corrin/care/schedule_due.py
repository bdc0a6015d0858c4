"""When a dose is due: its place in the pattern, closed days, the dose before, pauses."""

from collections.abc import Callable
from datetime import date

from corrin.care.schedule_closed_days import placed
from corrin.care.schedule_course import Course, Hold, State
from corrin.care.schedule_dates import counted

Free = Callable[[date], bool]


def due(
    course: Course, state: State, free: Free, given: date | None
) -> tuple[State, date, date, tuple[Hold, ...]]:
    """The state, nominal date and day of a dose, and the spans that held it back.

    A dose that falls due in a span goes to the span's end, and what follows counts from there;
    unless its phase is over before, or it was given before that.
    """
    held: tuple[Hold, ...] = ()
    while True:
        nominal = course.nominal(state)
        day = day_of(course, state, free, nominal)
        gate = course.gates.shut(day)
        if gate is None or gate.end is None or course.over(state, day):
            return state, nominal, day, held
        if given is not None and given < gate.end:
            return state, nominal, day, held
        held = (*held, Hold(gate, nominal, day))
        state = state._replace(base=gate.end, base_ordinal=state.ordinal)


def day_of(course: Course, state: State, free: Free, nominal: date) -> date:
    """Where a dose goes, with regard to closed days and the dose before it.

    Only the first dose may move back before the start; none moves back before the day on which a
    pause or a course of tablets ended.
    """
    shift = course.request.shift
    floor = course.gates.opened(nominal)
    if state.latest is not None or state.ordinal > 0:
        floor = max(course.request.start, floor or course.request.start)
    wanted = nominal
    if shift.policy == "cascade_next_open_day" and state.latest is not None:
        wanted = max(nominal, _interval_after(course, state, state.latest))
    return placed(wanted, shift, free, after=state.latest, not_before=floor)


def stands_for(course: Course, state: State) -> bool:
    """Whether a late dose stands for this one: it was due, as moved, up to the late one's day."""
    if state.covered is None:
        return False
    nominal = course.nominal(state)
    return max(nominal, closed_days_apart(course, nominal)) <= state.covered


def closed_days_apart(course: Course, nominal: date) -> date:
    """Where closed days alone put a dose, whatever was given before it."""
    shift = course.request.shift
    return placed(nominal, shift, shift.open, after=None, not_before=None)


def _interval_after(course: Course, state: State, latest: date) -> date:
    """One interval after a dose; the dose itself where no interval leads to the next place.

    None does to the first dose of a course or block, or to one due on the day of a resume.
    """
    if state.ordinal == state.base_ordinal:
        return latest
    timing = course.request.phases[state.phase].timing
    return counted(timing, latest, state.ordinal - 1, state.ordinal)
