"""What the knowledge says of the things taken in a day: rules, how sure they are, odd times."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from corrin.care.timing_clock import Clock, ZoneClock, shown
from corrin.care.timing_closing import at_one_minute, is_subject, named, total
from corrin.care.timing_rules import concerns
from corrin.domain.beside import Interaction
from corrin.domain.day import Taken
from corrin.domain.timing import RuleSaid, Separation, TimingRequest, TimingRules

COBALAMIN = "cobalamin"
"""The group of preparations of vitamin B12."""
ABOUT_THE_DOSE = "timing"
"""The action of the rules that are about the dose of B12 itself: the time of day, meals."""


class Told(Struct, frozen=True, kw_only=True):
    """The words of an answer, beside its minutes."""

    rules: tuple[RuleSaid, ...]
    keep_apart: tuple[RuleSaid, ...]
    no_rule: tuple[str, ...]
    taken: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def in_order(items: Iterable[Taken]) -> tuple[Taken, ...]:
    """Items by their time and name, so that the order in which they were written is no matter."""

    def key(item: Taken) -> tuple[bool, int | None, str, Decimal, bool, list[str]]:
        dose = Decimal(-1) if item.milligrams is None else item.milligrams
        return item.at is None, item.at, item.name, dose, item.by_mouth, sorted(item.concepts)

    return tuple(sorted(items, key=key))


def tell(
    request: TimingRequest, items: tuple[Taken, ...], rules: TimingRules, clock: Clock
) -> Told:
    """What is to be said of a day, beside its minutes."""
    timed = [item for item in items if item.at is not None]
    untimed = [item for item in items if item.at is None]
    hourly = [each for each in rules.separations if request.route in each.rule.routes]
    by_dose = {each.rule.id: _matter(each, timed, clock) for each in hourly}
    apart = [_said(e.rule, e.enforced, by_dose[e.rule.id]) for e in hourly if by_dose[e.rule.id]]
    return Told(
        rules=(*apart, *_others(request, items, rules, by_dose)),
        keep_apart=tuple(_keep_apart(hourly, untimed)),
        no_rule=tuple(dict.fromkeys(map(named, _without_rule(items, rules)))),
        taken=tuple((shown(item.at), item.name) for item in timed if item.at is not None),
        notes=(*_doses(rules, hourly, timed, clock), *_odd(timed, clock)),
    )


def _matter(separation: Separation, timed: list[Taken], clock: Clock) -> list[Taken]:
    """The items that a rule of hours is about, in doses that matter."""
    concerned = [item for item in timed if is_subject(separation, item)]
    least = separation.rule.dose_mg_at_least
    if least is None:
        return concerned
    together = at_one_minute(concerned, clock).values()
    enough = [item for taken in together if total(taken, least) >= least for item in taken]
    return [item for item in concerned if item in enough]


def _others(
    request: TimingRequest,
    items: tuple[Taken, ...],
    rules: TimingRules,
    by_dose: dict[str, list[Taken]],
) -> Iterator[RuleSaid]:
    """The rules that are not of hours apart: of the dose itself, and of what is taken."""
    matters = [item for taken in by_dose.values() for item in taken]
    for rule, enforced in rules.others:
        if rule.routes and request.route not in rule.routes:
            continue
        if rule.action == ABOUT_THE_DOSE and not rule.concepts:
            if not request.product or not rule.products or request.product & {*rule.products}:
                yield _said(rule, enforced, ())
            continue
        concerned = [item for item in items if concerns(rule, item.concepts)]
        if rule.dose_mg_at_most is not None:
            concerned = [item for item in concerned if item not in matters and item.at is not None]
        if concerned:
            yield _said(rule, enforced, concerned)


def _keep_apart(hourly: list[Separation], untimed: list[Taken]) -> Iterator[RuleSaid]:
    for each in hourly:
        least = each.rule.dose_mg_at_least
        concerned = [
            item
            for item in untimed
            if is_subject(each, item) and (least is None or total((item,), least) >= least)
        ]
        if concerned:
            yield _said(each.rule, each.enforced, concerned)


def _without_rule(items: Iterable[Taken], rules: TimingRules) -> Iterator[Taken]:
    known = [*(each.rule for each in rules.separations), *(rule for rule, _ in rules.others)]
    for item in items:
        itself = COBALAMIN in item.concepts
        if item.concepts and not itself and not any(concerns(r, item.concepts) for r in known):
            yield item


def _said(rule: Interaction, enforced: bool, items: Iterable[Taken]) -> RuleSaid:
    return RuleSaid(
        id=rule.id,
        agent=rule.agent,
        items=tuple(dict.fromkeys(map(named, items))),
        says=rule.says,
        action=rule.action,
        enforced=enforced,
        evidence=rule.evidence,
        evidence_says=rule.evidence_says,
        popular_claim=rule.popular_claim,
        verified=rule.verified,
        sources=rule.sources,
    )


def _doses(
    rules: TimingRules, hourly: list[Separation], timed: list[Taken], clock: Clock
) -> Iterator[str]:
    """Doses that are not known, that are added up, and of which nothing is stated."""
    for each in hourly:
        least = each.rule.dose_mg_at_least
        if least is None:
            continue
        most = _little(each.rule, rules)
        concerned = [item for item in timed if is_subject(each, item)]
        for taken in at_one_minute(concerned, clock).values():
            names = listed(map(named, taken))
            if any(item.milligrams is None for item in taken):
                dose = "the dose is" if len(taken) == 1 else "a dose of them is"
                yield f"{names}: {dose} not known; it counts as {least} mg."
                continue
            milligrams = total(taken, least)
            if len(taken) > 1:
                yield f"{names}: {milligrams.normalize():f} mg, taken together."
            if most is not None and most < milligrams < least:
                between = f"between {most} and {least} mg nothing is stated"
                yield f"{names}: {between}; it is treated as making no difference."


def _little(rule: Interaction, rules: TimingRules) -> Decimal | None:
    """The dose up to which what a rule is about is said to make no difference."""
    bounds = (
        other.dose_mg_at_most
        for other, _ in rules.others
        if not {*other.concepts}.isdisjoint(rule.concepts)
    )
    return next((bound for bound in bounds if bound is not None), None)


def listed(words: Iterable[str]) -> str:
    """a, b and c."""
    *before, last = [*words]
    return f"{', '.join(before)} and {last}" if before else last


def _odd(timed: list[Taken], clock: Clock) -> Iterator[str]:
    """Times that the clocks skip or show twice on the days of the window."""
    if not isinstance(clock, ZoneClock):
        return
    said: Callable[[int, int], tuple[int, str | None]] = clock.taken
    for item in timed:
        for day in (0, 1):
            words = None if item.at is None else said(day, item.at)[1]
            if words is not None:
                yield f"{item.name}: {words}"
