"""A dated schedule as a reader sees it, and as another program does."""

import json
from textwrap import dedent

import yaml

from corrin.care.schedule import schedule
from corrin.care.schedule_rules import scheduling_rules
from corrin.knowledge import load
from corrin.render.json import encoded
from corrin.render.schedule import as_json, schedule_page
from corrin.render.text import text
from corrin.schedule_request import read

RULES = scheduling_rules(load.knowledge())
ANSWER = {
    "dates",
    "anchor",
    "moves",
    "utc",
    "oral",
    "provisional",
    "review_needed",
    "alerts",
    "schedule_status",
    "follow_up",
    "notes",
}


def dated(request: str):
    return schedule(read(yaml.load(dedent(request), yaml.CBaseLoader), RULES), RULES)


def shown(request: str) -> str:
    return text(schedule_page(dated(request)))


def test_moves_are_shown_with_the_nominal_date_and_the_reason():
    page = shown("""
        start: 2026-12-13
        phases: [{route: im, dose_ug: 1000, every: {days: 7}, count: 3}]
        shift: {policy: next_open_day, closed_weekdays: [Sun], closed_dates: [2026-12-28]}
        events: [{date: 2026-12-14, type: given}]
    """)

    assert page == dedent("""\
        Schedule
        ========
        The dates may be used.

        Injections
        ----------
        Phase 1: 1 mg (1,000 micrograms) into a muscle (IM):
        1. Mon 14 Dec 2026 (given)
           Due on Sun 13 Dec 2026; it was given then.
        2. Mon 21 Dec 2026
        3. Tue 29 Dec 2026
           Due on Mon 28 Dec 2026; the day is closed.

        Notes
        -----
        - Anchor interval_after_last: a phase starts one of its own intervals after the
          last dose before it.
        - The dose due on 2026-12-13 was given on 2026-12-14, 1 day late.
        - All injections of the course are dated.
        """)


def test_what_is_open_is_said_at_the_top_and_with_its_review():
    page = shown("""
        start: 2026-12-07
        stop_after: 2027-06-30
        phases:
          - {name: loading, route: im, dose_ug: 1000, every: {days: 7}, count: 1}
          - {name: transition, route: im, dose_ug: 1000, every: {months: 1},
             until: {event: counts_normal}}
          - {name: maintenance, route: im, dose_ug: 1000, every: {months: 2}}
        events:
          - {date: 2027-02-01, type: fbc, haemoglobin_g_L: 110, haemoglobin_low: 120,
             platelets: 200, platelets_low: 150}
        timezone: Europe/London
        local_time: "09:00"
    """)

    assert page == dedent("""\
        Schedule
        ========
        The dates may be used.
        Provisional: what comes next depends on an event that is not recorded yet.
        A review is needed.

        Injections
        ----------
        Loading: 1 mg (1,000 micrograms) into a muscle (IM):
        1. Mon 7 Dec 2026, 2026-12-07 09:00 UTC

        Transition: 1 mg (1,000 micrograms) into a muscle (IM):
        1. Thu 7 Jan 2027, 2027-01-07 09:00 UTC
        2. Sun 7 Feb 2027, 2027-02-07 09:00 UTC

        Reviews and tests
        -----------------
        - Mon 1 Feb 2027: Review of the response (blood counts are not normal yet)
        - Mon 1 Mar 2027: Full blood count (the phase lasts until counts are normal)
        - Mon 1 Mar 2027: Review (an event decides how the phase goes on)

        Alerts
        ------
        Non response review

        Notes
        -----
        - Anchor interval_after_last: a phase starts one of its own intervals after the
          last dose before it.
        - Transition continues until blood counts are normal, which is not recorded yet:
          provisional, dated up to 2027-03-01; a review decides how it goes on.
        - The phase after Transition cannot be dated yet.
        """)


def test_a_course_for_life_says_so_and_tablets_have_their_own_part():
    page = shown("""
        start: 2026-12-07
        phases: [{route: im, dose_ug: 1000, every: {days: 7}}]
        events: [{date: 2026-12-16, type: switch_to_oral, dose_ug: 2000, every_days: 2}]
    """)

    assert page == dedent("""\
        Schedule
        ========
        The dates may be used.
        The course goes on for life after the last date.

        Injections
        ----------
        Phase 1: 1 mg (1,000 micrograms) into a muscle (IM):
        1. Mon 7 Dec 2026
        2. Mon 14 Dec 2026

        By mouth
        --------
        Dose       2 mg (2,000 micrograms)
        How often  every 2 days
        From       Mon 21 Dec 2026
        Up to      until further notice

        Notes
        -----
        - Anchor interval_after_last: a phase starts one of its own intervals after the
          last dose before it.
        - No dose on 2026-12-21: tablets take the place of injections; none is dated
          after it.
        - By mouth: 2000 micrograms every 2 days from 2026-12-21.
        """)


def test_a_blocked_course_has_no_dates_and_says_why():
    page = shown("""
        start: 2026-12-07
        phases: [{route: im, dose_ug: 1000, every: {days: 7}}]
        events: [{date: 2026-12-07, type: alert, code: hypersensitivity}]
    """)

    assert "Blocked: no further dose until a person has cleared the alert." in page
    assert "None is dated." in page
    assert "Blocked from 2026-12-07 by an alert (hypersensitivity)" in page


def test_the_json_has_every_key_of_the_answer_and_no_other():
    found = dated("""
        start: 2026-12-07
        phases:
          - {route: oral, dose_ug: 2.4, every: {days: 1}}
          - {route: im, dose_ug: 1000, every: {days: 7}, count: 1}
        events: [{date: 2026-12-09, type: switch_to_im}]
    """)
    answer = json.loads(encoded(as_json(found)))

    assert answer.keys() == ANSWER
    assert answer["oral"] == {
        "dose_ug": 2.4,
        "every_days": 1,
        "first_date": "2026-12-07",
        "last_date": "2026-12-08",
    }
    assert answer["utc"] is None


def test_tablets_of_unknown_dose_are_shown_as_that():
    page = shown("""
        start: 2026-12-07
        phases: [{route: im, dose_ug: 1000, every: {days: 7}, count: 1}]
        events: [{date: 2026-12-07, type: switch_to_im}]
    """)

    assert "Dose   not known\nFrom   not known\nUp to  Sun 6 Dec 2026" in page
