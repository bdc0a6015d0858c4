"""Why something is said, in one line: the person's own entries, the rule, and its sources."""

import re
from collections.abc import Iterable

from corrin.domain.because import Because, Conclusion, EntryUsed, FactUsed, SourceUsed
from corrin.render.page import Item
from corrin.render.phrases import MARKS, marked, plain, sentence, yes_no
from corrin.render.visible import cut, quoted

FEW = 2
ASSUMED = "assumed to be no until asked"
PART = re.compile(r"(?:^|, )([a-z_]+): ")
"""Where a part begins in the words of an entry that was given as a mapping."""

YES_NO = {"true": "yes", "false": "no"}
BARE = ("name", "substance", "value", "unit", "interpretation", "dose", "duration", "reaction")
"""The parts of an entry that need no name beside them."""

NOT_SAID = ("day", "date", "reference_range", "method")
"""The parts of a result that stand where the result itself is shown."""


def because(why: Because) -> str:
    """The reasons of a conclusion in one line."""
    unknown = [fact.asks for fact in why.facts if fact.value is None]
    reasons = _few(_said(why.entries))
    if unknown:
        reasons.append(f"not known: {'; '.join(_few(unknown))}")
    if settle := list(dict.fromkeys(asks for fact in why.facts for asks in fact.settled_by)):
        reasons.append(f"{ASSUMED}: {'; '.join(settle)}")
    if not reasons:
        reasons = _few([answered(fact) for fact in why.facts])
    return " ".join(filter(None, ("Because:", ", ".join(reasons), rule_and_sources(why))))


def answered(fact: FactUsed) -> str:
    """A fact with its answer, and what would settle it where it was assumed."""
    settle = f" ({ASSUMED}: {'; '.join(fact.settled_by)})" if fact.assumed else ""
    return f"{fact.asks}: {yes_no(fact.value)}{settle}"


def entry_words(entry: EntryUsed) -> str:
    """An entry of the input as a person would say it."""
    if "[" not in entry.field:
        name = plain(cut(entry.field))
        if not entry.words:  # a list that was answered, in which the thing asked for is not
            return f"nothing of it in {name}"
        return f"{name}: {cut(YES_NO.get(entry.words, entry.words))}"
    start, *parts = PART.split(entry.words)
    if start or not parts:
        return quoted(entry.words)
    held = {key: value for key, value in zip(parts[::2], parts[1::2], strict=True) if value}
    shown = [
        value if key in BARE else f"{plain(key)} {value}"
        for key, value in held.items()
        if key not in NOT_SAID
    ]
    return quoted((" " if "value" in held else ", ").join(shown))


def _said(entries: Iterable[EntryUsed]) -> list[str]:
    """The entries in words, each once; what was only answered with no stands last."""
    ordered = sorted(entries, key=lambda e: ("[" not in e.field, e.words in ("", "false")))
    return list(dict.fromkeys(map(entry_words, ordered)))


def cites(sources: Iterable[SourceUsed]) -> list[str]:
    """Sources by their ids, each once; the documents stand at the end of the plan."""
    return list(dict.fromkeys(source.id for source in sources))


def rule_and_sources(why: Because) -> str:
    """The rule and its sources alone, where the entries stand beside something else."""
    return marked(f"[{'; '.join([why.rule, *cites(why.sources)])}]", why.verified)


def cited(says: str, sources: Iterable[SourceUsed], verified: str) -> str:
    """A sentence with its sources and its mark."""
    ids = "; ".join(cites(sources))
    return marked(f"{sentence(says)} [{ids}]" if ids else sentence(says), verified)


def concluded(conclusion: Conclusion) -> Item:
    """A conclusion with its reasons."""
    return Item(sentence(conclusion.says), (because(conclusion.because),))


def words(entries: Iterable[EntryUsed]) -> list[str]:
    """Entries of the input, with the place where they stand."""
    return [f"{entry_words(entry)} ({entry.field})" for entry in entries]


def marks_used(text: str) -> list[str]:
    """The marks that a text carries."""
    return [mark for mark in MARKS.values() if f"({mark})" in text]


def _few(found: list[str]) -> list[str]:
    more = len(found) - FEW
    return found if more < 2 else [*found[:FEW], f"and {more} more"]
