"""The whole chain of one conclusion: the rule, its facts, the person's entries, the documents."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import cast

from msgspec import Struct
from msgspec.structs import fields

from corrin.domain.plan import Because, Plan, SourceUsed
from corrin.render.follow_up import source
from corrin.render.grounds import answered, words
from corrin.render.page import Item, Page, Section, items, pairs
from corrin.render.phrases import CHECKED, LEGEND, MARKS, day, plain, sentence

NAMES = ("id", "regimen", "topic", "kind")
PARTS = {
    "assessment": "assessment",
    "risk": "risk",
    "cause": "cause",
    "tests": "test",
    "treatment": "treatment",
    "alerts": "alert",
    "monitoring": "monitoring",
    "referral": "referral",
    "actions": "action",
    "do_first": "to do first",
}


class Reason(Struct, frozen=True):
    """One conclusion of the plan: its part, its id, what it says, and why."""

    part: str
    id: str
    says: str
    why: Because


def reasons(plan: Plan) -> Iterator[Reason]:
    """Every conclusion of the plan that gives a reason, those to do first last."""
    parts = [field.name for field in fields(plan) if field.name in PARTS]
    for part in sorted(parts, key=list(PARTS).index):
        yield from _within(PARTS[part], getattr(plan, part))


def ids(plan: Plan) -> list[str]:
    """What can be asked for: the ids of the conclusions, each once."""
    return list(dict.fromkeys(["status", *(reason.id for reason in reasons(plan))]))


def explain(plan: Plan, wanted: str) -> Page | None:
    """The chain behind every conclusion or rule of that id; None where the plan has none."""
    names = (wanted, plan.assessment.status_because.id if wanted == "status" else wanted)
    found = [reason for reason in reasons(plan) if {reason.id, reason.why.rule} & {*names}]
    once = {(reason.id, reason.says, reason.why): reason for reason in reversed(found)}
    if not once:
        return None
    title = f"Why: {plain(wanted)}, {day(plan.basis.on)}"
    lines = (f"Guideline {plan.basis.guideline}, knowledge {plan.basis.knowledge_version}",)
    return Page(title, lines, tuple(_chain(plan, reason) for reason in reversed(once.values())))


def like(plan: Plan, wanted: str) -> list[str]:
    """The ids most like one that the plan does not have; all of them where none is like it."""
    known = ids(plan)
    return get_close_matches(wanted, known) or known


def _within(part: str, value: object) -> Iterator[Reason]:
    if isinstance(value, tuple):
        for each in cast(tuple[object, ...], value):
            yield from _within(part, each)
    elif isinstance(value, Struct):
        why = getattr(value, "because", None)
        if isinstance(why, Because):
            named = next((getattr(value, name) for name in NAMES if hasattr(value, name)), None)
            says = getattr(value, "says", None) or getattr(value, "name", "")
            yield Reason(part, named or why.rule, says, why)
        for field in fields(value):
            yield from _within(part, getattr(value, field.name))


def _chain(plan: Plan, reason: Reason) -> Section:
    why = reason.why
    facts = [f"{sentence(answered(fact)).removesuffix('.')} ({fact.id})" for fact in why.facts]
    mark = MARKS.get(why.verified)
    checked = f"{mark}: {LEGEND[mark]}" if mark else CHECKED
    return Section(
        f"{reason.part.capitalize()}: {plain(reason.id)}",
        (
            *items(sentence(reason.says)),
            *pairs(("Rule", why.rule), ("The rule is", checked)),
            *items(*facts, title="It turns on"),
            *items(*words(why.entries), title="The person's entries"),
            *items(*(_document(plan, cited) for cited in why.sources), title="Sources"),
        ),
    )


def _document(plan: Plan, cited: SourceUsed) -> Item:
    where = f"At: {cited.locator}" if cited.locator else "The place in it was not recorded."
    for listed in plan.sources:
        if listed.id == cited.id:
            document = source(listed)
            return Item(document.says, (where,), document.link)
    return Item(cited.id, (where,))
