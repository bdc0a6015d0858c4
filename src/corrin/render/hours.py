"""The hours of a day as a page: the best time first, the bar, the reasons, how sure they are."""

from collections.abc import Iterable, Iterator

from corrin.domain.plan import SourceUsed
from corrin.domain.timing import Hours, RuleSaid, Shut, Span
from corrin.render.day_bar import day_bar, letters
from corrin.render.grounds import cited
from corrin.render.page import Block, Item, Page, Paragraph, Section, items, pairs
from corrin.render.phrases import plain, route, sentence
from corrin.render.refusal import notice

TITLE = "Hours of the day"
NAMES = {
    "b12_window": "Wanted",
    "second_window": "Second",
    "fallback_window": "Fallback",
}
OF_HOURS = frozenset({"separate_hours", "timing"})
FEW = 12
NO_RULE = "No rule of hours, and no interaction with vitamin B12, is known to corrin."


def hours_page(hours: Hours) -> Page:
    """The whole answer for a reader."""
    about = f"Vitamin B12 {route(hours.route)}. Guideline: {hours.guideline}."
    return Page(TITLE, (sentence(hours.says), about), tuple(sections(hours)))


def hours_blocks(hours: Hours) -> tuple[Block, ...]:
    """The answer inside a plan: best time, bar, what is open, what is closed and why."""
    return (
        Paragraph(sentence(hours.says)),
        day_bar(hours),
        *_taken(hours),
        *_open(hours),
        *items(*map(_shut, hours.why), title="Closed, and why"),
        *items(*_changes(hours), title="One change that opens it"),
        *items(*map(rule_item, hours.keep_apart), title="Keep apart, at times not known"),
        *items(*_no_rule(hours)),
    )


def sections(hours: Hours) -> Iterator[Section]:
    """The parts of the answer that hold something."""
    parts: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("The day", (day_bar(hours), *_taken(hours))),
        (f"Open{', as far as times are known' if hours.keep_apart else ''}", _open(hours)),
        ("Closed, and why", items(*map(_shut, hours.why))),
        ("One change that opens it", items(*_changes(hours), numbered=True)),
        ("Keep apart, at times not known", items(*map(rule_item, hours.keep_apart))),
        ("How sure this is", items(*map(rule_item, hours.rules))),
        ("No rule", items(*_no_rule(hours))),
        ("Refused", items(*map(notice, hours.refused))),
        ("Not understood", items(*map(notice, hours.not_understood))),
        ("Notes", items(*map(sentence, hours.notes))),
    )
    for title, blocks in parts:
        if blocks:
            yield Section(title, blocks)


def in_words(spans: Iterable[Span]) -> str:
    """Closed intervals in words."""
    found = [first if first == last else f"{first} to {last}" for first, last in spans]
    return ", ".join(found) or "never"


def rule_item(rule: RuleSaid) -> Item:
    """A rule with the things that it concerns, how sure it is, and what is claimed of it."""
    says = cited(rule.says, [SourceUsed(id=source) for source in rule.sources], rule.verified)
    of_hours = rule.action in OF_HOURS
    weight = " Mentioned; nothing is closed for it." if of_hours and not rule.enforced else ""
    notes = [f"Concerns: {'; '.join(rule.items)}."] if rule.items else []
    notes.append(f"Evidence: {plain(rule.evidence)}.{weight}")
    notes += [sentence(rule.evidence_says)] if rule.evidence_says else []
    return Item(f"{rule.agent}: {says}", tuple(notes))


def _taken(hours: Hours) -> tuple[Block, ...]:
    named = zip(letters(hours), hours.taken, strict=True)
    return items(*(f"{letter}  {at}  {name}" for letter, (at, name) in named))


def _open(hours: Hours) -> tuple[Block, ...]:
    preferred = hours.preferred_120_for_minerals
    differs = preferred != hours.allowed
    return pairs(
        (_window("Wanted", hours.b12_window), in_words(hours.allowed)),
        ("Better, further from minerals", in_words(preferred) if differs else None),
        *(
            (_window(name, window), in_words(spans))
            for name, window, spans in (
                ("Second", hours.second_window, hours.second_allowed),
                ("Fallback", hours.fallback_window, hours.fallback_allowed),
            )
            if window is not None and spans is not None
        ),
    )


def _window(name: str, window: Span) -> str:
    return f"{name}, {in_words((window,))}"


def _shut(shut: Shut) -> Item:
    """A closed stretch, with each rule once and the things that it keeps apart."""
    by_rule: dict[str, list[str]] = {}
    for reason in shut.because:
        by_rule.setdefault(reason.says, []).extend(reason.items)
    notes = (f"{sentence(says)}{_named(names)}" for says, names in by_rule.items())
    where = "" if shut.window == "b12_window" else f" ({NAMES[shut.window].lower()})"
    return Item(f"{in_words((shut.closed,))}{where}", tuple(notes))


def _named(names: list[str]) -> str:
    return f" Taken: {'; '.join(dict.fromkeys(names))}." if names else ""


def _changes(hours: Hours) -> list[str]:
    if hours.feasible:
        return []
    found = [change.says for change in hours.relax]
    more = len(found) - FEW
    shown = [*found[:FEW], f"And {more} more."] if more > 0 else found
    return shown or ["No single change opens it."]


def _no_rule(hours: Hours) -> list[Item]:
    return [Item(NO_RULE, ("; ".join(hours.no_rule),))] if hours.no_rule else []
