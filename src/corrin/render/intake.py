"""What is needed, had and absorbed, as a page, and in short for a plan."""

from collections.abc import Iterator

from corrin.domain.because import IntakeTarget
from corrin.domain.intake import Amount, Change, Counted, Intake, MaintenanceAdvised
from corrin.domain.intake_report import IntakeReport
from corrin.render.follow_up import source
from corrin.render.grounds import because, cited, concluded, marks_used
from corrin.render.intake_short import VERDICTS, amount
from corrin.render.page import Block, Item, Page, Section, items, pairs
from corrin.render.parts import STATEMENT
from corrin.render.phrases import LEGEND, number, sentence
from corrin.render.refusal import notice
from corrin.render.visible import cut, quoted

DAYS_A_WEEK = 7


def intake_page(report: IntakeReport, *, full: bool = False) -> Page:
    """The page of an intake; `full` adds the other bodies' targets and every source."""
    it = report.intake
    sections = (
        Section("Verdict", tuple(verdict(it))),
        Section("What is had", tuple(_had(it)) or items("No food and no supplement is listed.")),
        *_closing(it),
        Section("To keep in mind", items(*map(concluded, it.notes))),
        *_maintained(it),
        *_rest(report, full),
    )
    title = f"Vitamin B12 intake, {report.on}"
    lines = (f"Guideline {report.guideline}, knowledge {report.knowledge_version}.", STATEMENT)
    legend = items(*(f"({mark}): {LEGEND[mark]}" for mark in marks_used(_said(sections))))
    last = (Section("Marks", legend),) if legend else ()
    return Page(title, lines, (*sections, *last))


def verdict(it: Intake) -> Iterator[Block]:
    """Target, verdict and the two sums."""
    yield from items(Item(f"{VERDICTS[it.verdict].capitalize()}: {sentence(it.says)}"))
    yield from pairs(
        ("Target", it.target and _target(it.target)),
        ("Eaten", f"{amount(it.eaten)} a day"),
        ("Absorbed", f"{amount(it.absorbed)} a day{_enough(it)}"),
        ("Passively", f"{amount(it.without_intrinsic_factor)} of it, without intrinsic factor"),
    )
    yield from items(concluded(it.way), title="How it is absorbed")
    missing = (
        f"{sentence(m.asks)} It would change: {sentence(m.would_change)}" for m in it.missing
    )
    yield from items(*missing, title="Not known")


def _enough(it: Intake) -> str:
    if it.needs_absorbed is None:
        return ""
    return f", of {number(it.needs_absorbed)} needed"


def _target(it: IntakeTarget) -> str:
    says = f"{number(it.micrograms_per_day)} micrograms a day ({it.kind}, {it.group}): {it.body}"
    return cited(says, it.sources, it.verified)


def _had(it: Intake) -> Iterator[Block]:
    yield from items(*map(_counted, it.counted))


def _counted(it: Counted) -> Item:
    least = "0 to " if it.label_unread else ""
    each = (
        "not counted"
        if it.micrograms is None
        else f"{least}{number(round(it.micrograms, 2))} at a time"
    )
    says = f"{it.read_as}, {it.portion}, {_often(it.per_day)}: {amount(it.eaten)} a day ({each})"
    notes = [f"From {quoted(cut(it.words))} ({it.source})"]
    if it.note is not None:
        notes.append(sentence(it.note))
    elif it.kind == "fortified_food":
        notes.append("What is added differs by brand, country and year: the label decides.")
    if it.label_unread:
        notes.append("Counted as anything from unfortified to this product. Read the label.")
    return Item(cited(says, it.sources, it.verified), tuple(notes))


def _often(it: Amount) -> str:
    low, high = it.low * DAYS_A_WEEK, it.high * DAYS_A_WEEK
    if low == high and it.low >= 1:
        return "once a day" if it.low == 1 else f"{number(round(it.low, 1))} times a day"
    if low == high:
        return "once a week" if low == 1 else f"{number(round(low, 1))} times a week"
    return f"{number(round(low, 1))} to {number(round(high, 1))} times a week"


def _closing(it: Intake) -> tuple[Section, ...]:
    if not it.changes:
        return ()
    blocks = items(*map(_change, it.changes), numbered=True)
    return (Section("What would close the gap, each by itself", blocks),)


def _change(it: Change) -> Item:
    adds = (
        f"adds {number(it.eaten)} eaten and {number(it.absorbed)} absorbed a day;"
        f" {number(it.absorbed_after)} are absorbed then"
    )
    return Item(cited(it.says, it.sources, it.verified), (sentence(adds),))


def _maintained(it: Intake) -> tuple[Section, ...]:
    if not it.maintenance:
        return ()
    return (
        Section("Who should take vitamin B12 to stay well", items(*map(_group, it.maintenance))),
    )


def _group(it: MaintenanceAdvised) -> Item:
    says = f"{it.group}: {it.dose}. {sentence(it.conclusion.says)}"
    notes = [f"Testing first: {sentence(it.test_first)}" if it.test_first else ""]
    notes.append(because(it.conclusion.because))
    return Item(says, tuple(filter(None, notes)))


def _rest(report: IntakeReport, full: bool) -> Iterator[Section]:
    problems = (
        *items(*map(notice, report.refused), title="Refused"),
        *items(*map(notice, report.warnings), title="Warnings"),
        *items(*map(notice, report.not_understood), title="Not understood, not used"),
    )
    if problems:
        yield Section("What was read", problems)
    if full:
        yield Section("Targets of other bodies", items(*map(_target, report.others)))
        yield Section("Sources", items(*map(source, report.sources)))


def _said(sections: tuple[Section, ...]) -> str:
    return "\n".join(
        line for section in sections for block in section.blocks for line in _lines(block)
    )


def _lines(block: Block) -> Iterator[str]:
    for item in getattr(block, "items", ()):
        yield from (item.says, *item.notes)
    for _, says in getattr(block, "rows", ()):
        yield says
