"""Which single change opens a day on which no minute of the wanted window is open."""

from collections.abc import Iterable, Iterator
from typing import Literal

from corrin.care.timing_clock import DAY, Clock, shown
from corrin.care.timing_closing import (
    DAYS,
    Closing,
    at_one_minute,
    closed_by,
    enough,
    is_dosed,
    is_subject,
    named,
    without,
)
from corrin.care.timing_windows import Minutes
from corrin.domain.day import Taken, Window
from corrin.domain.timing import Change, Separation, Span, TimingRequest, TimingRules, WindowName

ASK_FIRST = "First ask whoever prescribed it, or a pharmacist."
Others = list[tuple[Separation, dict[int, list[Taken]]]]


def relaxed(
    request: TimingRequest,
    items: tuple[Taken, ...],
    rules: TimingRules,
    clock: Clock,
    closing: list[Closing],
    open_in: dict[WindowName, tuple[Span, ...]],
) -> tuple[Change, ...]:
    """The changes in the order in which they disturb least: another window, a move, a removal."""
    return (
        *_windows_given(open_in),
        *_windows_near(request, clock, _all(closing), found=any(open_in.values())),
        *dict.fromkeys(_without_one(request, items, rules, clock, closing)),
    )


def _all(closing: Iterable[Closing]) -> int:
    closed = 0
    for each in closing:
        closed |= each.closed
    return closed


def _windows_given(open_in: dict[WindowName, tuple[Span, ...]]) -> Iterator[Change]:
    for name, spans in open_in.items():
        if spans:
            words = name.replace("_", " ")
            yield Change(
                change="window", opens=spans, says=f"Use the {words}: open {in_words(spans)}."
            )


def _windows_near(
    request: TimingRequest, clock: Clock, closed: int, *, found: bool
) -> Iterator[Change]:
    """The open stretches next to the wanted window, where no window that was named is open."""
    if found:
        return
    window = request.window
    day = request.awake or Window(window.start, (window.start - 1) % DAY)
    minutes = Minutes.of(day, clock)
    after = minutes.spans(minutes.open(closed))
    for span in dict.fromkeys((*after[:1], *after[-1:])):
        says = f"Take B12 at another time: open {in_words((span,))}."
        yield Change(change="window", opens=(span,), says=says)


def _without_one(
    request: TimingRequest,
    items: tuple[Taken, ...],
    rules: TimingRules,
    clock: Clock,
    closing: list[Closing],
) -> Iterator[Change]:
    """Moves and removals of one item, first of what may be left out. Nothing else is left out.

    What no removal opens no move can open.
    """
    of = Minutes.of(request.window, clock)
    free: list[Change] = []
    held: list[Change] = []
    removals: list[Change] = []
    for number, item in enumerate(items):
        closed = without(closing, item)
        opened = of.open(closed)
        if item.at is None or not opened:
            continue
        spans = of.spans(opened)
        optional = _may_be_left_out(request, item, rules)
        if optional:
            says = f"Leave out {named(item)}: open {in_words(spans)}. {ASK_FIRST}"
            removals.append(_change("remove", item, spans, says))
        rest = (*items[:number], *items[number + 1 :])
        others = _others(request, item, rest, rules, clock)
        taken_already = [at for one in rest if _same(item, one, rules) for at in _at(one)]
        free_minutes = _nearest(item.at, request.awake, taken_already, rules.same_thing_apart)
        to = _moved(item, free_minutes, others, clock, of, closed)
        if to is not None:
            minute, spans = to
            says = f"Move {named(item)} to {shown(minute)}: open {in_words(spans)}. {ASK_FIRST}"
            moves = free if optional else held
            moves.append(_change("move", item, spans, says, shown(minute)))
    yield from (*free, *removals, *held)


def _may_be_left_out(request: TimingRequest, item: Taken, rules: TimingRules) -> bool:
    """Whether every rule that closes minutes for an item is about what is taken by choice."""
    return all(
        each.rule.may_be_left_out
        for each in rules.separations
        if each.enforced and request.route in each.rule.routes and is_subject(each, item)
    )


def _same(item: Taken, other: Taken, rules: TimingRules) -> bool:
    """Whether two items are one thing to a rule, as two kinds of iron are, iron and calcium not."""
    return any(
        not (item.concepts & other.concepts).isdisjoint(each.rule.concepts)
        for each in rules.separations
    )


def _at(item: Taken) -> tuple[int, ...]:
    return () if item.at is None else (item.at,)


def _others(
    request: TimingRequest,
    item: Taken,
    rest: tuple[Taken, ...],
    rules: TimingRules,
    clock: Clock,
) -> Others:
    """The rules that hold for an item, and what else of theirs is taken at each minute."""
    return [
        (each, at_one_minute((o for o in rest if is_dosed(each) and is_subject(each, o)), clock))
        for each in rules.separations
        if each.enforced and request.route in each.rule.routes and is_subject(each, item)
    ]


def _change(
    kind: Literal["move", "remove"],
    item: Taken,
    opens: tuple[Span, ...],
    says: str,
    to: str | None = None,
) -> Change:
    return Change(
        change=kind,
        item=item.name,
        at=None if item.at is None else shown(item.at),
        to=to,
        opens=opens,
        says=says,
    )


def _moved(
    item: Taken,
    minutes: Iterable[int],
    others: Others,
    clock: Clock,
    of: Minutes,
    closed: int,
) -> tuple[int, tuple[Span, ...]] | None:
    """The time nearest to its own at which an item leaves a minute open, and what is then open."""
    for minute in minutes:
        more = closed
        for separation, beside in others:
            more |= _closed_at(separation, item, minute, beside, clock)
        if opened := of.open(more):
            return minute, of.spans(opened)
    return None


def _closed_at(
    separation: Separation, item: Taken, minute: int, others: dict[int, list[Taken]], clock: Clock
) -> int:
    """What an item closes by a rule when it is taken at another time, beside what is there."""
    places = dict.fromkeys(clock.taken(day, minute)[0] for day in DAYS)
    there = (p for p in places if enough(separation, (item, *others.get(p, ()))))
    return closed_by(separation, there)


def _nearest(at: int, awake: Window | None, same: Iterable[int], apart: int) -> Iterator[int]:
    """Every other minute of the day, the nearest first, the earlier on a tie.

    None is asleep, and none nearer than `apart` to another dose of the same thing.
    """
    there = {(other + away) % DAY for other in same for away in range(1 - apart, apart)}
    for away in range(1, DAY // 2 + 1):
        for minute in dict.fromkeys(((at - away) % DAY, (at + away) % DAY)):
            if minute in there:
                continue
            if awake is None or (minute - awake.start) % DAY <= (awake.end - awake.start) % DAY:
                yield minute


def in_words(spans: Iterable[Span]) -> str:
    """Intervals as words: "from 06:00 to 07:00", "at 10:00"."""
    return ", ".join(f"at {a}" if a == b else f"from {a} to {b}" for a, b in spans)
