"""Write the pages of docs/reference from the knowledge, and renew the outputs shown in the manual.

Run `.venv/bin/python docs/generate.py` after a change of the knowledge or of what is printed.
`tests/manual` fails while a page is out of date.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import leaflets
import statements
from cells import cited, listed, row, table, text, when
from entries import entries
from outputs import ROOT, pages, renewed

from corrin.domain.evidence import Evidence
from corrin.domain.knowledge import Knowledge, Offer
from corrin.domain.regimen import Phase, Regimen
from corrin.domain.source import HOW_READ
from corrin.knowledge import load
from corrin.render.entry import phase
from corrin.render.evidence import DIRECTIONS, GROUPS, HOLDS
from corrin.render.phrases import dose, plain, sentence

REFERENCE = ROOT / "docs" / "reference"
WRITTEN_BY = "<!-- Written by docs/generate.py from the knowledge, which is what to correct. -->"
NEVER_REVIEWED = (
    "Nothing here has been reviewed by a clinician. The marks say what was not "
    "checked whole: see [the knowledge](../manual/5-knowledge.md#marks)."
)


def main() -> int:
    """Write every page; 1 where an output that a page shows could not be found again."""
    for path, written in reference(load.knowledge()).items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(written, encoding="utf-8")
    lost: list[str] = []
    for path in pages():
        now, missing = renewed(path)
        path.write_text(now, encoding="utf-8")
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
        "source_documents.md": statements.page(),
    }
    written = {REFERENCE / name: lines for name, lines in pages.items()}
    return {
        path: f"{WRITTEN_BY}\n\n" + "\n".join(lines).rstrip() + "\n"
        for path, lines in {**written, **leaflets.chapters(knowledge)}.items()
    }


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
    yield "\n`corrin evidence` shows the same: in a list, or one claim by its name or words."
    for group, title in GROUPS.items():
        yield f"\n## {title}"
        for each in knowledge.evidence.values():
            if each.group == group:
                yield from _claim(each)


def _claim(it: Evidence) -> Iterator[str]:
    yield f'\n### <a id="{it.id}"></a>{text(it.outcome)}\n'
    holds = HOLDS[it.claim_holds] + (f", for {it.holds_for}" if it.holds_for else "")
    facts = {
        "Claim": f"“{it.popular_claim}”",
        "Does it hold": holds,
        "Answer": it.answer,
        "Effect": it.effect,
        "Direction": DIRECTIONS[it.direction],
        "Certainty": plain(it.certainty),
        "In whom": it.population,
        "Studies": it.studies,
        "People": it.participants,
        "Note": it.note,
        "What to do": ", ".join(reference.replace(".", " ", 1) for reference in it.see),
        "Asked for as": ", ".join((it.id, *it.names)),
    }
    yield from (f"- {name}: {text(said)}" for name, said in facts.items() if said)
    yield f"- Sources: {cited(it.sources, it.verified)}"


def _knowledge(knowledge: Knowledge) -> Iterator[str]:
    yield "# The knowledge, entry by entry"
    yield f"\n{NEVER_REVIEWED}"
    yield "\nSee also [regimens](regimens.md), [evidence](evidence.md) and [sources](sources.md)."
    yield from entries(knowledge)


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
            HOW_READ[it.verified],
            text(it.note or ""),
        )


if __name__ == "__main__":
    sys.exit(main())
