"""Codes of terminologies: what each stands for here, and how a coding of a record is looked up.

A record names a system in many spellings and a code with or without its dot. `CodeIndex` finds
the entry: the same code first, then the longest beginning that an entry gives as a prefix.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from corrin.domain.person import ListName, Route
from corrin.domain.rule import Verified

Amount = Literal["mass", "moles"]
Match = Literal["exact", "prefix"]
Answer = Literal["yes", "no", "positive", "negative"]
CheckDigit = Literal["mod10", "verhoeff"]


class CodeSystem(Struct, frozen=True, kw_only=True):
    """A terminology: the names under which records cite it, and what its codes look like."""

    id: str
    name: str
    uri: str
    """The URI that FHIR gives it."""
    aliases: tuple[str, ...] = ()
    """Other names: OIDs, older URIs, short names. Case, `https` and a last slash do not matter."""
    pattern: str
    """A regular expression that every code matches as a whole."""
    check_digit: CheckDigit | None = None
    """How the last digit of a code follows from the others."""
    dotless: bool = False
    """Whether codes are also written without their dot: D510 for D51.0."""
    base: str | None = None
    """The system whose codes hold here too, where this one has no entry that says more."""
    sources: tuple[str, ...] = ()
    verified: Verified = "false"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.id, self.uri, *self.aliases)


PROPERTIES = ("weight_kg", "gestation_weeks")
"""The properties of the person that a code may stand for."""


class Code(Struct, frozen=True, kw_only=True):
    """A code, and the one thing that it stands for: one of `of`, `none_of`, `route`, `aside`."""

    system: str
    """The id of its code system."""
    code: str
    match: Match = "exact"
    """`prefix`: it stands for every code that begins with it, unless a longer entry does."""
    of: str | None = None
    """A concept, an analyte, or a property of the person such as `weight_kg`."""
    none_of: ListName | None = None
    """The list that it answers with "asked, and there is none"."""
    route: Route | None = None
    """The way by which a medicine is given."""
    aside: str | None = None
    """Why it is known and yet left aside."""
    answer: Answer | None = None
    """What it says as the value of a question or of a test; by itself it is left aside."""
    question: bool = False
    """Whether it only asks: the value beside it says yes or no, or which."""
    denies: bool = False
    """Whether it says that the thing is absent."""
    possible: bool = False
    """Whether it only makes the thing possible: it also means something else."""
    amount: Amount | None = None
    """Whether its values are masses or moles, where the one taken for the other would harm."""
    name: str | None = None
    """What it means, in our words, where the name of what it stands for does not say it."""
    sources: tuple[str, ...] = ()
    verified: Verified = "false"

    def __post_init__(self) -> None:
        said = sum(bool(what) for what in (self.of, self.none_of, self.route, self.aside))
        if said != 1:
            raise ValueError(
                f"A code says one of `of`, `none_of`, `route` and `aside`, not {said} of them."
            )

    def contradicts(self, ucum: str) -> bool:
        """Whether values in a unit cannot be of this code: moles where it is of a mass."""
        return self.amount is not None and ("mol" in ucum) is not (self.amount == "moles")

    @property
    def id(self) -> str:
        return f"{self.system} {self.code}"


class CodeIndex(Struct, frozen=True):
    """The codes of the knowledge, made ready to be found. Build it once."""

    by_code: Mapping[tuple[str, str], Code]
    """(URI of the system, code as the knowledge writes it) → entry, for a look without aliases."""
    _systems: Mapping[str, CodeSystem]
    _exact: Mapping[str, Mapping[str, Code]]
    _prefixes: Mapping[str, Mapping[str, Code]]

    @classmethod
    def of(cls, codes: Iterable[Code], systems: Mapping[str, CodeSystem]) -> "CodeIndex":
        names = {system_key(name): system for system in systems.values() for name in system.names}
        exact: dict[str, dict[str, Code]] = {name: {} for name in systems}
        prefixes: dict[str, dict[str, Code]] = {name: {} for name in systems}
        by_code: dict[tuple[str, str], Code] = {}
        for code in codes:
            system = systems[code.system]
            by_code[system.uri, code.code] = code
            key = _code_key(code.code, system)
            exact[system.id][key] = code
            if code.match == "prefix":
                prefixes[system.id][key] = code
        return cls(by_code, names, exact, prefixes)

    def system(self, name: str) -> CodeSystem | None:
        """The system that a URI, an OID or a short name means; None where it is not known."""
        return self._systems.get(name) or self._systems.get(system_key(name))

    def find(self, system: str, code: str) -> Code | None:
        """What a coding stands for, by the name of its system as a record writes it."""
        known = self.system(system)
        best: Code | None = None
        while known is not None:
            key = _code_key(code, known)
            if found := self._exact[known.id].get(key):
                return found
            found = self._longest(key, known.id)
            if found and (best is None or len(found.code) > len(best.code)):
                best = found
            known = self._systems.get(system_key(known.base)) if known.base else None
        return best

    def _longest(self, key: str, system: str) -> Code | None:
        prefixes = self._prefixes[system]
        if prefixes:
            for length in range(len(key) - 1, 0, -1):
                if found := prefixes.get(key[:length]):
                    return found
        return None


def fault_of(code: str, system: CodeSystem) -> str | None:
    """Why a text cannot be a code of a system; None where it can."""
    if not re.fullmatch(system.pattern, code):
        return f"`{code}` does not look like a code of {system.name}."
    if system.check_digit and not CHECKS[system.check_digit](code):
        return f"The check digit of `{code}` is wrong ({system.check_digit})."
    return None


def system_key(name: str) -> str:
    """The name of a system as names are compared: without version, case, `https`, last slash."""
    name = name.partition("|")[0].strip().casefold().rstrip("/")
    return "http://" + name.removeprefix("https://") if name.startswith("https://") else name


def _code_key(code: str, system: CodeSystem) -> str:
    key = code.strip().upper()
    return key.replace(".", "").rstrip("+*†!#") if system.dotless else key


# --- check digits -------------------------------------------------------------------------------


def mod10(code: str) -> bool:
    """Whether the last digit of a LOINC code holds (Luhn), as in 2132-9.

    The letters of an answer, as in LA15173-0, count by their place after the digits in ASCII.
    """
    values = [ord(letter) - ord("0") for letter in reversed(code) if letter != "-"]
    doubled = (sum(divmod(2 * value, 10)) for value in values[1::2])
    return (sum(values[::2]) + sum(doubled)) % 10 == 0


def verhoeff(code: str) -> bool:
    """Whether the last digit of a SNOMED CT identifier holds.

    Source: J. Verhoeff, Error Detecting Decimal Codes, 1969: multiplication in the dihedral
    group of ten elements after a permutation that depends on the place.
    """
    check = 0
    for place, letter in enumerate(reversed(code)):
        check = _product(check, _permuted(int(letter), place))
    return check == 0


def _product(left: int, right: int) -> int:
    """In the dihedral group D5: 0-4 turn, 5-9 turn and mirror."""
    turn = left + (right if left < _TURNS else -right)
    return turn % _TURNS + (_TURNS if (left < _TURNS) != (right < _TURNS) else 0)


def _permuted(digit: int, place: int) -> int:
    for _ in range(place):
        digit = _PERMUTATION[digit]
    return digit


_TURNS = 5
_PERMUTATION = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)

CHECKS = {"mod10": mod10, "verhoeff": verhoeff}
