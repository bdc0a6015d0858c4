"""Words, tables, links to sources and conditions as Markdown."""

from collections.abc import Iterable

from corrin.domain.rule import Citation, Condition
from corrin.render.entry import condition
from corrin.render.phrases import MARKS, plain


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
    """Links to the sources, with the place in each, and the mark of what was not checked whole."""
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
