"""The last parts of a plan in words: hours, alerts, monitoring, what to expect, sources."""

import re
from decimal import Decimal

from msgspec import UNSET

from corrin.domain.plan import Alert, Check, Expectation, Plan, SourceListed, TimingRule
from corrin.domain.source import HOW_READ
from corrin.render.grounds import because, cited, concluded, rule_and_sources
from corrin.render.hours import hours_blocks
from corrin.render.page import Item, Items, Section, items
from corrin.render.phrases import day, number, plain, sentence, within
from corrin.render.refusal import notice

NAME = re.compile(r"\w+")


def timing(plan: Plan) -> Section:
    """What an oral dose keeps apart from."""
    nothing = "Nothing here needs to be kept apart from a dose."
    rules = items(*(map(_timing, plan.timing)))
    if plan.hours is UNSET:
        return Section("7. Timing", rules or items(nothing))
    return Section("7. Timing", (*hours_blocks(plan.hours), *rules))


def alerts(plan: Plan) -> Section:
    """What must not be missed, who must act, and how soon; red flags stand further up."""
    flagged = {flag.because.rule for flag in plan.assessment.red_flags}
    others = [each for each in plan.referral if each.because.rule not in flagged]
    blocks = (
        *items(*map(_alert, plan.alerts), numbered=True),
        *items(*map(concluded, others), title="Refer or contact"),
    )
    return Section("8. Alerts", blocks or items("None."))


def monitoring(plan: Plan) -> Section:
    """Dated tests and reviews, the answer expected, and what to do otherwise."""
    wanted = [_check(check) for check in plan.monitoring if check.wanted]
    unwanted = [_check(check) for check in plan.monitoring if not check.wanted]
    blocks = (*items(*wanted), *items(*unwanted, title="Not needed"))
    return Section("9. Monitoring", blocks or items("None is due."))


def expectation(plan: Plan, full: bool) -> Section:
    """What improves when: one sentence for each marker, or all that is known."""
    return Section("10. What to expect", (*_known(plan, full), *_foretold(plan)))


def _known(plan: Plan, full: bool) -> tuple[Items, ...]:
    nothing = items(_no_expectation(plan))
    if full:
        return items(*map(_expected, plan.expectation)) or nothing
    first = {each.marker: each for each in reversed(plan.expectation)}
    said = [cited(e.says, e.sources, e.verified) for e in reversed(first.values())]
    rest = len(plan.expectation) - len(said)
    more = f"{rest} more: --full lists them." if rest else None
    return items(*said, more) or nothing


def _foretold(plan: Plan) -> tuple[Items, ...]:
    """What the forecast says, where one was asked for."""
    of = plan.forecast
    if of is UNSET:
        return ()
    return items(
        *of.says,
        of.caution,
        *(f"Assumed, since nothing better is known: {one}." for one in of.assumed),
        *(f"Set aside, since it does not fit the others: {one}." for one in of.set_aside),
        *(f"Not reckoned with: {one}." for one in of.not_read),
        *map(notice, of.refused),
        title=f"Forecast until {day(of.until)}" if of.until else "No forecast is made",
    )


def _no_expectation(plan: Plan) -> str:
    """Why nothing is said of a recovery."""
    if plan.treatment.schedule_status == "not_indicated":
        return "No treatment is due, so no recovery is to be expected from it."
    if plan.treatment.given:
        return "Treatment goes on; the reviews show whether it keeps this person well."
    return "Nothing can be said before treatment is settled."


def sources(plan: Plan, shown: str, full: bool) -> tuple[Item, ...]:
    """The documents that the part of the plan shown cites; `full` adds where they are found."""
    ids = set(NAME.findall(shown))
    found = (source(each) for each in plan.sources if each.id in ids)
    return tuple(item if full else Item(item.says) for item in found)


def source(it: SourceListed) -> Item:
    """A document, by whom and from when, and how far it was read."""
    by = ", ".join(filter(None, (it.organisation, str(it.year) if it.year else None)))
    read = HOW_READ.get(it.read, plain(it.read))
    return Item(f"{it.id}: {sentence(it.title)}{f' {by}.' if by else ''} ({read})", (), it.url)


def _timing(rule: TimingRule) -> str:
    weight = "" if rule.enforced else " Mentioned, not enforced."
    evidence = f" Evidence: {plain(rule.evidence)}." if rule.evidence else ""
    says = f"{plain(rule.agent)}: {sentence(rule.says)}{evidence}{weight}"
    return cited(says, rule.sources, rule.verified)


def _alert(alert: Alert) -> Item:
    says = f"{sentence(alert.says)} ({plain(alert.who)}, {within(alert.within)})"
    return Item(says, (because(alert.because),))


def _check(check: Check) -> Item:
    when = f"{day(check.on)}: " if check.on else ""
    again = f", then {_every(check.repeat_months)}" if check.repeat_months else ""
    tests = f" ({', '.join(map(plain, check.tests))})" if check.tests else ""
    notes = [
        f"Expected: {sentence(check.expect)}" if check.wanted else sentence(check.expect),
        f"Otherwise: {sentence(check.otherwise)}" if check.otherwise else "",
        rule_and_sources(check.because),
    ]
    return Item(f"{when}{check.name}{tests}{again}", tuple(filter(None, notes)))


def _every(months: Decimal) -> str:
    return "every month" if months == 1 else f"every {number(months)} months"


def _expected(it: Expectation) -> Item:
    times = [
        f"begins {it.onset}" if it.onset else "",
        f"complete {it.full}" if it.full else "",
        "may stay incomplete" if it.may_be_incomplete else "",
    ]
    course = sentence("; ".join(filter(None, times)))
    says = cited(it.says, it.sources, it.verified)
    return Item(f"{plain(it.marker).capitalize()}: {says}", (course,) if course else ())
