"""B26: dates do not drift, keep their order and their count, and do not change with the clocks.

Random courses are dated, and each date is worked out a second time by the calendar of
`prove.civil`, from the grammar of requests. Then, for every zone of the IANA database and every
change of its clocks from 2000 to 2040: the civil dates of a course over that day stay what they
are without a zone, its calendar file holds the same whole days, and each instant is the first at
which the clocks show the time asked for, or the end of the gap that skips it.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from random import Random
from typing import get_args
from zoneinfo import ZoneInfo, available_timezones

from msgspec.structs import replace

from corrin.care import schedule as core
from corrin.care.schedule_rules import scheduling_rules
from corrin.domain.regimen import AfterDoses, EveryDays, EveryMonths, Phase, Timing, WeekdayOffsets
from corrin.domain.schedule import Schedule, ScheduleRequest, SchedulingRules, Shift, ShiftPolicy
from corrin.knowledge.load import knowledge
from corrin.render import calendar
from prove import civil
from prove.figure import Figure

FIRST, LAST = date(2000, 1, 1), date(2040, 12, 31)
ROUND = (time(9), time(0), time(23, 59))
"""Times of day that are asked for around each change of the clocks, besides those it concerns."""
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
ALL_DAY = re.compile(r"^DTSTART;VALUE=DATE:(\d{8})\r?$", re.MULTILINE)
STARTS = re.compile(r"^DTSTART", re.MULTILINE)


@cache
def rules() -> SchedulingRules:
    return scheduling_rules(knowledge())


# --- Courses ------------------------------------------------------------------------------------


def course(random: Random) -> ScheduleRequest:
    """A random course by injection; a third begins at the end of a month, many near leap days."""
    year, month = random.randint(1996, 2104), random.randint(1, 12)
    last = civil.length(year, month)
    day = random.choice((last, random.randint(1, last), min(last, random.randint(28, 31))))
    phases = tuple(
        Phase(
            name="loading",
            route="im",
            dose_micrograms=Decimal(1000),
            timing=timing(random),
            ends=AfterDoses(random.randint(1, 14)),
        )
        for _ in range(random.randint(1, 3))
    )
    return ScheduleRequest(
        start=date(year, month, day),
        phases=phases,
        anchor=random.choice(("interval_after_last", "block")),
    )


def timing(random: Random) -> Timing:
    match random.randrange(4):
        case 0:
            return EveryDays(random.randint(1, 40))
        case 1 | 2:
            return EveryMonths(random.randint(1, 13))
        case _:
            later = sorted(random.sample(range(1, 7), random.randint(0, 3)))
            return WeekdayOffsets((0, *later))


def expected(request: ScheduleRequest) -> list[int]:
    """The days of a course as the grammar has them, worked out by the other calendar."""
    blocks = request.anchor == "block" and not any(map(_long, request.phases[1:]))
    found: list[int] = []
    begins = civil.number(civil.Day(request.start.year, request.start.month, request.start.day))
    for index, phase in enumerate(request.phases):
        count = phase.ends.count if isinstance(phase.ends, AfterDoses) else 0
        base, ahead = (begins, 0) if index == 0 or blocks else _next(phase.timing, found[-1])
        found += [_dose(phase.timing, base, n + ahead) for n in range(count)]
        begins = _over(phase.timing, begins, count) if blocks else found[-1]
    return found


def _long(phase: Phase) -> bool:
    """Whether an interval is longer than a month, so that blocks are not used."""
    match phase.timing:
        case EveryDays(days):
            return days > 31
        case EveryMonths(months):
            return months > 1
        case _:
            return False


def _dose(timing: Timing, base: int, ordinal: int) -> int:
    """The day of a dose so many intervals after a base."""
    match timing:
        case EveryDays(days):
            return base + days * ordinal
        case EveryMonths(months):
            return civil.months_after(base, months * ordinal)
        case WeekdayOffsets(offsets):
            return base + ordinal // len(offsets) * 7 + offsets[ordinal % len(offsets)]


def _next(timing: Timing, last: int) -> tuple[int, int]:
    """From which day a phase counts that follows a dose by its own interval, and from which dose.

    A pattern of weekdays follows by its last gap, the one over the week's end.
    """
    if isinstance(timing, WeekdayOffsets):
        return last + 7 - timing.offsets[-1], 0
    return last, 1


def _over(timing: Timing, begins: int, count: int) -> int:
    """The day on which a block of so many doses is over."""
    if isinstance(timing, WeekdayOffsets):
        return begins + (count + len(timing.offsets) - 1) // len(timing.offsets) * 7
    return _dose(timing, begins, count)


def shift(random: Random) -> Shift:
    policies: tuple[ShiftPolicy, ...] = get_args(ShiftPolicy)
    return Shift(
        policy=random.choice([policy for policy in policies if "cascade" not in policy]),
        closed_weekdays=frozenset(random.sample(range(7), random.randint(0, 4))),
    )


def faults_of(request: ScheduleRequest, closed: Shift) -> Iterator[str]:
    """What is wrong with the dates of a course, on open days and with some days closed."""
    wanted = expected(request)
    days = [day.toordinal() for day in core.schedule(request, rules()).dates]
    if days != wanted:
        found = " ".join(str(date.fromordinal(day)) for day in days)
        yield f"{_name(request)}: the dates are {found}"
    moved = core.schedule(replace(request, shift=closed), rules())
    counts = Counter(dose.phase_index for dose in moved.doses)
    if counts != {n: p.ends.count for n, p in enumerate(request.phases) if _counted(p)}:
        yield f"{_name(request)}: closed days change the count"
    if any(one >= other for one, other in pairwise(moved.dates)):
        yield f"{_name(request)}: closed days change the order"
    if not all(closed.open(day) for day in moved.dates):
        yield f"{_name(request)}: a dose is on a closed day"
    if [dose.nominal.toordinal() for dose in moved.doses] != wanted:
        yield f"{_name(request)}: closed days move the days that were wanted"


def _counted(phase: Phase) -> bool:
    return isinstance(phase.ends, AfterDoses)


def _name(request: ScheduleRequest) -> str:
    phases = ", ".join(f"{p.timing} {p.ends}" for p in request.phases)
    return f"{request.start} {request.anchor} [{phases}]"


def courses(count: int, seed: int) -> tuple[int, list[str]]:
    """How many dates were worked out twice, and what is wrong with them."""
    dated, faults = 0, list[str]()
    for n in range(count):
        random = Random(f"{seed}:{n}")
        request = course(random)
        dated += len(expected(request))
        faults += faults_of(request, shift(random))
    return dated, faults


# --- Zones --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the clocks: its instant, and the offsets before and after it."""

    at: datetime
    before: timedelta
    after: timedelta


def changes(zone: ZoneInfo) -> Iterator[Change]:
    """Every change of a zone, found by its offsets day by day and then by halves."""
    at = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)
    last = datetime(LAST.year, LAST.month, LAST.day, tzinfo=UTC)
    offset = _offset(at, zone)
    while at < last:
        following = at + DAY
        if (then := _offset(following, zone)) != offset:
            low, high = at, following
            while high - low > MINUTE:
                middle = low + (high - low) // MINUTE // 2 * MINUTE
                low, high = (middle, high) if _offset(middle, zone) == offset else (low, middle)
            yield Change(high, offset, then)
        at, offset = following, then


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def first_shown(wall: datetime, near: list[Change]) -> datetime:
    """The first instant at which the clocks show a time, or the end of the gap that skips it.

    Args:
        near: the changes of these days, in order, one at least.
    """
    spans = [(None, near[0].at, near[0].before)]
    spans += [
        (one.at, other.at if other else None, one.after)
        for one, other in zip(near, [*near[1:], None], strict=True)
    ]
    for begins, ends, offset in spans:
        instant = (wall - offset).replace(tzinfo=UTC)
        if (begins is None or begins <= instant) and (ends is None or instant < ends):
            return instant
    return next(one.at for one in near if _skips(one, wall))


def _skips(change: Change, wall: datetime) -> bool:
    at = change.at.replace(tzinfo=None)
    return at + change.before <= wall < at + change.after


def times(change: Change) -> Iterator[time]:
    """Times that the change skips or repeats, those beside them, and ordinary ones."""
    before = (change.at + change.before).replace(tzinfo=None)
    after = (change.at + change.after).replace(tzinfo=None)
    low, high = min(before, after), max(before, after)
    near = (low - MINUTE, low, low + (high - low) / 2, high - MINUTE, high)
    yield from dict.fromkeys((*ROUND, *(at.time().replace(second=0) for at in near)))


def over_a_change(zone: ZoneInfo, change: Change, near: list[Change], at: time) -> Iterator[str]:
    """What is wrong with a daily course over the day of a change, one of those near it."""
    start = (change.at + change.before).date() - 2 * DAY
    phase = Phase(
        name="loading",
        route="im",
        dose_micrograms=Decimal(1000),
        timing=EveryDays(1),
        ends=AfterDoses(5),
    )
    request = ScheduleRequest(start=start, phases=(phase,), zone=zone, local_time=at)
    found = core.schedule(request, rules())
    where = f"{zone.key} {start} {at:%H:%M}"
    wanted = tuple(start + n * DAY for n in range(5))
    if found.dates != wanted:
        yield f"{where}: the civil dates change"
    if found.utc is None or len(found.utc) != len(wanted):
        yield f"{where}: there are no instants"
        return
    for day, instant in zip(wanted, found.utc, strict=True):
        if instant != first_shown(datetime.combine(day, at), near):
            yield f"{where}: the instant of {day} is {instant}"


def whole_days(found: Schedule) -> list[str] | None:
    """The days of a calendar file, read from its lines; None where an event is not a whole day."""
    written = calendar.calendar(calendar.of_schedule(found), of="proof", stamp=FIRST).decode()
    days = ALL_DAY.findall(written)
    return sorted(days) if len(days) == len(STARTS.findall(written)) else None


def calendar_fault(zone: ZoneInfo, change: Change) -> Iterator[str]:
    start = (change.at + change.before).date() - DAY
    phase = Phase(
        name="loading",
        route="im",
        dose_micrograms=Decimal(1000),
        timing=EveryDays(1),
        ends=AfterDoses(3),
    )
    request = ScheduleRequest(start=start, phases=(phase,), zone=zone, local_time=time(0, 30))
    days = whole_days(core.schedule(request, rules()))
    if days != [f"{start + n * DAY:%Y%m%d}" for n in range(3)]:
        yield f"{zone.key} {start}: the calendar holds {days}"


def zones(names: list[str]) -> tuple[int, list[str]]:
    """How many changes were looked at, and what is wrong with the courses over them."""
    seen, faults = 0, list[str]()
    for name in names:
        zone = ZoneInfo(name)
        found = list(changes(zone))
        seen += len(found)
        for change in found:
            near = [one for one in found if abs(one.at - change.at) < 7 * DAY]
            for at in times(change):
                faults += over_a_change(zone, change, near, at)
            faults += calendar_fault(zone, change)
    return seen, faults


def measure(count: int, *, seed: int, every: int = 1) -> Figure:
    """Date so many courses, and courses over the changes of every so many-th zone."""
    names = sorted(available_timezones())[seed % every :: every]
    dated, found = courses(count, seed)
    seen, of_zones = zones(names)
    if not seen:
        of_zones.append("no zone changes its clocks")
    return Figure(
        measured=f"{dated} dates of {count} courses worked out twice; {len(names)} zones with "
        f"{seen} changes of the clocks {FIRST.year}-{LAST.year}",
        faults=(*found, *of_zones),
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=70_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=1, help="only every N-th zone")
    asked = parser.parse_args()
    sys.exit(measure(asked.count, seed=asked.seed, every=asked.every).show())


if __name__ == "__main__":
    main()
