"""A request for the hours of a day: a tree of texts into what the core can place.

Every problem is found in one pass and refused with the path of its field, its value and what
would be accepted. The name of a thing that is not understood is no such problem: it is reported,
and no rule is invented for it.
"""

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from corrin.care.schedule_rules import earliest_and_latest
from corrin.care.timing_day import windows
from corrin.domain.day import Day
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import Notice, Route
from corrin.domain.timing import TimingRequest, TimingRules
from corrin.errors import Refusal, Refused
from corrin.reading.section import Section
from corrin.reading.words import Lexicon
from corrin.record.day import A_DAY, read_day
from corrin.record.day_items import Items
from corrin.record.day_names import Names
from corrin.record.day_times import read_window
from corrin.record.doses import COBALAMIN

ASKED = (
    "b12_route",
    "b12_product",
    "b12_window",
    "second_window",
    "fallback_window",
    "items",
    "day",
    "date",
    "timezone",
)
ABOUT = (
    *("schema_version", "id", "set", "title", "note"),
    *("expected", "alternatives", "must", "must_not"),
    *("allowed", "preferred_120_for_minerals", "second_allowed", "fallback_allowed"),
    *("best", "why", "relax"),
)
"""Words about a request, or about the answer that a case expects; no time depends on them."""

ROUTES: dict[str, Route] = {
    "oral": "oral",
    "po": "oral",
    "by_mouth": "oral",
    "sublingual": "sublingual",
    "im": "im",
    "intramuscular": "im",
    "injection": "im",
    "sc": "sc",
    "sc_deep": "sc",
    "subcutaneous": "sc",
    "nasal": "nasal",
    "intranasal": "nasal",
}
ONLY_HERE = frozenset({"b12_route", "b12_window", "items", "second_window", "fallback_window"})
"""The keys that tell a request from the file of a person."""
A_ZONE = "a time zone such as Europe/London"
ORAL = "No route is named: B12 by mouth is taken to be meant."
MORNING = "No window is named: the morning of the knowledge is taken."
WAKING = "No window is named: the morning is taken, from waking on, and then the rest of the day."
A_PRODUCT = "cyanocobalamin, hydroxocobalamin, methylcobalamin or adenosylcobalamin"


def is_request(tree: Mapping[str, object]) -> bool:
    """Whether a tree asks for hours, and is not the file of a person."""
    only_day = "day" in tree and tree.keys() <= {*ASKED, *ABOUT}
    return only_day or not ONLY_HERE.isdisjoint(tree)


def read(
    tree: Mapping[str, object],
    knowledge: Knowledge,
    rules: TimingRules,
    also: Iterable[Refusal] = (),
) -> TimingRequest:
    """The request that a tree states.

    Args:
        also: what the parser has refused already, so that all is said at once.

    Raises:
        Refused: something in it cannot be used; every problem is named.
    """
    refusals = [*also]
    request = Section({**tree}, "", refusals, earliest_and_latest(knowledge))
    request.only((*ASKED, *ABOUT))
    notes: list[str] = []
    route = request.word("b12_route", dict(ROUTES))
    if route is None:
        notes.append(ORAL)
    on = request.day("date")
    zone = _zone(request)
    names = _names(knowledge)
    items = Items.of(names, knowledge)
    product = _product(request, names)
    window, second, fallback = (
        read_window(request, key) for key in ("b12_window", "second_window", "fallback_window")
    )
    taken = items.read(request, "items", must_have_time=True)
    section = request.section("day", A_DAY)
    day = Day() if section is None else read_day(section, items)
    taken += day.items
    if len(taken) > int(knowledge.settings["timing_items_most"].value):
        most = f"at most {knowledge.settings['timing_items_most'].value}"
        request.refuse("items", f"{len(taken)} things are taken in a day", most)
    if window is None and not request.has("b12_window"):
        window, rest = windows(day, rules.morning)
        second = second or (rest if not request.has("second_window") else None)
        notes.append(MORNING if day.wake is None else WAKING)
    if refusals:
        raise Refused(refusals)
    return TimingRequest(
        route=ROUTES[route or "oral"],
        product=product,
        window=window or rules.morning,
        second=second,
        fallback=fallback,
        items=tuple(taken),
        own=tuple(one for one in taken if COBALAMIN in one.concepts and one.by_mouth),
        fasts=day.fasts,
        awake=day.awake,
        on=on,
        zone=zone,
        notes=(*notes, *map(_sentence, items.notes)),
        not_understood=tuple(items.not_understood),
    )


_PREPARED: list[tuple[Knowledge, Names]] = []
"""The names of the knowledge that was used last: they take long to lay out."""


def _names(knowledge: Knowledge) -> Names:
    if not _PREPARED or _PREPARED[0][0] is not knowledge:
        lexicon = Lexicon.compiled(knowledge.words, knowledge.language)
        _PREPARED[:] = [(knowledge, Names(knowledge, lexicon, knowledge.edition.imported))]
    return _PREPARED[0][1]


def _sentence(note: Notice) -> str:
    return f"{note.field} “{note.value}”: {note.why}."


def _product(request: Section, names: Names) -> frozenset[str]:
    """The preparation of vitamin B12, where it is said."""
    words = request.words("b12_product")
    if words is None:
        return frozenset()
    found = frozenset(c for thing in names.words(words).things for c in thing.concepts)
    if COBALAMIN not in found:
        request.refuse("b12_product", "it is not a preparation of vitamin B12", A_PRODUCT)
    return found


def _zone(request: Section) -> tzinfo | None:
    name = request.words("timezone")
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        request.refuse("timezone", "there is no such time zone", A_ZONE)
        return None
