"""The dated schedule: what is asked, what has happened since, and the dates in answer."""

from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from typing import Literal

from msgspec import Struct, field

from corrin.domain.knowledge import DoseLimit
from corrin.domain.plan import ScheduleStatus
from corrin.domain.regimen import Phase, Route
from corrin.domain.visit import Visits

Anchor = Literal["interval_after_last", "block"]
"""From what a phase counts: the last dose of the phase before, or the end of its block."""

ShiftPolicy = Literal[
    "next_open_day",
    "previous_open_day",
    "nearest_open_day",
    "next_open_day_same_month_else_previous",
    "cascade_next_open_day",
]
GivenPolicy = Literal["rebase_on_actual", "keep_nominal"]
"""Whether the doses after a recorded one count from its day, or keep their nominal dates."""


class Shift(Struct, frozen=True, kw_only=True):
    """The days on which nothing is given, and where a dose that falls on one goes."""

    policy: ShiftPolicy = "next_open_day"
    rebase: bool = False
    """Whether the next interval counts from a moved date."""
    closed_weekdays: frozenset[int] = frozenset()
    """As `date.weekday` counts: Monday is 0."""
    closed_dates: frozenset[date] = frozenset()

    def open(self, on: date) -> bool:
        return on.weekday() not in self.closed_weekdays and on not in self.closed_dates


# --- What has happened --------------------------------------------------------------------------


class Given(Struct, frozen=True):
    """An injection that was given; `for_nominal` names the dose that it replaces."""

    on: date
    for_nominal: date | None = None


class Missed(Struct, frozen=True):
    """An injection that was not given; the date names the dose."""

    on: date


class Pause(Struct, frozen=True):
    """No dose from this day on, until the course is resumed."""

    on: date


class Resume(Struct, frozen=True):
    """A pause is over; this day is open again."""

    on: date


class Assessment(Struct, frozen=True):
    """A clinician's judgement of the course."""

    on: date
    no_further_improvement: bool


class BloodCount(Struct, frozen=True):
    """Values of a full blood count and their lower limits, as (name, number) pairs.

    A value and its limit have the same name and the same unit; haemoglobin is in g/L.
    """

    on: date
    values: tuple[tuple[str, Decimal], ...]
    lower_limits: tuple[tuple[str, Decimal], ...]


class SwitchToOral(Struct, frozen=True):
    """Injections end; tablets take their place."""

    on: date
    dose_micrograms: Decimal
    every_days: int


class SwitchToIm(Struct, frozen=True):
    """Tablets end; injections take their place."""

    on: date


class Alert(Struct, frozen=True):
    """Something that blocks every dose until a person clears it."""

    on: date
    code: str | None


class Deceased(Struct, frozen=True):
    """The person has died."""

    on: date


Event = (
    Given
    | Missed
    | Pause
    | Resume
    | Assessment
    | BloodCount
    | SwitchToOral
    | SwitchToIm
    | Alert
    | Deceased
)


# --- What is asked ------------------------------------------------------------------------------


class ScheduleRequest(Struct, frozen=True, kw_only=True):
    """A course to be dated, with all that is known when it is dated."""

    start: date
    """The civil date of the first dose."""
    phases: tuple[Phase, ...]
    anchor: Anchor = "interval_after_last"
    shift: Shift = field(default_factory=Shift)
    zone: tzinfo | None = None
    local_time: time | None = None
    """With a zone, the clock time at which every dose is given."""
    stop_after: date | None = None
    """No date after this one."""
    events: tuple[Event, ...] = ()
    """In any order."""
    given_policy: GivenPolicy = "rebase_on_actual"
    warnings: tuple[str, ...] = ()
    """What the reader of the request found odd; repeated in the notes."""

    @property
    def visits(self) -> Visits | None:
        """When every dose is given, where both zone and time are known."""
        if self.zone is None or self.local_time is None:
            return None
        return Visits(at=self.local_time, zone=str(self.zone))


class CountBounds(Struct, frozen=True):
    """Between what a value of a blood count, or its lower limit, can lie; haemoglobin in g/L."""

    name: str
    lowest: Decimal
    highest: Decimal


class SchedulingRules(Struct, frozen=True, kw_only=True):
    """The numbers of the knowledge by which a course is dated and a request is judged."""

    open_ended_months: int
    """How far a phase without an end in sight is dated from its first dose."""
    non_response_weeks: int
    """After how many weeks of treatment counts that are not normal ask for a review."""
    block_longest_interval_days: int
    """The longest interval that a later phase may have when phases follow as blocks."""
    tablets_dose_micrograms: Decimal
    tablets_every_days: int
    """What a switch to tablets means when it names no dose."""
    most_doses: int
    most_events: int
    most_work: int
    """How many recorded injections times doses are dated at most."""
    longest_interval_days: int
    longest_interval_months: int
    """What is refused as an error of writing."""
    earliest: date
    latest: date
    """Between which days dates are accepted and given."""
    dose_limits: tuple[DoseLimit, ...] = ()
    count_bounds: tuple[CountBounds, ...] = ()


# --- The answer ---------------------------------------------------------------------------------


class DatedDose(Struct, frozen=True, kw_only=True):
    """One injection on its day."""

    on: date
    nominal: date
    """The day on which it was due before closed days moved it, or before it was given late."""
    phase_index: int
    phase_name: str
    dose_micrograms: Decimal
    route: Route
    given: bool
    """Whether it is recorded as given; otherwise it is planned."""
    why_moved: str | None = None


class Move(Struct, frozen=True, kw_only=True):
    """A planned dose that does not fall on its nominal date, and why."""

    nominal: date
    actual: date
    why: str


class TabletCourse(Struct, frozen=True, kw_only=True):
    """Doses taken at home; a first or last day that is not known or not yet set is None."""

    dose_micrograms: Decimal | None
    every_days: int | None
    first: date | None
    last: date | None


class FollowUp(Struct, frozen=True, kw_only=True):
    """A review or a test, on its day."""

    on: date
    name: str
    why: str


class Schedule(Struct, frozen=True, kw_only=True):
    """The dates of a course, with every reason that a reader could ask for."""

    doses: tuple[DatedDose, ...]
    """All injections, in order; never two on one day."""
    anchor: Anchor
    """The convention that was used; it may differ from the one asked for."""
    moves: tuple[Move, ...]
    utc: tuple[datetime, ...] | None
    """The instant of each dose; None where no time zone or no time was given."""
    oral: TabletCourse | None
    provisional: bool
    """Whether the dates depend on an event that has not come."""
    review_needed: bool
    alerts: tuple[str, ...]
    schedule_status: ScheduleStatus
    follow_up: tuple[FollowUp, ...]
    continues: bool
    """Whether the course goes on, for life, after the last date."""
    notes: tuple[str, ...]

    @property
    def dates(self) -> tuple[date, ...]:
        return tuple(dose.on for dose in self.doses)
