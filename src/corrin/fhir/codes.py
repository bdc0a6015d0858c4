"""What the codings of a CodeableConcept stand for in the knowledge."""

from collections.abc import Iterable

from msgspec import Struct

from corrin.domain.code import Code, CodeIndex
from corrin.fhir.values import mapping, mappings, text, words_of

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
