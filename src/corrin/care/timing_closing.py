"""What each thing taken closes on the line of elapsed minutes, as the bits of a number."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from corrin.care.timing_clock import Clock, shown
from corrin.care.timing_rules import concerns
from corrin.care.timing_windows import Minutes
from corrin.domain.day import Taken
from corrin.domain.timing import Separation, TimingRequest, TimingRules

DAYS = (-1, 0, 1, 2)
"""The days on which an item can be near a window that starts on day 0 and ends on day 1."""
FASTING = "Nothing is swallowed in this time."


class Closing(Struct, frozen=True, kw_only=True):
    """The minutes that some items close by one rule, and those that it would rather have closed."""

    taken: tuple[Taken, ...]
    rule: Separation | None
    closed: int
    preferred: int

    @property
    def says(self) -> str:
        """The rule, or that the person fasts."""
        return FASTING if self.rule is None else self.rule.rule.says


def closings(
    request: TimingRequest, items: Iterable[Taken], rules: TimingRules, clock: Clock
) -> list[Closing]:
    """Everything that closes minutes: the enforced rules for this route, and fasts."""
    placed = [each for each in items if each.at is not None]
    found = [
        closing
        for separation in rules.separations
        if separation.enforced and request.route in separation.rule.routes
        for closing in _by_rule(separation, placed, clock)
    ]
    for fast in request.fasts:
        bits = 0
        for day in DAYS[:-1]:
            places = Minutes.of(fast, clock, day).places()
            bits |= places & ~(1 << places.bit_length() - 1) or places
        found.append(Closing(taken=(), rule=None, closed=bits, preferred=bits))
    return found


def _by_rule(separation: Separation, placed: list[Taken], clock: Clock) -> list[Closing]:
    concerned = [each for each in placed if is_subject(separation, each)]
    if separation.rule.dose_mg_at_least is None:
        return [_closing(separation, (each,), places_of(each, clock)) for each in concerned]
    together: dict[tuple[Taken, ...], list[int]] = {}
    for place, taken in at_one_minute(concerned, clock).items():
        if enough(separation, taken):
            together.setdefault(tuple(taken), []).append(place)
    return [_closing(separation, taken, places) for taken, places in together.items()]


def is_subject(separation: Separation, item: Taken) -> bool:
    """Whether a rule of hours is about an item; what is injected meets nothing in the gut."""
    return item.by_mouth and concerns(separation.rule, item.concepts)


def places_of(item: Taken, clock: Clock) -> list[int]:
    """Where an item lies on each of the days that matter."""
    return [] if item.at is None else [clock.taken(day, item.at)[0] for day in DAYS]


def at_one_minute(items: Iterable[Taken], clock: Clock) -> dict[int, list[Taken]]:
    """Items by the minute in which they are taken, since doses at one minute are added up."""
    found: dict[int, list[Taken]] = {}
    for item in items:
        for place in dict.fromkeys(places_of(item, clock)):
            found.setdefault(place, []).append(item)
    return found


def enough(separation: Separation, taken: Iterable[Taken]) -> bool:
    """Whether doses taken at one minute reach the one that matters; one not known does."""
    least = separation.rule.dose_mg_at_least
    return least is None or total(taken, least) >= least


def total(taken: Iterable[Taken], unknown: Decimal) -> Decimal:
    """Milligrams taken at one minute, with what a dose that is not known counts as."""
    return sum(
        (unknown if each.milligrams is None else each.milligrams for each in taken), Decimal(0)
    )


def named(item: Taken) -> str:
    """An item with its time."""
    return item.name if item.at is None else f"{item.name} at {shown(item.at)}"


def closed_by(separation: Separation, places: Iterable[int], *, preferred: bool = False) -> int:
    """The bits that something taken at some places closes."""
    before = separation.before_preferred if preferred else separation.before
    after = separation.after_preferred if preferred else separation.after
    stretch = (1 << max(before + after - 1, 0)) - 1
    bits = 0
    for place in places:
        first = place - before + 1
        bits |= stretch << first if first >= 0 else stretch >> -first
    return bits


def _closing(separation: Separation, taken: tuple[Taken, ...], places: list[int]) -> Closing:
    closed = closed_by(separation, places)
    longer = separation.rule.hours_preferred is not None
    return Closing(
        taken=taken,
        rule=separation,
        closed=closed,
        preferred=closed_by(separation, places, preferred=True) if longer else closed,
    )


def without(closing: Iterable[Closing], item: Taken) -> int:
    """What is closed when one item is left out."""
    closed = 0
    for each in closing:
        rest = [one for one in each.taken if one is not item]
        if len(rest) == len(each.taken) or (
            rest and each.rule is not None and is_dosed(each.rule) and enough(each.rule, rest)
        ):
            closed |= each.closed
    return closed


def is_dosed(separation: Separation) -> bool:
    """Whether a rule is about doses, which are added up."""
    return separation.rule.dose_mg_at_least is not None
