"""The page that says of each statement of the source documents what corrin does with it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from cells import row, table, text

FILE = Path(__file__).parent / "statements.yaml"
DOES = {
    "adopts": "it holds, and stands in the knowledge",
    "limits": "part of it holds, or for some people, or in the `general` pack alone",
    "corrects": "it does not hold, or sells more than the evidence gives; corrin says otherwise",
    "not_for_corrin": "an advertisement, no statement about B12",
}
HEAD = """\
# The source documents, statement by statement

corrin set out from five popular texts about vitamin B12. They are sources like any other, and weak
ones: none is a guideline, two are by one blog author, one is a machine translation from a shop.
This page says of each statement what corrin does with it, and which entries of the knowledge say
so; `corrin show KIND ID` shows an entry. Why `general` follows them where it does:
[decision 0007](../decisions/0007-what-general-takes.md).

Lines are those of the text as it was received. A test counts them: none is passed over.
"""


def documents() -> list[dict[str, Any]]:
    """The texts with their statements, as docs/statements.yaml has them."""
    return yaml.load(FILE.read_text(encoding="utf-8"), yaml.BaseLoader)


def page() -> Iterator[str]:
    """The lines of the page."""
    found = documents()
    counts = Counter(each["does"] for text in found for each in text["statements"])
    yield HEAD
    yield from table("corrin", "means", "statements")
    yield from (row(said(does), means, str(counts[does])) for does, means in DOES.items())
    for each in found:
        yield f"\n## {each['id']}: {each['title']}\n"
        yield from table("lines", "statement", "corrin", "by")
        yield from map(_row, each["statements"])
        aside = "; ".join(f"{it['what']} (lines {it['lines']})" for it in each["aside"])
        yield f"\nNo statement: {aside}."


def _row(it: dict[str, Any]) -> str:
    how = f": {text(it['how'])}" if "how" in it else ""
    by = ", ".join(f"`{reference.replace('.', ' ', 1)}`" for reference in it.get("by", ()))
    return row(it["lines"], text(it["says"]), f"{said(it['does'])}{how}", by)


def said(does: str) -> str:
    """What corrin does, as it is written on the page."""
    return f"**{does}**" if does == "corrects" else does.replace("_", " ")


def lines(written: str) -> set[int]:
    """The numbers of `36, 40-42`."""
    found: set[int] = set()
    for part in written.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        found |= {*range(int(first), int(last or first) + 1)}
    return found
