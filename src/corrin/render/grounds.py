"""Why something is said, in one line: the person's own entries, the rule, and its sources."""

from collections.abc import Iterable

from corrin.domain.plan import Because, Conclusion, EntryUsed, SourceUsed
from corrin.render.page import Item
from corrin.render.phrases import MARKS, marked, sentence
from corrin.render.visible import quoted

FEW = 4


def because(why: Because) -> str:
    """The reasons of a conclusion in one line."""
    said = [quoted(words) for words in dict.fromkeys(entry.words for entry in why.entries)]
    unknown = [fact.asks for fact in why.facts if fact.value is None]
    reasons = [*_few(said)]
    if unknown:
        reasons.append(f"not known: {'; '.join(_few(unknown))}")
    known = [f"{fact.asks}: {'yes' if fact.value else 'no'}" for fact in why.facts]
    reasons = reasons or [*_few(known)]
    cited = f"[{'; '.join([why.rule, *cites(why.sources)])}]"
    return marked(" ".join(filter(None, ("Because:", ", ".join(reasons), cited))), why.verified)


def cites(sources: Iterable[SourceUsed]) -> list[str]:
    """Sources by their ids, each once; the documents stand at the end of the plan."""
    return list(dict.fromkeys(source.id for source in sources))


def cited(says: str, sources: Iterable[SourceUsed], verified: str) -> str:
    """A sentence with its sources and its mark."""
    ids = "; ".join(cites(sources))
    return marked(f"{sentence(says)} [{ids}]" if ids else sentence(says), verified)


def concluded(conclusion: Conclusion) -> Item:
    """A conclusion with its reasons."""
    return Item(sentence(conclusion.says), (because(conclusion.because),))


def words(entries: Iterable[EntryUsed]) -> list[str]:
    """Entries of the input as they were written, with the place where they stand."""
    return [f"{quoted(entry.words)} ({entry.field})" for entry in entries]


def marks_used(text: str) -> list[str]:
    """The marks that a text carries."""
    return [mark for mark in MARKS.values() if f"({mark})" in text]


def _few(found: list[str]) -> list[str]:
    more = len(found) - FEW
    return found if more < 2 else [*found[:FEW], f"and {more} more"]
