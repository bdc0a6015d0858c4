"""Problems gathered while one entry is read, so that all of them are told at once."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct, field

from corrin.domain.person import Notice
from corrin.errors import Refusal
from corrin.reading.strict import SHOWN

NULLS = frozenset({"", "null"})


class Junk:
    """What stands where a text or a number should: a list, a mapping, true or false."""


JUNK: Final = Junk()


def text_of(value: object) -> str | Junk | None:
    """A scalar as text; None where it is missing, JUNK where it is not a scalar."""
    if value is None:
        return None
    if isinstance(value, str):
        text = value.strip()
        return None if text.lower() in NULLS else text
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return JUNK
    try:
        return str(value)
    except ValueError:  # a whole number of thousands of digits
        return JUNK


def shown(value: object) -> str | None:
    """A value as it is repeated to the caller: shortened, never walked into, None if missing."""
    if text_of(value) is None:
        return None
    match value:
        case bool():
            return str(value).lower()
        case str():
            return value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
        case int() | float() | Decimal():
            text = text_of(value)
            return text[:SHOWN] if isinstance(text, str) else "a very long number"
        case list() | tuple():
            return "a list"
        case Mapping():
            return "a mapping"
        case _:
            return "something that is not text"


class Gathered(Struct):
    """Refusals, warnings and things not understood about the entry at `path`."""

    path: str
    entry: Mapping[str, object]
    refusals: list[Refusal] = field(default_factory=list[Refusal])
    warnings: list[Notice] = field(default_factory=list[Notice])
    not_understood: list[Notice] = field(default_factory=list[Notice])

    def at(self, key: str) -> str:
        """The path of a key of the entry."""
        return f"{self.path}.{key}"

    def refuse(self, key: str, why: str, accepted: str) -> None:
        """The value of a key is not accepted, and with it the entry."""
        self.refusals.append(
            Refusal(
                field=self.at(key), value=shown(self.entry.get(key)), why=why, accepted=accepted
            )
        )

    def warn(self, key: str, why: str) -> None:
        """The entry is used, and the reader must know this of it."""
        self.warnings.append(Notice(field=self.at(key), value=shown(self.entry.get(key)), why=why))

    def not_read(self, key: str, why: str) -> None:
        """A part of the entry that nothing was made of."""
        self.not_understood.append(
            Notice(field=self.at(key), value=shown(self.entry.get(key)), why=why)
        )

    def text(self, key: str, accepted: str) -> str | None:
        """The text of a key; what is not a scalar is refused and read as missing."""
        text = text_of(self.entry.get(key))
        if isinstance(text, Junk):
            self.refuse(key, "it is neither text nor a number", accepted)
            return None
        return text
