"""Spans of days on which no injection is due: pauses, tablets, alerts, death."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from corrin.domain.schedule import (
    Alert,
    Deceased,
    Event,
    Given,
    Pause,
    Resume,
    ScheduleRequest,
    SwitchToIm,
    SwitchToOral,
)

GateKind = Literal["pause", "tablets", "alert", "deceased"]


class Gate(Struct, frozen=True):
    """From `start` no injection is due, until `end`; for good where `end` is None."""

    kind: GateKind
    start: date
    end: date | None
    switch: SwitchToOral | None = None
    """The switch with which tablets begin; None where they began before the record does."""

    def shuts(self, on: date) -> bool:
        return self.start <= on and (self.end is None or on < self.end)


class Gates(Struct, frozen=True):
    """All spans, those that end first in front; what did not fit is said."""

    spans: tuple[Gate, ...]
    switches_to_im: tuple[date, ...]
    """Switches that end a phase of tablets, not one that began with a switch."""
    notes: tuple[str, ...]

    def shut(self, on: date) -> Gate | None:
        """The span that a day is in; of several the one that ends first."""
        return next((gate for gate in self.spans if gate.shuts(on)), None)

    def opened(self, on: date) -> date | None:
        """The last day up to this one on which a span, or a phase of tablets, was ended."""
        ends = [gate.end for gate in self.spans if gate.end is not None and gate.end <= on]
        return max((*ends, *(day for day in self.switches_to_im if day <= on)), default=None)

    def switch_after(self, last: date | None) -> date | None:
        """The first switch to injections after a dose that ends no span of tablets."""
        days = (day for day in self.switches_to_im if last is None or day > last)
        return next(days, None)


def gates(request: ScheduleRequest) -> Gates:
    """The spans that the events of a request make."""
    notes: list[str] = []
    spans = list(_pauses(request.events, notes))
    tablets, unpaired = _tablets(request.events, notes)
    spans += tablets
    if unpaired and all(phase.injected for phase in request.phases):
        spans += _from_before(unpaired, request.events, notes)
        unpaired = []
    for event in sorted(request.events, key=lambda e: e.on):
        match event:
            case Alert(on):
                spans.append(Gate("alert", on, None))
            case Deceased(on):
                spans.append(Gate("deceased", on, None))
            case _:
                continue
    spans.sort(key=lambda gate: (gate.end or date.max, gate.start))
    return Gates(tuple(spans), tuple(unpaired), tuple(notes))


def _pauses(events: Iterable[Event], notes: list[str]) -> Iterator[Gate]:
    """Pauses with the resume that ends each.

    On a day with both, a course that is paused resumes first, so that it stays paused.
    """
    paused: date | None = None
    days = sorted({event.on for event in events if isinstance(event, Pause | Resume)})
    for day in days:
        kinds = {type(event) for event in events if event.on == day}
        for kind in (Resume, Pause) if paused else (Pause, Resume):
            if kind not in kinds:
                continue
            if kind is Pause and paused is None:
                paused = day
            elif kind is Resume and paused is not None:
                if paused < day:
                    yield Gate("pause", paused, day)
                paused = None
            elif kind is Resume:
                notes.append(f"There is no pause that the resume of {day} could end.")
    if paused is not None:
        yield Gate("pause", paused, None)


def _tablets(events: Iterable[Event], notes: list[str]) -> tuple[list[Gate], list[date]]:
    """Spans of tablets, and the switches to injections that end none of them."""
    spans: list[Gate] = []
    unpaired: list[date] = []
    began: SwitchToOral | None = None
    switches = (e for e in events if isinstance(e, SwitchToOral | SwitchToIm))
    for event in sorted(switches, key=lambda e: (e.on, isinstance(e, SwitchToIm))):
        if began is not None:
            spans.append(Gate("tablets", began.on, event.on, began))
        elif isinstance(event, SwitchToIm) and spans:
            notes.append(_by_injection(event.on))
        elif isinstance(event, SwitchToIm):
            unpaired.append(event.on)
        began = event if isinstance(event, SwitchToOral) else None
    if began is not None:
        spans.append(Gate("tablets", began.on, None, began))
    return [span for span in spans if span.end != span.start], unpaired


def _from_before(switches: list[date], events: Iterable[Event], notes: list[str]) -> Iterator[Gate]:
    """Tablets that were taken before the record begins, up to the switch to injections."""
    first, *others = switches
    if any(isinstance(event, Given) and event.on < first for event in events):
        others = switches
    else:
        yield Gate("tablets", date.min, first)
    notes += map(_by_injection, others)


def _by_injection(on: date) -> str:
    return f"The switch of {on} finds the course by injection already."
