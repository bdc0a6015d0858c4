"""Requests for dates: what is read, and what is refused with its field, value and remedy."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from textwrap import dedent

import pytest
import yaml

from corrin.care.schedule import schedule
from corrin.care.schedule_rules import scheduling_rules
from corrin.domain.regimen import AfterDoses, EveryDays, EveryMonths, Never, WeekdayOffsets
from corrin.domain.schedule import Given, SwitchToOral
from corrin.domain.visit import Visits
from corrin.errors import Refusal, Refused
from corrin.knowledge import load
from corrin.schedule_request import read

RULES = scheduling_rules(load.knowledge())
WEEKLY = "{route: im, dose_ug: 1000, every: {days: 7}, count: 4}"


def tree(text: str):
    return yaml.load(dedent(text), yaml.CBaseLoader)


def refused(text: str) -> dict[str, str | None]:
    """The fields that a request is refused for, and their values."""
    with pytest.raises(Refused) as error:
        read(tree(text), RULES)
    assert all(refusal.why and refusal.accepted for refusal in error.value.refusals)
    return {refusal.field: refusal.value for refusal in error.value.refusals}


def with_phase(phase: str) -> str:
    return f"{{start: 2026-12-07, phases: [{phase}]}}"


def with_line(line: str) -> str:
    return f"start: 2026-12-07\nphases: [{WEEKLY}]\n{line}\n"


def with_event(event: str) -> str:
    return with_line(f"events: [{event}]")


# --- What is read -------------------------------------------------------------------------------


def test_texts_and_native_values_give_the_same_request():
    texts = read(
        tree("""
            start: 2026-12-07
            phases: [{route: im, dose_ug: "1000", every: {days: "7"}, count: "4"}]
            shift: {rebase: "true", closed_weekdays: [sat, Sunday], closed_dates: [2026-12-25]}
            stop_after: ""
            policy: null
        """),
        RULES,
    )
    native = read(
        {
            "start": date(2026, 12, 7),
            "phases": [
                {
                    "route": "im",
                    "dose_ug": Decimal(1000),
                    "every": {"days": 7},
                    "count": Decimal("4.0"),
                }
            ],
            "shift": {
                "rebase": True,
                "closed_weekdays": ["Saturday", "SUN"],
                "closed_dates": [date(2026, 12, 25)],
            },
            "stop_after": None,
        },
        RULES,
    )

    assert texts == native
    assert texts.shift.closed_weekdays == {5, 6}
    assert texts.phases[0].ends == AfterDoses(4)


@pytest.mark.parametrize(
    ("written", "timing", "ends"),
    [
        ("every: {days: 2}, count: 3", EveryDays(2), AfterDoses(3)),
        ("every: {months: 3}", EveryMonths(3), Never()),
        (
            "every: {weekday_offsets_days: [4, 0, 2], weeks: 2}",
            WeekdayOffsets((0, 2, 4), 2),
            AfterDoses(6),
        ),
        ("every: {weekday_offsets_days: 0}", WeekdayOffsets((0,)), Never()),
    ],
)
def test_intervals_and_ends(written, timing, ends):
    phase = read(tree(with_phase(f"{{route: im, dose_ug: 1000, {written}}}")), RULES).phases[0]

    assert (phase.timing, phase.ends) == (timing, ends)


def test_phases_without_a_name_are_numbered():
    text = with_phase(f"{WEEKLY}, {{name: maintenance, route: sc_deep, {WEEKLY[12:]}")
    phases = read(tree(text), RULES).phases

    assert [(phase.name, phase.route) for phase in phases] == [
        ("phase 1", "im"),
        ("maintenance", "sc"),
    ]


def test_a_switch_without_a_dose_takes_that_of_the_knowledge():
    events = read(tree(with_event("{date: 2026-12-09, type: switch_to_oral}")), RULES).events

    assert events == (SwitchToOral(date(2026, 12, 9), Decimal(1000), 1),)


def test_an_event_that_is_repeated_counts_once_and_is_said():
    given = "{date: 2026-12-07, type: given}"
    request = read(tree(with_event(f"{given}, {given}")), RULES)

    assert request.events == (Given(date(2026, 12, 7)),)
    assert request.warnings == ("events[1] repeats an event; it counts once.",)


def test_an_unusual_dose_is_read_with_a_warning():
    request = read(tree(with_phase("{route: im, dose_ug: 5000, every: {days: 7}}")), RULES)

    assert "phases[0].dose_ug 5000 is unusual" in request.warnings[0]
    assert schedule(request, RULES).notes[0] == request.warnings[0]


@pytest.mark.parametrize(
    ("lines", "warning"),
    [
        ("timezone: Europe/London", "A timezone without a local_time: no instants are given."),
        ("local_time: 9:00", "A local_time without a timezone: no instants are given."),
    ],
)
def test_a_zone_or_a_time_alone_gives_no_instants(lines, warning):
    request = read(tree(with_line(lines)), RULES)

    assert request.warnings == (warning,)
    assert schedule(request, RULES).utc is None
    assert request.visits is None


def test_a_zone_and_a_time_give_instants():
    request = read(tree(with_line("timezone: Europe/London\nlocal_time: 9:00")), RULES)

    assert request.local_time == time(9)
    assert request.visits == Visits(at=time(9), zone="Europe/London")
    assert schedule(request, RULES).utc[0] == datetime(2026, 12, 7, 9, tzinfo=UTC)


def test_words_about_a_request_do_not_matter():
    about = "id: S1\ntitle: a course\nnote: as agreed\nprotocol_source: BNF\nschema_version: 1"

    assert read(tree(with_line(about)), RULES) == read(tree(with_line("")), RULES)


# --- What is refused ----------------------------------------------------------------------------


def test_every_problem_is_named_in_one_pass():
    assert refused("""
        start: 2027-02-30
        anchor: blok
        phases:
          - {route: im, dose_ug: 1 mg, every: {days: 0}, count: -1}
          - {route: by drip, dose_ug: 1000, every: {weeks: 2}}
          - 7
        shift: {policy: somehow, closed_weekdays: [Sat, Funday], rebase: perhaps}
        timezone: Mars/Olympus
        local_time: "25:00"
        stop_afte: 2027-01-01
        events: [{date: 2026-12-17, type: gifen}, {type: missed}]
        policy: whatever
    """) == {
        "start": "2027-02-30",
        "anchor": "blok",
        "phases[0].dose_ug": "1 mg",
        "phases[0].every.days": "0",
        "phases[0].count": "-1",
        "phases[1].route": "by drip",
        "phases[1].every": "a mapping",
        "phases[2]": "7",
        "shift.policy": "somehow",
        "shift.closed_weekdays": "Funday",
        "shift.rebase": "perhaps",
        "timezone": "Mars/Olympus",
        "local_time": "25:00",
        "stop_afte": "2027-01-01",
        "events[0].type": "gifen",
        "events[1].date": None,
        "policy": "whatever",
    }


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("{}", {"start", "phases"}),
        ("{start: 2026-12-07, phases: []}", {"phases"}),
        ("{start: 2026-12-07, phases: {days: 7}}", {"phases"}),
        ("{start: 2026-12-07, phases: weekly}", {"phases"}),
        (f"{{start: 1899-12-31, phases: [{WEEKLY}]}}", {"start"}),
        (f"{{start: 2201-01-01, phases: [{WEEKLY}]}}", {"start"}),
        (f"{{start: 7 December, phases: [{WEEKLY}]}}", {"start"}),
        (f"{{start: [2026-12-07], phases: [{WEEKLY}]}}", {"start"}),
        (f"{{start: 2026-12-07T09:00, phases: [{WEEKLY}]}}", {"start"}),
        (f"{{start: 20261207, phases: [{WEEKLY}]}}", {"start"}),
    ],
)
def test_a_start_and_a_phase_are_needed(text, fields):
    assert refused(text).keys() == fields


@pytest.mark.parametrize(
    ("phase", "field"),
    [
        ("{dose_ug: 1000, every: {days: 7}}", "route"),
        ("{route: iv, dose_ug: 1000, every: {days: 7}}", "route"),
        ("{route: [im], dose_ug: 1000, every: {days: 7}}", "route"),
        ("{route: im, every: {days: 7}}", "dose_ug"),
        ("{route: im, dose: 1 mg, dose_ug: 1000, every: {days: 7}}", "dose"),
        ("{route: im, dose_ug: 0, every: {days: 7}}", "dose_ug"),
        ("{route: im, dose_ug: -1000, every: {days: 7}}", "dose_ug"),
        ("{route: im, dose_ug: 1000000, every: {days: 7}}", "dose_ug"),
        ("{route: im, dose_ug: 1, every: {days: 7}}", "dose_ug"),
        ("{route: oral, dose_ug: 20000, every: {days: 1}}", "dose_ug"),
        ("{route: im, dose_ug: NaN, every: {days: 7}}", "dose_ug"),
        ("{route: im, dose_ug: 1e3, every: {days: 7}}", "dose_ug"),
        ("{route: im, dose_ug: {value: 1}, every: {days: 7}}", "dose_ug"),
        ("{route: im, dose_ug: 1000}", "every"),
        ("{route: im, dose_ug: 1000, every: 7}", "every"),
        ("{route: im, dose_ug: 1000, every: {days: 7, months: 1}}", "every"),
        ("{route: im, dose_ug: 1000, every: {days: 7, weeks: 1}}", "every"),
        ("{route: im, dose_ug: 1000, every: {days: 7, hours: 1}}", "every.hours"),
        ("{route: im, dose_ug: 1000, every: {days: 7.5}}", "every.days"),
        ("{route: im, dose_ug: 1000, every: {days: 99999}}", "every.days"),
        ("{route: im, dose_ug: 1000, every: {months: 1.5}}", "every.months"),
        ("{route: im, dose_ug: 1000, every: {months: 999}}", "every.months"),
        (
            "{route: im, dose_ug: 1000, every: {weekday_offsets_days: [0, 0]}}",
            "every.weekday_offsets_days",
        ),
        (
            "{route: im, dose_ug: 1000, every: {weekday_offsets_days: [0, 7]}}",
            "every.weekday_offsets_days",
        ),
        (
            "{route: im, dose_ug: 1000, every: {weekday_offsets_days: [8]}}",
            "every.weekday_offsets_days",
        ),
        (
            "{route: im, dose_ug: 1000, every: {weekday_offsets_days: [Mon]}}",
            "every.weekday_offsets_days",
        ),
        (
            "{route: im, dose_ug: 1000, every: {weekday_offsets_days: [0, [2]]}}",
            "every.weekday_offsets_days[1]",
        ),
        (
            "{route: im, dose_ug: 1000, every: {weekday_offsets_days: [0], weeks: 0}}",
            "every.weeks",
        ),
        ("{route: im, dose_ug: 1000, every: {days: 7}, count: 0}", "count"),
        ("{route: im, dose_ug: 1000, every: {days: 7}, count: 5001}", "count"),
        ("{route: im, dose_ug: 1000, every: {days: 60}, count: 5000}", "count"),
        ("{route: im, dose_ug: 1000, every: {months: 120}, count: 5000}", "count"),
        (
            "{route: im, dose_ug: 1000, every: {days: 7}, count: 4, until: {event: counts_normal}}",
            "until",
        ),
        ("{route: im, dose_ug: 1000, every: {days: 7}, until: {event: bored}}", "until.event"),
        ("{route: im, dose_ug: 1000, every: {days: 7}, until: {when: now}}", "until.when"),
        ("{route: im, dose_ug: 1000, every: {days: 7}, until: better}", "until"),
        ("{route: im, dose_ug: 1000, every: {days: 7}, cuont: 4}", "cuont"),
        ('{name: "two\\nlines", route: im, dose_ug: 1000, every: {days: 7}}', "name"),
    ],
)
def test_a_phase_that_cannot_be_used_is_refused(phase, field):
    assert f"phases[0].{field}" in refused(with_phase(phase))


def test_milligrams_typed_as_micrograms_are_named():
    with pytest.raises(Refused) as error:
        read(tree(with_phase("{route: im, dose_ug: 1000000, every: {days: 7}}")), RULES)
    (refusal,) = error.value.refusals

    assert (refusal.field, refusal.value) == ("phases[0].dose_ug", "1000000")
    assert "milligrams" in refusal.why
    assert refusal.accepted == "micrograms, from 10 to 10000"


def test_too_many_doses_in_all_are_refused():
    daily = "{route: im, dose_ug: 1000, every: {days: 1}, count: 3000}"

    assert refused(with_phase(f"{daily}, {daily}")) == {"phases": "a list"}


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("stop_after: 2026-12-06", "stop_after"),
        ("stop_after: never", "stop_after"),
        ("shift: closed", "shift"),
        ("shift: {closed_weekdays: [Mon, Tue, Wed, Thu, Fri, Sat, Sun]}", "shift.closed_weekdays"),
        ("shift: {closed_weekdays: [S]}", "shift.closed_weekdays"),
        ("shift: {closed_weekdays: [6]}", "shift.closed_weekdays"),
        ("shift: {closed_dates: [2026-02-29, 2026-12-25]}", "shift.closed_dates[0]"),
        ("shift: {close_dates: [2026-12-25]}", "shift.close_dates"),
        ("timezone: ../../etc/passwd", "timezone"),
        ("timezone: Europe", "timezone"),
        ("local_time: noon", "local_time"),
        ("local_time: [9, 0]", "local_time"),
        ("events: {date: 2026-12-07, type: given}", "events"),
        ("policy: [keep_nominal]", "policy"),
    ],
)
def test_other_fields_that_cannot_be_used_are_refused(line, field):
    assert field in refused(with_line(line))


@pytest.mark.parametrize(
    ("event", "field"),
    [
        ("{type: given}", "date"),
        ("{date: 2026-12-07}", "type"),
        ("{date: 2026-12-32, type: given}", "date"),
        ("{date: 2026-12-07, type: given, for_nominal: soon}", "for_nominal"),
        ("{date: 2026-12-07, type: missed, for_nominal: 2026-12-07}", "for_nominal"),
        ("{date: 2026-12-07, type: assessment}", "result"),
        ("{date: 2026-12-07, type: assessment, result: fine}", "result"),
        ("{date: 2026-12-07, type: fbc, haemoglobin: 130}", "haemoglobin"),
        ("{date: 2026-12-07, type: fbc, haemoglobin_g_L: 13.5}", "haemoglobin_g_L"),
        ("{date: 2026-12-07, type: fbc, haemoglobin_low: 12}", "haemoglobin_low"),
        ("{date: 2026-12-07, type: fbc, platelets: 150000}", "platelets"),
        ("{date: 2026-12-07, type: fbc, neutrophils: 4000}", "neutrophils"),
        ("{date: 2026-12-07, type: fbc, leucocytes: 6000}", "leucocytes"),
        ("{date: 2026-12-07, type: fbc, leukocytes_low: 4000}", "leukocytes_low"),
        ("{date: 2026-12-07, type: fbc, white_cells: 6000}", "white_cells"),
        ("{date: 2026-12-07, type: fbc, lymphocytes: 1500}", "lymphocytes"),
        ("{date: 2026-12-07, type: fbc, platelets: low}", "platelets"),
        ("{date: 2026-12-07, type: fbc, platelets: 0}", "platelets"),
        ("{date: 2026-12-07, type: fbc, mcv: 0}", "mcv"),
        ("{date: 2026-12-07, type: fbc, neutrophils: -1}", "neutrophils"),
        ("{date: 2026-12-07, type: fbc, neutrophils_low: 0}", "neutrophils_low"),
        ("{date: 2026-12-07, type: alert, code: Not a code!}", "code"),
        ("{date: 2026-12-07, type: switch_to_oral, dose_ug: 1000000}", "dose_ug"),
        ("{date: 2026-12-07, type: switch_to_oral, every_days: 0}", "every_days"),
        ("{date: someday, type: switch_to_oral, every_days: 0}", "every_days"),
    ],
)
def test_an_event_that_cannot_be_used_is_refused(event, field):
    assert f"events[0].{field}" in refused(with_event(event))


@pytest.mark.parametrize(
    "values",
    [
        "haemoglobin_g_L: 20, haemoglobin_low: 260",
        "platelets: 1, platelets_low: 6000",
        "neutrophils: 0, neutrophils_low: 500",
        "leucocytes: 0.1, leucocytes_low: 1000",
        "lymphocytes: 0, lymphocytes_low: 1000",
    ],
)
def test_a_blood_count_may_be_as_low_and_as_high_as_its_analyte(values):
    """Haemoglobin in g/L, cells in 10^9/L."""
    request = with_event(f"{{date: 2026-12-07, type: fbc, {values}}}")

    assert len(read(tree(request), scheduling_rules(load.knowledge())).events) == 1


def test_a_blood_count_in_another_unit_is_refused_with_what_is_accepted():
    with pytest.raises(Refused) as error:
        read(tree(with_event("{date: 2026-12-07, type: fbc, leucocytes: 6000}")), RULES)

    (refusal,) = error.value.refusals
    assert (refusal.field, refusal.value) == ("events[0].leucocytes", "6000")
    assert refusal.why == "no leucocytes is like that: another unit may be meant"
    assert refusal.accepted == "a number from 0.1 to 1000"


def test_the_numbers_of_schedules_are_those_of_the_settings():
    rules = scheduling_rules(load.knowledge())

    assert (rules.open_ended_months, rules.non_response_weeks) == (12, 8)
    assert rules.block_longest_interval_days == 31
    assert (rules.tablets_dose_micrograms, rules.tablets_every_days) == (Decimal(1000), 1)
    assert (rules.most_doses, rules.most_events, rules.most_work) == (5000, 1000, 500_000)
    assert (rules.longest_interval_days, rules.longest_interval_months) == (3660, 120)
    assert (rules.earliest, rules.latest) == (date(1900, 1, 1), date(2200, 12, 31))
    assert rules.dose_limits == load.knowledge().dose_limits
    assert [(each.name, each.lowest, each.highest) for each in rules.count_bounds] == [
        ("haemoglobin", 20, 260),
        ("platelets", 1, 6000),
        ("neutrophils", 0, 500),
        ("leucocytes", Decimal("0.1"), 1000),
        ("lymphocytes", 0, 1000),
    ]


def test_a_blood_count_says_something():
    assert refused(with_event("{date: 2026-12-07, type: fbc}")) == {"events[0]": None}


def test_more_doses_than_can_be_dated_are_refused_where_they_come_from():
    daily = "{route: im, dose_ug: 1000, every: {days: 1}}"
    pattern = "{route: im, dose_ug: 1000, every: {weekday_offsets_days: [0, 2, 4, 6]}}"
    far = "stop_after: 2199-01-01"
    event = "events: [{date: 2199-01-01, type: pause}]"

    assert refused(f"start: 2026-12-07\nphases: [{daily}]\n{far}").keys() == {"stop_after"}
    assert refused(f"start: 2026-12-07\nphases: [{pattern}]\n{event}").keys() == {"events"}


def test_more_records_than_can_be_placed_are_refused():
    daily = "{route: im, dose_ug: 1000, every: {days: 1}, count: 5000}"
    events = ", ".join(
        f"{{date: 2027-{m:02}-{d:02}, type: given}}" for m in (1, 3, 5, 7) for d in range(1, 29)
    )

    assert refused(f"start: 2026-12-07\nphases: [{daily}]\nevents: [{events}]") == {
        "events": "a list"
    }


def test_a_list_that_is_too_long_is_refused():
    events = ", ".join(["{date: 2026-12-07, type: given}"] * 1001)

    assert refused(with_event(events)) == {"events": "a list"}


def test_an_accepted_word_is_suggested_for_a_key_that_is_nearly_one():
    with pytest.raises(Refused) as error:
        read(tree(with_line("stop_afte: 2027-01-01")), RULES)

    assert error.value.refusals[0].accepted == "`stop_after`, if that is meant"


def test_what_the_parser_refused_is_said_with_the_rest():
    flaw = Refusal(field="start", value="a / b", why="given twice", accepted="one value")
    with pytest.raises(Refused) as error:
        read(tree("{phases: 7}"), RULES, [flaw])

    assert [refusal.field for refusal in error.value.refusals] == ["start", "phases"]


def test_of_a_flood_of_keys_the_first_are_refused_by_name():
    course = {"start": "2026-12-07", "phases": [{"route": "im", "dose_ug": "1000"}]}
    flood = {f"odd{n}": "1" for n in range(150)}
    with pytest.raises(Refused) as caught:
        read({**course, **flood}, RULES)
    odd = [refusal for refusal in caught.value.refusals if refusal.field.startswith("odd")]

    assert [refusal.field for refusal in odd] == [f"odd{n}" for n in range(101)]
    assert odd[-1].why == "this key is not understood, nor are 49 after it"
