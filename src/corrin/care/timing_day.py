"""Where in a person's day vitamin B12 is wanted, where nobody names a window."""

from corrin.care.timing_clock import DAY
from corrin.domain.day import Day, Window


def windows(day: Day, morning: Window) -> tuple[Window, Window | None]:
    """Where B12 is wanted in a day that says when it begins: the morning, then the rest of it.

    Who wakes before the end of the morning has it from waking on. Who wakes later, as after a
    night shift, has as many hours after waking instead.
    """
    wake = day.wake
    if wake is None:
        return morning, None
    length = (morning.end - morning.start) % DAY
    start, end = max(wake, morning.start), morning.end
    if wake >= end:
        start, end = wake, (wake + length) % DAY
    awake = day.awake
    if awake is None:
        return Window(start, end), None
    end = _earlier(start, end, awake.end)
    return Window(start, end), None if end == awake.end else Window(end, awake.end)


def _earlier(start: int, one: int, other: int) -> int:
    """Which of two times comes first after a start."""
    return min(one, other, key=lambda end: (end - start) % DAY)
