"""Which minutes of a day are open for vitamin B12, by the rules of the knowledge.

A minute is open if every enforced rule holds at it. What is taken recurs every day, so a late
item counts after midnight and one outside the window counts too. Nothing is searched: each item
closes a stretch of the line of elapsed minutes, held as the bits of one number.
"""

from collections.abc import Iterator

from corrin.care.timing_clock import Clock, ZoneClock, shown
from corrin.care.timing_closing import Closing, closings, named, places_of
from corrin.care.timing_relax import relaxed
from corrin.care.timing_said import Told, in_order, tell
from corrin.care.timing_windows import Minutes, runs
from corrin.domain.day import Window
from corrin.domain.regimen import INJECTED
from corrin.domain.timing import Hours, Reason, Shut, Span, TimingRequest, TimingRules, WindowName


def hours(request: TimingRequest, rules: TimingRules) -> Hours:
    """The open minutes of a request. Pure: the same request and rules, the same answer.

    The order in which items are named changes nothing.
    """
    clock = _clock(request)
    items = in_order(request.items)
    closing = closings(request, items, rules, clock)
    closed, wished = 0, 0
    for each in closing:
        closed |= each.closed
        wished |= each.preferred
    minutes: dict[WindowName, Minutes] = {
        name: Minutes.of(window, clock) for name, window in _windows(request)
    }
    open_in: dict[WindowName, tuple[Span, ...]] = {
        name: of.spans(of.open(closed)) for name, of in minutes.items()
    }
    allowed = open_in["b12_window"]
    wanted = minutes["b12_window"]
    preferred = wanted.spans(wanted.open(wished))
    best, best_in = _best(preferred, open_in)
    told = tell(request, items, rules, clock)
    return Hours(
        guideline=rules.pack,
        route=request.route,
        feasible=bool(allowed),
        says=_says(
            request,
            allowed,
            best,
            best_in,
            closing,
            wanted,
            unknown=bool(told.keep_apart),
        ),
        best=best,
        best_in=best_in,
        b12_window=span_of(request.window),
        allowed=allowed,
        preferred_120_for_minerals=preferred,
        second_window=request.second and span_of(request.second),
        second_allowed=open_in.get("second_window"),
        fallback_window=request.fallback and span_of(request.fallback),
        fallback_allowed=open_in.get("fallback_window"),
        why=tuple(shut for name, of in minutes.items() for shut in _why(name, of, closing, closed)),
        relax=() if allowed else relaxed(request, items, rules, clock, closing, open_in),
        rules=told.rules,
        keep_apart=told.keep_apart,
        no_rule=told.no_rule,
        taken=told.taken,
        notes=(
            *_clashes(request, closing, clock),
            *_notes(request, told),
            *_moved_ends(request, clock),
        ),
        not_understood=request.not_understood,
    )


def span_of(window: Window) -> Span:
    """A window as the answer writes it."""
    return shown(window.start), shown(window.end)


def _clock(request: TimingRequest) -> Clock:
    if request.on is None or request.zone is None:
        return Clock()
    return ZoneClock(request.on, request.zone)


def _windows(request: TimingRequest) -> Iterator[tuple[WindowName, Window]]:
    yield "b12_window", request.window
    if request.second is not None:
        yield "second_window", request.second
    if request.fallback is not None:
        yield "fallback_window", request.fallback


def _best(
    preferred: tuple[Span, ...], open_in: dict[WindowName, tuple[Span, ...]]
) -> tuple[str | None, WindowName | None]:
    """The first minute of the preferred, else of the allowed, the second, the fallback."""
    if preferred:
        return preferred[0][0], "b12_window"
    for name, spans in open_in.items():
        if spans:
            return spans[0][0], name
    return None, None


def _why(name: WindowName, of: Minutes, closing: list[Closing], closed: int) -> Iterator[Shut]:
    """Each closed stretch of a window, with everything that closes a minute of it."""
    inside = [(each, of.within(each.closed)) for each in closing]
    for first, last in runs(of.within(closed)):
        stretch = (1 << last + 1) - (1 << first)
        yield Shut(
            window=name,
            closed=(of.name(first), of.name(last)),
            because=tuple(_reason(each) for each, bits in inside if bits & stretch),
        )


def _reason(closing: Closing) -> Reason:
    rule = None if closing.rule is None else closing.rule.rule.id
    return Reason(items=tuple(map(named, closing.taken)), rule=rule, says=closing.says)


def _says(
    request: TimingRequest,
    allowed: tuple[Span, ...],
    best: str | None,
    best_in: WindowName | None,
    closing: list[Closing],
    of: Minutes,
    *,
    unknown: bool,
) -> str:
    window = " to ".join(span_of(request.window))
    if request.route in INJECTED or request.route == "nasal":
        return f"Rules of hours do not concern this route: any time from {window} will do."
    if allowed:
        return f"Best at {best}{', as far as times are known' if unknown else ''}."
    names = (named(one) for each in closing if of.within(each.closed) for one in each.taken)
    because = f"Infeasible: no minute from {window} is open, because of"
    instead = f" The first open minute is {best}, in the {best_in} below." if best_in else ""
    instead = instead.replace("_", " ")
    return f"{because} {'; '.join(dict.fromkeys(names)) or 'the fast'}.{instead}"


def _clashes(request: TimingRequest, closing: list[Closing], clock: Clock) -> Iterator[str]:
    """What is said of vitamin B12 that is taken already, in a time that is closed for it."""
    for one in request.own:
        places = places_of(one, clock)
        near = [each for each in closing if any(each.closed >> place & 1 for place in places)]
        by_rule = {each.says: each.taken for each in near}
        for says, taken in by_rule.items():
            beside = f" {'; '.join(map(named, taken))}" if taken else " a fast"
            yield f"{named(one)} is vitamin B12 itself, and stands too near{beside}: {says}"


def _moved_ends(request: TimingRequest, clock: Clock) -> Iterator[str]:
    """The ends of windows and fasts that the clocks skip, and what is taken instead."""
    asked = [(name.replace("_", " "), window) for name, window in _windows(request)]
    for name, window in (*asked, *(("fast", fast) for fast in request.fasts)):
        over = window.end < window.start
        for end, day, minute in (("start", 0, window.start), ("end", int(over), window.end)):
            _, instead = clock.existing(day, minute)
            if instead != minute:
                said = f"{shown(minute)} does not exist on that day, as the clocks go forward"
                yield f"The {end} of the {name}: {said}; {shown(instead)} is taken."


def _notes(request: TimingRequest, told: Told) -> tuple[str, ...]:
    notes = [*request.notes, *told.notes]
    if (request.on is None) is not (request.zone is None):
        one, other = ("date", "timezone") if request.on is not None else ("timezone", "date")
        notes.append(f"A {one} without a {other}: that the clocks may change is left aside.")
    return tuple(dict.fromkeys(notes))
