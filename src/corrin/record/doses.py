"""Doses of vitamin B12 against what is possible by a route; nothing is corrected or guessed."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from corrin.domain.beside import DoseLimit
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import Dose, Route
from corrin.domain.regimen import INJECTED
from corrin.record.record import Record

WITH_UNIT = "an amount with its unit: micrograms, mcg, ug or mg"
COUNTED = re.compile(
    r"[0-9]{1,3}\s*(?:tab(?:let)?|cap(?:sule)?|ampoule|vial|drop|spray|puff|injection|dose)s?",
    re.IGNORECASE,
)
"""How many were given, without what is in one: no dose, but no mistaken dose either."""
COBALAMIN = "cobalamin"
"""The group of medicines whose dose is a dose of vitamin B12."""
TOO_OFTEN = "vitamin B12 is not injected so often"
ONCE_A_DAY = "once a day at most"


class Given(Struct, frozen=True):
    """A dose of something by a route, and the fields that said so."""

    concepts: tuple[str, ...]
    dose: Dose | None
    route: Route | None
    dose_field: str
    route_field: str
    purpose: Literal["treatment", "prevention"] | None = None
    route_printed: str | None = None
    """The route as it was written, where it has a field of its own."""


def cobalamins(concepts: tuple[str, ...], knowledge: Knowledge) -> tuple[str, ...]:
    """Those of some concepts that are vitamin B12 given as a medicine, with their groups."""
    found: list[str] = []
    for concept in concepts:
        groups = with_groups(concept, knowledge)
        if COBALAMIN in groups:
            found.extend(groups)
    return tuple(found)


def with_groups(concept: str, knowledge: Knowledge) -> list[str]:
    """A concept and every group that it belongs to."""
    found = [concept]
    for name in found:
        entry = knowledge.concepts.get(name)
        found.extend(group for group in (entry.is_a if entry else ()) if group not in found)
    return found


def check_dose(record: Record, entry: str, given: Given) -> bool:
    """Whether a dose may stand; if not, its entry is refused."""
    nothing = given.dose is None and given.route is None
    products = () if nothing else cobalamins(given.concepts, record.knowledge)
    if not products:
        return True
    limits = list(_limits(given, products, record.knowledge.dose_limits))
    if given.route is not None and limits and all(limit.forbidden for limit in limits):
        why = limits[0].why
        printed = given.route_printed or given.route
        record.refuse_item(entry, given.route_field, printed, why, "another route")
        if given.dose_field != given.route_field:
            check_dose(record, entry, replace(given, route=None))
        return False
    possible = [limit for limit in limits if not limit.forbidden]
    if given.dose is None or not possible:
        return True
    dose = given.dose.micrograms
    if all(outside(dose, limit.reject_below, limit.reject_above) for limit in possible):
        record.refuse_item(entry, given.dose_field, given.dose.printed, possible[0].why, WITH_UNIT)
        return False
    if all(outside(dose, limit.warn_below, limit.warn_above) for limit in possible):
        why = f"an unusual dose of vitamin B12. {possible[0].why}"
        record.report.warn(given.dose_field, given.dose.printed, why)
    return True


def _limits(
    given: Given, products: tuple[str, ...], limits: tuple[DoseLimit, ...]
) -> Iterator[DoseLimit]:
    """For each route that may be meant, the first limit that fits product and purpose."""
    purposes = (given.purpose,) if given.purpose else ("treatment", "prevention")
    routes = (given.route,) if given.route else dict.fromkeys(limit.route for limit in limits)
    for route in routes:
        for purpose in purposes:
            for limit in limits:
                fits = limit.product is None or limit.product in products
                if limit.route == route and fits and limit.purpose in (None, purpose):
                    yield limit
                    break


def too_often(record: Record, given: Given, times_per_day: Decimal | None) -> bool:
    """Whether vitamin B12 is injected more often a day than anybody should."""
    if given.route not in INJECTED or not cobalamins(given.concepts, record.knowledge):
        return False
    return (times_per_day or 0) > record.setting("injections_per_day_most")


def outside(value: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether a value lies below the lower bound or above the upper; None is no bound."""
    return (low is not None and value < low) or (high is not None and value > high)
