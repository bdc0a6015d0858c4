"""A page as plain text: eighty columns at most, readable without colour."""

import re
import unicodedata
from collections.abc import Iterator

from corrin.render.page import Drawing, Items, Page, Pairs, Paragraph
from corrin.render.visible import visible

WIDTH = 80
JOIN = "\u00a0"
MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
WHOLE = (
    re.compile(rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{{1,2}} {MONTH}(?: \d{{4}})?\b"),
    re.compile(rf"\b\d{{1,2}} {MONTH}(?: \d{{4}})?\b"),
    re.compile(r"(?<!\w)\d(?:[\d.,]*\d)?[)%]? (?=[^\W\d_]{1,12}\b|[%×µ/]|10[*^⁰-⁹])"),
    re.compile(r"(?<= )[<>≤≥=×] (?=\d)"),
)
"""What a line may not end inside: a date, a number and its unit, a comparator and its number."""


def text(page: Page) -> str:
    """The page, each line ended."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(page))


def _lines(page: Page) -> Iterator[str]:
    yield from _underlined(page.title, "=")
    for line in page.lines:
        yield from wrapped(line)
    for section in page.sections:
        yield ""
        yield from _underlined(section.title, "-")
        for number, block in enumerate(section.blocks):
            if number:
                yield ""
            match block:
                case Paragraph(says):
                    yield from wrapped(says)
                case Pairs(rows):
                    yield from _pairs(rows)
                case Items():
                    yield from _items(block)
                case Drawing(lines):
                    yield from lines


def _underlined(title: str, line: str) -> Iterator[str]:
    lines = [*wrapped(title)]
    yield from lines
    yield line * max(map(columns, lines))


def _pairs(rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    names = [visible(name) for name, _ in rows]
    margin = min(max(map(columns, names)) + 2, WIDTH // 4 + 4)
    for name, (_, says) in zip(names, rows, strict=True):
        if columns(name) < margin:
            yield from wrapped(says, f"{name}{' ' * (margin - columns(name))}", " " * margin)
        else:
            yield from wrapped(name)
            yield from wrapped(says, " " * margin, " " * margin)


def _items(block: Items) -> Iterator[str]:
    if block.title:
        yield from wrapped(f"{block.title}:")
    for number, item in enumerate(block.items, 1):
        bullet = f"{number}. " if block.numbered else "" if block.alone else "- "
        indent = " " * len(bullet)
        yield from wrapped(item.says, bullet, indent)
        for note in item.notes:
            yield from wrapped(note, indent, indent + "  ")
        if item.link:
            yield from wrapped(item.link, indent, indent)


def wrapped(says: str, first: str = "", rest: str = "") -> Iterator[str]:
    """Lines of at most eighty columns; a number keeps its unit and a date its parts."""
    line, used = first, columns(first)
    empty = True
    for word in _words(visible(says), WIDTH - max(columns(first), columns(rest))):
        wide = columns(word)
        if not empty and used + 1 + wide > WIDTH:
            yield line
            line, used, empty = rest, columns(rest), True
        line = f"{line}{word}" if empty else f"{line} {word}"
        used += wide + (not empty)
        empty = False
    yield line


def columns(text: str) -> int:
    """How many columns a terminal needs for the text."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _words(says: str, room: int) -> Iterator[str]:
    """The words of a line, what belongs together as one, and none wider than the room."""
    joined = says
    for pattern in WHOLE:
        joined = pattern.sub(lambda found: found[0].replace(" ", JOIN), joined)
    for word in joined.split(" "):
        together = word.replace(JOIN, " ")
        if columns(together) <= room:
            yield together
            continue
        for part in together.split(" "):
            yield from _pieces(part, room)


def _pieces(word: str, room: int) -> Iterator[str]:
    while columns(word) > room:
        end = room if columns(word[:room]) <= room else room // 2
        yield word[:end]
        word = word[end:]
    yield word
