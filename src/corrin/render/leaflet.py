"""A leaflet as a page: its sentences with their figures drawn, their marks, and the sources."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, assert_never, cast

from msgspec import Struct

from corrin.care.figures import Drawn, Micrograms, Shelf
from corrin.domain.leaflet import Figure, Leaflet, Part, Sentence
from corrin.domain.rule import Citation, Verified, weaker
from corrin.domain.source import HOW_READ, Source
from corrin.render.page import Block, Item, Page, Pairs, Paragraph, Section, items
from corrin.render.phrases import dose, listed, number

NOT_REVIEWED = "Not clinically reviewed. It does not take the place of your doctor or nurse."
MARKS: dict[Verified, str] = {"true": "", "false": "*", "partial": "†", "project": "†"}
LEGEND = {
    "*": "not yet checked against its source",
    "†": "checked in part, or the project's own judgement where sources are silent",
}


class Said(Struct, frozen=True, kw_only=True):
    """A sentence as it is read in one pack, and what it rests on."""

    says: str
    rests_on: tuple[str, ...]
    sources: tuple[str, ...]
    verified: Verified

    @property
    def marked(self) -> str:
        return f"{self.says}{MARKS[self.verified]}"


class SaidPart(Struct, frozen=True, kw_only=True):
    """A part as it is read in one pack."""

    title: str
    form: str
    says: tuple[Said, ...]


class Told(Struct, frozen=True, kw_only=True):
    """A leaflet as it is read in one pack."""

    id: str
    title: str
    parts: tuple[SaidPart, ...]


def leaflets_page(leaflets: Iterable[Leaflet]) -> Page:
    """What there is to read, in one line each."""
    rows = tuple((each.id, each.about) for each in leaflets)
    lines = ("Short pages in plain words. " + NOT_REVIEWED, "One of them: corrin explain NAME")
    return Page("To read", lines, (Section("Pages", (Pairs(rows),)),))


def leaflet_page(told: Told, shelf: Shelf, *, whole: bool) -> Page:
    """A leaflet; where it is wanted whole, each sentence with the entries on which it rests."""
    pack = shelf.knowledge.packs[shelf.pack]
    lines = (NOT_REVIEWED, f"Guideline {pack.name}, knowledge {shelf.knowledge.version}")
    sections = [Section(part.title, tuple(_blocks(part, whole))) for part in told.parts]
    held = [each for part in told.parts for each in part.says]
    marks = [f"{mark} {LEGEND[mark]}" for mark in LEGEND if any(mark in it.marked for it in held)]
    documents = dict.fromkeys(name for each in held for name in each.sources)
    cited = items(*(_document(shelf.knowledge.sources[name], whole) for name in documents))
    notes = (*((Paragraph(f"{'. '.join(marks)}."),) if marks else ()), *cited)
    return Page(told.title, lines, (*sections, Section("Where this comes from", notes)))


def told(leaflet: Leaflet, everyone: Iterable[Part], shelf: Shelf) -> Told:
    """A leaflet in the shelf's pack, after the parts that stand in every leaflet.

    Raises:
        LookupError: a figure or an entry is not there; `corrin knowledge check` says which.
    """
    parts = [
        SaidPart(
            title=part.title,
            form=part.form,
            says=tuple(it for each in part.says if (it := said(each, shelf))),
        )
        for part in parts_of(leaflet, everyone)
    ]
    return Told(
        id=leaflet.id, title=leaflet.title, parts=tuple(part for part in parts if part.says)
    )


def parts_of(leaflet: Leaflet, everyone: Iterable[Part]) -> tuple[Part, ...]:
    """The parts of a leaflet in order, those that stand in every leaflet first."""
    own = [part for part in leaflet.parts if part.everywhere]
    return (*(own or everyone), *(part for part in leaflet.parts if not part.everywhere))


def said(sentence: Sentence, shelf: Shelf) -> Said | None:
    """A sentence with its figures drawn; None where the shelf's pack does not say it."""
    if sentence.packs and shelf.pack not in sentence.packs:
        return None
    entries = [cast(Any, shelf.entry(reference)) for reference in sentence.rests_on()]
    verified: Verified = "true"
    for each in entries:
        verified = weaker(verified, getattr(each, "verified", "true"))
    return Said(
        says="".join(_piece(piece, shelf) for piece in sentence.pieces()).strip(),
        rests_on=tuple(map(shelf.known_as, sentence.rests_on())),
        sources=tuple(dict.fromkeys(name for each in entries for name in _sources(each))),
        verified=verified,
    )


def _sources(entry: Any) -> Iterator[str]:
    for source in getattr(entry, "sources", ()):
        yield source.document if isinstance(source, Citation) else source


def _piece(piece: str | Figure, shelf: Shelf) -> str:
    return piece if isinstance(piece, str) else figure(shelf.draw(piece))


def figure(drawn: Drawn) -> str:
    """A figure as it is read."""
    match drawn:
        case str():
            return drawn
        case Decimal():
            return number(drawn)
        case Micrograms(amount):
            return dose(amount)
        case tuple():
            first, *others = drawn
            aside = [f"{number(it.value)} {it.unit}" for it in others if it.value != first.value]
            return f"{number(first.value)} {first.unit}{f' ({listed(aside)})' if aside else ''}"
        case _ as never:
            assert_never(never)


def _blocks(part: SaidPart, whole: bool) -> Iterator[Block]:
    if whole:
        yield from items(*(Item(each.marked, (_grounds(each),)) for each in part.says))
    elif part.form == "text":
        yield Paragraph(" ".join(each.marked for each in part.says))
    else:
        yield from items(*(each.marked for each in part.says))


def _grounds(said: Said) -> str:
    names = "; ".join(reference.replace(".", " ", 1) for reference in said.rests_on)
    return f"[{names}: {', '.join(said.sources)}]"


def _document(source: Source, whole: bool) -> Item:
    by = ", ".join(str(part) for part in (source.organisation, source.year) if part)
    says = f"{source.id}: {source.title}{f', {by}' if by else ''}"
    return Item(f"{says} ({HOW_READ[source.verified]})", link=source.url) if whole else Item(says)
