"""What a person writes as a code: `{code: A10BA02, system: ATC}`, "rxnorm 6809", "A10BA02"."""

import re
from functools import cached_property

from corrin.domain.code import CodeIndex, system_key
from corrin.domain.knowledge import Knowledge

SYSTEM_AND_CODE = re.compile(r"\s*(?P<system>[A-Za-z][\w ./:-]*?)\s*[\s:#|]\s*(?P<code>[\w.-]+)\s*")
CODE_AND_SYSTEM = re.compile(r"\s*(?P<code>[\w.-]+)\s*[(\[](?P<system>[^()\[\]]+)[)\]]\s*")
BARE_ATC = re.compile(r"\s*(?P<code>[A-V][0-9]{2}[A-Z]{2}[0-9]{2})\s*", re.IGNORECASE)
"""The whole code of a substance, which has the shape of nothing else."""
A_SYSTEM = "the terminology of the code: ATC, RxNorm or SNOMED CT"


class Coded:
    """Finds the concept of a code; the codes are laid out when the first is asked for."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    @cached_property
    def _index(self) -> CodeIndex:
        return CodeIndex.of(self._knowledge.codes.values(), self._knowledge.code_systems)

    @cached_property
    def _systems(self) -> frozenset[str]:
        systems = self._knowledge.code_systems.values()
        return frozenset(system_key(name) for system in systems for name in system.names)

    def concept(self, system: str, code: str) -> str | None:
        """The concept that a code stands for; None where it is of none that is known."""
        found = self._index.find(system, code)
        plain = found is not None and not (found.denies or found.question or found.possible)
        concept = found.of if found is not None and plain else None
        return concept if concept in self._knowledge.concepts else None

    def is_system(self, name: str) -> bool:
        """Whether a name is that of a terminology."""
        return system_key(name) in self._systems

    def name_of(self, system: str, code: str) -> str | None:
        """The name of what a code stands for, as the words of the knowledge have it."""
        concept = self.concept(system, code)
        return None if concept is None else self._knowledge.concepts[concept].name

    def in_words(self, words: str) -> str | None:
        """The name of what words say by a code; None where they name no terminology."""
        if bare := BARE_ATC.fullmatch(words):
            return self.name_of("ATC", bare["code"])
        found = CODE_AND_SYSTEM.fullmatch(words) or SYSTEM_AND_CODE.fullmatch(words)
        if found is None or not self.is_system(found["system"]):
            return None
        return self.name_of(found["system"], found["code"])
