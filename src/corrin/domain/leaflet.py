"""A leaflet to read: plain sentences, each with the entries of the knowledge on which it rests.

A figure is never typed into a sentence. It is drawn from an entry, `{intake.iom_1998.adult}`, or
quoted from its words, `{practice.over_50 "10 to 30 %"}`, and a quotation must stand in the entry
as it is written. So a leaflet cannot disagree with the knowledge.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

FIGURE = re.compile(
    r'\{(?P<reference>[a-z_]+\.[a-z0-9_]+)(?:\.(?P<path>[a-z0-9_.]+)| "(?P<quoted>[^"{}]+)")\}'
)


class Figure(Struct, frozen=True, kw_only=True):
    """Something drawn from an entry: the field at a path, or words that stand in it."""

    reference: str
    path: tuple[str, ...] = ()
    quoted: str | None = None


class Sentence(Struct, frozen=True, kw_only=True):
    """One or two sentences that rest on the same entries."""

    says: str
    by: tuple[str, ...] = ()
    """References to the entries on which it rests, beside those from which it draws figures."""
    packs: tuple[str, ...] = ()
    """The packs in which it is said; none named means all."""

    def pieces(self) -> Iterator[str | Figure]:
        """The words and the figures in order.

        Raises:
            ValueError: a brace that begins no figure.
        """
        end = 0
        for found in FIGURE.finditer(self.says):
            yield _words(self.says[end : found.start()])
            path = found["path"]
            yield Figure(
                reference=found["reference"],
                path=tuple(path.split(".")) if path else (),
                quoted=found["quoted"],
            )
            end = found.end()
        yield _words(self.says[end:])

    def rests_on(self) -> tuple[str, ...]:
        """Every reference, each once."""
        drawn = [piece.reference for piece in self.pieces() if isinstance(piece, Figure)]
        return tuple(dict.fromkeys((*self.by, *drawn)))


class Part(Struct, frozen=True, kw_only=True):
    """A heading and what is said under it."""

    title: str
    says: tuple[Sentence, ...]
    form: Literal["text", "list"] = "text"
    everywhere: bool = False
    """Whether it also stands at the top of every other leaflet."""


class Leaflet(Struct, frozen=True, kw_only=True):
    """A page to read for somebody who is no clinician."""

    id: str
    rank: int
    title: str
    about: str
    """What it is about, in one line of a list."""
    names: tuple[str, ...]
    """The words by which people ask for it."""
    parts: tuple[Part, ...]
    checked: str | None = None
    review: date | None = None
    """When its words are to be reviewed, where not with the edition."""


def _words(says: str) -> str:
    if "{" in says or "}" in says:
        raise ValueError(f"the brace in `{says.strip()}` begins no figure")
    return says
