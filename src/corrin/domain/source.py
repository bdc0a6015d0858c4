"""The documents that the knowledge cites, and how far each was read."""

from typing import Literal

from msgspec import Struct

HOW_READ = {
    "full": "read in full",
    "abstract": "abstract or opening read",
    "secondary": "seen through a text that quotes it",
    "data": "data file queried",
    "false": "not opened",
    "project": "a decision of the project",
}
"""How far a document was read, by the word of `Source.verified`."""


class Source(Struct, frozen=True, kw_only=True):
    """A document that the knowledge cites."""

    id: str
    title: str
    organisation: str | None = None
    year: int | None = None
    url: str | None = None
    url_seen: bool | None = None
    kind: str
    verified: Literal["full", "abstract", "secondary", "data", "false", "project"]
    """How far the text was seen."""
    role: str | None = None
    """Why a document that no entry cites is kept: `background`, `codes`."""
    note: str | None = None
