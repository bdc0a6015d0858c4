"""A page as Markdown in which nothing that a person wrote can act as markup."""

import re
from collections.abc import Iterator

from corrin.render.page import Drawing, Item, Items, Page, Pairs, Paragraph
from corrin.render.visible import visible

ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
SPECIAL = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])")
AT_START = re.compile(r"^(\d+)([.)])|^([-+#=:])")
LINKS = re.compile(r"(:)(?=//)|(?<=www)(\.)|(@)", re.IGNORECASE)
URL = re.compile(r"https?://[\w.~:/?#\[\]@!$&'()*+,;=%-]+")


def markdown(page: Page) -> str:
    """The page as CommonMark, which is also what GitHub reads."""
    return "\n\n".join(_blocks(page)) + "\n"


def escaped(says: str) -> str:
    """Words as Markdown that shows exactly them: no tag, emphasis, link or list."""
    shown = SPECIAL.sub(r"\\\g<0>", visible(says)).translate(ENTITIES)
    shown = LINKS.sub(r"\\\g<0>", shown)
    return AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", shown)


def _blocks(page: Page) -> Iterator[str]:
    yield f"# {escaped(page.title)}"
    if page.lines:
        yield "  \n".join(escaped(line) for line in page.lines)
    for section in page.sections:
        yield f"## {escaped(section.title)}"
        for block in section.blocks:
            match block:
                case Paragraph(says):
                    yield escaped(says)
                case Pairs(rows):
                    yield "\n".join(f"- **{escaped(name)}:** {escaped(is_)}" for name, is_ in rows)
                case Items():
                    yield from _items(block)
                case Drawing(lines):
                    yield "\n".join(("```text", *lines, "```"))


def _items(block: Items) -> Iterator[str]:
    if block.title:
        yield f"**{escaped(block.title)}**"
    yield "\n".join(
        line
        for number, item in enumerate(block.items, 1)
        for line in _item(item, f"{number}. " if block.numbered else "" if block.alone else "- ")
    )


def _item(item: Item, bullet: str) -> Iterator[str]:
    lines = [escaped(item.says), *(escaped(note) for note in item.notes)]
    if item.link:
        lines.append(f"<{item.link}>" if URL.fullmatch(item.link) else escaped(item.link))
    indent = " " * len(bullet)
    for number, line in enumerate(lines):
        end = "\\" if number < len(lines) - 1 else ""
        yield f"{indent if number else bullet}{line}{end}"
