"""A dated schedule as a page and as JSON."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from corrin.domain.schedule import DatedDose, Schedule, TabletCourse
from corrin.render.page import Item, Items, Page, Pairs, Section, items, pairs
from corrin.render.phrases import day, dose, plain, route, sentence

STATUS = {
    "ready": "The dates may be used.",
    "blocked": "Blocked: no further dose until a person has cleared the alert.",
    "specialist_only": "A specialist decides; no dates are given.",
    "ask_first": "Something must be known before dates can be given.",
    "not_indicated": "No further dose is due.",
}
FOLLOW_UP = {
    "fbc": "Full blood count",
    "review": "Review",
    "non_response_review": "Review of the response",
}
PROVISIONAL = "Provisional: what comes next depends on an event that is not recorded yet."
REVIEW = "A review is needed."
CONTINUES = "The course goes on for life after the last date."


def schedule_page(schedule: Schedule) -> Page:
    """The schedule for a reader: dates by phase, what was moved and why, what is open."""
    lines = [STATUS[schedule.schedule_status]]
    lines += [PROVISIONAL] if schedule.provisional else []
    lines += [REVIEW] if schedule.review_needed else []
    lines += [CONTINUES] if schedule.continues else []
    oral = schedule.oral
    sections = [
        Section("Injections", tuple(_injections(schedule)) or items("None is dated.")),
        Section("By mouth", () if oral is None else _tablets(oral)),
        Section(
            "Reviews and tests",
            items(*(f"{day(f.on)}: {FOLLOW_UP[f.name]} ({f.why})" for f in schedule.follow_up)),
        ),
        Section("Alerts", items(*(_name(code) for code in schedule.alerts))),
        Section("Notes", items(*schedule.notes)),
    ]
    return Page("Schedule", tuple(lines), tuple(s for s in sections if s.blocks))


def _injections(schedule: Schedule) -> Iterator[Items]:
    """The doses of each phase, under its name."""
    instants = schedule.utc or (None,) * len(schedule.doses)
    dated = zip(schedule.doses, instants, strict=True)
    for _, group in groupby(dated, key=lambda pair: pair[0].phase_index):
        of_phase = list(group)
        first = of_phase[0][0]
        title = f"{_name(first.phase_name)}: {dose(first.dose_micrograms)} {route(first.route)}"
        yield from items(*(_dose(each, at) for each, at in of_phase), title=title, numbered=True)


def _dose(each: DatedDose, at: datetime | None) -> Item:
    says = day(each.on)
    if at is not None:
        says = f"{says}, {at:%Y-%m-%d %H:%M} UTC"
    if each.given:
        says = f"{says} (given)"
    if each.why_moved is None:
        return Item(says)
    return Item(says, (f"Due on {day(each.nominal)}; {each.why_moved}.",))


def _tablets(taken: TabletCourse) -> tuple[Pairs, ...]:
    every = taken.every_days
    often = None if every is None else "every day" if every == 1 else f"every {every} days"
    return pairs(
        ("Dose", dose(taken.dose_micrograms) if taken.dose_micrograms else "not known"),
        ("How often", often),
        ("From", day(taken.first) if taken.first else "not known"),
        ("Up to", day(taken.last) if taken.last else "until further notice"),
    )


def _name(word: str) -> str:
    return sentence(plain(word)).rstrip(".")


def as_json(schedule: Schedule) -> dict[str, object]:
    """The answer with the keys that the grammar of requests names, every key always there."""
    return {
        "dates": [dose.on.isoformat() for dose in schedule.doses],
        "anchor": schedule.anchor,
        "moves": [
            {"nominal": m.nominal.isoformat(), "actual": m.actual.isoformat(), "why": m.why}
            for m in schedule.moves
        ],
        "utc": None if schedule.utc is None else [f"{at:%Y-%m-%dT%H:%MZ}" for at in schedule.utc],
        "oral": None if schedule.oral is None else _course(schedule.oral),
        "provisional": schedule.provisional,
        "review_needed": schedule.review_needed,
        "alerts": list(schedule.alerts),
        "schedule_status": schedule.schedule_status,
        "follow_up": [
            {"date": item.on.isoformat(), "name": item.name, "why": item.why}
            for item in schedule.follow_up
        ],
        "notes": list(schedule.notes),
    }


def _course(taken: TabletCourse) -> dict[str, object]:
    return {
        "dose_ug": _number(taken.dose_micrograms),
        "every_days": taken.every_days,
        "first_date": taken.first.isoformat() if taken.first else None,
        "last_date": taken.last.isoformat() if taken.last else None,
    }


def _number(value: Decimal | None) -> Decimal | int | None:
    """A whole number without a decimal point."""
    return int(value) if value is not None and value == value.to_integral_value() else value
