"""A text as tokens: words, numbers and separators, each with its place and a folded form.

Folding makes spellings equal that mean the same: case, accents, possessives, British and American
spelling, plurals. Hyphens and quotation marks separate words and are kept as gaps. Every other
character that is not white space is a token, so that nothing of a text is lost unseen. One pass,
linear in the length of the text.
"""

import re
import unicodedata
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from corrin.domain.words import Language

Kind = Literal["word", "number", "comma", "break"]

TOKEN = re.compile(
    r"""
      (?P<dotted> [^\W\d_] (?:\.[^\W\d_])++ (?![^\W_]) \.? )
    | (?P<slashed> [^\W\d_] / [^\W\d_] (?![^\W_]) )
    | (?P<number> [0-9]++ (?:[.,][0-9]++)*+ | [½¼¾] )
    | (?P<word>
        [^\W\d_] [^\W_]*+ (?:[\u0300-\u036f]++ [^\W_]*+)*+ (?:['’ʼ] [^\W\d_]++)?+ )
    | (?P<break> \.\.+ | [.;\n\r…] )
    | (?P<comma> [,()\[\]{}|] )
    | (?P<gap> [\s\-‐‑‒–—−:"'‘’“”`´•*!_\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]++ )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
DASHES = frozenset("-‐‑‒–—−")
FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
CONTRACTED = re.compile("'(?:m|ve|re|d)$")
"""I'm, I've, they're, she'd: the word without it. "I'll" speaks of what is to come and stays."""
LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "μ": "u", "\N{MICRO SIGN}": "u"}
)
SINGULAR = (
    (("ss", "us", "is"), 0, ""),
    (("ies",), 3, "y"),
    (("aches",), 1, ""),
    (("sses", "xes", "ches", "shes", "zes"), 2, ""),
    (("s",), 1, ""),
)
"""Endings, how many letters go, and what comes in their place; the first that fits is taken."""


class Token(NamedTuple):
    """A word, number or separator: where it stands, and its folded form."""

    start: int
    end: int
    fold: str
    kind: Kind
    dashed: bool
    """Whether a dash stands between it and the token before."""


class Spelling(Struct, frozen=True):
    """How the words of a language are folded and a text is taken apart."""

    letters: dict[str, str]
    british: re.Pattern[str]
    singulars: dict[str, str]
    abbreviations: frozenset[str]
    numbered: frozenset[str]

    @classmethod
    def of(cls, language: Language) -> "Spelling":
        """The spelling of a language."""
        british = "|".join(sorted(map(re.escape, language.spellings), key=len, reverse=True))
        plain = cls(
            language.spellings,
            re.compile(british),
            language.singulars,
            frozenset(language.abbreviations),
            frozenset(language.numbered),
        )
        whole = {short: plain.fold(word) for short, word in language.shorthand.items()}
        return replace(plain, singulars={**language.singulars, **whole})

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a text, in order."""
        found: list[Token] = []
        dashed = False
        for match in TOKEN.finditer(text):
            group, said = match.lastgroup, match.group()
            if group == "gap":
                dashed = dashed or not DASHES.isdisjoint(said)
                continue
            if said == "." and found and self._shortened(found[-1], text):
                continue
            kind: Kind = "word"
            if group == "number":
                kind, said = "number", FRACTIONS.get(said, said)
                if found and found[-1].kind == "number":
                    self._join(found)
            elif group == "break":
                kind = "break"
            elif group == "comma":
                kind = "comma"
            elif group != "other":
                said = self.fold(said)
            found.append(Token(match.start(), match.end(), said, kind, dashed))
            dashed = False
        return found

    def _join(self, found: list[Token]) -> None:
        """Make one word of a name and its number, now that another number follows."""
        if len(found) > 1 and f"{found[-2].fold} {found[-1].fold}" in self.numbered:
            number, word = found.pop(), found.pop()
            fold = f"{word.fold}{number.fold}"
            found.append(Token(word.start, number.end, fold, "word", word.dashed))

    def _shortened(self, word: Token, text: str) -> bool:
        """Whether a full stop belongs to the word before it: vit. B12, H. pylori, susp. coeliac."""
        written = text[word.start : word.end].casefold()
        single = len(word.fold) == 1 and word.fold.isalpha()
        return single or not self.abbreviations.isdisjoint((word.fold, written))

    def folds(self, phrase: str) -> list[str]:
        """The folded words and numbers of a phrase."""
        return [token.fold for token in self.tokens(phrase) if token.kind in ("word", "number")]

    def fold(self, word: str) -> str:
        """The form in which a word is compared."""
        word = word.casefold()
        if not word.isascii():
            word = unicodedata.normalize("NFKD", word).translate(LETTERS)
            word = "".join(letter for letter in word if not unicodedata.combining(letter))
        if not word.isalnum():
            word = word.replace("’", "'").replace("ʼ", "'").removesuffix("'s")
            word = CONTRACTED.sub("", word).replace("'", "").replace(".", "")
        if self.letters and self.british.search(word):
            word = self.british.sub(lambda match: self.letters[match.group()], word)
        return self.singulars.get(word) or _singular(word)


def _singular(word: str) -> str:
    if len(word) < 4 or word[-1] != "s":
        return word
    for endings, gone, instead in SINGULAR:
        if word.endswith(endings):
            return word[: len(word) - gone] + instead
    return word
