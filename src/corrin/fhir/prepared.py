"""The knowledge as the reader of FHIR asks it: words, analytes, codes and units, laid out once."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corrin.domain.analyte import Analyte
from corrin.domain.code import CodeIndex
from corrin.domain.knowledge import Knowledge
from corrin.fhir.look import Look
from corrin.reading.analyte_index import AnalyteIndex
from corrin.reading.words import Lexicon
from corrin.record.doses import COBALAMIN, with_groups


@dataclass(frozen=True, slots=True)
class Plain:
    """An analyte in one of its units, and between which values nothing is to be said of it."""

    analyte: Analyte
    ucum: str
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """The words, analytes and codes of the knowledge, ready to be found."""

    knowledge: Knowledge
    lexicon: Lexicon
    analytes: AnalyteIndex
    codes: CodeIndex
    systems: tuple[str, ...]
    """The terminologies that are tried for a coding without a system."""
    look: Look
    groups: dict[str, frozenset[str]]
    """For each concept: itself and every group that it belongs to."""
    read_in_full: frozenset[str]
    """Concepts of which more than the name matters: the forms of vitamin B12 with their doses."""
    plain: dict[tuple[str, str], Plain]
    """By analyte and the code of its unit."""

    @classmethod
    def of(
        cls, knowledge: Knowledge, lexicon: Lexicon, analytes: AnalyteIndex, codes: CodeIndex
    ) -> "Prepared":
        groups = {name: frozenset(with_groups(name, knowledge)) for name in knowledge.concepts}
        return cls(
            knowledge,
            lexicon,
            analytes,
            codes,
            tuple(knowledge.code_systems),
            Look(lexicon),
            groups,
            frozenset(name for name, found in groups.items() if COBALAMIN in found),
            {(one.analyte.id, unit): one for unit, one in _plain(knowledge)},
        )


def _plain(knowledge: Knowledge) -> Iterator[tuple[str, Plain]]:
    """Every analyte in every unit in which a plain value needs no further word."""
    for analyte in knowledge.analytes.values():
        low = analyte.soft_low if analyte.soft_low is not None else analyte.hard_low
        high = analyte.soft_high if analyte.soft_high is not None else analyte.hard_high
        for unit in analyte.units:
            if unit.own_scale or unit.caution is not None:
                continue
            factor = unit.denominator / unit.numerator
            bounds = [None if end is None else end * factor for end in (low, high)]
            yield unit.ucum, Plain(analyte, unit.ucum, *bounds)
