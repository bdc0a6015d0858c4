"""What became of every entry of an input: one outcome each, and the counts add up."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import get_args

from corrin.domain.person import LedgerEntry, Outcome

NOT_STATED = "nothing is stated"
NONE_OF_THESE = "asked, and there is none"
NOTE = "shown; nothing in it changes the plan"
NO_RULE = "no rule of this version asks for it"
OTHER_DATE = "another date was chosen for the assessment"
RULED_OUT = "ruled out or entered in error"
DISAGREES = "another entry states it more exactly"
CONTRADICTED = "another entry says the opposite"
RECORD_REFUSED = "the whole record is refused"
NOT_DONE = "not done, not given, cancelled or ordered not to be done"
IN_PARTS = "its parts are entries of their own"
NO_VALUE = "it has no value"
NO_DATE = "it has no date, without which it says nothing of today"
OVER = "it is over"
OLDER = "a later entry says it again"
KIND = "no rule asks for this kind of entry"
REFERRED = "it is read where another entry refers to it"
ANOTHER_PERSON = "it is about another person than was chosen"
NO_RESOURCE = "there is no resource in it"

NOT_RELEVANT = frozenset(
    {
        NOT_STATED,
        NONE_OF_THESE,
        NOTE,
        NO_RULE,
        OTHER_DATE,
        RULED_OUT,
        DISAGREES,
        CONTRADICTED,
        RECORD_REFUSED,
        NOT_DONE,
        IN_PARTS,
        NO_VALUE,
        NO_DATE,
        OVER,
        OLDER,
        KIND,
        REFERRED,
        ANOTHER_PERSON,
        NO_RESOURCE,
    }
)
"""The only reasons for which an entry may be left aside."""


Settled = tuple[Outcome, str | None, tuple[str, ...]]
"""What became of an entry, why, and the names of what it was read as."""


def entries(lines: Mapping[str, str], outcomes: Mapping[str, Settled]) -> tuple[LedgerEntry, ...]:
    """What became of every entry.

    Args:
        lines: what is shown of each entry, by its path, in the order of the input.
        outcomes: by the same paths.

    Raises:
        ValueError: an entry has no outcome, an outcome has no entry, or an entry was left aside
            for a reason that is not in the closed list.
    """
    if lines.keys() != outcomes.keys():
        raise ValueError("the ledger does not add up: entries and outcomes differ")
    found: list[LedgerEntry] = []
    for path, line in lines.items():
        outcome, why, read_as = outcomes[path]
        if outcome == "not_relevant" and why not in NOT_RELEVANT:
            raise ValueError("the ledger leaves an entry aside without an accepted reason")
        found.append(LedgerEntry(field=path, value=line, outcome=outcome, why=why, read_as=read_as))
    return tuple(found)


def counts(ledger: Iterable[LedgerEntry]) -> dict[Outcome, int]:
    """How many entries had each outcome; every outcome is a key."""
    found = Counter(entry.outcome for entry in ledger)
    return {outcome: found[outcome] for outcome in get_args(Outcome)}
