"""What the codings of a CodeableConcept stand for in the knowledge."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from corrin.domain.code import Code, CodeIndex
from corrin.fhir.values import Json, mapping, mappings, text, words_of
from corrin.fhir.words import component
from corrin.reading.analyte_index import AnalyteIndex

STANDARD = (
    "http://hl7.org/fhir/sid/",
    "http://terminology.hl7.org/",
    "http://www.ama-assn.org/go/cpt",
    "urn:oid:2.16.840.1.113883.6.",
)
"""How the names of published terminologies begin, whether any of their codes are known or not."""


class Meaning(Struct, frozen=True):
    """The codes of a CodeableConcept that are known, and its words."""

    codes: tuple[Code, ...]
    words: tuple[str, ...]
    """Its text, then what its codings display, each once."""
    coded: bool
    """Whether a coding is of a published terminology, so that what it names is certain."""
    without_system: tuple[Code, ...] = ()
    """What codings without a system would stand for, if every terminology is tried."""
    displayed: bool = False
    """Whether its only words are those of one published coding; see `Displayed`."""

    @property
    def said(self) -> str:
        return self.words[0] if self.words else " ".join(code.code for code in self.codes)


def meaning(codes: CodeIndex, codeable: object, names: Iterable[str]) -> Meaning:
    """What a CodeableConcept stands for, by its codings.

    Args:
        names: of the terminologies that are tried for a coding without a system.
    """
    found: list[Code] = []
    loose: list[Code] = []
    coded = False
    for coding in mappings(mapping(codeable).get("coding")):
        code, system = text(coding.get("code")), text(coding.get("system"))
        if code is None:
            continue
        if system is None:
            loose += [one for name in names if (one := codes.find(name, code))]
        elif known := codes.find(system, code):
            coded = True
            found.append(known)
        else:
            coded = coded or system.startswith(STANDARD) or codes.system(system) is not None
    return Meaning(tuple(found), tuple(words_of(codeable)), coded, tuple(loose))


Coding = tuple[str, str, str | None]
"""System, code and display."""
MOST = 4096
"""How many published codings are kept at once; the one asked for longest ago goes first."""
LONGEST = 200
"""Characters of the longest display that is kept."""


class Displayed:
    """What published codings stand for, worked out once for each.

    Terminologies have far fewer names than records have entries. What is kept hangs on the
    knowledge and on such a coding alone, and on nothing else of any record.
    """

    def __init__(self, codes: CodeIndex, names: Iterable[str], analytes: AnalyteIndex) -> None:
        self._codes = codes
        self._analytes = analytes
        self._names = tuple(names)
        self._published = frozenset(system for system, _ in codes.by_code)
        self._kept = lru_cache(MOST)(self._of_one)
        self._tests = lru_cache(MOST)(self._test_of_one)

    def coding(self, codeable: Any) -> Coding | None:
        """The one coding that a concept is, if it is published and no other words stand beside."""
        if codeable.__class__ is not dict:
            return None
        codings: Any = codeable.get("coding")
        if codings.__class__ is not list or len(codings) != 1 or codings[0].__class__ is not dict:
            return None
        coding: Any = codings[0]
        system, code, display = coding.get("system"), coding.get("code"), coding.get("display")
        if system.__class__ is not str or system not in self._published or not _short(code):
            return None
        said = codeable.get("text")
        if (said is not None and said != display) or not (display is None or _short(display)):
            return None
        return system, code, display

    def meaning(self, codeable: Any) -> Meaning:
        """What a concept stands for; see `meaning`."""
        coding = self.coding(codeable)
        return meaning(self._codes, codeable, self._names) if coding is None else self._kept(coding)

    def test(self, codeable: Any) -> Code | None:
        """The code of a test that a concept with one coding names, and no word against it."""
        coding = self.coding(codeable)
        if coding is not None:
            return self._tests(coding)
        codings = mappings(mapping(codeable).get("coding"))
        return self._test(codings[0], words_of(codeable)) if len(codings) == 1 else None

    def _test_of_one(self, coding: Coding) -> Code | None:
        system, code, display = coding
        words = words_of({"text": display})
        return self._test({"system": system, "code": code}, words)

    def _test(self, coding: Json, words: Iterable[str]) -> Code | None:
        system, code = coding.get("system"), coding.get("code")
        if type(system) is not str or type(code) is not str:
            return None
        known = self._codes.by_code.get((system, code))
        if known is None or known.aside is not None:
            return known
        named = [self._analytes.named(component(one)) for one in words]
        against = any(found and all(one.id != known.of for one in found) for found in named)
        return None if against else known

    def _of_one(self, coding: Coding) -> Meaning:
        system, code, display = coding
        one = {"system": system, "code": code, "display": display}
        return replace(meaning(self._codes, {"coding": [one]}, ()), displayed=True)


def _short(value: Any) -> bool:
    return value.__class__ is str and len(value) <= LONGEST
