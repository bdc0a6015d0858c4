"""What the codings of a CodeableConcept stand for in the knowledge."""

import re
from collections.abc import Iterable
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from corrin.domain.code import Code, CodeIndex
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import ListName
from corrin.fhir.release import KINDS, MARKS
from corrin.fhir.values import Json, mapping, mappings, said_of, text, words_of
from corrin.fhir.words import component
from corrin.reading.analyte_index import AnalyteIndex
from corrin.reading.strict import shown

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


BARE_CODE = re.compile(r"[A-Z]{0,2}[0-9][0-9A-Z.-]*")
"""What looks like a code that stands where words should."""
Coding = tuple[str, str, str | None]
"""System, code and display."""
MOST = 4096
"""How many published codings are kept at once, before all are forgotten."""
LONGEST = 200
"""Characters of the longest display that is kept."""


class Known(Struct, frozen=True):
    """What one published coding stands for, where no other words stand beside it."""

    meaning: Meaning
    test: Code | None
    """The code of a test, where no word is against it."""
    said: str | None
    """How an entry is shown by it; None where that hangs on how the entry writes it."""
    lines: dict[str, str] = field(default_factory=dict[str, str])
    """The same as a line, by the type of the resource, where that is known and was asked."""
    plainly: dict[ListName, "Plainly | None"] = field(default_factory=dict[ListName, Any])
    """What it names in the lists in which that was asked; None where it has to be read."""

    def line(self, kind: str) -> str | None:
        """How a resource of a type is shown by it; None where that hangs on the resource."""
        if not self.said:
            return None
        line = shown(f"{kind}: {self.said}")
        if kind in MARKS or kind in KINDS:  # of names that anybody can make up none is kept
            self.lines[kind] = line
        return line


class Plainly(Struct, frozen=True):
    """The one thing that the words of a coding name, and nothing beside it."""

    concept: str | None
    """None where they name nothing that is known."""
    words: str = ""
    qualifiers: frozenset[str] = frozenset()


class Displayed:
    """What published codings stand for, worked out once for each.

    Terminologies have far fewer names than records have entries. What is kept hangs on the
    knowledge and on such a coding alone, and on nothing else of any record.
    """

    def __init__(self, knowledge: Knowledge, codes: CodeIndex, analytes: AnalyteIndex) -> None:
        self._knowledge = knowledge
        self._codes = codes
        self._analytes = analytes
        self._published = frozenset(system for system, _ in codes.by_code)
        self._kept: dict[Coding, Known] = {}
        self.latest: dict[str, tuple[Json, Known]] = {}
        """By its code, the concept of one coding that was asked for last."""

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

    def known(self, codeable: Any) -> Known | None:
        """What a concept stands for, if it is one published coding; see `coding`."""
        try:
            concept, known = self.latest[codeable["coding"][0]["code"]]
            if codeable == concept:
                return known
        except (LookupError, TypeError):
            pass  # it is written in another way, or was not met before
        coding = self.coding(codeable)
        if coding is None:
            return None
        found = self._found(coding)
        said = {"text": coding[2]} if "text" in codeable else {}
        self.latest[coding[1]] = {"coding": [_coding(coding)], **said}, found
        return found

    def _found(self, coding: Coding) -> Known:
        found = self._kept.get(coding)
        if found is None:
            if len(self._kept) >= MOST:
                self._kept.clear()
                self.latest.clear()
            found = self._kept[coding] = self._of_one(coding)
        return found

    def meaning(self, codeable: Any) -> Meaning:
        """What a concept stands for; see `meaning`."""
        known = self.known(codeable)
        if known is not None:
            return known.meaning
        return meaning(self._codes, codeable, self._knowledge.code_systems)

    def test(self, codeable: Any) -> Code | None:
        """The code of a test that a concept with one coding names, and no word against it."""
        known = self.known(codeable)
        if known is not None:
            return known.test
        codings = mappings(mapping(codeable).get("coding"))
        return self._test(codings[0], words_of(codeable)) if len(codings) == 1 else None

    def said(self, codeable: object) -> str:
        """A CodeableConcept in one short line; codes without words stand behind our own words."""
        known = self.known(codeable)
        return (known and known.said) or self.worded(codeable)

    def worded(self, codeable: object) -> str:
        """The same, worked out anew."""
        said = said_of(codeable)
        if not all(map(BARE_CODE.fullmatch, said.split())):
            return said
        name = self._name_of(mappings(mapping(codeable).get("coding")))
        return f"{name} ({said})" if name else said

    def _name_of(self, codings: Iterable[Json]) -> str | None:
        """What codings mean, in our own words: the first that is known."""
        for coding in codings:
            code = self._codes.find(str(coding.get("system")), str(coding.get("code")))
            if code is not None and (name := self._name(code)):
                return name
        return None

    def _name(self, code: Code) -> str | None:
        of = str(code.of)
        thing = self._knowledge.concepts.get(of) or self._knowledge.analytes.get(of)
        return code.name if thing is None else thing.name

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

    def _of_one(self, coding: Coding) -> Known:
        one, display = _coding(coding), coding[2]
        concept = {"coding": [one]}
        plain = display is None or display == display.strip() != ""
        return Known(
            replace(meaning(self._codes, concept, ()), displayed=True),
            self._test(one, words_of(concept)),
            self.worded(concept) if plain else None,
        )


def _coding(coding: Coding) -> Json:
    """A coding as a record writes it."""
    system, code, display = coding
    one = {"system": system, "code": code}
    return one if display is None else {**one, "display": display}


def _short(value: Any) -> bool:
    return value.__class__ is str and len(value) <= LONGEST
