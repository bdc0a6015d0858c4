"""Courses by mouth: when tablets begin and end, beside the dated injections."""

from datetime import date
from typing import NamedTuple

from corrin.care.schedule_course import Course, End, Slot
from corrin.care.schedule_dates import DAY
from corrin.care.schedule_gates import Gate
from corrin.care.schedule_walk import Walk
from corrin.domain.regimen import EveryDays
from corrin.domain.schedule import TabletCourse


class Injection(NamedTuple):
    """The phase and the day of an injection."""

    phase: int
    on: date


def tablets(course: Course, walk: Walk, end: End) -> tuple[list[TabletCourse], list[str]]:
    """All courses by mouth in order, and what must be said of them."""
    injections = [
        Injection(slot.place[0], slot.on)
        for slot in walk.slots
        if slot.kind in ("planned", "given")
    ]
    notes: list[str] = []
    spans = [gate for gate in course.gates.spans if gate.kind == "tablets"]
    found = [_of_phase(course, slot, injections) for slot in walk.slots if slot.kind == "tablets"]
    found += [_of_switch(course, walk, end, gate, injections) for gate in spans]
    begun = [_within(course, taken, notes) for taken in found if _begins(taken, notes)]
    kept = [taken for taken in begun if taken is not None]
    return sorted(kept, key=lambda taken: taken.first or taken.last or date.max), notes


def _of_phase(course: Course, slot: Slot, injections: list[Injection]) -> TabletCourse:
    """A phase of tablets; where a switch ends it, up to the day before the next injection."""
    phase = course.request.phases[slot.place[0]]
    last = slot.last
    if slot.before_injection:
        next_one = min((i.on for i in injections if i.phase > slot.place[0]), default=None)
        last = next_one - DAY if next_one else None
    every = phase.timing.days if isinstance(phase.timing, EveryDays) else None
    return TabletCourse(
        dose_micrograms=phase.dose_micrograms, every_days=every, first=slot.on, last=last
    )


def _of_switch(
    course: Course, walk: Walk, end: End, gate: Gate, injections: list[Injection]
) -> TabletCourse:
    """Tablets from a switch on, or from before the record, up to the switch back."""
    switch = gate.switch
    return TabletCourse(
        dose_micrograms=switch.dose_micrograms if switch else None,
        every_days=switch.every_days if switch else None,
        first=_first(walk, end, gate, injections) if switch else None,
        last=_last(course, gate, injections),
    )


def _first(walk: Walk, end: End, gate: Gate, injections: list[Injection]) -> date:
    """The day on which the next injection was due, closed or not; the switch if none was."""
    for slot in walk.slots:
        for hold in slot.held:
            if hold.gate == gate:
                return max(hold.nominal, gate.start)
    if gate.end is not None and (after := [i.on for i in injections if i.on >= gate.end]):
        return min(after)
    if end.why in ("horizon", "stop_after", "latest"):
        return walk.due_from(gate.start)
    return gate.start


def _last(course: Course, gate: Gate, injections: list[Injection]) -> date | None:
    """The day before the first injection after a switch back, or before other tablets."""
    if gate.end is None:
        return None
    others = {span.start for span in course.gates.spans if span.kind == "tablets"}
    after = min((i.on for i in injections if i.on >= gate.end), default=gate.end)
    return (gate.end if gate.end in others else after) - DAY


def _begins(taken: TabletCourse, notes: list[str]) -> bool:
    """Whether any day is left between the first and the last."""
    if taken.first is None or taken.last is None or taken.first <= taken.last:
        return True
    notes.append("Tablets had not begun before the injections went on; they are left out.")
    return False


def _within(course: Course, taken: TabletCourse, notes: list[str]) -> TabletCourse | None:
    """The course up to an alert, a death or a pause without end, and no date past the stop."""
    shut = min(
        (
            gate.start
            for gate in course.gates.spans
            if gate.end is None
            and (
                gate.kind in ("alert", "deceased")
                or (gate.kind == "pause" and _during(gate, taken))
            )
        ),
        default=None,
    )
    first, last = taken.first, taken.last
    if shut is not None:
        if first is not None and first >= shut:
            notes.append(f"Tablets would begin on {first}, but no dose is due from {shut} on.")
            return None
        last = shut - DAY if last is None else min(last, shut - DAY)
    for gate in course.gates.spans:
        if gate.kind == "pause" and gate.end and _overlaps(gate.start, gate.end, first, last):
            notes.append(f"No tablets from {gate.start} up to {gate.end - DAY}: a pause.")
    stop = course.request.stop_after
    if stop is not None and first is not None and first > stop:
        notes.append(f"Tablets begin on {first}, after the last day asked for.")
        first = last = None
    elif stop is not None and last is not None and last > stop:
        notes.append(f"Tablets end on {last}, after the last day asked for.")
        last = None
    return TabletCourse(
        dose_micrograms=taken.dose_micrograms, every_days=taken.every_days, first=first, last=last
    )


def _during(pause: Gate, taken: TabletCourse) -> bool:
    return taken.first is None or pause.start > taken.first


def _overlaps(start: date, end: date, first: date | None, last: date | None) -> bool:
    return (first is None or first < end) and (last is None or last >= start)
