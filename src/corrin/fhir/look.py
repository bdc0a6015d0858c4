"""A quick look at the words of a coding: one concept, none at all, or words to be read in full.

Terminologies display a thing by its name with a tag, a strength and a form: "pernicious anaemia
(disorder)", "omeprazole 20 MG Oral Capsule". Where nothing but such words stands beside a name, the
name is all that is said, and reading the phrase would give the same; a test compares the two.
"""

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from corrin.fhir.codes import MOST
from corrin.reading.cues import LONGEST_NAME
from corrin.reading.tokens import Token
from corrin.reading.words import Lexicon

TAG = re.compile(
    r"\s*\((?:disorder|finding|procedure|situation|regime/therapy|substance|product"
    r"|medicinal product|medicinal product form|clinical drug|morphologic abnormality|event"
    r"|observable entity|qualifier value|severity modifier|person|body structure"
    r"|context-dependent category)\)\s*$"
)
"""The semantic tags of SNOMED CT, which say of what kind a thing is."""
SILENT = ("route.", "dose_word", "dose_unit.", "not_dose_unit.", "stop", "small")
"""Roles of words that say nothing of what a thing is."""
GRADES = frozenset({"rapid", "severe", "mild", "moderate", "chronic"})
"""Qualifiers that stand beside a name and change nothing else."""


class Named(NamedTuple):
    """The concepts that a name may mean, and how it is qualified."""

    concepts: tuple[str, ...]
    qualifiers: frozenset[str] = frozenset()


NOTHING = Named(())


class Look:
    """The names of the concepts that may be meant in a list, laid out for a quick look."""

    def __init__(
        self,
        lexicon: Lexicon,
        wanted: frozenset[str],
        only_whole: frozenset[str] = frozenset(),
        only_about: frozenset[str] = frozenset(),
    ) -> None:
        self.lexicon = lexicon
        self.only_whole = only_whole
        """Concepts that are meant only where their name is all that is said."""
        self.only_about = only_about
        """Folded words beside which no name is meant; see `Language.only_about`."""
        self.wanted = wanted
        """The concepts that may be meant."""
        self.names = {
            key: ids
            for key, said in lexicon.index.names.items()
            if (ids := tuple(one for one in said.split() if one in wanted))
        }
        names = {key: key.split() for key in self.names if " " in key}
        often = Counter(word for name in names.values() for word in name)
        self.in_any_order: dict[str, list[tuple[frozenset[str], tuple[str, ...]]]] = {}
        """Names of several words and what they mean, by the rarest of their words."""
        for key, name in names.items():
            rarest = min(name, key=often.__getitem__)
            self.in_any_order.setdefault(rarest, []).append((frozenset(name), self.names[key]))
        self.kept = lru_cache(MOST)(self.named)
        """`named` for the words of published codings, which hang on the knowledge alone."""

    def named(self, words: str, *, part: bool = False) -> Named | None:
        """The one name that words are; NOTHING if they name nothing, None if they have to be read.

        Args:
            part: whether it is enough that one name stands among words that change nothing.
        """
        tokens = self.lexicon.spelling.tokens(words)
        folds = [token.fold for token in tokens if token.kind in ("word", "number")]
        if not self.only_about.isdisjoint(folds):
            return NOTHING
        whole = "".join(folds)
        if "nothing" in self.lexicon.index.cues.get(whole, ""):
            return None
        if not self.lexicon.language.as_written.keys().isdisjoint(folds):
            return None
        solid = all(token.kind in ("word", "number") for token in tokens)
        if solid and (found := self.names.get(whole)):
            return Named(found)
        content = [t.fold for t in tokens if t.kind == "word" and not self._silent(t.fold)]
        if solid and (
            found := self.names.get("".join(content)) or self.names.get(" ".join(sorted(content)))
        ):
            return Named(found)
        also = self._in_any_order(folds)
        found, start, end = self._longest(folds)
        if (also and also != {found}) or (found and not solid):
            return None
        if not found:
            return NOTHING
        rest = folds[:start] + folds[end:]
        if not part or self._longest(rest)[0] or not self.only_whole.isdisjoint(found):
            return None
        if self._steers(tokens):
            return None
        grades = [self._grade(word) for word in rest]
        if None in grades:
            return None
        return Named(found, frozenset(grade for grade in grades if grade))

    def _in_any_order(self, folds: list[str]) -> set[tuple[str, ...]]:
        """What the names mean of which all words stand among some words."""
        here = frozenset(folds)
        return {
            meant
            for fold in here & self.in_any_order.keys()
            for name, meant in self.in_any_order[fold]
            if name <= here
        }

    def _longest(self, folds: list[str]) -> tuple[tuple[str, ...], int, int]:
        """The longest of the first names that stand among some words, and where."""
        for start in range(len(folds)):
            best, key = ((), start, start), ""
            for end in range(start, min(start + LONGEST_NAME, len(folds))):
                key += folds[end]
                if found := self.names.get(key):
                    best = found, start, end + 1
            if best[0]:
                return best
        return (), 0, 0

    def _steers(self, tokens: list[Token]) -> bool:
        """Whether a phrase of several words changes what is said: "suspicion of"."""
        for at in range(len(tokens)):
            end, roles = self.lexicon.index.cue(tokens, at)
            if end > at + 1 and not all(role.startswith(SILENT) for role in roles):
                return True
        return False

    def _grade(self, word: str) -> str | None:
        """The qualifier that a word is, "" for a word that changes nothing, None for any other."""
        roles = self.lexicon.index.cues.get(word)
        if roles is None or self._silent(word) or roles == "body":
            return ""
        grade = roles.removeprefix("qualifier.")
        return grade if grade in GRADES else None

    def _silent(self, word: str) -> bool:
        roles = self.lexicon.index.cues.get(word)
        return roles is not None and all(role.startswith(SILENT) for role in roles.split())


def untagged(words: str) -> str:
    """Words without the tag that a terminology puts behind them."""
    return TAG.sub("", words) or words
