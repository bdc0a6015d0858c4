"""What must hold for every course, whatever has happened in it."""

from calendar import monthrange
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from corrin.care.schedule import schedule
from corrin.care.schedule_rules import scheduling_rules
from corrin.domain.regimen import (
    AfterDoses,
    EveryDays,
    EveryMonths,
    Never,
    OnEvent,
    Phase,
    WeekdayOffsets,
)
from corrin.domain.schedule import (
    Alert,
    Assessment,
    BloodCount,
    Deceased,
    Given,
    Missed,
    Pause,
    Resume,
    ScheduleRequest,
    Shift,
    SwitchToIm,
    SwitchToOral,
)
from corrin.errors import Refused
from corrin.knowledge import load
from corrin.schedule_request import ASKED, read
from corrin.schedule_request.events import COMMON
from corrin.schedule_request.phases import PHASE

RULES = scheduling_rules(load.knowledge())
START = date(2026, 12, 7)
POLICIES = [
    "next_open_day",
    "previous_open_day",
    "nearest_open_day",
    "next_open_day_same_month_else_previous",
    "cascade_next_open_day",
]

starts = st.dates(date(2024, 1, 1), date(2032, 12, 31))
near = st.integers(-20, 120).map(lambda days: START + timedelta(days=days))
offsets = st.sets(st.integers(0, 6), min_size=1, max_size=4).map(lambda days: tuple(sorted(days)))
timings = st.one_of(
    st.integers(1, 40).map(EveryDays),
    st.integers(1, 4).map(EveryMonths),
    offsets.map(WeekdayOffsets),
)
shifts = st.builds(
    Shift,
    policy=st.sampled_from(POLICIES),
    rebase=st.booleans(),
    closed_weekdays=st.frozensets(st.integers(0, 6), max_size=5),
    closed_dates=st.frozensets(near, max_size=12),
)
counted_ends = st.integers(1, 9).map(AfterDoses)
ends = st.one_of(
    counted_ends,
    st.sampled_from(["counts_normal", "no_further_improvement", "review"]).map(OnEvent),
    st.just(Never()),
)


def phases(ends, routes=("im", "im", "im", "oral")):
    return st.lists(
        st.builds(
            Phase,
            name=st.just("loading"),
            route=st.sampled_from(routes),
            dose_micrograms=st.just(Decimal(1000)),
            timing=timings,
            ends=ends,
        ),
        min_size=1,
        max_size=4,
    ).map(tuple)


injections = phases(counted_ends, ("im",))
numbers = st.integers(100, 150).map(Decimal)
counts = st.builds(
    lambda on, hb, platelets: BloodCount(
        on,
        (("haemoglobin", hb), ("platelets", platelets)),
        (("haemoglobin", Decimal(120)), ("platelets", Decimal(120))),
    ),
    near,
    numbers,
    numbers,
)
events = st.lists(
    st.one_of(
        st.builds(Given, near, st.none() | near),
        st.builds(Given, near),
        st.builds(Missed, near),
        st.builds(Pause, near),
        st.builds(Resume, near),
        st.builds(Assessment, near, st.booleans()),
        counts,
        st.builds(SwitchToOral, near, st.just(Decimal(1000)), st.just(1)),
        st.builds(SwitchToIm, near),
        st.builds(Alert, near, st.just("hypersensitivity")),
        st.builds(Deceased, near),
    ),
    max_size=8,
).map(tuple)
requests = st.builds(
    ScheduleRequest,
    start=st.just(START),
    phases=phases(ends),
    anchor=st.sampled_from(["interval_after_last", "block"]),
    shift=shifts,
    stop_after=st.none() | near.filter(lambda day: day >= START),
    events=events,
    given_policy=st.sampled_from(["rebase_on_actual", "keep_nominal"]),
)


def total(request: ScheduleRequest) -> int:
    return sum(phase.ends.count for phase in request.phases)


@given(requests)
def test_dates_rise_and_none_is_a_double_dose(request):
    dates = schedule(request, RULES).dates

    assert list(dates) == sorted(set(dates))


@given(requests)
def test_what_was_given_is_in_the_dates_on_its_day_once(request):
    days = {event.on for event in request.events if isinstance(event, Given)}
    doses = schedule(request, RULES).doses

    assert {dose.on for dose in doses if dose.given} == days


@given(requests)
def test_a_planned_dose_is_on_an_open_day_and_not_after_the_last(request):
    for dose in schedule(request, RULES).doses:
        if not dose.given:
            assert request.shift.open(dose.on)
            assert request.stop_after is None or dose.on <= request.stop_after


@given(requests)
def test_no_dose_is_planned_where_none_may_be(request):
    ends = [event.on for event in request.events if isinstance(event, Alert | Deceased)]
    pauses = [event.on for event in request.events if isinstance(event, Pause)]
    resumes = [event.on for event in request.events if isinstance(event, Resume)]
    if pauses and not resumes:
        ends.append(min(pauses))
    for dose in schedule(request, RULES).doses:
        assert dose.given or all(dose.on < end for end in ends)


@given(requests)
def test_every_move_has_a_reason_and_no_recorded_dose_is_moved(request):
    found = schedule(request, RULES)

    planned = [dose for dose in found.doses if not dose.given and dose.on != dose.nominal]
    assert [(move.nominal, move.actual) for move in found.moves] == [
        (dose.nominal, dose.on) for dose in planned
    ]
    assert all(move.why for move in found.moves)


@given(requests, st.randoms(use_true_random=False))
def test_events_may_come_in_any_order(request, random):
    shuffled = list(request.events)
    random.shuffle(shuffled)
    one = schedule(request, RULES)
    other = schedule(replace(request, events=tuple(shuffled)), RULES)

    assert (one.doses, one.oral, one.alerts) == (other.doses, other.oral, other.alerts)
    assert (one.provisional, one.review_needed) == (other.provisional, other.review_needed)


@given(requests)
def test_tablets_end_after_they_began_and_within_the_course(request):
    oral = schedule(request, RULES).oral
    if oral is None or oral.last is None:
        return
    assert oral.first is None or oral.first <= oral.last
    ends = [event.on for event in request.events if isinstance(event, Alert | Deceased)]
    assert all(oral.last < end for end in ends)


@given(requests)
def test_an_open_end_is_never_silent(request):
    found = schedule(request, RULES)

    assert found.review_needed or not found.provisional
    assert found.follow_up or not found.provisional
    assert any("continues" in note for note in found.notes) or not found.provisional


@given(injections, shifts, st.sampled_from(["interval_after_last", "block"]), starts)
def test_closed_days_keep_the_count(phases, shift, anchor, start):
    request = ScheduleRequest(start=start, phases=phases, shift=shift, anchor=anchor)
    doses = schedule(request, RULES).doses

    assert Counter(dose.phase_index for dose in doses) == {
        index: phase.ends.count for index, phase in enumerate(phases)
    }


@given(injections, shifts, st.sets(st.integers(0, 10), min_size=1, max_size=4), starts)
def test_missed_doses_use_up_none_of_the_count(phases, shift, which, start):
    request = ScheduleRequest(start=start, phases=phases, shift=shift)
    planned = schedule(request, RULES).doses
    missed = tuple(Missed(dose.nominal) for n, dose in enumerate(planned) if n in which)
    doses = schedule(replace(request, events=missed), RULES).doses

    assert len(doses) == total(request)


@given(injections, starts)
def test_recording_doses_on_the_days_on_which_they_were_due_changes_no_date(phases, start):
    request = ScheduleRequest(start=start, phases=phases)
    planned = schedule(request, RULES)
    events = tuple(Given(day) for day in planned.dates)

    assert schedule(replace(request, events=events), RULES).dates == planned.dates


@given(requests, st.integers(0, 60))
def test_a_later_last_day_only_adds_dates(request, days):
    request = replace(request, events=(), stop_after=START + timedelta(days=30))
    longer = replace(request, stop_after=START + timedelta(days=30 + days))
    dates = schedule(request, RULES).dates

    assert schedule(longer, RULES).dates[: len(dates)] == dates


@given(starts, st.integers(1, 14), st.integers(1, 30))
def test_months_do_not_drift(start, months, count):
    phase = Phase(
        name="maintenance",
        route="im",
        dose_micrograms=Decimal(1000),
        timing=EveryMonths(months),
        ends=AfterDoses(count),
    )
    dates = schedule(ScheduleRequest(start=start, phases=(phase,)), RULES).dates
    first = start.year * 12 + start.month - 1

    assert [day.year * 12 + day.month - 1 - first for day in dates] == [
        months * n for n in range(count)
    ]
    for day in dates:
        assert day.day == min(start.day, monthrange(day.year, day.month)[1])


@given(starts, offsets, st.integers(1, 6))
def test_a_pattern_repeats_every_week(start, days, weeks):
    phase = Phase(
        name="loading",
        route="im",
        dose_micrograms=Decimal(1000),
        timing=WeekdayOffsets(days, weeks),
        ends=Never(),
    )
    dates = schedule(ScheduleRequest(start=start, phases=(phase,)), RULES).dates

    assert dates == tuple(
        start + timedelta(days=7 * week + day - days[0]) for week in range(weeks) for day in days
    )


@given(injections, starts)
def test_phases_follow_by_their_own_interval_or_when_the_block_is_over(phases, start):
    assume(all(isinstance(phase.timing, EveryDays) for phase in phases))
    assume(all(phase.timing.days <= 31 for phase in phases[1:]))
    request = ScheduleRequest(start=start, phases=phases)
    by_interval = schedule(request, RULES).dates
    by_block = schedule(replace(request, anchor="block"), RULES).dates
    gaps = [phase.timing.days for phase in phases for _ in range(phase.ends.count)]

    assert [b - a for a, b in pairwise(by_interval)] == [timedelta(days=gap) for gap in gaps[1:]]
    assert [b - a for a, b in pairwise(by_block)] == [timedelta(days=gap) for gap in gaps[:-1]]


ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata"]


@pytest.mark.parametrize("name", ZONES)
@given(st.dates(date(2000, 1, 1), date(2037, 1, 1)), st.times())
def test_instants_are_the_first_that_show_the_time_or_a_later_one(name, start, at):
    zone, at = ZoneInfo(name), at.replace(second=0, microsecond=0, tzinfo=None)
    phase = Phase(
        name="loading",
        route="im",
        dose_micrograms=Decimal(1000),
        timing=EveryDays(1),
        ends=AfterDoses(3),
    )
    request = ScheduleRequest(start=start, phases=(phase,), zone=zone, local_time=at)
    found = schedule(request, RULES)

    assert found.utc is not None
    for day, instant in zip(found.dates, found.utc, strict=True):
        assert instant == first_minute(day, at, zone)


def first_minute(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first minute from two days before on at which the clocks show the time, or more."""
    wanted = datetime.combine(day, at)
    low = datetime.combine(day, at, UTC) - timedelta(days=2)
    close = [low + timedelta(hours=hours) for hours in range(120)]
    hour = next(h for h in close if shown(h + timedelta(hours=1), zone) >= wanted)
    minutes = (hour + timedelta(minutes=minutes) for minutes in range(62))
    return next(minute for minute in minutes if shown(minute, zone) >= wanted)


def shown(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.decimals(),
    st.dates(),
    st.text(max_size=8),
    st.sampled_from(["2026-12-07", "2027-02-30", "7", "0", "-1", "im", "given", "Sat", "09:00"]),
)
keys = st.sampled_from(
    [*ASKED, *PHASE, *COMMON, "days", "months", "weekday_offsets_days", "weeks", "event"]
)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys | st.text(max_size=5), inner),
    max_leaves=20,
)


@given(st.dictionaries(keys | st.text(max_size=5), trees))
def test_any_tree_is_read_or_refused(tree):
    try:
        schedule(read(tree, RULES), RULES)
    except Refused as refused:
        problems = refused.refusals
    else:
        return
    assert problems
    assert all(problem.why and problem.accepted for problem in problems)
