"""A person's day: when it begins and ends, and what is taken at which minute.

A time of day is a number of minutes after midnight.
"""

from decimal import Decimal

from msgspec import Struct


class Window(Struct, frozen=True):
    """Minutes after midnight, from and to; an end before its start lies on the next day."""

    start: int
    end: int


class Taken(Struct, frozen=True, kw_only=True):
    """One thing taken, every day, at one time."""

    name: str
    """As it was written."""
    field: str
    """Where it stands in the input."""
    concepts: frozenset[str] = frozenset()
    """What it was understood as, with the groups of that; empty where it was not understood."""
    at: int | None = None
    """Minutes after midnight; None where no time was said."""
    milligrams: Decimal | None = None
    by_mouth: bool = True


class Day(Struct, frozen=True, kw_only=True):
    """What a day holds, as far as it was said."""

    wake: int | None = None
    sleep: int | None = None
    items: tuple[Taken, ...] = ()
    """Meals, drinks, medicines and supplements, each at one time."""
    fasts: tuple[Window, ...] = ()
    """Times in which nothing is swallowed."""

    @property
    def awake(self) -> Window | None:
        """The waking time, where both its ends are known."""
        if self.wake is None or self.sleep is None or self.wake == self.sleep:
            return None
        return Window(self.wake, self.sleep)
