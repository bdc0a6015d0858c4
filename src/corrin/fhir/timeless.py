"""Readings of the words of published codings that do not speak of time.

"albuterol 0.09 MG/ACTUAT Inhaler" says the same on every day of everybody. Such words are read
once, with days that stand for those of an entry, and the days of each entry are put in their place.
What is kept hangs on the knowledge, on the words of a terminology and on yes or no alone.
"""

from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from corrin.domain.person import ListName
from corrin.fhir.codes import MOST
from corrin.reading.statement import Hints
from corrin.reading.words import Lexicon, Reading

SINCE, UNTIL = date(2000, 1, 1), date(2000, 1, 2)
"""Stand for the days of an entry."""


class Timeless:
    """Readings that are kept; see the module."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._kept = lru_cache(MOST)(self._read)

    def read(self, words: str, list_name: ListName, source: str, hints: Hints) -> Reading | None:
        """What words say; None where they speak of time, and are to be read for each entry."""
        kept = self._kept(words, list_name, _without_days(hints))
        if kept is None:
            return None
        statements = tuple(
            replace(
                one,
                source=source,
                since=hints.since if one.since else None,
                until=hints.until if one.until else None,
            )
            for one in kept.statements
        )
        return replace(kept, statements=statements)

    def _read(self, words: str, list_name: ListName, hints: Hints) -> Reading | None:
        if not self._lexicon.timeless(words, list_name):
            return None
        return self._lexicon.read(
            words, list_name=list_name, source="", on=UNTIL, hints=hints, typed=False
        )


def _without_days(hints: Hints) -> Hints:
    """What is known beside the words, with days that stand for every day."""
    return replace(
        hints,
        since=SINCE if hints.since else None,
        until=UNTIL if hints.until else None,
        born=None,
        born_latest=None,
    )
