"""An order that somebody is about to write, checked against the knowledge and the offer."""

from collections.abc import Iterator

from msgspec.structs import replace

from corrin.care.choose import Choice
from corrin.care.guideline import ORDER
from corrin.care.reasons import Reasons
from corrin.domain.knowledge import Rule
from corrin.domain.person import Order
from corrin.domain.plan import OrderCheck, ScheduleStatus
from corrin.domain.regimen import INJECTED
from corrin.domain.rule import Citation
from corrin.errors import Refusal

WARNINGS = "order_warnings"
"""The table of what has to be thought of with an order that may be written."""
REFUSED = "order_refused"
"""The reason of an order that could not be read, or that no rule has to judge."""


def check_order(reasons: Reasons, choice: Choice, status: ScheduleStatus) -> tuple[OrderCheck, ...]:
    """What is wrong with the order, or that nothing is. Empty where there is no order."""
    order = reasons.facts.person.order
    if order is None:
        return ()
    faults = tuple(_faults(reasons, order))
    warnings = tuple(
        replace(check, accepted=True, warned=True) for check in _of_table(reasons, order, WARNINGS)
    )
    return faults or warnings or (_accepted(reasons, order, choice, status),)


def refused_orders(reasons: Reasons, refused: tuple[Refusal, ...]) -> tuple[OrderCheck, ...]:
    """The order, where it was refused while it was read: nothing of it may be written."""
    return tuple(
        OrderCheck(
            accepted=False,
            field=refusal.field,
            value=refusal.value or "",
            says=refusal.why,
            instead=refusal.accepted or None,
            because=reasons.because(REFUSED, None, (), "project", grounds=(ORDER,)),
        )
        for refusal in refused
        if refusal.field.startswith(ORDER)
    )


def _faults(reasons: Reasons, order: Order) -> Iterator[OrderCheck]:
    yield from _of_table(reasons, order, "order")
    for part in (order, *order.phases):
        yield from _interval_faults(reasons, part)


def _of_table(reasons: Reasons, order: Order, table: str) -> Iterator[OrderCheck]:
    for rule in reasons.facts.held(reasons.facts.guideline.table(table).rules):
        yield _by_rule(reasons, order, rule)


def _by_rule(reasons: Reasons, order: Order, rule: Rule) -> OrderCheck:
    field, value = _named(order, rule.gives)
    return OrderCheck(
        accepted=False,
        field=field,
        value=value,
        says=rule.says,
        instead=rule.prove or "another order",
        because=reasons.because(
            rule.id, rule.when, rule.sources, rule.verified, grounds=(order.source,)
        ),
    )


def _named(order: Order, part: str) -> tuple[str, str]:
    """The field of an order that a rule speaks of, and what stands in it."""
    if part == "route" and order.route is not None:
        return f"{order.source}.route", order.route
    if part == "interval" and (order.every_days or order.every_months):
        key = "every_days" if order.every_days else "every_months"
        return f"{order.source}.{key}", str(order.every_days or order.every_months)
    if part == "interval" and order.regimen:
        return f"{order.source}.regimen", order.regimen
    if part == "dose" and order.dose is not None:
        return f"{order.source}.dose", order.dose.printed
    part = "regimen" if order.drug_words == order.regimen else "drug"
    return f"{order.source}.{part}", order.drug_words


def _interval_faults(reasons: Reasons, order: Order) -> Iterator[OrderCheck]:
    """An injection that comes too seldom to treat."""
    settings = reasons.facts.guideline.knowledge.settings
    if order.route not in INJECTED:
        return
    month = settings["interval_days_in_month"].value
    days = order.every_days or (order.every_months and order.every_months * month)
    most = settings["interval_days_highest"]
    if days is None or days <= most.value:
        return
    part = "every_days" if order.every_days else "every_months"
    value = order.every_days or order.every_months
    sources = tuple(Citation(document=document) for document in most.sources)
    yield OrderCheck(
        accepted=False,
        field=f"{order.source}.{part}",
        value=str(value),
        says=most.says,
        instead=f"every {most.value} {most.unit} or more often",
        because=reasons.because(most.id, None, sources, most.verified, grounds=(order.source,)),
    )


def _accepted(reasons: Reasons, order: Order, choice: Choice, status: ScheduleStatus) -> OrderCheck:
    offer = choice.offer
    regimens = reasons.facts.guideline.knowledge.regimens
    name = "no replacement" if offer.regimen is None else regimens[offer.regimen].name
    same = order.regimen is None or order.regimen == offer.regimen
    instead = None if same or offer.regimen is None else name
    says = (
        "Nothing in the order is against what is known."
        if status == "ready"
        else f"The order is possible, but the plan stands at {status.replace('_', ' ')}: {name}."
    )
    return OrderCheck(
        accepted=True,
        field=order.source,
        value=order.drug_words,
        says=says,
        instead=instead,
        because=reasons.because(
            offer.id, offer.when, offer.sources, offer.verified, grounds=(order.source,)
        ),
    )
