"""A plan as a page: what to do first, then its eleven parts in the order of reading."""

from corrin.domain.plan import Plan
from corrin.render import follow_up, parts
from corrin.render.grounds import marks_used
from corrin.render.page import Items, Page, Section, items
from corrin.render.phrases import LEGEND, day
from corrin.render.treatment import treatment


def plan_page(plan: Plan, *, full: bool = False) -> Page:
    """The page of a plan; `full` adds every entry of the input and every single dose."""
    sections = (
        parts.do_first(plan),
        parts.basis(plan, full),
        parts.assessment(plan),
        parts.risk(plan, full),
        parts.cause(plan),
        parts.tests(plan),
        treatment(plan, full),
        follow_up.timing(plan),
        follow_up.alerts(plan),
        follow_up.monitoring(plan),
        follow_up.expectation(plan, full),
    )
    about = parts.about(plan)
    said = _said(sections)
    sources = items(*follow_up.sources(plan, said, full))
    legend = items(*(f"({mark}): {LEGEND[mark]}" for mark in marks_used(said)), title="Marks")
    title = f"Vitamin B12 plan, {day(plan.basis.on)}"
    last = Section("11. Sources", (*sources, *legend) or items("None is cited."))
    return Page(title, (about,) if about else (), (*sections, last))


def _said(sections: tuple[Section, ...]) -> str:
    """All that the items of some sections say."""
    return "\n".join(
        line
        for section in sections
        for block in section.blocks
        if isinstance(block, Items)
        for item in block.items
        for line in (item.says, *item.notes)
    )
