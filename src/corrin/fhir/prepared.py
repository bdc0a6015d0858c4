"""The knowledge as the reader of FHIR asks it: words, analytes, codes and units, laid out once."""

from collections.abc import Iterator
from decimal import Decimal
from math import inf

from msgspec import Struct

from corrin.domain.analyte import Analyte
from corrin.domain.code import Answer, CodeIndex
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import ListName
from corrin.domain.words import ConceptKind
from corrin.fhir.codes import Displayed, Known, Meaning, Plainly
from corrin.fhir.look import NOTHING, Look, untagged
from corrin.fhir.timeless import Timeless
from corrin.fhir.values import DIGITS
from corrin.reading.analyte_index import AnalyteIndex
from corrin.reading.words import Lexicon
from corrin.record.doses import COBALAMIN, with_groups

KINDS: dict[ListName, frozenset[ConceptKind]] = {
    "conditions": frozenset({"condition", "finding", "imaging", "procedure", "exposure", "diet"}),
    "symptoms": frozenset({"finding", "condition", "exposure", "diet"}),
    "procedures": frozenset({"procedure"}),
    "medicines": frozenset({"medicine", "substance", "exposure"}),
    "prior_treatment": frozenset(),
    "allergies": frozenset({"substance", "medicine"}),
    "family_history": frozenset({"condition", "finding", "diet", "exposure"}),
    "imaging": frozenset({"imaging", "finding", "condition"}),
    "diet": frozenset({"diet", "exposure", "finding", "condition"}),
}
"""Of what kind a thing can be that a resource names: a Procedure named after an infection tests for
it. Vitamin B12 and an allergy count wherever they are named."""


HOW_IT_GOES = frozenset({"response", "non_response", "asymptomatic", "symptoms_relapsed"})
"""Groups and concepts of how a person fares on treatment. A terminology says it of any disease:
leukaemia in relapse, a tumour that responds."""
LOWEST, HIGHEST = Decimal(1).scaleb(-DIGITS), Decimal(inf)
"""Between what every measured value lies; what is none is read in full."""


class Plain(Struct, frozen=True):
    """An analyte in one of its units, and between which values nothing is to be said of it."""

    analyte: Analyte
    ucum: str
    low: Decimal
    high: Decimal


class Prepared(Struct, frozen=True):
    """The words, analytes and codes of the knowledge, ready to be found."""

    knowledge: Knowledge
    lexicon: Lexicon
    analytes: AnalyteIndex
    codes: CodeIndex
    systems: tuple[str, ...]
    """The terminologies that are tried for a coding without a system."""
    look: dict[ListName, Look]
    """For each list, the names of what may be meant in it."""
    groups: dict[str, frozenset[str]]
    """For each concept: itself and every group that it belongs to."""
    read_in_full: frozenset[str]
    """Concepts of which more than the name matters: the forms of vitamin B12 with their doses."""
    how_it_goes: frozenset[str]
    """Concepts that a coding states only where it names nothing else; see `HOW_IT_GOES`."""
    plain: dict[tuple[str | None, str], Plain]
    """By analyte and the code of its unit."""
    answers: dict[str, Answer]
    """What a code says as a value, whatever system it is said to be of."""
    displayed: Displayed
    timeless: Timeless

    @classmethod
    def of(
        cls, knowledge: Knowledge, lexicon: Lexicon, analytes: AnalyteIndex, codes: CodeIndex
    ) -> "Prepared":
        groups = {name: frozenset(with_groups(name, knowledge)) for name in knowledge.concepts}
        b12 = frozenset(name for name, found in groups.items() if COBALAMIN in found)
        goes = frozenset(one for one, found in groups.items() if not HOW_IT_GOES.isdisjoint(found))
        about = frozenset(map(lexicon.spelling.fold, knowledge.language.only_about))
        look = {
            kinds: Look(
                lexicon,
                b12 | {name for name, one in knowledge.concepts.items() if one.kind in kinds},
                goes,
                about if kinds == KINDS["procedures"] else frozenset(),
            )
            for kinds in set(KINDS.values())
        }
        return cls(
            knowledge,
            lexicon,
            analytes,
            codes,
            tuple(knowledge.code_systems),
            {name: look[kinds] for name, kinds in KINDS.items()},
            groups,
            b12,
            goes,
            {(one.analyte.id, unit): one for unit, one in _plain(knowledge)},
            {one.code: one.answer for one in knowledge.codes.values() if one.answer},
            Displayed(knowledge, codes, analytes),
            Timeless(lexicon),
        )

    def plainly(self, known: Known, list_name: ListName) -> Plainly | None:
        """What a published coding names in a list, whatever an entry says beside it."""
        if list_name not in known.plainly:
            known.plainly[list_name] = self._plainly(known.meaning, list_name)
        return known.plainly[list_name]

    def _plainly(self, meant: Meaning, list_name: ListName) -> Plainly | None:
        if any(code.none_of or code.denies or code.possible for code in meant.codes):
            return None
        coded = next((code.of for code in meant.codes if code.of in self.knowledge.concepts), None)
        words = untagged(meant.words[0]) if meant.words else ""
        named = self.look[list_name].named(words, part=True) if words else NOTHING
        if named is None:
            return None
        worded = self.lexicon.meant(list(named.concepts), list_name) if named.concepts else None
        if not self.read_in_full.isdisjoint((coded, worded)):
            return None
        if coded is None:
            return Plainly(worded, words, named.qualifiers)
        return Plainly(coded, meant.said, named.qualifiers) if worded in (None, coded) else None


def _plain(knowledge: Knowledge) -> Iterator[tuple[str, Plain]]:
    """Every analyte in every unit in which a plain value needs no further word."""
    for analyte in knowledge.analytes.values():
        low = analyte.soft_low if analyte.soft_low is not None else analyte.hard_low
        high = analyte.soft_high if analyte.soft_high is not None else analyte.hard_high
        for unit in analyte.units:
            if unit.caution is not None:
                continue
            factor = unit.denominator / unit.numerator
            lowest = LOWEST if low is None or unit.own_scale else max(low * factor, LOWEST)
            highest = HIGHEST if high is None or unit.own_scale else high * factor
            yield unit.ucum, Plain(analyte, unit.ucum, lowest, highest)
