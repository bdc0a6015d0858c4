"""What the things taken in a day are: by their words or codes, with dose and way."""

import re
from datetime import date
from decimal import Decimal

from msgspec import Struct

from corrin.domain.knowledge import Knowledge
from corrin.domain.person import Dose, Statement
from corrin.domain.two_readings import POINT, two_readings
from corrin.reading.amount import Unreadable
from corrin.reading.words import Lexicon
from corrin.record.coded import Coded
from corrin.record.doses import COUNTED, with_groups

MICROGRAMS_IN_MG = 1000
BY_MOUTH = frozenset({None, "oral", "sublingual"})
NOT_KNOWN = frozenset({"unknown", "not known", "?", "n/k", "not stated"})
SIGN = re.compile(r"\s*[-−–—~≈<>≤≥=±+]")
IMPOSSIBLE = re.compile(r"[0-9][0-9.,\s]*|[-−–—+].*|0+(?:[.,]0+)?\s*[^\W\d]+.*")
"""Doses of nothing at all: without a unit, with a sign, or of nought."""
DIGITS = re.compile(r"[0-9][0-9.,]*")
AN_AMOUNT = "an amount with its unit: mg, g or micrograms"


class Thing(Struct, frozen=True, kw_only=True):
    """One thing that words name."""

    concepts: frozenset[str]
    name: str
    dose: Dose | None = None
    by_mouth: bool = True


class Understood(Struct, frozen=True, kw_only=True):
    """What words or a code say: the things taken now, what is not taken, and what was left over."""

    things: tuple[Thing, ...] = ()
    not_taken: tuple[str, ...] = ()
    left_over: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Names:
    """Finds what words and codes mean in the knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, on: date) -> None:
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._on = on
        self._coded = Coded(knowledge)

    def words(self, words: str) -> Understood:
        """What words say that somebody takes; they may be a code with its system."""
        named = self._coded.in_words(words) or words
        read = self._lexicon.read(named, list_name="medicines", source="", on=self._on)
        taken = [one for one in read.statements if _is_taken(one)]
        others = [one for one in read.statements if not _is_taken(one)]
        return Understood(
            things=tuple(map(self._thing, taken)),
            not_taken=tuple(self._knowledge.concepts[one.concept].name for one in others),
            left_over=read.not_understood,
            notes=read.notes,
        )

    def code(self, system: str, code: str) -> Understood | None:
        """What a code stands for; None where it is not known."""
        concept = self._coded.concept(system, code)
        if concept is None:
            return None
        name = self._knowledge.concepts[concept].name
        groups = frozenset(with_groups(concept, self._knowledge))
        return Understood(things=(Thing(concepts=groups, name=name),))

    def route(self, words: str) -> str | None:
        """The one way that words name."""
        return self._lexicon.read_route(words)

    def dose(self, words: str) -> Dose | Unreadable | None:
        """A dose; None where words say that it is not known, or count tablets."""
        if words.strip().casefold() in NOT_KNOWN or COUNTED.fullmatch(words.strip()):
            return None
        if SIGN.match(words):
            return Unreadable("a dose does not begin with a sign", AN_AMOUNT)
        if either := two_readings(words):
            return Unreadable(POINT, f"{either}, whichever it is")
        return self._lexicon.read_dose(words)

    def dose_among(self, words: str, of: str) -> Dose | None:
        """The one dose among other words, as in "500 mg effervescent"; None where it is not sure.

        Args:
            of: the name of the thing of which it is the dose.
        """
        read = self._lexicon.read(f"{of} {words}", list_name="medicines", source="", on=self._on)
        doses = {one.dose.micrograms: one.dose for one in read.statements if one.dose}
        if len(doses) != 1 or self._counts(words):
            return None
        return next(iter(doses.values()))

    def _counts(self, words: str) -> bool:
        """Whether words hold another number than that of one dose: "two 250 mg sachets"."""
        numbers = self._knowledge.language.numbers.keys()
        plain = words.casefold().split()
        return len(DIGITS.findall(words)) != 1 or not numbers.isdisjoint(plain)

    def _thing(self, one: Statement) -> Thing:
        return Thing(
            concepts=frozenset(with_groups(one.concept, self._knowledge)),
            name=self._knowledge.concepts[one.concept].name,
            dose=one.dose,
            by_mouth=one.route in BY_MOUTH,
        )


def _is_taken(one: Statement) -> bool:
    return one.present and one.status == "current" and one.subject == "self" and not one.allergy


def milligrams(dose: Dose, times: int) -> Decimal:
    """Milligrams taken at one time.

    Where a dose says more times a day than are named, as in "2 x 500 mg" at one time, all of it
    counts at that time: what may be taken together is.
    """
    amount = dose.micrograms / MICROGRAMS_IN_MG
    often = dose.times_per_day or 1
    return amount if often <= times else amount * often / times
