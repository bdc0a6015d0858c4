"""A course, dose by dose: what becomes of each place in the pattern of each phase.

At every place the walk asks, in this order: is the dose recorded as given; does a late dose stand
for it; is the phase over; is the day inside a pause, a course of tablets, or after an end; is the
dose recorded as missed; is the day beyond what can be dated. What was recorded always stands: the
walk is taken back to a place, told what was recorded there, and goes on anew.
"""

from datetime import date

from corrin.care.schedule_course import Course, End, Hold, Place, Slot, State, doses_of
from corrin.care.schedule_dates import DAY, counted
from corrin.care.schedule_due import Free, closed_days_apart, due, stands_for
from corrin.domain.regimen import Phase


class Walk:
    """The places of a course as far as they were walked, and what is recorded for them."""

    def __init__(self, course: Course) -> None:
        self.slots: list[Slot] = []
        self.end: End | None = None
        self.given: dict[Place, date] = {}
        self.missed: set[Place] = set()
        self.extra: list[date] = []
        """Injections that were given beside the course."""
        self._course = course
        self._days_given: set[date] = set()
        self._state = State(0, 0, course.request.start, 0)
        self._before: list[State] = []
        """The state before each slot."""

    def to_the_end(self) -> End:
        """Walk the whole course."""
        while self.end is None:
            self._step()
        return self.end

    def beyond(self, day: date) -> None:
        """Walk until a planned dose lies after a day, as moved and as wanted, or to the end."""
        while self.end is None:
            last = self.slots[-1] if self.slots else None
            if last and last.kind == "planned" and day < min(last.on, last.nominal):
                return
            self._step()

    def record_given(self, slot: Slot, on: date) -> None:
        """A dose was given; whatever follows it, or was planned for that day, is walked anew."""
        self.given[slot.place] = on
        self.missed.discard(slot.place)
        self._days_given.add(on)
        back = self.slots.index(slot)
        planned = (i for i, s in enumerate(self.slots) if s.kind == "planned" and s.on == on)
        self._back_to(min(back, next(planned, back)))

    def record_extra(self, on: date) -> None:
        """A dose was given for which no place is left; its day is taken."""
        self.extra.append(on)
        self._days_given.add(on)

    def record_missed(self, slot: Slot) -> None:
        """A dose was not given."""
        self.missed.add(slot.place)
        self._back_to(self.slots.index(slot))

    def due_from(self, day: date) -> date:
        """When the next injection would be due, on or after a day, if the end were none."""
        ordinal = self._state.ordinal
        while (nominal := self._course.nominal(self._state, ordinal)) < day:
            ordinal += 1
        return nominal

    def _back_to(self, index: int) -> None:
        self._state = self._before[index]
        del self.slots[index:], self._before[index:]
        self.end = None

    def _add(self, slot: Slot, then: State | End) -> None:
        self.slots.append(slot)
        self._before.append(self._state)
        if isinstance(then, State):
            self._state = then
        else:
            self.end = then

    def _step(self) -> None:
        state = self._state
        phases = self._course.request.phases
        if state.phase == len(phases):
            self.end = End("complete", state.phase - 1)
            return
        phase = phases[state.phase]
        if not phase.injected:
            self._tablets(state, phase)
            return
        count = doses_of(phase)
        if count is None or state.doses < count or (state.phase, state.ordinal) in self.given:
            self._dose(state)
        elif self._given_later(state):
            self._state = state.passed()
        else:
            self._state = self._course.next_phase(state)

    # --- one injection -------------------------------------------------------------------------

    def _dose(self, state: State) -> None:
        course = self._course
        place = (state.phase, state.ordinal)
        given = self.given.get(place)
        if given is None and stands_for(course, state):
            nominal = course.nominal(state)
            self._add(Slot("replaced", place, nominal, nominal), state.passed())
            return
        state, nominal, day, held = due(course, state, self._free_but_for(given), given)
        if given is not None:
            then = self._given(state, nominal, day, given)
            self._add(Slot("given", place, nominal, given, held), then)
        elif course.over(state, day):
            resumed = held[-1].gate.end if held else None
            self._out(Slot("out", place, nominal, day, held), course.next_phase(state, resumed))
        elif (gate := course.gates.shut(day)) is not None:
            slot = Slot("out", place, nominal, day, (*held, Hold(gate, nominal, day)))
            self._out(slot, End("gate", state.phase))
        elif place in self.missed:
            self._add(Slot("missed", place, nominal, day), state.passed())
        else:
            self._planned(state, Slot("planned", place, nominal, day, held))

    def _planned(self, state: State, slot: Slot) -> None:
        state, end = self._course.end_before(state, slot.on)
        if end is not None:
            self._out(Slot("out", slot.place, slot.nominal, slot.on, slot.held), end)
            return
        base = self._moved_base(slot.nominal, slot.on)
        self._add(slot, state.dosed(slot.on, slot.nominal, base))

    def _moved_base(self, nominal: date, day: date) -> date | None:
        """The day that a dose was moved to, where the next interval counts from it."""
        shift = self._course.request.shift
        rebases = shift.rebase or shift.policy == "cascade_next_open_day"
        return day if rebases and day != nominal else None

    def _given(self, state: State, nominal: date, day: date, on: date) -> State:
        """After a recorded dose: by the policy the next interval counts from its day or not.

        A dose given on the day that it was moved to is not late, and stands for no other.
        """
        if self._course.request.given_policy == "keep_nominal":
            planned = day if state.covered is None else closed_days_apart(self._course, nominal)
            if on > max(nominal, planned):
                state = state._replace(covered=max(on, state.covered or on))
            return state.dosed(on, nominal, self._moved_base(nominal, planned))
        latest = max(on, state.latest or on)
        return state.dosed(on, nominal, latest if latest != nominal else None)

    def _out(self, slot: Slot, then: State | End) -> None:
        """A dose that will not be given, and what follows unless a later one of its phase was."""
        self._add(slot, self._state.passed() if self._given_later(self._state) else then)

    def _given_later(self, state: State) -> bool:
        return any(phase == state.phase and n > state.ordinal for phase, n in self.given)

    def _free_but_for(self, given: date | None) -> Free:
        """Whether a day is open and no dose was given on it, but for the dose in question."""
        taken, shift = self._days_given - {given}, self._course.request.shift
        return lambda day: day not in taken and shift.open(day)

    # --- a phase of tablets --------------------------------------------------------------------

    def _tablets(self, state: State, phase: Phase) -> None:
        """A phase taken at home, whole: its first day, and what ends it."""
        course = self._course
        nominal = course.nominal(state)
        first = nominal if state.latest is None else max(nominal, state.latest + DAY)
        held: tuple[Hold, ...] = ()
        while (gate := course.gates.shut(first)) is not None and gate.end is not None:
            held = (*held, Hold(gate, first, first))
            first = gate.end
        place, stop = (state.phase, 0), course.request.stop_after
        if course.over(state, first):
            self._add(Slot("no_tablets", place, nominal, first), course.next_phase(state))
        elif gate is not None:
            held = (*held, Hold(gate, first, first))
            self._add(Slot("no_tablets", place, nominal, first, held), End("gate", state.phase))
        elif stop is not None and first > stop:
            end = End("stop_after", state.phase, stop)
            self._add(Slot("no_tablets", place, nominal, first), end)
        else:
            self._take(state, phase, nominal, first)

    def _take(self, state: State, phase: Phase, nominal: date, first: date) -> None:
        course, place = self._course, (state.phase, 0)
        count = doses_of(phase)
        last = None if count is None else counted(phase.timing, first, 0, count - 1)
        event = course.criteria[state.phase]
        if event is not None and (met := event.first_met(first)) is not None:
            count = 1
            while counted(phase.timing, first, 0, count) < met:
                count += 1
            last = counted(phase.timing, first, 0, count - 1)
        switch = course.gates.switch_after(state.anchor)
        if switch is not None and (last is None or switch <= last):
            slot = Slot("tablets", place, nominal, first, before_injection=True)
            self._add(slot, self._injections(state, max(switch, course.request.start)))
        elif last is None or count is None:
            end = End("tablets", state.phase, course.request.stop_after, first)
            self._add(Slot("tablets", place, nominal, first), end)
        else:
            taken = state._replace(base=first, base_ordinal=0, ordinal=count, doses=count)
            then = course.next_phase(taken._replace(latest=last, anchor=last))
            self._add(Slot("tablets", place, nominal, first, last=last), then)

    def _injections(self, state: State, switch: date) -> State | End:
        """Before the first injection after tablets, which is due on the day of the switch."""
        phases = self._course.request.phases
        for index in range(state.phase + 1, len(phases)):
            if phases[index].injected:
                return self._course.next_phase(state._replace(phase=index - 1), switch)
        return End("no_injections", state.phase, switch)
