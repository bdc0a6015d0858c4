"""A forecast as FHIR takes it, from whoever made it: nothing here computes one."""

from datetime import date
from decimal import Decimal

import msgspec

from corrin.errors import Refusal


class Predicted(msgspec.Struct, frozen=True, kw_only=True):
    """What is expected, how likely it is in a span of days, and in words."""

    outcome: str
    percent: Decimal
    first: date
    last: date
    says: str


class Foretold(msgspec.Struct, frozen=True, kw_only=True):
    """A forecast as it is written, or why none was made."""

    course: str = ""
    basis: tuple[str, ...] = ()
    """The results that it rests on, in words."""
    predicted: tuple[Predicted, ...] = ()
    notes: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
