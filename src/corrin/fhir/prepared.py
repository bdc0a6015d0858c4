"""The knowledge as the reader of FHIR asks it: words, analytes, codes and units, laid out once."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from corrin.domain.analyte import Analyte
from corrin.domain.code import Code, CodeIndex
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import ListName
from corrin.domain.words import ConceptKind
from corrin.fhir.codes import Displayed
from corrin.fhir.look import Look
from corrin.fhir.timeless import Timeless
from corrin.fhir.values import Json, mapping, mappings, said_of
from corrin.reading.analyte_index import AnalyteIndex
from corrin.reading.words import Lexicon
from corrin.record.doses import COBALAMIN, with_groups

BARE_CODE = re.compile(r"[A-Z]{0,2}[0-9][0-9A-Z.-]*")
"""What looks like a code that stands where words should."""
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


class Plain(Struct, frozen=True):
    """An analyte in one of its units, and between which values nothing is to be said of it."""

    analyte: Analyte
    ucum: str
    low: Decimal | None
    high: Decimal | None


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
    plain: dict[tuple[str, str], Plain]
    """By analyte and the code of its unit."""
    displayed: Displayed
    timeless: Timeless

    @classmethod
    def of(
        cls, knowledge: Knowledge, lexicon: Lexicon, analytes: AnalyteIndex, codes: CodeIndex
    ) -> "Prepared":
        groups = {name: frozenset(with_groups(name, knowledge)) for name in knowledge.concepts}
        b12 = frozenset(name for name, found in groups.items() if COBALAMIN in found)
        look = {
            kinds: Look(
                lexicon,
                b12 | {name for name, one in knowledge.concepts.items() if one.kind in kinds},
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
            {(one.analyte.id, unit): one for unit, one in _plain(knowledge)},
            Displayed(codes, knowledge.code_systems, analytes),
            Timeless(lexicon),
        )

    def said_of(self, codeable: object) -> str:
        """A CodeableConcept in one short line; codes without words stand behind our own words."""
        said = said_of(codeable)
        if not all(map(BARE_CODE.fullmatch, said.split())):
            return said
        name = self._name_of(mappings(mapping(codeable).get("coding")))
        return f"{name} ({said})" if name else said

    def _name_of(self, codings: Iterable[Json]) -> str | None:
        """What codings mean, in our own words: the first that is known."""
        for coding in codings:
            code = self.codes.find(str(coding.get("system")), str(coding.get("code")))
            if code is not None and (name := self._name(code)):
                return name
        return None

    def _name(self, code: Code) -> str | None:
        of = str(code.of)
        thing = self.knowledge.concepts.get(of) or self.knowledge.analytes.get(of)
        return code.name if thing is None else thing.name


def _plain(knowledge: Knowledge) -> Iterator[tuple[str, Plain]]:
    """Every analyte in every unit in which a plain value needs no further word."""
    for analyte in knowledge.analytes.values():
        low = analyte.soft_low if analyte.soft_low is not None else analyte.hard_low
        high = analyte.soft_high if analyte.soft_high is not None else analyte.hard_high
        for unit in analyte.units:
            if unit.caution is not None:
                continue
            factor = unit.denominator / unit.numerator
            ends = (None, None) if unit.own_scale else (low, high)
            bounds = [None if end is None else end * factor for end in ends]
            yield unit.ucum, Plain(analyte, unit.ucum, *bounds)
