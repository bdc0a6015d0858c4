"""What the tables of the second reading decide of one person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.second_reading import uk, uk_status
from tests.second_reading.facts import Person
from tests.second_reading.readings import facts_of
from tests.second_reading.three_valued import (
    ANY,
    NO,
    OPEN,
    YES,
    First,
    Truth,
    compiled,
    holds,
)
from tests.second_reading.uk_lists import ACTIONS, ALERTS, MONITORING, REFERRAL, TESTS
from tests.second_reading.uk_regimens import PHASES, PRODUCT, ROUTE

UNSURE = frozenset({"indeterminate", "not_assessable"})
Ask = Callable[[str, First], frozenset[object]]


@dataclass(frozen=True)
class Decided:
    """Of each key, every value that the sources allow; of each list, which ids are in or out.

    `rows` names the rows that decided. A key that the sources leave open is absent.
    """

    values: Mapping[str, frozenset[object]]
    members: Mapping[str, Mapping[str, bool]]
    rows: Mapping[tuple[str, str], str]


_DERIVED = [(name, compiled(asked)) for name, asked in uk.DERIVED.items()]
_CAUSES = [(cause, compiled(asked)) for cause, asked in uk.CAUSES.items()]


def decide(person: Person) -> Decided:
    """Everything that the sources decide of a person."""
    words = dict(facts_of(person))
    words["no_truth"], words["left_open"] = NO, OPEN
    for name, asked in _DERIVED:
        words[name] = holds(asked, words)
    values: dict[str, frozenset[object]] = {}
    rows: dict[tuple[str, str], str] = {}

    def ask(key: str, table: First) -> frozenset[object]:
        allowed, used = table(words)
        rows[key, ""] = "; ".join(used)
        if ANY not in allowed and not allowed >= {True, False}:
            values[key] = allowed
        return allowed

    _status_words(ask("status", uk_status.STATUS), words)
    ask("neuro_involvement", uk.NEURO)
    ask("functional_deficiency", uk.FUNCTIONAL)
    ask("anaemia", uk.ANAEMIA)
    ask("total_band", uk.TOTAL_BAND)
    ask("active_band", uk.ACTIVE_BAND)
    ask("respect_refusal", uk.REFUSAL)
    ask("urgent_referral", uk.URGENT)
    starts = ask("start_before_results", uk.START)
    words["starts_now"] = (
        YES if starts == {True} else OPEN if True in starts or ANY in starts else NO
    )
    values["cause"], rows["cause", ""] = _cause(words)
    if ANY in values["cause"]:
        del values["cause"]
    ask("lifelong", uk.LIFELONG)
    _offer(ask, words, values)
    members = {}
    for key, table in (
        ("alerts", ALERTS),
        ("test_next", TESTS),
        ("referral_to", REFERRAL),
        ("monitoring", MONITORING),
        ("actions", ACTIONS),
    ):
        found = table(words)
        members[key] = {name: there for name, (there, _) in found.items()}
        rows.update({(key, name): row for name, (_, row) in found.items()})
    return Decided(values, members, rows)


def _status_words(allowed: frozenset[object], words: dict[str, Truth]) -> None:
    """Whether the person is deficient, and so on, as far as the status is decided."""

    def within(asked: frozenset[object]) -> Truth:
        if ANY in allowed:
            return OPEN
        return YES if allowed <= asked else OPEN if allowed & asked else NO

    words["is_deficient"] = within(uk_status.DEFICIENT)
    words["is_unlikely"] = within(frozenset({"unlikely"}))
    words["is_indeterminate"] = within(frozenset({"indeterminate"}))
    words["is_unsure"] = within(UNSURE)


def _cause(words: Mapping[str, Truth]) -> tuple[frozenset[object], str]:
    """Which causes may lead: those that are there, the strong before the weak."""
    if words["child"] != NO:
        return frozenset({ANY}), "child"
    held = {cause: holds(asked, words) for cause, asked in _CAUSES}
    sure = {cause for cause, truth in held.items() if truth == YES}
    maybe = {cause for cause, truth in held.items() if truth == OPEN and _stated(cause, words)}
    others = words["atrophic"] | words["alcohol"] | words["copper_low"] | words["folate_low"]
    if words["n2o_medical"] == YES:
        maybe.add("nitrous_oxide")  # risk_factors.yaml, nitrous_oxide_anaesthetic: moderate
    if words["copper_low"] == YES and words["is_deficient"] != YES:
        maybe.add("copper_deficiency")  # D 49
    if words["treated"] != NO:
        maybe.add("unknown")  # deficient on tablets: the diet no longer explains it
    strong = sure - set(uk.WEAK_CAUSES)
    if words["ileum_short"] == YES and words["ileum_long"] != YES:
        strong.discard("ileal_resection")  # D 54: with normal B12 it is only watched
        maybe |= {"ileal_resection"}
        if YES not in (words["total_low"], words["active_low"]):
            maybe |= {"unknown"}
    if strong:
        return frozenset(strong | (maybe - set(uk.WEAK_CAUSES))), "strong causes that are there"
    allowed: set[object] = sure | maybe
    if not sure:
        allowed |= {"unknown"}
        if words["older"] == YES or words["atrophic"] == YES or words["acid"] == YES:
            allowed |= {"food_bound_malabsorption"}
    if others == YES or words["acid"] == YES:
        allowed |= {"unknown", "food_bound_malabsorption", "malabsorption_other"}
        allowed |= {"copper_deficiency", "folate_deficiency"}
    return frozenset(allowed), "weak causes that are there, or unknown"


def _stated(cause: str, words: Mapping[str, Truth]) -> bool:
    """A cause that is open because of its duration, not because nothing was said."""
    medicine = {
        "medicine_metformin": "metformin",
        "medicine_acid_suppression": "acid",
        "medicine_other": "other_medicine",
    }
    return cause in medicine and words[medicine[cause]] == YES


def _offer(ask: Ask, words: dict[str, Truth], values: dict[str, frozenset[object]]) -> None:
    schedule = ask("schedule_status", uk.SCHEDULE)
    ready = schedule == {"ready"}
    words["not_ready"] = NO if ready else YES
    words["leads_to_dates"] = YES if ready else OPEN
    never = schedule == {"not_indicated"}
    words["nothing_due"] = YES if never else OPEN if schedule & {"not_indicated", ANY} else NO
    regimens = ask("regimen", uk.REGIMEN)
    words["by_injection"] = OPEN
    if ANY not in regimens:
        routes = frozenset(ROUTE[regimen] for regimen in regimens)
        values["route"] = routes
        words["by_injection"] = YES if routes == {"im"} else NO if "im" not in routes else OPEN
        if not routes & {None, "none"}:
            products = frozenset(PRODUCT[str(route)] for route in routes)
            if words["egfr_lt_30"] == YES:  # safety.yaml, renal_impairment_cyanocobalamin
                products = products - {"cyanocobalamin"} | {"hydroxocobalamin", "methylcobalamin"}
            values["product"] = products
        values["phases"] = frozenset[object]().union(*(PHASES[regimen] for regimen in regimens))
    words["dates_ready"] = YES if ready else NO
    never = {"blocked", "specialist_only", "not_indicated"}
    words["dates_never"] = YES if schedule <= never else NO
    ask("has_dates", uk.HAS_DATES)
    ask("review_at_weeks", uk.REVIEW)
