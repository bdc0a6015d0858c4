"""A window as its minutes, by what the clocks show, and which stretches of it are open."""

from msgspec import Struct

from corrin.care.timing_clock import DAY, Clock, shown
from corrin.domain.day import Window
from corrin.domain.timing import Span


class Minutes(Struct, frozen=True):
    """The minutes of a window in order: what the clocks show, and the bits of their places.

    A minute that the clocks show twice has two bits, and is open only if both are.
    """

    names: tuple[str, ...]
    places: tuple[int, ...]
    bits: int
    """All of them."""

    @classmethod
    def of(cls, window: Window, clock: Clock, day: int = 0) -> "Minutes":
        """The minutes of a window that starts on a day; an end that is missing moves as times do.

        An end before the start lies on the next day.
        """
        over = window.end < window.start
        start, end = clock.existing(day, window.start), clock.existing(day + over, window.end)
        first, last = (on * DAY + minute for on, minute in (start, end))
        names: list[str] = []
        places: list[int] = []
        bits = 0
        for minute in range(first, max(first, last) + 1):
            place = 0
            for at in clock.places(*divmod(minute, DAY)):
                place |= 1 << at
            if place:
                names.append(shown(minute % DAY))
                places.append(place)
                bits |= place
        return cls(tuple(names), tuple(places), bits)

    def bits_from(self, first: int, last: int) -> int:
        """The bits of a stretch, by the numbers of its minutes."""
        bits = 0
        for place in self.places[first : last + 1]:
            bits |= place
        return bits


def stretches(of: Minutes, closed: int, *, shut: bool) -> list[tuple[int, int]]:
    """The first and last minute, by number, of every stretch that is open, or shut."""
    found: list[tuple[int, int]] = []
    for number, place in enumerate(of.places):
        if bool(place & closed) is not shut:
            continue
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found


def open_spans(of: Minutes, closed: int) -> tuple[Span, ...]:
    """The open stretches of a window as closed intervals."""
    return tuple(
        (of.names[first], of.names[last]) for first, last in stretches(of, closed, shut=False)
    )


def any_open(of: Minutes, closed: int) -> bool:
    """Whether a minute of a window is open."""
    return bool(of.bits & ~closed) and any(not place & closed for place in of.places)
