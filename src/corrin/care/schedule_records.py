"""Which dose of a course each recorded injection stands for, and which each missed one was.

Records are taken in order of date, each on the course as the earlier ones have made it.
"""

from collections.abc import Iterable
from datetime import date

from corrin.care.schedule_course import Slot
from corrin.care.schedule_walk import Walk
from corrin.domain.schedule import Event, Given, Missed


def record(walk: Walk, events: Iterable[Event]) -> list[str]:
    """Enter what was given and missed, and say what did not fit."""
    notes: list[str] = []
    days: set[date] = set()
    for event in sorted((e for e in events if isinstance(e, Given | Missed)), key=_in_order):
        if isinstance(event, Missed):
            notes += _missed(walk, event.on)
        elif event.on in days:
            notes.append(f"Two injections are recorded on {event.on}; they count once.")
        else:
            days.add(event.on)
            slot, said = _meant(walk, event)
            notes += said
            if slot is None:
                walk.record_extra(event.on)
            else:
                walk.record_given(slot, event.on)
    return notes


def _in_order(event: Given | Missed) -> tuple[date, bool, date]:
    """By day; then what was given, the injections that name a dose first."""
    named = event.for_nominal if isinstance(event, Given) else None
    return event.on, isinstance(event, Missed), named or date.max


def _missed(walk: Walk, name: date) -> list[str]:
    walk.beyond(name)
    slot = _named(walk.slots, name)
    if slot is None:
        return [f"No dose is due on {name}; what is recorded as missed there changes nothing."]
    if slot.kind == "given":
        return [f"The dose due on {slot.nominal} is recorded as given and as missed; given stands."]
    if slot.kind != "planned":
        return [f"The dose of {name} that is recorded as missed was not due any more."]
    walk.record_missed(slot)
    return []


def _meant(walk: Walk, event: Given) -> tuple[Slot | None, list[str]]:
    """The dose for which an injection stands, and what must be said about its name."""
    name = event.for_nominal
    walk.beyond(event.on if name is None else max(event.on, name))
    if name is None:
        return _unnamed(walk.slots, event.on), []
    slot = _named(walk.slots, name)
    if slot is not None and slot.kind != "given":
        return slot, []
    why = "no dose is due then" if slot is None else "that dose is recorded already"
    slot = _unnamed(walk.slots, event.on)
    instead = f"taken for the dose of {slot.nominal}" if slot else "counted as an extra one"
    return slot, [f"The injection of {event.on} names {name}, but {why}; it is {instead}."]


def _named(slots: Iterable[Slot], name: date) -> Slot | None:
    """The dose with this nominal date, else with this day, else that had it before a pause."""
    doses = [slot for slot in slots if slot.kind not in ("tablets", "no_tablets")]
    by_nominal = [slot for slot in doses if slot.nominal == name]
    by_day = [slot for slot in doses if slot.on == name]
    before = [slot for slot in doses if any(name in (h.nominal, h.due) for h in slot.held)]
    found = by_nominal or by_day or before
    return next((slot for slot in found if slot.kind == "planned"), next(iter(found), None))


def _unnamed(slots: Iterable[Slot], on: date) -> Slot | None:
    """The dose due that day, as moved or as first wanted, else the oldest missed, else the nearest.

    The nearest is one that is not recorded.
    """
    unrecorded = [(*_due(slot, on), slot) for slot in slots if slot.kind in ("planned", "out")]
    missed = [slot for slot in slots if slot.kind == "missed"]
    moved_here = [slot for _, due, slot in unrecorded if due == on]
    wanted_here = [slot for nominal, _, slot in unrecorded if nominal == on]
    if same_day := moved_here or wanted_here:
        return next((slot for slot in same_day if slot.kind == "planned"), same_day[0])
    if missed:
        return min(missed, key=lambda slot: slot.nominal)
    nearest = min(unrecorded, key=lambda dose: (abs(dose[1] - on), dose[1]), default=None)
    return nearest[2] if nearest else None


def _due(slot: Slot, on: date) -> tuple[date, date]:
    """A dose's nominal date and day as they looked on a day: those it had until a pause is over."""
    for hold in slot.held:
        if hold.gate.end is None or on < hold.gate.end:
            return hold.nominal, hold.due
    return slot.nominal, slot.on
