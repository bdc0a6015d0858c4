"""The events of a request: what has happened, or is known to happen, and on which day."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from corrin.domain.schedule import (
    Alert,
    Assessment,
    BloodCount,
    Deceased,
    Event,
    Given,
    Missed,
    Pause,
    Resume,
    SchedulingRules,
    SwitchToIm,
    SwitchToOral,
)
from corrin.reading.section import Section
from corrin.schedule_request.phases import read_dose

KEYS: dict[str, tuple[str, ...]] = {
    "given": ("for_nominal",),
    "missed": (),
    "pause": (),
    "resume": (),
    "assessment": ("result",),
    "fbc": (),
    "switch_to_oral": ("dose_ug", "every_days"),
    "switch_to_im": (),
    "alert": ("code",),
    "deceased": (),
}
COMMON = ("date", "type", "note", "reason")
RESULTS = {"improving": "improving", "no_further_improvement": "no_further_improvement"}
CODE = re.compile(r"[a-z][a-z0-9_]*")
AN_EVENT = "{date: 2026-12-17, type: given}"

HAEMOGLOBIN = "haemoglobin_g_L"
OTHERS = {
    "platelets": "platelets",
    "neutrophils": "neutrophils",
    "leucocytes": "leucocytes",
    "leukocytes": "leucocytes",
    "white_cells": "leucocytes",
    "lymphocytes": "lymphocytes",
    "reticulocytes": "reticulocytes",
    "mcv": "mcv",
}
COUNTS = {HAEMOGLOBIN: "haemoglobin"} | OTHERS
"""The values of a blood count by their keys, and below the lower limits of each."""
LIMITS = {"haemoglobin_low": "haemoglobin"} | {f"{key}_low": name for key, name in OTHERS.items()}

Read = Callable[[Section, date, SchedulingRules, list[str]], Event | None]


def read_events(request: Section, rules: SchedulingRules) -> tuple[tuple[Event, ...], list[str]]:
    """The events in the order in which they stand, and warnings about them."""
    found: list[Event] = []
    warnings: list[str] = []
    for section in request.sections("events", rules.most_events, AN_EVENT):
        event = _event(section, rules, warnings)
        if event in found:
            warnings.append(f"{section.path} repeats an event; it counts once.")
        elif event is not None:
            found.append(event)
    return tuple(found), warnings


def _event(section: Section, rules: SchedulingRules, warnings: list[str]) -> Event | None:
    accepted = f"one of {', '.join(KEYS)}"
    kind = section.word("type", dict(zip(KEYS, KEYS, strict=True)))
    section.need("type", accepted)
    section.need("date", "a date such as 2026-12-17")
    on = section.day("date")
    if kind is None:
        return None
    counts = (*COUNTS, *LIMITS) if kind == "fbc" else ()
    section.only((*COMMON, *KEYS[kind], *counts))
    # What else is wrong with the event is found even where its date is not usable.
    event = READERS[kind](section, on or date.min, rules, warnings)
    return None if on is None else event


def _given(section: Section, on: date, _r: SchedulingRules, _w: list[str]) -> Event | None:
    name = section.day("for_nominal")
    return None if section.has("for_nominal") and name is None else Given(on, name)


def _assessment(section: Section, on: date, _r: SchedulingRules, _w: list[str]) -> Event | None:
    section.need("result", f"one of {', '.join(RESULTS)}")
    result = section.word("result", RESULTS)
    return None if result is None else Assessment(on, result == "no_further_improvement")


def _fbc(section: Section, on: date, rules: SchedulingRules, _w: list[str]) -> Event | None:
    values = _numbers(section, COUNTS, rules)
    limits = _numbers(section, LIMITS, rules)
    if not any(section.has(key) for key in (*COUNTS, *LIMITS)):
        section.refuse("", "a blood count without a value", f"{HAEMOGLOBIN}, platelets or others")
        return None
    return BloodCount(on, tuple(values.items()), tuple(limits.items()))


def _numbers(
    section: Section, keys: Mapping[str, str], rules: SchedulingRules
) -> dict[str, Decimal]:
    bounds = {bound.name: bound for bound in rules.count_bounds}
    found: dict[str, Decimal] = {}
    for key, name in keys.items():
        bound = bounds.get(name)
        zero = keys is COUNTS and bound is not None and bound.lowest == 0
        number = section.number(key, zero=zero)
        if number is None:
            continue
        if bound is not None and not bound.lowest <= number <= bound.highest:
            accepted = f"a number from {bound.lowest} to {bound.highest}"
            section.refuse(key, f"no {name} is like that: another unit may be meant", accepted)
        found[name] = number
    return found


def _switch_to_oral(
    section: Section, on: date, rules: SchedulingRules, warnings: list[str]
) -> Event | None:
    dose: Decimal | None = rules.tablets_dose_micrograms
    every: int | None = rules.tablets_every_days
    if section.has("dose_ug"):
        dose = read_dose(section, "oral", rules, warnings)
    if section.has("every_days"):
        every = section.whole("every_days", 1, rules.longest_interval_days)
    return None if dose is None or every is None else SwitchToOral(on, dose, every)


def _alert(section: Section, on: date, _r: SchedulingRules, _w: list[str]) -> Event | None:
    code = section.words("code")
    if code is not None and not CODE.fullmatch(code):
        section.refuse("code", "it is not the code of an alert", "a code such as hypersensitivity")
        return None
    return Alert(on, code)


def _plain(event: type[Missed | Pause | Resume | SwitchToIm | Deceased]) -> Read:
    def read(_s: Section, on: date, _r: SchedulingRules, _w: list[str]) -> Event:
        return event(on)

    return read


READERS: dict[str, Read] = {
    "given": _given,
    "missed": _plain(Missed),
    "pause": _plain(Pause),
    "resume": _plain(Resume),
    "assessment": _assessment,
    "fbc": _fbc,
    "switch_to_oral": _switch_to_oral,
    "switch_to_im": _plain(SwitchToIm),
    "alert": _alert,
    "deceased": _plain(Deceased),
}
