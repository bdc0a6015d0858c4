"""A quick look at the words of a coding: one concept, none at all, or words to be read in full.

Terminologies display a thing by its name with a tag, a strength and a form: "pernicious anaemia
(disorder)", "omeprazole 20 MG Oral Capsule". Where nothing but such words stands beside a name, the
name is all that is said, and reading the phrase would give the same; a test compares the two.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from corrin.reading.cues import LONGEST_NAME
from corrin.reading.words import Lexicon

TAG = re.compile(
    r"\s*\((?:disorder|finding|procedure|situation|regime/therapy|substance|product"
    r"|medicinal product|medicinal product form|clinical drug|morphologic abnormality|event"
    r"|observable entity|qualifier value|person|body structure|context-dependent category)\)\s*$"
)
"""The semantic tags of SNOMED CT, which say of what kind a thing is."""
SILENT = ("route.", "dose_word", "dose_unit.", "not_dose_unit.", "stop", "small")
"""Roles of words that say nothing of what a thing is."""


@dataclass(slots=True)
class Look:
    """The names of the concepts that may be meant in a list, laid out for a quick look."""

    lexicon: Lexicon
    wanted: frozenset[str]
    """The concepts that may be meant."""
    names: dict[str, tuple[str, ...]] = field(init=False)
    anchors: frozenset[str] = field(init=False)
    """For each name of several words in any order, its rarest word."""

    def __post_init__(self) -> None:
        wanted = self.wanted
        self.names = {
            key: ids
            for key, said in self.lexicon.index.names.items()
            if (ids := tuple(one for one in said.split() if one in wanted))
        }
        names = [key.split() for key in self.names if " " in key]
        often = Counter(word for name in names for word in name)
        self.anchors = frozenset(min(name, key=often.__getitem__) for name in names)

    def named(self, words: str) -> tuple[str, ...] | None:
        """The concepts of the one name that words are; () if they name nothing, None if they have
        to be read."""
        tokens = self.lexicon.spelling.tokens(words)
        folds = [token.fold for token in tokens if token.kind in ("word", "number")]
        if found := self.names.get("".join(folds)):
            return found
        content = [t.fold for t in tokens if t.kind == "word" and not self._silent(t.fold)]
        if found := self.names.get("".join(content)) or self.names.get(" ".join(sorted(content))):
            return found
        return None if self._any_name(folds) else ()

    def _silent(self, word: str) -> bool:
        roles = self.lexicon.index.cues.get(word)
        return roles is not None and all(role.startswith(SILENT) for role in roles.split())

    def _any_name(self, folds: list[str]) -> bool:
        """Whether a name may stand among some words."""
        if not self.anchors.isdisjoint(folds):
            return True
        for start in range(len(folds)):
            key = ""
            for fold in folds[start : start + LONGEST_NAME]:
                key += fold
                if key in self.names:
                    return True
        return False


def untagged(words: str) -> str:
    """Words without the tag that a terminology puts behind them."""
    return TAG.sub("", words) or words
