"""The interactions of what a person takes as a page: the worst first, each with its grounds."""

from corrin.domain.interactions import InteractionFound, Interactions, MedicineNamed
from corrin.domain.plan import SourceUsed
from corrin.render.grounds import cited
from corrin.render.page import Item, Page, Section, items
from corrin.render.phrases import day, listed, plain, route, sentence
from corrin.render.refusal import notice
from corrin.render.visible import cut

TITLE = "Interactions with vitamin B12"
SEVERITY = {
    "high": "High: it can do lasting harm",
    "moderate": "Moderate: it can be felt or measured",
    "low": "Low: little is to be feared",
    "none": "None, for the record",
}
NONE_KNOWN = "None known to corrin, which is not the same as none."
STATUS = {"past": "no longer taken", "planned": "planned", "current": "", "refused": "refused"}


def interactions_page(answer: Interactions) -> Page:
    """The whole answer for a reader."""
    about = f"On {day(answer.on)}. Guideline: {answer.guideline}."
    parts = (
        *(
            (title, items(*(_found(each) for each in answer.found if each.severity == severity)))
            for severity, title in SEVERITY.items()
        ),
        ("No longer taken", items(*map(_found, answer.past))),
        ("None known", items(*_without(answer.none_known))),
        ("Vitamin B12 itself", items(*map(_named, answer.vitamin_b12))),
        ("Refused", items(*map(notice, answer.refused))),
        ("Not understood", items(*map(notice, answer.not_understood))),
        ("Warnings", items(*map(notice, answer.warnings))),
    )
    sections = tuple(Section(title, blocks) for title, blocks in parts if blocks)
    return Page(TITLE, (sentence(answer.says), about), sections)


def _found(it: InteractionFound) -> Item:
    """An interaction: what is taken, what to do, why, and how sure that is."""
    sources = [SourceUsed(id=source) for source in it.sources]
    effect = f" Effect: {it.effect}." if it.effect else ""
    notes = (
        cited(it.says, sources, it.verified),
        f"How: {sentence(it.mechanism)}" if it.mechanism else "",
        f"Evidence: {plain(it.evidence)}.{effect}{_for_whom(it)}{_weight(it)}",
        sentence(it.evidence_says) if it.evidence_says else "",
    )
    taken = listed(map(_named, it.medicines))
    known = {medicine.name.casefold() for medicine in it.medicines}
    says = taken if known == {it.agent.casefold()} else f"{taken}: {it.agent}"
    return Item(says, tuple(filter(None, notes)))


def _for_whom(it: InteractionFound) -> str:
    if it.matters_for:
        return f" {sentence(it.matters_for)}"
    return f" Only for B12 {listed(map(route, it.routes))}." if it.routes else ""


def _weight(it: InteractionFound) -> str:
    return " This pack mentions it and does not enforce it." if it.enforced is False else ""


def _named(it: MedicineNamed) -> str:
    """What was written, what it was read as where that differs, and whether it is taken now."""
    words = cut(it.words)
    odd = [STATUS[it.status], "possible" if it.possible else ""]
    if words.casefold() != it.name.casefold():
        odd.insert(0, it.name)
    said = ", ".join(filter(None, odd))
    return f"{words} ({said})" if said else words


def _without(found: tuple[MedicineNamed, ...]) -> list[Item]:
    return [Item(NONE_KNOWN, tuple(map(_named, found)))] if found else []
