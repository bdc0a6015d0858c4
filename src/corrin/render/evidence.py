"""What B12 is good for: a page for one claim, and a list of all."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from corrin.care.named import entry, named
from corrin.domain.beside import Interaction
from corrin.domain.evidence import Evidence
from corrin.domain.knowledge import Knowledge
from corrin.render.entry import HOW_FAR, document
from corrin.render.page import Item, Page, Pairs, Paragraph, Section, items, pairs
from corrin.render.phrases import LEGEND, MARKS, listed, marked, plain, sentence

NOT_REVIEWED = "Not clinically reviewed. It does not replace the advice of a clinician."
HOLDS = {"yes": "yes", "partly": "partly", "unproven": "not shown", "no": "no"}
GROUPS = {
    "deficiency": "Deficiency and its treatment",
    "body": "What B12 is and does",
    "energy_and_mind": "Energy, mood and memory",
    "infection": "Infection",
    "nerves_and_pain": "Nerves and pain",
    "mouth": "The mouth",
    "pregnancy": "Pregnancy",
    "cancer": "Cancer",
    "heart_and_bone": "Heart and bone",
    "taking": "Taking it",
    "safety": "Safety",
}
DIRECTIONS = {
    "benefit": "benefit",
    "no_effect": "no effect",
    "harm_signal": "a signal of harm",
    "association_inverse": "goes with less of it; no proof of a cause",
    "association_positive": "goes with more of it; no proof of a cause",
    "uncertain": "uncertain",
    "mechanism": "how the body works; not the effect of a treatment",
}


def claims_page(claims: Iterable[Evidence]) -> Page:
    """Every claim in one line: its id, what is claimed, whether it holds and how sure that is."""
    held = [*claims]
    sections = tuple(
        Section(title, (Pairs(tuple(_line(it) for it in held if it.group == group)),))
        for group, title in GROUPS.items()
        if any(it.group == group for it in held)
    )
    used = [mark for mark in MARKS.values() if any(MARKS.get(it.verified) == mark for it in held)]
    marks = "; ".join(f"{mark}: {LEGEND[mark]}" for mark in used)
    lines = (
        "What is claimed of vitamin B12, whether it holds, and how sure that is.",
        NOT_REVIEWED,
    )
    asked = "One of them whole: corrin evidence, and its name or words, such as tiredness."
    return Page("What B12 is good for", (*lines, asked, *([marks] if marks else [])), sections)


def _line(it: Evidence) -> tuple[str, str]:
    sure = f"certainty {plain(it.certainty)}"
    return it.id, marked(f"“{it.popular_claim}” Holds: {_holds(it)}; {sure}.", it.verified)


def _holds(it: Evidence) -> str:
    return f"{HOLDS[it.claim_holds]}{f', for {it.holds_for}' if it.holds_for else ''}"


def claim_page(it: Evidence, knowledge: Knowledge) -> Page:
    """One claim: the answer, what was found and how sure it is, what to do, the sources."""
    to_do = items(*_to_do(it, knowledge))
    sources = items(*(document(cited, knowledge) for cited in it.sources))
    return Page(
        it.outcome,
        (NOT_REVIEWED,),
        (
            Section("The claim", pairs(("Said", f"“{it.popular_claim}”"), ("Holds", _holds(it)))),
            Section("The answer", (Paragraph(it.answer),)),
            Section("What was found", _found(it)),
            *([Section("What to do", to_do)] if to_do else []),
            Section("Sources", sources),
        ),
    )


def _found(it: Evidence) -> tuple[Pairs, ...]:
    return pairs(
        ("Effect", it.effect),
        ("Direction", DIRECTIONS[it.direction]),
        ("Certainty", plain(it.certainty)),
        ("In whom", it.population),
        ("Studies", it.studies),
        ("People", it.participants),
        ("Note", it.note),
        ("Checked", HOW_FAR[it.verified]),
    )


def _to_do(it: Evidence, knowledge: Knowledge) -> Iterator[Item]:
    entries = named(knowledge)
    for reference in it.see:
        kind, _, name = reference.partition(".")
        found = cast(Any, entry(reference, entries))
        says = getattr(found, "says", None) or getattr(found, "answer", "")
        notes = (f"[{kind} {name}]", *_kept_to(found, [*knowledge.packs]))
        yield Item(marked(sentence(says), found.verified), notes)


def _kept_to(entry: object, packs: list[str]) -> Iterator[str]:
    """In which packs a rule of timing is kept to, where not in all."""
    if isinstance(entry, Interaction) and entry.enforced_by and {*entry.enforced_by} < {*packs}:
        yield f"Kept to in {listed(entry.enforced_by)}; the other packs mention it."
