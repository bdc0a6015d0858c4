"""Typing errors: one letter too many, too few, wrong or changed over, in a long word."""

from collections.abc import Iterator
from string import ascii_lowercase

SHORTEST = 7
"""Letters in the shortest word that is corrected."""


def corrected(word: str, known: frozenset[str], never: frozenset[str]) -> str | None:
    """The one known word that is a single edit away and begins with the same letter, if any.

    Words of `never` are neither corrected nor the result of a correction.
    """
    if len(word) < SHORTEST or not word.isascii() or not word.isalpha() or word in never:
        return None
    found = {near for near in _edits(word) if near in known}
    if len(found) != 1 or not never.isdisjoint(found):
        return None
    return found.pop()


def _edits(word: str) -> Iterator[str]:
    for n in range(1, len(word) + 1):
        head, tail = word[:n], word[n:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in ascii_lowercase)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in ascii_lowercase)
