"""A course as it is walked: its places, where a walk stands between them, and its phases."""

from datetime import date, timedelta
from typing import Literal, NamedTuple

from msgspec import Struct

from corrin.care.schedule_counts import Criterion, criterion
from corrin.care.schedule_dates import add_months, block_end, counted, first_after
from corrin.care.schedule_gates import Gate, Gates
from corrin.domain.regimen import AfterDoses, Never, OnEvent, Phase, WeekdayOffsets
from corrin.domain.schedule import Anchor, ScheduleRequest, SchedulingRules

NOTHING = timedelta()

Place = tuple[int, int]
"""The phase and the ordinal of a dose."""


class Hold(NamedTuple):
    """A span that held a dose back, with the nominal date and the day that the dose had then."""

    gate: Gate
    nominal: date
    due: date


class Slot(Struct, frozen=True):
    """A place in the course and what becomes of it."""

    kind: Literal["planned", "given", "missed", "replaced", "out", "tablets", "no_tablets"]
    place: Place
    nominal: date
    on: date
    """Its day; of a dose that is missed, replaced or out, the day on which it was due."""
    held: tuple[Hold, ...] = ()
    last: date | None = None
    """Of tablets: their last day, where a count or an event sets it."""
    before_injection: bool = False
    """Of tablets: whether they end on the day before the next injection."""


class End(NamedTuple):
    """Why no dose follows."""

    why: Literal["complete", "gate", "stop_after", "horizon", "latest", "tablets", "no_injections"]
    phase: int
    on: date | None = None
    """The day up to which doses are dated."""
    first: date | None = None
    """The first dose of the phase in which it ends."""


class State(NamedTuple):
    """Where a walk stands, before a place."""

    phase: int
    ordinal: int
    base: date
    """The date from which dates are counted, that of `base_ordinal`."""
    base_ordinal: int
    doses: int = 0
    """Injections of this phase so far."""
    first: date | None = None
    """The first of them."""
    latest: date | None = None
    """The latest dose of the course."""
    anchor: date | None = None
    """The date of the last dose of the course, from which a next phase counts."""
    covered: date | None = None
    """The day up to which a late dose stands for those due."""
    horizon: date | None = None
    """The day up to which this phase is dated, once that is known."""
    lead: timedelta = NOTHING
    """How long before ordinal 0 the phase began, as a block; below nothing where after it."""

    def passed(self) -> "State":
        """The state after a place at which no injection is given."""
        return self._replace(ordinal=self.ordinal + 1)

    def dosed(self, on: date, nominal: date, base: date | None) -> "State":
        """The state after an injection; with a base, what follows counts from that."""
        return State(
            self.phase,
            self.ordinal + 1,
            base or self.base,
            self.ordinal if base else self.base_ordinal,
            self.doses + 1,
            self.first or on,
            max(on, self.latest or on),
            base or nominal,
            self.covered,
            self.horizon,
            self.lead,
        )


class Course(Struct, frozen=True):
    """What is asked, and what the events make of it."""

    request: ScheduleRequest
    rules: SchedulingRules
    gates: Gates
    anchor: Anchor
    """The convention in use."""
    criteria: tuple[Criterion | None, ...]
    """For each phase that ends with an event, what is known of it."""

    def nominal(self, state: State, ordinal: int | None = None) -> date:
        """The date of a place of the phase, of the next one by default, as the pattern has it."""
        timing = self.request.phases[state.phase].timing
        at = state.ordinal if ordinal is None else ordinal
        return counted(timing, state.base, state.base_ordinal, at)

    def over(self, state: State, due: date) -> bool:
        """Whether the event that ends the phase has come by a day."""
        event = self.criteria[state.phase]
        return event is not None and event.holds(due, state.first)

    def next_phase(self, state: State, resumed: date | None = None) -> State:
        """Before the first dose of the next phase.

        It is due on the day of a resume for which the phase before was waiting; otherwise as the
        anchor says, or one of its own intervals after the last dose where the phase before had
        none.
        """
        index = state.phase + 1
        fresh = State(index, 0, self.request.start, 0)
        if index == len(self.request.phases):
            pass
        elif resumed is not None:
            fresh = fresh._replace(base=resumed)
        elif state.anchor is not None and self.anchor == "block" and state.doses:
            fresh = self._block(state, state.anchor)
        elif state.anchor is not None:
            base, ordinal = first_after(self.request.phases[index].timing, state.anchor)
            fresh = fresh._replace(base=base, base_ordinal=ordinal)
        return fresh._replace(latest=state.latest, anchor=state.anchor, covered=state.covered)

    def _block(self, state: State, last: date) -> State:
        """Before the first dose of a phase that begins when the block before it is over.

        That dose is due on that day; where 0 is not among the offsets of a week, offsets count
        from the last dose all the same.
        """
        before, phase = self.request.phases[state.phase : state.phase + 2]
        begun = block_end(before.timing, state.base, state.base_ordinal, state.ordinal) - state.lead
        base, ordinal = first_after(phase.timing, last)
        if ordinal < 0:
            return State(state.phase + 1, 0, begun, 0)
        return State(state.phase + 1, 0, base, 0, lead=base - begun)

    def end_before(self, state: State, due: date) -> tuple[State, End | None]:
        """Why a dose is too far ahead to be dated, or None where it is not.

        A phase that nothing is known to end has a horizon: an assessment and one interval, once
        the doses have passed it, or so many months where there is neither that nor a last day.
        """
        if state.horizon is None:
            horizon = self._horizon(state, due)
            state = state if horizon is None else state._replace(horizon=horizon)
        stop, latest = self.request.stop_after, self.rules.latest
        last = min(day for day in (latest, stop, state.horizon) if day is not None)
        if due <= last:
            return state, None
        why = "stop_after" if last == stop else "horizon" if last == state.horizon else "latest"
        return state, End(why, state.phase, last, state.first)

    def _horizon(self, state: State, due: date) -> date | None:
        phase, first = self.request.phases[state.phase], state.first
        if first is None or doses_of(phase) is not None:
            return None
        event = self.criteria[state.phase]
        looked = event.last_since(first) if event else None
        if looked is not None and due > looked:
            return counted(phase.timing, looked, state.ordinal - 1, state.ordinal)
        if looked is None and self.request.stop_after is None:
            return add_months(first, self.rules.open_ended_months)
        return None


def course(
    request: ScheduleRequest, rules: SchedulingRules, gates: Gates, anchor: Anchor
) -> Course:
    """A course with what its events say of the ends of its phases."""
    criteria = (
        criterion(phase.ends.event, request.events) if isinstance(phase.ends, OnEvent) else None
        for phase in request.phases
    )
    return Course(request, rules, gates, anchor, tuple(criteria))


def doses_of(phase: Phase) -> int | None:
    """How many doses a phase has; None where an event ends it, or nothing does."""
    match phase.ends:
        case AfterDoses(count):
            return count
        case Never() if isinstance(phase.timing, WeekdayOffsets) and phase.timing.weeks:
            return len(phase.timing.offsets) * phase.timing.weeks
        case _:
            return None
