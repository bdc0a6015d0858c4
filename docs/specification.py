"""Print the specification tests as a page of the manual.

Run `.venv/bin/python docs/specification.py` after a change of a specification test. A test fails
while the page is out of date.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SPEC = ROOT / "tests" / "spec"
PAGE = ROOT / "docs" / "manual" / "8-specification.md"
HEAD = """\
<!-- Written by docs/specification.py from tests/spec, which is what to correct. -->

# 8 The specification

What corrin must say of whom. Every row of every table is somebody for whom the tests make a plan,
so what you read here is what it does. Beneath each statement stands its source. No clinician has
reviewed any of it.

On the left stands what is known of somebody, in the words of a [person file](1-person-file.md).
What is not named there was asked, and there is none; *not asked* names what is not known. All are
assessed on 20 November 2026, and a result without a date is of that day. On the right stands what
is expected, and after *no* or *not* what must not be said. An empty cell says nothing. A row
without a pack holds in `general`, `uk` and `us`. In the chapter on what it is good for a row is a
question, and on the right stands what is answered.

The regimens are described in [the reference](../reference/regimens.md), the other words in
[the knowledge](../reference/knowledge.md) and the [glossary](../../GLOSSARY.md).
"""


class Paragraph(NamedTuple):
    """One test: a statement, where it comes from, and a table of people."""

    name: str
    says: str
    sources: str
    table: str

    @property
    def of_people(self) -> bool:
        """Whether each row is somebody for whom a plan is made, and not a question."""
        return cells(self.table)[0][0] == "who"


class Section(NamedTuple):
    """One file: its title and its paragraphs in order."""

    path: Path
    title: str
    paragraphs: tuple[Paragraph, ...]


class Chapter(NamedTuple):
    """One folder: its title and its sections in order."""

    path: Path
    title: str
    sections: tuple[Section, ...]


def main() -> None:
    """Write the page."""
    PAGE.write_text(book(), encoding="utf-8")


def book() -> str:
    """The whole specification as Markdown."""
    return "\n".join(_lines()).rstrip() + "\n"


def chapters() -> tuple[Chapter, ...]:
    """The chapters in the order of the numbers of their folders, each with its sections."""
    return tuple(_chapter(folder) for folder in sorted(SPEC.glob("[0-9][0-9]_*")))


def cells(table: str) -> list[list[str]]:
    """The cells of a table, row by row, the headings first.

    A line that begins further in than the headings goes on with the row above it, cell by cell.
    """
    lines = list(filter(str.strip, table.splitlines()))
    rows: list[list[str]] = []
    for line in lines:
        parts = [cell.strip() for cell in line.split("|")]
        if _indent(line) == _indent(lines[0]):
            rows.append(parts)
        else:
            for number, part in enumerate(parts):
                rows[-1][number] = f"{rows[-1][number]} {part}".strip()
    return rows


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


# --- Reading -------------------------------------------------------------------------------------


def _chapter(folder: Path) -> Chapter:
    title = folder.name[3:].replace("_", " ").capitalize()
    return Chapter(
        folder, title, tuple(_section(path) for path in sorted(folder.glob("test_*.py")))
    )


def _section(path: Path) -> Section:
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    titles = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "title"
    ]
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return Section(path, titles[0], tuple(_paragraph(test) for test in tests))


def _paragraph(test: ast.FunctionDef) -> Paragraph:
    says, _, sources = (ast.get_docstring(test) or "").partition("\n\nSource: ")
    call = test.body[-1]
    if not (isinstance(call, ast.Expr) and isinstance(call.value, ast.Call)):
        raise ValueError(f"{test.name} does not end in a table")
    (table,) = call.value.args
    return Paragraph(test.name, says, " ".join(sources.split()), ast.literal_eval(table))


# --- Printing ------------------------------------------------------------------------------------


def _lines() -> Iterator[str]:
    yield HEAD
    for number, chapter in enumerate(chapters(), 1):
        yield f"- [{number} {chapter.title}](#{_anchor(f'{number} {chapter.title}')})"
    for number, chapter in enumerate(chapters(), 1):
        yield f"\n## {number} {chapter.title}"
        for section in chapter.sections:
            yield f"\n### {section.title}"
            for paragraph in section.paragraphs:
                yield from _printed(paragraph)


def _printed(it: Paragraph) -> Iterator[str]:
    yield f"\n{_text(it.says)}\n"
    heads, *lines = cells(it.table)
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for line in lines:
        yield f"| {' | '.join(_text(cell) or ' ' for cell in line)} |"
    yield f"\n*Source: {_cited(it.sources)}*"


def _cited(sources: str) -> str:
    """The sources, each id a link to the document that it names."""
    parts = (part.partition(", ") for part in sources.rstrip(".").split("; "))
    return "; ".join(
        f"[{_text(name)}](../reference/sources.md#{name})" + (f", {_text(at)}" if at else "")
        for name, _, at in parts
    )


def _text(words: str) -> str:
    for mark in "\\*_[]<>":
        words = words.replace(mark, f"\\{mark}")
    return " ".join(words.split())


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


if __name__ == "__main__":
    sys.exit(main())
