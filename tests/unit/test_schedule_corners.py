"""Corners of dated schedules that the worked cases do not reach."""

from datetime import date
from decimal import Decimal
from textwrap import dedent

import pytest
import yaml
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
from corrin.domain.schedule import ScheduleRequest
from corrin.knowledge import load
from corrin.schedule_request import read

RULES = scheduling_rules(load.knowledge())
START = date(2026, 12, 7)


def dated(request: str):
    return schedule(read(yaml.load(dedent(request), yaml.CBaseLoader), RULES), RULES)


def days(schedule) -> list[str]:
    return [day.isoformat() for day in schedule.dates]


def phase(timing, ends) -> Phase:
    return Phase(
        name="loading", route="im", dose_micrograms=Decimal(1000), timing=timing, ends=ends
    )


def weekly(events: str):
    return dated(f"""
        start: 2026-12-07
        phases: [{{route: im, dose_ug: 1000, every: {{days: 7}}, count: 4}}]
        events: [{events}]
    """)


# --- What cannot be a regimen -------------------------------------------------------------------


LONGEST_BELOW = "the longest interval is not below the shortest"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: EveryDays(0), "an interval is at least one day"),
        (lambda: EveryDays(3, 2), LONGEST_BELOW),
        (lambda: EveryMonths(0), "an interval is at least one month"),
        (lambda: EveryMonths(3, 2), LONGEST_BELOW),
        (lambda: WeekdayOffsets(()), "offsets are days from 0"),
        (lambda: WeekdayOffsets((-1, 2)), "offsets are days from 0"),
        (lambda: WeekdayOffsets((2, 2)), "offsets rise, each day once"),
        (lambda: WeekdayOffsets((0, 7)), "offsets lie within one week"),
        (lambda: WeekdayOffsets((8,)), "offsets lie within one week"),
        (lambda: WeekdayOffsets((0,), 0), "a phase lasts at least one week"),
        (lambda: AfterDoses(0), "a phase has at least one dose"),
    ],
)
def test_a_timing_that_cannot_be_is_not_made(wrong, says):
    with pytest.raises(ValueError, match=f"^{says}$"):
        wrong()


@pytest.mark.parametrize(
    "timing",
    [
        EveryDays(1),
        EveryDays(2, 2),
        EveryMonths(1),
        EveryMonths(2, 2),
        WeekdayOffsets((0,)),
        WeekdayOffsets((1, 7), 1),
        WeekdayOffsets((0, 6)),
    ],
    ids=str,
)
def test_the_least_and_the_longest_that_can_be_are_made(timing):
    request = ScheduleRequest(start=START, phases=(phase(timing, AfterDoses(1)),))

    assert len(schedule(request, RULES).dates) == 1


def test_the_weeks_of_a_regimen_are_a_count():
    request = ScheduleRequest(start=START, phases=(phase(WeekdayOffsets((0, 3), 2), Never()),))

    assert days(schedule(request, RULES)) == [
        "2026-12-07",
        "2026-12-10",
        "2026-12-14",
        "2026-12-17",
    ]


@pytest.mark.parametrize("event", ["cause_resolved", "review"])
def test_a_phase_until_something_that_no_event_records_asks_for_a_review(event):
    request = ScheduleRequest(start=START, phases=(phase(EveryMonths(6), OnEvent(event)),))
    found = schedule(request, RULES)

    assert days(found) == ["2026-12-07", "2027-06-07", "2027-12-07"]
    assert (found.provisional, found.review_needed) == (True, True)


# --- Reviews and tests --------------------------------------------------------------------------


def test_counts_are_asked_for_when_they_should_be_normal_and_at_the_end():
    found = dated("""
        start: 2026-12-07
        stop_after: 2027-03-31
        phases: [{route: im, dose_ug: 1000, every: {days: 7}, until: {event: counts_normal}}]
    """)

    assert [(item.on.isoformat(), item.name) for item in found.follow_up] == [
        ("2027-02-01", "fbc"),
        ("2027-03-31", "fbc"),
        ("2027-03-31", "review"),
    ]


def test_open_tablets_without_a_last_day_are_reviewed_in_a_year():
    found = dated("""
        start: 2026-12-07
        phases:
          - {route: oral, dose_ug: 1000, every: {days: 1}, until: {event: no_further_improvement}}
    """)

    assert [(item.on.isoformat(), item.name) for item in found.follow_up] == [
        ("2027-12-07", "review")
    ]


def test_a_pause_without_a_resume_is_reviewed():
    found = weekly("{date: 2026-12-18, type: pause}")

    assert [(item.on.isoformat(), item.name) for item in found.follow_up] == [
        ("2026-12-18", "review")
    ]


def test_a_pause_without_a_resume_after_the_last_dose_waits_for_nobody():
    found = weekly("{date: 2027-03-01, type: pause}")

    assert (len(found.dates), found.review_needed, found.follow_up) == (4, False, ())


def test_two_counts_of_one_day_are_read_with_care():
    found = dated("""
        start: 2026-12-07
        stop_after: 2026-12-31
        phases: [{route: im, dose_ug: 1000, every: {days: 7}, until: {event: counts_normal}}]
        events:
          - {date: 2026-12-10, type: fbc, haemoglobin_g_L: 130, haemoglobin_low: 120,
             platelets: 200, platelets_low: 150}
          - {date: 2026-12-10, type: fbc, haemoglobin_g_L: 110, haemoglobin_low: 115}
    """)

    assert found.provisional
    assert days(found) == ["2026-12-07", "2026-12-14"]


def test_alerts_are_named_once_in_order_of_date():
    found = weekly(
        "{date: 2027-01-01, type: alert, code: copper_check}, {date: 2027-01-03, type: alert}, "
        "{date: 2026-12-20, type: alert, code: hypersensitivity}, "
        "{date: 2026-12-30, type: alert, code: hypersensitivity}"
    )

    assert found.alerts == ("hypersensitivity", "copper_check")
    assert "Blocked from 2027-01-03 by an alert: no dates from then on." in found.notes


def test_blocked_prevails_over_deceased():
    found = weekly(
        "{date: 2026-12-20, type: deceased}, {date: 2026-12-10, type: alert, code: copper_check}"
    )

    assert found.schedule_status == "blocked"


# --- Pauses and switches ------------------------------------------------------------------------


def test_a_second_pause_changes_nothing():
    found = weekly(
        "{date: 2026-12-18, type: pause}, {date: 2026-12-20, type: pause}, "
        "{date: 2027-01-06, type: resume}"
    )

    assert days(found) == ["2026-12-07", "2026-12-14", "2027-01-06", "2027-01-13"]


def test_a_resume_that_ends_no_pause_is_said():
    found = weekly("{date: 2026-12-18, type: resume}")

    assert len(found.dates) == 4
    assert "There is no pause that the resume of 2026-12-18 could end." in found.notes


def test_a_pause_and_a_resume_on_one_day_are_nothing_unless_paused_before():
    both = "{date: 2026-12-14, type: pause}, {date: 2026-12-14, type: resume}"

    assert len(weekly(both).dates) == 4
    assert days(weekly(f"{both}, {{date: 2026-12-10, type: pause}}")) == ["2026-12-07"]


def test_a_dose_missed_on_the_day_of_the_resume_is_missed():
    found = weekly(
        "{date: 2026-12-18, type: pause}, {date: 2027-01-06, type: resume}, "
        "{date: 2027-01-06, type: missed}"
    )

    assert days(found) == ["2026-12-07", "2026-12-14", "2027-01-13", "2027-01-20"]


def test_a_dose_that_was_out_cannot_be_missed():
    found = weekly("{date: 2026-12-18, type: pause}, {date: 2026-12-21, type: missed}")

    assert days(found) == ["2026-12-07", "2026-12-14"]
    assert any("was not due any more" in note for note in found.notes)


def test_a_dose_is_also_named_by_the_date_that_it_had_before_a_pause():
    found = weekly(
        "{date: 2026-12-18, type: pause}, {date: 2027-01-06, type: resume}, "
        "{date: 2027-01-08, type: given, for_nominal: 2026-12-21}"
    )

    assert days(found) == ["2026-12-07", "2026-12-14", "2027-01-08", "2027-01-15"]


def test_a_phase_that_ended_while_it_was_paused_hands_the_resume_on():
    found = dated("""
        start: 2026-12-07
        phases:
          - {route: im, dose_ug: 1000, every: {days: 7}, until: {event: no_further_improvement}}
          - {route: im, dose_ug: 1000, every: {months: 1}, count: 2}
        events:
          - {date: 2026-12-18, type: pause}
          - {date: 2026-12-25, type: assessment, result: no_further_improvement}
          - {date: 2027-01-06, type: resume}
    """)

    assert days(found) == ["2026-12-07", "2026-12-14", "2027-01-06", "2027-02-06"]


def test_a_cascade_begins_anew_on_the_day_of_a_resume():
    found = dated("""
        start: 2026-12-07
        phases: [{route: im, dose_ug: 1000, every: {days: 7}, count: 3}]
        shift: {policy: cascade_next_open_day, closed_weekdays: [Sun]}
        events:
          - {date: 2026-12-14, type: pause}
          - {date: 2026-12-16, type: resume}
    """)

    assert days(found) == ["2026-12-07", "2026-12-16", "2026-12-23"]


@pytest.mark.parametrize(
    "events",
    [
        "{date: 2026-12-10, type: given}, {date: 2026-12-12, type: switch_to_im}",
        "{date: 2026-12-07, type: switch_to_im}, {date: 2026-12-12, type: switch_to_im}",
        "{date: 2026-12-08, type: switch_to_oral}, {date: 2026-12-09, type: switch_to_im}, "
        "{date: 2026-12-12, type: switch_to_im}",
    ],
)
def test_a_switch_to_injections_of_a_course_by_injection_is_said(events):
    found = weekly(events)

    assert len(found.dates) == 4
    assert "The switch of 2026-12-12 finds the course by injection already." in found.notes


def test_a_switch_and_back_on_one_day_is_nothing():
    found = weekly(
        "{date: 2026-12-14, type: switch_to_im}, {date: 2026-12-14, type: switch_to_oral}"
    )

    assert (len(found.dates), found.oral) == (4, None)


def test_an_injection_on_the_day_of_the_resume_is_the_one_that_waited():
    found = weekly(
        "{date: 2026-12-18, type: pause}, {date: 2027-01-06, type: resume}, "
        "{date: 2027-01-07, type: given}"
    )

    assert days(found) == ["2026-12-07", "2026-12-14", "2027-01-07", "2027-01-14"]


# --- Tablets ------------------------------------------------------------------------------------

TABLETS = "{route: oral, dose_ug: 1000, every: {days: 1}, count: 10}"
INJECTION = "{route: im, dose_ug: 1000, every: {days: 7}, count: 1}"


def tablets(phases: str, events: str = "", more: str = ""):
    return dated(f"{{start: 2026-12-07, phases: [{phases}], events: [{events}] {more}}}")


def test_a_pause_delays_tablets_that_have_not_begun():
    found = tablets(
        f"{TABLETS}, {INJECTION}",
        "{date: 2026-12-01, type: pause}, {date: 2026-12-09, type: resume}",
    )

    assert (found.oral.first, found.oral.last) == (date(2026, 12, 9), date(2026, 12, 18))
    assert days(found) == ["2026-12-25"]


def test_a_pause_in_the_middle_of_tablets_is_said():
    found = tablets(TABLETS, "{date: 2026-12-09, type: pause}, {date: 2026-12-11, type: resume}")

    assert "No tablets from 2026-12-09 up to 2026-12-10: a pause." in found.notes


@pytest.mark.parametrize(
    "pause",
    [
        "{date: 2026-12-17, type: pause}, {date: 2026-12-20, type: resume}",
        "{date: 2026-11-20, type: pause}, {date: 2026-12-07, type: resume}",
    ],
)
def test_a_pause_after_the_last_tablet_or_before_the_first_is_no_pause_of_them(pause):
    """Ten tablets from 7 December end on the 16th."""
    found = tablets(TABLETS, pause)

    assert (found.oral.first, found.oral.last) == (date(2026, 12, 7), date(2026, 12, 16))
    assert not any("No tablets from" in note for note in found.notes)


def test_a_pause_of_the_last_tablet_is_said():
    found = tablets(TABLETS, "{date: 2026-12-16, type: pause}, {date: 2026-12-20, type: resume}")

    assert "No tablets from 2026-12-16 up to 2026-12-19: a pause." in found.notes


def test_tablets_do_not_begin_in_a_pause_that_nothing_ends():
    found = tablets(TABLETS, "{date: 2026-12-01, type: pause}")

    assert (found.dates, found.oral, found.review_needed) == ((), None, True)


def test_a_pause_that_nothing_ends_stops_tablets():
    found = tablets(TABLETS, "{date: 2026-12-10, type: pause}")

    assert found.oral.last == date(2026, 12, 9)


def test_an_alert_before_the_first_tablet_leaves_none():
    switch = "{date: 2026-12-09, type: switch_to_oral}"
    found = weekly(f"{switch}, {{date: 2026-12-12, type: alert, code: hypersensitivity}}")

    assert (days(found), found.oral) == (["2026-12-07"], None)
    assert any("Tablets would begin on 2026-12-14" in note for note in found.notes)


def test_an_event_may_leave_a_phase_of_tablets_without_a_tablet():
    open_tablets = TABLETS.replace("count: 10", "until: {event: no_further_improvement}")
    found = tablets(
        f"{open_tablets}, {INJECTION}",
        "{date: 2026-12-01, type: assessment, result: no_further_improvement}",
    )

    assert (days(found), found.oral) == (["2026-12-07"], None)


@pytest.mark.parametrize(
    ("seen", "doses", "without"),
    [("2026-12-01", 1, True), ("2026-12-20", 3, False)],
)
def test_whether_a_phase_that_has_ended_had_a_dose_is_said(seen, doses, without):
    """Weekly from 7 December: before the 20th there are two, and one follows of the next phase."""
    event = "no_further_improvement"
    open_end = f"{{route: im, dose_ug: 1000, every: {{days: 7}}, until: {{event: {event}}}}}"
    found = tablets(
        f"{open_end}, {INJECTION}", f"{{date: {seen}, type: assessment, result: {event}}}"
    )
    (said,) = [note for note in found.notes if "has ended" in note]

    assert len(found.dates) == doses
    assert ("before it had a dose" in said) is without


def test_tablets_after_the_last_day_are_not_begun():
    found = tablets(f"{INJECTION}, {TABLETS}", more=", stop_after: 2026-12-07")

    assert (days(found), found.oral) == (["2026-12-07"], None)


def test_tablets_that_end_after_the_last_day_have_no_last_day():
    found = tablets(TABLETS, more=", stop_after: 2026-12-10")

    assert (found.oral.first, found.oral.last) == (date(2026, 12, 7), None)
    assert "Tablets end on 2026-12-16, after the last day asked for." in found.notes


def test_tablets_begin_after_an_injection_that_closed_days_have_moved():
    found = tablets(
        f"{INJECTION.replace('count: 1', 'count: 2')}, {TABLETS}",
        more=", shift: {closed_dates: [2026-12-14, 2026-12-15]}",
    )

    assert found.oral.first == date(2026, 12, 17)


def test_tablets_that_are_not_taken_in_days_have_no_interval_in_days():
    found = tablets("{route: oral, dose_ug: 2000, every: {weekday_offsets_days: [0, 3]}}")

    assert (found.oral.every_days, found.oral.first) == (None, START)


def test_a_switch_after_counted_tablets_finds_injections():
    found = tablets(f"{TABLETS}, {INJECTION}", "{date: 2026-12-20, type: switch_to_im}")

    assert found.oral.last == date(2026, 12, 16)
    assert days(found) == ["2026-12-23"]


def test_a_switch_passes_over_other_phases_of_tablets():
    found = tablets(f"{TABLETS}, {TABLETS}, {INJECTION}", "{date: 2026-12-10, type: switch_to_im}")

    assert (days(found), found.oral.last) == (["2026-12-10"], date(2026, 12, 9))


def test_a_switch_before_the_start_leaves_no_tablets():
    found = tablets(f"{TABLETS}, {INJECTION}", "{date: 2026-12-01, type: switch_to_im}")

    assert (days(found), found.oral) == (["2026-12-07"], None)


def test_tablets_of_a_switch_after_the_end_of_what_is_dated():
    found = tablets(
        INJECTION.replace("count: 1", "count: 9"),
        "{date: 2026-12-30, type: switch_to_oral}",
        ", stop_after: 2026-12-20",
    )

    assert (found.oral.first, found.oral.last) == (None, None)
    assert "Tablets begin on 2027-01-04, after the last day asked for." in found.notes


# --- Records ------------------------------------------------------------------------------------


def test_a_name_that_fits_none_and_no_dose_left_is_an_extra_one():
    found = tablets(
        INJECTION,
        "{date: 2026-12-07, type: given}, {date: 2026-12-09, type: given, for_nominal: 2026-12-08}",
    )

    assert days(found) == ["2026-12-07", "2026-12-09"]
    assert any("it is counted as an extra one" in note for note in found.notes)


def test_an_injection_of_a_course_of_tablets_is_a_date():
    found = tablets(TABLETS, "{date: 2026-12-09, type: given}")

    assert days(found) == ["2026-12-09"]


def test_many_replaced_doses_are_one_note():
    found = dated("""
        start: 2026-12-07
        phases: [{route: im, dose_ug: 1000, every: {days: 1}, count: 3}]
        policy: keep_nominal
        events: [{date: 2026-12-12, type: given, for_nominal: 2026-12-08}]
    """)

    assert days(found) == ["2026-12-07", "2026-12-12", "2026-12-13"]
    assert "4 doses due from 2026-12-09 to 2026-12-12 are replaced by late ones." in found.notes


@pytest.mark.parametrize("rebase", ["true", "false"])
@pytest.mark.parametrize("policy", ["next_open_day", "previous_open_day", "nearest_open_day"])
def test_doses_given_as_they_were_planned_leave_the_dates_as_they_were(policy, rebase):
    request = f"""
        start: 2027-01-06
        phases:
        - {{route: im, dose_ug: 1000, every: {{days: 1}}, count: 7}}
        - {{route: im, dose_ug: 1000, every: {{days: 7}}, count: 3}}
        shift: {{policy: {policy}, rebase: {rebase}, closed_weekdays: [Sat, Sun]}}
        policy: keep_nominal
        """
    planned = days(dated(request))

    for given in range(1, len(planned) + 1):
        events = ", ".join(f"{{date: {day}, type: given}}" for day in planned[:given])
        assert days(dated(request + f"events: [{events}]")) == planned


def test_a_dose_moved_beyond_a_late_one_is_not_replaced():
    found = dated("""
        start: 2026-12-07
        phases: [{route: im, dose_ug: 1000, every: {days: 5}, count: 3}]
        shift: {policy: next_open_day, closed_dates: [2026-12-17]}
        policy: keep_nominal
        events: [{date: 2026-12-17, type: given, for_nominal: 2026-12-12}]
    """)

    assert days(found) == ["2026-12-07", "2026-12-17", "2026-12-18"]


def test_nothing_is_dated_after_the_last_day_that_is_accepted():
    monthly = "{route: im, dose_ug: 1000, every: {months: 1}"
    found = dated(f"{{start: 2200-11-30, phases: [{monthly}, count: 2}}, {monthly}}}]}}")
    missed = dated(f"""
        start: 2200-11-30
        phases: [{monthly}, count: 2}}]
        events: [{{date: 2200-12-30, type: missed}}]
    """)

    assert days(found) == ["2200-11-30", "2200-12-30"]
    assert days(missed) == ["2200-11-30"]
    assert "No date after 2200-12-31 is given." in missed.notes


def test_an_event_after_the_last_day_leaves_nothing_provisional():
    found = dated("""
        start: 2026-12-07
        stop_after: 2026-12-20
        phases:
          - {route: im, dose_ug: 1000, every: {days: 7}, until: {event: no_further_improvement}}
        events: [{date: 2026-12-30, type: assessment, result: no_further_improvement}]
    """)

    assert days(found) == ["2026-12-07", "2026-12-14"]
    assert not found.provisional
    assert found.notes[-1] == "The course goes on after 2026-12-20, the last day asked for."


def test_a_phase_after_one_for_life_is_said_not_to_come():
    monthly = "{route: im, dose_ug: 1000, every: {months: 6}}"
    found = dated(f"{{start: 2026-12-07, phases: [{monthly}, {monthly}]}}")

    assert days(found) == ["2026-12-07", "2027-06-07", "2027-12-07"]
    assert found.notes[-1] == "The phase after Phase 1 cannot come while it continues."


def test_the_longest_block_is_that_of_the_knowledge():
    once = AfterDoses(1)
    request = ScheduleRequest(
        start=START,
        phases=(phase(EveryDays(7), once), phase(EveryDays(31), once)),
        anchor="block",
    )

    assert schedule(request, RULES).anchor == "block"
    shorter = replace(RULES, block_longest_interval_days=30)
    assert schedule(request, shorter).anchor == "interval_after_last"


# --- What is said -------------------------------------------------------------------------------

AFTER_LAST = (
    "Anchor interval_after_last: a phase starts one of its own intervals after the last dose"
    " before it."
)
ALL_DATED = "All injections of the course are dated."
BY_MOUTH = "By mouth: 1000 micrograms every day from 2026-12-07 up to 2026-12-16."


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ("", ()),
        (
            "{date: 2026-12-15, type: given}",
            ("The dose due on 2026-12-14 was given on 2026-12-15, 1 day late.",),
        ),
        (
            "{date: 2026-12-12, type: given}",
            ("The dose due on 2026-12-14 was given on 2026-12-12, 2 days early.",),
        ),
        (
            "{date: 2026-12-14, type: missed}",
            ("The dose of 2026-12-14 was missed; it uses up none of the count.",),
        ),
        (
            "{date: 2026-12-05, type: given}",
            (
                "The dose due on 2026-12-07 was given on 2026-12-05, 2 days early.",
                "The dose of 2026-12-05 falls before the start, 2026-12-07.",
            ),
        ),
        (
            "{date: 2026-12-14, type: pause}, {date: 2026-12-16, type: resume}",
            ("No dose on 2026-12-14: the course is paused; the next is due on 2026-12-16.",),
        ),
    ],
)
def test_what_became_of_a_dose_is_said_in_a_sentence(events, said):
    assert weekly(events).notes == (AFTER_LAST, *said, ALL_DATED)


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (
            "{date: 2026-12-18, type: pause}",
            ("No dose on 2026-12-21: the course is paused; none is dated after it.",),
        ),
        (
            "{date: 2026-12-18, type: alert, code: copper_check}",
            (
                "No dose on 2026-12-21: an alert blocks it; none is dated after it.",
                "Blocked from 2026-12-18 by an alert (copper_check): no dates from then on.",
            ),
        ),
        (
            "{date: 2026-12-18, type: deceased}",
            (
                "No dose on 2026-12-21: the person has died; none is dated after it.",
                "The person died on 2026-12-18: no dates from then on.",
            ),
        ),
        (
            "{date: 2026-12-18, type: switch_to_oral, dose_ug: 1000, every_days: 1}",
            (
                "No dose on 2026-12-21: tablets take the place of injections;"
                " none is dated after it.",
                "By mouth: 1000 micrograms every day from 2026-12-21.",
            ),
        ),
        (
            "{date: 2026-12-18, type: switch_to_oral, dose_ug: 2000, every_days: 7}",
            (
                "No dose on 2026-12-21: tablets take the place of injections;"
                " none is dated after it.",
                "By mouth: 2000 micrograms every 7 days from 2026-12-21.",
            ),
        ),
    ],
)
def test_what_stops_a_course_is_said_and_nothing_of_all_being_dated(events, said):
    found = weekly(events)

    assert days(found) == ["2026-12-07", "2026-12-14"]
    assert found.notes == (AFTER_LAST, *said)


def test_of_tablets_before_the_record_their_dose_is_said_not_to_be_known():
    found = weekly("{date: 2026-12-10, type: switch_to_im}")

    assert days(found) == ["2026-12-10", "2026-12-17", "2026-12-24", "2026-12-31"]
    assert found.notes == (
        AFTER_LAST,
        "No dose on 2026-12-07: tablets take the place of injections; the next is due on"
        " 2026-12-10.",
        ALL_DATED,
        "By mouth: dose not known up to 2026-12-09.",
    )


OPEN = "{name: loading, route: im, dose_ug: 1000, every: {days: 7}, until: {event: EVENT}}"


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("no_further_improvement", "there is no further improvement"),
        ("counts_normal", "blood counts are normal"),
    ],
)
def test_that_an_end_is_open_is_said_with_what_it_waits_for(event, words):
    open_end = OPEN.replace("EVENT", event)
    until = (
        f"Loading continues until {words}, which is not recorded yet: provisional, dated up to"
        " 2026-12-20; a review decides how it goes on."
    )
    alone = tablets(open_end, more=", stop_after: 2026-12-20")
    with_one = tablets(f"{open_end}, {INJECTION}", more=", stop_after: 2026-12-20")
    with_two = tablets(f"{open_end}, {INJECTION}, {INJECTION}", more=", stop_after: 2026-12-20")

    assert alone.notes == (AFTER_LAST, until)
    assert with_one.notes == (
        *(AFTER_LAST, until),
        "The phase after Loading cannot be dated yet.",
    )
    assert with_two.notes == (
        *(AFTER_LAST, until),
        "The phases after Loading cannot be dated yet.",
    )


def test_what_is_for_life_is_said_to_go_on():
    """A phase for life is dated for twelve months from its first dose, where no day ends it."""
    monthly = "{name: maintenance, route: im, dose_ug: 1000, every: {months: 6}}"
    found = tablets(monthly)
    stopped = tablets(f"{monthly}, {INJECTION}, {INJECTION}", more=", stop_after: 2027-01-31")

    assert (found.continues, stopped.continues) == (True, True)
    assert found.notes == (
        AFTER_LAST,
        "Maintenance continues for life, dated up to 2027-12-07.",
    )
    assert stopped.notes == (
        AFTER_LAST,
        "Maintenance continues for life, dated up to 2027-01-31.",
        "The phases after Maintenance cannot come while it continues.",
    )


@pytest.mark.parametrize("event", ["no_further_improvement", "counts_normal"])
def test_that_a_phase_has_ended_is_said_with_what_ended_it(event):
    """Weekly from 7 December; found to have come on the 15th, so that the 21st is out."""
    seen = {
        "no_further_improvement": "type: assessment, result: no_further_improvement",
        "counts_normal": "type: fbc, haemoglobin_g_L: 130, haemoglobin_low: 120, platelets: 200,"
        " platelets_low: 150",
    }
    words = {
        "no_further_improvement": "there is no further improvement",
        "counts_normal": "blood counts are normal",
    }
    found = tablets(OPEN.replace("EVENT", event), f"{{date: 2026-12-15, {seen[event]}}}")

    assert days(found) == ["2026-12-07", "2026-12-14"]
    assert found.notes == (AFTER_LAST, f"Loading has ended: {words[event]}.", ALL_DATED)


def test_an_end_that_came_since_the_first_dose_is_not_undone():
    """No further improvement on the 15th, and some on the 20th: the dose of the 21st is out."""
    found = tablets(
        OPEN.replace("EVENT", "no_further_improvement"),
        "{date: 2026-12-15, type: assessment, result: no_further_improvement},"
        " {date: 2026-12-20, type: assessment, result: improving}",
    )

    assert days(found) == ["2026-12-07", "2026-12-14"]
    assert not found.provisional


def test_a_pattern_is_dated_for_the_interval_in_which_it_was_looked_at():
    """Mondays and Tuesdays. The Tuesday of the assessment is closed, and its dose moved to
    Wednesday, one day after: the Monday that follows lies beyond that interval."""
    found = tablets(
        "{route: im, dose_ug: 1000, every: {weekday_offsets_days: [0, 1]},"
        " until: {event: no_further_improvement}}",
        "{date: 2026-12-08, type: assessment, result: improving}",
        ", shift: {closed_dates: [2026-12-08]}",
    )

    assert days(found) == ["2026-12-07", "2026-12-09"]


def test_what_a_phase_that_was_paused_when_it_ended_had_waited_for_is_said():
    found = dated("""
        start: 2026-12-07
        phases:
          - {route: im, dose_ug: 1000, every: {days: 7}, until: {event: no_further_improvement}}
          - {route: im, dose_ug: 1000, every: {months: 1}, count: 2}
        events:
          - {date: 2026-12-18, type: pause}
          - {date: 2026-12-25, type: assessment, result: no_further_improvement}
          - {date: 2027-01-06, type: resume}
    """)

    assert found.notes == (
        AFTER_LAST,
        "No dose on 2026-12-21: the course is paused; the next is due on 2027-01-06.",
        "Phase 1 has ended: there is no further improvement.",
        ALL_DATED,
    )


def test_a_pause_that_ends_after_the_last_day_is_said_though_nothing_is_dated_after_it():
    found = dated("""
        start: 2026-12-07
        stop_after: 2026-12-31
        phases: [{route: im, dose_ug: 1000, every: {days: 7}, count: 4}]
        events: [{date: 2026-12-18, type: pause}, {date: 2027-01-06, type: resume}]
    """)

    assert days(found) == ["2026-12-07", "2026-12-14"]
    assert found.notes == (
        AFTER_LAST,
        "No dose on 2026-12-21: the course is paused; the next is due on 2027-01-06.",
        "The course goes on after 2026-12-31, the last day asked for.",
    )


@pytest.mark.parametrize(
    ("phases", "events", "said"),
    [
        (TABLETS, "", (AFTER_LAST, ALL_DATED, BY_MOUTH)),
        (
            TABLETS,
            "{date: 2026-12-09, type: pause}, {date: 2026-12-11, type: resume}",
            (
                *(AFTER_LAST, ALL_DATED, BY_MOUTH),
                "No tablets from 2026-12-09 up to 2026-12-10: a pause.",
            ),
        ),
        (
            TABLETS,
            "{date: 2026-12-10, type: switch_to_im}",
            (
                AFTER_LAST,
                "A switch to injections is recorded for 2026-12-10, but no phase of them follows.",
                "By mouth: 1000 micrograms every day from 2026-12-07.",
            ),
        ),
        (
            TABLETS.replace("count: 10", "until: {event: no_further_improvement}"),
            "",
            (
                AFTER_LAST,
                "Phase 1 continues until there is no further improvement, which is not recorded"
                " yet: provisional; a review decides how it goes on.",
                "By mouth: 1000 micrograms every day from 2026-12-07.",
            ),
        ),
        (
            TABLETS.replace(", count: 10", ""),
            "",
            (
                AFTER_LAST,
                "Phase 1 continues for life.",
                "By mouth: 1000 micrograms every day from 2026-12-07.",
            ),
        ),
    ],
)
def test_what_is_said_of_a_course_by_mouth(phases, events, said):
    assert tablets(phases, events).notes == said


def test_tablets_that_an_alert_or_the_switch_back_forestalls_are_said_to_be_left_out():
    """The next injection would have been due on 14 December, when the tablets were to begin."""
    switch = "{date: 2026-12-09, type: switch_to_oral}"
    blocked = weekly(f"{switch}, {{date: 2026-12-12, type: alert}}")
    back = weekly(f"{switch}, {{date: 2026-12-12, type: switch_to_im}}")

    assert blocked.notes[-1] == (
        "Tablets would begin on 2026-12-14, but no dose is due from 2026-12-12 on."
    )
    assert (len(back.dates), back.oral) == (4, None)
    assert back.notes == (
        *(AFTER_LAST, ALL_DATED),
        "Tablets had not begun before the injections went on; they are left out.",
    )


def test_what_of_the_records_does_not_fit_is_said_in_a_sentence():
    found = weekly(
        "{date: 2026-12-07, type: given}, {date: 2026-12-07, type: given, for_nominal: 2026-12-07},"
        " {date: 2026-12-07, type: missed}, {date: 2026-12-12, type: missed},"
        " {date: 2026-12-15, type: given, for_nominal: 2026-12-13},"
        " {date: 2026-12-23, type: given, for_nominal: 2026-12-07},"
        " {date: 2027-03-01, type: pause}, {date: 2027-03-01, type: resume},"
        " {date: 2027-03-05, type: resume}"
    )

    assert found.notes == (
        AFTER_LAST,
        "The dose due on 2026-12-14 was given on 2026-12-15, 1 day late.",
        "The dose due on 2026-12-22 was given on 2026-12-23, 1 day late.",
        ALL_DATED,
        "There is no pause that the resume of 2027-03-05 could end.",
        "Two injections are recorded on 2026-12-07; they count once.",
        "The dose due on 2026-12-07 is recorded as given and as missed; given stands.",
        "No dose is due on 2026-12-12; what is recorded as missed there changes nothing.",
        "The injection of 2026-12-15 names 2026-12-13, but no dose is due then; it is taken for"
        " the dose of 2026-12-14.",
        "The injection of 2026-12-23 names 2026-12-07, but that dose is recorded already; it is"
        " taken for the dose of 2026-12-22.",
    )


def test_a_dose_in_a_pause_is_said_not_to_have_been_due_when_it_is_recorded_as_missed():
    found = weekly("{date: 2026-12-18, type: pause}, {date: 2026-12-21, type: missed}")

    assert found.notes[-1] == (
        "The dose of 2026-12-21 that is recorded as missed was not due any more."
    )


def test_one_injection_more_than_planned_is_said():
    """The one dose is given, and a second injection names a day on which none is due."""
    found = tablets(
        INJECTION,
        "{date: 2026-12-07, type: given}, {date: 2026-12-09, type: given, for_nominal: 2026-12-08}",
    )

    assert [(dose.on, dose.nominal, dose.given) for dose in found.doses] == [
        (date(2026, 12, 7), date(2026, 12, 7), True),
        (date(2026, 12, 9), date(2026, 12, 9), True),
    ]
    assert (found.doses[1].phase_index, found.doses[1].why_moved) == (0, None)
    assert found.notes == (
        AFTER_LAST,
        "The injection of 2026-12-09 is one more than the course has.",
        ALL_DATED,
        "The injection of 2026-12-09 names 2026-12-08, but no dose is due then; it is counted as"
        " an extra one.",
    )


# --- After tablets, and beyond the end ----------------------------------------------------------


def test_the_first_injection_after_tablets_does_not_move_back_into_them():
    """Tablets end on 16 December; the 17th is closed, and the 16th is a day of tablets."""
    daily = "{route: im, dose_ug: 1000, every: {days: 1}, count: 1}"
    found = tablets(
        f"{TABLETS}, {daily}",
        more=", shift: {policy: previous_open_day, closed_dates: [2026-12-17]}",
    )

    assert days(found) == ["2026-12-18"]


def test_injections_follow_tablets_as_a_block_on_the_day_after_the_last():
    """Ten tablets from 7 December are over on the 17th; an interval after the last is the 23rd."""
    phases = f"{TABLETS}, {INJECTION.replace('count: 1', 'count: 2')}"

    assert days(tablets(phases, more=", anchor: block")) == ["2026-12-17", "2026-12-24"]
    assert days(tablets(phases)) == ["2026-12-23", "2026-12-30"]


@pytest.mark.parametrize("given", ["", ", {date: 2026-12-12, type: given}"])
def test_tablets_end_on_the_day_before_the_next_injection_planned_or_given(given):
    """The switch is on the 10th: the injection is due that day, or was given two days later."""
    found = tablets(f"{TABLETS}, {INJECTION}", f"{{date: 2026-12-10, type: switch_to_im}}{given}")

    assert days(found) == ["2026-12-12" if given else "2026-12-10"]
    assert found.oral.last == date(2026, 12, 11 if given else 9)


def test_an_injection_after_the_last_day_stands_for_the_dose_due_then():
    found = dated("""
        start: 2026-12-07
        stop_after: 2026-12-20
        phases: [{route: im, dose_ug: 1000, every: {days: 7}, count: 4}]
        events: [{date: 2026-12-21, type: given}]
    """)

    assert days(found) == ["2026-12-07", "2026-12-14", "2026-12-21"]
    assert found.notes == (
        AFTER_LAST,
        "The course goes on after 2026-12-20, the last day asked for.",
    )


def test_an_injection_stands_though_its_phase_is_not_reached_any_more():
    """It named the first dose of the second phase; two doses missed after that leave the first
    phase unfinished on the last day asked for."""
    twice = INJECTION.replace("count: 1", "count: 2")
    found = tablets(
        f"{twice}, {twice}",
        "{date: 2026-12-10, type: given, for_nominal: 2026-12-21},"
        " {date: 2026-12-14, type: missed}, {date: 2026-12-21, type: missed}",
        ", stop_after: 2026-12-21",
    )

    assert days(found) == ["2026-12-07", "2026-12-10"]
    assert [(dose.given, dose.phase_index) for dose in found.doses] == [(False, 0), (True, 1)]


def test_open_tablets_after_the_last_day_are_neither_begun_nor_ended():
    """An assessment found improvement before them; they would begin on 8 December."""
    open_tablets = TABLETS.replace("count: 10", "until: {event: no_further_improvement}")
    found = tablets(
        f"{INJECTION}, {open_tablets}",
        "{date: 2026-12-01, type: assessment, result: improving}",
        ", stop_after: 2026-12-07",
    )

    assert (days(found), found.oral, found.provisional) == (["2026-12-07"], None, False)
    assert found.notes == (
        AFTER_LAST,
        "The course goes on after 2026-12-07, the last day asked for.",
    )


def test_an_injection_on_a_day_of_two_doses_is_the_one_that_is_still_due():
    """The first phase ended on the 15th, so that its dose of the 21st is out; the first of the
    second phase is due that day, a week after the last."""
    twice = INJECTION.replace("count: 1", "count: 2")
    found = tablets(
        f"{OPEN.replace('EVENT', 'no_further_improvement')}, {twice}",
        "{date: 2026-12-15, type: assessment, result: no_further_improvement},"
        " {date: 2026-12-21, type: given}",
    )

    assert [(dose.on.isoformat(), dose.phase_index, dose.given) for dose in found.doses] == [
        ("2026-12-07", 0, False),
        ("2026-12-14", 0, False),
        ("2026-12-21", 1, True),
        ("2026-12-28", 1, False),
    ]


def test_a_dose_is_named_by_its_own_date_before_the_day_of_another():
    """Daily from the 19th; the 20th is closed, so that its dose moves to the 21st, and that of the
    21st to the 22nd, when the course is paused."""
    found = dated("""
        start: 2026-12-19
        phases: [{route: im, dose_ug: 1000, every: {days: 1}, count: 4}]
        shift: {closed_dates: [2026-12-20]}
        events: [{date: 2026-12-22, type: pause}, {date: 2026-12-21, type: missed}]
    """)

    assert days(found) == ["2026-12-19", "2026-12-21"]
    assert found.notes[-1] == (
        "The dose of 2026-12-21 that is recorded as missed was not due any more."
    )
