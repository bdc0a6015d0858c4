"""Where in a person's day vitamin B12 is wanted, where nobody names a window."""

from corrin.care.timing_clock import DAY
from corrin.domain.day import Day, Window


def windows(day: Day, morning: Window) -> tuple[Window, Window | None]:
    """Where B12 is wanted in a day that says when it begins: the morning, then the rest of it.

    Who wakes before the end of the morning has it from waking on. Who wakes later, as after a
    night shift, or sleeps through it, has as many hours after waking instead.
    """
    wake = day.wake
    if wake is None:
        return morning, None
    length = (morning.end - morning.start) % DAY
    awake = day.awake
    start, end = max(wake, morning.start), morning.end
    asleep = awake is not None and _after(wake, start) > _after(wake, awake.end)
    if wake >= end or asleep:
        start, end = wake, (wake + length) % DAY
    if awake is None:
        return Window(start, end), None
    end = min(end, awake.end, key=lambda each: _after(start, each))
    return Window(start, end), None if end == awake.end else Window(end, awake.end)


def _after(start: int, time: int) -> int:
    """Minutes from a start to the next such time."""
    return (time - start) % DAY
