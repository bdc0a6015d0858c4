"""A window as its minutes, numbered in order, and which stretches of it are open.

The minutes of a window are a set of bits: bit 0 is its first minute. They lie on the line of
elapsed minutes in a few pieces, one where no clock changes.
"""

from collections.abc import Iterator

from msgspec import Struct

from corrin.care.timing_clock import DAY, Clock, shown
from corrin.domain.day import Window
from corrin.domain.timing import Span


class Piece(Struct, frozen=True):
    """A run of minutes that follow one another both on the clock and in time."""

    number: int
    """Of its first minute in the window."""
    length: int
    place: int
    """Where its first minute lies on the line."""
    minute: int
    """What the clocks show then, in minutes after midnight of the first day."""


class Minutes(Struct, frozen=True):
    """The minutes of a window; a minute that the clocks show twice lies in two pieces."""

    length: int
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, window: Window, clock: Clock, day: int = 0) -> "Minutes":
        """The minutes of a window that starts on a day; an end that is missing moves as times do.

        An end before the start lies on the next day.
        """
        over = window.end < window.start
        start, end = clock.existing(day, window.start), clock.existing(day + over, window.end)
        first, last = (on * DAY + minute for on, minute in (start, end))
        pieces: list[Piece] = []
        number = 0
        for minute, until, places in clock.runs(first, max(first, last)):
            for place in places:
                pieces.append(Piece(number, until - minute, place, minute))
            number += until - minute if places else 0
        return cls(number, tuple(pieces))

    def within(self, bits: int) -> int:
        """The minutes of the window whose places are among some bits of the line.

        Of a minute that the clocks show twice one place is enough.
        """
        found = 0
        for piece in self.pieces:
            found |= (bits >> piece.place & (1 << piece.length) - 1) << piece.number
        return found

    def open(self, closed: int) -> int:
        """The minutes of which no place is closed."""
        return ~self.within(closed) & (1 << self.length) - 1

    def name(self, number: int) -> str:
        """What the clocks show at a minute of the window."""
        piece = next(p for p in self.pieces if p.number <= number < p.number + p.length)
        return shown((piece.minute + number - piece.number) % DAY)

    def spans(self, minutes: int) -> tuple[Span, ...]:
        """Minutes of the window as closed intervals."""
        return tuple((self.name(first), self.name(last)) for first, last in runs(minutes))

    def places(self) -> int:
        """The bits of the line on which the window lies."""
        bits = 0
        for piece in self.pieces:
            bits |= (1 << piece.length) - 1 << piece.place
        return bits


def runs(bits: int) -> Iterator[tuple[int, int]]:
    """The first and the last of every run of bits that are set."""
    at = 0
    while bits:
        zeros = (bits & -bits).bit_length() - 1
        bits >>= zeros
        ones = (~bits & bits + 1).bit_length() - 1
        yield at + zeros, at + zeros + ones - 1
        bits >>= ones
        at += zeros + ones
