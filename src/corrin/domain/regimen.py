"""A course of treatment: phases, how often a dose falls due in each, and when each ends."""

from decimal import Decimal
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from corrin.domain.rule import Citation, Condition, Verified

Route = Literal["im", "sc", "oral", "sublingual", "nasal"]
Audience = Literal["adult", "paediatric", "any"]
EndEvent = Literal["counts_normal", "no_further_improvement", "cause_resolved", "review"]

INJECTED: frozenset[Route] = frozenset({"im", "sc"})
"""Routes by which a dose is given on a dated visit; by the others it is taken at home."""
DAYS_OF_WEEK = 7


class EveryDays(Struct, frozen=True):
    """A dose every so many days; `days_max` where the source gives a range."""

    days: int
    days_max: int | None = None

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError("an interval is at least one day")
        if self.days_max is not None and self.days_max < self.days:
            raise ValueError("the longest interval is not below the shortest")


class EveryMonths(Struct, frozen=True):
    """A dose every so many calendar months; `months_max` where the source gives a range."""

    months: int
    months_max: int | None = None
    months_dated: int | None = None
    """The interval of the range at which doses are dated, where it is not the shortest."""

    def __post_init__(self) -> None:
        if self.months < 1:
            raise ValueError("an interval is at least one month")
        if self.months_max is not None and self.months_max < self.months:
            raise ValueError("the longest interval is not below the shortest")


class WeekdayOffsets(Struct, frozen=True):
    """Doses on the same days of every week, as days from the day on which the week begins.

    The week begins on the first dose of the phase when 0 is among the offsets, otherwise on the
    last dose of the phase before. `weeks` is how many weeks the phase lasts, where that and not
    a count of doses was said.
    """

    offsets: tuple[int, ...]
    weeks: int | None = None

    def __post_init__(self) -> None:
        if not self.offsets or self.offsets[0] < 0:
            raise ValueError("offsets are days from 0")
        if any(later <= earlier for earlier, later in pairwise(self.offsets)):
            raise ValueError("offsets rise, each day once")
        if self.offsets[-1] - self.offsets[0] >= DAYS_OF_WEEK or self.offsets[-1] > DAYS_OF_WEEK:
            raise ValueError("offsets lie within one week")
        if self.weeks is not None and self.weeks < 1:
            raise ValueError("a phase lasts at least one week")


Timing = EveryDays | EveryMonths | WeekdayOffsets


def days_apart(timing: Timing, days_in_month: Decimal) -> Decimal:
    """About how many days lie between two doses."""
    match timing:
        case EveryMonths(months=months):
            return months * days_in_month
        case EveryDays(days=days):
            return Decimal(days)
        case _:
            return Decimal(DAYS_OF_WEEK) / len(timing.offsets)


class AfterDoses(Struct, frozen=True):
    """The phase ends when so many doses were given."""

    count: int

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError("a phase has at least one dose")


class OnEvent(Struct, frozen=True):
    """The phase ends when something is recorded; no count can stand in for it."""

    event: EndEvent


class Never(Struct, frozen=True):
    """The phase is for life."""


Ends = AfterDoses | OnEvent | Never


class Phase(Struct, frozen=True, kw_only=True):
    """One phase of a regimen: loading, transition or maintenance."""

    name: str
    route: Route
    dose_micrograms: Decimal
    timing: Timing
    ends: Ends
    times_per_day: int = 1
    dose_low: Decimal | None = None
    dose_high: Decimal | None = None
    """The span of doses that the source gives, in micrograms; `dose_micrograms` lies in it."""
    route_alternatives: tuple[Route, ...] = ()

    @property
    def injected(self) -> bool:
        return self.route in INJECTED


class Remark(Struct, frozen=True, kw_only=True):
    """What a source adds to a course for some people only."""

    when: Condition
    says: str


class Regimen(Struct, frozen=True, kw_only=True):
    """A course as a source gives it."""

    id: str
    name: str
    product: str
    product_alternatives: tuple[str, ...] = ()
    """Other products for which the source gives the same doses and intervals."""
    phases: tuple[Phase, ...]
    when: Condition | None = None
    """To whom it is named as an alternative; None is everybody."""
    sources: tuple[Citation, ...] = ()
    audience: Audience = "adult"
    offered: bool = True
    """False for a course known by name only: of a trial, withdrawn, or left to a specialist."""
    verified: Verified = "false"
    note: str | None = None
    remarks: tuple[Remark, ...] = ()
