"""Topics by the words of a question: "does b12 give energy" finds the one that is named energy."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

FILLER = frozenset(
    re.findall(
        r"\w+",
        """
        a about an and any are as at b12 be because benefit benefits by can cobalamin could cure
        cures do does effect effects for from get give gives good have help helps how i if in into
        is it its make makes me more my need of on or should take taking than that the them there
        they this to treat treatment treats use used vitamin was what when which who why will with
        work works would you your
        """,
    )
)
"""Words of a question that name no topic. Where a question holds nothing else, they count."""

COMMON = frozenset({"better", "best", "loss", "weight"})
"""Words that name no topic by themselves: "get better" does, "better than" does not."""
MOST = 3
"""How many names that share a word are told."""
LIKE = 0.8
"""How like a name must be to be told as what was meant by a misspelt word, of 1."""

Topics = Mapping[str, Iterable[str]]
"""The words by which each topic is asked for, by its id."""


def found(asked: str, topics: Topics) -> list[str]:
    """The ids of the topics that the words name, in the order of the topics.

    Named in full goes before named among other words, and that before named in part; of names
    among other words the longest count.
    """
    wanted = words(asked)
    if not wanted:
        return []
    whole = {*_every(asked)}
    names = [
        (topic, words(name))
        for topic, all_names in topics.items()
        for name in all_names
        if not COMMON.issuperset(words(name)) or whole.issuperset(_every(name))
    ]
    if same := [topic for topic, name in names if name == wanted]:
        return _once(same)
    if inside := [(topic, len(name)) for topic, name in names if name and {*name} <= {*wanted}]:
        longest = max(length for _, length in inside)
        return _once(topic for topic, length in inside if length == longest)
    if COMMON.issuperset(wanted):
        return []
    return _once(topic for topic, name in names if {*wanted} <= {*name})


def near(asked: str, topics: Topics) -> list[str]:
    """Names that share a word with the question or are misspelt in it, each topic at most once."""
    wanted = words(asked)[:12]
    of = {" ".join(words(name)): topic for topic, names in topics.items() for name in names}
    telling = {*wanted} - COMMON - FILLER
    shared = [name for name in of if not telling.isdisjoint(name.split())]
    texts = (" ".join(wanted), *(word for word in wanted if word in telling)) if telling else ()
    spelt = [name for text in texts for name in get_close_matches(text, of, cutoff=LIKE)]
    by_topic: dict[str, str] = {}
    for name in (*spelt, *shared[:MOST]):
        by_topic.setdefault(of[name], name)
    return [*by_topic.values()]


def words(text: str) -> tuple[str, ...]:
    """The words that tell topics apart: small letters, no accents, no plural, no filler."""
    every = _every(text)
    telling = [word for word in every if word not in FILLER]
    return tuple(map(_singular, telling or every))


def _every(text: str) -> list[str]:
    """All words, in small letters, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("_", " "))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", kept))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _once(topics: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(topics))
