"""A course with all that has happened, and the dates that follow from it.

Readings, where the grammar of requests leaves a choice:

- A later phase counts from the *nominal* date of the last dose before it, unless that dose has
  rebased what follows. A month that leads into a phase keeps the day of month of that dose.
- Under `block` the first dose of a phase is on the day on which the block before it is over;
  offsets without 0 count from the last dose there too. A block has as many weeks as its doses take
  up. A phase that an event left without a dose has no block.
- A recorded dose counts the next interval from its day whenever that is not its nominal day, also
  where a closed day had moved it there.
- A phase may be over by an event that came before its first dose, if a later look has not undone
  it. `until` prevails over `weeks`.
- Whatever limits dates (`stop_after`, an assessment and one interval, twelve months) limits the
  day as moved, and includes it.
- A pause or a switch holds back the first dose that falls due in it; that dose is still the one
  that an injection recorded in that time stands for.
- A switch to injections with no tablets before it on record ends tablets taken since before.
"""

from datetime import datetime

from corrin.care import schedule_notes as notes
from corrin.care import schedule_review as review
from corrin.care.schedule_closed_days import reason
from corrin.care.schedule_course import Course, Slot, course
from corrin.care.schedule_dates import over_days
from corrin.care.schedule_gates import gates
from corrin.care.schedule_instants import instant
from corrin.care.schedule_records import record
from corrin.care.schedule_tablets import tablets
from corrin.care.schedule_walk import Walk
from corrin.domain.schedule import (
    Anchor,
    DatedDose,
    Move,
    Schedule,
    ScheduleRequest,
    SchedulingRules,
)


def schedule(request: ScheduleRequest, rules: SchedulingRules) -> Schedule:
    """The dated schedule of a request. Pure: the same request gives the same dates."""
    spans = gates(request)
    asked = course(request, rules, spans, _anchor(request, rules))
    walk = Walk(asked)
    unfit = record(walk, request.events)
    end = walk.to_the_end()
    doses = _doses(asked, walk)
    courses, tablet_notes = tablets(asked, walk, end)
    instants, clock_notes = _instants(request, doses)
    late = review.not_responding(request, rules)
    provisional = review.provisional(asked, end)
    said = (
        *request.warnings,
        *notes.of_course(asked, walk, end),
        *spans.notes,
        *unfit,
        *notes.of_tablets(courses),
        *tablet_notes,
        *clock_notes,
    )
    return Schedule(
        doses=doses,
        anchor=asked.anchor,
        moves=_moves(doses),
        utc=instants,
        oral=courses[-1] if courses else None,
        provisional=provisional,
        review_needed=provisional or bool(late) or review.waits(request, walk, end),
        alerts=review.alerts(request, late),
        schedule_status=review.status(request),
        follow_up=review.follow_up(asked, walk, end, late),
        continues=review.continues(asked, end, courses),
        notes=said,
    )


def _anchor(request: ScheduleRequest, rules: SchedulingRules) -> Anchor:
    """The convention asked for; blocks only where every later phase has short intervals."""
    longest = rules.block_longest_interval_days
    if any(over_days(phase.timing, longest) for phase in request.phases[1:]):
        return "interval_after_last"
    return request.anchor


def _doses(asked: Course, walk: Walk) -> tuple[DatedDose, ...]:
    """All injections in order. One that is recorded is among them whatever became of its place."""
    dated = [slot for slot in walk.slots if slot.kind in ("planned", "given")]
    places = {slot.place for slot in dated}
    lost = [Slot("given", place, on, on) for place, on in walk.given.items() if place not in places]
    last = dated[-1].place if dated else (0, 0)
    lost += [Slot("given", last, on, on) for on in walk.extra]
    return tuple(_dose(asked, slot) for slot in sorted([*dated, *lost], key=lambda s: s.on))


def _dose(asked: Course, slot: Slot) -> DatedDose:
    phase = asked.request.phases[slot.place[0]]
    given = slot.kind == "given"
    why = None
    if slot.on != slot.nominal:
        why = "it was given then" if given else reason(slot.nominal, asked.request.shift)
    return DatedDose(
        on=slot.on,
        nominal=slot.nominal,
        phase_index=slot.place[0],
        phase_name=phase.name,
        dose_micrograms=phase.dose_micrograms,
        route=phase.route,
        given=given,
        why_moved=why,
    )


def _moves(doses: tuple[DatedDose, ...]) -> tuple[Move, ...]:
    """The planned doses that do not fall on their nominal dates; a recorded one is never moved."""
    return tuple(
        Move(nominal=dose.nominal, actual=dose.on, why=dose.why_moved)
        for dose in doses
        if dose.why_moved is not None and not dose.given
    )


def _instants(
    request: ScheduleRequest, doses: tuple[DatedDose, ...]
) -> tuple[tuple[datetime, ...] | None, list[str]]:
    """The instant of each dose, and what must be said where the clocks change."""
    if request.zone is None or request.local_time is None:
        return None, []
    found = [instant(dose.on, request.local_time, request.zone) for dose in doses]
    return tuple(at for at, _ in found), [said for _, said in found if said is not None]
