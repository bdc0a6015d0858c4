"""Write the pages of docs/reference from the knowledge, and renew the outputs shown in the manual.

Run `.venv/bin/python docs/generate.py` after a change of the knowledge or of what is printed.
`tests/manual` fails while a page is out of date.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from outputs import PAGES, ROOT, renewed

from corrin.domain.knowledge import Band, Bound, Evidence, Food, IntakeRow, Knowledge, Offer
from corrin.domain.regimen import Phase, Regimen
from corrin.domain.rule import Citation, Condition
from corrin.knowledge import load
from corrin.render.entry import condition, phase
from corrin.render.follow_up import READ
from corrin.render.phrases import MARKS, dose, number, plain, sentence

REFERENCE = ROOT / "docs" / "reference"
WRITTEN_BY = "<!-- Written by docs/generate.py from the knowledge, which is what to correct. -->"
NEVER_REVIEWED = (
    "Nothing here has been reviewed by a clinician. The marks say how far the text of a source "
    "was seen: see [the knowledge](../manual/5-knowledge.md#marks)."
)


def main() -> int:
    """Write every page; 1 where an output that a page shows could not be found again."""
    for path, text in reference(load.knowledge()).items():
        path.write_text(text, encoding="utf-8")
    lost: list[str] = []
    for path in PAGES():
        text, missing = renewed(path)
        path.write_text(text, encoding="utf-8")
        lost += missing
    sys.stderr.writelines(f"{line}\n" for line in lost)
    return 1 if lost else 0


def reference(knowledge: Knowledge) -> dict[Path, str]:
    """Every generated page by its path."""
    pages = {
        "regimens.md": _regimens(knowledge),
        "evidence.md": _evidence(knowledge),
        "knowledge.md": _knowledge(knowledge),
        "sources.md": _sources(knowledge),
    }
    return {
        REFERENCE / name: f"{WRITTEN_BY}\n\n" + "\n".join(lines).rstrip() + "\n"
        for name, lines in pages.items()
    }


# --- Markdown ------------------------------------------------------------------------------------


def text(words: str) -> str:
    """Words that mean themselves in Markdown."""
    for mark in "\\*_[]<>|`":
        words = words.replace(mark, f"\\{mark}")
    return " ".join(words.split())


def row(*cells: str) -> str:
    return f"| {' | '.join(cell or ' ' for cell in cells)} |"


def table(*heads: str) -> list[str]:
    return [row(*heads), row(*("---" for _ in heads))]


def cited(sources: Iterable[Citation | str], verified: str = "true") -> str:
    """Links to the sources, with the place in each, and the mark of what was not seen."""
    links: list[str] = []
    for source in sources:
        name, at = (source, None) if isinstance(source, str) else (source.document, source.locator)
        links.append(f"[{text(name)}](sources.md#{name})" + (f", {text(at)}" if at else ""))
    mark = MARKS.get(verified)
    return "; ".join(links) + (f" ({mark})" if mark else "")


def when(it: Condition | None) -> str:
    return f"`{condition(it)}`" if it is not None else "everybody else"


def listed(values: Iterable[str]) -> str:
    return ", ".join(text(plain(value)) for value in values)


# --- The pages -----------------------------------------------------------------------------------


def _regimens(knowledge: Knowledge) -> Iterator[str]:
    yield "# Regimens"
    yield f"\nEvery course that corrin knows by name, and what each pack offers. {NEVER_REVIEWED}"
    yield "\nA course marked *by name only* is offered to nobody by itself."
    yield "\n## What each pack offers"
    yield "\nThe first row that holds is the offer. A condition names facts: yes, no or not known."
    for pack in knowledge.packs.values():
        yield f"\n### {pack.name} (`{pack.id}`)\n\n{text(pack.says)}\n"
        yield from table("when", "offered", "why", "held beside it", "sources")
        yield from (_offer(offer) for offer in pack.offers)
    yield "\n## Every course"
    for regimen in knowledge.regimens.values():
        yield from _regimen(regimen, knowledge)


def _offer(offer: Offer) -> str:
    return row(
        when(offer.when),
        _course(offer.regimen) if offer.regimen else "nothing",
        text(offer.says),
        ", ".join(map(_course, offer.alternatives)),
        cited(offer.sources, offer.verified),
    )


def _course(name: str) -> str:
    return f"[{text(name)}](#{name})"


def _regimen(it: Regimen, knowledge: Knowledge) -> Iterator[str]:
    products = [
        knowledge.products[name].tall_man if name in knowledge.products else name
        for name in (it.product, *it.product_alternatives)
    ]
    yield f'\n### <a id="{it.id}"></a>{text(it.name)}\n'
    aside = "" if it.offered else ", by name only"
    yield f"`{it.id}`, {' or '.join(products)}, for {_audience(it)}{aside}."
    if it.phases:
        yield ""
    yield from (f"- {text(_phase(each))}" for each in it.phases)
    if it.note:
        yield f"\n{text(sentence(it.note))}"
    yield f"\nSources: {cited(it.sources, it.verified)}."


def _audience(it: Regimen) -> str:
    return {"adult": "adults", "paediatric": "children", "any": "any age"}[it.audience]


def _phase(it: Phase) -> str:
    span = [limit for limit in (it.dose_low, it.dose_high) if limit is not None]
    within = f" (the source gives {' to '.join(map(dose, span))})" if len(set(span)) > 1 else ""
    others = f"; also {listed(it.route_alternatives)}" if it.route_alternatives else ""
    return f"{phase(it)}{within}{others}"


def _evidence(knowledge: Knowledge) -> Iterator[str]:
    yield "# Evidence"
    yield f"\nWhat vitamin B12 does and does not help, and how sure that is. {NEVER_REVIEWED}"
    yield "\nWhere a popular claim exists it is given with whether it holds."
    entries = sorted(knowledge.evidence.values(), key=lambda each: each.id)
    for each in entries:
        yield from _claim(each)


def _claim(it: Evidence) -> Iterator[str]:
    yield f'\n## <a id="{it.id}"></a>{text(plain(it.id).capitalize())}\n'
    facts = {
        "Outcome": it.outcome,
        "In whom": it.population,
        "Direction": plain(it.direction),
        "Effect": it.effect,
        "Studies": it.studies,
        "People": it.participants,
        "Certainty": plain(it.certainty),
        "Popular claim": it.popular_claim,
        "Does it hold": plain(it.claim_holds),
        "Note": it.note,
    }
    yield from (f"- {name}: {text(said)}" for name, said in facts.items() if said)
    yield f"- Sources: {cited(it.sources, it.verified)}"


def _knowledge(knowledge: Knowledge) -> Iterator[str]:
    yield "# The knowledge, entry by entry"
    yield f"\n{NEVER_REVIEWED}"
    yield "\nSee also [regimens](regimens.md), [evidence](evidence.md) and [sources](sources.md)."
    parts: list[tuple[str, Callable[[Knowledge], Iterable[str]]]] = [
        ("Bounds of results", _bands),
        ("Rules", _rules),
        ("What disturbs B12 or its tests", _interactions),
        ("Tests and reviews after the start", _monitoring),
        ("What improves when", _recovery),
        ("Practical care", _practice),
        ("Limits of a dose", _dose_limits),
        ("Reference intakes", _intakes),
        ("Foods", _foods),
        ("Markers and their units", _analytes),
        ("Settings", _settings),
    ]
    for title, part in parts:
        yield f"\n## {title}\n"
        yield from part(knowledge)


def _bands(knowledge: Knowledge) -> Iterator[str]:
    yield "Bounds of one name are tried in order, a pack's own first. A value on a bound is inside."
    groups = [("Shared", knowledge.bands)]
    groups += [(pack.name, pack.bands) for pack in knowledge.packs.values() if pack.bands]
    for name, bands in groups:
        yield f"\n### {name}\n"
        yield from table("name", "marker", "for whom", "bounds", "sources")
        yield from (_band(band) for band in bands)


def _band(it: Band) -> str:
    bounds = "; ".join(map(_bound, it.bounds)) or "none"
    printed = "the printed range first, then " if it.printed_first else ""
    says = f". {it.says}" if it.says else ""
    return row(
        f"`{it.name}`",
        text(plain(it.analyte)),
        when(it.when),
        text(f"{printed}{bounds}{says}"),
        cited(it.sources, it.verified),
    )


def _bound(it: Bound) -> str:
    ends = [
        f"{word} {number(end)}"
        for word, end in (("below", it.low), ("above", it.high))
        if end is not None
    ]
    return f"{' or '.join(ends)} {it.unit}"


def _rules(knowledge: Knowledge) -> Iterator[str]:
    for each in knowledge.rules.values():
        takes = "the first that holds" if each.take == "first" else "all that hold"
        yield f"\n### {text(plain(each.id).capitalize())}: {takes}\n"
        yield from table("when", "gives", "says", "sources")
        yield from (
            row(when(r.when), f"`{r.gives}`", text(r.says), cited(r.sources, r.verified))
            for r in each.rules
        )


def _interactions(knowledge: Knowledge) -> Iterator[str]:
    yield from table("agent", "what to do", "how sure", "enforced by", "popular claim", "sources")
    for it in knowledge.interactions.values():
        sure = plain(it.evidence) + (f": {it.evidence_says}" if it.evidence_says else "")
        yield row(
            text(it.agent),
            text(it.says),
            text(sure),
            listed(it.enforced_by),
            text(it.popular_claim or ""),
            cited(it.sources, it.verified),
        )


def _monitoring(knowledge: Knowledge) -> Iterator[str]:
    yield from table("what", "for whom", "when", "expected", "otherwise", "sources")
    for it in knowledge.monitoring:
        after = [
            f"{number(count)} {unit}"
            for count, unit in (
                (it.after_days, "days"),
                (it.after_weeks, "weeks"),
                (it.after_months, "months"),
            )
            if count is not None
        ]
        repeat = f", then every {number(it.repeat_months)} months" if it.repeat_months else ""
        yield row(
            text(it.name),
            when(it.when) if it.when else "everybody",
            f"{' '.join(after)}{repeat}" if it.wanted else "not wanted",
            text(it.expect),
            text(it.otherwise),
            cited(it.sources, it.verified),
        )


def _recovery(knowledge: Knowledge) -> Iterator[str]:
    yield from table("marker", "what", "begins", "complete", "sources")
    for it in knowledge.recovery:
        yield row(
            text(plain(it.marker)),
            text(it.says),
            text(it.onset or ""),
            text((it.full or "") + (" (may stay incomplete)" if it.may_be_incomplete else "")),
            cited(it.sources, it.verified),
        )


def _practice(knowledge: Knowledge) -> Iterator[str]:
    yield from table("topic", "what", "for whom", "sources")
    for it in knowledge.practice:
        whom = when(it.when) if it.when else "everybody"
        yield row(listed([it.topic]), text(it.says), whom, cited(it.sources, it.verified))


def _dose_limits(knowledge: Knowledge) -> Iterator[str]:
    yield "In micrograms for one dose.\n"
    heads = ("route", "product", "purpose", "usual", "warned of", "refused", "why", "sources")
    yield from table(*heads)
    for it in knowledge.dose_limits:
        refused = "always" if it.forbidden else _outside(it.reject_below, it.reject_above)
        usual = [number(end) for end in (it.usual_low, it.usual_high) if end is not None]
        yield row(
            it.route,
            text(it.product or "any"),
            it.purpose or "any",
            " to ".join(usual),
            _outside(it.warn_below, it.warn_above),
            refused,
            text(it.why),
            cited(it.sources, it.verified),
        )


def _outside(low: object, high: object) -> str:
    ends = (("below", low), ("above", high))
    return ", ".join(f"{word} {end:,f}" for word, end in ends if end is not None)


def _intakes(knowledge: Knowledge) -> Iterator[str]:
    yield "In micrograms a day."
    for body in knowledge.intakes.values():
        yield f"\n### {text(body.name)}\n"
        if body.note:
            yield f"{text(sentence(body.note))}\n"
        yield f"Sources: {cited(body.sources, body.verified)}.\n"
        yield from table("group", "kind", "intake", "average requirement", "mark")
        yield from map(_intake, body.rows)


def _intake(it: IntakeRow) -> str:
    average = number(it.average_requirement) if it.average_requirement is not None else ""
    mark = MARKS.get(it.verified, "")
    note = f"{mark}. {it.note}" if mark and it.note else it.note or mark
    return row(text(it.group), it.kind, number(it.value), average, text(note))


def _foods(knowledge: Knowledge) -> Iterator[str]:
    yield "In micrograms."

    def category(food: Food) -> str:
        return food.category

    foods = sorted(knowledge.foods.values(), key=category)
    for name, group in groupby(foods, key=category):
        yield f"\n### {text(plain(name).capitalize())}\n"
        yield from table("food", "in 100 g", "in a portion", "sources")
        for it in group:
            amount = it.b12_micrograms_per_100_g
            portions = [
                f"{each.says}: {number(each.b12_micrograms)}"
                if each.b12_micrograms is not None
                else f"{each.says}: varies"
                for each in it.portions
            ]
            yield row(
                text(it.name),
                number(amount) if amount is not None else "varies",
                text("; ".join(portions)),
                cited(it.sources, it.verified),
            )


def _analytes(knowledge: Knowledge) -> Iterator[str]:
    yield "A value outside what is possible is refused; outside what is plausible, warned of.\n"
    yield from table("marker", "words", "units", "plausible", "possible", "sources")
    for it in knowledge.analytes.values():
        units = ", ".join(unit.ucum for unit in it.units)
        yield row(
            text(it.name),
            text(", ".join(it.synonyms)),
            text(units),
            _between(it.soft_low, it.soft_high, it.unit),
            _between(it.hard_low, it.hard_high, it.unit),
            cited(it.sources, it.verified),
        )


def _between(low: object, high: object, unit: str) -> str:
    ends = [f"{word} {end:,f}" for word, end in (("from", low), ("to", high)) if end is not None]
    return f"{' '.join(ends)} {text(unit)}" if ends else ""


def _settings(knowledge: Knowledge) -> Iterator[str]:
    yield from table("setting", "value", "what it does", "sources")
    for it in knowledge.settings.values():
        value = f"{it.value:f}" if it.unit == "year" else number(it.value)
        yield row(f"`{it.id}`", f"{value} {it.unit}", text(it.says), cited(it.sources, it.verified))


def _sources(knowledge: Knowledge) -> Iterator[str]:
    yield "# Sources"
    yield "\nEvery document that the knowledge cites, and how far it was read.\n"
    yield from table("id", "document", "read", "note")
    for it in knowledge.sources.values():
        by = ", ".join(str(part) for part in (it.organisation, it.year) if part)
        title = text(it.title) + (f". {text(by)}" if by else "")
        yield row(
            f'<a id="{it.id}"></a>`{it.id}`',
            f"{title} <{it.url}>" if it.url else title,
            READ[it.verified],
            text(it.note or ""),
        )


if __name__ == "__main__":
    sys.exit(main())
