"""The leaflets as chapters of the manual, with what each sentence rests on."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from cells import cited, row, table, text
from outputs import ROOT

from corrin.care.figures import Shelf
from corrin.domain.knowledge import Knowledge
from corrin.domain.leaflet import Leaflet, Part, Sentence
from corrin.knowledge import load
from corrin.knowledge.leaflets import leaflets
from corrin.render.leaflet import LEGEND, NOT_REVIEWED, Said, parts_of, said

FOLDER = ROOT / "docs" / "manual" / "to-read"


def chapters(knowledge: Knowledge) -> dict[Path, Iterator[str]]:
    """The list of the leaflets, and each of them, by the path of its page."""
    held = leaflets(load.FOLDER)
    everyone = [part for each in held.values() for part in each.parts if part.everywhere]
    shelves = [Shelf.of(knowledge, pack) for pack in knowledge.packs]
    pages = {
        FOLDER / f"{each.id.replace('_', '-')}.md": _page(each, everyone, shelves)
        for each in held.values()
    }
    return {FOLDER / "README.md": _list(held.values()), **pages}


def _list(held: Iterable[Leaflet]) -> Iterator[str]:
    yield "# To read"
    yield (
        f"\nShort pages in plain words, for somebody at home. {NOT_REVIEWED} `corrin explain`"
        " prints them with the figures of a pack."
    )
    yield ""
    yield from (f"- [{each.title}]({each.id.replace('_', '-')}.md): {each.about}" for each in held)


def _page(leaflet: Leaflet, everyone: Iterable[Part], shelves: list[Shelf]) -> Iterator[str]:
    yield f"# {leaflet.title}"
    yield f"\n{NOT_REVIEWED} `corrin explain {leaflet.id}` prints this page."
    rows: list[Said] = []
    for part in parts_of(leaflet, everyone):
        yield f"\n## {part.title}"
        readings = [_readings(sentence, shelves) for sentence in part.says]
        rows += [said for reading in readings for said in reading]
        yield from _part(part, readings)
    yield "\n## Where this comes from\n"
    yield f"{'; '.join(f'{mark} {means}' for mark, means in LEGEND.items())}.\n".replace("*", "\\*")
    yield from table("sentence", "rests on", "sources")
    yield from map(_grounds, dict.fromkeys(rows))


def _readings(sentence: Sentence, shelves: list[Shelf]) -> dict[Said, list[str]]:
    """What a sentence says, with the packs in which it does; none where that is all of them."""
    among: dict[Said, list[str]] = {}
    for shelf in shelves:
        if one := said(sentence, shelf):
            among.setdefault(one, []).append(shelf.pack)
    return {one: [] if len(packs) == len(shelves) else packs for one, packs in among.items()}


def _part(part: Part, readings: Iterable[dict[Said, list[str]]]) -> Iterator[str]:
    """The sentences in order; what is not the same in every pack is a list that says in which."""
    listed = part.form != "text"
    for same, group in groupby(
        readings, key=lambda reading: not listed and not any(reading.values())
    ):
        lines = [_line(one, packs) for reading in group for one, packs in reading.items()]
        yield "\n" + (" ".join(lines) if same else "\n".join(f"- {line}" for line in lines))


def _line(one: Said, packs: list[str]) -> str:
    where = f"In {' and '.join(f'`{pack}`' for pack in packs)}: " if packs else ""
    return f"{where}{text(one.marked)}"


def _grounds(one: Said) -> str:
    return row(
        text(one.says),
        ", ".join(f"`{reference.replace('.', ' ', 1)}`" for reference in one.rests_on),
        cited(one.sources).replace("](sources.md", "](../../reference/sources.md"),
    )
